//! Where everything lies in a project's folder, and what the names in it say.

use crate::model::assemble::Home;
use crate::model::{AnnotatorId, ArticleId, LayerId, PropositionId, SourceId};
use std::path::{Path, PathBuf};

/// The paths of one project.
#[derive(Clone, Debug)]
pub(super) struct Layout {
    root: PathBuf,
}

const ARTICLES: &str = "articles";
const LAYERS: &str = "layers";
pub(super) const EXTENSION: &str = "ron";
const DOT_EXTENSION: &str = ".ron";
pub(super) const TEXT: &str = "text.txt";
pub(super) const ARTICLE: &str = "article.ron";
pub(super) const ORIGINAL: &str = "original";

impl Layout {
    pub(super) fn new(root: &Path) -> Self {
        Self { root: root.to_owned() }
    }

    pub(super) fn root(&self) -> &Path {
        &self.root
    }

    /// A place in the folder, put together in one piece of memory: there are tens of thousands of them.
    fn place(&self, names: &[&str]) -> PathBuf {
        let room = names.iter().map(|name| name.len() + 1).sum::<usize>() + DOT_EXTENSION.len();
        let mut path = PathBuf::with_capacity(self.root.as_os_str().len() + room);
        path.push(&self.root);
        names.iter().for_each(|name| path.push(name));
        path
    }

    pub(super) fn project(&self) -> PathBuf {
        self.root.join("project.ron")
    }

    pub(super) fn lock(&self) -> PathBuf {
        self.root.join("lock")
    }

    pub(super) fn sources(&self) -> PathBuf {
        self.root.join("sources")
    }

    pub(super) fn source(&self, id: &SourceId) -> PathBuf {
        self.sources().join(format!("{id}.{EXTENSION}"))
    }

    pub(super) fn propositions(&self) -> PathBuf {
        self.root.join("propositions")
    }

    pub(super) fn proposition(&self, id: &PropositionId) -> PathBuf {
        self.propositions().join(format!("{id}.{EXTENSION}"))
    }

    pub(super) fn articles(&self) -> PathBuf {
        self.place(&[ARTICLES])
    }

    pub(super) fn article_folder(&self, id: &ArticleId) -> PathBuf {
        self.place(&[ARTICLES, id.as_str()])
    }

    pub(super) fn article(&self, id: &ArticleId) -> PathBuf {
        self.place(&[ARTICLES, id.as_str(), ARTICLE])
    }

    pub(super) fn text(&self, id: &ArticleId) -> PathBuf {
        self.place(&[ARTICLES, id.as_str(), TEXT])
    }

    pub(super) fn layers(&self) -> PathBuf {
        self.place(&[LAYERS])
    }

    pub(super) fn layer(&self, id: &LayerId) -> PathBuf {
        let mut path = self.place(&[LAYERS, id.annotator.as_str(), id.article.as_str()]);
        path.as_mut_os_string().push(DOT_EXTENSION);
        path
    }

    pub(super) fn journals(&self) -> PathBuf {
        self.root.join("journal")
    }

    pub(super) fn journal(&self, by: &AnnotatorId) -> PathBuf {
        self.journals().join(format!("{by}.{EXTENSION}"))
    }

    /// The torn ends of journals. The dot keeps the name from being that of an annotator's journal.
    pub(super) fn torn(&self, by: &AnnotatorId, number: u32) -> PathBuf {
        self.journals().join(format!("{by}.torn-{number}.{EXTENSION}"))
    }

    pub(super) fn histories(&self) -> PathBuf {
        self.root.join("history")
    }

    pub(super) fn history(&self, by: &AnnotatorId, number: u32) -> PathBuf {
        self.histories().join(format!("{by}-{number:04}.{EXTENSION}"))
    }

    pub(super) fn bin(&self) -> PathBuf {
        self.root.join("bin")
    }

    pub(super) fn cache(&self) -> PathBuf {
        self.root.join("cache")
    }

    /// The file that a record lives in.
    pub(super) fn file_of(&self, home: &Home) -> PathBuf {
        match home {
            Home::Project => self.project(),
            Home::Source(id) => self.source(id),
            Home::Proposition(id) => self.proposition(id),
            Home::Article(id) => self.article(id),
            Home::Layer(id) => self.layer(id),
        }
    }

    /// The path as messages name it: from the project's folder on.
    pub(super) fn relative(&self, path: &Path) -> PathBuf {
        path.strip_prefix(&self.root).unwrap_or(path).to_owned()
    }
}

/// Annotator and number of a history file: `ann-0003.ron`.
pub(super) fn history_of(stem: &str) -> Option<(AnnotatorId, u32)> {
    let (by, number) = stem.rsplit_once('-')?;
    let number = if number.len() < 4 { None } else { number.parse().ok() };
    Some((AnnotatorId::new(by).ok()?, number?))
}

/// Is this a name that the original of an article may have?
pub(super) fn is_original(name: &str) -> bool {
    let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    let extension = name.strip_prefix(ORIGINAL);
    extension.is_some_and(|extension| {
        extension.is_empty()
            || (extension.starts_with('.')
                && !extension.ends_with('.')
                && extension.chars().all(is_plain))
    })
}

#[cfg(test)]
mod tests {
    use super::{history_of, is_original};

    #[test]
    fn a_history_file_names_its_annotator_and_its_number() {
        assert_eq!(
            history_of("ann-b-0012").map(|(by, n)| (by.to_string(), n)),
            Some(("ann-b".into(), 12))
        );
        for bad in ["ann", "ann-1", "Ann-0001", "-0001", "ann-000x"] {
            assert_eq!(history_of(bad), None, "{bad}");
        }
    }

    #[test]
    fn an_original_stays_in_its_folder_and_takes_no_other_name() {
        assert!(
            ["original.txt", "original.tar.gz", "original"].iter().all(|name| is_original(name))
        );
        for bad in [
            "text.txt",
            "original./../x",
            "original/x",
            "original.",
            "original\\x",
            "originals",
            "x",
        ] {
            assert!(!is_original(bad), "{bad}");
        }
    }
}

//! Reads a project's folder as it lies there: every file by itself, what cannot be read reported, the rest kept.

use super::crew;
use super::error::{Attempt as _, StoreError};
use super::layout::Layout;
use super::listing::Listing;
use super::located::{Located, line_at, locate};
use crate::format::{
    ArticleFile, File, FormatError, LayerFile, MOST_BYTES, ProjectFile, SourceFile, from_ron,
};
use crate::model::assemble::{LayerParts, Parts};
use crate::model::{
    Annotator, AnnotatorKind, Article, ArticleError, ArticleId, LayerId, Settings, Source,
    SourceId, Tables,
};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;
use std::{fs, io};

/// What lies in the folder.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// Every record that could be read.
    pub(super) parts: Parts,
    /// Folders of articles, with or without an article in them.
    pub(super) folders: BTreeSet<ArticleId>,
    pub(super) problems: Vec<Located>,
    /// Apart from the others: a step since the last save may have taken the layer away.
    pub(super) layer_problems: Vec<(LayerId, Located)>,
}

/// Why a file gave nothing.
pub(super) enum Unread {
    Io(io::Error),
    NotText(usize),
    Format(FormatError),
}

impl Unread {
    pub(super) fn located(self, file: &Path) -> Located {
        match self {
            Self::Io(error) => Located::error(file, format!("cannot read it: {error}")),
            Self::NotText(line) => {
                Located::error(file, "this is no text in UTF-8: the file may be damaged")
                    .on_line(line)
            }
            Self::Format(error) => Located::unreadable(file, &error),
        }
    }
}

fn read_text(path: &Path) -> Result<String, Unread> {
    let length = fs::metadata(path).map_err(Unread::Io)?.len();
    if length > MOST_BYTES as u64 {
        let words =
            format!("it has {} MiB, and at most {} are read", length >> 20, MOST_BYTES >> 20);
        return Err(Unread::Io(io::Error::new(io::ErrorKind::FileTooLarge, words)));
    }
    let bytes = fs::read(path).map_err(Unread::Io)?;
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        Unread::NotText(line_at(error.as_bytes(), at))
    })
}

/// Reads one file of ours.
pub(super) fn read_file<T: File>(path: &Path) -> Result<T, Unread> {
    from_ron(&read_text(path)?).map_err(Unread::Format)
}

/// Reads the whole folder.
///
/// # Errors
/// When it is no project, or its own file is written by another version or cannot be read by the system.
pub(super) fn read(layout: &Layout, listing: &Listing) -> Result<Found, StoreError> {
    let mut found = Found { folders: listing.articles.clone(), ..Found::default() };
    read_project(layout, listing, &mut found)?;
    let tasks = tasks(listing);
    for outcome in crew::each(&tasks, crew::n_cores(), |task| task.carry_out(layout)) {
        found.parts.sources.extend(outcome.source);
        found.parts.articles.extend(outcome.article);
        found.parts.layers.extend(outcome.layers);
        found.problems.extend(outcome.problems);
        found.layer_problems.extend(outcome.layer_problems);
    }
    Ok(found)
}

fn read_project(layout: &Layout, listing: &Listing, found: &mut Found) -> Result<(), StoreError> {
    let path = layout.project();
    match read_file::<ProjectFile>(&path) {
        Ok(file) => (found.parts.settings, found.parts.annotators) = file.into_parts(),
        Err(Unread::Io(error)) if error.kind() == io::ErrorKind::NotFound => {
            return Err(StoreError::NoProject(layout.root().to_owned()));
        }
        Err(Unread::Io(error)) => Err(error).attempt("read", &path)?,
        Err(Unread::Format(source @ FormatError::Version { .. })) => {
            return Err(StoreError::Format { path, source });
        }
        Err(unread) => {
            found.problems.push(unread.located(&layout.relative(&path)));
            stand_in(layout, listing, found);
        }
    }
    Ok(())
}

/// Reads the files of these sources, and of these articles with some of their layers.
pub(super) fn read_records(
    layout: &Layout,
    sources: &BTreeSet<SourceId>,
    articles: BTreeMap<ArticleId, Vec<LayerId>>,
) -> (Tables, Vec<Located>) {
    let sources = sources.iter().cloned().map(Task::Source);
    let articles = articles.into_iter().map(|(id, layers)| Task::Article(id, layers));
    let (mut parts, mut problems) = (Parts::default(), Vec::new());
    for task in sources.chain(articles) {
        let outcome = task.carry_out(layout);
        parts.sources.extend(outcome.source);
        parts.articles.extend(outcome.article);
        parts.layers.extend(outcome.layers);
        problems.extend(outcome.problems);
        problems.extend(outcome.layer_problems.into_iter().map(|(_, problem)| problem));
    }
    let (tables, doubled) = parts.into_tables();
    problems.extend(locate(layout, doubled));
    (tables, problems)
}

/// What a folder tells about a project whose own file is damaged: enough to read the rest.
fn stand_in(layout: &Layout, listing: &Listing, found: &mut Found) {
    let name = layout.root().file_name().unwrap_or_default();
    found.parts.settings =
        Settings { title: name.to_string_lossy().into_owned(), ..Settings::default() };
    let ids: BTreeSet<_> = listing.layers.iter().map(|layer| &layer.annotator).collect();
    found.parts.annotators = ids
        .into_iter()
        .map(|id| Annotator { id: id.clone(), name: id.to_string(), kind: AnnotatorKind::Human })
        .collect();
}

/// One piece of reading: a source, or an article with all its layers, so that quotes can be held against the text.
enum Task {
    Source(SourceId),
    Article(ArticleId, Vec<LayerId>),
}

#[derive(Default)]
struct Outcome {
    source: Option<Source>,
    article: Option<Article>,
    layers: Vec<(LayerId, LayerParts)>,
    problems: Vec<Located>,
    layer_problems: Vec<(LayerId, Located)>,
}

fn tasks(listing: &Listing) -> Vec<Task> {
    let mut articles: BTreeMap<&ArticleId, Vec<LayerId>> =
        listing.articles.iter().map(|id| (id, Vec::new())).collect();
    for layer in &listing.layers {
        articles.entry(&layer.article).or_default().push(layer.clone());
    }
    let sources = listing.sources.iter().cloned().map(Task::Source);
    let articles = articles.into_iter().map(|(id, layers)| Task::Article(id.clone(), layers));
    sources.chain(articles).collect()
}

impl Task {
    fn carry_out(&self, layout: &Layout) -> Outcome {
        let mut outcome = Outcome::default();
        match self {
            Self::Source(id) => match read_source(layout, id) {
                Ok(source) => outcome.source = Some(source),
                Err(problem) => outcome.problems.push(problem),
            },
            Self::Article(id, layers) => match read_article(layout, id, &mut outcome.problems) {
                Ok(Some(article)) => {
                    for layer in layers {
                        read_layer(layout, layer, article.text(), &mut outcome);
                    }
                    outcome.article = Some(article);
                }
                Ok(None) => outcome.layer_problems = homeless(layout, layers),
                Err(problem) => {
                    outcome.problems.push(problem);
                    outcome.layer_problems = homeless(layout, layers);
                }
            },
        }
        outcome
    }
}

/// Marks that have no text.
fn homeless(layout: &Layout, layers: &[LayerId]) -> Vec<(LayerId, Located)> {
    let problem = |id: &LayerId| {
        let what = format!("the article “{}” of these marks could not be read", id.article);
        (id.clone(), Located::error(&layout.relative(&layout.layer(id)), what))
    };
    layers.iter().map(problem).collect()
}

fn other_id(file: &Path, found: &str) -> Located {
    Located::error(
        file,
        format!("the record calls itself “{found}”, which is not the name of its file"),
    )
}

fn read_source(layout: &Layout, id: &SourceId) -> Result<Source, Located> {
    let path = layout.source(id);
    let file = layout.relative(&path);
    let source = read_file::<SourceFile>(&path).map_err(|unread| unread.located(&file))?;
    let source = Source::from(source);
    if source.id == *id { Ok(source) } else { Err(other_id(&file, source.id.as_str())) }
}

/// `None` when the folder holds no article: an import that was never finished, or taken back.
pub(super) fn read_article(
    layout: &Layout,
    id: &ArticleId,
    problems: &mut Vec<Located>,
) -> Result<Option<Article>, Located> {
    let path = layout.article(id);
    let file = layout.relative(&path);
    let article = match read_file::<ArticleFile>(&path) {
        Ok(article) => article,
        Err(Unread::Io(error)) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(unread) => return Err(unread.located(&file)),
    };
    if article.id() != id {
        return Err(other_id(&file, article.id().as_str()));
    }
    let text_path = layout.text(id);
    let text_file = layout.relative(&text_path);
    let text: Arc<str> = read_text(&text_path).map_err(|unread| unread.located(&text_file))?.into();
    let article = article.into_article(text).map_err(|error| match error {
        ArticleError::Hash { .. } => Located::error(
            &text_file,
            format!("{error}: this is not the text that was annotated. Bring the old text back"),
        ),
        other => Located::error(&file, other.to_string()),
    })?;
    let original = &article.original().file;
    if !original.is_empty() && !layout.article_folder(id).join(original).is_file() {
        problems.push(Located::warning(&file, format!("the original “{original}” is missing")));
    }
    Ok(Some(article))
}

fn read_layer(layout: &Layout, id: &LayerId, text: &str, outcome: &mut Outcome) {
    let path = layout.layer(id);
    let file = layout.relative(&path);
    let problems = match read_file::<LayerFile>(&path) {
        Ok(layer) if layer.id() != *id => {
            let LayerId { article, annotator } = layer.id();
            vec![other_id(&file, &format!("{annotator}/{article}"))]
        }
        Ok(layer) => {
            let (id, parts, problems) = layer.into_parts(text);
            outcome.layers.push((id, parts));
            locate(layout, problems)
        }
        Err(unread) => vec![unread.located(&file)],
    };
    outcome.layer_problems.extend(problems.into_iter().map(|problem| (id.clone(), problem)));
}

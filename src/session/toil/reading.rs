//! Reads files and pasted text as drafts of articles.

use super::Toil;
use crate::import::files::{self, Entry};
use crate::import::{Draft, DraftOptions, draft};
use crate::model::{Tables, sha256};
use crate::session::job::{Done, Drafted, Fate};
use std::path::{Path, PathBuf};

impl Toil {
    pub(super) fn draft(&self, paths: &[PathBuf], tables: &Tables) {
        let entries = files::list(paths);
        let total = entries.len();
        let mut drafted = Vec::with_capacity(total);
        for (done, entry) in entries.into_iter().enumerate() {
            if self.answers.is_cancelled() {
                return self.answers.send(Done::Cancelled);
            }
            if done.is_multiple_of(16) {
                self.answers.progress("Reading files", done, total);
            }
            let (origin, draft) = match entry {
                Entry::File(path) => (path.display().to_string(), read_draft(&path, tables)),
                Entry::PassedOver(_) => continue,
                Entry::Failed(error) => (error.path.display().to_string(), Err(error.to_string())),
            };
            drafted.push(Drafted { origin, fate: fate_of(draft, tables) });
        }
        self.answers.send(Done::Drafted(drafted));
    }

    pub(super) fn draft_text(&self, text: &str, tables: &Tables) {
        let options = DraftOptions {
            origin: Some("pasted".to_owned()),
            segmentation: tables.settings().segmentation.clone(),
            ..DraftOptions::default()
        };
        let draft = draft(text.as_bytes(), "", &options).map_err(|error| error.to_string());
        let fate = fate_of(draft, tables);
        self.answers.send(Done::Drafted(vec![Drafted { origin: "pasted text".to_owned(), fate }]));
    }
}

fn fate_of(draft: Result<Draft, String>, tables: &Tables) -> Fate {
    match draft {
        Err(reason) => Fate::Failed(reason),
        Ok(draft) => {
            let hash = sha256(&draft.text);
            let same = tables.articles().values().find(|article| article.sha256() == hash);
            same.map_or_else(
                || Fate::Ready(Box::new(draft)),
                |article| Fate::Here(article.id().clone()),
            )
        }
    }
}

pub(super) fn read_draft(path: &Path, tables: &Tables) -> Result<Draft, String> {
    let bytes = files::read(path).map_err(|error| error.reason.to_string())?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let options = DraftOptions {
        segmentation: tables.settings().segmentation.clone(),
        ..DraftOptions::default()
    };
    draft(&bytes, &name, &options).map_err(|error| error.to_string())
}

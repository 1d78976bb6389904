//! Articles on their way in: from drafts to records, each its own step.

use super::action::MetadataEntry;
use super::job::Original;
use super::{Notice, Session};
use crate::import::{Draft, Intake, take_in};
use crate::model::{ArticleId, Metadata, Prepared};
use jiff::Timestamp;
use std::sync::Arc;

/// What became of a draft that was to be taken in.
#[derive(Debug)]
pub(super) enum Taken {
    /// A new article. The bytes it came as must be kept before its step is written down.
    New(ArticleId, Option<Original>),
    /// The project holds the same text.
    Here(ArticleId),
    /// Nothing, which was told.
    Refused,
}

impl Session {
    /// Takes a draft in as an article, with what the person entered about it. Of many that are taken in together, what is
    /// here already is counted by others and not told.
    pub(super) fn take_in(
        &mut self,
        draft: Draft,
        entry: MetadataEntry,
        is_one_of_many: bool,
        now: Timestamp,
    ) -> Taken {
        self.now = now;
        let mut draft = draft;
        if draft.metadata.language != entry.metadata.language {
            // Each language has its own rules; the draft was cut by those of the language that was detected.
            let options = &self.project.settings().segmentation;
            draft.cut_anew(&entry.metadata.language, options);
        }
        let draft = Draft {
            metadata: Metadata { retrieved: Some(now), ..entry.metadata },
            publisher: entry.publisher,
            author: entry.author,
            ..draft
        };
        let title = draft.metadata.title.clone();
        match take_in(&self.project, &draft) {
            Ok(Intake::New { id, edits }) => {
                if !self.change(&format!("Import “{title}”"), edits) {
                    return Taken::Refused;
                }
                let original = self.original_of(&id, draft);
                Taken::New(id, original)
            }
            Ok(Intake::AlreadyHere(id)) => {
                if !is_one_of_many {
                    self.tell(Notice::info(format!("“{title}” is in the project already")));
                }
                Taken::Here(id)
            }
            Err(error) => {
                self.tell(Notice::of_error(&format!("Cannot import “{title}”"), &error));
                Taken::Refused
            }
        }
    }

    /// Takes in what is new in an annotated set, as one step; says whether that was done.
    pub(super) fn take_in_set(&mut self, name: &str, change: Prepared, now: Timestamp) -> bool {
        self.now = now;
        self.change_prepared(&format!("Import “{name}”"), change)
    }

    fn original_of(&self, id: &ArticleId, draft: Draft) -> Option<Original> {
        let article = self.project.articles().get(id)?;
        Some(Original { article: Arc::clone(article), bytes: draft.original })
    }
}

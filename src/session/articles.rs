//! Articles on their way in: from drafts to records, each its own step.

use super::action::MetadataEntry;
use super::job::Original;
use super::{Action, Notice, Session};
use crate::import::{Draft, Intake, take_in};
use crate::model::Metadata;
use jiff::Timestamp;
use std::sync::Arc;

impl Session {
    /// Takes drafts in as articles, with what the person entered about each, and shows the first. Gives back the bytes that
    /// the articles came as, which must be kept before the steps are written down.
    pub fn take_in(
        &mut self,
        drafts: Vec<(Draft, MetadataEntry)>,
        now: Timestamp,
    ) -> Vec<Original> {
        self.now = now;
        let mut originals = Vec::new();
        let mut first = None;
        let n_drafts = drafts.len();
        let (mut n_new, mut n_here) = (0_usize, 0_usize);
        for (draft, entry) in drafts {
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
                    if self.change(&format!("Import “{title}”"), edits) {
                        n_new += 1;
                        first.get_or_insert_with(|| id.clone());
                        originals.extend(self.original_of(&id, draft));
                    }
                }
                Ok(Intake::AlreadyHere(id)) => {
                    n_here += 1;
                    first.get_or_insert(id);
                    if n_drafts == 1 {
                        self.tell(Notice::info(format!("“{title}” is in the project already")));
                    }
                }
                Err(error) => {
                    self.tell(Notice::of_error(&format!("Cannot import “{title}”"), &error));
                }
            }
        }
        if n_drafts > 1 {
            let here = if n_here > 0 {
                format!("; {n_here} with a text that is here already")
            } else {
                String::new()
            };
            self.tell(Notice::info(format!("Imported {n_new} of {n_drafts} articles{here}")));
        }
        if let Some(article) = first {
            self.perform(Action::GoTo(article, None), now);
        }
        originals
    }

    fn original_of(&self, id: &crate::model::ArticleId, draft: Draft) -> Option<Original> {
        let article = self.project.articles().get(id)?;
        Some(Original { article: Arc::clone(article), bytes: draft.original })
    }
}

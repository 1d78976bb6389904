//! What the worker brings to the desk: a project, a copy of it to go on in, texts.

use super::copies::Copies;
use super::intake::Intake;
use super::orders::annotator_called;
use super::outside::Watch;
use super::{Desk, Everywhere, PROBLEMS_HINT};
use crate::model::{History, Project};
use crate::session::autosave::Autosave;
use crate::session::catalogue::Catalogue;
use crate::session::job::{ColumnsOf, Drafted, Fate, OpenedProject};
use crate::session::{Action, Notice, Session};
use crate::store::Located;
use jiff::Timestamp;
use std::path::{Path, PathBuf};

/// Begins the word about a project that may only be looked at; it goes when a project is opened anew.
const READ_ONLY: &str = "Opened read-only";

impl Desk {
    /// The first article comes before the rest is read: it can be looked at, and nothing can be changed.
    pub(super) fn glimpsed(&mut self, project: Project) {
        // Whoever went elsewhere meanwhile waits for something else.
        if self.session.is_some() || self.task.is_none() {
            return;
        }
        let known = annotator_called(&project, &self.preferences.name);
        let reason = "the rest of the project is still being read".to_owned();
        self.session = Some(Session::new(
            project,
            History::default(),
            known.unwrap_or_else(|| self.preferences.annotator()),
            &self.preferences.name,
            Some(reason),
        ));
        self.is_partial = true;
        self.catalogue = Catalogue::default();
        self.wants_catalogue = false;
        self.findings.forget();
    }

    /// All of it is here: whoever looks at its first article goes on where they stand.
    fn go_on_in(&mut self, whole: Session) {
        let partial = self.session.take().filter(|_| self.is_partial);
        self.is_partial = false;
        self.session = Some(match &partial {
            Some(partial) => whole.in_place_of(partial),
            None => whole,
        });
    }

    /// The rest did not come.
    pub(super) fn put_partial_away(&mut self) {
        if std::mem::take(&mut self.is_partial) {
            self.session = None;
        }
    }

    pub(super) fn opened(&mut self, opened: OpenedProject) {
        self.task = None;
        self.preferences.remember(&opened.folder);
        self.worker.prefer(self.preferences.clone());
        self.notices.retain(|told| !told.notice.text.starts_with(READ_ONLY));
        if let Some(reason) = &opened.read_only {
            let hint = if opened.problems.is_empty() { "" } else { PROBLEMS_HINT };
            self.tell(Notice::error(format!("{READ_ONLY}: {reason}"), hint));
        } else if !opened.problems.is_empty() {
            let words = match opened.problems.len() {
                1 => {
                    "One thing in the project’s files is odd, and nothing is lost by it".to_owned()
                }
                n => format!(
                    "{n} things in the project’s files are odd, and nothing is lost by them"
                ),
            };
            self.tell(Notice::warning(words, PROBLEMS_HINT));
        }
        self.tell_of_lock(&opened.problems);
        self.problems = opened.problems;
        self.guideline = opened.guideline;
        if let Some(recovered) = &opened.recovered {
            let from = recovered.first_at.strftime("%Y-%m-%d %H:%M UTC");
            self.tell(Notice::info(match recovered.steps {
                1 => format!("Brought back 1 step from {from}, which was not in the files yet"),
                n => format!("Brought back {n} steps from {from}, which were not in the files yet"),
            }));
        }
        let known = annotator_called(&opened.project, &self.preferences.name);
        let last = opened.history.last();
        let is_behind = opened.recovered.is_some() && opened.read_only.is_none();
        self.autosave = if is_behind {
            Autosave::behind(last, self.now_ms)
        } else {
            Autosave::starting_at(last)
        };
        self.watch = Watch::from(self.now_ms);
        self.copies = Copies::of_opened(self.now_ms, opened.read_only.is_some());
        let session = Session::new(
            opened.project,
            opened.history,
            known.unwrap_or_else(|| self.preferences.annotator()),
            &self.preferences.name,
            opened.read_only,
        );
        self.go_on_in(session);
        self.catalogue = Catalogue::default();
        self.wants_catalogue = false;
        self.findings.forget();
        self.folder = Some(opened.folder);
        self.everywhere = Everywhere::default();
        self.intake = Intake::default();
        self.collect();
        let waiting = std::mem::take(&mut self.then_draft);
        if !waiting.is_empty() {
            self.draft(waiting, ColumnsOf::new());
        }
    }

    pub(super) fn history_exported(&mut self, path: &Path, steps: usize, missing: usize) {
        self.finish(Notice::info(format!("Exported {steps} steps to {}", path.display())));
        if missing > 0 {
            let hint = "In the terminal, ascribe history lists which";
            self.tell(Notice::warning("Some steps of the history are missing", hint));
        }
    }

    /// A folder that knows no locks cannot keep a second window from writing, so the person has to.
    fn tell_of_lock(&mut self, problems: &[Located]) {
        if let Some(lock) = problems.iter().find(|one| one.file == Path::new("lock")) {
            let hint = "Folders of this sort cannot say who works in a project";
            self.tell(Notice::warning(lock.what.clone(), hint));
        }
    }

    pub(super) fn copied(&mut self, folder: PathBuf, problems: &[Located]) {
        self.preferences.remember(&folder);
        self.worker.prefer(self.preferences.clone());
        let notice = Notice::info(format!("Going on in {}", folder.display()));
        self.folder = Some(folder);
        self.finish(notice);
        self.tell_of_lock(problems);
    }

    pub(super) fn drafted(&mut self, drafts: Vec<Drafted>, now: Timestamp) {
        self.task = None;
        // The only text is here already: show it instead of asking.
        if let ([Drafted { fate: Fate::Here(article), .. }], None) =
            (drafts.as_slice(), &self.tabled)
        {
            let article = article.clone();
            self.tell(Notice::info("This text is in the project already: here it is"));
            return self.perform(Action::GoTo(article, None), now);
        }
        self.drafts = Some(drafts);
    }
}

//! Annotated sets of other programs at the desk: read beside the window, looked at there, taken in as one step.

use super::Desk;
use crate::model::{ArticleId, Edit};
use crate::session::job::Job;
use crate::session::set_import::{SetQuery, SetReport};
use crate::session::{Action, Notice};
use jiff::Timestamp;

impl Desk {
    /// What came of reading a set; `None` while it is read.
    #[must_use]
    pub fn set_report(&self) -> Option<&SetReport> {
        self.set_report.as_deref()
    }

    pub(super) fn read_set(&mut self, query: SetQuery, at: Timestamp) {
        let Some(session) = &self.session else { return };
        let (project, by) = (Box::new(session.project().clone()), session.me().clone());
        self.set_report = None;
        self.wants_set = true;
        self.begin_errand("Reading files");
        self.worker.submit(Job::ReadSet { query: Box::new(query), project, by, at });
    }

    pub(super) fn set_was_read(&mut self, report: Box<SetReport>) {
        self.task = None;
        self.set_report = Some(report).filter(|_| self.wants_set);
    }

    /// Nobody wants the set that was read or is being read. An export may be under way before it, so that nothing is given
    /// up here.
    pub(super) fn drop_set(&mut self) {
        self.set_report = None;
        self.wants_set = false;
    }

    /// Takes in the set that was read last, as one step.
    pub(super) fn take_in_set(&mut self, now: Timestamp) {
        self.wants_set = false;
        let Some(report) = self.set_report.take() else { return };
        let (Ok(read), Some(session)) = (report.outcome, &mut self.session) else { return };
        let name = report.query.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let summary = read.summary();
        let Some(change) = read.change else {
            return self.tell(Notice::info(format!("Nothing of {name} is new here: {summary}")));
        };
        let first = match change.edit() {
            Edit::Batch(edits) => edits.iter().find_map(article_of),
            only => article_of(only),
        };
        if !session.take_in_set(&name, change, now) {
            return self.collect();
        }
        if let Some(article) = first {
            session.perform(Action::GoTo(article, None), now);
        }
        self.collect();
        self.tell(Notice::info(format!("Imported {name}: {summary}")));
    }
}

/// The article that an edit makes, or that it is made in.
fn article_of(edit: &Edit) -> Option<ArticleId> {
    match edit {
        Edit::Article(id, Some(_)) => Some(id.clone()),
        Edit::Layer(layer, _) | Edit::Statement(layer, ..) => Some(layer.article.clone()),
        _ => None,
    }
}

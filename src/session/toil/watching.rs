//! What others do to the files of the open project.

use super::Toil;
use crate::model::assemble::{Severity, assemble};
use crate::model::{Project, Tables, difference};
use crate::session::job::{Done, News};
use crate::store::{Look, Outside};
use std::time::Instant;

impl Toil {
    /// A look that does not succeed is no news: the next save tells what is wrong with the disk.
    fn seen(&self) -> Look {
        self.store.as_ref().and_then(|store| store.look().ok()).unwrap_or_default()
    }

    pub(super) fn look(&self) {
        let began = Instant::now();
        let look = self.seen();
        let is_changed = !look.changed.is_empty() || !look.broken.is_empty();
        let took_ms = u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX);
        self.answers.send(Done::Looked { is_changed, took_ms });
    }

    pub(super) fn compare(&self, tables: &Tables, revision: u64) {
        let look = self.seen();
        let mut broken: Vec<String> = look.broken.iter().map(ToString::to_string).collect();
        // What is the same on both sides needs nobody's decision.
        let is_same = |one: &Outside| tables.record(&one.home) == one.theirs;
        let is_free = |one: &Outside| is_same(one) || tables.record(&one.home) == one.base;
        let (taken, clashes): (Vec<_>, Vec<_>) = look.changed.into_iter().partition(is_free);
        let edit = match with(tables, &taken) {
            Ok((from, to)) => difference(&from, &to),
            Err(reasons) => {
                broken.extend(reasons);
                let news = News { edit: None, taken: Vec::new(), clashes, broken, revision };
                return self.answers.send(Done::Outside(Box::new(news)));
            }
        };
        let news = News { edit, taken, clashes, broken, revision };
        self.answers.send(Done::Outside(Box::new(news)));
    }

    pub(super) fn adopt(&mut self, changed: &[Outside], is_kept: bool) {
        // A failure is told; the next look finds the same records again.
        self.with_store(|store| store.adopt(changed, is_kept)).ok();
    }
}

/// The project as it is, and with what others changed; or why that does not fit together.
fn with(tables: &Tables, taken: &[Outside]) -> Result<(Project, Project), Vec<String>> {
    let mut new = tables.clone();
    for outside in taken {
        new.put_record(&outside.home, outside.theirs.clone());
    }
    let (from, _) = assemble(tables.clone());
    let (to, problems) = assemble(new);
    let errors = problems.iter().filter(|problem| problem.severity == Severity::Error);
    let reasons: Vec<String> =
        errors.map(|problem| format!("{}: {}", problem.record, problem.what)).collect();
    if reasons.is_empty() { Ok((from, to)) } else { Err(reasons) }
}

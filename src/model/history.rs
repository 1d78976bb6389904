//! Undo and redo: two stacks of steps, each of which knows its way back.

use super::edit::{Edit, apply, take_back};
use super::id::AnnotatorId;
use super::prepared::Prepared;
use super::project::Project;
use super::refusal::Refusal;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// What a step did to the stacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Act {
    /// Something new was done.
    Did,
    /// The last step was taken back.
    Undid,
    /// The last step taken back was done again.
    Redid,
}

/// One change: what the undo menu, the journal and the audit trail hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// Running number in the project, so that steps of several journals find their order.
    pub number: u64,
    /// What it did to the stacks.
    pub act: Act,
    /// In words: `Tag as denial: “China denies that …”`.
    pub label: String,
    /// Who.
    pub by: AnnotatorId,
    /// When, to the second.
    pub at: Timestamp,
    /// What was applied.
    pub edit: Edit,
    /// What takes it back.
    pub inverse: Edit,
}

/// Undo and redo.
#[derive(Clone, Debug, Default)]
pub struct History {
    undo: Vec<Step>,
    redo: Vec<Step>,
    last: u64,
}

impl History {
    /// The history that led to a project: the steps it was told of, in the order of their numbers.
    #[must_use]
    pub fn of(steps: impl IntoIterator<Item = Step>) -> Self {
        let mut history = Self::default();
        for step in steps {
            history.last = history.last.max(step.number);
            history.push(step);
        }
        history
    }

    /// The same history, whose next step gets a number above `last`: for one that does not know all earlier steps.
    #[must_use]
    pub fn counting_on(mut self, last: u64) -> Self {
        self.last = self.last.max(last);
        self
    }

    fn push(&mut self, step: Step) {
        match step.act {
            Act::Did => {
                self.redo.clear();
                self.undo.push(step);
            }
            // The stacks keep the step as it was first done, so that its label and direction stay right.
            Act::Undid => self.redo.extend(self.undo.pop()),
            Act::Redid => self.undo.extend(self.redo.pop()),
        }
    }

    fn carry_out(
        &mut self,
        project: &mut Project,
        act: Act,
        label: String,
        stamp: (AnnotatorId, Timestamp),
        edit: Edit,
    ) -> Result<Step, Refusal> {
        let inverse = match act {
            Act::Did | Act::Redid => apply(project, edit.clone())?,
            Act::Undid => take_back(project, edit.clone())?,
        };
        Ok(self.numbered(act, label, stamp, (edit, inverse)))
    }

    /// The next step: what was applied, and what takes it back.
    fn numbered(
        &mut self,
        act: Act,
        label: String,
        (by, at): (AnnotatorId, Timestamp),
        (edit, inverse): (Edit, Edit),
    ) -> Step {
        self.last += 1;
        Step { number: self.last, act, label, by, at, edit, inverse }
    }

    /// Applies an edit and remembers the way back; what was taken back before cannot be done again after it.
    ///
    /// # Errors
    /// When the edit is refused; then nothing has changed.
    pub fn perform(
        &mut self,
        project: &mut Project,
        label: String,
        stamp: (AnnotatorId, Timestamp),
        edit: Edit,
    ) -> Result<Step, Refusal> {
        let step = self.carry_out(project, Act::Did, label, stamp, edit)?;
        self.push(step.clone());
        Ok(step)
    }

    /// As [`History::perform`], with an edit that was applied to a copy ahead.
    ///
    /// # Errors
    /// When the edit is refused; then nothing has changed.
    pub fn perform_prepared(
        &mut self,
        project: &mut Project,
        label: String,
        stamp: (AnnotatorId, Timestamp),
        prepared: Prepared,
    ) -> Result<Step, Refusal> {
        let both = prepared.carry_out(project)?;
        let step = self.numbered(Act::Did, label, stamp, both);
        self.push(step.clone());
        Ok(step)
    }

    /// Takes the last step back; `None` when there is none.
    ///
    /// # Errors
    /// When the project refuses, which means that it was changed past this history; then nothing has changed.
    pub fn undo(
        &mut self,
        project: &mut Project,
        stamp: (AnnotatorId, Timestamp),
    ) -> Result<Option<Step>, Refusal> {
        let Some(last) = self.undo.last() else { return Ok(None) };
        let (label, edit) = (last.label.clone(), last.inverse.clone());
        let step = self.carry_out(project, Act::Undid, label, stamp, edit)?;
        self.push(step.clone());
        Ok(Some(step))
    }

    /// Does the last step that was taken back again; `None` when there is none.
    ///
    /// # Errors
    /// As for [`History::undo`].
    pub fn redo(
        &mut self,
        project: &mut Project,
        stamp: (AnnotatorId, Timestamp),
    ) -> Result<Option<Step>, Refusal> {
        let Some(last) = self.redo.last() else { return Ok(None) };
        let (label, edit) = (last.label.clone(), last.edit.clone());
        let step = self.carry_out(project, Act::Redid, label, stamp, edit)?;
        self.push(step.clone());
        Ok(Some(step))
    }

    /// What undo would take back.
    #[must_use]
    pub fn next_undo(&self) -> Option<&Step> {
        self.undo.last()
    }

    /// What redo would do again.
    #[must_use]
    pub fn next_redo(&self) -> Option<&Step> {
        self.redo.last()
    }

    /// The steps that can be taken back, oldest first.
    #[must_use]
    pub fn steps(&self) -> &[Step] {
        &self.undo
    }

    /// The number of the last step; 0 before the first.
    #[must_use]
    pub fn last(&self) -> u64 {
        self.last
    }
}

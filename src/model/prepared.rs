//! A change that was carried out ahead, on a copy: a large one takes longer than a frame has.

use super::edit::{Edit, apply};
use super::project::{Project, Tables};
use super::refusal::Refusal;

/// Edits that are tried on a copy one after the other, to become one step together.
#[derive(Debug)]
pub struct Trial {
    base: Tables,
    project: Project,
    edits: Vec<Edit>,
    inverses: Vec<Edit>,
}

impl Trial {
    /// Nothing was tried yet.
    #[must_use]
    pub fn on(project: &Project) -> Self {
        let (edits, inverses) = (Vec::new(), Vec::new());
        Self { base: project.tables().clone(), project: project.clone(), edits, inverses }
    }

    /// The copy with what was tried so far.
    #[must_use]
    pub fn project(&self) -> &Project {
        &self.project
    }

    /// Applies an edit to the copy.
    ///
    /// # Errors
    /// When the edit is refused: then it is no part of the step.
    pub fn perform(&mut self, edit: Edit) -> Result<(), Refusal> {
        self.inverses.push(apply(&mut self.project, edit.clone())?);
        self.edits.push(edit);
        Ok(())
    }

    /// All that was not refused, as one step; none when there is nothing.
    #[must_use]
    pub fn prepared(self) -> Option<Prepared> {
        let Self { base, project, edits, mut inverses } = self;
        if edits.is_empty() {
            return None;
        }
        inverses.reverse();
        let (edit, inverse) = (Edit::batch(edits), Edit::batch(inverses));
        Some(Prepared { base, project, edit, inverse })
    }
}

/// An edit, and the project that it makes of another.
#[derive(Debug)]
pub struct Prepared {
    base: Tables,
    project: Project,
    edit: Edit,
    inverse: Edit,
}

impl Prepared {
    /// The edit.
    #[must_use]
    pub fn edit(&self) -> &Edit {
        &self.edit
    }

    /// Carries the edit out: at once where the project is still the one that it was applied to a copy of, else as any
    /// other. Gives the edit and the way back.
    ///
    /// # Errors
    /// When the edit is refused by what the project has become; then nothing has changed.
    pub fn carry_out(self, project: &mut Project) -> Result<(Edit, Edit), Refusal> {
        let Self { base, project: made, edit, inverse } = self;
        if base.is_same_as(project.tables()) {
            *project = made;
            return Ok((edit, inverse));
        }
        let inverse = apply(project, edit.clone())?;
        Ok((edit, inverse))
    }
}

//! A change that was carried out ahead, on a copy: a large one takes longer than a frame has.

use super::edit::{Edit, apply};
use super::project::{Project, Tables};
use super::refusal::Refusal;

/// An edit, and the project that it makes of another.
#[derive(Debug)]
pub struct Prepared {
    base: Tables,
    project: Project,
    edit: Edit,
    inverse: Edit,
}

impl Prepared {
    /// Applies an edit to a copy of a project.
    ///
    /// # Errors
    /// When the edit is refused.
    pub fn of(project: &Project, edit: Edit) -> Result<Self, Refusal> {
        let mut made = project.clone();
        let inverse = apply(&mut made, edit.clone())?;
        Ok(Self { base: project.tables().clone(), project: made, edit, inverse })
    }

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

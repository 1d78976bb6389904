//! What follows from the other fields of a statement as long as the analyst has not said it.

use super::project::Project;
use super::source::Source;
use super::statement::{Cue, Level, Statement};
use super::vocabulary::{AttributionType, CueClass, SourceType, Visibility};

/// How far a text shows a source of this kind, where nobody said so.
#[must_use]
pub fn usual_visibility(source: &Source) -> Visibility {
    match source.kind {
        _ if source.is_unattributed() => Visibility::Implicit,
        SourceType::UnnamedPerson | SourceType::UnnamedGroup => Visibility::Unnamed,
        SourceType::Author => Visibility::Author,
        _ => Visibility::Named,
    }
}

/// The kind of attribution that a cue of this class makes, after PDTB; none where there is no cue.
#[must_use]
pub fn usual_attribution(class: CueClass) -> Option<AttributionType> {
    match class {
        CueClass::None => None,
        CueClass::Belief | CueClass::Inference => Some(AttributionType::Belief),
        CueClass::Factive => Some(AttributionType::Factive),
        CueClass::Directive => Some(AttributionType::Control),
        _ => Some(AttributionType::Communication),
    }
}

impl Statement {
    /// The cue of the source that commits itself: that of the innermost level, else the author's own.
    #[must_use]
    pub fn innermost_cue(&self) -> &Cue {
        self.chain.last().map_or(&*self.author_cue, |level| &level.cue)
    }

    /// The kind of attribution: what the analyst said, else what follows from the cue.
    #[must_use]
    pub fn attribution_type(&self) -> Option<AttributionType> {
        self.attribution.or_else(|| usual_attribution(self.innermost_cue().class))
    }
}

impl Project {
    /// How far the text shows the source of a level: what the analyst said, else what follows from the source.
    #[must_use]
    pub fn visibility_at(&self, level: &Level) -> Visibility {
        let source = self.sources().get(&level.source);
        level.visibility.unwrap_or_else(|| source.map_or(Visibility::Named, usual_visibility))
    }

    /// How far the text shows the source that commits itself.
    #[must_use]
    pub fn visibility_of(&self, statement: &Statement) -> Visibility {
        statement.chain.last().map_or(Visibility::Author, |level| self.visibility_at(level))
    }
}

//! What a session asks of the window.

use super::{Command, SourcePurpose, Twin};
use crate::model::{PropositionId, SourceId, StatementId};
use crate::text::Span;

/// What only a window can do, asked for by the session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wish {
    /// A command about the window, dialogs or files.
    Run(Command),
    /// Ask which source; the words are a good first search.
    PickSource(SourcePurpose, String),
    /// Ask before statements are removed; the words say what would go.
    ConfirmClear(String),
    /// Ask which of these identical sentences take over what the one stood on holds.
    PickTwins(Vec<Twin>),
    /// Ask what the remark on these words is.
    AddRemark(Span),
    /// Show a source and all its statements.
    ShowSource(SourceId),
    /// Show the track record of a source.
    ShowRecord(SourceId),
    /// Ask which proposition these statements are about.
    PickProposition(Vec<StatementId>),
    /// Show a proposition and who says what about it.
    ShowProposition(PropositionId),
    /// Bring this stretch into view.
    Show(Span),
}

//! From which state of which project something was worked out.

/// A state of one of the projects that were opened: what was worked out from another one does not count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct State {
    /// The number of the project among those that were opened.
    pub opened: u64,
    /// How often it had changed.
    pub revision: u64,
}

//! x
pub struct Start;
pub fn run() {}

//! The window: everything that names the toolkit, and nothing else does.

pub mod reader;

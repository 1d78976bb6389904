//! One binary for every test that looks at the program from outside.

#[cfg(feature = "gui")]
mod reader;

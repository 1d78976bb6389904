//! The window, driven through what people see of it: keys, names of things, files on the disk.
//!
//! After every step the harness looks whether each thing that takes input has a name, and whether every letter has a glyph.

mod dialogs;
mod editing;
mod focus;
mod grades;
mod job;
mod ledger;
mod pictures;
mod reading;
mod room;
mod screens;
mod sets;
mod size;
mod typist;
mod window;

//! Annotated sets of other programs: what goes out comes back, what is lost is told before, and nothing is put where it
//! merely might belong.

use crate::fixture::project;
use ascribe::exchange::{File, Format, Packed, Set, set_of};
use ascribe::export::{Selected, Selection};
use std::ops::ControlFlow;

/// The project made by hand, as a set.
pub(crate) fn quay() -> Set {
    let project = project();
    let selection = Selection::all(&project);
    set_of(&Selected::of(&project, &selection))
}

pub(crate) fn packed(format: &str, set: &Set) -> Packed {
    let format = Format::named(format).unwrap();
    format.pack(set.clone(), None, &mut |_| ControlFlow::Continue(())).unwrap()
}

/// All files in one text, each under its path.
pub(crate) fn joined(files: &[File]) -> Vec<u8> {
    let mut all = Vec::new();
    for file in files {
        all.extend_from_slice(format!("=== {}\n", file.path).as_bytes());
        all.extend_from_slice(&file.bytes);
    }
    all
}

#[test]
fn try_all() {
    for format in ascribe::exchange::FORMATS.iter().filter(|format| format.is_proven()) {
        let packed = packed(format.name, &quay());
        let text = String::from_utf8_lossy(&joined(&packed.files)).into_owned();
        if std::env::var("SHOW").is_ok_and(|show| show == format.name) {
            println!("{text}");
        }
        println!("{}", format.name);
        for line in packed.loss.lines() {
            println!("LOSS {line}");
        }
    }
}

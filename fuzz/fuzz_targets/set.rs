//! Any text as an annotated set: what is read of it fits together, or it says what does not.
//!
//! `cargo +nightly fuzz run set -- -rss_limit_mb=512`
#![no_main]

use ascribe::format::{SetFile, from_ron};
use ascribe::model::assemble::assemble;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    if let Ok(set) = from_ron::<SetFile>(text) {
        let (parts, _) = set.into_parts();
        let (tables, _) = parts.into_tables();
        let (project, _) = assemble(tables);
        let (again, problems) = assemble(project.tables().clone());
        assert!(problems.is_empty() && again == project);
    }
});

//! Any text as any file of a project: refused in words or read, and what was read is written and read back.
//!
//! `cargo +nightly fuzz run files -- -rss_limit_mb=512`
#![no_main]

use ascribe::format::{ArticleFile, File, LayerFile, ProjectFile, SourceFile, from_ron, to_ron};
use libfuzzer_sys::fuzz_target;

fn round<T: File>(text: &str) {
    if let Ok(file) = from_ron::<T>(text) {
        let written = to_ron(&file).expect("what was read can be written");
        let again: T = from_ron(&written).expect("what was written can be read");
        assert_eq!(to_ron(&again).ok().as_ref(), Some(&written));
    }
}

fuzz_target!(|text: &str| {
    round::<ProjectFile>(text);
    round::<SourceFile>(text);
    round::<ArticleFile>(text);
    round::<LayerFile>(text);
});

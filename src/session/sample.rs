//! The sample that the first start offers: `projects/harbour-contract`, carried in the program.

use include_dir::{Dir, include_dir};
use std::path::Path;

static SAMPLE: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/projects/harbour-contract");

/// What a window that had the folder open when the program was built may have left in it; git does not see it either.
const PASSING: [&str; 3] = ["lock", "cache", "backups"];

/// Every file of the sample, by its path from the project's folder on.
#[must_use]
pub fn files() -> Vec<(&'static Path, &'static [u8])> {
    let mut found = Vec::new();
    let mut folders = vec![&SAMPLE];
    while let Some(folder) = folders.pop() {
        found.extend(folder.files().map(|file| (file.path(), file.contents())));
        folders.extend(folder.dirs());
    }
    found.retain(|(path, _)| !PASSING.iter().any(|passing| path.starts_with(passing)));
    found
}

//! Both readers of RON on the same bytes: where the quick one gives a value, the `ron` crate must give the same. Shared by
//! the fuzz target and by `tests/it/quick.rs`.

use ascribe::format::{
    ArticleFile, LayerFile, ProjectFile, PropositionFile, SetFile, SourceFile, from_ron_quickly,
};
use ascribe::model::Step;
use serde::de::DeserializeOwned;
use std::fmt::Debug;

/// Does the quick reader give a value? Then `ron` gives the same.
fn agree<T: DeserializeOwned + PartialEq + Debug>(text: &str) -> bool {
    let Some(quick) = from_ron_quickly::<T>(text) else { return false };
    match ron::from_str::<T>(text) {
        Ok(slow) => assert_eq!(quick, slow, "{text}"),
        Err(error) => panic!("the quick reader takes what ron refuses, {error}: {text}"),
    }
    true
}

/// Holds both readers against each other for everything the text could be, and each line for a step of a journal. How often
/// did the quick one give a value?
pub(crate) fn compare(bytes: &[u8]) -> usize {
    let Ok(text) = std::str::from_utf8(bytes) else { return 0 };
    let readers = [
        agree::<ProjectFile>,
        agree::<SourceFile>,
        agree::<PropositionFile>,
        agree::<ArticleFile>,
        agree::<LayerFile>,
        agree::<SetFile>,
    ];
    let files = readers.iter().filter(|agree| agree(text)).count();
    // The checksum before a record is a comment.
    let records = text.lines().map(|line| line.split_once("*/").map_or(line, |(_, record)| record));
    files + records.filter(|record| agree::<Step>(record)).count()
}

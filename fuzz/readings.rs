//! What is done with bytes from outside: all the ways in which files of Ascribe are read. Shared by the fuzz targets and
//! by `tests/it/hostile.rs`, which reads the same corpus with a stable compiler.

use ascribe::format::{
    ArticleFile, LayerFile, ProjectFile, SetFile, SourceFile, from_ron, line_of, read_journal,
    to_ron,
};

/// The article that layers are read against.
const TEXT: &str = include_str!("../tests/data/projects/v1/articles/ferry/text.txt");

/// A file of a project's folder. What can be read can be written, and reads back as it was.
pub(crate) fn files(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    if let Ok(file) = from_ron::<ProjectFile>(text) {
        let written = to_ron(&file).expect("what was read can be written");
        assert!(from_ron::<ProjectFile>(&written).as_ref() == Ok(&file), "{written}");
        drop(file.into_parts());
    }
    if let Ok(file) = from_ron::<SourceFile>(text) {
        let written = to_ron(&file).expect("what was read can be written");
        assert!(from_ron::<SourceFile>(&written).as_ref() == Ok(&file), "{written}");
    }
    if let Ok(file) = from_ron::<ArticleFile>(text) {
        let written = to_ron(&file).expect("what was read can be written");
        assert!(from_ron::<ArticleFile>(&written).as_ref() == Ok(&file), "{written}");
        file.into_article(TEXT.into()).ok();
    }
    if let Ok(file) = from_ron::<LayerFile>(text) {
        let written = to_ron(&file).expect("what was read can be written");
        assert!(from_ron::<LayerFile>(&written).as_ref() == Ok(&file), "{written}");
        drop(file.into_parts(TEXT));
    }
}

/// A journal or a history. Its whole lines are the lines of its steps.
pub(crate) fn journal(bytes: &[u8]) {
    let Ok(journal) = read_journal(bytes) else { return };
    assert!(journal.whole <= bytes.len(), "more is whole than there is");
    assert_eq!(journal.torn_at.is_some(), journal.whole < bytes.len());
    for entry in journal.entries {
        line_of(&entry.step).expect("what was read can be written");
    }
}

/// An annotated set.
pub(crate) fn set(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    if let Ok(file) = from_ron::<SetFile>(text) {
        let written = to_ron(&file).expect("what was read can be written");
        assert!(from_ron::<SetFile>(&written).as_ref() == Ok(&file), "{written}");
        drop(file.into_parts());
    }
}

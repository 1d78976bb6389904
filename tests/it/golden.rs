//! Files under `tests/data/golden` hold what was looked at once and found right; `UPDATE=1 cargo test` writes them anew.

use std::path::PathBuf;

/// Compares `found` with the golden file `name`, byte for byte.
pub(crate) fn assert_golden(name: &str, found: &[u8]) {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data/golden").join(name);
    if std::env::var_os("UPDATE").is_some() {
        std::fs::OpenOptions::new()
            .write(true)
            .create(true)
            .truncate(true)
            .open(&path)
            .and_then(|mut file| std::io::Write::write_all(&mut file, found))
            .unwrap();
    }
    let expected =
        std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let show = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    for (line, (a, b)) in show(&expected).lines().zip(show(found).lines()).enumerate() {
        assert_eq!(
            b,
            a,
            "{name}, line {}; after looking at it, run the tests with UPDATE=1",
            line + 1
        );
    }
    assert_eq!(found.len(), expected.len(), "{name} has another length or other line ends");
}

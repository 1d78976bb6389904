//! An archive's bytes: packing, reading back, and the shelf of texts beside it.

use super::files::{Listed, is_frozen, is_ours};
use crate::store::error::{Attempt as _, StoreError};
use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use sha2::{Digest as _, Sha256};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{self, BufReader, Read as _, Write as _};
use std::path::{Path, PathBuf};

/// The folder of texts and originals beside the archives.
pub(super) const TEXTS: &str = "texts";

/// The first file in an archive: what `sha256sum --check` reads.
const SUMS: &str = "SHA256SUMS";

/// SHA-256 in hexadecimal.
pub(super) fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::with_capacity(64), |mut hex, byte| {
        // Writing to a String cannot fail.
        write!(hex, "{byte:02x}").ok();
        hex
    })
}

/// Hash and name of each line.
pub(super) fn hashes(sums: &str) -> impl Iterator<Item = (&str, &str)> {
    sums.lines().filter_map(|line| line.split_once("  "))
}

pub(super) fn squeezed(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes)?;
    encoder.finish()
}

pub(super) fn shelved_path(texts: &Path, hash: &str) -> PathBuf {
    texts.join(format!("{hash}.gz"))
}

/// A text from the shelf, if it is there and is what its name says.
pub(super) fn shelved(texts: &Path, expected: &str) -> Result<Vec<u8>, StoreError> {
    let path = shelved_path(texts, expected);
    let squeezed = fs::read(&path).attempt("read", &path)?;
    let mut bytes = Vec::new();
    GzDecoder::new(squeezed.as_slice()).read_to_end(&mut bytes).attempt("unpack", &path)?;
    if hash(&bytes) == expected {
        Ok(bytes)
    } else {
        Err(damaged(&path, "it is not what its name says"))
    }
}

fn damaged(path: &Path, reason: impl Into<String>) -> StoreError {
    StoreError::Backup { path: path.to_owned(), reason: reason.into() }
}

/// The bytes of an archive; the same project gives the same ones. `None` when a file changed since it was listed.
pub(super) fn packed(project: &Path, listed: &Listed) -> Result<Option<Vec<u8>>, StoreError> {
    let mut archive = tar::Builder::new(GzEncoder::new(Vec::new(), Compression::default()));
    let mut add = |name: &str, bytes: &[u8]| {
        let mut header = tar::Header::new_gnu();
        header.set_size(bytes.len() as u64);
        header.set_mode(0o644);
        archive.append_data(&mut header, name, bytes)
    };
    add(SUMS, listed.sums().as_bytes()).attempt("pack", project)?;
    for (name, listed) in listed.changing() {
        let path = project.join(name);
        let bytes = match fs::read(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            bytes => bytes.attempt("read", &path)?,
        };
        if hash(&bytes) != *listed {
            return Ok(None);
        }
        add(name, &bytes).attempt("pack", &path)?;
    }
    archive.into_inner().and_then(GzEncoder::finish).attempt("pack", project).map(Some)
}

fn opened(path: &Path) -> Result<tar::Archive<GzDecoder<BufReader<File>>>, StoreError> {
    let file = File::open(path).attempt("open", path)?;
    Ok(tar::Archive::new(GzDecoder::new(BufReader::new(file))))
}

/// The sums an archive begins with.
pub(super) fn sums_of(path: &Path) -> Result<String, StoreError> {
    let mut archive = opened(path)?;
    let first = archive.entries().attempt("unpack", path)?.next();
    let mut first = first.ok_or_else(|| damaged(path, "it is empty"))?.attempt("unpack", path)?;
    if first.path_bytes().as_ref() != SUMS.as_bytes() {
        return Err(damaged(path, "it does not begin with its sums; it is no backup of Ascribe"));
    }
    let mut sums = String::new();
    first.read_to_string(&mut sums).attempt("unpack", path)?;
    Ok(sums)
}

/// Every file of a backup, those on the shelf too, each held against its sum.
///
/// # Errors
/// As [`check`].
pub(super) fn read(path: &Path, texts: &Path) -> Result<BTreeMap<String, Vec<u8>>, StoreError> {
    let mut files = BTreeMap::new();
    each(path, texts, |name, bytes| drop(files.insert(name, bytes)))?;
    Ok(files)
}

/// Reads every file of a backup, those on the shelf too, and holds each against its sum; gives back the sums.
///
/// # Errors
/// When anything is missing, damaged, beyond what the sums name, or has a name that no file of a project has.
pub(super) fn check(path: &Path, texts: &Path) -> Result<String, StoreError> {
    each(path, texts, |_, _| {})
}

/// Hands over every file of a backup, one at a time, as soon as it was held against its sum.
fn each(
    path: &Path,
    texts: &Path,
    mut take: impl FnMut(String, Vec<u8>),
) -> Result<String, StoreError> {
    let sums = sums_of(path)?;
    let mut expected: BTreeMap<&str, &str> =
        hashes(&sums).map(|(hash, name)| (name, hash)).collect();
    for entry in opened(path)?.entries().attempt("unpack", path)?.skip(1) {
        let mut entry = entry.attempt("unpack", path)?;
        let name = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).attempt("unpack", path)?;
        let is_right = expected.remove(name.as_str()).is_some_and(|sum| sum == hash(&bytes));
        if !is_right || !is_ours(&name) {
            return Err(damaged(path, format!("the file “{name}” in it is not what the sums say")));
        }
        take(name, bytes);
    }
    for (name, sum) in expected {
        if !is_ours(name) || !is_frozen(name) {
            return Err(damaged(path, format!("the file “{name}” is missing in it")));
        }
        take(name.to_owned(), shelved(texts, sum)?);
    }
    Ok(sums)
}

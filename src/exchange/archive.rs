//! ZIP archives in memory: what is in one comes out bounded, and nothing in it can lead out of its folder.

use super::fault::{Fault, File};
use std::io::{self, Cursor, Read as _, Write as _};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// Most bytes that are unpacked of one archive.
const MOST_BYTES: u64 = crate::format::MOST_BYTES as u64;

/// Most entries that are looked at.
const MOST_ENTRIES: usize = 100_000;

/// The files of an archive. Entries whose names lead out of it, links, and what is too much are reported and left out.
///
/// # Errors
/// When it is no archive, or a torn one.
pub(super) fn unpack(archive: &File, faults: &mut Vec<Fault>) -> Result<Vec<File>, Fault> {
    let torn = |error: zip::result::ZipError| {
        Fault::file(&archive.path, format!("this is no whole ZIP archive: {error}"))
    };
    let mut zip = ZipArchive::new(Cursor::new(&archive.bytes)).map_err(torn)?;
    let mut files = Vec::new();
    let mut left = MOST_BYTES;
    for index in 0..zip.len() {
        let mut tell = |what: String| faults.push(Fault::at(&archive.path, index + 1, what));
        if index >= MOST_ENTRIES {
            tell(format!("more than {MOST_ENTRIES} entries; the rest was left out"));
            break;
        }
        let mut entry = match zip.by_index(index) {
            Ok(entry) => entry,
            Err(error) => {
                tell(format!("the entry cannot be read: {error}"));
                continue;
            }
        };
        let Ok(name) = entry.name().map(std::borrow::Cow::into_owned) else {
            tell("its name cannot be read".to_owned());
            continue;
        };
        if entry.is_dir() {
            continue;
        }
        if entry.is_symlink() {
            tell(format!("“{name}” is a link, and links are not followed"));
            continue;
        }
        let Some(path) = entry.enclosed_name().filter(|_| is_inside(&name)) else {
            tell(format!("“{name}” would lie outside of the archive"));
            continue;
        };
        let mut bytes = Vec::new();
        match entry.by_ref().take(left + 1).read_to_end(&mut bytes) {
            Err(error) => tell(format!("“{name}” is damaged: {error}")),
            Ok(_) if bytes.len() as u64 > left => {
                tell(format!("“{name}” and the rest are larger than {MOST_BYTES} bytes unpacked"));
                break;
            }
            Ok(_) => {
                left -= bytes.len() as u64;
                let path = path.to_string_lossy().replace('\\', "/");
                files.push(File { path, bytes });
            }
        }
    }
    Ok(files)
}

/// Is it a path without a root, a drive, or a way up?
fn is_inside(name: &str) -> bool {
    let parts = name.split(['/', '\\']);
    !name.starts_with(['/', '\\']) && !name.contains(':') && parts.clone().all(|part| part != "..")
}

/// An archive of these files. The same files always give the same bytes.
///
/// # Errors
/// When they are more than an archive can hold.
pub(super) fn pack(files: &[File]) -> io::Result<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(zip::DateTime::default());
    for file in files {
        zip.start_file(&file.path, options).map_err(io::Error::other)?;
        zip.write_all(&file.bytes)?;
    }
    Ok(zip.finish().map_err(io::Error::other)?.into_inner())
}

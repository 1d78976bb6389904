//! ZIP archives in memory: what is in one comes out bounded, and nothing in it can lead out of its folder.

use super::fault::{Fault, File};
use crate::import::Problem;
use crate::import::packed::{Packed, Refused, UNPACKED};
use std::io::{self, Cursor, Write as _};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// Entries that an archive may have.
const MOST_ENTRIES: usize = 100_000;

/// The files of an archive. Entries whose names lead out of it, links, and what is too much are reported and left out.
///
/// # Errors
/// When it is no archive, a torn one, or has more entries than are read.
pub(super) fn unpack(archive: &File, faults: &mut Vec<Fault>) -> Result<Vec<File>, Fault> {
    let mut packed = Packed::with_entries(&archive.bytes, UNPACKED, MOST_ENTRIES)
        .map_err(|problem| Fault::file(&archive.path, words_of(problem)))?;
    let mut files = Vec::new();
    for index in 0..packed.len() {
        match entry(&mut packed, index) {
            Ok(file) => files.extend(file),
            Err(what) => faults.push(Fault::at(&archive.path, index + 1, what)),
        }
    }
    Ok(files)
}

/// A file of an archive; none for a folder.
fn entry(packed: &mut Packed<'_>, index: usize) -> Result<Option<File>, String> {
    let entry = packed.entry(index).map_err(|problem| format!("the entry {problem}"))?;
    let name = entry.name;
    if entry.is_folder {
        return Ok(None);
    }
    match entry.refused {
        Some(Refused::Link) => {
            return Err(format!("“{name}” is a link, and links are not followed"));
        }
        Some(Refused::Protected) => return Err(format!("“{name}” is protected by a password")),
        Some(Refused::LeadsOut) => {
            return Err(format!("“{name}” would lie outside of the archive"));
        }
        // Some systems take what stands before a colon for a drive, others for the name of a stream.
        None if name.contains(':') => {
            return Err(format!("“{name}” would lie outside of the archive"));
        }
        None => {}
    }
    let bytes = packed.read(index).map_err(|problem| match problem {
        Problem::Damaged(reason) => format!("“{name}” is damaged: {reason}"),
        Problem::TooMuch(what) => format!("“{name}” {what}"),
        other => format!("“{name}” {other}"),
    })?;
    let parts = name.split(['/', '\\']).filter(|part| !part.is_empty() && *part != ".");
    Ok(Some(File { path: parts.collect::<Vec<_>>().join("/"), bytes }))
}

fn words_of(problem: Problem) -> String {
    match problem {
        Problem::Damaged(reason) => format!("this is no whole ZIP archive: {reason}"),
        Problem::TooMuch(what) => format!("this archive {what}"),
        other => format!("this archive {other}"),
    }
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

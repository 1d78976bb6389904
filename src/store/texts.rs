//! Reads many texts one behind the other into few pieces of memory, in which they stay: a text alone takes more than it needs,
//! and one that is moved takes the time of a copy.

use super::reading::{Unread, bytes_into, text_of};
use crate::text::FrozenText;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The texts at these places, or why they cannot be read.
pub(super) fn texts(paths: impl Iterator<Item = PathBuf>) -> Vec<Result<FrozenText, Unread>> {
    let mut pile = Pile::default();
    for path in paths {
        if let Err(error) = pile.add(&path) {
            pile.lay();
            pile.texts.push(Err(Unread::Io(error)));
        }
    }
    pile.lay();
    pile.texts
}

/// What was read.
#[derive(Default)]
struct Pile {
    /// Texts that come to lie together, and how long each is, in bytes.
    bytes: Vec<u8>,
    lengths: Vec<usize>,
    /// Those before.
    texts: Vec<Result<FrozenText, Unread>>,
}

impl Pile {
    fn add(&mut self, path: &Path) -> io::Result<()> {
        // Asking an open file spares the system another walk along its path.
        let file = fs::File::open(path)?;
        let size = file.metadata()?.len();
        let length = usize::try_from(size).unwrap_or(usize::MAX);
        if self.bytes.len().saturating_add(length) > FrozenText::BLOCK {
            self.lay();
        }
        if self.bytes.is_empty() && length <= FrozenText::BLOCK {
            self.bytes.reserve_exact(FrozenText::BLOCK);
        }
        let before = self.bytes.len();
        let read = bytes_into(&mut self.bytes, file, size);
        if read.is_err() {
            self.bytes.truncate(before);
        }
        read.map(|()| self.lengths.push(self.bytes.len() - before))
    }

    /// What lies together now stays so.
    fn lay(&mut self) {
        let (bytes, lengths) = (std::mem::take(&mut self.bytes), std::mem::take(&mut self.lengths));
        match laid(bytes, &lengths) {
            Ok(laid) => self.texts.extend(laid.into_iter().map(Ok)),
            Err(mut bytes) => self.texts.extend(lengths.into_iter().map(|length| {
                let others = bytes.split_off(length.min(bytes.len()));
                text_of(Ok(std::mem::replace(&mut bytes, others))).map(FrozenText::from)
            })),
        }
    }
}

/// The texts of these lengths; the bytes themselves where not all of them are texts.
fn laid(bytes: Vec<u8>, lengths: &[usize]) -> Result<Vec<FrozenText>, Vec<u8>> {
    let mut together = String::from_utf8(bytes).map_err(std::string::FromUtf8Error::into_bytes)?;
    let ends = lengths.iter().scan(0, |end, length| {
        *end += length;
        Some(*end)
    });
    // Halves of a letter at the end of one and the beginning of the next make a letter, but no texts.
    if !ends.into_iter().all(|end| together.is_char_boundary(end)) {
        return Err(together.into_bytes());
    }
    together.shrink_to_fit();
    Ok(FrozenText::laid(together, lengths).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::texts;
    use crate::store::disk::Disk;
    use crate::store::plain::write_file;
    use crate::store::reading::Unread;
    use crate::text::FrozenText;
    use std::path::PathBuf;

    #[test]
    fn each_text_is_read_as_it_would_be_alone() {
        let room = tempfile::tempdir().unwrap();
        let ship = "🛶".as_bytes();
        let files: [Option<Vec<u8>>; 12] = [
            Some(b"The quay.".to_vec()),
            Some(Vec::new()),
            // Two halves of a letter.
            Some([b"boat ", &ship[..2]].concat()),
            Some([&ship[2..], b" and oar"].concat()),
            None,
            Some("Wörter. ".repeat(3_000).into()),
            Some("港。".repeat(6_000).into()),
            Some("x".repeat(FrozenText::BLOCK + 1).into()),
            Some([&b"line\n\n"[..], b"\xff"].concat()),
            Some("y".repeat(FrozenText::BLOCK).into()),
            Some(b"z".to_vec()),
            Some(b"The last.".to_vec()),
        ];
        let path = |at: usize| -> PathBuf { room.path().join(format!("{at}.txt")) };
        for (at, bytes) in files.iter().enumerate() {
            bytes.iter().for_each(|bytes| write_file(&Disk::default(), &path(at), bytes).unwrap());
        }
        let read = texts((0..files.len()).map(path));
        assert_eq!(read.len(), files.len());
        for (at, (read, bytes)) in read.iter().zip(files).enumerate() {
            match (read, bytes.map(String::from_utf8)) {
                (Ok(text), Some(Ok(expected))) => assert_eq!(*text.open(), *expected, "{at}"),
                (Err(Unread::NotText(line)), Some(Err(_))) => {
                    assert_eq!(*line, if at == 8 { 3 } else { 1 }, "{at}");
                }
                (Err(Unread::Io(error)), None) => {
                    assert_eq!(error.kind(), std::io::ErrorKind::NotFound);
                }
                _ => panic!("{at}"),
            }
        }
    }
}

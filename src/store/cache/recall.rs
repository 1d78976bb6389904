//! Reads what was kept, and believes it where the files look as they did.

use super::look::{Look, Looks};
use super::{END, MARK, ROW, edition, place};
use crate::format::MOST_BYTES;
use crate::format::compact::{Compact as _, Packed, Scan, unpack};
use crate::model::{Article, ArticleId, LayerId};
use crate::store::layout::Layout;
use crate::store::prints::Print;
use crate::store::reading::open_itself;
use std::fs::{self, File, Metadata};
use std::io::{Read as _, Seek as _, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// What is kept of a project: pieces that can be read side by side.
#[derive(Debug)]
pub(in crate::store) struct Cache {
    file: Mutex<File>,
    pieces: Vec<Piece>,
}

/// Where a piece lies in the file, in bytes, and its checksum.
#[derive(Clone, Copy, Debug)]
pub(in crate::store) struct Piece {
    at: u64,
    length: u64,
    sum: u32,
}

/// One article that is still what it was.
#[derive(Debug)]
pub(in crate::store) struct Recalled {
    /// With its layers.
    pub(in crate::store) packed: Packed,
    /// How the files of its records look.
    pub(in crate::store) prints: Vec<(PathBuf, Print)>,
}

/// What of a piece is as it was, and what is not there any more.
#[derive(Debug, Default)]
pub(in crate::store) struct Found {
    pub(in crate::store) recalled: Vec<Recalled>,
    /// Articles that are kept and have no folder.
    pub(in crate::store) n_gone: usize,
}

/// Which layers an article has, by the names of files; `None` where it has no folder.
pub(in crate::store) type Named<'a> = &'a (dyn Fn(&ArticleId) -> Option<&'a [LayerId]> + Sync);

impl Cache {
    /// What is kept, if anything is that this edition wrote to its end.
    pub(in crate::store) fn of(layout: &Layout) -> Option<Self> {
        let mut file = open_itself(&place(layout)).ok()?;
        let size = file.metadata().ok().filter(Metadata::is_file)?.len();
        let end_at = size.checked_sub(END as u64)?;
        let end = bytes_at(&mut file, end_at, END as u64)?;
        let (at, end) = end.split_first_chunk::<8>()?;
        let (sum, end) = end.split_first_chunk::<4>()?;
        if end != [&edition()[..], &MARK].concat() {
            return None;
        }
        let at = u64::from_le_bytes(*at);
        let table = bytes_at(&mut file, at, end_at.checked_sub(at)?)?;
        if crc32fast::hash(&table) != u32::from_le_bytes(*sum) {
            return None;
        }
        let pieces = table.chunks(ROW).map(Piece::of).collect::<Option<Vec<Piece>>>()?;
        // One behind the other up to the table: no byte is read twice, whoever made the file.
        let follows = |behind: u64, piece: &Piece| {
            (piece.at == behind).then(|| behind.checked_add(piece.length)).flatten()
        };
        let is_whole = pieces.iter().try_fold(0, follows) == Some(at);
        is_whole.then(|| Self { file: Mutex::new(file), pieces })
    }

    pub(in crate::store) fn pieces(&self) -> &[Piece] {
        &self.pieces
    }

    /// What a piece says of articles that look as they did; nothing, where it is not what was written.
    pub(in crate::store) fn recall(
        &self,
        piece: Piece,
        layout: &Layout,
        named: Named<'_>,
    ) -> Found {
        self.bytes(piece).and_then(|bytes| found(&bytes, layout, named)).unwrap_or_default()
    }

    fn bytes(&self, piece: Piece) -> Option<Vec<u8>> {
        // Whoever broke while holding it left a file that is open, and it is told anew where to read.
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        let bytes = bytes_at(&mut file, piece.at, piece.length)?;
        drop(file);
        (crc32fast::hash(&bytes) == piece.sum).then_some(bytes)
    }
}

impl Piece {
    fn of(row: &[u8]) -> Option<Self> {
        let (at, row) = row.split_first_chunk()?;
        let (length, row) = row.split_first_chunk()?;
        let sum = row.first_chunk().filter(|_| row.len() == 4)?;
        Some(Self {
            at: u64::from_le_bytes(*at),
            length: u64::from_le_bytes(*length),
            sum: u32::from_le_bytes(*sum),
        })
    }
}

/// So many bytes, if there are, and if they are no more than are read of any file at once.
fn bytes_at(file: &mut File, at: u64, n: u64) -> Option<Vec<u8>> {
    let there = file.metadata().ok()?.len().checked_sub(at)?;
    if n > there || n > MOST_BYTES as u64 {
        return None;
    }
    file.seek(SeekFrom::Start(at)).ok()?;
    let mut bytes = Vec::with_capacity(usize::try_from(n).ok()?);
    file.take(n).read_to_end(&mut bytes).ok()?;
    (bytes.len() as u64 == n).then_some(bytes)
}

fn found(bytes: &[u8], layout: &Layout, named: Named<'_>) -> Option<Found> {
    let mut scan = Scan::new(bytes);
    let ids = Vec::<ArticleId>::take(&mut scan)?;
    let looks = Vec::<Looks>::take(&mut scan)?;
    let layers: Vec<_> = ids.iter().map(named).collect();
    let n_gone = layers.iter().filter(|layers| layers.is_none()).count();
    let of_each = ids.iter().zip(&looks).zip(layers);
    let prints: Vec<_> = of_each
        .map(|((id, looks), layers)| Some((layers?, as_they_looked(id, layers?, looks, layout)?)))
        .collect();
    if prints.iter().all(Option::is_none) {
        return Some(Found { n_gone, ..Found::default() });
    }
    let packed = unpack(scan.rest()).filter(|packed| packed.len() == prints.len())?;
    let recalled = ids.iter().zip(packed).zip(prints).filter_map(|((id, packed), prints)| {
        let (layers, prints) = prints?;
        let is_it = packed.article.id() == id
            && packed.layers.iter().map(|layer| layer.id()).eq(layers)
            && has_original(&packed.article, layout);
        is_it.then_some(Recalled { packed, prints })
    });
    let recalled = recalled.collect();
    Some(Found { recalled, n_gone })
}

/// An original that is missing is told by whoever reads the files.
fn has_original(article: &Article, layout: &Layout) -> bool {
    let original = &article.original().file;
    original.is_empty() || layout.article_folder(article.id()).join(original).is_file()
}

/// How the files of the records of an article look, if all of them, and its text, look as they did when they were read.
fn as_they_looked(
    id: &ArticleId,
    layers: &[LayerId],
    looks: &Looks,
    layout: &Layout,
) -> Option<Vec<(PathBuf, Print)>> {
    if layers.len() != looks.layers.len() {
        return None;
    }
    seen(&layout.text(id), looks.text)?;
    let article = layout.article(id);
    let layers = layers.iter().zip(&looks.layers);
    let mut prints = vec![(article.clone(), seen(&article, looks.article)?)];
    for (layer, look) in layers {
        let path = layout.layer(layer);
        let print = seen(&path, *look)?;
        prints.push((path, print));
    }
    Some(prints)
}

/// How a file looks, if it looks as it did.
fn seen(path: &Path, look: Look) -> Option<Print> {
    let metadata = fs::symlink_metadata(path).ok().filter(Metadata::is_file)?;
    (Look::of(&metadata)? == look).then(|| Print::from(&metadata))
}

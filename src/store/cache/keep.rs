//! Writes what was read.

use super::look::{Looks, Milestone};
use super::{END, MARK, ROW, edition, place};
use crate::format::compact::{Compact as _, Pen, pack};
use crate::model::{Article, ArticleId, Layer, Tables};
use crate::store::atomic::beside;
use crate::store::disk::Disk;
use crate::store::error::StoreError;
use crate::store::layout::Layout;
use crate::text::FrozenText;
use std::fs::{self, File};
use std::path::Path;
use std::sync::{Arc, Weak};

/// Bytes of text from which on a project is large enough: a smaller one opens in a few milliseconds anyway.
const WORTH: usize = 1 << 20;

/// One article in so many has to be read anew until all is kept anew.
const FEW: usize = 50;

/// What an opening found, and how much of it was kept already.
pub(in crate::store) struct Opening<'a> {
    pub(in crate::store) disk: &'a Disk,
    pub(in crate::store) layout: &'a Layout,
    /// What the files hold, nothing being wrong with any.
    pub(in crate::store) files: Tables,
    /// Articles that were not kept.
    pub(in crate::store) n_read: usize,
    /// Articles that are kept and are not there any more.
    pub(in crate::store) n_gone: usize,
    /// The project's lock, which was written to before anything was read.
    pub(in crate::store) lock: &'a File,
}

/// What is to be kept of a project that was opened. It is written by whoever has time; nothing waits for it.
#[derive(Debug)]
pub struct Keeping {
    disk: Disk,
    layout: Layout,
    files: Tables,
    /// Nothing that was changed since is kept.
    since: Milestone,
    /// Is the project open still?
    is_wanted: Weak<()>,
}

impl Opening<'_> {
    /// What is to be kept; `None` where that is not worth while, or where all is kept already.
    pub(in crate::store) fn into_keeping(self, is_open: &Arc<()>) -> Option<Keeping> {
        let place = place(self.layout);
        // What a killed program did not finish.
        forget(self.disk, &beside(&place));
        let texts = self.files.articles().values().map(|article| article.text().len());
        if texts.sum::<usize>() < WORTH {
            forget(self.disk, &place);
            return None;
        }
        let is_due = self.n_gone > 0 || self.n_read * FEW > self.files.articles().len();
        if !is_due {
            return None;
        }
        Some(Keeping {
            disk: self.disk.clone(),
            layout: self.layout.clone(),
            files: self.files,
            since: Milestone::of(&self.lock.metadata().ok()?)?,
            is_wanted: Arc::downgrade(is_open),
        })
    }
}

/// Lets go what is kept, if anything is.
fn forget(disk: &Disk, path: &Path) {
    if path.exists() {
        // What cannot be removed is looked at before it is believed.
        disk.remove(path).ok();
    }
}

impl Keeping {
    /// Writes it, unless the project is closed meanwhile. That nothing can be written is no loss and is told nobody.
    pub fn keep(self) {
        let place = place(&self.layout);
        let unfinished = beside(&place);
        let written = self.write(&unfinished);
        if matches!(written, Ok(true)) && self.disk.rename(&unfinished, &place).is_ok() {
            return;
        }
        forget(&self.disk, &unfinished);
    }

    /// Was all of it written?
    fn write(&self, path: &Path) -> Result<bool, StoreError> {
        self.disk.make_folder(&self.layout.cache())?;
        let mut file = self.disk.create(path)?;
        let (mut at, mut table) = (0_u64, Vec::new());
        for piece in self.pieces() {
            if self.is_wanted.strong_count() == 0 {
                return Ok(false);
            }
            let bytes = self.packed(&piece);
            self.disk.write(&mut file, path, &bytes)?;
            let length = bytes.len() as u64;
            table.extend([at.to_le_bytes(), length.to_le_bytes()].concat());
            table.extend(crc32fast::hash(&bytes).to_le_bytes());
            at += length;
        }
        debug_assert!(table.len().is_multiple_of(ROW), "rows of another length");
        let sum = crc32fast::hash(&table).to_le_bytes();
        let end = [&at.to_le_bytes()[..], &sum, &edition(), &MARK].concat();
        debug_assert_eq!(end.len(), END, "an end of another length");
        table.extend(end);
        self.disk.write(&mut file, path, &table)?;
        Ok(true)
    }

    /// Articles whose texts come to lie together in memory: pieces are read and taken apart side by side.
    fn pieces(&self) -> Vec<Vec<&Article>> {
        let mut pieces: Vec<Vec<&Article>> = Vec::new();
        let mut size = 0;
        for article in self.files.articles().values() {
            size += article.text().len();
            match pieces.last_mut() {
                Some(piece) if size <= FrozenText::BLOCK => piece.push(article),
                _ => {
                    pieces.push(vec![article]);
                    size = article.text().len();
                }
            }
        }
        pieces
    }

    /// Those articles whose files are older than the opening, with their layers.
    fn packed(&self, articles: &[&Article]) -> Vec<u8> {
        let (mut ids, mut looks, mut records) = (Vec::<ArticleId>::new(), Vec::new(), Vec::new());
        for article in articles {
            let layers: Vec<&Layer> =
                self.files.layers_of(article.id()).map(|one| &**one).collect();
            if let Some(look) = self.looks(article, &layers) {
                ids.push(article.id().clone());
                looks.push(look);
                records.push((*article, layers));
            }
        }
        let mut pen = Pen::default();
        ids.put(&mut pen);
        looks.put(&mut pen);
        let mut bytes = pen.into_bytes();
        bytes.extend(pack(&records));
        bytes
    }

    fn looks(&self, article: &Article, layers: &[&Layer]) -> Option<Looks> {
        let look = |path: &Path| {
            let metadata = fs::symlink_metadata(path).ok().filter(fs::Metadata::is_file)?;
            self.since.older(&metadata)
        };
        Some(Looks {
            article: look(&self.layout.article(article.id()))?,
            text: look(&self.layout.text(article.id()))?,
            layers: layers
                .iter()
                .map(|layer| look(&self.layout.layer(layer.id())))
                .collect::<Option<_>>()?,
        })
    }
}

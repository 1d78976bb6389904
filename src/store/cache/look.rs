//! How a file looks to somebody who has to be sure that it is the one that was read.

use crate::format::compact::{Compact, Pen, Scan};
use std::fs::Metadata;

/// Size, number on the disk and times of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Look {
    size: u64,
    number: u64,
    modified: Moment,
    changed: Moment,
}

/// Seconds and nanoseconds, as the file system counts them.
type Moment = [i64; 2];

impl Look {
    /// `None` where the system does not tell all of it.
    #[cfg(unix)]
    pub(super) fn of(metadata: &Metadata) -> Option<Self> {
        use std::os::unix::fs::MetadataExt as _;
        Some(Self {
            size: metadata.size(),
            number: metadata.ino(),
            modified: [metadata.mtime(), metadata.mtime_nsec()],
            changed: [metadata.ctime(), metadata.ctime_nsec()],
        })
    }

    /// The system does not tell all of it.
    #[cfg(not(unix))]
    pub(super) fn of(_metadata: &Metadata) -> Option<Self> {
        None
    }
}

/// A file that was changed at a time that is known, by which others are told to be older.
#[derive(Clone, Copy, Debug)]
pub(super) struct Milestone {
    /// The file system, by whose clock it goes.
    device: u64,
    changed: Moment,
}

impl Milestone {
    /// The last change of this file; `None` where the system does not tell it.
    pub(super) fn of(metadata: &Metadata) -> Option<Self> {
        Some(Self { device: device(metadata)?, changed: Look::of(metadata)?.changed })
    }

    /// How another file looks that was surely changed for the last time before. Of one on another file system nobody knows how
    /// far its clock is behind.
    pub(super) fn older(&self, metadata: &Metadata) -> Option<Look> {
        let look = Look::of(metadata)?;
        (device(metadata)? == self.device && look.changed < self.changed).then_some(look)
    }
}

/// The number of the file system. It may be another one after a restart, so it is no part of how a file looks.
#[cfg(unix)]
fn device(metadata: &Metadata) -> Option<u64> {
    use std::os::unix::fs::MetadataExt as _;
    Some(metadata.dev())
}

#[cfg(not(unix))]
fn device(_metadata: &Metadata) -> Option<u64> {
    None
}

impl Compact for Look {
    fn put(&self, pen: &mut Pen) {
        let Self { size, number, modified, changed } = self;
        [size, number].into_iter().for_each(|one| one.put(pen));
        modified.iter().chain(changed).for_each(|one| one.put(pen));
    }

    fn take(scan: &mut Scan<'_>) -> Option<Self> {
        let (size, number) = (u64::take(scan)?, u64::take(scan)?);
        let mut moment = || Some([i64::take(scan)?, i64::take(scan)?]);
        Some(Self { size, number, modified: moment()?, changed: moment()? })
    }
}

/// How the files of one article looked when they were read.
#[derive(Clone, Debug)]
pub(super) struct Looks {
    /// Of `article.ron`.
    pub(super) article: Look,
    /// Of its text.
    pub(super) text: Look,
    /// Of its layers, by annotator.
    pub(super) layers: Vec<Look>,
}

impl Compact for Looks {
    fn put(&self, pen: &mut Pen) {
        let Self { article, text, layers } = self;
        article.put(pen);
        text.put(pen);
        layers.put(pen);
    }

    fn take(scan: &mut Scan<'_>) -> Option<Self> {
        let (article, text) = (Compact::take(scan)?, Compact::take(scan)?);
        Some(Self { article, text, layers: Compact::take(scan)? })
    }
}

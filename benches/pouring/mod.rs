//! Exports as benches make them: in memory, nowhere, and on the disk.

use crate::go_on;
use ascribe::exchange::{Delivery, File, Format, Shelf, Tray};
use ascribe::export::{Selected, Selection};
use ascribe::import::files::FileError;
use ascribe::import::{Offered, Supply};
use ascribe::model::Project;
use ascribe::store::{self, Unfinished};
use std::hint::black_box;
use std::io;
use std::ops::Range;
use std::path::Path;

/// An export in memory.
pub(crate) fn pour(project: &Project, format: &Format) -> Vec<File> {
    let tray = Tray::default();
    pour_onto(project, format, &tray);
    tray.into_files()
}

pub(crate) fn pour_onto(
    project: &Project,
    format: &Format,
    shelf: &dyn Shelf,
) -> (Delivery, Vec<u8>) {
    let selection = Selection::all(project);
    let selected = Selected::of(project, &selection);
    let delivery = format.pour(&selected, None, &store::Cores, shelf, &mut go_on).unwrap();
    let manifest = delivery.manifest(format);
    (delivery, manifest)
}

/// A shelf from which everything falls: what it takes to make an export, wherever it goes.
pub(crate) struct Nowhere;

impl Shelf for Nowhere {
    fn add(&self, _: &str, bytes: &[u8]) -> io::Result<()> {
        black_box(bytes);
        Ok(())
    }

    fn clear(&self) -> io::Result<()> {
        Ok(())
    }
}

/// An export as the terminal writes it: on the disk for good, and read back from there. Returns its bytes.
pub(crate) fn deliver(project: &Project, format: &Format, place: &Path) -> u64 {
    let shelf = Unfinished::new(&store::Disk::default(), place, format.shape).unwrap();
    let (delivery, manifest) = pour_onto(project, format, &shelf);
    shelf.finish(&delivery.files, &manifest, &mut go_on).unwrap();
    delivery.files.iter().map(|file| file.bytes).sum()
}

/// Files in memory, for the program to take what it wants of them.
pub(crate) struct Kept<'f>(Vec<Offered>, &'f [File]);

impl<'f> Kept<'f> {
    pub(crate) fn of(files: &'f [File]) -> Self {
        let offer =
            |file: &File| Offered { path: file.path.clone(), size: file.bytes.len() as u64 };
        Self(files.iter().map(offer).collect(), files)
    }
}

impl Supply for Kept<'_> {
    fn offered(&self) -> &[Offered] {
        &self.0
    }

    fn bytes(&self, number: usize, range: Range<u64>) -> Result<Vec<u8>, FileError> {
        let file = &self.1[number].bytes;
        Ok(file[usize::try_from(range.start).unwrap()..usize::try_from(range.end).unwrap()]
            .to_vec())
    }
}

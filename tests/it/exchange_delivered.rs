//! Exports on the disk: whole, read back from there and only then named; whatever stops one leaves nothing of it.

use crate::desk::{bytes, room};
use crate::exchange::go_on;
use crate::fixture::project;
use crate::power_cut::medium::Medium;
use ascribe::exchange::{Delivery, Format, Listed, Shape, Shelf as _, Tray};
use ascribe::export::{Selected, Selection};
use ascribe::model::sha256_of;
use ascribe::store::{Cores, Disk, Operation, StoreError, Unfinished, place_for_parcel};
use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fs;
use std::io;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

/// One file, files that are joined, an array, and files of their own in folders.
const FORMATS: [&str; 4] = ["csv", "doccano", "label-studio", "brat"];

fn format(name: &str) -> &'static Format {
    Format::named(name).unwrap()
}

fn poured(format: &Format, shelf: &dyn ascribe::exchange::Shelf) -> Result<Delivery, String> {
    let project = project();
    let selection = Selection::all(&project);
    let selected = Selected::of(&project, &selection);
    let poured = format.pour(&selected, None, &Cores, shelf, &mut go_on);
    poured.map_err(|error| error.to_string())
}

/// An export from start to end.
fn export(disk: &Disk, place: &Path, format: &Format) -> Result<(), Box<dyn Error>> {
    let shelf = Unfinished::new(disk, place, format.shape)?;
    let delivery = poured(format, &shelf)?;
    let manifest = delivery.manifest(format);
    Ok(shelf.finish(&delivery.files, &manifest, &mut go_on)?)
}

/// What is to be at `place`, and beside it or in it.
fn meant(format: &Format, place: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let tray = Tray::default();
    let manifest = poured(format, &tray).unwrap().manifest(format);
    let files = tray.into_files().into_iter();
    match format.shape {
        Shape::Folder => files
            .map(|file| (place.join(file.path), file.bytes))
            .chain([(place.join("manifest.json"), manifest)])
            .collect(),
        Shape::File => files
            .map(|file| (place.to_owned(), file.bytes))
            .chain([(place.with_extension("manifest.json"), manifest)])
            .collect(),
    }
}

/// All files below a folder.
fn lying(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let inside = bytes(folder).into_iter();
    inside.map(|(path, bytes)| (folder.join(path), bytes)).collect()
}

#[test]
fn what_lies_in_its_place_is_what_was_proven_with_its_manifest() {
    for format in FORMATS.map(format) {
        let home = room();
        let place = home.path().join("out.set");
        export(&Disk::default(), &place, format).unwrap();
        assert_eq!(lying(home.path()), meant(format, &place), "{}", format.name);
    }
}

#[test]
fn an_empty_folder_is_filled_and_stays_the_folder_it_is() {
    let home = room();
    let place = home.path().join("out");
    // What a killed program left is no reason to refuse it, and goes.
    fs::create_dir_all(place.join("export.unfinished/gold")).unwrap();
    #[cfg(unix)]
    let node = || std::os::unix::fs::MetadataExt::ino(&fs::metadata(&place).unwrap());
    #[cfg(unix)]
    let before = node();
    let brat = format("brat");
    let nowhere = home.path().join("no-project");
    assert_eq!(place_for_parcel(&nowhere, &place, brat.shape).unwrap(), place);
    export(&Disk::default(), &place, brat).unwrap();
    assert_eq!(lying(home.path()), meant(brat, &place));
    #[cfg(unix)]
    assert_eq!(node(), before);
    assert!(place_for_parcel(&nowhere, &place, brat.shape).is_err());
}

#[test]
fn a_byte_that_the_disk_changed_is_found_before_the_export_has_a_name() {
    type Damage = fn(Vec<u8>) -> Vec<u8>;
    let flipped: Damage = |mut bytes| {
        bytes[0] ^= 1;
        bytes
    };
    let short: Damage = |bytes| bytes[..bytes.len() - 1].to_vec();
    let long: Damage = |bytes| [bytes, b"\n".to_vec()].concat();
    let lost: Damage = |_| Vec::new();
    for format in FORMATS.map(format) {
        let home = room();
        let place = home.path().join("out.set");
        fs::write(home.path().join("other"), "stays").unwrap();
        let n_files = meant(format, &place).len();
        for damage in [flipped, short, long, lost] {
            for victim in 0..n_files {
                let (syncs, seen) = (AtomicUsize::new(0), Arc::new(Mutex::new(None)));
                let hurt = Arc::clone(&seen);
                let disk = Disk::watched(move |operation| {
                    let Operation::Sync(path) = operation else { return Ok(()) };
                    if syncs.fetch_add(1, Ordering::SeqCst) == victim {
                        fs::write(path, damage(fs::read(path)?))?;
                        *hurt.lock().unwrap() = Some(path.clone());
                    }
                    Ok(())
                });
                let error = export(&disk, &place, format).unwrap_err();
                let error = error.downcast::<StoreError>().unwrap();
                let hurt = seen.lock().unwrap().take().unwrap();
                assert!(matches!(&*error, StoreError::Spoilt(path) if *path == hurt), "{error}");
                let left: Vec<_> = lying(home.path()).into_keys().collect();
                assert_eq!(left, [home.path().join("other")], "{}", format.name);
            }
        }
    }
}

#[test]
fn an_export_that_is_given_up_or_fails_leaves_nothing_and_replaces_nothing() {
    for format in FORMATS.map(format) {
        let home = room();
        let place = home.path().join("out.set");
        if format.shape == Shape::File {
            fs::write(&place, "what was there").unwrap();
        }
        let before = lying(home.path());
        // Dropped when it is written, as `--strict` does.
        let shelf = Unfinished::new(&Disk::default(), &place, format.shape).unwrap();
        let delivery = poured(format, &shelf).unwrap();
        assert!(lying(home.path()).len() > before.len());
        drop(shelf);
        assert_eq!(lying(home.path()), before, "{}", format.name);
        // Given up while it is read back.
        let shelf = Unfinished::new(&Disk::default(), &place, format.shape).unwrap();
        poured(format, &shelf).unwrap();
        let mut stop = |_: usize| ControlFlow::Break(());
        let given_up = shelf.finish(&delivery.files, b"{}", &mut stop);
        assert!(matches!(given_up, Err(StoreError::GivenUp)));
        assert_eq!(lying(home.path()), before, "{}", format.name);
        // A file that the list has and the disk has not.
        let shelf = Unfinished::new(&Disk::default(), &place, format.shape).unwrap();
        let listed = [Listed::of("missing".to_owned(), b"")];
        shelf.finish(&listed, b"{}", &mut go_on).unwrap_err();
        assert_eq!(lying(home.path()), before, "{}", format.name);
    }
}

#[test]
fn a_disk_that_fails_at_any_operation_is_told_and_the_next_export_is_whole() {
    const ENOSPC: i32 = 28;
    for format in FORMATS.map(format) {
        for n in 0.. {
            let home = room();
            let place = home.path().join("out.set");
            let seen = Arc::new(AtomicUsize::new(0));
            let (counter, refused) = (Arc::clone(&seen), Arc::new(Mutex::new(None)));
            let note = Arc::clone(&refused);
            let disk = Disk::watched(move |operation| {
                if counter.fetch_add(1, Ordering::SeqCst) == n {
                    *note.lock().unwrap() = Some(operation.clone());
                    return Err(io::Error::from_raw_os_error(ENOSPC));
                }
                Ok(())
            });
            let result = export(&disk, &place, format);
            if seen.load(Ordering::SeqCst) <= n {
                result.unwrap();
                break;
            }
            let refused = refused.lock().unwrap().take();
            let message = result.unwrap_err().to_string();
            assert!(!message.is_empty());
            let whole = meant(format, &place);
            for (path, found) in lying(home.path()) {
                assert_eq!(whole.get(&path), Some(&found), "{refused:?}: {path:?}");
            }
            if place.is_dir() {
                let named: Vec<_> = lying(&place).into_keys().collect();
                assert_eq!(named.len(), whole.len(), "{refused:?}: {named:?}");
            }
            fs::remove_dir_all(&place).ok();
            export(&Disk::default(), &place, format).unwrap();
            assert_eq!(lying(home.path()), whole);
        }
    }
}

#[test]
fn a_power_cut_at_any_moment_leaves_the_name_to_whole_exports_alone() {
    for (name, is_there) in
        [("csv", false), ("label-studio", false), ("brat", false), ("brat", true)]
    {
        let format = format(name);
        let home = room();
        let place = home.path().join("out.set");
        if is_there {
            fs::create_dir(&place).unwrap();
        }
        let mut medium = Medium::new(home.path(), &BTreeMap::new());
        let mut n_before = 0;
        if is_there {
            medium.note(1, &Operation::MakeFolder(place.clone()));
            medium.note(2, &Operation::SyncFolder(home.path().to_owned()));
            n_before = 2;
        }
        let medium = Arc::new(Mutex::new((medium, n_before)));
        let noted = Arc::clone(&medium);
        let disk = Disk::watched(move |operation| {
            let mut noted = noted.lock().unwrap();
            noted.1 += 1;
            let number = noted.1;
            noted.0.note(number, operation);
            Ok(())
        });
        export(&disk, &place, format).unwrap();
        drop(disk);
        let (medium, n) = Arc::into_inner(medium).unwrap().into_inner().unwrap();
        let whole: BTreeMap<PathBuf, Vec<u8>> = meant(format, &place)
            .into_iter()
            .map(|(path, bytes)| (path.strip_prefix(home.path()).unwrap().to_owned(), bytes))
            .collect();
        let last = if format.shape == Shape::Folder { "out.set/manifest.json" } else { "out.set" };
        for cut in n_before + 1..=n + 1 {
            let unsynced = medium.unsynced(cut);
            let each = unsynced.iter().map(|one| BTreeSet::from([*one]));
            let all = [BTreeSet::new(), unsynced.iter().copied().collect()];
            for lost in each.chain(all) {
                let files = medium.files(cut, &lost);
                let is_named = files.contains_key(Path::new(last));
                for (path, bytes) in &whole {
                    let found = files.get(path);
                    assert!(found.is_none_or(|found| found == bytes), "{name} {cut} {path:?}");
                    let may_miss = format.shape == Shape::File && path != Path::new(last);
                    assert!(!is_named || may_miss || found.is_some(), "{name} {cut} {path:?}");
                }
                assert!(cut <= n || files == whole, "{name}: told as written and not there");
            }
        }
    }
}

#[test]
fn what_is_poured_twice_is_there_once() {
    let home = room();
    let place = home.path().join("out");
    let shelf = Unfinished::new(&Disk::default(), &place, Shape::Folder).unwrap();
    shelf.add("a/first", b"given up").unwrap();
    shelf.clear().unwrap();
    for bytes in [b"some", b"more"] {
        shelf.add("second", bytes).unwrap();
    }
    let second = Listed::of("second".to_owned(), b"somemore");
    assert_eq!(second.sha256, sha256_of(b"somemore"));
    shelf.finish(&[second], b"{}", &mut go_on).unwrap();
    let names: Vec<_> = lying(home.path()).into_keys().collect();
    assert_eq!(names, [place.join("manifest.json"), place.join("second")]);
}

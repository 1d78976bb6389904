//! Backups: a copy that was compared before it counts, and a way back that can itself be taken back.

use crate::desk::{Desk, bytes, fact, names, room, write};
use crate::sample;
use crate::terminal::{call, done};
use ascribe::model::{Edit, SourceType};
use ascribe::store::backup::{self, Backup, Restored, Restoring, Shelf};
use ascribe::store::{self, StoreError};
use jiff::{SignedDuration, Timestamp};
use std::fs;
use std::path::Path;

fn noon(day: i64) -> Timestamp {
    "2026-11-01T12:00:00Z".parse::<Timestamp>().unwrap() + SignedDuration::from_hours(24 * day)
}

fn make(folder: &Path, at: Timestamp) -> Option<Backup> {
    backup::make(folder, &Shelf::of(folder), at).unwrap()
}

fn restore(folder: &Path, archive: &Path) -> Result<Restored, StoreError> {
    let label = "Restore the backup".to_owned();
    let by = sample::annotator("ann");
    backup::restore(folder, &Restoring { archive, by, at: noon(40), label })
}

#[test]
fn a_backup_is_made_when_something_changed_and_texts_lie_there_once() {
    let root = room();
    let mut desk = Desk::with_sample(root.path());
    let folder = desk.folder.clone();
    let before = bytes(&folder);
    let first = make(&folder, noon(0)).unwrap();
    assert_eq!(first.path, folder.join("backups/2026-11-01T120000Z.tar.gz"));
    assert_eq!(first.at, noon(0));
    let now = bytes(&folder);
    assert!(before.iter().all(|(name, bytes)| now.get(name) == Some(bytes)));
    assert_eq!(make(&folder, noon(1)), None, "nothing changed");
    desk.perform(fact("s-1", "ferries", 1)).unwrap();
    let second = make(&folder, noon(1)).unwrap();
    assert_eq!(backup::list(&Shelf::of(&folder)).unwrap(), [second.clone(), first.clone()]);
    // Two texts; their originals are the same bytes.
    assert_eq!(names(&folder.join("backups/texts")).len(), 3);
    assert!(!backup::due(&[second.clone(), first], second.at));
    assert!(backup::due(&[second], noon(2)));
}

#[test]
fn a_backup_takes_the_memory_of_a_few_files_however_many_there_are() {
    let root = room();
    let folder = Desk::with_sample(root.path()).folder;
    for number in 0..16 {
        let bytes = vec![b'a'; 1 << 20];
        write(&folder.join(format!("history/ann-{number:04}.ron")), &bytes);
    }
    let taken = allocation_counter::measure(|| drop(make(&folder, noon(0)).unwrap()));
    assert!(taken.bytes_max < 6 << 20, "{} bytes for 16 MiB", taken.bytes_max);
    let archive = backup::list(&Shelf::of(&folder)).unwrap().remove(0).path;
    let again = root.path().join("again");
    restore(&again, &archive).unwrap();
    assert_eq!(names(&again.join("history")), names(&folder.join("history")));
}

#[test]
fn other_programs_open_a_backup_and_find_its_sums_right() {
    let root = room();
    let folder = Desk::with_sample(root.path()).folder;
    let backup = make(&folder, noon(0)).unwrap();
    let place = root.path().join("by-hand");
    fs::create_dir(&place).unwrap();
    let run = |program: &str, words: &[&str]| {
        let output = std::process::Command::new(program).args(words).current_dir(&place).output();
        output.map(|output| (output.status.success(), String::from_utf8(output.stdout).unwrap()))
    };
    let Ok(unpacked) = run("tar", &["xzf", backup.path.to_str().unwrap()]) else {
        return;
    };
    assert!(unpacked.0);
    let sums = fs::read_to_string(place.join("SHA256SUMS")).unwrap();
    for (hash, name) in sums.lines().filter_map(|line| line.split_once("  ")) {
        if !place.join(name).exists() {
            let text = folder.join(format!("backups/texts/{hash}.gz"));
            let (_, bytes) = run("gzip", &["-dc", text.to_str().unwrap()]).unwrap();
            write(&place.join("text"), bytes.as_bytes());
            assert_eq!(fs::read(folder.join(name)).unwrap(), bytes.as_bytes(), "{name}");
        }
    }
    let (_, checked) = run("sha256sum", &["--check", "--ignore-missing", "SHA256SUMS"]).unwrap();
    assert!(
        checked.contains("project.ron: OK") && checked.contains("layers/ann/ferry.ron: OK"),
        "{checked}"
    );
}

#[test]
fn a_sound_project_is_restored_by_a_step_that_undo_takes_back() {
    let root = room();
    let mut desk = Desk::with_sample(root.path());
    let folder = desk.folder.clone();
    let then = desk.project.clone();
    let backup = make(&folder, noon(0)).unwrap();
    let home = sample::layer_id("ferry", "ann");
    desk.perform(sample::put_source("crew", "The crew", SourceType::UnnamedGroup)).unwrap();
    desk.perform(fact("s-f1", "ferries", 1)).unwrap();
    desk.perform(sample::add_article("third", "Third\n\nOne more text.\n")).unwrap();
    desk.perform(Edit::Article(sample::article_id("hafen"), None)).unwrap();
    desk.perform(Edit::NoStatement(
        home,
        sample::span(sample::FERRY, "Ferry fleet grounded"),
        false,
    ))
    .unwrap();
    desk.save().unwrap();
    let now = desk.project.clone();
    drop(desk);
    let Restored::ByStep { before } = restore(&folder, &backup.path).unwrap() else { panic!() };
    assert!(before.is_file());
    let mut desk = Desk::open(&folder);
    assert_eq!((desk.problems.as_slice(), desk.read_only.as_deref()), (&[][..], None));
    assert_eq!(desk.project, then);
    assert_eq!(
        fs::read(folder.join("articles/hafen/original.txt")).unwrap(),
        crate::desk::ORIGINAL
    );
    assert_eq!(desk.history.steps().last().unwrap().label, "Restore the backup");
    assert!(desk.undo().unwrap());
    assert_eq!(desk.project, now);
    desk.save().unwrap();
    let desk = desk.reopened();
    assert_eq!((desk.problems.as_slice(), &desk.project), (&[][..], &now));
    drop(desk);
    assert_eq!(restore(&folder, &before).unwrap(), Restored::Unchanged);
}

#[test]
fn a_damaged_project_is_restored_by_files_and_what_lay_there_is_in_the_bin() {
    let root = room();
    let mut desk = Desk::with_sample(root.path());
    let folder = desk.folder.clone();
    desk.perform(fact("s-1", "ferries", 1)).unwrap();
    let project = desk.project.clone();
    drop(desk);
    let whole = bytes(&folder);
    let backup = make(&folder, noon(0)).unwrap();
    write(&folder.join("layers/ann/ferry.ron"), b"(format: 1, gone");
    fs::remove_file(folder.join("articles/hafen/text.txt")).unwrap();
    let Restored::ByFiles { before: Some(before), kept_in: Some(kept_in) } =
        restore(&folder, &backup.path).unwrap()
    else {
        panic!()
    };
    let restored = bytes(&folder);
    assert!(whole.iter().all(|(name, bytes)| restored.get(name) == Some(bytes)));
    let broken = fs::read(folder.join(&kept_in).join("layers/ann/ferry.ron")).unwrap();
    assert_eq!(broken, b"(format: 1, gone");
    let desk = Desk::open(&folder);
    assert_eq!((desk.problems.as_slice(), &desk.project), (&[][..], &project));
    drop(desk);
    // And back to the damage, where somebody wants to look at it.
    let elsewhere = root.path().join("elsewhere");
    let into_nothing = Restored::ByFiles { before: None, kept_in: None };
    assert_eq!(restore(&elsewhere, &before).unwrap(), into_nothing);
    assert_eq!(fs::read(elsewhere.join("layers/ann/ferry.ron")).unwrap(), b"(format: 1, gone");
}

#[test]
fn another_text_under_the_same_id_is_restored_by_files() {
    let root = room();
    let mut desk = Desk::with_sample(root.path());
    let folder = desk.folder.clone();
    let then = desk.project.clone();
    let backup = make(&folder, noon(0)).unwrap();
    desk.perform(Edit::Article(sample::article_id("hafen"), None)).unwrap();
    desk.save().unwrap();
    desk.perform(sample::add_article("hafen", "Hafen offen\n\nDer Hafen ist offen.\n")).unwrap();
    desk.save().unwrap();
    drop(desk);
    assert!(matches!(restore(&folder, &backup.path).unwrap(), Restored::ByFiles { .. }));
    assert_eq!(Desk::open(&folder).project, then);
}

#[test]
fn a_damaged_backup_is_refused_before_anything_is_touched() {
    let root = room();
    let folder = Desk::with_sample(root.path()).folder;
    let backup = make(&folder, noon(0)).unwrap();
    let whole = fs::read(&backup.path).unwrap();
    let other = root.path().join("other");
    for at in (0..whole.len()).step_by(97) {
        let mut flipped = whole.clone();
        flipped[at] ^= 4;
        write(&backup.path, &flipped);
        // A few bytes of an archive say nothing about the files, as the time it was packed.
        if restore(&other, &backup.path).is_ok() {
            assert_eq!(Desk::open(&other).project, sample::project(), "byte {at}");
            fs::remove_dir_all(&other).unwrap();
        } else {
            assert!(!other.exists(), "byte {at}");
        }
    }
    write(&backup.path, &whole);
    let text = folder.join("backups/texts").join(&names(&folder.join("backups/texts"))[0]);
    fs::remove_file(text).unwrap();
    assert!(restore(&other, &backup.path).is_err());
    assert!(!other.exists());
    // The next backup puts it there again, also when nothing else changed.
    assert!(make(&folder, noon(1)).is_some());
    restore(&other, &backup.path).unwrap();
    assert_eq!(Desk::open(&other).project, sample::project());
}

#[test]
fn old_backups_go_with_the_texts_that_only_they_needed() {
    let root = room();
    let mut desk = Desk::with_sample(root.path());
    let folder = desk.folder.clone();
    for day in 0..40 {
        desk.perform(fact("s-1", "ferries", day)).unwrap();
        desk.save().unwrap();
        assert!(make(&folder, noon(day)).is_some(), "day {day}");
    }
    let kept = names(&folder.join("backups"));
    // 10 December 2026 is a Thursday: the days from the 4th on, and the Sundays of the two weeks before the last.
    let days: Vec<&str> = kept.iter().filter_map(|name| name.get(5..10)).collect();
    assert_eq!(
        days,
        ["11-22", "11-29", "12-04", "12-05", "12-06", "12-07", "12-08", "12-09", "12-10"]
    );
    let orphan = folder.join("backups/texts").join(format!("{}.gz", "0".repeat(64)));
    write(&orphan, b"nobody needs it");
    desk.perform(fact("s-1", "ferries", 41)).unwrap();
    assert!(make(&folder, noon(41)).is_some());
    assert!(!orphan.exists());
    let oldest = backup::list(&Shelf::of(&folder)).unwrap().pop().unwrap();
    let other = root.path().join("other");
    restore(&other, &oldest.path).unwrap();
    assert_eq!(Desk::open(&other).problems, []);
}

#[test]
fn what_is_open_elsewhere_is_backed_up_and_not_restored() {
    let root = room();
    let desk = Desk::with_sample(root.path());
    let backup = make(&desk.folder, noon(0)).unwrap();
    let error = restore(&desk.folder, &backup.path).unwrap_err();
    assert!(matches!(error, StoreError::ReadOnly(_)), "{error}");
    let error = backup::make(root.path(), &Shelf::of(root.path()), noon(0)).unwrap_err();
    assert!(matches!(error, StoreError::NoProject(_)), "{error}");
}

#[test]
fn projects_share_a_folder_and_the_terminal_says_where_a_backup_lies() {
    let root = room();
    let folder = Desk::with_sample(root.path()).folder;
    let (dir, shelf) = (folder.to_str().unwrap(), root.path().join("shelf"));
    let word = shelf.to_str().unwrap();
    let first = done(&["backup", dir, "--to", word]);
    let archive = first.out.trim();
    assert!(
        archive.starts_with(&format!("{word}/project-")) && archive.ends_with("Z.tar.gz"),
        "{archive}"
    );
    assert!(done(&["backup", dir, "--to", word]).err.contains("nothing changed"));
    let other = root.path().join("other");
    done(&["restore", other.to_str().unwrap(), "--from", archive]);
    let second = done(&["backup", other.to_str().unwrap(), "--to", word]).out;
    assert!(second.contains("/other-"), "{second}");
    assert!(done(&["restore", dir, "--from", archive]).err.contains("as in the backup already"));
    let mut desk = Desk::open(&folder);
    desk.perform(fact("s-1", "ferries", 1)).unwrap();
    drop(desk);
    assert!(done(&["restore", dir, "--from", archive]).err.contains("Undo takes back"));
    let steps = store::trail(&folder).unwrap().steps;
    assert_eq!(steps.last().unwrap().by, sample::annotator("ann"));
    assert_eq!(call(&["restore", dir, "--from", "nowhere.tar.gz"]).status, 1);
}

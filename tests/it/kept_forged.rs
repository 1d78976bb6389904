//! What is kept of a project, made up by somebody who knows how it is written: it cannot keep a check from reading the files,
//! nor an opening from ending, and takes no more memory than there is to be read.

use crate::fixture::article_id;
use crate::kept::{Place, large};
use crate::terminal::call;
use ascribe::model::Project;
use ascribe::store::{self, Access, Disk, StoreError, Waiting};
use std::fs::{self, File};
use std::io::{Seek as _, SeekFrom, Write as _};
use std::ops::ControlFlow;

/// What stands at the end of a file that is whole: its table, which begins at `at`, the checksum of that, edition and mark.
fn end(table: &[u8], at: u64, mark: &[u8]) -> Vec<u8> {
    [table, &at.to_le_bytes(), &crc32fast::hash(table).to_le_bytes(), mark].concat()
}

/// A row of the table.
fn row(at: u64, length: u64, sum: u32) -> Vec<u8> {
    [&at.to_le_bytes()[..], &length.to_le_bytes(), &sum.to_le_bytes()].concat()
}

#[test]
fn a_check_reads_every_file_whatever_is_kept() {
    let place = Place::kept();
    // A lie that has the right checksums: only somebody who knows how it is written can tell it.
    let mut kept = fs::read(place.cache()).unwrap();
    let end = kept.len() - 24;
    let number = |at: usize, kept: &[u8]| {
        usize::try_from(u64::from_le_bytes(kept[at..at + 8].try_into().unwrap())).unwrap()
    };
    let table = number(end, &kept);
    let words = b"pier 5 was";
    let found = kept.windows(words.len()).position(|window| window == words).unwrap();
    kept[found + 5] = b'9';
    for row in (table..end).step_by(20) {
        let (at, length) = (number(row, &kept), number(row + 8, &kept));
        let sum = crc32fast::hash(&kept[at..at + length]);
        kept[row + 16..row + 20].copy_from_slice(&sum.to_le_bytes());
    }
    let sum = crc32fast::hash(&kept[table..end]);
    kept[end + 8..end + 12].copy_from_slice(&sum.to_le_bytes());
    fs::write(place.cache(), kept).unwrap();
    let text = |project: &Project| project.articles()[&article_id("long-05")].text().to_string();
    let expected = text(&large());
    assert_ne!(text(&store::open_to_read(&place.folder).unwrap().project), expected);
    assert_eq!(text(&store::open_to_check(&place.folder).unwrap().project), expected);
    let call = call(&["check", place.folder.to_str().unwrap()]);
    assert!(
        call.status == 0 && call.out.lines().all(|line| line.contains("unfinished")),
        "{call:?}"
    );
}

#[test]
fn a_table_that_claims_what_is_not_there_is_passed_over() {
    let place = Place::kept();
    let kept = fs::read(place.cache()).unwrap();
    let (mark, expected) = (&kept[kept.len() - 12..], large());
    let body = b"no piece at all";
    let (n, sum) = (body.len() as u64, crc32fast::hash(body));
    let tables = [
        row(0, n, sum),
        row(0, u64::MAX, sum),
        row(u64::MAX, 1, sum),
        [row(0, n, sum), row(n, u64::MAX - n, sum)].concat(),
        // The same piece again and again.
        row(0, n, sum).repeat(50_000),
        [row(0, 5, 0), row(9, n - 9, 0)].concat(),
        vec![0; 19],
        Vec::new(),
    ];
    for (number, table) in tables.iter().enumerate() {
        for at in [n, 0, n + 1, u64::MAX] {
            fs::write(place.cache(), [&body[..], &end(table, at, mark)].concat()).unwrap();
            let opened = store::open_to_read(&place.folder).unwrap();
            assert!(opened.project.tables() == expected.tables(), "table {number} at {at}");
            assert_eq!(opened.problems, []);
        }
    }
}

#[test]
fn a_file_of_gigabytes_with_nothing_in_it_takes_no_memory() {
    let place = Place::kept();
    let kept = fs::read(place.cache()).unwrap();
    let mark = &kept[kept.len() - 12..];
    let size = 6 << 30;
    for table in [Vec::new(), row(0, size, 0)] {
        let mut file = File::create(place.cache()).unwrap();
        file.set_len(size).unwrap();
        file.seek(SeekFrom::Start(size)).unwrap();
        // All of it would be the table, or one piece.
        let at = if table.is_empty() { 0 } else { size };
        file.write_all(&end(&table, at, mark)).unwrap();
        let taken = allocation_counter::measure(|| drop(place.opened()));
        assert!(taken.bytes_max < 512 << 20, "{} bytes", taken.bytes_max);
    }
}

/// Wants nothing.
struct Nobody;

impl Waiting for Nobody {
    fn reached(&self, done: usize, total: usize) -> ControlFlow<()> {
        assert!(done <= total, "{done} of {total}");
        ControlFlow::Break(())
    }

    fn first(&self, _project: Project) {}
}

#[test]
fn an_opening_of_what_is_kept_is_given_up_as_any_other() {
    let place = Place::kept();
    let opened = store::open_waiting(&Disk::default(), &place.folder, Access::Read, &Nobody);
    assert!(matches!(opened, Err(StoreError::GivenUp)));
}

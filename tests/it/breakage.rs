//! When a part of the program breaks: what is pending is written, and a report says what broke.

use crate::desk::room;
use crate::workbench::Bench;
use ascribe::model::Kind;
use ascribe::session::{Command, breakage};
use ascribe::store::{self, Disk};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::process::Command as Process;
use std::time::Duration;

/// Set for the program that breaks: where its report goes.
const REPORTS: &str = "ASCRIBE_TEST_REPORTS";

#[test]
fn what_was_asked_for_is_written_when_the_window_breaks_before_a_slow_disk_has_it() {
    let root = room();
    let disk = Disk::watched(|_| {
        std::thread::sleep(Duration::from_millis(3));
        Ok(())
    });
    let mut bench = Bench::on(disk, root.path(), "Ann", 1);
    let folder = root.path().join("quay");
    bench.create(&folder, "The quay");
    bench.take_in("One is here. Two is here. Three is here.\n", "", "");
    bench.settle();
    for kind in [Kind::Claim, Kind::Denial, Kind::Fact] {
        bench.act(Command::NextUntagged);
        bench.act(Command::Tag(kind));
    }
    let project = bench.session().project().clone();
    let broke = catch_unwind(AssertUnwindSafe(move || {
        let _desk = bench.desk;
        std::panic::resume_unwind(Box::new("a part of the window"));
    }));
    assert!(broke.is_err());
    let opened = store::open(&folder).unwrap();
    assert!(opened.project == project);
    assert!(opened.recovered.is_some_and(|recovered| recovered.steps >= 3));
}

/// The program that breaks: the test binary itself, told so by its surroundings.
#[test]
fn the_program_that_breaks_leaves_a_report() {
    let Some(folder) = std::env::var_os(REPORTS).map(PathBuf::from) else { return };
    breakage::watch(folder);
    assert_eq!(breakage::last_report(), None);
    let broke = std::thread::Builder::new()
        .name("worker".to_owned())
        .spawn(|| panic!("the keel broke"))
        .unwrap()
        .join();
    assert!(broke.is_err());
    let report = breakage::last_report().unwrap();
    assert!(breakage::where_reported().contains(report.to_str().unwrap()));
}

#[test]
fn a_report_says_what_broke_where_and_in_which_version() {
    let root = room();
    let reports = root.path().join("reports");
    let output = Process::new(std::env::current_exe().unwrap())
        .args(["--exact", "breakage::the_program_that_breaks_leaves_a_report", "--nocapture"])
        .env(REPORTS, &reports)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let report = std::fs::read_dir(&reports).unwrap().next().unwrap().unwrap().path();
    let report = std::fs::read_to_string(report).unwrap();
    let expected = [
        concat!("Ascribe ", env!("CARGO_PKG_VERSION"), " on "),
        "thread worker",
        "the keel broke",
        "tests/it/breakage.rs:",
        "the_program_that_breaks_leaves_a_report",
    ];
    for words in expected {
        assert!(report.contains(words), "{words}: {report}");
    }
}

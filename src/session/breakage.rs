//! A part of the program that breaks is written down, so that somebody can find out why.
//!
//! The report holds the program's version, what broke and where, and the way there; never more of an article than the
//! words of the breakage itself. Work is not this module's concern: it is in the journal by then, or in the worker's queue,
//! which is emptied before the program ends.

use super::clock;
use crate::store::{Disk, plain};
use std::backtrace::Backtrace;
use std::panic::PanicHookInfo;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// Where the last report lies.
static LAST: Mutex<Option<PathBuf>> = Mutex::new(None);

/// From now on, writes a report into `folder` whenever something breaks, on any thread.
pub fn watch(folder: PathBuf) {
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |breakage| {
        // A report that cannot be written must not hide what it is about.
        if let Some(report) = write(&folder, breakage) {
            *LAST.lock().unwrap_or_else(PoisonError::into_inner) = Some(report);
        }
        before(breakage);
    }));
}

/// Where the report of the last breakage lies, if there was one.
#[must_use]
pub fn last_report() -> Option<PathBuf> {
    LAST.lock().unwrap_or_else(PoisonError::into_inner).clone()
}

/// What to tell beside the words of a breakage; begins with a space where there is something.
#[must_use]
pub fn where_reported() -> String {
    last_report()
        .map(|path| format!(" What broke is written down in {}", path.display()))
        .unwrap_or_default()
}

fn write(folder: &Path, breakage: &PanicHookInfo<'_>) -> Option<PathBuf> {
    let now = clock::now();
    let words = breakage.payload_as_str().unwrap_or("it left no words");
    let place = breakage.location().map(ToString::to_string).unwrap_or_default();
    let thread = std::thread::current().name().unwrap_or("unnamed").to_owned();
    let report = format!(
        "Ascribe {} on {} {}\n{now}, thread {thread}\n\n{words}\nat {place}\n\n{}\n",
        env!("CARGO_PKG_VERSION"),
        std::env::consts::OS,
        std::env::consts::ARCH,
        Backtrace::force_capture(),
    );
    let name = format!("{}.txt", now.strftime("%Y-%m-%dT%H%M%SZ"));
    let path = folder.join(name);
    plain::write_file(&Disk::default(), &path, report.as_bytes()).ok().map(|()| path)
}

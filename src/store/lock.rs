//! One window at a time writes to a project: the lock is the system's, so a killed program leaves none behind.

use super::disk::Disk;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Write as _};
use std::path::Path;
use std::time::Duration;

/// How often a lock that somebody has is asked for again before they are believed to have it.
const TRIES: u32 = 10;
/// The pause in between.
const PAUSE: Duration = Duration::from_millis(10);

/// What came of trying to lock a project.
pub(super) enum Locking {
    /// It is ours while the file is open.
    Held(File),
    /// Somebody else has it: who, where.
    Elsewhere(String),
    /// This file system knows no locks: work goes on, with a warning.
    Unsupported(io::Error),
    /// The lock file cannot even be written, so nothing can.
    Refused(io::Error),
}

/// Tries to lock a project.
pub(super) fn lock(disk: &Disk, path: &Path) -> Locking {
    let file = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path);
    let mut file = match file {
        Ok(file) => file,
        Err(error) => return Locking::Refused(error),
    };
    match try_a_few_times(disk, &file, path) {
        Ok(()) => {
            // Who has it is a courtesy to the second opener; the lock itself is what counts.
            sign(&mut file).ok();
            Locking::Held(file)
        }
        Err(TryLockError::WouldBlock) => Locking::Elsewhere(holder(path)),
        Err(TryLockError::Error(error)) => Locking::Unsupported(error),
    }
}

/// Has whoever had the lock let it go?
pub(super) fn is_free(path: &Path) -> bool {
    let file = OpenOptions::new().read(true).write(true).open(path);
    // Dropping the file lets the lock go again.
    file.is_ok_and(|file| file.try_lock().is_ok())
}

/// A process that is being started holds a copy of every open file for a moment, a lock just let go among them.
fn try_a_few_times(disk: &Disk, file: &File, path: &Path) -> Result<(), TryLockError> {
    for _ in 0..TRIES {
        match disk.try_lock(file, path) {
            Err(TryLockError::WouldBlock) => std::thread::sleep(PAUSE),
            other => return other,
        }
    }
    disk.try_lock(file, path)
}

fn sign(file: &mut File) -> io::Result<()> {
    file.set_len(0)?;
    writeln!(file, "{} on {}, process {}", user(), host(), std::process::id())
}

fn holder(path: &Path) -> String {
    let signature = fs::read_to_string(path).unwrap_or_default();
    let signature = signature.trim();
    if signature.is_empty() { "by somebody".to_owned() } else { signature.to_owned() }
}

fn first_of(variables: &[&str]) -> Option<String> {
    let mut values = variables.iter().filter_map(|variable| std::env::var(variable).ok());
    values.find(|value| !value.is_empty())
}

fn user() -> String {
    first_of(&["USER", "USERNAME", "LOGNAME"]).unwrap_or_else(|| "somebody".to_owned())
}

fn host() -> String {
    let kernel = fs::read_to_string("/proc/sys/kernel/hostname").ok();
    let name = kernel.map(|name| name.trim().to_owned()).filter(|name| !name.is_empty());
    name.or_else(|| first_of(&["COMPUTERNAME", "HOSTNAME"]))
        .unwrap_or_else(|| "this machine".to_owned())
}

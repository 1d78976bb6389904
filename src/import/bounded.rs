//! Work of a bounded time, by whoever wrote it: on a thread of its own, which is waited for only so long.
//!
//! Readers of other people's formats are bounded by size, depth and count already. This is for what they call: it keeps a
//! file that takes too long from holding up the rest, and one on which a library breaks from ending the program. A thread
//! that was given up ends with its work or with the program; nobody hears of it any more.

use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread::Builder;
use std::time::Duration;

/// How long a document is read.
pub(super) const PATIENCE: Duration = Duration::from_secs(20);
/// Bytes of the thread's stack, of which only what is used is taken: documents nest.
const STACK: usize = 64 * 1024 * 1024;

/// Why there is no outcome.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unfinished {
    /// The time was up.
    TooSlow,
    /// The work broke, or could not begin.
    Broke,
}

/// What `work` comes to within `patience`.
pub(super) fn bounded<T: Send + 'static>(
    patience: Duration,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Unfinished> {
    let (send, outcome) = channel();
    let reader = Builder::new().name("document".to_owned()).stack_size(STACK);
    reader
        .spawn(move || {
            // Nobody listens any more when the time was up.
            send.send(work()).ok();
        })
        .map_err(|_unspawned| Unfinished::Broke)?;
    outcome.recv_timeout(patience).map_err(|error| match error {
        RecvTimeoutError::Timeout => Unfinished::TooSlow,
        RecvTimeoutError::Disconnected => Unfinished::Broke,
    })
}

#[cfg(test)]
mod tests {
    use super::{PATIENCE, Unfinished, bounded};
    use std::sync::mpsc::channel;
    use std::time::Duration;

    #[test]
    fn work_that_does_not_end_is_given_up() {
        let (keep, never) = channel::<()>();
        let waited = bounded(Duration::from_millis(20), move || never.recv().is_ok());
        assert_eq!(waited, Err(Unfinished::TooSlow));
        drop(keep);
    }

    #[test]
    fn work_that_breaks_does_not_break_what_waits_for_it() {
        let broken =
            bounded(PATIENCE, || assert!(std::hint::black_box(false), "broken on purpose"));
        assert_eq!(broken, Err(Unfinished::Broke));
        assert_eq!(bounded(PATIENCE, || 7), Ok(7));
    }
}

//! Work of a bounded time, by whoever wrote it: on a thread of its own, which is waited for only so long.
//!
//! Readers of other people's formats are bounded by size, depth and count already. This is for what they call: it keeps a
//! file that takes too long from holding up the rest, and one on which a library breaks from ending the program. A thread
//! that was given up is not heard of any more; its loops ask whether the time is up, so that it does not go on for nothing.

use super::article::Problem;
use std::cell::Cell;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread::Builder;
use std::time::{Duration, Instant};

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

thread_local! {
    /// When the work of this thread is to be over.
    static DEADLINE: Cell<Option<Instant>> = const { Cell::new(None) };
}

/// Does `work`, whose loops give up at the deadline.
fn until<T>(deadline: Instant, work: impl FnOnce() -> T) -> T {
    DEADLINE.set(Some(deadline));
    let done = work();
    DEADLINE.set(None);
    done
}

/// Is the time up for which the work of this thread is waited for? To be asked in loops that a file can make long.
pub(super) fn is_late() -> bool {
    DEADLINE.get().is_some_and(|deadline| Instant::now() >= deadline)
}

/// The same as a reason to give up.
///
/// # Errors
/// When the time is up.
pub(super) fn in_time() -> Result<(), Problem> {
    if is_late() { Err(Problem::TooSlow { seconds: PATIENCE.as_secs() }) } else { Ok(()) }
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
            send.send(until(Instant::now() + patience, work)).ok();
        })
        .map_err(|_unspawned| Unfinished::Broke)?;
    outcome.recv_timeout(patience).map_err(|error| match error {
        RecvTimeoutError::Timeout => Unfinished::TooSlow,
        RecvTimeoutError::Disconnected => Unfinished::Broke,
    })
}

#[cfg(test)]
mod tests {
    use super::{PATIENCE, Unfinished, bounded, is_late, until};
    use crate::import::Kind;
    use crate::import::article::{Problem, extract, html};
    use std::sync::mpsc::channel;
    use std::time::{Duration, Instant};

    #[test]
    fn work_that_does_not_end_is_given_up() {
        let (keep, never) = channel::<()>();
        let waited = bounded(Duration::from_millis(20), move || never.recv().is_ok());
        assert_eq!(waited, Err(Unfinished::TooSlow));
        drop(keep);
    }

    #[test]
    fn work_that_was_given_up_ends_by_itself_and_burns_no_processor() {
        let (ended, wait) = channel();
        let waited = bounded(Duration::from_millis(20), move || {
            while !is_late() {
                std::thread::yield_now();
            }
            ended.send(()).ok();
        });
        // It may end just before it is given up.
        assert!(matches!(waited, Err(Unfinished::TooSlow) | Ok(())), "{waited:?}");
        assert_eq!(wait.recv_timeout(PATIENCE), Ok(()));
    }

    #[test]
    fn every_reader_of_documents_stops_when_its_time_is_up() {
        let samples: [(Kind, &[u8]); 5] = [
            (Kind::Pdf, include_bytes!("../../tests/data/articles/ferry.pdf")),
            (Kind::Word, include_bytes!("../../tests/data/articles/ferry.docx")),
            (Kind::OpenDocument, include_bytes!("../../tests/data/articles/ferry.odt")),
            (Kind::Book, include_bytes!("../../tests/data/articles/ferry.epub")),
            (Kind::RichText, include_bytes!("../../tests/data/articles/ferry.rtf")),
        ];
        for (kind, bytes) in samples {
            assert!(extract(kind, bytes).is_ok(), "{kind:?}");
            let late = until(Instant::now(), || extract(kind, bytes));
            assert!(matches!(late, Err(Problem::TooSlow { .. })), "{kind:?}: {late:?}");
            assert!(extract(kind, bytes).is_ok(), "{kind:?}: the next one has its own time");
        }
        let page = "<html><body><article><p>The ferry ran aground.</p></article></body></html>";
        assert!(html::whole(page).is_ok_and(|page| !page.paragraphs.is_empty()));
        let late = until(Instant::now(), || html::whole(page));
        assert!(late.is_ok_and(|page| page.paragraphs.is_empty()), "no node is looked at any more");
    }

    #[test]
    fn work_that_breaks_does_not_break_what_waits_for_it() {
        let broken =
            bounded(PATIENCE, || assert!(std::hint::black_box(false), "broken on purpose"));
        assert_eq!(broken, Err(Unfinished::Broke));
        assert_eq!(bounded(PATIENCE, || 7), Ok(7));
    }
}

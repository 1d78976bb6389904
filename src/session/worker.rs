//! The one thread that reads and writes, with a queue in and a queue out.
//!
//! The frame never waits for a disk: it puts jobs in and takes out what is done. Steps that arrive while the disk is being
//! synced are written together and share the next sync.

use super::job::{Done, Job};
use super::preferences::Preferences;
use super::toil::Toil;
use crate::store::Disk;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::JoinHandle;

/// What goes into the queue.
enum Message {
    Job(Job),
    Prefer(Box<Preferences>),
    End,
}

/// The hand that holds the worker.
pub struct Worker {
    jobs: Sender<Message>,
    done: Receiver<Done>,
    cancel: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl std::fmt::Debug for Worker {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Worker")
    }
}

/// Sends what is done, and wakes whoever waits for it.
#[derive(Clone)]
pub(super) struct Answers {
    sender: Sender<Done>,
    wake: Arc<dyn Fn() + Send + Sync>,
    cancel: Arc<AtomicBool>,
}

impl Answers {
    pub(super) fn send(&self, done: Done) {
        // The window may be gone; then nobody waits for the answer.
        self.sender.send(done).ok();
        (self.wake)();
    }

    /// Was the task given up?
    pub(super) fn is_cancelled(&self) -> bool {
        self.cancel.load(Ordering::Relaxed)
    }

    pub(super) fn progress(&self, label: &str, done: usize, total: usize) {
        self.send(Done::Progress { label: label.to_owned(), done, total });
    }
}

impl Worker {
    /// Starts the thread. `wake` is called whenever something is done; preferences are kept in `settings`.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn start(
        settings: Option<PathBuf>,
        wake: impl Fn() + Send + Sync + 'static,
    ) -> std::io::Result<Self> {
        Self::start_on(Disk::default(), settings, wake)
    }

    /// Starts the thread on a disk that may be watched.
    ///
    /// # Errors
    /// As for [`Worker::start`].
    pub fn start_on(
        disk: Disk,
        settings: Option<PathBuf>,
        wake: impl Fn() + Send + Sync + 'static,
    ) -> std::io::Result<Self> {
        let (jobs, queue) = channel();
        let (sender, done) = channel();
        let cancel = Arc::new(AtomicBool::new(false));
        let answers = Answers { sender, wake: Arc::new(wake), cancel: Arc::clone(&cancel) };
        let toil = Toil::new(answers, disk, settings);
        let thread = std::thread::Builder::new()
            .name("worker".to_owned())
            .spawn(move || work(toil, &queue))?;
        Ok(Self { jobs, done, cancel, thread: Some(thread) })
    }

    /// Puts a job into the queue.
    pub fn submit(&self, job: Job) {
        self.cancel.store(false, Ordering::Relaxed);
        // A worker that is gone has told why; the next start replays the journal.
        self.jobs.send(Message::Job(job)).ok();
    }

    /// Writes the preferences down.
    pub fn prefer(&self, preferences: Preferences) {
        self.jobs.send(Message::Prefer(Box::new(preferences))).ok();
    }

    /// Gives the long task under way up, if there is one.
    pub fn cancel(&self) {
        self.cancel.store(true, Ordering::Relaxed);
    }

    /// Something that is done, if anything is.
    pub fn take_done(&self) -> Option<Done> {
        self.done.try_recv().ok()
    }
}

impl Drop for Worker {
    /// Waits until everything that was asked for is written.
    fn drop(&mut self) {
        self.jobs.send(Message::End).ok();
        if let Some(thread) = self.thread.take() {
            // A worker that panicked has nothing left to wait for.
            thread.join().ok();
        }
    }
}

/// A job that breaks is told and does not take the worker with it.
fn guarded(toil: &mut Toil, job: impl FnOnce(&mut Toil)) {
    let done = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| job(toil)));
    if let Err(panic) = done {
        toil.recover(&words_of(panic.as_ref()));
    }
}

/// What a panic says of itself.
#[must_use]
pub fn words_of(panic: &(dyn std::any::Any + Send)) -> String {
    let words = panic.downcast_ref::<String>().cloned();
    let words = words.or_else(|| panic.downcast_ref::<&str>().map(|words| (*words).to_owned()));
    words.unwrap_or_else(|| "it left no words".to_owned())
}

fn work(mut toil: Toil, queue: &Receiver<Message>) {
    let mut waiting: Option<Message> = None;
    loop {
        let message = match waiting.take() {
            Some(message) => message,
            None => match queue.recv() {
                Ok(message) => message,
                Err(_) => return,
            },
        };
        match message {
            Message::Job(Job::Append(mut steps)) => {
                // Steps that came while the last sync was under way are written as one.
                loop {
                    match queue.try_recv() {
                        Ok(Message::Job(Job::Append(more))) => steps.extend(more),
                        Ok(other) => {
                            waiting = Some(other);
                            break;
                        }
                        Err(_) => break,
                    }
                }
                guarded(&mut toil, |toil| toil.append(steps));
            }
            Message::Job(job) => guarded(&mut toil, |toil| toil.carry_out(job)),
            Message::Prefer(preferences) => guarded(&mut toil, |toil| toil.prefer(&preferences)),
            Message::End => return,
        }
    }
}

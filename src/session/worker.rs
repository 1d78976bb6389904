//! The one thread that has the project's folder, with a queue in and a queue out; and one for errands.
//!
//! The frame never waits for a disk: it puts jobs in and takes out what is done. Steps that arrive while the disk is being
//! synced are written together and share the next sync.

use super::Notice;
use super::breakage;
use super::job::{Done, Job};
use super::preferences::Preferences;
use super::toil::Toil;
use crate::store::Disk;
use std::hint::black_box;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

/// What goes into the queue; jobs with their numbers.
enum Message {
    Job(u64, Job),
    Prefer(Box<Preferences>),
    End,
}

/// The hand that holds the worker.
pub struct Worker {
    jobs: Sender<Message>,
    /// What is done, with the number of its job.
    done: Receiver<(u64, Done)>,
    /// The number of the last job.
    n_jobs: AtomicU64,
    cancelled: Arc<AtomicU64>,
    sought: Arc<AtomicU64>,
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
    sender: Sender<(u64, Done)>,
    wake: Arc<dyn Fn() + Send + Sync>,
    /// The number of the job under way in this thread.
    current: Arc<AtomicU64>,
    /// Jobs up to this number were given up.
    cancelled: Arc<AtomicU64>,
    /// The number of the last search.
    sought: Arc<AtomicU64>,
}

impl Answers {
    /// The same for a thread of its own.
    fn apart(&self) -> Self {
        Self { current: Arc::default(), ..self.clone() }
    }

    fn begin(&self, number: u64) {
        self.current.store(number, Ordering::Relaxed);
    }

    pub(super) fn send(&self, done: Done) {
        // The window may be gone; then nobody waits for the answer.
        self.sender.send((self.current.load(Ordering::Relaxed), done)).ok();
        (self.wake)();
    }

    /// Was the task given up?
    pub(super) fn is_cancelled(&self) -> bool {
        self.current.load(Ordering::Relaxed) <= self.cancelled.load(Ordering::Relaxed)
    }

    /// The same for who asks whether to go on.
    pub(super) fn go_on(&self) -> ControlFlow<()> {
        if self.is_cancelled() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }

    /// Was something else sought since? Who types on does not wait for what was typed before.
    pub(super) fn is_overtaken(&self) -> bool {
        self.current.load(Ordering::Relaxed) < self.sought.load(Ordering::Relaxed)
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
        let (cancelled, sought) = (Arc::<AtomicU64>::default(), Arc::<AtomicU64>::default());
        let answers = Answers {
            sender,
            wake: Arc::new(wake),
            current: Arc::default(),
            cancelled: Arc::clone(&cancelled),
            sought: Arc::clone(&sought),
        };
        let errands = Errands::start(answers.apart(), disk.clone())?;
        let worker_answers = answers.clone();
        let toil = Toil::new(answers, disk, settings);
        let thread = std::thread::Builder::new()
            .name("worker".to_owned())
            .spawn(move || work(toil, &worker_answers, &queue, errands))?;
        let n_jobs = AtomicU64::new(0);
        Ok(Self { jobs, done, n_jobs, cancelled, sought, thread: Some(thread) })
    }

    /// Puts a job into the queue.
    pub fn submit(&self, job: Job) {
        let number = self.n_jobs.fetch_add(1, Ordering::Relaxed) + 1;
        if matches!(job, Job::Find { .. }) {
            self.sought.store(number, Ordering::Relaxed);
        }
        // A worker that is gone has told why; the next start replays the journal.
        self.jobs.send(Message::Job(number, job)).ok();
    }

    /// Writes the preferences down.
    pub fn prefer(&self, preferences: Preferences) {
        self.jobs.send(Message::Prefer(Box::new(preferences))).ok();
    }

    /// Gives the long task under way up, if there is one, and with it what it has found. What is asked for later is done.
    pub fn cancel(&self) {
        self.cancelled.store(self.n_jobs.load(Ordering::Relaxed), Ordering::Relaxed);
    }

    /// Something that is done, if anything is.
    pub fn take_done(&self) -> Option<Done> {
        loop {
            let (number, done) = self.done.try_recv().ok()?;
            let is_given_up = number <= self.cancelled.load(Ordering::Relaxed);
            if !(is_given_up && done.is_moot_when_given_up()) {
                return Some(done);
            }
        }
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
    let done = catch_unwind(AssertUnwindSafe(|| job(toil)));
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

/// A second thread for what takes long and needs nothing of the project's folder: reading files, searching, exporting.
/// Steps are written to the journal meanwhile.
struct Errands {
    jobs: Sender<(u64, Job, Option<PathBuf>)>,
    thread: JoinHandle<()>,
}

impl Errands {
    fn start(answers: Answers, disk: Disk) -> std::io::Result<Self> {
        let (jobs, queue) = channel::<(u64, Job, Option<PathBuf>)>();
        let run = move || {
            let mut toil = Toil::new(answers.clone(), disk, None);
            let mut rest = Rest::default();
            while let Some((number, job, folder)) = rest.next(&queue) {
                rest.is_due = true;
                answers.begin(number);
                toil.go_for(folder);
                let done = catch_unwind(AssertUnwindSafe(|| toil.carry_out(job)));
                if let Err(panic) = done {
                    let words = words_of(panic.as_ref());
                    let words = format!("It was not done: a part of the program broke ({words})");
                    let notice = Notice::error(words, breakage::where_reported().trim_start());
                    answers.send(Done::NotOpened(notice));
                }
            }
        };
        let thread = std::thread::Builder::new().name("errands".to_owned()).spawn(run)?;
        Ok(Self { jobs, thread })
    }

    fn submit(&self, number: u64, job: Job, folder: Option<PathBuf>) {
        // A thread that is gone has told why.
        self.jobs.send((number, job, folder)).ok();
    }

    /// Waits until all is done.
    fn end(self) {
        drop(self.jobs);
        self.thread.join().ok();
    }
}

/// How long nothing is to be done before memory is given back: longer than the allocator keeps it for whoever may need it
/// next, which is a second.
const REST: Duration = Duration::from_secs(2);

/// What a thread does when there is nothing to do.
#[derive(Default)]
struct Rest {
    /// Was something done that may have left memory to give back?
    is_due: bool,
}

impl Rest {
    /// Waits for what comes next; none when nothing will.
    fn next<T>(&mut self, queue: &Receiver<T>) -> Option<T> {
        if self.is_due {
            match queue.recv_timeout(REST) {
                Err(RecvTimeoutError::Timeout) => self.give_back(),
                next => return next.ok(),
            }
        }
        queue.recv().ok()
    }

    /// Lets go of what an opening or an export needed and nobody needs any more. The allocator gives memory back to the system
    /// when a thread ends that had some, so one is begun that does nothing else.
    fn give_back(&mut self) {
        self.is_due = false;
        let had_some = || drop(black_box(vec![0_u8; 64]));
        let thread = std::thread::Builder::new().name("rest".to_owned()).spawn(had_some);
        // Where there is no thread to be had, another one that ends will do.
        thread.into_iter().for_each(|thread| drop(thread.join()));
    }
}

fn work(toil: Toil, answers: &Answers, queue: &Receiver<Message>, errands: Errands) {
    work_off(toil, answers, queue, &errands);
    errands.end();
}

fn work_off(mut toil: Toil, answers: &Answers, queue: &Receiver<Message>, errands: &Errands) {
    let mut waiting: Option<Message> = None;
    let mut rest = Rest::default();
    loop {
        let Some(message) = waiting.take().or_else(|| rest.next(queue)) else { return };
        // Steps leave nothing to give back; a look at the folder comes every few seconds, and so what copies of the project
        // and the window let go meanwhile is given back too.
        rest.is_due |= !matches!(message, Message::Job(_, Job::Append(_)));
        match message {
            Message::Job(_, Job::Append(mut steps)) => {
                // Steps that came while the last sync was under way are written as one.
                loop {
                    match queue.try_recv() {
                        Ok(Message::Job(_, Job::Append(more))) => steps.extend(more),
                        Ok(other) => {
                            waiting = Some(other);
                            break;
                        }
                        Err(_) => break,
                    }
                }
                guarded(&mut toil, |toil| toil.append(steps));
            }
            Message::Job(number, job) if job.is_errand() => {
                errands.submit(number, job, toil.folder());
            }
            Message::Job(number, job) => {
                answers.begin(number);
                guarded(&mut toil, |toil| toil.carry_out(job));
            }
            Message::Prefer(preferences) => guarded(&mut toil, |toil| toil.prefer(&preferences)),
            Message::End => return,
        }
    }
}

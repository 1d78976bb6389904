//! Opens a project on a thread of its own: the first article is handed over before the rest is read, and the opening can be
//! given up at any moment, whatever the disk does.

use super::Toil;
use crate::format::compact::fold_away;
use crate::model::{Project, Tables};
use crate::session::done::Done;
use crate::session::job::OpenedProject;
use crate::store::{self, Access, Keeping, Opened, Store, StoreError, Waiting};
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Weak};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// How often is told how far it is, and asked whether it was given up.
const OFTEN: Duration = Duration::from_millis(20);

/// What comes from the thread that opens.
enum News {
    First(Box<Project>),
    Opened(Box<Result<Opened, StoreError>>),
}

/// Looks on for the worker.
struct Onlooker {
    news: Sender<News>,
    is_given_up: AtomicBool,
    n_done: AtomicUsize,
    n_all: AtomicUsize,
}

impl Waiting for Onlooker {
    fn reached(&self, done: usize, total: usize) -> ControlFlow<()> {
        self.n_all.store(total, Ordering::Relaxed);
        self.n_done.fetch_max(done, Ordering::Relaxed);
        if self.is_given_up.load(Ordering::Relaxed) {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    }

    fn first(&self, project: Project) {
        // Nobody may wait for it any more.
        self.news.send(News::First(Box::new(project))).ok();
    }
}

/// What is done for an open project when nobody waits for it any more.
struct After {
    keeping: Option<Keeping>,
    tables: Tables,
    is_open: Weak<()>,
}

impl After {
    fn of(opened: &mut Opened) -> Self {
        Self {
            keeping: opened.keeping.take(),
            tables: opened.project.tables().clone(),
            is_open: opened.store.is_open(),
        }
    }

    fn carry_out(self) {
        if let Some(keeping) = self.keeping {
            keeping.keep();
        }
        fold_away(&self.tables, || self.is_open.strong_count() > 0);
    }
}

impl Toil {
    pub(super) fn open(&mut self, folder: &Path) {
        self.close();
        if !self.is_rid_of_the_last() {
            return;
        }
        match self.opened(folder) {
            Ok(Some(opened)) => {
                let Opened { project, history, problems, read_only, recovered, store, .. } = opened;
                let folder = store.folder().to_owned();
                self.store = Some(store);
                self.saved = project.articles().clone();
                let guideline = self.guideline(&folder);
                let opened = OpenedProject {
                    folder,
                    project,
                    history,
                    guideline,
                    problems,
                    read_only,
                    recovered,
                };
                self.answers.send(Done::Opened(Box::new(opened)));
                self.store.iter().for_each(Store::sweep);
            }
            // It was given up, and whoever did so knows.
            Ok(None) => {}
            Err(error) => self.not_opened("Cannot open the project", &error),
        }
    }

    /// Waits until an opening that was given up has let its folder go; `false` when this one is given up meanwhile.
    fn is_rid_of_the_last(&mut self) -> bool {
        while let Some(thread) = self.given_up.take() {
            if !thread.is_finished() {
                self.given_up = Some(thread);
                if self.answers.is_cancelled() {
                    return false;
                }
                thread::sleep(OFTEN);
            }
        }
        true
    }

    /// The project; `None` when it was given up.
    fn opened(&mut self, folder: &Path) -> Result<Option<Opened>, StoreError> {
        let (news, coming) = channel();
        let onlooker = Arc::new(Onlooker {
            news: news.clone(),
            is_given_up: AtomicBool::new(false),
            n_done: AtomicUsize::new(0),
            n_all: AtomicUsize::new(0),
        });
        let (disk, place, looks_on) = (self.disk.clone(), folder.to_owned(), Arc::clone(&onlooker));
        let open = move || {
            let mut opened = store::open_waiting(&disk, &place, Access::Write, &*looks_on);
            let after = opened.as_mut().ok().map(After::of);
            // A project that nobody waits for any more is closed again.
            news.send(News::Opened(Box::new(opened))).ok();
            if let Some(after) = after {
                after.carry_out();
            }
        };
        let thread = thread::Builder::new().name("opening".to_owned()).spawn(open);
        let attempt = |source| StoreError::Io { attempt: "open", path: folder.to_owned(), source };
        let thread = thread.map_err(attempt)?;
        self.awaited(thread, &onlooker, &coming)
    }

    fn awaited(
        &mut self,
        thread: JoinHandle<()>,
        onlooker: &Onlooker,
        coming: &Receiver<News>,
    ) -> Result<Option<Opened>, StoreError> {
        loop {
            match coming.recv_timeout(OFTEN) {
                Ok(News::First(project)) => self.answers.send(Done::Glimpsed(project)),
                Ok(News::Opened(opened)) => return opened.map(Some),
                Err(RecvTimeoutError::Timeout) if thread.is_finished() => {
                    // The last word may have come in between.
                    let last = coming.try_iter().find_map(|news| match news {
                        News::First(_) => None,
                        News::Opened(opened) => Some(opened),
                    });
                    if let Some(opened) = last {
                        return opened.map(Some);
                    }
                    return match thread.join() {
                        Ok(()) => Err(StoreError::GivenUp),
                        Err(broke) => std::panic::resume_unwind(broke),
                    };
                }
                Err(_) if self.answers.is_cancelled() => {
                    onlooker.is_given_up.store(true, Ordering::Relaxed);
                    self.given_up = Some(thread);
                    return Ok(None);
                }
                Err(_) => {
                    let total = onlooker.n_all.load(Ordering::Relaxed);
                    let done = onlooker.n_done.load(Ordering::Relaxed);
                    self.answers.progress("Opening", done, total);
                }
            }
        }
    }
}

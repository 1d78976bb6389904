//! A desk without a window, for tests: orders and actions in, a project on a disk out.

use ascribe::session::autosave::SaveState;
use ascribe::session::job::Fate;
use ascribe::session::preferences::Preferences;
use ascribe::session::worker::Worker;
use ascribe::session::{Action, Desk, MetadataEntry, Notice, Order, Session, Wish};
use ascribe::store::Disk;
use jiff::Timestamp;
use std::path::Path;
use std::time::{Duration, Instant};

/// Longer than any disk of a test takes.
const PATIENCE: Duration = Duration::from_secs(60);

/// A desk with its worker and a clock that stands still.
pub(crate) struct Bench {
    pub(crate) desk: Desk,
    pub(crate) wishes: Vec<Wish>,
    pub(crate) notices: Vec<Notice>,
    began: Instant,
    /// How many times faster than the real one its clock runs.
    haste: u64,
}

impl Bench {
    /// An empty desk of the annotator `name`; projects and settings go below `home`.
    pub(crate) fn new(home: &Path, name: &str) -> Self {
        Self::on(Disk::default(), home, name, 1)
    }

    /// The same on a disk that may be watched, with a clock that runs faster than the real one.
    pub(crate) fn on(disk: Disk, home: &Path, name: &str, haste: u64) -> Self {
        let preferences = Preferences { name: name.to_owned(), ..Preferences::default() };
        let worker = Worker::start_on(disk, Some(home.join("settings.ron")), || {}).unwrap();
        let desk = Desk::new(worker, preferences, home.join("projects"));
        Self { desk, wishes: Vec::new(), notices: Vec::new(), began: Instant::now(), haste }
    }

    pub(crate) fn now() -> Timestamp {
        "2024-05-01T10:00:00Z".parse().unwrap()
    }

    pub(crate) fn session(&self) -> &Session {
        self.desk.session().expect("a project is open")
    }

    pub(crate) fn order(&mut self, order: Order) {
        self.desk.order(order, Self::now());
    }

    pub(crate) fn act(&mut self, action: impl Into<Action>) {
        self.desk.perform(action.into(), Self::now());
        self.collect();
    }

    fn collect(&mut self) {
        self.wishes.extend(self.desk.take_wishes());
        for told in self.desk.notices().to_vec() {
            self.desk.dismiss(told.id);
            self.notices.push(told.notice);
        }
    }

    /// Lets the worker work until `is_done`.
    #[track_caller]
    pub(crate) fn wait(&mut self, what: &str, is_done: impl Fn(&Desk) -> bool) {
        let since = Instant::now();
        loop {
            let ms = u64::try_from(self.began.elapsed().as_millis()).unwrap() * self.haste;
            self.desk.pump(ms, Self::now());
            self.collect();
            if is_done(&self.desk) {
                return;
            }
            assert!(since.elapsed() < PATIENCE, "waited in vain: {what}; told {:?}", self.notices);
            std::thread::sleep(Duration::from_millis(2));
        }
    }

    /// Begins a project and waits until it is open.
    #[track_caller]
    pub(crate) fn create(&mut self, folder: &Path, title: &str) {
        self.order(Order::Create { folder: folder.to_owned(), title: title.to_owned() });
        self.wait("a new project", |desk| desk.session().is_some());
    }

    /// Opens a project and waits until it is.
    #[track_caller]
    pub(crate) fn open(&mut self, folder: &Path) {
        self.order(Order::Open(folder.to_owned()));
        self.wait("an open project", |desk| desk.session().is_some());
    }

    /// Takes a text in, with what is known about it besides.
    #[track_caller]
    pub(crate) fn take_in(&mut self, text: &str, publisher: &str, author: &str) {
        self.order(Order::DraftText(text.to_owned()));
        self.wait("a draft", |desk| desk.drafts().is_some());
        let mut drafts = Vec::new();
        for drafted in self.desk.take_drafts().unwrap() {
            let Fate::Ready(draft) = drafted.fate else { panic!("{drafted:?}") };
            let entry = MetadataEntry {
                metadata: draft.metadata.clone(),
                publisher: publisher.to_owned(),
                author: author.to_owned(),
            };
            drafts.push((*draft, entry));
        }
        self.order(Order::TakeIn(drafts));
        self.collect();
    }

    /// Waits until everything is in its files.
    #[track_caller]
    pub(crate) fn settle(&mut self) {
        self.desk.settle();
        self.wait("a saved project", |desk| desk.save_state() == SaveState::Saved);
    }
}

//! Opens a project: files, then the steps since the last save, then the rules that hold in every project.

use super::Store;
use super::cache::{Cache, Keeping, Opening};
use super::changes::{Key, Written};
use super::crew;
use super::disk::Disk;
use super::error::StoreError;
use super::journals::Journals;
use super::layout::Layout;
use super::listing::{Listing, article_folders, leftovers_in};
use super::located::{Located, locate};
use super::lock::{Locking, lock};
use super::outside::Seen;
use super::overlap::overlaps;
use super::prints::Prints;
use super::read::{Found, read, read_first};
use super::replay::{Texts, replay, with_texts};
use super::steps::FoundSteps;
use super::waiting::{Nobody, Waiting};
use crate::model::assemble::{Severity, assemble, assemble_asking};
use crate::model::{History, Project, Tables};
use jiff::Timestamp;
use std::cmp::Reverse;
use std::fs::File;
use std::path::Path;
use std::sync::{Arc, Weak};

/// A project, and all that is to be told about its opening.
#[derive(Debug)]
pub struct Opened {
    /// Everything that could be read and fits together.
    pub project: Project,
    /// What can be taken back and done again, from before the last closing too.
    pub history: History,
    /// What is wrong or odd in the folder, the worst first, then by file and line.
    pub problems: Vec<Located>,
    /// Why nothing is going to be written, if nothing is.
    pub read_only: Option<String>,
    /// Work that had not been saved when the program last ended.
    pub recovered: Option<Recovered>,
    /// The way back to the disk.
    pub store: Store,
    /// What is to be kept, so that the project opens sooner the next time; none where that is not worth while or is kept.
    pub keeping: Option<Keeping>,
}

/// Steps that were found in journals and done again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Recovered {
    /// How many.
    pub steps: usize,
    /// When the first of them was made.
    pub first_at: Timestamp,
    /// When the last of them was made.
    pub last_at: Timestamp,
}

impl Recovered {
    fn of(steps: &FoundSteps) -> Option<Self> {
        let first_at = steps.unsaved.first()?.step.at;
        let last_at = steps.unsaved.last()?.step.at;
        Some(Self { steps: steps.unsaved.len(), first_at, last_at })
    }
}

/// Is a project opened to be changed?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// It is locked, and torn ends of journals are put aside.
    Write,
    /// Nothing in the folder is touched.
    Read,
    /// The same, and every file is read, whatever is kept of it elsewhere.
    Check,
}

/// Opens a project to work in it.
///
/// # Errors
/// When the folder is no project, is written by a newer version, or is not shown by the system. Whatever is wrong with
/// single files is no error: it is reported in [`Opened::problems`], and what can be read is opened to be read only.
pub fn open(folder: &Path) -> Result<Opened, StoreError> {
    open_on(&Disk::default(), folder, Access::Write)
}

/// Opens a project to look at it, beside another window too. Nothing in the folder is touched.
///
/// # Errors
/// As for [`open`].
pub fn open_to_read(folder: &Path) -> Result<Opened, StoreError> {
    open_on(&Disk::default(), folder, Access::Read)
}

/// Opens a project to see whether anything is wrong with a file. Each of them is read, and nothing in the folder is touched.
///
/// # Errors
/// As for [`open`].
pub fn open_to_check(folder: &Path) -> Result<Opened, StoreError> {
    open_on(&Disk::default(), folder, Access::Check)
}

/// Opens a project on a disk that may be watched.
///
/// # Errors
/// As for [`open`].
pub fn open_on(disk: &Disk, folder: &Path, access: Access) -> Result<Opened, StoreError> {
    let opened = open_waiting(disk, folder, access, &Nobody)?;
    opened.store.sweep();
    Ok(opened)
}

/// Opens a project for somebody who is told how far it is, and who has the folders of its articles swept after that: see
/// [`Store::sweep`].
///
/// # Errors
/// As for [`open`], and when it is given up.
pub fn open_waiting(
    disk: &Disk,
    folder: &Path,
    access: Access,
    waiting: &dyn Waiting,
) -> Result<Opened, StoreError> {
    let layout = Layout::new(folder);
    if !layout.project().is_file() {
        return Err(StoreError::no_project(folder));
    }
    let mut problems = Vec::new();
    let Taken { lock, locked_out, is_elsewhere } = take_lock(disk, &layout, access, &mut problems);
    let listing = Listing::of(&layout)?;
    let prints = Prints::default();
    let seen = Seen::of(&prints);
    let (plain, disk) = (disk, &disk.noting(&prints));
    let steps = FoundSteps::read(&layout, &listing);
    if steps.unsaved.is_empty()
        && let Some(first) = first_of(&layout, &listing)
    {
        waiting.first(first);
    }
    let cache = if access == Access::Check { None } else { Cache::of(&layout) };
    let found = read(&layout, &listing, &prints, waiting, cache.as_ref())?;
    problems.extend(listing.problems.iter().chain(&steps.problems).cloned());
    let (n_read, n_gone) = (found.n_read, found.n_gone);
    let Together { project, mut written, mut texts, files } =
        put_together(&layout, found, &steps, &seen, &mut problems);
    let mut read_only = locked_out.or_else(|| first_error(&problems));
    let journals = Journals::new(disk, &layout, &steps);
    if read_only.is_none() {
        read_only = journals.put_torn_aside(&steps).err().map(|error| error.to_string());
        // What cannot be removed is in nobody's way.
        listing.leftovers.iter().for_each(|path| drop(disk.remove(path)));
    }
    let recovered = Recovered::of(&steps);
    let last = steps.last();
    let row = with_texts(steps.into_row(), &mut texts);
    written.last_at = row.last().map(|step| step.at);
    let history = History::of(row).counting_on(last);
    let lock = lock.filter(|_| read_only.is_none());
    let refusal = read_only.clone();
    let is_open = Arc::default();
    let keeping = lock.as_ref().zip(files).and_then(|(lock, files)| {
        let opening = Opening { disk: plain, layout: &layout, files, n_read, n_gone, lock };
        opening.into_keeping(&is_open)
    });
    let store = Store {
        disk: disk.clone(),
        layout,
        journals,
        written,
        seen,
        is_elsewhere,
        unwritten: Vec::new(),
        refusal,
        is_open,
        _lock: lock,
    };
    Ok(Opened { project, history, problems, read_only, recovered, store, keeping })
}

impl Store {
    /// Can be taken up for as long as the project is open: whoever works for it beside the others asks before each piece.
    #[must_use]
    pub fn is_open(&self) -> Weak<()> {
        Arc::downgrade(&self.is_open)
    }

    /// Takes away what a killed program did not put in its place in the folders of articles, if anything is to be written. It
    /// is in nobody's way, and looking into every folder takes as long as reading a quarter of the files: nobody need wait.
    pub fn sweep(&self) {
        if self.refusal.is_some() {
            return;
        }
        // What the system does not show or remove is left to the next opening.
        let folders = article_folders(&self.layout).unwrap_or_default();
        let found = crew::each(&folders, crew::n_cores(), |(_, folder)| leftovers_in(folder));
        found.iter().flatten().for_each(|path| drop(self.disk.remove(path)));
    }
}

/// A project with fewer articles is read before anybody could look at its first one.
const WORTH_A_GLIMPSE: usize = 300;

/// The project with its first article alone.
fn first_of(layout: &Layout, listing: &Listing) -> Option<Project> {
    if listing.articles.len() < WORTH_A_GLIMPSE {
        return None;
    }
    let (tables, problems) = read_first(layout, listing)?;
    // Relations that lead to other articles stay out for the moment.
    problems.is_empty().then(|| assemble(tables).0)
}

/// The lock, or why there is none.
#[derive(Default)]
struct Taken {
    lock: Option<File>,
    locked_out: Option<String>,
    /// Another window has it, and may let it go.
    is_elsewhere: bool,
}

fn take_lock(disk: &Disk, layout: &Layout, access: Access, problems: &mut Vec<Located>) -> Taken {
    let out = |reason: String| Taken { locked_out: Some(reason), ..Taken::default() };
    if access != Access::Write {
        return out("it was opened to be looked at".to_owned());
    }
    match lock(disk, &layout.lock()) {
        Locking::Held(file) => Taken { lock: Some(file), ..Taken::default() },
        Locking::Elsewhere(who) => {
            let out = out(format!("it is open in another window ({who})"));
            Taken { is_elsewhere: true, ..out }
        }
        Locking::Refused(error) => out(format!("the folder cannot be written to ({error})")),
        Locking::Unsupported(error) => {
            let what = format!(
                "this file system cannot lock ({error}): see that nobody else has the project open"
            );
            problems.push(Located::warning(&layout.relative(&layout.lock()), what));
            Taken::default()
        }
    }
}

/// Why a project with these problems must not be written to.
fn first_error(problems: &[Located]) -> Option<String> {
    let mut errors = problems.iter().filter(|problem| problem.severity == Severity::Error);
    let first = errors.next()?;
    Some(match errors.count() {
        0 => first.to_string(),
        others => format!("{first} (and {others} more)"),
    })
}

/// What the files and the steps since give together.
struct Together {
    project: Project,
    written: Written,
    texts: Texts,
    /// What the files hold, where nothing is wrong with any.
    files: Option<Tables>,
}

fn put_together(
    layout: &Layout,
    found: Found,
    steps: &FoundSteps,
    seen: &Seen,
    problems: &mut Vec<Located>,
) -> Together {
    let (saved, doubled) = found.parts.into_tables_asking(&crew::all);
    let is_sound =
        doubled.is_empty() && found.problems.is_empty() && found.layer_problems.is_empty();
    let files = is_sound.then(|| saved.clone());
    problems.extend(found.problems);
    problems.extend(locate(layout, doubled));
    let mut texts = Texts::new(layout, &saved);
    let mut tables = saved.clone();
    let removed = replay(&mut tables, &steps.unsaved, &mut texts, problems);
    let (project, refused) = assemble_asking(tables, &crew::all);
    // Where nothing was replayed the project's own tables are those of the files; then pointers tell what changes.
    let is_clean = steps.unsaved.is_empty() && refused.is_empty();
    let saved = if is_clean { project.tables().clone() } else { saved };
    let mut written = Written::new(saved);
    if refused.is_empty() {
        written.track();
    }
    // What another program changed under unsaved steps is taken for unseen: the first look finds it, and no save writes
    // over it before somebody has decided.
    let (base, homes) = overlaps(&written.saved, &steps.unsaved);
    for home in &homes {
        written.saved.put_record(home, base.record(home));
        written.touch(home);
        seen.forget(&layout.file_of(home));
    }
    for (layer, problem) in found.layer_problems {
        if removed.contains(&layer) {
            // The layer is gone, and a save that was stopped left its file to the next one.
            written.doubtful.insert(Key::Layer(layer));
        } else {
            problems.push(problem);
        }
    }
    steps.unsaved.iter().for_each(|found| written.note(&found.step));
    // Both are in order: going along both takes less than looking for each.
    let mut there = project.articles().keys().peekable();
    for id in &found.folders {
        while there.next_if(|article| *article < id).is_some() {}
        if there.next_if(|article| *article == id).is_some() {
            continue;
        }
        if !written.knows(id) && !layout.article(id).exists() {
            let what = "there is no article.ron in it: an import that was not finished";
            problems.push(Located::warning(&layout.relative(&layout.article_folder(id)), what));
        }
    }
    // A file that cannot be read comes before all that could not be understood without it.
    problems.sort_by(|a, b| (&a.file, a.line).cmp(&(&b.file, b.line)));
    problems.extend(locate(layout, refused));
    problems.sort_by_key(|problem| Reverse(problem.severity));
    Together { project, written, texts, files }
}

//! A disk as a power cut leaves it.
//!
//! The file system assumed is a harsh one. Bytes of a file last once the file was synced after they were written, names
//! last once every folder that they stand or stood in was synced; until then each change may have reached the medium or
//! not, by itself and in any order. A later write that arrived without an earlier one leaves zeros before it. A renaming is
//! one change: it has happened or it has not.

use ascribe::store::Operation;
use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::path::{Path, PathBuf};

type Node = usize;
type Name = (Node, OsString);

/// The folder from which all names are counted.
const ROOT: Node = 0;

/// One change, by what it changes instead of by name.
#[derive(Clone, Debug)]
enum Change {
    Link(Name, Node),
    Unlink(Name, Node),
    Move { from: Name, to: Name, node: Node },
    Put { node: Node, at: usize, bytes: Vec<u8> },
    Cut { node: Node, length: usize },
}

impl Change {
    /// What must be synced for the change to last: a file, or the folders of names.
    fn waits_for(&self) -> Vec<Node> {
        match self {
            Self::Link((folder, _), _) | Self::Unlink((folder, _), _) => vec![*folder],
            Self::Move { from, to, .. } => vec![from.0, to.0],
            Self::Put { node, .. } | Self::Cut { node, .. } => vec![*node],
        }
    }
}

/// Files and folders by what they are, and names that lead to them.
#[derive(Clone, Debug, Default)]
struct Tree {
    names: BTreeMap<Name, Node>,
    /// Bytes of files; `None` for folders.
    contents: Vec<Option<Vec<u8>>>,
}

impl Tree {
    fn new_node(&mut self, content: Option<Vec<u8>>) -> Node {
        self.contents.push(content);
        self.contents.len() - 1
    }

    fn carry_out(&mut self, change: &Change) {
        match change {
            Change::Link(name, node) => drop(self.names.insert(name.clone(), *node)),
            Change::Unlink(name, node) => self.forget(name, *node),
            Change::Move { from, to, node } => {
                self.forget(from, *node);
                self.names.insert(to.clone(), *node);
            }
            Change::Put { node, at, bytes } => {
                let file = self.contents[*node].get_or_insert_default();
                file.resize(file.len().max(at + bytes.len()), 0);
                file[*at..at + bytes.len()].copy_from_slice(bytes);
            }
            Change::Cut { node, length } => {
                self.contents[*node].get_or_insert_default().resize(*length, 0);
            }
        }
    }

    fn forget(&mut self, name: &Name, node: Node) {
        if self.names.get(name) == Some(&node) {
            self.names.remove(name);
        }
    }

    fn files_below(&self, folder: Node, path: &Path, files: &mut BTreeMap<PathBuf, Vec<u8>>) {
        for ((_, name), node) in self.names.iter().filter(|((home, _), _)| *home == folder) {
            let path = path.join(name);
            match &self.contents[*node] {
                Some(bytes) => drop(files.insert(path, bytes.clone())),
                None => self.files_below(*node, &path, files),
            }
        }
    }
}

/// What was done to a disk, in order, and what of it lasts.
pub(crate) struct Medium {
    root: PathBuf,
    start: Tree,
    now: Tree,
    /// The changes, each with the number of the operation that made it.
    changes: Vec<(usize, Change)>,
    /// Folders and files that were synced, each with the number of the operation.
    syncs: Vec<(usize, Node)>,
}

impl Medium {
    /// A disk that holds these files below `root`, all of them for good.
    pub(crate) fn new(root: &Path, files: &BTreeMap<PathBuf, Vec<u8>>) -> Self {
        let mut start = Tree::default();
        start.new_node(None);
        let mut medium = Self {
            root: root.to_owned(),
            now: start.clone(),
            start,
            changes: Vec::new(),
            syncs: Vec::new(),
        };
        for (path, bytes) in files {
            let path = root.join(path);
            medium.make_folders(path.parent().unwrap(), 0);
            let node = medium.create(&path, 0);
            medium.change(0, Change::Put { node, at: 0, bytes: bytes.clone() });
        }
        medium.start = medium.now.clone();
        medium.changes.clear();
        medium
    }

    fn change(&mut self, operation: usize, change: Change) {
        self.now.carry_out(&change);
        self.changes.push((operation, change));
    }

    /// The node at a path, if there is one.
    fn at(&self, path: &Path) -> Option<Node> {
        let inside = path.strip_prefix(&self.root).unwrap();
        inside
            .iter()
            .try_fold(ROOT, |folder, name| self.now.names.get(&(folder, name.to_owned())).copied())
    }

    fn name(&self, path: &Path) -> Name {
        let folder = self.at(path.parent().unwrap());
        let folder = folder.unwrap_or_else(|| panic!("{path:?} is in no folder"));
        (folder, path.file_name().unwrap().to_owned())
    }

    fn make_folders(&mut self, path: &Path, operation: usize) {
        let inside = path.strip_prefix(&self.root).unwrap();
        let all: Vec<PathBuf> = inside.ancestors().map(|part| self.root.join(part)).collect();
        for folder in all.iter().rev() {
            if *folder != self.root && self.at(folder).is_none() {
                let node = self.now.new_node(None);
                self.start.contents.push(None);
                let name = self.name(folder);
                self.change(operation, Change::Link(name, node));
            }
        }
    }

    fn create(&mut self, path: &Path, operation: usize) -> Node {
        let node = self.now.new_node(Some(Vec::new()));
        self.start.contents.push(Some(Vec::new()));
        let name = self.name(path);
        self.change(operation, Change::Link(name, node));
        node
    }

    /// Takes note of an operation that was carried out.
    pub(crate) fn note(&mut self, number: usize, operation: &Operation) {
        let node = |medium: &Self, path: &Path| {
            medium.at(path).unwrap_or_else(|| panic!("{number}: {path:?} is not there"))
        };
        match operation {
            Operation::Create(path) | Operation::Open(path) if self.at(path).is_none() => {
                self.create(path, number);
            }
            Operation::Create(path) => {
                let node = node(self, path);
                self.change(number, Change::Cut { node, length: 0 });
            }
            Operation::Open(_) | Operation::Lock(_) => {}
            Operation::Write(path, bytes) => {
                let node = node(self, path);
                let at = self.now.contents[node].as_ref().unwrap().len();
                self.change(number, Change::Put { node, at, bytes: bytes.clone() });
            }
            Operation::Cut(path, length) => {
                let length = usize::try_from(*length).unwrap();
                self.change(number, Change::Cut { node: node(self, path), length });
            }
            Operation::Rename(from, to) => {
                let change = Change::Move {
                    from: self.name(from),
                    to: self.name(to),
                    node: node(self, from),
                };
                self.change(number, change);
            }
            Operation::Remove(path) => {
                self.change(number, Change::Unlink(self.name(path), node(self, path)));
            }
            Operation::MakeFolder(path) => self.make_folders(path, number),
            Operation::Sync(path) | Operation::SyncFolder(path) => {
                // The folder above the project's is nobody's concern.
                if path.starts_with(&self.root) {
                    self.syncs.push((number, node(self, path)));
                }
            }
        }
    }

    /// The changes of the first `n` operations that a power cut behind them may undo.
    pub(crate) fn unsynced(&self, n: usize) -> Vec<usize> {
        let lasts = |at: usize, change: &Change| {
            change.waits_for().iter().all(|node| {
                self.syncs
                    .iter()
                    .any(|(number, synced)| *number > at && *number < n && synced == node)
            })
        };
        let changes = self.changes.iter().enumerate().take_while(|(_, (number, _))| *number < n);
        changes.filter(|(_, (number, change))| !lasts(*number, change)).map(|(at, _)| at).collect()
    }

    /// The files as the first `n` operations leave them without these of their changes.
    pub(crate) fn files(&self, n: usize, lost: &BTreeSet<usize>) -> BTreeMap<PathBuf, Vec<u8>> {
        let mut tree = self.start.clone();
        let changes = self.changes.iter().enumerate().take_while(|(_, (number, _))| *number < n);
        for (at, (_, change)) in changes {
            if !lost.contains(&at) {
                tree.carry_out(change);
            }
        }
        let mut files = BTreeMap::new();
        tree.files_below(ROOT, Path::new(""), &mut files);
        files
    }

    /// The same with only the first half of the last bytes that were written and not synced.
    pub(crate) fn files_torn(&self, n: usize) -> Option<BTreeMap<PathBuf, Vec<u8>>> {
        let lost = self.unsynced(n);
        let torn = lost.iter().rev().find_map(|at| match &self.changes[*at].1 {
            Change::Put { node, at: start, bytes } => Some((*at, *node, *start, bytes)),
            _ => None,
        });
        let (at, node, start, bytes) = torn?;
        let half = bytes[..bytes.len() / 2].to_vec();
        let mut medium = Self {
            root: self.root.clone(),
            start: self.start.clone(),
            now: Tree::default(),
            changes: self.changes.clone(),
            syncs: Vec::new(),
        };
        medium.changes[at].1 = Change::Put { node, at: start, bytes: half };
        Some(medium.files(n, &BTreeSet::new()))
    }
}

//! A project's own files as a backup takes them: everything but the lock, the cache and the backups themselves.

use super::archive::{hash, shelved, shelved_path, squeezed};
use crate::store::atomic::{UNFINISHED, replace_in_folder, sync_names};
use crate::store::crew::each_written;
use crate::store::disk::Disk;
use crate::store::error::{Attempt as _, StoreError};
use crate::store::layout::{TEXT, is_original};
use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};
use std::{fs, io};

/// What is backed up, in the order in which a restored folder is emptied: what makes it a project first.
pub(super) const PARTS: [&str; 9] = [
    "project.ron",
    "sources",
    "articles",
    "layers",
    "journal",
    "history",
    "bin",
    ".gitattributes",
    ".gitignore",
];

/// The SHA-256 of a project's files by their names from its folder on, with `/` between the parts. No bytes are held: a
/// project may be larger than what is free, so each file is read again when it is packed.
pub(super) struct Listed(BTreeMap<String, String>);

/// Does the file hold a text or an original, which never change?
pub(super) fn is_frozen(name: &str) -> bool {
    let mut parts = name.rsplit('/');
    let is_named = parts.next().is_some_and(|file| file == TEXT || is_original(file));
    is_named && parts.nth(1) == Some("articles")
}

/// Is this the name of a file that a backup may hold?
pub(super) fn is_ours(name: &str) -> bool {
    let is_plain = |part: Component<'_>| matches!(part, Component::Normal(_));
    let first = name.split('/').next().unwrap_or_default();
    PARTS.contains(&first)
        && Path::new(name).components().all(is_plain)
        && !name.contains(['\\', '\n', '\r'])
}

impl Listed {
    /// Reads every file.
    pub(super) fn of(project: &Path) -> Result<Self, StoreError> {
        let mut listed = Self(BTreeMap::new());
        for part in PARTS {
            listed.take(project, part.to_owned())?;
        }
        Ok(listed)
    }

    /// Takes a file, or a folder with all below it. Links are passed over.
    fn take(&mut self, project: &Path, name: String) -> Result<(), StoreError> {
        let path = project.join(&name);
        let kind = match fs::symlink_metadata(&path) {
            Ok(metadata) => metadata.file_type(),
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            Err(error) => return Err(error).attempt("look at", &path),
        };
        if kind.is_file() && is_ours(&name) && !name.ends_with(UNFINISHED) {
            self.0.insert(name, hash(&fs::read(&path).attempt("read", &path)?));
        } else if kind.is_dir() {
            for entry in fs::read_dir(&path).attempt("list", &path)? {
                let entry = entry.attempt("list", &path)?.file_name();
                // A name that is not Unicode is none of ours.
                if let Some(entry) = entry.to_str() {
                    self.take(project, format!("{name}/{entry}"))?;
                }
            }
        }
        Ok(())
    }

    /// The lines of `SHA256SUMS`.
    pub(super) fn sums(&self) -> String {
        self.0.iter().map(|(name, hash)| format!("{hash}  {name}\n")).collect()
    }

    /// The files that may change, with their hashes.
    pub(super) fn changing(&self) -> impl Iterator<Item = (&str, &String)> {
        self.0.iter().filter(|(name, _)| !is_frozen(name)).map(|(name, hash)| (name.as_str(), hash))
    }

    fn frozen(&self) -> impl Iterator<Item = (&str, &String)> {
        let frozen = self.0.iter().filter(|(name, _)| is_frozen(name));
        frozen.map(|(name, hash)| (hash.as_str(), name))
    }

    /// Does every text lie on the shelf?
    pub(super) fn are_shelved(&self, texts: &Path) -> bool {
        self.frozen().all(|(hash, _)| shelved_path(texts, hash).is_file())
    }

    /// Puts every text on the shelf that does not lie there sound, once by its hash.
    pub(super) fn shelve(
        &self,
        disk: &Disk,
        project: &Path,
        texts: &Path,
    ) -> Result<(), StoreError> {
        let new = disk.make_folder(texts)?;
        let frozen: BTreeMap<&str, &String> = self.frozen().collect();
        let missing = frozen.into_iter().filter(|(hash, _)| shelved(texts, hash).is_err());
        let missing: Vec<(&str, &String)> = missing.collect();
        let mut names: Vec<PathBuf> = each_written(&missing, |(hash, name)| {
            let path = project.join(name);
            let bytes = fs::read(&path).attempt("read", &path)?;
            let target = shelved_path(texts, hash);
            let bytes = squeezed(&bytes).attempt("pack", &target)?;
            replace_in_folder(disk, &target, &bytes)
        })?
        .concat();
        names.extend(new);
        sync_names(disk, &names)
    }
}

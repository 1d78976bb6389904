//! The bytes that articles came as, held against the hash that was noted when they came.

use super::Located;
use super::layout::Layout;
use crate::model::{Project, sha256_of};
use std::fs;
use std::path::Path;

/// What is wrong with the originals of a project, which is read for it from end to end. What is missing is told when the
/// project is opened.
#[must_use]
pub fn check_originals(folder: &Path, project: &Project) -> Vec<Located> {
    let layout = Layout::new(folder);
    let mut problems = Vec::new();
    for (id, article) in project.articles() {
        let original = article.original();
        if original.file.is_empty() || original.sha256.is_empty() {
            continue;
        }
        let path = layout.article_folder(id).join(&original.file);
        let file = layout.relative(&path);
        match fs::read(&path) {
            Ok(bytes) if sha256_of(&bytes) != original.sha256 => problems.push(Located::warning(
                &file,
                "these are not the bytes that the article came as: their SHA-256 is another than the article says",
            )),
            Ok(_) => {}
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            Err(error) => {
                problems.push(Located::warning(&file, format!("it cannot be read: {error}")));
            }
        }
    }
    problems
}

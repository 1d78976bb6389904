//! Brings the text of an article back. Its hash proves the right one, so every place may be tried.

use super::Work;
use crate::format::ArticleFile;
use crate::import::{DraftOptions, Outcome, drafts};
use crate::model::{ArticleId, sha256};
use crate::store::backup;
use crate::store::error::StoreError;
use crate::store::layout::{Layout, TEXT, is_original};
use crate::store::listing::Listing;
use crate::store::reading;
use crate::store::replay::binned;
use std::fs;
use std::ops::ControlFlow;
use std::path::Path;

impl Work<'_> {
    /// Writes every text anew that is not the annotated one, where the annotated one is found.
    pub(super) fn mend_texts(&mut self) -> Result<(), StoreError> {
        for id in Listing::of(self.layout)?.articles {
            let Ok(article) = reading::read_file::<ArticleFile>(&self.layout.article(&id)) else {
                continue;
            };
            let path = self.layout.text(&id);
            let found = fs::read(&path).unwrap_or_default();
            let is_right = |text: &str| sha256(text) == article.sha256();
            if article.id() != &id || std::str::from_utf8(&found).is_ok_and(is_right) {
                continue;
            }
            if let Some((text, origin)) =
                recovered(self.layout, &id, &found, article.sha256(), is_right)
            {
                self.replace(&path, text.as_bytes())?;
                self.note(
                    &path,
                    None,
                    "",
                    format!("the text that was annotated is back, {origin}"),
                );
            }
        }
        Ok(())
    }
}

/// The right text, and where it was found.
fn recovered(
    layout: &Layout,
    id: &ArticleId,
    found: &[u8],
    sha256: &str,
    is_right: impl Fn(&str) -> bool,
) -> Option<(String, &'static str)> {
    let rewritten = rewritings(found).into_iter().find(|text| is_right(text));
    if let Some(text) = rewritten {
        return Some((text, "with the line ends it had"));
    }
    let folders = binned(layout, id);
    let binned = folders.iter().filter_map(|folder| fs::read_to_string(folder.join(TEXT)).ok());
    if let Some(text) = binned.into_iter().find(|text| is_right(text)) {
        return Some((text, "from the bin"));
    }
    if let Some(text) = backup::text(layout.root(), sha256).filter(|text| is_right(text)) {
        return Some((text, "from a backup"));
    }
    let own = layout.article_folder(id);
    let mut folders = std::iter::once(&own).chain(&folders);
    let text = folders.find_map(|folder| from_original(folder, &is_right))?;
    Some((text, "read anew from the original"))
}

/// What editors, checkouts and mail programs make of a text, undone.
fn rewritings(found: &[u8]) -> Vec<String> {
    let Ok(text) = std::str::from_utf8(found) else { return Vec::new() };
    let text = text.trim_start_matches('\u{feff}');
    let plain = text.replace("\r\n", "\n");
    let mut texts = vec![text.to_owned(), plain.replace('\n', "\r\n"), plain.replace('\r', "\n")];
    let bare = plain.trim_end_matches('\n').to_owned();
    texts.extend([format!("{bare}\n"), format!("{bare}\n\n"), bare, plain]);
    texts
}

/// The text of an article out of the bytes it came as, where this program still reads them as it did then.
fn from_original(folder: &Path, is_right: impl Fn(&str) -> bool) -> Option<String> {
    let entries = fs::read_dir(folder).ok()?.flatten();
    let originals = entries.filter(|entry| is_original(&entry.file_name().to_string_lossy()));
    let mut found = None;
    for original in originals {
        let name = original.file_name().to_string_lossy().into_owned();
        let Ok(bytes) = fs::read(original.path()) else { continue };
        drafts(&bytes, &name, &DraftOptions::default(), &mut |piece| match piece.outcome {
            Outcome::Draft(draft) if is_right(&draft.text) => {
                found = Some(draft.text);
                ControlFlow::Break(())
            }
            _ => ControlFlow::Continue(()),
        });
    }
    found
}

//! ZIP archives of articles, and of crawls (WACZ): every entry whose name says that it may be one.

use super::{Outcome, Run};
use crate::import::article::Problem;
use crate::import::files::{is_article, is_set};
use crate::import::packed::{Packed, Refused, UNPACKED};
use std::ops::ControlFlow;
use std::path::Path;

const SET: &str = "This is an annotated set. Unpack it and import it by itself";

impl Run<'_> {
    pub(super) fn archive(
        &mut self,
        bytes: &[u8],
        archive: &str,
        depth: usize,
    ) -> Result<ControlFlow<()>, Problem> {
        let mut packed = Packed::open(bytes, self.left)?;
        let mut entries = Vec::with_capacity(packed.len());
        for index in 0..packed.len() {
            entries.push((index, packed.entry(index)?));
        }
        entries.sort_by(|(_, a), (_, b)| a.name.cmp(&b.name));
        let is_crawl = |name: &str| name.starts_with("archive/") && name.contains(".warc");
        let is_wacz = entries.iter().any(|(_, entry)| entry.name == "datapackage.json")
            && entries.iter().any(|(_, entry)| is_crawl(&entry.name));
        for (index, entry) in entries {
            let path = Path::new(&entry.name);
            let name = format!("{archive}/{}", entry.name);
            let is_wanted = if is_wacz { is_crawl(&entry.name) } else { is_article(path) };
            let flow = if entry.is_folder {
                continue;
            } else if let Some(reason) = entry.refused {
                self.failed(&name, &format!("Not read: {}", words_of(reason)))
            } else if is_hidden(&entry.name) || !is_wanted {
                self.hand(&name, Outcome::PassedOver)
            } else if is_set(path) {
                self.failed(&name, &SET)
            } else {
                self.entry(&mut packed, index, &name, depth)
            };
            if flow.is_break() {
                return Ok(flow);
            }
        }
        Ok(ControlFlow::Continue(()))
    }

    fn entry(
        &mut self,
        packed: &mut Packed<'_>,
        index: usize,
        name: &str,
        depth: usize,
    ) -> ControlFlow<()> {
        if packed.left() == 0 {
            let mib = UNPACKED / 1024 / 1024;
            return self
                .failed(name, &format!("Not read: the archive unpacks to more than {mib} MiB"));
        }
        let bytes = match packed.read(index) {
            Ok(bytes) => bytes,
            Err(problem) => return self.failed(name, &format!("This entry {problem}")),
        };
        self.left = packed.left();
        let flow = self.file(&bytes, name, depth + 1);
        // An archive in here has unpacked something too.
        packed.spend(packed.left() - self.left.min(packed.left()));
        flow
    }
}

fn words_of(refused: Refused) -> &'static str {
    match refused {
        Refused::Protected => "protected by a password",
        Refused::Link => "a link, which is not followed",
        Refused::LeadsOut => "its name leads out of the archive",
    }
}

/// What systems put into archives for themselves.
fn is_hidden(name: &str) -> bool {
    name.split('/').any(|part| part.starts_with('.') || part == "__MACOSX")
}

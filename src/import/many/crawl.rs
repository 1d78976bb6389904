//! What a crawler took down (WARC 1.1, ISO 28500), packed member by member or not at all: the pages and documents in it.

use super::http::{self, Response};
use super::{Outcome, Run};
use crate::import::TEXT_LIMIT;
use crate::import::article::Problem;
use crate::import::draft::{DraftOptions, Source, draft_of};
use crate::import::kind::Kind;
use crate::import::packed::{RATIO, SMALL};
use flate2::bufread::MultiGzDecoder;
use std::io::{self, BufRead, BufReader, Read as _};
use std::ops::ControlFlow;

/// Bytes that the head of a record may have.
const HEAD: u64 = 64 * 1024;
/// Records that are read.
const RECORDS: usize = 1_000_000;

/// The head of a record.
#[derive(Default)]
struct Record {
    kind: String,
    address: String,
    date: String,
    content_type: String,
    length: u64,
}

impl Run<'_> {
    pub(super) fn crawl(&mut self, bytes: &[u8], name: &str) -> Result<ControlFlow<()>, Problem> {
        let most = SMALL.max(bytes.len() as u64 * RATIO).min(self.left);
        if bytes.starts_with(b"\x1F\x8B") {
            let unpacked = BufReader::new(MultiGzDecoder::new(bytes));
            self.crawled(&mut unpacked.take(most), name)
        } else {
            self.crawled(&mut bytes.take(most), name)
        }
    }

    fn crawled<R: BufRead>(
        &mut self,
        source: &mut io::Take<R>,
        name: &str,
    ) -> Result<ControlFlow<()>, Problem> {
        let whole = source.limit();
        let mut is_first = true;
        for _ in 0..RECORDS {
            let head = match head(source) {
                Ok(Some(head)) => head,
                Ok(None) => break,
                Err(error) if is_first => return Err(Problem::Damaged(error.to_string())),
                Err(error) => {
                    let words = format!("The rest of the archive cannot be read: {error}");
                    return Ok(self.failed(name, &words));
                }
            };
            is_first = false;
            let flow = match block(source, &head) {
                Ok(block) => self.record(&head, &block, name),
                Err(error) => {
                    let words = format!("The archive ends inside a record: {error}");
                    return Ok(self.failed(name, &words));
                }
            };
            if flow.is_break() {
                return Ok(flow);
            }
        }
        let is_cut_off =
            source.limit() == 0 && source.get_mut().fill_buf().is_ok_and(|rest| !rest.is_empty());
        self.left = self.left.saturating_sub(whole - source.limit());
        if is_cut_off {
            let mib = whole / 1024 / 1024;
            return Ok(self
                .failed(name, &format!("Only the first {mib} MiB that it unpacks to were read")));
        }
        Ok(ControlFlow::Continue(()))
    }

    /// What was taken down, where it can be an article.
    fn record(&mut self, head: &Record, block: &[u8], archive: &str) -> ControlFlow<()> {
        let response = match head.kind.as_str() {
            "response" => http::response(block),
            "resource" | "conversion" => {
                Ok(Some(Response { content_type: head.content_type.clone(), body: block.to_vec() }))
            }
            _ => return ControlFlow::Continue(()),
        };
        let address = if head.address.is_empty() { archive } else { &head.address };
        let response = match response {
            Ok(Some(response)) => response,
            Ok(None) => return self.hand(address, Outcome::PassedOver),
            Err(reason) => return self.failed(address, &reason),
        };
        let kind = match response.media_type().as_str() {
            "text/html" | "application/xhtml+xml" => Kind::Page,
            "application/pdf" => Kind::Pdf,
            "text/plain" => Kind::Text,
            _ => return self.hand(address, Outcome::PassedOver),
        };
        let source = Source { kind: Some(kind), name: address, charset: response.charset() };
        let options = DraftOptions {
            retrieved: head.date.parse().ok().or(self.options.retrieved),
            ..self.options.clone()
        };
        match draft_of(&response.body, &source, &options) {
            Ok(draft) => self.hand(address, Outcome::Draft(Box::new(draft))),
            Err(error) => self.failed(address, &error),
        }
    }
}

/// The head of the next record; `None` at the end.
fn head(source: &mut impl BufRead) -> io::Result<Option<Record>> {
    let mut record = Record::default();
    let mut line = Vec::new();
    let (mut is_inside, mut left) = (false, HEAD);
    loop {
        line.clear();
        let n_read = source.by_ref().take(left).read_until(b'\n', &mut line)? as u64;
        left -= n_read;
        let words = String::from_utf8_lossy(&line);
        let words = words.trim();
        match words.split_once(':') {
            _ if n_read == 0 && !is_inside && left > 0 => return Ok(None),
            _ if n_read == 0 => return Err(io::Error::other("a record has no end to its head")),
            _ if words.starts_with("WARC/") && !is_inside => is_inside = true,
            _ if words.is_empty() && is_inside => return Ok(Some(record)),
            _ if words.is_empty() => {}
            _ if !is_inside => return Err(io::Error::other("a record does not begin with WARC/")),
            Some((name, value)) => record.set(&name.to_ascii_lowercase(), value.trim()),
            None => {}
        }
    }
}

impl Record {
    fn set(&mut self, name: &str, value: &str) {
        match name {
            "warc-type" => self.kind = value.to_ascii_lowercase(),
            "warc-target-uri" => self.address = value.trim_matches(['<', '>']).to_owned(),
            "warc-date" => value.clone_into(&mut self.date),
            "content-type" => value.clone_into(&mut self.content_type),
            "content-length" => self.length = value.parse().unwrap_or(0),
            _ => {}
        }
    }
}

/// What stands behind a head; of what is too large to be an article, so much that it is seen to be.
fn block(source: &mut impl BufRead, head: &Record) -> io::Result<Vec<u8>> {
    let mut block = Vec::new();
    let kept = head.length.min(TEXT_LIMIT as u64 + HEAD);
    let n_read = source.by_ref().take(kept).read_to_end(&mut block)? as u64;
    let rest = io::copy(&mut source.by_ref().take(head.length - kept), &mut io::sink())?;
    if n_read + rest < head.length {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok(block)
}

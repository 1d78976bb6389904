//! `ascribe segment`: how a text falls into segments.

use super::{CliError, Outcome, Terminal};
use crate::export::Code;
use crate::import::{DraftOptions, TEXT_LIMIT, draft, files};
use crate::text::Role;
use clap::Args;
use serde::Serialize;
use std::io::Read as _;
use std::path::{Path, PathBuf};

const ABOUT: &str = "\
One line for each segment: start and end in bytes, role, whether the boundary behind it is sure, whether it opens a \
paragraph, and its words. The bytes are those of the text as a project would keep it: UTF-8, without a byte order \
mark, line ends as LF. Roles: headline, heading, sentence, caption, list-item, quote, boilerplate.

Examples:
  ascribe segment article.txt
  ascribe segment --lang de artikel.txt | jq -r .text
  pdftotext report.pdf - | ascribe segment -";

/// The words behind `ascribe segment`.
#[derive(Debug, Args)]
#[command(after_help = ABOUT)]
pub struct SegmentArgs {
    /// A text or document; - is standard input
    pub file: PathBuf,
    /// Language of the text as a BCP 47 tag such as en; found out when not given
    #[arg(long, value_name = "LANGUAGE")]
    pub lang: Option<String>,
}

#[derive(Serialize)]
struct Line<'a> {
    start: u32,
    end: u32,
    role: Code<Role>,
    sure: bool,
    opens_paragraph: bool,
    text: &'a str,
}

pub(super) fn run(args: &SegmentArgs, terminal: &mut Terminal<'_>) -> Result<Outcome, CliError> {
    let bytes = read(&args.file, terminal)?;
    let options = DraftOptions { language: args.lang.clone(), ..DraftOptions::default() };
    // What comes in by the pipe has no name, and is told by its first bytes.
    let name = args.file.file_name().unwrap_or_default().to_string_lossy();
    let draft = draft(&bytes, &name, &options)
        .map_err(|source| CliError::Decode { path: args.file.clone(), source })?;
    for warning in &draft.warnings {
        terminal.tell(format!("{}: {warning}", args.file.display()));
    }
    for segment in &draft.segments {
        let line = Line {
            start: segment.span.start,
            end: segment.span.end,
            role: Code(segment.role),
            sure: segment.sure,
            opens_paragraph: segment.opens_paragraph,
            text: segment.span.of(&draft.text),
        };
        let mut line = serde_json::to_vec(&line).map_err(std::io::Error::from)?;
        line.push(b'\n');
        terminal.out.write_all(&line)?;
    }
    Ok(Outcome::Done)
}

fn read(file: &Path, terminal: &mut Terminal<'_>) -> Result<Vec<u8>, CliError> {
    if file != Path::new("-") {
        return Ok(files::read(file)?);
    }
    let mut bytes = Vec::new();
    // One byte more than is read as an article, so that a text that is too long is seen to be.
    let mut input = terminal.input.take(TEXT_LIMIT as u64 + 1);
    input.read_to_end(&mut bytes).map_err(CliError::Input)?;
    Ok(bytes)
}

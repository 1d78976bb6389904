//! Calls subcommands as the terminal does, in process, in a folder of their own.

use crate::fixture::project;
use ascribe::cli::{self, Request, Terminal};
use ascribe::exchange::{Format, Stream};
use ascribe::export::Selection;
use std::ffi::OsString;
use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub(crate) const NEWS: &str = "\
Ferry runs aground

The ferry ran aground on Monday. The operator denied that it had been late.
";

/// What a call came to.
#[derive(Debug)]
pub(crate) struct Call {
    pub(crate) status: u8,
    pub(crate) out: String,
    pub(crate) err: String,
}

pub(crate) fn parse(words: &[&str]) -> Result<Request, clap::Error> {
    cli::parse(std::iter::once("ascribe").chain(words.iter().copied()).map(OsString::from))
}

/// Calls a subcommand in process.
pub(crate) fn call_with(input: &str, words: &[&str]) -> Call {
    call_in(input, words, false)
}

/// Calls a subcommand that nobody wants any more.
pub(crate) fn give_up(words: &[&str]) -> Call {
    call_in("", words, true)
}

fn call_in(input: &str, words: &[&str], is_given_up: bool) -> Call {
    let Ok(Request::Command(command)) = parse(words) else { panic!("{words:?} is no subcommand") };
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let mut terminal = Terminal {
        input: &mut input.as_bytes(),
        out: &mut out,
        err: &mut err,
        is_watched: false,
        given_up: Arc::new(is_given_up.into()),
    };
    let status = cli::execute(&command, &mut terminal);
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Call { status, out: text(out), err: text(err) }
}

pub(crate) fn call(words: &[&str]) -> Call {
    call_with("", words)
}

pub(crate) fn done(words: &[&str]) -> Call {
    let call = call(words);
    assert_eq!(call.status, 0, "{words:?}: {call:?}");
    call
}

/// A folder for one test, with paths in it as words for the terminal.
pub(crate) struct Place(tempfile::TempDir);

impl Place {
    pub(crate) fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub(crate) fn word(&self, name: &str) -> String {
        self.path(name).to_str().unwrap().to_owned()
    }

    #[expect(clippy::disallowed_methods, reason = "tests may leave half a file")]
    pub(crate) fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> String {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, bytes).unwrap();
        self.word(name)
    }

    /// The small project of the fixture, through a set, in the folder `quay`.
    pub(crate) fn quay(&self) -> String {
        let set = self.write("quay.ron", exported("ron"));
        let dir = self.word("quay");
        done(&["new", &dir, "--title", project().settings().title.as_str()]);
        done(&["import", &dir, &set]);
        dir
    }
}

pub(crate) fn exported(format: &str) -> Vec<u8> {
    let (project, mut out) = (project(), Vec::new());
    let format = Format::named(format).unwrap();
    let watch = &mut |_| ControlFlow::Continue(());
    format.write(&project, &Selection::all(&project), &mut Stream(&mut out), watch).unwrap();
    out
}

/// Everything in a folder but the lock, by path.
pub(crate) fn contents(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(contents(&path));
        } else if !path.ends_with("lock") {
            found.push((path.clone(), fs::read(&path).unwrap()));
        }
    }
    found.sort();
    found
}

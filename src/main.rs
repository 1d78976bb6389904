//! The program: words in, a subcommand or a window out.

use ascribe::cli::{self, Command, Request, Terminal};
use std::io::{self, BufWriter, IsTerminal as _, Write as _};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// A project is read by several threads into many small records, and copies of it come and go: this gives back to the system
/// what one thread took and another let go.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    match cli::parse(std::env::args_os()) {
        Ok(Request::Command(command)) => in_terminal(&command),
        Ok(Request::Window(path)) => in_window(path),
        Err(usage) => {
            // Whoever closed the stream does not want to read it.
            usage.print().ok();
            ExitCode::from(u8::try_from(usage.exit_code()).unwrap_or(2))
        }
    }
}

fn in_terminal(command: &Command) -> ExitCode {
    let given_up = Arc::new(AtomicBool::new(false));
    if cli::can_be_given_up(command) {
        let given_up = Arc::clone(&given_up);
        // Where the system does not allow it, the program ends at once, as other subcommands do.
        ctrlc::set_handler(move || give_up(&given_up)).ok();
    }
    let mut terminal = Terminal {
        input: &mut io::stdin().lock(),
        out: &mut BufWriter::new(io::stdout().lock()),
        err: &mut io::stderr(),
        is_watched: io::stderr().is_terminal(),
        given_up,
    };
    ExitCode::from(cli::execute(command, &mut terminal))
}

/// What Ctrl+C does: the work sees that it is not wanted any more.
#[expect(clippy::exit, reason = "who asks twice does not want to wait, as with any other program")]
fn give_up(given_up: &AtomicBool) {
    if given_up.swap(true, Ordering::Relaxed) {
        std::process::exit(130);
    }
}

#[cfg(feature = "gui")]
fn in_window(path: Option<PathBuf>) -> ExitCode {
    match ascribe::gui::run(path) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => failed(&error.to_string()),
    }
}

#[cfg(not(feature = "gui"))]
fn in_window(_path: Option<PathBuf>) -> ExitCode {
    failed(
        "this program was built without its window; `ascribe --help` lists what works in the terminal",
    )
}

fn failed(message: &str) -> ExitCode {
    // Without a standard error there is nobody to tell.
    writeln!(io::stderr(), "ascribe: {message}").ok();
    ExitCode::FAILURE
}

//! The program: a window, or a subcommand in the terminal.

use std::process::ExitCode;

fn main() -> ExitCode {
    let path = std::env::args_os().nth(1).map(std::path::PathBuf::from);
    match ascribe::gui::run(path) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_error) => ExitCode::FAILURE,
    }
}

//! Readers that somebody else wrote read what is exported, and find in it what the project's own JSON Lines say.

#![expect(clippy::print_stdout, reason = "what is skipped has to be seen")]

use std::process::Command;

#[test]
fn foreign_readers_find_what_the_project_holds() {
    let required = std::env::var("ASCRIBE_REQUIRE").is_ok_and(|list| list.contains("foreign"));
    if !required {
        println!("skipped: needs Python packages; `.ci/run` runs it, or ASCRIBE_REQUIRE=foreign");
        return;
    }
    let run = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/foreign/run");
    let output = Command::new(run)
        .env("ASCRIBE_BIN", env!("CARGO_BIN_EXE_ascribe"))
        .output()
        .unwrap_or_else(|error| panic!("{run}: {error}"));
    let said = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    assert!(output.status.success(), "{}\n{}", said(&output.stdout), said(&output.stderr));
    println!("{}", said(&output.stdout));
}

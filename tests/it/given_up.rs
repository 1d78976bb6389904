//! Work in a terminal that nobody wants any more: it ends soon and leaves nothing half done; who watches sees how far it is.

use crate::desk::names;
use crate::terminal::{Place, call, contents, done, give_up};
use std::fmt::Write as _;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

/// A folder of brat with so many texts of some length.
fn brat(place: &Place, n: usize) -> String {
    for number in 0..n {
        let mut text = String::new();
        for sentence in 0..40 {
            writeln!(text, "Speaker {number} says that boat {sentence} of the quay is late.")
                .unwrap();
        }
        place.write(&format!("brat/text-{number:04}.txt"), &text);
        let mark = "T1\tclaim 0 7\tSpeaker\nT2\tdenial 20 30\t";
        let words = text.get(20..30).unwrap();
        place.write(&format!("brat/text-{number:04}.ann"), format!("{mark}{words}\n"));
    }
    place.word("brat")
}

/// A project of so many articles.
fn project(place: &Place, n: usize) -> String {
    let (dir, set) = (place.word("project"), brat(place, n));
    done(&["new", &dir, "--title", "Many"]);
    done(&["import", &dir, &set, "--format", "brat"]);
    dir
}

#[test]
fn what_is_given_up_leaves_nothing_of_it() {
    let place = Place::new();
    let dir = project(&place, 3);
    let before = (names(&place.path("")), contents(&place.path("project")));
    let (out, brat) = (place.word("out"), place.word("brat"));
    let article = place.write("brat/one-more.txt", "One more is here. It is short.\n");
    let [dir, out, brat, article] = [&dir, &out, &brat, &article].map(String::as_str);
    for words in [
        vec!["export", dir, "--format", "brat", "--out", out],
        vec!["export", dir, "--format", "csv", "--out", out],
        vec!["convert", brat, "--from", "brat", "--to", "doccano", "--out", out],
        vec!["convert", brat, "--from", "brat", "--to", "jsonl", "--out", out],
        vec!["import", dir, brat, "--format", "brat"],
        vec!["import", dir, article],
    ] {
        let call = give_up(&words);
        assert_eq!(call.status, 1, "{words:?}: {call:?}");
        assert!(call.err.contains("given up"), "{words:?}: {call:?}");
        assert_eq!(names(&place.path("")), before.0, "{words:?}");
        assert_eq!(contents(&place.path("project")), before.1, "{words:?}");
    }
    // And all of it is done when nobody gives it up.
    assert_eq!(call(&["export", dir, "--format", "brat", "--out", out]).status, 0);
}

/// Waits until something lies in a folder, or the program has ended.
#[cfg(unix)]
fn wait_for(folder: &Path, ending: &str, child: &mut Child) -> bool {
    loop {
        if names(folder).iter().any(|name| name.ends_with(ending)) {
            return true;
        }
        if child.try_wait().unwrap().is_some() {
            return false;
        }
        thread::sleep(Duration::from_millis(1));
    }
}

#[cfg(unix)]
#[test]
fn an_interrupt_ends_an_export_and_leaves_nothing_of_it() {
    use rustix::process::{Pid, Signal, kill_process};
    // A machine may be through before it is asked to stop; then with more.
    for n in [200, 800, 3_200] {
        let place = Place::new();
        let (dir, out) = (project(&place, n), place.word("out"));
        let mut child = Command::new(env!("CARGO_BIN_EXE_ascribe"))
            .args(["export", &dir, "--format", "brat", "--out", &out])
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        if wait_for(&place.path(""), ".unfinished", &mut child) {
            let pid = Pid::from_child(&child);
            kill_process(pid, Signal::INT).ok();
        }
        let ended = child.wait_with_output().unwrap();
        let err = String::from_utf8(ended.stderr).unwrap();
        match ended.status.code() {
            Some(0) => assert_eq!(names(&place.path("")), ["brat", "out", "project"], "{err}"),
            Some(1) => {
                assert!(err.contains("given up"), "{err}");
                assert_eq!(names(&place.path("")), ["brat", "project"]);
                return;
            }
            other => panic!("{other:?}: {err}"),
        }
    }
    panic!("nothing was there before it was given up");
}

#[cfg(target_os = "linux")]
#[test]
fn who_watches_a_terminal_sees_what_is_going_on() {
    let place = Place::new();
    let (dir, out) = (project(&place, 60), place.word("out"));
    let ascribe = env!("CARGO_BIN_EXE_ascribe");
    // `script` of util-linux gives a program a terminal to write to.
    let command = format!("'{ascribe}' export '{dir}' --format brat --out '{out}'");
    let typescript = place.word("typescript");
    let seen = Command::new("script").args(["-qec", &command, &typescript]).output().unwrap();
    let seen = String::from_utf8_lossy(&seen.stdout).into_owned();
    for stage in ["Reading the project", "Writing", "Saving and reading back", " of 60"] {
        assert!(seen.contains(stage), "{stage}: {seen}");
    }
    assert!(seen.contains("60 texts, 120 marks"), "{seen}");
    assert!(place.path("out").join("manifest.json").exists());
}

/// Nobody reads what it says, so it cannot even say that it was given up.
#[cfg(target_os = "linux")]
#[test]
fn a_second_interrupt_ends_what_cannot_end_by_itself() {
    use rustix::process::{Pid, Signal, kill_process};
    let place = Place::new();
    let dir = place.word("project");
    done(&["new", &dir, "--title", "Many"]);
    for number in 0..800 {
        let name = format!("texts/{}-{number}.txt", "pier".repeat(25));
        place.write(&name, format!("Pier {number} of the quay is closed."));
    }
    let mut child = Command::new(env!("CARGO_BIN_EXE_ascribe"))
        .args(["import", "--dry-run", &dir, &place.word("texts")])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let pipe = child.stdout.take().unwrap();
    let mut n_unread = 0;
    // Nothing more comes when the pipe is full.
    let mut is_full = || {
        let before = std::mem::replace(&mut n_unread, rustix::io::ioctl_fionread(&pipe).unwrap());
        n_unread > 32 << 10 && n_unread == before
    };
    while !is_full() {
        assert!(child.try_wait().unwrap().is_none(), "all was said");
        thread::sleep(Duration::from_millis(300));
    }
    let pid = Pid::from_child(&child);
    kill_process(pid, Signal::INT).unwrap();
    thread::sleep(Duration::from_millis(500));
    assert!(child.try_wait().unwrap().is_none(), "the first one only asks");
    kill_process(pid, Signal::INT).unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(130));
}

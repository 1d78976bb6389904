//! What outlives the program: undo, what was removed, who else is working.

use crate::desk::{Desk, ORIGINAL, bytes, copy, fact, room};
use crate::sample::{self, annotator, article_id, at, layer_id, source_id};
use crate::workbench::Bench;
use ascribe::model::assemble::Severity;
use ascribe::model::{
    Annotator, AnnotatorKind, Edit, Project, Settings, Source, SourceType, Statement, apply,
};
use ascribe::store::{Disk, Operation, Recovered, Saved, StoreError};
use ascribe::text::{Segment, Span};
use std::fs;
use std::path::Path;
use std::sync::Arc;

#[test]
fn undo_survives_a_restart_1_000_steps_back() {
    let root = room();
    let mut desk = Desk::with_sample(root.path());
    let mut states = Vec::new();
    for n in 0..1_100 {
        states.push(desk.project.clone());
        desk.perform(fact("s-1", if n % 2 == 0 { "ferries" } else { "Monday" }, n)).unwrap();
        if n % 400 == 0 {
            desk.save().unwrap();
        }
    }
    let mut desk = desk.reopened();
    for n in (100..1_100).rev() {
        assert!(desk.undo().unwrap(), "{n}");
        assert_eq!(desk.project, states[n]);
    }
    desk.save().unwrap();
    let mut desk = desk.reopened();
    for state in &states[101..] {
        assert!(desk.redo().unwrap());
        assert_eq!(desk.project, *state);
    }
}

#[test]
fn what_is_removed_lies_in_the_bin_and_comes_back_whole_after_a_restart() {
    let root = room();
    let mut desk = Desk::with_sample(root.path());
    let before = bytes(&desk.folder);
    desk.perform(Edit::Article(article_id("hafen"), None)).unwrap();
    desk.perform(sample::put_source("crew", "The crew", SourceType::UnnamedGroup)).unwrap();
    desk.save().unwrap();
    desk.perform(Edit::Source(source_id("crew"), None)).unwrap();
    assert_eq!(desk.save().unwrap(), Saved { written: 0, removed: 1 });
    let after = bytes(&desk.folder);
    assert_eq!(after[Path::new("bin/2026-05-28-1/articles/hafen/original.txt")], ORIGINAL);
    assert!(
        after.contains_key(Path::new("bin/2026-05-28-2/sources/crew.ron")),
        "{:?}",
        after.keys()
    );
    assert!(!desk.folder.join("articles/hafen").exists());
    let mut desk = desk.reopened();
    (0..3).for_each(|_| assert!(desk.undo().unwrap()));
    desk.save().unwrap();
    let after = bytes(&desk.folder);
    for (path, bytes) in before.iter().filter(|(path, _)| path.starts_with("articles")) {
        assert_eq!(after[path], *bytes, "{path:?}");
    }
    assert_eq!(desk.project, sample::project());
    assert_eq!(desk.reopened().project, sample::project());
}

#[test]
fn an_import_that_was_taken_back_is_taken_back_after_a_restart_and_can_be_done_again() {
    let root = room();
    let mut desk = Desk::with_sample(root.path());
    let before = desk.project.clone();
    desk.perform(sample::add_article("third", "Third\n\nOne more text.\n")).unwrap();
    let with_third = desk.project.clone();
    desk.undo().unwrap();
    desk.save().unwrap();
    let mut desk = desk.reopened();
    assert_eq!((desk.problems.as_slice(), &desk.project), ([].as_slice(), &before));
    desk.redo().unwrap();
    desk.save().unwrap();
    assert_eq!(fs::read(desk.folder.join("articles/third/original.txt")).unwrap(), ORIGINAL);
    assert_eq!(desk.reopened().project, with_third);
}

#[test]
fn steps_are_kept_in_history_files_of_about_a_megabyte() {
    let root = room();
    let mut desk = Desk::with_sample(root.path());
    for n in 0..12 {
        let crew = Source::named(source_id("crew"), "The crew", SourceType::UnnamedGroup);
        let crew = Source { note: format!("{n}").repeat(100_000), ..crew };
        desk.perform(Edit::Source(source_id("crew"), Some(crew))).unwrap();
        desk.save().unwrap();
    }
    let size = |n| {
        fs::metadata(desk.folder.join(format!("history/ann-000{n}.ron"))).map_or(0, |m| m.len())
    };
    assert!(
        (1 << 20..1_500_000).contains(&size(1)) && size(2) > 1_000_000,
        "{} {}",
        size(1),
        size(2)
    );
    let mut desk = desk.reopened();
    (0..12).for_each(|_| assert!(desk.undo().unwrap()));
    assert_eq!(desk.project, sample::project());
}

#[test]
fn of_a_long_history_the_last_two_thousand_steps_can_be_taken_back() {
    let root = room();
    let mut desk = Desk::with_sample(root.path());
    let before = desk.history.last();
    let put = |n: usize| sample::put_source("crew", &format!("Name {n}"), SourceType::UnnamedGroup);
    for n in 0..2_150 {
        desk.perform(put(n)).unwrap();
    }
    desk.save().unwrap();
    let files = fs::read_dir(desk.folder.join("history")).unwrap().count();
    assert_eq!(files, 1, "all of them lie in one file");
    let mut desk = desk.reopened();
    assert_eq!((desk.history.steps().len(), desk.history.last()), (2_000, before + 2_150));
    (0..2_000).for_each(|_| assert!(desk.undo().unwrap()));
    assert!(!desk.undo().unwrap());
    assert_eq!(desk.project.sources()[&source_id("crew")].name, "Name 149");
}

#[test]
fn a_cut_that_was_saved_and_taken_back_with_its_article_is_nobody_elses() {
    let root = room();
    let mut desk = Desk::with_sample(root.path());
    let ferry = Arc::clone(&desk.project.articles()[&article_id("ferry")]);
    // Nothing stands in what is cut.
    let home = layer_id("ferry", "ann");
    for statement in desk.project.layers()[&home].marks().statements().values() {
        let statement =
            Statement { content: vec![ferry.segments()[1].span], ..statement.as_ref().clone() };
        desk.perform(sample::put_statement(&home, statement)).unwrap();
    }
    let whole = *ferry.segments().last().unwrap();
    let cut = |at: u32| {
        let halves = [Span { end: at, ..whole.span }, Span { start: at, ..whole.span }];
        let run = halves.map(|span| Segment { span: span.trimmed(&ferry.text()), ..whole });
        Edit::Segments { article: article_id("ferry"), within: whole.span, run: run.to_vec() }
    };
    let spaces: Vec<usize> = ferry.text().match_indices(' ').map(|(at, _)| at).collect();
    let within: Vec<u32> = spaces.iter().filter_map(|at| u32::try_from(*at).ok()).collect();
    let mut within = within.into_iter().filter(|at| whole.span.touches(*at as usize));
    let (first, second) = (within.next().unwrap(), within.next().unwrap());
    let anew = Edit::Article(article_id("ferry"), Some(Arc::clone(&ferry)));
    desk.perform(Edit::batch(vec![anew, cut(first)])).unwrap();
    desk.save().unwrap();
    assert!(desk.undo().unwrap());
    desk.perform(cut(second)).unwrap();
    let project = desk.project.clone();
    let mut desk = desk.reopened();
    assert_eq!(desk.problems, []);
    assert!(desk.project == project);
    desk.save().unwrap();
    assert!(desk.reopened().project == project);
}

#[test]
fn the_journals_of_two_annotators_are_replayed_in_the_order_of_their_steps() {
    let root = room();
    let mut desk = Desk::with_sample(root.path());
    let ben =
        Annotator { id: annotator("ben"), name: "Ben".to_owned(), kind: AnnotatorKind::Human };
    desk.perform(Edit::Annotator(ben.id.clone(), Some(ben))).unwrap();
    for n in 0..6 {
        desk.by = annotator(if n % 2 == 0 { "ben" } else { "ann" });
        desk.perform(sample::put_source("crew", &format!("Name {n}"), SourceType::UnnamedGroup))
            .unwrap();
    }
    let (project, last) = (desk.project.clone(), desk.history.last());
    let mut desk = desk.reopened();
    assert_eq!(desk.project, project);
    assert_eq!(desk.recovered, Some(Recovered { steps: 7, first_at: at(5), last_at: at(11) }));
    assert_eq!(desk.history.last(), last);
    // Only one's own last steps can be taken back after a restart.
    assert_eq!(desk.history.steps().len(), 1);
    desk.save().unwrap();
    assert_eq!(desk.reopened().recovered, None);
}

#[test]
fn a_step_with_a_number_that_was_given_out_before_is_refused() {
    let root = room();
    let mut desk = Desk::with_sample(root.path());
    let step = desk.perform(fact("s-1", "ferries", 1)).unwrap();
    desk.save().unwrap();
    let mut desk = desk.reopened();
    let error = desk.store.append(&[step]).unwrap_err();
    assert!(matches!(error, StoreError::OldStep { number: 6, last: 6, .. }), "{error}");
}

#[test]
fn a_second_window_can_look_and_not_write_and_is_told_who_works_there() {
    let root = room();
    let mut first = Desk::with_sample(root.path());
    first.perform(fact("s-1", "ferries", 1)).unwrap();
    let mut second = Desk::open(&first.folder);
    let reason = second.read_only.clone().unwrap();
    assert!(reason.contains("open in another window"), "{reason}");
    assert!(reason.contains(&format!("process {}", std::process::id())), "{reason}");
    assert_eq!(second.project, first.project);
    assert!(matches!(second.save(), Err(StoreError::ReadOnly(_))));
    drop(first);
    assert_eq!(second.reopened().read_only, None);
}

/// A disk whose file system has no locks, like some network folders.
fn without_locks() -> Disk {
    Disk::watched(|operation| match operation {
        Operation::Lock(_) => Err(std::io::ErrorKind::Unsupported.into()),
        _ => Ok(()),
    })
}

#[test]
fn where_the_file_system_has_no_locks_work_goes_on_and_the_person_is_told() {
    let root = room();
    let folder = Desk::with_sample(root.path()).folder;
    let mut desk = Desk::open_on(&without_locks(), &folder);
    assert_eq!(desk.read_only, None);
    let [told] = desk.problems.as_slice() else { panic!("{:?}", desk.problems) };
    assert_eq!((told.file.as_path(), told.severity), (Path::new("lock"), Severity::Warning));
    assert!(told.what.contains("cannot lock"), "{told}");
    desk.perform(fact("s-1", "ferries", 1)).unwrap();
    desk.save().unwrap();
    let project = desk.project.clone();
    drop(desk);
    assert!(Desk::open(&folder).project == project);
    // In the window too, and by name.
    let mut bench = Bench::on(without_locks(), root.path(), "Ann", 1);
    bench.open(&folder);
    assert!(bench.notices.iter().any(|told| told.text.contains("cannot lock")));
    assert_eq!(bench.session().read_only(), None);
}

#[test]
fn a_project_in_format_1_opens_with_its_unsaved_steps_and_its_history() {
    let root = room();
    let folder = root.path().join("v1");
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/projects/v1"), &folder);
    let mut desk = Desk::open(&folder);
    assert_eq!(desk.problems, []);
    let mut expected = sample::project();
    let mut later = sample::later_edits();
    // The last of them was taken back before the program ended.
    later.pop();
    for edit in later {
        apply(&mut expected, edit).unwrap();
    }
    assert!(desk.project == expected);
    assert_eq!(desk.recovered, Some(Recovered { steps: 11, first_at: at(5), last_at: at(15) }));
    assert!(desk.redo().unwrap());
    let n_undone = (0..).take_while(|_| desk.undo().unwrap()).count();
    assert_eq!(n_undone, 15);
    assert!(desk.project == Project::new(Settings::default()));
    desk.save().unwrap();
    let desk = desk.reopened();
    assert_eq!(desk.problems, []);
    assert!(desk.project == Project::new(Settings::default()));
}

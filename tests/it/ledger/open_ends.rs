//! Allegations that nobody answers, denials that nobody contradicts or that point at nothing.

use crate::gold::{data, enter_all};
use crate::workbench::Bench;
use ascribe::model::{CueClass, Flag, Kind, RelationKind, StatementId};
use ascribe::report::{
    denials_elsewhere, denials_without_target, unanswered_allegations, undenied_denials,
};
use ascribe::session::{Action, Command, PropositionChoice, SourceChoice, SourcePurpose};
use tempfile::TempDir;

const TEXT: &str = "The bridge\n\nThe minister took money. The Ministry of Roads was paid, he wrote. \
    It rained. Cranes were sold to mr roads. The minister denied it.";

/// Ann's article: four claims of Ada Rhys and a denial of the minister, who is part of the ministry.
fn tagged() -> (Bench, Vec<StatementId>, TempDir) {
    let home = tempfile::tempdir().unwrap();
    let mut bench = Bench::new(home.path(), "Ann");
    bench.create(&home.path().join("bridge"), "Bridge");
    bench.take_in(TEXT, "", "");
    let sentences = [Kind::Claim, Kind::Claim, Kind::Claim, Kind::Claim, Kind::Denial];
    for kind in sentences {
        bench.act(Command::Tag(kind));
    }
    let marks = bench.session().marks().unwrap();
    let ids: Vec<StatementId> = marks.in_text_order().iter().map(|one| one.id.clone()).collect();
    assert_eq!(ids.len(), 5);
    for (number, id) in ids.iter().enumerate() {
        let name = if number == 4 { "The Ministry of Roads" } else { "Ada Rhys" };
        bench.act(Action::GoToStatement(id.clone()));
        let known = bench.session().source_called(name);
        let choice = known.map_or_else(|| SourceChoice::New(name.to_owned()), SourceChoice::Known);
        bench.act(Action::SetSource(SourcePurpose::Level, choice));
    }
    let ministry = bench.session().source_called("The Ministry of Roads").unwrap();
    let mut record = bench.session().project().sources()[&ministry].clone();
    record.aliases = vec!["The minister".to_owned(), "MR".to_owned()];
    bench.act(Action::SetSourceRecord(record));
    (bench, ids, home)
}

fn unanswered(bench: &Bench) -> Vec<StatementId> {
    let found = unanswered_allegations(bench.session().project());
    found.into_iter().map(|one| one.statement).collect()
}

fn relate(bench: &mut Bench, from: &StatementId, kind: RelationKind, to: &StatementId) {
    bench.act(Action::GoToStatement(from.clone()));
    bench.act(Action::Relate(kind, to.clone()));
}

#[test]
fn who_names_or_accuses_another_alleges_and_who_speaks_of_himself_or_of_the_weather_does_not() {
    let (mut bench, ids, _home) = tagged();
    // “MR” is too short to be looked for, and “roads” alone is no name.
    assert_eq!(unanswered(&bench), ids[..2]);
    let found = unanswered_allegations(bench.session().project());
    let ministry = bench.session().source_called("The Ministry of Roads").unwrap();
    assert!(found.iter().all(|one| one.against.contains(&ministry)), "{found:?}");
    bench.act(Action::GoToStatement(ids[2].clone()));
    bench.act(Command::CueClass(CueClass::Accusation));
    assert_eq!(unanswered(&bench), ids[..3]);
    // The ministry about itself alleges nothing.
    bench.act(Action::GoToStatement(ids[0].clone()));
    bench.act(Action::SetSource(SourcePurpose::Level, SourceChoice::Known(ministry)));
    assert_eq!(unanswered(&bench), ids[1..3]);
}

#[test]
fn a_denial_answers_what_it_points_at_what_repeats_that_and_what_is_about_the_same() {
    let (mut bench, ids, _home) = tagged();
    relate(&mut bench, &ids[1], RelationKind::Repeats, &ids[0]);
    relate(&mut bench, &ids[4], RelationKind::Denies, &ids[1]);
    assert_eq!(unanswered(&bench), [] as [StatementId; 0], "the one repeats the other");
    bench.act(Command::Undo);
    bench.act(Command::Undo);
    assert_eq!(unanswered(&bench), ids[..2]);
    let paid = PropositionChoice::New("Money was paid.".to_owned());
    bench.act(Action::Group(ids[..2].to_vec(), paid.clone()));
    assert_eq!(unanswered(&bench), ids[..2], "a proposition by itself answers nothing");
    relate(&mut bench, &ids[4], RelationKind::Denies, &ids[0]);
    assert_eq!(unanswered(&bench), [] as [StatementId; 0], "both are about the same");
    bench.act(Command::Undo);
    bench.act(Action::Group(vec![ids[4].clone()], paid));
    assert_eq!(unanswered(&bench), [] as [StatementId; 0], "the denial is in the proposition");
}

#[test]
fn denials_are_unfinished_aimed_elsewhere_or_undenied() {
    let (mut bench, ids, _home) = tagged();
    let denial = vec![ids[4].clone()];
    let none: Vec<StatementId> = Vec::new();
    let lists = |bench: &Bench| {
        let project = bench.session().project();
        (denials_without_target(project), denials_elsewhere(project), undenied_denials(project))
    };
    assert_eq!(lists(&bench), (denial.clone(), none.clone(), denial.clone()));
    bench.act(Action::GoToStatement(ids[4].clone()));
    bench.act(Command::Flag(Flag::TargetOutsideSet));
    assert_eq!(lists(&bench), (none.clone(), denial.clone(), denial.clone()));
    relate(&mut bench, &ids[3], RelationKind::Contradicts, &ids[4]);
    assert_eq!(lists(&bench), (none.clone(), denial, none));
}

#[test]
fn the_reading_of_an_article_leaves_open_what_a_reader_finds_open_in_it() {
    let Some((text, gold)) = data() else { return };
    let home = tempfile::tempdir().unwrap();
    let mut bench = Bench::new(home.path(), "Ada Rhys");
    bench.create(&home.path().join("stations"), "Stations");
    bench.take_in(&text, "The Kootneeti Team", "The Kootneeti Team");
    let ids = enter_all(&mut bench, &gold);
    let names = |found: &[StatementId]| -> Vec<String> {
        let name_of = |id| ids.iter().find(|(_, own)| *own == id).unwrap().0.clone();
        found.iter().map(name_of).collect()
    };
    let project = bench.session().project();
    // Read off the article: st06 and st11 hold officials of China's government against it, st13 is China's accusation of the
    // U.S., st15's counterpart st27 and st02 are denied; st20 contradicts st12 alone.
    let open = names(&unanswered(&bench));
    for answered in ["st02", "st03", "st15", "st22", "st27"] {
        assert!(!open.contains(&answered.to_owned()), "{answered} is denied; {open:?}");
    }
    for unanswered in ["st06", "st11", "st13"] {
        assert!(open.contains(&unanswered.to_owned()), "{unanswered} is not; {open:?}");
    }
    for neutral in ["st01", "st07", "st21", "st26"] {
        assert!(!open.contains(&neutral.to_owned()), "{neutral} accuses nobody; {open:?}");
    }
    assert_eq!(denials_without_target(project), []);
    assert_eq!(
        names(&undenied_denials(project)),
        [] as [&str; 0],
        "{:?}",
        undenied_denials(project)
    );
}

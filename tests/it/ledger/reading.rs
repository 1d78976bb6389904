//! The expert reading of a whole article, grouped by hand as a reader of it would: how many reports, from how many origins.

use crate::gold::{data, enter_all};
use crate::workbench::Bench;
use ascribe::model::{PropositionId, StatementId};
use ascribe::report::{Board, Ledger, Part, When};
use ascribe::session::{Action, PropositionChoice};
use std::collections::BTreeMap;

/// Propositions of the reading with the statements that assert them, and what a person counted: reports, origins (the
/// independence groups), unknown voices, denials.
///
/// *Exist*: st22 repeats st03, of which nobody is the source; the Fujian government is of China's group, the NGO its own;
/// China (st04) and its spokesman (st12) deny st03. *Services*: three times China, once conceded by U.S. officials, whom the
/// article does not name there. *New York*: the prosecutors are implied behind st02, officials of the same group behind
/// st06, and st19 is theirs; st27 repeats st02 and the NGO's st15; st04, st12 and st30 deny it. *Asked*: st18 and st29 say
/// the same in the author's voice, and cite the NGO's st15.
type Row = (&'static str, &'static [&'static str], (usize, &'static [&'static str], usize, usize));
const GROUPED: [Row; 4] = [
    ("Such offices exist.", &["st03", "st20", "st22", "st23"], (4, &["prc", "sd"], 1, 2)),
    ("They offer services.", &["st05", "st09", "st14", "st31"], (4, &["prc", "us_justice"], 0, 0)),
    (
        "The office in New York was a police station.",
        &["st02", "st06", "st19", "st27"],
        (4, &["sd", "us_justice"], 0, 3),
    ),
    ("Countries asked to close them.", &["st18", "st29"], (2, &["sd"], 0, 0)),
];

fn entered() -> Option<(Bench, BTreeMap<String, StatementId>, tempfile::TempDir)> {
    let (text, gold) = data()?;
    let home = tempfile::tempdir().unwrap();
    let mut bench = Bench::new(home.path(), "Ada Rhys");
    bench.create(&home.path().join("stations"), "Stations");
    bench.take_in(&text, "The Kootneeti Team", "The Kootneeti Team");
    let ids = enter_all(&mut bench, &gold);
    for (wording, members, _) in GROUPED {
        let members = members.iter().map(|id| ids[*id].clone()).collect();
        bench.act(Action::Group(members, PropositionChoice::New(wording.to_owned())));
    }
    Some((bench, ids, home))
}

fn worded(bench: &Bench, wording: &str) -> PropositionId {
    bench.session().proposition_worded(wording).unwrap()
}

#[test]
fn reports_origins_unknown_voices_and_denials_are_those_that_a_reader_counts() {
    let Some((bench, _, _home)) = entered() else { return };
    let project = bench.session().project();
    let ledger = Ledger::of(project);
    for (wording, _, (reports, origins, unknown, denials)) in GROUPED {
        let id = worded(&bench, wording);
        let board = Board::of(project, &id);
        assert_eq!(board.reports, reports, "{wording}");
        let groups: Vec<&str> = board.assertions.origins.keys().map(String::as_str).collect();
        assert_eq!(groups, origins, "{wording}");
        assert_eq!(board.assertions.unknown.len(), unknown, "{wording}");
        assert_eq!(board.denials, denials, "{wording}");
        let tally = ledger.tally(&id).unwrap();
        let counted = (tally.reports, tally.origins, tally.unknown, tally.denials);
        assert_eq!(counted, (reports, origins.len(), unknown, denials), "{wording}");
    }
}

#[test]
fn the_board_says_who_does_what_in_the_order_of_the_text_while_no_day_is_known() {
    let Some((bench, ids, _home)) = entered() else { return };
    let board = Board::of(bench.session().project(), &worded(&bench, "Such offices exist."));
    let name_of = |id: &StatementId| ids.iter().find(|(_, own)| *own == id).unwrap().0.as_str();
    let rows: Vec<(&str, Part, bool)> = board
        .entries
        .iter()
        .map(|entry| (name_of(&entry.statement), entry.part, entry.is_member))
        .collect();
    let expected = [
        ("st03", Part::Asserts, true),
        ("st04", Part::Denies, false),
        ("st12", Part::Repeats, false),
        ("st20", Part::Asserts, true),
        ("st22", Part::Repeats, true),
        ("st23", Part::Asserts, true),
    ];
    assert_eq!(rows, expected);
    assert!(board.entries.iter().all(|entry| entry.when == When::Unknown));
    assert_eq!((board.first_appearance(), board.n_undated()), (None, 6));
    let groups: Vec<&String> = board.denied_by.origins.keys().collect();
    assert_eq!(groups, ["prc"], "China and its spokesman are one voice");
}

#[test]
fn relations_propose_what_belongs_together_and_group_nothing() {
    let Some((bench, ids, _home)) = entered() else { return };
    let project = bench.session().project();
    let services = worded(&bench, "They offer services.");
    let proposed = ascribe::report::proposed_members(project, &services);
    let names: Vec<&str> = ids
        .iter()
        .filter(|(_, id)| proposed.contains_key(*id))
        .map(|(name, _)| name.as_str())
        .collect();
    // Each contradicts a member; the reading has no other link to one that is in no proposition.
    assert_eq!(names, ["st10", "st11", "st15"]);
    let joined = ascribe::report::joined_to(project, &ids["st04"]);
    assert_eq!(joined.len(), 2, "it denies st02 and st03");
    assert_eq!(project.members(&services).count(), 4);
}

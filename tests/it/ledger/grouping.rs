//! Statements are put into propositions, propositions merged, split and judged: one step each, taken back exactly.

use crate::workbench::Bench;
use ascribe::model::{
    AnnotatorId, Bearing, Confidence, EvidenceKind, History, Kind, Proposition, PropositionId,
    RelationKind, StatementId, Verdict,
};
use ascribe::session::grouping::{Reason, likely_propositions};
use ascribe::session::{Action, Command, EvidenceEntry, PropositionChoice, Session, Wish};
use std::collections::BTreeSet;
use tempfile::TempDir;

const TEXT: &str = "The bridge\n\nThe bridge closed in May. The minister denied that the bridge closed. \
    Rain fell on the harbour. A diver said the bridge had closed in May.";

/// Ann's article of four sentences, all tagged: fact, denial, fact, claim.
fn tagged() -> (Bench, Vec<StatementId>, TempDir) {
    let home = tempfile::tempdir().unwrap();
    let mut bench = Bench::new(home.path(), "Ann");
    bench.create(&home.path().join("bridge"), "Bridge");
    bench.take_in(TEXT, "The Velm Post", "");
    for kind in [Kind::Fact, Kind::Denial, Kind::Fact, Kind::Claim] {
        bench.act(Command::Tag(kind));
    }
    let marks = bench.session().marks().unwrap();
    let ids = marks.in_text_order().into_iter().map(|one| one.id.clone()).collect();
    (bench, ids, home)
}

fn group(bench: &mut Bench, ids: &[StatementId], wording: &str) -> PropositionId {
    bench.act(Action::Group(ids.to_vec(), PropositionChoice::New(wording.to_owned())));
    bench.session().proposition_worded(wording).unwrap()
}

fn members(bench: &Bench, id: &PropositionId) -> BTreeSet<StatementId> {
    bench.session().project().members(id).map(|(_, one)| one.id.clone()).collect()
}

fn record(bench: &Bench, id: &PropositionId) -> Proposition {
    bench.session().project().propositions()[id].clone()
}

/// Does it as one step, takes it back and does it again; leaves it done.
fn one_step(bench: &mut Bench, action: &Action) {
    let before = bench.session().project().clone();
    let steps = bench.session().history().steps().len();
    bench.act(action.clone());
    let after = bench.session().project().clone();
    assert_ne!(after, before, "{action:?}: {:?}", bench.notices);
    assert_eq!(bench.session().history().steps().len(), steps + 1, "{action:?}");
    bench.act(Command::Undo);
    assert_eq!(*bench.session().project(), before, "{action:?} taken back");
    bench.act(Command::Redo);
    assert_eq!(*bench.session().project(), after, "{action:?} done again");
}

fn entry(reference: &str) -> EvidenceEntry {
    EvidenceEntry {
        kind: EvidenceKind::File,
        reference: reference.to_owned(),
        bearing: Bearing::Supports,
        independent: true,
        note: "page 4".to_owned(),
    }
}

#[test]
fn everything_that_is_done_to_propositions_is_one_step_that_is_taken_back_exactly() {
    let (mut bench, ids, _home) = tagged();
    let new = |wording: &str| PropositionChoice::New(wording.to_owned());
    one_step(&mut bench, &Action::Group(ids[..2].to_vec(), new("The bridge closed.")));
    one_step(&mut bench, &Action::Group(vec![ids[3].clone()], new("It closed in May.")));
    let closed = bench.session().proposition_worded("the bridge CLOSED.").unwrap();
    let in_may = bench.session().proposition_worded("It closed in May.").unwrap();
    let judge = |verdict, why: &str| {
        Action::Judge(closed.clone(), verdict, Some(Confidence::High), why.to_owned())
    };
    one_step(&mut bench, &judge(Verdict::Corroborated, "Two say so."));
    one_step(&mut bench, &judge(Verdict::Verified, "The survey says so."));
    let add = Action::SetEvidence(closed.clone(), None, Some(entry("survey.pdf")));
    one_step(&mut bench, &add);
    let old = record(&bench, &closed).evidence[0].clone();
    let other = Some(entry("survey-2.pdf"));
    one_step(&mut bench, &Action::SetEvidence(closed.clone(), Some(old), other));
    let topic = Proposition { topic: "bridges".to_owned(), ..record(&bench, &closed) };
    one_step(&mut bench, &Action::SetProposition(topic));
    let merge = Action::MergePropositions { from: in_may.clone(), into: closed.clone() };
    one_step(&mut bench, &merge);
    assert_eq!(members(&bench, &closed).len(), 3);
    assert!(!bench.session().project().propositions().contains_key(&in_may));
    let split = Action::SplitProposition {
        from: closed.clone(),
        wording: "It closed for repairs.".to_owned(),
        statements: vec![ids[1].clone(), ids[2].clone()],
    };
    one_step(&mut bench, &split);
    let repairs = bench.session().proposition_worded("It closed for repairs.").unwrap();
    let over = members(&bench, &repairs);
    assert_eq!(over, BTreeSet::from([ids[1].clone()]), "only what was in it goes over");
    one_step(&mut bench, &Action::Group(vec![ids[1].clone()], PropositionChoice::None));
    one_step(&mut bench, &Action::RemoveProposition(repairs));
    let old = record(&bench, &closed).evidence[0].clone();
    one_step(&mut bench, &Action::SetEvidence(closed.clone(), Some(old), None));
}

#[test]
fn a_merge_keeps_every_verdict_every_piece_of_evidence_and_both_wordings() {
    let (mut bench, ids, _home) = tagged();
    let one = group(&mut bench, &ids[..1], "The bridge closed.");
    let two = group(&mut bench, &ids[3..], "It closed in May.");
    for (id, verdict) in [(&one, Verdict::Refuted), (&two, Verdict::Verified)] {
        bench.act(Action::Judge(id.clone(), verdict, None, "It was looked into.".to_owned()));
        bench.act(Action::SetEvidence(id.clone(), None, Some(entry("survey.pdf"))));
    }
    bench.act(Action::MergePropositions { from: two, into: one.clone() });
    let merged = record(&bench, &one);
    assert_eq!(merged.verdicts.len(), 2);
    assert_eq!(merged.evidence.len(), 1, "the same piece is kept once");
    assert_eq!(merged.wording, "The bridge closed.");
    assert!(merged.note.contains("It closed in May."), "{}", merged.note);
    assert_eq!(members(&bench, &one), BTreeSet::from([ids[0].clone(), ids[3].clone()]));
}

#[test]
fn a_wording_that_is_there_already_is_that_proposition_whatever_the_case() {
    let (mut bench, ids, _home) = tagged();
    let one = group(&mut bench, &ids[..1], "The bridge closed.");
    let again = group(&mut bench, &ids[3..], "  the bridge   closed. ");
    assert_eq!(again, one);
    assert_eq!(bench.session().project().propositions().len(), 1);
    assert_eq!(members(&bench, &one).len(), 2);
}

#[test]
fn what_has_members_no_wording_or_no_reason_is_refused_in_words_and_changes_nothing() {
    let (mut bench, ids, _home) = tagged();
    let id = group(&mut bench, &ids[..1], "The bridge closed.");
    let before = bench.session().project().clone();
    let blank = PropositionChoice::New(" \n ".to_owned());
    for (action, words) in [
        (Action::RemoveProposition(id.clone()), "take its statements out of it first"),
        (Action::Group(ids[1..].to_vec(), blank), "needs a wording"),
        (Action::Judge(id.clone(), Verdict::Refuted, None, " ".to_owned()), "needs a reason"),
        (Action::SetEvidence(id.clone(), None, Some(entry(" "))), "an address or a file"),
        (
            Action::MergePropositions { from: id.clone(), into: id.clone() },
            "cannot be merged into itself",
        ),
        (
            Action::SplitProposition {
                from: id,
                wording: "The bridge closed.".to_owned(),
                statements: ids.clone(),
            },
            "worded so already",
        ),
    ] {
        bench.notices.clear();
        bench.act(action.clone());
        assert_eq!(*bench.session().project(), before, "{action:?}");
        let told = format!("{:?}", bench.notices);
        assert!(told.contains(words), "{action:?} told {told}");
    }
}

#[test]
fn statements_of_another_annotator_stay_where_they_are_and_that_is_told() {
    let (mut bench, ids, _home) = tagged();
    let id = group(&mut bench, &ids[..1], "The bridge closed.");
    let project = bench.session().project().clone();
    let (ann, zoe) = (bench.session().me().clone(), AnnotatorId::new("zoe").unwrap());
    let mut session = Session::new(project, History::default(), zoe, "Zoe", None);
    let act = |session: &mut Session, action: Action| {
        session.perform(action, Bench::now());
        format!("{:?}", session.take_notices())
    };
    act(&mut session, Command::Tag(Kind::Claim).into());
    let theirs = session.marks().unwrap().statements().keys().next().unwrap().clone();
    act(&mut session, Action::Group(vec![theirs.clone()], PropositionChoice::Known(id.clone())));
    session.work_as(ann, "Ann");
    let both = vec![ids[0].clone(), theirs.clone()];
    let rained = PropositionChoice::New("It rained.".to_owned());
    let told = act(&mut session, Action::Group(both, rained));
    assert!(told.contains("stays where it is"), "{told}");
    let members: Vec<_> = session.project().members(&id).map(|(_, one)| one.id.clone()).collect();
    assert_eq!(members, std::slice::from_ref(&theirs));
    let told = act(&mut session, Action::Group(vec![theirs], PropositionChoice::None));
    assert!(told.contains("only their owners"), "{told}");
}

#[test]
fn p_asks_about_the_statement_in_focus_or_about_all_that_are_chosen() {
    let (mut bench, ids, _home) = tagged();
    bench.wishes.clear();
    bench.act(Action::GoToStatement(ids[1].clone()));
    bench.act(Command::PickProposition);
    bench.act(Command::ChooseAll);
    bench.act(Command::PickProposition);
    let asked: Vec<usize> = bench
        .wishes
        .iter()
        .filter_map(|wish| match wish {
            Wish::PickProposition(ids) => Some(ids.len()),
            _ => None,
        })
        .collect();
    assert_eq!(asked, [1, 4]);
}

#[test]
fn what_a_relation_joins_is_proposed_first_then_what_has_like_words_then_the_rest() {
    let (mut bench, ids, _home) = tagged();
    let rain = group(&mut bench, &ids[2..3], "It rained on the harbour.");
    let closed = group(&mut bench, &ids[3..], "The bridge closed in May.");
    let towers = group(&mut bench, &ids[1..2], "Quite another matter.");
    let reasons = |bench: &mut Bench| {
        bench.desk.complete_catalogue();
        let session = bench.session();
        let found =
            likely_propositions(session.project(), bench.desk.catalogue(), &ids[..1], session.me());
        found.into_iter().map(|one| (one.id, one.reason)).collect::<Vec<_>>()
    };
    let found = reasons(&mut bench);
    assert_eq!(found[0], (closed.clone(), Reason::Alike));
    assert!(found.contains(&(rain, Reason::None)), "{found:?}");
    bench.act(Action::GoToStatement(ids[1].clone()));
    bench.act(Action::Relate(RelationKind::Denies, ids[0].clone()));
    let found = reasons(&mut bench);
    let denies = Reason::Joined(RelationKind::Denies);
    assert_eq!(found[..2], [(towers, denies), (closed, Reason::Alike)]);
}

//! The claim ledger in the window, by keyboard alone: grouping from the article and from lists, boards, evidence, verdicts.

use super::window::{ARTICLE, Window, home_with};
use ascribe::model::{Bearing, PropositionId, StatementId, Verdict};
use egui::accesskit::Role;
use egui_kittest::kittest::Queryable as _;

/// Ann's article: a denial of the minister, a fact, a claim of Ada Rhys; no key but those of the reader was pressed.
fn tagged() -> Window {
    let mut window = Window::on_article();
    window.press("d s");
    window.type_text("The Minister");
    window.press("Enter f c s");
    window.type_text("Ada Rhys");
    window.press("Enter Home j");
    window
}

fn wordings(window: &Window) -> Vec<String> {
    let all = window.session().project().propositions().values();
    all.map(|one| one.wording.clone()).collect()
}

fn only(window: &Window) -> PropositionId {
    let mut ids = window.session().project().propositions().keys();
    let id = ids.next().expect("a proposition").clone();
    assert_eq!(ids.next(), None);
    id
}

fn members(window: &Window, id: &PropositionId) -> Vec<StatementId> {
    window.session().project().members(id).map(|(_, one)| one.id.clone()).collect()
}

#[test]
fn p_a_wording_and_enter_make_a_proposition_and_p_enter_puts_the_next_statement_into_it() {
    let mut window = tagged();
    window.press("p");
    window.type_text("The bridge closed.");
    window.press("Enter");
    assert_eq!(wordings(&window), ["The bridge closed."]);
    assert!(window.reads(), "the article has the keyboard again");
    window.press("j p Enter");
    assert_eq!(members(&window, &only(&window)).len(), 2);
    assert!(window.shows("The bridge closed."), "the inspector says what it is about");
    window.press("Ctrl+Z");
    assert_eq!(members(&window, &only(&window)).len(), 1);
    window.press("Ctrl+Z");
    assert_eq!(wordings(&window), [] as [&str; 0]);
}

#[test]
fn ctrl_enter_makes_a_new_proposition_though_another_one_has_these_words() {
    let mut window = tagged();
    window.press("p");
    window.type_text("The bridge closed in May");
    window.press("Enter j p");
    window.type_text("bridge closed");
    window.press("Ctrl+Enter");
    assert_eq!(wordings(&window), ["bridge closed", "The bridge closed in May"]);
}

#[test]
fn shift_p_takes_a_statement_out_and_b_goes_to_its_board() {
    let mut window = tagged();
    window.press("p");
    window.type_text("The bridge closed.");
    window.press("Enter b");
    assert!(window.shows_part("0 reports, 0 origins, 1 denial"));
    window.press("Ctrl+1 Shift+p");
    assert_eq!(members(&window, &only(&window)), []);
    window.press("b");
    assert!(window.shows_part("Which proposition?"));
}

#[test]
fn the_ledger_counts_searches_and_opens_a_board_that_jumps_to_the_text() {
    let mut window = tagged();
    window.press("p");
    window.type_text("The bridge closed.");
    window.press("Enter j p Enter j p");
    window.type_text("It will open again.");
    window.press("Ctrl+Enter Ctrl+4");
    assert!(window.shows("The bridge closed., 1 report, 1 origin, 1 denial, unverified"));
    assert!(window.shows_part("2 of 2 propositions"));
    window.type_text("again");
    assert!(window.shows_part("1 of 2 propositions"));
    window.press("Backspace Backspace Backspace Backspace Backspace");
    window.type_text("closed");
    window.press("Enter");
    assert!(
        window.shows("unknown, The Minister denies: The minister denied the report on Monday.")
    );
    assert!(window.shows("unknown, The Velm Post asserts: The bridge closed in May."));
    assert!(window.shows_part("not known when it was first said, 2 statements without a day"));
    window.press("Down Enter");
    assert!(window.reads() && window.stood_on() == "The bridge closed in May.");
    window.press("Ctrl+4 Escape");
    assert!(window.reads());
}

#[test]
fn statements_in_no_proposition_are_listed_apart_ticked_and_grouped_together() {
    let mut window = tagged();
    window.press("Ctrl+4");
    assert!(window.shows_part("No propositions yet: P on a statement"));
    window.click("in no proposition (3)");
    // Insert ticks and goes on; Ctrl+Shift+P asks what the ticked ones are about.
    window.click("Find a statement");
    window.press("Insert Insert Ctrl+Shift+P");
    window.type_text("The bridge closed.");
    window.press("Enter");
    assert_eq!(members(&window, &only(&window)).len(), 2);
    assert!(window.shows("in no proposition (1)"));
    assert!(window.shows_part("Ada Rhys said") && !window.shows_part("Denial: The minister"));
}

#[test]
fn what_relations_propose_is_shown_and_is_grouped_by_a_person_alone() {
    let mut window = tagged();
    window.press("j p");
    window.type_text("The bridge closed.");
    // The claim corroborates the fact.
    window.press("Enter j r o b r i d g e Enter Ctrl+4");
    window.click("in no proposition (2)");
    assert!(window.shows_part("proposed (corroborates): The bridge closed."));
    window.click("propositions (1)");
    window.press("Enter");
    assert!(window.shows_part("Ada Rhys proposed: corroborates"));
    assert_eq!(members(&window, &only(&window)).len(), 1);
    window.press("Down Insert Ctrl+Shift+P");
    assert!(window.shows_part("The bridge closed."));
    window.press("Enter");
    assert_eq!(members(&window, &only(&window)).len(), 2);
}

#[test]
fn evidence_and_verdicts_are_entered_kept_changed_and_taken_back_from_the_board() {
    let mut window = tagged();
    window.press("p");
    window.type_text("The bridge closed.");
    window.press("Enter b Ctrl+Shift+E");
    window.type_text("https://example.org/survey");
    window.click("Independent of those who assert and deny");
    window.press("Ctrl+Enter");
    let record = |window: &Window| window.session().project().propositions()[&only(window)].clone();
    let one = record(&window).evidence[0].clone();
    assert_eq!(one.reference, "https://example.org/survey");
    assert!(one.independent && one.bearing == Bearing::Supports);
    assert!(window.shows("https://example.org/survey"));
    window.press("Ctrl+J");
    window.harness.get_by_role_and_label(Role::ComboBox, "Verdict").click();
    window.rest();
    window.click("verified");
    window.click("Why (older verdicts are kept with their reasons)");
    window.type_text("The survey says so.");
    window.press("Ctrl+Enter");
    assert_eq!(record(&window).verdict(), Verdict::Verified);
    assert!(window.shows_part("verified: The survey says so."));
    window.click("Remove the evidence https://example.org/survey");
    assert!(record(&window).evidence.is_empty());
    window.press("Ctrl+Z Ctrl+Z");
    assert_eq!(record(&window).verdict(), Verdict::Unverified);
    assert_eq!(record(&window).evidence.len(), 1);
}

#[test]
fn propositions_are_reworded_merged_and_split_by_keys() {
    let mut window = tagged();
    window.press("p");
    window.type_text("The bridge closed.");
    window.press("Enter j p");
    window.type_text("It closed in May.");
    window.press("Ctrl+Enter b Shift+F2");
    window.press("Ctrl+A");
    window.type_text("The bridge was closed in May.");
    window.press("Ctrl+Enter");
    assert!(wordings(&window).contains(&"The bridge was closed in May.".to_owned()));
    window.press("Ctrl+Shift+M Enter");
    assert_eq!(wordings(&window), ["The bridge closed."]);
    assert!(window.shows_part("1 report, 1 origin, 1 denial"), "its board is shown");
    window.press("Down Insert Ctrl+Shift+T");
    window.type_text("It closed in May after all.");
    window.press("Enter");
    assert!(window.shows("It closed in May after all."));
    assert_eq!(wordings(&window).len(), 2);
    window.press("Ctrl+Z");
    assert!(window.shows("This proposition is not in the project any more"));
    assert_eq!(members(&window, &only(&window)).len(), 2);
}

#[test]
fn the_ledger_and_a_board_name_everything_in_a_small_window() {
    let (home, folder) = home_with(&[ARTICLE]);
    let mut window = Window::open(home, Some(folder), (900.0, 600.0));
    window.press("d k p");
    window.type_text("The bridge closed.");
    window.press("Enter Ctrl+4");
    let inside = window.harness.ctx.content_rect();
    let all_in = |window: &Window, labels: &[&str]| {
        for label in labels {
            let rect = window.harness.get_by_role_and_label(Role::Button, label).rect();
            assert!(inside.contains_rect(rect), "{label}: {rect:?}");
        }
    };
    all_in(
        &window,
        &[
            "Sort by Wording",
            "Sort by Reports",
            "Sort by Origins",
            "Sort by Denials",
            "Sort by Verdict",
        ],
    );
    window.press("Enter");
    all_in(&window, &["Reword…", "Move…", "Merge into…", "All propositions", "Add…", "Judge…"]);
}

//! What the words of a cue say about its class, held against a lexicon and a reading that others made.

#![expect(clippy::print_stdout, reason = "the shares are what somebody wants to read")]

use crate::gold::{cue_class, data, data_file, list, span, str_of};
use ascribe::model::CueClass;
use ascribe::session::cue_words::class_of;
use serde_json::Value;

/// The classes of the lexicon by our names.
fn class_named(name: &str) -> CueClass {
    cue_class(match name {
        "assertion_distancing" => "assertion (distancing)",
        "non_denial" => "non-denial",
        other => other,
    })
}

#[test]
fn most_cues_of_a_lexicon_made_by_others_get_the_class_it_gives() {
    let Some(lexicon) = data_file("cue_lexicon.json") else { return };
    let lexicon: Value = serde_json::from_str(&lexicon).unwrap();
    let (mut agreed, mut known, mut all, mut weight, mut heavy) = (0, 0, 0, 0, 0);
    // A noun of the lexicon is a cue with its determiner, and has another class here: noun cue.
    // Some of its phrases are patterns, and no words that could stand in a text.
    let is_words = |entry: &&Value| {
        str_of(entry, "type") != "noun" && !str_of(entry, "cue").contains(['(', '[', '?', '|'])
    };
    for entry in list(&lexicon, "entries").iter().filter(is_words) {
        let (cue, wanted) = (str_of(entry, "cue"), class_named(str_of(entry, "cls")));
        let found = class_of(cue, false);
        let times = entry["polnear_train"]["in_cue"].as_u64().unwrap_or(0);
        all += 1;
        weight += times;
        known += usize::from(found.is_some());
        if found == Some(wanted) {
            agreed += 1;
            heavy += times;
        } else {
            println!("{cue}: {found:?}, the lexicon has {wanted:?}");
        }
    }
    let share = f64::from(agreed) / f64::from(all);
    let by_times = heavy as f64 / weight as f64;
    println!(
        "{agreed} of {all} cues ({known} known): {:.0} %; by how often they stand in a cue: {:.0} %",
        share * 100.0,
        by_times * 100.0
    );
    assert!(share > 0.7 && by_times > 0.8, "{share} {by_times}");
}

#[test]
fn the_cues_of_an_expert_reading_get_its_classes() {
    let Some((text, gold)) = data() else { return };
    let (mut cues, mut right) = (0, 0);
    for statement in list(&gold, "statements") {
        let level = list(statement, "chain").last().unwrap();
        let Some(words) = level["cue"]["text"].as_str() else { continue };
        let is_author = str_of(level, "source") == "kootneeti";
        let wanted = cue_class(str_of(statement, "cue_class"));
        let found = class_of(words, is_author);
        assert_eq!(span(&level["cue"]).of(&text), words);
        cues += 1;
        right += usize::from(found == Some(wanted));
        if found != Some(wanted) {
            println!("{words}: {found:?}, the reading has {wanted:?}");
        }
    }
    println!("{right} of {cues} cues of the reading get its class");
    assert!(cues > 15 && right * 10 >= cues * 9, "{right} of {cues}");
}

#[test]
fn forms_of_a_verb_phrases_and_passives_get_their_class() {
    use CueClass as C;
    let cases = [
        ("denies", C::Denial),
        ("had flatly denied", C::Denial),
        ("denying", C::Denial),
        ("rebutted", C::Denial),
        ("said", C::Assertion),
        ("said in a statement", C::OfficialStatement),
        ("According to", C::Assertion),
        ("admitting", C::Confirmation),
        ("neither confirmed nor denied", C::NonDenial),
        ("declined to comment", C::NonDenial),
        ("have been reported", C::AgentlessReport),
        ("was told", C::AgentlessReport),
        ("is said to", C::Hearsay),
        ("reportedly", C::Hearsay),
        ("The allegations", C::NounCue),
        ("estimating", C::Estimate),
        ("realised", C::Factive),
        ("urged", C::Directive),
        ("were found by", C::Finding),
    ];
    for (words, class) in cases {
        assert_eq!(class_of(words, false), Some(class), "{words}");
    }
    assert_eq!(class_of("show", true), Some(C::Inference));
    assert_eq!(class_of("runs", false), None);
    assert_eq!(class_of("", false), None);
    assert_eq!(class_of("сказал", false), None);
}

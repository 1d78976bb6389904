//! Formats with a row for each token: files of other programs are read as those programs meant them, broken rows are told by
//! line, and nothing comes in shorter than it was.

use crate::exchange::{packed, quay};
use crate::exchange_samples::{file, read, sample, try_read, words};
use ascribe::exchange::{Document, Facts, File, Format, Mark, Place, Set};
use ascribe::text::Unit;

pub(crate) fn named<'a>(files: &'a [File], name: &str) -> &'a File {
    files.iter().find(|one| one.path == name).unwrap_or_else(|| panic!("{name} is not there"))
}

/// The relations of a set by the words of their ends.
pub(crate) fn ties(set: &Set) -> Vec<(String, String, String)> {
    let of = |document: &Document| {
        let words = |id: &str| document.by_id()[id].places[0].of(document.words()).to_owned();
        let tie =
            |tie: &ascribe::exchange::Tie| (words(&tie.from), tie.label.clone(), words(&tie.to));
        document.ties.iter().map(tie).collect::<Vec<_>>()
    };
    let mut all: Vec<_> = set.documents.iter().flat_map(of).collect();
    all.sort();
    all
}

fn sorted(set: &Set) -> Vec<(String, String)> {
    let mut all = words(set);
    all.sort();
    all
}

const SAMPLES: [&str; 13] = [
    "testCrossSentenceSpanWithFeatureValue",
    "testMultiTokenStackedSlotFeature",
    "testSentenceId",
    "testSentenceWithEmoji",
    "testSentenceWithLineBreak",
    "testSentenceWithTab",
    "testSingleTokenRelationWithMultipleFeatureValues",
    "testStackedChain",
    "testStackedSubMultiTokenSpanWithFeatureValue",
    "testSubTokenPrefix",
    "testTokenBoundedSpanWithNastyFeatureValue",
    "testTokenBoundedSpanWithSpecialSymbolsValue",
    "testZeroLengthSpansWithFeatureValues",
];

#[test]
fn every_table_of_inceptions_suite_says_what_its_xmi_says() {
    let Some(files) = sample("webanno-tsv") else { return };
    let types = named(&files, "webannoTestTypes.xml").clone();
    let pairs = SAMPLES.iter().filter(|name| **name != STACKED);
    for name in pairs.chain(&["testTwoSentencesWithNoSpaceInBetween"]) {
        let (from_table, told) =
            read("webanno-tsv", &[named(&files, &format!("{name}.tsv")).clone()]);
        assert!(told.faults.is_empty(), "{name}: {:?}", told.faults);
        assert_eq!((told.counting.unit, told.score.percent()), (Unit::Utf16, 100), "{name}");
        let xmi = [named(&files, &format!("{name}.xmi")).clone(), types.clone()];
        let (from_xmi, _) = read("xmi", &xmi);
        let (a, b) = (&from_table.documents[0], &from_xmi.documents[0]);
        assert_eq!(a.text, b.text, "{name}");
        assert_eq!(a.segments, b.segments, "{name}");
        // The suite has its tables of one layer and its XMI of another that holds the same.
        let mut theirs = sorted(&from_xmi);
        for label in theirs.iter_mut().map(|one| &mut one.0).filter(|one| *one == "NamedEntity") {
            "Span".clone_into(label);
        }
        assert_eq!(sorted(&from_table), theirs, "{name}");
        assert_eq!(ties(&from_table), ties(&from_xmi), "{name}");
        let features = |set: &Set| {
            let fields = set.documents[0].marks.iter().map(|mark| mark.fields.clone());
            let mut all: Vec<_> = fields.collect();
            all.iter_mut().for_each(|fields| drop(fields.remove("layer")));
            all.sort();
            all
        };
        assert_eq!(features(&from_table), features(&from_xmi), "{name}");
    }
}

/// Its XMI is of another text, so what it says was read off the table by hand.
const STACKED: &str = "testStackedSubMultiTokenSpanWithFeatureValue";

#[test]
fn parts_of_tokens_and_stacked_marks_lie_where_the_table_has_them() {
    let Some(files) = sample("webanno-tsv") else { return };
    let (set, told) = read("webanno-tsv", &[named(&files, &format!("{STACKED}.tsv")).clone()]);
    assert!(told.faults.is_empty(), "{:?}", told.faults);
    let found = sorted(&set);
    assert_eq!(found.len(), 24);
    for (label, words) in [
        ("1a", "aaaaaa"),
        ("2b", "aaaaaa bbbbbb"),
        ("3a", "b"),
        ("4b", "bbb"),
        ("5a", "bbbb"),
        ("6b", "aaa bbbbbb"),
        ("7a", "aaaaaa bbb"),
        ("8b", "aaa bbb"),
        ("9a", "aaa bbbbbb ccc"),
        ("10b", ""),
    ] {
        assert!(found.contains(&(label.to_owned(), words.to_owned())), "{label}: {found:?}");
    }
}

#[test]
fn a_table_of_inception_that_goes_out_again_is_equal_but_for_the_announced_loss() {
    let Some(files) = sample("webanno-tsv") else { return };
    let format = Format::named("webanno-tsv").unwrap();
    for name in SAMPLES.iter().chain(&["sampleSlotAnnotation1"]) {
        let (set, _) = read("webanno-tsv", &[named(&files, &format!("{name}.tsv")).clone()]);
        let packed = packed(format, &set, None);
        let (back, told) = read("webanno-tsv", &packed.files);
        assert!(told.faults.is_empty(), "{name}: {:?}", told.faults);
        assert_eq!(Facts::of(&set).without(&Facts::of(&back)), packed.loss, "{name}");
        // The ids of sentences alone have no place, as they are of no use elsewhere.
        let lost = packed.loss.lines();
        let expected = usize::from(*name == "testSentenceId");
        assert_eq!(lost.len(), expected, "{name}: {lost:?}");
    }
}

#[test]
fn slots_lead_to_the_annotation_that_is_meant_of_those_on_a_token() {
    let Some(files) = sample("webanno-tsv") else { return };
    let table = named(&files, "sampleSlotAnnotation1.tsv").clone();
    let (set, told) = read("webanno-tsv", &[table]);
    assert!(told.faults.is_empty(), "{:?}", told.faults);
    let mut found = ties(&set);
    found.retain(|tie| tie.0 == "This");
    let expected = [("This", "pr1", "is"), ("This", "pr2", "a")];
    let expected = expected.map(|(a, b, c)| (a.to_owned(), b.to_owned(), c.to_owned()));
    assert_eq!(found, expected);
}

#[test]
fn two_annotators_and_a_curator_mark_one_text_and_an_older_dialect_is_told() {
    let Some(files) = sample("webanno-tsv/curation") else { return };
    let new: Vec<File> =
        files.iter().filter(|file| file.path.starts_with("simpleSpan")).cloned().collect();
    let (set, told) = read("webanno-tsv", &new);
    assert!(told.faults.is_empty(), "{:?}", told.faults);
    let texts: Vec<&str> = set.documents.iter().map(Document::words).collect();
    assert_eq!(texts, ["This is a simple sentence to be executed . "; 3]);
    let marks: Vec<_> = set.documents.iter().map(|one| &one.marks[..]).collect();
    let value = |marks: &[Mark]| marks[0].fields["PosValue"].clone();
    assert_eq!((marks[0].len(), value(marks[1]), value(marks[2])), (0, "NN".into(), "NE".into()));
    let error = try_read("webanno-tsv", &files[..1]).unwrap_err().to_string();
    assert!(error.contains("kappaarcdiff.tsv:1: expected #FORMAT=WebAnno TSV 3.3"), "{error}");
}

const DOC: &str = r#"{"text": "😊 Good words. Bad ones.", "ents": [{"start": 2, "end": 6, "label": "ORG"}],
"tokens": [], "sents": [{"start": 0, "end": 13}, {"start": 14, "end": 23}], "cats": {"news": 0.5},
"spans": {"sc": [{"start": 7, "end": 12, "label": "claim", "kb_id": "Q1"}, {"start": 7, "end": 99, "label": "x", "kb_id": ""},
{"start": 9, "end": 8, "label": "y", "kb_id": ""}, {"start": "a", "end": 8, "label": "z", "kb_id": ""}, {"start": 1, "end": 2}],
"other": [{"start": 14, "end": 17, "label": "denial", "kb_id": ""}]},
"_": {"genre": "news"}, "ascribe": {"relations": [{"head": 0, "child": 7}]}}"#;

#[test]
fn what_spacy_wrote_is_read_with_its_groups_and_entities_and_bad_spans_are_told() {
    let line = DOC.replace('\n', " ");
    let format = Format::named("spacy").unwrap();
    let (set, told) = format.read(&[file("a.jsonl", &line)], Some(Unit::CodePoints)).unwrap();
    let expected = [("ORG", "Good"), ("claim", "words"), ("denial", "Bad")];
    assert_eq!(words(&set), expected.map(|(label, words)| (label.to_owned(), words.to_owned())));
    let document = &set.documents[0];
    let claim = document.marks.iter().find(|mark| mark.label == "claim").unwrap();
    let denial = document.marks.iter().find(|mark| mark.label == "denial").unwrap();
    assert_eq!((claim.fields["kb_id"].as_str(), denial.fields["group"].as_str()), ("Q1", "other"));
    assert_eq!((document.fields["genre"].as_str(), document.segments.len()), ("news", 2));
    assert_eq!(document.fields["cats"], r#"{"news":0.5}"#);
    let found = told.faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
    for expected in [
        "(x) goes from 7 to 99, and the text ends at 23",
        "(y) ends at 8, before it begins at 9",
        "a.jsonl:1: span 4 of sc: expected a number for start, found \"a\"",
        "a.jsonl:1: span 5 of sc: it has no label",
        "a.jsonl:1: relation 1: expected head and child among the spans",
    ] {
        assert!(found.contains(expected), "{expected}\nis not in\n{found}");
    }
}

/// What INCEpTION's documentation says a token's row is.
fn is_row(row: &str, n_columns: usize) -> bool {
    let cells: Vec<&str> = row.split('\t').collect();
    let is_number = |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_digit());
    let (name, offsets) = (cells[0].split_once('-').unwrap(), cells[1].split_once('-').unwrap());
    // Behind the last cell there is a tab too.
    cells.len() == n_columns + 4
        && cells.last() == Some(&"")
        && is_number(name.0)
        && name.1.split('.').all(is_number)
        && is_number(offsets.0)
        && is_number(offsets.1)
        && cells[3..cells.len() - 1].iter().all(|cell| !cell.is_empty())
}

#[test]
fn what_goes_out_keeps_to_the_rules_of_the_format() {
    let packed = packed(Format::named("webanno-tsv").unwrap(), &quay(), None);
    for table in packed.files.iter().filter(|file| file.path.ends_with(".tsv")) {
        let text = table.text().unwrap();
        let (head, body) = text.split_once("\n\n\n").unwrap();
        let mut head = head.lines();
        assert_eq!(head.next(), Some("#FORMAT=WebAnno TSV 3.3"));
        let declared: Vec<&str> = head.collect();
        let n_columns: usize = declared.iter().map(|line| line.split('|').count() - 1).sum();
        assert!(declared[0].starts_with("#T_SP=custom.Span|identifier|label|"), "{declared:?}");
        assert!(declared.last().unwrap().ends_with("|BT_custom.Span"), "{declared:?}");
        let of = |name: &str| name.to_owned() + ".tsv";
        let document = packed.set.documents.iter().find(|one| of(&one.name) == table.path);
        let units: Vec<u16> = document.unwrap().words().encode_utf16().collect();
        for (number, sentence) in (1..).zip(body.split("\n\n")) {
            let mut is_text = true;
            for line in sentence.lines() {
                if line.starts_with("#Text=") {
                    assert!(is_text, "the text stands before the tokens");
                    continue;
                }
                is_text = false;
                assert!(is_row(line, n_columns), "{line}");
                assert!(line.starts_with(&format!("{number}-")), "{line}");
                let cells: Vec<&str> = line.split('\t').collect();
                let (start, end) = cells[1].split_once('-').unwrap();
                let (start, end): (usize, usize) = (start.parse().unwrap(), end.parse().unwrap());
                assert_eq!(String::from_utf16(&units[start..end]).unwrap(), cells[2], "{line}");
            }
        }
    }
    let types = named(&packed.files, "TypeSystem.xml").text().unwrap();
    assert!(types.contains("<name>custom.Span</name>") && types.contains("<name>certainty</name>"));
}

#[test]
fn white_space_that_no_sentence_has_comes_back_to_the_letter() {
    for text in [
        "\n\t\u{feff}Two.\r\n\r\nThree \u{1}\\n four. \n",
        "  Two. Three.",
        "\n",
        "",
        " ",
        "a",
        "a\n",
        "a\n\n",
        "One.\nTwo.\n\n\n  Three.\u{2028}Four.\u{85}",
        "\u{b}a\u{c}b\u{8}",
    ] {
        for name in ["webanno-tsv", "spacy", "conllu", "conll2003"] {
            let mut document = Document::of("a", text);
            if let Some(at) = text.find("Two") {
                let places = vec![Place { start: at + 1, end: at + 3 }];
                let (id, label) = ("s-1".to_owned(), "claim".to_owned());
                document.marks.push(Mark { id, label, places, ..Mark::default() });
            }
            let documents = vec![document, Document::of("b", "Words.")];
            let set = Set { documents, ..Set::default() };
            let packed = packed(Format::named(name).unwrap(), &set, None);
            let loss = packed.loss.lines().join("\n");
            if name == "conllu" && text.trim().is_empty() {
                // There is no row to write, and that is said.
                assert!(loss.starts_with("texts: 1"), "{text:?}: {loss}");
                continue;
            }
            assert!(!loss.contains("texts:"), "{name}, {text:?}: {loss}");
            assert_eq!(packed.set.documents[0].words(), text, "{name}");
        }
    }
}

#[test]
fn offsets_of_a_table_that_count_code_points_are_found_out() {
    let code_points = "#FORMAT=WebAnno TSV 3.3\n#T_SP=custom.Span|label\n\n\n#Text=😊 😊 Good.\n1-1\t0-1\t😊\t_\t\n1-2\t2-3\t😊\t_\t\n1-3\t4-8\tGood\tclaim\t\n1-4\t8-9\t.\t_\t\n\n#Text=More.\n2-1\t11-15\tMore\tdenial\t\n2-2\t15-16\t.\t_\t\n";
    let (set, told) = read("webanno-tsv", &[file("a.tsv", code_points)]);
    assert!(told.faults.is_empty(), "{:?}", told.faults);
    assert_eq!(told.counting.unit, Unit::CodePoints);
    assert_eq!(set.documents[0].words(), "😊 😊 Good.\n More.");
    assert_eq!(words(&set).iter().map(|one| one.1.as_str()).collect::<Vec<_>>(), ["Good", "More"]);
}

#[test]
fn bad_rows_of_a_table_are_told_by_line_and_no_mark_is_shortened() {
    let table = "\
#FORMAT=WebAnno TSV 3.3
#T_SP=custom.Span|identifier|label
#T_XX=what
#T_RL=custom.Relation|identifier|label|BT_custom.Span


#Text=Good words and good ones 😊 said Ann.
1-1\t0-4\tGood\ts-1\tclaim\t_\t_\t_\t
1-2\t5-10\twords\ts-2[1]\tclaim[1]\t_\t_\t_\t
1-3\t11-14\tand\ts-2[1]
1-4\t15-19\tgood\ts-2[1]\tclaim[1]\t_\t_\t_\t
1-5\tx-24\tones\t_\t_\t_\t_\t_\t
1-5\t20-24\tones\ts-3\tdenial\tr-1|r-2\tdenies|denies\t1-1|9-9\t
1-5\t20-24\tones\t_\t_\t_\t_\t_\t
1-6\t26-27\t😊\ts-4\tfact\t_\t_\t_\t
1-7\t32-28\tsaid\ts-5\tfact\t_\t_\t_\t
1-8\t33-99\tAnn\ts-6\tfact\t_\t_\t_\t
1-9\t33-36\tBob\ts-7\tfact\t_\t_\t_\t
1-10
";
    let format = Format::named("webanno-tsv").unwrap();
    let (set, told) = format.read(&[file("a.tsv", table)], Some(Unit::Utf16)).unwrap();
    let document = &set.documents[0];
    let kept: Vec<_> = document.marks.iter().map(|mark| mark.id.as_str()).collect();
    assert_eq!(kept, ["s-1", "s-3"]);
    assert_eq!(document.ties.iter().map(|tie| tie.id.as_str()).collect::<Vec<_>>(), ["r-1"]);
    let found = told.faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
    for expected in [
        "a.tsv:3: expected #T_SP=, #T_CH= or #T_RL=, found #T_XX",
        "a.tsv:10: expected 5 columns behind the words, found 1",
        "a.tsv:12: expected offsets as 0-4, found “x-24”",
        "a.tsv:13: expected custom.Span at “9-9” for Governor, found none",
        "a.tsv:14: the token 1-5 occurs twice; the first one was kept",
        "a.tsv:15: “s-4” (fact) goes from 26 to 27, and 26 lies inside a character",
        "a.tsv:16: “s-5” (fact) ends at 28, before it begins at 32",
        "a.tsv:17: “s-6” (fact) goes from 33 to 99, and the text ends at",
        "a.tsv:18: “s-7” (fact): expected “Bob”, found “Ann” at its place",
        "a.tsv:19: expected token, offsets and words, found “1-10”",
        "a.tsv:9: “words good” may go on in a line that cannot be read, so it stays out",
    ] {
        assert!(found.contains(expected), "{expected}\nis not in\n{found}");
    }
}

#[test]
fn a_million_columns_and_a_far_offset_are_no_burden() {
    let header = format!("#T_SP=custom.Span{}", "|a".repeat(1_000_000));
    let row = format!("1-1\t0-1\ta{}", "\t_".repeat(1_000_000));
    let far = "\n\n#Text=b\n2-1\t18446744073709551615-18446744073709551615\tb\n";
    let table = format!("#FORMAT=WebAnno TSV 3.3\n{header}\n\n\n#Text=a\n{row}{far}");
    let (set, told) = read("webanno-tsv", &[file("a.tsv", &table)]);
    assert_eq!(set.documents[0].words(), "a\nb");
    let found = told.faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
    assert!(found.contains("a.tsv:9: the sentence begins at 18446744073709551615"), "{found}");
    // Nor do many that are near each other make more text than there is of the file.
    let rows = (1..5_000).map(|n| format!("\n#Text=a\n{n}-1\t{0}-{0}\ta\n", n * 60_000));
    let table = format!("#FORMAT=WebAnno TSV 3.3\n\n{}", rows.collect::<String>());
    let (set, _) = read("webanno-tsv", &[file("a.tsv", &table)]);
    assert!(set.documents[0].words().len() < 4 * table.len());
}

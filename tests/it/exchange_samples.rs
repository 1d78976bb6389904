//! Files that other programs made are read as those programs meant them; broken ones are told by file and line, and what
//! is good in them is kept. The samples belong to others and lie beside the project.

#![expect(clippy::print_stdout, reason = "what is skipped has to be seen")]

use ascribe::exchange::{ExchangeError, File, Format, Mark, Set, Settled};
use ascribe::import::files::Found;
use ascribe::text::Unit;
use std::path::PathBuf;

/// A file or all files of a folder among the samples; `None`, with a message, where they are absent and may be.
pub(crate) fn sample(path: &str) -> Option<Vec<File>> {
    let named = std::env::var_os("ASCRIBE_TEST_DATA").map(PathBuf::from);
    let data = named
        .unwrap_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/data"))
        .join("samples")
        .join(path);
    let Ok(files) = Found::at(&data).and_then(|found| found.read()) else {
        let required = std::env::var("ASCRIBE_REQUIRE").is_ok_and(|list| list.contains("data"));
        assert!(!required, "{} is required and cannot be read", data.display());
        println!("skipped: {} is absent (set ASCRIBE_TEST_DATA)", data.display());
        return None;
    };
    Some(files.into_iter().map(|(path, bytes)| File { path, bytes }).collect())
}

pub(crate) fn file(path: &str, text: &str) -> File {
    File { path: path.to_owned(), bytes: text.as_bytes().to_vec() }
}

pub(crate) fn read(format: &str, files: &[File]) -> (Set, Settled) {
    try_read(format, files).unwrap_or_else(|error| panic!("{format}: {error}"))
}

pub(crate) fn try_read(format: &str, files: &[File]) -> Result<(Set, Settled), ExchangeError> {
    Format::named(format).unwrap().read(files, None)
}

/// Label and words of every mark, in the order of the text.
pub(crate) fn words(set: &Set) -> Vec<(String, String)> {
    let mut all = Vec::new();
    for document in &set.documents {
        let mut marks: Vec<&Mark> = document.marks.iter().collect();
        marks.sort_by_key(|mark| (mark.extent().start, usize::MAX - mark.extent().end));
        all.extend(marks.iter().map(|mark| {
            let words: Vec<_> =
                mark.places.iter().map(|place| place.of(document.words())).collect();
            (mark.label.clone(), words.join(" … "))
        }));
    }
    all
}

fn ties(set: &Set) -> Vec<(String, String, String)> {
    let all = set.documents.iter().flat_map(|document| {
        document.ties.iter().map(|tie| (tie.from.clone(), tie.label.clone(), tie.to.clone()))
    });
    all.collect()
}

pub(crate) fn faults(settled: &Settled) -> Vec<String> {
    settled.faults.iter().map(ToString::to_string).collect()
}

#[test]
fn all_hundred_text_bound_lines_of_brats_tutorial_stand_on_their_words() {
    let Some(files) = sample("brat") else { return };
    let (set, settled) = read("brat", &files);
    assert_eq!(faults(&settled), [""; 0]);
    assert_eq!((set.documents.len(), set.n_marks()), (6, 100));
    assert_eq!((settled.counting.unit, settled.score.percent()), (Unit::CodePoints, 100));
    assert_eq!(settled.score.quoted, 100);
    let of = |name: &str| set.documents.iter().find(|one| one.name == name).unwrap();
    let note = of("110-note_annotation").marks.iter().find(|mark| mark.id == "T1").unwrap();
    assert_eq!(note.fields["note"], "Should fictional places be annotated?");
    let family = of("110-note_annotation").ties.iter().find(|tie| tie.from == "T6");
    let relation = family.unwrap();
    assert_eq!(
        (relation.label.as_str(), relation.from.as_str(), relation.to.as_str()),
        ("Family", "T6", "T7")
    );
    assert_eq!(relation.fields["note"], "Should this be marked? It's not explicitly stated.");
    // An event is its trigger; roles that are repeated lose their numbers; an attribute of the event is the trigger's.
    let events = of("100-attribute_annotation");
    let merge: Vec<_> = events.ties.iter().filter(|tie| tie.from == "T18").collect();
    assert_eq!(
        merge.iter().map(|tie| tie.label.as_str()).collect::<Vec<_>>(),
        ["Org-Arg", "Org-Arg"]
    );
    let trigger = events.marks.iter().find(|mark| mark.id == "T18").unwrap();
    assert_eq!(trigger.fields["Confidence"], "Low");
    let alias: Vec<_> =
        of("060-relation_annotation").ties.iter().filter(|tie| tie.label == "Alias").collect();
    assert_eq!(alias.len(), 2, "three members, tied to the first");
}

#[test]
fn what_doccano_wrote_is_read_with_its_relations() {
    let Some(files) = sample("doccano/export-1.8.4-relations.jsonl") else { return };
    let (set, settled) = read("doccano", &files);
    assert_eq!(faults(&settled), [""; 0]);
    // The offsets there were typed in as code points; in UTF-16 they would cut words.
    let expected = [
        ("claim", "The mayor said the bridge is safe."),
        ("source", "The mayor"),
        ("denial", "The union denied it."),
    ];
    assert_eq!(words(&set), expected.map(|(label, words)| (label.to_owned(), words.to_owned())));
    assert_eq!(ties(&set).len(), 1);
}

#[test]
fn both_shapes_of_doccanos_lines_are_read_and_a_line_without_text_is_told() {
    let Some(files) = sample("doccano/import-sequence_labeling.jsonl") else { return };
    let (set, settled) = read("doccano", &files);
    assert_eq!(words(&set), [("LOC".to_owned(), "e".to_owned())]);
    assert_eq!(set.documents[1].fields["wikiPageID"], "2");
    let found = faults(&settled);
    assert!(found.len() == 1 && found[0].contains("import-sequence_labeling.jsonl:3"), "{found:?}");
    let (set, _) = read("doccano", &sample("doccano/import-overlapping.jsonl").unwrap());
    assert_eq!(set.n_marks(), 2, "a span that is there twice");
    let (set, settled) =
        read("doccano", &sample("doccano/import-relation_extraction.jsonl").unwrap());
    assert_eq!(faults(&settled), [""; 0]);
    assert_eq!(words(&set)[3], ("PERSON".to_owned(), "Sergey Brin".to_owned()));
    assert_eq!(ties(&set).len(), 3);
}

#[test]
fn of_label_studios_exports_the_full_one_has_the_relation_and_json_min_has_not() {
    let Some(files) = sample("label-studio/export-1.23.2-JSON.json") else { return };
    let expected = [
        ("claim", "The mayor said the bridge is safe."),
        ("source", "The mayor"),
        ("denial", "The union denied it."),
    ];
    let expected = expected.map(|(label, words)| (label.to_owned(), words.to_owned()));
    let (set, settled) = read("label-studio", &files);
    assert_eq!(faults(&settled), [""; 0]);
    assert_eq!((settled.counting.unit, settled.score.percent()), (Unit::Utf16, 100));
    assert_eq!(words(&set), expected);
    let tie = ("u161".to_owned(), "attributed_to".to_owned(), "u162".to_owned());
    assert_eq!(ties(&set), [tie]);
    let (set, _) =
        read("label-studio", &sample("label-studio/export-1.23.2-JSON_MIN.json").unwrap());
    assert_eq!(words(&set), expected);
    assert_eq!(ties(&set), []);
}

#[test]
fn two_predictions_are_two_engines() {
    let Some(files) = sample("label-studio/text_with_2_predictions.json") else { return };
    let (set, _) = read("label-studio", &files);
    let fields = &set.documents[0].fields;
    assert_eq!(fields["model_version_A/kind"], "Engine");
    assert_eq!(fields["model_version_B/text_class"], "class_B");
}

#[test]
fn what_inception_wrote_as_web_annotations_waits_for_its_text_and_is_linked() {
    let Some(files) = sample("w3c-web-annotation/inception-annotations.w3c.json") else { return };
    let (set, settled) = read("w3c", &files);
    assert_eq!(faults(&settled), [""; 0]);
    let document = &set.documents[0];
    assert_eq!((document.marks.len(), document.text.as_ref()), (3, None));
    let troy = document.marks.iter().find(|mark| mark.quote == "Troy").unwrap();
    assert_eq!((troy.label.as_str(), troy.fields["note"].as_str()), ("A Tag", "This is a comment"));
    assert_eq!(document.ties[0].label, "isRelatedTo");
}

#[test]
fn incorrect_web_annotations_are_refused_with_a_reason() {
    let Some(files) = sample("w3c-web-annotation/incorrect") else { return };
    for (file, reason) in files.into_iter().zip(["no JSON", "@context", "@context", "@context"]) {
        let error = try_read("w3c", std::slice::from_ref(&file)).unwrap_err().to_string();
        assert!(error.contains(&file.path) && error.contains(reason), "{error}");
    }
    let Some(files) = sample("w3c-web-annotation/correct") else { return };
    let (set, _) = read("w3c", &files);
    let marks: Vec<_> = set.documents.iter().flat_map(|one| &one.marks).collect();
    let quote = marks.iter().find(|mark| mark.id == "http://example.org/anno26").unwrap();
    assert_eq!((quote.prefix.as_str(), quote.quote.as_str()), ("this is an ", "anotation"));
    assert!(marks.iter().any(|mark| mark.id == "http://example.org/anno27"));
}

#[test]
fn a_row_of_hypothesis_has_place_quotation_and_surroundings_and_stands_on_its_page() {
    let Some(files) = sample("hypothesis/minimal.json") else { return };
    let (set, settled) = read("hypothesis", &files);
    assert_eq!(faults(&settled), [""; 0]);
    let mark = &set.documents[0].marks[0];
    assert_eq!(
        (set.unit, mark.prefix.as_str(), mark.quote.as_str(), mark.suffix.as_str()),
        (Unit::Utf16, "One ", "Two", " Three\n")
    );
    let page = sample("hypothesis/minimal.html").unwrap();
    let page = String::from_utf8(page[0].bytes.clone()).unwrap();
    let text = page.replace("<body><div>", "").replace("</div></body>", "");
    assert_eq!(mark.places[0].of(&text), "Two");
}

#[test]
fn the_same_article_reads_the_same_in_every_format() {
    let Some(all) = sample("own") else { return };
    let brat: Vec<File> =
        all.iter().filter(|one| one.stem() == "claim" && !one.ends(".jsonl")).cloned().collect();
    let (set, settled) = read("brat", &brat);
    assert_eq!(faults(&settled), [""; 0]);
    let found = words(&set);
    assert_eq!(found[0], ("claim".to_owned(), "The mayor said the bridge is safe.".to_owned()));
    assert!(found.contains(&("topic".to_owned(), "the bridge … safe".to_owned())));
    assert_eq!(ties(&set).len(), 3);
}

/// Marks on a text with an emoji and line ends, counted in each unit, as brat would have them.
fn counted(unit: Unit, crlf: bool) -> Vec<File> {
    let text =
        "😊 The mayor said:\nthe bridge é is safe.\nThe union 👩‍👩‍👧 denied it.\nNobody asked.\n";
    let seen = if crlf { text.replace('\n', "\r\n") } else { text.to_owned() };
    let table = ascribe::text::OffsetTable::new(seen.as_str());
    let mut lines = String::new();
    for (number, words) in ["mayor", "bridge", "union", "denied it", "Nobody"].iter().enumerate() {
        let start = seen.find(words).unwrap();
        let (from, to) =
            (table.to(unit, start).unwrap(), table.to(unit, start + words.len()).unwrap());
        lines.push_str(&format!("T{}\tclaim {from} {to}\t{words}\n", number + 1));
    }
    vec![file("a.txt", text), file("a.ann", &lines)]
}

#[test]
fn how_a_file_counts_is_found_out_for_every_unit_and_both_line_ends() {
    for crlf in [false, true] {
        for unit in Unit::ALL {
            // A CRLF is one grapheme cluster, so both line ends are the same there.
            let (set, settled) = read("brat", &counted(unit, crlf));
            assert_eq!(settled.score.percent(), 100, "{unit} {crlf}");
            assert_eq!(settled.counting.unit, unit, "{crlf}");
            assert_eq!(words(&set)[3].1, "denied it", "{unit} {crlf}");
        }
    }
}

#[test]
fn a_file_that_no_way_of_counting_fits_asks_for_the_unit() {
    let mut files = counted(Unit::CodePoints, false);
    files[0] = file(
        "a.txt",
        "Another text altogether, and long enough for all of the offsets there are in it.",
    );
    let error = try_read("brat", &files).unwrap_err().to_string();
    assert!(error.contains("--unit") && error.contains("of 100"), "{error}");
    // Told which, it does what it is told, and says of each mark what it expected and what it found.
    let format = Format::named("brat").unwrap();
    let (set, settled) = format.read(&files, Some(Unit::CodePoints)).unwrap();
    assert_eq!((set.n_marks(), settled.faults.len()), (0, 5));
    assert!(settled.faults[0].what.contains("expected “mayor”, found “"), "{}", settled.faults[0]);
}

#[test]
fn bad_lines_of_brat_are_told_by_number_and_the_good_ones_kept() {
    let lines = "\
T1\tclaim 0 4\tGood
T2\tclaim 2 999\tfar
T3\tclaim 9 5\tback
T1\tclaim 0 4\tGood
T4\tclaim x y\twords
R1\tdenies Arg1:T1 Arg2:T9\t
A1\tCertainty T7 Probable
Z9\twhat is this
T5 no tab
T6\tclaim 5 12\tsomething else
T8\tclaim 13 17\tgood
";
    let files = [
        file("a.txt", "Good words and good ones."),
        file("a.ann", lines),
        file("b.ann", "T1\tx 0 1\ta"),
    ];
    let (set, settled) =
        Format::named("brat").unwrap().read(&files, Some(Unit::CodePoints)).unwrap();
    let kept: Vec<_> = set.documents[0].marks.iter().map(|mark| mark.id.as_str()).collect();
    assert_eq!(kept, ["T1"]);
    let found = faults(&settled).join("\n");
    for expected in [
        "a.ann:2: “T2” (claim) goes from 2 to 999, and the text ends at 25",
        "a.ann:3: “T3” (claim) ends at 5, before it begins at 9",
        "a.ann:4: the id T1 occurs twice",
        "a.ann:5: expected a number, found “x”",
        "a.ann:6: the relation “R1” (denies) names “T9”, which is not there",
        "a.ann:7: it is about T7, which is not there",
        "a.ann:8: expected a line of brat, found “Z9",
        "a.ann:9: expected a tab behind the id",
        "a.ann:10: “T6” (claim): expected “something else”, found “words a” at its place",
        "a.ann:11: “T8” (claim): expected “good”, found “d go” at its place",
        "b.ann: there is no b.txt beside it",
    ] {
        assert!(found.contains(expected), "{expected}\nis not in\n{found}");
    }
}

#[test]
fn offsets_inside_a_character_are_told() {
    let line = r#"{"text":"a😊b cd ef gh","label":[[2,4,"x"],[5,7,"claim"],[8,10,"claim"],[11,13,"claim"]]}"#;
    let format = Format::named("doccano").unwrap();
    let (set, settled) = format.read(&[file("a.jsonl", line)], Some(Unit::Utf16)).unwrap();
    assert_eq!(set.n_marks(), 3);
    assert!(settled.faults[0].what.contains("2 lies inside a character"), "{}", settled.faults[0]);
}

#[test]
fn a_byte_order_mark_is_no_part_of_the_text_whether_it_was_counted_or_not() {
    for (shift, counted) in [(0, false), (1, true)] {
        let at = |n: usize| n + shift;
        let lines: String = [(0, 4, "Good"), (5, 10, "words"), (11, 14, "and"), (15, 19, "good")]
            .iter()
            .enumerate()
            .map(|(n, (from, to, words))| {
                format!("T{n}\tclaim {} {}\t{words}\n", at(*from), at(*to))
            })
            .collect();
        let files = [file("a.txt", "\u{feff}Good words and good ones."), file("a.ann", &lines)];
        let (set, settled) = read("brat", &files);
        assert_eq!(faults(&settled), [""; 0], "{counted}");
        assert_eq!(set.documents[0].words(), "Good words and good ones.");
        assert_eq!(words(&set)[1].1, "words");
    }
}

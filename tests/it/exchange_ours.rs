//! The program's own exports are read back: JSON Lines come back equal, tables equal but for what was announced; broken ones
//! are told by line, and what is good in them is kept.

use crate::carried::full;
use crate::exchange::{joined, set};
use crate::exchange_samples::{faults, file, read, try_read};
use crate::exchange_taking::taken;
use crate::fixture::{project, statement_id};
use crate::golden::assert_golden;
use ascribe::exchange::{Alone, FORMATS, Fate, File, Format, Mapping, Packed, Shape, set_of};
use ascribe::export::{Selected, Selection};
use ascribe::model::{Edit, Kind, Project, Settings, Statement, apply};
use ascribe::text::Span;
use proptest::prelude::*;
use std::ops::ControlFlow;

pub(crate) fn packed(format: &Format, project: &Project) -> Packed {
    let selection = Selection::all(project);
    let packed = format
        .pack_project(&Selected::of(project, &selection), None, &mut |_| ControlFlow::Continue(()));
    packed.unwrap_or_else(|error| panic!("{}: {error}", format.name))
}

fn files(name: &str, project: &Project) -> Vec<File> {
    packed(Format::named(name).unwrap(), project).files
}

fn whole() -> impl Iterator<Item = &'static Format> {
    FORMATS.iter().filter(|format| !format.is_made_of_sets())
}

/// The articles of a project, its sources and propositions, and no marks.
fn unmarked(project: &Project) -> Project {
    let mut bare = project.clone();
    let layers: Vec<_> = project.layers().keys().cloned().collect();
    let mut edits = Vec::new();
    for id in &layers {
        let marks = project.layers()[id].marks();
        let relations = marks.relations().keys();
        edits.extend(relations.map(|name| Edit::Relation(id.clone(), name.clone(), None)));
    }
    for id in &layers {
        let marks = project.layers()[id].marks();
        let statements = marks.statements().keys();
        edits.extend(statements.map(|name| Edit::Statement(id.clone(), name.clone(), None)));
        let remarks = marks.remarks().keys();
        edits.extend(remarks.map(|name| Edit::Remark(id.clone(), name.clone(), None)));
        let spans = marks.no_statement().iter();
        edits.extend(spans.map(|span| Edit::NoStatement(id.clone(), *span, false)));
    }
    edits.extend(layers.into_iter().map(|id| Edit::Layer(id, None)));
    apply(&mut bare, Edit::batch(edits)).unwrap();
    bare
}

/// The project that an export of its marks makes of one without any; all of them are taken in.
fn back(format: &str, before: &Project) -> Project {
    let (set, settled) = read(format, &files(format, before));
    assert_eq!(faults(&settled), [""; 0]);
    let (after, incoming) = taken(&unmarked(before), &set, &Mapping::default());
    let verdicts = incoming.verdicts;
    assert!(verdicts.iter().all(|one| one.fate == Fate::TakenIn), "{verdicts:?}");
    after
}

/// What a table says of a statement.
fn told(statement: &Statement) -> Statement {
    let mut told = statement.clone();
    for level in &mut told.chain {
        (level.mention, level.head, level.visibility) = (Vec::new(), None, None);
        level.cue.words.clear();
    }
    told.author_cue.words.clear();
    (told.attribution, told.modified) = (None, None.into());
    told.credibility.clear();
    told.evidence.clear();
    told.extra.clear();
    told.created.by = statement.created.by.clone();
    told
}

#[test]
fn lines_of_a_project_with_every_field_filled_come_back_equal() {
    let before = full();
    let (set, settled) = read("jsonl", &files("jsonl", &before));
    assert_eq!(faults(&settled), [""; 0]);
    assert_eq!(set, set_of(&Selected::of(&before, &Selection::all(&before))));
    let empty = Project::new(Settings { title: set.title.clone(), ..Settings::default() });
    let (after, incoming) = taken(&empty, &set, &Mapping::default());
    assert!(incoming.verdicts.iter().all(|one| one.fate == Fate::TakenIn));
    assert_eq!(after.layers(), before.layers());
    assert_eq!(after.propositions(), before.propositions());
    for (id, source) in after.sources() {
        assert_eq!(before.sources()[id], *source);
    }
}

#[test]
fn each_format_made_of_a_project_writes_and_announces_what_was_looked_at_once() {
    for format in whole().filter(|format| format.shape == Shape::File) {
        let packed = packed(format, &project());
        if !matches!(format.name, "ron" | "csv" | "jsonl") {
            assert_golden(&format!("exchange/quay.{}.txt", format.name), &joined(&packed.files));
        }
        let lines = packed.loss.lines().join("\n") + "\n";
        assert_golden(&format!("exchange/quay.{}.loss.txt", format.name), lines.as_bytes());
        let selection = Selection::all(&project());
        let weighed =
            format
                .weigh(&Selected::of(&project(), &selection), &Alone, &mut |_| {
                    ControlFlow::Continue(())
                })
                .unwrap();
        assert_eq!(weighed, packed.loss, "{}", format.name);
    }
}

#[test]
fn a_table_gives_its_statements_back_to_the_articles_they_are_about() {
    let before = project();
    let after = back("csv", &before);
    for id in ["s-a1", "s-a2", "s-a3", "s-a4", "s-a5", "s-z1"].map(statement_id) {
        let (home, wanted) = before.statement(&id).unwrap();
        let (there, found) = after.statement(&id).unwrap();
        assert_eq!((there, told(&found)), (home, told(&wanted)));
    }
    // The guard against formulas was taken off, and an apostrophe of the annotator's own was not.
    let note = |id: &str| after.statement(&statement_id(id)).unwrap().1.note.clone();
    assert_eq!(*note("s-a3"), "=HYPERLINK(\"http://bad.example\")");
    assert_eq!(*note("s-z1"), "'=quoted already");
    let relations = |project: &Project| -> Vec<_> {
        let all = project.layers().values().flat_map(|layer| {
            let marks = layer.marks();
            marks.relations().values().cloned().collect::<Vec<_>>()
        });
        let mut all: Vec<_> = all.map(|one| (one.from, one.kind, one.to)).collect();
        all.sort();
        all
    };
    assert_eq!(relations(&after), relations(&before));
}

#[test]
fn a_table_without_its_articles_is_refused_with_the_way_out() {
    let (set, _) = read("csv", &files("csv", &project()));
    let brat = Format::named("brat").unwrap();
    let error = brat.pack(set.clone(), None, &mut |_| ControlFlow::Continue(())).unwrap_err();
    assert!(error.to_string().contains("import it into a project that has the articles"));
    let (after, incoming) = taken(&Project::new(Settings::default()), &set, &Mapping::default());
    assert_eq!(after.n_statements(), 0);
    assert!(incoming.verdicts.iter().all(|one| one.fate == Fate::Lost));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(64) })]

    #[test]
    fn whatever_is_in_a_project_comes_back_but_for_the_announced_loss(set in set()) {
        let mut set = set;
        for mark in set.documents.iter_mut().flat_map(|document| &mut document.marks) {
            // A field that the model has too goes by another name from then on.
            mark.fields.retain(|name, value| name != "created" || value.starts_with("2031"));
        }
        let (before, _) = taken(&Project::new(Settings::default()), &set, &Mapping::default());
        for format in whole().filter(|format| format.shape == Shape::File && format.name != "xlsx") {
            // What reads back as something else is an error here.
            let packed = packed(format, &before);
            prop_assert!(packed.loss.is_none() || !matches!(format.name, "ron" | "jsonl"));
        }
        let rows = files("csv", &before);
        let (rows, _) = Format::named("csv").unwrap().read(&rows, None).unwrap();
        let (after, _) = taken(&unmarked(&before), &rows, &Mapping::default());
        for layer in before.layers().values() {
            for (id, wanted) in layer.marks().statements() {
                let Some((home, found)) = after.statement(id) else {
                    prop_assert!(false, "{} is not there", id);
                    continue;
                };
                prop_assert_eq!(home, layer.id());
                prop_assert_eq!(told(&found), told(wanted));
            }
        }
    }
}

#[test]
fn rows_that_cannot_be_are_told_by_line_and_the_others_are_kept() {
    let table = "article,kind,start,end,quote,certainty,relations,mood\n\
                 quay,claim,0,4,Boat,certain,,calm\n\
                 quay,claim,4,x,,,,\n\
                 quay,claim,9,4,,,,\n\
                 quay,denial,5,9,\"two\nlines\",sure,,\n\
                 quay,denial,5,9\n\
                 ,denial,5,9,,,,\n\
                 quay,denial,,,,,,\n\
                 quay,denial,10,14,,probable,denies nobody,\n";
    let (set, settled) = read("csv", &[file("port.csv", table)]);
    let expected = [
        "port.csv:3: expected a number for a place, found “x”",
        "port.csv:4: it ends at 4, and begins at 9",
        "port.csv:5: the column “certainty” says “sure”; it may say certain, probable, possible, uncommitted",
        "port.csv:7: expected 8 cells, found 4",
        "port.csv:8: it says of no article that it is about it",
        "port.csv:9: it has neither a place (ranges, or start and end) nor a quote",
        "port.csv:10: the relation “denies nobody” leads to a statement that is in no row",
    ];
    assert_eq!(faults(&settled), expected);
    let marks = &set.documents[0].marks;
    let kept: Vec<_> = marks.iter().map(|mark| (mark.label.as_str(), mark.line)).collect();
    assert_eq!(kept, [("claim", 2), ("denial", 10)]);
    // A column that nobody here knows is kept.
    assert_eq!(marks[0].fields["mood"], "calm");
}

#[test]
fn tables_of_others_are_read_whatever_stands_between_their_cells() {
    for between in [";", "\t", "|"] {
        let table = "document,label,ranges,exact,coder,unit\n\
                     quay,denial,0-4,Boat,Ann,code-points\n"
            .replace(',', between);
        let (set, settled) = read("csv", &[file("port.csv", &format!("\u{feff}{table}"))]);
        assert_eq!(faults(&settled), [""; 0]);
        assert_eq!(set.unit.name(), "code-points");
        let mark = &set.documents[0].marks[0];
        assert_eq!(
            (mark.label.as_str(), mark.by.as_str(), mark.quote.as_str()),
            ("denial", "Ann", "Boat")
        );
    }
}

#[test]
fn a_table_without_the_columns_or_with_a_million_of_them_is_refused_in_words() {
    let refused =
        |table: &str| try_read("csv", &[file("port.csv", table)]).unwrap_err().to_string();
    assert_eq!(
        refused("article,start,end\nquay,0,4\n"),
        "this cannot be read as csv: port.csv:1: there is no column “kind”; the columns are article, start, end"
    );
    assert!(refused("article,kind,kind\n").contains("the column “kind” is there twice"));
    assert!(
        refused("article,kind\n").contains("there is no column “ranges” or “start” or “quote”")
    );
    let many = format!("article,kind,quote{}\n", ",x".repeat(1_000_000));
    let expected = "there are 1000003 columns; tables are read with up to 10000";
    assert!(refused(&many).contains(expected), "{}", refused(&many));
    assert!(refused("").contains("there is no column"), "{}", refused(""));
}

#[test]
fn lines_that_cannot_be_are_told_by_line_and_what_is_good_in_them_is_kept() {
    let bytes = files("jsonl", &project()).remove(0).bytes;
    let good = String::from_utf8(bytes).unwrap();
    let read_with = |from: &str, to: &str| {
        assert!(good.contains(from), "{from}");
        let (set, settled) = read("jsonl", &[file("a.jsonl", &good.replace(from, to))]);
        (set.n_marks(), faults(&settled))
    };
    let all = read_with("ascribe", "ascribe");
    assert_eq!(all, (19, Vec::new()));
    let cases = [
        (
            "\"exact\":\"The quay is safe.\"",
            "\"exact\":\"The quay was safe.\"",
            "a.jsonl:1: the statement “s-a1”: expected “The quay was safe.” at its place, found “The quay is safe.”",
        ),
        (
            "\"kind\":\"denial\"",
            "\"kind\":\"lie\"",
            "a.jsonl:1: the statement “s-a2”: unknown variant `Lie`",
        ),
        (
            "\"scheme\":\"admiralty\",\"grade\":\"6\"",
            "\"scheme\":\"admiralty\",\"grade\":\"7\"",
            "a.jsonl:2: the statement “s-a5”: \"7\" is no grade of \"admiralty\"",
        ),
        (
            "\"tag_confidence\":\"high\"",
            "\"mood\":\"high\"",
            "a.jsonl:1: the statement “s-a1”: unknown field `mood`",
        ),
    ];
    for (from, to, expected) in cases {
        let (n, found) = read_with(from, to);
        assert!(n < all.0, "{from}");
        assert!(found.iter().any(|fault| fault.starts_with(expected)), "{expected}\n{found:?}");
    }
    // A text that is not the one of its hash, another schema, another unit, and no JSON keep a whole line out.
    for (from, to, expected) in [
        (
            "\"sha256\":\"7230615d",
            "\"sha256\":\"0000615d",
            "a.jsonl:2: the text has the SHA-256 7230615d",
        ),
        (
            "\"offsets\":\"utf8-bytes\",\"project\":\"The quay; a small set\",\"grading\":\"admiralty\",\"id\":\"reply\"",
            "\"offsets\":\"pixels\",\"id\":\"reply\"",
            "a.jsonl:2: expected offsets in utf8-bytes, found \"pixels\"",
        ),
        ("\"id\":\"reply\",\"title\"", "\"id\":\"reply\" \"title\"", "a.jsonl:2: no JSON: "),
    ] {
        let (_, found) = read_with(from, to);
        assert!(found.iter().any(|fault| fault.starts_with(expected)), "{expected}\n{found:?}");
    }
    let other = try_read("jsonl", &[file("a.jsonl", "{\"text\": \"The quay.\"}\n")]).unwrap_err();
    assert!(
        other.to_string().contains("a.jsonl:1: expected the schema ascribe-article/2, found null"),
        "{other}"
    );
}

#[test]
fn an_export_without_statements_is_read_back_too() {
    let empty = Project::new(Settings::default());
    for format in whole() {
        assert!(packed(format, &empty).loss.is_none(), "{}", format.name);
        let selection = Selection { kinds: [Kind::Denial].into(), ..Selection::all(&project()) };
        let packed = format.pack_project(&Selected::of(&project(), &selection), None, &mut |_| {
            ControlFlow::Continue(())
        });
        packed.unwrap_or_else(|error| panic!("{}: {error}", format.name));
    }
}

#[test]
fn rows_of_hypothesis_come_back_to_the_articles_they_are_about() {
    let before = project();
    let after = back("hypothesis", &before);
    // Everything that is said of a statement goes in tags; notes on relations and what is known of the layer do not.
    let layers = before.layers().iter().map(|(id, layer)| (id, layer.marks()));
    for (id, wanted) in layers.filter(|(_, marks)| !marks.statements().is_empty()) {
        let marks = after.layers()[id].marks();
        assert_eq!(marks.statements(), wanted.statements());
        assert_eq!(marks.remarks(), wanted.remarks());
        assert_eq!(marks.no_statement(), wanted.no_statement());
        assert_eq!(marks.relations().len(), wanted.relations().len());
    }
}

#[test]
fn rows_of_hypothesis_from_elsewhere_find_their_words_on_the_page_by_its_address() {
    let page = "https://quay.example/leak";
    let row = |id: &str, start: usize, exact: &str, tags: &str, more: &str| {
        format!(
            r#"{{"id": "{id}", "user": "acct:ann@hypothes.is", "uri": "{page}", "tags": {tags}, "text": "so",
            "target": [{{"source": "{page}", "selector": [
                {{"type": "RangeSelector", "startContainer": "/p[1]", "startOffset": 0, "endContainer": "/p[1]", "endOffset": 1}},
                {{"type": "TextPositionSelector", "start": {start}, "end": {}}},
                {{"type": "TextQuoteSelector", "exact": "{exact}", "prefix": "", "suffix": ""}}]}}]{more}}}"#,
            start + exact.encode_utf16().count()
        )
    };
    let reply = r#"{"id": "r", "user": "acct:zoe@hypothes.is", "uri": "x", "text": "Is it?", "references": ["a"], "target": [{"source": "x"}]}"#;
    let note = format!(
        r#"{{"id": "n", "uri": "{page}", "text": "good", "target": [{{"source": "{page}"}}]}}"#
    );
    let lost = r#"{"id": "l", "uri": "x", "references": ["nobody"], "text": "?", "target": [{"source": "x"}]}"#;
    // A boat is one letter, two UTF-16 units and four bytes.
    let rows = [
        row("a", 3, "The quay is safe", r#"["claim", "harbour"]"#, ""),
        row("b", 3, "Nobody said this", r#"["claim"]"#, ""),
        reply.to_owned(),
        note,
        lost.to_owned(),
    ];
    let json = format!("{{\"total\": 5, \"rows\": [{}]}}", rows.join(","));
    let (set, settled) = read("hypothesis", &[file("rows.json", &json)]);
    assert_eq!(
        faults(&settled),
        [
            "rows.json:4: the row n: it is a note on the whole page, not on words of it",
            ":5: it answers the row nobody, which is not there",
        ]
    );
    let text = file("quay.txt", "🛶 The quay is safe.");
    let (brat, _) = read("brat", &[text, file("quay.ann", "")]);
    let mut brat = brat;
    brat.documents[0].fields.insert("origin".to_owned(), page.to_owned());
    let (before, _) = taken(&Project::new(Settings::default()), &brat, &Mapping::default());
    let (after, incoming) = taken(&before, &set, &Mapping::default());
    assert_eq!(after.n_statements(), 1);
    let mut layers = after.layers().values();
    let statement = layers.find_map(|layer| layer.marks().statements().values().next().cloned());
    let statement = statement.unwrap();
    assert_eq!(statement.content, [Span { start: 5, end: 21 }]);
    assert_eq!(*statement.note, "so");
    assert_eq!(statement.extra["tags"], "harbour");
    assert_eq!(statement.extra["replies"], "zoe@hypothes.is: Is it?");
    let lost: Vec<_> = incoming.verdicts.iter().filter(|one| one.fate == Fate::Lost).collect();
    assert!(lost.len() == 1 && lost[0].why.contains("is nowhere in the article"), "{lost:?}");
}

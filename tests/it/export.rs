//! What goes out is what is in the project, in a form that foreign readers take.

use crate::fixture::{annotator_id, article_id, project, source_id};
use crate::golden::assert_golden;
use ascribe::exchange::{FORMATS, Format, Stream};
use ascribe::export::{ExportError, Selection, count, guard, unguard};
use ascribe::model::{Edit, Kind, Project, Settings, Source, SourceType, apply};
use ascribe::report::Kinds;
use boon::{Compiler, SchemaIndex, Schemas};
use proptest::prelude::*;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io;
use std::ops::ControlFlow;

pub(crate) fn all(format: &str, project: &Project) -> Vec<u8> {
    written(format, project, &Selection::all(project))
}

pub(crate) fn written(format: &str, project: &Project, selection: &Selection) -> Vec<u8> {
    let mut out = Vec::new();
    let format = Format::named(format).unwrap();
    let mut stream = Stream(&mut out);
    format.write(project, selection, &mut stream, &mut |_| ControlFlow::Continue(())).unwrap();
    out
}

pub(crate) fn rows(bytes: &[u8]) -> Vec<BTreeMap<String, String>> {
    csv::Reader::from_reader(bytes).deserialize().map(Result::unwrap).collect()
}

pub(crate) fn lines(bytes: &[u8]) -> Vec<Value> {
    std::str::from_utf8(bytes)
        .unwrap()
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

pub(crate) fn selection_of(kinds: &[Kind]) -> Selection {
    Selection { kinds: kinds.iter().copied().collect(), ..Selection::all(&project()) }
}

#[test]
fn formats_are_found_by_their_names() {
    for format in FORMATS {
        assert_eq!(Format::named(format.name).unwrap().extension, format.extension);
    }
    assert!(Format::named("docx").is_none());
}

#[test]
fn the_table_is_the_one_that_was_looked_at() {
    assert_golden("quay.csv", &all("csv", &project()));
}

#[test]
fn the_header_names_every_column() {
    let bytes = all("csv", &Project::new(Settings::default()));
    let header = "article,title,publisher,date,url,kind,quote,context sentence,chain,source,source type,cue,\
                  certainty,polarity,verdict,note,annotator,time,start,end,unit,ranges,id,quotation,cue class,flags,\
                  implied source,relations,tag confidence,language,sha256,visibility,attribution type,access,statement date,\
                  date basis,date words,proposition id,proposition,topic,proposition verdict,verdict history,credibility,\
                  credibility history,evidence,source id,source reliability,reliability history,source role,source offices,\
                  part of,independence group,country,source links,remarks,annotator id,chain ids,cue classes,implied source id,\
                  created\r\n";
    assert_eq!(String::from_utf8(bytes).unwrap(), header);
}

#[test]
fn cells_are_quoted_as_rfc_4180_has_it() {
    let table = String::from_utf8(all("csv", &project())).unwrap();
    assert!(table.starts_with("article,title,"), "no byte order mark");
    assert!(table.ends_with("\r\n"));
    for expected in [
        // A comma, a line feed, doubled quotes; plain cells stay bare.
        "\r\nquay,Leak at the old quay 🛶,The Quay Post,2031-02-28,\"https://quay.example/leak?a=1,2\",claim,The quay is safe.,",
        ",\"first line\nsecond, with \"\"quotes\"\"\",Ann,",
        ",\"Zoë, the second\",",
        ",\"'=HYPERLINK(\"\"http://bad.example\"\")\",",
        "\r\nreply,'-The reply-,,unknown,,fact,'=SUM(leaks) was painted on the wall,'=SUM(leaks) was painted on the wall.,\
         Author not recorded,Author not recorded,author,,certain,affirmative,unverified,,Ann,2031-03-01T10:01:00Z,0,35,utf8-bytes,0-35,s-a4,",
    ] {
        assert!(table.contains(expected), "{expected:?} is not in\n{table}");
    }
}

#[test]
fn the_table_reads_back_as_it_was_meant() {
    let rows = rows(&all("csv", &project()));
    let ids: Vec<_> = rows.iter().map(|row| row["id"].as_str()).collect();
    assert_eq!(ids, ["s-a1", "s-a2", "s-a3", "s-z1", "s-a4", "s-a5"]);
    let check = |row: usize, cells: &[(&str, &str)]| {
        for (column, cell) in cells {
            assert_eq!(unguard(&rows[row][*column]), *cell, "row {row}, {column}");
        }
    };
    check(
        1,
        &[
            ("kind", "denial"),
            ("quote", "We knew nothing … of any leak."),
            (
                "context sentence",
                "“We knew nothing,” the ministry’s spokesman said on Monday, “of any leak.”",
            ),
            ("chain", "The Quay Post > @ministry spokesman"),
            ("source", "@ministry spokesman"),
            ("source type", "official or spokesperson"),
            ("cue", "said on Monday"),
            ("cue class", "denial"),
            ("start", "86"),
            ("end", "164"),
            ("ranges", "86-101;152-164"),
            ("flags", "statement against interest; anaphoric source"),
            ("relations", "denies s-a5; repeats s-a1"),
            ("time", "2031-03-01T10:30:00Z"),
            ("note", "+1 for the comma"),
        ],
    );
    check(2, &[("quote", "الميناء مغلق"), ("chain", "The Quay Post > الوزير"), ("cue", "قال")]);
    check(
        3,
        &[
            ("chain", "The Quay Post"),
            ("source", "The Quay Post"),
            ("verdict", "refuted"),
            ("note", "'=quoted already"),
        ],
    );
    check(
        5,
        &[
            (
                "chain",
                "Author not recorded > The Quay Post > Ministry of Harbours, Land and \"Sea\"",
            ),
            (
                "context sentence",
                "The Quay Post reports that the ministry alleges that the\nquay has leaked for years.",
            ),
            ("implied source", "@ministry spokesman"),
            ("certainty", "probable"),
            ("relations", "contradicts s-z1"),
        ],
    );
}

#[test]
fn two_sources_of_one_name_are_told_apart_by_their_ids() {
    let mut project = project();
    let id = source_id("quay-post-2");
    let twin = Source::named(id.clone(), "The Quay Post", SourceType::MediaOrganisation);
    apply(&mut project, Edit::Source(id, Some(twin))).unwrap();
    let rows = rows(&all("csv", &project));
    assert_eq!(rows[0]["publisher"], "The Quay Post (quay-post)");
    assert_eq!(rows[1]["chain"], "The Quay Post (quay-post) > @ministry spokesman");
}

proptest! {
    #[test]
    fn a_guarded_cell_is_no_formula_and_finds_its_way_back(cell in "['=+\\-@＝\t\r\na ]{0,6}") {
        let guarded = guard(&cell);
        prop_assert!(!guarded.starts_with(['=', '+', '-', '@', '＝', '\t', '\r', '\n']));
        prop_assert_eq!(unguard(&guarded), cell.as_str());
    }
}

pub(crate) struct Validator {
    schemas: Schemas,
    index: SchemaIndex,
}

impl Validator {
    pub(crate) fn new() -> Self {
        let schema = include_str!("../../assets/ascribe-article.schema.json");
        let (mut schemas, mut compiler) = (Schemas::new(), Compiler::new());
        let place = "mem:///article.json";
        compiler.add_resource(place, serde_json::from_str(schema).unwrap()).unwrap();
        let index = compiler.compile(place, &mut schemas).unwrap();
        Self { schemas, index }
    }

    pub(crate) fn check(&self, line: &Value) -> Result<(), String> {
        self.schemas.validate(line, self.index).map_err(|error| error.to_string())
    }
}

#[test]
fn the_set_is_the_one_that_was_looked_at() {
    assert_golden("quay.ron", &all("ron", &project()));
}

#[test]
fn the_lines_are_those_that_were_looked_at() {
    assert_golden("quay.jsonl", &all("jsonl", &project()));
}

#[test]
fn every_line_follows_the_published_schema() {
    let validator = Validator::new();
    for selection in [Selection::all(&project()), selection_of(&[Kind::Denial]), selection_of(&[])]
    {
        for line in lines(&written("jsonl", &project(), &selection)) {
            validator.check(&line).unwrap();
        }
    }
}

#[test]
fn a_wrong_line_breaks_the_schema() {
    let validator = Validator::new();
    let good = lines(&all("jsonl", &project())).remove(0);
    let wrong: [(&str, Value); 12] = [
        ("/schema", json!("ascribe-article/1")),
        ("/offsets", json!("utf16")),
        ("/sha256", json!("beef")),
        ("/published", json!("yesterday")),
        ("/segments/0/role", json!("title")),
        ("/layers/0/statements/0/kind", json!("Claim")),
        ("/layers/0/statements/0/content", json!([])),
        ("/layers/0/statements/0/created/at", json!("10:00")),
        ("/layers/0/statements/0/date/from", json!("last week")),
        ("/layers/0/statements/0/source_visibility", json!("hidden")),
        ("/propositions/0/verdicts/0/why", json!("")),
        ("/propositions/0/evidence/0/bearing", json!("proves")),
    ];
    for (place, value) in wrong {
        let mut line = good.clone();
        *line.pointer_mut(place).unwrap() = value;
        assert!(validator.check(&line).is_err(), "{place}");
    }
    let mut more = good.clone();
    more["layers"][0]["statements"][0]["mood"] = json!("gloomy");
    assert!(validator.check(&more).is_err(), "a field that the schema does not know");
    let mut less = good;
    less.as_object_mut().unwrap().remove("text");
    assert!(validator.check(&less).is_err(), "a field that is missing");
}

#[test]
fn every_passage_of_a_line_stands_where_it_says() {
    fn visit(value: &Value, text: &str, found: &mut usize) {
        if let (Some(exact), Some(start), Some(end)) =
            (value["exact"].as_str(), value["start"].as_u64(), value["end"].as_u64())
        {
            assert_eq!(text.get(start as usize..end as usize), Some(exact));
            *found += 1;
        }
        match value {
            Value::Array(values) => values.iter().for_each(|value| visit(value, text, found)),
            Value::Object(fields) => fields.values().for_each(|value| visit(value, text, found)),
            _ => {}
        }
    }
    let mut found = 0;
    for line in lines(&all("jsonl", &project())) {
        visit(&line["layers"], line["text"].as_str().unwrap(), &mut found);
    }
    // Seven stretches of content, five mentions, five cues, one head, one remark.
    assert_eq!(found, 7 + 5 + 5 + 1 + 1);
}

#[test]
fn what_is_counted_is_what_goes_out() {
    let project = project();
    let everything = Selection::all(&project);
    let ann = Selection { annotators: [annotator_id("ann")].into(), ..everything.clone() };
    let reply = Selection { articles: [article_id("reply")].into(), ..everything.clone() };
    let expected = [
        (everything, 2, (3, 1, 2), (3, 0)),
        (ann, 2, (3, 1, 1), (2, 1)),
        (reply, 1, (1, 0, 1), (0, 1)),
        (selection_of(&[Kind::Claim, Kind::Fact]), 2, (3, 0, 2), (1, 2)),
        (selection_of(&[]), 2, (0, 0, 0), (0, 3)),
    ];
    for (selection, articles, (claim, denial, fact), relations) in expected {
        let counts = count(&project, &selection);
        assert_eq!(counts.articles, articles, "{selection:?}");
        assert_eq!(counts.statements, Kinds { claim, denial, fact }, "{selection:?}");
        assert_eq!((counts.relations, counts.relations_left_out), relations, "{selection:?}");

        let rows = rows(&written("csv", &project, &selection));
        let of_kind = |kind| rows.iter().filter(|row| row["kind"] == kind).count();
        assert_eq!((of_kind("claim"), of_kind("denial"), of_kind("fact")), (claim, denial, fact));
        let links = |text: &str| text.split("; ").filter(|link| !link.is_empty()).count();
        let n_links: usize = rows.iter().map(|row| links(&row["relations"])).sum();
        assert_eq!(n_links, relations.0, "{selection:?}");

        let lines = lines(&written("jsonl", &project, &selection));
        assert_eq!(lines.len(), articles);
        let layers = || lines.iter().flat_map(|line| line["layers"].as_array().unwrap());
        let sum = |field: &str| -> usize {
            layers().map(|layer| layer[field].as_array().unwrap().len()).sum()
        };
        assert_eq!(sum("statements"), claim + denial + fact, "{selection:?}");
        assert_eq!(sum("relations"), relations.0, "{selection:?}");
        assert_eq!(layers().count(), counts.layers, "{selection:?}");
    }
}

#[test]
fn a_line_holds_the_sources_it_names_and_the_bodies_they_belong_to() {
    let lines = lines(&all("jsonl", &project()));
    let ids = |line: &Value| -> Vec<String> {
        let sources = line["sources"].as_array().unwrap();
        sources.iter().map(|source| source["id"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(ids(&lines[0]), ["ada-rhys", "minister", "ministry", "quay-post", "spokesman"]);
    assert_eq!(ids(&lines[1]), ["ministry", "quay-post", "spokesman"]);
}

#[test]
fn an_export_stops_where_the_watcher_says() {
    for format in FORMATS {
        let mut seen = Vec::new();
        let mut out = Vec::new();
        let mut stream = Stream(&mut out);
        let result =
            format.write(&project(), &Selection::all(&project()), &mut stream, &mut |done| {
                seen.push(done);
                ControlFlow::Break(())
            });
        assert!(matches!(result, Err(ExportError::Stopped)), "{}", format.name);
        assert_eq!(seen.len(), 1, "{}", format.name);
    }
}

#[test]
fn a_full_disk_is_an_error_and_keeps_its_kind() {
    struct Full;
    impl io::Write for Full {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(io::ErrorKind::StorageFull.into())
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
    for format in FORMATS {
        let mut stream = Stream(&mut Full);
        let result =
            format.write(&project(), &Selection::all(&project()), &mut stream, &mut |_| {
                ControlFlow::Continue(())
            });
        let Err(ExportError::Write(error)) = result else { panic!("{}: {result:?}", format.name) };
        assert_eq!(error.kind(), io::ErrorKind::StorageFull, "{}", format.name);
    }
}

//! Parquet: the tables say what the lines of JSON say, each place in three units, and the same project gives the same bytes.

use crate::carried::full;
use crate::exchange::proven;
use crate::export::{all, lines, selection_of};
use crate::fixture::{article_id, project};
use crate::golden::assert_golden;
use ascribe::exchange::{File, Format, Packed};
use ascribe::export::parquet::{PARTS, part_of};
use ascribe::export::{Selected, Selection};
use ascribe::model::{Project, Settings};
use parquet::file::reader::{FileReader as _, SerializedFileReader};
use parquet::record::{Field, Row};
use parquet::schema::printer::print_schema;
use serde_json::{Map, Value, json};
use std::ops::ControlFlow;

pub(crate) fn tables(format: &str, project: &Project, selection: &Selection) -> Packed {
    let format = Format::named(format).unwrap();
    let selected = Selected::of(project, selection);
    format.pack_project(&selected, None, &mut |_| ControlFlow::Continue(())).unwrap()
}

fn everything(project: &Project) -> Vec<File> {
    tables("parquet", project, &Selection::all(project)).files
}

pub(crate) fn reader(file: &File) -> SerializedFileReader<bytes::Bytes> {
    SerializedFileReader::new(file.bytes.clone().into()).unwrap()
}

fn value(field: &Field) -> Value {
    match field {
        Field::Null => Value::Null,
        Field::Bool(truth) => json!(truth),
        Field::Int(number) => json!(number),
        Field::Str(text) => json!(text),
        Field::Date(days) => {
            let epoch = jiff::civil::date(1970, 1, 1);
            json!(epoch.checked_add(jiff::Span::new().days(*days)).unwrap().to_string())
        }
        Field::TimestampMicros(since) => {
            json!(jiff::Timestamp::from_microsecond(*since).unwrap().to_string())
        }
        Field::Group(row) => object(row),
        Field::ListInternal(list) => list.elements().iter().map(value).collect(),
        other => panic!("no column of ours holds {other:?}"),
    }
}

fn object(row: &Row) -> Value {
    row.get_column_iter().map(|(name, field)| (name.clone(), value(field))).collect()
}

/// The rows of a file, as another reader puts the nested columns together.
pub(crate) fn rows(file: &File) -> Vec<Value> {
    reader(file).get_row_iter(None).unwrap().map(|row| object(&row.unwrap())).collect()
}

/// The rows of a table, whatever part they lie in.
pub(crate) fn table(files: &[File], name: &str) -> Vec<Value> {
    let prefix = format!("{name}/");
    files.iter().filter(|file| file.path.starts_with(&prefix)).flat_map(rows).collect()
}

pub(crate) fn dump(files: &[File]) -> String {
    let mut dump = String::new();
    for file in files {
        let mut schema = Vec::new();
        print_schema(&mut schema, reader(file).metadata().file_metadata().schema());
        dump += &format!("=== {}\n{}", file.path, String::from_utf8(schema).unwrap());
        for row in rows(file) {
            dump += &format!("{row}\n");
        }
    }
    dump
}

#[test]
fn the_tables_are_those_that_were_looked_at() {
    assert_golden("exchange/quay.parquet.txt", dump(&everything(&project())).as_bytes());
}

/// A value of the tables as JSON Lines have it: places in bytes only, names with values as an object, nothing for null.
pub(crate) fn as_line(value: &Value) -> Value {
    match value {
        Value::Object(fields) => {
            let is_kept = |name: &str, value: &Value| {
                let is_empty = value.is_null() || (name == "extra" && *value == json!([]));
                !is_empty && !name.ends_with("_code_points") && !name.ends_with("_utf16_units")
            };
            let fields = fields.iter().filter(|(name, value)| is_kept(name, value));
            fields
                .map(|(name, value)| match (name.as_str(), value.as_array()) {
                    ("extra", Some(pairs)) => {
                        let pair = |pair: &Value| {
                            (pair["name"].as_str().unwrap().to_owned(), pair["value"].clone())
                        };
                        (name.clone(), Value::Object(pairs.iter().map(pair).collect()))
                    }
                    _ => (name.clone(), as_line(value)),
                })
                .collect::<Map<_, _>>()
                .into()
        }
        Value::Array(values) => values.iter().map(as_line).collect(),
        other => other.clone(),
    }
}

/// Does a row hold every field of an object of JSON Lines?
fn assert_holds(row: &Value, line: &Value, but_for: &[&str]) {
    let row = as_line(row);
    for (name, expected) in line.as_object().unwrap() {
        if but_for.contains(&name.as_str()) || expected.is_null() {
            continue;
        }
        assert_eq!(row.get(name), Some(&as_line(expected)), "{name} of {}", line["id"]);
    }
}

fn by_id<'a>(rows: &'a [Value], id: &Value) -> &'a Value {
    let mut found = rows.iter().filter(|row| row["id"] == *id);
    let row = found.next().unwrap_or_else(|| panic!("there is no row for {id}"));
    assert!(found.next().is_none(), "there are two rows for {id}");
    row
}

#[test]
fn the_tables_hold_every_field_of_json_lines() {
    let project = full();
    let files = everything(&project);
    let all_rows = |name: &str| table(&files, name);
    let [articles, layers, statements, relations, remarks, sources, propositions] =
        ["articles", "layers", "statements", "relations", "remarks", "sources", "propositions"]
            .map(all_rows);
    let mut counts = [0; 5];
    for line in lines(&all("jsonl", &project)) {
        let home = &line["id"];
        counts[0] += 1;
        let tables = ["sources", "propositions", "layers"];
        assert_holds(by_id(&articles, home), &line, &tables);
        for (table, name) in [(&sources, "sources"), (&propositions, "propositions")] {
            for record in line[name].as_array().unwrap() {
                assert_holds(by_id(table, &record["id"]), record, &[]);
            }
        }
        for layer in line["layers"].as_array().unwrap() {
            counts[1] += 1;
            let by = &layer["annotator"]["id"];
            let is_it = |row: &&Value| row["article"] == *home && row["annotator"]["id"] == *by;
            let row = layers.iter().find(is_it).unwrap();
            assert_holds(row, layer, &["statements", "relations", "remarks"]);
            let tables =
                [("statements", &statements), ("relations", &relations), ("remarks", &remarks)];
            for (at, (name, table)) in tables.into_iter().enumerate() {
                for one in layer[name].as_array().unwrap() {
                    let row = by_id(table, &one["id"]);
                    assert_holds(row, one, &[]);
                    assert_eq!((&row["article"], &row["annotator"]), (home, by));
                    counts[2 + at] += 1;
                }
            }
        }
    }
    let found = [articles, layers, statements, relations, remarks].map(|table| table.len());
    assert_eq!(found, counts);
    assert_eq!(counts, [2, 4, 6, 3, 1]);
}

#[test]
fn a_row_says_what_the_table_for_spreadsheets_says() {
    let project = project();
    let statements = table(&everything(&project), "statements");
    let cells = crate::export::rows(&all("csv", &project));
    let cell = |row: &std::collections::BTreeMap<String, String>, name: &str| {
        ascribe::export::unguard(&row[name]).to_owned()
    };
    for row in &cells {
        let found = by_id(&statements, &json!(row["id"]));
        for (column, ours) in [
            ("article", "article"),
            ("title", "title"),
            ("kind", "kind"),
            ("quote", "quote"),
            ("context sentence", "context_sentence"),
            ("source", "source"),
            ("cue", "cue"),
            ("annotator", "annotator_name"),
            ("time", "time"),
            ("unit", "unit"),
            ("language", "language"),
            ("sha256", "sha256"),
            ("source id", "source_id"),
            ("proposition", "proposition_wording"),
            ("topic", "proposition_topic"),
            ("source reliability", "source_reliability"),
            ("credibility", "credibility_grade"),
        ] {
            let text = found[ours].as_str().unwrap_or_default();
            assert_eq!(text, cell(row, column), "{column} of {}", row["id"]);
        }
        for column in ["start", "end"] {
            assert_eq!(found[column].to_string(), row[column]);
        }
        let chain: Vec<_> = found["sources"]
            .as_array()
            .unwrap()
            .iter()
            .map(|name| name.as_str().unwrap())
            .collect();
        assert_eq!(chain.join(" > "), cell(row, "chain"));
    }
    assert_eq!(statements.len(), cells.len());
}

#[test]
fn every_place_is_counted_in_three_units() {
    fn visit(value: &Value, text: &str, found: &mut usize) {
        if let Some(start) = value["start"].as_u64() {
            for (name, byte) in [("start", start), ("end", value["end"].as_u64().unwrap())] {
                let before = text.get(..usize::try_from(byte).unwrap()).unwrap();
                assert_eq!(value[format!("{name}_code_points")], before.chars().count());
                assert_eq!(value[format!("{name}_utf16_units")], before.encode_utf16().count());
                *found += 1;
            }
        }
        match value {
            Value::Array(values) => values.iter().for_each(|value| visit(value, text, found)),
            Value::Object(fields) => fields.values().for_each(|value| visit(value, text, found)),
            _ => {}
        }
    }
    let quay = project();
    let files = everything(&quay);
    let mut found = 0;
    for name in ["articles", "layers", "statements", "remarks"] {
        for row in table(&files, name) {
            let id = if name == "articles" { &row["id"] } else { &row["article"] };
            let article = &quay.articles()[&article_id(id.as_str().unwrap())];
            visit(&row, &article.text(), &mut found);
        }
    }
    // Ends of the segments, of what is no statement, of six statements, and of the 19 passages that JSON Lines have.
    let segments: usize = quay.articles().values().map(|one| one.segments().len()).sum();
    let nothing: usize = quay.layers().values().map(|one| one.marks().no_statement().len()).sum();
    assert_eq!(found, 2 * (segments + nothing + 6 + 19));
}

#[test]
fn an_article_lies_in_the_part_that_its_hash_names_whatever_else_goes_out() {
    let project = project();
    for article in project.articles().values() {
        // As `sha256sum text.txt` begins, modulo 8.
        let hash = u8::from_str_radix(article.sha256().get(..2).unwrap(), 16).unwrap();
        assert_eq!(part_of(article), hash % PARTS);
        let only =
            Selection { articles: [article.id().clone()].into(), ..Selection::all(&project) };
        let files = tables("parquet", &project, &only).files;
        let place = format!("statements/part={}/statements.parquet", part_of(article));
        assert!(files.iter().any(|file| file.path == place), "{place}");
        let ids: Vec<_> = table(&files, "articles").iter().map(|row| row["id"].clone()).collect();
        assert_eq!(ids, [json!(article.id().as_str())]);
    }
}

#[test]
fn the_same_project_gives_the_same_bytes() {
    assert!(everything(&project()) == everything(&project()));
}

#[test]
fn tables_without_rows_are_there_with_their_columns() {
    for (project, selection) in [
        (project(), selection_of(&[])),
        (Project::new(Settings::default()), Selection::all(&Project::new(Settings::default()))),
    ] {
        let files = tables("parquet", &project, &selection).files;
        for name in ["statements", "relations", "sources"] {
            let own: Vec<_> =
                files.iter().filter(|file| file.path.starts_with(&format!("{name}/"))).collect();
            assert!(!own.is_empty(), "{name}");
            for file in own {
                let schema = reader(file).metadata().file_metadata().schema_descr_ptr();
                assert!(schema.columns().iter().any(|column| column.name() == "id"), "{name}");
            }
        }
    }
    assert!(proven().all(|format| format.name != "parquet"), "it is made of a project");
}

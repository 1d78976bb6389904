//! What a table has for columns, and the same as a schema of Parquet.
//!
//! Lists follow the standard's three levels (`list`, `element`) and are never null: nothing in them is an empty list. A
//! field that is no list may be null. See “Nested Types” in the format's `LogicalTypes.md`.

use std::fmt::Write as _;

/// A field of a table or of a record in it.
#[derive(Clone, Debug)]
pub(super) struct Column {
    pub(super) name: &'static str,
    pub(super) shape: Shape,
}

/// What a field holds.
#[derive(Clone, Debug)]
pub(super) enum Shape {
    Text,
    /// Below 2³¹.
    Whole,
    Truth,
    /// A day.
    Day,
    /// A time in UTC, in microseconds.
    Moment,
    /// A place in the text of the row, in bytes; beside it the same in code points and in UTF-16 units.
    Offset,
    Record(Vec<Column>),
    List(Box<Self>),
    /// It stands in another table.
    Elsewhere,
}

/// What is behind the name of an offset's column, in the order of the columns.
pub(super) const UNITS: [&str; 3] = ["", "_code_points", "_utf16_units"];

const fn column(name: &'static str, shape: Shape) -> Column {
    Column { name, shape }
}

pub(super) const fn text(name: &'static str) -> Column {
    column(name, Shape::Text)
}

pub(super) const fn whole(name: &'static str) -> Column {
    column(name, Shape::Whole)
}

pub(super) const fn truth(name: &'static str) -> Column {
    column(name, Shape::Truth)
}

pub(super) const fn day(name: &'static str) -> Column {
    column(name, Shape::Day)
}

pub(super) const fn moment(name: &'static str) -> Column {
    column(name, Shape::Moment)
}

pub(super) const fn offset(name: &'static str) -> Column {
    column(name, Shape::Offset)
}

pub(super) const fn elsewhere(name: &'static str) -> Column {
    column(name, Shape::Elsewhere)
}

pub(super) fn record(name: &'static str, fields: Vec<Column>) -> Column {
    column(name, Shape::Record(fields))
}

pub(super) fn list(name: &'static str, fields: Vec<Column>) -> Column {
    column(name, Shape::List(Box::new(Shape::Record(fields))))
}

pub(super) fn texts(name: &'static str) -> Column {
    column(name, Shape::List(Box::new(Shape::Text)))
}

/// Names with values, as records: few readers know maps.
pub(super) fn pairs(name: &'static str) -> Column {
    list(name, vec![text("name"), text("value")])
}

/// The schema in the format's own words.
pub(super) fn schema(table: &str, columns: &[Column]) -> String {
    let mut schema = format!("message {table} {{\n");
    for column in columns {
        field(&mut schema, column.name, &column.shape, "optional");
    }
    schema.push_str("}\n");
    schema
}

fn field(schema: &mut String, name: &str, shape: &Shape, repetition: &str) {
    let mut simple = |physical: &str, name: &str, logical: &str| {
        // Writing to a String cannot fail.
        writeln!(schema, "{repetition} {physical} {name}{logical};").ok();
    };
    match shape {
        Shape::Text => simple("binary", name, " (STRING)"),
        Shape::Whole => simple("int32", name, ""),
        Shape::Truth => simple("boolean", name, ""),
        Shape::Day => simple("int32", name, " (DATE)"),
        Shape::Moment => simple("int64", name, " (TIMESTAMP(MICROS,true))"),
        Shape::Offset => {
            UNITS.iter().for_each(|unit| simple("int32", &format!("{name}{unit}"), ""));
        }
        Shape::Record(fields) => {
            writeln!(schema, "{repetition} group {name} {{").ok();
            for column in fields {
                field(schema, column.name, &column.shape, "optional");
            }
            schema.push_str("}\n");
        }
        Shape::List(element) => {
            writeln!(schema, "required group {name} (LIST) {{\nrepeated group list {{").ok();
            field(schema, "element", element, "required");
            schema.push_str("}\n}\n");
        }
        Shape::Elsewhere => {}
    }
}

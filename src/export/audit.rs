//! The audit trail: one step per line, for those who check who did what, when, and what stood there before.
//!
//! Each line is one JSON object with these fields, in this order:
//!
//! | field | type | meaning |
//! | --- | --- | --- |
//! | `schema` | string | `ascribe-step/1` |
//! | `number` | integer | running number of the step in the project, from 1 on |
//! | `act` | string | `did`; `undid`: took the last step back; `redid`: did it again |
//! | `who` | object | `id` of the annotator, and the `name` by which the project knows it now; null when it does not |
//! | `when` | string | time in UTC, RFC 3339, to the second |
//! | `what` | string | the step in words, as the history shows it |
//! | `before` | change | what takes the step back: the values that stood there before; null where nothing stood |
//! | `after` | change | what the step put in their place; null where it left nothing |
//!
//! A *change* is an object with one field that names its sort, as journals do: `{"Settings": {…}}`,
//! `{"Annotator": [id, value]}`, `{"Source": [id, value]}`, `{"Article": [id, value]}`, `{"Metadata": [article, value]}`,
//! `{"Segments": {"article", "within", "run"}}`, `{"Layer": [layer, head]}`, `{"Statement": [layer, id, value]}`,
//! `{"Relation": [layer, id, value]}`, `{"Remark": [layer, id, value]}`, `{"NoStatement": [layer, span, is_marked]}`, or
//! `{"Batch": [change, …]}`, which happened as one; the parts of `before` are in the opposite order to those of `after`. A
//! *layer* is `{"article", "annotator"}`. Spans are bytes of the article's text in UTF-8, the end exclusive. Articles are
//! given with the SHA-256 of their text and without the text itself.

use super::ExportError;
use crate::model::{Act, Annotator, AnnotatorId, Edit, Step, Table};
use jiff::Timestamp;
use serde::Serialize;
use std::io::Write;

/// What a line calls its own shape.
const SCHEMA: &str = "ascribe-step/1";

#[derive(Serialize)]
struct Line<'a> {
    schema: &'static str,
    number: u64,
    act: &'static str,
    who: Who<'a>,
    when: Timestamp,
    what: &'a str,
    before: &'a Edit,
    after: &'a Edit,
}

#[derive(Serialize)]
struct Who<'a> {
    id: &'a AnnotatorId,
    name: Option<&'a str>,
}

/// Writes a line for each step; the same steps always give the same bytes.
///
/// # Errors
/// When `out` takes no more.
pub fn write_steps(
    steps: &[Step],
    annotators: &Table<AnnotatorId, Annotator>,
    out: &mut dyn Write,
) -> Result<(), ExportError> {
    for Step { number, act, label, by, at, edit, inverse } in steps {
        let name = annotators.get(by).map(|annotator| annotator.name.as_str());
        let who = Who { id: by, name };
        let (before, after) = (inverse, edit);
        let line = Line {
            schema: SCHEMA,
            number: *number,
            act: word(*act),
            who,
            when: *at,
            what: label,
            before,
            after,
        };
        let mut line = serde_json::to_vec(&line)?;
        line.push(b'\n');
        out.write_all(&line)?;
    }
    Ok(())
}

fn word(act: Act) -> &'static str {
    match act {
        Act::Did => "did",
        Act::Undid => "undid",
        Act::Redid => "redid",
    }
}

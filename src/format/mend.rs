//! What can be put right in a layer's file without guessing: words whose place is certain, and records that stand there
//! twice. It does not know which records of other files there are; whoever asks says what must not be disturbed.

use super::files::LayerFile;
use super::marks::{RemarkRecord, StatementRecord};
use crate::model::{RemarkId, StatementId};
use crate::text::Span;
use std::collections::BTreeSet;

/// Something that was put right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mend {
    /// The id of the record.
    pub record: String,
    /// What was done, in words.
    pub what: String,
}

/// What stands in the project without any mending, and so comes before what is mended.
pub trait Standing {
    /// Is there a statement of this id?
    fn has_statement(&self, id: &StatementId) -> bool;
    /// Is there a remark of this id?
    fn has_remark(&self, id: &RemarkId) -> bool;
}

const MOVED: &str =
    "its words did not stand where it said; they occur once in the text, and it was moved there";
const DOUBLED: &str = "it stood there twice, word for word; one is left";

impl LayerFile {
    /// Puts right what can be, held against the article's text. A record is moved only when each of its places is certain,
    /// no record of its id stands anywhere else, and it does not come to lie on a stretch marked as holding no statement.
    pub fn mend(&mut self, text: &str, standing: &dyn Standing) -> Vec<Mend> {
        let mut mends = self.reanchor(text, standing);
        drop_doubles(&mut self.statements, |record| record.id.to_string(), &mut mends);
        drop_doubles(&mut self.relations, |record| record.id.to_string(), &mut mends);
        drop_doubles(&mut self.remarks, |record| record.id.to_string(), &mut mends);
        mends
    }

    fn reanchor(&mut self, text: &str, standing: &dyn Standing) -> Vec<Mend> {
        let marks: Vec<Span> =
            self.no_statement.iter().filter_map(|p| p.check(text).ok()).collect();
        let mut mends = Vec::new();
        for record in &mut self.statements {
            if let Some(mended) = moved_statement(record, text, &marks)
                && !standing.has_statement(&record.id)
            {
                *record = mended;
                mends.push(Mend { record: record.id.to_string(), what: MOVED.to_owned() });
            }
        }
        for record in &mut self.remarks {
            if let Some(mended) = moved_remark(record, text)
                && !standing.has_remark(&record.id)
            {
                *record = mended;
                mends.push(Mend { record: record.id.to_string(), what: MOVED.to_owned() });
            }
        }
        mends
    }
}

/// The statement where its words stand; `None` when it stands right already, or its place is not certain.
fn moved_statement(
    record: &StatementRecord,
    text: &str,
    marks: &[Span],
) -> Option<StatementRecord> {
    if record.clone().into_statement(text).is_ok() {
        return None;
    }
    let moved = record.reanchored(text)?;
    let statement = moved.clone().into_statement(text).ok()?;
    let is_marked = |part: &Span| marks.iter().any(|mark| mark.overlaps(*part));
    (!statement.content.iter().any(is_marked)).then_some(moved)
}

fn moved_remark(record: &RemarkRecord, text: &str) -> Option<RemarkRecord> {
    if record.clone().into_remark(text).is_ok() { None } else { record.reanchored(text) }
}

/// Of records that are equal to the last word, the first stays.
fn drop_doubles<T: Clone + PartialEq>(
    records: &mut Vec<T>,
    id: impl Fn(&T) -> String,
    mends: &mut Vec<Mend>,
) {
    let mut seen: Vec<T> = Vec::with_capacity(records.len());
    let mut names = BTreeSet::new();
    for record in records.drain(..) {
        let name = id(&record);
        // Only an id that came before is worth the look at all records.
        if names.insert(name.clone()) || !seen.contains(&record) {
            seen.push(record);
        } else {
            mends.push(Mend { record: name, what: DOUBLED.to_owned() });
        }
    }
    *records = seen;
}

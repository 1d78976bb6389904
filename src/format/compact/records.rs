//! What records are written as: their fields, one behind the other.

use super::pen::{Compact, Pen, Scan};
use crate::model::{
    ArticleId, Cue, Empty, Evidence, Judgement, LayerHead, Level, Metadata, Original, Relation,
    RelationId, Remark, RemarkId, Seldom, Stamp, Statement, StatementDate, StatementId, Word,
};
use crate::text::{Role, Segment, Span};
use jiff::Timestamp;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Fields in this order; a field that is forgotten does not compile.
macro_rules! fields {
    ($($record:ident $(<$of:ident>)? { $($field:ident),* $(,)? })*) => {$(
        impl $(<$of: Compact>)? Compact for $record $(<$of>)? {
            fn put(&self, pen: &mut Pen) {
                let Self { $($field),* } = self;
                $($field.put(pen);)*
            }

            fn take(scan: &mut Scan<'_>) -> Option<Self> {
                $(let $field = Compact::take(scan)?;)*
                Some(Self { $($field),* })
            }
        }
    )*};
}

fields! {
    Metadata { title, publisher, author, published, retrieved, origin, language, extra }
    Original { file, encoding, sha256 }
    LayerHead { started, finished, guideline }
    Stamp { by, at }
    Cue { words, class }
    Level { source, mention, head, cue, visibility }
    Statement {
        id, kind, content, chain, author_cue, implied_source, polarity, certainty, quotation,
        flags, note, tag_confidence, verdict, proposition, credibility, attribution, access, date,
        evidence, extra, created, modified,
    }
    Relation { id, kind, from, to, to_article, note, created }
    Remark { id, kind, span, note, corrected, evidence, extra, created }
    Segment { span, role, sure, opens_paragraph }
    Judgement<G> { grade, scope, confidence, why, by, at }
    Evidence { kind, reference, bearing, independent, note, by, at }
    StatementDate { from, to, basis, words }
}

macro_rules! ids {
    ($($id:ident),*) => {$(
        impl Compact for $id {
            fn put(&self, pen: &mut Pen) {
                pen.words(self.as_str());
            }

            fn take(scan: &mut Scan<'_>) -> Option<Self> {
                Self::new(scan.words()?).ok()
            }
        }
    )*};
}

ids!(ArticleId, StatementId, RelationId, RemarkId);

/// Writes a value by its place in the list of all.
fn put_place<T: PartialEq>(value: &T, all: &[T], pen: &mut Pen) {
    let place = all.iter().position(|one| one == value);
    // No list has so many.
    pen.byte(place.and_then(|place| u8::try_from(place).ok()).unwrap_or(u8::MAX));
}

fn take_place<T: Copy>(all: &[T], scan: &mut Scan<'_>) -> Option<T> {
    all.get(usize::from(scan.byte()?)).copied()
}

impl<W: Word> Compact for W {
    fn put(&self, pen: &mut Pen) {
        put_place(self, Self::ALL, pen);
    }

    fn take(scan: &mut Scan<'_>) -> Option<Self> {
        take_place(Self::ALL, scan)
    }
}

/// The length takes fewer bytes than the end.
impl Compact for Span {
    fn put(&self, pen: &mut Pen) {
        self.start.put(pen);
        self.end.wrapping_sub(self.start).put(pen);
    }

    fn take(scan: &mut Scan<'_>) -> Option<Self> {
        let start = u32::take(scan)?;
        let length = u32::take(scan)?;
        Some(Self { start, end: start.wrapping_add(length) })
    }
}

impl Compact for Role {
    fn put(&self, pen: &mut Pen) {
        put_place(self, &Self::ALL, pen);
    }

    fn take(scan: &mut Scan<'_>) -> Option<Self> {
        take_place(&Self::ALL, scan)
    }
}

impl Compact for Timestamp {
    fn put(&self, pen: &mut Pen) {
        self.as_second().put(pen);
        i64::from(self.subsec_nanosecond()).put(pen);
    }

    fn take(scan: &mut Scan<'_>) -> Option<Self> {
        let second = i64::take(scan)?;
        Self::new(second, i32::try_from(i64::take(scan)?).ok()?).ok()
    }
}

impl Compact for Date {
    fn put(&self, pen: &mut Pen) {
        i64::from(self.year()).put(pen);
        i64::from(self.month()).put(pen);
        i64::from(self.day()).put(pen);
    }

    fn take(scan: &mut Scan<'_>) -> Option<Self> {
        let (year, month, day) = (i64::take(scan)?, i64::take(scan)?, i64::take(scan)?);
        Self::new(year.try_into().ok()?, month.try_into().ok()?, day.try_into().ok()?).ok()
    }
}

impl<T: Compact> Compact for Option<T> {
    fn put(&self, pen: &mut Pen) {
        self.is_some().put(pen);
        self.iter().for_each(|value| value.put(pen));
    }

    fn take(scan: &mut Scan<'_>) -> Option<Self> {
        if bool::take(scan)? { T::take(scan).map(Some) } else { Some(None) }
    }
}

/// As its value: who shares it is no matter.
impl<T: Compact> Compact for Arc<T> {
    fn put(&self, pen: &mut Pen) {
        (**self).put(pen);
    }

    fn take(scan: &mut Scan<'_>) -> Option<Self> {
        T::take(scan).map(Self::new)
    }
}

impl<T: Compact> Compact for Vec<T> {
    fn put(&self, pen: &mut Pen) {
        pen.list(self);
    }

    fn take(scan: &mut Scan<'_>) -> Option<Self> {
        scan.list()
    }
}

impl<T: Compact + Ord> Compact for BTreeSet<T> {
    fn put(&self, pen: &mut Pen) {
        pen.list(self);
    }

    fn take(scan: &mut Scan<'_>) -> Option<Self> {
        scan.list().map(Self::from_iter)
    }
}

impl Compact for BTreeMap<String, String> {
    fn put(&self, pen: &mut Pen) {
        pen.list(self.keys());
        pen.list(self.values());
    }

    fn take(scan: &mut Scan<'_>) -> Option<Self> {
        let (keys, values): (Vec<String>, Vec<String>) = (scan.list()?, scan.list()?);
        (keys.len() == values.len()).then(|| keys.into_iter().zip(values).collect())
    }
}

impl<T: Compact + Empty> Compact for Seldom<T> {
    fn put(&self, pen: &mut Pen) {
        (**self).put(pen);
    }

    fn take(scan: &mut Scan<'_>) -> Option<Self> {
        T::take(scan).map(Self::from)
    }
}

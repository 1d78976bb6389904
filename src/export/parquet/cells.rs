//! Cells as Parquet keeps them: the values of each lowest column, and beside each value the levels that say which list it
//! goes on (*repetition*) and how far down its path something is there (*definition*), as Melnik et al. (2010), “Dremel:
//! Interactive Analysis of Web-Scale Datasets”, have it.

use super::columns::{Column, Shape};
use crc32fast::Hasher;
use jiff::{Timestamp, civil::Date};

/// The values of a lowest column.
#[derive(Debug)]
pub(super) enum Values {
    /// All texts in one, and where each ends.
    Text(Vec<u8>, Vec<usize>),
    Whole(Vec<i32>),
    Day(Vec<i32>),
    Moment(Vec<i64>),
    Truth(Vec<bool>),
}

impl Values {
    /// What they are, for messages.
    pub(super) fn name(&self) -> &'static str {
        match self {
            Self::Text(..) => "a text",
            Self::Whole(_) => "a number",
            Self::Day(_) => "a day",
            Self::Moment(_) => "a time",
            Self::Truth(_) => "true or false",
        }
    }

    /// Puts a text behind the others, or the day or time that it says; where it does not go here, this is false.
    pub(super) fn put_text(&mut self, text: &str) -> bool {
        match self {
            Self::Text(all, ends) => {
                all.extend_from_slice(text.as_bytes());
                ends.push(all.len());
                true
            }
            Self::Day(days) => {
                let Ok(day) = text.parse::<Date>() else { return false };
                let since = day.duration_since(Date::constant(1970, 1, 1));
                let since = i32::try_from(since.as_hours() / 24);
                days.extend(since);
                since.is_ok()
            }
            Self::Moment(moments) => {
                let Ok(moment) = text.parse::<Timestamp>() else { return false };
                moments.push(moment.as_microsecond());
                true
            }
            Self::Whole(_) | Self::Truth(_) => false,
        }
    }
}

/// A lowest column.
#[derive(Debug)]
pub(super) struct Leaf {
    pub(super) values: Values,
    pub(super) definitions: Vec<i16>,
    pub(super) repetitions: Vec<i16>,
    /// The level of definition at which a value is there.
    pub(super) deepest: i16,
    /// The level of repetition of the innermost list it is in.
    pub(super) repeated: i16,
    pub(super) seal: Seal,
}

/// A column with all that is below it.
#[derive(Debug)]
pub(super) enum Node {
    Leaf(Leaf),
    /// Bytes, code points, UTF-16 units.
    Offset(Box<[Leaf; 3]>),
    /// Fields, and the level of definition at which the record is there.
    Record(Vec<Field>, i16),
    List(Box<List>),
    Elsewhere,
}

/// A list.
#[derive(Debug)]
pub(super) struct List {
    pub(super) element: Node,
    /// The level of definition at which it has elements.
    pub(super) defined: i16,
    /// The level of repetition of all elements but the first.
    pub(super) repeated: i16,
}

/// A field of a record.
#[derive(Debug)]
pub(super) struct Field {
    pub(super) name: &'static str,
    pub(super) node: Node,
    /// Was it filled in the present record?
    pub(super) is_filled: bool,
}

impl Node {
    /// The cells of a table with these columns.
    pub(super) fn table(columns: &[Column]) -> Self {
        Self::Record(fields(columns, 0, 0), 0)
    }

    /// For a place at which what is above is there at the level `defined`; a place that may be null is a level deeper.
    fn of(shape: &Shape, defined: i16, repeated: i16, may_be_null: bool) -> Self {
        let deepest = defined + i16::from(may_be_null);
        let leaf = |values| Leaf {
            values,
            definitions: Vec::new(),
            repetitions: Vec::new(),
            deepest,
            repeated,
            seal: Seal::default(),
        };
        match shape {
            Shape::Text => Self::Leaf(leaf(Values::Text(Vec::new(), Vec::new()))),
            Shape::Whole => Self::Leaf(leaf(Values::Whole(Vec::new()))),
            Shape::Day => Self::Leaf(leaf(Values::Day(Vec::new()))),
            Shape::Moment => Self::Leaf(leaf(Values::Moment(Vec::new()))),
            Shape::Truth => Self::Leaf(leaf(Values::Truth(Vec::new()))),
            Shape::Offset => {
                Self::Offset(Box::new([0, 1, 2].map(|_| leaf(Values::Whole(Vec::new())))))
            }
            Shape::Record(columns) => Self::Record(fields(columns, deepest, repeated), deepest),
            Shape::List(element) => {
                let (defined, repeated) = (defined + 1, repeated + 1);
                let element = Self::of(element, defined, repeated, false);
                Self::List(Box::new(List { element, defined, repeated }))
            }
            Shape::Elsewhere => Self::Elsewhere,
        }
    }

    /// Nothing is here: what is above is there at the level `defined`, and goes on a list at the level `repeated`.
    pub(super) fn skip(&mut self, defined: i16, repeated: i16) {
        self.each(&mut |leaf| {
            leaf.definitions.push(defined);
            leaf.repetitions.push(repeated);
        });
    }

    /// Calls for every lowest column, in the order of the schema.
    pub(super) fn each(&mut self, call: &mut impl FnMut(&mut Leaf)) {
        match self {
            Self::Leaf(leaf) => call(leaf),
            Self::Offset(leaves) => leaves.iter_mut().for_each(call),
            Self::Record(fields, _) => fields.iter_mut().for_each(|field| field.node.each(call)),
            Self::List(list) => list.element.each(call),
            Self::Elsewhere => {}
        }
    }
}

fn fields(columns: &[Column], defined: i16, repeated: i16) -> Vec<Field> {
    let field = |column: &Column| Field {
        name: column.name,
        node: Node::of(&column.shape, defined, repeated, true),
        is_filled: false,
    };
    columns.iter().map(field).collect()
}

impl Leaf {
    /// What is held, in bytes.
    pub(super) fn size(&self) -> usize {
        let values = match &self.values {
            Values::Text(text, ends) => text.len() + size_of_val(ends.as_slice()),
            Values::Whole(values) | Values::Day(values) => size_of_val(values.as_slice()),
            Values::Moment(values) => size_of_val(values.as_slice()),
            Values::Truth(values) => values.len(),
        };
        values + 4 * self.definitions.len()
    }

    /// Puts all that is held under the seal.
    pub(super) fn seal(&mut self) {
        self.seal.levels(&self.definitions, self.deepest);
        self.seal.levels(&self.repetitions, self.repeated);
        match &self.values {
            Values::Text(text, ends) => {
                let mut start = 0;
                for end in ends {
                    self.seal.text(text.get(start..*end).unwrap_or_default());
                    start = *end;
                }
            }
            Values::Whole(values) | Values::Day(values) => self.seal.wholes(values),
            Values::Moment(values) => self.seal.moments(values),
            Values::Truth(values) => self.seal.truths(values),
        }
    }

    /// Lets go of all that was written.
    pub(super) fn clear(&mut self) {
        self.definitions.clear();
        self.repetitions.clear();
        match &mut self.values {
            Values::Text(text, ends) => {
                text.clear();
                ends.clear();
            }
            Values::Whole(values) | Values::Day(values) => values.clear(),
            Values::Moment(values) => values.clear(),
            Values::Truth(values) => values.clear(),
        }
    }
}

/// Tells whether the same went into a column as comes out of it: a checksum of values and levels, and their number.
#[derive(Clone, Debug, Default)]
pub(super) struct Seal {
    sum: Hasher,
    n: u64,
}

impl PartialEq for Seal {
    fn eq(&self, other: &Self) -> bool {
        self.n == other.n && self.sum.clone().finalize() == other.sum.clone().finalize()
    }
}

impl Seal {
    fn add(&mut self, bytes: &[u8]) {
        self.sum.update(bytes);
        self.n += 1;
    }

    /// Levels of a column whose highest is `most`; a column without levels has none in its file.
    pub(super) fn levels(&mut self, levels: &[i16], most: i16) {
        if most > 0 {
            levels.iter().for_each(|level| self.add(&level.to_le_bytes()));
        }
    }

    pub(super) fn text(&mut self, text: &[u8]) {
        self.add(&(text.len() as u64).to_le_bytes());
        self.add(text);
    }

    pub(super) fn wholes(&mut self, values: &[i32]) {
        values.iter().for_each(|value| self.add(&value.to_le_bytes()));
    }

    pub(super) fn moments(&mut self, values: &[i64]) {
        values.iter().for_each(|value| self.add(&value.to_le_bytes()));
    }

    pub(super) fn truths(&mut self, values: &[bool]) {
        values.iter().for_each(|value| self.add(&[u8::from(*value)]));
    }
}

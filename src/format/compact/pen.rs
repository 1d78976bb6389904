//! How single values are written: numbers in as few bytes as they need, words with their length ahead, ids that come again
//! and again by their number.

use crate::model::{AnnotatorId, PropositionId, SourceId};
use std::collections::BTreeMap;

/// Values for which room is made before they are there.
const MOST_AHEAD: usize = 64;

/// A value that is written in few bytes, and taken from them again.
pub trait Compact: Sized {
    /// Writes it.
    fn put(&self, pen: &mut Pen);

    /// Takes it; `None` where it is not there.
    fn take(scan: &mut Scan<'_>) -> Option<Self>;
}

/// Ids of one sort, each once.
#[derive(Debug)]
struct Names<T> {
    numbers: BTreeMap<T, usize>,
    in_order: Vec<T>,
}

impl<T> Default for Names<T> {
    fn default() -> Self {
        Self { numbers: BTreeMap::new(), in_order: Vec::new() }
    }
}

impl<T: Ord + Clone> Names<T> {
    fn number(&mut self, id: &T) -> usize {
        if let Some(number) = self.numbers.get(id) {
            return *number;
        }
        let number = self.in_order.len();
        self.numbers.insert(id.clone(), number);
        self.in_order.push(id.clone());
        number
    }
}

/// Writes values one behind the other.
#[derive(Debug, Default)]
pub struct Pen {
    bytes: Vec<u8>,
    sources: Names<SourceId>,
    annotators: Names<AnnotatorId>,
    propositions: Names<PropositionId>,
}

impl Pen {
    /// Seven bits a byte, the lowest first; all bytes but the last have the eighth.
    pub(super) fn number(&mut self, mut number: u64) {
        while number >= 0x80 {
            self.bytes.push(number.to_le_bytes()[0] | 0x80);
            number >>= 7;
        }
        self.bytes.push(number.to_le_bytes()[0]);
    }

    pub(super) fn byte(&mut self, byte: u8) {
        self.bytes.push(byte);
    }

    /// Words without their length.
    pub(super) fn plain(&mut self, words: &str) {
        self.bytes.extend_from_slice(words.as_bytes());
    }

    pub(super) fn words(&mut self, words: &str) {
        words.len().put(self);
        self.plain(words);
    }

    /// So many values, with their number ahead.
    pub(super) fn list<'a, T: Compact + 'a>(
        &mut self,
        values: impl IntoIterator<Item = &'a T, IntoIter: ExactSizeIterator>,
    ) {
        let values = values.into_iter();
        values.len().put(self);
        values.for_each(|value| value.put(self));
    }

    /// What was written.
    #[must_use]
    pub fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }

    /// All that was written, with the ids that it names by number, behind what `ahead` has.
    pub(super) fn finish_behind(self, mut ahead: Self) -> Vec<u8> {
        let lists: [Vec<String>; 3] = [
            self.annotators.in_order.into_iter().map(Into::into).collect(),
            self.sources.in_order.into_iter().map(Into::into).collect(),
            self.propositions.in_order.into_iter().map(Into::into).collect(),
        ];
        lists.iter().for_each(|ids| ahead.list(ids));
        ahead.bytes.extend_from_slice(&self.bytes);
        ahead.bytes
    }
}

/// Takes values one behind the other.
#[derive(Debug)]
pub struct Scan<'a> {
    rest: &'a [u8],
    annotators: Vec<AnnotatorId>,
    sources: Vec<SourceId>,
    propositions: Vec<PropositionId>,
}

impl<'a> Scan<'a> {
    /// Begins with the first of these bytes.
    #[must_use]
    pub fn new(bytes: &'a [u8]) -> Self {
        let (annotators, sources, propositions) = Default::default();
        Self { rest: bytes, annotators, sources, propositions }
    }

    /// Takes the ids that come now: what follows names them by number.
    pub(super) fn learn_names(&mut self) -> Option<()> {
        self.annotators = self.ids(|name| AnnotatorId::new(name).ok())?;
        self.sources = self.ids(|name| SourceId::new(name).ok())?;
        self.propositions = self.ids(|name| PropositionId::new(name).ok())?;
        Some(())
    }

    fn ids<T>(&mut self, id: fn(&str) -> Option<T>) -> Option<Vec<T>> {
        let n = usize::take(self)?;
        (0..n).map(|_| id(self.words()?)).collect()
    }

    pub(super) fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(*first)
    }

    pub(super) fn number(&mut self) -> Option<u64> {
        let mut number = 0;
        for shift in (0..u64::BITS).step_by(7) {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }

    /// So many bytes of words.
    pub(super) fn plain(&mut self, n: usize) -> Option<&'a str> {
        let (words, rest) = self.rest.split_at_checked(n)?;
        self.rest = rest;
        std::str::from_utf8(words).ok()
    }

    pub(super) fn words(&mut self) -> Option<&'a str> {
        let n = usize::take(self)?;
        self.plain(n)
    }

    /// The values of a list, in just as much memory as they need; no more of it is taken ahead than most lists need, whatever
    /// their number claims.
    pub(super) fn list<T: Compact>(&mut self) -> Option<Vec<T>> {
        let n = usize::take(self)?;
        let mut list = Vec::with_capacity(n.min(MOST_AHEAD));
        for _ in 0..n {
            list.push(T::take(self)?);
        }
        list.shrink_to_fit();
        Some(list)
    }

    /// What was not taken yet.
    #[must_use]
    pub fn rest(&self) -> &'a [u8] {
        self.rest
    }

    pub(super) fn is_at_the_end(&self) -> bool {
        self.rest.is_empty()
    }
}

macro_rules! named {
    ($($id:ty: $names:ident),*) => {$(
        impl Compact for $id {
            fn put(&self, pen: &mut Pen) {
                let number = pen.$names.number(self);
                number.put(pen);
            }

            fn take(scan: &mut Scan<'_>) -> Option<Self> {
                let number = usize::take(scan)?;
                scan.$names.get(number).cloned()
            }
        }
    )*};
}

named!(AnnotatorId: annotators, SourceId: sources, PropositionId: propositions);

macro_rules! numbers {
    ($($number:ty),*) => {$(
        impl Compact for $number {
            fn put(&self, pen: &mut Pen) {
                // None of them is wider.
                pen.number(u64::try_from(*self).unwrap_or_default());
            }

            fn take(scan: &mut Scan<'_>) -> Option<Self> {
                Self::try_from(scan.number()?).ok()
            }
        }
    )*};
}

numbers!(u32, u64, usize);

impl Compact for i64 {
    /// The sign is the lowest bit, so that numbers near zero are short.
    fn put(&self, pen: &mut Pen) {
        pen.number(((self << 1) ^ (self >> 63)).cast_unsigned());
    }

    fn take(scan: &mut Scan<'_>) -> Option<Self> {
        let number = scan.number()?;
        Some((number >> 1).cast_signed() ^ -((number & 1).cast_signed()))
    }
}

impl Compact for bool {
    fn put(&self, pen: &mut Pen) {
        pen.byte(u8::from(*self));
    }

    fn take(scan: &mut Scan<'_>) -> Option<Self> {
        match scan.byte()? {
            0 => Some(false),
            1 => Some(true),
            _ => None,
        }
    }
}

impl Compact for String {
    fn put(&self, pen: &mut Pen) {
        pen.words(self);
    }

    fn take(scan: &mut Scan<'_>) -> Option<Self> {
        scan.words().map(str::to_owned)
    }
}

//! Tags of tokens, as sequence labelling has them: `B-claim` begins a mark, `I-claim` goes on with it, `O` is none.
//!
//! Read are also the dialects that end a mark by `E-` or `L-` and write one of a single token as `S-` or `U-`, and the
//! older one whose marks begin with `I-` where none is open. A mark that touches a row that cannot be read stays out, so
//! that none comes in shorter than it was.

use super::set::{Mark, Place};
use std::collections::BTreeMap;

/// The tokens that a place goes over, by their numbers; one past the last.
pub(super) fn tokens_at(tokens: &[Place], place: Place) -> std::ops::Range<usize> {
    let first = tokens.partition_point(|token| token.end <= place.start);
    first..tokens.partition_point(|token| token.start < place.end)
}

/// What a tag says: is it a beginning, is it an end, and the label.
pub(super) fn tag_of(tag: &str) -> Option<(bool, bool, &str)> {
    let (sort, label) = tag.split_once('-')?;
    let (begins, ends) = match sort {
        "B" => (true, false),
        "I" => (false, false),
        "E" | "L" => (false, true),
        "S" | "U" => (true, true),
        _ => return None,
    };
    (!label.is_empty()).then_some((begins, ends, label))
}

/// Marks while their tags are read.
#[derive(Default)]
pub(super) struct Tags {
    /// The marks so far, places in bytes.
    pub(super) marks: Vec<Mark>,
    /// Those that the next token may go on with, by the column or attribute that they stand in.
    open: BTreeMap<String, usize>,
    /// Which touch a row that cannot be read.
    torn: Vec<bool>,
    is_behind_gap: bool,
}

impl Tags {
    /// Takes a token with its tags, each with where it stands. Gives the marks that begin with it.
    pub(super) fn token<'t>(
        &mut self,
        tags: impl IntoIterator<Item = (&'t str, &'t str)>,
        place: Place,
        line: usize,
    ) -> BTreeMap<&'t str, usize> {
        let (mut begun, mut open) = (BTreeMap::new(), BTreeMap::new());
        for (column, tag) in tags {
            let Some((begins, ends, label)) = tag_of(tag) else { continue };
            let known = self.open.get(column).copied().filter(|_| !begins);
            let known = known.filter(|at| self.marks.get(*at).is_some_and(|m| m.label == label));
            let at = known.unwrap_or(self.marks.len());
            match known.and_then(|at| self.marks.get_mut(at)) {
                Some(mark) => mark.places.iter_mut().for_each(|one| one.end = place.end),
                None => {
                    let (label, places) = (label.to_owned(), vec![place]);
                    let id = format!("{:06}", at + 1);
                    self.marks.push(Mark { id, label, places, line, ..Mark::default() });
                    self.torn.push(self.is_behind_gap && !begins);
                    begun.insert(column, at);
                }
            }
            if !ends {
                open.insert(column.to_owned(), at);
            }
        }
        self.open = open;
        self.is_behind_gap = false;
        begun
    }

    /// Passes over a row that cannot be read.
    pub(super) fn gap(&mut self) {
        for at in std::mem::take(&mut self.open).into_values() {
            if let Some(torn) = self.torn.get_mut(at) {
                *torn = true;
            }
        }
        self.is_behind_gap = true;
    }

    /// Ends a sentence: only marks that `goes_on` says so of may go on in the next.
    pub(super) fn end_sentence(&mut self, goes_on: impl Fn(usize) -> bool) {
        self.open.retain(|_, at| goes_on(*at));
    }

    /// The marks with their words as they stand in the text, which they were read with. Those that are torn are told.
    pub(super) fn finish(self, text: &str, mut tell: impl FnMut(usize, String)) -> Vec<Mark> {
        let mut marks = Vec::with_capacity(self.marks.len());
        for (mut mark, is_torn) in self.marks.into_iter().zip(self.torn) {
            mark.quote = mark.extent().of(text).to_owned();
            if is_torn {
                let (label, words) = (&mark.label, &mark.quote);
                let what = format!(
                    "“{words}” ({label}) may go on in a line that cannot be read, so it stays out"
                );
                tell(mark.line, what);
            } else {
                marks.push(mark);
            }
        }
        marks
    }
}

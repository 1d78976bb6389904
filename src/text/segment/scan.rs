//! One pass over a paragraph, from left to right, that finds where its sentences end.

use super::decide::{self, Verdict};
use super::guide::Guide;
use super::items::Items;
use super::marks;
use super::nesting::Nesting;
use super::place::Place;
use super::rules::Rules;
use super::run::{Closing, Run};

/// The end of a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Cut {
    /// One past its last byte, counted from the beginning of the paragraph.
    pub end: usize,
    /// Is it certain that the sentence ends here?
    pub sure: bool,
}

/// Puts the ends of the sentences of `paragraph` into `cuts`, which is emptied first. The paragraph has no white space
/// at its ends; the last cut is its end.
pub(super) fn cut(paragraph: &str, rules: &Rules, cuts: &mut Vec<Cut>) {
    cuts.clear();
    let mut scanner = Scanner {
        text: paragraph,
        rules,
        guide: rules.guided.then(|| Guide::new(paragraph)),
        nesting: Nesting::default(),
        items: Items::default(),
        start: 0,
        cuts,
    };
    scanner.scan();
    cuts.push(Cut { end: paragraph.len(), sure: true });
}

struct Scanner<'t, 's> {
    text: &'t str,
    rules: &'s Rules,
    guide: Option<Guide<'t>>,
    nesting: Nesting,
    items: Items,
    /// Where the current sentence began.
    start: usize,
    cuts: &'s mut Vec<Cut>,
}

impl Scanner<'_, '_> {
    fn scan(&mut self) {
        let mut at = 0;
        while let Some((found, c)) = next_mark(self.text, at) {
            at = if self.rules.ends_sentence(c) {
                self.weigh(found)
            } else {
                self.nesting.see(self.text, found, c, self.start, self.rules);
                found + c.len_utf8()
            };
        }
    }

    /// Weighs the run of terminators at byte `at`; gives the byte to go on from.
    fn weigh(&mut self, at: usize) -> usize {
        let run = Run::at(self.text, at, self.rules);
        let closing = Closing::behind(self.text, run.end, &mut self.nesting);
        if self.nesting.encloses(closing.end) || closing.end >= self.text.len() {
            return closing.end;
        }
        if decide::is_inside_word(self.text, run, closing) {
            return closing.end;
        }
        let place = Place::new(self.text, self.start, run, closing, self.rules);
        if let Some(back) = self.items.next_item(&place) {
            self.begin_item(run.start - back);
            return closing.end;
        }
        let verdict = decide::decide(&place, self.rules);
        if verdict != Verdict::Inside && self.guide_agrees(&place) {
            let sure = verdict == Verdict::End && !self.nesting.is_loose_since(self.start);
            self.cuts.push(Cut { end: closing.end, sure });
            self.start = closing.end + place.gap;
        }
        closing.end
    }

    /// Ends the sentence before the list mark at byte `at`.
    fn begin_item(&mut self, at: usize) {
        let item = marks::between(self.text, self.start, at).trim_end_matches(marks::is_blank);
        self.cuts.push(Cut { end: self.start + item.len(), sure: false });
        self.start = at;
    }

    fn guide_agrees(&mut self, place: &Place<'_>) -> bool {
        let end = place.closing.end + place.gap;
        self.guide.as_mut().is_none_or(|guide| guide.agrees(place.run.start, end))
    }
}

/// The next character from byte `at` on that terminates, opens or closes something.
fn next_mark(text: &str, at: usize) -> Option<(usize, char)> {
    let bytes = text.as_bytes();
    let mut found = at;
    loop {
        found += bytes.get(found..)?.iter().position(|byte| marks::wakes(*byte))?;
        let second = bytes.get(found + 1).copied().unwrap_or(0);
        if bytes.get(found).is_some_and(|byte| marks::wakes_with(*byte, second)) {
            return marks::from(text, found).chars().next().map(|c| (found, c));
        }
        found += 1;
    }
}

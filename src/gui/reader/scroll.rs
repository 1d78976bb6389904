//! Where the reader is: a paragraph and a distance into it, so that nothing above can move what is in view.
//!
//! No pixel offset of the whole text is kept; that of a long text would not fit a number of the toolkit.

/// Paragraphs under one another, as far as scrolling is concerned. Heights are in points.
pub(super) trait Stack {
    /// How many there are.
    fn count(&self) -> usize;
    /// The true height of one, which may mean laying it out now.
    fn height(&mut self, idx: usize) -> f64;
    /// The sum of the heights above one, guessed where not known.
    fn above(&self, idx: usize) -> f64;
    /// Which one lies at a distance from the top, and how far into it that is.
    fn find(&self, y: f64) -> (usize, f64);
}

/// A paragraph in view: its number and where its top lies below the top of the view, in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Shown {
    pub(super) idx: usize,
    pub(super) top: f64,
    pub(super) height: f64,
}

/// The reader's place.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Scroll {
    /// The paragraph at the top of the view.
    pub(super) anchor: usize,
    /// How much of it lies above the view, in points.
    pub(super) offset: f64,
    /// How far a movement under way still has to go, in points.
    pub(super) glide: f64,
}

/// A jump of more views than this is looked up in the guessed heights, not walked paragraph by paragraph.
const FAR: f64 = 4.0;
/// A movement under way covers all but a third of its way in this time, in seconds.
const PACE: f64 = 0.05;

impl Scroll {
    /// Moves by a distance, down when positive.
    pub(super) fn by(&mut self, distance: f64) {
        self.offset += distance;
    }

    /// Lets a movement under way go on for `seconds`; all of it at once for infinity. Says whether it moved.
    pub(super) fn advance(&mut self, seconds: f64) -> bool {
        if self.glide == 0.0 {
            return false;
        }
        let share = 1.0 - (-seconds / PACE).exp();
        let step = if self.glide.abs() < 1.0 { self.glide } else { self.glide * share };
        self.offset += step;
        self.glide -= step;
        true
    }

    /// Brings the place into the text again and says what is in a view of the given height.
    pub(super) fn settle(&mut self, stack: &mut impl Stack, view: f64) -> Vec<Shown> {
        let Some(last) = stack.count().checked_sub(1) else {
            *self = Self::default();
            return Vec::new();
        };
        self.anchor = self.anchor.min(last);
        if self.offset.abs() > FAR * view.max(100.0) {
            (self.anchor, self.offset) = stack.find(stack.above(self.anchor) + self.offset);
        }
        self.walk_up(stack);
        while self.anchor < last {
            let height = stack.height(self.anchor);
            if self.offset < height {
                break;
            }
            self.offset -= height;
            self.anchor += 1;
        }
        let shown = self.fill(stack, view);
        let end = shown.last().map_or(0.0, |last| last.top + last.height);
        if end >= view || (self.anchor == 0 && self.offset == 0.0) {
            return shown;
        }
        self.offset -= view - end;
        self.glide = self.glide.min(0.0);
        self.walk_up(stack);
        self.fill(stack, view)
    }

    fn walk_up(&mut self, stack: &mut impl Stack) {
        while self.offset < 0.0 {
            let Some(before) = self.anchor.checked_sub(1) else {
                self.offset = 0.0;
                self.glide = self.glide.max(0.0);
                return;
            };
            self.anchor = before;
            self.offset += stack.height(before);
        }
    }

    fn fill(&self, stack: &mut impl Stack, view: f64) -> Vec<Shown> {
        let mut shown = Vec::new();
        let mut top = -self.offset;
        for idx in self.anchor..stack.count() {
            if top >= view {
                break;
            }
            let height = stack.height(idx);
            shown.push(Shown { idx, top, height });
            top += height;
        }
        shown
    }
}

#[cfg(test)]
mod tests {
    use super::{Scroll, Stack};
    use proptest::prelude::*;

    /// Paragraphs whose guessed heights are all 100 until looked at.
    struct Pile {
        real: Vec<f64>,
        known: Vec<f64>,
    }

    impl Stack for Pile {
        fn count(&self) -> usize {
            self.real.len()
        }
        fn height(&mut self, idx: usize) -> f64 {
            self.known[idx] = self.real[idx];
            self.real[idx]
        }
        fn above(&self, idx: usize) -> f64 {
            self.known[..idx].iter().sum()
        }
        fn find(&self, y: f64) -> (usize, f64) {
            let mut rest = y.max(0.0);
            for (idx, height) in self.known.iter().enumerate() {
                if rest < *height {
                    return (idx, rest);
                }
                rest -= height;
            }
            (self.known.len() - 1, rest)
        }
    }

    fn pile(real: &[u16]) -> Pile {
        let real: Vec<f64> = real.iter().map(|height| f64::from(*height)).collect();
        Pile { known: vec![100.0; real.len()], real }
    }

    proptest! {
        #[test]
        fn the_view_is_always_filled_as_far_as_the_text_goes(
            heights in prop::collection::vec(1u16..300, 1..40),
            moves in prop::collection::vec(-3000i32..3000, 1..30),
        ) {
            let mut pile = pile(&heights);
            let mut scroll = Scroll::default();
            let total: f64 = pile.real.iter().sum();
            for distance in moves {
                scroll.by(f64::from(distance));
                let shown = scroll.settle(&mut pile, 500.0);
                let (first, last) = (shown.first().unwrap(), shown.last().unwrap());
                prop_assert!(first.top <= 0.0, "no gap at the top");
                let end = last.top + last.height;
                if total >= 500.0 {
                    prop_assert!(end >= 500.0, "no gap at the bottom");
                } else {
                    prop_assert_eq!(first.top, 0.0, "a short text stays at the top");
                }
            }
        }

        #[test]
        fn scrolling_down_and_up_again_returns_to_the_same_place(
            heights in prop::collection::vec(1u16..300, 20..40),
            steps in prop::collection::vec(1u16..200, 1..10),
        ) {
            let mut pile = pile(&heights);
            let mut scroll = Scroll::default();
            scroll.settle(&mut pile, 300.0);
            let mut places = vec![scroll];
            for step in &steps {
                scroll.by(f64::from(*step));
                scroll.settle(&mut pile, 300.0);
                places.push(scroll);
            }
            let total: f64 = pile.real.iter().sum();
            let gone: f64 = steps.iter().map(|step| f64::from(*step)).sum();
            prop_assume!(gone + 300.0 <= total);
            for step in steps.iter().rev() {
                prop_assert_eq!(Some(scroll), places.pop());
                scroll.by(-f64::from(*step));
                scroll.settle(&mut pile, 300.0);
            }
            prop_assert_eq!(scroll, Scroll::default());
        }
    }

    #[test]
    fn a_movement_under_way_ends_exactly_where_it_was_sent() {
        let mut pile = pile(&[100; 30]);
        let mut scroll = Scroll { glide: 250.0, ..Scroll::default() };
        while scroll.advance(1.0 / 60.0) {
            scroll.settle(&mut pile, 300.0);
        }
        assert_eq!(scroll.anchor, 2);
        assert!((scroll.offset - 50.0).abs() < 1e-6);
    }
}

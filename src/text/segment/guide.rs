//! Unicode's own sentence boundaries (UAX #29), for languages without tables: a place counts only if they agree.

use icu_segmenter::SentenceSegmenter;
use icu_segmenter::options::SentenceBreakInvariantOptions;

/// The boundaries of one paragraph, asked from left to right.
pub(super) struct Guide<'t> {
    boundaries: Box<dyn Iterator<Item = usize> + 't>,
    next: Option<usize>,
}

impl<'t> Guide<'t> {
    /// The boundaries of `text`.
    pub(super) fn new(text: &'t str) -> Self {
        let segmenter = SentenceSegmenter::new(SentenceBreakInvariantOptions::default());
        let mut boundaries: Box<dyn Iterator<Item = usize> + 't> =
            Box::new(segmenter.segment_str(text));
        let next = boundaries.next();
        Self { boundaries, next }
    }

    /// Is there a boundary behind byte `start` and not behind byte `end`? Both must rise from call to call.
    pub(super) fn agrees(&mut self, start: usize, end: usize) -> bool {
        while self.next.is_some_and(|boundary| boundary <= start) {
            self.next = self.boundaries.next();
        }
        self.next.is_some_and(|boundary| boundary <= end)
    }
}

//! Finding words in the article in view.

use super::{Notice, Session};
use crate::text::{FindOptions, Span, find};
use std::sync::Arc;

/// Most hits that are kept; more than anybody walks.
const MOST_HITS: usize = 10_000;

/// What is being searched for in the article in view.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Search {
    words: String,
    hits: Vec<Span>,
    at: Option<usize>,
}

impl Search {
    /// The words.
    #[must_use]
    pub fn words(&self) -> &str {
        &self.words
    }

    /// Where they stand, rising.
    #[must_use]
    pub fn hits(&self) -> &[Span] {
        &self.hits
    }

    /// The hit that is shown, by its place among the hits.
    #[must_use]
    pub fn at(&self) -> Option<usize> {
        self.at
    }

    pub(super) fn clear(&mut self) {
        *self = Self::default();
    }
}

impl Session {
    pub(super) fn find(&mut self, words: &str) {
        let Some(article) = self.article().cloned() else { return };
        if words.trim().is_empty() {
            return self.search.clear();
        }
        let options = FindOptions { limit: MOST_HITS, ..FindOptions::default() };
        let hits = find(&article.text(), words, options);
        let here = self.segment().map_or(0, |segment| segment.span.start);
        let first = hits.partition_point(|hit| hit.start < here);
        let at = if hits.is_empty() { None } else { Some(first % hits.len()) };
        self.search = Search { words: words.to_owned(), hits, at };
        self.show_hit();
    }

    pub(super) fn find_next(&mut self) {
        self.step_hit(1);
    }

    pub(super) fn find_previous(&mut self) {
        self.step_hit(-1);
    }

    fn step_hit(&mut self, by: isize) {
        let n = self.search.hits.len();
        if self.search.words.is_empty() {
            return self.tell(Notice::info("Nothing is being searched for: press Ctrl+F"));
        }
        if n == 0 {
            let words = self.search.words.clone();
            return self.tell(Notice::info(format!("“{words}” is not in this article")));
        }
        let at = self.search.at.unwrap_or(0);
        self.search.at = Some((at + n).saturating_add_signed(by) % n);
        self.show_hit();
    }

    fn show_hit(&mut self) {
        let Some(hit) = self.search.at.and_then(|at| self.search.hits.get(at)).copied() else {
            return;
        };
        let segment = self.article().map(Arc::clone).and_then(|a| a.segment_at(hit.start as usize));
        if let Some(segment) = segment {
            self.stand_on(segment);
        }
        self.show(hit);
    }
}

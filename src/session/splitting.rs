//! One statement becomes two: the second takes over who says it, and waits for its kind.

use super::{Notice, Session};
use crate::model::{Edit, Statement};
use crate::text::{Span, next_word, previous_word};
use std::sync::Arc;

/// Words with which a second statement often begins, in the languages that news is mostly read in here.
const JOINTS: [&str; 24] = [
    "and", "but", "or", "while", "whereas", "although", "though", "saying", "adding", "und",
    "aber", "oder", "während", "wobei", "et", "mais", "ou", "tandis", "y", "pero", "mientras", "e",
    "ma", "mas",
];

impl Session {
    /// Cuts the content of the statement in focus in two, at the caret if it stands inside, else where a second statement
    /// seems to begin. The second statement takes the focus.
    pub(super) fn split_statement(&mut self) {
        if !self.may_mark() {
            return;
        }
        let (Some(statement), Some(article)) = (self.focus_or_tell(), self.article().cloned())
        else {
            return;
        };
        let text = article.text();
        let inside = |byte: usize| {
            let within = |span: &&Span| span.start as usize <= byte && byte < span.end as usize;
            statement.content.iter().find(within).copied()
        };
        let at_caret = self.place.caret.filter(|caret| caret.selection().is_none());
        let at_caret = at_caret.and_then(|caret| Some((inside(caret.head)?, caret.head)));
        let longest = statement.content.iter().copied().max_by_key(|span| span.len());
        let guessed = longest.and_then(|span| Some((span, joint(&text, span)?)));
        let cut = at_caret.or(guessed).and_then(|(span, byte)| halves(&text, span, byte));
        let Some((left, right)) = cut else {
            return self.tell(Notice::warning(
                "This statement is too short to be cut in two",
                "Put the caret where the second statement begins: V and the arrow keys",
            ));
        };
        let (Some(home), Ok(id)) = (self.home(), self.ids.statement(&self.project)) else { return };
        let (first, second) = divided(&statement, left, right);
        let first = Statement { modified: Some(self.stamp()).into(), ..first };
        let second =
            Statement { id: id.clone(), created: self.stamp(), modified: None.into(), ..second };
        let label = format!("Split: {}", self.words_of(&statement));
        let edits = vec![
            Edit::Statement(home.clone(), first.id.clone(), Some(Arc::new(first))),
            Edit::Statement(home, id.clone(), Some(Arc::new(second))),
        ];
        if self.mark(&label, edits) {
            self.place.caret = None;
            self.stand_on_byte(right.start as usize);
            self.place.focus = Some(id);
            self.place.level = None;
        }
    }

    fn stand_on_byte(&mut self, byte: usize) {
        let segment = self.article().and_then(|article| article.segment_at(byte));
        if let Some(segment) = segment {
            self.stand_on(segment);
        }
    }
}

/// The two statements: the pieces before the cut, and those behind it.
fn divided(statement: &Statement, left: Span, right: Span) -> (Statement, Statement) {
    let before = statement.content.iter().copied().filter(|span| span.end <= left.start);
    let behind = statement.content.iter().copied().filter(|span| span.start >= right.end);
    let first = Statement { content: before.chain([left]).collect(), ..statement.clone() };
    let second = std::iter::once(right).chain(behind).collect();
    // A note explains the one statement that it was written on.
    let second = Statement { content: second, note: String::new().into(), ..statement.clone() };
    (first, second)
}

/// Both halves of `span` without the signs that only held them together; `None` where one would be empty.
fn halves(text: &str, span: Span, byte: usize) -> Option<(Span, Span)> {
    let left = Span::new(span.start as usize, byte);
    let words = left.of(text).trim_end_matches(|c: char| c.is_whitespace() || ",;:–—".contains(c));
    let left = Span::new(left.start as usize, left.start as usize + words.len());
    let right = Span::new(byte, span.end as usize).trimmed(text);
    let has_word = |span: Span| span.of(text).contains(char::is_alphanumeric);
    (has_word(left) && has_word(right)).then_some((left, right))
}

/// Where a second statement seems to begin: at the joint nearest the middle. Signs count as joints only where no word
/// does; without any the middle is taken.
fn joint(text: &str, span: Span) -> Option<usize> {
    let (start, end) = (span.start as usize, span.end as usize);
    let middle = (start + end) / 2;
    let mut words = Vec::new();
    let mut at = next_word(text, start);
    while at < end {
        let next = next_word(text, at);
        let from = previous_word(text, next);
        if from >= end || next <= at {
            break;
        }
        words.push((from, next));
        at = next;
    }
    let nearest = |bytes: Vec<usize>| bytes.into_iter().min_by_key(|byte| byte.abs_diff(middle));
    let is_joint = |(from, to): &&(usize, usize)| {
        let word = text.get(*from..*to).unwrap_or_default().to_lowercase();
        JOINTS.contains(&word.as_str())
    };
    let joints: Vec<usize> = words.iter().filter(is_joint).map(|(from, _)| *from).collect();
    let behind_sign = |(from, _): &&(usize, usize)| {
        let before = text.get(start..*from).unwrap_or_default().trim_end();
        before.ends_with([',', ';', ':', '–', '—', '，', '；', '、', '،'])
    };
    let signs: Vec<usize> = words.iter().filter(behind_sign).map(|(from, _)| *from).collect();
    let any: Vec<usize> = words.iter().map(|(from, _)| *from).collect();
    nearest(joints).or_else(|| nearest(signs)).or_else(|| nearest(any))
}

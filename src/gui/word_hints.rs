//! Words chosen by letters: every word of the sentence gets a letter or two, the first choice is where the selection
//! begins, the second where it ends.

use super::reader::Tag;
use crate::session::Session;
use crate::text::{Span, next_word, previous_word};

/// Letters of labels, those under the fingers first.
const LETTERS: &[u8; 26] = b"asdfjklghqwertyuiopzxcvbnm";

/// A choice of words that is under way.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WordHints {
    words: Vec<Span>,
    tags: Vec<Tag>,
    typed: String,
    first: Option<Span>,
}

/// What came of a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// Another letter is needed.
    Open,
    /// No word has this letter: the choice is over.
    None,
    /// These words.
    Words(Span),
}

impl WordHints {
    /// The words of the sentence stood on, each with its letters; `None` where it has no word.
    #[must_use]
    pub fn of(session: &Session) -> Option<Self> {
        let (segment, article) = session.segment().zip(session.article())?;
        let words = words_in(&article.text(), segment.span);
        let labels = labels(words.len());
        let tags = words.iter().zip(labels);
        let tags = tags.map(|(word, label)| Tag { byte: word.start as usize, label }).collect();
        (!words.is_empty()).then(|| Self { words, tags, ..Self::default() })
    }

    /// The letters to show: those that what was typed still leads to.
    #[must_use]
    pub fn tags(&self) -> Vec<Tag> {
        self.tags.iter().filter(|tag| tag.label.starts_with(&self.typed)).cloned().collect()
    }

    /// The word that was chosen first.
    #[must_use]
    pub fn first(&self) -> Option<Span> {
        self.first
    }

    /// Takes a letter.
    pub fn press(&mut self, letter: char) -> Choice {
        self.typed.extend(letter.to_lowercase());
        let mut leads = self.tags.iter().zip(&self.words);
        if let Some((_, word)) = leads.find(|(tag, _)| tag.label == self.typed) {
            let word = *word;
            self.typed.clear();
            return match self.first {
                Some(first) => Choice::Words(first.union(word)),
                None => {
                    self.first = Some(word);
                    Choice::Open
                }
            };
        }
        let goes_on = self.tags.iter().any(|tag| tag.label.starts_with(&self.typed));
        if goes_on { Choice::Open } else { Choice::None }
    }
}

/// The words of a stretch of the text, in their order.
fn words_in(text: &str, span: Span) -> Vec<Span> {
    let mut words = Vec::new();
    let mut at = span.start as usize;
    loop {
        let end = next_word(text, at);
        let start = previous_word(text, end);
        if start < at || start >= span.end as usize || end <= at {
            return words;
        }
        words.push(Span::new(start, end.min(span.end as usize)));
        at = end;
    }
}

/// `n` labels of one letter, or of two where the letters do not suffice; none begins another.
fn labels(n: usize) -> Vec<String> {
    let letters = LETTERS.len();
    let n_pairs = n.saturating_sub(letters).div_ceil(letters - 1).min(letters);
    let (pairs, singles) = LETTERS.split_at(n_pairs.min(letters));
    let single = singles.iter().map(|letter| char::from(*letter).to_string());
    let pair = pairs.iter().flat_map(|first| {
        LETTERS.iter().map(move |second| [*first, *second].map(char::from).iter().collect())
    });
    // Words at the start of a sentence are chosen most often.
    single.chain(pair).take(n).collect()
}

#[cfg(test)]
mod tests {
    use super::labels;

    #[test]
    fn labels_are_as_many_as_words_and_none_begins_another() {
        for n in [0, 1, 26, 27, 60, 500] {
            let labels = labels(n);
            assert_eq!(labels.len(), n);
            for (index, label) in labels.iter().enumerate() {
                let others = labels.iter().enumerate().filter(|(other, _)| *other != index);
                assert!(others.map(|(_, other)| other).all(|other| !other.starts_with(label)));
            }
        }
        assert!(labels(50).iter().filter(|label| label.len() == 1).count() >= 25);
    }
}

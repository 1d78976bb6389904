//! Searches all texts, statements and notes.

use super::Toil;
use crate::model::{Layer, Tables};
use crate::session::job::{Done, Hit, HitPlace};
use crate::text::{FindOptions, Finder, Span};

/// Most hits of a search through everything.
const MOST_HITS: usize = 500;
/// Code points shown on either side of a hit.
const AROUND: usize = 40;

impl Toil {
    pub(super) fn find(&self, words: String, tables: &Tables) {
        let finder = Finder::new(&words, FindOptions::default());
        let mut found = Found::default();
        for article in tables.articles().values() {
            if self.answers.is_cancelled() {
                return;
            }
            for span in finder.find(article.text()) {
                found.take(|| Hit {
                    article: article.id().clone(),
                    place: HitPlace::Text(span),
                    words: around(article.text(), span),
                });
            }
        }
        for layer in tables.layers().values() {
            find_in_notes(&finder, layer, &mut found);
        }
        self.answers.send(Done::Found { words, hits: found.hits, more: found.more });
    }
}

/// Hits, up to as many as are shown, and how many more there are.
#[derive(Default)]
struct Found {
    hits: Vec<Hit>,
    more: usize,
}

impl Found {
    fn take(&mut self, hit: impl FnOnce() -> Hit) {
        if self.hits.len() < MOST_HITS {
            self.hits.push(hit());
        } else {
            self.more += 1;
        }
    }
}

fn find_in_notes(finder: &Finder, layer: &Layer, found: &mut Found) {
    for statement in layer.statements().values() {
        for span in finder.find(&statement.note).into_iter().take(1) {
            found.take(|| Hit {
                article: layer.id().article.clone(),
                place: HitPlace::Note(statement.id.clone()),
                words: around(&statement.note, span),
            });
        }
    }
}

/// A hit with the words around it, on one line.
fn around(text: &str, span: Span) -> String {
    let before = text.get(..span.start as usize).unwrap_or_default();
    let from = before.char_indices().rev().nth(AROUND).map_or(0, |(byte, _)| byte);
    let behind = text.get(span.end as usize..).unwrap_or_default();
    let to = behind
        .char_indices()
        .nth(AROUND * 2)
        .map_or(text.len(), |(byte, _)| span.end as usize + byte);
    let words = text.get(from..to).unwrap_or_default();
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

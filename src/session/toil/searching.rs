//! Searches all texts, statements and notes on every core, for as long as nothing else is sought.

use super::Toil;
use crate::model::{Article, Layer, Project, Statement};
use crate::session::job::{Done, Hit, HitPlace};
use crate::store::crew;
use crate::text::{FindOptions, Finder, Span};
use std::sync::Arc;

/// Most hits of a search through everything.
const MOST_HITS: usize = 500;
/// Code points shown on either side of a hit.
const AROUND: usize = 40;
/// Articles or layers that are searched before it is asked whether anybody still waits.
const AT_A_TIME: usize = 64;

impl Toil {
    pub(super) fn find(&self, words: String, project: &Project) {
        let finder = Finder::new(&words, FindOptions::default());
        let articles: Vec<&Article> = project.articles().values().map(AsRef::as_ref).collect();
        let layers = project.layers_with_notes();
        let layers: Vec<&Layer> = layers.into_iter().map(AsRef::as_ref).collect();
        let texts = self.search(&articles, |article, found| found.in_text(&finder, article));
        let notes = self.search(&layers, |layer, found| found.in_notes(&finder, layer));
        // Who gave it up, or went on typing, waits for something else.
        let Some((mut found, notes)) = texts.zip(notes) else { return };
        found.append(notes);
        let hits: Vec<Hit> = found.places.iter().map(Place::hit).collect();
        let more = found.n - hits.len();
        self.answers.send(Done::Found { words, hits, more });
    }

    /// What is found in these, in their order; `None` when nobody waits for it any more.
    fn search<'a, T: Sync>(
        &self,
        items: &[&'a T],
        look_at: impl Fn(&'a T, &mut Found<'a>) + Sync,
    ) -> Option<Found<'a>> {
        let blocks: Vec<&[&'a T]> = items.chunks(AT_A_TIME).collect();
        let answers = &self.answers;
        let blocks = crew::each(&blocks, crew::n_cores(), |block| {
            let mut found = Found::default();
            let is_awaited = !answers.is_cancelled() && !answers.is_overtaken();
            is_awaited.then(|| {
                block.iter().for_each(|item| look_at(item, &mut found));
                found
            })
        });
        blocks.into_iter().try_fold(Found::default(), |mut all, found| {
            all.append(found?);
            Some(all)
        })
    }
}

/// Where words stand.
enum Place<'a> {
    Text(&'a Article, Span),
    Note(&'a Layer, Arc<Statement>, Span),
}

/// The first places, up to as many as are shown, and how many there are.
#[derive(Default)]
struct Found<'a> {
    places: Vec<Place<'a>>,
    n: usize,
}

impl<'a> Found<'a> {
    fn take(&mut self, place: Place<'a>) {
        self.n += 1;
        if self.places.len() < MOST_HITS {
            self.places.push(place);
        }
    }

    fn append(&mut self, other: Self) {
        let room = MOST_HITS - self.places.len();
        self.places.extend(other.places.into_iter().take(room));
        self.n += other.n;
    }

    fn in_text(&mut self, finder: &Finder, article: &'a Article) {
        let spans = finder.find(&article.text()).into_iter();
        spans.for_each(|span| self.take(Place::Text(article, span)));
    }

    /// One hit a note is enough: it is shown whole.
    fn in_notes(&mut self, finder: &Finder, layer: &'a Layer) {
        for statement in layer.marks().statements().values() {
            if let Some(span) = finder.find(&statement.note).into_iter().next() {
                self.take(Place::Note(layer, Arc::clone(statement), span));
            }
        }
    }
}

impl Place<'_> {
    fn hit(&self) -> Hit {
        match self {
            Self::Text(article, span) => Hit {
                article: article.id().clone(),
                place: HitPlace::Text(*span),
                words: around(&article.text(), *span),
            },
            Self::Note(layer, statement, span) => Hit {
                article: layer.id().article.clone(),
                place: HitPlace::Note(statement.id.clone()),
                words: around(&statement.note, *span),
            },
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

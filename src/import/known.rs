//! What is here already: texts of the project and of what is being taken in, found again by hash and by likeness.

use crate::model::{Article, ArticleId, sha256};
use crate::text::Resemblances;
use std::collections::HashMap;
use std::sync::Arc;

/// Where a text is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// In the project.
    Article(ArticleId),
    /// In the file of this name, which is being taken in too.
    File(String),
}

/// A text that is known already, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Twin {
    /// The very same text.
    Same(Place),
    /// One that is much like it, see [`crate::text::NEAR`].
    Near {
        /// Where.
        place: Place,
        /// The share of runs of four words that both have, in hundredths.
        percent: u8,
    },
}

/// The texts that are known.
#[derive(Debug, Default)]
pub struct Known {
    by_hash: HashMap<String, Place>,
    alike: Resemblances<Place>,
}

impl Known {
    /// The texts of a project.
    pub fn of<'a>(articles: impl Iterator<Item = &'a Arc<Article>>) -> Self {
        let mut known = Self::default();
        for article in articles {
            let place = Place::Article(article.id().clone());
            known.by_hash.insert(article.sha256().to_owned(), place.clone());
            known.alike.add(place, article.frozen_text().clone());
        }
        known
    }

    /// The text that is the same or, failing that, the one most like it. A text that is new is remembered as that of `file`.
    pub fn meet(&mut self, file: &str, text: &str) -> Option<Twin> {
        let hash = sha256(text);
        if let Some(place) = self.by_hash.get(&hash) {
            return Some(Twin::Same(place.clone()));
        }
        let near = self.alike.nearest(text).map(|(place, share)| {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "a share lies between 0 and 1"
            )]
            let percent = (share * 100.0).floor() as u8;
            Twin::Near { place: place.clone(), percent }
        });
        let place = Place::File(file.to_owned());
        self.by_hash.insert(hash, place.clone());
        self.alike.add(place, text.into());
        near
    }
}

//! What lies in layers, and texts, folded away in memory.

use super::pen::{Compact, Pen, Scan};
use super::put_marks;
use crate::model::assemble::LayerParts;
use crate::model::{Article, ArticleId, Marks, Table, Tables, changes};
use crate::text::Folding;
use std::sync::Arc;

/// The most statements of a layer that is folded: they are put together again in half a millisecond, which a frame can spare.
const MOST_STATEMENTS: usize = 4_000;

/// In about so many times the bytes a layer lies in memory when it is not folded.
const TIMES: usize = 6;

/// Folds what lies in a layer into the bytes that [`pack`](super::pack) has for it. Packed once more they would take a fortieth
/// off the memory of a window with ten thousand articles, and half as long again to be unfolded.
#[derive(Debug)]
struct InFewBytes;

impl Folding<Marks> for InFewBytes {
    fn fold(&self, marks: &Marks) -> Option<Vec<u8>> {
        if marks.is_blank() || marks.statements().len() > MOST_STATEMENTS {
            return None;
        }
        let mut pen = Pen::default();
        put_marks(marks, &mut pen);
        Some(pen.finish_behind(Pen::default()))
    }

    fn unfold(&self, bytes: &[u8]) -> Option<Marks> {
        let mut scan = Scan::new(bytes);
        scan.learn_names()?;
        let parts = LayerParts {
            statements: Compact::take(&mut scan)?,
            relations: Compact::take(&mut scan)?,
            remarks: Compact::take(&mut scan)?,
            no_statement: Compact::take(&mut scan)?,
            ..LayerParts::default()
        };
        let (marks, doubled) = parts.into_marks();
        (doubled.is_empty() && scan.is_at_the_end()).then_some(marks)
    }

    fn weight(&self, bytes: &[u8]) -> usize {
        bytes.len() * TIMES
    }
}

/// Folds away every text and what lies in every layer, but for what somebody looks at and what is too large to be unfolded
/// within a frame. `goes_on` is asked before each article whether anybody still wants it.
pub fn fold_away(tables: &Tables, goes_on: impl Fn() -> bool) {
    tables.articles().values().take_while(|_| goes_on()).for_each(|one| fold_one(one, tables));
}

/// The same for the articles that `before` has not.
pub fn fold_new(before: &Table<ArticleId, Arc<Article>>, tables: &Tables) {
    let new = changes(before, tables.articles()).filter(|article| article.old.is_none());
    new.filter_map(|article| article.new).for_each(|article| fold_one(article, tables));
}

fn fold_one(article: &Article, tables: &Tables) {
    article.frozen_text().fold();
    tables.layers_of(article.id()).for_each(|layer| layer.fold(&InFewBytes));
}

//! Records that another program changed between the end of a program that was killed and the next start, while unsaved
//! steps on them lay in the journal.
//!
//! A step knows what stood in its place before it. The file of a program that was killed holds that, or what this step or
//! a later one put there, when it was being saved. What holds neither was changed by somebody else.

use super::changes::{Key, key_of};
use super::steps::FoundStep;
use crate::model::assemble::Home;
use crate::model::{Article, ArticleId, Edit, Tables};
use crate::text::Span;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What steps did in one place.
struct Trail {
    /// What the first of them found there.
    before: Edit,
    /// What the file holds.
    there: Edit,
    /// Does it hold something that a step of ours found or left?
    is_ours: bool,
}

/// An edit and what takes it back.
type Pair<'a> = (&'a Edit, &'a Edit);

/// Names the place of a value: its record, and which value of it. Articles have none, because a text never changes; nor do
/// segments, which are named by where they lie, and other steps move that.
fn place(edit: &Edit) -> Option<(Key, String)> {
    let value = match edit {
        Edit::Settings(_) | Edit::Source(..) | Edit::Proposition(..) => String::new(),
        Edit::Annotator(id, _) => format!("annotator {id}"),
        Edit::Metadata(..) => "metadata".to_owned(),
        Edit::Layer(..) => "head".to_owned(),
        Edit::Statement(_, id, _) => format!("statement {id}"),
        Edit::Relation(_, id, _) => format!("relation {id}"),
        Edit::Remark(_, id, _) => format!("remark {id}"),
        Edit::NoStatement(_, span, _) => format!("none {}-{}", span.start, span.end),
        Edit::Article(..) | Edit::Segments { .. } | Edit::Batch(_) => return None,
    };
    Some((key_of(edit)?, value))
}

fn leaves<'a>(edit: &'a Edit, into: &mut Vec<&'a Edit>) {
    match edit {
        Edit::Batch(edits) => edits.iter().for_each(|edit| leaves(edit, into)),
        leaf => into.push(leaf),
    }
}

/// The edits of a step, each with what takes it back.
fn pairs(found: &FoundStep) -> impl Iterator<Item = Pair<'_>> {
    let (mut after, mut before) = (Vec::new(), Vec::new());
    leaves(&found.step.edit, &mut after);
    leaves(&found.step.inverse, &mut before);
    before.reverse();
    after.into_iter().zip(before)
}

/// The tables as the steps found them, and the records in which that is not what the files hold.
pub(super) fn overlaps(files: &Tables, steps: &[FoundStep]) -> (Tables, Vec<Home>) {
    let mut trails: BTreeMap<(Key, String), Trail> = BTreeMap::new();
    let mut cuts: BTreeMap<&ArticleId, Vec<Pair<'_>>> = BTreeMap::new();
    for (after, before) in steps.iter().flat_map(pairs) {
        // Whoever brings an article anew brings its segments too.
        if let Edit::Segments { article, .. } | Edit::Article(article, _) = after {
            cuts.entry(article).or_default().push((after, before));
        }
        let Some(place) = place(after) else { continue };
        // Where there is no article or layer for it, nothing is put back, so nothing is written over either.
        let Some(there) = files.clone().put(after.clone()) else { continue };
        let is_ours = there == *before;
        let new = || Trail { before: before.clone(), there, is_ours };
        let trail = trails.entry(place).or_insert_with(new);
        trail.is_ours |= trail.there == *after;
    }
    let mut found = files.clone();
    let mut homes = Vec::new();
    for ((key, _), trail) in trails.into_iter().filter(|(_, trail)| !trail.is_ours) {
        found.put(trail.before);
        if homes.last() != Some(&key.home()) {
            homes.push(key.home());
        }
    }
    let is_cut =
        |cuts: &[Pair<'_>]| cuts.iter().any(|(after, _)| matches!(after, Edit::Segments { .. }));
    let theirs = cuts.iter().filter(|(_, cuts)| is_cut(cuts) && !are_ours(files, cuts));
    for (article, _) in theirs {
        // Which segments the steps found, nobody knows: none stand for them.
        let (article, within) = ((*article).clone(), Span { start: 0, end: u32::MAX });
        found.put(Edit::Segments { article: article.clone(), within, run: Vec::new() });
        let home = Home::Article(article);
        if !homes.contains(&home) {
            homes.push(home);
        }
    }
    (found, homes)
}

/// Are the segments in the files those before one of these steps, or behind the last? From there the steps lead on, each
/// finding what it found, and those before it lead back in the same way.
fn are_ours(files: &Tables, cuts: &[Pair<'_>]) -> bool {
    let is_led = |n_done: usize| {
        let (done, open) = cuts.split_at(n_done);
        let (mut back, mut on) = (files.clone(), files.clone());
        done.iter().rev().all(|(after, before)| is_put(&mut back, before, after))
            && open.iter().all(|(after, before)| is_put(&mut on, after, before))
    };
    (0..=cuts.len()).any(is_led)
}

/// Puts an edit; did it find this? Without an article there is nothing to find. Of an article only the segments matter: the
/// rest of it has places of its own, and steps leave its text out.
fn is_put(tables: &mut Tables, edit: &Edit, expected: &Edit) -> bool {
    match (tables.put(edit.clone()), expected) {
        (Some(Edit::Article(_, found)), Edit::Article(_, expected)) => {
            let segments = |article: &Option<Arc<Article>>| {
                article.as_ref().map(|article| article.segments().to_vec())
            };
            segments(&found) == segments(expected)
        }
        (Some(found), expected) => found == *expected,
        (None, _) => true,
    }
}

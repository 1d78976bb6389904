//! Records that another program changed between the end of a program that was killed and the next start, while unsaved
//! steps on them lay in the journal.
//!
//! A step knows what stood in its place before it. The file of a program that was killed holds that, or what this step or
//! a later one put there, when it was being saved. What holds neither was changed by somebody else.

use super::changes::{Key, key_of};
use super::steps::FoundStep;
use crate::model::assemble::Home;
use crate::model::{Edit, Tables};
use std::collections::BTreeMap;

/// What steps did in one place.
struct Trail {
    /// What the first of them found there.
    before: Edit,
    /// What the file holds.
    there: Edit,
    /// Does it hold something that a step of ours found or left?
    is_ours: bool,
}

/// Names the place of a value: its record, and which value of it. Articles and their segments have none: an article's
/// text never changes, and its segments are named by where they lie, which other steps move.
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

/// The tables as the steps found them, and the records in which that is not what the files hold.
pub(super) fn overlaps(files: &Tables, steps: &[FoundStep]) -> (Tables, Vec<Home>) {
    let mut trails: BTreeMap<(Key, String), Trail> = BTreeMap::new();
    for FoundStep { step, .. } in steps {
        let (mut after, mut before) = (Vec::new(), Vec::new());
        leaves(&step.edit, &mut after);
        leaves(&step.inverse, &mut before);
        before.reverse();
        for (after, before) in after.into_iter().zip(before) {
            let Some(place) = place(after) else { continue };
            // Where there is no article or layer for it, nothing is put back, so nothing is written over either.
            let Some(there) = files.clone().put(after.clone()) else { continue };
            let is_ours = there == *before;
            let new = || Trail { before: before.clone(), there, is_ours };
            let trail = trails.entry(place).or_insert_with(new);
            trail.is_ours |= trail.there == *after;
        }
    }
    let mut found = files.clone();
    let mut homes = Vec::new();
    for ((key, _), trail) in trails.into_iter().filter(|(_, trail)| !trail.is_ours) {
        found.put(trail.before);
        if homes.last() != Some(&key.home()) {
            homes.push(key.home());
        }
    }
    (found, homes)
}

//! Makes the sample project out of two invented articles and their gold reading, and says what it holds.
//!
//! `cargo run --example sample` checks the reading against the texts and the rules of the model: every quote where it should
//! be, every sentence read, every denial with a target, every hard case of the code book present.

mod build;
mod gold;
mod places;

use ascribe::model::{Kind, Layer, Project, assemble};
use ascribe::text::{Role, Segment};
use gold::Gold;
use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::io::{Write as _, stdout};

/// The code book numbers its hard cases from 1 to this.
const HARD_CASES: u8 = 23;

fn main() -> Result<(), Box<dyn Error>> {
    let gold: Gold = ron::from_str(include_str!("gold.ron"))?;
    let texts = BTreeMap::from([
        ("harbour-contract.txt", include_str!("harbour-contract.txt")),
        ("second-berth.txt", include_str!("second-berth.txt")),
    ]);
    let project = build::project(&gold, &texts)?;
    let gaps = gaps(&gold, &project);
    if !gaps.is_empty() {
        return Err(gaps.join("\n").into());
    }
    stdout().write_all(summary(&project).as_bytes())?;
    Ok(())
}

/// What the reading leaves out: sentences without a mark, denials without a target, hard cases.
fn gaps(gold: &Gold, project: &Project) -> Vec<String> {
    let mut gaps: Vec<String> = assemble::unfinished(project)
        .into_iter()
        .map(|problem| format!("{}: {}", problem.record, problem.what))
        .collect();
    for layer in project.layers().values().filter(|layer| !layer.is_blank()) {
        gaps.extend(unread(project, layer));
    }
    let shown = hard_cases(gold);
    let missing = (1..=HARD_CASES).filter(|case| !shown.contains(case));
    gaps.extend(missing.map(|case| format!("nothing shows the hard case {case}")));
    gaps
}

/// Sentences of a layer's article that bear neither a statement nor the mark that there is none.
fn unread(project: &Project, layer: &Layer) -> Vec<String> {
    let Some(article) = project.articles().get(&layer.id().article) else { return Vec::new() };
    let is_read = |segment: &&Segment| {
        layer.with_content_in(segment.span).next().is_some() || layer.is_no_statement(segment.span)
    };
    let sentences = article.segments().iter().filter(|segment| segment.role == Role::Sentence);
    sentences
        .filter(|segment| !is_read(segment))
        .map(|segment| format!("not read: {}", segment.span.of(article.text())))
        .collect()
}

fn hard_cases(gold: &Gold) -> BTreeSet<u8> {
    let articles = gold.articles.iter();
    articles
        .flat_map(|article| {
            let statements = article.statements.iter().flat_map(|s| &s.hard_cases);
            statements.chain(article.remarks.iter().flat_map(|r| &r.hard_cases))
        })
        .copied()
        .collect()
}

/// One line for each layer that holds something.
fn summary(project: &Project) -> String {
    let layers = project.layers().values().filter(|layer| !layer.is_blank());
    layers
        .map(|layer| {
            let n = |kind| layer.statements().values().filter(|s| s.kind == kind).count();
            format!(
                "{}: {} claims, {} denials, {} facts, {} relations, {} remarks, {} sentences without a statement\n",
                layer.id().article,
                n(Kind::Claim),
                n(Kind::Denial),
                n(Kind::Fact),
                layer.relations().len(),
                layer.remarks().len(),
                layer.no_statement().len(),
            )
        })
        .collect()
}

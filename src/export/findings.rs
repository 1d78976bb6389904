//! Verdicts with what they are about: a proposition and the statements that assert it, or a statement by itself.

use super::{Selected, UNIT};
use crate::model::{
    AnnotatorId, Article, Confidence, Evidence, Kind, Proposition, Statement, Verdict, newest,
};
use crate::report::When;
use jiff::Timestamp;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A statement that goes out, with where it lies.
#[derive(Clone)]
pub(super) struct Said<'a> {
    pub(super) article: &'a Article,
    pub(super) by: &'a AnnotatorId,
    pub(super) statement: Arc<Statement>,
}

impl Said<'_> {
    /// The words of the content; parts that stand apart are joined with “ … ”.
    pub(super) fn words(&self) -> String {
        let text = &self.article.text();
        let parts = self.statement.content.iter().map(|span| span.of(text));
        parts.collect::<Vec<_>>().join(" … ")
    }

    /// Where the content stands: “utf8-bytes 86-101;152-164”.
    pub(super) fn place(&self) -> String {
        let ranges = self.statement.content.iter().map(|s| format!("{}-{}", s.start, s.end));
        format!("{UNIT} {}", ranges.collect::<Vec<_>>().join(";"))
    }
}

/// A verdict that somebody gave.
pub(super) struct Finding<'a> {
    /// `proposition:` or `statement:` with the id.
    pub(super) id: String,
    /// The proposition, where it is about one.
    pub(super) proposition: Option<&'a Proposition>,
    pub(super) verdict: Verdict,
    /// The reason; empty for a verdict on a statement, which has none of its own.
    pub(super) why: &'a str,
    pub(super) confidence: Option<Confidence>,
    pub(super) by: AnnotatorId,
    pub(super) at: Timestamp,
    pub(super) evidence: Vec<Evidence>,
    /// What it is about, by time; those of which no day is known come last.
    pub(super) about: Vec<Said<'a>>,
    /// Who denies the proposition, in the same order.
    pub(super) denials: Vec<Said<'a>>,
}

/// Every statement that goes out, by article, annotator and place in the text.
pub(super) fn said<'a>(selected: &Selected<'a>) -> Vec<Said<'a>> {
    let mut all = Vec::new();
    for article in selected.articles() {
        for layer in selected.layers(article.id()) {
            let by = layer.by();
            let statements = selected.statements(&layer).cloned();
            all.extend(statements.map(|statement| Said { article, by, statement }));
        }
    }
    all
}

/// The verdicts on what goes out, those on propositions first. *Unverified* is none.
pub(super) fn findings<'a>(selected: &Selected<'a>) -> Vec<Finding<'a>> {
    let mut about: BTreeMap<_, Vec<Said<'a>>> = BTreeMap::new();
    let mut alone = Vec::new();
    let propositions = selected.project().propositions();
    let verdict = |proposition: &'a Proposition| {
        newest(&proposition.verdicts).filter(|one| one.grade != Verdict::Unverified)
    };
    for said in said(selected) {
        let of = said.statement.proposition.as_ref().and_then(|id| propositions.get(id));
        match of.filter(|proposition| verdict(proposition).is_some()) {
            Some(proposition) => about.entry(&proposition.id).or_default().push(said),
            None if said.statement.verdict != Verdict::Unverified => alone.push(said),
            None => {}
        }
    }
    let judged = about.into_iter().filter_map(|(id, mut about): (_, Vec<Said<'a>>)| {
        let proposition = propositions.get(id)?;
        let judgement = verdict(proposition)?;
        about.sort_by_key(|said| {
            let day = When::of(Some(said.article), &said.statement).day();
            (day.is_none(), day)
        });
        let (denials, about) =
            about.into_iter().partition(|said| said.statement.kind == Kind::Denial);
        Some(Finding {
            id: format!("proposition:{id}"),
            proposition: Some(proposition),
            verdict: judgement.grade,
            why: &judgement.why,
            confidence: judgement.confidence,
            by: judgement.by.clone(),
            at: judgement.at,
            evidence: proposition.evidence.clone(),
            about,
            denials,
        })
    });
    let alone = alone.into_iter().map(|said| {
        let modified = said.statement.modified.as_ref();
        let stamp = modified.unwrap_or(&said.statement.created).clone();
        Finding {
            id: format!("statement:{}", said.statement.id),
            proposition: None,
            verdict: said.statement.verdict,
            why: "",
            confidence: None,
            by: stamp.by,
            at: stamp.at,
            evidence: said.statement.evidence.to_vec(),
            about: vec![said],
            denials: Vec::new(),
        }
    });
    judged.chain(alone).collect()
}

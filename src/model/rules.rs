//! What must hold in every project. An edit that would break a rule is refused with the reason.

use super::article::{Article, Metadata, check_segments};
use super::edit::Edit;
use super::id::{ArticleId, PropositionId, SourceId, StatementId};
use super::judgement::{Evidence, Judgement};
use super::layer::{Layer, LayerHead, LayerId};
use super::marks::Marks;
use super::project::Project;
use super::proposition::Proposition;
use super::refusal::Refusal;
use super::source::Source;
use super::statement::{MOST_LEVELS, Relation, Statement};
use super::vocabulary::RelationKind;
use crate::text::{Segment, Span};
use jiff::civil::Date;
use std::collections::BTreeSet;

/// Where an edit leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// To something new.
    Forward,
    /// To what was there before: a boundary that a statement already crossed may come back.
    Back,
}

type Verdict = Result<(), Refusal>;

/// May the edit be applied?
pub(super) fn check(project: &Project, edit: &Edit, way: Way) -> Verdict {
    match edit {
        Edit::Settings(_) | Edit::Batch(_) => Ok(()),
        Edit::Annotator(id, Some(new)) => {
            same_id(id.as_str(), new.id.as_str())?;
            named("annotator", &new.name)
        }
        Edit::Annotator(id, None) => {
            let layers = project.layers().keys().filter(|layer| layer.annotator == *id).count();
            free(id.as_str(), layers, "remove the layers of this annotator first")
        }
        Edit::Source(id, Some(new)) => source(project, id, new),
        Edit::Source(id, None) if *id == SourceId::unattributed() => Err(Refusal::BuiltIn),
        Edit::Source(id, None) => {
            free(id.as_str(), project.uses_of(id), "merge it with another source instead")
        }
        Edit::Proposition(id, Some(new)) => proposition(id, new),
        Edit::Proposition(id, None) => {
            let remedy = "take its statements out of it first";
            free(id.as_str(), project.n_members(id), remedy)
        }
        Edit::Article(id, new) => article(project, id, new.as_deref()),
        Edit::Metadata(id, new) => {
            existing_article(project, id)?;
            metadata(project, new)
        }
        Edit::Segments { article, within, run } => {
            segments(project, article, *within, run)?;
            if way == Way::Forward { uncut(project, article, *within, run) } else { Ok(()) }
        }
        Edit::Layer(id, head) => layer_head(project, id, head.as_ref()),
        mark => check_mark(project, mark),
    }
}

fn check_mark(project: &Project, edit: &Edit) -> Verdict {
    let Some(home) = edit.layer() else { return Ok(()) };
    let layer = project.layers().get(home).ok_or_else(|| Refusal::NoLayer(home.clone()))?;
    let text = &existing_article(project, &home.article)?.text();
    match edit {
        Edit::Statement(_, id, Some(new)) => {
            same_id(id.as_str(), new.id.as_str())?;
            let elsewhere = project.statement(id).is_some_and(|(other, _)| other != home);
            not_taken(elsewhere, id.as_str())?;
            unmarked(&layer.marks(), new)?;
            statement(project, text, new)
        }
        Edit::Statement(_, id, None) => {
            let relations = project.relations_at(id).count();
            free(id.as_str(), relations, "remove its relations first")
        }
        Edit::Relation(_, id, Some(new)) => {
            same_id(id.as_str(), new.id.as_str())?;
            let elsewhere =
                project.index.relations.get(id).is_some_and(|other| other.home != *home);
            not_taken(elsewhere, id.as_str())?;
            relation(project, home, new)
        }
        Edit::Remark(_, id, Some(new)) => {
            same_id(id.as_str(), new.id.as_str())?;
            let elsewhere = project.index.remarks.get(id).is_some_and(|other| other != home);
            not_taken(elsewhere, id.as_str())?;
            fits(text, new.span)
        }
        Edit::NoStatement(_, span, true) => {
            fits(text, *span)?;
            no_statement(&layer.marks(), *span)
        }
        _ => Ok(()),
    }
}

fn no_statement(marks: &Marks, span: Span) -> Verdict {
    if marks.with_content_in(span).next().is_some() {
        Err(Refusal::HoldsStatements)
    } else {
        Ok(())
    }
}

/// The other side of [`no_statement`]: without it a project could be made that its own files would not give back.
fn unmarked(marks: &Marks, new: &Statement) -> Verdict {
    let none = marks.no_statement();
    let marked = none.iter().any(|mark| new.content.iter().any(|part| part.overlaps(*mark)));
    if marked { Err(Refusal::MarkedAsNone) } else { Ok(()) }
}

fn same_id(expected: &str, found: &str) -> Verdict {
    if expected == found {
        return Ok(());
    }
    Err(Refusal::OtherId { expected: expected.to_owned(), found: found.to_owned() })
}

fn not_taken(taken: bool, id: &str) -> Verdict {
    if taken { Err(Refusal::Taken(id.to_owned())) } else { Ok(()) }
}

fn named(what: &'static str, name: &str) -> Verdict {
    if name.trim().is_empty() { Err(Refusal::NoName(what)) } else { Ok(()) }
}

fn free(name: &str, uses: usize, remedy: &'static str) -> Verdict {
    if uses == 0 { Ok(()) } else { Err(Refusal::InUse { name: name.to_owned(), uses, remedy }) }
}

fn existing_article<'a>(project: &'a Project, id: &ArticleId) -> Result<&'a Article, Refusal> {
    let article = project.articles().get(id);
    article.map(AsRef::as_ref).ok_or_else(|| Refusal::NoArticle(id.clone()))
}

fn existing_source(project: &Project, id: &SourceId) -> Verdict {
    if project.sources().contains_key(id) { Ok(()) } else { Err(Refusal::NoSource(id.clone())) }
}

fn source(project: &Project, id: &SourceId, new: &Source) -> Verdict {
    same_id(id.as_str(), new.id.as_str())?;
    named("source", &new.name)?;
    judgements(&new.reliability)?;
    for office in &new.offices {
        named("role", &office.title)?;
        in_order(office.from, office.to)?;
    }
    let mut above = new.part_of.as_ref();
    // A chain of bodies is never longer than there are sources, unless it runs in a circle.
    for _ in 0..=project.sources().len() {
        let Some(body) = above else { return Ok(()) };
        if body == id {
            break;
        }
        existing_source(project, body)?;
        above = project.sources().get(body).and_then(|body| body.part_of.as_ref());
    }
    Err(Refusal::PartOfItself(id.clone()))
}

fn metadata(project: &Project, new: &Metadata) -> Verdict {
    named("article", &new.title)?;
    new.sources().try_for_each(|id| existing_source(project, id))
}

fn article(project: &Project, id: &ArticleId, new: Option<&Article>) -> Verdict {
    let Some(new) = new else {
        existing_article(project, id)?;
        return if project.layers_of(id).next().is_some() {
            Err(Refusal::HoldsMarks(id.to_string()))
        } else {
            Ok(())
        };
    };
    same_id(id.as_str(), new.id.as_str())?;
    metadata(project, &new.metadata)?;
    match project.articles().get(id) {
        Some(old) if old.sha256 != new.sha256 => return Err(Refusal::Frozen(id.clone())),
        Some(_) => {}
        None => {
            if let Some(same) = project.article_with_text(&new.sha256) {
                return Err(Refusal::SameText(same.id.clone()));
            }
        }
    }
    Ok(check_segments(&new.text(), &new.segments)?)
}

fn layer_head(project: &Project, id: &LayerId, head: Option<&LayerHead>) -> Verdict {
    if head.is_some() {
        existing_article(project, &id.article)?;
        let known = project.annotators().contains_key(&id.annotator);
        return if known { Ok(()) } else { Err(Refusal::NoAnnotator(id.annotator.clone())) };
    }
    let layer = project.layers().get(id).ok_or_else(|| Refusal::NoLayer(id.clone()))?;
    let name = || format!("{} / {}", id.article, id.annotator);
    if layer.marks().is_blank() { Ok(()) } else { Err(Refusal::HoldsMarks(name())) }
}

fn fits(text: &str, span: Span) -> Verdict {
    if span.fits(text) { Ok(()) } else { Err(Refusal::OutsideText(span)) }
}

fn rising(text: &str, what: &'static str, spans: &[Span]) -> Verdict {
    spans.iter().try_for_each(|span| fits(text, *span))?;
    let apart = spans.iter().zip(spans.iter().skip(1)).all(|(a, b)| a.end <= b.start);
    if apart { Ok(()) } else { Err(Refusal::Tangled(what)) }
}

/// The rules for one statement, whichever layer it is for.
pub(super) fn statement(project: &Project, text: &str, new: &Statement) -> Verdict {
    if new.content.is_empty() {
        return Err(Refusal::NoContent);
    }
    if new.chain.len() > MOST_LEVELS {
        return Err(Refusal::TooManyLevels);
    }
    rising(text, "content", &new.content)?;
    rising(text, "cue", &new.author_cue.words)?;
    for level in &new.chain {
        rising(text, "source mention", &level.mention)?;
        rising(text, "cue", &level.cue.words)?;
        level.head.map_or(Ok(()), |head| fits(text, head))?;
    }
    judgements(&new.credibility)?;
    evidence(&new.evidence)?;
    new.date.as_ref().map_or(Ok(()), |date| in_order(Some(date.from), Some(date.to)))?;
    if let Some(id) =
        new.proposition.as_ref().filter(|id| !project.propositions().contains_key(*id))
    {
        return Err(Refusal::NoProposition(id.clone()));
    }
    new.sources().try_for_each(|id| existing_source(project, id))
}

fn proposition(id: &PropositionId, new: &Proposition) -> Verdict {
    same_id(id.as_str(), new.id.as_str())?;
    named("proposition", &new.wording)?;
    judgements(&new.verdicts)?;
    evidence(&new.evidence)
}

fn judgements<G>(judgements: &[Judgement<G>]) -> Verdict {
    let reasoned = judgements.iter().all(|one| !one.why.trim().is_empty());
    if reasoned { Ok(()) } else { Err(Refusal::NoReason) }
}

fn evidence(evidence: &[Evidence]) -> Verdict {
    let leads = evidence.iter().all(|one| !one.reference.trim().is_empty());
    if leads { Ok(()) } else { Err(Refusal::NoReference) }
}

fn in_order(from: Option<Date>, to: Option<Date>) -> Verdict {
    match from.zip(to) {
        Some((from, to)) if to < from => Err(Refusal::Backwards { from, to }),
        _ => Ok(()),
    }
}

/// Does what `new` would cite rest on it already?
fn cites_itself(project: &Project, new: &Relation) -> bool {
    let mut seen = BTreeSet::new();
    let mut open = vec![new.to.clone()];
    while let Some(statement) = open.pop() {
        if statement == new.from {
            return true;
        }
        if seen.insert(statement.clone()) {
            let cited = project.relations_at(&statement).map(|(_, relation)| relation);
            open.extend(
                cited
                    .filter(|r| r.kind == RelationKind::Cites && r.from == statement)
                    .filter(|r| r.id != new.id)
                    .map(|r| r.to.clone()),
            );
        }
    }
    false
}

/// The rules for one relation in the layer `home`.
pub(super) fn relation(project: &Project, home: &LayerId, new: &Relation) -> Verdict {
    let place = |id: &StatementId| {
        project.statement(id).map(|(home, _)| home).ok_or_else(|| Refusal::NoStatement(id.clone()))
    };
    if new.from == new.to {
        return Err(Refusal::ToItself);
    }
    if place(&new.from)?.article != home.article || place(&new.to)?.article != new.to_article {
        return Err(Refusal::OtherArticle);
    }
    if new.kind == RelationKind::Cites && cites_itself(project, new) {
        return Err(Refusal::CitesItself(new.from.clone()));
    }
    Ok(())
}

fn segments(project: &Project, id: &ArticleId, within: Span, run: &[Segment]) -> Verdict {
    let article = existing_article(project, id)?;
    let text = &article.text();
    fits(text, within)?;
    let old = article.segments();
    let first = old.partition_point(|s| s.span.start < within.start);
    let last = old.partition_point(|s| s.span.start < within.end);
    let aligned = old.get(first).is_some_and(|s| s.span.start == within.start)
        && last.checked_sub(1).and_then(|i| old.get(i)).is_some_and(|s| s.span.end == within.end);
    if !aligned {
        return Err(Refusal::NoSuchPlace);
    }
    // The run must cover exactly the words that the old run covered; seen as a text of its own it must be sound.
    let moved: Vec<Segment> =
        run.iter().map(|s| Segment { span: shifted(s.span, within.start), ..*s }).collect();
    Ok(check_segments(within.of(text), &moved)?)
}

/// A statement may cross boundaries that are there; no new one may cut it.
fn uncut(project: &Project, id: &ArticleId, within: Span, run: &[Segment]) -> Verdict {
    let old = existing_article(project, id)?.segments();
    let ends = run.iter().map(|s| s.span.end).filter(|end| *end < within.end);
    for boundary in ends.filter(|end| !old.iter().any(|s| s.span.end == *end)) {
        if let Some(statement) = project.layers_of(id).find_map(|layer| cut_at(layer, boundary)) {
            return Err(Refusal::CutsStatement(statement));
        }
    }
    Ok(())
}

fn shifted(span: Span, by: u32) -> Span {
    Span { start: span.start.wrapping_sub(by), end: span.end.wrapping_sub(by) }
}

/// The statement with content on both sides of `boundary` within one span.
fn cut_at(layer: &Layer, boundary: u32) -> Option<StatementId> {
    let around = Span { start: boundary.saturating_sub(1), end: boundary + 1 };
    let marks = layer.marks();
    marks
        .with_content_in(around)
        .find(|s| s.content.iter().any(|c| c.start < boundary && boundary < c.end))
        .map(|s| s.id.clone())
}

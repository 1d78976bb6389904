//! JSON Lines: one article per line with everything about it, for programs.
//!
//! Each line stands alone: it holds the text (`null` where it stays behind), the sources it names, the propositions its statements are about, and the
//! layers with their statements. What a line looks like is said by `assets/ascribe-article.schema.json` (JSON Schema, draft 2020-12). Words
//! of closed lists are written in small letters with dashes (`official-statement`), grades as the letter or digit of their
//! scale. Offsets are bytes of the text in UTF-8, the end exclusive; every line says so in `offsets`.

use super::code::Code;
use super::crew::in_order;
use super::records::{DateLine, EvidenceLine, GradeLine, Passage, PropositionLine, SourceLine};
use super::selection::OpenArticle;
use super::{Crew, ExportError, OpenLayer, Selected, UNIT, Watch};
use crate::model::{
    Access, AnnotatorId, AnnotatorKind, ArticleId, AttributionType, Certainty, Confidence, Cue,
    CueClass, Flag, GradingScheme, Kind, Level, Original, Polarity, Project, PropositionId,
    Quotation, Relation, RelationId, RelationKind, Remark, RemarkId, RemarkKind, SourceId, Stamp,
    Statement, StatementId, Verdict, Visibility,
};
use crate::text::{Role, Segment, Span, Unit};
use jiff::{Timestamp, civil::Date};
use serde::Serialize;
use std::collections::BTreeMap;
use std::io::Write;

/// What a line calls its own shape.
const SCHEMA: &str = "ascribe-article/2";

/// Writes a line for each article, in the order of their ids; `crew` works on the lines.
///
/// # Errors
/// When `out` takes no more, or `watch` asked to stop.
pub fn write(
    selected: &Selected<'_>,
    crew: &dyn Crew,
    out: &mut dyn Write,
    watch: &mut Watch<'_>,
) -> Result<(), ExportError> {
    in_order(selected, crew, out, watch, |article, lines| {
        let open = selected.opened(article);
        serde_json::to_writer(&mut *lines, &Line::of(selected, &open))?;
        lines.push(b'\n');
        Ok(())
    })
}

#[derive(Serialize)]
pub(super) struct Line<'a> {
    schema: &'static str,
    offsets: Unit,
    project: &'a str,
    grading: Code<GradingScheme>,
    id: &'a ArticleId,
    title: &'a str,
    publisher: Option<&'a SourceId>,
    author: Option<&'a SourceId>,
    published: Option<Date>,
    retrieved: Option<Timestamp>,
    origin: &'a str,
    language: &'a str,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    extra: &'a BTreeMap<String, String>,
    original: &'a Original,
    sha256: &'a str,
    /// None where it stays behind.
    text: Option<&'a str>,
    segments: Vec<SegmentLine>,
    sources: Vec<SourceLine<'a>>,
    propositions: Vec<PropositionLine<'a>>,
    layers: Vec<LayerLine<'a>>,
}

impl<'a> Line<'a> {
    pub(super) fn of(selected: &Selected<'a>, open: &'a OpenArticle<'a>) -> Self {
        let records = selected.project().sources();
        let sources = selected.sources_of(open.article);
        let sources = sources.iter().filter_map(|id| records.get(id));
        let propositions = selected.project().propositions();
        let about = selected.propositions_of(open.article);
        let about = about.iter();
        let layers = open.layers.iter();
        Self {
            sources: sources.map(SourceLine::of).collect(),
            propositions: about
                .filter_map(|id| propositions.get(id))
                .map(PropositionLine::of)
                .collect(),
            layers: layers.map(|layer| LayerLine::of(selected, &open.text, layer)).collect(),
            ..Self::bare(selected, open)
        }
    }

    /// Without sources, propositions and layers.
    pub(super) fn bare(selected: &Selected<'a>, open: &'a OpenArticle<'a>) -> Self {
        let article = open.article;
        let metadata = article.metadata();
        Self {
            schema: SCHEMA,
            offsets: UNIT,
            project: &selected.project().settings().title,
            grading: Code(selected.project().settings().grading),
            id: article.id(),
            title: &metadata.title,
            publisher: metadata.publisher.as_ref(),
            author: metadata.author.as_ref(),
            published: metadata.published,
            retrieved: metadata.retrieved,
            origin: &metadata.origin,
            language: &metadata.language,
            extra: &metadata.extra,
            original: article.original(),
            sha256: article.sha256(),
            text: (!selected.extras().leaves_texts).then_some(open.text.as_ref()),
            segments: article.segments().iter().map(SegmentLine::of).collect(),
            sources: Vec::new(),
            propositions: Vec::new(),
            layers: Vec::new(),
        }
    }
}

#[derive(Serialize)]
struct SegmentLine {
    start: u32,
    end: u32,
    role: Code<Role>,
    sure: bool,
    opens_paragraph: bool,
}

impl SegmentLine {
    fn of(segment: &Segment) -> Self {
        let Segment { span, role, sure, opens_paragraph } = *segment;
        Self { start: span.start, end: span.end, role: Code(role), sure, opens_paragraph }
    }
}

#[derive(Serialize)]
struct AnnotatorLine<'a> {
    id: &'a AnnotatorId,
    name: &'a str,
    kind: Code<AnnotatorKind>,
}

#[derive(Serialize)]
pub(super) struct LayerLine<'a> {
    annotator: AnnotatorLine<'a>,
    started: Option<Timestamp>,
    finished: Option<Timestamp>,
    guideline: &'a str,
    statements: Vec<StatementLine<'a>>,
    relations: Vec<RelationLine<'a>>,
    remarks: Vec<RemarkLine<'a>>,
    no_statement: Vec<Span>,
}

impl<'a> LayerLine<'a> {
    fn of(selected: &Selected<'a>, text: &'a str, layer: &'a OpenLayer<'a>) -> Self {
        let statements = selected.statements(layer);
        Self {
            statements: statements
                .map(|one| StatementLine::of(selected.project(), text, one))
                .collect(),
            relations: selected.relations(layer).map(RelationLine::of).collect(),
            remarks: layer
                .marks()
                .remarks()
                .values()
                .map(|one| RemarkLine::of(text, one))
                .collect(),
            ..Self::bare(selected, layer)
        }
    }

    /// Without statements, relations and remarks.
    pub(super) fn bare(selected: &Selected<'a>, layer: &'a OpenLayer<'a>) -> Self {
        let id = &layer.id().annotator;
        let annotator = selected.project().annotators().get(id);
        Self {
            annotator: AnnotatorLine {
                id,
                name: annotator.map_or("", |annotator| &annotator.name),
                kind: Code(annotator.map_or(AnnotatorKind::Human, |annotator| annotator.kind)),
            },
            started: layer.head().started,
            finished: layer.head().finished,
            guideline: &layer.head().guideline,
            statements: Vec::new(),
            relations: Vec::new(),
            remarks: Vec::new(),
            no_statement: layer.marks().no_statement().iter().copied().collect(),
        }
    }
}

#[derive(Serialize)]
struct CueLine<'a> {
    words: Vec<Passage<'a>>,
    class: Code<CueClass>,
}

impl<'a> CueLine<'a> {
    fn of(text: &'a str, cue: &Cue) -> Self {
        Self { words: Passage::all(text, &cue.words), class: Code(cue.class) }
    }
}

#[derive(Serialize)]
struct LevelLine<'a> {
    source: &'a SourceId,
    mention: Vec<Passage<'a>>,
    head: Option<Passage<'a>>,
    cue: CueLine<'a>,
    visibility: Option<Code<Visibility>>,
}

impl<'a> LevelLine<'a> {
    fn of(text: &'a str, level: &'a Level) -> Self {
        Self {
            source: &level.source,
            mention: Passage::all(text, &level.mention),
            head: level.head.map(|head| Passage::of(text, head)),
            cue: CueLine::of(text, &level.cue),
            visibility: level.visibility.map(Code),
        }
    }
}

#[derive(Serialize)]
pub(super) struct StatementLine<'a> {
    id: &'a StatementId,
    kind: Code<Kind>,
    content: Vec<Passage<'a>>,
    chain: Vec<LevelLine<'a>>,
    author_cue: CueLine<'a>,
    implied_source: Option<&'a SourceId>,
    polarity: Code<Polarity>,
    certainty: Code<Certainty>,
    quotation: Code<Quotation>,
    flags: Vec<Code<Flag>>,
    note: &'a str,
    tag_confidence: Option<Code<Confidence>>,
    verdict: Code<Verdict>,
    source_visibility: Code<Visibility>,
    attribution: Option<Code<AttributionType>>,
    access: Code<Access>,
    date: Option<DateLine<'a>>,
    proposition: Option<&'a PropositionId>,
    credibility: Vec<GradeLine<'a>>,
    evidence: Vec<EvidenceLine<'a>>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    extra: &'a BTreeMap<String, String>,
    created: &'a Stamp,
    modified: Option<&'a Stamp>,
}

impl<'a> StatementLine<'a> {
    pub(super) fn of(project: &Project, text: &'a str, statement: &'a Statement) -> Self {
        let content = statement.content.iter().map(|span| Passage::in_context(text, *span));
        Self {
            id: &statement.id,
            kind: Code(statement.kind),
            content: content.collect(),
            chain: statement.chain.iter().map(|level| LevelLine::of(text, level)).collect(),
            author_cue: CueLine::of(text, &statement.author_cue),
            implied_source: statement.implied_source.as_ref(),
            polarity: Code(statement.polarity),
            certainty: Code(statement.certainty),
            quotation: Code(statement.quotation),
            flags: statement.flags.iter().copied().map(Code).collect(),
            note: &statement.note,
            tag_confidence: statement.tag_confidence.map(Code),
            verdict: Code(statement.verdict),
            source_visibility: Code(project.visibility_of(statement)),
            attribution: statement.attribution.map(Code),
            access: Code(statement.access),
            date: statement.date.as_ref().map(DateLine::of),
            proposition: statement.proposition.as_ref(),
            credibility: statement.credibility.iter().map(GradeLine::of).collect(),
            evidence: statement.evidence.iter().map(EvidenceLine::of).collect(),
            extra: &statement.extra,
            created: &statement.created,
            modified: statement.modified.as_ref(),
        }
    }
}

#[derive(Serialize)]
pub(super) struct RelationLine<'a> {
    id: &'a RelationId,
    kind: Code<RelationKind>,
    from: &'a StatementId,
    to: &'a StatementId,
    to_article: &'a ArticleId,
    note: &'a str,
    created: &'a Stamp,
}

impl<'a> RelationLine<'a> {
    pub(super) fn of(relation: &'a Relation) -> Self {
        Self {
            id: &relation.id,
            kind: Code(relation.kind),
            from: &relation.from,
            to: &relation.to,
            to_article: &relation.to_article,
            note: &relation.note,
            created: &relation.created,
        }
    }
}

#[derive(Serialize)]
pub(super) struct RemarkLine<'a> {
    id: &'a RemarkId,
    kind: Code<RemarkKind>,
    passage: Passage<'a>,
    note: &'a str,
    corrected: Option<&'a str>,
    evidence: &'a str,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    extra: &'a BTreeMap<String, String>,
    created: &'a Stamp,
}

impl<'a> RemarkLine<'a> {
    pub(super) fn of(text: &'a str, remark: &'a Remark) -> Self {
        Self {
            id: &remark.id,
            kind: Code(remark.kind),
            passage: Passage::of(text, remark.span),
            note: &remark.note,
            corrected: remark.corrected.as_deref(),
            evidence: &remark.evidence,
            extra: &remark.extra,
            created: &remark.created,
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::export::Code;
    use crate::model::{
        Access, AnnotatorKind, AttributionType, Bearing, Certainty, CueClass, DateBasis,
        EvidenceKind, Flag, GradingScheme, Kind, Polarity, Quotation, RelationKind, RemarkKind,
        SourceType, Verdict, Visibility, Word,
    };
    use serde::Serialize;
    use serde_json::Value;

    fn check<W: Word + Serialize>(place: &str) {
        let schema = include_str!("../../assets/ascribe-article.schema.json");
        let schema: Value = serde_json::from_str(schema).unwrap();
        let codes: Vec<_> = W::ALL.iter().copied().map(Code).collect();
        let listed = schema.pointer(&format!("/$defs/{place}/enum")).unwrap();
        assert_eq!(serde_json::to_value(codes).unwrap(), *listed, "{place}");
    }

    #[test]
    fn the_schema_lists_every_word_of_every_closed_list() {
        check::<Kind>("statement/properties/kind");
        check::<Polarity>("statement/properties/polarity");
        check::<Certainty>("statement/properties/certainty");
        check::<Quotation>("statement/properties/quotation");
        check::<Flag>("statement/properties/flags/items");
        check::<Verdict>("statement/properties/verdict");
        check::<CueClass>("cue/properties/class");
        check::<SourceType>("source/properties/kind");
        check::<RelationKind>("relation/properties/kind");
        check::<RemarkKind>("remark/properties/kind");
        check::<Visibility>("visibility");
        check::<AttributionType>("attribution");
        check::<Access>("statement/properties/access");
        check::<DateBasis>("date/properties/basis");
        check::<EvidenceKind>("evidence/properties/kind");
        check::<Bearing>("evidence/properties/bearing");
        check::<Verdict>("verdict/properties/verdict");
        check::<GradingScheme>("scheme");
        check::<AnnotatorKind>("layer/properties/annotator/properties/kind");
    }
}

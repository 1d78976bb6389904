//! How far the work on a project has come.

use crate::model::{
    AnnotatorId, Article, ArticleId, Kind, Layer, Marks, Project, SourceId, Statement, Word as _,
    changes, differing,
};
use crate::text::{Segment, Span};
use jiff::Timestamp;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::{AddAssign, Range};

/// What stands for the voice of an article that names neither author nor publisher.
pub const UNRECORDED_VOICE: &str = "Author not recorded";

/// How many statements of each kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Kinds {
    /// Claims.
    pub claim: usize,
    /// Denials.
    pub denial: usize,
    /// Facts, reported as such.
    pub fact: usize,
}

impl Kinds {
    /// The count of one kind.
    #[must_use]
    pub fn of(self, kind: Kind) -> usize {
        match kind {
            Kind::Claim => self.claim,
            Kind::Denial => self.denial,
            Kind::Fact => self.fact,
        }
    }

    /// One more of this kind.
    pub fn add(&mut self, kind: Kind) {
        match kind {
            Kind::Claim => self.claim += 1,
            Kind::Denial => self.denial += 1,
            Kind::Fact => self.fact += 1,
        }
    }

    /// One less of this kind.
    fn remove(&mut self, kind: Kind) {
        match kind {
            Kind::Claim => self.claim -= 1,
            Kind::Denial => self.denial -= 1,
            Kind::Fact => self.fact -= 1,
        }
    }

    /// All kinds together.
    #[must_use]
    pub fn total(self) -> usize {
        Kind::ALL.iter().map(|kind| self.of(*kind)).sum()
    }
}

impl AddAssign for Kinds {
    fn add_assign(&mut self, other: Self) {
        self.claim += other.claim;
        self.denial += other.denial;
        self.fact += other.fact;
    }
}

impl<'a> FromIterator<&'a Statement> for Kinds {
    fn from_iter<I: IntoIterator<Item = &'a Statement>>(statements: I) -> Self {
        let mut kinds = Self::default();
        for statement in statements {
            kinds.add(statement.kind);
        }
        kinds
    }
}

/// How far one annotator has come with one article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LayerProgress {
    /// Whose layer.
    pub annotator: AnnotatorId,
    /// Sentences that hold content of at least one statement.
    pub annotated: usize,
    /// Sentences that are marked as holding no statement, and hold none.
    pub none_marked: usize,
    /// Sentences that are neither.
    pub untagged: usize,
    /// Statements, wherever they lie.
    pub statements: Kinds,
    /// Relations that begin in this layer.
    pub relations: usize,
    /// Remarks on the text.
    pub remarks: usize,
    /// When the annotator declared the article finished.
    pub finished: Option<Timestamp>,
}

/// How far all have come with one article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ArticleProgress {
    /// The article.
    pub article: ArticleId,
    /// Its title.
    pub title: String,
    /// Segments that can hold statements, as [`n_sentences`] counts them.
    pub sentences: usize,
    /// Boundaries between segments that nobody has confirmed yet.
    pub unsure_boundaries: usize,
    /// One per annotator who has a layer on it.
    pub layers: Vec<LayerProgress>,
}

/// How many statements one source stands behind, in the layers of all annotators.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SourceShare {
    /// The source; none for the voice of articles that name neither author nor publisher.
    pub source: Option<SourceId>,
    /// Its name.
    pub name: String,
    /// Statements of which it is the innermost source.
    pub statements: Kinds,
}

/// A project in one line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Totals {
    /// Articles.
    pub articles: usize,
    /// Sentences of all articles.
    pub sentences: usize,
    /// Boundaries that nobody has confirmed yet.
    pub unsure_boundaries: usize,
    /// Layers of all annotators.
    pub layers: usize,
    /// Layers that their annotators declared finished.
    pub finished: usize,
    /// Statements of all layers.
    pub statements: Kinds,
}

/// How far the work on a project has come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ProjectProgress {
    /// The project's title.
    pub title: String,
    /// In one line.
    pub totals: Totals,
    /// By article, in the order of their ids.
    pub articles: Vec<ArticleProgress>,
    /// By source, the most frequent first.
    pub sources: Vec<SourceShare>,
}

/// How many of these segments can hold statements. Titles, headings and furniture are not counted as work to do.
#[must_use]
pub fn n_sentences(segments: &[Segment]) -> usize {
    segments.iter().filter(|segment| segment.role.is_prose()).count()
}

/// How far one annotator has come with one article. Linear in segments, and in statements but for putting their spans in order.
#[must_use]
pub fn of_layer(article: &Article, layer: &Layer) -> LayerProgress {
    let held = layer.marks();
    let mut progress = LayerProgress {
        annotator: layer.id().annotator.clone(),
        annotated: 0,
        none_marked: 0,
        untagged: 0,
        statements: held.statements().values().map(AsRef::as_ref).collect(),
        relations: held.relations().len(),
        remarks: held.remarks().len(),
        finished: layer.head().finished,
    };
    // Along segments and spans in one walk: asking the layer about each segment takes several times as long.
    let spans = held.statements().values().flat_map(|statement| &statement.content).copied();
    let mut spans: Vec<Span> = spans.collect();
    spans.sort_unstable();
    let mut spans = spans.into_iter().peekable();
    let mut marks = held.no_statement().iter().copied().peekable();
    let (mut reached, mut mark) = (0, None);
    for segment in article.segments() {
        let within = segment.span;
        while let Some(span) = spans.next_if(|span| span.start < within.end) {
            reached = reached.max(span.end);
        }
        while let Some(next) = marks.next_if(|mark| mark.start <= within.start) {
            mark = Some(next);
        }
        if !segment.role.is_prose() {
            continue;
        }
        let held = if reached > within.start {
            Held::Statements
        } else if mark.is_some_and(|mark: Span| mark.contains(within)) {
            Held::NoneMarked
        } else {
            Held::Nothing
        };
        *progress.count(held) += 1;
    }
    progress
}

/// What a sentence holds.
#[derive(Clone, Copy)]
enum Held {
    Statements,
    /// The mark that it holds no statement.
    NoneMarked,
    Nothing,
}

impl Held {
    fn of(marks: &Marks, within: Span) -> Self {
        if marks.with_content_in(within).next().is_some() {
            Self::Statements
        } else if marks.is_no_statement(within) {
            Self::NoneMarked
        } else {
            Self::Nothing
        }
    }
}

impl LayerProgress {
    fn count(&mut self, held: Held) -> &mut usize {
        match held {
            Held::Statements => &mut self.annotated,
            Held::NoneMarked => &mut self.none_marked,
            Held::Nothing => &mut self.untagged,
        }
    }

    /// Follows an article and a layer of one annotator on it, of which this is the progress as they were `old`, to what they
    /// are now. Takes as long as there are marks that differ, beside a glance at each segment where those do.
    pub fn follow(&mut self, old: (&Article, &Layer), new: (&Article, &Layer)) {
        let [was, is] = [old.1.marks(), new.1.marks()];
        let mut spans: Vec<Span> = Vec::new();
        for change in changes(was.statements(), is.statements()) {
            for statement in change.both() {
                spans.extend(&statement.content);
            }
            if let Some(old) = change.old {
                self.statements.remove(old.kind);
            }
            if let Some(new) = change.new {
                self.statements.add(new.kind);
            }
        }
        spans.extend(differing(was.no_statement(), is.no_statement()));
        let segments = [old, new].map(|(article, _)| article.segments());
        let [within_old, within_new] = between(segments);
        for held in held_at((old.0, &was), &spans, within_old) {
            *self.count(held) -= 1;
        }
        for held in held_at((new.0, &is), &spans, within_new) {
            *self.count(held) += 1;
        }
        self.relations = is.relations().len();
        self.remarks = is.remarks().len();
        self.finished = new.1.head().finished;
    }
}

/// What stands between the segments that two states of an article begin and end with alike.
fn between([old, new]: [&[Segment]; 2]) -> [Range<usize>; 2] {
    if std::ptr::eq(old, new) {
        return [0..0, 0..0];
    }
    let alike = |(old, new): &(&Segment, &Segment)| old == new;
    let before = old.iter().zip(new).take_while(alike).count();
    let rest = [old, new].map(|all| all.get(before..).unwrap_or_default());
    let behind = rest[0].iter().rev().zip(rest[1].iter().rev()).take_while(alike).count();
    rest.map(|rest| before..before + rest.len() - behind)
}

/// What the sentences hold that a span touches, or that are of these.
fn held_at(
    (article, marks): (&Article, &Marks),
    spans: &[Span],
    these: Range<usize>,
) -> impl Iterator<Item = Held> {
    let segments = article.segments();
    let touched = spans.iter().flat_map(|span| touched_by(segments, *span));
    let touched: BTreeSet<usize> = touched.chain(these).collect();
    let touched = touched.into_iter().filter_map(|at| segments.get(at));
    let sentences = touched.filter(|segment| segment.role.is_prose());
    sentences.map(|sentence| Held::of(marks, sentence.span))
}

/// The places of the segments that share a byte with a span.
fn touched_by(segments: &[Segment], span: Span) -> Range<usize> {
    let first = segments.partition_point(|segment| segment.span.end <= span.start);
    let behind = segments.partition_point(|segment| segment.span.start < span.end);
    first..behind.max(first)
}

/// How far all annotators have come with one article.
#[must_use]
pub fn of_article(project: &Project, article: &Article) -> ArticleProgress {
    let segments = article.segments();
    ArticleProgress {
        article: article.id().clone(),
        title: article.metadata().title.clone(),
        sentences: n_sentences(segments),
        unsure_boundaries: segments.iter().filter(|segment| !segment.sure).count(),
        layers: project.layers_of(article.id()).map(|layer| of_layer(article, layer)).collect(),
    }
}

/// How far the work on a project has come. Linear in statements and segments.
#[must_use]
pub fn of_project(project: &Project) -> ProjectProgress {
    let articles: Vec<_> =
        project.articles().values().map(|article| of_article(project, article)).collect();
    let mut totals = Totals { articles: articles.len(), ..Totals::default() };
    for article in &articles {
        totals.sentences += article.sentences;
        totals.unsure_boundaries += article.unsure_boundaries;
        totals.layers += article.layers.len();
        for layer in &article.layers {
            totals.finished += usize::from(layer.finished.is_some());
            totals.statements += layer.statements;
        }
    }
    let title = project.settings().title.clone();
    ProjectProgress { title, totals, articles, sources: by_source(project) }
}

/// Statements by the source that commits itself to them, the most frequent source first.
///
/// An empty chain is the article's own voice: its author, else its publisher.
#[must_use]
pub fn by_source(project: &Project) -> Vec<SourceShare> {
    let mut shares: BTreeMap<Option<SourceId>, Kinds> = BTreeMap::new();
    for (id, layer) in project.layers() {
        let voice = project.articles().get(&id.article).and_then(|article| article.voice());
        for statement in layer.marks().statements().values() {
            let source = statement.source().or(voice).cloned();
            shares.entry(source).or_default().add(statement.kind);
        }
    }
    let mut shares: Vec<_> = shares
        .into_iter()
        .map(|(id, statements)| SourceShare {
            name: name_of(project, id.as_ref()),
            source: id,
            statements,
        })
        .collect();
    shares.sort_by_key(|share| std::cmp::Reverse(share.statements.total()));
    shares
}

fn name_of(project: &Project, id: Option<&SourceId>) -> String {
    id.and_then(|id| project.sources().get(id))
        .map_or_else(|| UNRECORDED_VOICE.to_owned(), |source| source.name.clone())
}

//! Everything one annotator marked in one article.

use super::id::{AnnotatorId, ArticleId, RelationId, RemarkId, StatementId};
use super::statement::{Relation, Remark, Statement};
use super::table::{Collection, Table};
use super::vocabulary::AnnotatorKind;
use crate::text::Span;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// Names a layer: its article and its annotator.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LayerId {
    /// The article.
    pub article: ArticleId,
    /// The annotator.
    pub annotator: AnnotatorId,
}

/// Who tags.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Annotator {
    /// Never changes.
    pub id: AnnotatorId,
    /// The name people know.
    pub name: String,
    /// A person or a program.
    pub kind: AnnotatorKind,
}

/// What is known about a layer beside its marks.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LayerHead {
    /// When the first mark was made.
    #[serde(default)]
    pub started: Option<Timestamp>,
    /// When the annotator declared the article finished.
    #[serde(default)]
    pub finished: Option<Timestamp>,
    /// The edition of the code book that was followed.
    #[serde(default)]
    pub guideline: String,
}

/// Everything one annotator marked in one article.
///
/// The fields are closed: a layer changes through `model::edit::apply` alone.
#[derive(Clone, Debug)]
pub struct Layer {
    pub(super) id: LayerId,
    pub(super) head: LayerHead,
    pub(super) statements: Table<StatementId, Arc<Statement>>,
    pub(super) relations: Table<RelationId, Relation>,
    pub(super) remarks: Table<RemarkId, Remark>,
    pub(super) no_statement: Collection<Span>,
    /// Statements by their reach: derived, rebuilt by whoever fills `statements`.
    pub(super) places: Collection<(Span, StatementId)>,
    /// The longest reach ever held, in bytes: how far back a search by place must begin.
    pub(super) longest: u32,
}

impl PartialEq for Layer {
    /// The places are derived from the statements, and the longest reach remembers statements that are gone.
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
            && self.head == other.head
            && self.statements == other.statements
            && self.relations == other.relations
            && self.remarks == other.remarks
            && self.no_statement == other.no_statement
    }
}

impl Eq for Layer {}

impl Layer {
    /// An empty layer.
    #[must_use]
    pub fn new(id: LayerId, head: LayerHead) -> Self {
        Self {
            id,
            head,
            statements: Table::new(),
            relations: Table::new(),
            remarks: Table::new(),
            no_statement: Collection::new(),
            places: Collection::new(),
            longest: 0,
        }
    }

    /// Its article and annotator.
    #[must_use]
    pub fn id(&self) -> &LayerId {
        &self.id
    }

    /// What is known about it.
    #[must_use]
    pub fn head(&self) -> &LayerHead {
        &self.head
    }

    /// Statements by id.
    #[must_use]
    pub fn statements(&self) -> &Table<StatementId, Arc<Statement>> {
        &self.statements
    }

    /// Relations by id.
    #[must_use]
    pub fn relations(&self) -> &Table<RelationId, Relation> {
        &self.relations
    }

    /// Remarks by id.
    #[must_use]
    pub fn remarks(&self) -> &Table<RemarkId, Remark> {
        &self.remarks
    }

    /// Stretches that were marked as holding no statement.
    #[must_use]
    pub fn no_statement(&self) -> &Collection<Span> {
        &self.no_statement
    }

    /// Is `span` marked as holding no statement?
    #[must_use]
    pub fn is_no_statement(&self, span: Span) -> bool {
        let at_or_before = Span { start: span.start, end: u32::MAX };
        self.no_statement.range(..=at_or_before).next_back().is_some_and(|mark| mark.contains(span))
    }

    /// The marks “no statement” that share a byte with `within`. They are whole segments, so none overlaps another.
    pub fn no_statement_in(&self, within: Span) -> impl Iterator<Item = &Span> {
        let before = self.no_statement.range(..Span { start: within.end, end: 0 });
        before.rev().take_while(move |span| span.end > within.start)
    }

    /// The statements in the order of the text: by where their content begins, then by id.
    #[must_use]
    pub fn in_text_order(&self) -> Vec<&Arc<Statement>> {
        let mut statements: Vec<_> = self.statements.values().collect();
        statements.sort_by(|a, b| (a.extent(), &a.id).cmp(&(b.extent(), &b.id)));
        statements
    }

    /// The statements of which any part (content, mention or cue) lies between the first and the last byte of `span`, in
    /// the order in which they begin.
    pub fn near(&self, span: Span) -> impl Iterator<Item = &Arc<Statement>> {
        let from = Span { start: span.start.saturating_sub(self.longest), end: 0 };
        let to = Span { start: span.end, end: 0 };
        self.places
            .range((from, first_id())..(to, first_id()))
            .filter(move |(reach, _)| reach.overlaps(span))
            .filter_map(|(_, id)| self.statements.get(id))
    }

    /// The statements whose content overlaps `span`.
    pub fn with_content_in(&self, span: Span) -> impl Iterator<Item = &Arc<Statement>> {
        self.near(span).filter(move |statement| statement.content.iter().any(|s| s.overlaps(span)))
    }

    pub(super) fn put_statement(&mut self, statement: Arc<Statement>) -> Option<Arc<Statement>> {
        let reach = statement.reach();
        self.longest = self.longest.max(u32::try_from(reach.len()).unwrap_or(u32::MAX));
        let id = statement.id.clone();
        let before = self.statements.insert(id.clone(), statement);
        if let Some(before) = &before {
            self.places.remove(&(before.reach(), id.clone()));
        }
        self.places.insert((reach, id));
        before
    }

    pub(super) fn take_statement(&mut self, id: &StatementId) -> Option<Arc<Statement>> {
        let statement = self.statements.remove(id)?;
        self.places.remove(&(statement.reach(), id.clone()));
        Some(statement)
    }

    /// Nothing is marked and nothing declared.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.statements.is_empty()
            && self.relations.is_empty()
            && self.remarks.is_empty()
            && self.no_statement.is_empty()
    }
}

/// Sorts before every id: the empty string is no slug.
fn first_id() -> StatementId {
    StatementId::before_all()
}

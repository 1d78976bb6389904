//! What lies in a layer: statements, relations, remarks, and stretches without any.

use super::id::{RelationId, RemarkId, StatementId};
use super::layer::{Layer, LayerId};
use super::statement::{Relation, Remark, Statement};
use super::table::{Change, Collection, Table, changes};
use crate::text::Span;
use std::sync::Arc;

/// Statements of a layer up to which each is looked at when some are sought by their place: most articles have no more, and
/// there are thousands of them.
const FEW: usize = 16;

/// What lies in a layer. It can be folded away, and is held by whoever looks at it.
#[derive(Clone, Debug, Default)]
pub struct Marks {
    pub(super) statements: Table<StatementId, Arc<Statement>>,
    pub(super) relations: Table<RelationId, Relation>,
    pub(super) remarks: Table<RemarkId, Remark>,
    pub(super) no_statement: Collection<Span>,
    /// Statements by their reach: derived, rebuilt by whoever fills `statements`. Empty where they are few.
    places: Collection<(Span, StatementId)>,
    /// The longest reach ever held, in bytes: how far back a search by place must begin.
    longest: u32,
}

impl PartialEq for Marks {
    /// The places are derived from the statements, and the longest reach remembers statements that are gone.
    fn eq(&self, other: &Self) -> bool {
        self.statements == other.statements
            && self.relations == other.relations
            && self.remarks == other.remarks
            && self.no_statement == other.no_statement
    }
}

impl Eq for Marks {}

impl Marks {
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
        let placed = self
            .places
            .range((from, first_id())..(to, first_id()))
            .filter(move |(reach, _)| reach.overlaps(span))
            .filter_map(|(_, id)| self.statements.get(id));
        self.few_near(span).into_iter().flatten().map(|(_, statement)| statement).chain(placed)
    }

    /// The same for a layer that keeps no places; nothing for others.
    fn few_near(&self, span: Span) -> [Option<(Span, &Arc<Statement>)>; FEW] {
        let mut near = [None; FEW];
        if !self.places.is_empty() {
            return near;
        }
        let reaching = self.statements.values().map(|statement| (statement.reach(), statement));
        let found = reaching.filter(|(reach, _)| reach.overlaps(span));
        near.iter_mut().zip(found).for_each(|(place, found)| *place = Some(found));
        near.sort_unstable_by_key(|found| found.map(|(reach, statement)| (reach, &statement.id)));
        near
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
        if !self.places.is_empty() {
            if let Some(before) = &before {
                self.places.remove(&(before.reach(), id.clone()));
            }
            self.places.insert((reach, id));
        } else if self.statements.len() > FEW {
            let all = self.statements.iter();
            self.places = all.map(|(id, statement)| (statement.reach(), id.clone())).collect();
        }
        before
    }

    pub(super) fn take_statement(&mut self, id: &StatementId) -> Option<Arc<Statement>> {
        let statement = self.statements.remove(id)?;
        if !self.places.is_empty() {
            self.places.remove(&(statement.reach(), id.clone()));
        }
        Some(statement)
    }

    /// Nothing is marked.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.statements.is_empty()
            && self.relations.is_empty()
            && self.remarks.is_empty()
            && self.no_statement.is_empty()
    }
}

/// What lay in a layer and what lies in it; nothing where there was or is none.
#[derive(Clone, Debug)]
pub struct BothMarks {
    old: Arc<Marks>,
    new: Arc<Marks>,
}

impl Change<'_, LayerId, Arc<Layer>> {
    /// What lay in the layer and what lies in it.
    #[must_use]
    pub fn marks(&self) -> BothMarks {
        let [old, new] = [self.old, self.new].map(|layer| layer.map(|layer| layer.marks()));
        BothMarks { old: old.unwrap_or_default(), new: new.unwrap_or_default() }
    }
}

impl BothMarks {
    /// The statements that differ, by id.
    pub fn statements(&self) -> impl Iterator<Item = Change<'_, StatementId, Arc<Statement>>> {
        changes(&self.old.statements, &self.new.statements)
    }

    /// The relations that differ, by id.
    pub fn relations(&self) -> impl Iterator<Item = Change<'_, RelationId, Relation>> {
        changes(&self.old.relations, &self.new.relations)
    }
}

/// Sorts before every id: the empty string is no slug.
fn first_id() -> StatementId {
    StatementId::before_all()
}

#[cfg(test)]
mod tests {
    use super::{FEW, Marks, Span, StatementId};
    use crate::model::{AnnotatorId, Kind, Stamp, Statement};
    use std::sync::Arc;

    /// The ids of what is near, as they are found by looking at every statement.
    fn by_looking(marks: &Marks, span: Span) -> Vec<StatementId> {
        let all = marks.statements.values().map(|statement| (statement.reach(), &statement.id));
        let mut near: Vec<_> = all.filter(|(reach, _)| reach.overlaps(span)).collect();
        near.sort();
        near.into_iter().map(|(_, id)| id.clone()).collect()
    }

    fn is_right(marks: &Marks) -> bool {
        (0..40).map(|at| Span::new(at * 5, at * 5 + 7)).all(|span| {
            let near: Vec<_> = marks.near(span).map(|statement| statement.id.clone()).collect();
            near == by_looking(marks, span)
        })
    }

    #[test]
    fn what_is_near_is_found_whether_statements_are_few_or_many_or_were_many() {
        let by = AnnotatorId::new("ann").unwrap();
        let created = Stamp { by, at: jiff::Timestamp::UNIX_EPOCH };
        let mut marks = Marks::default();
        let name = |number: usize| StatementId::new(&format!("s-{}", number * 7 % 60)).unwrap();
        let statement = |number: usize, round: usize| {
            let start = (number * 37 + round * 11) % 190;
            let content = vec![Span::new(start, start + 1 + number % 9)];
            Arc::new(Statement::new(name(number), Kind::Claim, content, created.clone()))
        };
        for n in [FEW - 1, FEW, FEW + 1, 60] {
            for (round, number) in (0..2).flat_map(|round| (0..n).map(move |n| (round, n))) {
                marks.put_statement(statement(number, round));
                assert!(is_right(&marks), "{number} of {n}");
            }
            for number in 0..n {
                assert!(marks.take_statement(&name(number)).is_some());
                assert!(is_right(&marks), "{number} of {n} gone");
            }
        }
    }
}

//! Statements grouped by hand into propositions, and what is judged and known about these. Each is one step.

use super::editing::quoted;
use super::{EvidenceEntry, Notice, PropositionChoice, Session, Wish};
use crate::model::{
    Confidence, Edit, Evidence, Judgement, Proposition, PropositionId, StatementId, Verdict,
    Word as _,
};
use std::collections::BTreeSet;
use std::sync::Arc;

impl Session {
    /// Asks which proposition the statements in hand are about.
    pub(super) fn wish_proposition(&mut self) {
        if !self.may_mark() {
            return;
        }
        let statements = self.chosen_or_focus();
        if !statements.is_empty() {
            let ids = statements.iter().map(|statement| statement.id.clone()).collect();
            self.wishes.push(Wish::PickProposition(ids));
        }
    }

    /// Takes the statements in hand out of their propositions.
    pub(super) fn leave_proposition(&mut self) {
        if self.may_mark() {
            let statements = self.chosen_or_focus();
            let ids: Vec<StatementId> = statements.iter().map(|one| one.id.clone()).collect();
            if !ids.is_empty() {
                self.group(&ids, &PropositionChoice::None);
            }
        }
    }

    /// Puts statements into a proposition, which is made where it is new, or out of any. Statements of other annotators
    /// stay as they are, and that is told.
    pub(super) fn group(&mut self, statements: &[StatementId], choice: &PropositionChoice) {
        if !self.may_edit() {
            return;
        }
        let (about, mut edits) = match choice {
            PropositionChoice::None => (None, Vec::new()),
            PropositionChoice::Known(id) => (Some(id.clone()), Vec::new()),
            PropositionChoice::New(wording) => match self.new_proposition(wording) {
                Some((id, edit)) => (Some(id), edit.into_iter().collect()),
                None => return,
            },
        };
        let moved = self.moves(statements, |_| true, about.as_ref());
        let label = match &about {
            None => "Out of the proposition".to_owned(),
            Some(id) => format!("Proposition {}", quoted(&self.wording_with(id, &edits))),
        };
        let label = match moved.as_slice() {
            [only] => format!("{label}: {}", self.words_at(only.id())),
            several => format!("{label}: {} statements", several.len()),
        };
        if moved.is_empty() {
            return self.tell_nothing_moved(statements);
        }
        edits.extend(moved.into_iter().map(Moved::edit));
        if self.change_with_me(&label, edits) {
            self.tell_others_stay(statements);
        }
    }

    /// Makes a new proposition of some statements of another.
    pub(super) fn split_proposition(
        &mut self,
        from: &PropositionId,
        wording: &str,
        statements: &[StatementId],
    ) {
        if !self.may_edit() {
            return;
        }
        let Some(old) = self.project.propositions().get(from).cloned() else { return };
        if self.proposition_worded(wording).is_some() {
            let words = "A proposition is worded so already";
            return self.tell(Notice::warning(words, "Put the statements into that one instead"));
        }
        let Some((id, Some(Edit::Proposition(_, Some(fresh))))) = self.new_proposition(wording)
        else {
            return;
        };
        // Verdict and evidence belong to the whole; nobody has judged the part yet.
        let fresh = Proposition { topic: old.topic.clone(), ..fresh };
        let moved = self.moves(statements, |about| about == Some(from), Some(&id));
        let n = moved.len();
        if n == 0 {
            return self.tell_nothing_moved(statements);
        }
        let mut edits = vec![Edit::Proposition(id.clone(), Some(fresh))];
        edits.extend(moved.into_iter().map(Moved::edit));
        let label = format!("Split {n} statements of {} off", quoted(&old.wording));
        if self.change_with_me(&label, edits) {
            self.tell_others_stay(statements);
            self.wishes.push(Wish::ShowProposition(id));
        }
    }

    /// Puts one proposition in the place of another wherever a statement is about it, and takes the other one out. Evidence
    /// and verdicts of both are kept.
    pub(super) fn merge_propositions(&mut self, from: &PropositionId, into: &PropositionId) {
        let all = self.project.propositions();
        let (Some(gone), Some(kept)) = (all.get(from), all.get(into)) else { return };
        if from == into {
            let words = "A proposition cannot be merged into itself";
            return self.tell(Notice::warning(words, "Choose another one"));
        }
        let label = format!("Merge {} into {}", quoted(&gone.wording), quoted(&kept.wording));
        let mut edits = vec![Edit::Proposition(into.clone(), Some(both(gone, kept)))];
        for (home, statement) in self.project.members(from) {
            let mut new = statement.as_ref().clone();
            new.proposition = Some(into.clone());
            edits.push(Edit::Statement(home.clone(), new.id.clone(), Some(Arc::new(new))));
        }
        edits.push(Edit::Proposition(from.clone(), None));
        if self.change(&label, edits) {
            self.wishes.push(Wish::ShowProposition(into.clone()));
        }
    }

    /// Takes out a proposition that no statement is about.
    pub(super) fn remove_proposition(&mut self, id: &PropositionId) {
        let Some(old) = self.project.propositions().get(id) else { return };
        let label = format!("Remove the proposition {}", quoted(&old.wording));
        self.change(&label, vec![Edit::Proposition(id.clone(), None)]);
    }

    /// Another wording, topic or note.
    pub(super) fn set_proposition(&mut self, new: Proposition) {
        if self.project.propositions().get(&new.id) != Some(&new) {
            let label = format!("Change the proposition {}", quoted(&new.wording));
            self.change_with_me(&label, vec![Edit::Proposition(new.id.clone(), Some(new))]);
        }
    }

    /// A verdict on a proposition, with its reason; the older ones are kept.
    pub(super) fn judge_proposition(
        &mut self,
        id: &PropositionId,
        verdict: Verdict,
        confidence: Option<Confidence>,
        why: &str,
    ) {
        let Some(mut new) = self.project.propositions().get(id).cloned() else { return };
        new.verdicts.push(Judgement {
            grade: verdict,
            scope: String::new(),
            confidence,
            why: why.trim().to_owned(),
            by: self.me.clone(),
            at: self.now,
        });
        let label = format!("Verdict “{}”: {}", verdict.label(), quoted(&new.wording));
        self.change_with_me(&label, vec![Edit::Proposition(id.clone(), Some(new))]);
    }

    /// New evidence, other words for the `old` piece, or none in its place.
    pub(super) fn set_evidence(
        &mut self,
        id: &PropositionId,
        old: Option<&Evidence>,
        entry: Option<EvidenceEntry>,
    ) {
        let Some(mut record) = self.project.propositions().get(id).cloned() else { return };
        let at = old.and_then(|old| record.evidence.iter().position(|one| one == old));
        let new = entry.map(|entry| Evidence {
            kind: entry.kind,
            reference: entry.reference.trim().to_owned(),
            bearing: entry.bearing,
            independent: entry.independent,
            note: entry.note.trim().to_owned(),
            by: self.me.clone(),
            at: self.now,
        });
        let verb = match (at, new) {
            (Some(at), Some(new)) => {
                record.evidence.splice(at..=at, [new]);
                "Change"
            }
            (Some(at), None) => {
                record.evidence.remove(at);
                "Remove"
            }
            (None, Some(new)) => {
                record.evidence.push(new);
                "Add"
            }
            (None, None) => return,
        };
        let label = format!("{verb} evidence: {}", quoted(&record.wording));
        self.change_with_me(&label, vec![Edit::Proposition(id.clone(), Some(record))]);
    }

    /// The proposition of this wording, whatever the case and the space between its words.
    #[must_use]
    pub fn proposition_worded(&self, wording: &str) -> Option<PropositionId> {
        let wanted: Vec<char> = in_small(&on_one_line(wording)).collect();
        let mut all = self.project.propositions().values();
        // Letter by letter: nearly all differ in the first few, and somebody is typing.
        all.find(|one| in_small(&one.wording).eq(wanted.iter().copied())).map(|one| one.id.clone())
    }

    /// The proposition of this wording, with the edit that makes it where it is not there yet.
    fn new_proposition(&mut self, wording: &str) -> Option<(PropositionId, Option<Edit>)> {
        let wording = on_one_line(wording);
        if wording.is_empty() {
            let words = "A proposition needs a wording";
            self.tell(Notice::warning(words, "Say in neutral words what is claimed or denied"));
            return None;
        }
        if let Some(known) = self.proposition_worded(&wording) {
            return Some((known, None));
        }
        let all = self.project.propositions();
        let id = PropositionId::from_name(&wording, |id| all.contains_key(id));
        let fresh = Proposition::new(id.clone(), &wording, self.stamp());
        Some((id.clone(), Some(Edit::Proposition(id, Some(fresh)))))
    }

    fn wording_with(&self, id: &PropositionId, fresh: &[Edit]) -> String {
        let made = fresh.iter().find_map(|edit| match edit {
            Edit::Proposition(_, Some(new)) => Some(new.wording.clone()),
            _ => None,
        });
        let known = || self.project.propositions().get(id).map(|one| one.wording.clone());
        made.or_else(known).unwrap_or_default()
    }

    /// The annotator's own among these statements, about another proposition from then on; those that are about it already
    /// are left out.
    fn moves(
        &self,
        statements: &[StatementId],
        is_meant: impl Fn(Option<&PropositionId>) -> bool,
        about: Option<&PropositionId>,
    ) -> Vec<Moved> {
        let unique: BTreeSet<&StatementId> = statements.iter().collect();
        let found = unique.into_iter().filter_map(|id| self.project.statement(id));
        let own = found.filter(|(home, one)| {
            home.annotator == self.me
                && one.proposition.as_ref() != about
                && is_meant(one.proposition.as_ref())
        });
        own.map(|(home, one)| {
            let mut new = one.as_ref().clone();
            new.proposition = about.cloned();
            new.modified = Some(self.stamp()).into();
            Moved(home.clone(), new.into())
        })
        .collect()
    }

    /// Changes the project; the annotator's record comes first, because the change names the annotator.
    fn change_with_me(&mut self, label: &str, edits: Vec<Edit>) -> bool {
        let mut all = self.annotator_edit();
        all.extend(edits);
        self.change(label, all)
    }

    fn n_of_others(&self, statements: &[StatementId]) -> usize {
        let found = statements.iter().filter_map(|id| self.project.statement(id));
        found.filter(|(home, _)| home.annotator != self.me).count()
    }

    fn tell_nothing_moved(&mut self, statements: &[StatementId]) {
        match self.n_of_others(statements) {
            0 => self.tell(Notice::info("They are there already")),
            _ => {
                let words = "None of these statements is yours, and only their owners change them";
                self.tell(Notice::warning(words, ""));
            }
        }
    }

    fn tell_others_stay(&mut self, statements: &[StatementId]) {
        match self.n_of_others(statements) {
            0 => {}
            1 => self.tell(Notice::info("1 statement of another annotator stays where it is")),
            n => {
                let words = format!("{n} statements of other annotators stay where they are");
                self.tell(Notice::info(words));
            }
        }
    }
}

fn in_small(wording: &str) -> impl Iterator<Item = char> {
    wording.chars().flat_map(char::to_lowercase)
}

fn on_one_line(wording: &str) -> String {
    wording.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A statement with its new state.
struct Moved(crate::model::LayerId, Arc<crate::model::Statement>);

impl Moved {
    fn id(&self) -> &StatementId {
        &self.1.id
    }

    fn edit(self) -> Edit {
        Edit::Statement(self.0, self.1.id.clone(), Some(self.1))
    }
}

/// What is kept when `gone` is merged into `kept`: the wording that goes is noted, evidence and verdicts are joined.
fn both(gone: &Proposition, kept: &Proposition) -> Proposition {
    let mut merged = kept.clone();
    let also = format!("Also worded: “{}”", gone.wording);
    merged.note = [kept.note.as_str(), gone.note.as_str(), also.as_str()]
        .into_iter()
        .filter(|note| !note.is_empty())
        .collect::<Vec<_>>()
        .join("\n");
    if merged.topic.is_empty() {
        merged.topic.clone_from(&gone.topic);
    }
    let evidence = gone.evidence.iter().filter(|one| !kept.evidence.contains(one));
    merged.evidence.extend(evidence.cloned());
    // The newest verdict counts, so they stand in the order of time.
    merged.verdicts.extend(gone.verdicts.iter().cloned());
    merged.verdicts.sort_by_key(|judgement| judgement.at);
    merged
}

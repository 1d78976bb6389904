//! What is known about one proposition: its wording, the verdict on it, evidence; and the wording of a part that is split off.

use super::form::{Enter, buttons_ui, field_ui, word_ui};
use crate::gui::choice_ui::choice_ui;
use crate::gui::stage::{Ask, Stage};
use crate::gui::theme;
use crate::model::{
    Bearing, Confidence, Evidence, EvidenceKind, Proposition, PropositionId, StatementId, Verdict,
    Word as _,
};
use crate::session::{Action, EvidenceEntry, Session};
use egui::{ComboBox, RichText, Ui};

/// A record as it is being changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordForm(Proposition);

impl RecordForm {
    /// The form for this proposition.
    #[must_use]
    pub fn of(session: &Session, id: &PropositionId) -> Option<Self> {
        session.project().propositions().get(id).cloned().map(Self)
    }
}

/// Shows the form for wording, topic and note.
pub fn record_ui(ui: &mut Ui, stage: &mut Stage<'_>, form: &mut RecordForm) {
    let Some(session) = stage.desk.session() else { return };
    let RecordForm(record) = form;
    ui.label(RichText::new("Proposition").heading());
    field_ui(
        ui,
        "What is said, as a sentence that neither side would object to",
        &mut record.wording,
        false,
    );
    let same = session.proposition_worded(&record.wording).filter(|id| *id != record.id);
    warn_if(ui, stage, same.is_some(), "Another proposition is worded so: merge the two instead");
    field_ui(ui, "Topic (empty for none)", &mut record.topic, false);
    field_ui(ui, "Note", &mut record.note, true);
    let is_ready = !record.wording.trim().is_empty() && same.is_none();
    match buttons_ui(ui, "Save", is_ready, Enter::BeginsLine) {
        Some(true) => {
            let new = Proposition {
                wording: record.wording.trim().to_owned(),
                topic: record.topic.trim().to_owned(),
                note: record.note.trim().to_owned(),
                ..record.clone()
            };
            stage.asks.push(Ask::CloseDialog);
            stage.act(Action::SetProposition(new));
        }
        Some(false) => stage.asks.push(Ask::CloseDialog),
        None => {}
    }
}

fn warn_if(ui: &mut Ui, stage: &Stage<'_>, is_so: bool, words: &str) {
    if is_so {
        ui.label(RichText::new(words).size(theme::SMALL).color(stage.palette.warning));
    }
}

fn wording_ui(ui: &mut Ui, stage: &mut Stage<'_>, id: &PropositionId) {
    let record = stage.desk.session().and_then(|one| one.project().propositions().get(id));
    let wording = record.map_or_else(String::new, |record| record.wording.clone());
    let weak = stage.palette.weak;
    stage.words(ui, &wording, theme::SMALL, weak);
    ui.add_space(4.0);
}

/// A verdict as it is being entered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerdictForm {
    proposition: PropositionId,
    verdict: Verdict,
    confidence: Option<Confidence>,
    why: String,
}

impl VerdictForm {
    /// The form for a proposition; it begins with the verdict that counts.
    #[must_use]
    pub fn of(session: &Session, id: &PropositionId) -> Option<Self> {
        let record = session.project().propositions().get(id)?;
        Some(Self {
            proposition: id.clone(),
            verdict: record.verdict(),
            confidence: None,
            why: String::new(),
        })
    }
}

/// Shows the form for a verdict.
pub fn verdict_ui(ui: &mut Ui, stage: &mut Stage<'_>, form: &mut VerdictForm) {
    ui.label(RichText::new("Is it so?").heading());
    wording_ui(ui, stage, &form.proposition);
    if let Some(verdict) = word_ui(ui, "Verdict", form.verdict) {
        form.verdict = verdict;
    }
    ui.horizontal(|ui| {
        let weak = ui.visuals().weak_text_color();
        let label = ui.label(RichText::new("How sure you are").small().color(weak));
        let chosen = form.confidence.map_or("not said", |sure| sure.label());
        let combo = ComboBox::from_id_salt("confidence").selected_text(chosen).width(180.0);
        let levels = || std::iter::once(None).chain(Confidence::ALL.iter().copied().map(Some));
        let options = levels()
            .map(|sure| (sure.map_or("not said", |sure| sure.label()), sure == form.confidence));
        let (picked, folded) = choice_ui(ui, combo, options);
        if let Some(sure) = picked.and_then(|index| levels().nth(index)) {
            form.confidence = sure;
        }
        folded.labelled_by(label.id);
    });
    field_ui(ui, "Why (older verdicts are kept with their reasons)", &mut form.why, true);
    let is_ready = !form.why.trim().is_empty();
    match buttons_ui(ui, "Save", is_ready, Enter::BeginsLine) {
        Some(true) => {
            let VerdictForm { proposition, verdict, confidence, why } = form.clone();
            stage.asks.push(Ask::CloseDialog);
            stage.act(Action::Judge(proposition, verdict, confidence, why));
        }
        Some(false) => stage.asks.push(Ask::CloseDialog),
        None => {}
    }
}

/// A piece of evidence as it is being entered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EvidenceForm {
    proposition: PropositionId,
    old: Option<Evidence>,
    entry: EvidenceEntry,
}

impl EvidenceForm {
    /// A new piece for a proposition.
    #[must_use]
    pub fn new(proposition: PropositionId) -> Self {
        let entry = EvidenceEntry {
            kind: EvidenceKind::Link,
            reference: String::new(),
            bearing: Bearing::Supports,
            independent: false,
            note: String::new(),
        };
        Self { proposition, old: None, entry }
    }

    /// A piece that is there, to be changed.
    #[must_use]
    pub fn changing(proposition: PropositionId, old: Evidence) -> Self {
        let entry = EvidenceEntry {
            kind: old.kind,
            reference: old.reference.clone(),
            bearing: old.bearing,
            independent: old.independent,
            note: old.note.clone(),
        };
        Self { proposition, old: Some(old), entry }
    }
}

/// Shows the form for a piece of evidence.
pub fn evidence_ui(ui: &mut Ui, stage: &mut Stage<'_>, form: &mut EvidenceForm) {
    ui.label(RichText::new("Evidence").heading());
    wording_ui(ui, stage, &form.proposition);
    let entry = &mut form.entry;
    field_ui(ui, "Address, or path of a file", &mut entry.reference, false);
    if let Some(kind) = word_ui(ui, "It is a", entry.kind) {
        entry.kind = kind;
    }
    if let Some(bearing) = word_ui(ui, "What it says about the proposition", entry.bearing) {
        entry.bearing = bearing;
    }
    ui.checkbox(&mut entry.independent, "Independent of those who assert and deny");
    field_ui(ui, "Note", &mut entry.note, true);
    let is_ready = !entry.reference.trim().is_empty();
    match buttons_ui(ui, "Save", is_ready, Enter::BeginsLine) {
        Some(true) => {
            let EvidenceForm { proposition, old, entry } = form.clone();
            stage.asks.push(Ask::CloseDialog);
            stage.act(Action::SetEvidence(proposition, old, Some(entry)));
        }
        Some(false) => stage.asks.push(Ask::CloseDialog),
        None => {}
    }
}

/// A part of a proposition that is to be one of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Split {
    /// The proposition.
    pub from: PropositionId,
    /// What goes over.
    pub statements: Vec<StatementId>,
    /// The wording of the new one.
    pub wording: String,
}

/// Asks for the wording of the new proposition.
pub fn split_ui(ui: &mut Ui, stage: &mut Stage<'_>, split: &mut Split) {
    let Some(session) = stage.desk.session() else { return };
    let n = split.statements.len();
    let noun = if n == 1 { "statement" } else { "statements" };
    ui.label(RichText::new(format!("Split {n} {noun} off")).heading());
    wording_ui(ui, stage, &split.from);
    field_ui(ui, "Wording of the new proposition", &mut split.wording, false);
    let is_taken = session.proposition_worded(&split.wording).is_some();
    warn_if(ui, stage, is_taken, "A proposition is worded so already: move them there instead");
    let is_ready = split.wording.chars().any(char::is_alphanumeric) && !is_taken;
    match buttons_ui(ui, "Split off", is_ready, Enter::GoesOn) {
        Some(true) => {
            let Split { from, statements, wording } = split.clone();
            stage.asks.push(Ask::CloseDialog);
            stage.act(Action::SplitProposition { from, wording, statements });
        }
        Some(false) => stage.asks.push(Ask::CloseDialog),
        None => {}
    }
}

//! Grades: how reliable a source is and, apart from that, how credible a statement. Nothing is chosen beforehand, and neither
//! form shows the other grade.

use super::form::{Enter, buttons_ui, field_ui};
use crate::gui::stage::{Ask, Stage, section};
use crate::gui::theme;
use crate::model::{
    Confidence, Credibility, Grade, GradingScheme, Judgement, Reliability, SourceId, StatementId,
    Word as _,
};
use crate::picture::words;
use crate::report::{Counting, track_record};
use crate::session::{Action, GradeEntry, Session, words_of_statement};
use egui::{Event, Id, RichText, TextEdit, Ui};

/// A grade as it is being given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form<Of, G> {
    of: Of,
    grade: Option<G>,
    scope: String,
    confidence: Option<Confidence>,
    why: String,
    /// What the record says of a source; put together once.
    evidence: String,
}

/// The form for a source.
pub type SourceForm = Form<SourceId, Reliability>;
/// The form for a statement.
pub type StatementForm = Form<StatementId, Credibility>;

impl<Of, G> Form<Of, G> {
    fn new(of: Of, evidence: String) -> Self {
        let (grade, confidence) = (None, None);
        Self { of, grade, scope: String::new(), confidence, why: String::new(), evidence }
    }
}

impl SourceForm {
    /// An empty form for this source.
    #[must_use]
    pub fn of_source(session: &Session, id: SourceId) -> Self {
        let record = track_record(session.project(), &id, &Counting::default());
        let posterior = record.posterior;
        // Counts and interval are evidence; the letter they suggest would be an answer.
        let evidence = format!(
            "Its record here: {} right, {} wrong; {}",
            words::count(posterior.successes),
            words::count(posterior.failures),
            words::interval(&posterior)
        );
        Self::new(id, evidence)
    }
}

impl StatementForm {
    /// An empty form for this statement.
    #[must_use]
    pub fn of_statement(id: StatementId) -> Self {
        Self::new(id, String::new())
    }
}

/// Shows the form for a source.
pub fn source_ui(ui: &mut Ui, stage: &mut Stage<'_>, form: &mut SourceForm) {
    let Some(session) = stage.desk.session() else { return };
    let Some(source) = session.project().sources().get(&form.of) else { return };
    ui.label(RichText::new("How reliable is the source?").heading());
    let (text, weak) = (stage.palette.text, stage.palette.weak);
    stage.words(ui, &source.name, theme::BODY, text);
    stage.words(ui, &form.evidence, theme::SMALL, weak);
    let note = "Judge the source by itself, whatever it says here";
    if let Some(entry) = form_ui(ui, stage, session, form, (&source.reliability, note)) {
        stage.act(Action::GradeSource(form.of.clone(), entry));
    }
}

/// Shows the form for a statement.
pub fn statement_ui(ui: &mut Ui, stage: &mut Stage<'_>, form: &mut StatementForm) {
    let Some(session) = stage.desk.session() else { return };
    let Some((_, statement)) = session.project().statement(&form.of) else { return };
    ui.label(RichText::new("How credible is the information?").heading());
    let text = stage.palette.text;
    let words = words_of_statement(session.project(), &form.of);
    stage.words(ui, &words, theme::BODY, text);
    let note = "Judge what is said by itself, whoever says it";
    if let Some(entry) = form_ui(ui, stage, session, form, (&statement.credibility, note)) {
        stage.act(Action::GradeStatement(form.of.clone(), entry));
    }
}

fn form_ui<Of, G: Grade>(
    ui: &mut Ui,
    stage: &mut Stage<'_>,
    session: &Session,
    form: &mut Form<Of, G>,
    (history, note): (&[Judgement<G>], &str),
) -> Option<GradeEntry<G>> {
    let scheme = session.project().settings().grading;
    let why = Id::unique("why of the grade");
    grades_ui(ui, stage, (scheme, note), form, why);
    section(ui, stage.palette, "How sure are you of this judgement?");
    ui.horizontal(|ui| {
        for word in Confidence::ALL {
            let is_set = form.confidence == Some(*word);
            if ui.selectable_label(is_set, word.label()).clicked() {
                form.confidence = (!is_set).then_some(*word);
            }
        }
    });
    let weak = stage.palette.weak;
    let label = ui.label(RichText::new("Reason").size(theme::SMALL).color(weak));
    let field = TextEdit::multiline(&mut form.why).id(why).desired_rows(2);
    let hint = "On what the grade rests: without a reason it cannot be kept";
    ui.add(field.hint_text(hint).desired_width(ui.available_width())).labelled_by(label.id);
    field_ui(ui, "Only for the topic (empty: for all)", &mut form.scope, false);
    let is_ready = form.grade.is_some() && !form.why.trim().is_empty();
    let answer = buttons_ui(ui, "Keep the grade", is_ready, Enter::BeginsLine);
    history_ui(ui, stage, session, history);
    answer?;
    stage.asks.push(Ask::CloseDialog);
    let grade = form.grade.filter(|_| answer == Some(true))?;
    Some(GradeEntry {
        grade,
        scope: form.scope.clone(),
        confidence: form.confidence,
        why: form.why.clone(),
    })
}

/// The grades in the standard's words; a letter or digit chooses too, while nothing is typed.
fn grades_ui<Of, G: Grade>(
    ui: &mut Ui,
    stage: &Stage<'_>,
    (scheme, note): (GradingScheme, &str),
    form: &mut Form<Of, G>,
    why: Id,
) {
    section(ui, stage.palette, &format!("{}: {note}", scheme.label()));
    let grades = G::of(scheme);
    if !ui.ctx().text_edit_focused() {
        let typed = ui.input(|input| {
            input.events.iter().find_map(|event| match event {
                Event::Text(text) => text.to_uppercase().chars().next(),
                _ => None,
            })
        });
        let chosen = grades.iter().copied().find(|grade| Some(grade.code()) == typed);
        if chosen.is_some() {
            form.grade = chosen;
            ui.input_mut(|input| input.events.retain(|event| !matches!(event, Event::Text(_))));
            ui.memory_mut(|memory| memory.request_focus(why));
        }
    }
    let (judged, apart): (Vec<G>, Vec<G>) = grades.into_iter().partition(|grade| grade.is_judged());
    ui.spacing_mut().item_spacing.y = 2.0;
    for grade in judged {
        ui.radio_value(&mut form.grade, Some(grade), grade.label());
    }
    ui.separator();
    for grade in apart {
        let hover = "No basis for a judgement: not the worst grade, and outside every average";
        ui.radio_value(&mut form.grade, Some(grade), grade.label()).on_hover_text(hover);
    }
    ui.spacing_mut().item_spacing.y = 6.0;
}

/// Every grade that was ever given, the newest first.
fn history_ui<G: Grade>(
    ui: &mut Ui,
    stage: &mut Stage<'_>,
    session: &Session,
    history: &[Judgement<G>],
) {
    if history.is_empty() {
        return;
    }
    section(ui, stage.palette, "Given so far");
    for judgement in history.iter().rev() {
        let colour = stage.palette.text;
        stage.words(ui, &in_words(session, judgement), theme::SMALL, colour);
    }
}

/// A judgement with who, when and why.
#[must_use]
pub fn in_words<G: Grade>(session: &Session, judgement: &Judgement<G>) -> String {
    let day = judgement.at.strftime("%Y-%m-%d");
    let by = session.annotator_name(&judgement.by);
    let mut words = format!("{}  ({by}, {day}", judgement.grade.label());
    if let Some(confidence) = judgement.confidence {
        words.push_str(&format!(", confidence {}", confidence.label()));
    }
    if !judgement.scope.is_empty() {
        words.push_str(&format!(", topic “{}”", judgement.scope));
    }
    format!("{words}): {}", judgement.why)
}

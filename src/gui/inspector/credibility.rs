//! How credible the information of a statement is, as judged so far. The grade of its source stands elsewhere on purpose.

use crate::gui::dialogs::grade::in_words;
use crate::gui::stage::{Stage, section};
use crate::gui::theme;
use crate::model::{GradingScheme, Statement, Word as _};
use crate::report::judgement_in;
use crate::session::{Command, Session};
use egui::Ui;

/// The grade that counts, with who, when and why; and the way to another one.
pub fn credibility_ui(
    ui: &mut Ui,
    stage: &mut Stage<'_>,
    session: &Session,
    statement: &Statement,
) {
    let scheme = session.project().settings().grading;
    section(ui, stage.palette, "Credibility of the information");
    if let Some(judgement) = judgement_in(&statement.credibility, scheme) {
        let text = stage.palette.text;
        stage.words(ui, &in_words(session, judgement), theme::SMALL, text);
    }
    let others: Vec<GradingScheme> = GradingScheme::ALL.to_vec();
    let other = |other: &GradingScheme| {
        *other != scheme && judgement_in(&statement.credibility, *other).is_some()
    };
    for other in others.into_iter().filter(other) {
        let words = format!("Graded by {} too", other.label());
        let weak = stage.palette.weak;
        stage.words(ui, &words, theme::SMALL, weak);
    }
    stage.command_button(ui, "Grade…", Command::GradeStatement);
}

//! What exactly is said: the ranges of the statement, the one in hand, and how to move its ends.

use crate::gui::stage::{Stage, section};
use crate::gui::theme;
use crate::model::{Part, Statement};
use crate::session::{Action, Command, Session, in_quotes, one_line, words_of_statement};
use egui::{
    Align, Frame, Layout, Margin, RichText, Sense, Stroke, StrokeKind, Ui, UiBuilder, vec2,
};

/// Width of a chip, in points.
const CHIP: f32 = 124.0;

/// Shows the ranges. Where there is only one, its words stand alone.
pub fn ranges_ui(ui: &mut Ui, stage: &mut Stage<'_>, session: &Session, statement: &Statement) {
    section(ui, stage.palette, "What exactly is said");
    let Some(article) = session.article() else { return };
    let words = in_quotes(&words_of_statement(session.project(), &statement.id));
    let colour = stage.palette.text;
    stage.words(ui, &words, theme::BODY, colour);
    if session.shown() != session.me() {
        return;
    }
    let parts = statement.parts();
    if parts.len() > 1 {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
            for (part, span) in &parts {
                let words = one_line(span.of(&article.text()));
                part_ui(ui, stage, session, *part, &words);
            }
        });
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
        ui.spacing_mut().button_padding = vec2(5.0, 1.0);
        ui.spacing_mut().interact_size.y = 20.0;
        for (label, command) in [
            ("Start ←", Command::StartLeft),
            ("Start →", Command::StartRight),
            ("End ←", Command::EndLeft),
            ("End →", Command::EndRight),
            ("“ ”", Command::ToggleQuotes),
            ("Split", Command::SplitStatement),
        ] {
            stage.command_button(ui, label, command);
        }
    });
}

/// A range as a chip; the one in hand has a strong frame.
fn part_ui(ui: &mut Ui, stage: &mut Stage<'_>, session: &Session, part: Part, words: &str) {
    let is_in_hand = match session.part_in_hand() {
        Some(other) => other == part,
        None => part == Part::Content(0),
    };
    let palette = stage.palette;
    let (fill, line, width) = match is_in_hand {
        true => (palette.accent_tint, palette.accent, 1.5),
        false => (palette.field, palette.line, 1.0),
    };
    let name = format!("{} {}", part.label(), in_quotes(words));
    let size = vec2(CHIP, 22.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let stroke = Stroke::new(width, line);
    ui.painter().rect(rect, 4.0, fill, stroke, StrokeKind::Inside);
    let inner = UiBuilder::new().max_rect(rect.shrink2(vec2(6.0, 2.0)));
    let layout = Layout::left_to_right(Align::Center);
    let mut inner = ui.new_child(inner.layout(layout));
    stage.line_within(&mut inner, &name, theme::SMALL, palette.text, size.x - 12.0);
    response.widget_info(|| {
        egui::WidgetInfo::selected(egui::Role::Button, true, is_in_hand, format!("Range: {name}"))
    });
    let key = stage.keys.key_of(Command::NextPart);
    let hover = format!("{key} goes to the next range; Alt and the arrow keys move its ends");
    if response.on_hover_text(hover).clicked() {
        stage.act(Action::TakePart(part));
    }
}

/// Says how many statements are chosen, and what that means.
pub fn chosen_ui(ui: &mut Ui, stage: &mut Stage<'_>, session: &Session) {
    let n = session.chosen().len();
    if n == 0 {
        return;
    }
    let palette = stage.palette;
    let frame = Frame::new()
        .fill(palette.accent_tint)
        .corner_radius(5.0)
        .inner_margin(Margin::symmetric(8, 5));
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        let ending = if n == 1 { "" } else { "s" };
        let words = format!("{n} statement{ending} chosen");
        ui.label(RichText::new(words).font(theme::bold(theme::BODY)));
        let words = "Kind, source, fields, flags and removal go to all of them, as one step";
        ui.label(RichText::new(words).size(theme::SMALL).color(palette.text));
        ui.horizontal(|ui| {
            stage.command_button(ui, "All of the article", Command::ChooseAll);
            stage.command_button(ui, "Let go", Command::Escape);
        });
    });
    ui.add_space(4.0);
}

//! Fields and buttons that forms share.

use crate::gui::choice_ui::choice_ui;
use crate::model::Word;
use egui::{
    Align, ComboBox, Context, Id, Key, Layout, Modifiers, Popup, RichText, Stroke, StrokeKind,
    TextEdit, Ui, vec2,
};

/// A field with its name above it; says whether its text changed.
pub fn field_ui(ui: &mut Ui, name: &str, value: &mut String, is_long: bool) -> bool {
    let weak = ui.visuals().weak_text_color();
    let label = ui.label(RichText::new(name).small().color(weak));
    let width = ui.available_width();
    let field = if is_long {
        TextEdit::multiline(value).desired_rows(3)
    } else {
        TextEdit::singleline(value)
    };
    ui.add(field.desired_width(width)).labelled_by(label.id).changed()
}

/// A choice out of a closed list, with its name in front; the new word when another was chosen.
pub fn word_ui<W: Word>(ui: &mut Ui, name: &str, word: W) -> Option<W> {
    let mut chosen = word;
    ui.horizontal(|ui| {
        let weak = ui.visuals().weak_text_color();
        let label = ui.label(RichText::new(name).small().color(weak));
        let combo = ComboBox::from_id_salt(name).selected_text(word.label()).width(180.0);
        let options = W::ALL.iter().map(|option| (option.label(), *option == word));
        let (picked, folded) = choice_ui(ui, combo, options);
        chosen = picked.and_then(|index| W::ALL.get(index)).copied().unwrap_or(word);
        folded.labelled_by(label.id);
    });
    (chosen != word).then_some(chosen)
}

/// What Enter does in a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Enter {
    /// It goes on.
    GoesOn,
    /// It begins a line in a field of several; Ctrl+Enter goes on.
    BeginsLine,
}

/// How things stood before this frame's keys: a list closes at Escape and a field lets go at Enter while they are drawn.
#[derive(Clone, Copy, Default)]
struct Before {
    has_list: bool,
    is_typing: bool,
}

fn before_id() -> Id {
    Id::unique("before the dialog was drawn")
}

/// Notes how things stand; to be called ahead of what a dialog draws.
pub fn note_before(ctx: &Context) {
    let before = Before { has_list: Popup::is_any_open(ctx), is_typing: ctx.text_edit_focused() };
    ctx.data_mut(|data| data.insert_temp(before_id(), before));
}

fn before(ui: &Ui) -> Before {
    ui.data(|data| data.get_temp(before_id())).unwrap_or_default()
}

/// Was Escape pressed for the dialog itself, and not for a list that is open in it?
pub fn escape(ui: &Ui) -> bool {
    !before(ui).has_list && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape))
}

/// Does a key go on? Enter on a button presses that button, so that it goes on from text fields alone.
fn confirms(ui: &Ui, enter: Enter) -> bool {
    let Before { has_list, is_typing } = before(ui);
    let plain = enter == Enter::GoesOn && is_typing;
    !has_list
        && ui.input_mut(|input| {
            input.consume_key(Modifiers::COMMAND, Key::Enter)
                || (plain && input.consume_key(Modifiers::NONE, Key::Enter))
        })
}

/// The buttons at the foot of a form: `Some(true)` to go on, `Some(false)` to give up, which Escape does too.
pub fn buttons_ui(ui: &mut Ui, go_on: &str, is_ready: bool, enter: Enter) -> Option<bool> {
    ui.add_space(10.0);
    let (confirm, escape) = (confirms(ui, enter), escape(ui));
    let mut answer = None;
    let row = vec2(ui.available_width(), ui.spacing().interact_size.y);
    ui.allocate_ui_with_layout(row, Layout::right_to_left(Align::Center), |ui| {
        let (fill, text) = crate::gui::theme::primary(ui.ctx());
        let button = egui::Button::new(RichText::new(go_on).color(text).strong()).fill(fill);
        let button = ui.add_enabled(is_ready, button);
        if is_ready && ui.memory(|memory| memory.focused().is_none()) {
            button.request_focus();
        }
        // The line that shows the keyboard on other buttons has the colour that fills this one.
        if button.has_focus() {
            let line = Stroke::new(1.5, ui.visuals().strong_text_color());
            ui.painter().rect_stroke(button.rect.expand(2.0), 6.0, line, StrokeKind::Outside);
        }
        if button.clicked() || (confirm && is_ready) {
            answer = Some(true);
        }
        if ui.button("Cancel").clicked() || escape {
            answer = Some(false);
        }
    });
    answer
}

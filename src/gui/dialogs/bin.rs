//! What was removed from the project: what, by whom, when; and back again.

use super::form::escape;
use super::picker::keep_in_view;
use crate::gui::stage::{Ask, Stage};
use crate::gui::theme;
use crate::session::job::{Item, Removed};
use crate::session::{Order, Session};
use egui::{Key, Modifiers, Rect, RichText, Role, ScrollArea, TextEdit, Ui, WidgetInfo, vec2};

const ROW: f32 = 46.0;

/// What is looked for among the removed things.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Form {
    filter: String,
    at: usize,
}

/// Shows the list, once it was read.
pub fn bin_ui(ui: &mut Ui, stage: &mut Stage<'_>, form: &mut Form) {
    let Some(session) = stage.desk.session() else { return };
    let removed = stage.desk.bin();
    ui.label(RichText::new("Bin").heading());
    ui.label(
        RichText::new("Nothing that was removed is gone. What comes back brings its marks and relations along.")
            .color(stage.palette.weak),
    );
    let escape = escape(ui);
    let (down, up, enter) = keys(ui);
    let field =
        TextEdit::singleline(&mut form.filter).hint_text("Filter").desired_width(f32::INFINITY);
    let field = ui.add(field);
    field.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, "Filter the bin"));
    if field.changed() {
        form.at = 0;
    }
    ui.add_space(4.0);
    let wanted = form.filter.to_lowercase();
    let shown: Vec<&Removed> = removed
        .unwrap_or_default()
        .iter()
        .filter(|one| one.name.to_lowercase().contains(&wanted))
        .collect();
    if shown.is_empty() {
        let words = match removed {
            None => "Looking …",
            Some([]) => "Nothing was removed",
            Some(_) => "Nothing in the bin has this in its name",
        };
        ui.label(RichText::new(words).color(stage.palette.weak));
    }
    let last = shown.len().saturating_sub(1);
    form.at = match (down, up) {
        (true, _) => form.at + 1,
        (_, true) => form.at.saturating_sub(1),
        _ => form.at,
    };
    form.at = form.at.min(last);
    if enter && let Some(one) = shown.get(form.at) {
        stage.order(Order::BringBack(Box::new((*one).clone())));
    }
    let height = (ui.ctx().content_rect().height() - 260.0).max(120.0);
    let scroll = ScrollArea::vertical().max_height(height).auto_shrink([false, true]);
    scroll.show_rows(ui, ROW, shown.len(), |ui, range| {
        if down || up {
            keep_in_view(ui, &range, form.at, ROW);
        }
        for index in range {
            if let Some(one) = shown.get(index) {
                row_ui(ui, stage, session, one, index == form.at);
            }
        }
        crate::gui::focus_ui::follow(ui);
    });
    ui.add_space(8.0);
    if ui.button("Close").clicked() || escape {
        stage.asks.push(Ask::CloseDialog);
    }
}

/// Down, up and Enter, as long as the filter has the keyboard: on a button they are the button's.
fn keys(ui: &mut Ui) -> (bool, bool, bool) {
    if !ui.ctx().text_edit_focused() {
        return (false, false, false);
    }
    ui.input_mut(|input| {
        let mut pressed = |key| input.consume_key(Modifiers::NONE, key);
        (pressed(Key::ArrowDown), pressed(Key::ArrowUp), pressed(Key::Enter))
    })
}

fn kind(item: &Item) -> &'static str {
    match item {
        Item::Article(_) => "Article",
        Item::Source(_) => "Source",
        Item::Proposition(_) => "Proposition",
        Item::Layer(_) => "Layer",
        Item::Statement(..) => "Statement",
    }
}

fn row_ui(ui: &mut Ui, stage: &mut Stage<'_>, session: &Session, one: &Removed, is_at: bool) {
    let size = vec2(ui.available_width(), ROW);
    if is_at {
        let rect = Rect::from_min_size(ui.cursor().min, size);
        ui.painter().rect_filled(rect, 4.0, stage.palette.accent_tint);
    }
    ui.allocate_ui(size, |ui| {
        ui.horizontal(|ui| {
            ui.add_space(8.0);
            let width = ui.available_width() - 110.0;
            ui.vertical(|ui| {
                ui.set_width(width.max(120.0));
                ui.spacing_mut().item_spacing.y = 1.0;
                let (text, weak) = (stage.palette.text, stage.palette.weak);
                stage.line(ui, &one.name, theme::BODY - 0.5, text);
                let who = session.annotator_name(&one.by);
                let when = one.at.strftime("%Y-%m-%d %H:%M UTC");
                let words = format!("{} · removed by {who} · {when}", kind(&one.item));
                stage.line(ui, &words, theme::SMALL - 0.5, weak);
            });
            let button = ui.small_button("Bring back");
            button.widget_info(|| {
                WidgetInfo::labeled(Role::Button, true, format!("Bring back {}", one.name))
            });
            if button.clicked() {
                stage.order(Order::BringBack(Box::new(one.clone())));
            }
        });
    });
}

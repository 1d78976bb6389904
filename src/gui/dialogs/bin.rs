//! What was removed from the project: what, by whom, when; and back again.

use super::form::escape;
use crate::gui::stage::{Ask, Stage};
use crate::gui::theme;
use crate::session::job::{Item, Removed};
use crate::session::{Order, Session};
use egui::{RichText, Role, ScrollArea, TextEdit, Ui, WidgetInfo, vec2};

const ROW: f32 = 46.0;

/// What is looked for among the removed things.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Form {
    filter: String,
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
    let field =
        TextEdit::singleline(&mut form.filter).hint_text("Filter").desired_width(f32::INFINITY);
    ui.add(field).widget_info(|| WidgetInfo::labeled(Role::TextInput, true, "Filter the bin"));
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
    let height = (ui.ctx().content_rect().height() - 260.0).max(120.0);
    let scroll = ScrollArea::vertical().max_height(height).auto_shrink([false, true]);
    scroll.show_rows(ui, ROW, shown.len(), |ui, range| {
        for one in shown.get(range).unwrap_or_default() {
            row_ui(ui, stage, session, one);
        }
    });
    ui.add_space(8.0);
    if ui.button("Close").clicked() || escape {
        stage.asks.push(Ask::CloseDialog);
    }
}

fn kind(item: &Item) -> &'static str {
    match item {
        Item::Article(_) => "Article",
        Item::Source(_) => "Source",
        Item::Layer(_) => "Layer",
        Item::Statement(..) => "Statement",
    }
}

fn row_ui(ui: &mut Ui, stage: &mut Stage<'_>, session: &Session, one: &Removed) {
    ui.allocate_ui(vec2(ui.available_width(), ROW), |ui| {
        ui.horizontal(|ui| {
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

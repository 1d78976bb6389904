//! Finding words in all texts, statements and notes.

use super::form::field_ui;
use super::picker::keep_in_view;
use crate::gui::stage::{Ask, Stage};
use crate::gui::theme;
use crate::session::job::{Hit, HitPlace};
use crate::session::{Action, Order};
use egui::{Key, Modifiers, RichText, ScrollArea, Sense, Ui, vec2};

/// What was typed.
#[derive(Debug, Default)]
pub struct Form {
    words: String,
    at: usize,
    was_shown: bool,
}

const ROW: f32 = 44.0;

/// Shows field and hits.
pub fn everywhere_ui(ui: &mut Ui, stage: &mut Stage<'_>, form: &mut Form) {
    ui.label(RichText::new("Find in everything").heading());
    let (down, up, enter, escape) = ui.input_mut(|input| {
        let mut pressed = |key| input.consume_key(Modifiers::NONE, key);
        (pressed(Key::ArrowDown), pressed(Key::ArrowUp), pressed(Key::Enter), pressed(Key::Escape))
    });
    if !form.was_shown {
        form.was_shown = true;
        form.words.clone_from(&stage.desk.everywhere().words);
    }
    if field_ui(ui, "Words in texts, statements and notes", &mut form.words, false) {
        form.at = 0;
        stage.order(Order::FindEverywhere(form.words.clone()));
    }
    let found = stage.desk.everywhere();
    let n = found.hits.len();
    form.at = match (down, up) {
        (true, _) if n > 0 => (form.at + 1) % n,
        (_, true) if n > 0 => (form.at + n - 1) % n,
        _ => form.at.min(n.saturating_sub(1)),
    };
    let count = match (form.words.trim().is_empty(), n, found.more) {
        (true, _, _) => String::new(),
        (_, n, 0) => format!("{n} hits"),
        (_, n, more) => format!("the first {n} of {} hits", n + more),
    };
    ui.label(RichText::new(count).size(theme::SMALL).color(stage.palette.weak));
    let mut chosen = enter.then_some(form.at);
    ScrollArea::vertical().max_height(380.0).auto_shrink([false, true]).show_rows(
        ui,
        ROW,
        n,
        |ui, range| {
            if down || up {
                keep_in_view(ui, &range, form.at, ROW);
            }
            for index in range {
                if found.hits.get(index).is_some_and(|hit| hit_ui(ui, stage, hit, index == form.at))
                {
                    chosen = Some(index);
                }
            }
        },
    );
    if let Some(hit) = chosen.and_then(|index| found.hits.get(index)) {
        stage.asks.push(Ask::CloseDialog);
        stage.asks.push(Ask::FocusReader);
        match &hit.place {
            HitPlace::Text(span) => {
                stage.act(Action::GoTo(hit.article.clone(), Some(span.start as usize)));
                stage.act(Action::Find(found.words.clone()));
            }
            HitPlace::Note(statement) => stage.act(Action::GoToStatement(statement.clone())),
        }
    } else if escape {
        stage.asks.push(Ask::CloseDialog);
    }
}

fn hit_ui(ui: &mut Ui, stage: &mut Stage<'_>, hit: &Hit, is_at: bool) -> bool {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
    response
        .widget_info(|| egui::WidgetInfo::selected(egui::Role::Button, true, is_at, &hit.words));
    if is_at {
        ui.painter().rect_filled(rect, 4.0, stage.palette.accent_tint);
    }
    let inner = rect.shrink2(vec2(8.0, 3.0));
    let mut inner = ui.new_child(egui::UiBuilder::new().max_rect(inner));
    inner.spacing_mut().item_spacing.y = 1.0;
    let (text, weak) = (stage.palette.text, stage.palette.weak);
    stage.line(&mut inner, &hit.words, theme::BODY - 0.5, text);
    let articles = stage.desk.session().map(|session| session.project().articles());
    let title = articles.and_then(|articles| articles.get(&hit.article));
    let title = title.map_or("", |article| article.metadata().title.as_str());
    let place = match hit.place {
        HitPlace::Text(_) => title.to_owned(),
        HitPlace::Note(_) => format!("note · {title}"),
    };
    stage.line(&mut inner, &place, theme::SMALL - 0.5, weak);
    response.clicked()
}

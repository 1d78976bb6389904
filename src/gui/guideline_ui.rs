//! The code book beside the text: chapters that open and close, words to search for, a page to print.

use super::stage::{Stage, contained};
use super::theme;
use crate::export::{html_page, plain_page};
use crate::format::guideline::{Chapter, Entry, FILE, Guideline};
use crate::session::{Command, Order};
use egui::{RichText, ScrollArea, TextEdit, Ui};

/// What the page keeps between frames.
#[derive(Debug, Default)]
pub struct Book {
    filter: String,
}

impl Book {
    /// Shows the page.
    pub fn ui(&mut self, ui: &mut Ui, stage: &mut Stage<'_>) {
        contained(ui, |ui| {
            let book = stage.desk.guideline();
            ui.horizontal(|ui| {
                stage.title(ui, &book.title, theme::HEADING);
                if ui.small_button("Close").on_hover_text("F8 shows the page again").clicked() {
                    stage.act(Command::ToggleGuideline);
                }
            });
            self.foot_ui(ui, stage, book);
            let field = TextEdit::singleline(&mut self.filter).hint_text("Find in the code book");
            ui.add(field.desired_width(ui.available_width())).widget_info(|| {
                egui::WidgetInfo::labeled(egui::Role::TextInput, true, "Find in the code book")
            });
            ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
                ui.set_max_width(ui.available_width() - 8.0);
                let wanted = self.filter.trim().to_lowercase();
                if wanted.is_empty() {
                    let colour = stage.palette.text;
                    stage.words(ui, &book.preface, theme::SMALL + 0.5, colour);
                }
                for chapter in &book.chapters {
                    chapter_ui(ui, stage, chapter, &wanted);
                }
                super::focus_ui::follow(ui);
            });
        });
    }

    fn foot_ui(&self, ui: &mut Ui, stage: &mut Stage<'_>, book: &Guideline) {
        ui.horizontal_wrapped(|ui| {
            let weak = stage.palette.weak;
            let edition = RichText::new(format!("Edition: {}", book.edition)).size(theme::SMALL);
            ui.label(edition.color(weak)).on_hover_text(format!(
                "A file {FILE} in the project’s folder takes the place of the built-in code book"
            ));
            let beside = stage.desk.folder().and_then(|folder| folder.parent());
            let Some(beside) = beside.map(std::path::Path::to_owned) else { return };
            let page = |name: &str| beside.join(name);
            let html = ui.small_button("Save as HTML").on_hover_text("To print from a browser");
            if html.clicked() {
                let bytes = html_page(book).into_bytes();
                stage.order(Order::Write { path: page("code-book.html"), bytes });
            }
            if ui.small_button("Save as text").clicked() {
                let bytes = plain_page(book).into_bytes();
                stage.order(Order::Write { path: page("code-book.txt"), bytes });
            }
        });
    }
}

fn holds(entry: &Entry, wanted: &str) -> bool {
    let examples = entry.examples.iter().flat_map(|example| [&example.words, &example.why]);
    [&entry.term, &entry.meaning, &entry.test]
        .into_iter()
        .chain(examples)
        .any(|words| words.to_lowercase().contains(wanted))
}

fn chapter_ui(ui: &mut Ui, stage: &mut Stage<'_>, chapter: &Chapter, wanted: &str) {
    let is_whole = wanted.is_empty() || chapter.heading.to_lowercase().contains(wanted);
    let entries: Vec<_> =
        chapter.entries.iter().filter(|entry| is_whole || holds(entry, wanted)).collect();
    let steps: Vec<_> = (1..)
        .zip(&chapter.steps)
        .filter(|(_, step)| is_whole || step.to_lowercase().contains(wanted))
        .collect();
    if entries.is_empty() && steps.is_empty() {
        return;
    }
    ui.add_space(10.0);
    stage.title(ui, &chapter.heading, theme::BODY + 1.0);
    let (text, weak) = (stage.palette.text, stage.palette.weak);
    if is_whole && !chapter.text.is_empty() {
        stage.words(ui, &chapter.text, theme::SMALL, weak);
    }
    for (number, step) in steps {
        stage.words(ui, &format!("{number}. {step}"), theme::SMALL + 0.5, text);
    }
    for entry in entries {
        ui.add_space(4.0);
        stage.title(ui, &entry.term, theme::SMALL + 1.0);
        stage.words(ui, &entry.meaning, theme::SMALL + 0.5, text);
        if !entry.test.is_empty() {
            stage.words(ui, &format!("Test: {}", entry.test), theme::SMALL + 0.5, text);
        }
        for example in &entry.examples {
            let words = format!("{}  {}", example.words, example.why);
            stage.words(ui, words.trim_end(), theme::SMALL, weak);
        }
    }
}

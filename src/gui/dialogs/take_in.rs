//! Texts on their way in: what was read, what is known about each, what could not be read.

use super::form::{Enter, buttons_ui, field_ui};
use super::metadata::Fields;
use crate::gui::stage::{Ask, Stage};
use crate::gui::theme;
use crate::import::Draft;
use crate::session::job::{Drafted, Fate};
use crate::session::{Action, Order};
use egui::{RichText, Role, ScrollArea, Ui, WidgetInfo};

/// A text that can be taken in.
#[derive(Debug)]
struct Candidate {
    origin: String,
    draft: Draft,
    fields: Fields,
    is_wanted: bool,
}

/// Texts that wait to be taken in.
#[derive(Debug)]
pub struct Form {
    candidates: Vec<Candidate>,
    others: Vec<Drafted>,
    shown: usize,
}

impl Form {
    /// The form for what the worker has read.
    #[must_use]
    pub fn of(drafts: Vec<Drafted>) -> Self {
        let mut candidates = Vec::new();
        let mut others = Vec::new();
        for drafted in drafts {
            match drafted.fate {
                Fate::Ready(draft) => {
                    let fields = Fields::of(&draft.metadata, &draft.publisher, &draft.author);
                    candidates.push(Candidate {
                        origin: drafted.origin,
                        draft: *draft,
                        fields,
                        is_wanted: true,
                    });
                }
                fate => others.push(Drafted { fate, ..drafted }),
            }
        }
        Self { candidates, others, shown: 0 }
    }

    fn is_ready(&self) -> bool {
        let mut wanted = self.candidates.iter().filter(|candidate| candidate.is_wanted);
        wanted.clone().next().is_some() && wanted.all(|c| c.fields.problem().is_empty())
    }
}

/// Shows the form.
pub fn take_in_ui(ui: &mut Ui, stage: &mut Stage<'_>, form: &mut Form) {
    let n = form.candidates.len();
    let title = match n {
        0 => "Nothing to import".to_owned(),
        1 => "Import an article".to_owned(),
        n => format!("Import {n} articles"),
    };
    ui.label(RichText::new(title).heading());
    others_ui(ui, stage, form);
    if n > 1 {
        list_ui(ui, stage, form);
    }
    if let Some(candidate) = form.candidates.get_mut(form.shown) {
        ui.add_space(4.0);
        candidate.fields.ui(ui, stage);
        preview_ui(ui, stage, candidate);
    }
    let wanted = form.candidates.iter().filter(|candidate| candidate.is_wanted).count();
    let label = if wanted == 1 { "Import".to_owned() } else { format!("Import {wanted} articles") };
    match buttons_ui(ui, &label, form.is_ready(), Enter::GoesOn) {
        Some(true) => {
            let wanted = std::mem::take(&mut form.candidates).into_iter().filter(|c| c.is_wanted);
            let drafts = wanted.map(|c| (c.draft, c.fields.entry())).collect();
            stage.asks.push(Ask::CloseDialog);
            stage.order(Order::TakeIn(drafts));
        }
        Some(false) => {
            stage.asks.push(Ask::CloseDialog);
            stage.order(Order::DropDrafts);
        }
        None => {}
    }
}

/// What will not become an article, and why.
fn others_ui(ui: &mut Ui, stage: &mut Stage<'_>, form: &Form) {
    if form.others.is_empty() {
        return;
    }
    let scroll = ScrollArea::vertical().id_salt("not imported").max_height(120.0);
    scroll.show(ui, |ui| {
        for other in &form.others {
            match &other.fate {
                Fate::Here(article) => {
                    ui.horizontal(|ui| {
                        let words =
                            format!("{}: this text is in the project already", other.origin);
                        let (room, weak) = (ui.available_width() - 80.0, stage.palette.weak);
                        stage.line_within(ui, &words, theme::SMALL, weak, room);
                        if ui.small_button("Show it").clicked() {
                            stage.asks.push(Ask::CloseDialog);
                            stage.act(Action::GoTo(article.clone(), None));
                        }
                    });
                }
                Fate::Failed(reason) => {
                    let words = format!("{}: {reason}", other.origin);
                    let colour = stage.palette.error;
                    stage.words(ui, &words, theme::SMALL, colour);
                }
                Fate::Ready(_) => {}
            }
        }
    });
}

fn list_ui(ui: &mut Ui, stage: &mut Stage<'_>, form: &mut Form) {
    let scroll = ScrollArea::vertical().id_salt("to import").max_height(170.0);
    let rows = form.candidates.len();
    scroll.auto_shrink([false, true]).show_rows(ui, 28.0, rows, |ui, range| {
        for index in range {
            let Some(candidate) = form.candidates.get_mut(index) else { continue };
            ui.horizontal(|ui| {
                let title = candidate.fields.title.clone();
                let tick = ui.checkbox(&mut candidate.is_wanted, "");
                tick.widget_info(|| {
                    let words = format!("Import {title}");
                    WidgetInfo::selected(Role::CheckBox, true, candidate.is_wanted, words)
                });
                let problem = candidate.fields.problem();
                let words = if problem.is_empty() { title } else { format!("{title} ({problem})") };
                let room = ui.available_width() * 0.6;
                if stage.name_row(ui, &words, index == form.shown, room).clicked() {
                    form.shown = index;
                }
                let weak = stage.palette.weak;
                stage.line(ui, &candidate.origin, theme::SMALL, weak);
            });
        }
    });
}

/// The beginning of the text and what had to be assumed about it.
fn preview_ui(ui: &mut Ui, stage: &mut Stage<'_>, candidate: &Candidate) {
    let draft = &candidate.draft;
    let sentences = draft.segments.iter().filter(|segment| segment.role.is_prose()).count();
    let facts =
        format!("{} · {sentences} sentences · read as {}", candidate.origin, draft.encoding);
    let weak = stage.palette.weak;
    stage.line(ui, &facts, theme::SMALL, weak);
    for warning in &draft.warnings {
        ui.label(RichText::new(warning).size(theme::SMALL).color(stage.palette.warning));
    }
    left_out_ui(ui, stage, draft);
    let end = draft.text.floor_char_boundary(1_200);
    let beginning = draft.text.get(..end).unwrap_or_default();
    let scroll = ScrollArea::vertical().id_salt("preview").max_height(150.0);
    egui::Frame::new().fill(stage.palette.paper).inner_margin(8.0).corner_radius(4.0).show(
        ui,
        |ui| {
            scroll.auto_shrink([false, true]).show(ui, |ui| {
                let colour = stage.palette.text;
                for line in beginning.lines().filter(|line| !line.trim().is_empty()) {
                    stage.words(ui, line, theme::SMALL, colour);
                }
            });
        },
    );
}

/// What of the page is not part of the article; folded up until it is asked for.
fn left_out_ui(ui: &mut Ui, stage: &mut Stage<'_>, draft: &Draft) {
    if draft.left_out.is_empty() {
        return;
    }
    let title = RichText::new(format!("Left out: {}", draft.left_out.len())).size(theme::SMALL);
    egui::CollapsingHeader::new(title).id_salt("left out").show(ui, |ui| {
        ScrollArea::vertical().id_salt("lines left out").max_height(90.0).show(ui, |ui| {
            let weak = stage.palette.weak;
            for line in &draft.left_out {
                stage.words(ui, line, theme::SMALL, weak);
            }
        });
    });
}

/// Shows the field for a pasted text.
pub fn paste_ui(ui: &mut Ui, stage: &mut Stage<'_>, text: &mut String) {
    ui.label(RichText::new("New article from a text").heading());
    let label = "Paste or type the whole article, headline first";
    ScrollArea::vertical().id_salt("pasted").max_height(320.0).show(ui, |ui| {
        field_ui(ui, label, text, true);
    });
    match buttons_ui(ui, "Go on", !text.trim().is_empty(), Enter::BeginsLine) {
        Some(true) => {
            stage.asks.push(Ask::CloseDialog);
            stage.order(Order::DraftText(std::mem::take(text)));
        }
        Some(false) => stage.asks.push(Ask::CloseDialog),
        None => {}
    }
}

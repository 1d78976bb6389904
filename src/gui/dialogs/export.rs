//! What goes out, in which format, to which file.

use super::Dialog;
use super::files::{Browser, Purpose};
use super::form::{Enter, buttons_ui, field_ui};
use super::formats::{Choice, ROW, Search};
use super::options::options_ui;
use crate::exchange::{FORMATS, Format, Shape};
use crate::export::{Counts, Selection, count};
use crate::gui::stage::{Ask, Stage};
use crate::gui::theme;
use crate::model::{AnnotatorId, ArticleId, Kind, Word as _};
use crate::session::job::ExportOptions;
use crate::session::{Order, Session};
use egui::{RichText, ScrollArea, Ui};
use std::collections::BTreeSet;
use std::path::PathBuf;

/// What the form needs besides the list of formats, in points.
const REST: f32 = 486.0;

/// Height of the list of what a format cannot hold, in points.
const LOSS_HEIGHT: f32 = 66.0;

/// What was chosen.
#[derive(Debug)]
pub struct Form {
    format: usize,
    search: Search,
    options: ExportOptions,
    path: String,
    articles: BTreeSet<ArticleId>,
    annotators: BTreeSet<AnnotatorId>,
    kinds: BTreeSet<Kind>,
    counts: Counts,
    is_counted: bool,
    is_weighed: bool,
}

impl Form {
    /// Everything, as a table beside the project's folder.
    #[must_use]
    pub fn of(session: &Session, folder: Option<&std::path::Path>) -> Self {
        let project = session.project();
        let beside = folder.and_then(|f| f.parent()).map(PathBuf::from).unwrap_or_default();
        let name = crate::model::slug(&project.settings().title);
        let extension = FORMATS.first().map_or("csv", |format| format.extension);
        Self {
            format: 0,
            search: Search::default(),
            options: ExportOptions::default(),
            path: beside.join(format!("{name}.{extension}")).display().to_string(),
            articles: project.articles().keys().cloned().collect(),
            annotators: project.layers().keys().map(|layer| layer.annotator.clone()).collect(),
            kinds: Kind::ALL.iter().copied().collect(),
            counts: Counts::default(),
            is_counted: false,
            is_weighed: false,
        }
    }

    /// Another file, chosen in a dialog of the system or the program's own.
    pub fn set_path(&mut self, path: &std::path::Path) {
        self.path = path.display().to_string();
    }

    fn selection(&self) -> Selection {
        Selection {
            articles: self.articles.clone(),
            annotators: self.annotators.clone(),
            kinds: self.kinds.clone(),
        }
    }

    fn choose_format(&mut self, index: usize) {
        self.format = index;
        self.is_weighed = false;
        let Some(format) = FORMATS.get(index) else { return };
        // What was said about another format does not hold of this one, but for the terms.
        self.options = ExportOptions { licence: self.options.licence, ..ExportOptions::default() };
        // A folder is named after its format, so that several can lie side by side.
        let path = PathBuf::from(&self.path);
        let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned());
        let mut stem = stem.unwrap_or_default();
        for other in FORMATS.iter().filter(|other| other.shape == Shape::Folder) {
            if let Some(bare) = stem.strip_suffix(&format!("-{}", other.name)) {
                stem = bare.to_owned();
            }
        }
        let name = match format.shape {
            Shape::File => format!("{stem}.{}", format.extension),
            Shape::Folder => format!("{stem}-{}", format.name),
        };
        self.path = path.with_file_name(name).display().to_string();
    }
}

/// As many formats as there is room for, and a part of the next to show that there are more.
fn formats_height(ui: &Ui) -> f32 {
    let room = ui.ctx().content_rect().height() - REST;
    let rows = (room / ROW).floor().clamp(2.0, FORMATS.len() as f32);
    (rows + 0.6) * ROW
}

/// Shows the form.
pub fn export_ui(ui: &mut Ui, stage: &mut Stage<'_>, form: &mut Form) {
    let Some(session) = stage.desk.session() else { return };
    ui.label(RichText::new("Export").heading());
    let formats: Vec<&Format> = FORMATS.iter().collect();
    let chosen = formats.get(form.format).map(|format| format.name);
    let picked = form.search.ui(ui, &formats, chosen, Choice::Direct, formats_height(ui));
    let picked = picked.and_then(|one| formats.iter().position(|format| format.name == one.name));
    if let Some(index) = picked {
        form.choose_format(index);
    }
    choices_ui(ui, stage, session, form);
    if !form.is_counted {
        form.counts = count(session.project(), &form.selection());
        form.is_counted = true;
    }
    counts_ui(ui, stage, &form.counts);
    let format = FORMATS.get(form.format);
    if let Some(format) = format {
        form.is_weighed &= !options_ui(ui, format, &mut form.options);
        loss_ui(ui, stage, form, format);
    }
    let is_folder = format.is_some_and(|format| format.shape == Shape::Folder);
    let (field, choose) = if is_folder {
        ("New folder", "Choose its place…")
    } else {
        ("File", "Choose the file…")
    };
    field_ui(ui, field, &mut form.path, false);
    let browse = ui.button(choose).clicked();
    match buttons_ui(
        ui,
        "Export",
        !form.path.trim().is_empty() && form.counts.articles > 0,
        Enter::GoesOn,
    ) {
        Some(true) => {
            let format = FORMATS.get(form.format).map_or("csv", |format| format.name);
            let path = PathBuf::from(form.path.trim());
            stage.asks.push(Ask::CloseDialog);
            let (selection, options) = (form.selection(), form.options);
            stage.order(Order::Export { selection, format, options, path });
        }
        Some(false) => stage.asks.push(Ask::CloseDialog),
        None if browse => {
            let purpose =
                Purpose::SaveExport(Box::new(std::mem::replace(form, Form::of(session, None))));
            stage.open(Dialog::Files(Box::new(Browser::new(purpose, stage.desk))));
        }
        None => {}
    }
}

fn choices_ui(ui: &mut Ui, stage: &mut Stage<'_>, session: &Session, form: &mut Form) {
    let before = (form.articles.len(), form.annotators.len(), form.kinds.len());
    ui.add_space(6.0);
    let weak = stage.palette.weak;
    ui.horizontal_wrapped(|ui| {
        ui.label(RichText::new("Kinds").size(theme::SMALL).color(weak));
        for kind in Kind::ALL {
            toggle(ui, stage, &mut form.kinds, kind, kind.short_label());
        }
    });
    ui.horizontal_wrapped(|ui| {
        ui.label(RichText::new("Annotators").size(theme::SMALL).color(weak));
        let annotators: BTreeSet<_> =
            session.project().layers().keys().map(|layer| layer.annotator.clone()).collect();
        for id in &annotators {
            toggle(ui, stage, &mut form.annotators, id, &session.annotator_name(id));
        }
    });
    ui.collapsing(format!("Articles ({} chosen)", form.articles.len()), |ui| {
        let articles: Vec<_> = session.project().articles().values().collect();
        ScrollArea::vertical().max_height(160.0).show_rows(
            ui,
            28.0,
            articles.len(),
            |ui, range| {
                for article in articles.get(range).unwrap_or_default() {
                    toggle(ui, stage, &mut form.articles, article.id(), &article.metadata().title);
                }
            },
        );
    });
    let after = (form.articles.len(), form.annotators.len(), form.kinds.len());
    form.is_counted &= before == after;
    form.is_weighed &= before == after;
}

fn toggle<T: Ord + Clone>(
    ui: &mut Ui,
    stage: &mut Stage<'_>,
    chosen: &mut BTreeSet<T>,
    item: &T,
    words: &str,
) {
    let mut is_chosen = chosen.contains(item);
    if stage.name_tick(ui, &mut is_chosen, words) {
        if is_chosen {
            chosen.insert(item.clone());
        } else {
            chosen.remove(item);
        }
    }
}

fn counts_ui(ui: &mut Ui, stage: &Stage<'_>, counts: &Counts) {
    let many = |n: usize, word: &str| {
        let ending = if n == 1 { "" } else { "s" };
        format!("{n} {word}{ending}")
    };
    let of = |kind: Kind| many(counts.statements.of(kind), &kind.short_label().to_lowercase());
    let words = format!(
        "Going out: {}, {} ({}, {}, {}), {}",
        many(counts.articles, "article"),
        many(counts.statements.total(), "statement"),
        of(Kind::Claim),
        of(Kind::Denial),
        of(Kind::Fact),
        many(counts.relations, "relation")
    );
    ui.add_space(4.0);
    ui.label(RichText::new(words).color(stage.palette.text));
    if counts.relations_left_out > 0 {
        let words = format!(
            "{} relations stay behind, because one of their statements does",
            counts.relations_left_out
        );
        ui.label(RichText::new(words).size(theme::SMALL).color(stage.palette.warning));
    }
}

/// What the chosen format cannot hold, found out beside the window.
fn loss_ui(ui: &mut Ui, stage: &mut Stage<'_>, form: &mut Form, format: &'static Format) {
    if !form.is_weighed {
        form.is_weighed = true;
        let (selection, options) = (form.selection(), form.options);
        stage.order(Order::Weigh { selection, format: format.name, options });
    }
    ui.add_space(4.0);
    let (weak, warning) = (stage.palette.weak, stage.palette.warning);
    let small = |words: String| RichText::new(words).size(theme::SMALL);
    let Some(lost) = stage.desk.lost_in(format.name, form.options) else {
        ui.label(small("Finding out what this format cannot hold …".to_owned()).color(weak));
        return;
    };
    if lost.is_empty() {
        ui.label(small("This format holds all of it".to_owned()).color(weak));
        return;
    }
    ui.label(small(format!("{} cannot hold", format.name)).color(warning));
    ScrollArea::vertical().id_salt("lost").max_height(LOSS_HEIGHT).show(ui, |ui| {
        for line in lost {
            ui.label(small(line.clone()));
        }
    });
}

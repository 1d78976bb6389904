//! An annotated set of another program on its way in: its format, how its places count, what its labels mean, and what would
//! become of each mark.

use super::Dialog;
use super::files::{Browser, Purpose};
use super::form::{Enter, buttons_ui, field_ui};
use super::formats::{Choice, ROW, Search};
use super::meanings::meanings_ui;
use super::verdicts::{Shown, verdicts_ui};
use crate::exchange::{Format, Score};
use crate::gui::choice_ui::choice_ui;
use crate::gui::stage::{Ask, Stage};
use crate::gui::theme;
use crate::session::Order;
use crate::session::set_import::{SetProblem, SetQuery, SetRead, SetReport};
use crate::text::Unit;
use egui::{ComboBox, RichText, Ui};
use std::path::{Path, PathBuf};

/// Below this the way of counting is pointed out, in hundredths: one in ten marks stands oddly.
const DOUBTFUL: u32 = 90;

/// What was chosen so far.
#[derive(Clone, Debug, Default)]
pub struct Form {
    path: String,
    query: SetQuery,
    search: Search,
    is_changing_format: bool,
    shown: Shown,
    /// Was the set asked for as the query says?
    is_asked: bool,
}

impl Form {
    /// The form for a file or folder, which is read at once.
    #[must_use]
    pub fn of(path: &Path) -> Self {
        let mut form = Self::default();
        form.take(path);
        form
    }

    /// Another file or folder; nothing is known of it.
    pub fn take(&mut self, path: &Path) {
        let (mapping_file, mapping) =
            (self.query.mapping_file.take(), std::mem::take(&mut self.query.mapping));
        let query =
            SetQuery { path: path.to_owned(), mapping_file, mapping, ..SetQuery::default() };
        *self = Self { path: path.display().to_string(), query, ..Self::default() };
    }

    /// Another file that says what labels mean.
    pub fn take_mapping(&mut self, path: Option<PathBuf>) {
        if path.is_some() {
            self.query.mapping_file = path;
            self.is_asked = false;
        }
    }
}

/// Shows the form.
pub fn import_set_ui(ui: &mut Ui, stage: &mut Stage<'_>, form: &mut Form) {
    ui.label(RichText::new("Import an annotated set").heading());
    path_ui(ui, stage, form);
    let desk = stage.desk;
    let is_named = !form.query.path.as_os_str().is_empty();
    let report = desk.set_report().filter(|report| is_named && report.query == form.query);
    if is_named && !form.is_asked {
        form.is_asked = true;
        stage.order(Order::ReadSet(Box::new(form.query.clone())));
    }
    let mut is_ready = false;
    match report {
        None if is_named => {
            ui.add_space(6.0);
            ui.label(RichText::new("Reading …").color(stage.palette.weak));
        }
        None => {}
        Some(report) => {
            is_ready = matches!(&report.outcome, Ok(read) if read.change.is_some());
            report_ui(ui, stage, form, report);
        }
    }
    let (label, is_ready) = match is_unread(form) {
        true => ("Read it", !form.path.trim().is_empty()),
        false => ("Import", is_ready),
    };
    match buttons_ui(ui, label, is_ready, Enter::GoesOn) {
        Some(true) if is_unread(form) => form.take(&PathBuf::from(form.path.trim())),
        Some(true) => {
            stage.asks.push(Ask::CloseDialog);
            stage.order(Order::TakeInSet);
        }
        Some(false) => {
            stage.asks.push(Ask::CloseDialog);
            stage.order(Order::DropSet);
        }
        None => {}
    }
}

/// Was another path typed than the one that was read?
fn is_unread(form: &Form) -> bool {
    form.query.path.as_os_str().is_empty() || Path::new(form.path.trim()) != form.query.path
}

fn path_ui(ui: &mut Ui, stage: &mut Stage<'_>, form: &mut Form) {
    field_ui(ui, "File or folder", &mut form.path, false);
    ui.horizontal_wrapped(|ui| {
        let file = ui.button("Choose a file…").clicked();
        let folder = ui.button("Choose a folder…").clicked();
        let mapping = ui.button("Choose a mapping file…");
        let mapping = mapping.on_hover_text("A RON file that says what labels mean").clicked();
        let make: fn(Box<Form>) -> Purpose = match (file, folder, mapping) {
            (true, _, _) => Purpose::SetFile,
            (_, true, _) => Purpose::SetFolder,
            (_, _, true) => Purpose::MappingFile,
            _ => return,
        };
        let purpose = make(Box::new(std::mem::take(form)));
        stage.open(Dialog::Files(Box::new(Browser::new(purpose, stage.desk))));
    });
    if let Some(path) = &form.query.mapping_file {
        let words = format!("Labels mean what {} says", path.display());
        let weak = stage.palette.weak;
        stage.line(ui, &words, theme::SMALL, weak);
    }
}

fn report_ui(ui: &mut Ui, stage: &mut Stage<'_>, form: &mut Form, report: &SetReport) {
    ui.add_space(4.0);
    match &report.outcome {
        Ok(read) => {
            if form.is_changing_format {
                formats_ui(ui, stage, form, &report.guesses, Some(read.format));
            }
            counting_ui(ui, stage, form, read);
            if meanings_ui(ui, stage, &read.census, &mut form.query.mapping) {
                form.is_asked = false;
            }
            verdicts_ui(ui, stage, &mut form.shown, read);
        }
        Err(SetProblem::WhichFormat) => {
            let words = match report.guesses.len() {
                0 => "Which format is it? Nothing in the files says it",
                _ => "Which format is it? It could be one of these",
            };
            ui.label(RichText::new(words).color(stage.palette.warning));
            formats_ui(ui, stage, form, &report.guesses, None);
        }
        Err(SetProblem::WhichUnit(why)) => {
            ui.label(RichText::new(why).color(stage.palette.warning));
            ui.label(
                RichText::new("Say what they count, or choose another format").size(theme::SMALL),
            );
            let chosen = units_ui(ui, form.query.unit, None);
            ask_again(form, |query| query.unit = chosen.unwrap_or(query.unit), chosen.is_some());
            formats_ui(ui, stage, form, &report.guesses, form.query.format);
        }
        Err(SetProblem::Other(why)) => {
            let error = stage.palette.error;
            stage.words(ui, why, theme::BODY, error);
            formats_ui(ui, stage, form, &report.guesses, form.query.format);
        }
    }
}

/// Changes the query, so that the set is read anew.
fn ask_again(form: &mut Form, change: impl FnOnce(&mut SetQuery), is_changed: bool) {
    if is_changed {
        change(&mut form.query);
        form.is_asked = false;
    }
}

/// The formats that the set may be in, or all that are read.
fn formats_ui(
    ui: &mut Ui,
    stage: &Stage<'_>,
    form: &mut Form,
    guesses: &[&'static str],
    chosen: Option<&'static str>,
) {
    let is_open = guesses.len() > 1 && !form.is_changing_format;
    let formats: Vec<_> =
        Format::readable().filter(|one| !is_open || guesses.contains(&one.name)).collect();
    let height = (ui.ctx().content_rect().height() - 420.0).clamp(2.6 * ROW, 6.6 * ROW);
    let picked = form.search.ui(ui, &formats, chosen, Choice::Confirmed, height);
    if let Some(format) = picked {
        ask_again(form, |query| query.format = Some(format.name), true);
        form.query.unit = None;
        form.is_changing_format = false;
    }
    if is_open && ui.small_button("Show all formats").clicked() {
        form.is_changing_format = true;
    }
    let words = "What was read is shown before anything is taken in";
    ui.label(RichText::new(words).size(theme::SMALL).color(stage.palette.weak));
}

/// Format and way of counting in words, each to be changed.
fn counting_ui(ui: &mut Ui, stage: &Stage<'_>, form: &mut Form, read: &SetRead) {
    ui.horizontal_wrapped(|ui| {
        let name = Format::named(read.format).map_or("", |format| format.description);
        ui.label(RichText::new("Format").size(theme::SMALL).color(stage.palette.weak));
        ui.label(name.split(',').next().unwrap_or_default());
        if ui.small_button("Another format…").clicked() {
            form.is_changing_format = !form.is_changing_format;
        }
    });
    let found = found_words(read);
    let chosen = units_ui(ui, form.query.unit, Some(&found));
    ask_again(form, |query| query.unit = chosen.unwrap_or_default(), chosen.is_some());
    let Score { marks, .. } = read.score;
    if marks > 0 && read.score.percent() < DOUBTFUL {
        let words = "Some marks do not stand on whole words. Look at the rows below, or choose what places count";
        ui.label(RichText::new(words).size(theme::SMALL).color(stage.palette.warning));
    }
}

/// How places were understood.
fn found_words(read: &SetRead) -> String {
    let Score { marks, quoted, .. } = read.score;
    if marks == 0 {
        return "As the format has it".to_owned();
    }
    let by = if quoted > 0 { "quotations" } else { "edges of words" };
    format!("{}: {} of 100 fit, by {by}", read.counting, read.score.percent())
}

/// What places count: found out, or said. `Some(None)` is *found out*.
#[expect(clippy::option_option, reason = "nothing was chosen, or that it be found out")]
fn units_ui(ui: &mut Ui, set: Option<Unit>, found: Option<&str>) -> Option<Option<Unit>> {
    let mut picked = None;
    ui.horizontal(|ui| {
        let weak = ui.visuals().weak_text_color();
        let label = ui.label(RichText::new("Places count").size(theme::SMALL).color(weak));
        let shown = match (set, found) {
            (None, found) => format!("Found out: {}", found.unwrap_or("not yet")),
            (Some(unit), Some(found)) => format!("{} ({found})", unit_words(unit)),
            (Some(unit), None) => unit_words(unit).to_owned(),
        };
        let combo = ComboBox::from_id_salt("unit").selected_text(shown).width(360.0);
        let found_out = [("Found out", set.is_none())];
        let units = Unit::ALL.iter().map(|unit| (unit_words(*unit), set == Some(*unit)));
        let (chosen, folded) = choice_ui(ui, combo, found_out.into_iter().chain(units));
        folded.labelled_by(label.id);
        picked = chosen.map(|index| index.checked_sub(1).and_then(|at| Unit::ALL.get(at).copied()));
    });
    picked.filter(|chosen| *chosen != set)
}

/// What a unit is, and whose it is.
pub(super) fn unit_words(unit: Unit) -> &'static str {
    match unit {
        Unit::Bytes => "Bytes of UTF-8",
        Unit::CodePoints => "Code points (Python)",
        Unit::Utf16 => "UTF-16 units (browsers, Java)",
        Unit::Graphemes => "Grapheme clusters (what people see as letters)",
    }
}

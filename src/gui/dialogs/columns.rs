//! What the columns of a table of articles hold: their names with a few values, what each is taken for, and another choice.

use crate::gui::choice_ui::choice_ui;
use crate::gui::stage::Stage;
use crate::gui::theme;
use crate::import::{Column, Columns};
use crate::session::Order;
use crate::session::job::Tabled;
use egui::{CollapsingHeader, ComboBox, RichText, ScrollArea, Ui};
use std::path::Path;

/// Height of a row, in points.
const ROW: f32 = 30.0;
/// Rows that are seen at a time, in a low window and in a high one; half a row says that there are more.
const ROWS: [f32; 2] = [2.6, 4.6];
/// What the dialog takes beside its lists, in points.
const REST: f32 = 560.0;
/// Room for the name of a column and for what it holds, in points.
const NAME: f32 = 150.0;
const FIELD: f32 = 130.0;

/// What people call the fields of an article, in the order of [`Columns::FIELDS`].
const WORDS: [&str; 7] = ["Text", "Title", "Author", "Publisher", "Date", "Link", "Language"];

/// The tables among what is to be taken in.
#[derive(Debug)]
pub struct Tables {
    tabled: Tabled,
    shown: usize,
    is_waiting: bool,
}

impl Tables {
    /// Tables as they were read.
    #[must_use]
    pub fn of(tabled: Tabled) -> Self {
        // Where the text was not found, a person has to say where it is.
        let lacks = |columns: &[Column]| !columns.iter().any(|one| one.field == Some("text"));
        let shown = tabled.tables.iter().position(|(_, columns)| lacks(columns)).unwrap_or(0);
        Self { tabled, shown, is_waiting: false }
    }

    /// Was it asked to read them once more?
    #[must_use]
    pub fn is_waiting(&self) -> bool {
        self.is_waiting
    }
}

fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// Shows the columns; a choice has the files read once more.
pub fn columns_ui(ui: &mut Ui, stage: &mut Stage<'_>, tables: &mut Tables) {
    let n = tables.tabled.tables.len();
    let Some((path, columns)) = tables.tabled.tables.get(tables.shown) else { return };
    let has_text = columns.iter().any(|column| column.field == Some("text"));
    let found = columns.iter().filter(|column| column.field.is_some()).count();
    let title = format!("Columns of {}: {found} of {} are used", file_name(path), columns.len());
    let colour = if has_text { stage.palette.weak } else { stage.palette.warning };
    let title = RichText::new(title).size(theme::SMALL).color(colour);
    let mut chosen = None;
    // A table of another name opens by itself only where something has to be said about it.
    let id = (path.clone(), has_text);
    CollapsingHeader::new(title).id_salt(id).default_open(!has_text).show(ui, |ui| {
        if !has_text {
            ui.label(RichText::new("Which column holds the text of the articles?").color(colour));
        }
        let [least, most] = ROWS;
        let rows = ((ui.ctx().content_rect().height() - REST) / ROW).clamp(least, most);
        let scroll = ScrollArea::vertical().id_salt("columns").max_height(rows * ROW);
        scroll.auto_shrink([false, true]).show_rows(ui, ROW, columns.len(), |ui, range| {
            for column in columns.get(range).unwrap_or_default() {
                if let Some(field) = column_ui(ui, stage, column) {
                    chosen = Some((path.clone(), column.clone(), field));
                }
            }
            crate::gui::focus_ui::follow(ui);
        });
    });
    if n > 1 && ui.small_button("Next table").clicked() {
        tables.shown = (tables.shown + 1) % n;
    }
    let Some((path, column, field)) = chosen else { return };
    let said = tables.tabled.said.entry(path).or_default();
    change(said, &column, field);
    tables.is_waiting = true;
    let Tabled { paths, said, .. } = &tables.tabled;
    stage.order(Order::DraftTables { paths: paths.clone(), columns: said.clone() });
}

/// Another field for a column; none takes away the one that it had.
fn change(said: &mut Columns, column: &Column, field: Option<&'static str>) {
    if let Some(before) = column.field {
        said.say(before, "");
    }
    if let Some(field) = field {
        said.say(field, &column.name);
    }
}

/// A column with its values and what it holds; what it is to hold when that was changed.
#[expect(clippy::option_option, reason = "nothing was chosen, or that it hold nothing")]
fn column_ui(ui: &mut Ui, stage: &mut Stage<'_>, column: &Column) -> Option<Option<&'static str>> {
    let mut picked = None;
    ui.horizontal(|ui| {
        let left = ui.cursor().min.x;
        let (text, weak) = (stage.palette.text, stage.palette.weak);
        let name = stage.line_within(ui, &column.name, theme::BODY, text, NAME - 8.0);
        ui.add_space((left + NAME - ui.cursor().min.x).max(0.0));
        let words = |field: &str| {
            let at = Columns::FIELDS.iter().position(|known| *known == field);
            at.and_then(|at| WORDS.get(at)).copied().unwrap_or("–")
        };
        let shown = column.field.map_or("–", words);
        let combo = ComboBox::from_id_salt(&column.name).selected_text(shown).width(FIELD - 20.0);
        let none = [("–", column.field.is_none())];
        let fields =
            Columns::FIELDS.iter().map(|field| (words(field), column.field == Some(*field)));
        let (chosen, folded) = choice_ui(ui, combo, none.into_iter().chain(fields));
        folded.labelled_by(name.id);
        ui.add_space((left + NAME + FIELD - ui.cursor().min.x).max(0.0));
        let examples = column.examples.join("  ·  ");
        stage.line(ui, &examples, theme::SMALL, weak).on_hover_text(&examples);
        picked = chosen
            .map(|index| index.checked_sub(1).and_then(|at| Columns::FIELDS.get(at).copied()));
    });
    picked.filter(|field| *field != column.field)
}

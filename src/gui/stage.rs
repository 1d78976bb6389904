//! What every panel is handed: the session to look at, and a list to put wishes on.
//!
//! A panel changes nothing. It draws what it sees and answers with asks, which are carried out after the frame's input.

use super::dialogs::{Dialog, import_set};
use super::keys::Keymap;
use super::reader::{Engine, LabelStyle, Lines, text_label};
use super::theme::{self, Palette};
use crate::exchange::is_set_by_name;
use crate::session::{Action, Command, Desk, Order};
use egui::epaint::text::FontsView;
use egui::text::{LayoutJob, TextFormat};
use egui::{Color32, FontId, Galley, Response, RichText, Ui};
use std::path::PathBuf;
use std::sync::Arc;

/// Between a key cap and what it does.
const HINT_GAP: f32 = 5.0;
/// Behind that, before the next one.
const HINT_REST: f32 = 6.0;

/// What is said in place of a list of statements that is not made yet.
pub const READING: &str = "The statements of the project are being read …";

/// What a panel asks for.
#[derive(Debug)]
pub enum Ask {
    /// Something for the session.
    Act(Action),
    /// Something about projects and files.
    Order(Order),
    /// Open a dialog; the one that is open closes.
    Open(Box<Dialog>),
    /// Close the dialog that is open.
    CloseDialog,
    /// Put a notice away.
    Dismiss(u64),
    /// Close the window and lose what is not written.
    CloseUnsaved,
    /// Give the reading pane the keyboard.
    FocusReader,
}

/// What every panel is handed.
pub struct Stage<'a> {
    /// What is open.
    pub desk: &'a Desk,
    /// The keys in use.
    pub keys: &'a Keymap,
    /// Sets text of any script.
    pub engine: &'a mut Engine,
    /// The colours in use.
    pub palette: &'static Palette,
    /// What is asked for.
    pub asks: &'a mut Vec<Ask>,
}

impl Stage<'_> {
    /// Asks for a command or another action.
    pub fn act(&mut self, action: impl Into<Action>) {
        self.asks.push(Ask::Act(action.into()));
    }

    /// Asks for something about projects and files.
    pub fn order(&mut self, order: Order) {
        self.asks.push(Ask::Order(order));
    }

    /// Files that somebody brings become articles; one that is an annotated set by its name is shown as such.
    pub fn take_files(&mut self, paths: Vec<PathBuf>) {
        match paths.as_slice() {
            [only] if is_set_by_name(&only.to_string_lossy()) => {
                self.open(Dialog::ImportSet(Box::new(import_set::Form::of(only))));
            }
            _ => self.order(Order::Draft(paths)),
        }
    }

    /// Opens a dialog.
    pub fn open(&mut self, dialog: Dialog) {
        self.asks.push(Ask::Open(Box::new(dialog)));
    }

    /// One line of text of any script, cut with an ellipsis where it does not fit.
    pub fn line(&mut self, ui: &mut Ui, text: &str, size: f32, colour: Color32) -> Response {
        let room = ui.available_width();
        self.line_within(ui, text, size, colour, room)
    }

    /// One line of text of any script, cut with an ellipsis where it is wider than `room` points.
    pub fn line_within(
        &mut self,
        ui: &mut Ui,
        text: &str,
        size: f32,
        colour: Color32,
        room: f32,
    ) -> Response {
        let style = LabelStyle {
            size,
            bold: false,
            colour,
            max_width: room.min(ui.available_width()),
            lines: Lines::One,
            lang: "",
        };
        text_label(ui, self.engine, text, &style)
    }

    /// Text of any script in as many lines as it needs.
    pub fn words(&mut self, ui: &mut Ui, text: &str, size: f32, colour: Color32) -> Response {
        let style = LabelStyle {
            size,
            bold: false,
            colour,
            max_width: ui.available_width(),
            lines: Lines::Wrapped,
            lang: "",
        };
        text_label(ui, self.engine, text, &style)
    }

    /// A line in bold.
    pub fn title(&mut self, ui: &mut Ui, text: &str, size: f32) -> Response {
        let style = LabelStyle {
            size,
            bold: true,
            colour: self.palette.text,
            max_width: ui.available_width(),
            lines: Lines::One,
            lang: "",
        };
        text_label(ui, self.engine, text, &style)
    }

    /// A heading in bold, in as many lines as it needs.
    pub fn heading(&mut self, ui: &mut Ui, text: &str, size: f32) -> Response {
        let style = LabelStyle {
            size,
            bold: true,
            colour: self.palette.text,
            max_width: ui.available_width(),
            lines: Lines::Wrapped,
            lang: "",
        };
        text_label(ui, self.engine, text, &style)
    }

    /// A button for a command, with its key in the hover text.
    pub fn command_button(&mut self, ui: &mut Ui, label: &str, command: Command) -> Response {
        let key = self.keys.key_of(command);
        let name = self.keys.row(command).map_or(label, |row| row.label.as_str());
        let hover = if key.is_empty() { name.to_owned() } else { format!("{name}  ·  {key}") };
        let response = hovered(ui.button(label), hover);
        if response.clicked() {
            self.act(command);
        }
        response
    }

    /// A key cap and what it does; nothing where the command has no key.
    #[must_use]
    pub fn hint(&self, ui: &Ui, command: Command, words: &str) -> Hint {
        let key = self.keys.key_of(command);
        if key.is_empty() {
            return Hint::default();
        }
        let font = || FontId::proportional(theme::SMALL);
        let cap = TextFormat {
            font_id: font(),
            color: self.palette.text,
            background: self.palette.line,
            ..TextFormat::default()
        };
        let cap = LayoutJob::single_section(format!(" {key} "), cap);
        let (words, weak) = (words.to_owned(), self.palette.weak);
        let lay = |fonts: &mut FontsView<'_>| {
            [fonts.layout_job(cap), fonts.layout_no_wrap(words, font(), weak)]
        };
        Hint(Some(ui.fonts_mut(lay)))
    }

    /// Shows a key cap and what it does, for empty places.
    pub fn key_hint(&self, ui: &mut Ui, command: Command, words: &str) {
        self.hint(ui, command, words).ui(ui);
    }
}

/// A key cap and what it does, laid out to be shown where there is room.
#[derive(Default)]
pub struct Hint(Option<[Arc<Galley>; 2]>);

impl Hint {
    /// The room that it takes, in points.
    #[must_use]
    pub fn width(&self) -> f32 {
        let wide = |both: &[Arc<Galley>; 2]| both.iter().map(|galley| galley.size().x).sum::<f32>();
        self.0.as_ref().map_or(0.0, |both| wide(both) + 3.0 * HINT_GAP + 1.0 + HINT_REST)
    }

    /// Shows it.
    pub fn ui(self, ui: &mut Ui) {
        let Some(both) = self.0 else { return };
        ui.spacing_mut().item_spacing.x = HINT_GAP;
        for galley in both {
            ui.label(galley);
        }
        ui.add_space(HINT_REST);
    }
}

/// Hover text that goes when a dialog opens over it; the toolkit's own stays as long as the pointer rests.
fn hovered(response: Response, words: String) -> Response {
    let dialog = response.ctx.memory(|memory| memory.top_modal_layer());
    if dialog.is_some_and(|layer| layer != response.layer_id) {
        return response;
    }
    response.on_hover_text(words)
}

/// Draws in the room there is and takes no more, whatever is drawn: a panel that grew with its content would creep.
pub fn contained(ui: &mut Ui, draw: impl FnOnce(&mut Ui)) {
    let room = ui.available_rect_before_wrap();
    let mut inner = ui.new_child(egui::UiBuilder::new().max_rect(room));
    inner.shrink_clip_rect(room.expand(4.0));
    draw(&mut inner);
    ui.advance_cursor_after_rect(room);
}

/// A small heading above a group of fields.
pub fn section(ui: &mut Ui, palette: &Palette, words: &str) {
    ui.add_space(8.0);
    ui.label(RichText::new(words).size(theme::SMALL).strong().color(palette.weak));
}

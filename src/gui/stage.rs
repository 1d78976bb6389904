//! What every panel is handed: the session to look at, and a list to put wishes on.
//!
//! A panel changes nothing. It draws what it sees and answers with asks, which are carried out after the frame's input.

use super::dialogs::Dialog;
use super::keys::Keymap;
use super::reader::{Engine, LabelStyle, Lines, text_label};
use super::theme::{self, Palette};
use crate::session::{Action, Command, Desk, Order};
use egui::{Color32, Response, RichText, Ui};

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

    /// Opens a dialog.
    pub fn open(&mut self, dialog: Dialog) {
        self.asks.push(Ask::Open(Box::new(dialog)));
    }

    /// One line of text of any script, cut with an ellipsis where it does not fit.
    pub fn line(&mut self, ui: &mut Ui, text: &str, size: f32, colour: Color32) -> Response {
        let style = LabelStyle {
            size,
            bold: false,
            colour,
            max_width: ui.available_width(),
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

    /// A button for a command, with its key in the hover text.
    pub fn command_button(&mut self, ui: &mut Ui, label: &str, command: Command) -> Response {
        let key = self.keys.key_of(command);
        let name = self.keys.row(command).map_or(label, |row| row.label.as_str());
        let hover = if key.is_empty() { name.to_owned() } else { format!("{name}  ·  {key}") };
        let response = ui.button(label).on_hover_text(hover);
        if response.clicked() {
            self.act(command);
        }
        response
    }

    /// A key cap and what it does, for the status line and empty places.
    pub fn key_hint(&mut self, ui: &mut Ui, command: Command, words: &str) {
        let key = self.keys.key_of(command);
        if key.is_empty() {
            return;
        }
        ui.spacing_mut().item_spacing.x = 5.0;
        let cap = RichText::new(format!(" {key} "))
            .size(theme::SMALL)
            .color(self.palette.text)
            .background_color(self.palette.line);
        ui.label(cap);
        ui.label(RichText::new(words).size(theme::SMALL).color(self.palette.weak));
        ui.add_space(6.0);
    }
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

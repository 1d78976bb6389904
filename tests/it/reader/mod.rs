//! The reading pane, without a screen: every place of the text can be hit, nothing jumps, and what a mouse can
//! do a screen reader can do too.

#![expect(
    clippy::indexing_slicing,
    clippy::print_stderr,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "a test that does not find what it laid out may fail there; a skipped one says so"
)]

mod access;
mod layout;
mod pointer;
mod scrolling;

use ascribe::gui::reader::{
    Click, Cursor, Document, Drag, Engine, Fonts, Mark, MarkSource, Pane, PaneResponse,
    ReaderStyle, Typesetter, View,
};
use ascribe::text::{Role, Segment, Span};
use egui::{Color32, Event, Modifiers, MouseWheelSource, MouseWheelUnit, Pos2, TouchPhase, vec2};
use egui_kittest::Harness;

/// The system's fonts, or `None` where those that `sample` needs are missing and may be.
fn system_fonts(sample: &str) -> Option<Fonts> {
    let fonts = Fonts::system();
    let missing = Typesetter::new(fonts.clone()).missing_scripts(sample);
    if missing.is_empty() {
        return Some(fonts);
    }
    let required = std::env::var("ASCRIBE_REQUIRE").unwrap_or_default();
    assert!(!required.contains("fonts"), "these fonts are required here but missing: {missing:?}");
    eprintln!("skipped: no glyphs for {missing:?}");
    None
}

fn style() -> ReaderStyle {
    ReaderStyle {
        size: 16.0,
        measure: 70.0,
        background: Color32::WHITE,
        text: Color32::BLACK,
        dimmed: Color32::GRAY,
        hovered: Color32::LIGHT_GRAY,
        current: Color32::BLUE,
        selection: Color32::LIGHT_BLUE,
        caret: Color32::BLACK,
        hit: Color32::YELLOW,
        hit_edge: Color32::BROWN,
        faint: Color32::GRAY,
        focus: Color32::BLUE,
        bar: Color32::GRAY,
        bar_hovered: Color32::DARK_GRAY,
    }
}

/// Marks as a test lays them, described by their number.
#[derive(Default)]
struct Marks(Vec<Mark>);

impl MarkSource for Marks {
    fn marks(&self, within: Span, out: &mut Vec<Mark>) {
        out.extend(self.0.iter().filter(|mark| mark.span.overlaps(within)));
    }

    fn describe(&self, segment: Span) -> String {
        self.0
            .iter()
            .find(|mark| segment.contains(mark.span))
            .map_or(String::new(), |mark| format!("mark {}", mark.tag))
    }
}

/// A pane with everything around it.
struct Desk {
    engine: Engine,
    pane: Pane,
    style: ReaderStyle,
    text: String,
    segments: Vec<Segment>,
    marks: Marks,
    current: Option<Span>,
    selection: Option<Span>,
    caret: Option<usize>,
    clicks: Vec<Click>,
    drags: Vec<Drag>,
    asked: Vec<usize>,
    last: Option<PaneResponse>,
    /// How wide the pane may be.
    width: f32,
    /// Changes with the segments.
    key: u64,
}

impl Desk {
    /// A text whose paragraphs are its lines and whose segments end with a full stop of their script.
    fn new(text: &str) -> Self {
        let mut segments = Vec::new();
        let mut start = 0;
        let mut opens_paragraph = true;
        for (byte, character) in text.char_indices() {
            let end = byte + character.len_utf8();
            if matches!(character, '.' | '。' | '\n') || end == text.len() {
                let span = Span::new(start, end).trimmed(text);
                if !span.is_empty() {
                    segments.push(Segment {
                        span,
                        role: Role::Sentence,
                        sure: true,
                        opens_paragraph,
                    });
                    opens_paragraph = false;
                }
                opens_paragraph |= character == '\n';
                start = end;
            }
        }
        Self {
            engine: Engine::new(Fonts::bundled()),
            pane: Pane::new("test"),
            style: style(),
            text: text.to_owned(),
            segments,
            marks: Marks::default(),
            current: None,
            selection: None,
            caret: None,
            clicks: Vec::new(),
            drags: Vec::new(),
            asked: Vec::new(),
            last: None,
            width: f32::INFINITY,
            key: 1,
        }
    }

    fn with_fonts(text: &str, fonts: Fonts) -> Self {
        Self { engine: Engine::new(fonts), ..Self::new(text) }
    }

    fn ui(&mut self, ui: &mut egui::Ui) {
        let document = Document {
            text_key: 1,
            key: self.key,
            title: "The harbour",
            text: &self.text,
            segments: &self.segments,
            lang: "en",
        };
        let cursor = Cursor {
            current: self.current,
            selection: self.selection,
            caret: self.caret,
            ..Cursor::default()
        };
        let view = View { document: &document, style: &self.style, marks: &self.marks, cursor };
        let size = vec2(ui.available_width().min(self.width), ui.available_height());
        let rect = egui::Rect::from_min_size(ui.available_rect_before_wrap().min, size);
        let mut inner = ui.new_child(egui::UiBuilder::new().max_rect(rect));
        let response = self.pane.ui(&mut inner, &mut self.engine, &view);
        self.clicks.extend(response.click);
        self.drags.extend(response.drag);
        self.asked.extend(response.click_segment);
        self.last = Some(response);
    }

    /// Where the nth occurrence of some words is.
    fn span(&self, words: &str) -> Span {
        let start = self.text.find(words).unwrap();
        Span::new(start, start + words.len())
    }

    /// The middle of some words on the screen.
    fn middle(&self, words: &str) -> Pos2 {
        self.pane.screen_rects(self.span(words))[0].center()
    }

    /// The height on the screen of the row in which some words begin.
    fn top(&self, words: &str) -> f32 {
        self.pane.screen_rects(self.span(words))[0].top()
    }
}

type Window = Harness<'static, Desk>;

fn window(desk: Desk) -> Window {
    let builder = Harness::builder().with_size(vec2(760.0, 500.0)).with_max_steps(30);
    let mut window = builder.build_ui_state(|ui, desk: &mut Desk| desk.ui(ui), desk);
    window.run();
    window
}

fn click(window: &mut Window, at: Pos2) {
    window.hover_at(at);
    for pressed in [true, false] {
        let button = egui::PointerButton::Primary;
        window.event(Event::PointerButton { pos: at, button, pressed, modifiers: Modifiers::NONE });
    }
    window.run();
}

fn wheel(window: &mut Window, points: f32) {
    window.hover_at(Pos2::new(300.0, 250.0));
    window.event(Event::MouseWheel {
        unit: MouseWheelUnit::Point,
        delta: vec2(0.0, -points),
        phase: TouchPhase::Move,
        source: MouseWheelSource::Unknown,
        modifiers: Modifiers::NONE,
    });
    window.run();
}

/// A text of `n` paragraphs of very different lengths, each with its number.
fn long_text(n: usize) -> String {
    let filler = "The port authority had signed the agreement in March, three officials said. ";
    (0..n)
        .map(|idx| format!("Paragraph {idx} begins. {}It ends.\n", filler.repeat(idx * 7 % 6)))
        .collect()
}

//! The whole window without a screen: one frame at a time, input in, triangles out, and what that took.
#![allow(dead_code, reason = "no bench needs all of it")]

use crate::table::{Times, spent};
use ascribe::gui::reader::{Engine, Fonts};
use ascribe::gui::{App, Start};
use ascribe::model::Project;
use ascribe::session::preferences::Preferences;
use ascribe::session::{Desk, Session};
use ascribe::store::plain::write_file;
use ascribe::store::{self, Disk};
use eframe::App as _;
use egui::{
    Context, Event, Key, Modifiers, MouseWheelSource, MouseWheelUnit, Pos2, RawInput, Rect, Shape,
    TouchPhase, Vec2, vec2,
};
use rustix::time::ClockId;
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// The size of the window of the figures, in points.
const SIZE: Vec2 = vec2(1400.0, 900.0);

/// What a frame took: input, drawing, and the triangles that a graphics card is given.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Took {
    /// Time of its thread on processors.
    pub(crate) spent: Duration,
    /// By the clock.
    pub(crate) elapsed: Duration,
}

/// What many frames took.
pub(crate) struct Frames(Vec<Took>);

impl Frames {
    pub(crate) fn spent(&self) -> Times {
        Times::of(self.0.iter().map(|took| took.spent).collect())
    }

    pub(crate) fn elapsed(&self) -> Times {
        Times::of(self.0.iter().map(|took| took.elapsed).collect())
    }
}

impl FromIterator<Took> for Frames {
    fn from_iter<I: IntoIterator<Item = Took>>(all: I) -> Self {
        Self(all.into_iter().collect())
    }
}

/// A window on a project, as large as that of the figures.
pub(crate) struct Window {
    ctx: Context,
    app: App,
    frame: eframe::Frame,
    pub(crate) size: Vec2,
    time: f64,
    _home: TempDir,
}

impl Window {
    /// A window that the annotator `name` has opened a project in, with all laid out that is in view.
    pub(crate) fn on(project: &Project, name: &str) -> Self {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("projects/bench");
        std::fs::create_dir_all(home.path().join("projects")).unwrap();
        store::create(&folder, project.tables()).unwrap();
        let preferences = Preferences { name: name.to_owned(), ..Preferences::default() };
        let settings = home.path().join("settings.ron");
        write_file(&Disk::default(), &settings, preferences.to_ron().unwrap().as_bytes()).unwrap();
        let start = Start {
            path: Some(folder),
            settings: Some(settings),
            data_folder: home.path().join("projects"),
            broke: None,
        };
        let ctx = Context::default();
        let app = start.app(&ctx, Engine::new(Fonts::bundled())).unwrap();
        let frame = eframe::Frame::_new_kittest();
        let mut window = Self { ctx, app, frame, size: SIZE, time: 0.0, _home: home };
        window.wait(|desk| desk.session().is_some());
        window.wait(|desk| desk.task().is_none());
        window.rest();
        window
    }

    pub(crate) fn desk(&self) -> &Desk {
        self.app.desk()
    }

    pub(crate) fn desk_mut(&mut self) -> &mut Desk {
        self.app.desk_mut()
    }

    pub(crate) fn session(&self) -> &Session {
        self.desk().session().unwrap()
    }

    pub(crate) fn is_in_dialog(&self) -> bool {
        self.app.dialog().is_some()
    }

    fn input(&mut self, events: Vec<Event>) -> RawInput {
        self.time += 1.0 / 60.0;
        let mut input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, self.size)),
            time: Some(self.time),
            events,
            focused: true,
            max_texture_side: Some(16_384),
            ..RawInput::default()
        };
        self.app.raw_input_hook(&self.ctx, &mut input);
        input
    }

    /// How many words and lines of words the toolkit draws in a frame.
    pub(crate) fn n_texts(&mut self) -> usize {
        let input = self.input(Vec::new());
        let Self { ctx, app, frame, .. } = self;
        let output = ctx.run_ui(input, |ui| {
            app.logic(ui.ctx(), frame);
            app.ui(ui, frame);
        });
        output.shapes.iter().map(|clipped| n_texts(&clipped.shape)).sum()
    }

    /// One frame.
    pub(crate) fn frame(&mut self, events: Vec<Event>) -> Took {
        let input = self.input(events);
        let Self { ctx, app, frame, .. } = self;
        took(|| {
            draw(ctx, input, |ui| {
                app.logic(ui.ctx(), frame);
                app.ui(ui, frame);
            });
        })
    }

    /// So many frames, each with the input that `each` gives.
    pub(crate) fn frames(
        &mut self,
        n: usize,
        mut each: impl FnMut(&mut Self, usize) -> Vec<Event>,
    ) -> Frames {
        let frame = |at| {
            let events = each(self, at);
            self.frame(events)
        };
        (0..n).map(frame).collect()
    }

    /// Frames until something holds; the time by the clock.
    pub(crate) fn wait(&mut self, is_so: impl Fn(&Desk) -> bool) -> Duration {
        let began = Instant::now();
        while !is_so(self.app.desk()) {
            self.frame(Vec::new());
            std::thread::sleep(Duration::from_millis(1));
        }
        began.elapsed()
    }

    /// Frames until what is in view and below it is laid out and no save is under way.
    pub(crate) fn rest(&mut self) {
        for _ in 0..40 {
            self.frame(Vec::new());
        }
        self.wait(Desk::is_settled);
    }

    /// Presses a key and lets it go.
    pub(crate) fn press(&mut self, key: Key, modifiers: Modifiers) -> Took {
        let held = Event::ModifiersChanged(modifiers);
        let took = self.frame(vec![held, key_event(key, modifiers, true)]);
        let let_go = Event::ModifiersChanged(Modifiers::NONE);
        self.frame(vec![key_event(key, modifiers, false), let_go]);
        took
    }
}

/// Runs a frame and makes the triangles of it.
pub(crate) fn draw(ctx: &Context, input: RawInput, ui: impl FnMut(&mut egui::Ui)) {
    let mut output = ctx.run_ui(input, ui);
    let shapes = std::mem::take(&mut output.shapes);
    std::hint::black_box(ctx.tessellate(shapes, output.pixels_per_point));
    output.textures_delta.clear();
}

fn n_texts(shape: &Shape) -> usize {
    match shape {
        Shape::Text(_) => 1,
        Shape::Vec(shapes) => shapes.iter().map(n_texts).sum(),
        _ => 0,
    }
}

/// A frame with nothing in it, as large as that of the figures: what the toolkit takes by itself.
pub(crate) fn draw_nothing(ctx: &Context) {
    draw_plain(ctx, |_| {});
}

/// A frame of the toolkit alone, as large as that of the figures.
pub(crate) fn draw_plain(ctx: &Context, ui: impl FnMut(&mut egui::Ui)) {
    let screen_rect = Some(Rect::from_min_size(Pos2::ZERO, SIZE));
    draw(ctx, RawInput { screen_rect, ..RawInput::default() }, ui);
}

/// What a piece of work took.
pub(crate) fn took(work: impl FnOnce()) -> Took {
    let (began, before) = (Instant::now(), spent(ClockId::ThreadCPUTime));
    work();
    Took { spent: spent(ClockId::ThreadCPUTime) - before, elapsed: began.elapsed() }
}

/// A key that goes down or up.
pub(crate) fn key_event(key: Key, modifiers: Modifiers, pressed: bool) -> Event {
    Event::Key { key, physical_key: None, pressed, repeat: false, modifiers }
}

/// The wheel over the text.
pub(crate) fn wheel(points: f32) -> Vec<Event> {
    vec![
        Event::PointerMoved(Pos2::new(700.0, 400.0)),
        Event::MouseWheel {
            unit: MouseWheelUnit::Point,
            delta: vec2(0.0, -points),
            phase: TouchPhase::Move,
            source: MouseWheelSource::Unknown,
            modifiers: Modifiers::NONE,
        },
    ]
}

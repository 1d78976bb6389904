//! What a frame of the reading pane costs: layout, paint and tessellation, without a graphics card.
//!
//! Prints the median and the 95th percentile of the thread's CPU time over many frames, for an article of 30
//! sentences and one of 100,000 (about 11 MB) with a mark on every third. `cargo bench --bench reader`.

#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::indexing_slicing,
    reason = "a bench reports to the terminal, brings plain colours and picks from its own tables"
)]

use ascribe::gui::reader::{
    Cursor, Document, Engine, Fonts, Mark, MarkSource, MarkStyle, Pane, ReaderStyle, Shape,
    Underline, View,
};
use ascribe::text::{Role, Segment, Span};
use egui::{
    Color32, Context, Event, Modifiers, MouseWheelSource, MouseWheelUnit, Pos2, RawInput, Rect,
    TouchPhase, Vec2, vec2,
};
use rustix::time::{ClockId, clock_gettime};

const WORDS: &str = "the minister denied that report claimed officials said evidence of an agreement between parties and \
    sources close to investigation confirmed documents were authentic but spokesperson rejected allegations calling them \
    baseless while analysts noted inconsistency in statement given on previous occasion naïve café";
const ARABIC: &str = "نفى الوزير هذا الادعاء وقال إنه كاذب تماما في تقرير نشر أمس عن مصادر مقربة من التحقيق وأكد المتحدث باسم \
    الحكومة";
const HAN: &str = "部长否认了这一说法称其为虚假报告声明官员证据协议双方消息人士调查文件真实发言人驳斥指控毫无根据分析师指出矛盾";

/// CPU time of this thread, in milliseconds.
fn now() -> f64 {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    time.tv_sec as f64 * 1e3 + time.tv_nsec as f64 / 1e6
}

/// Memory in use, in megabytes; 0 where the system does not say.
fn memory() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmRSS"));
    line.and_then(|line| line.split_whitespace().nth(1)?.parse::<usize>().ok()).unwrap_or(0) / 1024
}

struct Article {
    text: String,
    segments: Vec<Segment>,
    marks: Vec<Mark>,
}

impl MarkSource for Article {
    fn marks(&self, within: Span, out: &mut Vec<Mark>) {
        let first = self.marks.partition_point(|mark| mark.span.end <= within.start);
        out.extend(self.marks[first..].iter().take_while(|mark| mark.span.start < within.end));
    }
}

fn mark_style(number: usize) -> MarkStyle {
    let (tint, stroke, underline) = match number % 3 {
        0 => (Color32::from_rgb(207, 228, 247), Color32::from_rgb(0, 114, 178), Underline::Solid),
        1 => (Color32::from_rgb(251, 224, 195), Color32::from_rgb(192, 90, 0), Underline::Double),
        _ => (Color32::from_rgb(211, 238, 223), Color32::from_rgb(0, 128, 94), Underline::Dotted),
    };
    MarkStyle { shape: Shape::Highlight, tint, stroke, underline }
}

/// An article of so many sentences, the same at every call.
fn article(n_sentences: usize, script: &str) -> Article {
    let words: Vec<&str> =
        if script == "arabic" { ARABIC } else { WORDS }.split_whitespace().collect();
    let han: Vec<char> = HAN.chars().collect();
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    let mut random = move |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state % below as u64) as usize
    };
    let (mut text, mut segments, mut marks) = (String::new(), Vec::new(), Vec::new());
    let mut left_in_paragraph = 0;
    for number in 0..n_sentences {
        let opens_paragraph = left_in_paragraph == 0;
        if opens_paragraph {
            left_in_paragraph = 1 + random(9);
        }
        left_in_paragraph -= 1;
        if number > 0 {
            text.push_str(if opens_paragraph { "\n\n" } else { " " });
        }
        let start = text.len();
        if script == "chinese" {
            (0..15 + random(30)).for_each(|_| text.push(han[random(han.len())]));
            text.push('。');
        } else {
            for word in 0..8 + random(14) {
                if word > 0 {
                    text.push(' ');
                }
                text.push_str(words[random(words.len())]);
            }
            text.push('.');
        }
        let span = Span::new(start, text.len());
        let sure = random(20) > 0;
        segments.push(Segment { span, role: Role::Sentence, sure, opens_paragraph });
        if number % 3 == 0 {
            let letter = ['C', 'D', 'F'][number / 3 % 3];
            marks.push(Mark {
                span,
                style: mark_style(number / 3),
                letter: Some(letter),
                active: false,
                tag: number as u64,
            });
        }
    }
    text.shrink_to_fit();
    segments.shrink_to_fit();
    marks.shrink_to_fit();
    Article { text, segments, marks }
}

fn style() -> ReaderStyle {
    let grey = Color32::from_gray;
    ReaderStyle {
        size: 17.0,
        measure: 72.0,
        background: grey(252),
        text: grey(34),
        dimmed: grey(122),
        hovered: grey(240),
        current: grey(60),
        selection: Color32::from_rgba_unmultiplied(60, 120, 255, 70),
        caret: grey(0),
        hit: grey(230),
        hit_edge: grey(120),
        faint: grey(150),
        focus: grey(90),
        bar: grey(190),
        bar_hovered: grey(140),
    }
}

/// A window without a screen.
struct Window {
    ctx: Context,
    engine: Engine,
    pane: Pane,
    size: Vec2,
    time: f64,
}

impl Window {
    fn new(engine: Engine) -> Self {
        Self {
            ctx: Context::default(),
            engine,
            pane: Pane::new("bench"),
            size: vec2(1200.0, 900.0),
            time: 0.0,
        }
    }

    /// One frame; how many milliseconds of CPU it took.
    fn frame(&mut self, article: &Article, events: Vec<Event>) -> f64 {
        self.time += 1.0 / 60.0;
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, self.size)),
            time: Some(self.time),
            events,
            focused: true,
            max_texture_side: Some(8192),
            ..RawInput::default()
        };
        let (style, pane, engine) = (style(), &mut self.pane, &mut self.engine);
        let document = Document {
            text_key: 1,
            key: 1,
            title: "Bench",
            text: &article.text,
            segments: &article.segments,
            lang: "",
        };
        let cursor = Cursor {
            current: article.segments.get(3).map(|segment| segment.span),
            ..Cursor::default()
        };
        let start = now();
        let mut output = self.ctx.run_ui(input, |ui| {
            let view = View { document: &document, style: &style, marks: article, cursor };
            pane.ui(ui, engine, &view);
        });
        let shapes = std::mem::take(&mut output.shapes);
        let primitives = self.ctx.tessellate(shapes, output.pixels_per_point);
        let taken = now() - start;
        assert!(!primitives.is_empty(), "something is on the screen");
        output.textures_delta.clear();
        taken
    }
}

fn report(name: &str, mut times: Vec<f64>) {
    times.sort_by(f64::total_cmp);
    let at = |share: usize| times[(times.len() * share / 100).min(times.len() - 1)];
    println!("  {name:<34} median {:7.3}   p95 {:7.3}   worst {:7.3} ms", at(50), at(95), at(100));
}

fn wheel(points: f32) -> Vec<Event> {
    vec![
        Event::PointerMoved(Pos2::new(500.0, 400.0)),
        Event::MouseWheel {
            unit: MouseWheelUnit::Point,
            delta: vec2(0.0, -points),
            phase: TouchPhase::Move,
            source: MouseWheelSource::Unknown,
            modifiers: Modifiers::NONE,
        },
    ]
}

fn run(title: &str, article: &Article, fonts: &Fonts) {
    println!(
        "{title}: {} sentences, {:.1} MB, {} marks",
        article.segments.len(),
        article.text.len() as f64 / 1e6,
        article.marks.len()
    );
    println!("  memory with the article {} MB", memory());
    let start = now();
    let mut window = Window::new(Engine::new(fonts.clone()));
    let first = window.frame(article, Vec::new());
    println!("  {:<34} {first:7.2} ms, with a new context {:.2} ms", "first frame", now() - start);
    let times = |window: &mut Window,
                 name: &str,
                 n: usize,
                 each: &mut dyn FnMut(&mut Window, usize) -> Vec<Event>| {
        let frame = |idx| {
            let events = each(window, idx);
            window.frame(article, events)
        };
        report(name, (0..n).map(frame).collect());
    };
    times(&mut window, "settling (laying out ahead)", 20, &mut |_, _| Vec::new());
    times(&mut window, "idle, top", 200, &mut |_, _| Vec::new());
    let walk = |_: &mut Window, idx: usize| {
        vec![Event::PointerMoved(Pos2::new(
            350.0 + (idx * 3 % 400) as f32,
            200.0 + (idx * 7 % 500) as f32,
        ))]
    };
    times(&mut window, "pointer moving", 200, &mut { walk });
    times(&mut window, "scroll 60 points a frame", 300, &mut |_, _| wheel(60.0));
    times(&mut window, "scroll up 60 points a frame", 200, &mut |_, _| wheel(-60.0));
    times(&mut window, "scroll 1,000 points a frame", 100, &mut |_, _| wheel(1000.0));
    times(&mut window, "page down every tenth frame", 300, &mut |window, idx| {
        if idx % 10 == 0 {
            window.pane.page(1.0);
        }
        Vec::new()
    });
    let n = article.segments.len();
    times(&mut window, "jump anywhere", 100, &mut |window, idx| {
        window.pane.scroll_to(
            article.segments[idx * 37 % 100 * n / 100].span,
            ascribe::gui::reader::Align::Keep,
        );
        Vec::new()
    });
    times(&mut window, "jump to the end", 1, &mut |window, _| {
        window.pane.to_end();
        Vec::new()
    });
    times(&mut window, "idle, end", 100, &mut |_, _| Vec::new());
    window.pane.scroll_to(article.segments[n / 2].span, ascribe::gui::reader::Align::Top);
    times(&mut window, "idle, middle", 100, &mut |_, _| Vec::new());
    times(&mut window, "another width every frame", 120, &mut |window, idx| {
        // Narrow enough that the column has to follow the window.
        window.size.x = 700.0 - idx as f32 * 2.0;
        Vec::new()
    });
    println!("  memory in use {} MB", memory());
}

fn main() {
    println!(
        "{} cores; CPU time of one thread; window 1200 x 900, 1 pixel a point",
        std::thread::available_parallelism().map_or(0, usize::from)
    );
    let bundled = Fonts::bundled();
    println!("without any article: {} MB", memory());
    run("short", &article(30, "latin"), &bundled);
    run("long", &article(100_000, "latin"), &bundled);
    let start = now();
    let system = Fonts::system();
    println!("finding the system's fonts: {:.1} ms", now() - start);
    run("long, Arabic", &article(100_000, "arabic"), &system);
    run("long, Chinese", &article(100_000, "chinese"), &system);
}

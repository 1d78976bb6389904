//! What a frame of the whole window costs, and a key: reading, scrolling and tagging in an article of 100,000 sentences, and
//! the lists of a project of 10,000 articles.
//!
//! `cargo bench --bench frames`. A frame is input, drawing and the triangles that a graphics card is given; its cost is the
//! time that its thread spends on processors, and the limit is what the toolkit takes for a frame with nothing in it.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a bench that cannot go on stops, and prints what it found"
)]

mod project;
mod table;
mod window;

use ascribe::model::{Kind, Project};
use ascribe::session::{Action, Command, Order};
use egui::{Context, Event, Key, Modifiers};
use jiff::Timestamp;
use project::{Size, stamp, with_articles};
use rustix::time::ClockId;
use std::time::Duration;
use table::{Figure, Goal, Table, Times, spending};
use window::{Frames, Window, wheel};

/// The program's own.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Frames of a sort, after those in which caches fill.
const N_FRAMES: usize = 200;
/// How often something is begun.
const ROUNDS: usize = 25;
/// Sentences of a long article.
const N_LONG: usize = 100_000;
/// Sizes of articles whose frames are compared, in sentences.
const SIZES: [usize; 3] = [1_000, 10_000, 100_000];

fn main() {
    let mut table = Table::of("frames");
    let bare = bare_frame();
    let article = &with_articles(&[30, 1_000, N_LONG]);
    opening(article, &mut table);
    reading(article, "bob", "", &bare, &mut table);
    reading(article, "ann", ", 33,334 statements", &bare, &mut table);
    tagging(article, "of 100,000 sentences", 2, &mut table);
    growth(&mut table);
    tagging(&Size::L.project(), "among 10,000", 0, &mut table);
    lists(&mut table);
    table.end();
}

fn now() -> Timestamp {
    stamp(0).at
}

/// What the toolkit takes for a frame with nothing in it.
fn bare_frame() -> Frames {
    let ctx = Context::default();
    let frame = |_| window::took(|| window::draw_nothing(&ctx));
    (0..N_FRAMES).map(frame).collect()
}

/// A key that goes to an article, until it is drawn.
fn opening(project: &Project, table: &mut Table) {
    let mut window = Window::on(project, "ann");
    let mut times = [Vec::new(), Vec::new()];
    for _ in 0..ROUNDS {
        for times in &mut times {
            let took = window.press(Key::PageDown, Modifiers::COMMAND);
            times.push(took.elapsed);
        }
        window.press(Key::PageUp, Modifiers::COMMAND);
        window.press(Key::PageUp, Modifiers::COMMAND);
    }
    let works = [("1,000 sentences", 16.0), ("100,000 sentences", 100.0)];
    for ((what, most), times) in works.into_iter().zip(times) {
        let times = Times::of(times);
        let goal = [Goal::AtMost(Figure::Ms(most))];
        table.add(format!("key to an article of {what} in view"), times.half(), &goal, None);
    }
}

/// Shows the last article.
fn go_to_last(window: &mut Window) {
    let last = window.session().project().articles().keys().next_back().unwrap().clone();
    window.desk_mut().perform(Action::GoTo(last, None), now());
    window.rest();
}

fn reading(project: &Project, name: &str, with: &str, bare: &Frames, table: &mut Table) {
    let mut window = Window::on(project, name);
    go_to_last(&mut window);
    let limit = bare.spent().half();
    let mut add = |what: &str, most: f64, frames: &Frames| {
        let spent = frames.spent();
        let what = format!("frame of 100,000 sentences{with}, {what}");
        let goal = [Goal::AtMost(Figure::Ms(most))];
        println!("{what}: {}, 99 % {:.3}", spent.half(), spent.at(99));
        table.add(&what, spent.half(), &goal, Some((limit, "an empty frame")));
        let goal = [Goal::AtMost(Figure::Ms(most * 2.0))];
        table.add(format!("{what}, 99 %"), Figure::Ms(spent.at(99)), &goal, None);
    };
    let most = |alone: f64| if with.is_empty() { alone } else { alone.max(1.0) };
    add("idle", most(0.3), &window.frames(N_FRAMES, |_, _| Vec::new()));
    add("scroll of 60 points", most(0.6), &window.frames(N_FRAMES, |_, _| wheel(60.0)));
    window.rest();
    let page = |_: &mut Window, at: usize| {
        let key = window::key_event(Key::PageDown, Modifiers::NONE, at.is_multiple_of(2));
        vec![key]
    };
    add("page down", 3.0, &window.frames(N_FRAMES, page));
    window.rest();
    let jump = |window: &mut Window, at: usize| {
        window.desk_mut().perform(Action::StandOn(at * 37_501 % N_LONG), now());
        Vec::new()
    };
    add("jump anywhere", 3.0, &window.frames(N_FRAMES, jump));
    window.rest();
    let drag = |window: &mut Window, at: usize| {
        window.size.x = 1400.0 - at as f32 * 2.0;
        Vec::new()
    };
    add("another width", 4.0, &window.frames(N_FRAMES, drag));
}

/// How frames and keys grow with the length of an article.
fn growth(table: &mut Table) {
    let (mut idle, mut pressed, mut shown) = (Vec::new(), Vec::new(), Vec::new());
    let (mut joined, mut joined_shown) = (Vec::new(), Vec::new());
    for n in SIZES {
        let mut window = Window::on(&with_articles(&[n]), "ann");
        let frames = window.frames(N_FRAMES, |_, _| Vec::new());
        idle.push((n, frames.spent().at(50)));
        let tags = tags(&mut window);
        pressed.push((n, tags.pressed.at(50)));
        shown.push((n, tags.shown.at(50)));
        let joins = joins(&mut window);
        joined.push((n, joins.pressed.at(50)));
        joined_shown.push((n, joins.shown.at(50)));
        if n == N_LONG {
            let goal = [Goal::AtMost(Figure::Ms(4.0))];
            let what = "two of 100,000 sentences joined or kept apart, in the frame";
            table.add(what, joins.pressed.half(), &goal, None);
            table.add("the frame that shows that", joins.shown.half(), &goal, None);
        }
    }
    table.add_growth("an idle frame, by sentences", 0.1, &idle);
    table.add_growth("a tag in the frame, by sentences", 0.1, &pressed);
    table.add_growth("the frame that shows a tag, by sentences", 0.1, &shown);
    // Where all sentences lie is copied for the step, so that it can be taken back.
    table.add_growth("two sentences joined, by sentences", 1.0, &joined);
    table.add_growth("the frame that shows that, by sentences", 0.1, &joined_shown);
}

/// What tags cost.
struct Tags {
    /// The frame in which the key is pressed, besides drawing.
    pressed: Times,
    /// The frame that shows it.
    shown: Times,
}

fn tags(window: &mut Window) -> Tags {
    window.desk_mut().perform(Command::NextUntagged.into(), now());
    let kinds = [Kind::Claim, Kind::Denial, Kind::Fact];
    let (mut pressed, mut shown) = (Vec::new(), Vec::new());
    for at in 0..N_FRAMES {
        let tag = Command::Tag(kinds[at % 3]).into();
        let perform = || window.desk_mut().perform(tag, now());
        pressed.push(spending(ClockId::ThreadCPUTime, perform));
        // Faster than any hand, and the frame goes on.
        std::thread::sleep(Duration::from_millis(4));
        shown.push(spending(ClockId::ThreadCPUTime, || {
            window.frame(Vec::new());
        }));
        window.desk_mut().perform(Command::NextUntagged.into(), now());
    }
    Tags { pressed: Times::of(pressed), shown: Times::of(shown) }
}

/// What it costs to join two sentences, and to take that back.
fn joins(window: &mut Window) -> Tags {
    window.desk_mut().perform(Command::NextUntagged.into(), now());
    let (mut pressed, mut shown) = (Vec::new(), Vec::new());
    for at in 0..N_FRAMES {
        let command = if at.is_multiple_of(2) { Command::MergeWithNext } else { Command::Undo };
        let perform = || window.desk_mut().perform(command.into(), now());
        pressed.push(spending(ClockId::ThreadCPUTime, perform));
        std::thread::sleep(Duration::from_millis(4));
        shown.push(spending(ClockId::ThreadCPUTime, || {
            window.frame(Vec::new());
        }));
    }
    Tags { pressed: Times::of(pressed), shown: Times::of(shown) }
}

fn tagging(project: &Project, what: &str, n_before: usize, table: &mut Table) {
    let mut window = Window::on(project, "ann");
    for _ in 0..n_before {
        window.press(Key::PageDown, Modifiers::COMMAND);
    }
    let tags = tags(&mut window);
    let waking = Some((waking().half(), "waking a thread"));
    let goal = [Goal::AtMost(Figure::Ms(0.05))];
    table.add(
        format!("tag in an article {what}, in the frame"),
        tags.pressed.half(),
        &goal,
        waking,
    );
    let goal = [Goal::AtMost(Figure::Ms(4.0))];
    table.add(format!("the frame that shows a tag {what}"), tags.shown.half(), &goal, None);
}

/// What it takes to wake a thread that waits, as a tag wakes the one that writes it down.
fn waking() -> Times {
    let (sender, receiver) = std::sync::mpsc::channel::<()>();
    let waits = std::thread::Builder::new().name("waits".to_owned());
    let waits = waits.spawn(move || receiver.into_iter().count()).unwrap();
    let wake = |_| {
        std::thread::sleep(Duration::from_millis(4));
        spending(ClockId::ThreadCPUTime, || sender.send(()).unwrap())
    };
    let times = Times::of((0..N_FRAMES).map(wake).collect());
    drop(sender);
    waits.join().unwrap();
    times
}

/// Presses letters one by one in a field that has the keyboard, and takes them back.
fn typing(window: &mut Window, words: &str) -> Frames {
    let type_one = |_: &mut Window, at: usize| {
        let n = words.chars().count();
        match words.chars().nth(at % (2 * n)) {
            Some(letter) => vec![Event::Text(letter.to_string())],
            None => vec![window::key_event(Key::Backspace, Modifiers::NONE, true)],
        }
    };
    let n = 2 * words.chars().count();
    window.frames(n * ROUNDS.div_ceil(n) * 2, type_one)
}

/// The lists of projects of every size.
fn lists(table: &mut Table) {
    let (mut filters, mut finds) = (Vec::new(), Vec::new());
    for size in [Size::S, Size::M, Size::L] {
        let n = size.n_articles();
        let mut window = Window::on(&size.project(), "ann");
        let filter = filtering(&mut window);
        filters.push((n, filter.at(50)));
        let find = finding(&mut window);
        finds.push((n, find.at(50)));
        if size == Size::L {
            let goal = [Goal::AtMost(Figure::Ms(5.0))];
            table.add("filter of 10,000 articles, a key", filter.half(), &goal, None);
            let goal = [Goal::AtMost(Figure::Ms(10.0))];
            let dearest = Figure::Ms(filter.at(100));
            table.add("the same, the dearest key", dearest, &goal, None);
            let goal = [Goal::AtMost(Figure::Ms(50.0))];
            table.add("words in 10,000 texts, a key", find.half(), &goal, None);
            // They lie folded in memory, and prose folds less.
            let mut window = Window::on(&project::in_prose(n), "ann");
            let find = finding(&mut window);
            table.add("words in 10,000 texts of prose, a key", find.half(), &goal, None);
        }
    }
    table.add_growth("filter, a key, by articles", 1.0, &filters);
    table.add_growth("words in all texts, a key, by articles", 1.05, &finds);
}

/// Keys in the filter of the list of articles.
fn filtering(window: &mut Window) -> Times {
    window.press(Key::L, Modifiers::COMMAND);
    window.rest();
    let frames = typing(window, "article 77");
    window.press(Key::Escape, Modifiers::NONE);
    frames.spent()
}

/// Words in all texts: from the key until what they have found is drawn.
fn finding(window: &mut Window) -> Times {
    let find = |round: usize| {
        let words = format!("pier {}", round + 1);
        let sought = words.clone();
        let began = std::time::Instant::now();
        window.desk_mut().order(Order::FindEverywhere(words), now());
        window.wait(|desk| desk.everywhere().words == sought);
        began.elapsed()
    };
    Times::of((0..ROUNDS).map(find).collect())
}

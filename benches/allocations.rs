//! How often an idle frame of the whole window asks for memory, in an article of 100,000 sentences; the limit is what the
//! toolkit asks for in a frame with nothing but as many labels.
//!
//! `cargo bench --bench allocations`. The allocator that counts is not the program's, so that times are measured elsewhere.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a bench that cannot go on stops, and prints what it found"
)]

mod project;
mod table;
mod window;

use egui::Context;
use project::with_articles;
use table::{Figure, Goal, Table};
use window::Window;

/// Frames that are looked at, after those in which caches fill.
const N_FRAMES: usize = 200;
/// Sentences of the article.
const N_LONG: usize = 100_000;

fn main() {
    let mut table = Table::of("allocations");
    let project = with_articles(&[N_LONG]);
    table.add("allocations of an empty frame", Figure::Count(labels(0)), &[], None);
    for (name, with) in [("bob", ""), ("ann", ", 33,334 statements")] {
        let mut window = Window::on(&project, name);
        window.rest();
        let idle = median(|| {
            window.frame(Vec::new());
        });
        let limit = Some((Figure::Count(labels(window.n_texts())), "as many labels alone"));
        let goal = [Goal::AtMost(Figure::Count(0.0))];
        table.add(format!("allocations of an idle frame{with}"), Figure::Count(idle), &goal, limit);
    }
    table.end();
}

/// A frame of the toolkit with nothing but so many labels.
fn labels(n: usize) -> f64 {
    let ctx = Context::default();
    let words: Vec<String> = (0..n).map(|number| format!("Pier {number}")).collect();
    median(|| {
        window::draw_plain(&ctx, |ui| {
            for words in &words {
                ui.label(words);
            }
        });
    })
}

fn median(mut frame: impl FnMut()) -> f64 {
    let count = |_| allocation_counter::measure(&mut frame).count_total;
    let mut all: Vec<u64> = (0..N_FRAMES).map(count).collect();
    all.sort_unstable();
    all[all.len() / 2] as f64
}

//! What is going on and how far it is, on standard error, where somebody watches.

use super::Terminal;
use indicatif::{ProgressBar, ProgressFinish, ProgressStyle};
use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

/// How often something shows that the program is at work.
const TICK: Duration = Duration::from_millis(100);

/// A bar for the `total` steps of a stage; one that does not show where nobody watches. It goes when it is dropped.
pub(super) fn bar(terminal: &Terminal<'_>, stage: &'static str, total: usize) -> ProgressBar {
    let bar = || ProgressBar::new(total as u64);
    shown(terminal, stage, "{msg} {wide_bar} {pos} of {len}", bar)
}

/// The same for a stage of which it is not known how long it takes.
pub(super) fn busy(terminal: &Terminal<'_>, stage: &'static str) -> ProgressBar {
    let bar = shown(terminal, stage, "{msg} {spinner} {elapsed}", ProgressBar::new_spinner);
    if !bar.is_hidden() {
        bar.enable_steady_tick(TICK);
    }
    bar
}

fn shown(
    terminal: &Terminal<'_>,
    stage: &'static str,
    pattern: &str,
    bar: impl Fn() -> ProgressBar,
) -> ProgressBar {
    if !terminal.is_watched {
        return ProgressBar::hidden();
    }
    let bar = bar().with_message(stage).with_finish(ProgressFinish::AndClear);
    // The pattern is fixed, and indicatif's own is good enough should it ever be refused.
    let style = ProgressStyle::with_template(pattern);
    bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
    bar
}

/// Moves a bar on, and asks to stop when the work was given up.
pub(super) fn moving(
    bar: &ProgressBar,
    terminal: &Terminal<'_>,
) -> impl FnMut(usize) -> ControlFlow<()> + use<> {
    let (bar, given_up) = (bar.clone(), Arc::clone(&terminal.given_up));
    move |done| {
        bar.set_position(done as u64);
        match given_up.load(Ordering::Relaxed) {
            true => ControlFlow::Break(()),
            false => ControlFlow::Continue(()),
        }
    }
}

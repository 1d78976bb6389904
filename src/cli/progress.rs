//! A bar on standard error, where somebody watches.

use super::Terminal;
use indicatif::{ProgressBar, ProgressStyle};

/// A bar for `total` steps; one that does not show where nobody watches.
pub(super) fn bar(terminal: &Terminal<'_>, total: usize) -> ProgressBar {
    if !terminal.is_watched {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(total as u64);
    // The pattern is fixed, and indicatif's own is good enough should it ever be refused.
    let style = ProgressStyle::with_template("{wide_bar} {pos} of {len}");
    bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
    bar
}

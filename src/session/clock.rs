//! The one place where the time of day is read.

use jiff::{Timestamp, Unit};

/// Now, to the second: finer would only make files harder to read.
#[must_use]
#[expect(clippy::disallowed_methods, reason = "this is the one place the lint points at")]
pub fn now() -> Timestamp {
    let now = Timestamp::now();
    now.round(Unit::Second).unwrap_or(now)
}

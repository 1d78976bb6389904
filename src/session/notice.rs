//! What the person is told: a level, a sentence, and what to do about it.

use crate::model::Refusal;

/// How much it matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// Goes away by itself.
    Info,
    /// Something was not done.
    Warning,
    /// Something is wrong; stays until it is put away.
    Error,
}

/// What the person is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// How much it matters.
    pub weight: Weight,
    /// What happened.
    pub text: String,
    /// What to do about it; may be empty.
    pub hint: String,
}

impl Notice {
    /// Something to know.
    #[must_use]
    pub fn info(text: impl Into<String>) -> Self {
        Self { weight: Weight::Info, text: text.into(), hint: String::new() }
    }

    /// Something was not done.
    #[must_use]
    pub fn warning(text: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { weight: Weight::Warning, text: text.into(), hint: hint.into() }
    }

    /// Something is wrong.
    #[must_use]
    pub fn error(text: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { weight: Weight::Error, text: text.into(), hint: hint.into() }
    }

    /// An error with everything that led to it.
    #[must_use]
    pub fn of_error(attempt: &str, error: &dyn std::error::Error) -> Self {
        let mut text = format!("{attempt}: {error}");
        let mut source = error.source();
        while let Some(cause) = source {
            // Most errors say themselves what led to them.
            let words = cause.to_string();
            if !text.contains(&words) {
                text.push_str(": ");
                text.push_str(&words);
            }
            source = cause.source();
        }
        Self::error(text, "")
    }

    /// An edit was refused.
    #[must_use]
    pub fn of_refusal(label: &str, refusal: &Refusal) -> Self {
        let mut reason = refusal.to_string();
        if let Some(first) = reason.get(..1) {
            reason.replace_range(..1, &first.to_uppercase());
        }
        Self::warning(reason, format!("Not done: {label}"))
    }
}

//! When a statement was made: as the text says, held against the day of publication, or as somebody knows it.

use super::{Notice, Session};
use crate::model::{DateBasis, Statement, StatementDate};
use crate::text::Span;
use crate::text::days::{Meaning, day_words};

/// Bytes of the sentences of a statement that are looked through for words for days: a few paragraphs.
const LOOKED_THROUGH: usize = 16 * 1024;

/// Words for a day in the sentence of a statement, and what they mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayInText {
    /// Where they stand.
    pub span: Span,
    /// The words.
    pub words: String,
    /// What they mean in this article.
    pub meaning: Meaning,
}

impl DayInText {
    /// The date of a statement that these words give; `None` where they give no day.
    #[must_use]
    pub fn date(&self) -> Option<StatementDate> {
        let Meaning::Days { from, to, is_relative } = &self.meaning else { return None };
        let basis = if *is_relative { DateBasis::Resolved } else { DateBasis::Stated };
        Some(StatementDate { from: *from, to: *to, basis, words: self.words.clone() })
    }
}

impl Session {
    /// The words for days in the sentences of a statement. Those outside its content come first: they say when it was
    /// said, those inside when it happened.
    #[must_use]
    pub fn days_of(&self, statement: &Statement) -> Vec<DayInText> {
        let Some(article) = self.article() else { return Vec::new() };
        let (text, metadata) = (article.text(), article.metadata());
        let reach = statement.reach();
        let sentences = article.segments();
        let first = sentences.partition_point(|segment| segment.span.end <= reach.start);
        let (mut days, mut left) = (Vec::new(), LOOKED_THROUGH);
        for segment in sentences.iter().skip(first).take_while(|s| s.span.start < reach.end) {
            let words = segment.span.of(&text);
            let words = words.get(..words.floor_char_boundary(left)).unwrap_or_default();
            left -= words.len();
            if words.is_empty() {
                break;
            }
            for found in day_words(words, &metadata.language) {
                let start = segment.span.start + found.span.start;
                let span = Span { start, end: start + found.span.end - found.span.start };
                days.push(DayInText {
                    span,
                    words: span.of(&text).to_owned(),
                    meaning: found.meaning(metadata.published),
                });
            }
        }
        days.sort_by_key(|day| statement.content.iter().any(|part| part.overlaps(day.span)));
        days
    }

    /// Takes over what the text says about the day of the statement in focus.
    pub(super) fn resolve_date(&mut self) {
        if !self.may_mark() {
            return;
        }
        let Some(statement) = self.focus_or_tell() else { return };
        let days = self.days_of(&statement);
        if let Some(date) = days.iter().find_map(DayInText::date) {
            return self.set_date(Some(date));
        }
        let notice = match days.first() {
            None => Notice::info("The sentence names no day"),
            Some(day) => match &day.meaning {
                Meaning::Impossible(why) => Notice::warning(
                    format!("“{}” is no day: {why}", day.words),
                    "M remarks on it beside the text",
                ),
                _ => Notice::warning(
                    format!(
                        "“{}” cannot be resolved: the day of publication is unknown",
                        day.words
                    ),
                    "Ctrl+D enters it where it can be found out",
                ),
            },
        };
        self.tell(notice);
    }

    /// Lets the day of publication stand for that of the statement in focus.
    pub(super) fn date_as_published(&mut self) {
        let published = self.article().and_then(|article| article.metadata().published);
        match published {
            Some(day) => self.set_date(Some(StatementDate {
                from: day,
                to: day,
                basis: DateBasis::Published,
                words: String::new(),
            })),
            None => self.tell(Notice::warning(
                "The day of publication is unknown",
                "Ctrl+D enters it where it can be found out",
            )),
        }
    }

    pub(super) fn set_date(&mut self, date: Option<StatementDate>) {
        let what = match &date {
            None => "No statement date".to_owned(),
            Some(date) if date.from == date.to => format!("Statement date {}", date.from),
            Some(date) => format!("Statement date {} to {}", date.from, date.to),
        };
        self.alter_focus(&what, |s| s.date = date.into());
    }
}

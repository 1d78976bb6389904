//! Words for days: “on Tuesday”, “last year”, “in March”, “30 June 2023”, and the days they mean.
//!
//! Relative words mean nothing without a day to hold them against, which for an article is the day of publication. A named
//! weekday, month or day of a month is the latest one that is not behind that day, as newspapers use them: “on Tuesday” in
//! an article of a Tuesday is that day. Weeks begin on Monday (ISO 8601).

mod find;
mod parse;
mod words;

pub use find::day_words;
pub use parse::{DayError, parse_days};

use super::Span;
use jiff::ToSpan as _;
use jiff::civil::{Date, Weekday};

/// What words for a day say, before they are held against anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum When {
    /// So many days after the day it is held against.
    Day(i32),
    /// The latest such weekday, that day included.
    Weekday(Weekday),
    /// The latest such weekday ahead of that day.
    LastWeekday(Weekday),
    /// The first such weekday behind that day.
    NextWeekday(Weekday),
    /// So many weeks after the week of that day.
    Week(i32),
    /// So many months after the month of that day.
    Month(i32),
    /// So many years after the year of that day.
    Year(i32),
    /// A month, of a year where one is named.
    MonthOf(i8, Option<i16>),
    /// A day of a month, of a year where one is named.
    DayOf(i8, i8, Option<i16>),
    /// A year.
    YearOf(i16),
}

/// Words for a day and where they stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DayWords {
    /// Where they stand.
    pub span: Span,
    pub(super) when: When,
}

/// What words for a day mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// From the first of these days to the last; of one day the two are the same.
    Days {
        /// The first day it may be.
        from: Date,
        /// The last day it may be.
        to: Date,
        /// Were they held against a day, or do the words name it themselves?
        is_relative: bool,
    },
    /// They are relative, and there is no day to hold them against.
    Unresolvable,
    /// There is no such day; why, in words.
    Impossible(String),
}

impl DayWords {
    /// What the words mean in a text of this day; `None`: its day is not known.
    #[must_use]
    pub fn meaning(&self, published: Option<Date>) -> Meaning {
        if let Some(error) = self.impossible() {
            return Meaning::Impossible(error);
        }
        if let Some((from, to)) = self.named() {
            return Meaning::Days { from, to, is_relative: false };
        }
        let Some(published) = published else { return Meaning::Unresolvable };
        match resolved(self.when, published) {
            Some((from, to)) => Meaning::Days { from, to, is_relative: true },
            None => Meaning::Unresolvable,
        }
    }

    /// The days that words name without help.
    fn named(&self) -> Option<(Date, Date)> {
        match self.when {
            When::YearOf(year) => {
                Some((Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?))
            }
            When::MonthOf(month, Some(year)) => month_of(year, month),
            When::DayOf(day, month, Some(year)) => {
                Date::new(year, month, day).ok().map(|day| (day, day))
            }
            _ => None,
        }
    }

    fn impossible(&self) -> Option<String> {
        let When::DayOf(day, month, year) = self.when else { return None };
        // Without a year a leap year stands for it: 29 February may be, 31 February never.
        let fits = Date::new(year.unwrap_or(2000), month, day).is_ok();
        (!fits).then(|| parse::no_such_day(year, month, day))
    }
}

fn month_of(year: i16, month: i8) -> Option<(Date, Date)> {
    let first = Date::new(year, month, 1).ok()?;
    Some((first, first.last_of_month()))
}

/// The days that relative words mean, held against a day.
fn resolved(when: When, day: Date) -> Option<(Date, Date)> {
    let one = |day: Date| Some((day, day));
    match when {
        When::Day(by) => one(day.checked_add(by.days()).ok()?),
        When::Weekday(weekday) if day.weekday() == weekday => one(day),
        When::Weekday(weekday) | When::LastWeekday(weekday) => {
            one(day.nth_weekday(-1, weekday).ok()?)
        }
        When::NextWeekday(weekday) => one(day.nth_weekday(1, weekday).ok()?),
        When::Week(by) => {
            let since_monday = i32::from(day.weekday().to_monday_zero_offset());
            let monday = day.checked_add((7 * by - since_monday).days()).ok()?;
            Some((monday, monday.checked_add(6.days()).ok()?))
        }
        When::Month(by) => {
            let first = day.first_of_month().checked_add(by.months()).ok()?;
            Some((first, first.last_of_month()))
        }
        When::Year(by) => {
            let first = day.first_of_year().checked_add(by.years()).ok()?;
            Some((first, first.last_of_year()))
        }
        When::MonthOf(month, _) => {
            let (first, last) = month_of(day.year(), month)?;
            if first <= day { Some((first, last)) } else { month_of(day.year() - 1, month) }
        }
        When::DayOf(of_month, month, _) => {
            // The latest such day: 29 February may lie years back.
            let mut years =
                (0..8).filter_map(|back| Date::new(day.year() - back, month, of_month).ok());
            one(years.find(|found| *found <= day)?)
        }
        When::YearOf(_) => None,
    }
}

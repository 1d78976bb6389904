//! A day that somebody typed, or what is wrong with it in words.

use jiff::civil::Date;

/// Why what was typed is no day.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DayError {
    /// It is not written as days are.
    #[error(
        "“{0}” is no day: write it as 2024-06-14, two days as 2024-06-10/2024-06-14, or 2024-06 or 2024"
    )]
    Form(String),
    /// There is no such day.
    #[error("{0}")]
    NoSuchDay(String),
    /// It runs backwards.
    #[error("{0} to {1} runs backwards: the last day lies before the first")]
    Backwards(Date, Date),
}

/// Why there is no such day, in words.
pub(super) fn no_such_day(year: Option<i16>, month: i8, day: i8) -> String {
    let names = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let name = usize::try_from(month - 1).ok().and_then(|index| names.get(index));
    // A leap year stands for one that is not named.
    let days = Date::new(year.unwrap_or(2000), month, 1).map(Date::days_in_month);
    match (name, days, year) {
        (Some(name), Ok(days), Some(year)) => {
            format!("there is no {day} {name}: in {year} it has {days} days")
        }
        (Some(name), Ok(29), None) => {
            format!("there is no {day} {name}: it never has more than 29 days")
        }
        (Some(name), Ok(days), None) => format!("there is no {day} {name}: it has {days} days"),
        _ => format!("there is no month {month}: a year has 12"),
    }
}

/// The first and the last day of `2024-06-14`, `2024-06-10/2024-06-14` (as ISO 8601 has intervals), `2024-06` or `2024`.
///
/// # Errors
/// When it is written otherwise, when there is no such day, and when it runs backwards.
pub fn parse_days(typed: &str) -> Result<(Date, Date), DayError> {
    let typed = typed.trim();
    let Some((from, to)) = typed.split_once('/') else { return days(typed) };
    let (from, to) = (days(from.trim())?.0, days(to.trim())?.1);
    if to < from { Err(DayError::Backwards(from, to)) } else { Ok((from, to)) }
}

fn days(typed: &str) -> Result<(Date, Date), DayError> {
    let form = || DayError::Form(typed.to_owned());
    let mut parts = typed.split('-');
    let mut number = |digits: usize| match parts.next() {
        None => Ok(None),
        Some(part) if part.len() == digits && part.bytes().all(|b| b.is_ascii_digit()) => {
            part.parse::<i16>().map_or_else(|_| Err(form()), |number| Ok(Some(number)))
        }
        Some(_) => Err(form()),
    };
    let year = number(4)?.ok_or_else(form)?;
    let (month, day) = (number(2)?, number(2)?);
    if parts.next().is_some() {
        return Err(form());
    }
    // Two digits fit.
    let small = |n: i16| i8::try_from(n).unwrap_or(i8::MAX);
    let (first, last) = match (month.map(small), day.map(small)) {
        (Some(month), Some(day)) => (Date::new(year, month, day), Date::new(year, month, day)),
        (Some(month), None) => {
            let first = Date::new(year, month, 1);
            (first.clone(), first.map(Date::last_of_month))
        }
        _ => (Date::new(year, 1, 1), Date::new(year, 12, 31)),
    };
    match (first, last) {
        (Ok(first), Ok(last)) => Ok((first, last)),
        _ => {
            let why = no_such_day(Some(year), month.map_or(1, small), day.map_or(1, small));
            Err(DayError::NoSuchDay(why))
        }
    }
}

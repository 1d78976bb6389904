//! Finding words for days in a text, token by token; where several begin at one word, the longest holds.

use super::words::{WEEK, Words, number, of};
use super::{DayWords, When};
use crate::text::Span;

/// A word, a number or a date in digits.
struct Token<'a> {
    raw: &'a str,
    word: String,
    span: Span,
}

fn tokens(text: &str) -> Vec<Token<'_>> {
    let is_inner = |c: char| c.is_alphanumeric() || matches!(c, '-' | '\'' | '’' | '/');
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(start) = text.get(at..).and_then(|rest| rest.find(char::is_alphanumeric)) {
        let start = at + start;
        let rest = text.get(start..).unwrap_or_default();
        let end = rest.find(|c: char| !is_inner(c)).unwrap_or(rest.len());
        let raw = rest.get(..end).unwrap_or_default().trim_end_matches(['-', '\'', '’', '/']);
        let word = raw.to_lowercase().replace('’', "'");
        tokens.push(Token { raw, word, span: Span::new(start, start + raw.len()) });
        at = start + raw.len();
    }
    tokens
}

/// Every word or phrase for a day, in the order of the text; spans are bytes of `text`. `language` is a BCP 47 tag: the
/// words are known in English, German, French and Spanish, and English is taken for all others.
#[must_use]
pub fn day_words(text: &str, language: &str) -> Vec<DayWords> {
    let (words, tokens) = (of(language), tokens(text));
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let rest = tokens.get(at..).unwrap_or_default();
        let Some((first, len, when)) = begins(rest, words) else {
            at += 1;
            continue;
        };
        let ends = rest.get(first).zip(rest.get(len - 1));
        found
            .extend(ends.map(|(first, last)| DayWords { span: first.span.union(last.span), when }));
        at += len;
    }
    found
}

/// What begins at the first token: where its words begin, how many tokens it takes, what it says.
fn begins(tokens: &[Token<'_>], words: &Words) -> Option<(usize, usize, When)> {
    phrase(tokens, words)
        .or_else(|| in_digits(tokens))
        .or_else(|| ago(tokens))
        .or_else(|| day_of_month(tokens, words))
        .or_else(|| weekday(tokens, words))
        .or_else(|| month(tokens, words))
        .or_else(|| year(tokens, words))
}

fn phrase(tokens: &[Token<'_>], words: &Words) -> Option<(usize, usize, When)> {
    let fits = |(phrase, _): &&(&str, When)| {
        let n = phrase.split(' ').count();
        n <= tokens.len() && phrase.split(' ').zip(tokens).all(|(word, token)| token.word == word)
    };
    let (phrase, when) =
        words.phrases.iter().filter(fits).max_by_key(|(phrase, _)| phrase.len())?;
    Some((0, phrase.split(' ').count(), *when))
}

/// `2023-06-30`.
fn in_digits(tokens: &[Token<'_>]) -> Option<(usize, usize, When)> {
    let mut parts = tokens.first()?.word.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let fits = year.len() == 4 && month.len() == 2 && day.len() == 2 && parts.next().is_none();
    let when = When::DayOf(day.parse().ok()?, month.parse().ok()?, Some(year.parse().ok()?));
    fits.then_some((0, 1, when))
}

/// “Two days ago”.
fn ago(tokens: &[Token<'_>]) -> Option<(usize, usize, When)> {
    let [n, unit, ago, ..] = tokens else { return None };
    let n = number(&n.word)?;
    let when = match unit.word.as_str() {
        "day" | "days" => When::Day(-n),
        "week" | "weeks" => When::Week(-n),
        "month" | "months" => When::Month(-n),
        "year" | "years" => When::Year(-n),
        _ => return None,
    };
    (ago.word == "ago").then_some((0, 3, when))
}

fn weekday_named(token: &Token<'_>, words: &Words) -> Option<usize> {
    words.weekdays.iter().position(|day| token.word == *day)
}

fn weekday(tokens: &[Token<'_>], words: &Words) -> Option<(usize, usize, When)> {
    let first = tokens.first()?;
    let day = |at: usize| {
        let index = tokens.get(at).and_then(|token| weekday_named(token, words))?;
        WEEK.get(index).copied()
    };
    if words.last.contains(&first.word.as_str()) {
        return Some((0, 2, When::LastWeekday(day(1)?)));
    }
    if words.next.contains(&first.word.as_str()) {
        return Some((0, 2, When::NextWeekday(day(1)?)));
    }
    if let Some(weekday) = day(0) {
        let is_last = tokens.get(1).is_some_and(|t| words.last_behind.contains(&t.word.as_str()));
        return Some(match is_last {
            true => (0, 2, When::LastWeekday(weekday)),
            false => (0, 1, When::Weekday(weekday)),
        });
    }
    // “On Tuesday” is the whole expression.
    let on = ["on", "am", "el", "le"].contains(&first.word.as_str());
    day(1)
        .filter(|_| on)
        .and_then(|_| weekday(tokens.get(1..)?, words))
        .map(|(_, n, w)| (0, n + 1, w))
}

fn month_named(token: &Token<'_>, words: &Words) -> Option<i8> {
    let index = words.months.iter().position(|month| token.word == *month)?;
    // “May” is a month and “may” is not, wherever months are written with a capital.
    let is_capital = token.raw.chars().next().is_some_and(char::is_uppercase);
    let is_written_small = words.weekdays.contains(&"lundi") || words.weekdays.contains(&"lunes");
    (is_capital || is_written_small).then_some(i8::try_from(index + 1).ok()?)
}

fn year_named(token: Option<&Token<'_>>) -> Option<i16> {
    let word = token?.word.as_str();
    let year: i16 = word.parse().ok().filter(|_| word.len() == 4)?;
    (1000..=2999).contains(&year).then_some(year)
}

/// The day of a month: “30”, “30th”, “1er”.
fn day_named(token: &Token<'_>) -> Option<i8> {
    let digits = token.word.trim_end_matches(|c: char| c.is_alphabetic());
    let tail = token.word.strip_prefix(digits).unwrap_or_default();
    let is_ordinal = matches!(tail, "" | "st" | "nd" | "rd" | "th" | "er");
    digits.parse().ok().filter(|day| is_ordinal && (1..=31).contains(day))
}

/// How many words such as “de” stand ahead of the token at `at`; it is behind them.
fn behind(tokens: &[Token<'_>], at: usize, words: &Words) -> usize {
    let is_between = tokens.get(at).is_some_and(|t| words.between.contains(&t.word.as_str()));
    if is_between { at + 1 } else { at }
}

/// “30 June 2023”, “June 30, 2023”, “30 de junio de 2023”, “30. Juni”.
fn day_of_month(tokens: &[Token<'_>], words: &Words) -> Option<(usize, usize, When)> {
    let first = tokens.first()?;
    let (day, month, end) = match (day_named(first), month_named(first, words)) {
        (Some(day), _) => {
            let at = behind(tokens, 1, words);
            (day, month_named(tokens.get(at)?, words)?, at + 1)
        }
        (_, Some(month)) => (day_named(tokens.get(1)?)?, month, 2),
        _ => return None,
    };
    let at = behind(tokens, end, words);
    Some(match year_named(tokens.get(at)) {
        Some(year) => (0, at + 1, When::DayOf(day, month, Some(year))),
        None => (0, end, When::DayOf(day, month, None)),
    })
}

/// “In March”, “March 2023”.
fn month(tokens: &[Token<'_>], words: &Words) -> Option<(usize, usize, When)> {
    let first = tokens.first()?;
    let dated = |at: usize| {
        let month = month_named(tokens.get(at)?, words)?;
        let year_at = behind(tokens, at + 1, words);
        Some(match year_named(tokens.get(year_at)) {
            Some(year) => (month, Some(year), year_at + 1),
            None => (month, None, at + 1),
        })
    };
    if let Some((month, Some(year), end)) = dated(0) {
        return Some((0, end, When::MonthOf(month, Some(year))));
    }
    let (month, year, end) =
        dated(1).filter(|_| words.ahead_of_month.contains(&first.word.as_str()))?;
    Some((0, end, When::MonthOf(month, year)))
}

/// “In 2016”.
fn year(tokens: &[Token<'_>], words: &Words) -> Option<(usize, usize, When)> {
    let first = tokens.first()?;
    let year = year_named(tokens.get(1))?;
    words.ahead_of_year.contains(&first.word.as_str()).then_some((0, 2, When::YearOf(year)))
}

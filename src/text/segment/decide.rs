//! Does a sentence end at a place? A chain of rules; the first that knows, decides. Rules for single full stops are
//! in [`super::full_stop`].

use super::full_stop;
use super::lexicon::Kind;
use super::marks;
use super::place::Place;
use super::rules::{Rules, Tongue};
use super::run::{Closing, Run};
use super::speech;

/// What a rule says of a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// The sentence goes on.
    Inside,
    /// It ends here.
    End,
    /// It ends here, but a reader may see it otherwise.
    UnsureEnd,
}

impl Verdict {
    /// An end if `ends`, and otherwise none.
    pub(super) fn end_if(ends: bool) -> Self {
        if ends { Self::End } else { Self::Inside }
    }

    /// An unsure end if `ends`, and otherwise none.
    pub(super) fn unsure_if(ends: bool) -> Self {
        if ends { Self::UnsureEnd } else { Self::Inside }
    }
}

/// A rule: `None` where it does not apply.
type Rule = fn(&Place<'_>, &Rules) -> Option<Verdict>;

/// In the order in which they are asked.
const RULES: [Rule; 14] = [
    alone_in_brackets,
    opening_ellipsis,
    more_marks_next,
    chinese_or_japanese,
    without_space,
    soft_mark_next,
    dash_next,
    small_letter_next,
    stray_closer_next,
    exclamation_or_question,
    attribution_next,
    slash_next,
    ellipsis,
    quotation_closed,
];

/// Does a sentence end at `place`?
pub(super) fn decide(place: &Place<'_>, rules: &Rules) -> Verdict {
    RULES
        .iter()
        .find_map(|rule| rule(place, rules))
        .unwrap_or_else(|| full_stop::decide(place, rules))
}

/// Does a letter follow without a space that no rule would take for the beginning of a sentence? Asked first, since it
/// spares most of the work on addresses, decimals and abbreviations.
pub(super) fn is_inside_word(text: &str, run: Run, closing: Closing) -> bool {
    let next = marks::first(marks::from(text, closing.end));
    !run.cjk
        && !run.plain
        && next.is_alphanumeric()
        && (next.is_lowercase() || (next.is_ascii_digit() && !run.strong))
}

/// "(...)", "(?)": a remark on a word.
fn alone_in_brackets(place: &Place<'_>, _: &Rules) -> Option<Verdict> {
    let opens = place.raw.is_empty() && place.before.ends_with(['(', '[', '（'])
        || matches!(place.raw, "(" | "[" | "（");
    (opens && place.closing.bracket).then_some(Verdict::Inside)
}

/// "... and so on": dots before the first word of a sentence.
fn opening_ellipsis(place: &Place<'_>, _: &Rules) -> Option<Verdict> {
    let nothing_before = place.from_start && !place.before.contains(char::is_alphanumeric);
    (place.run.dots >= 2 && nothing_before).then_some(Verdict::Inside)
}

/// A terminator that stands behind a space or a closer is the better place.
fn more_marks_next(place: &Place<'_>, _: &Rules) -> Option<Verdict> {
    let marks_only =
        || place.next_raw.chars().all(|c| marks::is_terminator(c) || marks::is_closer(c));
    let next = place.next_char();
    let dots = || place.next_raw.starts_with("..") || next == '…';
    (marks::is_terminator(next) && ((marks_only() && !dots()) || marks::is_cjk_terminator(next)))
        .then_some(Verdict::Inside)
}

fn chinese_or_japanese(place: &Place<'_>, rules: &Rules) -> Option<Verdict> {
    if !place.run.cjk {
        return None;
    }
    let next = place.next_char();
    let goes_on = marks::is_soft(next)
        || place.mark.ends_with(['》', '〉'])
        || (place.gap == 0 && closes_next(next))
        || (place.closing.quote && speech::follows(place, rules))
        || (rules.is(Tongue::Japanese) && place.gap == 0 && has_name_particle(place.after));
    Some(Verdict::end_if(!goes_on))
}

/// A closer that is no opener as well.
fn closes_next(next: char) -> bool {
    marks::is_closer(next) && !matches!(next, '“' | '‘' | '«' | '"' | '\'' | '*' | '_')
}

/// Names such as 「モーニング娘。」 end in a full stop and take a particle.
fn has_name_particle(after: &str) -> bool {
    ["の", "が", "は、"].iter().any(|particle| after.starts_with(particle))
}

fn without_space(place: &Place<'_>, rules: &Rules) -> Option<Verdict> {
    if place.gap > 0 {
        return None;
    }
    let next = place.next_char();
    if place.run.plain {
        return Some(Verdict::end_if(!marks::is_soft(next)));
    }
    if marks::is_dash(next) || marks::is_soft(next) || next == '/' {
        return Some(Verdict::Inside);
    }
    let cjk =
        marks::is_cjk(next) || (next.is_numeric() && place.token.text.ends_with(marks::is_cjk));
    if cjk && (place.run.strong || place.run.dots >= 3) {
        return Some(Verdict::end_if(!(place.closing.quote && speech::follows(place, rules))));
    }
    Some(Verdict::unsure_if(space_was_forgotten(place, rules, next)))
}

/// "noon.The police": a plain word before, a capitalised one behind, and no address around.
fn space_was_forgotten(place: &Place<'_>, rules: &Rules, next: char) -> bool {
    let opens_quote = matches!(next, '“' | '"') && !place.run.strong;
    if !next.is_uppercase() && !opens_quote {
        return false;
    }
    let plain_before = place.token.is_plain(3) && !place.token.has(Kind::Fixed);
    let closed = place.mark.chars().count() > 1 && place.run.dots <= 1;
    let second = place.next_raw.chars().nth(1);
    let word_behind = second.is_some_and(char::is_lowercase) && !place.next_raw.contains('.');
    (plain_before || closed)
        && (word_behind || place.next_is_starter(rules) || next == '“')
        && !["www", "://", "@"].iter().any(|sign| place.raw.contains(sign))
}

fn soft_mark_next(place: &Place<'_>, _: &Rules) -> Option<Verdict> {
    let next = place.next_char();
    marks::is_soft(next).then_some(Verdict::Inside)
}

fn dash_next(place: &Place<'_>, rules: &Rules) -> Option<Verdict> {
    let next = place.next_char();
    if !marks::is_dash(next) {
        return None;
    }
    let behind = place.after.trim_start_matches(|c| marks::is_dash(c) || marks::is_blank(c));
    let goes_on = marks::first(behind).is_lowercase()
        || place.closing.quote
        || (place.run.is_full_stop()
            && (place.token.kinds.is_abbreviation() || place.token.text.contains('.')));
    let ends = if next == '-' {
        !goes_on
    } else {
        !goes_on && place.run.strong && !rules.is(Tongue::Russian)
    };
    Some(Verdict::unsure_if(ends))
}

fn small_letter_next(place: &Place<'_>, rules: &Rules) -> Option<Verdict> {
    if !marks::first(place.next_raw).is_lowercase() {
        return None;
    }
    let abbreviation = place.token.kinds.is_abbreviation();
    if !abbreviation && (place.next_raw.starts_with("http") || place.next_raw.starts_with("www.")) {
        return Some(Verdict::End);
    }
    if abbreviation || place.closing.quote || place.closing.bracket || place.run.dots > 1 {
        return Some(Verdict::Inside);
    }
    let odd = place.run.is_full_stop() && place.token.len() > 1 && is_odd_name(place.next.text);
    let casual = rules.is(Tongue::English) && (is_small_i(place.next.text) || writes_small(place));
    Some(Verdict::unsure_if(odd || casual))
}

/// Whoever writes "thanks for the help. see you" begins sentences small: two plain English words around the mark, the
/// first too long for an abbreviation that no table lists.
fn writes_small(place: &Place<'_>) -> bool {
    place.token.is_plain(4) && place.next.is_plain(2)
}

/// iPhone, eBay, al-Qaida: names that begin small.
fn is_odd_name(word: &str) -> bool {
    let mut small = false;
    for c in word.chars().take(6) {
        match c {
            _ if c.is_uppercase() => return small,
            _ if c.is_lowercase() || c == '-' => small = true,
            _ => return false,
        }
    }
    false
}

/// "i", "i'm": some write it small.
fn is_small_i(word: &str) -> bool {
    word.strip_prefix('i').is_some_and(|rest| rest.is_empty() || rest.starts_with(['\'', '’']))
}

fn stray_closer_next(place: &Place<'_>, _: &Rules) -> Option<Verdict> {
    let next = place.next_char();
    let no_word = !place.next_raw.is_empty() && place.next.text.is_empty();
    (no_word && marks::is_closer(next) && !marks::is_quote(next)).then_some(Verdict::Inside)
}

fn exclamation_or_question(place: &Place<'_>, rules: &Rules) -> Option<Verdict> {
    if !place.run.strong {
        return None;
    }
    if place.mark.starts_with('!') && place.token.has(Kind::Brand) && place.token.is_capitalised() {
        return Some(Verdict::Inside);
    }
    if !place.closing.quote {
        return Some(Verdict::End);
    }
    Some(Verdict::unsure_if(!speech::follows(place, rules)))
}

/// Where quotations end in a full stop before the attribution.
fn attribution_next(place: &Place<'_>, rules: &Rules) -> Option<Verdict> {
    let tongue =
        matches!(rules.tongue, Tongue::Arabic | Tongue::Hindi | Tongue::Chinese | Tongue::Japanese);
    (tongue && place.closing.quote && speech::follows(place, rules)).then_some(Verdict::Inside)
}

fn slash_next(place: &Place<'_>, _: &Rules) -> Option<Verdict> {
    (place.next_char() == '/').then_some(Verdict::Inside)
}

fn ellipsis(place: &Place<'_>, rules: &Rules) -> Option<Verdict> {
    if place.run.dots < 2 {
        return None;
    }
    let spaced_i = rules.is(Tongue::English)
        && place.before.ends_with(' ')
        && place
            .next
            .text
            .strip_prefix('I')
            .is_some_and(|rest| rest.is_empty() || rest.starts_with(['\'', '’']));
    let ends = !spaced_i
        && !rules.is(Tongue::Arabic)
        && (place.next_is_capital_or_caseless() || marks::is_quote(marks::first(place.next_raw)));
    Some(Verdict::unsure_if(ends))
}

/// `." Next`: whoever closes a quotation behind a whole word has ended a sentence.
fn quotation_closed(place: &Place<'_>, _: &Rules) -> Option<Verdict> {
    (place.closing.quote && place.token.len() > 2 && !place.token.text.contains('.'))
        .then_some(Verdict::End)
}

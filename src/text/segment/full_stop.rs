//! Is a single full stop the end of a sentence, or of an abbreviation, an initial, an ordinal number?

use super::decide::Verdict;
use super::lexicon::Kind;
use super::marks;
use super::place::{self, Place, Word};
use super::rules::{Rules, Tongue};

/// A rule: `None` where it does not apply.
type Rule = fn(&Place<'_>, &Rules) -> Option<Verdict>;

/// In the order in which they are asked.
const RULES: [Rule; 14] = [
    list_mark,
    ordinal_or_number,
    first_part_of_abbreviation,
    before_figure,
    month,
    time_of_day,
    measure,
    unit,
    initial,
    fixed,
    listed,
    dotted,
    single_caseless,
    no_word,
];

/// Does the full stop at `place` end a sentence? Where no rule objects, it does.
pub(super) fn decide(place: &Place<'_>, rules: &Rules) -> Verdict {
    RULES.iter().find_map(|rule| rule(place, rules)).unwrap_or(Verdict::End)
}

/// An end that a typical starter gives away; never a certain one.
fn end_before_starter(place: &Place<'_>, rules: &Rules) -> Verdict {
    Verdict::unsure_if(place.next_is_starter(rules))
}

fn no_word(place: &Place<'_>, _: &Rules) -> Option<Verdict> {
    place.token.text.is_empty().then_some(Verdict::End)
}

/// "1.", "b.", "iv." at the beginning of a sentence.
fn list_mark(place: &Place<'_>, _: &Rules) -> Option<Verdict> {
    let token = place.token;
    let shape = (token.is_number() && token.len() <= 3)
        || (token.len() == 1 && token.first().is_alphabetic())
        || token.is_roman();
    let first = place.token_is_first()
        || (token.is_number() && token.len() <= 2 && place.lead.ends_with(':'));
    (shape && first).then_some(Verdict::Inside)
}

/// Figures end a sentence, but German and its neighbours write "3. Oktober" and "Ludwig XIV. von".
fn ordinal_or_number(place: &Place<'_>, rules: &Rules) -> Option<Verdict> {
    let token = place.token;
    let ordinal_tongue = rules.is(Tongue::German);
    if ordinal_tongue && token.is_roman() && token.text.chars().all(char::is_uppercase) {
        return Some(end_before_starter(place, rules));
    }
    if !token.is_number() {
        return None;
    }
    if ordinal_tongue && token.len() <= 2 {
        return Some(Verdict::unsure_if(
            !place.next.has(Kind::Counted) && place.next_is_starter(rules),
        ));
    }
    Some(Verdict::End)
}

/// The "z." of "z. B.", the "a." of "a. C.".
fn first_part_of_abbreviation(place: &Place<'_>, rules: &Rules) -> Option<Verdict> {
    let (second, _) = place.next_raw.split_once('.')?;
    let joined = rules.kinds_of_joined(&[place.token.text, ".", place::clean(second)]);
    joined.is_abbreviation().then_some(Verdict::Inside)
}

/// "No. 5", "Gen. 4": what is abbreviated before a figure goes with it.
fn before_figure(place: &Place<'_>, _: &Rules) -> Option<Verdict> {
    let figure = marks::first(place.next_raw).is_numeric();
    let abbreviation =
        [Kind::Number, Kind::Month, Kind::Fixed].into_iter().any(|kind| place.token.has(kind));
    (figure && abbreviation).then_some(Verdict::Inside)
}

fn month(place: &Place<'_>, rules: &Rules) -> Option<Verdict> {
    place.token.has(Kind::Month).then(|| end_before_starter(place, rules))
}

/// "5 p.m. Monday" and "5 p.m. Eastern time" go on; "5 p.m. Police" does not.
fn time_of_day(place: &Place<'_>, _: &Rules) -> Option<Verdict> {
    if !place.token.has(Kind::Clock) {
        return None;
    }
    let second = place.after.split_whitespace().nth(1).map_or("", place::clean);
    let goes_on = place.next.has(Kind::Zone) || second == "time";
    let capital = marks::first(place.next_raw).is_uppercase() || marks::is_quote(place.next_char());
    Some(Verdict::unsure_if(!goes_on && capital))
}

/// A small letter behind a figure measures it: "12 m.", "1990 г.".
fn measure(place: &Place<'_>, _: &Rules) -> Option<Verdict> {
    let small = place.token.len() == 1 && place.token.first().is_lowercase();
    let measures = small || is_plural_of_years(place.token);
    (measures && place.follows_number())
        .then(|| Verdict::unsure_if(place.next_is_capital_or_caseless()))
}

/// Years and centuries behind a figure; other things elsewhere.
fn is_plural_of_years(token: Word<'_>) -> bool {
    matches!(token.text, "гг" | "вв" | "рр" | "ст")
}

fn unit(place: &Place<'_>, rules: &Rules) -> Option<Verdict> {
    let token = place.token;
    if !token.has(Kind::Unit) {
        return None;
    }
    if rules.is(Tongue::Russian) && !token.joined && (token.len() == 1 || is_plural_of_years(token))
    {
        return Some(Verdict::Inside);
    }
    if rules.is(Tongue::English) && token.text == "in" && !place.follows_number() {
        return Some(Verdict::End);
    }
    // "Ft. Worth", "Sec. Rice": with a capital it is a title or a name.
    let titled = rules.is(Tongue::English) && matches!(token.text, "Ft" | "Sec");
    Some(Verdict::unsure_if(!titled && place.next_is_capital_or_caseless()))
}

/// "J. Smith", "Plan B. The".
fn initial(place: &Place<'_>, rules: &Rules) -> Option<Verdict> {
    let token = place.token;
    if token.len() != 1 || !token.first().is_uppercase() || token.has(Kind::Fixed) {
        return None;
    }
    if rules.is(Tongue::English) && token.text == "I" {
        return Some(Verdict::End);
    }
    if rules.is(Tongue::Russian) {
        return Some(Verdict::unsure_if(token.is_roman() && place.next_is_capital_or_caseless()));
    }
    Some(end_before_starter(place, rules))
}

/// "Mr.", "z.B.": never last, but "et al." and "Main St." may be.
fn fixed(place: &Place<'_>, rules: &Rules) -> Option<Verdict> {
    let token = place.token;
    if !token.has(Kind::Fixed) {
        return None;
    }
    let street = token.text == "St" && place.previous.is_capitalised();
    Some(Verdict::unsure_if((street || token.text == "al") && place.next_is_starter(rules)))
}

/// "Inc.", "Ph.D.": last before a starter, or before a quotation that begins with a capital.
fn listed(place: &Place<'_>, rules: &Rules) -> Option<Verdict> {
    let quotation = || marks::is_quote(place.next_char()) && place.next.is_capitalised();
    place
        .token
        .has(Kind::Listed)
        .then(|| Verdict::unsure_if(place.next_is_starter(rules) || quotation()))
}

/// U.S., J.R.R., e.V.: one or two letters between full stops.
fn dotted(place: &Place<'_>, rules: &Rules) -> Option<Verdict> {
    let text = place.token.text;
    let short = |part: &str| part.chars().count() <= 2 && part.chars().all(char::is_alphabetic);
    (text.contains('.') && !text.contains("..") && text.split(['.', '-']).all(short))
        .then(|| end_before_starter(place, rules))
}

/// One letter of a script without capitals is an abbreviation, but in Chinese and Japanese it is a word.
fn single_caseless(place: &Place<'_>, rules: &Rules) -> Option<Verdict> {
    let alone = place.token.len() == 1 && marks::is_caseless(place.token.first());
    alone.then(|| Verdict::end_if(matches!(rules.tongue, Tongue::Chinese | Tongue::Japanese)))
}

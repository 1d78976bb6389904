//! The words for days, language by language, in small letters.

use super::When;
use jiff::civil::Weekday;

/// The days of the week from Monday.
pub(super) const WEEK: [Weekday; 7] = [
    Weekday::Monday,
    Weekday::Tuesday,
    Weekday::Wednesday,
    Weekday::Thursday,
    Weekday::Friday,
    Weekday::Saturday,
    Weekday::Sunday,
];

/// The words of one language.
pub(super) struct Words {
    /// From Monday.
    pub(super) weekdays: [&'static str; 7],
    /// Ahead of a weekday: the one before, though it may be called by the day itself.
    pub(super) last: &'static [&'static str],
    /// Ahead of a weekday: the one to come.
    pub(super) next: &'static [&'static str],
    /// Behind a weekday: the one before.
    pub(super) last_behind: &'static [&'static str],
    /// From January.
    pub(super) months: [&'static str; 12],
    /// Ahead of a month that stands without a day: “in March”.
    pub(super) ahead_of_month: &'static [&'static str],
    /// Ahead of a year: “in 2016”.
    pub(super) ahead_of_year: &'static [&'static str],
    /// Between a day and its month, and a month and its year: “30 de junio de 2023”.
    pub(super) between: &'static [&'static str],
    /// Whole phrases; a longer one goes ahead of a shorter one.
    pub(super) phrases: &'static [(&'static str, When)],
}

const ENGLISH: Words = Words {
    weekdays: ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"],
    last: &["last", "previous"],
    next: &["next", "coming"],
    last_behind: &[],
    months: [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ],
    ahead_of_month: &["in", "since", "last", "during", "until", "by", "early", "late", "mid", "of"],
    ahead_of_year: &["in", "since", "during", "until", "by", "of"],
    between: &["of"],
    phrases: &[
        ("the day before yesterday", When::Day(-2)),
        ("yesterday", When::Day(-1)),
        ("today", When::Day(0)),
        ("tonight", When::Day(0)),
        ("this morning", When::Day(0)),
        ("this afternoon", When::Day(0)),
        ("this evening", When::Day(0)),
        ("last night", When::Day(-1)),
        ("tomorrow", When::Day(1)),
        ("this week", When::Week(0)),
        ("earlier this week", When::Week(0)),
        ("last week", When::Week(-1)),
        ("next week", When::Week(1)),
        ("this month", When::Month(0)),
        ("last month", When::Month(-1)),
        ("next month", When::Month(1)),
        ("this year", When::Year(0)),
        ("earlier this year", When::Year(0)),
        ("last year", When::Year(-1)),
        ("next year", When::Year(1)),
    ],
};

const GERMAN: Words = Words {
    weekdays: ["montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag"],
    last: &["letzten", "vergangenen", "vorigen"],
    next: &["nächsten", "kommenden"],
    last_behind: &[],
    months: [
        "januar",
        "februar",
        "märz",
        "april",
        "mai",
        "juni",
        "juli",
        "august",
        "september",
        "oktober",
        "november",
        "dezember",
    ],
    ahead_of_month: &["im", "seit", "anfang", "mitte", "ende", "bis", "vergangenen", "letzten"],
    ahead_of_year: &["jahr", "jahre", "seit", "bis"],
    between: &[],
    phrases: &[
        ("vorgestern", When::Day(-2)),
        ("gestern", When::Day(-1)),
        ("heute", When::Day(0)),
        ("morgen", When::Day(1)),
        ("diese woche", When::Week(0)),
        ("in dieser woche", When::Week(0)),
        ("letzte woche", When::Week(-1)),
        ("vergangene woche", When::Week(-1)),
        ("vergangenen woche", When::Week(-1)),
        ("letzten woche", When::Week(-1)),
        ("vorige woche", When::Week(-1)),
        ("nächste woche", When::Week(1)),
        ("diesen monat", When::Month(0)),
        ("letzten monat", When::Month(-1)),
        ("vergangenen monat", When::Month(-1)),
        ("dieses jahr", When::Year(0)),
        ("in diesem jahr", When::Year(0)),
        ("letztes jahr", When::Year(-1)),
        ("im vergangenen jahr", When::Year(-1)),
        ("im letzten jahr", When::Year(-1)),
        ("im vorigen jahr", When::Year(-1)),
        ("nächstes jahr", When::Year(1)),
    ],
};

const FRENCH: Words = Words {
    weekdays: ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"],
    last: &[],
    next: &[],
    last_behind: &["dernier"],
    months: [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ],
    ahead_of_month: &["en", "depuis", "début", "fin", "mi"],
    ahead_of_year: &["en", "depuis"],
    between: &[],
    phrases: &[
        ("avant-hier", When::Day(-2)),
        ("hier", When::Day(-1)),
        ("aujourd'hui", When::Day(0)),
        ("demain", When::Day(1)),
        ("cette semaine", When::Week(0)),
        ("la semaine dernière", When::Week(-1)),
        ("la semaine prochaine", When::Week(1)),
        ("ce mois-ci", When::Month(0)),
        ("le mois dernier", When::Month(-1)),
        ("cette année", When::Year(0)),
        ("l'an dernier", When::Year(-1)),
        ("l'année dernière", When::Year(-1)),
    ],
};

const SPANISH: Words = Words {
    weekdays: ["lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"],
    last: &["pasado"],
    next: &["próximo"],
    last_behind: &["pasado"],
    months: [
        "enero",
        "febrero",
        "marzo",
        "abril",
        "mayo",
        "junio",
        "julio",
        "agosto",
        "septiembre",
        "octubre",
        "noviembre",
        "diciembre",
    ],
    ahead_of_month: &["en", "desde", "principios", "finales", "mediados", "pasado"],
    ahead_of_year: &["en", "desde", "año"],
    between: &["de", "del"],
    phrases: &[
        ("anteayer", When::Day(-2)),
        ("ayer", When::Day(-1)),
        ("hoy", When::Day(0)),
        ("mañana", When::Day(1)),
        ("esta semana", When::Week(0)),
        ("la semana pasada", When::Week(-1)),
        ("la próxima semana", When::Week(1)),
        ("este mes", When::Month(0)),
        ("el mes pasado", When::Month(-1)),
        ("este año", When::Year(0)),
        ("el año pasado", When::Year(-1)),
    ],
};

/// The words of a language by its BCP 47 tag; those of English where there are none for it.
pub(super) fn of(language: &str) -> &'static Words {
    match language.split('-').next().unwrap_or_default() {
        "de" => &GERMAN,
        "fr" => &FRENCH,
        "es" => &SPANISH,
        _ => &ENGLISH,
    }
}

/// Small numbers in English words.
pub(super) fn number(word: &str) -> Option<i32> {
    let words = [
        "a", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
        "eleven", "twelve",
    ];
    let at = words.iter().position(|own| *own == word || (*own == "a" && word == "an"));
    let at = at.and_then(|at| i32::try_from(at.max(1)).ok());
    at.or_else(|| word.parse().ok().filter(|n| (1..1000).contains(n)))
}

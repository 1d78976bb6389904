//! What the words of a cue usually do: the class that a cue gets when it is marked, until the analyst says better.
//!
//! The lists hold English verbs of reporting by their base form; a word is looked up in each of its regular forms. Phrases
//! go ahead of single words, and the longest phrase ahead of the others. A guess, and no more: *refute* is a denial, never
//! a proof, and a negation ahead of the verb changes nothing.

use crate::model::CueClass;
use CueClass::{
    Accusation, AgentlessReport, Announcement, Assertion, AssertionDistancing, Belief,
    Confirmation, Denial, Directive, Estimate, Evaluation, Factive, Finding, Hearsay, Inference,
    NonDenial, NounCue, OfficialStatement, Question,
};

/// Base forms, class by class.
const VERBS: [(CueClass, &str); 17] = [
    (
        Assertion,
        "say tell add note write mention remark comment observe explain describe stress emphasise \
         emphasize underline underscore highlight reiterate repeat recall recount relate reply \
         respond answer speak talk inform advise brief testify agree quote cite tweet post report \
         complain caution warn joke muse elaborate clarify specify point express outline summarise summarize quip",
    ),
    (
        AssertionDistancing,
        "claim insist maintain contend assert argue profess purport protest swear aver counter \
         retort boast",
    ),
    (
        Accusation,
        "accuse allege charge blame condemn denounce indict implicate fault incriminate impugn \
         castigate attack lambast lambaste",
    ),
    (
        Denial,
        "deny reject dismiss refute rebut dispute disavow repudiate disown disclaim negate debunk \
         contradict",
    ),
    (NonDenial, "decline"),
    (
        Confirmation,
        "confirm acknowledge admit concede confess verify corroborate affirm reaffirm accept",
    ),
    (
        Announcement,
        "announce declare proclaim pledge vow promise unveil decree undertake threaten commit",
    ),
    (OfficialStatement, "state"),
    (
        Finding,
        "find show reveal record document uncover determine establish conclude disclose detail \
         list date discover indicate suggest prove rule",
    ),
    (
        Estimate,
        "estimate predict forecast project expect anticipate calculate reckon put foresee guess",
    ),
    (
        Belief,
        "believe think feel fear suspect doubt hope consider assume imagine suppose worry regard \
         view hold see deem",
    ),
    (Hearsay, "rumour rumor"),
    (
        Evaluation,
        "praise criticise criticize welcome mock applaud hail slam blast ridicule lament deplore \
         regret commend laud call brand label deride decry endorse",
    ),
    (Inference, "infer deduce demonstrate imply signify mean illustrate"),
    (Question, "ask question wonder query enquire inquire"),
    (
        Directive,
        "urge demand request order instruct appeal plead beg recommend propose require exhort",
    ),
    (Factive, "realise realize learn know recognise recognize remember notice forget"),
];

/// Forms that no rule makes, with their base form.
const IRREGULAR: [(&str, &str); 30] = [
    ("said", "say"),
    ("told", "tell"),
    ("wrote", "write"),
    ("written", "write"),
    ("spoke", "speak"),
    ("spoken", "speak"),
    ("thought", "think"),
    ("found", "find"),
    ("shown", "show"),
    ("felt", "feel"),
    ("saw", "see"),
    ("seen", "see"),
    ("held", "hold"),
    ("swore", "swear"),
    ("sworn", "swear"),
    ("forgot", "forget"),
    ("forgotten", "forget"),
    ("learnt", "learn"),
    ("knew", "know"),
    ("known", "know"),
    ("meant", "mean"),
    ("foresaw", "foresee"),
    ("foreseen", "foresee"),
    ("undertook", "undertake"),
    ("undertaken", "undertake"),
    ("begged", "beg"),
    ("pled", "plead"),
    ("recast", "recast"),
    ("putting", "put"),
    ("is", "be"),
];

/// Phrases, of which the longest that occurs decides.
const PHRASES: [(&str, CueClass); 47] = [
    ("according to", Assertion),
    ("in the words of", Assertion),
    ("points out", Assertion),
    ("made clear", Assertion),
    ("in a statement", OfficialStatement),
    ("issued a statement", OfficialStatement),
    ("a statement from", OfficialStatement),
    ("declined to comment", NonDenial),
    ("declines to comment", NonDenial),
    ("declined to say", NonDenial),
    ("refused to comment", NonDenial),
    ("could not be reached", NonDenial),
    ("did not respond", NonDenial),
    ("did not immediately respond", NonDenial),
    ("did not reply", NonDenial),
    ("did not answer", NonDenial),
    ("would not comment", NonDenial),
    ("no comment", NonDenial),
    ("neither confirmed nor denied", NonDenial),
    ("ruled out", Denial),
    ("rules out", Denial),
    ("ruling out", Denial),
    ("no truth", Denial),
    ("pushed back", Denial),
    ("hit back", Denial),
    ("is false", Denial),
    ("are false", Denial),
    ("was false", Denial),
    ("were false", Denial),
    ("baseless", Denial),
    ("unfounded", Denial),
    ("untrue", Denial),
    ("points to", Inference),
    ("pointed the finger", Accusation),
    ("held responsible", Accusation),
    ("is said to", Hearsay),
    ("are said to", Hearsay),
    ("was said to", Hearsay),
    ("were said to", Hearsay),
    ("is expected to", Estimate),
    ("are expected to", Estimate),
    ("is likely to", Estimate),
    ("are likely to", Estimate),
    ("called for", Directive),
    ("calls for", Directive),
    ("calling for", Directive),
    ("called on", Directive),
];

/// Phrases that are a whole cue wherever they stand.
pub const WHOLE: [&str; 10] = [
    "according to",
    "in the words of",
    "ruled out",
    "rules out",
    "is said to",
    "are said to",
    "was said to",
    "were said to",
    "neither confirmed nor denied",
    "declined to comment",
];

/// Adverbs and the like that pass on what nobody is named for.
const HEARSAY: [&str; 9] = [
    "allegedly",
    "reportedly",
    "supposedly",
    "purportedly",
    "apparently",
    "ostensibly",
    "alleged",
    "so-called",
    "rumours",
];

/// Nouns that a content hangs on.
const NOUNS: [&str; 24] = [
    "allegation",
    "claim",
    "accusation",
    "charge",
    "report",
    "rumour",
    "rumor",
    "assertion",
    "contention",
    "suggestion",
    "statement",
    "announcement",
    "denial",
    "belief",
    "fear",
    "finding",
    "estimate",
    "view",
    "warning",
    "hope",
    "suspicion",
    "assumption",
    "insistence",
    "argument",
];

/// Forms of *be*: with a participle behind them they make a passive.
const BE: [&str; 8] = ["is", "are", "was", "were", "be", "been", "being", "’s"];

/// Words that stand ahead of a noun, and not of a verb.
const DETERMINERS: [&str; 19] = [
    "the", "a", "an", "this", "that", "these", "those", "its", "his", "her", "their", "our", "my",
    "your", "any", "some", "such", "no", "all",
];

/// The words of a stretch in small letters, with straight apostrophes.
fn words_of(words: &str) -> Vec<String> {
    let plain = words.to_lowercase().replace('’', "'");
    let parts = plain.split(|c: char| !(c.is_alphanumeric() || c == '-' || c == '\''));
    parts.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// Is `word` a form of the verb `base`?
fn is_form(word: &str, base: &str) -> bool {
    let Some(last) = base.chars().next_back() else { return false };
    let stem = base.strip_suffix(last).unwrap_or(base);
    if word == base || IRREGULAR.contains(&(word, base)) {
        return true;
    }
    if let Some(tail) = word.strip_prefix(base) {
        let doubled = tail.strip_prefix(last);
        let is_regular = |tail: &str| matches!(tail, "s" | "es" | "ed" | "ing");
        return is_regular(tail)
            || (last == 'e' && tail == "d")
            || doubled.is_some_and(|tail| matches!(tail, "ed" | "ing"));
    }
    let tail = word.strip_prefix(stem);
    match last {
        'y' => tail.is_some_and(|tail| matches!(tail, "ies" | "ied")),
        'e' => tail == Some("ing"),
        _ => false,
    }
}

/// The class of a single verb in any of its forms.
#[must_use]
pub fn class_of_verb(word: &str) -> Option<CueClass> {
    let has = |(_, bases): &&(CueClass, &str)| bases.split(' ').any(|base| is_form(word, base));
    VERBS.iter().find(has).map(|(class, _)| *class)
}

/// Is it a noun that a content can hang on: “the allegation that”?
#[must_use]
pub fn is_noun(word: &str) -> bool {
    NOUNS.iter().any(|noun| word == *noun || word.strip_suffix('s') == Some(*noun))
}

/// Does the word stand ahead of nouns?
#[must_use]
pub fn is_determiner(word: &str) -> bool {
    DETERMINERS.contains(&word)
}

/// Is it an adverb that passes on what nobody is named for?
#[must_use]
pub fn is_hearsay(word: &str) -> bool {
    HEARSAY.contains(&word)
}

/// Does the word belong to the verb behind it: a form of *be*, *have* or *do*, a negation, an adverb?
#[must_use]
pub fn is_auxiliary(word: &str) -> bool {
    let plain =
        ["has", "have", "had", "did", "does", "do", "not", "never", "also", "will", "would"];
    BE.contains(&word)
        || plain.contains(&word)
        || word.ends_with("n't")
        || (word.len() > 4 && word.ends_with("ly") && !is_hearsay(word))
}

/// The class that these words usually have; `None` where they are not in the lists. In the author's own voice a finding
/// is the author's conclusion.
#[must_use]
pub fn class_of(words: &str, is_author: bool) -> Option<CueClass> {
    let words = words_of(words);
    let line = format!(" {} ", words.join(" "));
    let occurs = |(phrase, _): &&(&str, CueClass)| line.contains(&format!(" {phrase} "));
    let phrase = PHRASES.iter().filter(occurs).max_by_key(|(phrase, _)| phrase.len());
    if let Some((_, class)) = phrase {
        return Some(*class);
    }
    if words.iter().any(|word| is_hearsay(word)) {
        return Some(Hearsay);
    }
    let has_noun = words.last().is_some_and(|word| is_noun(word));
    if has_noun && words.iter().any(|word| is_determiner(word)) {
        return Some(NounCue);
    }
    let (at, class) =
        words.iter().enumerate().rev().find_map(|(at, word)| Some((at, class_of_verb(word)?)))?;
    let before = words.get(..at).unwrap_or_default();
    let is_passive = before.iter().any(|word| BE.contains(&word.as_str()))
        && words.get(at).is_some_and(|word| !word.ends_with("ing"));
    let behind = words.get(at + 1).map(String::as_str);
    Some(match (class, is_passive, behind) {
        (Assertion, true, None) => AgentlessReport,
        (Assertion | Belief, true, Some("to")) => Hearsay,
        (Finding, _, _) if is_author => Inference,
        _ => class,
    })
}

//! Does an attribution follow a closed quotation, so that the sentence goes on behind its mark?

use super::lexicon::Kind;
use super::marks;
use super::place::{self, Place};
use super::rules::{Rules, Tongue};

/// Verbs and particles that a Chinese attribution ends with.
const CHINESE_SPEECH: [&str; 14] = [
    "说", "道", "表示", "问", "称", "說", "問", "稱", "喊", "回答", "指出", "强调", "強調", "写道",
];

/// Particles that tie a Japanese quotation into its sentence.
const JAPANESE_PARTICLES: [char; 17] = [
    'と', 'な', 'の', 'に', 'を', 'は', 'が', 'も', 'で', 'や', '、', 'か', 'っ', 'だ', 'へ', 'さ',
    'ら',
];

/// Longest Chinese attribution, in characters.
const CHINESE_REACH: usize = 14;
/// Words between a quotation and its verb, in other languages.
const REACH: usize = 5;

/// Is what comes next the attribution of the quotation before it?
pub(super) fn follows(place: &Place<'_>, rules: &Rules) -> bool {
    match rules.tongue {
        Tongue::Chinese => chinese_follows(place.after),
        Tongue::Japanese => place.after.starts_with(JAPANESE_PARTICLES),
        Tongue::Arabic => place.next.has(Kind::Speech),
        Tongue::Hindi => hindi_follows(place.after, rules),
        _ => name_and_verb_follow(place, rules),
    }
}

fn chinese_follows(after: &str) -> bool {
    let clause = after
        .split(|c| marks::is_terminator(c) || marks::is_soft(c) || marks::is_quote(c))
        .next()
        .unwrap_or("");
    clause.chars().count() <= CHINESE_REACH
        && CHINESE_SPEECH.iter().any(|verb| clause.ends_with(verb))
}

fn hindi_follows(after: &str, rules: &Rules) -> bool {
    after.split_whitespace().take(4).any(|word| rules.kinds(place::clean(word)).has(Kind::Speech))
}

/// "..." Minister Ode said: a capitalised word that is no pronoun, and a verb of speech soon behind it.
fn name_and_verb_follow(place: &Place<'_>, rules: &Rules) -> bool {
    if !place.next.is_capitalised() || place.next.has(Kind::Pronoun) {
        return false;
    }
    for (idx, raw) in place.after.split_whitespace().take(REACH).enumerate() {
        let word = place::clean(raw);
        let kinds = rules.kinds(word);
        if idx > 0 && kinds.has(Kind::Speech) {
            return true;
        }
        let ends = raw.ends_with('.') && !kinds.has(Kind::Fixed) && word.chars().nth(1).is_some();
        if ends || raw.ends_with([',', ';', ':', '!', '?']) {
            return false;
        }
    }
    false
}

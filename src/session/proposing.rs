//! What the words around a content show: where its cue and the mention of its source are likely to stand. A proposal comes
//! only when it is asked for by key, and goes in as a mark that can be seen, moved and taken back.

use super::cue_words::{
    WHOLE, class_of, class_of_verb, is_auxiliary, is_determiner, is_hearsay, is_noun,
};
use crate::model::{CueClass, Kind, Marks, Project, SourceId, Statement};
use crate::text::Span;

/// A word of a sentence.
#[derive(Clone, Debug)]
struct Token {
    span: Span,
    /// In small letters, with straight apostrophes.
    word: String,
    /// Does it begin with a capital?
    is_capital: bool,
    /// What stands between the word before and this one.
    gap: String,
}

/// Words that end a group of nouns to the left of a verb.
const BREAKS: [&str; 22] = [
    "that", "when", "while", "because", "although", "if", "after", "before", "but", "and", "or",
    "as", "with", "who", "which", "whether", "since", "where", "so", "though", "then", "than",
];

/// Prepositions behind which a group of nouns goes on to the left: “officials of the ministry”.
const INSIDE: [&str; 7] = ["of", "for", "from", "in", "at", "on", "to"];

fn tokens(text: &str, sentence: Span) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let words = sentence.of(text);
    let is_inner = |c: char| matches!(c, '-' | '\'' | '’' | '.');
    let mut at = 0;
    while let Some(start) = words.get(at..).and_then(|rest| rest.find(char::is_alphanumeric)) {
        let start = at + start;
        let rest = words.get(start..).unwrap_or_default();
        let end = rest.find(|c: char| !(c.is_alphanumeric() || is_inner(c))).unwrap_or(rest.len());
        let raw = rest.get(..end).unwrap_or_default();
        // A full stop stays with a word that has others inside: “U.S.”
        let kept = raw.trim_end_matches(['-', '\'', '’']);
        let bare = kept.trim_end_matches('.');
        let kept = if bare.contains('.') { kept } else { bare };
        let span = Span::new(start, start + kept.len());
        let by = sentence.start as usize;
        tokens.push(Token {
            span: Span::new(by + span.start as usize, by + span.end as usize),
            word: kept.to_lowercase().replace('’', "'"),
            is_capital: kept.chars().next().is_some_and(char::is_uppercase),
            gap: words.get(at..start).unwrap_or_default().to_owned(),
        });
        at = start + kept.len();
    }
    tokens
}

/// How far a stretch lies from the content, in bytes; `None` where the two share words. A content that is the whole
/// sentence leaves nothing outside: then the stretch that comes first is the nearest.
fn distance(content: &[Span], sentence: Span, span: Span) -> Option<u32> {
    if content.iter().any(|part| part.contains(sentence)) {
        return Some(span.start.saturating_sub(sentence.start));
    }
    let far = |part: &Span| match () {
        () if part.overlaps(span) => None,
        () if part.end <= span.start => Some(span.start - part.end),
        () => Some(part.start - span.end),
    };
    content.iter().map(far).collect::<Option<Vec<u32>>>()?.into_iter().min()
}

/// Is the word at `at` a cue, and not a noun or an infinitive that only looks like one?
fn is_cue(tokens: &[Token], at: usize) -> bool {
    let Some(token) = tokens.get(at) else { return false };
    let before = at.checked_sub(1).and_then(|before| tokens.get(before));
    if is_hearsay(&token.word) {
        return true;
    }
    let follows_determiner = before.is_some_and(|t| is_determiner(&t.word) && t.word != "that");
    let next = tokens.get(at + 1).map(|token| token.word.as_str());
    if is_noun(&token.word) && follows_determiner {
        return matches!(next, Some("that" | "of"));
    }
    // “Safety report” holds no verb; “officials report”, “Reuters report” and “report that” do.
    let is_bare = is_noun(&token.word) && !token.word.ends_with('s');
    let has_subject =
        before.is_some_and(|t| t.is_capital || t.word.ends_with('s') || is_pronoun(&t.word));
    class_of_verb(&token.word).is_some()
        && (!is_bare || has_subject || next == Some("that"))
        && !follows_determiner
        && before.is_none_or(|token| token.word != "to")
}

/// Where a phrase that is a whole cue begins at the token `at`.
fn phrase_at(tokens: &[Token], at: usize) -> Option<Span> {
    let rest = tokens.get(at..)?;
    let begins = |phrase: &&&str| {
        let n = phrase.split(' ').count();
        rest.len() >= n && phrase.split(' ').zip(rest).all(|(word, token)| token.word == word)
    };
    let phrase = WHOLE.iter().filter(begins).max_by_key(|phrase| phrase.len())?;
    let last = rest.get(phrase.split(' ').count().checked_sub(1)?)?;
    Some(rest.first()?.span.union(last.span))
}

/// The words that go with the cue at `at`: auxiliaries and adverbs of a verb, the determiner of a noun.
fn whole_cue(tokens: &[Token], at: usize) -> Option<Span> {
    let token = tokens.get(at)?;
    let mut from = at;
    if is_hearsay(&token.word) {
        return Some(token.span);
    }
    if is_noun(&token.word) && at > 0 && is_determiner(&tokens.get(at - 1)?.word) {
        return Some(tokens.get(at - 1)?.span.union(token.span));
    }
    while let Some(before) = from.checked_sub(1).and_then(|before| tokens.get(before)) {
        let is_joined = tokens.get(from).is_some_and(|token| token.gap.trim().is_empty());
        if !is_joined || !is_auxiliary(&before.word) {
            break;
        }
        from -= 1;
    }
    Some(tokens.get(from)?.span.union(token.span))
}

/// The cue that is likely to go with a content: the word of reporting nearest to it in its sentence. For a denial one
/// that denies goes ahead of others.
pub(super) fn cue_of(text: &str, sentence: Span, statement: &Statement) -> Option<Span> {
    let tokens = tokens(text, sentence);
    let found = (0..tokens.len()).filter_map(|at| {
        let single = || is_cue(&tokens, at).then(|| whole_cue(&tokens, at)).flatten();
        let cue = phrase_at(&tokens, at).or_else(single)?;
        let far = distance(&statement.content, sentence, cue)?;
        let class = class_of(cue.of(text), false);
        let is_unlike = statement.kind == Kind::Denial && class != Some(CueClass::Denial);
        Some(((is_unlike, far), cue))
    });
    found.min_by_key(|(rank, _)| *rank).map(|(_, cue)| cue)
}

/// A mention that is likely to go with a cue, and the source it stands for where that is known.
pub(super) struct Mention {
    pub(super) words: Span,
    pub(super) source: Option<SourceId>,
}

/// Names that the project knows, and words that pointed to a source before in this layer, that stand in the sentence
/// outside content and cue; each with its source.
fn known(
    text: &str,
    sentence: Span,
    project: &Project,
    marks: Option<&Marks>,
) -> Vec<(Span, SourceId)> {
    let sources = project.sources().values().filter(|source| !source.is_unattributed());
    let names = sources.flat_map(|source| source.names().map(|name| (name.to_owned(), &source.id)));
    let levels = marks.into_iter().flat_map(|marks| marks.statements().values());
    let levels = levels.flat_map(|statement| &statement.chain);
    let mentions = levels.flat_map(|level| {
        level.mention.iter().map(|span| (span.of(text).to_owned(), &level.source))
    });
    let words = sentence.of(text);
    let mut found: Vec<(Span, SourceId)> = Vec::new();
    for (name, id) in names.chain(mentions).filter(|(name, _)| !is_pronoun(name)) {
        for (at, name) in words.match_indices(name.as_str()) {
            let start = sentence.start as usize + at;
            let span = Span::new(start, start + name.len());
            if is_whole(text, span) {
                found.push((span, id.clone()));
            }
        }
    }
    found
}

fn is_whole(text: &str, span: Span) -> bool {
    let before = text.get(..span.start as usize).and_then(|text| text.chars().next_back());
    let behind = text.get(span.end as usize..).and_then(|text| text.chars().next());
    let runs_on = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    !runs_on(before) && !runs_on(behind)
}

/// Pronouns point to another source each time.
pub(super) fn is_pronoun(words: &str) -> bool {
    let pronouns = ["he", "she", "it", "they", "who", "which", "we", "i", "that", "this", "one"];
    pronouns.contains(&words.to_lowercase().as_str())
}

/// The mention that is likely to go with a cue: the group of nouns to the left of the verb, or to the right of it behind
/// quoted words and “according to”; the source is known where the group holds a name that is.
pub(super) fn mention_of(
    text: &str,
    sentence: Span,
    statement: &Statement,
    cue: Span,
    (project, marks): (&Project, Option<&Marks>),
) -> Option<Mention> {
    let tokens = tokens(text, sentence);
    let first = tokens.iter().position(|token| token.span.start >= cue.start)?;
    let behind = tokens.iter().position(|token| token.span.start >= cue.end);
    let known = known(text, sentence, project, marks);
    let goes_right = cue.of(text).to_lowercase().starts_with("according to")
        || tokens.get(first).is_some_and(|t| t.gap.contains(['”', '"', '’', '»']));
    let group = match goes_right {
        true => behind.and_then(|from| right_group(&tokens, from)),
        false => left_group(&tokens, first),
    };
    let is_free =
        |span: Span| !span.overlaps(cue) && distance(&statement.content, sentence, span).is_some();
    let group = group.filter(|group| is_free(*group));
    let in_group = |group: Span| {
        let inside = known.iter().filter(|(span, _)| group.contains(*span));
        inside.max_by_key(|(span, _)| span.len()).map(|(_, id)| id.clone())
    };
    if let Some(words) = group {
        return Some(Mention { words, source: in_group(words) });
    }
    // A second verb (“denies … and claims …”) takes the source of the first: the known name nearest ahead of it.
    let ahead = known.iter().filter(|(span, _)| span.end <= cue.start && is_free(*span));
    let (words, id) = ahead.max_by_key(|(span, _)| (span.end, span.len()))?;
    Some(Mention { words: with_determiner(&tokens, *words), source: Some(id.clone()) })
}

fn with_determiner(tokens: &[Token], words: Span) -> Span {
    let at = tokens.iter().position(|token| token.span.start == words.start);
    let before = at.and_then(|at| at.checked_sub(1)).and_then(|at| tokens.get(at));
    before.filter(|token| token.word == "the").map_or(words, |token| token.span.union(words))
}

/// The group of nouns that ends right before the token `end`. An apposition between commas belongs to it, with its second
/// comma.
fn left_group(tokens: &[Token], end: usize) -> Option<Span> {
    let ends_in_comma = tokens.get(end).is_some_and(|token| token.gap.starts_with(','));
    let last = end.checked_sub(1)?;
    let mut at = last;
    if ends_in_comma {
        // The partner comma; what lies between is the apposition.
        let opens =
            (1..end).rev().find(|at| tokens.get(*at).is_some_and(|t| t.gap.starts_with(',')))?;
        at = opens.checked_sub(1)?;
    }
    let inner_end = at;
    loop {
        let token = tokens.get(at)?;
        let is_start = at == 0 || token.gap.contains([',', ';', ':', '(', '“', '”', '"', '—', '–']);
        let before = at.checked_sub(1).and_then(|before| tokens.get(before));
        let stops = before.is_none_or(|before| {
            let joins = before.word == "and" && token.is_capital && inner_end > at;
            let is_verb = class_of_verb(&before.word).is_some() && !before.is_capital;
            (BREAKS.contains(&before.word.as_str()) && !joins)
                || is_verb
                || is_auxiliary(&before.word)
        });
        let is_bounded = is_determiner(&token.word)
            && before.is_none_or(|before| !INSIDE.contains(&before.word.as_str()));
        if is_start || stops || is_bounded {
            break;
        }
        at -= 1;
    }
    let from = tokens.get(at)?.span;
    let to = tokens.get(last)?.span;
    let comma = u32::from(ends_in_comma);
    Some(Span { start: from.start, end: to.end + comma })
}

/// The group of nouns that begins at the token `from`.
fn right_group(tokens: &[Token], from: usize) -> Option<Span> {
    let first = tokens.get(from)?;
    let is_end = |token: &Token| {
        token.gap.contains([',', ';', ':', '“', '”', '"', '.'])
            || BREAKS.contains(&token.word.as_str())
            || matches!(token.word.as_str(), "on" | "in" | "at" | "during" | "to")
    };
    let rest = tokens.iter().skip(from + 1);
    Some(rest.take_while(|token| !is_end(token)).fold(first.span, |span, t| span.union(t.span)))
}

/// The words of a mention that name its source: without an apposition, a determiner in small letters, and what stands ahead
/// of a person's name. “Foreign Ministry spokesperson Wang Wenbin” gives “Wang Wenbin”.
pub(super) fn name_in(mention: &str) -> String {
    let plain = mention.split(',').find(|part| !part.trim().is_empty()).unwrap_or_default().trim();
    let words: Vec<&str> = plain.split_whitespace().collect();
    let is_capital = |word: &&&str| word.chars().next().is_some_and(char::is_uppercase);
    let run = words.iter().rev().take_while(is_capital).count();
    let has_role =
        words.iter().rev().nth(run).is_some_and(|word| !is_determiner(&word.to_lowercase()));
    let from = match words.first() {
        _ if run > 1 && has_role && run < words.len() => words.len() - run,
        Some(first) if words.len() > 1 && is_determiner(first) => 1,
        _ => 0,
    };
    words.get(from..).unwrap_or_default().join(" ")
}

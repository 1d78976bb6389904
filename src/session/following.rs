//! Fields that follow from others, as the code book rules, until the analyst says otherwise: a statement that nobody is
//! named for is flagged *no source*, an estimate is *probable*, a name inside a mention is its head.
//!
//! A field is taken to follow as long as it holds what follows; once it holds something else, that was said by a person,
//! and no later change touches it.

use super::cue_words::{class_of, is_determiner};
use super::proposing::is_pronoun;
use crate::model::{
    Certainty, Cue, CueClass, Flag, Level, Project, Quotation, Source, SourceId, Statement,
};
use crate::text::{Span, with_quotes, without_quotes};

/// What follows from the rest of a statement.
#[derive(Debug, PartialEq, Eq)]
struct Followed {
    certainty: Certainty,
    quotation: Quotation,
    flags: [(Flag, bool); 4],
}

/// The records that sources are looked up in: the project's, and one that is being made.
#[derive(Clone, Copy)]
pub(super) struct Records<'a> {
    pub(super) project: &'a Project,
    pub(super) made: Option<&'a Source>,
}

impl<'a> Records<'a> {
    fn get(self, id: &SourceId) -> Option<&'a Source> {
        self.made.filter(|made| made.id == *id).or_else(|| self.project.sources().get(id))
    }
}

impl Followed {
    fn of(records: Records<'_>, text: &str, statement: &Statement) -> Self {
        let cue = statement.innermost_cue();
        let last = statement.chain.last();
        let source = last.and_then(|level| records.get(&level.source));
        let nobody = last.is_some_and(|level| {
            level.mention.is_empty() && level.source == SourceId::unattributed()
        });
        let words = words_of(text, &cue.words).to_lowercase();
        let is_alleged = cue.class == CueClass::Hearsay && words.starts_with("alleged");
        let is_lost = statement.chain.is_empty() && statement.implied_source.is_some();
        let is_anaphoric = last
            .zip(source)
            .is_some_and(|(level, source)| is_anaphor(&words_of(text, &level.mention), source));
        Self {
            certainty: match cue.class {
                CueClass::Estimate | CueClass::Belief => Certainty::Probable,
                _ => Certainty::Certain,
            },
            quotation: quotation(text, statement, cue),
            flags: [
                (Flag::NoSource, nobody && !is_alleged),
                (Flag::UnattributedAllegation, nobody && is_alleged),
                (Flag::AttributionMissing, is_lost),
                (Flag::AnaphoricSource, is_anaphoric),
            ],
        }
    }
}

/// The words of several stretches.
pub(super) fn words_of(text: &str, spans: &[Span]) -> String {
    spans.iter().map(|span| span.of(text)).collect::<Vec<_>>().join(" ")
}

/// How words with a cue are given: in the source's own words where quotation marks are around them, mixed where they are
/// around some of them. What begins with a capital is a name in quotation marks, and no words of the source.
fn quotation(text: &str, statement: &Statement, cue: &Cue) -> Quotation {
    let is_quoted =
        |span: &Span| without_quotes(text, *span) != *span || with_quotes(text, *span) != *span;
    let has_own_words = |span: &Span| {
        let words = span.of(text);
        let opened = words.match_indices(['“', '„', '«', '‘', '"']);
        opened
            .filter_map(|(at, mark)| words.get(at + mark.len()..))
            .any(|rest| rest.chars().next().is_some_and(char::is_lowercase))
    };
    match () {
        () if cue.words.is_empty() => Quotation::None,
        () if statement.content.iter().all(is_quoted) => Quotation::Direct,
        () if statement.content.iter().any(has_own_words) => Quotation::Mixed,
        () => Quotation::Indirect,
    }
}

/// Does a mention point to its source by a pronoun or a description, and by none of its names?
pub(super) fn is_anaphor(mention: &str, source: &Source) -> bool {
    let mut words = mention.split_whitespace();
    let Some(first) = words.next().map(str::to_lowercase) else { return false };
    if is_pronoun(mention) {
        return true;
    }
    let is_small = |word: &str| word.chars().next().is_some_and(char::is_lowercase);
    let shares = |word: &str| {
        let word = word.to_lowercase();
        source.names().any(|name| name.to_lowercase().split_whitespace().any(|own| own == word))
    };
    let rest: Vec<&str> = words.collect();
    is_determiner(&first)
        && !rest.is_empty()
        && rest.iter().all(|word| is_small(word))
        && !rest.iter().any(|word| shares(word))
}

/// Gives what follows to a changed statement, wherever it held what followed from the old one.
pub(super) fn follow(records: Records<'_>, text: &str, old: &Statement, new: &mut Statement) {
    let before = Followed::of(records, text, old);
    let now = Followed::of(records, text, new);
    if old.certainty == before.certainty && new.certainty == old.certainty {
        new.certainty = now.certainty;
    }
    if old.quotation == before.quotation && new.quotation == old.quotation {
        new.quotation = now.quotation;
    }
    for ((flag, was), (_, is)) in before.flags.into_iter().zip(now.flags) {
        let followed = old.flags.contains(&flag) == was;
        let untouched = new.flags.contains(&flag) == old.flags.contains(&flag);
        match (followed && untouched, is) {
            (true, true) => drop(new.flags.insert(flag)),
            (true, false) => drop(new.flags.remove(&flag)),
            (false, _) => {}
        }
    }
}

/// Gives a cue other words, and the class that they usually have, unless a person chose one.
pub(super) fn put_cue(text: &str, cue: &mut Cue, words: Span, is_author: bool, usual: CueClass) {
    let guess = |words: &[Span]| match words {
        [] => CueClass::None,
        words => class_of(&words_of(text, words), is_author).unwrap_or(usual),
    };
    let follows = cue.class == CueClass::None || cue.class == guess(&cue.words);
    cue.words = vec![words];
    if follows {
        cue.class = guess(&cue.words);
    }
}

/// Marks the name of the source inside its mention as the head, where it is narrower and no head was marked.
pub(super) fn put_head(text: &str, level: &mut Level, source: Option<&Source>) {
    level.head = level.head.filter(|head| level.mention.iter().any(|m| m.contains(*head)));
    let (Some(source), None, [mention]) = (source, level.head, level.mention.as_slice()) else {
        return;
    };
    let words = mention.of(text);
    let found = source.names().filter_map(|name| Some((words.find(name)?, name.len())));
    if let Some((at, len)) = found.max_by_key(|(_, len)| *len).filter(|(_, len)| *len < words.len())
    {
        let start = mention.start as usize + at;
        level.head = Some(Span::new(start, start + len));
    }
}

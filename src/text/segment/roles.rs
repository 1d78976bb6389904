//! What each paragraph is in the layout of its article: headline, heading, prose, caption, list item, quotation or
//! furniture. By shape, by what stands around it, and by the phrases of news pages; never by what it is about.

use super::blocks::Block;
use super::furniture::{self, Furniture};
use super::lexicon::Kind;
use super::lines;
use super::markers::Marker;
use super::marks;
use super::place;
use super::rules::Rules;
use crate::text::{Role, Segment};

/// Words in a headline, at most.
const HEADLINE_WORDS: usize = 30;
/// Words in a heading, at most.
const HEADING_WORDS: usize = 15;
/// Sentences in a paragraph of furniture, at most.
pub(super) const FURNITURE_SENTENCES: usize = 3;

/// A paragraph and its segments.
#[derive(Clone, Copy, Debug)]
pub(super) struct Passage {
    /// Where it lies.
    pub block: Block,
    /// Its first segment among all.
    pub first: usize,
    /// How many it has.
    pub count: usize,
}

/// Gives every segment its role. `passages` are all paragraphs of `text`, whose language is `tag`.
pub(super) fn assign(
    text: &str,
    tag: &str,
    rules: &Rules,
    passages: &[Passage],
    segments: &mut [Segment],
) {
    let page = Page { text, rules, furniture: Furniture::of(tag), passages };
    let mut roles: Vec<Role> =
        passages.iter().map(|passage| page.role_by_itself(passage)).collect();
    page.clear_head(&mut roles);
    page.clear_tail(&mut roles);
    raise_headline(&mut roles);
    for (passage, role) in passages.iter().zip(roles) {
        segments
            .iter_mut()
            .skip(passage.first)
            .take(passage.count)
            .for_each(|segment| segment.role = role);
    }
}

struct Page<'t, 's> {
    text: &'t str,
    rules: &'s Rules,
    furniture: Furniture,
    passages: &'s [Passage],
}

impl<'t> Page<'t, '_> {
    fn line(&self, passage: &Passage) -> &'t str {
        marks::between(self.text, passage.block.start, passage.block.end)
    }

    /// The role that a paragraph has by its own words and marks.
    fn role_by_itself(&self, passage: &Passage) -> Role {
        let line = self.line(passage);
        if passage.block.marker == Marker::Rule || !line.contains(char::is_alphanumeric) {
            return Role::Boilerplate;
        }
        if passage.count <= FURNITURE_SENTENCES
            && let Some(role) = self.furniture.role(line)
        {
            return role;
        }
        match passage.block.marker {
            Marker::Heading => Role::Heading,
            Marker::Quoted => Role::Quote,
            Marker::Picture => Role::Caption,
            Marker::Item => Role::ListItem,
            _ if passage.count == 1 && is_title(line, self.limit(passage)) => Role::Heading,
            _ => Role::Sentence,
        }
    }

    /// A headline may be longer than a heading.
    fn limit(&self, passage: &Passage) -> usize {
        let is_first = self.passages.first().is_some_and(|first| first.first == passage.first);
        if is_first { HEADLINE_WORDS } else { HEADING_WORDS }
    }

    /// Bylines and dates before the first paragraph of prose are furniture.
    fn clear_head(&self, roles: &mut [Role]) {
        for (passage, role) in self.passages.iter().zip(roles) {
            let line = self.line(passage);
            match role {
                Role::Heading if furniture::is_byline(line) || self.is_date(line) => {
                    *role = Role::Boilerplate;
                }
                Role::Sentence => break,
                _ => {}
            }
        }
    }

    /// Nothing but a date and a time of day.
    fn is_date(&self, line: &str) -> bool {
        let is_part = |word: &str| {
            let kinds = self.rules.kinds(word);
            [Kind::Month, Kind::Zone, Kind::Counted, Kind::Clock]
                .into_iter()
                .any(|kind| kinds.has(kind))
                || matches!(
                    word,
                    "at" | "on"
                        | "um"
                        | "Uhr"
                        | "de"
                        | "del"
                        | "le"
                        | "à"
                        | "AM"
                        | "PM"
                        | "am"
                        | "pm"
                )
        };
        let mut words = line.split_whitespace().map(place::clean).filter(|word| !word.is_empty());
        line.contains(char::is_numeric)
            && words.all(|word| marks::first(word).is_numeric() || is_part(word))
    }

    /// Behind the last paragraph of prose, whatever is short and has no end mark goes with the furniture above it: names,
    /// titles of other articles, links.
    fn clear_tail(&self, roles: &mut [Role]) {
        let passages = self.passages;
        let mut tail = Vec::new();
        let mut prose = false;
        for (passage, role) in passages.iter().zip(roles).rev() {
            let short = *role != Role::Boilerplate && passage.count <= FURNITURE_SENTENCES;
            if short && self.furniture.is_likely(self.line(passage)) {
                *role = Role::Boilerplate;
            }
            if matches!(role, Role::Sentence | Role::Quote) {
                prose = true;
                break;
            }
            tail.push(role);
        }
        if !prose {
            return;
        }
        let below = tail.into_iter().rev().skip_while(|role| **role != Role::Boilerplate);
        below.for_each(|role| *role = Role::Boilerplate);
    }
}

/// The first paragraph that is no furniture is the headline if it has the shape of one and something stands below it;
/// a line that is all there is is a sentence.
fn raise_headline(roles: &mut [Role]) {
    let mut article = roles.iter_mut().filter(|role| **role != Role::Boilerplate);
    if let Some(first) = article.next()
        && *first == Role::Heading
    {
        *first = if article.next().is_some() { Role::Headline } else { Role::Sentence };
    }
}

/// Short and without an end mark, or a question in the capitals of a title.
fn is_title(line: &str, limit: usize) -> bool {
    let words = line.split_whitespace().take(limit + 1).count();
    let columns = lines::columns(line, 12 * limit + 1);
    if words > limit || columns > 12 * limit || line.ends_with([',', ';', '，', '；']) {
        return false;
    }
    if line.ends_with([':', '：']) {
        return words <= 4 && columns <= 40;
    }
    !lines::ends_sentence(line) || (line.ends_with(['?', '!']) && is_in_title_case(line))
}

/// Do all words of four letters and more begin with a capital, and are there three of them?
fn is_in_title_case(line: &str) -> bool {
    let mut long =
        line.split_whitespace().map(place::clean).filter(|word| word.chars().nth(3).is_some());
    let capital = |word: &str| marks::first(word).is_uppercase();
    long.clone().count() >= 3 && long.all(capital)
}

//! What a line says of itself by its first characters: bullet, number, markdown heading, quotation, rule.

use super::marks;

/// How a line begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Marker {
    /// No mark, or one that says nothing.
    None,
    /// A bullet or a list number.
    Item,
    /// The dash of a dialogue, which begins a paragraph and no list.
    Dialogue,
    /// `#`, `##` and so on.
    Heading,
    /// `>`
    Quoted,
    /// A line of nothing but dashes, stars and the like.
    Rule,
    /// A markdown picture.
    Picture,
}

impl Marker {
    /// How `line`, which has no white space at its ends, begins.
    pub(super) fn of(line: &str) -> Self {
        let mut chars = line.chars();
        let first = chars.next().unwrap_or('\0');
        let spaced = chars.next().is_some_and(marks::is_blank);
        match first {
            '•' | '‣' | '◦' | '▪' | '▫' | '●' | '○' | '■' | '□' | '►' | '➤' | '✓' | '✔' | '⁃' => {
                Self::Item
            }
            '·' | '*' | '+' | '-' if spaced && !is_rule(line) => Self::Item,
            '-' | '*' | '_' | '=' | '~' | '—' | '–' | '·' | '#' | '+' if is_rule(line) => {
                Self::Rule
            }
            '—' | '–' => Self::Dialogue,
            '#' if is_markdown_heading(line) => Self::Heading,
            '>' => Self::Quoted,
            '!' if line.starts_with("![") => Self::Picture,
            _ if is_list_number(line) => Self::Item,
            _ => Self::None,
        }
    }

    /// Does a line with this mark begin a paragraph wherever it stands? Quotations run over several lines.
    pub(super) fn opens_paragraph(self) -> bool {
        !matches!(self, Self::None | Self::Quoted)
    }

    /// Is the line a paragraph of its own, whatever follows?
    pub(super) fn stands_alone(self) -> bool {
        matches!(self, Self::Heading | Self::Rule | Self::Picture)
    }
}

/// Three or more of the same mark and nothing else.
fn is_rule(line: &str) -> bool {
    let mark = marks::first(line);
    let count = line.chars().filter(|c| *c == mark).count();
    count >= 3 && line.chars().all(|c| c == mark || marks::is_blank(c))
}

fn is_markdown_heading(line: &str) -> bool {
    let rest = line.trim_start_matches('#');
    line.len() - rest.len() <= 6 && rest.starts_with(marks::is_blank)
}

/// "1. ", "12) ", "(3) ", "a) ", "b. ", "①", "1、", "一、".
fn is_list_number(line: &str) -> bool {
    let inner = line.strip_prefix(['(', '（']).unwrap_or(line);
    let bracketed = inner.len() < line.len();
    let rest = inner.trim_start_matches(char::is_numeric);
    let digits = marks::head(inner, inner.len() - rest.len()).chars().count();
    if digits == 0 {
        return is_list_letter(inner, bracketed);
    }
    let circled = matches!(marks::first(line), '①'..='⑳');
    circled || (digits <= 3 && closes_number(rest, bracketed))
}

fn is_list_letter(inner: &str, bracketed: bool) -> bool {
    let mut chars = inner.chars();
    let letter = chars.next().is_some_and(|c| c.is_ascii_lowercase());
    letter && closes_number(chars.as_str(), bracketed)
}

/// Does what follows a list number close it? A small letter behind "12." makes it a date or a count.
fn closes_number(rest: &str, bracketed: bool) -> bool {
    let mut chars = rest.chars();
    let close = chars.next().unwrap_or('\0');
    let behind = chars.as_str();
    let spaced = behind.starts_with(marks::is_blank);
    match close {
        ')' | '）' => spaced || close == '）',
        '.' => !bracketed && spaced && !behind.trim_start().starts_with(char::is_lowercase),
        '、' | '．' => !bracketed,
        _ => false,
    }
}

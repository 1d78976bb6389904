//! A run of terminators with everything behind it that belongs to the same sentence: quotes, brackets, footnote marks.

use super::marks;
use super::nesting::Nesting;
use super::rules::Rules;

/// Terminators that stand together: `.`, `?!`, `...`, `. . .`, `。`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Run {
    /// First byte.
    pub start: usize,
    /// One past the last terminator.
    pub end: usize,
    /// Full stops; an ellipsis character counts as three.
    pub dots: u32,
    /// Is something else than full stops among them?
    pub strong: bool,
    /// Is one of them Chinese or Japanese?
    pub cjk: bool,
    /// Is the first one that means nothing else in its script?
    pub plain: bool,
}

impl Run {
    /// The run that begins at byte `start` of `text`.
    pub(super) fn at(text: &str, start: usize, rules: &Rules) -> Self {
        let first = marks::first(marks::from(text, start));
        let mut run = Self {
            start,
            end: start,
            dots: 0,
            strong: false,
            cjk: false,
            plain: marks::is_plain_terminator(first),
        };
        while let Some(step) = run.next_len(text, rules) {
            run.end += step;
        }
        run
    }

    /// Is it one full stop and nothing more?
    pub(super) fn is_full_stop(&self) -> bool {
        self.dots == 1 && !self.strong
    }

    /// Takes note of the next terminator; gives its length, with a space before it inside of `. . .`.
    fn next_len(&mut self, text: &str, rules: &Rules) -> Option<usize> {
        let rest = marks::from(text, self.end);
        let c = rest.chars().next()?;
        if rules.ends_sentence(c) {
            self.count(c);
            return Some(c.len_utf8());
        }
        (self.dots > 0 && !self.strong && is_spaced_dot(rest)).then_some(1)
    }

    fn count(&mut self, c: char) {
        match c {
            '.' => self.dots = self.dots.saturating_add(1),
            '…' => self.dots = self.dots.saturating_add(3),
            _ => self.strong = true,
        }
        self.cjk |= marks::is_cjk_terminator(c);
    }
}

/// Does a space with a full stop behind it come next, which is not the point of ".5"?
fn is_spaced_dot(rest: &str) -> bool {
    let mut next = rest.bytes();
    next.next() == Some(b' ')
        && next.next() == Some(b'.')
        && !next.next().is_some_and(|byte| byte.is_ascii_digit())
}

/// What closes behind a run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Closing {
    /// One past the last byte that belongs to the sentence.
    pub end: usize,
    /// Was a quotation mark among it?
    pub quote: bool,
    /// Was a bracket among it?
    pub bracket: bool,
}

impl Closing {
    /// Everything behind byte `end` of `text` that closes; `nesting` is told of it.
    pub(super) fn behind(text: &str, end: usize, nesting: &mut Nesting) -> Self {
        let mut closing = Self { end, ..Self::default() };
        while let Some(step) = closing.next_len(text, nesting) {
            closing.end += step;
        }
        closing
    }

    fn next_len(&mut self, text: &str, nesting: &mut Nesting) -> Option<usize> {
        let rest = marks::from(text, self.end);
        let c = rest.chars().next()?;
        if nesting.may_close(c) && !opens_emphasis(c, rest) {
            self.quote |= marks::is_quote(c);
            self.bracket |= matches!(c, ')' | ']' | '）');
            nesting.see_quote(c);
            return Some(c.len_utf8());
        }
        if marks::is_blank(c) {
            return self.spaced_len(c, rest, nesting);
        }
        if c == '[' { footnote_len(rest) } else { is_superscript(c).then(|| c.len_utf8()) }
    }

    /// French closes with a space before the », and a footnote mark may stand behind one space.
    fn spaced_len(&mut self, c: char, rest: &str, nesting: &mut Nesting) -> Option<usize> {
        let after = marks::from(rest, c.len_utf8());
        if nesting.has_guillemet() && after.starts_with('»') {
            self.quote = true;
            nesting.see_quote('»');
            return Some(c.len_utf8() + '»'.len_utf8());
        }
        if let Some(length) = smiley_len(after) {
            return Some(c.len_utf8() + length);
        }
        let digits = after
            .strip_prefix('[')
            .is_some_and(|inner| inner.starts_with(|c: char| c.is_ascii_digit()));
        (c == ' ' && digits).then(|| footnote_len(after)).flatten().map(|length| length + 1)
    }
}

/// The length of a smiley or a run of emoji at the beginning of `rest`, if nothing else stands there before a space.
fn smiley_len(rest: &str) -> Option<usize> {
    let sign = marks::head(rest, 24).split(marks::is_blank).next()?;
    let drawn = matches!(sign.len(), 2..=4)
        && sign.starts_with([':', ';', '=', '^'])
        && sign.ends_with(['(', ')', 'D', 'P', '^', '/', '|'])
        && !sign.contains(char::is_lowercase);
    let emoji = !sign.is_empty() && sign.chars().all(is_emoji);
    (drawn || emoji).then_some(sign.len())
}

fn is_emoji(c: char) -> bool {
    matches!(c, '\u{1f300}'..='\u{1faff}' | '\u{2600}'..='\u{27bf}' | '\u{fe0f}' | '\u{200d}')
}

/// A star or low line before a letter opens emphasis or names a footnote; it closes nothing.
fn opens_emphasis(c: char, rest: &str) -> bool {
    matches!(c, '*' | '_') && marks::first(marks::from(rest, 1)).is_alphanumeric()
}

/// The length of a footnote mark such as `[12]`, `[3, 4]`, `[a]` at the beginning of `rest`.
fn footnote_len(rest: &str) -> Option<usize> {
    let close = rest.bytes().take(14).position(|byte| byte == b']')?;
    let inner = marks::between(rest, 1, close);
    let plain = inner.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b' ' | b',' | b'a'..=b'z'));
    let is_mark =
        plain && (inner.bytes().any(|byte| byte.is_ascii_digit()) || matches!(inner.len(), 1 | 2));
    is_mark.then_some(close + 1)
}

fn is_superscript(c: char) -> bool {
    matches!(c, '¹' | '²' | '³' | '⁰'..='⁹')
}

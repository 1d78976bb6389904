//! Which characters end, open, close and separate; nothing about words or languages.

/// White space as this room counts it: [`char::is_whitespace`], the byte order mark (U+FEFF) and the zero width
/// space (U+200B). Scraped pages put the last two on lines of their own, where nobody sees them.
///
/// Gaps between segments hold such characters only, and no segment begins or ends with one.
#[must_use]
pub fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}')
}

/// The beginning of `text`, at most `limit` bytes, cut on a character boundary.
pub(super) fn head(text: &str, limit: usize) -> &str {
    text.get(..text.floor_char_boundary(limit)).unwrap_or("")
}

/// The end of `text`, at most `limit` bytes, cut on a character boundary.
pub(super) fn tail(text: &str, limit: usize) -> &str {
    text.get(text.ceil_char_boundary(text.len().saturating_sub(limit))..).unwrap_or("")
}

/// The text from byte `at` on; empty behind the end.
pub(super) fn from(text: &str, at: usize) -> &str {
    text.get(at..).unwrap_or("")
}

/// The text from byte `start` to byte `end`; empty where that is no stretch of it.
pub(super) fn between(text: &str, start: usize, end: usize) -> &str {
    text.get(start..end).unwrap_or("")
}

/// The first character of `text`; U+0000 for an empty one, which belongs to no class below.
pub(super) fn first(text: &str) -> char {
    text.chars().next().unwrap_or('\0')
}

/// Bytes of white space at the beginning of `text`.
pub(super) fn blank_len(text: &str) -> usize {
    text.len() - text.trim_start_matches(is_blank).len()
}

/// May a character that the scanner must look at begin with this byte? Everything else is stepped over.
pub(super) fn wakes(byte: u8) -> bool {
    matches!(
        byte,
        b'.' | b'!'
            | b'?'
            | b'('
            | b'['
            | b':'
            | b';'
            | 0xc2
            | 0xcd
            | 0xd6
            | 0xd8
            | 0xdb
            | 0xdc
            | 0xdf
            | 0xe0..=0xe3 | 0xea | 0xef
    )
}

/// And with these two? So that the letters of a script are not decoded for its marks' sake.
pub(super) fn wakes_with(byte: u8, second: u8) -> bool {
    match byte {
        0xc2 => matches!(second, 0xab | 0xbb),
        0xcd => second == 0xbe,
        0xd6 => second == 0x89,
        0xd8 => matches!(second, 0x9d..=0x9f),
        0xdb => second == 0x94,
        0xdc => matches!(second, 0x80..=0x82),
        0xdf => second == 0xb9,
        0xe0 => second == 0xa5,
        0xe1 => matches!(second, 0x81 | 0x8d | 0x99 | 0x9f | 0xa0 | 0xb1),
        0xe2 => matches!(second, 0x80 | 0x81 | 0xb8),
        0xe3 => second == 0x80,
        0xea => matches!(second, 0x93 | 0x98 | 0x9b | 0xa9 | 0xaf),
        0xef => matches!(second, 0xb8 | 0xb9 | 0xbc | 0xbd),
        _ => true,
    }
}

/// Does the character end sentences in some script (Unicode's `Sentence_Terminal`, living scripts, and the ellipsis)?
pub(super) fn is_terminator(c: char) -> bool {
    matches!(
        c,
        '.' | '!' | '?' | '…' | '。' | '！' | '？' | '｡' | '．' | '؟' | '।' | '॥' | '۔'
            | '\u{589}' | '\u{61d}' | '\u{61e}' | '\u{700}'..='\u{702}' | '\u{7f9}'
            | '\u{104a}' | '\u{104b}' | '\u{1362}' | '\u{1367}' | '\u{1368}' | '\u{166e}'
            | '\u{17d4}' | '\u{17d5}' | '\u{1803}' | '\u{1809}' | '\u{1c7e}' | '\u{1c7f}'
            | '‼' | '‽' | '⁇'..='⁉' | '\u{2e2e}' | '\u{2e3c}' | '\u{a4ff}' | '\u{a60e}' | '\u{a6f3}'
            | '\u{aa5d}'..='\u{aa5f}' | '\u{abeb}' | '︒' | '︕' | '︖' | '﹒' | '﹖' | '﹗'
    )
}

/// Terminators of Chinese and Japanese, behind which no space is written.
pub(super) fn is_cjk_terminator(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '｡' | '︒' | '︕' | '︖')
}

/// Terminators that mean nothing else, so that no space behind them is needed either.
pub(super) fn is_plain_terminator(c: char) -> bool {
    matches!(
        c,
        '।' | '॥'
            | '۔'
            | '\u{589}'
            | '\u{104b}'
            | '\u{1362}'
            | '\u{1367}'
            | '\u{17d4}'
            | '\u{17d5}'
    )
}

/// Any quotation mark, opening or closing.
pub(super) fn is_quote(c: char) -> bool {
    matches!(
        c,
        '"' | '\''
            | '”'
            | '’'
            | '“'
            | '‘'
            | '»'
            | '«'
            | '›'
            | '‹'
            | '」'
            | '』'
            | '„'
            | '‚'
            | '＂'
            | '「'
            | '『'
    )
}

/// Characters that may stand behind a terminator and still belong to its sentence.
pub(super) fn is_closer(c: char) -> bool {
    (is_quote(c) && !matches!(c, '„' | '‚' | '「' | '『'))
        || matches!(c, ')' | ']' | '}' | '）' | '］' | '》' | '〉' | '】' | '〟' | '*' | '_')
        || is_format(c)
}

/// Invisible characters that go with what stands before them.
fn is_format(c: char) -> bool {
    matches!(c, '\u{200d}' | '\u{fe0f}' | '\u{202c}' | '\u{200f}' | '\u{200e}' | '\u{2069}')
}

/// Characters that may stand before the first word of a sentence.
pub(super) fn is_opener(c: char) -> bool {
    is_quote(c)
        || matches!(c, '(' | '[' | '{' | '¿' | '¡' | '《' | '（' | '［' | '【' | '*' | '_' | '`')
        || matches!(c, '\u{202a}' | '\u{202b}' | '\u{200e}' | '\u{200f}' | '\u{2066}'..='\u{2068}')
}

/// Marks that continue a sentence when they come next.
pub(super) fn is_soft(c: char) -> bool {
    matches!(c, ',' | ';' | ':' | '،' | '؛' | '，' | '、' | '；' | '：')
}

/// Dashes and the hyphen.
pub(super) fn is_dash(c: char) -> bool {
    matches!(c, '-' | '–' | '—' | '―')
}

/// Letters of Chinese, Japanese and Korean.
pub(super) fn is_cjk(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}'
        | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// Letters of scripts without capitals.
pub(super) fn is_caseless(c: char) -> bool {
    !c.is_ascii() && c.is_alphabetic() && !c.is_lowercase() && !c.is_uppercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_mark_that_the_scanner_must_see_wakes_it() {
        let seen = "„“‚‘«»（《「『([:;\u{37e}";
        let marks = ('\0'..=char::MAX).filter(|c| is_terminator(*c)).chain(seen.chars());
        for c in marks {
            let mut room = [0; 4];
            let bytes = c.encode_utf8(&mut room).as_bytes();
            assert!(
                wakes(bytes[0]) && bytes.get(1).is_none_or(|second| wakes_with(bytes[0], *second)),
                "{c:?}"
            );
        }
    }
}

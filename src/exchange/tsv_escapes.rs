//! What stands in WebAnno TSV for signs that would break a row: in lines of text, and in values of features.

/// A line of text as sentences have it.
pub(super) fn escaped_text(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\\' => escaped.push_str("\\\\"),
            '\t' => escaped.push_str("\\t"),
            '\n' => escaped.push_str("\\n"),
            '\r' => escaped.push_str("\\r"),
            '\u{c}' => escaped.push_str("\\f"),
            '\u{8}' => escaped.push_str("\\b"),
            '\0'..='\u{7}' | '\u{e}'..='\u{1f}' => escaped.extend(['\\', letter]),
            other => escaped.push(other),
        }
    }
    escaped
}

/// A line of text as it was before it was written.
pub(super) fn unescaped_text(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        if letter != '\\' {
            plain.push(letter);
            continue;
        }
        match letters.next() {
            Some('t') => plain.push('\t'),
            Some('n') => plain.push('\n'),
            Some('r') => plain.push('\r'),
            Some('f') => plain.push('\u{c}'),
            Some('b') => plain.push('\u{8}'),
            Some('\\') => plain.push('\\'),
            Some(control @ '\0'..='\u{1f}') => plain.push(control),
            other => plain.extend(['\\'].into_iter().chain(other)),
        }
    }
    plain
}

/// A value of a feature; an arrow is escaped as one.
pub(super) fn escaped_value(value: &str) -> String {
    let mut escaped = String::with_capacity(value.len());
    let mut letters = value.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '\t' => escaped.push_str("\\t"),
            '\n' => escaped.push_str("\\n"),
            '\\' | '[' | ']' | '|' | '_' | ';' | '*' => escaped.extend(['\\', letter]),
            '-' if letters.peek() == Some(&'>') => escaped.push_str("\\-"),
            other => escaped.push(other),
        }
    }
    escaped
}

/// A value as it was before it was written.
pub(super) fn unescaped_value(value: &str) -> String {
    let mut plain = String::with_capacity(value.len());
    let mut rest = value;
    while let Some((before, behind)) = rest.split_once('\\') {
        plain.push_str(before);
        let mut letters = behind.chars();
        match letters.next() {
            Some('t') => plain.push('\t'),
            Some('n') => plain.push('\n'),
            Some(letter @ ('\\' | '[' | ']' | '|' | '_' | ';' | '*')) => plain.push(letter),
            Some('-') if letters.as_str().starts_with('>') => plain.push('-'),
            other => plain.extend(['\\'].into_iter().chain(other)),
        }
        rest = letters.as_str();
    }
    plain.push_str(rest);
    plain
}

//! The one cleaning a text gets before it is frozen: no byte order mark, one kind of line end.
//!
//! Nothing else is touched: no trimming, no normal form, no control character taken away. What the article
//! says stays as it was written, so that a quotation from it can be found again elsewhere.

use std::borrow::Cow;

/// The character that some programs put before a text to show its encoding.
const BYTE_ORDER_MARK: char = '\u{FEFF}';

/// The text without byte order marks at its very start, and with LF where CRLF or a lone CR stood.
///
/// NEL (U+0085) and the separators U+2028 and U+2029 are content and are kept. Cleaning a clean text changes
/// nothing, which is why **all** leading marks go, not only the first.
#[must_use]
pub fn clean(text: &str) -> Cow<'_, str> {
    let text = text.trim_start_matches(BYTE_ORDER_MARK);
    if text.contains('\r') { Cow::Owned(with_line_feeds(text)) } else { Cow::Borrowed(text) }
}

/// The text with LF for each CRLF and each lone CR.
fn with_line_feeds(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    let mut lines = text.split('\r');
    clean.push_str(lines.next().unwrap_or(""));
    for line in lines {
        // Where the CR was the first half of a CRLF, its LF is already at the start of this piece.
        if !line.starts_with('\n') {
            clean.push('\n');
        }
        clean.push_str(line);
    }
    clean
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_kind_of_line_end_becomes_a_line_feed() {
        let table = [
            ("a\r\nb", "a\nb"),
            ("a\rb", "a\nb"),
            ("a\n\rb", "a\n\nb"),
            ("a\r\r\nb\r", "a\n\nb\n"),
            ("\r\n\r\n", "\n\n"),
            ("\u{FEFF}a", "a"),
            ("\u{FEFF}\r", "\n"),
        ];
        for (given, wanted) in table {
            assert_eq!(clean(given), wanted, "{given:?}");
        }
    }

    #[test]
    fn content_that_only_looks_like_a_line_end_is_kept() {
        for text in
            ["a\u{85}b\u{2028}c\u{2029}d", "a\u{FEFF}b", "  two spaces  ", "e\u{301}", "a\0b", ""]
        {
            assert!(matches!(clean(text), Cow::Borrowed(same) if same == text), "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn cleaning_twice_is_cleaning_once(text in "(\u{FEFF}|\r|\n|.){0,40}") {
            let once = clean(&text);
            prop_assert!(!once.contains('\r') && !once.starts_with(BYTE_ORDER_MARK));
            prop_assert_eq!(clean(&once), once.as_ref());
        }
    }
}

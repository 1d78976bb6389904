//! The encoding that a page says it is in.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252, X_USER_DEFINED};

/// Bytes in which a page has to say its encoding: the WHATWG's 1,024, and as many again for pages that begin with comments.
const HEAD: usize = 2 * 1024;

/// The encoding that a `meta` element or the XML declaration at the head of a page names.
///
/// As the WHATWG's "prescan" has it, a page that says in ASCII that it is in UTF-16 is in UTF-8.
pub(in crate::import) fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..bytes.len().min(HEAD)).unwrap_or(bytes);
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let xml = head.strip_prefix("<?xml").and_then(|rest| rest.split_once("?>"));
    let by_xml = xml.and_then(|(declaration, _)| value(declaration, "encoding"));
    let mut metas = head.split("<meta").skip(1).filter_map(|rest| rest.split('>').next());
    let label = by_xml.or_else(|| metas.find_map(|meta| value(meta, "charset")))?;
    let encoding = Encoding::for_label(label.as_bytes())?;
    if encoding == UTF_16BE || encoding == UTF_16LE {
        Some(UTF_8)
    } else if encoding == X_USER_DEFINED {
        Some(WINDOWS_1252)
    } else {
        Some(encoding)
    }
}

/// What stands behind `name=`, with quotation marks or without.
fn value<'a>(words: &'a str, name: &str) -> Option<&'a str> {
    let (_, behind) = words.split_once(name)?;
    let behind = behind.trim_start().strip_prefix('=')?.trim_start();
    let behind = behind.trim_start_matches(['"', '\'']);
    let end = behind.find(|c: char| c.is_ascii_whitespace() || "\"';/".contains(c));
    behind.get(..end.unwrap_or(behind.len())).filter(|label| !label.is_empty())
}

#[cfg(test)]
mod tests {
    use super::declared;

    #[test]
    fn a_page_says_its_encoding_in_many_ways() {
        for (head, name) in [
            ("<meta charset=iso-8859-2>", "ISO-8859-2"),
            ("<META CharSet = 'windows-1251' >", "windows-1251"),
            (
                "<meta http-equiv=Content-Type content=\"text/html; charset=Shift_JIS\">",
                "Shift_JIS",
            ),
            ("<?xml version=\"1.0\" encoding=\"ISO-8859-15\"?><html>", "ISO-8859-15"),
            ("<meta name=a content=b><meta charset=utf-16>", "UTF-8"),
        ] {
            assert_eq!(declared(head.as_bytes()).unwrap().name(), name, "{head}");
        }
        for head in ["", "<meta charset=>", "<meta charset=klingon>", "<p>charset=utf-8"] {
            assert_eq!(declared(head.as_bytes()), None, "{head}");
        }
    }
}

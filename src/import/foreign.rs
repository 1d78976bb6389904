//! Files that are not plain text, told by their first bytes.

/// A kind of file that is not plain text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Foreign {
    /// With its article: "a PDF file".
    pub(super) name: &'static str,
    /// What a person can do about it, as a sentence without its full stop.
    pub(super) advice: &'static str,
}

const AS_TEXT: &str = "Open it in the program it belongs to and save it as plain text (UTF-8)";
const UNPACK: &str = "Unpack it and import the text file inside";
const PICTURE: &str = "Import the words of the page instead, by copying or by text recognition";
const NO_TEXT: &str = "It holds no text that could be imported";

/// First bytes and what they stand for. From the formats' own specifications, as `file` (libmagic) lists
/// them.
const SIGNATURES: [(&[u8], &str, &str); 27] = [
    (b"%PDF-", "a PDF file", "Convert it to text first, for example with pdftotext"),
    (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "an old Microsoft Office document", AS_TEXT),
    (b"{\\rtf", "a rich text (RTF) document", AS_TEXT),
    (b"\x89PNG\r\n\x1A\n", "a PNG picture", PICTURE),
    (b"\xFF\xD8\xFF", "a JPEG picture", PICTURE),
    (b"GIF87a", "a GIF picture", PICTURE),
    (b"GIF89a", "a GIF picture", PICTURE),
    (b"II*\0", "a TIFF picture", PICTURE),
    (b"MM\0*", "a TIFF picture", PICTURE),
    (b"AT&TFORM", "a DjVu document", "Convert it to text first, for example with djvutxt"),
    (b"\x1F\x8B", "a gzip archive", UNPACK),
    (b"BZh", "a bzip2 archive", UNPACK),
    (b"\xFD7zXZ\0", "an xz archive", UNPACK),
    (b"\x28\xB5\x2F\xFD", "a zstd archive", UNPACK),
    (b"7z\xBC\xAF\x27\x1C", "a 7-Zip archive", UNPACK),
    (b"Rar!\x1A\x07", "a RAR archive", UNPACK),
    (b"PK\x05\x06", "an empty ZIP archive", NO_TEXT),
    (b"\x7FELF", "a program", NO_TEXT),
    (b"\xCA\xFE\xBA\xBE", "a program", NO_TEXT),
    (b"\xCF\xFA\xED\xFE", "a program", NO_TEXT),
    (b"\0asm", "a program", NO_TEXT),
    (b"SQLite format 3\0", "a database", NO_TEXT),
    (b"OggS\0", "a sound recording", NO_TEXT),
    (b"fLaC\0", "a sound recording", NO_TEXT),
    (b"\x1A\x45\xDF\xA3", "a video", NO_TEXT),
    (b"\xFF\xFE\0\0", "text in UTF-32", "Save it as UTF-8"),
    (b"\0\0\xFE\xFF", "text in UTF-32", "Save it as UTF-8"),
];

/// What the beginning of a ZIP archive names when the archive is really a document.
const ZIPPED: [(&[u8], &str); 6] = [
    (b"word/", "a Word document"),
    (b"xl/", "an Excel workbook"),
    (b"ppt/", "a PowerPoint presentation"),
    (b"opendocument.text", "an OpenDocument text"),
    (b"opendocument.", "an OpenDocument file"),
    (b"epub+zip", "an e-book"),
];

/// What the file is, when it is known not to be text.
pub(super) fn recognise(bytes: &[u8]) -> Option<Foreign> {
    if bytes.starts_with(b"PK\x03\x04") {
        return Some(zipped(bytes));
    }
    // "BZh" could begin a text; the archive goes on with a level and the digits of pi.
    let is_text = bytes.starts_with(b"BZh") && bytes.get(4..7) != Some(b"1AY");
    let row = SIGNATURES.iter().find(|(magic, ..)| bytes.starts_with(magic) && !is_text)?;
    Some(Foreign { name: row.1, advice: row.2 })
}

fn zipped(bytes: &[u8]) -> Foreign {
    let head = bytes.get(..bytes.len().min(8 * 1024)).unwrap_or(bytes);
    let names = |inner: &[u8]| head.windows(inner.len()).any(|window| window == inner);
    match ZIPPED.iter().find(|(inner, _)| names(inner)) {
        Some((_, name)) => Foreign { name, advice: AS_TEXT },
        None => Foreign { name: "a ZIP archive", advice: UNPACK },
    }
}

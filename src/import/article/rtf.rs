//! Rich text (RTF 1.9.1): the main text with the roles of its styles, in whatever encodings its fonts have.

use super::docx::date_warning;
use super::docx_styles::by_name;
use super::rtf_tokens::{Token, Tokens};
use super::{Extract, Problem, collapsed, item, left_out, paragraph};
use crate::import::bounded::in_time;
use crate::text::Role;
use encoding_rs::{Encoding, WINDOWS_1252};
use jiff::civil::Date;
use std::collections::HashMap;

/// Groups open at once, at most.
const DEPTH: usize = 2_000;

/// Character sets of fonts and the encodings they stand for (RTF 1.9.1, `\fcharset`).
const CHARSETS: [(i32, &str); 14] = [
    (77, "macintosh"),
    (128, "shift_jis"),
    (129, "euc-kr"),
    (134, "gbk"),
    (136, "big5"),
    (161, "windows-1253"),
    (162, "windows-1254"),
    (163, "windows-1258"),
    (177, "windows-1255"),
    (178, "windows-1256"),
    (186, "windows-1257"),
    (204, "windows-1251"),
    (222, "windows-874"),
    (238, "windows-1250"),
];
/// Code pages that the WHATWG knows by another name than `windows-` and the number.
const CODE_PAGES: [(i32, &str); 6] = [
    (932, "shift_jis"),
    (936, "gbk"),
    (949, "euc-kr"),
    (950, "big5"),
    (10000, "macintosh"),
    (65001, "utf-8"),
];
/// Words that stand for a sign.
const SIGNS: [(&str, &str); 14] = [
    ("tab", " "),
    ("line", " "),
    ("emdash", "—"),
    ("endash", "–"),
    ("lquote", "‘"),
    ("rquote", "’"),
    ("ldblquote", "“"),
    ("rdblquote", "”"),
    ("bullet", "•"),
    ("emspace", " "),
    ("enspace", " "),
    ("qmspace", " "),
    ("zwj", "\u{200D}"),
    ("zwnj", "\u{200C}"),
];

/// Where words go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Body,
    Nowhere,
    Fonts,
    Styles,
    Title,
    Author,
    Created,
    Footnote,
}

/// What holds up to the end of a group.
#[derive(Clone, Copy)]
struct Group {
    place: Place,
    encoding: &'static Encoding,
    /// How many characters stand behind one given by number, for programs that do not know it.
    stand_ins: i32,
    is_hidden: bool,
}

struct Reader {
    groups: Vec<Group>,
    here: Group,
    code_page: &'static Encoding,
    fonts: HashMap<i32, &'static Encoding>,
    styles: HashMap<i32, String>,
    /// The font or style that is being described.
    described: i32,
    /// Bytes of text, until it is known in which encoding they end.
    bytes: Vec<u8>,
    /// UTF-16 units given by number.
    units: Vec<u16>,
    /// Stand-ins that are still to be passed over.
    passing: i32,
    is_optional: bool,
    words: String,
    aside: String,
    style: Option<i32>,
    has_outline: bool,
    is_item: bool,
    created: [i32; 3],
    extract: Extract,
}

/// The article in a rich text document.
pub(super) fn extract(bytes: &[u8]) -> Result<Extract, Problem> {
    let here = Group { place: Place::Body, encoding: WINDOWS_1252, stand_ins: 1, is_hidden: false };
    let mut reader = Reader {
        groups: Vec::new(),
        here,
        code_page: WINDOWS_1252,
        fonts: HashMap::new(),
        styles: HashMap::new(),
        described: 0,
        bytes: Vec::new(),
        units: Vec::new(),
        passing: 0,
        is_optional: false,
        words: String::new(),
        aside: String::new(),
        style: None,
        has_outline: false,
        is_item: false,
        created: [0; 3],
        extract: Extract::default(),
    };
    for token in Tokens(bytes) {
        in_time()?;
        reader.take(token)?;
    }
    reader.end();
    if !reader.groups.is_empty() {
        let warning = "The document ends in the middle; what stood behind that is missing.";
        reader.extract.warnings.push(warning.to_owned());
    }
    let [year, month, day] = reader.created;
    let date = i16::try_from(year).ok().zip(i8::try_from(month).ok().zip(i8::try_from(day).ok()));
    let mut extract = reader.extract;
    extract.about.published = date.and_then(|(y, (m, d))| Date::new(y, m, d).ok());
    date_warning(&mut extract);
    Ok(extract)
}

impl Reader {
    fn take(&mut self, token: Token<'_>) -> Result<(), Problem> {
        let is_text = matches!(token, Token::Byte(_));
        if self.passing > 0 && matches!(token, Token::Byte(_) | Token::Symbol(_)) {
            self.passing -= 1;
            return Ok(());
        }
        if !is_text {
            self.flush();
        }
        match token {
            Token::Open => {
                if self.groups.len() >= DEPTH {
                    let what = format!("nests groups more than {DEPTH} deep");
                    return Err(Problem::TooMuch(what));
                }
                self.passing = 0;
                self.groups.push(self.here);
            }
            Token::Close => self.close(),
            Token::Word(word, number) => self.word(word, number),
            Token::Symbol(sign) => self.symbol(sign),
            Token::Byte(byte) => {
                self.flush_units();
                self.bytes.push(byte);
            }
        }
        self.is_optional &= token == Token::Symbol(b'*');
        Ok(())
    }

    fn close(&mut self) {
        self.passing = 0;
        let Some(around) = self.groups.pop() else { return };
        let inside = std::mem::replace(&mut self.here, around);
        if inside.place != around.place {
            let aside = std::mem::take(&mut self.aside);
            match inside.place {
                Place::Title => self.extract.about.title = collapsed(&aside),
                Place::Author => self.extract.about.author = collapsed(&aside),
                Place::Footnote => self.extract.left_out.extend(left_out("footnote", &aside)),
                _ => {}
            }
        } else if inside.place == Place::Styles {
            let name = std::mem::take(&mut self.aside);
            self.styles.insert(self.described, name.trim_end_matches(';').trim().to_lowercase());
            self.described = 0;
        }
    }

    fn word(&mut self, word: &str, number: Option<i32>) {
        if let Some(place) = self.place_of(word) {
            self.here.place = place;
            self.is_item |= matches!(word, "listtext" | "pntext");
            return;
        }
        let on = number != Some(0);
        match word {
            "u" => self.unit(number.unwrap_or(0)),
            "uc" => self.here.stand_ins = number.unwrap_or(1).clamp(0, 16),
            "ansicpg" => {
                self.code_page = code_page(number.unwrap_or(0));
                self.here.encoding = self.code_page;
            }
            "mac" => {
                (self.code_page, self.here.encoding) =
                    (encoding_rs::MACINTOSH, encoding_rs::MACINTOSH);
            }
            "f" if self.here.place == Place::Fonts => self.described = number.unwrap_or(0),
            "f" => {
                let font = self.fonts.get(&number.unwrap_or(0));
                self.here.encoding = font.copied().unwrap_or(self.code_page);
            }
            "fcharset" if self.here.place == Place::Fonts => {
                let charset = CHARSETS.iter().find(|(known, _)| Some(*known) == number);
                let encoding = charset.and_then(|(_, name)| Encoding::for_label(name.as_bytes()));
                self.fonts.insert(self.described, encoding.unwrap_or(self.code_page));
            }
            "s" if self.here.place == Place::Styles => self.described = number.unwrap_or(0),
            "yr" | "mo" | "dy" if self.here.place == Place::Created => {
                let [year, month, day] = &mut self.created;
                let field = if word == "yr" {
                    year
                } else if word == "mo" {
                    month
                } else {
                    day
                };
                *field = number.unwrap_or(0);
            }
            "v" | "deleted" => self.here.is_hidden = on,
            "plain" => self.here.is_hidden = false,
            _ if self.here.place == Place::Body => self.layout(word, number),
            _ => {}
        }
    }

    /// Words that part paragraphs and say what they are.
    fn layout(&mut self, word: &str, number: Option<i32>) {
        match word {
            "par" | "sect" | "page" | "cell" | "nestcell" | "row" => self.end(),
            "pard" => (self.style, self.has_outline, self.is_item) = (None, false, false),
            "s" => self.style = number,
            "outlinelevel" => self.has_outline = number.is_some_and(|level| level < 9),
            "ls" => self.is_item = number.is_some_and(|list| list > 0),
            _ => {
                if let Some((_, sign)) = SIGNS.iter().find(|(name, _)| *name == word) {
                    self.say(sign);
                }
            }
        }
    }

    /// Where a word sends what stands behind it in its group.
    fn place_of(&self, word: &str) -> Option<Place> {
        let place = match word {
            "fonttbl" => Place::Fonts,
            "stylesheet" => Place::Styles,
            "title" if self.here.place == Place::Nowhere => Place::Title,
            "author" if self.here.place == Place::Nowhere => Place::Author,
            "creatim" => Place::Created,
            "footnote" => Place::Footnote,
            "info" | "colortbl" | "pict" | "objdata" | "fldinst" | "listtext" | "pntext"
            | "nonshppict" | "header" | "headerl" | "headerr" | "headerf" | "footer"
            | "footerl" | "footerr" | "footerf" | "ftnsep" | "ftnsepc" | "aftnsep" | "tc"
            | "xe" | "template" | "private" => Place::Nowhere,
            // What begins with a star may be passed over by whoever does not know it.
            _ if self.is_optional => Place::Nowhere,
            _ => return None,
        };
        Some(place)
    }

    fn symbol(&mut self, sign: u8) {
        match sign {
            b'*' => self.is_optional = true,
            b'~' => self.say("\u{A0}"),
            b'_' => self.say("\u{2011}"),
            b'\\' => self.say("\\"),
            b'{' => self.say("{"),
            b'}' => self.say("}"),
            b'\r' | b'\n' if self.here.place == Place::Body => self.end(),
            _ => {}
        }
    }

    /// A UTF-16 unit; numbers above 32,767 are written as negative ones.
    fn unit(&mut self, number: i32) {
        if let Ok(unit) = u16::try_from(if number < 0 { number + 0x1_0000 } else { number }) {
            self.units.push(unit);
        }
        self.passing = self.here.stand_ins;
    }

    /// Decodes the bytes that were collected.
    fn flush(&mut self) {
        if !self.bytes.is_empty() {
            let bytes = std::mem::take(&mut self.bytes);
            let (text, _) = self.here.encoding.decode_without_bom_handling(&bytes);
            self.flush_units();
            self.say(&text);
        }
    }

    fn flush_units(&mut self) {
        if !self.units.is_empty() {
            let text = String::from_utf16_lossy(&std::mem::take(&mut self.units));
            self.say(&text);
        }
    }

    fn say(&mut self, words: &str) {
        match self.here.place {
            _ if self.here.is_hidden => {}
            Place::Body => self.words.push_str(words),
            Place::Title | Place::Author | Place::Footnote | Place::Styles => {
                self.aside.push_str(words);
            }
            Place::Nowhere | Place::Fonts | Place::Created => {}
        }
    }

    /// Ends the paragraph.
    fn end(&mut self) {
        self.flush();
        self.flush_units();
        let name = self.style.and_then(|style| self.styles.get(&style));
        let role = match name.and_then(|name| by_name(name)) {
            Some(role) => role,
            None if self.has_outline => Role::Heading,
            None if self.is_item => Role::ListItem,
            None => Role::Sentence,
        };
        let words = std::mem::take(&mut self.words);
        // Older programs set the dots of a list themselves.
        let (words, role) = match item(words.trim_start()) {
            Some(words) if role == Role::Sentence => (words, Role::ListItem),
            _ => (words.as_str(), role),
        };
        self.extract.paragraphs.extend(paragraph(words, role));
    }
}

fn code_page(number: i32) -> &'static Encoding {
    let named = CODE_PAGES.iter().find(|(known, _)| *known == number);
    let label = named.map_or_else(|| format!("windows-{number}"), |(_, name)| (*name).to_owned());
    Encoding::for_label(label.as_bytes()).unwrap_or(WINDOWS_1252)
}

//! Word documents (DOCX, ECMA-376): the main text with the roles of its styles.

use super::docx_styles::Styles;
use super::xml::{Piece, Tag, Xml, decoded};
use super::{About, Extract, Problem, day, language_tag, left_out, paragraph};
use crate::import::packed::{Packed, UNPACKED};
use crate::text::Role;

/// What is beside the main text, and what it is called when it is left out.
const BESIDE: [(&str, &str, &str); 5] = [
    ("word/footnotes.xml", "footnote", "footnote"),
    ("word/endnotes.xml", "endnote", "endnote"),
    ("word/comments.xml", "comment", "comment"),
    ("word/header", "hdr", "page header"),
    ("word/footer", "ftr", "page footer"),
];

/// The article in a Word document.
pub(super) fn extract(bytes: &[u8]) -> Result<Extract, Problem> {
    let mut packed = Packed::open(bytes, UNPACKED)?;
    let main = packed.named("word/document.xml")?;
    let main = main.ok_or_else(|| Problem::Damaged("its main text is missing".to_owned()))?;
    let styles = packed.named("word/styles.xml")?.map(|part| decoded(&part)).unwrap_or_default();
    let mut reader = Reader { styles: Styles::of(&styles)?, ..Reader::default() };
    reader.read(&decoded(&main))?;
    let Reader { mut extract, is_tracked, .. } = reader;
    if let Some(core) = packed.named("docProps/core.xml")? {
        extract.about = about(&decoded(&core))?;
    }
    beside(&mut packed, &mut extract)?;
    if is_tracked {
        extract.warnings.push(
            "The document holds tracked changes; it was read as if all of them were accepted."
                .to_owned(),
        );
    }
    date_warning(&mut extract);
    Ok(extract)
}

/// Says that the day a document states is not that of a newspaper.
pub(super) fn date_warning(extract: &mut Extract) {
    if extract.about.published.is_some() {
        extract.warnings.push(
            "The date is the day on which the document was made; correct it if the article appeared on another."
                .to_owned(),
        );
    }
}

/// What the properties of a document say, in the words of Dublin Core.
pub(super) fn about(source: &str) -> Result<About, Problem> {
    let mut about = About::default();
    let mut xml = Xml::of(source);
    while let Some(piece) = xml.next()? {
        let Piece::Open(tag) = piece else { continue };
        let field = match tag.name().as_str() {
            "title" => &mut about.title,
            "creator" | "initial-creator" => &mut about.author,
            "publisher" => &mut about.publisher,
            "language" => &mut about.language,
            "created" | "creation-date" | "date" => {
                let words = xml.words()?;
                about.published = about.published.or_else(|| day(&words));
                continue;
            }
            _ => continue,
        };
        let words = super::collapsed(&xml.words()?);
        if field.is_empty() {
            *field = words;
        }
    }
    about.language = language_tag(&about.language);
    Ok(about)
}

/// Lists what stands beside the main text.
fn beside(packed: &mut Packed<'_>, extract: &mut Extract) -> Result<(), Problem> {
    for index in 0..packed.len() {
        let entry = packed.entry(index)?;
        let Some((_, element, kind)) =
            BESIDE.iter().find(|(name, ..)| entry.name.starts_with(name))
        else {
            continue;
        };
        let part = decoded(&packed.read(index)?);
        let mut xml = Xml::of(&part);
        while let Some(piece) = xml.next()? {
            let Piece::Open(tag) = piece else { continue };
            if tag.name() == *element {
                extract.left_out.extend(left_out(kind, &xml.words()?));
            }
        }
    }
    Ok(())
}

/// A paragraph that is not ended yet.
#[derive(Default)]
struct Open {
    words: String,
    style: String,
    has_outline: bool,
    is_item: bool,
}

#[derive(Default)]
struct Reader {
    styles: Styles,
    /// Names of the elements that are open.
    path: Vec<String>,
    /// Paragraphs that are open: a text box stands inside one.
    open: Vec<Open>,
    is_hidden: bool,
    is_tracked: bool,
    extract: Extract,
}

impl Reader {
    fn read(&mut self, source: &str) -> Result<(), Problem> {
        let mut xml = Xml::of(source);
        while let Some(piece) = xml.next()? {
            match piece {
                Piece::Open(tag) => self.open(&tag, &mut xml)?,
                Piece::Close => self.close(),
                Piece::Words(_) => {}
            }
        }
        Ok(())
    }

    fn open(&mut self, tag: &Tag<'_>, xml: &mut Xml<'_>) -> Result<(), Problem> {
        let name = tag.name();
        let is_in_run = self.path.last().is_some_and(|parent| parent == "r");
        let is_on = || !matches!(tag.attribute("val").as_deref(), Some("0" | "false" | "off"));
        match name.as_str() {
            // Deleted, moved away, the workings of fields, and the copy of a text box for older programs.
            "del" | "moveFrom" | "instrText" | "delText" | "Fallback" | "sectPr" => {
                self.is_tracked |= matches!(name.as_str(), "del" | "moveFrom");
                return xml.skip();
            }
            "t" => {
                let words = xml.words()?;
                self.say(&words);
                return Ok(());
            }
            "ins" | "moveTo" => self.is_tracked = true,
            "p" => self.open.push(Open::default()),
            "r" => self.is_hidden = false,
            "vanish" => self.is_hidden |= is_on(),
            "tab" | "br" | "cr" if is_in_run => self.say(" "),
            "noBreakHyphen" if is_in_run => self.say("\u{2011}"),
            _ => self.style(&name, tag),
        }
        self.path.push(name);
        Ok(())
    }

    /// What the properties of a paragraph say.
    fn style(&mut self, name: &str, tag: &Tag<'_>) {
        let Some(open) = self.open.last_mut() else { return };
        let value = tag.attribute("val").unwrap_or_default();
        match name {
            "pStyle" => open.style = value,
            "outlineLvl" => open.has_outline = value.parse().is_ok_and(|level: u8| level < 9),
            "numId" => open.is_item = value != "0",
            _ => {}
        }
    }

    fn close(&mut self) {
        if self.path.pop().is_some_and(|name| name == "p")
            && let Some(open) = self.open.pop()
        {
            let by_style = self.styles.role(&open.style);
            let role = match by_style {
                Some(role) => role,
                None if open.has_outline => Role::Heading,
                None if open.is_item => Role::ListItem,
                None => Role::Sentence,
            };
            self.extract.paragraphs.extend(paragraph(&open.words, role));
        }
    }

    fn say(&mut self, words: &str) {
        if let Some(open) = self.open.last_mut().filter(|_| !self.is_hidden) {
            open.words.push_str(words);
        }
    }
}

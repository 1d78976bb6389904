//! OpenDocument texts (ODF 1.3): the main text with the roles of its elements and styles.

use super::docx::{about, date_warning};
use super::xml::{Piece, Tag, Xml, decoded};
use super::{Extract, Problem, left_out, paragraph};
use crate::import::packed::{Packed, UNPACKED};
use crate::text::Role;
use std::collections::HashMap;

/// Styles that one style is based on, at most; they could run in circles.
const ANCESTORS: usize = 12;
/// Blanks that one element may stand for.
const BLANKS: usize = 100;

/// The article in an OpenDocument text.
pub(super) fn extract(bytes: &[u8]) -> Result<Extract, Problem> {
    let mut packed = Packed::open(bytes, UNPACKED)?;
    let manifest = packed.named("META-INF/manifest.xml")?.unwrap_or_default();
    if decoded(&manifest).contains("encryption-data") {
        return Err(Problem::Protected);
    }
    let content = packed.named("content.xml")?;
    let content = content.ok_or_else(|| Problem::Damaged("its main text is missing".to_owned()))?;
    let mut reader = Reader::default();
    if let Some(styles) = packed.named("styles.xml")? {
        reader.styles(&decoded(&styles))?;
    }
    let content = decoded(&content);
    reader.styles(&content)?;
    reader.read(&content)?;
    let mut extract = reader.extract;
    if let Some(meta) = packed.named("meta.xml")? {
        extract.about = about(&decoded(&meta))?;
    }
    date_warning(&mut extract);
    Ok(extract)
}

/// A paragraph that is not ended yet.
struct Open {
    words: String,
    role: Role,
}

#[derive(Default)]
struct Reader {
    /// What each style is called to people, or is based on.
    parents: HashMap<String, String>,
    path: Vec<String>,
    open: Vec<Open>,
    extract: Extract,
}

impl Reader {
    fn styles(&mut self, source: &str) -> Result<(), Problem> {
        let mut xml = Xml::of(source);
        while let Some(piece) = xml.next()? {
            let Piece::Open(tag) = piece else { continue };
            if tag.name() == "style"
                && let Some(name) = tag.attribute("name")
            {
                let parent = tag.attribute("parent-style-name").unwrap_or_default();
                self.parents.insert(name, parent);
            }
        }
        Ok(())
    }

    fn read(&mut self, source: &str) -> Result<(), Problem> {
        let mut xml = Xml::of(source);
        while let Some(piece) = xml.next()? {
            match piece {
                Piece::Open(tag) => self.open(&tag, &mut xml)?,
                Piece::Close => self.close(),
                Piece::Words(words) => self.say(&words),
            }
        }
        Ok(())
    }

    fn open(&mut self, tag: &Tag<'_>, xml: &mut Xml<'_>) -> Result<(), Problem> {
        let name = tag.name();
        match name.as_str() {
            "tracked-changes" | "annotation" | "desc" | "forms" | "sequence-decls"
            | "automatic-styles" | "scripts" | "note-citation" => return xml.skip(),
            "title" if self.is_inside("frame") => return xml.skip(),
            "note-body" => {
                let note = left_out("footnote", &xml.words()?);
                self.extract.left_out.extend(note);
                return Ok(());
            }
            "h" => self.begin(Role::Heading, tag),
            "p" => self.begin(self.role_here(), tag),
            "s" => {
                let n: usize = tag.attribute("c").and_then(|n| n.parse().ok()).unwrap_or(1);
                self.say(&" ".repeat(n.min(BLANKS)));
            }
            "tab" | "line-break" => self.say(" "),
            _ => {}
        }
        self.path.push(name);
        Ok(())
    }

    fn begin(&mut self, role: Role, tag: &Tag<'_>) {
        let style = tag.attribute("style-name").unwrap_or_default();
        let role = self.role_of(style).unwrap_or(role);
        self.open.push(Open { words: String::new(), role });
    }

    /// The role of a paragraph whose style says nothing.
    fn role_here(&self) -> Role {
        if self.is_inside("list") {
            Role::ListItem
        } else if self.is_inside("table-of-content") || self.is_inside("alphabetical-index") {
            Role::Boilerplate
        } else {
            Role::Sentence
        }
    }

    fn is_inside(&self, name: &str) -> bool {
        self.path.iter().any(|open| open == name)
    }

    /// What a style, or one that it is based on, stands for.
    fn role_of(&self, style: String) -> Option<Role> {
        let mut name = style;
        for _ in 0..ANCESTORS {
            // Blanks and other signs are written as their numbers: "Heading_20_1".
            let plain = name.replace("_20_", " ").to_lowercase();
            let role = match plain.as_str() {
                "title" => Role::Headline,
                "subtitle" => Role::Heading,
                "quotations" | "quotation" | "block text" => Role::Quote,
                "caption" | "illustration" | "drawing" | "figure" | "table caption" => {
                    Role::Caption
                }
                "author" | "date" | "header" | "footer" => Role::Boilerplate,
                _ if plain.starts_with("heading") => Role::Heading,
                _ if plain.starts_with("contents ") => Role::Boilerplate,
                _ => {
                    name.clone_from(self.parents.get(&name)?);
                    continue;
                }
            };
            return Some(role);
        }
        None
    }

    fn close(&mut self) {
        let is_paragraph = self.path.pop().is_some_and(|name| name == "p" || name == "h");
        if is_paragraph && let Some(open) = self.open.pop() {
            self.extract.paragraphs.extend(paragraph(&open.words, open.role));
        }
    }

    fn say(&mut self, words: &str) {
        if let Some(open) = self.open.last_mut() {
            open.words.push_str(words);
        }
    }
}

//! What the styles of a Word document make of a paragraph.

use super::Problem;
use super::xml::{Piece, Xml};
use crate::text::Role;
use std::collections::HashMap;

/// Styles that one style is based on, at most; they could run in circles.
const ANCESTORS: usize = 12;

/// A style of paragraphs.
#[derive(Default)]
struct Style {
    name: String,
    based_on: String,
    has_outline: bool,
    is_item: bool,
}

/// The styles of a document by their ids.
#[derive(Default)]
pub(super) struct Styles(HashMap<String, Style>);

impl Styles {
    /// Reads `word/styles.xml`; there are none in an empty one.
    pub(super) fn of(source: &str) -> Result<Self, Problem> {
        let mut styles = Self::default();
        let (mut id, mut style) = (String::new(), Style::default());
        let mut xml = Xml::of(source);
        while let Some(piece) = xml.next()? {
            let Piece::Open(tag) = piece else { continue };
            let value = || tag.attribute("val").unwrap_or_default();
            match tag.name().as_str() {
                "style" => {
                    styles.0.insert(std::mem::take(&mut id), std::mem::take(&mut style));
                    id = tag.attribute("styleId").unwrap_or_default();
                }
                "name" => style.name = value().to_lowercase(),
                "basedOn" => style.based_on = value(),
                "outlineLvl" => {
                    style.has_outline = value().parse().is_ok_and(|level: u8| level < 9);
                }
                "numId" => style.is_item = value() != "0",
                _ => {}
            }
        }
        styles.0.insert(id, style);
        Ok(styles)
    }

    /// The role of a paragraph in the style of this id; `None` for one that says nothing about it.
    pub(super) fn role(&self, id: &str) -> Option<Role> {
        let mut style = self.0.get(id)?;
        for _ in 0..ANCESTORS {
            let by_name = by_name(&style.name);
            if by_name.is_some() {
                return by_name;
            }
            if style.has_outline {
                return Some(Role::Heading);
            }
            if style.is_item {
                return Some(Role::ListItem);
            }
            style = self.0.get(&style.based_on)?;
        }
        None
    }
}

/// The role that a built-in style stands for. Word writes their names in English, whatever its own language.
pub(super) fn by_name(name: &str) -> Option<Role> {
    let role = match name {
        "title" => Role::Headline,
        "subtitle" => Role::Heading,
        "header" | "footer" | "author" | "date" => Role::Boilerplate,
        _ if name.starts_with("heading") => Role::Heading,
        _ if name.contains("caption") => Role::Caption,
        _ if name.contains("quote") || name.starts_with("block text") => Role::Quote,
        _ if name.starts_with("list") => Role::ListItem,
        _ if name.starts_with("toc ") || name.starts_with("toc heading") => Role::Boilerplate,
        _ => return None,
    };
    Some(role)
}

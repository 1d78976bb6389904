//! XML as documents are written in, one piece after the other.
//!
//! Nothing that a document declares of its own is ever put in place of a name, and nothing outside it is opened: an entity
//! that is not one of the five of XML itself is left out, so that none can grow.

use super::Problem;
use crate::import::bounded::in_time;
use crate::import::decode::unicode;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

/// Elements open at once, at most.
const DEPTH: usize = 512;

/// A piece of a document.
pub(super) enum Piece<'x> {
    /// An element begins.
    Open(Tag<'x>),
    /// The last element that was opened ends.
    Close,
    /// Words.
    Words(String),
}

/// The beginning of an element.
pub(super) struct Tag<'x>(BytesStart<'x>);

/// A document that is read.
pub(super) struct Xml<'x> {
    reader: Reader<&'x [u8]>,
    depth: usize,
    /// An element without content was opened and is still to be closed.
    is_empty: bool,
}

/// The text of a part that is XML; always UTF-8 but for those that were written as UTF-16.
pub(super) fn decoded(bytes: &[u8]) -> String {
    unicode(bytes)
}

impl<'x> Xml<'x> {
    pub(super) fn of(source: &'x str) -> Self {
        Self { reader: Reader::from_str(source), depth: 0, is_empty: false }
    }

    /// The next piece; `None` at the end.
    ///
    /// # Errors
    /// When the document is not well-formed or nests too deep.
    pub(super) fn next(&mut self) -> Result<Option<Piece<'x>>, Problem> {
        if std::mem::take(&mut self.is_empty) {
            return Ok(Some(Piece::Close));
        }
        loop {
            in_time()?;
            let event = self.reader.read_event().map_err(|error| {
                let place = self.reader.error_position();
                Problem::Damaged(format!("its XML breaks at byte {place} ({error})"))
            })?;
            let piece = match event {
                Event::Start(tag) => {
                    self.depth += 1;
                    if self.depth > DEPTH {
                        let what = format!("nests elements more than {DEPTH} deep");
                        return Err(Problem::TooMuch(what));
                    }
                    Piece::Open(Tag(tag))
                }
                Event::Empty(tag) => {
                    self.is_empty = true;
                    Piece::Open(Tag(tag))
                }
                Event::End(_) => {
                    self.depth = self.depth.saturating_sub(1);
                    Piece::Close
                }
                Event::Text(words) => Piece::Words(words.xml10_content().into_owned()),
                Event::CData(words) => Piece::Words(words.xml10_content().into_owned()),
                Event::GeneralRef(name) => match name.resolve_char_ref() {
                    Ok(Some(char)) => Piece::Words(char.to_string()),
                    _ => {
                        let known = resolve_predefined_entity(&name.into_inner());
                        Piece::Words(known.unwrap_or_default().to_owned())
                    }
                },
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => continue,
                Event::Eof if self.depth > 0 => {
                    return Err(Problem::Damaged("its XML ends too early".to_owned()));
                }
                Event::Eof => return Ok(None),
            };
            return Ok(Some(piece));
        }
    }

    /// Passes over the rest of the element that was opened last.
    pub(super) fn skip(&mut self) -> Result<(), Problem> {
        self.words().map(drop)
    }

    /// All words up to the end of the element that was opened last.
    pub(super) fn words(&mut self) -> Result<String, Problem> {
        let (mut open, mut all) = (1_usize, String::new());
        while open > 0 {
            match self.next()? {
                Some(Piece::Open(_)) => {
                    // Words of one element do not run into those of the next.
                    all.push(' ');
                    open += 1;
                }
                Some(Piece::Close) => open -= 1,
                Some(Piece::Words(words)) => all.push_str(&words),
                None => break,
            }
        }
        Ok(all)
    }
}

impl Tag<'_> {
    /// Its name without prefix.
    pub(super) fn name(&self) -> String {
        local(self.0.name().as_ref()).to_owned()
    }

    /// The value of the attribute of this name, whatever its prefix.
    pub(super) fn attribute(&self, name: &str) -> Option<String> {
        let mut attributes = self.0.attributes().filter_map(Result::ok);
        let found = attributes.find(|attribute| local(attribute.key.as_ref()) == name)?;
        Some(
            found
                .normalized_value(XmlVersion::Implicit1_0)
                .map_or_else(|_| found.value.to_string(), |value| value.into_owned()),
        )
    }
}

fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

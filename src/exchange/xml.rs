//! What the formats made of XML have in common: what may stand in a file, and reading one without its traps.

use super::fault::{Fault, File};
use super::set::{Fields, Set};
use roxmltree::Document as Tree;

/// A text as XML has it between tags and in attributes.
pub(super) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + text.len() / 16);
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\n' => escaped.push_str("&#10;"),
            '\r' => escaped.push_str("&#13;"),
            '\t' => escaped.push_str("&#9;"),
            other => escaped.push(other),
        }
    }
    escaped
}

/// May the character stand in XML 1.0 at all?
pub(super) fn is_allowed(letter: char) -> bool {
    matches!(letter, '\t' | '\n' | '\r' | ' '..='\u{fffd}' | '\u{10000}'..)
}

fn cleaned(text: &mut String) {
    if !text.chars().all(is_allowed) {
        *text = text.replace(|letter| !is_allowed(letter), "\u{fffd}");
    }
}

/// Takes out of a set what XML cannot say: texts with control characters go, elsewhere they are replaced.
pub(super) fn fit(set: &mut Set) {
    set.documents.retain(|document| document.words().chars().all(is_allowed));
    let clean = |fields: &mut Fields| fields.values_mut().for_each(cleaned);
    for document in &mut set.documents {
        clean(&mut document.fields);
        for mark in &mut document.marks {
            cleaned(&mut mark.label);
            clean(&mut mark.fields);
        }
        for tie in &mut document.ties {
            cleaned(&mut tie.label);
            clean(&mut tie.fields);
        }
    }
}

/// The tree of a file. Entities of its own, which could blow up or lead out, are refused.
///
/// # Errors
/// When the file is no XML.
pub(super) fn tree(file: &File) -> Result<Tree<'_>, Fault> {
    let text = file.text()?;
    Tree::parse(text).map_err(|error| {
        let line = usize::try_from(error.pos().row).unwrap_or(0);
        Fault::at(&file.path, line, format!("this is no XML that is read here: {error}"))
    })
}

/// Where the lines of a file begin, in bytes: the line of an element is found without reading all that stands before it.
pub(super) struct Lines(Vec<usize>);

impl Lines {
    /// The lines of the file that a tree was made of.
    pub(super) fn of(tree: &Tree<'_>) -> Self {
        let ends = tree.input_text().match_indices('\n').map(|(at, _)| at + 1);
        Self(std::iter::once(0).chain(ends).collect())
    }

    /// The number of the line on which an element begins.
    pub(super) fn at(&self, node: roxmltree::Node<'_, '_>) -> usize {
        self.0.partition_point(|start| *start <= node.range().start)
    }
}

//! The paragraphs of a page's article, with the roles its elements give them, and what is left out.

use super::html_body::{
    Measures, Region, has_word, is_block, is_furniture, is_hidden, is_read, named,
};
use super::{Paragraph, collapsed, left_out};
use crate::import::bounded::is_late;
use crate::text::Role;
use dom_query::{NodeId, NodeRef};

/// Bytes of something left out that are looked at to show its beginning.
const LOOKED_AT: usize = 400;

/// What was read so far.
pub(super) struct Reader<'m> {
    measures: &'m Measures,
    pub(super) paragraphs: Vec<Paragraph>,
    pub(super) left_out: Vec<String>,
    words: String,
    role: Option<Role>,
    /// Line breaks since the last word.
    breaks: usize,
}

impl<'m> Reader<'m> {
    /// Reads a part of a page. As deep as [`super::html_limits::check`] lets a page be.
    pub(super) fn read(measures: &'m Measures, region: &Region<'_>) -> Self {
        let mut reader = Self {
            measures,
            paragraphs: Vec::new(),
            left_out: Vec::new(),
            words: String::new(),
            role: None,
            breaks: 0,
        };
        let Region { around, from, to } = region;
        match (from, to) {
            (Some(from), Some(to)) => reader.between(around, *from, *to),
            _ => reader.element(around, Role::Sentence),
        }
        reader.end();
        reader
    }

    fn between(&mut self, around: &NodeRef<'_>, from: NodeId, to: NodeId) {
        let mut is_inside = false;
        for child in around.children_it(false) {
            is_inside |= child.id == from;
            if is_inside {
                self.node(&child, Role::Sentence);
            } else if is_read(&child) && !is_hidden(&child) {
                self.leave_out("outside the article", &child);
            }
            is_inside &= child.id != to;
        }
    }

    /// Reads an element; `role` is that of the paragraphs directly in it.
    fn element(&mut self, node: &NodeRef<'_>, role: Role) {
        let is_block = is_block(node);
        let role = self.role_of(node, role);
        if is_block {
            self.end();
        } else if named(node, &["td", "th"]) {
            self.words.push(' ');
        }
        for child in node.children_it(false) {
            self.node(&child, role);
        }
        if is_block {
            self.end();
        }
    }

    fn node(&mut self, node: &NodeRef<'_>, role: Role) {
        if is_late() {
            // Nobody waits for what is read from here on.
        } else if node.is_text() {
            let words = node.text();
            if !words.trim().is_empty() {
                self.breaks = 0;
                // A time ahead of a sentence does not make it furniture.
                let furnished = self.role.filter(|known| *known != Role::Boilerplate);
                self.role = Some(furnished.unwrap_or(role));
            }
            self.words.push_str(&words);
        } else if named(node, &["br"]) {
            self.words.push(' ');
            self.breaks += 1;
            // Old pages part their paragraphs so.
            if self.breaks == 2 {
                self.end();
            }
        } else if is_read(node) {
            self.child(node, role);
        }
    }

    fn child(&mut self, child: &NodeRef<'_>, role: Role) {
        if is_hidden(child) {
            return;
        }
        if is_note_mark(child) {
            return;
        }
        if is_furniture(child) {
            self.leave_out("page furniture", child);
        } else if is_notes(child) {
            self.leave_out("notes", child);
        } else if role != Role::ListItem && self.measures.is_list_of_links(child) {
            self.leave_out("list of links", child);
        } else {
            self.element(child, role);
        }
    }

    fn role_of(&self, node: &NodeRef<'_>, around: Role) -> Role {
        let is_first = !self.paragraphs.iter().any(|found| found.role == Role::Headline);
        match &*node.node_name().unwrap_or_default() {
            "h1" if is_first => Role::Headline,
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Role::Heading,
            "ul" | "ol" | "li" | "dt" | "dd" => Role::ListItem,
            "figcaption" | "caption" => Role::Caption,
            "blockquote" => Role::Quote,
            "address" | "time" => Role::Boilerplate,
            _ if has_word(node, &["byline", "dateline"]) => Role::Boilerplate,
            _ if has_kind(node, &["titlepage", "copyright-page", "colophon"]) => Role::Boilerplate,
            _ => around,
        }
    }

    /// Ends the paragraph.
    fn end(&mut self) {
        let text = collapsed(&std::mem::take(&mut self.words));
        let role = self.role.take();
        self.breaks = 0;
        if let Some(role) = role.filter(|_| !text.is_empty()) {
            self.paragraphs.push(Paragraph { text, role });
        }
    }

    fn leave_out(&mut self, kind: &str, node: &NodeRef<'_>) {
        self.left_out.extend(left_out(kind, &beginning(node)));
    }
}

/// What an element is for, in the words of EPUB and WAI-ARIA.
fn has_kind(node: &NodeRef<'_>, kinds: &[&str]) -> bool {
    ["epub:type", "role"].into_iter().filter_map(|name| node.attr(name)).any(|value| {
        let mut words = value.split_ascii_whitespace();
        words.any(|word| kinds.contains(&word.trim_start_matches("doc-")))
    })
}

/// The raised number that stands for a note: a link to it and nothing else.
fn is_note_mark(node: &NodeRef<'_>) -> bool {
    if has_kind(node, &["noteref", "backlink"]) {
        return true;
    }
    named(node, &["sup"])
        && node.descendants_it().any(|inner| named(&inner, &["a"]))
        && node.text().chars().filter(|c| c.is_alphabetic()).count() <= 1
}

fn is_notes(node: &NodeRef<'_>) -> bool {
    has_kind(node, &["footnotes", "endnotes", "rearnotes", "footnote", "endnote"])
}

/// The first words of an element, those of one block apart from those of the next.
fn beginning(node: &NodeRef<'_>) -> String {
    let mut words = String::new();
    for inner in node.descendants_it() {
        if inner.is_text() {
            if inner.parent().is_none_or(|parent| is_read(&parent)) {
                words.push_str(&inner.text());
            }
        } else if is_block(&inner) || named(&inner, &["br", "td", "th"]) {
            words.push(' ');
        }
        if words.len() > LOOKED_AT {
            break;
        }
    }
    words
}

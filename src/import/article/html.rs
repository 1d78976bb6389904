//! The readable article of a saved web page.

use super::html_limits::{self, ATTRIBUTES, DEPTH, SIZE};
use super::{Extract, Paragraph, html_metadata};
use crate::text::Role;
use dom_query::{Document, NodeId, NodeRef};
use std::collections::HashMap;

/// Letters below which a paragraph says nothing about where the article is.
const TELLING: usize = 25;
/// Bytes shown of what was left out.
const SHOWN: usize = 60;

/// Elements that never hold what is to be read.
const UNREAD: [&str; 14] = [
    "head", "script", "style", "noscript", "template", "svg", "iframe", "object", "select",
    "input", "textarea", "button", "canvas", "dialog",
];
/// Elements that belong to the page and not to the article.
const FURNITURE: [&str; 4] = ["nav", "aside", "footer", "form"];
/// Landmarks (WAI-ARIA) that belong to the page and not to the article.
const LANDMARKS: [&str; 5] = ["navigation", "banner", "complementary", "contentinfo", "search"];
/// Words in classes and ids of what belongs to the page and not to the article.
const FURNITURE_WORDS: [&str; 24] = [
    "ad",
    "ads",
    "advert",
    "advertisement",
    "breadcrumb",
    "breadcrumbs",
    "comments",
    "cookie",
    "menu",
    "nav",
    "navigation",
    "newsletter",
    "paywall",
    "promo",
    "recirc",
    "recommended",
    "related",
    "share",
    "sharing",
    "sidebar",
    "social",
    "sponsored",
    "subscribe",
    "teaser",
];
/// Elements that begin and end a paragraph.
const BLOCKS: [&str; 24] = [
    "address",
    "article",
    "blockquote",
    "body",
    "dd",
    "div",
    "dl",
    "dt",
    "figcaption",
    "figure",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "li",
    "p",
    "section",
    "table",
    "tr",
    "ul",
];

/// Why a page gives no article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PageError {
    /// Larger than pages are parsed.
    #[error(
        "The page has {found} bytes; pages are read up to {SIZE}. Save its text alone and import that"
    )]
    TooLarge {
        /// Its size in bytes.
        found: usize,
    },
    /// Elements within elements without end.
    #[error(
        "The page nests {found} elements; pages are read up to {DEPTH} deep. Save its text alone and import that"
    )]
    TooDeep {
        /// Depth at which reading stopped.
        found: usize,
    },
    /// A tag with attributes without end.
    #[error(
        "A tag of the page has {found} attributes; pages are read with up to {ATTRIBUTES}. Save its text alone and import that"
    )]
    Attributes {
        /// How many it has, about.
        found: usize,
    },
    /// No words but those of navigation.
    #[error(
        "The page holds no text that reads as an article. If it shows one in a browser, copy the text from there"
    )]
    NoArticle,
}

/// The article of `source`, a page decoded to text.
///
/// # Errors
/// When the page goes beyond a limit or has no article.
pub(in crate::import) fn extract(source: &str) -> Result<Extract, PageError> {
    html_limits::check(source)?;
    let page = Document::from(source);
    let about = html_metadata::about(&page);
    let body = body(&page).ok_or(PageError::NoArticle)?;
    let mut reader = Reader::default();
    reader.element(&body, Role::Sentence);
    reader.end();
    let Reader { mut paragraphs, left_out, .. } = reader;
    if !paragraphs.iter().any(|paragraph| paragraph.role == Role::Sentence) {
        return Err(PageError::NoArticle);
    }
    if !paragraphs.iter().any(|paragraph| paragraph.role == Role::Headline) {
        let above = collapsed(&page.select_single("h1").text());
        let headline = if above.is_empty() { about.title.clone() } else { above };
        paragraphs.insert(0, Paragraph { text: headline, role: Role::Headline });
    }
    Ok(Extract { about, paragraphs, left_out })
}

/// The element that holds the article: around the paragraphs with the most words outside links and furniture, and as
/// far up as the page itself marks an article.
fn body(page: &Document) -> Option<NodeRef<'_>> {
    let mut scores: HashMap<NodeId, usize> = HashMap::new();
    let mut best: Option<(usize, NodeRef<'_>)> = None;
    for paragraph in page.select("p, pre").nodes() {
        let ancestors = paragraph.ancestors(None);
        if ancestors.iter().any(is_furniture) {
            continue;
        }
        let weight = letters(&paragraph.text()).saturating_sub(letters_in_links(paragraph));
        if weight < TELLING {
            continue;
        }
        for (ancestor, share) in ancestors.iter().zip([2, 1]) {
            let score = scores.entry(ancestor.id).or_default();
            *score += weight * share;
            if best.as_ref().is_none_or(|(most, _)| *score > *most) {
                best = Some((*score, *ancestor));
            }
        }
    }
    let Some((_, found)) = best else { return page.select("body").nodes().first().copied() };
    let around = found.ancestors(None);
    let marked = std::iter::once(&found).chain(&around).find(|node| named(node, &["article"]));
    Some(marked.copied().unwrap_or(found))
}

/// What was read so far.
#[derive(Default)]
struct Reader {
    paragraphs: Vec<Paragraph>,
    left_out: Vec<String>,
    words: String,
    role: Option<Role>,
}

impl Reader {
    /// Reads an element; `role` is that of the paragraphs directly in it. As deep as [`html_limits::check`] lets a page be.
    fn element(&mut self, node: &NodeRef<'_>, role: Role) {
        let name = node.node_name().unwrap_or_default();
        let is_block = BLOCKS.contains(&&*name) || &*name == "ol" || &*name == "pre";
        let role = self.role_of(&name, node, role);
        if is_block {
            self.end();
        }
        for child in node.children_it(false) {
            if child.is_text() {
                self.role = Some(self.role.unwrap_or(role));
                self.words.push_str(&child.text());
            } else if named(&child, &["br"]) {
                self.words.push(' ');
            } else if child.is_element() && !named(&child, &UNREAD) {
                self.child(&child, role);
            }
        }
        if is_block {
            self.end();
        }
    }

    fn child(&mut self, child: &NodeRef<'_>, role: Role) {
        if is_hidden(child) {
            return;
        }
        if is_furniture(child) {
            self.leave_out("page furniture", child);
        } else if role != Role::ListItem && is_list_of_links(child) {
            self.leave_out("list of links", child);
        } else {
            self.element(child, role);
        }
    }

    fn role_of(&self, name: &str, node: &NodeRef<'_>, around: Role) -> Role {
        let is_first = !self.paragraphs.iter().any(|found| found.role == Role::Headline);
        match name {
            "h1" if is_first => Role::Headline,
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Role::Heading,
            "ul" | "ol" | "li" | "dt" | "dd" => Role::ListItem,
            "figcaption" | "caption" => Role::Caption,
            "blockquote" => Role::Quote,
            "address" | "time" => Role::Boilerplate,
            _ if has_word(node, &["byline", "dateline"]) => Role::Boilerplate,
            _ => around,
        }
    }

    /// Ends the paragraph.
    fn end(&mut self) {
        let text = collapsed(&std::mem::take(&mut self.words));
        let role = self.role.take();
        if let Some(role) = role.filter(|_| !text.is_empty()) {
            self.paragraphs.push(Paragraph { text, role });
        }
    }

    fn leave_out(&mut self, kind: &str, node: &NodeRef<'_>) {
        let words = collapsed(&node.text());
        if !words.is_empty() {
            let shown = words.get(..words.floor_char_boundary(SHOWN)).unwrap_or_default();
            let more = if shown.len() < words.len() { "…" } else { "" };
            self.left_out.push(format!("{kind}: {shown}{more}"));
        }
    }
}

fn named(node: &NodeRef<'_>, names: &[&str]) -> bool {
    node.node_name().is_some_and(|name| names.contains(&&*name))
}

/// Are four letters in five of a list those of links? Asked of outermost lists only: a question at each level would cost
/// the product of size and depth.
fn is_list_of_links(node: &NodeRef<'_>) -> bool {
    named(node, &["ul", "ol"]) && letters_in_links(node) * 10 > letters(&node.text()) * 8
}

fn is_hidden(node: &NodeRef<'_>) -> bool {
    node.attr("hidden").is_some() || node.attr("aria-hidden").is_some_and(|value| &*value == "true")
}

fn is_furniture(node: &NodeRef<'_>) -> bool {
    let role = node.attr("role").unwrap_or_default();
    // A class on the whole page speaks of its layout: "has-sidebar".
    named(node, &FURNITURE)
        || LANDMARKS.contains(&&*role)
        || (!named(node, &["html", "body", "main", "article"]) && has_word(node, &FURNITURE_WORDS))
}

/// Does a class or the id of the element have one of the words, alone or as its first part ("ad", "ad-slot")?
fn has_word(node: &NodeRef<'_>, words: &[&str]) -> bool {
    ["class", "id"].into_iter().filter_map(|name| node.attr(name)).any(|value| {
        value.split_ascii_whitespace().any(|class| {
            let first = class.split(['-', '_']).next().unwrap_or(class);
            words.iter().any(|word| first.eq_ignore_ascii_case(word))
        })
    })
}

fn letters(words: &str) -> usize {
    words.chars().filter(|c| c.is_alphanumeric()).count()
}

fn letters_in_links(node: &NodeRef<'_>) -> usize {
    let links = node.descendants_it().filter(|inner| named(inner, &["a"]));
    links.map(|link| letters(&link.text())).sum()
}

fn collapsed(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

//! Where in a page its article is: around the most words outside links and furniture.

use crate::import::bounded::is_late;
use dom_query::{Document, NodeId, NodeRef};
use std::collections::HashMap;

/// Letters below which a block says nothing about where the article is.
const TELLING: usize = 25;
/// Hundredths of an element's telling letters that one child must hold for the article to be inside it.
const SHARE: usize = 75;
/// Letters in links from which on an element that is little else is a list of links.
const LINKED: usize = 20;

/// Elements that never hold what is to be read.
const UNREAD: [&str; 15] = [
    "head", "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "select",
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
const BLOCKS: [&str; 29] = [
    "address",
    "article",
    "blockquote",
    "body",
    "caption",
    "center",
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
    "main",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "tr",
    "ul",
];
/// Elements that an article may be looked for in.
const CONTAINERS: [&str; 12] = [
    "article", "body", "center", "div", "font", "html", "main", "section", "table", "tbody", "td",
    "tr",
];

/// What an element holds, with all that is below it.
#[derive(Clone, Copy, Default)]
struct Measure {
    letters: usize,
    /// Of them, inside links.
    linked: usize,
    /// Of them, outside links and furniture, in blocks that have enough of them to be prose.
    telling: usize,
}

/// What an element stands in.
#[derive(Clone, Copy, Default)]
struct Around {
    is_link: bool,
    is_furniture: bool,
}

/// The measures of every element of a page, taken in one pass: asked one by one they would cost the product of size and
/// depth.
pub(super) struct Measures(HashMap<NodeId, Measure>);

/// The part of a page that is read: children of `around` from one to another.
pub(super) struct Region<'a> {
    /// The element.
    pub(super) around: NodeRef<'a>,
    /// First child that is read; all of them when `None`.
    pub(super) from: Option<NodeId>,
    /// Last child that is read.
    pub(super) to: Option<NodeId>,
}

impl Measures {
    /// As deep as [`super::html_limits::check`] lets a page be.
    pub(super) fn of(root: &NodeRef<'_>) -> Self {
        let mut measures = Self(HashMap::new());
        measures.visit(root, Around::default());
        measures
    }

    /// The measure of `node`, and how many letters outside links it adds to the block that it is part of.
    fn visit(&mut self, node: &NodeRef<'_>, around: Around) -> (Measure, usize) {
        let inside = Around {
            is_link: around.is_link || named(node, &["a"]),
            is_furniture: around.is_furniture || is_furniture(node) || is_hidden(node),
        };
        let (mut all, mut own) = (Measure::default(), 0);
        for child in node.children_it(false) {
            if is_late() {
                break;
            }
            if child.is_text() {
                let letters = letters(&child.text());
                all.letters += letters;
                *(if inside.is_link { &mut all.linked } else { &mut own }) += letters;
            } else if is_read(&child) {
                let (inner, flowing) = self.visit(&child, inside);
                all.letters += inner.letters;
                all.linked += inner.linked;
                all.telling += inner.telling;
                own += flowing;
            }
        }
        if is_block(node) || inside.is_furniture || named(node, &["td", "th"]) {
            all.telling += if own >= TELLING && !inside.is_furniture { own } else { 0 };
            own = 0;
        }
        self.0.insert(node.id, all);
        (all, own)
    }

    fn get(&self, node: &NodeRef<'_>) -> Measure {
        self.0.get(&node.id).copied().unwrap_or_default()
    }

    /// Are four letters in five of a list, or of a division without paragraphs, those of links?
    pub(super) fn is_list_of_links(&self, node: &NodeRef<'_>) -> bool {
        let Measure { letters, linked, telling } = self.get(node);
        let is_list = named(node, &["ul", "ol"]);
        let may_be =
            is_list || named(node, &["div", "section", "table", "tr", "td"]) && linked >= LINKED;
        may_be && (is_list || telling == 0) && linked * 10 > letters * 8 && has_links(node, is_list)
    }

    /// The article of `page`. Where the page marks one, it is that; else the least element around most of the prose,
    /// up to the page's first heading.
    pub(super) fn region<'a>(&self, page: &'a Document) -> Option<Region<'a>> {
        let mut found = page.select("body").nodes().first().copied()?;
        while let Some(heir) = self.heir(&found) {
            found = heir;
        }
        let around = found.ancestors(None);
        let marked = std::iter::once(&found).chain(&around).find(|node| named(node, &["article"]));
        if let Some(marked) = marked {
            return Some(Region { around: *marked, from: None, to: None });
        }
        Some(with_heading(page, found).unwrap_or(Region { around: found, from: None, to: None }))
    }

    /// The child that holds nearly all that an element tells.
    fn heir<'a>(&self, node: &NodeRef<'a>) -> Option<NodeRef<'a>> {
        let all = self.get(node).telling;
        let children = node.children_it(false).filter(|child| named(child, &CONTAINERS));
        let heir = children.max_by_key(|child| self.get(child).telling)?;
        let is_heir = all > 0 && self.get(&heir).telling * 100 >= all * SHARE;
        is_heir.then_some(heir)
    }
}

/// From the page's first heading to the article behind it: a standfirst stands between them as a rule.
fn with_heading<'a>(page: &'a Document, found: NodeRef<'a>) -> Option<Region<'a>> {
    let heading = page.select("h1").nodes().first().copied()?;
    let of_heading: Vec<NodeRef<'_>> =
        std::iter::once(heading).chain(heading.ancestors(None)).collect();
    let of_found: Vec<NodeRef<'_>> = std::iter::once(found).chain(found.ancestors(None)).collect();
    if of_heading.iter().any(is_furniture) || of_heading.iter().any(|node| node.id == found.id) {
        return None;
    }
    let (place, around) = of_found
        .iter()
        .enumerate()
        .find(|(_, node)| of_heading.iter().any(|other| other.id == node.id))?;
    let to = of_found.get(place.checked_sub(1)?)?.id;
    let place = of_heading.iter().position(|node| node.id == around.id)?;
    let from = of_heading.get(place.checked_sub(1)?)?.id;
    // A heading behind the text belongs to something else.
    let mut children = around.children_it(false);
    let first = children.find(|child| child.id == from || child.id == to)?;
    (first.id == from).then_some(Region { around: *around, from: Some(from), to: Some(to) })
}

/// A list with a link in it, or a division with several.
fn has_links(node: &NodeRef<'_>, is_list: bool) -> bool {
    let links = node.descendants_it().filter(|inner| named(inner, &["a"])).take(3).count();
    links >= if is_list { 1 } else { 3 }
}

pub(super) fn named(node: &NodeRef<'_>, names: &[&str]) -> bool {
    node.node_name().is_some_and(|name| names.contains(&&*name))
}

pub(super) fn is_block(node: &NodeRef<'_>) -> bool {
    named(node, &BLOCKS)
}

pub(super) fn is_read(node: &NodeRef<'_>) -> bool {
    node.is_element() && !named(node, &UNREAD)
}

pub(super) fn is_hidden(node: &NodeRef<'_>) -> bool {
    node.attr("hidden").is_some() || node.attr("aria-hidden").is_some_and(|value| &*value == "true")
}

pub(super) fn is_furniture(node: &NodeRef<'_>) -> bool {
    let role = node.attr("role").unwrap_or_default();
    // A class on the whole page speaks of its layout: "has-sidebar".
    named(node, &FURNITURE)
        || LANDMARKS.contains(&&*role)
        || (!named(node, &["html", "body", "main", "article"]) && has_word(node, &FURNITURE_WORDS))
}

/// Does a class or the id of the element have one of the words, alone or as its first part ("ad", "ad-slot")?
pub(super) fn has_word(node: &NodeRef<'_>, words: &[&str]) -> bool {
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

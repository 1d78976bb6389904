//! E-books (EPUB 2 and 3): the documents of the book one after the other, in the order in which it is read.

use super::xml::{Piece, Xml, decoded};
use super::{About, Extract, Problem, docx, html, left_out, web_address};
use crate::import::packed::{Packed, UNPACKED};
use crate::text::Role;
use std::collections::HashMap;

/// Documents that a book is read with.
const DOCUMENTS: usize = 2_000;

/// An entry of a book's list of files.
struct Item {
    href: String,
    is_contents: bool,
}

/// What the package file says: what is in the book, and in which order it is read.
#[derive(Default)]
struct Package {
    about: About,
    items: HashMap<String, Item>,
    order: Vec<String>,
}

/// The text of an e-book.
pub(super) fn extract(bytes: &[u8]) -> Result<Extract, Problem> {
    let mut packed = Packed::open(bytes, UNPACKED)?;
    let missing = |what: &str| Problem::Damaged(format!("its {what} is missing"));
    let container = packed.named("META-INF/container.xml")?.ok_or_else(|| missing("list"))?;
    let path = package_path(&decoded(&container))?.ok_or_else(|| missing("list"))?;
    let package = packed.named(&path)?.ok_or_else(|| missing("package file"))?;
    let package = package_of(&decoded(&package))?;
    if packed.named("META-INF/encryption.xml")?.is_some_and(|list| locks(&list, &package)) {
        return Err(Problem::Protected);
    }
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut book = Extract { about: package.about, ..Extract::default() };
    for id in package.order.iter().take(DOCUMENTS) {
        let Some(item) = package.items.get(id) else { continue };
        let name = resolved(folder, &item.href);
        let Some(document) = packed.named(&name)? else {
            book.warnings.push(format!("The book lists “{name}”, which is not in it."));
            continue;
        };
        let part = html::whole(&decoded(&document))
            .map_err(|error| Problem::Damaged(format!("{name}: {error}")))?;
        if item.is_contents {
            let words: Vec<_> = part.paragraphs.into_iter().map(|found| found.text).collect();
            book.left_out.extend(left_out("table of contents", &words.join(" ")));
            continue;
        }
        let is_first = book.paragraphs.is_empty();
        book.paragraphs.extend(part.paragraphs.into_iter().map(|mut found| {
            // Each document of a book has a first heading of its own.
            if found.role == Role::Headline && !is_first {
                found.role = Role::Heading;
            }
            found
        }));
        book.left_out.extend(part.left_out);
    }
    Ok(book)
}

/// Where the container says that the package file is.
fn package_path(source: &str) -> Result<Option<String>, Problem> {
    let mut xml = Xml::of(source);
    while let Some(piece) = xml.next()? {
        if let Piece::Open(tag) = piece
            && tag.name() == "rootfile"
        {
            return Ok(tag.attribute("full-path"));
        }
    }
    Ok(None)
}

fn package_of(source: &str) -> Result<Package, Problem> {
    let mut package = Package { about: docx::about(source)?, ..Package::default() };
    let mut xml = Xml::of(source);
    while let Some(piece) = xml.next()? {
        let Piece::Open(tag) = piece else { continue };
        match tag.name().as_str() {
            "item" => {
                let href = tag.attribute("href").unwrap_or_default();
                let properties = tag.attribute("properties").unwrap_or_default();
                let is_contents = properties.split(' ').any(|property| property == "nav");
                let id = tag.attribute("id").unwrap_or_default();
                package.items.insert(id, Item { href, is_contents });
            }
            "itemref" => package.order.extend(tag.attribute("idref")),
            "identifier" | "source" if package.about.address.is_empty() => {
                package.about.address = web_address(&xml.words()?);
            }
            _ => {}
        }
    }
    Ok(package)
}

/// Are any of the documents encrypted? Fonts may be, which says nothing about the text.
fn locks(list: &[u8], package: &Package) -> bool {
    let list = decoded(list);
    let is_locked = |id: &String| {
        package.items.get(id).is_some_and(|item| {
            let name = item.href.rsplit('/').next().unwrap_or(&item.href);
            list.contains(&format!("/{name}\"")) || list.contains(&format!("\"{name}\""))
        })
    };
    package.order.iter().any(is_locked)
}

/// The name in the archive of a reference from a document in `folder`.
fn resolved(folder: &str, href: &str) -> String {
    let href = href.split(['#', '?']).next().unwrap_or(href);
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    let href = unescaped(href);
    for part in href.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// `%20` and its like as what they stand for.
fn unescaped(href: &str) -> String {
    let mut bytes = Vec::with_capacity(href.len());
    let mut rest = href.as_bytes();
    while let Some((first, behind)) = rest.split_first() {
        let code = behind.get(..2).filter(|_| *first == b'%');
        let code = code.and_then(|code| std::str::from_utf8(code).ok());
        let code = code.and_then(|code| u8::from_str_radix(code, 16).ok());
        bytes.push(code.unwrap_or(*first));
        rest = if code.is_some() { behind.get(2..).unwrap_or_default() } else { behind };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::resolved;

    #[test]
    fn a_reference_stays_in_its_book() {
        for (folder, href, name) in [
            ("", "a.xhtml", "a.xhtml"),
            ("OEBPS", "text/a%20b.xhtml#top", "OEBPS/text/a b.xhtml"),
            ("OEBPS/x", "../a.xhtml", "OEBPS/a.xhtml"),
            ("x", "../../../etc/passwd", "etc/passwd"),
            ("", "%zz%4", "%zz%4"),
        ] {
            assert_eq!(resolved(folder, href), name);
        }
    }
}

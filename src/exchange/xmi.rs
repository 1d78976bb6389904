//! UIMA XMI with its type system: a file for each article, and `TypeSystem.xml` for all. See `cas`.

use super::cas::{Cas, HOLDS, REFERENCES, Structure, types};
use super::common::Common;
use super::fault::{ExchangeError, Fault, File, Sink};
use super::proof::Read;
use super::set::{Place, Set};
use super::shares::Gathering;
use super::shelf::Joint;
use super::xml::{self, Lines, escaped};
use super::{Pieces, SetFormat, Writing, cas};
use crate::export::ExportError;
use crate::text::Unit;
use roxmltree::{Document as Tree, Node};
use std::collections::BTreeSet;

pub(super) const FORMAT: SetFormat = SetFormat {
    holds: HOLDS,
    fit,
    read,
    pieces: Pieces::Whole,
    write: Writing::ByText { write, joint, read },
    numbers_marks: false,
};

const XMI: &str = "http://www.omg.org/XMI";
const CAS: &str = "http:///uima/cas.ecore";

fn fit(set: &mut Set) {
    cas::fit(set);
    xml::fit(set);
}

/// Every text has a file of its own.
fn joint(path: &str) -> Joint {
    if path.ends_with(".xml") { Joint::Common } else { Joint::Own }
}

fn write(set: &Set, common: &Common, _: Unit, out: &mut dyn Sink) -> Result<(), ExportError> {
    for document in &set.documents {
        let cas = Cas::of(document);
        out.begin(&format!("{}.xmi", document.name))?;
        writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
        write!(out, "<xmi:XMI xmlns:xmi=\"{XMI}\" xmlns:cas=\"{CAS}\"")?;
        write!(
            out,
            " xmlns:tcas=\"http:///uima/tcas.ecore\" xmlns:custom=\"http:///custom.ecore\""
        )?;
        let segmentation = "http:///de/tudarmstadt/ukp/dkpro/core/api/segmentation/type.ecore";
        writeln!(out, " xmlns:type=\"{segmentation}\" xmi:version=\"2.0\">")?;
        writeln!(out, "  <cas:NULL xmi:id=\"0\"/>")?;
        for one in &cas.structures {
            write_structure(one, out)?;
        }
        write!(
            out,
            "  <cas:Sofa xmi:id=\"1\" sofaNum=\"1\" sofaID=\"_InitialView\" mimeType=\"text\""
        )?;
        writeln!(out, " sofaString=\"{}\"/>", escaped(&cas.text))?;
        let members: Vec<String> = cas.structures.iter().map(|one| one.id.to_string()).collect();
        writeln!(out, "  <cas:View sofa=\"1\" members=\"{}\"/>", members.join(" "))?;
        writeln!(out, "</xmi:XMI>")?;
    }
    write_types(common, out)
}

fn write_structure(one: &Structure, out: &mut dyn Sink) -> Result<(), ExportError> {
    let (packages, name) = one.kind.rsplit_once('.').unwrap_or(("", &one.kind));
    let prefix = packages.rsplit('.').next().unwrap_or("");
    write!(out, "  <{prefix}:{name} xmi:id=\"{}\" sofa=\"1\"", one.id)?;
    if let Some(place) = one.place {
        write!(out, " begin=\"{}\" end=\"{}\"", place.start, place.end)?;
    }
    for (name, value) in &one.texts {
        write!(out, " {name}=\"{}\"", escaped(value))?;
    }
    for (name, targets) in &one.refs {
        let targets: Vec<String> = targets.iter().map(usize::to_string).collect();
        write!(out, " {name}=\"{}\"", targets.join(" "))?;
    }
    Ok(writeln!(out, "/>")?)
}

/// Declares the types of a set, for this format and the tables of the same layers.
pub(super) fn write_types(common: &Common, out: &mut dyn Sink) -> Result<(), ExportError> {
    let marks = common.mark_fields.iter().map(String::as_str).collect();
    let ties = common.tie_fields.iter().map(String::as_str).collect();
    out.begin("TypeSystem.xml")?;
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    writeln!(out, "<typeSystemDescription xmlns=\"http://uima.apache.org/resourceSpecifier\">")?;
    writeln!(out, "  <types>")?;
    for (name, above, features) in types(&marks, &ties) {
        writeln!(out, "    <typeDescription>\n      <name>{name}</name>\n      <description/>")?;
        writeln!(out, "      <supertypeName>{above}</supertypeName>\n      <features>")?;
        for (feature, range) in features {
            write!(out, "        <featureDescription><name>{feature}</name><description/>")?;
            writeln!(out, "<rangeTypeName>{range}</rangeTypeName></featureDescription>")?;
        }
        writeln!(out, "      </features>\n    </typeDescription>")?;
    }
    writeln!(out, "  </types>\n</typeSystemDescription>")?;
    Ok(())
}

fn read(files: &[File]) -> Result<Read, ExchangeError> {
    let mut read = Read { set: Set { unit: Unit::Utf16, ..Set::default() }, faults: Vec::new() };
    let mut references: BTreeSet<String> =
        REFERENCES.iter().map(|name| (*name).to_owned()).collect();
    for file in files.iter().filter(|one| one.ends(".xml")) {
        match xml::tree(file) {
            Ok(tree) => add_references(tree.root_element(), &mut references),
            Err(fault) => read.faults.push(fault),
        }
    }
    let mut documents = Gathering::default();
    for file in files.iter().filter(|one| one.ends(".xmi")) {
        let tree = match xml::tree(file) {
            Ok(tree) => tree,
            Err(fault) => {
                read.faults.push(fault);
                continue;
            }
        };
        match cas_of(file, &tree, &references, &mut read.faults) {
            Some(cas) => documents.add(cas.into_document(file.stem(), &file.path)),
            None => {
                let what = "expected a cas:Sofa with a sofaString";
                read.faults.push(Fault::file(&file.path, what));
            }
        }
    }
    read.set.documents = documents.into_documents();
    if read.set.documents.is_empty() {
        let expected = "there is no .xmi file with a text";
        return Err(ExchangeError::unreadable("xmi", &read.faults, expected));
    }
    Ok(read)
}

/// The features whose values are other structures, by a type system.
fn add_references(root: Node<'_, '_>, references: &mut BTreeSet<String>) {
    let features = root.descendants().filter(|node| node.tag_name().name() == "featureDescription");
    for feature in features {
        let text = |name: &str| {
            let child = feature.children().find(|child| child.tag_name().name() == name);
            child.and_then(|child| child.text()).map(str::trim).unwrap_or("")
        };
        let range = text("rangeTypeName");
        let structures = ["uima.cas.FSArray", "uima.cas.FSList", "uima.cas.TOP"];
        if structures.contains(&range) || !range.starts_with("uima.cas.") {
            references.insert(text("name").to_owned());
        }
    }
}

fn cas_of(
    file: &File,
    tree: &Tree<'_>,
    references: &BTreeSet<String>,
    faults: &mut Vec<Fault>,
) -> Option<Cas> {
    let lines = Lines::of(tree);
    let elements: Vec<Node<'_, '_>> =
        tree.root_element().children().filter(Node::is_element).collect();
    let is = |node: &Node<'_, '_>, name| {
        node.tag_name().namespace() == Some(CAS) && node.tag_name().name() == name
    };
    let sofa =
        elements.iter().find(|one| is(one, "Sofa") && one.attribute("sofaString").is_some())?;
    let number = sofa.attribute((XMI, "id"));
    let mut cas = Cas { text: sofa.attribute("sofaString")?.to_owned(), structures: Vec::new() };
    for one in elements.iter().filter(|one| one.tag_name().namespace() != Some(CAS)) {
        let is_elsewhere = one.attribute("sofa").is_some_and(|at| Some(at) != number);
        if is_elsewhere {
            continue;
        }
        match structure(*one, references) {
            Ok(structure) => {
                cas.structures.push(Structure { line: lines.at(*one), ..structure });
            }
            Err(what) => {
                let what = format!("{}: {what}", one.tag_name().name());
                faults.push(Fault::at(&file.path, lines.at(*one), what));
            }
        }
    }
    Some(cas)
}

fn structure(node: Node<'_, '_>, references: &BTreeSet<String>) -> Result<Structure, String> {
    let namespace = node.tag_name().namespace().unwrap_or("");
    let packages = namespace.trim_start_matches("http:///").trim_end_matches(".ecore");
    let kind = format!("{}.{}", packages.replace('/', "."), node.tag_name().name());
    let number = |text: &str, what: &str| {
        text.parse::<usize>()
            .map_err(|_not_one| format!("expected a number for {what}, found “{text}”"))
    };
    let id = node.attribute((XMI, "id")).ok_or("expected an xmi:id, found none")?;
    let mut one = Structure { id: number(id, "xmi:id")?, kind, ..Structure::default() };
    if let (Some(begin), Some(end)) = (node.attribute("begin"), node.attribute("end")) {
        one.place = Some(Place { start: number(begin, "begin")?, end: number(end, "end")? });
    }
    for attribute in node.attributes().filter(|one| one.namespace().is_none()) {
        let (name, value) = (attribute.name(), attribute.value());
        let ids: Option<Vec<usize>> = value.split_whitespace().map(|id| id.parse().ok()).collect();
        match ids {
            _ if ["begin", "end", "sofa"].contains(&name) => {}
            Some(ids) if references.contains(name) => {
                one.refs.push((name.to_owned(), ids));
            }
            _ => one.texts.push((name.to_owned(), value.to_owned())),
        }
    }
    // A list of texts is written as elements, one for each.
    for child in node.children().filter(Node::is_element) {
        let (name, text) = (child.tag_name().name(), child.text().unwrap_or(""));
        match one.texts.iter_mut().find(|(known, _)| known == name) {
            Some((_, all)) => *all = format!("{all}\n{text}"),
            None => one.texts.push((name.to_owned(), text.to_owned())),
        }
    }
    Ok(one)
}

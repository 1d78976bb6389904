//! Reading the project file of REFI-QDA, as this program and others write it.

use super::fault::{Fault, File};
use super::qdpx::ESCAPES;
use super::set::{Document, Fields, Mark, Place, Set, Tie};
use super::shares::add;
use super::xml::Lines;
use roxmltree::{Document as Tree, Node};
use std::collections::{BTreeMap, HashMap};

/// A project while it is read.
pub(super) struct Reading<'a> {
    project: &'a File,
    lines: Lines,
    /// The files beside the project, by name.
    texts: HashMap<&'a str, &'a File>,
    faults: &'a mut Vec<Fault>,
    users: BTreeMap<String, String>,
    codes: BTreeMap<String, String>,
    /// The document and mark that a selection became.
    marks: BTreeMap<String, (String, String)>,
}

fn children<'a, 'i>(node: Node<'a, 'i>, name: &'a str) -> impl Iterator<Item = Node<'a, 'i>> {
    node.children().filter(move |child| child.tag_name().name() == name)
}

fn attribute<'a>(node: Node<'a, '_>, name: &str) -> &'a str {
    node.attribute(name).unwrap_or("")
}

impl<'a> Reading<'a> {
    pub(super) fn of(
        project: &'a File,
        tree: &Tree<'_>,
        files: &'a [File],
        faults: &'a mut Vec<Fault>,
    ) -> Self {
        let lines = Lines::of(tree);
        let mut texts = HashMap::new();
        for file in files {
            let folder = file.path.rsplit('/').nth(1).unwrap_or("");
            if folder.is_empty() || folder.eq_ignore_ascii_case("sources") {
                texts.entry(file.name()).or_insert(file);
            }
        }
        let (users, codes, marks) = Default::default();
        Self { project, lines, texts, faults, users, codes, marks }
    }

    fn fault(&mut self, node: Node<'_, '_>, what: String) {
        self.faults.push(Fault::at(&self.project.path, self.lines.at(node), what));
    }

    pub(super) fn take(&mut self, tree: &Tree<'_>, set: &mut Set) {
        let root = tree.root_element();
        attribute(root, "name").clone_into(&mut set.title);
        for node in root.descendants() {
            let names = match node.tag_name().name() {
                "User" => &mut self.users,
                "Code" => &mut self.codes,
                _ => continue,
            };
            names.insert(attribute(node, "guid").to_owned(), attribute(node, "name").to_owned());
        }
        for source in children(root, "Sources").flat_map(|sources| sources.children()) {
            match source.tag_name().name() {
                "TextSource" => {
                    if let Some(document) = self.source(source) {
                        add(set, document);
                    }
                }
                "" => {}
                kind => {
                    let name = attribute(source, "name");
                    self.fault(source, format!("“{name}” is a {kind}; only texts are read"));
                }
            }
        }
        let names = set.documents.iter().enumerate().rev();
        let homes: HashMap<String, usize> =
            names.map(|(at, document)| (document.name.clone(), at)).collect();
        for link in children(root, "Links").flat_map(|links| children(links, "Link")) {
            self.link(link, set, &homes);
        }
    }

    fn source(&mut self, source: Node<'_, '_>) -> Option<Document> {
        let name = attribute(source, "name").to_owned();
        let inner = children(source, "PlainTextContent").next().map(|one| one.text().unwrap_or(""));
        let text = match inner {
            Some(text) => text.to_owned(),
            None => match self.text(source) {
                Ok(text) => text,
                Err(what) => {
                    self.fault(source, format!("“{name}”: {what}"));
                    return None;
                }
            },
        };
        let mut document =
            Document { path: self.project.path.clone(), ..Document::of(&name, &text) };
        if let Some(words) = children(source, "Description").next() {
            document.fields = fields(words.text().unwrap_or(""));
        }
        for selection in children(source, "PlainTextSelection") {
            self.selection(selection, &mut document);
        }
        Some(document)
    }

    /// The text that a path names: `internal://` and a file beside the project, in a folder called sources in any case.
    fn text(&self, source: Node<'_, '_>) -> Result<String, String> {
        let path = attribute(source, "plainTextPath");
        let Some(name) = path.strip_prefix("internal://") else {
            return Err(format!("expected its text in the archive (internal://…), found “{path}”"));
        };
        let file = self.texts.get(name);
        let file = file.ok_or_else(|| format!("its text {name} is not in the archive"))?;
        file.whole_text().map(str::to_owned).map_err(|fault| fault.to_string())
    }

    fn selection(&mut self, node: Node<'_, '_>, document: &mut Document) {
        let guid = attribute(node, "guid");
        let number = |name: &str| {
            let text = attribute(node, name);
            text.parse::<usize>()
                .map_err(|_not_one| format!("expected a number for {name}, found “{text}”"))
        };
        let place = match (number("startPosition"), number("endPosition")) {
            (Ok(start), Ok(end)) => Place { start, end },
            (Err(what), _) | (_, Err(what)) => {
                return self.fault(node, format!("the selection {guid}: {what}"));
            }
        };
        let words = children(node, "Description").next().and_then(|one| one.text()).unwrap_or("");
        let mut fields = fields(words);
        if let Some(created) = node.attribute("creationDateTime") {
            fields.insert("created".to_owned(), created.to_owned());
        }
        let id = fields.remove("id").unwrap_or_else(|| guid.to_owned());
        let codings: Vec<_> = children(node, "Coding").collect();
        let by = |node: Node<'_, '_>| {
            let user = attribute(node, "creatingUser");
            self.users
                .get(user)
                .filter(|name| !name.is_empty())
                .map_or(user, String::as_str)
                .to_owned()
        };
        let mut marks = Vec::new();
        for (index, coding) in codings.iter().enumerate() {
            let code =
                children(*coding, "CodeRef").next().map_or("", |one| attribute(one, "targetGUID"));
            let label = self.codes.get(code).cloned().unwrap_or_else(|| code.to_owned());
            let own = by(*coding);
            let by = if own.is_empty() { by(node) } else { own };
            marks.push((index, label, by));
        }
        if marks.is_empty() {
            // A selection that only carries a note.
            marks.push((0, "note".to_owned(), by(node)));
        }
        for (index, label, by) in marks {
            let id = if index == 0 { id.clone() } else { format!("{id}.{}", index + 1) };
            document.marks.push(Mark {
                id,
                label,
                by,
                places: vec![place],
                fields: fields.clone(),
                line: self.lines.at(node),
                ..Mark::default()
            });
        }
        self.marks.insert(guid.to_owned(), (document.name.clone(), id));
    }

    fn link(&mut self, node: Node<'_, '_>, set: &mut Set, homes: &HashMap<String, usize>) {
        let end = |name: &str| self.marks.get(attribute(node, name)).cloned();
        let (Some(from), Some(to)) = (end("originGUID"), end("targetGUID")) else {
            let name = attribute(node, "name");
            return self.fault(
                node,
                format!("the link “{name}” has an end that is no selection of a text"),
            );
        };
        let home = homes.get(&from.0).and_then(|at| set.documents.get_mut(*at));
        let Some(document) = home else { return };
        document.ties.push(Tie {
            id: attribute(node, "guid").to_owned(),
            label: attribute(node, "name").to_owned(),
            from: from.1,
            to: to.1,
            to_document: (to.0 != from.0).then_some(to.0),
            line: self.lines.at(node),
            ..Tie::default()
        });
    }
}

/// The fields of a description where each of its lines has a name; else all of it is a note.
fn fields(words: &str) -> Fields {
    let mut fields = Fields::new();
    for line in words.split('\n').filter(|line| !line.is_empty()) {
        match line.split_once(": ").or_else(|| Some((line.strip_suffix(':')?, ""))) {
            Some((name, value)) if !name.contains(char::is_whitespace) => {
                fields.insert(name.to_owned(), ESCAPES.read(value));
            }
            _ => return Fields::from([("note".to_owned(), words.to_owned())]),
        }
    }
    fields
}

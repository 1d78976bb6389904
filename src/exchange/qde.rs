//! Reading the project file of REFI-QDA, as this program and others write it.

use super::counting::MARK;
use super::fault::{Fault, File};
use super::qdpx::ESCAPES;
use super::set::{Document, Fields, Mark, Place, Set, Tie};
use super::shares::Gathering;
use super::xml::Lines;
use crate::model::sha256;
use roxmltree::{Document as Tree, Node};
use std::collections::{BTreeMap, HashMap};

/// A project while it is read.
pub(super) struct Reading<'a> {
    project: &'a File,
    lines: Lines,
    /// The files beside the project, by name.
    texts: HashMap<String, &'a File>,
    faults: &'a mut Vec<Fault>,
    users: BTreeMap<String, String>,
    codes: BTreeMap<String, String>,
    notes: BTreeMap<String, Note>,
    /// The document and mark that a selection became.
    marks: BTreeMap<String, (String, String)>,
}

/// A note: its words, and the places of the text that it is about where it names some.
#[derive(Default)]
struct Note {
    words: String,
    by: String,
    places: Vec<Place>,
}

/// A GUID as it is compared: programs write it in capitals or small letters, in braces or without.
fn key(guid: &str) -> String {
    guid.trim_matches(['{', '}']).to_ascii_lowercase()
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
                texts.entry(file.name().to_lowercase()).or_insert(file);
            }
        }
        let (users, codes, notes, marks) = Default::default();
        Self { project, lines, texts, faults, users, codes, notes, marks }
    }

    fn fault(&mut self, node: Node<'_, '_>, what: String) {
        self.faults.push(Fault::at(&self.project.path, self.lines.at(node), what));
    }

    pub(super) fn take(&mut self, tree: &Tree<'_>, set: &mut Set) {
        let root = tree.root_element();
        attribute(root, "name").clone_into(&mut set.title);
        for user in root.descendants().filter(|node| node.tag_name().name() == "User") {
            self.users.insert(key(attribute(user, "guid")), attribute(user, "name").to_owned());
        }
        self.take_codes(root);
        for note in children(root, "Notes").flat_map(|notes| children(notes, "Note")) {
            self.note(note);
        }
        let mut documents = Gathering::of(std::mem::take(&mut set.documents));
        for source in children(root, "Sources").flat_map(|sources| sources.children()) {
            if source.is_element() {
                self.take_source(source, &mut documents);
            }
        }
        set.documents = documents.into_documents();
        let names = set.documents.iter().enumerate().rev();
        let homes: HashMap<String, usize> =
            names.map(|(at, document)| (document.name.clone(), at)).collect();
        for link in children(root, "Links").flat_map(|links| children(links, "Link")) {
            self.link(link, set, &homes);
        }
    }

    /// The names of codes; of several that are called alike each with those above it.
    fn take_codes(&mut self, root: Node<'_, '_>) {
        let codes = || root.descendants().filter(|node| node.tag_name().name() == "Code");
        let mut times: HashMap<&str, usize> = HashMap::new();
        for code in codes() {
            *times.entry(attribute(code, "name")).or_default() += 1;
        }
        for code in codes() {
            let name = attribute(code, "name");
            let mut path: Vec<&str> = Vec::new();
            if times.get(name).is_some_and(|n| *n > 1) {
                let above = code.ancestors().skip(1);
                let above = above.filter(|node| node.tag_name().name() == "Code");
                path.extend(above.map(|node| attribute(node, "name")));
                path.reverse();
            }
            path.push(name);
            self.codes.insert(key(attribute(code, "guid")), path.join(" / "));
        }
    }

    /// A text, or what another kind of source has of one: the words of a PDF file, the transcript of a recording.
    fn take_source(&mut self, source: Node<'_, '_>, documents: &mut Gathering) {
        let name = attribute(source, "name");
        let kind = source.tag_name().name();
        if kind == "TextSource" {
            if let Some(document) = self.source(source, name) {
                documents.add(document);
            }
            return;
        }
        let texts = source
            .children()
            .filter(|child| matches!(child.tag_name().name(), "Representation" | "Transcript"));
        let mut found = 0;
        for text in texts {
            if let Some(document) = self.source(text, name) {
                documents.add(document);
                found += 1;
            }
        }
        let others = source.children().filter(|child| {
            let name = child.tag_name().name();
            name.ends_with("Selection") && name != "PlainTextSelection"
        });
        let others = others.count();
        if found == 0 {
            self.fault(source, format!("“{name}” is a {kind}; only texts are read"));
        } else if others > 0 {
            let what = format!(
                "“{name}” is a {kind}; of it only the words are read, and not {others} selections elsewhere"
            );
            self.fault(source, what);
        }
    }

    /// A note, with the words in it or in a file beside the project.
    fn note(&mut self, node: Node<'_, '_>) {
        let inner = children(node, "PlainTextContent").next().and_then(|one| one.text());
        let words = match inner {
            Some(words) => words.to_owned(),
            None if attribute(node, "plainTextPath").is_empty() => {
                let words = children(node, "Description").next().and_then(|one| one.text());
                words.unwrap_or("").to_owned()
            }
            None => match self.text(node) {
                Ok(words) => words.trim_start_matches(MARK).to_owned(),
                Err(what) => {
                    let name = attribute(node, "name");
                    return self.fault(node, format!("the note “{name}”: {what}"));
                }
            },
        };
        let number = |node: Node<'_, '_>, name: &str| attribute(node, name).parse::<usize>().ok();
        let places = children(node, "PlainTextSelection").filter_map(|one| {
            let (start, end) = number(one, "startPosition").zip(number(one, "endPosition"))?;
            Some(Place { start, end })
        });
        let note = Note { words, by: self.by(node), places: places.collect() };
        self.notes.insert(key(attribute(node, "guid")), note);
    }

    /// The words of the notes that an element refers to.
    fn noted(&self, node: Node<'_, '_>) -> Vec<String> {
        let notes = children(node, "NoteRef")
            .filter_map(|one| self.notes.get(&key(attribute(one, "targetGUID"))));
        let words = notes.filter(|note| note.places.is_empty()).map(|note| note.words.clone());
        words.filter(|words| !words.trim().is_empty()).collect()
    }

    /// The user who made something; empty where nobody is named.
    fn by(&self, node: Node<'_, '_>) -> String {
        let user = attribute(node, "creatingUser");
        let name = self.users.get(&key(user)).filter(|name| !name.is_empty());
        name.map_or(user, String::as_str).to_owned()
    }

    /// What is known of a text besides its selections, and the notes on places of it.
    fn about(&mut self, source: Node<'_, '_>, document: &mut Document) {
        add_note(&mut document.fields, &self.noted(source));
        let codes: Vec<String> = children(source, "Coding").map(|one| self.label(one)).collect();
        if !codes.is_empty() {
            document.fields.insert("codes".to_owned(), codes.join("; "));
        }
        for (index, reference) in children(source, "NoteRef").enumerate() {
            let guid = attribute(reference, "targetGUID");
            let Some(note) = self.notes.get(&key(guid)).filter(|note| !note.places.is_empty())
            else {
                continue;
            };
            document.marks.push(Mark {
                id: format!("{guid}.{}", index + 1),
                label: "note".to_owned(),
                by: note.by.clone(),
                places: note.places.clone(),
                fields: Fields::from([("note".to_owned(), note.words.clone())]),
                line: self.lines.at(reference),
                ..Mark::default()
            });
        }
    }

    /// The name of the code of a coding.
    fn label(&self, coding: Node<'_, '_>) -> String {
        let code =
            children(coding, "CodeRef").next().map_or("", |one| attribute(one, "targetGUID"));
        self.codes.get(&key(code)).cloned().unwrap_or_else(|| code.to_owned())
    }

    fn source(&mut self, source: Node<'_, '_>, name: &str) -> Option<Document> {
        let name = name.to_owned();
        let inner = children(source, "PlainTextContent").next().map(|one| one.text().unwrap_or(""));
        let mut original = String::new();
        let text = match inner {
            Some(text) => text.to_owned(),
            None => match self.text(source) {
                Ok(text) => {
                    original = sha256(&text);
                    text
                }
                Err(what) => {
                    self.fault(source, format!("“{name}”: {what}"));
                    return None;
                }
            },
        };
        let mut document =
            Document { path: self.project.path.clone(), original, ..Document::of(&name, &text) };
        if let Some(words) = children(source, "Description").next() {
            document.fields = fields(words.text().unwrap_or(""));
        }
        self.about(source, &mut document);
        for selection in children(source, "PlainTextSelection") {
            self.selection(selection, &mut document);
        }
        Some(document)
    }

    /// The text that a path names: `internal://` and a file beside the project, in a folder called sources in any case;
    /// or `relative://` and one that came along. Nothing is followed out of what was brought.
    fn text(&self, source: Node<'_, '_>) -> Result<String, String> {
        let path = attribute(source, "plainTextPath");
        if path.is_empty() && !attribute(source, "richTextPath").is_empty() {
            return Err(
                "it has a text with formatting only, on which places say nothing".to_owned()
            );
        }
        let inside = path.strip_prefix("internal://").or_else(|| path.strip_prefix("relative://"));
        let Some(path) = inside else {
            return Err(format!("expected its text in the archive (internal://…), found “{path}”"));
        };
        // What was brought lies in one folder here, and nothing leads out of it.
        let is_out = path.split(['/', '\\']).any(|part| part == "..");
        let name = if is_out { path } else { path.rsplit(['/', '\\']).next().unwrap_or_default() };
        let file = self.texts.get(&name.to_lowercase());
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
        let noted = self.noted(node);
        let mut marks = Vec::new();
        for (index, coding) in children(node, "Coding").enumerate() {
            let own = self.by(coding);
            let by = if own.is_empty() { self.by(node) } else { own };
            let mut notes = noted.clone();
            notes.extend(self.noted(coding));
            marks.push((index, self.label(coding), by, notes));
        }
        if marks.is_empty() {
            // A selection that only carries a note.
            marks.push((0, "note".to_owned(), self.by(node), noted));
        }
        for (index, label, by, notes) in marks {
            let mut fields = fields.clone();
            add_note(&mut fields, &notes);
            let id = if index == 0 { id.clone() } else { format!("{id}.{}", index + 1) };
            document.marks.push(Mark {
                id,
                label,
                by,
                places: vec![place],
                fields,
                line: self.lines.at(node),
                ..Mark::default()
            });
        }
        self.marks.insert(key(guid), (document.name.clone(), id));
    }

    fn link(&mut self, node: Node<'_, '_>, set: &mut Set, homes: &HashMap<String, usize>) {
        let end = |name: &str| self.marks.get(&key(attribute(node, name))).cloned();
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

/// Puts notes beside what is there.
fn add_note(fields: &mut Fields, notes: &[String]) {
    for words in notes {
        let note = fields.entry("note".to_owned()).or_default();
        if !note.is_empty() {
            note.push('\n');
        }
        note.push_str(words);
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

//! Which format files are in: by their names, and by the first words of those whose names several formats share.

use super::fault::ends;
use super::{FORMATS, File, Format, Way};
use crate::import::Supply;
use crate::import::files::FileError;
use serde_json::Value;

/// So many bytes of a file are looked at.
const LOOKED_AT: usize = 64 * 1024;

/// So many files of a folder are looked at.
const FILES: usize = 200;

/// What the manifest of an export ends in.
const MANIFEST: &str = "manifest.json";

/// Endings that one format has for itself, with its name.
const ENDINGS: [(&str, &str); 11] = [
    (".ann", "brat"),
    (".xmi", "xmi"),
    (".qdpx", "qdpx"),
    (".qde", "qdpx"),
    (".conllu", "conllu"),
    (".conll", "conll2003"),
    (".iob", "conll2003"),
    (".bio", "conll2003"),
    (".ron", "ron"),
    (".csv", "csv"),
    (".jsonld", "w3c"),
];

impl Format {
    /// Is it read as well as written?
    #[must_use]
    pub fn is_read(&self) -> bool {
        match self.way {
            Way::Project(format) => format.read.is_some(),
            Way::Set(_) => true,
        }
    }

    /// Does it answer to all of these words? They are looked for in its name, its ending, what it is and who takes it.
    #[must_use]
    pub fn answers_to(&self, words: &str) -> bool {
        let Self { name, extension, description, programs, .. } = self;
        let said = format!("{name} .{extension} {description} {programs}").to_lowercase();
        words.to_lowercase().split_whitespace().all(|word| said.contains(word))
    }

    /// Is it another one as a single program takes it? Such files are read as what they are.
    #[must_use]
    pub fn is_variant(&self) -> bool {
        self.name.starts_with("qdpx-")
    }

    /// Every format that is read, in the order in which they are offered.
    pub fn readable() -> impl Iterator<Item = &'static Self> {
        FORMATS.iter().filter(|format| format.is_read() && !format.is_variant())
    }
}

/// The formats that files may be in: one where nothing speaks for another, several where the files leave it open, none
/// where nothing is known of them.
#[must_use]
pub fn guess(files: &[File]) -> Vec<&'static Format> {
    let said = files.iter().find_map(said_by_manifest);
    if let Some(format) = said.and_then(|name| Format::named(&name)) {
        return vec![format];
    }
    let mut names: Vec<&str> = files.iter().take(FILES).flat_map(names_of).collect();
    // A table beside marks of another sort is what that program keeps of its own.
    if names.contains(&"brat") {
        names.retain(|name| *name == "brat");
    }
    Format::readable().filter(|format| names.contains(&format.name)).collect()
}

/// [`guess`] by the beginnings of files, which is all that is read of them but for a manifest.
///
/// # Errors
/// When the system does not give a file out.
pub fn guess_of(supply: &dyn Supply) -> Result<Vec<&'static Format>, FileError> {
    let mut files = Vec::new();
    for (number, one) in supply.offered().iter().enumerate() {
        let is_manifest = ends(&one.path, MANIFEST);
        if number >= FILES && !is_manifest {
            continue;
        }
        let end = if is_manifest { one.size } else { one.size.min(LOOKED_AT as u64) };
        files.push(File { path: one.path.clone(), bytes: supply.bytes(number, 0..end)? });
    }
    Ok(guess(&files))
}

/// Is a file of this name an annotated set and nothing else, so that no article is looked for in it?
#[must_use]
pub fn is_set_by_name(name: &str) -> bool {
    let name = name.to_lowercase();
    ENDINGS.iter().any(|(ending, format)| *format != "csv" && name.ends_with(ending))
}

/// The format that a manifest of ours names.
fn said_by_manifest(file: &File) -> Option<String> {
    if !file.ends(MANIFEST) {
        return None;
    }
    let manifest: Value = serde_json::from_slice(&file.bytes).ok()?;
    let is_ours = manifest.get("schema")?.as_str()?.starts_with("ascribe-manifest/");
    is_ours.then(|| manifest.get("format")?.as_str().map(str::to_owned))?
}

/// The formats that a file may be in; none where it says nothing.
fn names_of(file: &File) -> Vec<&'static str> {
    if let Some((_, name)) = ENDINGS.iter().find(|(ending, _)| file.ends(ending)) {
        return vec![name];
    }
    let head = file.bytes.get(..file.bytes.len().min(LOOKED_AT)).unwrap_or_default();
    let head = String::from_utf8_lossy(head);
    let head = head.trim_start_matches('\u{feff}').trim_start();
    if file.ends(".tsv") {
        return vec![if head.starts_with("#FORMAT=WebAnno TSV") { "webanno-tsv" } else { "csv" }];
    }
    if file.ends(".jsonl") || file.ends(".ndjson") {
        return by_line(head.lines().next().unwrap_or_default());
    }
    if file.ends(".json") {
        return by_words(head);
    }
    Vec::new()
}

/// JSON Lines: by the names in the first record.
fn by_line(line: &str) -> Vec<&'static str> {
    let Ok(Value::Object(record)) = serde_json::from_str::<Value>(line) else {
        // The first record is longer than what is looked at, or none.
        return vec!["jsonl", "doccano", "prodigy", "spacy"];
    };
    let has = |name: &str| record.contains_key(name);
    let is_list = |name: &str| record.get(name).is_some_and(Value::is_array);
    if record.get("schema").and_then(Value::as_str).is_some_and(|s| s.starts_with("ascribe-")) {
        vec!["jsonl"]
    } else if has("ents") || has("sents") || record.get("spans").is_some_and(Value::is_object) {
        vec!["spacy"]
    } else if is_list("spans") || has("_input_hash") || has("_task_hash") {
        vec!["prodigy"]
    } else if has("label") || has("labels") || has("entities") {
        vec!["doccano"]
    } else {
        vec!["doccano", "prodigy", "spacy"]
    }
}

/// JSON: by the names that only one program's files have, wherever they stand in the beginning.
fn by_words(head: &str) -> Vec<&'static str> {
    let has = |words: &str| head.contains(words);
    let mut names = Vec::new();
    if has("\"%FEATURE_STRUCTURES\"") || has("\"%TYPES\"") || has("\"%VIEWS\"") {
        names.push("cas-json");
    }
    if has("www.w3.org/ns/anno.jsonld") {
        names.push("w3c");
    }
    if has("\"data\"") && (has("\"annotations\"") || has("\"predictions\"")) {
        names.push("label-studio");
    }
    if names.is_empty() && has("\"uri\"") && has("\"target\"") {
        names.push("hypothesis");
    }
    names
}

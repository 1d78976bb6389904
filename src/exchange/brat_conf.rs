//! brat's configuration: which types there are, and how they look.

use super::common::Common;
use super::fault::{File, Sink};
use std::collections::HashMap;
use std::io;

/// Before the name of the annotator whose folder it is.
const ANNOTATOR: &str = "# annotator: ";

/// Longest value of an attribute, in bytes.
const LONGEST: usize = 40;

/// Colours of our own labels, and of the others by turns: light enough for black letters on them.
const COLOURS: [(&str, &str); 7] = [
    ("claim", "#ffe08a"),
    ("denial", "#ffb3a7"),
    ("fact", "#a9d5ff"),
    ("source", "#c9e7b5"),
    ("head", "#ddf0cf"),
    ("cue", "#e3cdf4"),
    ("remark", "#d9d9d9"),
];

/// Does a field go into brat as an attribute? Its value is a word then.
pub(super) fn is_attribute(field: &str, value: &str) -> bool {
    field != "note"
        && value.len() <= LONGEST
        && value.starts_with(|c: char| c.is_ascii_alphabetic())
        && value.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-')
}

/// The annotator that a configuration names.
fn annotator(conf: &str) -> Option<String> {
    conf.lines().find_map(|line| line.strip_prefix(ANNOTATOR)).map(|by| by.trim().to_owned())
}

/// Writes `annotation.conf`.
pub(super) fn annotation(common: &Common, by: &str, out: &mut dyn Sink) -> io::Result<()> {
    if !by.is_empty() {
        writeln!(out, "{ANNOTATOR}{by}")?;
    }
    writeln!(out, "[entities]\n")?;
    for label in &common.labels {
        writeln!(out, "{label}")?;
    }
    writeln!(out, "\n[relations]\n")?;
    for tie in &common.ties {
        writeln!(out, "{tie}\tArg1:<ENTITY>, Arg2:<ENTITY>")?;
    }
    writeln!(out, "<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>")?;
    writeln!(out, "\n[events]\n\n[attributes]\n")?;
    for (field, values) in &common.attributes {
        let values: Vec<&str> = values.iter().map(String::as_str).collect();
        writeln!(out, "{field}\tArg:<ENTITY>, Value:{}", values.join("|"))?;
    }
    Ok(())
}

/// Writes `visual.conf`.
pub(super) fn visual(common: &Common, out: &mut dyn Sink) -> io::Result<()> {
    writeln!(out, "[labels]\n")?;
    for label in common.labels.iter().chain(&common.ties) {
        writeln!(out, "{label} | {}", label.replace('_', " "))?;
    }
    writeln!(out, "\n[drawing]\n\nSPAN_DEFAULT\tfgColor:black, borderColor:darken")?;
    for (index, label) in common.labels.iter().enumerate() {
        let own = COLOURS.iter().find(|(known, _)| known == label);
        let colour = own.or_else(|| COLOURS.get(index % COLOURS.len())).map_or("#ffffff", |c| c.1);
        writeln!(out, "{label}\tbgColor:{colour}")?;
    }
    writeln!(out, "ARC_DEFAULT\tcolor:black, dashArray:-, arrowHead:triangle-5")
}

/// The text of an `.ann`, and what says whose folder it is.
pub(super) fn beside(path: &str) -> Vec<String> {
    let base = path.get(..path.len().saturating_sub(4)).unwrap_or("");
    let conf = path.rsplit_once('/').map(|(folder, _)| format!("{folder}/annotation.conf"));
    [Some(format!("{base}.txt")), conf].into_iter().flatten().collect()
}

/// The annotator whose folder it is, by its configuration; else the folder belongs to the name.
pub(super) fn folder_of(file: &File, by_path: &HashMap<&str, &File>) -> Result<String, String> {
    let Some((folder, _)) = file.path.rsplit_once('/') else { return Ok(String::new()) };
    let conf = by_path.get(format!("{folder}/annotation.conf").as_str());
    let by = conf.and_then(|conf| annotator(conf.text().ok()?));
    by.ok_or_else(|| folder.replace('/', "-"))
}

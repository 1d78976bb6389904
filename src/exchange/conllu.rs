//! CoNLL-U of Universal Dependencies: a file for each annotator, with a row for each token and the marks in its last column.
//!
//! There are no offsets: the text is that of the tokens with the white space between them, by `SpaceAfter=No`,
//! `SpacesAfter` and `SpacesBefore` as UDPipe has them, so it comes back whole. Lemmas, parts of speech and syntax are left
//! open (`_`), and are not read.
//!
//! | in MISC | says |
//! | --- | --- |
//! | `claim=B-claim` | a mark of this label begins; `I-claim` goes on with it, in the next sentence too where it has an id |
//! | `claim.2=B-claim` | another one of the label while the first is open |
//! | `claim:id=s-1`, `claim:certainty=Probable` | its id and its fields, at its first token |
//! | `claim:tie1=denies->s-2` | its relations |
//!
//! Spaces, line ends, bars and backslashes of values are written `\s`, `\n`, `\r`, `\t`, `\p` and `\\`, in names also
//! `\e` for `=`, in labels of relations `\g` for `>`. What is known of an article stands in comments `meta::…`, as corpora
//! have it; roles of sentences and boundaries that are not certain in comments too.

use super::bio::tokens_at;
use super::common::Common;
use super::escapes::Escapes;
use super::fault::Sink;
use super::fit::{
    Has, Holds, Parts, Segments, Ties, in_parts, name_files, plain_word, rename_fields,
};
use super::sentences::{blocks, cut};
use super::set::{Document, Mark, Piece, Place, Set, Tie};
use super::shares::{share, shares_of};
use super::shelf::Joint;
use super::tokens::{tokens_of, trim_marks};
use super::{Pieces, SetFormat, Writing, conllu_reading};
use crate::export::ExportError;
use crate::text::{Role, Unit};
use std::collections::BTreeMap;
use std::io;

/// What columns and their parts keep for themselves, in values.
const ESCAPES: Escapes = Escapes(&[('s', ' '), ('t', '\t'), ('n', '\n'), ('r', '\r'), ('p', '|')]);

/// The same, with what ends names and labels.
pub(super) const ALL_ESCAPES: Escapes = Escapes(&[
    ('s', ' '),
    ('t', '\t'),
    ('n', '\n'),
    ('r', '\r'),
    ('p', '|'),
    ('e', '='),
    ('g', '>'),
]);

pub(super) const FORMAT: SetFormat = SetFormat {
    holds: Holds {
        parts: Parts::Tied,
        ties: Ties::Own,
        segments: Segments::Whole,
        title: Has::No,
        records: Has::No,
        tie_ids: Has::No,
        tie_fields: Has::No,
        ..Holds::ALL
    },
    fit,
    read: conllu_reading::read,
    pieces: Pieces::Whole,
    write: Writing::ByText { write, joint, read: conllu_reading::read },
    numbers_marks: false,
};

/// Attributes of the last column that mean something else.
pub(super) const RESERVED: [&str; 17] = [
    "SpaceAfter",
    "SpacesAfter",
    "SpacesBefore",
    "SpacesInToken",
    "NewPar",
    "Lang",
    "Translit",
    "LTranslit",
    "Gloss",
    "LId",
    "LDeriv",
    "Ref",
    "Entity",
    "Bridge",
    "SplitAnte",
    "CorrectForm",
    "Typo",
];

/// Is it the name of an attribute of a mark that is no field: its id, or a relation?
pub(super) fn is_own(name: &str) -> bool {
    let number = name.strip_prefix("tie");
    name == "id" || number.is_some_and(|number| number.chars().all(|c| c.is_ascii_digit()))
}

fn fit(set: &mut Set) {
    // A text without a word has no row.
    set.documents.retain(|document| !document.words().trim().is_empty());
    name_files(set);
    for document in &mut set.documents {
        document.fields.remove("");
        cut(document);
        trim_marks(document);
        document.segments = blocks(document, &tokens_of(document));
        for mark in &mut document.marks {
            if mark.label.is_empty() {
                "mark".clone_into(&mut mark.label);
            }
            if !mark.by.is_empty() {
                mark.by = super::fit::file_name(&mark.by);
            }
            mark.fields.remove("");
            rename_fields(&mut mark.fields, |name| {
                if is_own(name) { format!("{name}_") } else { name.to_owned() }
            });
        }
    }
    FORMAT.holds.number(set);
}

fn joint(_: &str) -> Joint {
    Joint::Lines
}

fn write(set: &Set, common: &Common, _: Unit, out: &mut dyn Sink) -> Result<(), ExportError> {
    for (by, documents) in shares_of(set, common.annotators()) {
        let name = if by.is_empty() { "all" } else { by };
        out.begin(&format!("{name}.conllu"))?;
        for document in documents {
            write_document(&in_parts(share(document, by)), by, out)?;
        }
    }
    Ok(())
}

fn write_document(document: &Document, by: &str, out: &mut dyn Sink) -> io::Result<()> {
    let text = document.words();
    let tokens = tokens_of(document);
    let tags = tags(document, &tokens);
    for (index, piece) in document.segments.iter().enumerate() {
        let rows = tokens_at(&tokens, piece.place);
        write_head(document, by, index, piece, out)?;
        let words = piece.place.of(text).split_whitespace().collect::<Vec<_>>().join(" ");
        writeln!(out, "# text = {words}")?;
        for (number, at) in (1..).zip(rows) {
            let Some(token) = tokens.get(at) else { break };
            let mut misc = tags.get(&at).cloned().unwrap_or_default();
            misc.extend(spaces(text, &tokens, at, &document.segments));
            let misc = if misc.is_empty() { "_".to_owned() } else { misc.join("|") };
            writeln!(out, "{number}\t{}\t_\t_\t_\t_\t_\t_\t_\t{misc}", token.of(text))?;
        }
        writeln!(out)?;
    }
    Ok(())
}

/// The comments before a sentence, but for its text.
fn write_head(
    document: &Document,
    by: &str,
    index: usize,
    piece: &Piece,
    out: &mut dyn Sink,
) -> io::Result<()> {
    if index == 0 {
        writeln!(out, "# newdoc id = {}", document.name)?;
        for (name, value) in &document.fields {
            let name = ESCAPES.write(name).replace('=', "\\e");
            // In a comment spaces may stand.
            let value: Vec<String> = value.split(' ').map(|word| ESCAPES.write(word)).collect();
            writeln!(out, "# meta::{name} = {}", value.join(" "))?;
        }
        if !by.is_empty() {
            writeln!(out, "# annotator = {by}")?;
        }
    }
    if piece.opens_paragraph {
        writeln!(out, "# newpar")?;
    }
    writeln!(out, "# sent_id = {}-{}", document.name, index + 1)?;
    if piece.role != Role::Sentence {
        writeln!(out, "# role = {}", piece.role.label())?;
    }
    if !piece.is_sure {
        writeln!(out, "# boundary = unsure")?;
    }
    Ok(())
}

/// What stands in the last column of each token about the marks on it.
fn tags(document: &Document, tokens: &[Place]) -> BTreeMap<usize, Vec<String>> {
    let mut ties: BTreeMap<&str, Vec<&Tie>> = BTreeMap::new();
    for tie in &document.ties {
        ties.entry(&tie.from).or_default().push(tie);
    }
    let mut marks: Vec<&Mark> = document.marks.iter().collect();
    marks.sort_by_key(|mark| {
        let place = mark.extent();
        (place.start, std::cmp::Reverse(place.end), &mark.label, &mark.id)
    });
    let mut open: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    let mut all: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    for mark in marks {
        let place = mark.extent();
        let mut base = plain_word(&mark.label);
        if RESERVED.iter().any(|taken| taken.eq_ignore_ascii_case(&base)) {
            base.push('_');
        }
        // The first row of this label on which nothing is open any more.
        let ends = open.entry(base.clone()).or_default();
        let free = ends.iter().position(|end| *end <= place.start).unwrap_or(ends.len());
        match ends.get_mut(free) {
            Some(end) => *end = place.end,
            None => ends.push(place.end),
        }
        let name = if free == 0 { base } else { format!("{base}.{}", free + 1) };
        let label = ESCAPES.write(&mark.label);
        for (index, at) in tokens_at(tokens, place).enumerate() {
            let misc = all.entry(at).or_default();
            let sort = if index == 0 { "B" } else { "I" };
            misc.push(format!("{name}={sort}-{label}"));
            if index > 0 {
                continue;
            }
            misc.push(format!("{name}:id={}", ESCAPES.write(&mark.id)));
            misc.extend(mark.fields.iter().map(|(field, value)| {
                format!(
                    "{name}:{}={}",
                    ESCAPES.write(field).replace('=', "\\e"),
                    ESCAPES.write(value)
                )
            }));
            let ties = ties.get(mark.id.as_str()).into_iter().flatten();
            misc.extend((1..).zip(ties).map(|(number, tie): (usize, &&Tie)| {
                let label = ESCAPES.write(&tie.label).replace('>', "\\g");
                format!("{name}:tie{number}={label}->{}", ESCAPES.write(&tie.to))
            }));
        }
    }
    all
}

/// What the last column says about white space around a token.
fn spaces(text: &str, tokens: &[Place], at: usize, segments: &[Piece]) -> Vec<String> {
    let (Some(token), next) = (tokens.get(at), tokens.get(at + 1)) else { return Vec::new() };
    let mut misc = Vec::new();
    let before = text.get(..token.start).unwrap_or("");
    if at == 0 && !before.is_empty() {
        misc.push(format!("SpacesBefore={}", ESCAPES.write(before)));
    }
    let end = next.map_or(text.len(), |next| next.start);
    let behind = text.get(token.end..end).unwrap_or("");
    // Where a paragraph or the text ends, no word about it stands for something else than one space.
    let opens = |next: &Place| {
        let at = segments.binary_search_by_key(&next.start, |piece| piece.place.start);
        at.ok().and_then(|at| segments.get(at)).is_some_and(|piece| piece.opens_paragraph)
    };
    let usual = match next {
        None => "",
        Some(next) if opens(next) => "\n\n",
        Some(_) => " ",
    };
    if behind == usual {
        return misc;
    }
    if behind.is_empty() {
        misc.push("SpaceAfter=No".to_owned());
    } else {
        misc.push(format!("SpacesAfter={}", ESCAPES.write(behind)));
    }
    misc
}

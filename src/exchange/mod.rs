//! Annotated sets in and out: one table of formats, one file each, reader and writer side by side.
//!
//! What lies between them all is a neutral stand-off graph ([`Set`]). A reader leaves places in its file's own unit, and one
//! common step finds out what they count; a writer is given what its format can hold, and what it wrote is read back and
//! compared before anybody sees it. This room knows no disk: it is given files in memory, or asks a supply for bits of them,
//! and a shelf for those it writes.

mod archive;
mod arriving;
mod bio;
mod brat;
mod brat_conf;
mod cas;
mod cas_json;
mod common;
mod conll2003;
mod conllu;
mod conllu_reading;
mod counting;
mod doccano;
mod escapes;
mod facts;
mod fault;
mod fit;
mod guess;
mod hypothesis;
mod incoming;
mod json;
mod label_studio;
mod lines;
mod lines_blank;
mod lines_form;
mod loss;
mod mapping;
mod members;
mod outgoing;
mod outward;
mod pairs;
mod parts;
mod pieces;
mod places;
mod portions;
mod pour;
mod prodigy;
mod proof;
mod qde;
mod qdpx;
mod sentences;
mod set;
mod shares;
mod shelf;
mod spacy;
mod statements;
mod table;
mod table_cells;
mod tokens;
mod tsv;
mod tsv_escapes;
mod tsv_layers;
mod tsv_reading;
mod tsv_structures;
mod value_ranges;
mod values;
mod way;
mod web_annotation;
mod web_reading;
mod whole;
mod withhold;
mod xmi;
mod xml;

pub use crate::export::{Alone, Crew};
pub use counting::{Bom, Counting, Lines};
pub use facts::Facts;
pub use fault::{ExchangeError, Fault, File, Parcel, Sink, Stream};
pub use fit::{CONTINUES, Has, Holds, Parts, Segments, Ties};
pub use guess::{guess, guess_of, is_set_by_name};
pub use incoming::{Fate, Incoming, Taker, Taking, Verdict, take_in};
pub use loss::{Loss, Lost};
pub use mapping::{Census, Link, Mapping, Meaning};
pub use outgoing::set_of;
pub use places::{Score, Settled};
pub use portions::{PORTION, Portions};
pub use proof::{Delivered, Delivery, Packed, Read};
pub use set::{Document, Fields, Mark, Piece, Place, Record, Set, Tie};
pub use shelf::{Listed, Shelf, Tray};
pub use withhold::Texts;

use crate::export::{ExportError, Selected, Selection, Watch};
use crate::model::Project;
use crate::text::Unit;
use std::borrow::Cow;
use way::{Pieces, SetFormat, Way, Writing};

/// What an export in a format is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// One file.
    File,
    /// A folder of files.
    Folder,
}

/// A format that annotated texts are exchanged in.
#[derive(Clone, Copy, Debug)]
pub struct Format {
    /// What the terminal calls it.
    pub name: &'static str,
    /// The ending of its files, without a dot; of a folder, of the file that shows which format it is.
    pub extension: &'static str,
    /// One file, or a folder.
    pub shape: Shape,
    /// What it is, in one line.
    pub description: &'static str,
    /// Names of programs that take it, by which it is looked for too.
    pub programs: &'static str,
    /// What its places count; the first is usual.
    pub units: &'static [Unit],
    way: Way,
}

const BYTES: &[Unit] = &[Unit::Bytes];
const UTF16: &[Unit] = &[Unit::Utf16];
const CODE_POINTS: &[Unit] = &[Unit::CodePoints];

/// Every format, in the order in which they are offered.
pub const FORMATS: [Format; 24] = [
    Format {
        name: "ron",
        extension: "ron",
        shape: Shape::File,
        description: "Annotated set, one file for Ascribe that loses nothing",
        programs: "Ascribe",
        units: BYTES,
        way: Way::Project(whole::RON),
    },
    Format {
        name: "csv",
        extension: "csv",
        shape: Shape::File,
        description: "Table for spreadsheets, one row per statement",
        programs: "Excel, LibreOffice Calc, R, pandas, Google Sheets",
        units: BYTES,
        way: Way::Project(table::FORMAT),
    },
    Format {
        name: "xlsx",
        extension: "xlsx",
        shape: Shape::File,
        description: "Workbook of statements, sources, relations and code book, out only",
        programs: "Excel, LibreOffice Calc, Google Sheets, openpyxl",
        units: BYTES,
        way: Way::Project(outward::XLSX),
    },
    Format {
        name: "jsonl",
        extension: "jsonl",
        shape: Shape::File,
        description: "JSON Lines for programs, one article per line with everything about it",
        programs: "jq, Python, DuckDB",
        units: BYTES,
        way: Way::Project(lines::FORMAT),
    },
    Format {
        name: "parquet",
        extension: "parquet",
        shape: Shape::Folder,
        description: "Parquet tables for DuckDB, Spark and pandas, a folder in parts by article",
        programs: "DuckDB, Spark, pandas, Polars, PyArrow",
        units: BYTES,
        way: Way::Project(outward::PARQUET),
    },
    Format {
        name: "hugging-face",
        extension: "parquet",
        shape: Shape::Folder,
        description: "Hugging Face data set, a folder with card and splits by article",
        programs: "datasets, transformers, Hub",
        units: CODE_POINTS,
        way: Way::Project(outward::HUGGING_FACE),
    },
    Format {
        name: "brat",
        extension: "ann",
        shape: Shape::Folder,
        description: "brat stand-off, a folder with texts, marks and the configuration of brat",
        programs: "brat, bratly, standoff",
        units: CODE_POINTS,
        way: Way::Set(brat::FORMAT),
    },
    Format {
        name: "doccano",
        extension: "jsonl",
        shape: Shape::Folder,
        description: "doccano JSONL, a folder with a file for each annotator and the labels",
        programs: "doccano",
        units: &[Unit::Utf16, Unit::CodePoints, Unit::Graphemes],
        way: Way::Set(doccano::FORMAT),
    },
    Format {
        name: "label-studio",
        extension: "json",
        shape: Shape::Folder,
        description: "Label Studio JSON, a folder with the tasks and the labelling configuration",
        programs: "Label Studio, HumanSignal",
        units: UTF16,
        way: Way::Set(label_studio::FORMAT),
    },
    Format {
        name: "w3c",
        extension: "jsonld",
        shape: Shape::File,
        description: "W3C Web Annotations, JSON-LD with quotations, positions and links",
        programs: "Annotator, Recogito, JSON-LD processors",
        units: CODE_POINTS,
        way: Way::Set(web_annotation::FORMAT),
    },
    Format {
        name: "hypothesis",
        extension: "json",
        shape: Shape::File,
        description: "Hypothes.is JSON, annotations of pages with their quotations",
        programs: "Hypothesis, h",
        units: UTF16,
        way: Way::Project(hypothesis::FORMAT),
    },
    Format {
        name: "cas-json",
        extension: "json",
        shape: Shape::Folder,
        description: "UIMA CAS JSON 0.4 for INCEpTION, a folder with a file for each article",
        programs: "INCEpTION, dkpro-cassis",
        units: UTF16,
        way: Way::Set(cas_json::FORMAT),
    },
    Format {
        name: "xmi",
        extension: "xmi",
        shape: Shape::Folder,
        description: "UIMA XMI with its type system, a folder with a file for each article",
        programs: "INCEpTION, WebAnno, DKPro, dkpro-cassis",
        units: UTF16,
        way: Way::Set(xmi::FORMAT),
    },
    Format {
        name: "webanno-tsv",
        extension: "tsv",
        shape: Shape::Folder,
        description: "WebAnno TSV 3.3 for INCEpTION, a file for each article, and the types",
        programs: "INCEpTION, WebAnno",
        units: UTF16,
        way: Way::Set(tsv::FORMAT),
    },
    Format {
        name: "qdpx",
        extension: "qdpx",
        shape: Shape::File,
        description: "REFI-QDA project exchange for NVivo, ATLAS.ti and MAXQDA",
        programs: "NVivo, ATLAS.ti, MAXQDA, QualCoder, Quirkos, Dedoose",
        units: &[Unit::CodePoints, Unit::Utf16],
        way: Way::Set(qdpx::FORMAT),
    },
    Format {
        name: "qdpx-nvivo",
        extension: "qdpx",
        shape: Shape::File,
        description: "REFI-QDA as NVivo counts, texts with the line ends of Windows",
        programs: "NVivo",
        units: UTF16,
        way: Way::Set(qdpx::NVIVO),
    },
    Format {
        name: "qdpx-maxqda",
        extension: "qdpx",
        shape: Shape::File,
        description: "REFI-QDA as MAXQDA counts, texts with the line ends of Windows",
        programs: "MAXQDA",
        units: CODE_POINTS,
        way: Way::Set(qdpx::MAXQDA),
    },
    Format {
        name: "prodigy",
        extension: "jsonl",
        shape: Shape::File,
        description: "Prodigy JSONL with tokens, spans and relations",
        programs: "Prodigy",
        units: CODE_POINTS,
        way: Way::Set(prodigy::FORMAT),
    },
    Format {
        name: "spacy",
        extension: "jsonl",
        shape: Shape::File,
        description: "spaCy JSONL, a Doc a line with tokens, sentences and span groups",
        programs: "spaCy",
        units: CODE_POINTS,
        way: Way::Set(spacy::FORMAT),
    },
    Format {
        name: "conllu",
        extension: "conllu",
        shape: Shape::Folder,
        description: "CoNLL-U, a file for each annotator with marks in the last column",
        programs: "Universal Dependencies, udtools, Stanza, UDPipe",
        units: BYTES,
        way: Way::Set(conllu::FORMAT),
    },
    Format {
        name: "conll2003",
        extension: "conll",
        shape: Shape::Folder,
        description: "CoNLL-2003, one tag a word, with the texts beside",
        programs: "Flair, NER, BIO, IOB",
        units: BYTES,
        way: Way::Set(conll2003::FORMAT),
    },
    Format {
        name: "claim-review",
        extension: "jsonld",
        shape: Shape::File,
        description: "schema.org ClaimReview of what has a verdict, out only",
        programs: "Google Fact Check Tools, schema.org",
        units: BYTES,
        way: Way::Project(outward::CLAIM_REVIEW),
    },
    Format {
        name: "stix",
        extension: "json",
        shape: Shape::File,
        description: "STIX 2.1 bundle with Admiralty labels and confidence, out only",
        programs: "OpenCTI, TAXII, MISP",
        units: BYTES,
        way: Way::Project(outward::STIX),
    },
    Format {
        name: "misp",
        extension: "json",
        shape: Shape::File,
        description: "MISP event with tags of the Admiralty scale, out only",
        programs: "MISP, PyMISP",
        units: BYTES,
        way: Way::Project(outward::MISP),
    },
];

impl Format {
    /// The format of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<&'static Self> {
        FORMATS.iter().find(|format| format.name == name)
    }

    /// Is it made of a set, so that no project is needed to write it?
    #[must_use]
    pub fn is_made_of_sets(&self) -> bool {
        matches!(self.way, Way::Set(_))
    }

    /// Writes what was selected of a project.
    ///
    /// # Errors
    /// When `out` takes no more, `watch` asked to stop, or what was written does not read back. What was written until then
    /// is no whole export.
    pub fn write(
        &self,
        project: &Project,
        selection: &Selection,
        out: &mut dyn Sink,
        watch: &mut Watch<'_>,
    ) -> Result<(), ExportError> {
        let selected = Selected::of(project, selection);
        match self.way {
            Way::Project(format) => format.write(&selected, &Alone, out, watch)?,
            Way::Set(_) => {
                let packed = self.pack(set_of(&selected), None, watch);
                let packed = packed.map_err(ExportError::from)?;
                for file in packed.files {
                    out.begin(&file.path)?;
                    out.write_all(&file.bytes)?;
                }
            }
        }
        Ok(out.flush()?)
    }
}

/// A text on one line: what breaks lines or columns becomes a space.
fn line(text: &str) -> Cow<'_, str> {
    let breaks = ['\n', '\r', '\t', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}'];
    if text.contains(breaks) { Cow::Owned(text.replace(breaks, " ")) } else { Cow::Borrowed(text) }
}

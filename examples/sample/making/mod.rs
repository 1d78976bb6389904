//! Makes the sample: two invented articles, cut as the program cuts them, and their gold reading on top, entered by the
//! same edits that an analyst's hand makes. It knows nothing of where in the repository the sample lies.

mod build;
mod gold;
mod places;

use ascribe::import::DecodeError;
use ascribe::model::{ArticleError, ArticleId, IdError, Layer, Project, Refusal, assemble};
use ascribe::store::{self, Disk, StoreError, plain};
use ascribe::text::{Role, Segment};
use gold::Gold;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// The code book numbers its hard cases from 1 to this.
const HARD_CASES: u8 = 23;

/// Why there is no sample.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Trouble {
    #[error("gold.ron: {0}")]
    Gold(#[from] ron::error::SpannedError),
    /// A text that is not there.
    #[error("there is no text “{0}”")]
    NoText(String),
    /// A text that was taken in before, or came in under another name.
    #[error("the text was taken in as “{0}”")]
    OtherArticle(ArticleId),
    #[error(transparent)]
    Decode(#[from] DecodeError),
    #[error(transparent)]
    Lost(#[from] places::Lost),
    #[error(transparent)]
    Article(#[from] ArticleError),
    #[error(transparent)]
    Id(#[from] IdError),
    /// A rule of the model is broken.
    #[error("{record}: {refusal}")]
    Refused { record: String, refusal: Refusal },
    /// The reading leaves something out.
    #[error("{0}")]
    Gaps(String),
}

/// The bytes an article came as.
#[derive(Debug)]
pub(crate) struct Original {
    article: ArticleId,
    file: String,
    bytes: Vec<u8>,
}

/// The sample, not yet on a disk.
#[derive(Debug)]
pub(crate) struct Sample {
    pub(crate) project: Project,
    /// The hard cases of the code book that something in the reading shows.
    pub(crate) hard_cases: BTreeSet<u8>,
    originals: Vec<Original>,
}

/// Makes the sample.
///
/// # Errors
/// When the reading does not fit the texts or the model, or leaves something out: a sentence without a mark, a denial
/// without a target, a hard case.
pub(crate) fn make() -> Result<Sample, Trouble> {
    let gold: Gold = ron::from_str(include_str!("gold.ron"))?;
    let texts: BTreeMap<&str, &[u8]> = BTreeMap::from([
        ("harbour-contract.txt", include_bytes!("harbour-contract.txt").as_slice()),
        ("second-berth.txt", include_bytes!("second-berth.txt").as_slice()),
    ]);
    let (project, originals) = build::project(&gold, &texts)?;
    let sample = Sample { project, hard_cases: hard_cases(&gold), originals };
    let gaps = sample.gaps();
    if gaps.is_empty() { Ok(sample) } else { Err(Trouble::Gaps(gaps.join("\n"))) }
}

impl Sample {
    /// Writes the project to a folder that is not there yet.
    ///
    /// # Errors
    /// When the folder holds other files, or the system refuses.
    pub(crate) fn write(&self, folder: &Path) -> Result<(), StoreError> {
        store::create(folder, self.project.tables())?;
        self.originals.iter().try_for_each(|original| {
            let home = folder.join("articles").join(original.article.as_str());
            plain::write_file(&Disk::default(), &home.join(&original.file), &original.bytes)
        })
    }

    /// What the reading leaves out.
    fn gaps(&self) -> Vec<String> {
        let mut gaps: Vec<String> = assemble::unfinished(&self.project)
            .into_iter()
            .map(|problem| format!("{}: {}", problem.record, problem.what))
            .collect();
        for layer in self.project.layers().values().filter(|layer| !layer.marks().is_blank()) {
            gaps.extend(self.unread(layer));
        }
        let missing = (1..=HARD_CASES).filter(|case| !self.hard_cases.contains(case));
        gaps.extend(missing.map(|case| format!("nothing shows the hard case {case}")));
        gaps
    }

    /// Sentences of a layer's article that bear neither a statement nor the mark that there is none.
    fn unread(&self, layer: &Layer) -> Vec<String> {
        let Some(article) = self.project.articles().get(&layer.id().article) else {
            return Vec::new();
        };
        let (marks, text) = (layer.marks(), article.text());
        let is_read = |segment: &&Segment| {
            marks.with_content_in(segment.span).next().is_some()
                || marks.is_no_statement(segment.span)
        };
        let sentences = article.segments().iter().filter(|segment| segment.role == Role::Sentence);
        sentences
            .filter(|segment| !is_read(segment))
            .map(|segment| format!("not read: {}", segment.span.of(&text)))
            .collect()
    }
}

fn hard_cases(gold: &Gold) -> BTreeSet<u8> {
    let articles = gold.articles.iter();
    articles
        .flat_map(|article| {
            let statements = article.statements.iter().flat_map(|s| &s.hard_cases);
            statements.chain(article.remarks.iter().flat_map(|r| &r.hard_cases))
        })
        .copied()
        .collect()
}

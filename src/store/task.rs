//! One piece of reading a project's folder: the file of a record, or an article with its text and all its layers.

use super::layout::Layout;
use super::listing::Listing;
use super::located::{Located, locate};
use super::prints::Print;
use super::reading::{Reading, Unread, bytes_of, text_of};
use crate::format::compact::Packed;
use crate::format::{ArticleFile, LayerFile, PropositionFile, SourceFile};
use crate::model::assemble::{Parts, Problem};
use crate::model::{
    Article, ArticleError, ArticleId, Layer, LayerId, Proposition, PropositionId, Source, SourceId,
};
use crate::text::FrozenText;
use std::io;
use std::path::Path;
use std::sync::Arc;

/// A text, or why it cannot be read.
type Text = Result<FrozenText, Unread>;

/// One piece of reading: a source, a proposition, or an article with all its layers, so that quotes can be held against the text.
pub(super) enum Task {
    Source(SourceId),
    Proposition(PropositionId),
    Article(ArticleId, Vec<LayerId>),
}

/// What came of a task. There are as many as articles, and each is handed on several times, so it is kept small.
#[derive(Default)]
pub(super) struct Outcome {
    source: Option<Box<Source>>,
    proposition: Option<Box<Proposition>>,
    pub(super) article: Option<Arc<Article>>,
    layers: Vec<(Arc<Layer>, Vec<Problem>)>,
    problems: Vec<Located>,
    layer_problems: Vec<(LayerId, Located)>,
}

/// All there is to read: sources, propositions, then articles in their order.
pub(super) fn tasks(listing: &Listing) -> Vec<Task> {
    let sources = listing.sources.iter().cloned().map(Task::Source);
    let propositions = listing.propositions.iter().cloned().map(Task::Proposition);
    let mut tasks: Vec<Task> = sources.chain(propositions).collect();
    // Both are in the order of the articles; there are layers without one, too.
    let mut articles = listing.articles.iter().peekable();
    let mut layers = listing.layers.iter().peekable();
    loop {
        let of_layer = layers.peek().map(|layer| &layer.article);
        let Some(next) = articles.peek().copied().into_iter().chain(of_layer).min() else {
            return tasks;
        };
        articles.next_if(|article| *article == next);
        let own = std::iter::from_fn(|| layers.next_if(|layer| layer.article == *next).cloned());
        tasks.push(Task::Article(next.clone(), own.collect()));
    }
}

impl Outcome {
    /// Of an article that was kept.
    pub(super) fn of(packed: Packed) -> Self {
        let layers = packed.layers.into_iter().map(|layer| (layer, Vec::new())).collect();
        Self { article: Some(Arc::new(packed.article)), layers, ..Self::default() }
    }

    /// Puts the records among the others, and gives back what is wrong with them.
    pub(super) fn unload(self, parts: &mut Parts) -> (Vec<Located>, Vec<(LayerId, Located)>) {
        parts.sources.extend(self.source.map(|source| *source));
        parts.propositions.extend(self.proposition.map(|proposition| *proposition));
        parts.articles.extend(self.article);
        parts.layers.extend(self.layers);
        (self.problems, self.layer_problems)
    }
}

impl Task {
    /// An article with its layers.
    pub(super) fn article(&self) -> Option<(&ArticleId, &[LayerId])> {
        match self {
            Self::Article(id, layers) => Some((id, layers)),
            Self::Source(_) | Self::Proposition(_) => None,
        }
    }

    /// Reads it. The text of an article may have been read already.
    pub(super) fn carry_out(&self, reading: &Reading<'_>, text: Option<Text>) -> Outcome {
        let mut outcome = Outcome::default();
        match self {
            Self::Source(id) => match read_source(reading, id) {
                Ok(source) => outcome.source = Some(Box::new(source)),
                Err(problem) => outcome.problems.push(problem),
            },
            Self::Proposition(id) => match read_proposition(reading, id) {
                Ok(proposition) => outcome.proposition = Some(Box::new(proposition)),
                Err(problem) => outcome.problems.push(problem),
            },
            Self::Article(id, layers) => match article_in(reading, id, text, &mut outcome.problems)
            {
                Ok(Some(article)) => {
                    let text = article.text();
                    for layer in layers {
                        read_layer(reading, layer, &text, &mut outcome);
                    }
                    outcome.article = Some(Arc::new(article));
                }
                Ok(None) => outcome.layer_problems = homeless(reading, layers),
                Err(problem) => {
                    outcome.problems.push(problem);
                    outcome.layer_problems = homeless(reading, layers);
                }
            },
        }
        outcome
    }
}

/// Marks that have no text. How their files look is noted all the same: nobody else changed them.
fn homeless(reading: &Reading<'_>, layers: &[LayerId]) -> Vec<(LayerId, Located)> {
    let problem = |id: &LayerId| {
        let path = reading.layout.layer(id);
        if let Some(prints) = reading.prints {
            prints.note(&path, Print::of(&path));
        }
        let what = format!("the article “{}” of these marks could not be read", id.article);
        (id.clone(), Located::error(&reading.relative(&path), what))
    };
    layers.iter().map(problem).collect()
}

fn other_id(file: &Path, found: &str) -> Located {
    Located::error(
        file,
        format!("the record calls itself “{found}”, which is not the name of its file"),
    )
}

fn read_source(reading: &Reading<'_>, id: &SourceId) -> Result<Source, Located> {
    let path = reading.layout.source(id);
    let file = reading.relative(&path);
    let source = reading.file::<SourceFile>(&path).map_err(|unread| unread.located(&file))?;
    let source = Source::from(source);
    if source.id == *id { Ok(source) } else { Err(other_id(&file, source.id.as_str())) }
}

fn read_proposition(reading: &Reading<'_>, id: &PropositionId) -> Result<Proposition, Located> {
    let path = reading.layout.proposition(id);
    let file = reading.relative(&path);
    let record = reading.file::<PropositionFile>(&path).map_err(|unread| unread.located(&file))?;
    let proposition = Proposition::from(record);
    if proposition.id == *id {
        Ok(proposition)
    } else {
        Err(other_id(&file, proposition.id.as_str()))
    }
}

/// `None` when the folder holds no article: an import that was never finished, or taken back.
pub(super) fn read_article(
    layout: &Layout,
    id: &ArticleId,
    problems: &mut Vec<Located>,
) -> Result<Option<Article>, Located> {
    article_in(&Reading { layout, prints: None }, id, None, problems)
}

fn article_in(
    reading: &Reading<'_>,
    id: &ArticleId,
    text: Option<Text>,
    problems: &mut Vec<Located>,
) -> Result<Option<Article>, Located> {
    let path = reading.layout.article(id);
    let file = || reading.relative(&path);
    let article = match reading.file::<ArticleFile>(&path) {
        Ok(article) => article,
        Err(Unread::Io(error)) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(unread) => return Err(unread.located(&file())),
    };
    if article.id() != id {
        return Err(other_id(&file(), article.id().as_str()));
    }
    let text_path = reading.layout.text(id);
    let text_file = || reading.relative(&text_path);
    let read = || text_of(bytes_of(&text_path)).map(FrozenText::from);
    let text = text.unwrap_or_else(read).map_err(|unread| unread.located(&text_file()))?;
    let article = article.into_article(text).map_err(|error| match error {
        ArticleError::Hash { .. } => Located::error(
            &text_file(),
            format!("{error}: this is not the text that was annotated. Bring the old text back"),
        ),
        other => Located::error(&file(), other.to_string()),
    })?;
    let original = &article.original().file;
    if !original.is_empty() && !reading.layout.article_folder(id).join(original).is_file() {
        problems.push(Located::warning(&file(), format!("the original “{original}” is missing")));
    }
    Ok(Some(article))
}

fn read_layer(reading: &Reading<'_>, id: &LayerId, text: &str, outcome: &mut Outcome) {
    let path = reading.layout.layer(id);
    let file = || reading.relative(&path);
    let problems = match reading.file::<LayerFile>(&path) {
        Ok(layer) if layer.id() != *id => {
            let LayerId { article, annotator } = layer.id();
            vec![other_id(&file(), &format!("{annotator}/{article}"))]
        }
        Ok(layer) => {
            let (id, parts, problems) = layer.into_parts(text);
            outcome.layers.push(parts.into_layer(&id));
            locate(reading.layout, problems)
        }
        Err(unread) => vec![unread.located(&file())],
    };
    outcome.layer_problems.extend(problems.into_iter().map(|problem| (id.clone(), problem)));
}

//! Reads a project's folder as it lies there: every file by itself, what cannot be read reported, the rest kept.

use super::crew;
use super::error::{Attempt as _, StoreError};
use super::layout::Layout;
use super::listing::Listing;
use super::located::{Located, locate};
use super::prints::{Print, Prints};
use super::reading::{Reading, Unread, bytes_of, read_file, text_of};
use super::waiting::Waiting;
use crate::format::{
    ArticleFile, FormatError, LayerFile, ProjectFile, PropositionFile, SourceFile,
};
use crate::model::assemble::{Parts, Problem};
use crate::model::{
    Annotator, AnnotatorKind, Article, ArticleError, ArticleId, Layer, LayerId, Proposition,
    PropositionId, Settings, Source, SourceId, Tables,
};
use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

/// Most articles that are read one after the other, so that their texts can be laid together.
const AT_A_TIME: usize = 32;

/// What lies in the folder.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// Every record that could be read.
    pub(super) parts: Parts,
    /// Folders of articles, with or without an article in them.
    pub(super) folders: BTreeSet<ArticleId>,
    pub(super) problems: Vec<Located>,
    /// Apart from the others: a step since the last save may have taken the layer away.
    pub(super) layer_problems: Vec<(LayerId, Located)>,
}

/// Reads the whole folder, and notes how each file looked right before it was read.
///
/// # Errors
/// When it is no project, or its own file is written by another version or cannot be read by the system; or when it is
/// given up.
pub(super) fn read(
    layout: &Layout,
    listing: &Listing,
    prints: &Prints,
    waiting: &dyn Waiting,
) -> Result<Found, StoreError> {
    let mut found = Found { folders: listing.articles.clone(), ..Found::default() };
    let reading = Reading { layout, prints: Some(prints) };
    read_project(&reading, listing, &mut found)?;
    let tasks = tasks(listing);
    prints.expect(tasks.len() + listing.layers.len());
    let blocks = crew::runs(&tasks, AT_A_TIME);
    let (n_done, is_given_up) = (AtomicUsize::new(0), AtomicBool::new(false));
    let often = (tasks.len() / 200).max(16);
    let carry_out = |task: &Task| {
        if is_given_up.load(Ordering::Relaxed) {
            return Outcome::default();
        }
        let done = n_done.fetch_add(1, Ordering::Relaxed);
        if done.is_multiple_of(often) && waiting.reached(done, tasks.len()).is_break() {
            is_given_up.store(true, Ordering::Relaxed);
        }
        task.carry_out(&reading)
    };
    let outcomes = crew::each(&blocks, crew::n_cores(), |block| {
        let mut outcomes: Vec<Outcome> = block.iter().map(carry_out).collect();
        // Nobody else has them yet.
        let articles =
            outcomes.iter_mut().filter_map(|outcome| Arc::get_mut(outcome.article.as_mut()?));
        Article::lay_texts_together(articles);
        outcomes
    });
    if is_given_up.into_inner() {
        return Err(StoreError::GivenUp);
    }
    for outcome in outcomes.into_iter().flatten() {
        found.parts.sources.extend(outcome.source.map(|source| *source));
        found.parts.propositions.extend(outcome.proposition.map(|proposition| *proposition));
        found.parts.articles.extend(outcome.article);
        found.parts.layers.extend(outcome.layers);
        found.problems.extend(outcome.problems);
        found.layer_problems.extend(outcome.layer_problems);
    }
    Ok(found)
}

fn read_project(
    reading: &Reading<'_>,
    listing: &Listing,
    found: &mut Found,
) -> Result<(), StoreError> {
    let layout = reading.layout;
    let path = layout.project();
    match reading.file::<ProjectFile>(&path) {
        Ok(file) => (found.parts.settings, found.parts.annotators) = file.into_parts(),
        Err(Unread::Io(error)) if error.kind() == io::ErrorKind::NotFound => {
            return Err(StoreError::no_project(layout.root()));
        }
        Err(Unread::Io(error)) => Err(error).attempt("read", &path)?,
        Err(Unread::Format(source @ FormatError::Version { .. })) => {
            return Err(StoreError::Format { path, source });
        }
        Err(unread) => {
            found.problems.push(unread.located(&layout.relative(&path)));
            stand_in(layout, listing, found);
        }
    }
    Ok(())
}

/// Reads all sources and propositions and the first article, while the files of the others wait.
pub(super) fn read_first(layout: &Layout, listing: &Listing) -> Option<(Tables, Vec<Located>)> {
    let article = listing.articles.first()?;
    let (settings, annotators) = read_file::<ProjectFile>(&layout.project()).ok()?.into_parts();
    let parts = Parts { settings, annotators, ..Parts::default() };
    let layers = listing.layers.iter().filter(|layer| layer.article == *article).cloned().collect();
    let articles = BTreeMap::from([(article.clone(), layers)]);
    Some(read_into(parts, layout, (&listing.sources, &listing.propositions, articles)))
}

/// Reads the files of these sources and propositions, and of these articles with some of their layers.
pub(super) fn read_records(
    layout: &Layout,
    sources: &BTreeSet<SourceId>,
    propositions: &BTreeSet<PropositionId>,
    articles: BTreeMap<ArticleId, Vec<LayerId>>,
) -> (Tables, Vec<Located>) {
    read_into(Parts::default(), layout, (sources, propositions, articles))
}

type Wanted<'a> =
    (&'a BTreeSet<SourceId>, &'a BTreeSet<PropositionId>, BTreeMap<ArticleId, Vec<LayerId>>);

fn read_into(
    mut parts: Parts,
    layout: &Layout,
    (sources, propositions, articles): Wanted<'_>,
) -> (Tables, Vec<Located>) {
    let sources = sources.iter().cloned().map(Task::Source);
    let propositions = propositions.iter().cloned().map(Task::Proposition);
    let articles = articles.into_iter().map(|(id, layers)| Task::Article(id, layers));
    let mut problems = Vec::new();
    let reading = Reading { layout, prints: None };
    for task in sources.chain(propositions).chain(articles) {
        let outcome = task.carry_out(&reading);
        parts.sources.extend(outcome.source.map(|source| *source));
        parts.propositions.extend(outcome.proposition.map(|proposition| *proposition));
        parts.articles.extend(outcome.article);
        parts.layers.extend(outcome.layers);
        problems.extend(outcome.problems);
        problems.extend(outcome.layer_problems.into_iter().map(|(_, problem)| problem));
    }
    let (tables, doubled) = parts.into_tables();
    problems.extend(locate(layout, doubled));
    (tables, problems)
}

/// What a folder tells about a project whose own file is damaged: enough to read the rest.
fn stand_in(layout: &Layout, listing: &Listing, found: &mut Found) {
    let name = layout.root().file_name().unwrap_or_default();
    found.parts.settings =
        Settings { title: name.to_string_lossy().into_owned(), ..Settings::default() };
    let ids: BTreeSet<_> = listing.layers.iter().map(|layer| &layer.annotator).collect();
    found.parts.annotators = ids
        .into_iter()
        .map(|id| Annotator { id: id.clone(), name: id.to_string(), kind: AnnotatorKind::Human })
        .collect();
}

/// One piece of reading: a source, a proposition, or an article with all its layers, so that quotes can be held against the text.
enum Task {
    Source(SourceId),
    Proposition(PropositionId),
    Article(ArticleId, Vec<LayerId>),
}

/// What came of a task. There are as many as articles, and each is handed on several times, so it is kept small.
#[derive(Default)]
struct Outcome {
    source: Option<Box<Source>>,
    proposition: Option<Box<Proposition>>,
    article: Option<Arc<Article>>,
    layers: Vec<(Arc<Layer>, Vec<Problem>)>,
    problems: Vec<Located>,
    layer_problems: Vec<(LayerId, Located)>,
}

fn tasks(listing: &Listing) -> Vec<Task> {
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

impl Task {
    fn carry_out(&self, reading: &Reading<'_>) -> Outcome {
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
            Self::Article(id, layers) => match article_in(reading, id, &mut outcome.problems) {
                Ok(Some(article)) => {
                    for layer in layers {
                        read_layer(reading, layer, article.text(), &mut outcome);
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
    article_in(&Reading { layout, prints: None }, id, problems)
}

fn article_in(
    reading: &Reading<'_>,
    id: &ArticleId,
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
    let text = text_of(bytes_of(&text_path)).map_err(|unread| unread.located(&text_file()))?;
    let article = article.into_article(text.into()).map_err(|error| match error {
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

//! Reads a project's folder as it lies there: every file by itself, what cannot be read reported, the rest kept.

use super::cache::{Cache, Recalled};
use super::crew;
use super::error::{Attempt as _, StoreError};
use super::layout::Layout;
use super::listing::Listing;
use super::located::{Located, locate};
use super::prints::Prints;
use super::reading::{Reading, Unread, read_file};
use super::task::{Outcome, Task, tasks};
use super::texts::texts;
use super::waiting::{Progress, Waiting};
use crate::format::{FormatError, ProjectFile};
use crate::model::assemble::Parts;
use crate::model::{
    Annotator, AnnotatorKind, ArticleId, LayerId, PropositionId, Settings, SourceId, Tables,
};
use std::collections::{BTreeMap, BTreeSet};
use std::io;

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
    /// Articles that are not in the cache as they are in the files.
    pub(super) n_read: usize,
    /// Articles that are in the cache and in no folder.
    pub(super) n_gone: usize,
}

/// Reads the whole folder, and notes how each file looked right before it was read. What is kept in the cache is read there.
///
/// # Errors
/// When it is no project, or its own file is written by another version or cannot be read by the system; or when it is
/// given up.
pub(super) fn read(
    layout: &Layout,
    listing: &Listing,
    prints: &Prints,
    waiting: &dyn Waiting,
    cache: Option<&Cache>,
) -> Result<Found, StoreError> {
    let mut found = Found { folders: listing.articles.clone(), ..Found::default() };
    let reading = Reading { layout, prints: Some(prints) };
    read_project(&reading, listing, &mut found)?;
    let tasks = tasks(listing);
    prints.expect(tasks.len() + listing.layers.len());
    let progress = Progress::new(tasks.len(), waiting);
    let mut outcomes: Vec<Option<Outcome>> = tasks.iter().map(|_| None).collect();
    if let Some(cache) = cache {
        found.n_gone = recall(cache, &reading, &tasks, &progress, &mut outcomes);
    }
    let left = tasks.iter().zip(&mut outcomes).filter(|(_, outcome)| outcome.is_none());
    let (left, places): (Vec<&Task>, Vec<&mut Option<Outcome>>) = left.unzip();
    found.n_read = left.iter().filter(|task| matches!(task, Task::Article(..))).count();
    let blocks = crew::runs(&left, AT_A_TIME);
    let read = crew::each(&blocks, crew::n_cores(), |block| {
        let of_articles = block.iter().filter_map(|task| task.article());
        let wanted = of_articles.take_while(|_| progress.goes_on(1));
        let mut texts = texts(wanted.map(|(id, _)| layout.text(id))).into_iter();
        let carry_out = |task: &&Task| {
            let text = task.article().and_then(|_| texts.next());
            // Articles counted when their texts were read.
            let goes_on = progress.goes_on(usize::from(text.is_none()));
            goes_on.then(|| task.carry_out(&reading, text))
        };
        block.iter().map_while(carry_out).collect::<Vec<Outcome>>()
    });
    if progress.is_given_up() {
        return Err(StoreError::GivenUp);
    }
    places.into_iter().zip(read.into_iter().flatten()).for_each(|(place, outcome)| {
        *place = Some(outcome);
    });
    for outcome in outcomes.into_iter().flatten() {
        let (problems, layer_problems) = outcome.unload(&mut found.parts);
        found.problems.extend(problems);
        found.layer_problems.extend(layer_problems);
    }
    Ok(found)
}

/// Puts what is kept of articles in its place, where it is what their files hold. Says how many kept ones are gone.
fn recall(
    cache: &Cache,
    reading: &Reading<'_>,
    tasks: &[Task],
    progress: &Progress<'_>,
    outcomes: &mut [Option<Outcome>],
) -> usize {
    // What is no article comes before all that are, and these are in order.
    let place = |id: &ArticleId| {
        let before = |task: &Task| task.article().is_none_or(|(article, _)| article < id);
        let place = tasks.partition_point(before);
        let (_, layers) = tasks.get(place)?.article().filter(|(article, _)| *article == id)?;
        Some((place, layers))
    };
    let named = |id: &ArticleId| place(id).map(|(_, layers)| layers);
    let found = crew::each(cache.pieces(), crew::n_cores(), |piece| {
        if !progress.is_wanted() {
            return (Vec::new(), 0);
        }
        let found = cache.recall(*piece, reading.layout, &named);
        progress.goes_on(found.recalled.len());
        let mut outcomes = Vec::new();
        for Recalled { packed, prints } in found.recalled {
            if let (Some((place, _)), Some(known)) = (place(packed.article.id()), reading.prints) {
                prints.into_iter().for_each(|(path, print)| known.note(&path, Some(print)));
                outcomes.push((place, Outcome::of(packed)));
            }
        }
        (outcomes, found.n_gone)
    });
    let mut n_gone = 0;
    for (recalled, gone) in found {
        n_gone += gone;
        for (place, outcome) in recalled {
            if let Some(empty) = outcomes.get_mut(place) {
                *empty = Some(outcome);
            }
        }
    }
    n_gone
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
        let (found, of_layers) = task.carry_out(&reading, None).unload(&mut parts);
        problems.extend(found.into_iter().chain(of_layers.into_iter().map(|(_, one)| one)));
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

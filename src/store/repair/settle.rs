//! Takes out of the files what names nothing: the project that opens to be read becomes the one that lies there.

use super::Work;
use crate::model::assemble::{Home, Problem, Severity, assemble};
use crate::model::{Edit, LayerId, Project, Tables};
use crate::store::Store;
use crate::store::changes::{Changes, Key, Written};
use crate::store::error::StoreError;
use crate::store::journals::Journals;
use crate::store::layout::Layout;
use crate::store::listing::Listing;
use crate::store::located::{Located, locate};
use crate::store::outside::Seen;
use crate::store::prints::Prints;
use crate::store::read::{Found, read};
use crate::store::replay::{Texts, replay};
use crate::store::steps::FoundSteps;
use crate::store::waiting::Nobody;
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

/// A project as it will lie in its folder, and what has to go for that.
struct Settlement {
    project: Project,
    written: Written,
    /// Why records go; their files are kept.
    reasons: Vec<Located>,
    /// Layers of articles that are nowhere.
    homeless: BTreeSet<LayerId>,
}

impl Work<'_> {
    /// Writes the project that can be read over the files, when nothing in them is left that somebody has to look at.
    pub(super) fn settle(&mut self) -> Result<(), StoreError> {
        let listing = Listing::of(self.layout)?;
        let found = read(self.layout, &listing, &Prints::default(), &Nobody, None)?;
        let steps = FoundSteps::read(self.layout, &listing);
        let Some(settlement) = settlement(self.layout, found, &steps) else { return Ok(()) };
        let Settlement { project, written, reasons, homeless } = settlement;
        if reasons.is_empty() {
            return Ok(());
        }
        for reason in &reasons {
            self.keep(&self.layout.root().join(&reason.file))?;
        }
        // Steps that were not saved go into the files too, and those are not told as repairs.
        for key in Changes::between(&written, project.tables()).keys() {
            self.keep(&path(self.layout, &key))?;
        }
        let journals = Journals::new(self.disk, self.layout, &steps);
        journals.put_torn_aside(&steps)?;
        let (disk, layout) = (self.disk.clone(), self.layout.clone());
        let unwritten = Vec::new();
        let mut store = Store {
            disk,
            layout,
            journals,
            written,
            seen: Seen::blind(),
            is_elsewhere: false,
            unwritten,
            refusal: None,
            is_open: Arc::default(),
            _lock: None,
        };
        store.save(project.tables())?;
        for id in &homeless {
            // The copy in the bin is the file itself, so this takes nothing away.
            self.disk.remove(&self.layout.layer(id))?;
            self.disk.sync_folder(&self.layout.layers().join(id.annotator.as_str()))?;
        }
        let kept = |reason: Located| Located {
            what: format!("kept aside: {}", reason.what),
            severity: Severity::Warning,
            ..reason
        };
        self.done.extend(reasons.into_iter().map(kept));
        Ok(())
    }
}

/// `None` where something is left that somebody has to look at.
fn settlement(layout: &Layout, found: Found, steps: &FoundSteps) -> Option<Settlement> {
    let is_error = |problem: &Located| problem.severity == Severity::Error;
    if found.problems.iter().chain(&steps.problems).any(is_error) {
        return None;
    }
    let (saved, doubled) = found.parts.into_tables();
    let mut tables = saved.clone();
    let (mut texts, mut unreplayed) = (Texts::new(layout, &saved), Vec::new());
    let removed = replay(&mut tables, &steps.unsaved, &mut texts, &mut unreplayed);
    let mut written = Written::new(saved);
    steps.unsaved.iter().for_each(|found| written.note(&found.step));
    let mut reasons = Vec::new();
    let mut homeless = BTreeSet::new();
    for (id, problem) in found.layer_problems {
        let has_article = layout.article(&id.article).exists();
        match (removed.contains(&id), problem.record.is_empty()) {
            (false, true) if has_article => return None,
            (false, true) => drop(homeless.insert(id)),
            // The layer is gone by a later step, or it is written without the record.
            _ => drop(written.doubtful.insert(Key::Layer(id))),
        }
        reasons.push(problem);
    }
    let mut problems = doubled;
    problems.extend(without_lost_sources(&mut tables));
    let (project, refused) = assemble(tables);
    problems.extend(refused);
    if !unreplayed.is_empty() || problems.iter().any(|problem| is_stuck(problem, &project)) {
        return None;
    }
    written.doubtful.extend(problems.iter().map(|problem| key(&problem.home)));
    reasons.extend(locate(layout, problems));
    Some(Settlement { project, written, reasons, homeless })
}

/// Would a whole record, or what rests on it, be lost to the program?
fn is_stuck(problem: &Problem, project: &Project) -> bool {
    match &problem.home {
        Home::Layer(_) => problem.record.is_empty(),
        Home::Source(id) => !project.sources().contains_key(id),
        Home::Proposition(id) => !project.propositions().contains_key(id),
        Home::Article(id) => !project.articles().contains_key(id),
        Home::Project => true,
    }
}

fn path(layout: &Layout, key: &Key) -> PathBuf {
    match key {
        Key::Project => layout.project(),
        Key::Source(id) => layout.source(id),
        Key::Proposition(id) => layout.proposition(id),
        Key::Article(id) => layout.article(id),
        Key::Layer(id) => layout.layer(id),
    }
}

fn key(home: &Home) -> Key {
    match home {
        Home::Project => Key::Project,
        Home::Source(id) => Key::Source(id.clone()),
        Home::Proposition(id) => Key::Proposition(id.clone()),
        Home::Article(id) => Key::Article(id.clone()),
        Home::Layer(id) => Key::Layer(id.clone()),
    }
}

/// Articles whose outlet or author names no source: who it was is not known then. Without this the article would go, and
/// all that was marked in it.
fn without_lost_sources(tables: &mut Tables) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut edits = Vec::new();
    for (id, article) in tables.articles() {
        let mut metadata = article.metadata().clone();
        for (what, named) in [("outlet", &mut metadata.publisher), ("author", &mut metadata.author)]
        {
            if let Some(lost) = named.take_if(|id| !tables.sources().contains_key(id)) {
                problems.push(Problem {
                    severity: Severity::Error,
                    home: Home::Article(id.clone()),
                    record: String::new(),
                    what: format!("there is no source “{lost}”; the {what} is not known now"),
                });
            }
        }
        edits.push(Edit::Metadata(id.clone(), metadata));
    }
    edits.into_iter().for_each(|edit| drop(tables.put(edit)));
    problems
}

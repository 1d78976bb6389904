//! From records that may not fit together to a project in which they do, with a list of what had to stay out.
//!
//! Files come from disks, colleagues and editors. Each record meets the same rules as an edit; what breaks one is left
//! out and reported, so that the rest can still be read.

use super::article::Article;
use super::edit::{Edit, apply};
use super::id::{ArticleId, PropositionId, SourceId};
use super::layer::{Annotator, Layer, LayerHead, LayerId};
use super::marks::Marks;
use super::project::{Project, Settings, Tables};
use super::proposition::Proposition;
use super::refusal::Refusal;
use super::source::Source;
use super::statement::{Relation, Remark, Statement};
use super::table::Table;
use super::vocabulary::{Kind, RelationKind};
use super::whole::whole;
use crate::text::Span;
use std::sync::{Arc, OnceLock};

/// How bad a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Work that is not finished: a denial without a target.
    Unfinished,
    /// Odd, and nothing is lost by it.
    Warning,
    /// A record had to stay out.
    Error,
}

/// The record a problem is in; `store` knows its file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Home {
    /// The project's own record.
    Project,
    /// A source's record.
    Source(SourceId),
    /// A proposition's record.
    Proposition(PropositionId),
    /// An article's record.
    Article(ArticleId),
    /// A layer.
    Layer(LayerId),
}

/// Something that is wrong or unfinished in a project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// How bad it is.
    pub severity: Severity,
    /// Where it is.
    pub home: Home,
    /// The id of the record inside its home, where it has one.
    pub record: String,
    /// What is wrong, in words.
    pub what: String,
}

/// The records of one layer, as a file lists them.
#[derive(Clone, Debug, Default)]
pub struct LayerParts {
    /// What is known about the layer.
    pub head: LayerHead,
    /// In any order.
    pub statements: Vec<Statement>,
    /// In any order.
    pub relations: Vec<Relation>,
    /// In any order.
    pub remarks: Vec<Remark>,
    /// Stretches without a statement, in bytes.
    pub no_statement: Vec<Span>,
}

/// The records of a project, as files list them.
#[derive(Clone, Debug, Default)]
pub struct Parts {
    /// What is set for the whole project.
    pub settings: Settings,
    /// In any order.
    pub annotators: Vec<Annotator>,
    /// In any order; the built-in source may be left out.
    pub sources: Vec<Source>,
    /// In any order.
    pub propositions: Vec<Proposition>,
    /// With their texts.
    pub articles: Vec<Arc<Article>>,
    /// Each with what was wrong with its records.
    pub layers: Vec<(Arc<Layer>, Vec<Problem>)>,
}

impl Parts {
    /// The tables of these records; of two with one id the first stays, and the other is reported.
    #[must_use]
    pub fn into_tables(self) -> (Tables, Vec<Problem>) {
        self.into_tables_asking(&one_by_one)
    }

    /// The same for somebody who has threads.
    #[must_use]
    pub fn into_tables_asking(self, all: Asking<'_>) -> (Tables, Vec<Problem>) {
        let mut tables = Tables::new(self.settings);
        let annotators = self.annotators.into_iter().map(|one| (one.id.clone(), one));
        let sources = self.sources.into_iter().map(|one| (one.id.clone(), one));
        let propositions = self.propositions.into_iter().map(|one| (one.id.clone(), one));
        let (annotators, mut problems) = by_id(annotators, |id| twice(Home::Project, id.as_str()));
        let (sources, doubled) = by_id(sources, |id| twice(Home::Source(id), ""));
        problems.extend(doubled);
        let (propositions, doubled) = by_id(propositions, |id| twice(Home::Proposition(id), ""));
        problems.extend(doubled);
        tables.annotators = annotators;
        // The built-in source gives way to a record of the same id.
        tables.sources.extend(sources);
        tables.propositions = propositions;
        problems.extend(self.layers.iter().flat_map(|(_, found)| found).cloned());
        // These are the large ones, and know nothing of each other.
        let (articles, layers) = (OnceLock::new(), OnceLock::new());
        let make = |part: usize| {
            if part == 0 {
                let records = self.articles.iter().map(|one| (one.id().clone(), Arc::clone(one)));
                articles.get_or_init(|| by_id(records, |id| twice(Home::Article(id), "")));
            } else {
                let records =
                    self.layers.iter().map(|(one, _)| (one.id().clone(), Arc::clone(one)));
                layers.get_or_init(|| by_id(records, |id| twice(Home::Layer(id), "")));
            }
            true
        };
        all(2, &make);
        let (articles, doubled) = articles.into_inner().unwrap_or_default();
        tables.articles = articles;
        problems.extend(doubled);
        let (layers, doubled) = layers.into_inner().unwrap_or_default();
        tables.layers = layers;
        problems.extend(doubled);
        (tables, problems)
    }
}

/// Puts the value in its place, unless there is one already: then the key comes back.
fn first<K: Ord + Clone, V: Clone>(table: &mut Table<K, V>, key: K, value: V) -> Option<K> {
    // Hardly ever is there one, so the place is sought once and not asked about before.
    let before = table.insert(key.clone(), value)?;
    table.insert(key.clone(), before);
    Some(key)
}

/// A table of records, and what is told of those that stay out.
fn by_id<K: Ord + Clone, V: Clone>(
    records: impl Iterator<Item = (K, V)>,
    told: impl Fn(K) -> Problem,
) -> (Table<K, V>, Vec<Problem>) {
    let mut table = Table::new();
    let doubled = records.filter_map(|(id, record)| first(&mut table, id, record)).map(told);
    let problems = doubled.collect();
    (table, problems)
}

fn twice(home: Home, record: &str) -> Problem {
    Problem {
        severity: Severity::Error,
        home,
        record: record.to_owned(),
        what: "the id occurs twice; the first record was kept".to_owned(),
    }
}

impl LayerParts {
    /// The layer of these records; of two with one id the first stays, and the other is reported.
    #[must_use]
    pub fn into_layer(mut self, id: &LayerId) -> (Arc<Layer>, Vec<Problem>) {
        let head = std::mem::take(&mut self.head);
        let (marks, doubled) = self.into_marks();
        let problem = |record: String| twice(Home::Layer(id.clone()), &record);
        let layer = Layer { id: Arc::new(id.clone()), head, marks: marks.into() };
        (Arc::new(layer), doubled.into_iter().map(problem).collect())
    }

    /// What lies in the layer of these records, and the ids of those that stay out because another has theirs.
    #[must_use]
    pub fn into_marks(self) -> (Marks, Vec<String>) {
        let (mut marks, mut doubled) = (Marks::default(), Vec::new());
        for statement in self.statements {
            // Hardly ever is there one, so the place is sought once and not asked about before.
            if let Some(before) = marks.put_statement(Arc::new(statement)) {
                doubled.push(before.id.to_string());
                marks.put_statement(before);
            }
        }
        for relation in self.relations {
            let id = first(&mut marks.relations, relation.id.clone(), relation);
            doubled.extend(id.map(|id| id.to_string()));
        }
        for remark in self.remarks {
            let id = first(&mut marks.remarks, remark.id.clone(), remark);
            doubled.extend(id.map(|id| id.to_string()));
        }
        marks.no_statement.extend(self.no_statement);
        (marks, doubled)
    }
}

/// Asks the same about each of so many parts, by their numbers, and says whether all answers are yes. The parts can be asked
/// about in any order and at the same time: whoever has threads puts them to it.
pub type Asking<'a> = &'a dyn Fn(usize, &(dyn Fn(usize) -> bool + Sync)) -> bool;

/// Makes a project of tables. What breaks a rule stays out and is reported.
#[must_use]
pub fn assemble(tables: Tables) -> (Project, Vec<Problem>) {
    assemble_asking(tables, &one_by_one)
}

fn one_by_one(n_parts: usize, is_so: &(dyn Fn(usize) -> bool + Sync)) -> bool {
    (0..n_parts).all(is_so)
}

/// The same for somebody who has threads.
#[must_use]
pub fn assemble_asking(tables: Tables, all: Asking<'_>) -> (Project, Vec<Problem>) {
    match whole(&tables, all) {
        Some(project) => (project, Vec::new()),
        None => record_by_record(tables),
    }
}

/// The same, found out record by record, whether or not the tables hold together as they are.
#[must_use]
pub fn record_by_record(tables: Tables) -> (Project, Vec<Problem>) {
    let mut assembly = Assembly { project: Project::new(tables.settings), problems: Vec::new() };
    for (id, annotator) in tables.annotators {
        let name = id.to_string();
        assembly.take(&Home::Project, &name, Edit::Annotator(id, Some(annotator)));
    }
    assembly.take_sources(tables.sources.values().cloned().collect());
    for (id, proposition) in tables.propositions {
        let edit = Edit::Proposition(id.clone(), Some(proposition));
        assembly.take(&Home::Proposition(id), "", edit);
    }
    for (id, article) in tables.articles {
        assembly.take(&Home::Article(id.clone()), "", Edit::Article(id, Some(article)));
    }
    assembly.take_layers(&tables.layers.into_iter().collect::<Vec<_>>());
    (assembly.project, assembly.problems)
}

struct Assembly {
    project: Project,
    problems: Vec<Problem>,
}

impl Assembly {
    fn take(&mut self, home: &Home, record: &str, edit: Edit) -> bool {
        let refusal = apply(&mut self.project, edit).err();
        let taken = refusal.is_none();
        if let Some(refusal) = refusal {
            self.report(home, record, &refusal);
        }
        taken
    }

    fn report(&mut self, home: &Home, record: &str, refusal: &Refusal) {
        self.problems.push(Problem {
            severity: Severity::Error,
            home: home.clone(),
            record: record.to_owned(),
            what: refusal.to_string(),
        });
    }

    /// Sources first alone, then with the body they belong to, whatever their order in the files.
    fn take_sources(&mut self, sources: Vec<Source>) {
        for source in &sources {
            let alone = Source { part_of: None, ..source.clone() };
            self.take(
                &Home::Source(source.id.clone()),
                "",
                Edit::Source(source.id.clone(), Some(alone)),
            );
        }
        for source in sources.into_iter().filter(|source| source.part_of.is_some()) {
            let home = Home::Source(source.id.clone());
            self.take(&home, "", Edit::Source(source.id.clone(), Some(source)));
        }
    }

    /// Statements of all layers before the relations between them.
    fn take_layers(&mut self, layers: &[(LayerId, Arc<Layer>)]) {
        let mut taken = Vec::new();
        for (id, layer) in layers {
            let home = Home::Layer(id.clone());
            if !self.take(&home, "", Edit::Layer(id.clone(), Some(layer.head.clone()))) {
                continue;
            }
            let marks = layer.marks();
            for (name, statement) in &marks.statements {
                let edit = Edit::Statement(id.clone(), name.clone(), Some(Arc::clone(statement)));
                self.take(&home, name.as_str(), edit);
            }
            for (name, remark) in &marks.remarks {
                let edit = Edit::Remark(id.clone(), name.clone(), Some(remark.clone()));
                self.take(&home, name.as_str(), edit);
            }
            for span in &marks.no_statement {
                self.take(&home, "no_statement", Edit::NoStatement(id.clone(), *span, true));
            }
            taken.push((id, layer));
        }
        for (id, layer) in taken {
            for (name, relation) in layer.marks().relations() {
                let edit = Edit::Relation(id.clone(), name.clone(), Some(relation.clone()));
                self.take(&Home::Layer(id.clone()), name.as_str(), edit);
            }
        }
    }
}

/// What is unfinished in a project whose records fit together: denials that point at nothing.
#[must_use]
pub fn unfinished(project: &Project) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (home, layer) in project.layers() {
        for statement in layer.marks().statements().values() {
            if statement.kind == Kind::Denial && !has_target(project, statement) {
                problems.push(Problem {
                    severity: Severity::Unfinished,
                    home: Home::Layer(home.clone()),
                    record: statement.id.to_string(),
                    what: "a denial without a target: relate it to what it denies, or flag it “target outside this set”"
                        .to_owned(),
                });
            }
        }
    }
    problems
}

/// Does a denial point at what it denies, or say that this is elsewhere?
#[must_use]
pub fn has_target(project: &Project, denial: &Statement) -> bool {
    denial.flags.contains(&super::vocabulary::Flag::TargetOutsideSet)
        || project
            .relations_at(&denial.id)
            .any(|(_, r)| r.kind == RelationKind::Denies && r.from == denial.id)
}

//! From records that may not fit together to a project in which they do, with a list of what had to stay out.
//!
//! Files come from disks, colleagues and editors. Each record meets the same rules as an edit; what breaks one is left
//! out and reported, so that the rest can still be read.

use super::article::Article;
use super::edit::{Edit, apply};
use super::id::{ArticleId, SourceId};
use super::layer::{Annotator, Layer, LayerHead, LayerId};
use super::project::{Project, Settings, Tables};
use super::rules::Refusal;
use super::source::Source;
use super::statement::{Relation, Remark, Statement};
use super::vocabulary::{Kind, RelationKind};
use crate::text::Span;
use std::sync::Arc;

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
    /// With their texts.
    pub articles: Vec<Article>,
    /// By article and annotator.
    pub layers: Vec<(LayerId, LayerParts)>,
}

impl Parts {
    /// The tables of these records; of two with one id the first stays, and the other is reported.
    #[must_use]
    pub fn into_tables(self) -> (Tables, Vec<Problem>) {
        let mut tables = Tables::new(self.settings);
        let mut problems = Vec::new();
        for annotator in self.annotators {
            tables.annotators.insert(annotator.id.clone(), annotator);
        }
        for source in self.sources {
            tables.sources.insert(source.id.clone(), source);
        }
        for article in self.articles {
            tables.articles.insert(article.id().clone(), Arc::new(article));
        }
        for (id, parts) in self.layers {
            let layer = layer_of(&id, parts, &mut problems);
            tables.layers.insert(id, Arc::new(layer));
        }
        (tables, problems)
    }
}

fn layer_of(id: &LayerId, parts: LayerParts, problems: &mut Vec<Problem>) -> Layer {
    let mut twice = |record: &str| {
        problems.push(Problem {
            severity: Severity::Error,
            home: Home::Layer(id.clone()),
            record: record.to_owned(),
            what: "the id occurs twice in this layer; the first record was kept".to_owned(),
        });
    };
    let mut layer = Layer::new(id.clone(), parts.head);
    for statement in parts.statements {
        if layer.statements.contains_key(&statement.id) {
            twice(statement.id.as_str());
        } else {
            layer.put_statement(Arc::new(statement));
        }
    }
    for relation in parts.relations {
        if layer.relations.contains_key(&relation.id) {
            twice(relation.id.as_str());
        } else {
            layer.relations.insert(relation.id.clone(), relation);
        }
    }
    for remark in parts.remarks {
        if layer.remarks.contains_key(&remark.id) {
            twice(remark.id.as_str());
        } else {
            layer.remarks.insert(remark.id.clone(), remark);
        }
    }
    layer.no_statement.extend(parts.no_statement);
    layer
}

/// Makes a project of tables. What breaks a rule stays out and is reported.
#[must_use]
pub fn assemble(tables: Tables) -> (Project, Vec<Problem>) {
    let mut assembly = Assembly { project: Project::new(tables.settings), problems: Vec::new() };
    for (id, annotator) in tables.annotators {
        let name = id.to_string();
        assembly.take(&Home::Project, &name, Edit::Annotator(id, Some(annotator)));
    }
    assembly.take_sources(tables.sources.into_values().collect());
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
            for (name, statement) in &layer.statements {
                let edit = Edit::Statement(id.clone(), name.clone(), Some(Arc::clone(statement)));
                self.take(&home, name.as_str(), edit);
            }
            for (name, remark) in &layer.remarks {
                let edit = Edit::Remark(id.clone(), name.clone(), Some(remark.clone()));
                self.take(&home, name.as_str(), edit);
            }
            for span in &layer.no_statement {
                self.take(&home, "no_statement", Edit::NoStatement(id.clone(), *span, true));
            }
            taken.push((id, layer));
        }
        for (id, layer) in taken {
            for (name, relation) in &layer.relations {
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
        for statement in layer.statements().values() {
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

//! Projects in numbers: who says what about which proposition, and how it was judged; for what is computed from that.

use ascribe::model::{
    Annotator, AnnotatorId, AnnotatorKind, Article, ArticleId, Credibility, Edit, Judgement, Kind,
    LayerHead, LayerId, Level, Metadata, Original, Project, Proposition, PropositionId, Relation,
    RelationId, RelationKind, Reliability, Settings, Source, SourceId, SourceType, Stamp,
    Statement, StatementId, Verdict, apply,
};
use ascribe::text::{Role, Segment, Span};
use std::collections::BTreeMap;
use std::sync::Arc;

const TEXTS: [&str; 3] =
    ["They say what they say.", "They say what others say.", "Others say what they say."];

fn stamp() -> Stamp {
    let at = "2031-03-01T10:00:00Z".parse().unwrap();
    Stamp { by: AnnotatorId::new("ann").unwrap(), at }
}

fn home(article: &str) -> LayerId {
    LayerId { article: ArticleId::new(article).unwrap(), annotator: stamp().by }
}

pub(crate) fn source_id(number: usize) -> SourceId {
    SourceId::new(&format!("source-{number}")).unwrap()
}

pub(crate) fn statement_id(number: usize) -> StatementId {
    StatementId::new(&format!("s-{number}")).unwrap()
}

pub(crate) fn proposition_id(number: usize) -> PropositionId {
    PropositionId::new(&format!("p-{number}")).unwrap()
}

pub(crate) fn judgement<G>(grade: G) -> Judgement<G> {
    Judgement {
        grade,
        scope: String::new(),
        confidence: None,
        why: "It was looked into.".to_owned(),
        by: stamp().by,
        at: stamp().at,
    }
}

/// A statement in numbers: who, what kind, about which proposition, in which article.
pub(crate) type Said = (usize, Kind, Option<usize>, usize);

/// A project in numbers.
#[derive(Clone, Debug, Default)]
pub(crate) struct World {
    /// By source, the number of its group.
    pub(crate) groups: Vec<usize>,
    /// By proposition.
    pub(crate) verdicts: Vec<Verdict>,
    pub(crate) said: Vec<Said>,
    /// From a statement to another; what the rules refuse is left out.
    pub(crate) links: Vec<(usize, RelationKind, usize)>,
    /// Of statements, by number.
    pub(crate) credibility: BTreeMap<usize, Credibility>,
    /// Of sources, by number.
    pub(crate) reliability: BTreeMap<usize, Reliability>,
}

impl World {
    /// A project in which `names` are the ids of the three articles, in this order.
    pub(crate) fn build(&self, names: [&str; 3]) -> Project {
        let mut project = Project::new(Settings::default());
        let ann = Annotator { id: stamp().by, name: "Ann".to_owned(), kind: AnnotatorKind::Human };
        let mut put = |edit| apply(&mut project, edit);
        put(Edit::Annotator(stamp().by, Some(ann))).unwrap();
        for (name, text) in names.into_iter().zip(TEXTS) {
            let span = Span::new(0, text.len());
            let sentence =
                Segment { span, role: Role::Sentence, sure: true, opens_paragraph: true };
            let metadata = Metadata { title: name.to_owned(), ..Metadata::default() };
            let id = ArticleId::new(name).unwrap();
            let original = Original::default();
            let article = Article::new(id.clone(), metadata, original, text.into(), vec![sentence]);
            put(Edit::Article(id, Some(Arc::new(article.unwrap())))).unwrap();
            put(Edit::Layer(home(name), Some(LayerHead::default()))).unwrap();
        }
        for (number, group) in self.groups.iter().enumerate() {
            let id = source_id(number);
            let grades = self.reliability.get(&number).map(|grade| judgement(*grade));
            let source = Source {
                independence_group: format!("group-{group}"),
                reliability: grades.into_iter().collect(),
                ..Source::named(id.clone(), &format!("Source {number}"), SourceType::Person)
            };
            put(Edit::Source(id, Some(source))).unwrap();
        }
        for (number, verdict) in self.verdicts.iter().enumerate() {
            let id = proposition_id(number);
            let new = Proposition {
                verdicts: vec![judgement(*verdict)],
                ..Proposition::new(id.clone(), "It is so.", stamp())
            };
            put(Edit::Proposition(id, Some(new))).unwrap();
        }
        for (number, (who, kind, about, article)) in self.said.iter().enumerate() {
            let id = statement_id(number);
            let new = Statement::new(id.clone(), *kind, vec![Span::new(0, 4)], stamp());
            let grades = self.credibility.get(&number).map(|grade| judgement(*grade));
            let new = Statement {
                chain: vec![Level::of(source_id(*who))],
                proposition: about.map(proposition_id),
                credibility: grades.into_iter().collect::<Vec<_>>().into(),
                ..new
            };
            put(Edit::Statement(home(names[*article]), id, Some(Arc::new(new)))).unwrap();
        }
        for (number, (from, kind, to)) in self.links.iter().enumerate() {
            let id = RelationId::new(&format!("r-{number}")).unwrap();
            let article = |statement: usize| names[self.said[statement].3];
            let relation = Relation {
                id: id.clone(),
                kind: *kind,
                from: statement_id(*from),
                to: statement_id(*to),
                to_article: ArticleId::new(article(*to)).unwrap(),
                note: String::new(),
                created: stamp(),
            };
            // A relation to itself or a circle of citations is refused, and the project is as it was.
            put(Edit::Relation(home(article(*from)), id, Some(relation))).ok();
        }
        project
    }
}

/// Ten sources on six propositions; the last two say no where the others say yes.
pub(crate) fn crowd() -> World {
    let mut world = World {
        groups: (0..10).collect(),
        verdicts: vec![Verdict::Unverified; 6],
        ..World::default()
    };
    for who in 0..10 {
        for about in 0..6 {
            let kind = if who < 8 { Kind::Claim } else { Kind::Denial };
            world.said.push((who, kind, Some(about), who % 3));
        }
    }
    world
}

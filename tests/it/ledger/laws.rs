//! What holds for any project: repeating adds no origin, joining groups adds none, the order of articles does not matter, and
//! the numbers of the whole ledger are those of its boards, also after any edit.

use ascribe::model::{
    Annotator, AnnotatorId, AnnotatorKind, Article, ArticleId, DateBasis, Edit, Kind, LayerHead,
    LayerId, Level, Metadata, Original, Project, Proposition, PropositionId, Relation, RelationId,
    RelationKind, Settings, Source, SourceId, SourceType, Stamp, Statement, StatementDate,
    StatementId, apply,
};
use ascribe::report::{Board, Ledger, Tally, of_proposition};
use ascribe::text::{Role, Segment, Span};
use proptest::prelude::*;
use std::sync::Arc;

const TEXT: &str = "They say what they say, and they say it once more.";
pub(super) const N_SOURCES: usize = 5;
pub(super) const N_ARTICLES: usize = 3;
pub(super) const N_PROPOSITIONS: usize = 3;

/// A statement of a made-up project: its places in the lists of articles, annotators, sources and so on.
#[derive(Clone, Debug)]
pub(super) struct Said {
    pub(super) article: usize,
    pub(super) annotator: usize,
    /// None for the author's own voice; the last is nobody that is known.
    pub(super) source: Option<usize>,
    pub(super) implied: Option<usize>,
    pub(super) kind: Kind,
    pub(super) about: Option<usize>,
    pub(super) at: usize,
    pub(super) day: Option<i8>,
}

/// A made-up project.
#[derive(Clone, Debug)]
pub(super) struct World {
    pub(super) said: Vec<Said>,
    pub(super) links: Vec<(usize, RelationKind, usize)>,
    pub(super) groups: Vec<Option<usize>>,
    pub(super) published: Vec<Option<i8>>,
}

pub(super) fn said() -> impl Strategy<Value = Said> {
    let places = (0..N_ARTICLES, 0..2_usize, 0..8_usize);
    let who = (prop::option::of(0..=N_SOURCES), prop::option::weighted(0.2, 0..N_SOURCES));
    let kind = prop::sample::select(vec![Kind::Claim, Kind::Claim, Kind::Fact, Kind::Denial]);
    let rest = (kind, prop::option::weighted(0.8, 0..N_PROPOSITIONS), prop::option::of(1..28_i8));
    (places, who, rest).prop_map(|((article, annotator, at), (source, implied), rest)| {
        let (kind, about, day) = rest;
        Said { article, annotator, source, implied, kind, about, at, day }
    })
}

pub(super) fn world() -> impl Strategy<Value = World> {
    let kinds = vec![
        RelationKind::Repeats,
        RelationKind::Repeats,
        RelationKind::Cites,
        RelationKind::Denies,
        RelationKind::Updates,
        RelationKind::Contradicts,
    ];
    let link = (0..24_usize, prop::sample::select(kinds), 0..24_usize);
    (
        prop::collection::vec(said(), 1..14),
        prop::collection::vec(link, 0..24),
        prop::collection::vec(prop::option::of(0..2_usize), N_SOURCES),
        prop::collection::vec(prop::option::of(1..28_i8), N_ARTICLES),
    )
        .prop_map(|(said, links, groups, published)| World { said, links, groups, published })
}

fn annotator(number: usize) -> AnnotatorId {
    AnnotatorId::new(["ann", "zoe"][number]).unwrap()
}

fn stamp() -> Stamp {
    Stamp { by: annotator(0), at: "2031-03-01T10:00:00Z".parse().unwrap() }
}

fn day(number: i8) -> jiff::civil::Date {
    jiff::civil::date(2031, 3, number)
}

pub(super) fn source_id(number: usize) -> SourceId {
    if number == N_SOURCES {
        return SourceId::unattributed();
    }
    SourceId::new(&format!("source-{number}")).unwrap()
}

pub(super) fn about(number: usize) -> PropositionId {
    PropositionId::new(&format!("p-{number}")).unwrap()
}

pub(super) fn statement_id(number: usize) -> StatementId {
    // The order of ids is another than that in which they are made.
    StatementId::new(&format!("s-{}", (number * 7) % 101)).unwrap()
}

pub(super) fn article_id(number: usize) -> ArticleId {
    ArticleId::new(&format!("paper-{number}")).unwrap()
}

pub(super) fn home(said: &Said) -> LayerId {
    LayerId { article: article_id(said.article), annotator: annotator(said.annotator) }
}

pub(super) fn statement(number: usize, said: &Said) -> Statement {
    let content = vec![Span::new(said.at * 5, said.at * 5 + 8)];
    let date = said.day.map(|number| StatementDate {
        from: day(number),
        to: day(number),
        basis: DateBasis::Stated,
        words: String::new(),
    });
    Statement {
        chain: said.source.map(|number| Level::of(source_id(number))).into_iter().collect(),
        implied_source: said.implied.map(source_id),
        proposition: said.about.map(about),
        date: date.into(),
        ..Statement::new(statement_id(number), said.kind, content, stamp())
    }
}

fn put(number: usize, said: &Said) -> Edit {
    Edit::Statement(home(said), statement_id(number), Some(Arc::new(statement(number, said))))
}

pub(super) fn source(number: usize, group: Option<usize>) -> Edit {
    let id = source_id(number);
    let record = Source {
        independence_group: group.map_or_else(String::new, |group| format!("group {group}")),
        ..Source::named(id.clone(), &format!("Source {number}"), SourceType::Person)
    };
    Edit::Source(id, Some(record))
}

pub(super) fn article(number: usize, published: Option<i8>) -> Article {
    let text = format!("{TEXT} {number}");
    let whole = Span::new(0, text.len());
    let sentence = Segment { span: whole, role: Role::Sentence, sure: true, opens_paragraph: true };
    let metadata = Metadata {
        title: format!("Paper {number}"),
        publisher: Some(source_id(number % 2)),
        published: published.map(day),
        ..Metadata::default()
    };
    let original = Original::default();
    Article::new(article_id(number), metadata, original, text.into(), vec![sentence]).unwrap()
}

impl World {
    pub(super) fn link(&self, number: usize) -> Option<Edit> {
        let (from, kind, to) = self.links[number];
        let (from, to) = (from % self.said.len(), to % self.said.len());
        let id = RelationId::new(&format!("r-{number}")).unwrap();
        let relation = Relation {
            id: id.clone(),
            kind,
            from: statement_id(from),
            to: statement_id(to),
            to_article: article_id(self.said[to].article),
            note: String::new(),
            created: stamp(),
        };
        (from != to).then(|| Edit::Relation(home(&self.said[from]), id, Some(relation)))
    }

    /// The project, its articles taken in and its statements made in this order.
    pub(super) fn project(&self, articles: &[usize]) -> Project {
        let mut project = Project::new(Settings::default());
        let mut put_in = |edit| apply(&mut project, edit).map(drop);
        for number in 0..2 {
            let id = annotator(number);
            let name = id.to_string();
            let record = Annotator { id: id.clone(), name, kind: AnnotatorKind::Human };
            put_in(Edit::Annotator(id, Some(record))).unwrap();
        }
        for (number, group) in self.groups.iter().enumerate() {
            put_in(source(number, *group)).unwrap();
        }
        for number in 0..N_PROPOSITIONS {
            let record = Proposition::new(about(number), &format!("It is {number}."), stamp());
            put_in(Edit::Proposition(about(number), Some(record))).unwrap();
        }
        for number in articles {
            let article = article(*number, self.published[*number]);
            put_in(Edit::Article(article_id(*number), Some(Arc::new(article)))).unwrap();
            for annotator in (0..2).map(annotator) {
                let home = LayerId { article: article_id(*number), annotator };
                put_in(Edit::Layer(home, Some(LayerHead::default()))).unwrap();
            }
            for (at, said) in self.said.iter().enumerate().filter(|(_, s)| s.article == *number) {
                put_in(put(at, said)).unwrap();
            }
        }
        for edit in (0..self.links.len()).filter_map(|number| self.link(number)) {
            // A circle of citations is refused, and then is not there.
            put_in(edit).ok();
        }
        project
    }
}

fn boards(project: &Project) -> Vec<Board> {
    project.propositions().keys().map(|id| Board::of(project, id)).collect()
}

pub(super) fn tallies(project: &Project, ledger: &Ledger) -> Vec<Tally> {
    project.propositions().keys().map(|id| ledger.tally(id).unwrap()).collect()
}

fn n_origins(project: &Project) -> Vec<(usize, usize)> {
    let found = project.propositions().keys().map(|id| of_proposition(project, id));
    found.map(|found| (found.origins.len(), found.unknown.len())).collect()
}

pub(super) const ORDER: [usize; N_ARTICLES] = [0, 1, 2];

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn repeating_a_report_never_changes_the_number_of_origins(
        world in world(), who in 0..=N_SOURCES, again in said(),
    ) {
        let before = world.project(&ORDER);
        for number in 0..N_PROPOSITIONS {
            let reports = of_proposition(&before, &about(number)).reports;
            for report in &reports {
                let mut project = before.clone();
                let again = Said {
                    source: Some(who), kind: Kind::Claim, about: Some(number), ..again.clone()
                };
                apply(&mut project, put(99, &again)).unwrap();
                let id = RelationId::new("r-again").unwrap();
                let relation = Relation {
                    id: id.clone(),
                    kind: RelationKind::Repeats,
                    from: statement_id(99),
                    to: report.clone(),
                    to_article: before.statement(report).unwrap().0.article.clone(),
                    note: String::new(),
                    created: stamp(),
                };
                apply(&mut project, Edit::Relation(home(&again), id, Some(relation))).unwrap();
                prop_assert_eq!(n_origins(&project), n_origins(&before), "{} repeats {}", who, report);
            }
        }
    }

    #[test]
    fn joining_two_groups_never_raises_the_number_of_origins(world in world()) {
        let project = world.project(&ORDER);
        let before = n_origins(&project);
        for one in 0..N_SOURCES {
            for other in 0..N_SOURCES {
                let group = |number: usize| world.groups[number].map_or(10 + number, |group| group);
                // Everybody of either group has one word from then on.
                let mut joined = project.clone();
                for number in 0..N_SOURCES {
                    if [group(one), group(other)].contains(&group(number)) {
                        apply(&mut joined, source(number, Some(7))).unwrap();
                    }
                }
                for ((now, unknown), (was, same)) in n_origins(&joined).iter().zip(&before) {
                    prop_assert!(now <= was && unknown == same, "{} and {}", one, other);
                }
            }
        }
    }

    #[test]
    fn the_order_in_which_articles_come_never_matters(world in world()) {
        let project = world.project(&ORDER);
        for order in [[2, 1, 0], [1, 2, 0], [2, 0, 1]] {
            let other = world.project(&order);
            prop_assert_eq!(boards(&other), boards(&project));
            let (one, two) = (Ledger::of(&other), Ledger::of(&project));
            prop_assert_eq!(tallies(&other, &one), tallies(&project, &two));
        }
    }

    #[test]
    fn the_numbers_of_the_ledger_are_those_of_the_boards(world in world()) {
        let project = world.project(&ORDER);
        let counted: Vec<Tally> = boards(&project).iter().map(Board::tally).collect();
        prop_assert_eq!(tallies(&project, &Ledger::of(&project)), counted);
    }

    #[test]
    fn a_board_runs_with_time_and_what_has_no_day_comes_last(world in world()) {
        for board in boards(&world.project(&ORDER)) {
            let days: Vec<_> = board.entries.iter().map(|entry| entry.when.day()).collect();
            let known: Vec<_> = days.iter().copied().take_while(Option::is_some).collect();
            prop_assert!(known.windows(2).all(|pair| pair[0] <= pair[1]), "{:?}", days);
            prop_assert!(days.iter().skip(known.len()).all(Option::is_none), "{:?}", days);
        }
    }
}

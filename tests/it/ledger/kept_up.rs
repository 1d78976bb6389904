//! A ledger that looks at what changed says what one says that counts everything anew.

use super::laws::{
    N_ARTICLES, N_SOURCES, ORDER, Said, World, about, article, article_id, home, said, source,
    source_id, statement, statement_id, tallies, world,
};
use ascribe::model::{Article, Edit, Kind, Project, RelationId, RelationKind, apply};
use ascribe::report::Ledger;
use proptest::prelude::*;
use std::sync::Arc;

/// One change of a made-up project, sensible or not.
#[derive(Clone, Debug)]
enum Change {
    Say(usize, Said),
    Unsay(usize),
    Link(usize),
    Unlink(usize),
    Group(usize, Option<usize>),
    Publish(usize, Option<i8>),
}

fn change() -> impl Strategy<Value = Change> {
    prop_oneof![
        4 => (0..16_usize, said()).prop_map(|(number, said)| Change::Say(number, said)),
        1 => (0..14_usize).prop_map(Change::Unsay),
        1 => (0..24_usize).prop_map(Change::Link),
        1 => (0..24_usize).prop_map(Change::Unlink),
        1 => (0..N_SOURCES, prop::option::of(0..2_usize)).prop_map(|(s, g)| Change::Group(s, g)),
        1 => (0..N_ARTICLES, prop::option::of(1..28_i8)).prop_map(|(a, d)| Change::Publish(a, d)),
    ]
}

fn make(project: &mut Project, world: &World, change: Change) {
    let relation = |project: &Project, number: usize| {
        let id = RelationId::new(&format!("r-{number}")).unwrap();
        let home =
            project.layers().iter().find(|(_, layer)| layer.marks().relations().contains_key(&id));
        home.map(|(home, _)| Edit::Relation(home.clone(), id, None))
    };
    let edit = match change {
        Change::Say(number, said) => {
            // What is there already is changed where it lies.
            let home = project.statement(&statement_id(number)).map(|(home, _)| home.clone());
            let home = home.unwrap_or_else(|| self::home(&said));
            let new = Arc::new(statement(number, &said));
            Some(Edit::Statement(home, statement_id(number), Some(new)))
        }
        Change::Unsay(number) => {
            let found = project.statement(&statement_id(number));
            found.map(|(home, one)| Edit::Statement(home.clone(), one.id.clone(), None))
        }
        Change::Link(number) if number < world.links.len() => world.link(number),
        Change::Link(_) => None,
        Change::Unlink(number) => relation(project, number),
        Change::Group(number, group) => Some(source(number, group)),
        Change::Publish(number, day) => {
            let mut metadata = article(number, day).metadata().clone();
            // Another paper has it perhaps.
            metadata.publisher =
                Some(source_id(day.map_or(number % 2, |day| usize::from(day % 2 == 0))));
            Some(Edit::Metadata(article_id(number), metadata))
        }
    };
    // What the rules refuse changes nothing, here as anywhere.
    edit.map(|edit| apply(project, edit).ok());
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_ledger_that_is_kept_up_is_the_one_that_is_counted_anew(
        world in world(), changes in prop::collection::vec(change(), 1..12),
    ) {
        let mut project = world.project(&ORDER);
        let mut ledger = Ledger::of(&project);
        for change in changes {
            make(&mut project, &world, change.clone());
            ledger.catch_up(&project);
            let anew = Ledger::of(&project);
            prop_assert_eq!(tallies(&project, &ledger), tallies(&project, &anew), "{:?}", change);
            prop_assert_eq!(ledger.tallies().count(), project.propositions().len());
            prop_assert!(!ledger.is_far_from(&project));
            for source in project.sources().keys() {
                let speaks = |one: &&Arc<Article>| one.voice() == Some(source);
                let voiced = project.articles().values().filter(speaks).map(|one| one.id());
                prop_assert!(project.voiced(source).eq(voiced), "{} after {:?}", source, change);
            }
        }
    }

    #[test]
    fn a_ledger_that_finds_another_project_is_the_one_that_is_counted_anew(
        one in world(), other in world(),
    ) {
        let (one, other) = (one.project(&ORDER), other.project(&ORDER));
        for mut ledger in [Ledger::default(), Ledger::of(&one)] {
            ledger.catch_up(&other);
            prop_assert_eq!(tallies(&other, &ledger), tallies(&other, &Ledger::of(&other)));
        }
    }
}

#[test]
fn a_change_at_the_end_of_a_chain_reaches_the_report_at_its_beginning() {
    let one = |at, source, about| Said {
        article: 0,
        annotator: 0,
        source,
        implied: None,
        kind: Kind::Claim,
        about,
        at,
        day: None,
    };
    let said = vec![one(0, Some(0), Some(0)), one(2, Some(1), None), one(4, Some(2), None)];
    let links = vec![(0, RelationKind::Repeats, 1), (1, RelationKind::Cites, 2)];
    let world = World { said, links, groups: vec![None; N_SOURCES], published: vec![None; 3] };
    let mut project = world.project(&ORDER);
    let mut ledger = Ledger::of(&project);
    let numbers = |ledger: &Ledger| ledger.tally(&about(0)).map(|t| (t.origins, t.unknown));
    assert_eq!(numbers(&ledger), Some((1, 0)));
    make(&mut project, &world, Change::Say(2, one(4, Some(N_SOURCES), None)));
    ledger.catch_up(&project);
    assert_eq!(numbers(&ledger), Some((0, 1)));
}

//! What it costs to open a screen and to keep it up after an edit, with 100,000 statements of 1,000 sources, 20,000 relations
//! and 10,000 propositions.
//!
//! `cargo bench --bench screens`, in the whole window but without a screen. Figures are medians of the time on processors,
//! unless a row says otherwise.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a bench that cannot go on stops, and prints what it found"
)]

mod project;
mod table;
mod window;

use ascribe::model::{
    Edit, Judgement, LayerId, Level, Project, Proposition, PropositionId, Relation, RelationId,
    RelationKind, Source, SourceId, SourceType, Statement, StatementId, Verdict, Word as _, apply,
};
use ascribe::report::{Counting, Ledger, Method, OpenEnds, track_record};
use ascribe::session::{Action, Order, PropositionChoice};
use egui::{Event, Key, Modifiers};
use jiff::Timestamp;
use project::{generate, stamp};
use rustix::time::ClockId;
use std::sync::Arc;
use std::time::{Duration, Instant};
use table::{Figure, Goal, Table, Times, spending};
use window::Window;

const N_ARTICLES: usize = 10_000;
const N_SOURCES: usize = 1_000;
const N_RELATIONS: usize = 20_000;
const N_PROPOSITIONS: usize = 10_000;
const ROUNDS: usize = 25;

/// The program's own.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// What opening a screen may take, in milliseconds.
const OPENS: f64 = 50.0;
/// What keeping up with an edit, or a key in a list, may take.
const KEEPS_UP: f64 = 5.0;

/// The same numbers in every run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % n as u64) as usize
    }
}

fn source_id(number: usize) -> SourceId {
    SourceId::new(&format!("outlet-{number}")).unwrap()
}

fn proposition_id(number: usize) -> PropositionId {
    PropositionId::new(&format!("p-{number}")).unwrap()
}

fn judged(verdict: Verdict, number: usize) -> Judgement<Verdict> {
    Judgement {
        grade: verdict,
        scope: String::new(),
        confidence: None,
        why: "It was looked into.".to_owned(),
        by: stamp(number).by,
        at: stamp(number).at,
    }
}

/// A project of the size that is promised.
fn full() -> Project {
    let (mut project, mut chance) = (generate(N_ARTICLES), Chance(0x9E37_79B9_7F4A_7C15));
    let put = |project: &mut Project, edit| drop(apply(project, edit).unwrap());
    for number in 0..N_SOURCES {
        let kind = SourceType::MediaOrganisation;
        let record = Source {
            independence_group: format!("group {}", number / 3),
            ..Source::named(source_id(number), &format!("Outlet {number}"), kind)
        };
        put(&mut project, Edit::Source(record.id.clone(), Some(record)));
    }
    for number in 0..N_PROPOSITIONS {
        let wording = format!("Pier {} had to be closed on day {number}.", number % 40);
        let mut record = Proposition::new(proposition_id(number), &wording, stamp(number));
        // Every third is settled.
        let verdict = [Verdict::Verified, Verdict::Refuted][number % 2];
        record.verdicts.extend((number % 3 == 0).then(|| judged(verdict, number)));
        put(&mut project, Edit::Proposition(record.id.clone(), Some(record)));
    }
    let all: Vec<(LayerId, Arc<Statement>)> = project
        .layers()
        .iter()
        .flat_map(|(id, layer)| {
            let marks = layer.marks();
            let all = marks.statements().values();
            all.map(|one| (id.clone(), Arc::clone(one))).collect::<Vec<_>>()
        })
        .collect();
    for (home, one) in &all {
        let mut new = one.as_ref().clone();
        new.chain = vec![Level::of(source_id(chance.below(N_SOURCES)))];
        new.proposition = Some(proposition_id(chance.below(N_PROPOSITIONS)));
        new.kind = ascribe::model::Kind::ALL[chance.below(3)];
        put(&mut project, Edit::Statement(home.clone(), new.id.clone(), Some(Arc::new(new))));
    }
    let mut n = 0;
    while n < N_RELATIONS {
        let kind = RelationKind::ALL[n % RelationKind::ALL.len()];
        let (home, from) = &all[chance.below(all.len())];
        let (target, to) = &all[chance.below(all.len())];
        let id = RelationId::new(&format!("r-{n}")).unwrap();
        let relation = Relation {
            id: id.clone(),
            kind,
            from: from.id.clone(),
            to: to.id.clone(),
            to_article: target.article.clone(),
            note: String::new(),
            created: stamp(n),
        };
        // What cites itself in the end is refused, and another pair is tried.
        n += usize::from(
            apply(&mut project, Edit::Relation(home.clone(), id, Some(relation))).is_ok(),
        );
    }
    project
}

fn now() -> Timestamp {
    stamp(0).at
}

fn main() {
    let project = full();
    println!(
        "{} statements, {N_SOURCES} sources, {N_RELATIONS} relations, {N_PROPOSITIONS} propositions",
        project.n_statements()
    );
    let mut table = Table::of("screens");
    counting(&mut table, &project);
    let mut window = Window::on(&project, "ann");
    opening(&mut window, &mut table);
    typing_in_screens(&mut window, &mut table);
    pickers(&mut window, &mut table);
    keeping_up(&mut window, &mut table);
    working(&mut window, &mut table);
    table.end();
}

/// What is counted behind the frames, and what of it is counted again after an edit.
fn counting(table: &mut Table, project: &Project) {
    let time = |once: &mut dyn FnMut()| spending(ClockId::ThreadCPUTime, once);
    let first = |_| time(&mut || drop(Ledger::of(project)));
    let what = "every proposition counted for the first time, by the worker";
    table.add(what, Times::of((0..ROUNDS).map(first).collect()).half(), &[], None);
    let open = |_| time(&mut || drop(OpenEnds::of(project)));
    let what = "what is left open looked for, by the worker";
    table.add(what, Times::of((0..ROUNDS).map(open).collect()).half(), &[], None);
    let (source, usual) = (source_id(1), Counting::default());
    measure(table, "a track record put together", KEEPS_UP, || {
        drop(track_record(project, &source, &usual));
    });
    let (mut project, mut ledger) = (project.clone(), Ledger::of(project));
    let related: Vec<(LayerId, Relation)> = project
        .layers()
        .iter()
        .flat_map(|(home, layer)| {
            let marks = layer.marks();
            let all = marks.relations().values();
            all.map(|one| (home.clone(), one.clone())).collect::<Vec<_>>()
        })
        .collect();
    let mut number = 0;
    measure(table, "the ledger kept up after a relation that goes", KEEPS_UP, || {
        number += 1;
        let (home, relation) = &related[number * 7];
        apply(&mut project, Edit::Relation(home.clone(), relation.id.clone(), None)).unwrap();
        ledger.catch_up(&project);
    });
}

fn measure(table: &mut Table, what: &str, goal: f64, mut once: impl FnMut()) {
    let one = |_| spending(ClockId::ThreadCPUTime, &mut once);
    report(table, what, goal, (0..ROUNDS).map(one).collect());
}

fn report(table: &mut Table, what: &str, goal: f64, times: Vec<Duration>) {
    table.add(what, Times::of(times).half(), &[Goal::AtMost(Figure::Ms(goal))], None);
}

/// The frame of a key or an action and the next one, in which what was only measured in the first has its place.
fn two_frames(window: &mut Window, ask: &Ask) -> Duration {
    let first = match ask {
        Ask::Key(key) => window.press(*key, Modifiers::COMMAND),
        Ask::Act(action) => {
            window.desk_mut().perform(action.as_ref().clone(), now());
            window.frame(Vec::new())
        }
    };
    first.spent + window.frame(Vec::new()).spent
}

/// How a screen is come to.
enum Ask {
    Key(Key),
    Act(Box<Action>),
}

fn ways() -> [(&'static str, Ask); 7] {
    [
        ("the sources open", Ask::Key(Key::Num2)),
        ("the relations open", Ask::Key(Key::Num3)),
        ("the ledger opens", Ask::Key(Key::Num4)),
        ("reliability opens", Ask::Key(Key::Num5)),
        ("a source’s page opens", Ask::Act(Box::new(Action::ShowSource(source_id(1))))),
        ("a track record opens", Ask::Act(Box::new(Action::ShowRecord(source_id(1))))),
        (
            "a proposition’s board opens",
            Ask::Act(Box::new(Action::ShowProposition(proposition_id(7)))),
        ),
    ]
}

fn opening(window: &mut Window, table: &mut Table) {
    for (what, ask) in ways() {
        let first = two_frames(window, &ask);
        table.add(
            format!("{what} for the first time"),
            Figure::Ms(first.as_secs_f64() * 1e3),
            &[Goal::AtMost(Figure::Ms(OPENS))],
            None,
        );
        let times = (0..ROUNDS).map(|_| {
            window.press(Key::Num1, Modifiers::COMMAND);
            two_frames(window, &ask)
        });
        report(table, what, OPENS, times.collect());
    }
}

/// Letters one by one, and away again.
fn keys(window: &mut Window, words: &str) -> Vec<Duration> {
    let mut times = Vec::new();
    for letter in words.chars() {
        times.push(window.frame(vec![Event::Text(letter.to_string())]).spent);
        window.frame(Vec::new());
    }
    for _ in words.chars() {
        times.push(window.press(Key::Backspace, Modifiers::NONE).spent);
    }
    times
}

fn typing_in_screens(window: &mut Window, table: &mut Table) {
    for (what, ask) in ways() {
        two_frames(window, &ask);
        window.rest();
        let words = "outlet 77";
        let times = (0..2).flat_map(|_| keys(window, words)).collect();
        report(table, &format!("where {what}, a key of a search"), KEEPS_UP, times);
    }
    window.press(Key::Num1, Modifiers::COMMAND);
}

fn pickers(window: &mut Window, table: &mut Table) {
    window.rest();
    let pickers = [
        ("the list of sources", Key::S, "outlet 77"),
        ("the list of statements to relate to", Key::R, "pier 7"),
        ("the list of propositions", Key::P, "pier 7"),
    ];
    for (what, key, words) in pickers {
        let mut opened = Vec::new();
        let mut typed = Vec::new();
        for _ in 0..ROUNDS.div_ceil(4) {
            opened.push(window.press(key, Modifiers::NONE).spent);
            assert!(window.is_in_dialog(), "{what}");
            window.rest();
            typed.extend(keys(window, words));
            window.press(Key::Escape, Modifiers::NONE);
            window.rest();
        }
        report(table, &format!("{what} opens"), OPENS, opened);
        report(table, &format!("{what}, a key"), KEEPS_UP, typed);
    }
}

/// What a screen costs after an edit, with the edit.
fn keeping_up(window: &mut Window, table: &mut Table) {
    let id = proposition_id(7);
    let members: Vec<StatementId> =
        window.session().project().members(&id).map(|(_, one)| one.id.clone()).collect();
    let verdict = |number: usize| {
        let why = format!("It was seen {number} times.");
        Action::Judge(proposition_id(1), Verdict::Verified, None, why)
    };
    let grouped = |number: usize| {
        let one = members.get(number % members.len()).cloned().into_iter().collect();
        Action::Group(one, PropositionChoice::Known(proposition_id(100 + number)))
    };
    for (what, ask) in ways() {
        two_frames(window, &ask);
        for (edit, action) in
            [("a verdict", &verdict as &dyn Fn(usize) -> Action), ("a regrouping", &grouped)]
        {
            let times =
                (0..ROUNDS).map(|number| two_frames(window, &Ask::Act(Box::new(action(number)))));
            let times = times.collect();
            report(table, &format!("where {what}, kept up after {edit}"), KEEPS_UP, times);
        }
    }
    window.press(Key::Num1, Modifiers::COMMAND);
    window.rest();
}

/// What takes long is the worker's, and begins and ends without holding a frame up.
fn working(window: &mut Window, table: &mut Table) {
    let (mut begun, mut longest) = (Vec::new(), Vec::new());
    let mut took = Vec::new();
    for _ in 0..ROUNDS.div_ceil(4) {
        let since = Instant::now();
        let weigh = Order::WeighSources(Method::TruthFinder);
        let order = || window.desk_mut().order(weigh, now());
        begun.push(spending(ClockId::ThreadCPUTime, order));
        let mut most = Duration::ZERO;
        while window.desk().task().is_some() {
            most = most.max(window.frame(Vec::new()).spent);
        }
        longest.push(most);
        took.push(since.elapsed());
    }
    report(table, "sources weighed against each other, begun", KEEPS_UP, begun);
    report(table, "the longest frame meanwhile", KEEPS_UP, longest);
    let what = "the same, until it is on the screen, by the clock";
    table.add(what, Times::of(took).half(), &[], None);
    let mut given_up = Vec::new();
    for _ in 0..ROUNDS.div_ceil(4) {
        window.desk_mut().order(Order::WeighSources(Method::TruthFinder), now());
        window.frame(Vec::new());
        let since = Instant::now();
        window.desk_mut().order(Order::Cancel, now());
        window.frame(Vec::new());
        assert_eq!(window.desk().task(), None);
        given_up.push(since.elapsed());
    }
    report(table, "the same, given up, by the clock", 100.0, given_up);
}

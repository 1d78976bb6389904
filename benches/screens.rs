//! What it costs to open a screen and to keep it up after an edit, with 100,000 statements of 1,000 sources, 20,000 relations
//! and 10,000 propositions.
//!
//! `cargo bench --bench screens`. Prints median and 95th percentile of the time on processors (a busy machine does not
//! change it much), and the share of the goal that the median takes.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a bench that cannot go on stops, and prints what it found"
)]

use ascribe::gui::keys::Keymap;
use ascribe::gui::reader::{Engine, Fonts};
use ascribe::gui::screens::{Screen, board, relations, sources};
use ascribe::gui::stage::Stage;
use ascribe::gui::theme;
use ascribe::model::{
    Edit, LayerId, Level, Project, Proposition, PropositionId, Relation, RelationId, RelationKind,
    Source, SourceId, SourceType, Statement, StatementId, Verdict, Word as _, apply,
};
use ascribe::report::{Ledger, unanswered_allegations};
use ascribe::session::grouping::likely_propositions;
use ascribe::session::preferences::Preferences;
use ascribe::session::worker::Worker;
use ascribe::session::{Action, Desk, Order, PropositionChoice};
use ascribe::store;
use egui::{Context, Pos2, RawInput, Rect, vec2};
use jiff::Timestamp;
use rustix::time::{ClockId, clock_gettime};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

mod project;

use project::{generate, stamp};

const N_ARTICLES: usize = 10_000;
const N_SOURCES: usize = 1_000;
const N_RELATIONS: usize = 20_000;
const N_PROPOSITIONS: usize = 10_000;
const ROUNDS: usize = 25;

/// What opening a screen may take, in milliseconds.
const OPENS: f64 = 50.0;
/// What keeping up with an edit, or a key in a list, may take.
const KEEPS_UP: f64 = 5.0;

/// Time that this thread spent on processors, in milliseconds.
fn spent() -> f64 {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    time.tv_sec as f64 * 1e3 + time.tv_nsec as f64 / 1e6
}

fn measure(what: &str, goal: f64, mut once: impl FnMut()) {
    let one = |_| {
        let before = spent();
        once();
        spent() - before
    };
    report(what, goal, (0..ROUNDS).map(one).collect());
}

fn report(what: &str, goal: f64, mut times: Vec<f64>) {
    times.sort_by(f64::total_cmp);
    let at = |percent: usize| times[(times.len() - 1) * percent / 100];
    println!("{what:<62} {:8.2} {:8.2} {:6.2} of {goal} ms", at(50), at(95), at(50) / goal);
}

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
        let record = Proposition::new(proposition_id(number), &wording, stamp(number));
        put(&mut project, Edit::Proposition(record.id.clone(), Some(record)));
    }
    let all: Vec<(LayerId, Arc<Statement>)> = project
        .layers()
        .iter()
        .flat_map(|(id, layer)| {
            layer.statements().values().map(|one| (id.clone(), Arc::clone(one)))
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

fn opened(home: &Path, folder: &Path) -> Desk {
    let worker = Worker::start(None, || {}).unwrap();
    let preferences = Preferences { name: "ann".to_owned(), ..Preferences::default() };
    let mut desk = Desk::new(worker, preferences, home.join("projects"));
    desk.order(Order::Open(folder.to_owned()), now());
    while !desk.is_open() {
        desk.pump(0, now());
        std::thread::sleep(Duration::from_millis(5));
    }
    desk.complete_catalogue();
    desk
}

/// What a screen is drawn with.
struct Easel {
    ctx: Context,
    keys: Keymap,
    engine: Engine,
}

impl Easel {
    fn new() -> Self {
        let ctx = Context::default();
        theme::apply(&ctx);
        Self { ctx, keys: Keymap::new(&Default::default()), engine: Engine::new(Fonts::bundled()) }
    }

    /// The first frame of a screen.
    fn draw(&mut self, desk: &Desk, screen: &mut Screen) {
        let palette = theme::palette(&self.ctx);
        let mut asks = Vec::new();
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, vec2(1280.0, 800.0))),
            ..RawInput::default()
        };
        let Self { ctx, keys, engine } = self;
        let output = ctx.run_ui(input, |ui| {
            let mut stage = Stage { desk, keys, engine, palette, asks: &mut asks };
            screen.ui(ui, &mut stage, desk.session().unwrap());
        });
        ctx.tessellate(output.shapes, output.pixels_per_point);
    }
}

fn main() {
    let project = full();
    println!(
        "{} statements, {N_SOURCES} sources, {N_RELATIONS} relations, {N_PROPOSITIONS} propositions",
        project.n_statements()
    );
    println!("{:<62} {:>8} {:>8} {:>6}", "time on processors, ms", "median", "95 %", "share");
    measure("every proposition counted for the first time", OPENS, || {
        drop(Ledger::of(&project));
    });
    measure("allegations that nobody answers", OPENS, || drop(unanswered_allegations(&project)));
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("project");
    store::create(&folder, project.tables()).unwrap();
    let desk = opened(place.path(), &folder);
    screens(desk);
}

fn screens(mut desk: Desk) {
    let mut easel = Easel::new();
    let id = proposition_id(7);
    // The first frame ever brings fonts along.
    easel.draw(&desk, &mut Screen::Sources(sources::Sources::default()));
    desk.complete_ledger();
    measure("the ledger opens, counted once since the project was opened", OPENS, || {
        desk.complete_ledger();
        easel.draw(&desk, &mut Screen::Ledger(Box::default()));
    });
    measure("the board of a proposition opens", OPENS, || {
        easel.draw(&desk, &mut Screen::Board(Box::new(board::Page::of(id.clone()))));
    });
    measure("the relations open", OPENS, || {
        easel.draw(&desk, &mut Screen::Relations(relations::Relations::default()));
    });
    measure("the sources open", OPENS, || {
        easel.draw(&desk, &mut Screen::Sources(sources::Sources::default()));
    });
    let statements: Vec<StatementId> = {
        let session = desk.session().unwrap();
        session.project().members(&id).map(|(_, one)| one.id.clone()).collect()
    };
    let (session, catalogue) = (desk.session().unwrap(), desk.catalogue());
    measure("the list of propositions for a statement opens", OPENS, || {
        drop(likely_propositions(session.project(), catalogue, &statements, session.me()));
    });
    keeping_up(desk, &statements);
}

/// What the ledger costs after an edit.
fn keeping_up(mut desk: Desk, statements: &[StatementId]) {
    let (mut grouped, mut judged) = (Vec::new(), Vec::new());
    for number in 0..ROUNDS {
        let one = statements.get(number % statements.len()).cloned().into_iter().collect();
        let into = PropositionChoice::Known(proposition_id(100 + number));
        desk.perform(Action::Group(one, into), now());
        let before = spent();
        desk.complete_ledger();
        grouped.push(spent() - before);
        let why = "It was seen.".to_owned();
        desk.perform(Action::Judge(proposition_id(1), Verdict::Verified, None, why), now());
        let before = spent();
        desk.complete_ledger();
        judged.push(spent() - before);
    }
    report("kept up after a statement went to another proposition", KEEPS_UP, grouped);
    report("kept up after a verdict", KEEPS_UP, judged);
}

//! One table for the figures of all benches: what was done, what it took, what is wanted, and the machine's own limit.
//!
//! A bench prints its rows when it ends and leaves them beside what was built; `summary`, which `cargo bench` runs last,
//! prints those of all benches as one table.

#![allow(dead_code, reason = "no bench needs all of it")]

use rustix::time::{ClockId, clock_gettime};
use std::fmt::{self, Display};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// Where benches leave their rows.
const ROWS: &str = concat!(env!("CARGO_TARGET_TMPDIR"), "/figures");

/// How long one thing took each time it was done, in ascending order.
pub(crate) struct Times(Vec<Duration>);

impl Times {
    pub(crate) fn of(mut times: Vec<Duration>) -> Self {
        times.sort();
        Self(times)
    }

    /// The milliseconds that so many percent of them do not exceed.
    pub(crate) fn at(&self, percent: usize) -> f64 {
        self.0[(self.0.len() - 1) * percent / 100].as_secs_f64() * 1e3
    }

    /// Median.
    pub(crate) fn half(&self) -> Figure {
        Figure::Ms(self.at(50))
    }
}

/// By the clock.
pub(crate) fn timed(work: impl FnOnce()) -> Duration {
    let began = Instant::now();
    work();
    began.elapsed()
}

/// Time that this process (or this thread of it) has spent on processors so far.
pub(crate) fn spent(on: ClockId) -> Duration {
    let time = clock_gettime(on);
    Duration::new(time.tv_sec.cast_unsigned(), time.tv_nsec as u32)
}

/// Time on processors.
pub(crate) fn spending(on: ClockId, work: impl FnOnce()) -> Duration {
    let before = spent(on);
    work();
    spent(on) - before
}

/// Does things in turns, so that a machine that is busy for a while is busy for all of them; each says what it took. The
/// first round does not count.
pub(crate) fn in_turns<const N: usize>(
    n_rounds: usize,
    mut works: [&mut dyn FnMut() -> Duration; N],
) -> [Times; N] {
    let mut times = [const { Vec::new() }; N];
    for round in 0..=n_rounds {
        for (work, times) in works.iter_mut().zip(&mut times) {
            let took = work();
            if round > 0 {
                times.push(took);
            }
        }
    }
    times.map(Times::of)
}

/// Memory of this process now, or the most it ever had, in megabytes; `None` where the system does not tell.
pub(crate) fn resident(most: bool) -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let name = if most { "VmHWM:" } else { "VmRSS:" };
    let line = status.lines().find_map(|line| line.strip_prefix(name))?;
    let n_kib: f64 = line.split_whitespace().next()?.parse().ok()?;
    Some(n_kib * 1024.0 / 1e6)
}

/// What was measured.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Figure {
    /// Milliseconds.
    Ms(f64),
    /// Megabytes.
    Mb(f64),
    /// Megabytes a second.
    Speed(f64),
    /// One thing against another.
    Ratio(f64),
    /// How cost grows with size `n`, as a power of it: 0 is not at all, 1 in proportion.
    Power(f64),
    /// How many.
    Count(f64),
}

impl Figure {
    fn number(self) -> f64 {
        match self {
            Self::Ms(n)
            | Self::Mb(n)
            | Self::Speed(n)
            | Self::Ratio(n)
            | Self::Power(n)
            | Self::Count(n) => n,
        }
    }
}

impl Display for Figure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let n = self.number();
        // Three digits that count.
        let n = match n.abs() {
            size if size >= 100.0 => format!("{n:.0}"),
            size if size >= 10.0 => format!("{n:.1}"),
            size if size >= 0.1 => format!("{n:.2}"),
            _ => format!("{n:.4}"),
        };
        match self {
            Self::Ms(_) => write!(f, "{n} ms"),
            Self::Mb(_) => write!(f, "{n} MB"),
            Self::Speed(_) => write!(f, "{n} MB/s"),
            Self::Ratio(_) => write!(f, "{n}"),
            Self::Count(n) => write!(f, "{n:.0}"),
            Self::Power(_) => write!(f, "n^{n}"),
        }
    }
}

/// What is wanted.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Goal {
    AtMost(Figure),
    AtLeast(Figure),
    /// At most so many times the limit.
    Times(f64),
}

impl Goal {
    fn is_met(self, takes: Figure, limit: Option<Figure>) -> bool {
        let takes = takes.number();
        match self {
            Self::AtMost(most) => takes <= most.number(),
            Self::AtLeast(least) => takes >= least.number(),
            Self::Times(most) => limit.is_none_or(|limit| takes <= most * limit.number()),
        }
    }
}

impl Display for Goal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::AtMost(most) => write!(f, "≤ {most}"),
            Self::AtLeast(least) => write!(f, "≥ {least}"),
            Self::Times(most) => write!(f, "≤ {most} × limit"),
        }
    }
}

/// The rows of one bench.
pub(crate) struct Table {
    bench: &'static str,
    rows: Vec<[String; 4]>,
}

const HEAD: [&str; 4] = ["what", "takes", "goal", "limit, ratio"];

impl Table {
    pub(crate) fn of(bench: &'static str) -> Self {
        Self { bench, rows: Vec::new() }
    }

    /// A row; the limit with what it is the limit of, from the same run.
    pub(crate) fn add(
        &mut self,
        what: impl Into<String>,
        takes: Figure,
        goals: &[Goal],
        limit: Option<(Figure, &str)>,
    ) {
        let is_met = goals.iter().all(|goal| goal.is_met(takes, limit.map(|(limit, _)| limit)));
        let goals: Vec<String> = goals.iter().map(Goal::to_string).collect();
        let missed = if is_met { "" } else { " (missed)" };
        let limit = limit.map(|(limit, of)| {
            let ratio = Figure::Ratio(takes.number() / limit.number());
            format!("{of} {limit}, {ratio} ×")
        });
        let goal = format!("{}{missed}", goals.join(", "));
        self.rows.push([what.into(), takes.to_string(), goal, limit.unwrap_or_default()]);
    }

    /// A row that says how something grows: what it took at each of several sizes.
    pub(crate) fn add_growth(&mut self, what: &str, most: f64, points: &[(usize, f64)]) {
        let sizes: Vec<String> =
            points.iter().map(|(n, took)| format!("{n}: {}", Figure::Ratio(*took))).collect();
        let what = format!("{what} ({})", sizes.join(", "));
        let power = Figure::Power(exponent(points));
        self.add(what, power, &[Goal::AtMost(Figure::Power(most))], None);
    }

    /// Prints the rows, and leaves them for the table of all.
    #[expect(clippy::disallowed_methods, reason = "half a file of figures harms nobody")]
    pub(crate) fn end(self) {
        println!("\n{}", shown(&self.rows));
        let lines: Vec<String> = self.rows.iter().map(|row| row.join("\t") + "\n").collect();
        let path = Path::new(ROWS).join(self.bench);
        std::fs::create_dir_all(ROWS).unwrap();
        std::fs::write(path, lines.concat()).unwrap();
    }
}

/// The slope of the straight line through the points when both axes are logarithmic (least squares).
fn exponent(points: &[(usize, f64)]) -> f64 {
    let logs = points.iter().map(|(n, took)| ((*n as f64).ln(), took.ln()));
    let logs: Vec<(f64, f64)> = logs.collect();
    let mean = |of: fn(&(f64, f64)) -> f64| logs.iter().map(of).sum::<f64>() / logs.len() as f64;
    let (x, y) = (mean(|point| point.0), mean(|point| point.1));
    let with = logs.iter().map(|point| (point.0 - x) * (point.1 - y)).sum::<f64>();
    with / logs.iter().map(|point| (point.0 - x).powi(2)).sum::<f64>()
}

/// The table in Markdown, its columns in line.
fn shown(rows: &[[String; 4]]) -> String {
    let head = HEAD.map(str::to_owned);
    let all = [&[head][..], rows].concat();
    let width = |at: usize| all.iter().map(|row| row[at].chars().count()).max().unwrap_or(0);
    let widths = [0, 1, 2, 3].map(width);
    let line = |row: &[String; 4]| {
        let cells = row.iter().zip(widths).map(|(cell, width)| format!(" {cell:<width$} |"));
        format!("|{}\n", cells.collect::<String>())
    };
    let rule = widths.map(|width| "-".repeat(width));
    all.iter().take(1).chain([&rule]).chain(rows).map(line).collect()
}

/// The rows that all benches have left, with the number of cores.
pub(crate) fn all() -> String {
    let mut paths: Vec<PathBuf> = match std::fs::read_dir(ROWS) {
        Ok(entries) => entries.map(|entry| entry.unwrap().path()).collect(),
        Err(_) => return "no bench has left figures".to_owned(),
    };
    paths.sort();
    let texts: Vec<String> =
        paths.iter().map(|path| std::fs::read_to_string(path).unwrap()).collect();
    let cells = |line: &str| {
        let mut cells = line.split('\t').map(str::to_owned);
        [(); 4].map(|()| cells.next().unwrap_or_default())
    };
    let rows: Vec<_> = texts.iter().flat_map(|text| text.lines()).map(cells).collect();
    let n_cores = std::thread::available_parallelism().map_or(1, usize::from);
    format!("{n_cores} cores; medians unless a row says otherwise\n\n{}", shown(&rows))
}

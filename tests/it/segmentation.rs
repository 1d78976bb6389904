//! The gate: sentence boundaries against hand-made ones, scored as `score.py` beside the data scores them, and the
//! article whose segments and roles were set by hand.
#![expect(
    clippy::panic,
    clippy::print_stdout,
    reason = "a gate prints its figures, and data that does not read fails it"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use ascribe::text::{Options, Role, segment};
use serde::Deserialize;

use crate::segment_properties::flaw;

/// The folder of the data that may not enter the repository.
fn data() -> PathBuf {
    let named = std::env::var_os("ASCRIBE_TEST_DATA").map(PathBuf::from);
    named.unwrap_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/data"))
}

/// The file `name` of the data; `None`, with a message, where it is absent and may be.
fn read(name: &str) -> Option<String> {
    let path = data().join(name);
    let text = std::fs::read_to_string(&path).ok();
    if text.is_none() {
        let required = std::env::var("ASCRIBE_REQUIRE").is_ok_and(|list| list.contains("data"));
        assert!(!required, "{} is required and cannot be read", path.display());
        println!("skipped: {} is absent (set ASCRIBE_TEST_DATA)", path.display());
    }
    text
}

#[derive(Deserialize)]
struct Gold {
    lang: String,
    set: String,
    text: String,
    sentences: Vec<String>,
}

impl Gold {
    /// The ends of the gold sentences, in bytes.
    fn ends(&self) -> BTreeSet<usize> {
        let mut at = 0;
        let ends = self.sentences.iter().map(|sentence| {
            at += self.text.get(at..).and_then(|rest| rest.find(sentence.as_str())).unwrap_or(0)
                + sentence.len();
            at
        });
        self.inner(ends.collect())
    }

    /// The ends of the segments that the program makes.
    fn found(&self, options: &Options) -> BTreeSet<usize> {
        let segments = segment(&self.text, &self.lang, options);
        self.inner(segments.iter().map(|segment| segment.span.end as usize).collect())
    }

    /// Offsets moved left over white space, the end of the text left out.
    fn inner(&self, ends: Vec<usize>) -> BTreeSet<usize> {
        let last = self.text.trim_end().len();
        let moved = ends
            .into_iter()
            .map(|end| self.text.get(..end).map_or(0, |text| text.trim_end().len()));
        moved.filter(|end| *end > 0 && *end != last).collect()
    }

    /// Does a blank line follow, so that the end counts as a paragraph's?
    fn ends_paragraph(&self, end: usize) -> bool {
        let rest = self.text.get(end..).unwrap_or("");
        rest.chars().take_while(|c| c.is_whitespace()).filter(|c| *c == '\n').count() >= 2
    }
}

/// Counts over one set or several.
#[derive(Clone, Copy, Default)]
struct Score {
    texts: usize,
    exact: usize,
    right: usize,
    wrong: usize,
    missed: usize,
}

impl Score {
    fn add(&mut self, gold: &Gold, options: &Options) {
        let (wanted, found) = (gold.ends(), gold.found(options));
        let inside =
            |ends: Vec<&usize>| ends.into_iter().filter(|end| !gold.ends_paragraph(**end)).count();
        self.texts += 1;
        self.exact += usize::from(wanted == found);
        self.right += inside(wanted.intersection(&found).collect());
        self.wrong += inside(found.difference(&wanted).collect());
        self.missed += inside(wanted.difference(&found).collect());
    }

    /// F1 inside paragraphs, in percent.
    fn f1(self) -> f64 {
        percent(2 * self.right, 2 * self.right + self.wrong + self.missed)
    }

    /// Texts of which every boundary is right, in percent.
    fn exact(self) -> f64 {
        percent(self.exact, self.texts)
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of a few thousand")]
fn percent(part: usize, whole: usize) -> f64 {
    if whole == 0 { 100.0 } else { 100.0 * part as f64 / whole as f64 }
}

/// The pool, with a floor of its own, that a set of a language belongs to.
fn pool(lang: &str, set: &str) -> Option<String> {
    match set {
        "ud-gum-news" | "ud-gum-interview" | "ud-pud-en" => Some("en news".to_owned()),
        "ud-ewt-weblog" | "ud-ewt-newsgroup" => Some("en web".to_owned()),
        _ => (set.starts_with("ud-") && lang != "en").then(|| format!("{lang} ud")),
    }
}

/// F1 inside paragraphs that no change may fall below, in percent.
const FLOORS: [(&str, f64); 10] = [
    ("en news", 98.0),
    ("en web", 92.5),
    ("de ud", 99.2),
    ("es ud", 99.2),
    ("fr ud", 98.8),
    ("ru ud", 98.8),
    ("zh ud", 98.8),
    ("ja ud", 97.8),
    ("ar ud", 99.7),
    ("hi ud", 99.7),
];

fn corpus() -> Option<Vec<Gold>> {
    let lines = read("segmentation/public.jsonl")?;
    let texts = lines.lines().filter(|line| !line.trim().is_empty()).map(|line| {
        serde_json::from_str(line).unwrap_or_else(|error| panic!("public.jsonl: {error} in {line}"))
    });
    Some(texts.collect())
}

fn print_table(title: &str, scores: &BTreeMap<String, Score>) {
    println!(
        "{title:28}{:>7}{:>8}{:>8}{:>8}{:>9}{:>9}",
        "texts", "right", "wrong", "missed", "F1", "exact"
    );
    for (name, score) in scores {
        let Score { texts, right, wrong, missed, .. } = score;
        println!(
            "{name:28}{texts:>7}{right:>8}{wrong:>8}{missed:>8}{:>9.2}{:>9.2}",
            score.f1(),
            score.exact()
        );
    }
}

#[test]
fn boundaries_agree_with_hand_made_ones_in_every_language_as_often_as_promised() {
    let Some(corpus) = corpus() else { return };
    let (mut sets, mut pools) = (BTreeMap::new(), BTreeMap::new());
    for gold in &corpus {
        let score: &mut Score = sets.entry(format!("{} {}", gold.lang, gold.set)).or_default();
        score.add(gold, &Options::default());
        if let Some(pool) = pool(&gold.lang, &gold.set) {
            let score: &mut Score = pools.entry(pool).or_default();
            score.add(gold, &Options::default());
        }
    }
    print_table("set", &sets);
    print_table("pool", &pools);
    for (name, floor) in FLOORS {
        let score = pools.get(name).copied().unwrap_or_default();
        assert!(
            score.texts > 0 && score.f1() >= floor,
            "{name}: F1 {:.2} is below {floor}",
            score.f1()
        );
    }
    let probe = sets.get("en newsprobe").copied().unwrap_or_default();
    assert!(probe.texts > 0 && probe.exact() >= 95.0, "newsprobe: {:.2} % exact", probe.exact());
}

#[test]
fn segments_of_the_corpus_rise_and_give_the_text_back() {
    for gold in corpus().unwrap_or_default() {
        for keep_quotes_whole in [false, true] {
            let options = Options { keep_quotes_whole, ..Options::default() };
            assert_eq!(
                flaw(&gold.text, &segment(&gold.text, &gold.lang, &options)),
                None,
                "{}",
                gold.text
            );
        }
    }
}

#[test]
fn the_golden_rules_are_counted_with_quotations_whole_and_cut() {
    let Some(corpus) = corpus() else { return };
    for keep_quotes_whole in [false, true] {
        let options = Options { keep_quotes_whole, ..Options::default() };
        let mut score = Score::default();
        corpus
            .iter()
            .filter(|gold| gold.lang == "en" && gold.set == "golden-pysbd")
            .for_each(|gold| score.add(gold, &options));
        println!(
            "golden rules, English, quotations whole {keep_quotes_whole}: {} of {}",
            score.exact, score.texts
        );
        assert_eq!(score.texts, 18);
    }
}

#[derive(Deserialize)]
struct GoldArticle {
    segments: Vec<GoldSegment>,
}

#[derive(Deserialize)]
struct GoldSegment {
    id: String,
    role: String,
    byte: (usize, usize),
}

fn name(role: Role) -> &'static str {
    match role {
        Role::Headline => "headline",
        Role::Heading => "heading",
        Role::Sentence => "sentence",
        Role::Caption => "caption",
        Role::ListItem => "list item",
        Role::Quote => "quote",
        Role::Boilerplate => "boilerplate",
    }
}

#[test]
fn the_article_falls_into_its_hand_made_segments_with_their_roles() {
    let (Some(text), Some(gold)) =
        (read("overseas-police-stations.txt"), read("article_gold.json"))
    else {
        return;
    };
    let gold: GoldArticle =
        serde_json::from_str(&gold).unwrap_or_else(|error| panic!("article_gold.json: {error}"));
    let found = segment(&text, "en", &Options::default());
    assert_eq!(found.len(), 34);
    assert_eq!(gold.segments.len(), 34);
    for (gold, found) in gold.segments.iter().zip(&found) {
        assert_eq!(found.span.range(), gold.byte.0..gold.byte.1, "{}", gold.id);
        assert_eq!(name(found.role), gold.role, "{}", gold.id);
    }
}

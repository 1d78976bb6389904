//! How fast texts fall into segments: megabytes per second by language, and on hostile input at two sizes, of which the
//! second is four times the first, so that anything worse than linear shows in the rate.
//!
//! `cargo bench --no-default-features --bench segment`; English has to reach 100 MB/s on one core. The texts are those of
//! the test data (`ASCRIBE_TEST_DATA`) where it is there, and generated ones elsewhere.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::LazyLock;

use ascribe::text::{Options, segment};
use divan::Bencher;
use divan::counter::BytesCount;

/// Size of the texts by language, and of the larger hostile ones, in bytes.
const LARGE: usize = 4_000_000;
/// Size of the smaller hostile ones.
const SMALL: usize = LARGE / 4;

fn main() {
    divan::main();
}

/// Texts by language, at least [`LARGE`] bytes of each.
static TEXTS: LazyLock<BTreeMap<String, String>> = LazyLock::new(|| {
    let mut texts = corpus().unwrap_or_else(generated);
    for text in texts.values_mut() {
        *text = text.repeat(1 + LARGE / text.len().max(1));
    }
    texts
});

/// The running texts of the test data.
fn corpus() -> Option<BTreeMap<String, String>> {
    let named = std::env::var_os("ASCRIBE_TEST_DATA").map(PathBuf::from);
    let folder =
        named.unwrap_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/data"));
    let lines = std::fs::read_to_string(folder.join("segmentation/public.jsonl")).ok()?;
    let mut texts: BTreeMap<String, String> = BTreeMap::new();
    for line in lines.lines() {
        let gold: serde_json::Value = serde_json::from_str(line).ok()?;
        let field = |name| gold.get(name).and_then(serde_json::Value::as_str);
        let (lang, set, text) = (field("lang")?, field("set")?, field("text")?);
        if set.starts_with("ud-") {
            let joined = texts.entry(lang.to_owned()).or_default();
            joined.push_str(text);
            joined.push_str("\n\n");
        }
    }
    Some(texts)
}

fn generated() -> BTreeMap<String, String> {
    let pages = [
        (
            "en",
            "The minister, Mr. Ode, denied on Monday that the U.S. bank had failed. \"We knew nothing,\" he said.\n\n",
        ),
        (
            "de",
            "Der Minister wies die Vorwürfe am 3. Oktober zurück. „Wir wussten nichts“, sagte er.\n\n",
        ),
        (
            "fr",
            "Le ministre a démenti lundi les accusations. « Nous ne savions rien », a-t-il dit.\n\n",
        ),
        (
            "es",
            "El ministro negó el lunes las acusaciones. «No sabíamos nada», dijo el Sr. García.\n\n",
        ),
        ("ru", "Министр отверг обвинения в понедельник. «Мы ничего не знали», сказал он.\n\n"),
        ("zh", "部长周一否认了这些指控。“我们什么都不知道。”他说。\n\n"),
        ("ja", "大臣は月曜日に疑惑を否定した。「何も知らなかった」と述べた。\n\n"),
        ("ar", "نفى الوزير الاتهامات يوم الاثنين. وقال إنه لا يعرف شيئا.\n\n"),
        ("hi", "मंत्री ने सोमवार को आरोपों से इनकार किया। उन्होंने कहा कि उन्हें कुछ नहीं पता था।\n\n"),
    ];
    pages.into_iter().map(|(lang, page)| (lang.to_owned(), page.to_owned())).collect()
}

fn run(bencher: Bencher<'_, '_>, text: &str, lang: &str) {
    bencher
        .counter(BytesCount::of_str(text))
        .bench(|| segment(divan::black_box(text), lang, &Options::default()));
}

#[divan::bench(args = ["en", "de", "fr", "es", "ru", "zh", "ja", "ar", "hi"])]
fn language(bencher: Bencher<'_, '_>, lang: &str) {
    run(bencher, TEXTS.get(lang).map_or("", String::as_str), lang);
}

/// French text under a tag without tables, so that Unicode's boundaries are asked too.
#[divan::bench]
fn language_without_tables(bencher: Bencher<'_, '_>) {
    run(bencher, TEXTS.get("fr").map_or("", String::as_str), "ro");
}

/// An article of five kilobytes: what opening or pasting one costs.
#[divan::bench]
fn one_article(bencher: Bencher<'_, '_>) {
    let text = TEXTS.get("en").map_or("", String::as_str);
    run(bencher, text.get(..text.floor_char_boundary(5_000)).unwrap_or(""), "en");
}

/// What a hostile text repeats; its name shows line ends and quotes as escapes.
#[derive(Clone, Copy)]
struct Piece(&'static str);

impl std::fmt::Display for Piece {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:?}", self.0)
    }
}

const HOSTILE: [Piece; 16] = [
    Piece("word "),
    Piece("."),
    Piece(". "),
    Piece("a."),
    Piece("A. b. "),
    Piece("It was. "),
    Piece("“"),
    Piece("\" "),
    Piece("("),
    Piece("(a. "),
    Piece(".[1"),
    Piece("\n"),
    Piece("ab\n"),
    Piece("* a\n"),
    Piece("\0"),
    Piece("Subscribe\n\n"),
];

#[divan::bench(args = HOSTILE, sample_count = 10)]
fn hostile_small(bencher: Bencher<'_, '_>, piece: Piece) {
    run(bencher, &piece.0.repeat(SMALL / piece.0.len()), "en");
}

#[divan::bench(args = HOSTILE, sample_count = 10)]
fn hostile_large(bencher: Bencher<'_, '_>, piece: Piece) {
    run(bencher, &piece.0.repeat(LARGE / piece.0.len()), "en");
}

#[divan::bench(args = [SMALL, LARGE], sample_count = 10)]
fn a_full_stop_and_spaces(bencher: Bencher<'_, '_>, size: usize) {
    run(bencher, &format!("End.{}Next.", " ".repeat(size)), "en");
}

#[divan::bench(args = [SMALL, LARGE], sample_count = 10)]
fn japanese_quotes_that_nothing_closes(bencher: Bencher<'_, '_>, size: usize) {
    run(bencher, &"「はい。".repeat(size / "「はい。".len()), "ja");
}

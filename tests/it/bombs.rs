//! Files that were made to do harm are refused in words or read within bounds, and none reaches out of itself: bombs, endless
//! nesting, entities, links, and a few hundred variants of every sample. `ASCRIBE_FUZZ_ROUNDS` says how many of each; 100 when
//! it does not.

use crate::chance::Chance;
use crate::documents::sample;
use crate::several::pieces;
use ascribe::import::{DecodeError, Draft, DraftOptions, draft};
use std::io::{Cursor, Read as _, Write as _};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

fn packed(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, bytes) in entries {
        writer.start_file(*name, options).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn refusal(bytes: &[u8], name: &str) -> String {
    match draft(bytes, name, &DraftOptions::default()) {
        Err(error) => error.to_string(),
        Ok(draft) => panic!("{name} was read: {}", draft.text.len()),
    }
}

fn word(body: &str) -> Vec<u8> {
    let head = "<?xml version=\"1.0\"?>";
    packed(&[("word/document.xml", format!("{head}{body}").as_bytes())])
}

#[test]
fn archives_that_unpack_to_far_more_than_they_are_are_refused() {
    let zeros = vec![b' '; 12 * 1024 * 1024];
    let bomb = packed(&[("word/document.xml", &zeros)]);
    assert!(bomb.len() < 100_000);
    assert!(refusal(&bomb, "a.docx").contains("unpacks to more than 200 times its size"));
    let bomb = packed(&[("a.txt", &zeros), ("b.txt", b"A line that somebody said.")]);
    let all = pieces(&bomb, "bomb.zip", "");
    assert!(all[0].1.as_ref().unwrap().as_ref().unwrap_err().contains("200 times"), "{all:?}");
    assert!(all[1].1.as_ref().unwrap().is_ok(), "the rest is read");
    // An entry may lie about its size: only what comes out counts.
    let mut gz = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    gz.write_all(b"WARC/1.0\r\nWARC-Type: resource\r\nContent-Length: 99999999999\r\n\r\n")
        .unwrap();
    for _ in 0..4 {
        gz.write_all(&zeros).unwrap();
    }
    let bomb = gz.finish().unwrap();
    let all = pieces(&bomb, "bomb.warc.gz", "");
    assert_eq!(all.len(), 1);
    assert!(all[0].1.as_ref().unwrap().is_err(), "{all:?}");
}

#[test]
fn archives_in_archives_and_endless_lists_of_entries_come_to_an_end() {
    let mut nested = packed(&[("a.txt", b"Somebody said so.")]);
    for _ in 0..6 {
        nested = packed(&[("inner.zip", &nested)]);
    }
    let all = pieces(&nested, "outer.zip", "");
    assert_eq!(all.len(), 1);
    let reason = all[0].1.as_ref().unwrap().as_ref().unwrap_err();
    assert!(reason.contains("archives deep"), "{reason}");
    let names: Vec<String> = (0..50_001).map(|n| format!("{n}")).collect();
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    names.iter().for_each(|name| writer.start_file(name, stored).unwrap());
    let many = writer.finish().unwrap().into_inner();
    let all = pieces(&many, "many.zip", "");
    assert!(
        all[0].1.as_ref().unwrap().as_ref().unwrap_err().contains("up to 50000"),
        "{:?}",
        all[0]
    );
}

#[test]
fn entities_are_never_put_in_place_of_their_names() {
    let billion = "<!DOCTYPE a [<!ENTITY l \"lol lol lol\"><!ENTITY m \"&l;&l;&l;&l;&l;&l;&l;&l;\"><!ENTITY n SYSTEM \"file:///etc/passwd\">]>";
    let body = format!(
        "{billion}<document><body><p><r><t>Before &m;&n; behind &amp; beyond.</t></r></p></body></document>"
    );
    let draft = draft(&word(&body), "a.docx", &DraftOptions::default()).unwrap();
    assert_eq!(draft.text, "Before behind & beyond.");
    let page = format!(
        "{billion}<p>Somebody said that &m;&n; nothing was put in place of names here.</p>"
    );
    let page = ascribe::import::draft(page.as_bytes(), "a.html", &DraftOptions::default()).unwrap();
    assert!(
        !page.text.contains("lol lol lol lol") && !page.text.contains("root:"),
        "{}",
        page.text
    );
}

#[test]
fn nesting_without_end_is_refused_in_words() {
    let deep = |open: &str, n: usize| open.repeat(n);
    let xml = format!("<document><body>{}", deep("<p>", 100_000));
    assert!(refusal(&word(&xml), "a.docx").contains("512 deep"));
    let rtf = format!("{{\\rtf1 {}", deep("{", 1_000_000));
    assert!(refusal(rtf.as_bytes(), "a.rtf").contains("2000 deep"));
    let pdf =
        format!("%PDF-1.7\n1 0 obj\n{}\nendobj\ntrailer\n<</Root 1 0 R>>", deep("[", 1_000_000));
    assert!(refusal(pdf.as_bytes(), "a.pdf").contains("PDF file"));
    let pdf =
        format!("%PDF-1.7\n1 0 obj\n{}\nendobj\ntrailer\n<</Root 1 0 R>>", deep("<</A ", 500_000));
    assert!(refusal(pdf.as_bytes(), "a.pdf").contains("PDF file"));
    let parts: String = (0..20_000)
        .map(|n| format!("--b{n}\nContent-Type: multipart/mixed; boundary=b{}\n\n", n + 1))
        .collect();
    let mail = format!("Subject: a\nContent-Type: multipart/mixed; boundary=b0\n\n{parts}");
    assert!(refusal(mail.as_bytes(), "a.eml").contains("parts"));
    let json = format!("{{\"text\": {}", deep("[", 1_000_000));
    assert!(
        pieces(json.as_bytes(), "a.jsonl", "")
            .iter()
            .all(|(_, fate)| fate.as_ref().unwrap().is_err())
    );
}

#[test]
fn a_million_columns_or_marks_are_no_burden() {
    let columns = vec!["a"; 1_000_000].join(",");
    let all = pieces(columns.as_bytes(), "a.csv", "");
    assert!(
        all[0].1.as_ref().unwrap().as_ref().unwrap_err().contains("1000000 columns"),
        "{}",
        all.len()
    );
    let marks = format!("1\n00:00:01,000 --> 00:00:02,000\n{}\n", "<".repeat(1_000_000));
    let read = draft(marks.as_bytes(), "a.srt", &DraftOptions::default()).unwrap();
    assert_eq!(read.text.len(), 1_000_000);
}

/// What a reader of hostile files promises: no more text than a file can hold, and segments that fit it.
fn hold(draft: &Draft, n_bytes: usize, name: &str) {
    assert!(draft.text.len() <= n_bytes * 200 + 8 * 1024 * 1024, "{name}: {}", draft.text.len());
    let mut end = 0;
    for segment in &draft.segments {
        let range = segment.span.range();
        let between =
            draft.text.get(end..range.start).unwrap_or_else(|| panic!("{name}: {range:?}"));
        assert!(between.trim().is_empty() && segment.span.fits(&draft.text), "{name}: {range:?}");
        end = range.end;
    }
    assert!(draft.text.get(end..).unwrap().trim().is_empty(), "{name}");
}

fn read_all(bytes: &[u8], name: &str, what: &str) {
    for (piece, fate) in pieces(bytes, name, "") {
        match fate {
            Some(Ok(draft)) => hold(&draft, bytes.len(), what),
            Some(Err(reason)) => {
                let broke =
                    reason.contains("a fault of this program") || reason.contains("given up");
                assert!(!broke, "{what}, {piece}: {reason}");
            }
            None => {}
        }
    }
    // One alone is asked for where a file is opened from the command line.
    if let Err(DecodeError::Document { kind, problem }) =
        draft(bytes, name, &DraftOptions::default())
    {
        let words = problem.to_string();
        assert!(!words.contains("a fault of this program"), "{what}: {kind:?} {words}");
    }
}

fn mutate(bytes: &mut Vec<u8>, chance: &mut Chance) {
    let at = chance.below(bytes.len() + 1);
    let length = chance.below(60).min(bytes.len() - at);
    match chance.below(5) {
        0 if at < bytes.len() => bytes[at] ^= 1 << chance.below(8),
        1 => drop(bytes.drain(at..at + length)),
        2 => {
            let part = bytes[at..at + length].repeat(1 + chance.below(40));
            drop(bytes.splice(at..at, part));
        }
        3 => {
            let from = chance.below(bytes.len() + 1);
            let part = bytes[from..(from + 100).min(bytes.len())].to_vec();
            drop(bytes.splice(at..at, part));
        }
        _ if chance.below(4) == 0 => bytes.truncate(at),
        _ => bytes[at..at + length].fill(b'9'),
    }
}

fn rounds() -> u64 {
    let rounds = std::env::var("ASCRIBE_FUZZ_ROUNDS").ok();
    rounds.map_or(100, |rounds| rounds.parse().unwrap())
}

fn variants(name: &str) {
    let bytes = sample(name);
    for seed in 0..rounds() {
        let mut chance = Chance::of(seed);
        let mut bytes = bytes.clone();
        for _ in 0..1 + chance.below(4) {
            mutate(&mut bytes, &mut chance);
        }
        read_all(&bytes, name, &format!("{name}, seed {seed}"));
    }
}

/// Variants of what is packed, packed again: a changed archive is found out by its checksums before anybody reads it.
fn packed_variants(name: &str) {
    let mut archive = ZipArchive::new(Cursor::new(sample(name))).unwrap();
    let mut entries: Vec<(String, Vec<u8>)> = Vec::new();
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).unwrap();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        entries.push((file.name().unwrap().into_owned(), bytes));
    }
    for seed in 0..rounds() {
        let mut chance = Chance::of(seed);
        let mut changed = entries.clone();
        for _ in 0..1 + chance.below(4) {
            let at = chance.below(changed.len());
            mutate(&mut changed[at].1, &mut chance);
        }
        let refs: Vec<(&str, &[u8])> =
            changed.iter().map(|(n, b)| (n.as_str(), b.as_slice())).collect();
        read_all(&packed(&refs), name, &format!("{name} packed anew, seed {seed}"));
    }
}

#[test]
fn no_variant_of_a_text_format_breaks_its_reader() {
    for name in [
        "ferry.html",
        "ferry.mhtml",
        "letter.eml",
        "hafen.rtf",
        "ferry.rtf",
        "talk.srt",
        "talk.vtt",
        "articles.csv",
        "articles.jsonl",
    ] {
        variants(name);
    }
}

#[test]
fn no_variant_of_a_pdf_file_breaks_its_reader() {
    for name in ["ferry.pdf", "columns.pdf", "scan.pdf", "locked.pdf"] {
        variants(name);
    }
}

#[test]
fn no_variant_of_an_archive_breaks_its_reader() {
    for name in
        ["ferry.docx", "ferry.odt", "ferry.epub", "mixed.zip", "crawl.wacz", "crawl.warc.gz"]
    {
        variants(name);
    }
    for name in ["ferry.docx", "ferry.odt", "ferry.epub"] {
        packed_variants(name);
    }
}

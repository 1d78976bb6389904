//! REFI-QDA files in the ways of single programs: read as those programs meant them, and written as they take them.
//!
//! What the programs write was seen in files of theirs: the shape of an export of NVivo 12.6 and the attributes of MAXQDA's
//! selections in public test data (QualCanvas, Magnolia), notes with places of their own in the source of QualCoder.

use crate::exchange::packed;
use crate::exchange_samples::read;
use crate::golden::assert_golden;
use ascribe::exchange::{Document, File, Format, Mark, Place, Set};
use ascribe::text::Unit;
use std::io::{Cursor, Read as _, Write as _};
use zip::write::SimpleFileOptions;

fn archive(entries: &[(&str, &str)]) -> File {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in entries {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    File { path: "a.qdpx".to_owned(), bytes: zip.finish().unwrap().into_inner() }
}

fn entry(file: &File, ending: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(&file.bytes)).unwrap();
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index).unwrap();
        if entry.name().unwrap().ends_with(ending) {
            let mut text = String::new();
            entry.read_to_string(&mut text).unwrap();
            return text;
        }
    }
    panic!("no {ending}")
}

/// Labels, annotators and words of all marks.
fn marked(set: &Set) -> Vec<(String, String, String)> {
    let of = |document: &Document| -> Vec<_> {
        let word = |mark: &Mark| mark.places[0].of(document.words()).to_owned();
        document.marks.iter().map(|one| (one.label.clone(), one.by.clone(), word(one))).collect()
    };
    set.documents.iter().flat_map(of).collect()
}

/// The places of words in a text, as a program counts them.
fn selections(text: &str, words: &[&str], count: impl Fn(&str) -> usize) -> Vec<(usize, usize)> {
    words
        .iter()
        .map(|words| {
            let (before, _) = text.split_once(words).unwrap();
            (count(before), count(&format!("{before}{words}")))
        })
        .collect()
}

const WORDS: [&str; 5] =
    ["The quay leaks", "The mayor", "denied it", "Boats waited", "nobody counted them"];

const TEXT: &str = "👩‍👩‍👧 Quay 🙂🙂\r\nThe quay leaks.\r\nThe mayor 🙂 denied it.\r\n\r\nBoats waited, nobody counted them.\r\n";

#[test]
fn an_nvivo_export_has_its_words_although_it_counts_utf_16_and_names_nobody() {
    let places = selections(TEXT, &WORDS, |text| text.encode_utf16().count());
    let code = ["risk-a", "risk-b", "c", "c", "risk-a"];
    let selections: String = places.iter().zip(code).enumerate().map(|(n, ((start, end), code))| format!(
        "<PlainTextSelection guid=\"s{n}\" name=\"\" startPosition=\"{start}\" endPosition=\"{end}\">\
         <Coding guid=\"k{n}\"><CodeRef targetGUID=\"{code}\" /></Coding></PlainTextSelection>\n"
    )).collect();
    let project = format!(
        "\u{feff}<?xml version=\"1.0\" encoding=\"utf-8\"?>\n\
         <Project name=\"Untitled\" origin=\"NVivo for Windows 12.6\" basePath=\"\" xmlns=\"urn:QDA-XML:project:1.0\">\
         <Users><User guid=\"u\" name=\"Coder\" /></Users><CodeBook><Codes>\
         <Code guid=\"a\" name=\"Sea\" isCodable=\"true\"><Code guid=\"risk-a\" name=\"Risk\" isCodable=\"true\" /></Code>\
         <Code guid=\"b\" name=\"Land\" isCodable=\"true\"><Code guid=\"risk-b\" name=\"Risk\" isCodable=\"true\" /></Code>\
         <Code guid=\"c\" name=\"Claim\" isCodable=\"true\" /></Codes></CodeBook><Sources>\
         <TextSource guid=\"t\" name=\"Quay\" richTextPath=\"internal://t.docx\" plainTextPath=\"internal://t.txt\">\
         {selections}</TextSource></Sources></Project>"
    );
    let text = format!("\u{feff}{TEXT}");
    let (set, settled) =
        read("qdpx", &[archive(&[("project.qde", &project), ("Sources/t.txt", &text)])]);
    assert!(settled.faults.is_empty(), "{:?}", settled.faults);
    assert_eq!(settled.counting.unit, Unit::Utf16, "{}", settled.counting);
    // Of codes that are called alike each is named with the one above it.
    let expected = [
        ("Sea / Risk", "The quay leaks"),
        ("Land / Risk", "The mayor"),
        ("Claim", "denied it"),
        ("Claim", "Boats waited"),
        ("Sea / Risk", "nobody counted them"),
    ];
    let expected =
        expected.map(|(label, words)| (label.to_owned(), String::new(), words.to_owned()));
    let mut found = marked(&set);
    found.sort_by_key(|(_, _, words)| WORDS.iter().position(|one| one == words));
    assert_eq!(found, expected);
}

#[test]
fn a_maxqda_export_has_its_words_its_notes_and_its_users() {
    let one = |text: &str| text.replace("\r\n", "\n").chars().count();
    let places = selections(TEXT, &WORDS, one);
    let user = "2C5846FE-C0B7-4124-9256-794A5742CEBA";
    let selections: String = places.iter().enumerate().map(|(n, (start, end))| format!(
        "<PlainTextSelection creatingUser=\"{user}\" guid=\"A{n}\" startPosition=\"{start}\" endPosition=\"{end}\" name=\"{start},{end}\">\
         <Coding creatingUser=\"{user}\" guid=\"B{n}\"><CodeRef targetGUID=\"{{C0DE}}\"/><NoteRef targetGUID=\"n{n}\"/></Coding>\
         </PlainTextSelection>"
    )).collect();
    // The note is written with another case than the reference to it, and the code in braces.
    let project = format!(
        "<Project origin=\"MAXQDA 24 (Release 24.7.0)\" name=\"P\" xmlns=\"urn:QDA-XML:project:1.0\">\
         <Users><User guid=\"{}\" name=\"Francesca\"/></Users>\
         <CodeBook><Codes><Code guid=\"c0de\" name=\"Claim\" isCodable=\"true\" color=\"#2364a2\"/></Codes></CodeBook>\
         <Sources><TextSource plainTextPath=\"internal://T.TXT\" guid=\"T\" name=\"Quay\">{selections}</TextSource></Sources>\
         <Notes><Note guid=\"N0\" name=\"Memo\"><PlainTextContent>Ask the harbour master.</PlainTextContent></Note></Notes>\
         </Project>",
        user.to_lowercase()
    );
    let text = format!("\u{feff}{TEXT}");
    let (set, settled) =
        read("qdpx", &[archive(&[("project.qde", &project), ("sources/t.txt", &text)])]);
    assert!(settled.faults.is_empty(), "{:?}", settled.faults);
    let found = marked(&set);
    for words in WORDS {
        let mark = ("Claim".to_owned(), "Francesca".to_owned(), words.to_owned());
        assert!(found.contains(&mark), "{words}: {} {found:?}", settled.counting);
    }
    let first =
        set.documents[0].marks.iter().find(|mark| mark.fields.contains_key("note")).unwrap();
    assert_eq!(first.fields["note"], "Ask the harbour master.");
    assert_eq!(first.places[0].of(set.documents[0].words()), "The quay leaks");
}

#[test]
fn notes_with_places_words_of_pdf_files_and_codes_of_whole_texts_are_read_and_the_rest_is_told() {
    let project = "<Project name=\"P\" origin=\"QualCoder 4.0\" xmlns=\"urn:QDA-XML:project:1.0\"><Users><User guid=\"u\" name=\"Kim\"/></Users>\
        <CodeBook><Codes><Code guid=\"c\" name=\"Claim\" isCodable=\"true\"/></Codes></CodeBook><Sources>\
        <TextSource guid=\"t\" name=\"A\" plainTextPath=\"internal://t.txt\"><Coding guid=\"k\"><CodeRef targetGUID=\"c\"/></Coding>\
        <NoteRef targetGUID=\"n\"/></TextSource>\
        <PDFSource guid=\"p\" name=\"B\" path=\"internal://p.pdf\"><PDFSelection guid=\"q\" page=\"0\" name=\"\" firstX=\"1\" firstY=\"1\" secondX=\"2\" secondY=\"2\"/>\
        <Representation guid=\"r\" name=\"B\" plainTextPath=\"relative:///texts/r.txt\"><PlainTextSelection guid=\"s\" startPosition=\"0\" endPosition=\"5\">\
        <Coding guid=\"l\"><CodeRef targetGUID=\"c\"/></Coding></PlainTextSelection></Representation></PDFSource>\
        <TextSource guid=\"v\" name=\"C\" richTextPath=\"internal://v.docx\"/>\
        </Sources><Notes><Note guid=\"n\" creatingUser=\"u\"><PlainTextContent>Which boats?</PlainTextContent>\
        <PlainTextSelection guid=\"m\" startPosition=\"0\" endPosition=\"5\"/></Note></Notes></Project>";
    let files = archive(&[
        ("project.qde", project),
        ("sources/t.txt", "Boats waited."),
        ("sources/r.txt", "Boats left again."),
    ]);
    let (set, settled) = read("qdpx", &[files]);
    let note = ("note".to_owned(), "Kim".to_owned(), "Boats".to_owned());
    let claim = ("Claim".to_owned(), String::new(), "Boats".to_owned());
    assert_eq!(marked(&set), [note, claim]);
    assert_eq!(set.documents[0].marks[0].fields["note"], "Which boats?");
    assert_eq!(set.documents[0].fields["codes"], "Claim");
    let told: Vec<_> = settled.faults.iter().map(|fault| fault.what.as_str()).collect();
    let expected = [
        "“B” is a PDFSource; of it only the words are read, and not 1 selections elsewhere",
        "“C”: it has a text with formatting only, on which places say nothing",
    ];
    assert_eq!(told, expected);
}

/// “Ärger 🙂” has seven code points and eight UTF-16 units; the mark goes over sixteen letters of the second line.
fn small() -> Set {
    let text = "Ärger 🙂\nThe quay is safe.\n";
    let mut document = Document::of("small", text);
    let start = text.find("The quay").unwrap();
    let places = vec![Place { start, end: start + "The quay is safe".len() }];
    document.marks.push(Mark {
        id: "m".to_owned(),
        label: "claim".to_owned(),
        places,
        ..Mark::default()
    });
    Set { documents: vec![document], ..Set::default() }
}

#[test]
fn each_program_gets_places_as_it_counts_them() {
    for (name, text, start, end) in [
        ("qdpx", "Ärger 🙂\nThe quay is safe.\n", 8, 24),
        ("qdpx-nvivo", "\u{feff}Ärger 🙂\r\nThe quay is safe.\r\n", 10, 26),
        ("qdpx-maxqda", "\u{feff}Ärger 🙂\r\nThe quay is safe.\r\n", 8, 24),
    ] {
        let packed = packed(Format::named(name).unwrap(), &small(), None);
        let [file] = packed.files.as_slice() else { panic!("{name}") };
        assert_eq!(entry(file, ".txt"), text, "{name}");
        let project = entry(file, "project.qde");
        let place = format!("startPosition=\"{start}\" endPosition=\"{end}\"");
        assert!(project.contains(&place), "{name}: {project}");
        assert!(packed.loss.is_none(), "{name}");
    }
    let packed = packed(Format::named("qdpx-nvivo").unwrap(), &small(), None);
    assert_golden("exchange/small.qdpx-nvivo.qde", entry(&packed.files[0], ".qde").as_bytes());
}

#[test]
fn a_text_that_has_the_line_ends_of_windows_goes_back_as_it_came() {
    let mut set = small();
    let text = "A\r\nB claims much.\r\n";
    set.documents[0].text = Some(text.to_owned());
    set.documents[0].marks[0].places = vec![Place { start: 3, end: 4 }];
    for (name, start) in [("qdpx", 3), ("qdpx-nvivo", 3), ("qdpx-maxqda", 2)] {
        let packed = packed(Format::named(name).unwrap(), &set, None);
        assert!(packed.loss.is_none(), "{name}");
        assert_eq!(entry(&packed.files[0], ".txt"), text, "{name}");
        let project = entry(&packed.files[0], ".qde");
        assert!(project.contains(&format!("startPosition=\"{start}\"")), "{name}: {project}");
    }
}

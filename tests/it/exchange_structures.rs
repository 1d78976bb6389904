//! CAS, XMI, QDPX and Prodigy files of other programs are read as those programs meant them; archives that are torn or
//! lead out of their folder are told, and what is good in them is kept.

use crate::exchange::{packed, quay};
use crate::exchange_samples::{file, read, sample, try_read, words};
use ascribe::exchange::{File, Format, Set};
use ascribe::text::Unit;
use std::io::{Cursor, Write as _};
use zip::write::SimpleFileOptions;

fn covered(set: &Set) -> Vec<String> {
    words(set).into_iter().map(|(_, words)| words).collect()
}

fn named<'a>(files: &'a [File], name: &str) -> &'a File {
    files.iter().find(|one| one.path == name).unwrap_or_else(|| panic!("{name} is not there"))
}

#[test]
fn emoji_chinese_and_arabic_texts_are_covered_alike_in_json_and_xmi() {
    let Some(files) = sample("uima-cas") else { return };
    for (name, expected) in [
        ("casWithEmojiUnicodeTextAndAnnotations", "🥳"),
        ("casWithEmojiUnicodeTextAndAnnotations", "👳🏻‍♀️"),
        ("casWithTraditionalChineseTextAndAnnotations", "測試"),
        ("casWithLeftToRightTextAndAnnotations", "اختبار"),
    ] {
        let one = |ending: &str| named(&files, &format!("{name}.{ending}")).clone();
        let (from_json, told) = read("cas-json", &[one("json")]);
        assert!(told.faults.is_empty(), "{:?}", told.faults);
        let (from_xmi, told) = read("xmi", &[one("xmi"), one("typesystem.xml")]);
        assert!(told.faults.is_empty(), "{:?}", told.faults);
        assert_eq!(from_json.documents[0].text, from_xmi.documents[0].text);
        assert_eq!(covered(&from_json), covered(&from_xmi), "{name}");
        assert!(covered(&from_json).iter().any(|words| words == expected), "{expected}");
    }
}

#[test]
fn a_structure_without_a_text_is_told() {
    let Some(files) = sample("uima-cas") else { return };
    // Of this pair only the JSON file has the text.
    let (set, _) = read("cas-json", &[named(&files, "casWithTextAndAnnotations.json").clone()]);
    assert_eq!(covered(&set), ["This", "is", "a", "test"]);
    let bare = named(&files, "casWithTextAndAnnotations.xmi").clone();
    let error = try_read("xmi", &[bare]).unwrap_err().to_string();
    assert!(
        error.contains("casWithTextAndAnnotations.xmi: expected a cas:Sofa with a sofaString"),
        "{error}"
    );
}

#[test]
fn what_inception_exported_has_its_layers_and_its_sentences() {
    let Some(files) = sample("uima-cas") else { return };
    let cas = named(&files, "cas_with_smileys.xmi").clone();
    let (set, told) = read("xmi", &[cas, named(&files, "webanno_types.xml").clone()]);
    assert!(told.faults.is_empty(), "{:?}", told.faults);
    let document = &set.documents[0];
    assert_eq!(document.segments.len(), 3);
    assert_eq!(document.fields["title"], "huggingface.txt");
    // No token is a mark; every mark names its layer, and none begins or ends inside a word.
    assert!(document.marks.iter().all(|mark| mark.label != "Token"));
    assert_eq!(told.score.percent(), 100);
}

#[test]
fn relations_and_slots_of_webanno_become_ties() {
    let Some(files) = sample("webanno-tsv") else { return };
    let of = |name: &str| {
        let files = [named(&files, name).clone(), named(&files, "webannoTestTypes.xml").clone()];
        read("xmi", &files).0.documents.remove(0)
    };
    let document = of("testSingleTokenRelationWithMultipleFeatureValues.xmi");
    let ends: Vec<_> = document
        .ties
        .iter()
        .map(|tie| {
            let words = |id: &str| document.by_id()[id].places[0].of(document.words()).to_owned();
            (words(&tie.from), tie.label.clone(), words(&tie.to))
        })
        .collect();
    assert_eq!(ends, [("This".to_owned(), "nsubj".to_owned(), ".".to_owned())]);
    assert_eq!(document.ties[0].fields["intValue"], "42");
    let document = of("testMultiTokenStackedSlotFeature.xmi");
    let roles: Vec<_> = document.ties.iter().map(|tie| tie.label.as_str()).collect();
    assert_eq!(roles, ["p1", "p2"]);
    assert_eq!(document.marks.len(), 3, "a host and two spans on the same words");
    let document = of("testStackedChain.xmi");
    assert_eq!((document.marks.len(), document.ties.len()), (6, 4));
}

#[test]
fn overlapping_selections_of_a_qdpx_lie_where_its_author_put_them() {
    let Some(files) = sample("refi-qda/ornio-hand_authored.qdpx") else { return };
    let (set, told) = read("qdpx", &files);
    let text = &set.documents[0];
    let places: Vec<_> =
        text.marks.iter().map(|mark| (mark.places[0].start, mark.places[0].end)).collect();
    assert!(places.contains(&(0, 15)) && places.contains(&(9, 23)), "{places:?}");
    let labels: Vec<_> = text.marks.iter().map(|mark| mark.label.as_str()).collect();
    assert!(labels.contains(&"Health") && labels.contains(&"Diet"), "{labels:?}");
    assert_eq!(text.marks[0].by, "Researcher A");
    assert_eq!(told.counting.unit, Unit::CodePoints);
}

#[test]
fn our_survey_s_own_files_read_as_what_they_say() {
    let Some(files) = sample("own") else { return };
    let expected = [
        ("claim", "The mayor said the bridge is safe."),
        ("source", "The mayor"),
        ("denial", "The union denied it."),
    ];
    let expected = expected.map(|(label, words)| (label.to_owned(), words.to_owned()));
    let (set, told) = read("prodigy", &[named(&files, "claim.prodigy.jsonl").clone()]);
    assert!(told.faults.is_empty(), "{:?}", told.faults);
    assert_eq!(words(&set), expected);
    assert_eq!((set.documents[0].name.as_str(), set.documents[0].ties.len()), ("a1", 1));
    let (set, _) = read("qdpx", &[named(&files, "claims.qdpx").clone()]);
    assert!(words(&set).contains(&expected[0]), "{:?}", words(&set));
}

/// An archive with these entries; the content of a link is where it leads.
fn archive(entries: &[(&str, &str, bool)]) -> File {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text, is_link) in entries {
        if *is_link {
            zip.add_symlink(*name, *text, SimpleFileOptions::default()).unwrap();
        } else {
            zip.start_file(*name, SimpleFileOptions::default()).unwrap();
            zip.write_all(text.as_bytes()).unwrap();
        }
    }
    File { path: "a.qdpx".to_owned(), bytes: zip.finish().unwrap().into_inner() }
}

const PROJECT: &str = r#"<Project xmlns="urn:QDA-XML:project:1.0" name="P"><CodeBook><Codes>
<Code guid="c" name="claim" isCodable="true"/></Codes></CodeBook><Sources>
<TextSource guid="t" name="A" plainTextPath="internal://t.txt">
<PlainTextSelection guid="s1" startPosition="0" endPosition="4"><Coding guid="k1"><CodeRef targetGUID="c"/></Coding></PlainTextSelection>
<PlainTextSelection guid="s2" startPosition="x" endPosition="4"/>
<PlainTextSelection guid="s3" startPosition="5" endPosition="99"/>
</TextSource>
<TextSource guid="u" name="B" plainTextPath="absolute:///etc/passwd"/>
<TextSource guid="v" name="C" plainTextPath="internal://../t.txt"/>
<PDFSource guid="w" name="D"/>
</Sources><Links><Link guid="l" name="denies" originGUID="s1" targetGUID="nowhere"/></Links></Project>"#;

#[test]
fn an_archive_that_leads_out_of_its_folder_is_told_entry_by_entry_and_the_rest_is_read() {
    let evil = archive(&[
        ("project.qde", PROJECT, false),
        ("Sources/t.txt", "Good words.", false),
        ("../evil.txt", "x", false),
        ("/etc/evil.txt", "x", false),
        ("C:\\evil.txt", "x", false),
        ("sources/link.txt", "/etc/passwd", true),
    ]);
    let format = Format::named("qdpx").unwrap();
    let (set, told) = format.read(&[evil], Some(Unit::CodePoints)).unwrap();
    assert_eq!(words(&set), [("claim".to_owned(), "Good".to_owned())]);
    let told = told.faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
    for expected in [
        "a.qdpx:3: “../evil.txt” would lie outside of the archive",
        "a.qdpx:4: “/etc/evil.txt” would lie outside of the archive",
        "a.qdpx:5: “C:\\evil.txt” would lie outside of the archive",
        "a.qdpx:6: “sources/link.txt” is a link, and links are not followed",
        "project.qde:5: the selection s2: expected a number for startPosition, found “x”",
        "“s3” (note) goes from 5 to 99, and the text ends at 11",
        "“B”: expected its text in the archive (internal://…), found “absolute:///etc/passwd”",
        "“C”: its text ../t.txt is not in the archive",
        "“D” is a PDFSource; only texts are read",
        "the link “denies” has an end that is no selection of a text",
    ] {
        assert!(told.contains(expected), "{expected}\nis not in\n{told}");
    }
}

#[test]
fn a_torn_archive_is_told_and_nothing_is_read() {
    let mut torn = packed(Format::named("qdpx").unwrap(), &quay(), None).files.remove(0);
    torn.bytes.truncate(torn.bytes.len() / 2);
    let error = try_read("qdpx", &[torn]).unwrap_err().to_string();
    assert!(error.contains("no whole ZIP archive"), "{error}");
}

#[test]
fn an_entry_that_unpacks_to_too_much_is_told_and_the_rest_is_read() {
    let zeros = "0".repeat(5 << 20);
    let bomb = archive(&[
        ("project.qde", PROJECT, false),
        ("bomb.txt", &zeros, false),
        ("sources/t.txt", "Good words.", false),
    ]);
    let format = Format::named("qdpx").unwrap();
    let (set, told) = format.read(&[bomb], Some(Unit::CodePoints)).unwrap();
    assert_eq!(words(&set), [("claim".to_owned(), "Good".to_owned())]);
    let told = told.faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
    assert!(
        told.contains("a.qdpx:2: “bomb.txt” unpacks to more than 200 times its size"),
        "{told}"
    );
}

#[test]
fn entities_of_a_file_s_own_are_refused() {
    let bomb = "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><x>&b;</x>";
    let error = try_read("xmi", &[file("a.xmi", bomb)]).unwrap_err().to_string();
    assert!(error.contains("a.xmi") && error.contains("no XML that is read here"), "{error}");
}

#[test]
fn control_characters_that_xml_cannot_hold_are_announced() {
    let mut set = quay();
    set.documents[0].text.as_mut().unwrap().push('\u{1}');
    set.documents[1].marks[0].fields.insert("note".to_owned(), "a\u{1}b".to_owned());
    for name in ["xmi", "qdpx"] {
        let loss = packed(Format::named(name).unwrap(), &set, None).loss.lines().join("\n");
        assert!(loss.contains("texts: 1 (quay"), "{name}: {loss}");
    }
    let loss = packed(Format::named("cas-json").unwrap(), &set, None).loss.lines().join("\n");
    assert!(!loss.contains("texts:"), "{loss}");
}

//! Documents, letters and subtitles become articles with the roles and the metadata that they state; what is beside the
//! text is listed, and what cannot be read is said in words.

use ascribe::import::{DecodeError, Draft, DraftOptions, Kind, Problem, draft};
use ascribe::text::Role::{
    self, Boilerplate, Caption, Heading, Headline, ListItem, Quote, Sentence,
};
use std::fs;

/// A file of `tests/data/articles`, which says who made it.
pub(crate) fn sample(name: &str) -> Vec<u8> {
    fs::read(crate::architecture::root().join("tests/data/articles").join(name)).unwrap()
}

fn read(name: &str) -> Draft {
    let bytes = sample(name);
    let draft = draft(&bytes, name, &DraftOptions::default()).unwrap();
    assert_eq!(draft.original, bytes, "{name}");
    draft
}

fn refused(bytes: &[u8], name: &str) -> (Kind, Problem) {
    match draft(bytes, name, &DraftOptions::default()) {
        Err(DecodeError::Document { kind, problem }) => (kind, problem),
        other => panic!("{name}: {other:?}"),
    }
}

fn segments(draft: &Draft) -> Vec<(Role, &str)> {
    draft.segments.iter().map(|segment| (segment.role, segment.span.of(&draft.text))).collect()
}

/// What the words of `ferry.md` are in every format that has headings, lists and block quotes.
const FERRY: [(Role, &str); 10] = [
    (Sentence, "The ferry ran aground on Monday near the old harbour."),
    (Sentence, "“Nobody was hurt,” the captain said."),
    (Heading, "What the operator says"),
    (Sentence, "The operator denied that the ferry had been late."),
    (Sentence, "It named three causes:"),
    (ListItem, "Fog over the bay."),
    (ListItem, "A broken buoy."),
    (Quote, "We deny all of it."),
    (Quote, "We were on time."),
    (
        Sentence,
        "The ministry said it would look into the matter, e.g. by asking the crew 👍 and the café owner.",
    ),
];

#[test]
fn word_and_opendocument_texts_keep_headings_lists_and_block_quotes() {
    for name in ["ferry.docx", "ferry.odt"] {
        let draft = read(name);
        let head = [
            (Headline, "Ferry runs aground"),
            (Boilerplate, "Ann Smith"),
            (Boilerplate, "2026-03-02"),
        ];
        assert_eq!(segments(&draft), [&head[..], &FERRY[..]].concat(), "{name}");
        assert_eq!(draft.metadata.title, "Ferry runs aground");
        assert_eq!(draft.author, "Ann Smith");
        assert!(
            draft.left_out.iter().any(|line| line.contains("The timetable says 9 a.m.")),
            "{name}"
        );
        assert!(
            draft.warnings.iter().any(|words| words.contains("correct it")),
            "{:?}",
            draft.warnings
        );
    }
    assert_eq!(read("ferry.docx").original_file, "original.docx");
    assert_eq!(read("ferry.odt").original_file, "original.odt");
}

#[test]
fn an_e_book_is_read_in_its_order_and_without_its_contents() {
    let draft = read("ferry.epub");
    let head = [
        (Headline, "Ferry runs aground"),
        (Boilerplate, "Ann Smith"),
        (Boilerplate, "2026-03-02"),
        (Heading, "Ferry runs aground"),
    ];
    assert_eq!(segments(&draft), [&head[..], &FERRY[..]].concat());
    assert_eq!((draft.author.as_str(), draft.metadata.language.as_str()), ("Ann Smith", "en-GB"));
    assert_eq!(draft.metadata.published, Some("2026-03-02".parse().unwrap()));
    assert!(draft.left_out.iter().any(|line| line.starts_with("notes: ")), "{:?}", draft.left_out);
}

#[test]
fn of_a_word_document_what_is_deleted_hidden_or_beside_the_text_is_not_read() {
    let draft = read("changed.docx");
    assert_eq!(
        segments(&draft),
        [
            (Headline, "Ferry runs aground"),
            (Heading, "First part"),
            (Sentence, "The ferry ran aground on Monday."),
            (Sentence, "It was foggy\u{2011}ish."),
            (Sentence, "A link."),
            (ListItem, "One point."),
            (Quote, "Said so."),
            (Caption, "The ferry, on Monday."),
            (Sentence, "Left cell."),
            (Sentence, "Right cell."),
            (Sentence, "In the box."),
            (Sentence, "Around a box."),
        ]
    );
    assert_eq!(draft.metadata.published, Some("2026-03-02".parse().unwrap()));
    assert!(draft.warnings.iter().any(|words| words.contains("tracked changes")));
    for line in ["footnote: Said at nine.", "comment: Is this so?", "page header: The Quay Post"] {
        assert!(draft.left_out.iter().any(|found| found == line), "{line}: {:?}", draft.left_out);
    }
}

#[test]
fn rich_text_is_read_in_the_encodings_of_its_fonts() {
    let draft = read("hafen.rtf");
    assert_eq!(
        segments(&draft),
        [
            (Headline, "Die Fähre"),
            (Sentence, "Die Fähre lief am Montag auf Grund."),
            (Sentence, "„Niemand wurde verletzt“, sagte der Kapitän."),
            (Heading, "Moskau"),
            (Sentence, "Министр опроверг это."),
            (Sentence, "東京 👦"),
            (Quote, "Wir weisen das zurück."),
            (ListItem, "Nebel."),
            (ListItem, "Eine Boje."),
            (Caption, "Die Fähre auf der Sandbank."),
        ]
    );
    assert_eq!(
        (draft.metadata.title.as_str(), draft.author.as_str()),
        ("Die Fähre", "Anna Schmidt")
    );
    assert_eq!(draft.metadata.published, Some("2026-03-02".parse().unwrap()));
    assert_eq!(draft.left_out, ["footnote: Sagte er um 9 Uhr."]);
    assert!(!draft.text.contains("tracker"));
}

#[test]
fn rich_text_of_another_program_keeps_headings_and_lists() {
    let draft = read("ferry.rtf");
    let found = segments(&draft);
    assert_eq!(found[0], (Headline, "Ferry runs aground"));
    for wanted in &FERRY {
        // Its block quotes are paragraphs with a wide margin, which says nothing.
        let wanted = if wanted.0 == Quote { (Sentence, wanted.1) } else { *wanted };
        let wanted = (wanted.0, wanted.1.replace("e.g. ", "e.g.\u{a0}"));
        let is_there = |(role, words): &(Role, &str)| {
            *role == wanted.0 && words.replace('\u{a0}', " ") == wanted.1.replace('\u{a0}', " ")
        };
        assert!(found.iter().any(is_there), "{wanted:?} in {found:?}");
    }
}

#[test]
fn a_letter_is_its_body_with_sender_subject_and_day() {
    let draft = read("letter.eml");
    assert_eq!(
        segments(&draft),
        [
            (Headline, "Statement on the ferry - démenti"),
            (Heading, "Statement"),
            (Sentence, "The ministry denies that it knew of the broken buoy."),
            (ListItem, "It was told on Monday."),
            (Sentence, "À bientôt, the press office said."),
        ]
    );
    assert_eq!(draft.author, "Ministry of Transport, Press");
    assert_eq!(draft.metadata.published, Some("2026-03-02".parse().unwrap()));
    assert_eq!(draft.left_out, ["attachment: buoy.pdf"]);

    let plain = read("plain.eml");
    assert_eq!(
        segments(&plain),
        [
            (Headline, "The buoy"),
            (Sentence, "The harbour master said that the buoy had been broken for weeks."),
            (Sentence, "The\noperator rejected this."),
            (Sentence, "Nobody answered our questions."),
        ]
    );
}

#[test]
fn a_page_that_a_browser_saved_in_one_file_is_the_article_on_it() {
    let draft = read("ferry.mhtml");
    assert_eq!(draft.kind, Kind::SavedPage);
    assert_eq!(
        segments(&draft),
        [
            (Headline, "Ferry runs aground"),
            (Sentence, "The ferry ran aground on Monday near the old harbour."),
            (Sentence, "“Nobody was hurt,” the captain said."),
            (Sentence, "The operator denied that the ferry had been late."),
        ]
    );
    assert_eq!(draft.metadata.origin, "https://quay.example/news/ferry");
    // The day on which it was saved is not the one on which it appeared.
    assert_eq!(draft.metadata.published, None);
}

#[test]
fn subtitles_are_running_text_with_their_speakers() {
    let draft = read("talk.srt");
    assert_eq!(
        segments(&draft),
        [
            (Sentence, "The ferry ran aground on Monday."),
            (Sentence, "Nobody was hurt, the captain said."),
            (Sentence, "- The operator denied it."),
            (Sentence, "- It was on time, he said."),
        ]
    );
    assert_eq!(draft.left_out, ["time stamps: 4 of them"]);
    let draft = read("talk.vtt");
    assert_eq!(
        draft.text,
        "Ann Smith: The ferry ran & ran aground on Monday. Why was it late?\n\nThe operator: It was not late."
    );
    assert_eq!(draft.left_out.len(), 3, "{:?}", draft.left_out);
}

#[test]
fn the_text_layer_of_a_pdf_file_is_put_together_to_paragraphs() {
    let draft = read("ferry.pdf");
    let found = segments(&draft);
    assert_eq!(found[0], (Headline, "Ferry runs aground"));
    for wanted in [
        (
            Sentence,
            "The ferry ran aground on Monday near the old harbour, where the water is shallow and the sandbanks move every winter.",
        ),
        (Sentence, "“Nobody was hurt,” the captain said."),
        (Heading, "What the operator says"),
        (Sentence, "The operator denied that the ferry had been late."),
        (ListItem, "Fog over the bay."),
        (ListItem, "A broken buoy."),
        (Sentence, "A last sentence stands here."),
    ] {
        assert!(found.contains(&wanted), "{wanted:?} in {found:#?}");
    }
    assert!(
        draft.text.contains("that the well-known timetable had never been binding"),
        "{}",
        draft.text
    );
}

#[test]
fn columns_are_read_one_after_the_other_and_what_stands_on_every_page_is_left_out() {
    let draft = read("columns.pdf");
    let found = segments(&draft);
    assert_eq!(found[0], (Headline, "Ferry runs aground"));
    let numbers = draft.text.lines().filter_map(|line| line.strip_prefix("Paragraph "));
    let numbers: Vec<usize> =
        numbers.map(|line| line.split(' ').next().unwrap().parse().unwrap()).collect();
    assert_eq!(numbers, (1..=30).collect::<Vec<_>>(), "every paragraph, whole and in order");
    for n in 1..=30 {
        let last = format!("Paragraph {n} ends here.");
        assert!(found.contains(&(Sentence, last.as_str())), "{last}");
    }
    assert!(found.contains(&(Heading, "Heading 10")), "{found:?}");
    assert!(!draft.text.contains("Quay Post") && !draft.text.contains("- 1 -"), "{}", draft.text);
    assert!(draft.left_out.iter().any(|line| line == "page 1: The Quay Post, 2 March 2026"));
    assert_eq!(draft.author, "Ann Smith");
}

#[test]
fn what_has_no_text_or_is_locked_says_so_and_what_to_do() {
    let (kind, problem) = refused(&sample("scan.pdf"), "scan.pdf");
    let words = DecodeError::Document { kind, problem }.to_string();
    assert!(
        words.starts_with("This PDF file holds no text to read. Its pages are pictures"),
        "{words}"
    );
    assert!(words.contains("ocrmypdf"), "{words}");
    assert_eq!(refused(&sample("locked.pdf"), "locked.pdf"), (Kind::Pdf, Problem::Protected));
    for name in ["ferry.docx", "ferry.odt", "ferry.epub", "columns.pdf"] {
        let bytes = sample(name);
        let half = &bytes[..bytes.len() / 2];
        let error = draft(half, name, &DraftOptions::default());
        // A PDF file that is cut short may still show some of its pages.
        assert!(error.is_err() || name == "columns.pdf", "{name}: {error:?}");
    }
    assert!(matches!(refused(b"hello there", "a.srt"), (Kind::Subtitles, Problem::Damaged(_))));
    assert_eq!(refused(b"no header", "a.eml").0, Kind::Mail);
}

//! The article of a saved web page arrives with its metadata and the roles of its paragraphs; hostile pages are refused.

use ascribe::import::{DecodeError, Draft, DraftOptions, PageError, draft};
use ascribe::text::Role;
use proptest::prelude::*;

/// Made for this test: JSON-LD in a graph, furniture inside and around the article, a hidden line, a link to a local file.
const FERRY: &[u8] = include_bytes!("../data/articles/ferry.html");

fn page(bytes: &[u8]) -> Result<Draft, DecodeError> {
    draft(bytes, "ferry.html", &DraftOptions::default())
}

fn segments(draft: &Draft) -> Vec<(Role, &str)> {
    draft.segments.iter().map(|segment| (segment.role, segment.span.of(&draft.text))).collect()
}

#[test]
fn the_article_of_a_page_comes_with_the_roles_its_markup_gives() {
    let draft = page(FERRY).unwrap();
    assert_eq!(
        segments(&draft),
        [
            (Role::Headline, "Ferry runs aground"),
            (Role::Boilerplate, "By Ann Smith"),
            (Role::Sentence, "The ferry ran aground on Monday near the old harbour."),
            (Role::Sentence, "“Nobody was hurt,” the captain said."),
            (Role::Caption, "The ferry on the sandbank."),
            (Role::Heading, "What the operator says"),
            (Role::Sentence, "The operator denied that the ferry had been late."),
            (Role::Sentence, "It named three causes."),
            (Role::ListItem, "Fog over the bay."),
            (Role::ListItem, "A broken buoy."),
            (Role::Quote, "We deny all of it."),
            (Role::Quote, "We were on time."),
        ]
    );
    assert_eq!(draft.original, FERRY);
    assert_eq!(draft.original_file, "original.html");
}

#[test]
fn what_a_page_says_of_its_article_is_its_metadata() {
    let draft = page(FERRY).unwrap();
    let metadata = &draft.metadata;
    assert_eq!(metadata.title, "Ferry runs aground");
    assert_eq!(metadata.published, Some("2026-03-02".parse().unwrap()));
    assert_eq!(metadata.origin, "https://quay.example/news/ferry");
    assert_eq!(metadata.language, "en-GB");
    assert_eq!((draft.author.as_str(), draft.publisher.as_str()), ("Ann Smith", "The Quay Post"));
}

#[test]
fn what_is_left_out_of_a_page_is_listed() {
    assert_eq!(
        page(FERRY).unwrap().left_out,
        [
            "page furniture: Buy a boat today, cheaper than ever before.",
            "list of links: Ten things about ferries The best quays",
        ]
    );
}

#[test]
fn without_linked_data_the_meta_elements_speak() {
    let source = "<html><head><meta property='og:title' content='A &amp; B'><meta name=author content='Bo Jones'>\
        <meta property='og:site_name' content='Daily'><link rel=canonical href='javascript:alert(1)'></head><body>\
        <time datetime='2025-12-31T23:00'>New Year</time><div><p>The council met on Monday and decided nothing at all.</p></div>";
    let draft = page(source.as_bytes()).unwrap();
    assert_eq!(draft.metadata.title, "A & B");
    assert_eq!((draft.author.as_str(), draft.publisher.as_str()), ("Bo Jones", "Daily"));
    assert_eq!(draft.metadata.published, Some("2025-12-31".parse().unwrap()));
    assert_eq!(draft.metadata.origin, "ferry.html");
}

#[test]
fn pages_that_would_cost_too_much_are_refused_with_the_figure() {
    let refused = |source: String| match page(source.as_bytes()) {
        Err(DecodeError::Page(error)) => error,
        other => panic!("{other:?}"),
    };
    assert!(matches!(refused("<div>".repeat(100_000)), PageError::TooDeep { found: 401 }));
    assert!(matches!(refused("<b></i>".repeat(100_000)), PageError::TooDeep { found: 401 }));
    let attributes: String = (0..5_000).map(|n| format!(" a{n}=1")).collect();
    assert!(matches!(refused(format!("<p{attributes}>")), PageError::Attributes { found: 5_000 }));
    let large = format!("<p>{}", "word ".repeat(4 << 20));
    assert!(matches!(refused(large), PageError::TooLarge { .. }));
    assert_eq!(refused("<nav>Home</nav>".to_owned()), PageError::NoArticle);
}

proptest! {
    #[test]
    fn no_soup_of_tags_makes_a_draft_whose_segments_do_not_fit(
        parts in proptest::collection::vec(
            prop_oneof![
                "[a-zé外 .&;#0-9\u{a0}\u{200d}]{0,12}",
                "</?(p|div|ul|li|h1|b|table|td|blockquote|script|svg|a|article|!--|nav)( class=ad| hidden)?>",
            ],
            0..60,
        )
    ) {
        if let Ok(draft) = page(parts.concat().as_bytes()) {
            let mut end = 0;
            for segment in &draft.segments {
                let words = segment.span.of(&draft.text);
                prop_assert!(!words.is_empty() && words.trim() == words);
                let between = draft.text.get(end..segment.span.range().start).unwrap();
                prop_assert!(between.trim().is_empty());
                end = segment.span.range().end;
            }
            prop_assert!(draft.text.get(end..).unwrap().trim().is_empty());
        }
    }
}

/// A page of one of the shapes that pages have, with the paragraphs that a reader of it would call its article, and words of
/// what is not.
struct Shape {
    name: &'static str,
    article: &'static [&'static str],
    not: &'static [&'static str],
}

const SHAPES: [Shape; 4] = [
    Shape {
        name: "main",
        article: &[
            "Ferry runs aground",
            "A captain, a buoy and a fog: what happened on Monday in the bay.",
            "By Ann Smith",
            "The ferry ran aground on Monday near the old harbour, the harbour master said.",
            "“Nobody was hurt,” the captain told The Quay Post on the same evening.",
            "The operator",
            "The operator denied that the ferry had been late or that the crew had slept.",
            "It did not say.",
        ],
        not: &["cookies", "Sport", "Subscribe now", "Ten things", "All rights reserved"],
    },
    Shape {
        name: "soup",
        article: &[
            "Ferry runs aground",
            "A captain, a buoy and a fog: what happened on Monday.",
            "The ferry ran aground on Monday near the old harbour, the harbour master said.",
            "“Nobody was hurt,” the captain told this newspaper on the same evening at the quay.",
            "The operator denied that the ferry had been late or that the crew had slept.",
            "It did not say.",
        ],
        not: &["Politics", "Buy a boat", "The best quays", "Harbour Street"],
    },
    Shape {
        name: "live",
        article: &[
            "Live: the ferry on the sandbank",
            "All that happens in the bay, minute by minute, from our people on the quay.",
            "12:40",
            "The operator speaks",
            "The operator denied that the ferry had been late, and blamed the fog for all of it.",
            "11:15",
            "The ministry said that it would look into the matter before the end of the week.",
            "11:20 It has no more to say for now.",
            "10:05",
            "“Nobody was hurt,” the captain told The Quay Post, while he was leaving his ship.",
            "09:30",
            "The ferry ran aground near the old harbour, the harbour master said on the radio.",
        ],
        not: &["Home", "Share this post", "Most read"],
    },
    Shape {
        name: "table",
        article: &[
            "Quay Post: Café boat aground",
            "Café boat aground",
            "The café boat ran aground on Monday near the old harbour, the harbour master said.",
            "“Nobody was hurt,” the captain told this newspaper—on the same evening at the quay.",
            "The operator denied that the boat had been late or that the cook had slept.",
            "It did not say.",
            "Monday 12 guests",
            "Tuesday none",
        ],
        not: &["Archive", "Sport", "2001"],
    },
];

#[test]
fn pages_of_every_shape_keep_their_paragraphs_and_nothing_else() {
    for Shape { name, article, not } in SHAPES {
        let path = format!("tests/data/articles/pages/{name}.html");
        let bytes = std::fs::read(crate::architecture::root().join(path)).unwrap();
        let draft = page(&bytes).unwrap();
        assert_eq!(draft.text.split("\n\n").collect::<Vec<_>>(), article, "{name}");
        for words in not {
            assert!(!draft.text.contains(words), "{name}: {words}");
        }
    }
    let live =
        std::fs::read(crate::architecture::root().join("tests/data/articles/pages/live.html"));
    let draft = page(&live.unwrap()).unwrap();
    let post =
        draft.segments.iter().find(|segment| segment.span.of(&draft.text).starts_with("11:20 It"));
    assert_eq!(
        post.unwrap().role,
        Role::Sentence,
        "a time ahead of a sentence does not make it furniture"
    );
}

//! What the parts of a page are, where a segment is split by hand, and what counts as white space.

use ascribe::text::{Options, Role, Span, is_blank, segment, split_place};

/// Role and words of every segment.
fn roles(text: &str, lang: &str) -> Vec<(Role, String)> {
    let segments = segment(text, lang, &Options::default());
    segments.iter().map(|segment| (segment.role, segment.span.of(text).to_owned())).collect()
}

#[track_caller]
fn check_roles(lang: &str, wanted: &[(Role, &str)]) {
    let text = wanted.iter().map(|(_, words)| *words).collect::<Vec<_>>().join("\n\n");
    let wanted: Vec<(Role, String)> =
        wanted.iter().map(|(role, words)| (*role, (*words).to_owned())).collect();
    assert_eq!(roles(&text, lang), wanted);
}

#[test]
fn every_part_of_a_news_page_gets_its_role() {
    check_roles(
        "en",
        &[
            (Role::Boilerplate, "Skip to content"),
            (Role::Headline, "Minister Denies That the Bridge Was Unsafe"),
            (Role::Boilerplate, "By Ann Smith and Bo Jones"),
            (Role::Boilerplate, "5 May 2023, 14:30 GMT"),
            (Role::Caption, "The bridge on Monday (AP Photo/Ann Smith)"),
            (Role::Sentence, "The minister denied on Monday that the bridge was unsafe."),
            (Role::Boilerplate, "Read more: What we know"),
            (Role::Heading, "What the engineers say"),
            (Role::Sentence, "The engineers had warned him:"),
            (Role::ListItem, "- in May, by letter"),
            (Role::ListItem, "2) in June, by telephone."),
            (Role::Quote, "> The bridge will not stand."),
            (Role::Caption, "Photo: the bridge in June"),
            (Role::Sentence, "“We knew nothing of it,” the minister said."),
            (Role::Boilerplate, "---"),
            (Role::Boilerplate, "Follow us on Twitter"),
            (Role::Boilerplate, "Ann Smith"),
            (
                Role::Boilerplate,
                "The views of our columnists do not necessarily reflect those of the Bridge",
            ),
            (Role::Boilerplate, "This report was compiled by the city desk of The Daily Bridge."),
            (Role::Boilerplate, "Related articles"),
            (Role::Boilerplate, "Mayor Opens New Bridge"),
            (Role::Boilerplate, "© 2023 The Daily Bridge, all rights reserved"),
        ],
    );
}

#[test]
fn furniture_is_known_in_other_languages() {
    let rows: [(&str, [&str; 3]); 8] = [
        (
            "de",
            [
                "Minister weist Vorwürfe zurück",
                "Der Minister hat die Vorwürfe am Montag zurückgewiesen.",
                "Lesen Sie auch: Was wir wissen",
            ],
        ),
        (
            "fr",
            [
                "Le ministre dément",
                "Le ministre a démenti lundi les accusations.",
                "À lire aussi : ce que l'on sait",
            ],
        ),
        (
            "es",
            [
                "El ministro lo niega",
                "El ministro negó el lunes las acusaciones.",
                "Te puede interesar: lo que sabemos",
            ],
        ),
        (
            "ru",
            [
                "Министр всё отрицает",
                "Министр отверг обвинения в понедельник.",
                "Читайте также: что известно",
            ],
        ),
        ("zh", ["部长否认指控", "部长周一否认了这些指控。", "责任编辑：王明"]),
        ("ja", ["大臣が疑惑を否定", "大臣は月曜日に疑惑を否定した。", "関連記事"]),
        ("ar", ["الوزير ينفي الاتهامات", "نفى الوزير الاتهامات يوم الاثنين.", "اقرأ أيضا: ما نعرفه"]),
        (
            "hi",
            [
                "मंत्री ने आरोपों से इनकार किया",
                "मंत्री ने सोमवार को आरोपों से इनकार किया।",
                "यह भी पढ़ें: अब तक क्या पता है",
            ],
        ),
    ];
    for (lang, [headline, prose, furniture]) in rows {
        check_roles(
            lang,
            &[(Role::Headline, headline), (Role::Sentence, prose), (Role::Boilerplate, furniture)],
        );
    }
}

#[test]
fn markdown_marks_stay_in_their_segments() {
    check_roles(
        "en",
        &[
            (Role::Headline, "# The bridge"),
            (Role::Sentence, "It was closed."),
            (Role::Heading, "## Why it was closed."),
            (Role::Caption, "![The bridge](bridge.png)"),
            (Role::ListItem, "* It was old."),
            (Role::Boilerplate, "* * *"),
            (Role::Quote, "> It was unsafe."),
        ],
    );
}

#[test]
fn a_line_alone_is_a_sentence_and_prose_first_leaves_no_headline() {
    check_roles("en", &[(Role::Sentence, "The minister denied it")]);
    check_roles(
        "en",
        &[
            (Role::Sentence, "The minister denied it."),
            (Role::Heading, "What we know"),
            (Role::Sentence, "Little."),
        ],
    );
}

#[test]
fn a_question_in_title_case_is_a_heading_and_a_plain_one_a_sentence() {
    check_roles(
        "en",
        &[
            (Role::Headline, "Where Else Does China Operate Similar Offices?"),
            (Role::Sentence, "It was asked on Monday."),
            (Role::Sentence, "Where else does it operate?"),
            (Role::Sentence, "Nobody knows."),
        ],
    );
}

#[test]
fn paragraphs_are_opened_by_their_first_segment_only() {
    let segments = segment("One. Two.\n\nThree.", "en", &Options::default());
    assert_eq!(
        segments.iter().map(|segment| segment.opens_paragraph).collect::<Vec<_>>(),
        [true, false, true]
    );
}

/// Where the bar in `marked` is the caret: what the split leaves on either side.
fn split(marked: &str) -> Option<(String, String)> {
    let near = marked.find('|')?;
    let text = marked.replace('|', "");
    let split = split_place(&text, Span::new(0, text.len()), near)?;
    Some((text.get(..split.left_end)?.to_owned(), text.get(split.right_start..)?.to_owned()))
}

#[test]
fn a_split_snaps_to_where_a_reader_would_cut() {
    for (marked, left, right) in [
        ("He met Sen. Lee l|eft.", "He met Sen.", "Lee left."),
        ("He came; she l|eft early", "He came;", "she left early"),
        ("One two th|ree four", "One two", "three four"),
        ("One two thr|ee four", "One two three", "four"),
        ("He came; and then| she left", "He came; and then", "she left"),
        ("他走|了她没有", "他走", "了她没有"),
    ] {
        assert_eq!(split(marked), Some((left.to_owned(), right.to_owned())), "{marked}");
    }
}

#[test]
fn a_split_that_leaves_nothing_is_none() {
    for marked in ["|One two", "One two|", "|", "|他走"] {
        assert_eq!(split(marked), None, "{marked}");
    }
    assert_eq!(split_place("One", Span::new(0, 30), 2), None);
    assert_eq!(split_place("", Span::new(0, 0), 0), None);
}

#[test]
fn what_counts_as_white_space_is_said_once() {
    assert!([' ', '\n', '\u{a0}', '\u{3000}', '\u{feff}', '\u{200b}'].into_iter().all(is_blank));
    assert!(!['a', '\0', '\u{200d}', '\u{ad}'].into_iter().any(is_blank));
}

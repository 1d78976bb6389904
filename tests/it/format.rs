//! Files read well, read back, and say where they are wrong.

use crate::golden::assert_golden;
use crate::sample::{self, FERRY, article_id, layer_id, source_id, span};
use ascribe::format::{
    ArticleFile, FormatError, Head, LayerFile, ProjectFile, PropositionFile, Selection, SetFile,
    SourceFile, from_ron, to_ron,
};
use ascribe::model::assemble::{Parts, assemble};
use ascribe::model::{
    Article, Certainty, CueClass, Edit, Flag, Kind, Project, Proposition, Quotation, Source,
    Statement, Verdict, apply,
};
use ascribe::text::Role;
use std::sync::Arc;

fn parts_of(project: &Project) -> Parts {
    let (settings, annotators) =
        from_ron::<ProjectFile>(&to_ron(&ProjectFile::of(project.tables())).unwrap())
            .unwrap()
            .into_parts();
    let sources = project.sources().values().map(|source| {
        let ron = to_ron(&SourceFile::from(source.clone())).unwrap();
        Source::from(from_ron::<SourceFile>(&ron).unwrap())
    });
    let articles = project.articles().values().map(|article| {
        let ron = to_ron(&ArticleFile::from(article.as_ref())).unwrap();
        let read = from_ron::<ArticleFile>(&ron).unwrap();
        Arc::new(read.into_article(article.frozen_text().clone()).unwrap())
    });
    let layers = project.layers().values().map(|layer| {
        let text = project.articles()[&layer.id().article].text();
        let ron = to_ron(&LayerFile::of(layer, &text)).unwrap();
        let (id, parts, problems) = from_ron::<LayerFile>(&ron).unwrap().into_parts(&text);
        assert_eq!(problems, []);
        parts.into_layer(&id)
    });
    let propositions = project.propositions().values().map(|proposition| {
        let ron = to_ron(&PropositionFile::from(proposition.clone())).unwrap();
        Proposition::from(from_ron::<PropositionFile>(&ron).unwrap())
    });
    Parts {
        settings,
        annotators,
        sources: sources.collect(),
        propositions: propositions.collect(),
        articles: articles.collect(),
        layers: layers.collect(),
    }
}

#[test]
fn every_file_of_a_project_reads_back_to_the_value_it_was_written_from() {
    let project = sample::project();
    let (tables, mut problems) = parts_of(&project).into_tables();
    let (read, refused) = assemble(tables);
    problems.extend(refused);
    assert_eq!(problems, []);
    assert_eq!(read, project);
}

#[test]
fn a_whole_set_reads_back_to_an_equal_project() {
    let project = sample::project();
    let set = SetFile::of(&project, &Selection::all(&project));
    let ron = to_ron(&set).unwrap();
    let (parts, problems) = from_ron::<SetFile>(&ron).unwrap().into_parts();
    assert_eq!(problems, []);
    let (tables, _) = parts.into_tables();
    assert_eq!(assemble(tables), (project, vec![]));
}

#[test]
fn files_are_laid_out_as_people_have_seen_them() {
    let project = sample::project();
    let article = &project.articles()[&article_id("ferry")];
    let layer = &project.layers()[&layer_id("ferry", "ann")];
    assert_golden("format/layer.ron", to_ron(&LayerFile::of(layer, FERRY)).unwrap().as_bytes());
    assert_golden(
        "format/article.ron",
        to_ron(&ArticleFile::from(article.as_ref())).unwrap().as_bytes(),
    );
    assert_golden(
        "format/project.ron",
        to_ron(&ProjectFile::of(project.tables())).unwrap().as_bytes(),
    );
    let source = project.sources()[&source_id("marrow-bay")].clone();
    assert_golden("format/source.ron", to_ron(&SourceFile::from(source)).unwrap().as_bytes());
    assert_golden(
        "format/set.ron",
        to_ron(&SetFile::of(&project, &Selection::all(&project))).unwrap().as_bytes(),
    );
}

#[test]
fn a_layer_written_by_hand_needs_only_what_has_no_usual_value() {
    let ron = include_str!("../data/golden/format/by-hand.ron");
    let (id, parts, problems) = from_ron::<LayerFile>(ron).unwrap().into_parts(FERRY);
    assert_eq!(problems, []);
    assert_eq!(id, layer_id("ferry", "ann"));
    let [claim, fact] = parts.statements.as_slice() else { panic!("{:?}", parts.statements) };
    let expected = Statement::new(
        sample::statement_id("s-hand"),
        Kind::Claim,
        vec![span(FERRY, "The hulls are cracked")],
        sample::stamp(0),
    );
    assert_eq!(*claim, Statement { chain: claim.chain.clone(), ..expected });
    assert_eq!(claim.chain[0].source, source_id("ilse-tarn"));
    assert_eq!(claim.chain[0].cue.class, CueClass::None);
    assert_eq!((claim.certainty, claim.quotation), (Certainty::Certain, Quotation::None));
    assert_eq!(fact.verdict, Verdict::Verified);
    assert_eq!(*fact.flags, [Flag::Concession].into());
}

#[test]
fn an_article_written_by_hand_needs_no_roles_and_no_original() {
    let text = "One.\n\nTwo.\n";
    // printf 'One.\n\nTwo.\n' | sha256sum
    let ron = r#"(format: 1, id: "x", metadata: (title: "One"),
        sha256: "fb47020c11babb78d6435eda29e0e388b66c27c0a0659fa2684192c9b264213c",
        segments: [(start: 0, end: 4, opens: true), (start: 6, end: 10, sure: false)])"#;
    let article: Article = from_ron::<ArticleFile>(ron).unwrap().into_article(text.into()).unwrap();
    assert_eq!(article.metadata().published, None);
    let [one, two] = article.segments() else { panic!("{:?}", article.segments()) };
    assert_eq!((one.role, one.sure, one.opens_paragraph), (Role::Sentence, true, true));
    assert_eq!((two.role, two.sure, two.opens_paragraph), (Role::Sentence, false, false));
}

#[test]
fn a_mistake_is_told_with_line_column_and_what_was_expected() {
    for (ron, line, column, says) in [
        ("(format: 1, source: (id: \"a\",\n name: \"A\" kind: Ngo))", 2, 12, "Expected comma"),
        ("(format: 1,\n source: (id: \"a\",\n  name: 5, kind: Ngo))", 3, 9, "Expected string"),
        ("(format: 1, source: (id: \"A b\", name: \"A\", kind: Ngo))", 1, 27, "“A b” is no id"),
        (
            "(format: 1,\n source: (id: \"a\", name: \"A\"))",
            2,
            29,
            "the field `kind` is missing in a source",
        ),
        (
            "(format: 1, source: (id: \"a\", name: \"A\", kind: Ngo, mood: \"x\"))",
            1,
            53,
            "no field `mood`",
        ),
        ("(source: ())", 1, 1, "begins with `(format: 1,`"),
        ("", 1, 1, "begins with `(format: 1,`"),
        ("(format: 1, source: (id: \"a\"", 1, 29, "cut off"),
    ] {
        let error = from_ron::<SourceFile>(ron).unwrap_err();
        assert_eq!(error.place(), Some((line, column)), "{ron}: {error}");
        assert!(error.what().contains(says), "{ron}: {error}");
    }
}

#[test]
fn another_version_is_refused_before_anything_else_is_read() {
    for ron in ["(format: 7, !!!", "/* new */ (\n// x\n format : 7", "\u{feff}(format:7)"] {
        let error = from_ron::<SourceFile>(ron).unwrap_err();
        assert_eq!(error, FormatError::Version { found: 7 });
    }
    let head = Head::of("(format: 1, kind: \"ascribe-set\", x").unwrap();
    assert_eq!(head, Head { format: 1, kind: Some("ascribe-set".to_owned()) });
    assert_eq!(Head::of("(format: 99999999999999999999)").unwrap().format, u32::MAX);
    assert_eq!(Head::of("plain text"), None);
}

#[test]
fn part_of_a_project_goes_out_without_what_it_does_not_name() {
    let mut project = sample::project();
    for edit in sample::later_edits() {
        apply(&mut project, edit).unwrap();
    }
    let selection = Selection {
        kinds: [Kind::Claim].into(),
        articles: [article_id("ferry")].into(),
        ..Selection::all(&project)
    };
    let (parts, problems) = SetFile::of(&project, &selection).into_parts();
    assert_eq!(problems, []);
    let ids: Vec<_> = parts.sources.iter().map(|source| source.id.as_str()).collect();
    assert_eq!(ids, ["bay-courier", "ilse-tarn", "marrow-bay"]);
    assert_eq!(parts.articles.len(), 1);
    let (tables, doubled) = parts.into_tables();
    let (part, refused) = assemble(tables);
    assert_eq!((doubled, refused), (vec![], vec![]));
    assert_eq!(part.n_statements(), 1);
}

#[test]
fn doubled_records_of_a_set_are_reported_and_the_first_stays() {
    let project = sample::project();
    let ron = to_ron(&SetFile::of(&project, &Selection::all(&project))).unwrap();
    let doubled = ron.replacen("id: \"operator\",", "id: \"ilse-tarn\",", 1);
    let (parts, problems) = from_ron::<SetFile>(&doubled).unwrap().into_parts();
    assert_eq!(problems, []);
    let (tables, problems) = parts.into_tables();
    assert_eq!(problems.len(), 1);
    assert!(problems[0].what.contains("occurs twice"), "{}", problems[0].what);
    assert_eq!(tables.sources()[&source_id("ilse-tarn")].name, "Ilse Tarn");
}

#[test]
fn every_text_comes_back_from_a_set_byte_for_byte() {
    for text in ["a \"b\" c\\d \"#\n\n\te\u{0}f\u{202e}g\r", "r#\"x\"#", "क्षि 👩‍🚒 “é”\u{2028}z"]
    {
        let mut project = sample::project();
        let segment = ascribe::text::Segment {
            span: ascribe::text::Span::new(0, text.trim_end().len()),
            role: Role::Sentence,
            sure: true,
            opens_paragraph: true,
        };
        let metadata = ascribe::model::Metadata { title: text.to_owned(), ..Default::default() };
        let article = Article::new(
            article_id("odd"),
            metadata,
            Default::default(),
            text.into(),
            vec![segment],
        )
        .unwrap();
        apply(&mut project, Edit::Article(article_id("odd"), Some(Arc::new(article)))).unwrap();
        let ron = to_ron(&SetFile::of(&project, &Selection::all(&project))).unwrap();
        let (parts, problems) = from_ron::<SetFile>(&ron).unwrap().into_parts();
        assert_eq!(problems, []);
        assert!(assemble(parts.into_tables().0).0 == project, "{text:?}");
    }
}

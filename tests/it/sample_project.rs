//! The sample project: it opens cleanly, it holds what it is there to show, and it is what its generator makes.

use ascribe::model::{
    Access, Bearing, Credibility, DateBasis, EvidenceKind, Grade as _, Kind, Layer, Project,
    RelationKind, Reliability, RemarkKind, Source, Visibility, Word,
};
use ascribe::session::sample;
use ascribe::store::{self, Disk, Opened, open_to_read, plain};
use ascribe::text::Role;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::tempdir;

#[path = "../../examples/sample/making/mod.rs"]
mod making;

fn committed() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("projects/harbour-contract")
}

fn open_committed() -> Project {
    let Opened { project, problems, .. } = open_to_read(&committed()).unwrap();
    assert!(problems.is_empty(), "{problems:?}");
    project
}

/// Every file below a folder that the embedded copy should have, by its path from there on.
fn files_below(root: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let (mut found, mut folders) = (BTreeMap::new(), vec![root.to_owned()]);
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let inner = path.strip_prefix(root).unwrap().to_owned();
                found.insert(inner, fs::read(&path).unwrap());
            }
        }
    }
    found
}

fn layers<'a>(project: &'a Project, by: &'a str) -> impl Iterator<Item = &'a Layer> {
    let layers = project.layers().values();
    layers.filter(move |layer| layer.id().annotator.as_str() == by).map(AsRef::as_ref)
}

/// Claims, denials and facts of `gold` on one article.
fn kinds(project: &Project, article: &str) -> [usize; 3] {
    let layer = layers(project, "gold").find(|layer| layer.id().article.as_str() == article);
    let marks = layer.unwrap().marks();
    let statements = marks.statements();
    Kind::ALL
        .iter()
        .map(|kind| statements.values().filter(|statement| statement.kind == *kind).count())
        .collect::<Vec<_>>()
        .try_into()
        .unwrap()
}

#[track_caller]
fn assert_holds_all<W: Word + Ord + std::fmt::Debug>(found: impl Iterator<Item = W>) {
    let found: BTreeSet<W> = found.collect();
    let missing: Vec<&W> = W::ALL.iter().filter(|word| !found.contains(word)).collect();
    assert!(missing.is_empty(), "nothing shows {missing:?}");
}

#[test]
fn the_sample_in_the_repository_is_what_its_generator_makes() {
    let made = making::make().unwrap();
    assert!(open_committed() == made.project, "run `cargo run --example sample` and build again");
    let folder = tempdir().unwrap();
    made.write(folder.path()).unwrap();
    let carried: BTreeMap<PathBuf, Vec<u8>> = sample::files()
        .into_iter()
        .map(|(path, bytes)| (path.to_owned(), bytes.to_vec()))
        .collect();
    let made = files_below(folder.path());
    assert_eq!(made.keys().collect::<Vec<_>>(), carried.keys().collect::<Vec<_>>());
    for (path, bytes) in &made {
        assert!(carried.get(path) == Some(bytes), "{} differs", path.display());
        assert!(fs::read(committed().join(path)).unwrap() == *bytes, "{}", path.display());
    }
}

#[test]
fn the_copy_in_the_program_unpacks_to_a_project_that_can_be_worked_in() {
    let home = tempdir().unwrap();
    let folder = home.path().join("sample");
    plain::unpack(&Disk::default(), &folder, sample::files().into_iter()).unwrap();
    let opened = store::open(&folder).unwrap();
    assert!(opened.problems.is_empty(), "{:?}", opened.problems);
    assert_eq!((opened.read_only, opened.recovered), (None, None));
    assert!(opened.project == open_committed());
    for hidden in [".gitattributes", ".gitignore"] {
        assert!(folder.join(hidden).is_file(), "{hidden}");
    }
}

#[test]
fn an_untouched_sample_stays_as_it_is_when_it_is_opened_and_saved() {
    let home = tempdir().unwrap();
    let folder = home.path().join("sample");
    plain::unpack(&Disk::default(), &folder, sample::files().into_iter()).unwrap();
    let before = files_below(&folder);
    let disk = Disk::default();
    let mut opened = store::open_on(&disk, &folder, store::Access::Write).unwrap();
    let saved = opened.store.save(opened.project.tables()).unwrap();
    assert_eq!((saved.written, saved.removed), (0, 0));
    drop(opened);
    let mut after = files_below(&folder);
    after.remove(Path::new("lock"));
    assert!(before == after);
}

#[test]
fn every_sentence_is_read_and_the_newcomer_has_empty_layers() {
    let project = open_committed();
    assert_eq!(project.articles().len(), 2);
    assert_eq!(layers(&project, "gold").count(), 2);
    for layer in layers(&project, "gold") {
        let article = &project.articles()[&layer.id().article];
        let (marks, text) = (layer.marks(), article.text());
        for segment in article.segments() {
            let statements = marks.with_content_in(segment.span).count();
            let none = marks.is_no_statement(segment.span);
            let words = segment.span.of(&text);
            if segment.role == Role::Sentence {
                assert!((statements > 0) != none, "{words}");
            } else {
                assert!(statements == 0 && !none, "{words}");
            }
        }
    }
    let empty: Vec<_> =
        layers(&project, "newcomer").map(|layer| layer.marks().is_blank()).collect();
    assert_eq!(empty, [true, true]);
}

/// Counted in `gold.ron` with awk.
#[test]
fn the_reading_has_its_claims_denials_and_facts() {
    let project = open_committed();
    assert_eq!(kinds(&project, "harbour-contract"), [28, 6, 14]);
    assert_eq!(kinds(&project, "second-berth"), [13, 2, 4]);
}

#[test]
fn every_hard_case_kind_relation_and_remark_is_shown() {
    assert_eq!(making::make().unwrap().hard_cases, (1..=23).collect());
    let project = open_committed();
    let gold: Vec<_> = layers(&project, "gold").map(Layer::marks).collect();
    let gold = || gold.iter();
    assert_holds_all::<Kind>(gold().flat_map(|l| l.statements().values().map(|s| s.kind)));
    assert_holds_all::<RelationKind>(gold().flat_map(|l| l.relations().values().map(|r| r.kind)));
    assert_holds_all::<RemarkKind>(gold().flat_map(|l| l.remarks().values().map(|r| r.kind)));
}

#[test]
fn propositions_evidence_grades_days_and_how_a_source_shows_are_all_there() {
    let project = open_committed();
    let gold: Vec<_> = layers(&project, "gold").map(Layer::marks).collect();
    let statements = || gold.iter().flat_map(|marks| marks.statements().values());
    assert_eq!(project.propositions().len(), 7);
    for id in project.propositions().keys() {
        assert!(project.members(id).count() >= 2, "{id} gathers statements");
    }
    let evidence = || project.propositions().values().flat_map(|one| &one.evidence);
    assert_holds_all::<Bearing>(evidence().map(|one| one.bearing));
    assert_holds_all::<EvidenceKind>(evidence().map(|one| one.kind));
    assert!(evidence().any(|one| one.independent) && evidence().any(|one| !one.independent));
    assert_holds_all::<Access>(statements().map(|one| one.access));
    assert_holds_all::<Visibility>(statements().map(|one| project.visibility_of(one)));
    let days: BTreeSet<DateBasis> =
        statements().filter_map(|one| one.date.as_ref()).map(|date| date.basis).collect();
    assert_eq!(days.len(), 3, "{days:?}");
    // A history of two is there for a source, a statement and a proposition, and what cannot be judged says so.
    assert!(project.sources().values().any(|source| source.reliability.len() == 2));
    assert!(statements().any(|statement| statement.credibility.len() == 2));
    assert!(project.propositions().values().any(|one| one.verdicts.len() == 2));
    let grades: Vec<_> = project.sources().values().filter_map(Source::grade).collect();
    assert!(grades.contains(&Reliability::F) && grades.iter().any(|grade| grade.is_judged()));
    assert!(statements().any(|one| one.grade() == Some(Credibility::C6)));
    // Nothing is confirmed by others that are independent, so nothing is graded 1.
    assert!(statements().all(|one| one.grade() != Some(Credibility::C1)));
}

#[test]
fn the_second_article_denies_contradicts_and_repeats_the_first() {
    let project = open_committed();
    let relations = layers(&project, "gold").flat_map(|layer| {
        let marks = layer.marks();
        let all = marks.relations().values();
        all.map(|relation| (&layer.id().article, relation.clone())).collect::<Vec<_>>()
    });
    let across: BTreeSet<RelationKind> = relations
        .filter(|(from, relation)| {
            from.as_str() == "second-berth" && relation.to_article.as_str() == "harbour-contract"
        })
        .map(|(_, relation)| relation.kind)
        .collect();
    for kind in [RelationKind::Denies, RelationKind::Contradicts, RelationKind::Repeats] {
        assert!(across.contains(&kind), "{kind:?}");
    }
}

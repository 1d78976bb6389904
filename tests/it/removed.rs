//! What was removed is listed with who and when, and comes back with what belonged to it.

use crate::desk::{Desk, ORIGINAL, fact, room};
use crate::sample;
use ascribe::model::{Edit, Project, Relation, RelationId, RelationKind};
use ascribe::store::StoreError;
use ascribe::store::removed::{self, Item, Removed};
use std::fs;

fn relation(id: &str, from: &str, to: &str, to_article: &str) -> Relation {
    Relation {
        id: RelationId::new(id).unwrap(),
        kind: RelationKind::Repeats,
        from: sample::statement_id(from),
        to: sample::statement_id(to),
        to_article: sample::article_id(to_article),
        note: String::new(),
        created: sample::stamp(60),
    }
}

/// The sample with a statement on the second article, and relations to it and from it.
fn desk(root: &std::path::Path) -> Desk {
    let mut desk = Desk::with_sample(root);
    let (ferry, hafen) = (sample::layer_id("ferry", "ann"), sample::layer_id("hafen", "ann"));
    let words = sample::span(sample::HARBOUR, "Ein Sprecher bestritt Risse.");
    let Edit::Statement(_, id, Some(statement)) = fact("s-h1", "Monday", 70) else { panic!() };
    let statement = ascribe::model::Statement { content: vec![words], ..(*statement).clone() };
    let (to, from) =
        (relation("r-to", "s-c1", "s-h1", "hafen"), relation("r-from", "s-h1", "s-f1", "ferry"));
    desk.perform(Edit::batch(vec![
        Edit::Layer(hafen.clone(), Some(ascribe::model::LayerHead::default())),
        Edit::Statement(hafen.clone(), id, Some(std::sync::Arc::new(statement))),
        Edit::Relation(ferry, to.id.clone(), Some(to)),
        Edit::Relation(hafen, from.id.clone(), Some(from)),
    ]))
    .unwrap();
    desk.save().unwrap();
    desk
}

/// Removes an article with all that is marked in it, as one step.
fn remove_article(desk: &mut Desk, id: &str) {
    let id = sample::article_id(id);
    let (mut links, mut marks) = (Vec::new(), Vec::new());
    for (home, layer) in desk.project.layers() {
        let held = layer.marks();
        for (name, relation) in held.relations() {
            if home.article == id || relation.to_article == id {
                links.push(Edit::Relation(home.clone(), name.clone(), None));
            }
        }
        if home.article == id {
            let statements = held.statements().keys();
            marks.extend(statements.map(|name| Edit::Statement(home.clone(), name.clone(), None)));
            let remarks = held.remarks().keys();
            marks.extend(remarks.map(|name| Edit::Remark(home.clone(), name.clone(), None)));
            let spans = held.no_statement().iter();
            marks.extend(spans.map(|span| Edit::NoStatement(home.clone(), *span, false)));
            marks.push(Edit::Layer(home.clone(), None));
        }
    }
    links.extend(marks);
    links.push(Edit::Article(id, None));
    desk.perform(Edit::batch(links)).unwrap();
}

fn items(list: &[Removed]) -> Vec<Item> {
    list.iter().map(|removed| removed.item.clone()).collect()
}

fn list(desk: &Desk) -> Vec<Removed> {
    removed::list(&desk.folder).unwrap()
}

fn restored(desk: &mut Desk, removed: &Removed) -> Project {
    let edit = removed::restore(&desk.project, &desk.folder, removed).unwrap();
    desk.perform(edit).unwrap();
    desk.save().unwrap();
    desk.project.clone()
}

#[test]
fn a_removed_article_comes_back_with_its_layers_and_all_relations() {
    let root = room();
    for is_saved in [false, true] {
        let place = root.path().join(is_saved.to_string());
        fs::create_dir(&place).unwrap();
        let mut desk = desk(&place);
        let whole = desk.project.clone();
        remove_article(&mut desk, "hafen");
        if is_saved {
            desk.save().unwrap();
            desk = desk.reopened();
        }
        let list = list(&desk);
        assert_eq!(items(&list), [Item::Article(sample::article_id("hafen"))]);
        assert_eq!(
            (list[0].name.as_str(), &list[0].by),
            ("Hafen bleibt zu", &sample::annotator("ann"))
        );
        assert_eq!(list[0].at, sample::at(6));
        assert_eq!(restored(&mut desk, &list[0]), whole);
        assert_eq!(self::list(&desk), []);
        let mut desk = desk.reopened();
        assert_eq!((desk.problems.as_slice(), &desk.project), (&[][..], &whole));
        assert_eq!(fs::read(desk.folder.join("articles/hafen/original.txt")).unwrap(), ORIGINAL);
        assert!(desk.undo().unwrap());
    }
}

#[test]
fn sources_that_were_removed_since_come_back_with_what_names_them() {
    let root = room();
    let mut desk = desk(root.path());
    remove_article(&mut desk, "ferry");
    let before = desk.project.clone();
    // The part before its body.
    for id in ["ilse-tarn", "marrow-bay", "operator"] {
        desk.perform(Edit::Source(sample::source_id(id), None)).unwrap();
    }
    desk.save().unwrap();
    let list = list(&desk);
    let names: Vec<&str> = list.iter().map(|removed| removed.name.as_str()).collect();
    assert_eq!(names, ["Bay Ferries", "Town of Marrow Bay", "Ilse Tarn", "Ferry fleet grounded"]);
    let project = restored(&mut desk, &list[3]);
    assert_eq!(project.sources(), before.sources());
    assert_eq!(project.n_statements(), 4);
    // The relation from the second article, which stayed, is there again too.
    assert_eq!(project.relations_at(&sample::statement_id("s-h1")).count(), 2);
    assert_eq!(self::list(&desk), []);
}

#[test]
fn a_relation_whose_other_end_is_gone_stays_away() {
    let root = room();
    let mut desk = desk(root.path());
    remove_article(&mut desk, "hafen");
    let article = list(&desk).remove(0);
    remove_article(&mut desk, "ferry");
    assert_eq!(items(&list(&desk)).len(), 2);
    let project = restored(&mut desk, &article);
    assert_eq!(project.relations_at(&sample::statement_id("s-h1")).count(), 0);
    assert_eq!(project.n_statements(), 1);
    let ferry = list(&desk).remove(0);
    assert_eq!(restored(&mut desk, &ferry).n_statements(), 4);
}

#[test]
fn a_removed_statement_comes_back_and_what_was_only_undone_is_not_listed() {
    let root = room();
    let mut desk = desk(root.path());
    desk.perform(fact("s-1", "ferries", 1)).unwrap();
    desk.undo().unwrap();
    assert_eq!(list(&desk), []);
    let whole = desk.project.clone();
    let home = sample::layer_id("ferry", "ann");
    let link = RelationId::new("r-to").unwrap();
    let denied = RelationId::new("r-1").unwrap();
    let id = sample::statement_id("s-c1");
    desk.perform(Edit::batch(vec![
        Edit::Relation(home.clone(), link, None),
        Edit::Relation(home.clone(), denied, None),
        Edit::Statement(home.clone(), id.clone(), None),
    ]))
    .unwrap();
    let list = list(&desk);
    assert_eq!(items(&list), [Item::Statement(home, id)]);
    assert_eq!(list[0].name, "Test", "the step in words");
    assert_eq!(restored(&mut desk, &list[0]), whole);
    desk.undo().unwrap();
    assert_eq!(self::list(&desk), list, "what was brought back is gone again");
}

#[test]
fn what_cannot_come_back_says_why() {
    let root = room();
    let mut desk = desk(root.path());
    remove_article(&mut desk, "hafen");
    let article = list(&desk).remove(0);
    desk.perform(sample::add_article("other", sample::HARBOUR)).unwrap();
    let error = removed::restore(&desk.project, &desk.folder, &article).unwrap_err();
    assert!(matches!(error, StoreError::NotRestored(_)), "{error}");
    assert!(error.to_string().contains("already here as “other”"), "{error}");
}

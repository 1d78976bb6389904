//! Pictures: a foreign reader takes them, they can be read without colour, and each has its table.

use crate::world::{World, crowd, source_id};
use ascribe::model::{Edit, Kind, Project, PropositionId, apply};
use ascribe::picture::{Drawing, Ink, Shape, chronicle, kinds, matrix, png, svg, whiskers};
use ascribe::report::{Posterior, Prior, by_source};
use resvg::tiny_skia::Pixmap;
use resvg::usvg::{Node, Options, Tree};

/// The crowd, in which a source and a proposition bear names that are hard to write down.
fn hard() -> Project {
    let mut project = crowd().build(["a", "b", "c"]);
    let mut source = project.sources()[&source_id(0)].clone();
    source.name = "<Port & \"Quay\">\u{1}".to_owned();
    apply(&mut project, Edit::Source(source.id.clone(), Some(source))).unwrap();
    let mut source = project.sources()[&source_id(1)].clone();
    source.name = "وزارة الطرق والجسور".repeat(9);
    apply(&mut project, Edit::Source(source.id.clone(), Some(source))).unwrap();
    let id = PropositionId::new("p-0").unwrap();
    let mut proposition = project.propositions()[&id].clone();
    proposition.wording = "1 < 2 && \"so\"".to_owned();
    apply(&mut project, Edit::Proposition(id, Some(proposition))).unwrap();
    project
}

fn drawings(project: &Project) -> Vec<Drawing> {
    let name = |n| project.sources()[&source_id(n)].name.clone();
    let rows = [
        (name(0), Posterior::new(Prior::UNIFORM, 8.0, 2.0)),
        (name(1), Posterior::new(Prior::UNIFORM, 1.0, 0.0)),
    ];
    let proposition = project.propositions().values().next().unwrap();
    vec![
        whiskers("Track records", &rows),
        kinds(&by_source(project)),
        chronicle(project, proposition),
        matrix(project),
    ]
}

/// Words and shapes of a tree, as another program sees them.
fn count(group: &resvg::usvg::Group, words: &mut String, n: &mut usize) {
    for node in group.children() {
        match node {
            Node::Group(group) => count(group, words, n),
            Node::Path(_) => *n += 1,
            Node::Text(text) => {
                let chunks = text.chunks().iter().map(|chunk| chunk.text());
                chunks.for_each(|chunk| *words += &format!("{chunk}\n"));
            }
            Node::Image(_) => {}
        }
    }
}

#[test]
fn svg_is_read_by_another_program_with_all_its_words() {
    for drawing in drawings(&hard()) {
        let mut options = Options::default();
        std::sync::Arc::make_mut(&mut options.fontdb)
            .load_font_data(ttf_noto_sans::REGULAR.to_vec());
        options.font_family = "Noto Sans".to_owned();
        let tree = Tree::from_str(&svg(&drawing), &options).unwrap();
        let (mut words, mut n) = (String::new(), 0);
        count(tree.root(), &mut words, &mut n);
        assert!(n > 5, "{}: {n} shapes", drawing.title);
        assert!(words.contains("<Port & \"Quay\">"), "{}: {words}", drawing.title);
        assert!((tree.size().width() - drawing.width).abs() < 1.0);
    }
}

#[test]
fn png_has_the_size_of_the_drawing_twice_and_is_not_blank() {
    let drawing = &drawings(&hard())[1];
    let pixels = Pixmap::decode_png(&png(&svg(drawing)).unwrap()).unwrap();
    let expected = (drawing.width.round() * 2.0, drawing.height.round() * 2.0);
    assert!((pixels.width() as f32 - expected.0).abs() <= 2.0, "{} {expected:?}", pixels.width());
    assert!((pixels.height() as f32 - expected.1).abs() <= 2.0);
    let inked = pixels.pixels().iter().filter(|pixel| pixel.red() < 100).count();
    assert!(inked > 500, "letters and lines: {inked}");
}

#[test]
fn what_is_no_drawing_is_no_picture() {
    assert!(png("<svg").is_err());
}

#[test]
fn nothing_lies_outside_of_a_drawing_and_each_has_a_table() {
    for drawing in drawings(&hard()).into_iter().chain(drawings(&crowd().build(["a", "b", "c"]))) {
        for shape in &drawing.shapes {
            let (right, bottom) = match shape {
                Shape::Fill(area, _) | Shape::Frame(area, _) => {
                    (area.from.x + area.width, area.from.y + area.height)
                }
                Shape::Line(from, to, ..) => (from.x.max(to.x), from.y.max(to.y)),
                Shape::Dot(at, radius, ..) => (at.x + radius, at.y + radius),
                Shape::Words { at, .. } => (at.x, at.y + 6.0),
            };
            let is_inside = right <= drawing.width && bottom <= drawing.height;
            assert!(
                is_inside,
                "{}: {shape:?} of {}x{}",
                drawing.title, drawing.width, drawing.height
            );
        }
        let (head, rows) = (&drawing.table.head, &drawing.table.rows);
        assert!(!rows.is_empty() && rows.iter().all(|row| row.len() == head.len()));
    }
}

#[test]
fn kinds_differ_by_pattern_and_letter_too() {
    let world = World {
        groups: vec![0],
        said: vec![(0, Kind::Claim, None, 0), (0, Kind::Denial, None, 1), (0, Kind::Fact, None, 2)],
        ..World::default()
    };
    let drawing = kinds(&by_source(&world.build(["a", "b", "c"])));
    let lines = |kind: Kind, is_slanting: bool| {
        let is_its = |shape: &&Shape| match shape {
            Shape::Line(from, to, ink, _) => {
                *ink == Ink::Of(kind) && ((from.y - to.y).abs() > 0.1) == is_slanting
            }
            _ => false,
        };
        drawing.shapes.iter().filter(is_its).count()
    };
    assert_eq!((lines(Kind::Claim, true), lines(Kind::Claim, false)), (0, 0), "claims are plain");
    assert!(lines(Kind::Denial, true) > 5 && lines(Kind::Denial, false) == 0, "striped");
    assert!(lines(Kind::Fact, false) > 2 && lines(Kind::Fact, true) == 0, "level lines");
    let words = |wanted: &str| {
        drawing.shapes.iter().any(|s| matches!(s, Shape::Words { words, .. } if words == wanted))
    };
    assert!(["C 1", "D 1", "F 1"].into_iter().all(words));
}

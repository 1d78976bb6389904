//! Whoever works by Tab sees where the keyboard is: what has it looks otherwise than without it.

use super::window::{ARTICLE, Window, label_of};
use ascribe::session::Command;
use egui::accesskit::Role;
use egui::epaint::ClippedShape;
use egui::{Id, Rect};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use std::collections::HashMap;

/// What is painted over a widget and close around it, but for the blinking bar of a text field.
fn painted(shapes: &[ClippedShape], rect: Rect) -> Vec<String> {
    let near = rect.expand(6.0);
    let shapes = shapes.iter().filter(|one| {
        let bounds = one.shape.visual_bounding_rect().intersect(one.clip_rect);
        bounds.is_positive() && near.contains_rect(bounds)
    });
    shapes.map(|one| format!("{:?}", one.shape)).collect()
}

/// Tab from widget to widget until it comes round; the names of those that look the same with the keyboard and without it.
fn unseen(window: &mut Window) -> Vec<String> {
    let mut with: Vec<(Id, String, Rect, Vec<String>)> = Vec::new();
    let mut without: HashMap<Id, Vec<Vec<String>>> = HashMap::new();
    let mut first = None;
    for _ in 0..120 {
        window.press("Tab");
        let Some(id) = window.harness.ctx.memory(|memory| memory.focused()) else { continue };
        if first == Some(id) {
            break;
        }
        first = first.or(Some(id));
        let Some(response) = window.harness.ctx.read_response(id) else { continue };
        let shapes = window.harness.output().shapes.clone();
        for (other, _, rect, _) in &with {
            // What was scrolled meanwhile is compared with nothing: another one may stand there.
            if window.harness.ctx.read_response(*other).is_some_and(|now| now.rect == *rect) {
                without.entry(*other).or_default().push(painted(&shapes, *rect));
            }
        }
        let focused = window.harness.root().children_recursive().find(|node| node.is_focused());
        let name = focused.map(|node| {
            let node = node.accesskit_node();
            let named = node.label().or_else(|| node.labelled_by().find_map(|label| label.value()));
            format!("{:?} {}", node.role(), named.unwrap_or_default())
        });
        let looks = painted(&shapes, response.rect);
        with.push((id, name.unwrap_or_default(), response.rect, looks));
    }
    assert!(with.len() > 2, "Tab comes by few things: {with:?}");
    assert!(without.len() > 2, "nothing was compared");
    let is_unseen = |id: &Id, looks: &Vec<String>| {
        without.get(id).is_some_and(|others| others.iter().any(|other| other == looks))
    };
    let same = with.iter().filter(|(id, _, _, looks)| is_unseen(id, looks));
    same.map(|(_, name, ..)| name.clone()).collect()
}

#[test]
fn what_has_the_keyboard_is_seen_in_every_part_of_the_window() {
    let mut window = Window::on(&[ARTICLE, "Another article\n\nIt is short.\n"]);
    window.press("c s");
    window.type_text("Ada Rhys");
    window.press("Enter");
    let none: [String; 0] = [];
    assert_eq!(unseen(&mut window), none, "the article");
    for screen in ["Ctrl+2", "Ctrl+3", "Ctrl+4", "Ctrl+5"] {
        window.press(screen);
        assert_eq!(unseen(&mut window), none, "{screen}");
    }
    window.press("Ctrl+1");
    for command in [
        Command::Export,
        Command::Import,
        Command::ImportSet,
        Command::EditMetadata,
        Command::EditSource,
        Command::Settings,
        Command::AddRemark,
        Command::GradeStatement,
        Command::History,
    ] {
        window.run(&label_of(command));
        assert!(window.app().dialog().is_some(), "{command:?}");
        assert_eq!(unseen(&mut window), none, "{command:?}");
        window.press("Escape");
        window.press("Escape");
    }
}

#[test]
fn the_edges_of_panels_are_moved_by_arrow_keys() {
    let mut window = Window::on_article();
    let width = |window: &Window, left: bool| {
        let handles = window.harness.query_all_by_role(Role::Splitter);
        let bounds = handles.map(|node| node.rect());
        let middle = window.harness.ctx.content_rect().center().x;
        let mut edges = bounds.map(|rect| rect.center().x);
        edges.find(|x| (*x < middle) == left).unwrap()
    };
    for left in [true, false] {
        let before = width(&window, left);
        let handles = window.harness.query_all_by_role(Role::Splitter);
        let middle = window.harness.ctx.content_rect().center().x;
        let mut handles = handles.filter(|node| (node.rect().center().x < middle) == left);
        handles.next().unwrap().focus();
        drop(handles);
        window.rest();
        window.press("Right Right");
        assert!(width(&window, left) > before + 10.0, "the edge goes where the arrow points");
        window.press("Left Left");
        assert!((width(&window, left) - before).abs() < 2.0);
    }
}

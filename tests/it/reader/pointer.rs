//! What the mouse and the caret do.

use ascribe::gui::reader::{Document, Mark, MarkStyle, Motion, Shape, Underline};
use ascribe::text::{Role, Segment, Span};
use egui::{Color32, Event, Pos2, vec2};

use super::{Desk, Marks, Window, click, long_text, system_fonts, window};

#[test]
fn a_click_in_the_middle_of_a_word_reports_a_byte_of_that_word() {
    let mut window = window(Desk::new(&long_text(12)));
    for words in ["Paragraph", "authority", "officials"] {
        let (at, span) = (window.state().middle(words), window.state().span(words));
        click(&mut window, at);
        let click = *window.state().clicks.last().unwrap();
        assert!(span.range().contains(&click.on.unwrap()), "{words}: {click:?}");
        assert!(span.touches(click.byte) && click.count == 1);
        let segment = window.state().segments[click.segment.unwrap()];
        assert!(segment.span.contains(span), "the right sentence");
    }
    assert!(window.state().last.as_ref().unwrap().has_focus, "a click takes the keyboard");
}

#[test]
fn a_click_beside_the_words_hits_no_sentence() {
    let mut window = window(Desk::new(&long_text(3)));
    let at = window.state().middle("Paragraph 0") - vec2(120.0, 0.0);
    click(&mut window, Pos2::new(at.x.max(20.0), at.y));
    let click = *window.state().clicks.last().unwrap();
    assert_eq!((click.on, click.segment), (None, None));
    assert_eq!(click.byte, 0, "yet the nearest place is known");
}

#[test]
fn the_word_an_arabic_row_begins_with_is_the_rightmost() {
    let text = "نفى الوزير هذا الادعاء وقال إنه كاذب.";
    let Some(fonts) = system_fonts(text) else { return };
    let mut window = window(Desk::with_fonts(text, fonts));
    let rects = window.state().pane.screen_rects(Span::new(0, text.len()));
    let right = rects[0].right_center() - vec2(4.0, 0.0);
    click(&mut window, right);
    let first = window.state().clicks.last().unwrap().on.unwrap();
    assert!(
        first < "نفى".len(),
        "the visually first word is the logically first, not byte {first}"
    );
    let left = rects[0].left_center() + vec2(4.0, 0.0);
    click(&mut window, left);
    assert!(window.state().clicks.last().unwrap().on.unwrap() >= text.find("كاذب").unwrap());
}

#[test]
fn a_selection_drawn_with_the_mouse_snaps_to_words_and_knows_its_exact_ends() {
    let mut window = window(Desk::new("The minister denied the claim on Tuesday."));
    let (from, to) = (window.state().middle("minister"), window.state().middle("claim"));
    window.drag_at(from);
    window.run();
    window.hover_at(from.lerp(to, 0.5));
    window.run();
    window.hover_at(to);
    window.run();
    window.drop_at(to);
    window.run();
    let drag = *window.state().drags.last().unwrap();
    assert!(drag.is_done);
    assert_eq!(drag.words.of(&window.state().text), "minister denied the claim");
    assert!(
        window.state().span("minister").touches(drag.from)
            && window.state().span("claim").touches(drag.to)
    );
    assert!(window.state().clicks.is_empty(), "a drag is no click");
}

#[test]
fn what_lies_under_the_pointer_is_reported_with_its_marks() {
    let mut desk = Desk::new("The minister denied the claim. It was false.");
    let style = MarkStyle {
        shape: Shape::Highlight,
        tint: Color32::YELLOW,
        stroke: Color32::RED,
        underline: Underline::Wavy,
    };
    let mark = |span, tag| Mark { span, style, letter: Some('C'), active: tag == 2, tag };
    desk.marks = Marks(vec![
        mark(desk.segments[0].span, 1),
        mark(desk.span("denied"), 2),
        mark(desk.segments[1].span, 3),
    ]);
    let mut window = window(desk);
    let at = window.state().middle("denied");
    window.hover_at(at);
    window.run();
    let hover = window.state().last.as_ref().unwrap().hover.clone().unwrap();
    let tags: Vec<u64> = hover.marks.iter().map(|mark| mark.tag).collect();
    assert_eq!((tags, hover.segment), (vec![1, 2], Some(0)));
    assert!(hover.row.contains(at));
}

#[test]
fn copying_gives_the_words_of_the_text_itself() {
    let mut desk = Desk::new("The minister\ndenied  the claim.");
    desk.segments = vec![Segment {
        span: Span::new(0, 31),
        role: Role::Sentence,
        sure: true,
        opens_paragraph: true,
    }];
    desk.selection = Some(desk.span("minister\ndenied  the"));
    let mut window = window(desk);
    let at = window.state().middle("claim");
    click(&mut window, at);
    window.event(Event::Copy);
    window.step();
    let copied =
        window.output().platform_output.commands.iter().find_map(|command| match command {
            egui::OutputCommand::CopyText(text) => Some(text.clone()),
            _ => None,
        });
    assert_eq!(copied.as_deref(), Some("minister\ndenied  the"));
}

fn walk(window: &mut Window, from: usize, motion: Motion, most: usize) -> Vec<usize> {
    let desk = window.state_mut();
    let document = Document {
        text_key: 1,
        key: 1,
        title: "",
        text: &desk.text,
        segments: &desk.segments,
        lang: "en",
    };
    let mut places = vec![from];
    for _ in 0..most {
        let last = *places.last().unwrap();
        let next = desk.pane.move_caret(&mut desk.engine, &document, last, motion);
        if next == last {
            break;
        }
        places.push(next);
    }
    places
}

#[test]
fn the_caret_goes_through_every_character_and_across_paragraphs() {
    let mut window = window(Desk::new("Café now.\nNext one."));
    let right = walk(&mut window, 0, Motion::GraphemeRight, 100);
    assert_eq!(right, [0, 1, 2, 3, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20]);
    let mut left = walk(&mut window, 20, Motion::GraphemeLeft, 100);
    left.reverse();
    assert_eq!(left, right, "the same places on the way back");
    assert_eq!(walk(&mut window, 0, Motion::WordRight, 2), [0, 5, 9], "behind the words");
    assert_eq!(walk(&mut window, 20, Motion::RowStart, 1), [20, 11]);
    assert_eq!(walk(&mut window, 12, Motion::RowEnd, 1), [12, 20]);
    assert_eq!(
        walk(&mut window, 13, Motion::RowUp, 1),
        [13, 2],
        "the same distance from the margin"
    );
    assert_eq!(walk(&mut window, 2, Motion::RowDown, 1), [2, 13]);
}

#[test]
fn in_arabic_the_left_arrow_goes_on_in_the_text() {
    let text = "قال الوزير.";
    let Some(fonts) = system_fonts(text) else { return };
    let mut window = window(Desk::with_fonts(text, fonts));
    let places = walk(&mut window, 0, Motion::GraphemeLeft, 100);
    let every: Vec<usize> = text.char_indices().map(|(byte, _)| byte).chain([text.len()]).collect();
    assert_eq!(places, every);
}

#[test]
fn a_row_step_keeps_its_distance_from_the_margin_through_short_rows() {
    let mut window = window(Desk::new(
        "A rather long first row of text.\nShort.\nA rather long last row of text.",
    ));
    let start = "A rather long first".len();
    let down = walk(&mut window, start, Motion::RowDown, 2);
    assert_eq!(down[1], window.state().span("Short.").end as usize, "the end of the short row");
    let column = down[2] - window.state().span("A rather long last").start as usize;
    assert!(column.abs_diff(start) <= 1, "and back out to column {column}");
}

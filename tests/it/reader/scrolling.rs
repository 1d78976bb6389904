//! Nothing jumps, and both ends of a text are reached.

use ascribe::gui::reader::{Align, Fonts};
use ascribe::text::{Segment, Span};
use egui::vec2;
use egui_kittest::kittest::Queryable as _;

use super::{Desk, Window, click, long_text, wheel, window};

#[test]
fn the_row_at_the_top_stays_when_the_width_changes() {
    let mut window = window(Desk::new(&long_text(400)));
    let target = window.state().span("Paragraph 200 begins");
    window.state_mut().pane.scroll_to(target, Align::Top);
    window.run();
    wheel(&mut window, 31.0);
    let before = window.state().top("Paragraph 201 begins");
    for width in [700.0, 640.0, 433.0, 520.0, 300.0, 555.0, 700.0, 760.0] {
        window.state_mut().width = width;
        window.run();
        let visible = window.state().pane.visible().unwrap();
        assert!(
            visible.overlaps(window.state().span("Paragraph 201 begins")),
            "still in view at {width}"
        );
    }
    assert_eq!(
        window.state().top("Paragraph 201 begins"),
        before,
        "back at the old width nothing has moved"
    );
}

#[test]
fn correcting_guessed_heights_above_moves_nothing_in_view() {
    let mut window = window(Desk::new(&long_text(400)));
    let target = window.state().span("Paragraph 300 begins");
    // Everything above is guessed, for it was jumped over.
    window.state_mut().pane.scroll_to(target, Align::Top);
    window.run();
    let mut top = window.state().top("Paragraph 300 begins");
    for _ in 0..12 {
        wheel(&mut window, -6.0);
        let now = window.state().top("Paragraph 300 begins");
        assert!((now - top - 6.0).abs() <= 1.0, "six points down, not {}", now - top);
        top = now;
    }
}

#[test]
fn the_last_paragraph_can_be_read_to_its_end_and_not_beyond() {
    let mut window = window(Desk::new(&long_text(120)));
    window.state_mut().pane.to_end();
    window.run();
    let bottom = |window: &Window| {
        let rects = window.state().pane.screen_rects(window.state().segments.last().unwrap().span);
        rects.last().unwrap().bottom()
    };
    let at_end = bottom(&window);
    assert!(at_end < 500.0 && at_end > 380.0, "the end is in the lower part of the view: {at_end}");
    assert!((window.state().pane.progress() - 1.0).abs() < 1e-6);
    wheel(&mut window, 3000.0);
    assert_eq!(bottom(&window), at_end, "there is nothing behind it");
    wheel(&mut window, -40.0);
    assert!(bottom(&window) > at_end, "and back up again");
    window.state_mut().pane.to_start();
    window.run();
    assert_eq!(window.state().pane.progress(), 0.0);
    assert!(window.state().top("Paragraph 0 begins") > 0.0);
}

#[test]
fn a_page_down_keeps_the_last_rows_in_sight_and_a_page_up_comes_back() {
    let mut window = window(Desk::new(&long_text(120)));
    let before = window.state().pane.visible().unwrap();
    window.state_mut().pane.page(1.0);
    window.run();
    let after = window.state().pane.visible().unwrap();
    assert!(
        after.start > before.start && after.start <= before.end,
        "{before:?} and {after:?} share a row"
    );
    window.state_mut().pane.page(-1.0);
    window.run();
    assert_eq!(window.state().pane.visible().unwrap().start, before.start);
}

#[test]
fn walking_the_sentences_keeps_each_in_view_with_company() {
    let mut window = window(Desk::new(&long_text(60)));
    for idx in (0..window.state().segments.len()).step_by(3) {
        let span = window.state().segments[idx].span;
        window.state_mut().pane.scroll_to(span, Align::Keep);
        window.run();
        let rects = window.state().pane.screen_rects(span);
        let (top, bottom) = (rects.first().unwrap().top(), rects.last().unwrap().bottom());
        assert!(top >= 8.0 && bottom <= 492.0, "segment {idx} at {top}..{bottom}");
    }
}

#[test]
fn dragging_the_scroll_bar_goes_through_the_text() {
    let mut window = window(Desk::new(&long_text(400)));
    let bar = window.get_by_label("Scroll bar of the text").rect();
    let grip = bar.center_top() + vec2(0.0, 10.0);
    window.drag_at(grip);
    window.run();
    window.hover_at(grip + vec2(0.0, bar.height() / 2.0));
    window.run();
    let halfway = window.state().pane.progress();
    assert!((0.35..0.65).contains(&halfway), "about half way: {halfway}");
    window.hover_at(grip + vec2(40.0, bar.height() * 2.0));
    window.run();
    window.drop_at(grip + vec2(40.0, bar.height() * 2.0));
    window.run();
    assert!(
        (window.state().pane.progress() - 1.0).abs() < 1e-6,
        "the thumb at the bottom is the end of the text"
    );
    // A click in the trough goes a page up.
    let before = window.state().pane.visible().unwrap();
    click(&mut window, bar.center());
    let after = window.state().pane.visible().unwrap();
    assert!(after.start < before.start && after.end >= before.start, "one page, not more");
}

#[test]
fn only_what_is_in_view_is_known_to_the_screen() {
    let window = window(Desk::new(&long_text(20_000)));
    let visible = window.state().pane.visible().unwrap();
    assert!(visible.len() < 20_000, "a page, not {} bytes", visible.len());
}

#[test]
fn a_paragraph_without_end_or_break_opens_like_any_other() {
    let mut window = window(Desk::new(&"x".repeat(300_000)));
    window.state_mut().pane.to_end();
    window.run();
    assert_eq!(window.state().pane.visible().unwrap().end, 300_000);
    let mut empty = window;
    empty.state_mut().text = String::new();
    empty.state_mut().segments.clear();
    empty.run();
}

#[test]
fn another_segmentation_of_the_same_text_moves_nothing_in_view() {
    let mut window = window(Desk::new(&long_text(200)));
    let target = window.state().span("Paragraph 120 begins");
    window.state_mut().pane.scroll_to(target, Align::Top);
    window.run();
    let before = window.state().top("Paragraph 121 begins");
    // Somebody splits a sentence far above, which then opens a paragraph of its own.
    let desk = window.state_mut();
    let (first, second) = (desk.segments[1].span, desk.segments[2].span);
    let middle = (first.start + first.end) as usize / 2;
    desk.segments[1].span = Span::new(first.start as usize, middle);
    let rest = Segment {
        span: Span::new(middle, first.end as usize),
        opens_paragraph: true,
        ..desk.segments[1]
    };
    desk.segments.insert(2, rest);
    assert!(rest.span.end <= second.start);
    desk.key = 2;
    window.run();
    assert_eq!(window.state().top("Paragraph 121 begins"), before);
}

#[test]
fn fonts_that_arrive_late_and_another_screen_leave_the_reader_where_he_was() {
    let mut window = window(Desk::new(&long_text(200)));
    let target = window.state().span("Paragraph 120 begins");
    window.state_mut().pane.scroll_to(target, Align::Top);
    window.run();
    let before = window.state().pane.top();
    window.state_mut().engine.set_fonts(Fonts::system());
    window.run();
    assert_eq!(window.state().pane.top(), before, "after the fonts");
    window.set_pixels_per_point(1.75);
    window.run();
    assert_eq!(window.state().pane.top(), before, "on a finer screen");
    window.state_mut().style.size = 23.0;
    window.run();
    assert_eq!(window.state().pane.top(), before, "in larger text");
}

#[test]
fn more_different_glyphs_than_there_is_room_for_are_drawn_all_the_same() {
    let every: String = ('\u{a1}'..='\u{24f}')
        .filter(|letter| letter.is_alphabetic())
        .flat_map(|l| [l, ' '])
        .collect();
    let mut desk = Desk::new(&every);
    // Three hundred pixels high: nine to a page of the atlas.
    desk.style.size = 150.0;
    let mut window = window(desk);
    window.set_pixels_per_point(2.0);
    window.run();
    for _ in 0..150 {
        window.state_mut().pane.page(1.0);
        window.run();
    }
    assert_eq!(window.state().pane.progress(), 1.0);
    let glyphs = window
        .output()
        .shapes
        .iter()
        .filter(|clipped| matches!(clipped.shape, egui::Shape::Mesh(_)));
    assert!(glyphs.count() > 0, "there are glyphs on the last page, too");
}

//! The reading pane, without a screen: every place of the text can be hit, nothing jumps, and what a mouse can
//! do a screen reader can do too.

use ascribe::gui::reader::{
    Align, Click, Cursor, Document, Drag, Engine, Fonts, LabelStyle, Lines, Mark, MarkSource,
    MarkStyle, Motion, Pane, PaneResponse, ParagraphLayout, ReaderStyle, Shape, TypeStyle,
    Typesetter, Underline, View, text_label,
};
use ascribe::text::{Role, Segment, Span};
use egui::{
    Color32, Event, Key, Modifiers, MouseWheelSource, MouseWheelUnit, Pos2, TouchPhase, Vec2, vec2,
};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};

/// The system's fonts, or `None` where those that `sample` needs are missing and may be.
fn system_fonts(sample: &str) -> Option<Fonts> {
    let fonts = Fonts::system();
    let missing = Typesetter::new(fonts.clone()).missing_scripts(sample);
    if missing.is_empty() {
        return Some(fonts);
    }
    let required = std::env::var("ASCRIBE_REQUIRE").unwrap_or_default();
    assert!(!required.contains("fonts"), "these fonts are required here but missing: {missing:?}");
    eprintln!("skipped: no glyphs for {missing:?}");
    None
}

fn style() -> ReaderStyle {
    ReaderStyle {
        size: 16.0,
        measure: 70.0,
        background: Color32::WHITE,
        text: Color32::BLACK,
        dimmed: Color32::GRAY,
        hovered: Color32::LIGHT_GRAY,
        current: Color32::BLUE,
        selection: Color32::LIGHT_BLUE,
        caret: Color32::BLACK,
        hit: Color32::YELLOW,
        hit_edge: Color32::BROWN,
        faint: Color32::GRAY,
        focus: Color32::BLUE,
        bar: Color32::GRAY,
        bar_hovered: Color32::DARK_GRAY,
    }
}

/// Marks as a test lays them, described by their number.
#[derive(Default)]
struct Marks(Vec<Mark>);

impl MarkSource for Marks {
    fn marks(&self, within: Span, out: &mut Vec<Mark>) {
        out.extend(self.0.iter().filter(|mark| mark.span.overlaps(within)));
    }

    fn describe(&self, segment: Span) -> String {
        self.0
            .iter()
            .find(|mark| segment.contains(mark.span))
            .map_or(String::new(), |mark| format!("mark {}", mark.tag))
    }
}

/// A pane with everything around it.
struct Desk {
    engine: Engine,
    pane: Pane,
    style: ReaderStyle,
    text: String,
    segments: Vec<Segment>,
    marks: Marks,
    current: Option<Span>,
    selection: Option<Span>,
    caret: Option<usize>,
    clicks: Vec<Click>,
    drags: Vec<Drag>,
    asked: Vec<usize>,
    last: Option<PaneResponse>,
    /// How wide the pane may be.
    width: f32,
}

impl Desk {
    /// A text whose paragraphs are its lines and whose segments end with a full stop of their script.
    fn new(text: &str) -> Self {
        let mut segments = Vec::new();
        let mut start = 0;
        let mut opens_paragraph = true;
        for (byte, character) in text.char_indices() {
            let end = byte + character.len_utf8();
            if matches!(character, '.' | '。' | '\n') || end == text.len() {
                let span = Span::new(start, end).trimmed(text);
                if !span.is_empty() {
                    segments.push(Segment {
                        span,
                        role: Role::Sentence,
                        sure: true,
                        opens_paragraph,
                    });
                    opens_paragraph = false;
                }
                opens_paragraph |= character == '\n';
                start = end;
            }
        }
        Self {
            engine: Engine::new(Fonts::bundled()),
            pane: Pane::new("test"),
            style: style(),
            text: text.to_owned(),
            segments,
            marks: Marks::default(),
            current: None,
            selection: None,
            caret: None,
            clicks: Vec::new(),
            drags: Vec::new(),
            asked: Vec::new(),
            last: None,
            width: f32::INFINITY,
        }
    }

    fn with_fonts(text: &str, fonts: Fonts) -> Self {
        Self { engine: Engine::new(fonts), ..Self::new(text) }
    }

    fn ui(&mut self, ui: &mut egui::Ui) {
        let document = Document {
            key: 1,
            segmentation: 1,
            title: "The harbour",
            text: &self.text,
            segments: &self.segments,
            lang: "en",
        };
        let cursor = Cursor {
            current: self.current,
            selection: self.selection,
            caret: self.caret,
            ..Cursor::default()
        };
        let view = View { document: &document, style: &self.style, marks: &self.marks, cursor };
        let size = vec2(ui.available_width().min(self.width), ui.available_height());
        let rect = egui::Rect::from_min_size(ui.available_rect_before_wrap().min, size);
        let mut inner = ui.new_child(egui::UiBuilder::new().max_rect(rect));
        let response = self.pane.ui(&mut inner, &mut self.engine, &view);
        self.clicks.extend(response.click);
        self.drags.extend(response.drag);
        self.asked.extend(response.click_segment);
        self.last = Some(response);
    }

    /// Where the nth occurrence of some words is.
    fn span(&self, words: &str) -> Span {
        let start = self.text.find(words).unwrap();
        Span::new(start, start + words.len())
    }

    /// The middle of some words on the screen.
    fn middle(&self, words: &str) -> Pos2 {
        self.pane.screen_rects(self.span(words))[0].center()
    }

    /// The height on the screen of the row in which some words begin.
    fn top(&self, words: &str) -> f32 {
        self.pane.screen_rects(self.span(words))[0].top()
    }
}

type Window = Harness<'static, Desk>;

fn window(desk: Desk) -> Window {
    let builder = Harness::builder().with_size(vec2(760.0, 500.0)).with_max_steps(30);
    let mut window = builder.build_ui_state(|ui, desk: &mut Desk| desk.ui(ui), desk);
    window.run();
    window
}

fn click(window: &mut Window, at: Pos2) {
    window.hover_at(at);
    for pressed in [true, false] {
        let button = egui::PointerButton::Primary;
        window.event(Event::PointerButton { pos: at, button, pressed, modifiers: Modifiers::NONE });
    }
    window.run();
}

fn wheel(window: &mut Window, points: f32) {
    window.hover_at(Pos2::new(300.0, 250.0));
    window.event(Event::MouseWheel {
        unit: MouseWheelUnit::Point,
        delta: vec2(0.0, -points),
        phase: TouchPhase::Move,
        source: MouseWheelSource::Unknown,
        modifiers: Modifiers::NONE,
    });
    window.run();
}

/// A text of `n` paragraphs of very different lengths, each with its number.
fn long_text(n: usize) -> String {
    let filler = "The port authority had signed the agreement in March, three officials said. ";
    (0..n)
        .map(|idx| format!("Paragraph {idx} begins. {}It ends.\n", filler.repeat(idx * 7 % 6)))
        .collect()
}

// ---- places and rectangles ----

/// Every character a reader sees is found again from the middle of the rectangle it is said to be in.
fn check_every_grapheme(fonts: Fonts, text: &str, width: f32) {
    let mut setter = Typesetter::new(fonts);
    let paragraph = ParagraphLayout::new(&mut setter, text, TypeStyle::new(17.0, false), width, "");
    let bounds: Vec<usize> =
        icu_segmenter::GraphemeClusterSegmenter::new().segment_str(text).collect();
    for pair in bounds.windows(2) {
        let grapheme = &text[pair[0]..pair[1]];
        if grapheme.trim().is_empty() {
            continue;
        }
        let mut rects = Vec::new();
        paragraph.rects(pair[0]..pair[1], |piece| rects.push(piece.rect));
        assert_eq!(rects.len(), 1, "{grapheme:?} is in one place, not {rects:?}");
        assert!(
            rects[0].width() > 0.5 && rects[0].right() <= width + 0.5,
            "{grapheme:?} is seen: {:?}",
            rects[0]
        );
        let middle = rects[0].center();
        assert_eq!(paragraph.byte_under(middle), Some(pair[0]), "under the middle of {grapheme:?}");
        let (left, right) = (
            middle - vec2(rects[0].width() * 0.3, 0.0),
            middle + vec2(rects[0].width() * 0.3, 0.0),
        );
        let sides = [paragraph.byte_at(left), paragraph.byte_at(right)];
        assert!(
            sides == [pair[0], pair[1]] || sides == [pair[1], pair[0]],
            "the places beside {grapheme:?} ({pair:?}) are its ends, not {sides:?}"
        );
    }
}

#[test]
fn every_place_of_latin_greek_and_cyrillic_text_is_hit_with_the_bundled_fonts() {
    for text in [
        "The minister denied the claim: office, fjord, AVATAR — naïve café, Zażółć gęślą jaźń. “Waffle affair,” he said.",
        "Ο υπουργός διέψευσε τον ισχυρισμό ότι η σύμβαση υπογράφηκε τον Μάρτιο, είπε το Reuters.",
        "Министр отверг это заявление и сказал, что договор не подписывали; об этом пишет Reuters (2021).",
    ] {
        let missing = Typesetter::new(Fonts::bundled()).missing_scripts(text);
        assert!(missing.is_empty(), "the bundled faces cover {text:?}, yet {missing:?}");
        check_every_grapheme(Fonts::bundled(), text, 220.0);
    }
}

#[test]
fn every_place_is_hit_in_the_scripts_of_the_system_fonts() {
    for text in [
        "نفى الوزير هذا الادعاء وقال إنه كاذب تماماً. قال John Smith إن 25 شخصاً قتلوا في Kabul عام 2021.",
        "השר הכחיש את הטענה ואמר שהיא שקרית. לדברי Reuters נהרגו 25 בני אדם.",
        "मंत्री ने इस दावे का खंडन किया। क्षेत्र, हिन्दी, र्कि, शृंखला — रिपोर्ट 2021 में छपी थी।",
        "รัฐมนตรีปฏิเสธข้อกล่าวหานี้เมื่อวานนี้ในการแถลงข่าว",
        "部长否认了这一说法，称其为虚假。大臣はこの主張を否定した。장관은 이 주장을 부인했다.",
        "Emoji 😀 👍🏽 👨‍👩‍👧‍👦 🇩🇪 and words between them 😀.",
    ] {
        if let Some(fonts) = system_fonts(text) {
            check_every_grapheme(fonts, text, 220.0);
        }
    }
}

#[test]
fn a_range_in_mixed_direction_has_several_rectangles_in_one_row() {
    let text = "He said שלום עולם and left.";
    let Some(fonts) = system_fonts(text) else { return };
    let mut setter = Typesetter::new(fonts);
    let paragraph = ParagraphLayout::new(&mut setter, text, TypeStyle::new(17.0, false), 600.0, "");
    let mut rects = Vec::new();
    // From the English word into the first Hebrew one, which stands right of the second.
    paragraph.rects(3..text.find("עולם").unwrap() - 1, |piece| rects.push(piece.rect));
    assert_eq!(rects.len(), 2, "{rects:?}");
    assert!(rects[0].right() + 5.0 < rects[1].left(), "the second Hebrew word lies between");
}

#[test]
fn a_hard_wrapped_paragraph_flows_and_keeps_its_bytes() {
    let mut setter = Typesetter::new(Fonts::bundled());
    let kind = TypeStyle::new(17.0, false);
    let wrapped = ParagraphLayout::new(&mut setter, "one two\n    three\tfour", kind, 900.0, "");
    let plain = ParagraphLayout::new(&mut setter, "one two three four", kind, 900.0, "");
    assert!(
        (wrapped.text_width() - plain.text_width()).abs() < 1.0,
        "further white space takes no room"
    );
    assert_eq!(wrapped.height(), plain.height());
    let three = wrapped.bounds(12..17);
    assert_eq!(
        wrapped.byte_under(three.center()).map(|byte| byte / 2),
        Some(14 / 2),
        "the middle of 'three'"
    );
}

#[test]
fn wrapping_again_gives_what_laying_out_in_that_width_gives() {
    let text = long_text(6);
    let mut setter = Typesetter::new(Fonts::bundled());
    let kind = TypeStyle::new(17.0, false);
    let mut wrapped = ParagraphLayout::new(&mut setter, &text, kind, 500.0, "");
    wrapped.rewrap(310.0);
    let fresh = ParagraphLayout::new(&mut setter, &text, kind, 310.0, "");
    assert_eq!(wrapped.height(), fresh.height());
    assert_eq!(wrapped.bounds(40..90), fresh.bounds(40..90));
}

#[test]
fn missing_scripts_are_named_with_the_package_that_has_them() {
    let mut engine = Engine::new(Fonts::bundled());
    let hints = engine.missing_scripts("The word العربية and 中文, then 中文 again.");
    let hints: Vec<_> = hints.iter().map(|hint| (hint.script, hint.package)).collect();
    assert_eq!(hints, [("Arabic", "fonts-noto-core"), ("Chinese", "fonts-noto-cjk")]);
}

// ---- scrolling ----

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

// ---- the pointer ----

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

// ---- the caret ----

fn walk(window: &mut Window, from: usize, motion: Motion, most: usize) -> Vec<usize> {
    let desk = window.state_mut();
    let document =
        Document { key: 1, segmentation: 1, title: "", text: &desk.text, segments: &desk.segments, lang: "en" };
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

// ---- screen readers and the keyboard ----

#[test]
fn every_sentence_in_view_can_be_found_read_and_clicked_by_a_screen_reader() {
    let mut desk = Desk::new("The minister denied the claim. It was false.\nNobody signed.");
    let style = MarkStyle {
        shape: Shape::Highlight,
        tint: Color32::YELLOW,
        stroke: Color32::RED,
        underline: Underline::Double,
    };
    desk.marks = Marks(vec![Mark {
        span: desk.span("It was false."),
        style,
        letter: None,
        active: false,
        tag: 7,
    }]);
    desk.current = Some(desk.span("Nobody signed."));
    let mut window = window(desk);
    assert_eq!(
        window.get_by_label("The harbour").accesskit_node().role(),
        egui::accesskit::Role::Document
    );
    let sentence = window.get_by_label("It was false.");
    let node = sentence.accesskit_node();
    assert_eq!(node.role(), egui::accesskit::Role::ListItem);
    assert_eq!(node.description().as_deref(), Some("mark 7"));
    assert_eq!((node.data().position_in_set(), node.data().size_of_set()), (Some(2), Some(3)));
    assert_eq!(
        window.get_by_label("Nobody signed.").accesskit_node().data().is_selected(),
        Some(true)
    );
    window.get_by_label("It was false.").click_accesskit();
    window.run();
    assert_eq!(window.state().asked, [1]);
    window.get_by_label("Nobody signed.").focus();
    window.step();
    assert_eq!(window.state().last.as_ref().unwrap().focus_segment, Some(2));
}

#[test]
fn the_tab_key_enters_the_pane_once_and_leaves_it_again() {
    let desk = Desk::new(&long_text(5));
    let builder = Harness::builder().with_size(vec2(760.0, 500.0)).with_max_steps(30);
    let mut window = builder.build_ui_state(
        |ui, desk: &mut Desk| {
            let _before = ui.button("Before");
            let rest = ui.available_size() - vec2(0.0, 40.0);
            ui.allocate_ui(rest, |ui| desk.ui(ui));
            let _after = ui.button("After");
        },
        desk,
    );
    window.run();
    window.get_by_label("Before").focus();
    window.run();
    window.key_press(Key::Tab);
    window.run();
    assert!(window.state().last.as_ref().unwrap().has_focus);
    window.key_press(Key::ArrowDown);
    window.run();
    assert!(window.state().last.as_ref().unwrap().has_focus, "arrows belong to the pane");
    window.key_press(Key::Tab);
    window.run();
    assert!(window.get_by_label("After").is_focused());
}

// ---- labels ----

#[test]
fn a_label_is_cut_to_its_width_and_keeps_its_whole_name() {
    let title = "A headline that is much too long for the narrow panel it stands in";
    let mut widths: Vec<Vec2> = Vec::new();
    let mut engine = Engine::new(Fonts::bundled());
    let style = LabelStyle {
        size: 15.0,
        bold: false,
        colour: Color32::BLACK,
        max_width: 180.0,
        lines: Lines::One,
        lang: "en",
    };
    let mut window = Harness::builder().build_ui_state(
        move |ui, widths: &mut Vec<Vec2>| {
            let one = text_label(ui, &mut engine, title, &style).rect.size();
            let wrapped =
                text_label(ui, &mut engine, title, &LabelStyle { lines: Lines::Wrapped, ..style })
                    .rect
                    .size();
            *widths = vec![one, wrapped];
        },
        std::mem::take(&mut widths),
    );
    window.run();
    let sizes = window.state();
    assert!(sizes[0].x <= 180.0 && sizes[0].x > 130.0, "cut, but not more than needed: {sizes:?}");
    assert!(
        sizes[1].x <= 180.0 && sizes[1].y > sizes[0].y * 2.5,
        "wrapped into several lines: {sizes:?}"
    );
    assert_eq!(window.get_all_by_label(title).count(), 2);
}

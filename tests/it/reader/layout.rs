//! Every place of a text can be hit, in every script.

use ascribe::gui::late_fonts;
use ascribe::gui::reader::{
    Cursor, Document, Engine, Fonts, Motion, ParagraphLayout, TypeStyle, Typesetter, View,
};
use egui::{Context, FontId, Pos2, RawInput, vec2};
use proptest::prelude::{ProptestConfig, prop, prop_assert, proptest};
use std::time::{Duration, Instant};

use super::{Desk, Marks, long_text, style, system_fonts};

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

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn no_text_whatever_breaks_the_layout(
        text in "([a-z ]{0,6}|[\u{1}-\u{ff}]{0,4}|[\u{590}-\u{6ff} ]{0,6}|[\u{200b}-\u{206f}]{0,3}|[\u{300}-\u{36f}]|[\u{900}-\u{d7ff}]{0,4}|[\u{fe00}-\u{ffff}]{0,3}|[\u{1f1e6}-\u{1faff}]{0,3}){0,8}",
        width in 1.0f32..400.0,
        at in (-50.0f32..450.0, -50.0f32..300.0),
        from in 0usize..60,
    ) {
        let mut setter = Typesetter::new(Fonts::bundled());
        let paragraph = ParagraphLayout::new(&mut setter, &text, TypeStyle::new(17.0, true), width, "xx-nonsense");
        let at = Pos2::new(at.0, at.1);
        prop_assert!(text.is_char_boundary(paragraph.byte_at(at)));
        prop_assert!(paragraph.byte_under(at).is_none_or(|byte| text.is_char_boundary(byte) && byte < text.len()));
        let from = (from.min(text.len())..=text.len()).find(|byte| text.is_char_boundary(*byte)).unwrap();
        let mut covered = 0.0;
        paragraph.rects(from..text.len(), |piece| covered += piece.rect.width());
        prop_assert!(covered.is_finite() && paragraph.height().is_finite());
        let word = paragraph.word_at(from);
        prop_assert!(text.get(word).is_some());
    }

    #[test]
    fn the_caret_is_always_somewhere_in_the_text(
        text in "([a-z ]{1,6}|[\u{5d0}-\u{5ea} ]{1,6}|[\u{627}-\u{64a} ]{1,6}|[0-9]{1,3}|\n|[\u{4e00}-\u{4eff}]{1,4}){1,8}",
        moves in prop::collection::vec(0usize..8, 1..40),
    ) {
        let motions = [
            Motion::GraphemeLeft, Motion::GraphemeRight, Motion::WordLeft, Motion::WordRight,
            Motion::RowUp, Motion::RowDown, Motion::RowStart, Motion::RowEnd,
        ];
        let mut desk = Desk::new(&text);
        let document = Document { text_key: 1, key: 1, title: "", text: &text, segments: &desk.segments, lang: "" };
        let ctx = Context::default();
        let view_style = style();
        let marks = Marks::default();
        let view = View { document: &document, style: &view_style, marks: &marks, cursor: Cursor::default() };
        let mut output = ctx.run_ui(RawInput::default(), |ui| {
            desk.pane.ui(ui, &mut desk.engine, &view);
        });
        output.textures_delta.clear();
        let mut byte = 0;
        for idx in moves {
            byte = desk.pane.move_caret(&mut desk.engine, &document, byte, motions[idx]);
            prop_assert!(text.is_char_boundary(byte), "{byte} after {:?}", motions[idx]);
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

#[test]
fn what_the_toolkit_sets_has_the_fonts_of_the_system_found_once_a_letter_is_missing() {
    if system_fonts("海").is_none() {
        return;
    }
    let ctx = Context::default();
    late_fonts::seek_when_needed(&ctx);
    let has_letter = || {
        let mut has = false;
        let mut output = ctx.run_ui(RawInput::default(), |ui| {
            has = ui.fonts_mut(|fonts| fonts.has_glyph(&FontId::proportional(14.0), '海'));
        });
        output.textures_delta.clear();
        has
    };
    assert!(!has_letter(), "a frame that waits for them stands still");
    let given_up = Instant::now() + Duration::from_secs(30);
    while !has_letter() {
        assert!(Instant::now() < given_up, "they were not found");
        std::thread::sleep(Duration::from_millis(5));
    }
}

//! What screen readers and the keyboard do, and the labels of panels.

use ascribe::gui::reader::{
    Engine, Fonts, LabelStyle, Lines, Mark, MarkStyle, Shape, Underline, text_label,
};
use egui::{Color32, Key, Vec2, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::{Desk, Marks, long_text, window};

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

#[test]
fn fonts_of_the_system_are_looked_for_when_a_text_needs_them_and_not_before() {
    let style = LabelStyle {
        size: 15.0,
        bold: false,
        colour: Color32::BLACK,
        max_width: 400.0,
        lines: Lines::One,
        lang: "",
    };
    let ctx = egui::Context::default();
    let mut engine = Engine::with_system_fonts();
    let frame = |engine: &mut Engine, text: &str| {
        let mut output = ctx.run_ui(egui::RawInput::default(), |ui| {
            text_label(ui, engine, text, &style);
        });
        output.textures_delta.clear();
        engine.seek_fonts(&ctx);
    };
    frame(&mut engine, "“Здравствуйте” – Ελλάδα, naïve… €5");
    assert!(!engine.is_waiting_for_fonts());
    assert!(engine.missing_scripts("Ordinary words").is_empty());
    assert!(!engine.is_waiting_for_fonts());
    frame(&mut engine, "The word العربية");
    assert!(engine.is_waiting_for_fonts());
    let until = std::time::Instant::now() + std::time::Duration::from_secs(60);
    while engine.is_waiting_for_fonts() {
        assert!(std::time::Instant::now() < until, "they never came");
        frame(&mut engine, "The word العربية");
    }
    if super::system_fonts("العربية").is_some() {
        assert!(engine.missing_scripts("The word العربية").is_empty());
    }
}

//! What the window looks like: the picture of the README, and the dark one.
//!
//! Both show the sample with the bundled fonts, so that they are the same everywhere; `UPDATE=1` makes them anew.

#![expect(clippy::print_stderr, reason = "a skip is said aloud")]

use super::window::Window;
use ascribe::session::Action;
use egui_kittest::{Harness, SnapshotOptions};
use std::path::Path;

/// Is there something that renders? Without it the picture cannot be made, which only some machines may say.
fn renders() -> bool {
    let probe = std::panic::catch_unwind(|| {
        let mut harness = Harness::builder().build_ui(|ui| {
            ui.label("a word");
        });
        harness.render().is_ok()
    });
    let renders = probe.unwrap_or(false);
    let required = std::env::var("ASCRIBE_REQUIRE").is_ok_and(|list| list.contains("gpu"));
    assert!(renders || !required, "an adapter that renders is required here");
    if !renders {
        eprintln!("skipped: no adapter renders (mesa-vulkan-drivers has one for every machine)");
    }
    renders
}

/// The sample as its gold reader sees it, in the middle of the work.
fn sample(looks: &str, size: (f32, f32), pixels: f32) -> Window {
    let home = tempfile::tempdir().unwrap();
    let settings = format!("(format: 1, name: \"gold\", looks: {looks}, articles_width: 260)");
    let path = home.path().join("settings.ron");
    ascribe::store::plain::write_file(&ascribe::store::Disk::default(), &path, settings.as_bytes())
        .unwrap();
    let mut window = Window::open_sharp(home, None, size, pixels);
    let marks = window.session().marks().expect("the gold reading");
    // The statement with the longest chain shows most of what the window can show.
    let statements = marks.in_text_order();
    let shown = statements.iter().take(12).max_by_key(|s| (s.chain.len(), s.spans().count()));
    let id = shown.expect("a statement").id.clone();
    let desk = window.harness.state_mut().desk_mut();
    desk.perform(Action::GoToStatement(id), jiff::Timestamp::UNIX_EPOCH);
    for told in desk.notices().to_vec() {
        desk.dismiss(told.id);
    }
    window.rest();
    window.settle();
    window
}

/// Compares with the picture below `folder`, or makes it.
fn compare(window: &mut Window, folder: &str, name: &str) {
    let image = window.harness.render().unwrap();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder).join(format!("{name}.png"));
    if std::env::var_os("UPDATE").is_some() {
        image.save(&path).unwrap();
        return;
    }
    // Releases of the renderer round a few pixels at the edges of letters differently.
    let pixels = (image.width() * image.height()) as usize;
    let options = SnapshotOptions::new().output_path(folder).max_failed_pixels(pixels / 500);
    egui_kittest::image_snapshot_options(&image, name, &options);
}

#[test]
fn the_picture_in_the_readme_is_the_present_window() {
    if !renders() {
        return;
    }
    let mut window = sample("Light", (1280.0, 800.0), 2.0);
    compare(&mut window, "assets", "window");
}

#[test]
fn the_dark_window_looks_as_it_did() {
    if !renders() {
        return;
    }
    let mut window = sample("Dark", (1100.0, 760.0), 1.0);
    window.press("x");
    compare(&mut window, "tests/snapshots", "dark");
}

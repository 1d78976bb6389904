//! The system's fonts for what the toolkit sets itself, fields and buttons: found once a letter is in none of the bundled
//! faces, as the engine does for the texts, and not while the window opens.

use egui::mutex::Mutex;
use egui::{Context, FallbackRequest, FontFamily, FontInsert, FontProvider};
use egui_system_font_provider::SystemFontProvider;
use std::sync::Arc;

/// Has the system's fonts looked for by a thread when a letter is missing, and shows it in the frame after.
pub fn seek_when_needed(ctx: &Context) {
    let unneeded = Mutex::new(Some(ctx.clone()));
    ctx.add_font_provider(Arc::new(Late { unneeded }));
}

/// Has no font itself.
struct Late {
    /// The window whose letters they are for, until the first of them is missing.
    unneeded: Mutex<Option<Context>>,
}

impl FontProvider for Late {
    fn font_for(&self, _missing: &FallbackRequest<'_>) -> Option<FontInsert> {
        let ctx = self.unneeded.lock().take()?;
        let thread = std::thread::Builder::new().name("letters".to_owned());
        // Without a thread the bundled faces have to do.
        thread.spawn(move || ctx.add_font_provider(Arc::new(found()))).ok();
        None
    }
}

/// The system's fonts, all found.
fn found() -> SystemFontProvider {
    let fonts = SystemFontProvider::new();
    // It finds them behind, and whoever asks first waits: that is not to be a frame.
    fonts.font_for(&FallbackRequest { cluster: "a", family: &FontFamily::Proportional });
    fonts
}

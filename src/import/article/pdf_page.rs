//! The letters on a page of a PDF file: what each is, where it stands and how large it is. Nothing is drawn.

use hayro_interpret::font::{Glyph, GlyphRun};
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::hayro_syntax::page::Page;
use hayro_interpret::kurbo::{Affine, BezPath, Point, Rect};
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps,
    InterpreterCache, InterpreterSettings, RenderContent, SoftMask, TransformExt as _,
    interpret_page,
};
use std::collections::HashSet;

/// Letters that are read on a page.
const LETTERS: usize = 100_000;
/// The share of a letter's size that its neighbour is wide, where the font does not say.
const USUAL_WIDTH: f64 = 0.5;

/// A letter on a page, or several that are printed as one. Measures are in points; y grows downwards.
#[derive(Clone, Debug)]
pub(super) struct Letter {
    pub(super) words: String,
    /// Where it begins.
    pub(super) left: f64,
    /// Where it ends.
    pub(super) right: f64,
    /// The line it stands on.
    pub(super) y: f64,
    /// Height of the font.
    pub(super) size: f64,
}

/// What was read on a page.
#[derive(Default)]
pub(super) struct Letters {
    pub(super) letters: Vec<Letter>,
    /// Letters of which the file does not say what they are.
    pub(super) unknown: usize,
    seen: HashSet<(String, i64, i64)>,
}

/// The letters of `page` in the order in which they are printed.
pub(super) fn letters<'a>(page: &Page<'a>, cache: &InterpreterCache<'a>) -> Letters {
    let (width, height) = page.render_dimensions();
    let settings = InterpreterSettings {
        render_content: RenderContent::PAGE,
        ..InterpreterSettings::default()
    };
    let bounds = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
    let upright = page.initial_transform(true).to_kurbo();
    let mut context = Context::new(upright, bounds, cache, page.xref(), settings);
    let mut letters = Letters::default();
    interpret_page(page, &mut context, &mut letters);
    letters
}

impl Letters {
    fn take(&mut self, glyph: &Glyph<'_>, transform: Affine) {
        let width = match glyph {
            Glyph::Outline(outline) => outline.advance_width(),
            Glyph::Type3(drawn) => drawn.advance_width(),
        };
        let start = transform * Point::ORIGIN;
        // Fonts are drawn on a square of 1,000 units.
        let top = transform * Point::new(0.0, 1_000.0);
        let size = (top - start).hypot();
        let width = width.map_or(size * USUAL_WIDTH * 1_000.0 / size.max(0.1), f64::from);
        let end = transform * Point::new(width, 0.0);
        if ![start.x, start.y, end.x, size].iter().all(|measure| measure.is_finite()) || size < 0.5
        {
            return;
        }
        // Words along the edge of a page belong to the page.
        if (end.y - start.y).abs() > (end.x - start.x).abs() {
            return;
        }
        let words = match glyph.as_unicode() {
            Some(BfString::Char(letter)) => letter.to_string(),
            Some(BfString::String(letters)) => letters,
            None => {
                self.unknown += 1;
                return;
            }
        };
        // A letter that is printed twice is bold, or has a shadow.
        #[expect(
            clippy::cast_possible_truncation,
            reason = "places on paper are small, and a cast saturates"
        )]
        let place = |at: f64| (at * 4.0 / size.max(1.0)).round() as i64;
        if self.seen.insert((words.clone(), place(start.x), place(start.y))) {
            let (left, right) = (start.x.min(end.x), start.x.max(end.x));
            self.letters.push(Letter { words: plain(&words), left, right, y: start.y, size });
        }
    }
}

/// Letters in place of those that exist for print alone, and no control characters.
fn plain(words: &str) -> String {
    let mut plain = String::with_capacity(words.len());
    for letter in words.chars() {
        match letter {
            'ﬀ' => plain.push_str("ff"),
            'ﬁ' => plain.push_str("fi"),
            'ﬂ' => plain.push_str("fl"),
            'ﬃ' => plain.push_str("ffi"),
            'ﬄ' => plain.push_str("ffl"),
            'ﬅ' | 'ﬆ' => plain.push_str("st"),
            letter if letter.is_control() => {}
            letter => plain.push(letter),
        }
    }
    plain
}

impl<'a> Device<'a> for Letters {
    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, _: &DrawMode) {
        for glyph in run.glyphs() {
            if self.letters.len() < LETTERS {
                self.take(glyph, props.transform * glyph.transform());
            }
        }
    }

    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'a>, _: &DrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_clip_rect(&mut self, _: &Rect) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn draw_image(&mut self, _: Image<'a, '_>, _: ImageDrawProps<'a>) {}
    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}

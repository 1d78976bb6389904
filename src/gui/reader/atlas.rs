//! Pictures of glyphs: each drawn once, kept in textures, and found again by face, size and place in the pixel.
//!
//! Sizes here are physical pixels. The atlas knows no text and no positions.

use std::collections::HashMap;

use egui::epaint::FontColorTransferFunction as Transfer;
use egui::{
    Color32, ColorImage, Context, Rect, TextureHandle, TextureId, TextureOptions, Vec2, pos2, vec2,
};
use swash::FontRef;
use swash::scale::image::{Content, Image};
use swash::scale::{Render, ScaleContext, Source, StrikeWith};
use swash::zeno::{Format, Vector};

/// Height and width of the first texture: a megabyte, in which the letters of an article in an alphabet have room. It is made
/// before the first frame, and where no graphics card is it lies in the program's own memory.
const FIRST_SIDE: usize = 512;
/// Height and width of those behind it.
const SIDE: usize = 1024;
/// How many textures are kept: 29 MB on the graphics side, and more than a screen full of different Han glyphs.
const PAGES: usize = 8;
/// A glyph is drawn for this many places inside a pixel, sideways.
const BINS: f32 = 4.0;

/// A font at a size, as it was when glyphs were drawn with it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct FaceKey {
    font: u64,
    index: u32,
    /// The bits of the size in pixels.
    size: u32,
    coords: Vec<i16>,
    bold: bool,
}

/// A font at a size, ready to draw glyphs.
pub(super) struct Face<'a> {
    number: u32,
    font: FontRef<'a>,
    id: [u64; 2],
    size: f32,
    coords: &'a [i16],
    bold: bool,
}

/// A font as a layout names it.
pub(super) struct FaceSource<'a> {
    pub(super) data: &'a [u8],
    /// Unique number of the data while the program runs.
    pub(super) id: u64,
    /// Which font of a collection file.
    pub(super) index: u32,
    /// Height of the text in pixels.
    pub(super) size: f32,
    pub(super) coords: &'a [i16],
    /// Are the strokes to be thickened, because the font has no bold face?
    pub(super) bold: bool,
}

/// Where the picture of a glyph is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Slot {
    pub(super) texture: TextureId,
    pub(super) uv: Rect,
    /// From the glyph's origin to the upper left corner, in pixels.
    pub(super) offset: Vec2,
    pub(super) size: Vec2,
    /// Does the glyph bring its own colours?
    pub(super) coloured: bool,
}

struct Page {
    texture: TextureHandle,
    /// Its height and width.
    side: usize,
    /// Where the next glyph goes, and how high the present shelf is.
    x: usize,
    y: usize,
    shelf: usize,
}

/// The glyph pictures of one window.
pub(super) struct Atlas {
    pages: Vec<Page>,
    slots: HashMap<u64, Option<Slot>>,
    faces: HashMap<FaceKey, u32>,
    scaler: ScaleContext,
    image: Image,
    transfer: Transfer,
    pixels_per_point: f32,
    generation: u64,
}

impl Atlas {
    pub(super) fn new() -> Self {
        Self {
            pages: Vec::new(),
            slots: HashMap::new(),
            faces: HashMap::new(),
            scaler: ScaleContext::new(),
            image: Image::new(),
            transfer: Transfer::Off,
            pixels_per_point: 1.0,
            generation: 0,
        }
    }

    /// Goes up whenever all slots given before have become worthless.
    pub(super) fn generation(&self) -> u64 {
        self.generation
    }

    /// Physical pixels in a point.
    pub(super) fn pixels_per_point(&self) -> f32 {
        self.pixels_per_point
    }

    /// Starts a frame: forgets every picture if the screen's density or the sense of light and dark changed.
    ///
    /// Colours are mixed as they are stored, not by their light, which thins light text on dark ground; the
    /// pictures make up for it, with the toolkit's own curve.
    pub(super) fn begin(&mut self, pixels_per_point: f32, light_on_dark: bool) {
        let transfer =
            if light_on_dark { Transfer::DARK_MODE_DEFAULT } else { Transfer::LIGHT_MODE_DEFAULT };
        if self.pixels_per_point.to_bits() != pixels_per_point.to_bits()
            || self.transfer != transfer
        {
            self.pixels_per_point = pixels_per_point;
            self.transfer = transfer;
            self.clear();
        }
    }

    /// Forgets every picture. Textures of meshes that are already on their way to the screen stay alive until
    /// the frame is done, because the toolkit frees them behind it.
    pub(super) fn clear(&mut self) {
        self.pages.clear();
        self.slots.clear();
        // The numbers of faces stay: somebody may be drawing with one right now.
        self.generation += 1;
    }

    /// A face to draw with; `None` when the data holds no font at that index.
    pub(super) fn face<'a>(&mut self, source: &FaceSource<'a>) -> Option<Face<'a>> {
        let font = FontRef::from_index(source.data, source.index as usize)?;
        let key = FaceKey {
            font: source.id,
            index: source.index,
            size: source.size.to_bits(),
            coords: source.coords.to_vec(),
            bold: source.bold,
        };
        let next = u32::try_from(self.faces.len()).unwrap_or(u32::MAX);
        let number = *self.faces.entry(key).or_insert(next);
        let id = [source.id, u64::from(source.index)];
        Some(Face { number, font, id, size: source.size, coords: source.coords, bold: source.bold })
    }

    /// The picture of a glyph whose origin lies `x` pixels from the left, and the whole pixel it counts from.
    ///
    /// `None` for glyphs without ink and for those larger than a texture.
    pub(super) fn glyph(
        &mut self,
        ctx: &Context,
        face: &Face<'_>,
        glyph: u32,
        x: f32,
    ) -> (f32, Option<Slot>) {
        let binned = (x * BINS).round();
        let whole = (binned / BINS).floor();
        let bin = binned - whole * BINS;
        let key = (u64::from(face.number) << 32) | (u64::from(glyph & 0xFFFF) << 8) | bin as u64;
        if let Some(slot) = self.slots.get(&key) {
            return (whole, *slot);
        }
        let slot = if self.draw(face, glyph, bin / BINS) { self.store(ctx) } else { None };
        self.slots.insert(key, slot);
        (whole, slot)
    }

    /// Draws a glyph into the scratch image; says whether it has any ink.
    fn draw(&mut self, face: &Face<'_>, glyph: u32, shift: f32) -> bool {
        let Ok(glyph) = u16::try_from(glyph) else { return false };
        let builder = self.scaler.builder_with_id(face.font, face.id).size(face.size);
        let mut scaler = builder.hint(false).normalized_coords(face.coords.iter().copied()).build();
        let sources = [
            Source::ColorOutline(0),
            Source::ColorBitmap(StrikeWith::BestFit),
            Source::Outline,
            Source::Bitmap(StrikeWith::BestFit),
        ];
        let mut render = Render::new(&sources);
        render.format(Format::Alpha).offset(Vector::new(shift, 0.0));
        if face.bold {
            // A twenty-fourth of the height looks like the weight of the bundled bold face.
            render.embolden(face.size / 24.0);
        }
        self.image.clear();
        render.render_into(&mut scaler, glyph, &mut self.image)
            && self.image.placement.width > 0
            && self.image.placement.height > 0
    }

    /// Puts the scratch image into a texture.
    fn store(&mut self, ctx: &Context) -> Option<Slot> {
        let placement = self.image.placement;
        let (width, height) = (placement.width as usize, placement.height as usize);
        let coloured = self.image.content == Content::Color;
        let picture = self.picture(width, height, coloured)?;
        let (page, x, y) = self.place(ctx, width, height)?;
        page.texture.set_partial([x, y], picture, TextureOptions::LINEAR);
        let side = page.side as f32;
        let uv = |x: usize, y: usize| pos2(x as f32 / side, y as f32 / side);
        Some(Slot {
            texture: page.texture.id(),
            uv: Rect::from_min_max(uv(x, y), uv(x + width, y + height)),
            offset: vec2(placement.left as f32, -placement.top as f32),
            size: vec2(width as f32, height as f32),
            coloured,
        })
    }

    /// The scratch image as the toolkit wants it; `None` when it holds fewer pixels than it says.
    fn picture(&self, width: usize, height: usize, coloured: bool) -> Option<ColorImage> {
        if coloured {
            let bytes = self.image.data.get(..width * height * 4)?;
            return Some(ColorImage::from_rgba_unmultiplied([width, height], bytes));
        }
        let bytes = self.image.data.get(..width * height)?;
        let ink = |alpha: &u8| self.transfer.to_atlas_color(Color32::from_white_alpha(*alpha));
        Some(ColorImage::new([width, height], bytes.iter().map(ink).collect()))
    }

    /// Free room for a picture: on the present shelf, the next one, or a new page.
    fn place(
        &mut self,
        ctx: &Context,
        width: usize,
        height: usize,
    ) -> Option<(&mut Page, usize, usize)> {
        // One empty pixel around each picture keeps its neighbours out when it is scaled.
        if width + 2 > SIDE || height + 2 > SIDE {
            return None;
        }
        while self.pages.last_mut().is_none_or(|page| !page.make_room(width, height)) {
            if self.pages.len() >= PAGES {
                self.clear();
            }
            let side = if self.pages.is_empty() { FIRST_SIDE } else { SIDE };
            self.pages.push(Page::empty(ctx, side));
        }
        let page = self.pages.last_mut()?;
        let (x, y) = (page.x, page.y);
        page.x += width + 1;
        page.shelf = page.shelf.max(height);
        Some((page, x, y))
    }
}

impl Page {
    fn empty(ctx: &Context, side: usize) -> Self {
        let empty = ColorImage::filled([side, side], Color32::TRANSPARENT);
        let texture = ctx.load_texture("glyphs", empty, TextureOptions::LINEAR);
        Self { texture, side, x: 1, y: 1, shelf: 0 }
    }

    /// Moves on to a shelf with room; `false` when the page is full, or smaller than the picture.
    fn make_room(&mut self, width: usize, height: usize) -> bool {
        if self.x + width + 1 > self.side {
            self.x = 1;
            self.y += self.shelf + 1;
            self.shelf = 0;
        }
        width + 2 <= self.side && self.y + height < self.side
    }
}

#[cfg(test)]
mod tests {
    use super::{Atlas, FIRST_SIDE, PAGES, SIDE};
    use egui::Context;

    #[test]
    fn a_picture_goes_to_a_texture_that_has_room_for_it() {
        let ctx = Context::default();
        let mut atlas = Atlas::new();
        let mut side = |width, height| {
            let (page, x, y) = atlas.place(&ctx, width, height)?;
            assert!(x + width < page.side && y + height < page.side, "{width} × {height}");
            Some(page.side)
        };
        assert_eq!(side(10, 12), Some(FIRST_SIDE));
        assert_eq!(side(FIRST_SIDE, 12), Some(SIDE), "too wide for the first");
        assert_eq!(side(SIDE - 2, SIDE - 2), Some(SIDE));
        assert_eq!(side(SIDE - 1, 12), None);
        assert_eq!(side(12, SIDE - 1), None);
        for _ in 0..3 * PAGES {
            assert_eq!(side(SIDE - 2, SIDE - 2), Some(SIDE), "room is made when all are full");
        }
    }
}

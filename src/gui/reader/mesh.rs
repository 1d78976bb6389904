//! A paragraph's glyphs as triangles, and triangles moved to where they are shown.
//!
//! Built once for a paragraph and kept; a frame only copies and shifts. Baselines lie on whole pixels.

use std::ops::Range;
use std::sync::Arc;

use egui::epaint::Mesh;
use egui::{Color32, Context, Pos2, Rect, TextureId, pos2};
use parley::PositionedLayoutItem;

use super::atlas::{Atlas, FaceSource};
use super::layout::ParagraphLayout;
use super::style::Ink;

/// Triangles around their own origin, and a copy of them where they were last shown.
#[derive(Debug)]
pub(super) struct Placed {
    own: Mesh,
    shown: Arc<Mesh>,
    at: Option<Pos2>,
}

impl Placed {
    pub(super) fn new(own: Mesh) -> Self {
        Self { own, shown: Arc::new(Mesh::default()), at: None }
    }

    /// The triangles with their origin at `at`; the same allocation as long as it does not move.
    pub(super) fn at(&mut self, at: Pos2) -> Arc<Mesh> {
        if self.at != Some(at) {
            let shown = Arc::make_mut(&mut self.shown);
            shown.clone_from(&self.own);
            shown.translate(at.to_vec2());
            self.at = Some(at);
        }
        Arc::clone(&self.shown)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.own.is_empty()
    }
}

/// The mesh for a texture among those collected so far; paragraphs rarely need more than two.
fn mesh_for(meshes: &mut Vec<Mesh>, texture: TextureId) -> Option<&mut Mesh> {
    let idx = meshes.iter().position(|mesh| mesh.texture_id == texture).unwrap_or(meshes.len());
    if idx == meshes.len() {
        meshes.push(Mesh::with_texture(texture));
    }
    meshes.get_mut(idx)
}

/// Adds the glyphs of some rows of a paragraph, its upper left corner at `origin`, to the meshes of their
/// textures.
pub(super) fn add_glyphs(
    meshes: &mut Vec<Mesh>,
    atlas: &mut Atlas,
    ctx: &Context,
    (paragraph, rows): (&ParagraphLayout, Range<usize>),
    origin: Pos2,
    colour: impl Fn(Ink) -> Color32,
) {
    let density = atlas.pixels_per_point();
    let rows = paragraph.layout.lines().skip(rows.start).take(rows.len());
    for item in rows.flat_map(|row| row.items()) {
        let PositionedLayoutItem::GlyphRun(glyphs) = item else { continue };
        let run = glyphs.run();
        let coords: Vec<i16> =
            run.normalized_coords().iter().map(|coord| coord.to_bits()).collect();
        let source = FaceSource {
            data: run.font().data.as_ref(),
            id: run.font().data.id(),
            index: run.font().index,
            size: run.font_size() * density,
            coords: &coords,
            bold: run.synthesis().embolden(),
        };
        let Some(face) = atlas.face(&source) else { continue };
        let ink = colour(glyphs.style().brush);
        for glyph in glyphs.positioned_glyphs() {
            let (x, slot) = atlas.glyph(ctx, &face, glyph.id, (origin.x + glyph.x) * density);
            let Some(slot) = slot else { continue };
            let y = ((origin.y + glyph.y) * density).round();
            let min = (pos2(x, y) + slot.offset).to_vec2() / density;
            let rect = Rect::from_min_size(min.to_pos2(), slot.size / density);
            let tint = if slot.coloured { Color32::WHITE } else { ink };
            if let Some(mesh) = mesh_for(meshes, slot.texture) {
                mesh.add_rect_with_uv(rect, slot.uv, tint);
            }
        }
    }
}

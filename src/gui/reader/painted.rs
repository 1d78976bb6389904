//! One paragraph as it was last painted: its glyphs, and what lies behind and beside them.
//!
//! Glyphs are made anew only when the paragraph, the screen or the colours change; the rest also when a mark,
//! the selection or the pointer does.

use egui::epaint::{Mesh, TessellationOptions, Tessellator};
use egui::{Context, Painter, Pos2, Shape, pos2};

use super::decor::{Badge, Drawing, Scene};
use super::engine::Engine;
use super::layout::ParagraphLayout;
use super::mesh::{Placed, add_glyphs};
use super::pattern::Pen;
use super::style::{ReaderStyle, TypeStyle};

/// What glyph triangles depend on, besides the paragraph itself.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Ground {
    /// The generation of the glyph pictures.
    pub(super) generation: u64,
    /// The set of fonts and the width, which decide the layout.
    pub(super) fonts: u64,
    pub(super) width: f32,
    /// The first row that is painted and the one behind the last: all but for very long paragraphs.
    pub(super) rows: (usize, usize),
    pub(super) style: ReaderStyle,
}

/// A paragraph ready to be shown anywhere.
#[derive(Debug)]
pub(super) struct Painted {
    ground: Ground,
    scene: Scene,
    glyphs: Vec<Placed>,
    behind: Placed,
    letters: Vec<Placed>,
}

impl Painted {
    /// Paints a paragraph for the first time.
    pub(super) fn new(
        engine: &mut Engine,
        ctx: &Context,
        paragraph: &ParagraphLayout,
        ground: Ground,
        scene: Scene,
    ) -> Self {
        let mut meshes = Vec::new();
        let colour = |ink: super::style::Ink| ink.colour(&ground.style);
        add_glyphs(
            &mut meshes,
            &mut engine.atlas,
            ctx,
            (paragraph, ground.rows.0..ground.rows.1),
            Pos2::ZERO,
            colour,
        );
        let (behind, letters) = draw(engine, ctx, paragraph, &ground.style, &scene);
        let glyphs = meshes.into_iter().map(Placed::new).collect();
        Self { ground, scene, glyphs, behind, letters }
    }

    /// Are its glyphs those of this ground?
    pub(super) fn is_on(&self, ground: &Ground) -> bool {
        self.ground == *ground
    }

    /// Paints what lies on the paragraph anew if that has changed.
    pub(super) fn dress(
        &mut self,
        engine: &mut Engine,
        ctx: &Context,
        paragraph: &ParagraphLayout,
        scene: Scene,
    ) {
        if self.scene != scene {
            (self.behind, self.letters) = draw(engine, ctx, paragraph, &self.ground.style, &scene);
            self.scene = scene;
        }
    }

    /// Shows the paragraph with the upper left corner of its text at `at`.
    pub(super) fn show(&mut self, painter: &Painter, at: Pos2) {
        if !self.behind.is_empty() {
            painter.add(Shape::mesh(self.behind.at(at)));
        }
        for mesh in self.glyphs.iter_mut().chain(&mut self.letters) {
            painter.add(Shape::mesh(mesh.at(at)));
        }
    }
}

fn draw(
    engine: &mut Engine,
    ctx: &Context,
    paragraph: &ParagraphLayout,
    style: &ReaderStyle,
    scene: &Scene,
) -> (Placed, Vec<Placed>) {
    let density = engine.atlas.pixels_per_point();
    // No glyphs of the toolkit are drawn here, so the size of its own texture does not matter.
    let tess = Tessellator::new(density, TessellationOptions::default(), [1, 1], Vec::new());
    let pen = Pen::new(scene.text_size, density);
    let drawing = Drawing { scene, paragraph, style, pen, tess, mesh: Mesh::default() };
    let (behind, badges) = drawing.finish();
    let mut letters = Vec::new();
    for badge in &badges {
        letter(engine, ctx, style, badge, &mut letters);
    }
    (Placed::new(behind), letters.into_iter().map(Placed::new).collect())
}

/// Sets the letter of a badge in its middle.
fn letter(
    engine: &mut Engine,
    ctx: &Context,
    style: &ReaderStyle,
    badge: &Badge,
    meshes: &mut Vec<Mesh>,
) {
    let size = badge.rect.height() * 0.68;
    let kind = TypeStyle { size, bold: true, row: badge.rect.height() };
    let text = badge.letter.to_string();
    let set = ParagraphLayout::new(&mut engine.setter, &text, kind, f32::INFINITY, "");
    let corner = pos2(badge.rect.center().x - set.text_width() / 2.0, badge.rect.top());
    add_glyphs(meshes, &mut engine.atlas, ctx, (&set, 0..1), corner, |_ink| style.text);
}

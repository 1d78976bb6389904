//! The text as one column: every paragraph with its height, the ones used last with their layout.
//!
//! Knows widths and sizes, but neither where the column stands in a window nor what is painted on it.

use super::cache::Recent;
use super::heights::Heights;
use super::layout::{ParagraphLayout, Typesetter};
use super::marks::Document;
use super::paragraphs::{Paragraph, Paragraphs};
use super::scripts::Calibration;
use super::scroll::Stack;
use super::style::{Ink, Setting};

/// How much text stays laid out, in bytes: some 300 paragraphs of a newspaper, in about ten megabytes.
const KEPT: usize = 160 * 1024;
/// What a paragraph weighs besides its bytes.
const EACH: usize = 128;
/// Empty space above the first paragraph and below the last, in multiples of the text's height.
const HEAD: f32 = 1.4;
const FOOT: f32 = 3.0;
/// Guessed heights are made anew when the measured width of writing has moved by this share.
const DRIFT: f32 = 0.04;

/// Everything that, when it changes, makes all layouts worthless.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Basis {
    text: u64,
    document: u64,
    size: u32,
    fonts: u64,
}

/// The paragraphs of one text in one width.
#[derive(Debug)]
pub(super) struct Column {
    basis: Option<Basis>,
    size: f32,
    width: f32,
    paragraphs: Paragraphs,
    heights: Heights,
    layouts: Recent<ParagraphLayout>,
    calibration: Calibration,
    /// The calibration from which the present guesses were made.
    guessed: Calibration,
}

impl Default for Column {
    fn default() -> Self {
        Self {
            basis: None,
            size: 0.0,
            width: 0.0,
            paragraphs: Paragraphs::default(),
            heights: Heights::default(),
            layouts: Recent::new(KEPT),
            calibration: Calibration::default(),
            guessed: Calibration::default(),
        }
    }
}

/// What [`Column::adopt`] found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Adopted {
    /// Nothing new.
    Same,
    /// Another size, width, fonts or segments: the same text in other heights.
    Reshaped,
    /// Another text.
    Replaced,
}

impl Column {
    /// Takes over a text, a size of text in points, and a set of fonts by number.
    pub(super) fn adopt(
        &mut self,
        document: &Document<'_>,
        size: f32,
        width: f32,
        fonts: u64,
    ) -> Adopted {
        let basis =
            Basis { text: document.text_key, document: document.key, size: size.to_bits(), fonts };
        let is_new_text = self.basis.is_none_or(|old| old.text != basis.text);
        let is_new_document =
            is_new_text || self.basis.is_none_or(|old| old.document != basis.document);
        let is_new_basis = self.basis != Some(basis);
        if !is_new_basis && self.width.to_bits() == width.to_bits() {
            return Adopted::Same;
        }
        if is_new_text {
            self.paragraphs = Paragraphs::of(document);
        } else if is_new_document {
            self.paragraphs = self.paragraphs.again(document);
        }
        if is_new_basis {
            self.layouts.clear();
        }
        (self.basis, self.size, self.width) = (Some(basis), size, width);
        self.guess();
        if is_new_text { Adopted::Replaced } else { Adopted::Reshaped }
    }

    /// Makes all heights anew from guesses.
    fn guess(&mut self) {
        self.guessed = self.calibration;
        let heights = self.paragraphs.iter().enumerate().map(|(idx, paragraph)| {
            let kind = Setting::of(paragraph.role, self.size);
            let width_ems = (self.width - kind.indent) / kind.kind.size.max(1.0);
            let rows = self.guessed.rows(paragraph.width, paragraph.span.len(), width_ems);
            let (above, below) = self.gaps(idx);
            above + rows * kind.kind.row + below
        });
        self.heights = Heights::new(heights.collect());
    }

    /// Makes the guesses anew where measuring has proved them wrong; cheap enough for an idle moment.
    pub(super) fn guess_again(
        &mut self,
        setter: &mut Typesetter,
        document: &Document<'_>,
        shown: &[usize],
    ) {
        if self.calibration.drift(&self.guessed) > DRIFT {
            self.guess();
            for idx in shown {
                self.lay(setter, document, *idx);
            }
        }
    }

    /// Empty space above and below a paragraph, in points.
    pub(super) fn gaps(&self, idx: usize) -> (f32, f32) {
        let Some(paragraph) = self.paragraphs.get(idx) else { return (0.0, 0.0) };
        let above = match idx {
            0 => (self.size * HEAD).round(),
            _ if paragraph.opens => Setting::of(paragraph.role, self.size).above,
            _ => 0.0,
        };
        let below = if idx + 1 == self.paragraphs.len() { (self.size * FOOT).round() } else { 0.0 };
        (above, below)
    }

    /// Lays a paragraph out, unless it still is, and corrects its height.
    pub(super) fn lay(
        &mut self,
        setter: &mut Typesetter,
        document: &Document<'_>,
        idx: usize,
    ) -> Option<&ParagraphLayout> {
        let paragraph = self.paragraphs.get(idx)?;
        let setting = Setting::of(paragraph.role, self.size);
        let width = (self.width - setting.indent).max(1.0);
        if let Some(layout) = self.layouts.get(idx) {
            layout.rewrap(width);
        } else {
            let words = paragraph.span.of(document.text);
            let inks = inks(paragraph, document);
            let layout =
                ParagraphLayout::inked(setter, words, setting.kind, width, document.lang, &inks);
            self.calibration.learn(
                paragraph.width,
                words.len(),
                layout.length() / setting.kind.size.max(1.0),
            );
            self.layouts.put(idx, layout, words.len() + EACH);
        }
        let (above, below) = self.gaps(idx);
        let layout = self.layouts.peek(idx)?;
        self.heights.set(idx, above + layout.height() + below);
        Some(layout)
    }

    /// A paragraph's layout, if it has one just now.
    pub(super) fn layout(&self, idx: usize) -> Option<&ParagraphLayout> {
        self.layouts.peek(idx)
    }

    /// Is a paragraph laid out in the present width?
    pub(super) fn is_laid(&self, idx: usize) -> bool {
        let indent = self
            .paragraphs
            .get(idx)
            .map_or(0.0, |paragraph| Setting::of(paragraph.role, self.size).indent);
        let width = (self.width - indent).max(1.0);
        self.layouts.peek(idx).is_some_and(|layout| layout.width().to_bits() == width.to_bits())
    }

    pub(super) fn paragraphs(&self) -> &Paragraphs {
        &self.paragraphs
    }

    pub(super) fn heights(&self) -> &Heights {
        &self.heights
    }

    /// How far a paragraph is pushed in, in points.
    pub(super) fn indent(&self, idx: usize) -> f32 {
        self.paragraphs
            .get(idx)
            .map_or(0.0, |paragraph| Setting::of(paragraph.role, self.size).indent)
    }
}

/// The stretches of a paragraph that are not in the ink of running text, in its own bytes.
fn inks(paragraph: &Paragraph, document: &Document<'_>) -> Vec<(std::ops::Range<usize>, Ink)> {
    let segments = document.segments.get(paragraph.segments.clone()).unwrap_or(&[]);
    let start = paragraph.span.start as usize;
    let inked = segments.iter().filter(|segment| Ink::of(segment.role) != Ink::Text).filter_map(
        |segment| {
            let own = segment.span.intersection(paragraph.span)?.range();
            Some((own.start - start..own.end - start, Ink::of(segment.role)))
        },
    );
    inked.collect()
}

/// A column with what it takes to lay its paragraphs out.
pub(super) struct Laying<'a> {
    pub(super) column: &'a mut Column,
    pub(super) setter: &'a mut Typesetter,
    pub(super) document: &'a Document<'a>,
}

impl Stack for Laying<'_> {
    fn count(&self) -> usize {
        self.column.paragraphs.len()
    }

    fn height(&mut self, idx: usize) -> f64 {
        self.column.lay(self.setter, self.document, idx);
        f64::from(self.column.heights.get(idx))
    }

    fn above(&self, idx: usize) -> f64 {
        self.column.heights.prefix(idx)
    }

    fn find(&self, y: f64) -> (usize, f64) {
        self.column.heights.find(y)
    }
}

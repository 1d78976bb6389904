//! Text to positioned rows: shaping, wrapping, and which place of the text lies where.
//!
//! Nothing is painted here and nothing is known of windows, marks or scrolling. Places are bytes of the
//! paragraph, lengths are points, and the origin is the upper left corner of the text column.

use std::ops::Range;

use egui::{Pos2, Rect, pos2};
use parley::{
    Alignment, AlignmentOptions, Cluster, Language, Layout, LayoutContext, Line, LineHeight,
    OverflowWrap, StyleProperty,
};

use super::fonts::Fonts;
use super::scripts::{FontHint, hint};
use super::style::{Ink, TypeStyle};

/// Shapes text with a set of fonts; keeps the scratch space between paragraphs.
pub struct Typesetter {
    fonts: Fonts,
    context: LayoutContext<Ink>,
    /// The paragraph with its line ends replaced.
    line: String,
    /// Did a text have letters that no font here has?
    lacks_glyphs: bool,
}

impl std::fmt::Debug for Typesetter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Typesetter").finish_non_exhaustive()
    }
}

impl Typesetter {
    /// A typesetter with these fonts.
    #[must_use]
    pub fn new(fonts: Fonts) -> Self {
        Self { fonts, context: LayoutContext::new(), line: String::new(), lacks_glyphs: false }
    }

    /// Did anything that was laid out have letters for which no font was there?
    pub(super) fn lacks_glyphs(&self) -> bool {
        self.lacks_glyphs
    }

    /// Other fonts from now on; paragraphs that are already laid out keep theirs.
    pub fn set_fonts(&mut self, fonts: Fonts) {
        self.fonts = fonts;
    }

    /// The scripts of `sample` for which no installed font has glyphs, each named once.
    pub fn missing_scripts(&mut self, sample: &str) -> Vec<FontHint> {
        let kind = TypeStyle::new(16.0, false);
        let paragraph = ParagraphLayout::new(self, sample, kind, f32::INFINITY, "");
        let mut hints: Vec<FontHint> = Vec::new();
        for cluster in paragraph.clusters() {
            let missing = lacks(&cluster);
            let character = sample.get(cluster.text_range()).and_then(|words| words.chars().next());
            // Nobody has a font for controls and for characters of private use.
            let is_anyones = |c: &char| !c.is_control() && !('\u{e000}'..='\u{f8ff}').contains(c);
            let hint = character.filter(|c| missing && is_anyones(c)).map(hint);
            hints.extend(hint.filter(|hint| !hints.contains(hint)));
        }
        hints
    }
}

/// One stretch of a row.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RowRect {
    /// From the top of the row to its bottom.
    pub rect: Rect,
    /// Which row, from 0.
    pub row: usize,
    /// Where the letters stand.
    pub baseline: f32,
}

/// A paragraph in rows.
#[derive(Clone)]
pub struct ParagraphLayout {
    pub(super) layout: Layout<Ink>,
    width: f32,
}

impl std::fmt::Debug for ParagraphLayout {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ParagraphLayout")
            .field("layout", &self.layout)
            .field("width", &self.width)
            .finish()
    }
}

impl ParagraphLayout {
    /// Lays out `text` as one paragraph in rows of at most `width` points.
    ///
    /// Line ends, tabs and controls are set as spaces and further white space behind a space takes no room,
    /// so that hard-wrapped and indented text flows; every byte keeps its number. `lang` is a BCP 47 tag.
    #[must_use]
    pub fn new(
        setter: &mut Typesetter,
        text: &str,
        kind: TypeStyle,
        width: f32,
        lang: &str,
    ) -> Self {
        Self::inked(setter, text, kind, width, lang, &[])
    }

    /// The same with stretches in an ink other than that of running text.
    pub(super) fn inked(
        setter: &mut Typesetter,
        text: &str,
        kind: TypeStyle,
        width: f32,
        lang: &str,
        inks: &[(Range<usize>, Ink)],
    ) -> Self {
        let Typesetter { fonts, context, line, lacks_glyphs } = setter;
        let squeezed = flow(text, line);
        let mut builder = context.ranged_builder(&mut fonts.context, line, 1.0, true);
        builder.push_default(StyleProperty::FontFamily(Fonts::family()));
        builder.push_default(StyleProperty::FontSize(kind.size));
        builder.push_default(StyleProperty::LineHeight(LineHeight::Absolute(kind.row)));
        builder.push_default(StyleProperty::OverflowWrap(OverflowWrap::Anywhere));
        if kind.bold {
            builder.push_default(StyleProperty::FontWeight(parley::FontWeight::BOLD));
        }
        // A tag that cannot be read changes nothing but the choice between Han shapes.
        builder.push_default(StyleProperty::Locale(Language::parse(lang).ok()));
        for (range, ink) in inks {
            builder.push(StyleProperty::Brush(*ink), range.clone());
        }
        for range in squeezed {
            builder.push(StyleProperty::FontSize(0.01), range.clone());
            builder.push(StyleProperty::LineHeight(LineHeight::Absolute(0.0)), range);
        }
        let mut paragraph = Self { layout: builder.build(&*line), width };
        paragraph.wrap();
        // Every font has ASCII.
        if !*lacks_glyphs && !text.is_ascii() {
            *lacks_glyphs = paragraph.clusters().any(|cluster| lacks(&cluster));
        }
        paragraph
    }

    /// What is set as one, row by row.
    fn clusters(&self) -> impl Iterator<Item = Cluster<'_, Ink>> {
        self.layout.lines().flat_map(|row| row.runs()).flat_map(|run| run.clusters())
    }

    /// Wraps the same text into rows of another width; a small part of the cost of laying it out.
    pub fn rewrap(&mut self, width: f32) {
        if self.width.to_bits() != width.to_bits() {
            self.width = width;
            self.wrap();
        }
    }

    fn wrap(&mut self) {
        self.layout.break_all_lines(Some(self.width).filter(|width| width.is_finite()));
        self.layout.align(Alignment::Start, AlignmentOptions::default());
    }

    /// From the top of the first row to the bottom of the last, in points.
    #[must_use]
    pub fn height(&self) -> f32 {
        self.layout.height()
    }

    /// The width of the widest row, without white space at its end, in points.
    #[must_use]
    pub fn text_width(&self) -> f32 {
        self.layout.width()
    }

    /// The width the rows were wrapped to, in points.
    #[must_use]
    pub fn width(&self) -> f32 {
        self.width
    }

    /// How long all rows together are, in points.
    pub(super) fn length(&self) -> f32 {
        self.layout.lines().map(|row| row.metrics().advance).sum()
    }

    /// Does the paragraph as a whole run from right to left?
    #[must_use]
    pub fn is_rtl(&self) -> bool {
        self.layout.is_rtl()
    }

    /// The row at a height, and its top and bottom; the nearest one above and below the paragraph.
    pub(super) fn row_at(&self, y: f32) -> usize {
        let above =
            self.layout.lines().take_while(|row| row.metrics().block_max_coord <= y).count();
        above.min(self.layout.len().saturating_sub(1))
    }

    /// Top and bottom of a row, in points.
    pub(super) fn row_span(&self, row: usize) -> (f32, f32) {
        let metrics = self.layout.get(row).map(|row| *row.metrics()).unwrap_or_default();
        (metrics.block_min_coord, metrics.block_max_coord)
    }

    /// The row that holds a byte; the last one for the end of the text.
    pub(super) fn row_of(&self, byte: usize) -> usize {
        let before = self.layout.lines().take_while(|row| row.text_range().end <= byte).count();
        before.min(self.layout.len().saturating_sub(1))
    }

    /// The bytes of a row.
    pub(super) fn row_bytes(&self, row: usize) -> Range<usize> {
        self.layout.get(row).map_or(0..0, |row| row.text_range())
    }

    /// The first byte of the character group under a point; `None` beside the words.
    #[must_use]
    pub fn byte_under(&self, at: Pos2) -> Option<usize> {
        let (cluster, _) = Cluster::from_point_exact(&self.layout, at.x, at.y)?;
        Some(cluster.text_range().start)
    }

    /// The place between two character groups that is nearest to a point.
    #[must_use]
    pub fn byte_at(&self, at: Pos2) -> usize {
        parley::Cursor::from_point(&self.layout, at.x, at.y).index()
    }

    /// The word, or the run of space or punctuation, that holds a byte.
    #[must_use]
    pub fn word_at(&self, byte: usize) -> Range<usize> {
        let Some(cluster) = Cluster::from_byte_index(&self.layout, byte) else { return byte..byte };
        let first = if cluster.is_word_boundary() {
            Some(cluster)
        } else {
            cluster.previous_logical_word()
        };
        let start = first.map_or(0, |first| first.text_range().start);
        let end = cluster
            .next_logical_word()
            .map_or(self.layout.text_len(), |next| next.text_range().start);
        start..end
    }

    /// Calls `each` with every stretch of a row that `range` covers: several in a row of mixed direction.
    ///
    /// White space that hangs over the end of a row is left out.
    pub fn rects(&self, range: Range<usize>, mut each: impl FnMut(RowRect)) {
        for (idx, row) in self.layout.lines().enumerate().skip(self.row_of(range.start)) {
            let bytes = row.text_range();
            if bytes.start >= range.end {
                break;
            }
            row_rects(&row, self.is_rtl(), &range, &mut |x0, x1| {
                let metrics = row.metrics();
                let top = pos2(x0, metrics.block_min_coord);
                let rect = Rect::from_min_max(top, pos2(x1, metrics.block_max_coord));
                each(RowRect { rect, row: idx, baseline: metrics.baseline });
            });
        }
    }

    /// The smallest rectangle around the rows a range touches, as wide as its words.
    #[must_use]
    pub fn bounds(&self, range: Range<usize>) -> Rect {
        let mut bounds = Rect::NOTHING;
        self.rects(range, |piece| bounds = bounds.union(piece.rect));
        bounds
    }
}

/// Is there no glyph for something in it?
fn lacks(cluster: &Cluster<'_, Ink>) -> bool {
    cluster.glyphs().any(|glyph| glyph.id == 0)
}

/// The stretches of one row that `range` covers, from left to right.
fn row_rects(
    row: &Line<'_, Ink>,
    rtl: bool,
    range: &Range<usize>,
    each: &mut impl FnMut(f32, f32),
) {
    let metrics = row.metrics();
    let start = metrics.offset + metrics.inline_min_coord;
    // White space at the end of a row hangs over its left end where the paragraph runs to the left.
    let hang = metrics.hanging_advance;
    let end = start + metrics.advance;
    let (left, right) = if rtl { (start + hang, end) } else { (start, end - hang) };
    let mut give = |x0: f32, x1: f32| {
        let (x0, x1) = (x0.max(left), x1.min(right));
        if x1 > x0 {
            each(x0, x1);
        }
    };
    let mut open: Option<f32> = None;
    let mut x = start;
    let mut take = |covered: bool, advance: f32| {
        match (covered, open) {
            (true, None) => open = Some(x),
            (false, Some(from)) => {
                give(from, x);
                open = None;
            }
            (true, Some(_)) | (false, None) => {}
        }
        x += advance;
    };
    for run in row.runs() {
        let bytes = run.text_range();
        if range.start <= bytes.start && bytes.end <= range.end {
            take(true, run.advance());
        } else if bytes.end <= range.start || range.end <= bytes.start {
            take(false, run.advance());
        } else {
            for cluster in run.visual_clusters() {
                take(range.contains(&cluster.text_range().start), cluster.advance());
            }
        }
    }
    take(false, 0.0);
}

/// Writes `text` with every line end, tab and control as white space of as many bytes, and says which
/// stretches are white space that follows white space.
fn flow(text: &str, line: &mut String) -> Vec<Range<usize>> {
    line.clear();
    let mut squeezed: Vec<Range<usize>> = Vec::new();
    let mut behind_space = false;
    for (byte, character) in text.char_indices() {
        let set = match character {
            '\u{85}' => '\u{a0}',
            '\u{2028}' | '\u{2029}' => '\u{2002}',
            control if control.is_control() && control.len_utf8() == 1 => ' ',
            other => other,
        };
        let is_space = set == ' ' || (set != character);
        if is_space && behind_space {
            let end = byte + character.len_utf8();
            match squeezed.last_mut().filter(|last| last.end == byte) {
                Some(last) => last.end = end,
                None => squeezed.push(byte..end),
            }
        }
        behind_space = is_space;
        line.push(set);
    }
    squeezed
}

#[cfg(test)]
mod tests {
    use super::flow;

    #[test]
    fn line_ends_become_spaces_and_every_byte_keeps_its_number() {
        let mut line = String::new();
        let squeezed = flow("one\ntwo  three\r\n\tfour\u{2028}five\u{85}six", &mut line);
        assert_eq!(line, "one two  three   four\u{2002}five\u{a0}six");
        assert_eq!(
            squeezed,
            [8..9, 15..17],
            "the second of two spaces, and what follows the line end"
        );
    }
}

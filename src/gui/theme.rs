//! Every colour, size and font of the window. No other file makes a colour.

#![expect(clippy::disallowed_methods, reason = "this is the one file the lint points at")]

use super::reader::{MarkStyle, ReaderStyle, Shape, Underline};
use crate::model::Kind;
use crate::session::Weight;
use egui::{
    Color32, Context, CornerRadius, FontData, FontDefinitions, FontFamily, FontId, Margin, Stroke,
    TextStyle, Theme, Visuals, style::WidgetVisuals, vec2,
};
use std::sync::Arc;

/// Height of running text in panels, in points.
pub const BODY: f32 = 14.0;
/// Height of small print.
pub const SMALL: f32 = 12.0;
/// Height of a heading in a panel.
pub const HEADING: f32 = 18.0;
/// The empty space around the content of panels and dialogs.
pub const MARGIN: i8 = 12;

/// The colours of a light or a dark window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Palette {
    /// Behind the text that is read.
    pub paper: Color32,
    /// Behind the panels.
    pub panel: Color32,
    /// Behind fields and buttons.
    pub field: Color32,
    /// Running text.
    pub text: Color32,
    /// What matters less.
    pub weak: Color32,
    /// Lines between things.
    pub line: Color32,
    /// Around what can be pressed, ticked or typed into: three to one against the panel.
    pub edge: Color32,
    /// What can be acted on, and what has the keyboard.
    pub accent: Color32,
    /// Behind what is selected.
    pub accent_tint: Color32,
    /// Lines and letters of claims.
    pub claim: Color32,
    /// Behind claims.
    pub claim_tint: Color32,
    /// Lines and letters of denials.
    pub denial: Color32,
    /// Behind denials.
    pub denial_tint: Color32,
    /// Lines and letters of facts.
    pub fact: Color32,
    /// Behind facts.
    pub fact_tint: Color32,
    /// Frames around source mentions.
    pub mention: Color32,
    /// Lines above cues.
    pub cue: Color32,
    /// Lines under remarks.
    pub remark: Color32,
    /// Something was not done.
    pub warning: Color32,
    /// Something is wrong.
    pub error: Color32,
}

const fn rgb(hex: u32) -> Color32 {
    let [_, red, green, blue] = hex.to_be_bytes();
    Color32::from_rgb(red, green, blue)
}

/// Blue, vermilion and bluish green after Okabe and Ito, so that the kinds stay apart for colour-blind eyes.
const LIGHT: Palette = Palette {
    paper: rgb(0xfdfcf9),
    panel: rgb(0xf3f1ec),
    field: rgb(0xffffff),
    text: rgb(0x22262b),
    weak: rgb(0x5e656d),
    line: rgb(0xdad6cd),
    edge: rgb(0x8f897e),
    accent: rgb(0x1d5d9b),
    accent_tint: rgb(0xd6e6f5),
    claim: rgb(0x0067a8),
    claim_tint: rgb(0xd8e9f8),
    denial: rgb(0xb84a00),
    denial_tint: rgb(0xfbe3cc),
    fact: rgb(0x00714f),
    fact_tint: rgb(0xd7efe3),
    mention: rgb(0x7a3f98),
    cue: rgb(0x7a3f98),
    remark: rgb(0x9a6a00),
    warning: rgb(0x8a5a00),
    error: rgb(0xb3261e),
};

const DARK: Palette = Palette {
    paper: rgb(0x1a1c1f),
    panel: rgb(0x222529),
    field: rgb(0x2b2f34),
    text: rgb(0xe3e5e8),
    weak: rgb(0xa3aab2),
    line: rgb(0x3a3f46),
    edge: rgb(0x737b85),
    accent: rgb(0x78b8f0),
    accent_tint: rgb(0x25425e),
    claim: rgb(0x74b9f2),
    claim_tint: rgb(0x1b3752),
    denial: rgb(0xf3a562),
    denial_tint: rgb(0x4d3018),
    fact: rgb(0x63cfa6),
    fact_tint: rgb(0x173f31),
    mention: rgb(0xcf9fee),
    cue: rgb(0xcf9fee),
    remark: rgb(0xe6bf5a),
    warning: rgb(0xe8c268),
    error: rgb(0xff8a80),
};

/// The palette of the theme in use.
#[must_use]
pub fn palette(ctx: &Context) -> &'static Palette {
    if ctx.theme() == Theme::Dark { &DARK } else { &LIGHT }
}

impl Palette {
    /// The colour of a kind's lines and letters, and the one behind its words.
    #[must_use]
    pub fn of_kind(&self, kind: Kind) -> (Color32, Color32) {
        match kind {
            Kind::Claim => (self.claim, self.claim_tint),
            Kind::Denial => (self.denial, self.denial_tint),
            Kind::Fact => (self.fact, self.fact_tint),
        }
    }

    /// How the words of a statement are marked: the kind shows in colour, in the pattern of the line and in a letter.
    #[must_use]
    pub fn mark_of(&self, kind: Kind) -> MarkStyle {
        let (stroke, tint) = self.of_kind(kind);
        let underline = match kind {
            Kind::Claim => Underline::Solid,
            Kind::Denial => Underline::Double,
            Kind::Fact => Underline::Dotted,
        };
        MarkStyle { shape: Shape::Highlight, tint, stroke, underline }
    }

    /// How a source mention is marked.
    #[must_use]
    pub fn mention_mark(&self) -> MarkStyle {
        MarkStyle {
            shape: Shape::Outline,
            tint: Color32::TRANSPARENT,
            stroke: self.mention,
            underline: Underline::Solid,
        }
    }

    /// How a cue is marked.
    #[must_use]
    pub fn cue_mark(&self) -> MarkStyle {
        MarkStyle {
            shape: Shape::Overline,
            tint: Color32::TRANSPARENT,
            stroke: self.cue,
            underline: Underline::Dashed,
        }
    }

    /// How a sentence without a statement is marked: by the sign in the margin alone.
    #[must_use]
    pub fn none_mark(&self) -> MarkStyle {
        let clear = Color32::TRANSPARENT;
        MarkStyle {
            shape: Shape::Highlight,
            tint: clear,
            stroke: clear,
            underline: Underline::Solid,
        }
    }

    /// How a remark on the text is marked.
    #[must_use]
    pub fn remark_mark(&self) -> MarkStyle {
        MarkStyle {
            shape: Shape::Highlight,
            tint: Color32::TRANSPARENT,
            stroke: self.remark,
            underline: Underline::Wavy,
        }
    }

    /// The colour of a notice.
    #[must_use]
    pub fn of_weight(&self, weight: Weight) -> Color32 {
        match weight {
            Weight::Info => self.accent,
            Weight::Warning => self.warning,
            Weight::Error => self.error,
        }
    }

    /// The looks of the reading pane with text of this height.
    #[must_use]
    pub fn reader(&self, size: f32) -> ReaderStyle {
        ReaderStyle {
            size,
            measure: 72.0,
            background: self.paper,
            text: self.text,
            dimmed: self.weak.gamma_multiply(0.85),
            hovered: self.line.gamma_multiply(0.35),
            current: self.accent,
            selection: self.accent.gamma_multiply(0.28),
            caret: self.accent,
            hit: self.remark.gamma_multiply(0.25),
            hit_edge: self.remark,
            faint: self.line,
            focus: self.accent.gamma_multiply(0.5),
            bar: self.weak.gamma_multiply(0.45),
            bar_hovered: self.weak,
        }
    }
}

/// Fill and text of the button that goes on.
#[must_use]
pub fn primary(ctx: &Context) -> (Color32, Color32) {
    let palette = palette(ctx);
    (palette.accent, palette.field)
}

fn widget(fill: Color32, line: Color32, text: Color32) -> WidgetVisuals {
    WidgetVisuals {
        bg_fill: fill,
        weak_bg_fill: fill,
        bg_stroke: Stroke::new(1.0, line),
        corner_radius: CornerRadius::same(4),
        fg_stroke: Stroke::new(1.0, text),
        expansion: 0.0,
    }
}

fn visuals(palette: &Palette, base: Visuals) -> Visuals {
    let mut visuals = base;
    visuals.panel_fill = palette.panel;
    visuals.window_fill = palette.panel;
    visuals.window_stroke = Stroke::new(1.0, palette.line);
    visuals.window_corner_radius = CornerRadius::same(8);
    visuals.extreme_bg_color = palette.field;
    visuals.text_edit_bg_color = Some(palette.field);
    visuals.faint_bg_color = palette.line.gamma_multiply(0.35);
    visuals.override_text_color = None;
    visuals.weak_text_color = Some(palette.weak);
    visuals.hyperlink_color = palette.accent;
    visuals.selection.bg_fill = palette.accent_tint;
    visuals.selection.stroke = Stroke::new(1.0, palette.accent);
    visuals.warn_fg_color = palette.warning;
    visuals.error_fg_color = palette.error;
    let widgets = &mut visuals.widgets;
    widgets.noninteractive = widget(palette.panel, palette.line, palette.text);
    widgets.inactive = widget(palette.field, palette.edge, palette.text);
    widgets.hovered = widget(palette.accent_tint, palette.accent, palette.text);
    widgets.active = widget(palette.accent_tint, palette.accent, palette.text);
    widgets.open = widget(palette.field, palette.accent, palette.text);
    visuals
}

/// Noto Sans ahead of the toolkit's own faces, which stay as a fallback for symbols.
fn fonts() -> FontDefinitions {
    let mut fonts = FontDefinitions::default();
    let faces = [
        ("Noto Sans", ttf_noto_sans::REGULAR, FontFamily::Proportional),
        ("Noto Sans Bold", ttf_noto_sans::BOLD, bold_family()),
    ];
    let fallbacks = fonts.families.get(&FontFamily::Proportional).cloned().unwrap_or_default();
    for (name, bytes, family) in faces {
        fonts.font_data.insert(name.to_owned(), Arc::new(FontData::from_static(bytes)));
        let mut chain = vec![name.to_owned()];
        chain.extend(fallbacks.iter().cloned());
        fonts.families.insert(family, chain);
    }
    fonts
}

fn bold_family() -> FontFamily {
    FontFamily::Name("bold".into())
}

/// Bold text of this height.
#[must_use]
pub fn bold(size: f32) -> FontId {
    FontId::new(size, bold_family())
}

/// Gives the window its looks. Once, before the first frame.
pub fn apply(ctx: &Context) {
    ctx.set_fonts(fonts());
    ctx.set_visuals_of(Theme::Light, visuals(&LIGHT, Visuals::light()));
    ctx.set_visuals_of(Theme::Dark, visuals(&DARK, Visuals::dark()));
    ctx.all_styles_mut(|style| {
        style.text_styles = [
            (TextStyle::Small, FontId::proportional(SMALL)),
            (TextStyle::Body, FontId::proportional(BODY)),
            (TextStyle::Button, FontId::proportional(BODY)),
            (TextStyle::Heading, bold(HEADING)),
            (TextStyle::Monospace, FontId::monospace(BODY)),
        ]
        .into();
        style.spacing.item_spacing = vec2(8.0, 6.0);
        style.spacing.button_padding = vec2(10.0, 5.0);
        style.spacing.interact_size.y = 28.0;
        style.spacing.window_margin = Margin::same(MARGIN + 4);
        style.spacing.menu_margin = Margin::same(6);
        style.animation_time = 0.08;
        style.interaction.selectable_labels = false;
    });
}

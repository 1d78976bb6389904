//! What a font has to cover: scripts, the Debian packages that hold them, and how wide their writing runs.
//!
//! Coarse on purpose: ranges of code points, no Unicode database. It knows no fonts.

use std::ops::RangeInclusive;

/// Writing that needs a package of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct FontHint {
    /// The script, as a person would call it.
    pub script: &'static str,
    /// The Debian package whose fonts cover it.
    pub package: &'static str,
}

const CORE: &str = "fonts-noto-core";
const CJK: &str = "fonts-noto-cjk";
const EMOJI: &str = "fonts-noto-color-emoji";

/// First and last code point (Unicode 16 blocks), the script, its package.
const SCRIPTS: &[(RangeInclusive<u32>, &str, &str)] = &[
    (0x0370..=0x03FF, "Greek", CORE),
    (0x0400..=0x052F, "Cyrillic", CORE),
    (0x0530..=0x058F, "Armenian", CORE),
    (0x0590..=0x05FF, "Hebrew", CORE),
    (0x0600..=0x06FF, "Arabic", CORE),
    (0x0700..=0x074F, "Syriac", CORE),
    (0x0750..=0x077F, "Arabic", CORE),
    (0x0780..=0x07BF, "Thaana", CORE),
    (0x07C0..=0x07FF, "N'Ko", CORE),
    (0x08A0..=0x08FF, "Arabic", CORE),
    (0x0900..=0x097F, "Devanagari", CORE),
    (0x0980..=0x09FF, "Bengali", CORE),
    (0x0A00..=0x0A7F, "Gurmukhi", CORE),
    (0x0A80..=0x0AFF, "Gujarati", CORE),
    (0x0B00..=0x0B7F, "Odia", CORE),
    (0x0B80..=0x0BFF, "Tamil", CORE),
    (0x0C00..=0x0C7F, "Telugu", CORE),
    (0x0C80..=0x0CFF, "Kannada", CORE),
    (0x0D00..=0x0D7F, "Malayalam", CORE),
    (0x0D80..=0x0DFF, "Sinhala", CORE),
    (0x0E00..=0x0E7F, "Thai", CORE),
    (0x0E80..=0x0EFF, "Lao", CORE),
    (0x0F00..=0x0FFF, "Tibetan", CORE),
    (0x1000..=0x109F, "Burmese", CORE),
    (0x10A0..=0x10FF, "Georgian", CORE),
    (0x1100..=0x11FF, "Korean", CJK),
    (0x1200..=0x139F, "Ethiopic", CORE),
    (0x13A0..=0x13FF, "Cherokee", CORE),
    (0x1780..=0x17FF, "Khmer", CORE),
    (0x1800..=0x18AF, "Mongolian", CORE),
    (0x2600..=0x27BF, "symbols and emoji", EMOJI),
    (0x2E80..=0x2FDF, "Chinese", CJK),
    (0x3000..=0x303F, "Chinese and Japanese punctuation", CJK),
    (0x3040..=0x30FF, "Japanese", CJK),
    (0x3100..=0x312F, "Chinese", CJK),
    (0x3130..=0x318F, "Korean", CJK),
    (0x31A0..=0x31EF, "Chinese", CJK),
    (0x31F0..=0x31FF, "Japanese", CJK),
    (0x3400..=0x9FFF, "Chinese", CJK),
    (0xA960..=0xA97F, "Korean", CJK),
    (0xAC00..=0xD7FF, "Korean", CJK),
    (0xF900..=0xFAFF, "Chinese", CJK),
    (0xFB1D..=0xFB4F, "Hebrew", CORE),
    (0xFB50..=0xFDFF, "Arabic", CORE),
    (0xFE70..=0xFEFF, "Arabic", CORE),
    (0xFF00..=0xFFEF, "full-width forms", CJK),
    (0x1F000..=0x1FAFF, "emoji", EMOJI),
    (0x20000..=0x3FFFF, "Chinese", CJK),
];

/// Which script a character belongs to and where its glyphs are found; everything unlisted is "other".
pub(super) fn hint(character: char) -> FontHint {
    let code = u32::from(character);
    let row = SCRIPTS.iter().find(|(range, _, _)| range.contains(&code));
    row.map_or(FontHint { script: "other characters", package: CORE }, |(_, script, package)| {
        FontHint { script, package }
    })
}

/// How much room a byte of writing takes; enough to guess a paragraph's height before it is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Width {
    /// One byte a letter: Latin.
    Single,
    /// Two bytes a letter: Greek, Cyrillic, Arabic, Hebrew.
    Double,
    /// Three bytes a narrow letter: Indic scripts, Thai.
    Triple,
    /// Three or four bytes a full square: Han, kana, Hangul, emoji.
    Square,
}

/// How many bytes of a paragraph are looked at.
const SAMPLE: usize = 64;

impl Width {
    /// How the writing of a text runs, judged by the lead bytes at its start.
    pub(super) fn of(text: &str) -> Self {
        let mut counts = [0usize; 4];
        for byte in text.bytes().take(SAMPLE) {
            let class = match byte {
                b'a'..=b'z' | b'A'..=b'Z' => Self::Single,
                0xC3..=0xDF => Self::Double,
                0xE0 | 0xE1 => Self::Triple,
                0xE3..=0xF7 => Self::Square,
                _ => continue,
            };
            if let Some(count) = counts.get_mut(class as usize) {
                *count += 1;
            }
        }
        let classes = [Self::Single, Self::Double, Self::Triple, Self::Square];
        let most = classes.into_iter().zip(counts).rev().max_by_key(|(_, count)| *count);
        most.filter(|(_, count)| *count > 0).map_or(Self::Single, |(class, _)| class)
    }
}

/// Running means of how wide a byte of each class is, in multiples of the height of the text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Calibration {
    /// Mean width of a byte and how many bytes stand behind it, by class.
    means: [(f32, f32); 4],
}

impl Default for Calibration {
    fn default() -> Self {
        // First guesses count as much as a thousand bytes of the real thing (measured with Noto fonts).
        Self { means: [(0.52, 1000.0), (0.29, 1000.0), (0.20, 1000.0), (0.34, 1000.0)] }
    }
}

impl Calibration {
    /// Older text is forgotten at this many bytes, so that the mean follows what is being read.
    const MEMORY: f32 = 50_000.0;

    /// Takes in one laid-out paragraph: `bytes` of it were `ems` wide in all.
    pub(super) fn learn(&mut self, class: Width, bytes: usize, ems: f32) {
        let Some((mean, weight)) = self.means.get_mut(class as usize) else { return };
        let bytes = bytes as f32;
        *mean = (*mean * *weight + ems) / (*weight + bytes).max(1.0);
        *weight = (*weight + bytes).min(Self::MEMORY);
    }

    /// How many rows of `width_ems` a paragraph of `bytes` probably takes.
    pub(super) fn rows(&self, class: Width, bytes: usize, width_ems: f32) -> f32 {
        let mean = self.means.get(class as usize).map_or(0.5, |(mean, _)| *mean);
        // A ragged edge wastes about half a word a row: three hundredths of a row of 70 characters.
        (bytes as f32 * mean * 1.03 / width_ems.max(1.0)).ceil().max(1.0)
    }

    /// By how much the widest change of a mean since `older` exceeds it, as a share.
    pub(super) fn drift(&self, older: &Self) -> f32 {
        let pairs = self.means.iter().zip(&older.means);
        pairs.map(|((new, _), (old, _))| (new / old - 1.0).abs()).fold(0.0, f32::max)
    }
}

#[cfg(test)]
mod tests {
    use super::{Calibration, Width, hint};

    #[test]
    fn writing_is_told_by_its_bytes() {
        for (text, width) in [
            ("The minister denied it.", Width::Single),
            ("Le ministre a nié", Width::Single),
            ("Министр отверг это", Width::Double),
            ("نفى الوزير هذا الادعاء", Width::Double),
            ("मंत्री ने इस दावे का", Width::Triple),
            ("รัฐมนตรีปฏิเสธ", Width::Triple),
            ("部长否认了这一说法。", Width::Square),
            ("장관은 이 주장을", Width::Square),
            ("", Width::Single),
        ] {
            assert_eq!(Width::of(text), width, "{text}");
        }
    }

    #[test]
    fn a_missing_script_names_the_package_that_has_it() {
        for (character, script, package) in [
            ('ع', "Arabic", "fonts-noto-core"),
            ('中', "Chinese", "fonts-noto-cjk"),
            ('한', "Korean", "fonts-noto-cjk"),
            ('😀', "emoji", "fonts-noto-color-emoji"),
        ] {
            assert_eq!((hint(character).script, hint(character).package), (script, package));
        }
    }

    #[test]
    fn estimates_follow_what_was_measured() {
        let mut calibration = Calibration::default();
        let before = calibration.rows(Width::Single, 1000, 50.0);
        calibration.learn(Width::Single, 10_000, 10_000.0);
        assert!(
            calibration.rows(Width::Single, 1000, 50.0) > before * 1.5,
            "the text is wider than guessed"
        );
        assert!(calibration.drift(&Calibration::default()) > 0.5);
    }
}

//! Every place of a text through every unit, against counting by hand.

use std::sync::Arc;

use ascribe::text::{OffsetTable, Unit};
use icu_segmenter::GraphemeClusterSegmenter;
use proptest::prelude::*;

/// Text that is hard to count: scripts, clusters of every make, and characters of every width.
fn hard_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[a-zA-Z0-9 .,\n]{1,12}",
        2 => "\\PC{1,6}",
        1 => any::<String>(),
        1 => Just("\r\n".to_owned()),
        1 => Just("👩‍👩‍👧‍👦".to_owned()),
        1 => "[\u{1F1E6}-\u{1F1FF}]{1,7}",
        1 => "[e\u{300}-\u{310}]{1,9}",
        1 => "[\u{1100}-\u{1112}\u{1161}-\u{1175}\u{11A8}-\u{11C2}가-힣]{1,8}",
        1 => "[\u{600}-\u{6FF}]{1,8}",
        1 => "[\u{900}-\u{97F}]{1,8}",
        1 => "[一-龥]{1,300}",
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

/// The grapheme boundaries of `text` by icu alone, the start included.
fn clusters(text: &str) -> Vec<usize> {
    if text.is_empty() {
        return vec![0];
    }
    GraphemeClusterSegmenter::new().segment_str(text).collect()
}

/// Asks the table for every byte and every count of `text`, and counts by hand beside it.
fn check_every_place(text: &str) {
    let table = OffsetTable::new(text);
    let clusters = clusters(text);
    for byte in 0..=text.len() + 2 {
        let before = text.get(..byte);
        let wanted = [
            before.map(str::len),
            before.map(|before| before.chars().count()),
            before.map(|before| before.encode_utf16().count()),
            clusters.binary_search(&byte).ok(),
        ];
        for (unit, wanted) in Unit::ALL.into_iter().zip(wanted) {
            assert_eq!(table.to(unit, byte), wanted, "{unit} of byte {byte} in {text:?}");
            if let Some(n) = wanted {
                assert_eq!(table.from(unit, n), Some(byte), "byte of {n} {unit} in {text:?}");
            }
        }
    }
    for unit in Unit::ALL {
        assert_eq!(table.from(unit, table.len(unit) + 1), None, "{unit} behind {text:?}");
    }
}

#[test]
fn each_unit_counts_what_it_is_named_for() {
    // Lengths as other tools give them: Python's `len`, JavaScript's `length`, and what a reader sees.
    let table = [
        ("", 0, 0, 0),
        ("plain", 5, 5, 5),
        ("a\r\nb", 4, 4, 3),
        ("cafe\u{301}", 5, 5, 4),
        ("👍🏽", 2, 4, 1),
        ("👩‍👩‍👧‍👦", 7, 11, 1),
        ("🇩🇪🇫🇷", 4, 8, 2),
        ("각", 1, 1, 1),
        ("\u{1100}\u{1161}\u{11A8}", 3, 3, 1),
        ("مرحبا", 5, 5, 5),
        ("مَرحبا", 6, 6, 5),
        ("नमस्ते", 6, 6, 3),
        ("海外警察", 4, 4, 4),
        ("“quoted”", 8, 8, 8),
    ];
    for (text, code_points, utf16, graphemes) in table {
        let table = OffsetTable::new(text);
        let lengths = Unit::ALL.map(|unit| table.len(unit));
        assert_eq!(lengths, [text.len(), code_points, utf16, graphemes], "{text:?}");
        check_every_place(text);
    }
}

#[test]
fn a_place_inside_a_character_has_no_name() {
    let table = OffsetTable::new("a👍🏽");
    assert_eq!(table.to(Unit::CodePoints, 2), None, "inside the four bytes of the thumb");
    assert_eq!(table.to(Unit::CodePoints, 5), Some(2), "between thumb and skin tone");
    assert_eq!(table.to(Unit::Graphemes, 5), None, "which no reader sees");
    assert_eq!(table.from(Unit::Utf16, 2), None, "between two surrogates");
    assert_eq!(table.from(Unit::Bytes, 3), None);
    assert_eq!(table.from(Unit::Graphemes, 2), Some(9));
}

#[test]
fn a_cluster_of_a_megabyte_is_counted_without_reading_it_each_time() {
    let text = format!("{}e{}{}", "é".repeat(700), "\u{301}".repeat(500_000), "ü".repeat(700));
    let table = OffsetTable::new(Arc::<str>::from(text.as_str()));
    assert_eq!(table.len(Unit::Graphemes), 1401);
    for byte in (1_500..1_000_000).step_by(100) {
        assert_eq!(table.to(Unit::Graphemes, byte), None);
    }
    assert_eq!(table.from(Unit::Graphemes, 700), Some(1_400));
    assert_eq!(table.from(Unit::Graphemes, 701), Some(1_001_401));
    assert_eq!(table.to(Unit::Graphemes, 1_001_403), Some(702));
}

#[test]
fn lengths_around_the_checkpoints_are_right() {
    for len in [510, 511, 512, 513, 1023, 1024, 1025, 1536] {
        for end in ["", "é", "€", "👍", "e\u{301}", "\r\n"] {
            check_every_place(&format!("{}{end}", "a".repeat(len)));
            check_every_place(&format!("{}{end}b", "€".repeat(len / 3)));
        }
    }
}

#[test]
fn units_are_written_by_the_names_of_the_exports() {
    let names = ["utf8-bytes", "code-points", "utf16-units", "graphemes"];
    for (unit, name) in Unit::ALL.into_iter().zip(names) {
        assert_eq!(unit.to_string(), name);
        assert_eq!(serde_json::to_string(&unit).unwrap(), format!("{name:?}"));
        assert_eq!(serde_json::from_str::<Unit>(&format!("{name:?}")).unwrap(), unit);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn any_text_is_counted_as_by_hand(text in hard_text()) {
        check_every_place(&text);
    }
}

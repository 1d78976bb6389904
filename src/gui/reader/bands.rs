//! Marks that share a row: who gets which part of its height where they overlap.

/// A stretch of a row that a mark covers; lengths are points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Piece {
    pub(super) left: f32,
    pub(super) right: f32,
    /// Counted from the lowest; no two pieces of one lane overlap.
    pub(super) lane: usize,
    /// Whose stretch it is.
    pub(super) mark: usize,
}

/// A stretch in which a mark has a share of the row's height.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Band {
    pub(super) left: f32,
    pub(super) right: f32,
    /// Which share, from the top, of how many.
    pub(super) slot: usize,
    pub(super) of: usize,
    pub(super) mark: usize,
}

/// Cuts the pieces of a row where their company changes, so that every mark keeps a share of each stretch.
///
/// The mark in the lowest lane, which encloses the others, gets the uppermost share: its line is the lowest
/// of all, so it is seen at both edges of the row.
pub(super) fn bands(pieces: &[Piece]) -> Vec<Band> {
    let mut edges: Vec<f32> = pieces.iter().flat_map(|piece| [piece.left, piece.right]).collect();
    edges.sort_unstable_by(f32::total_cmp);
    edges.dedup();
    let mut bands: Vec<Band> = Vec::new();
    for (left, right) in edges.iter().copied().zip(edges.iter().copied().skip(1)) {
        let mut inside: Vec<&Piece> =
            pieces.iter().filter(|piece| piece.left <= left && right <= piece.right).collect();
        inside.sort_by_key(|piece| piece.lane);
        let of = inside.len();
        for (slot, piece) in inside.into_iter().enumerate() {
            let joins = bands.iter_mut().rev().find(|band| {
                band.mark == piece.mark && band.right == left && (band.slot, band.of) == (slot, of)
            });
            match joins {
                Some(band) => band.right = right,
                None => bands.push(Band { left, right, slot, of, mark: piece.mark }),
            }
        }
    }
    bands
}

#[cfg(test)]
mod tests {
    use super::{Band, Piece, bands};

    #[test]
    fn a_mark_inside_another_takes_half_of_the_height_and_only_there() {
        let pieces = [
            Piece { left: 0.0, right: 100.0, lane: 0, mark: 0 },
            Piece { left: 40.0, right: 60.0, lane: 1, mark: 1 },
        ];
        let band = |left, right, slot, of, mark| Band { left, right, slot, of, mark };
        assert_eq!(
            bands(&pieces),
            [
                band(0.0, 40.0, 0, 1, 0),
                band(40.0, 60.0, 0, 2, 0),
                band(40.0, 60.0, 1, 2, 1),
                band(60.0, 100.0, 0, 1, 0)
            ]
        );
    }

    #[test]
    fn neighbours_that_only_touch_keep_the_whole_height() {
        let pieces = [
            Piece { left: 0.0, right: 50.0, lane: 0, mark: 0 },
            Piece { left: 50.0, right: 90.0, lane: 0, mark: 1 },
        ];
        assert!(bands(&pieces).iter().all(|band| band.of == 1));
        assert!(bands(&[]).is_empty());
    }
}

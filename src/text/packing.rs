//! Bytes in fewer bytes, in memory.

use std::cell::RefCell;
use zstd::bulk::{Compressor, Decompressor};

/// How hard Zstandard tries: at its first level it takes five milliseconds for a megabyte of prose, which it brings below one
/// half; the levels above take several times as long and gain little.
const LEVEL: i32 = 1;

thread_local! {
    /// To make one takes as long as to unpack a few thousand bytes with it.
    static UNPACKER: RefCell<Option<Decompressor<'static>>> = const { RefCell::new(None) };
    static PACKER: RefCell<Option<Compressor<'static>>> = const { RefCell::new(None) };
}

/// The bytes packed, with their number ahead; `None` where they cannot be packed, or are more than four thousand million.
#[must_use]
pub fn packed(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut packed = u32::try_from(bytes.len()).ok()?.to_le_bytes().to_vec();
    let frame = PACKER.with_borrow_mut(|packer| {
        if packer.is_none() {
            *packer = Compressor::new(LEVEL).ok();
        }
        packer.as_mut()?.compress(bytes).ok()
    })?;
    packed.reserve_exact(frame.len());
    packed.extend(frame);
    Some(packed)
}

/// How many bytes they were.
#[must_use]
pub fn unpacked_len(packed: &[u8]) -> Option<usize> {
    packed.first_chunk().map(|n| u32::from_le_bytes(*n) as usize)
}

/// What was packed; `None` where these are not bytes that [`packed`] gave.
#[must_use]
pub fn unpacked(packed: &[u8]) -> Option<Vec<u8>> {
    let n = unpacked_len(packed)?;
    let frame = packed.get(size_of::<u32>()..)?;
    let bytes = UNPACKER.with_borrow_mut(|unpacker| {
        if unpacker.is_none() {
            *unpacker = Decompressor::new().ok();
        }
        unpacker.as_mut()?.decompress(frame, n).ok()
    })?;
    (bytes.len() == n).then_some(bytes)
}

#[cfg(test)]
mod tests {
    use super::{packed, unpacked, unpacked_len};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_unpacked_is_what_was_packed(bytes in prop::collection::vec(0_u8..5, 0..3_000)) {
            let few = packed(&bytes).unwrap();
            prop_assert_eq!(unpacked_len(&few), Some(bytes.len()));
            prop_assert_eq!(unpacked(&few), Some(bytes));
            prop_assert_eq!(unpacked(&few[..few.len() - 1]), None);
        }

        #[test]
        fn bytes_that_nobody_packed_are_refused(bytes in prop::collection::vec(any::<u8>(), 0..60)) {
            prop_assert_eq!(unpacked(&bytes), None);
        }
    }
}

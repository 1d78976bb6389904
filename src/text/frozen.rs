//! Texts that stay as they are, several of them in one piece of memory.

use super::folded::{Foldable, Folding};
use super::packing::{packed, unpacked, unpacked_len};
use std::fmt::{self, Debug, Display};
use std::ops::Deref;
use std::sync::Arc;

/// A text that never changes. A copy shares its memory.
///
/// It may lie in one block with others, which keep each other in memory: no more than 64 KiB, and no text that is larger. A
/// block can be folded away.
#[derive(Clone, Default)]
pub struct FrozenText {
    block: Arc<Foldable<String>>,
    start: usize,
    len: usize,
}

/// A frozen text that can be read, for as long as this is held. A copy shares its memory.
#[derive(Clone, Default)]
pub struct OpenText {
    block: Arc<String>,
    start: usize,
    len: usize,
}

/// Texts packed: a block is unpacked in less time than a frame takes, and all of a project within a key's.
#[derive(Debug)]
struct Packing;

impl Folding<String> for Packing {
    fn fold(&self, text: &String) -> Option<Vec<u8>> {
        // A larger one would hold up the frame that shows it.
        let is_small = text.len() <= LARGEST_FOLDED;
        let bytes = is_small.then(|| packed(text.as_bytes()))??;
        (bytes.len() < text.len() / 8 * 7).then_some(bytes)
    }

    fn unfold(&self, bytes: &[u8]) -> Option<String> {
        String::from_utf8(unpacked(bytes)?).ok()
    }

    fn weight(&self, bytes: &[u8]) -> usize {
        unpacked_len(bytes).unwrap_or_default()
    }
}

/// The largest block that is folded, in bytes: it is unpacked in a millisecond.
const LARGEST_FOLDED: usize = 1 << 20;

impl FrozenText {
    /// What texts are laid together in, in bytes. An allocator gives out memory in steps of up to a quarter of its size, and so a
    /// text alone wastes an eighth of it on average; this is the end of such a step.
    pub const BLOCK: usize = 64 << 10;

    /// The text itself.
    #[must_use]
    pub fn open(&self) -> OpenText {
        OpenText { block: self.block.open(), start: self.start, len: self.len }
    }

    /// Its length in bytes.
    #[must_use]
    pub fn len(&self) -> usize {
        self.len
    }

    /// Has it no letter?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Folds away the block it lies in, where nobody reads in it.
    pub fn fold(&self) {
        self.block.fold(&Packing);
    }

    /// Is the block that it lies in folded away?
    #[must_use]
    pub fn is_folded(&self) -> bool {
        self.block.is_folded()
    }

    /// Lays texts together, as they come, into as little memory as there is. What each says stays as it is.
    pub fn lay_together(texts: &mut [&mut Self]) {
        let mut rest = texts;
        while !rest.is_empty() {
            let mut size = 0;
            let n = rest.iter().take_while(|text| {
                size += text.len();
                size <= Self::BLOCK
            });
            let n = n.count().max(1);
            let (together, others) = rest.split_at_mut(n);
            if n > 1 {
                Self::lay_into_one(together);
            }
            rest = others;
        }
    }

    /// Texts that lie together already, one behind the other, by their lengths in bytes; `None` where these are not their
    /// lengths.
    #[must_use]
    pub fn laid(together: String, lengths: &[usize]) -> Option<Vec<Self>> {
        let mut places = Vec::with_capacity(lengths.len());
        let mut start = 0;
        for len in lengths {
            together.get(start..)?.get(..*len)?;
            places.push((start, *len));
            start += len;
        }
        if start != together.len() {
            return None;
        }
        let block = Arc::new(Foldable::from(together));
        let text = |(start, len)| Self { block: Arc::clone(&block), start, len };
        Some(places.into_iter().map(text).collect())
    }

    fn lay_into_one(texts: &mut [&mut Self]) {
        let lengths: Vec<usize> = texts.iter().map(|text| text.len()).collect();
        let mut together = String::with_capacity(lengths.iter().sum());
        texts.iter().for_each(|text| together.push_str(&text.open()));
        let laid = Self::laid(together, &lengths).unwrap_or_default();
        texts.iter_mut().zip(laid).for_each(|(text, laid)| **text = laid);
    }
}

impl Deref for OpenText {
    type Target = str;

    fn deref(&self) -> &str {
        self.block.get(self.start..self.start + self.len).unwrap_or_default()
    }
}

impl AsRef<str> for OpenText {
    fn as_ref(&self) -> &str {
        self
    }
}

impl From<String> for FrozenText {
    fn from(mut text: String) -> Self {
        text.shrink_to_fit();
        let len = text.len();
        Self { block: Arc::new(text.into()), start: 0, len }
    }
}

impl From<&str> for FrozenText {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}

impl PartialEq for FrozenText {
    fn eq(&self, other: &Self) -> bool {
        let is_there = Arc::ptr_eq(&self.block, &other.block) && self.start == other.start;
        self.len == other.len && (is_there || *self.open() == *other.open())
    }
}

impl Eq for FrozenText {}

impl Debug for FrozenText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Debug::fmt(&*self.open(), f)
    }
}

impl Display for OpenText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self)
    }
}

impl Debug for OpenText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Debug::fmt(&**self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::{FrozenText, LARGEST_FOLDED};

    const BLOCK: usize = FrozenText::BLOCK;

    #[test]
    fn texts_that_are_laid_together_say_what_they_said_and_lie_together() {
        let lengths = [0, 1, 300, BLOCK, 7, 40_000, 40_000, BLOCK + 1, 3, 0, 20_000, 9];
        let words = |len: usize| "quay é 港 ".repeat(len / 12 + 1).chars().take(len).collect();
        let said: Vec<String> = lengths.iter().map(|len| words(*len)).collect();
        for n in 0..=said.len() {
            let mut texts: Vec<FrozenText> =
                said.iter().take(n).map(|text| text.as_str().into()).collect();
            let copies = texts.clone();
            FrozenText::lay_together(&mut texts.iter_mut().collect::<Vec<_>>());
            assert!(texts.iter().zip(&said).all(|(text, said)| *text.open() == **said), "{n}");
            assert_eq!(texts, copies);
            assert!(texts.iter().all(|text| text.block.open().len() <= BLOCK.max(text.len())));
        }
        let mut few: Vec<FrozenText> = ["a", "b", "c"].map(FrozenText::from).into();
        FrozenText::lay_together(&mut few.iter_mut().collect::<Vec<_>>());
        assert!(few.iter().all(|text| *text.block.open() == "abc"));
    }

    #[test]
    fn texts_that_are_folded_say_what_they_said_and_take_less_memory() {
        let words = |seed: usize, len: usize| -> String {
            let word = |n: usize| ["the ", "quay ", "é ", "harbour ", "港 ", "said "][n * seed % 6];
            (0..).map(word).flat_map(str::chars).take(len).collect()
        };
        let said: Vec<String> =
            [0, 1, 4_000, 70_000, LARGEST_FOLDED * 2].map(|len| words(5, len)).into();
        let mut texts: Vec<FrozenText> = said.iter().map(|text| text.as_str().into()).collect();
        FrozenText::lay_together(&mut texts.iter_mut().collect::<Vec<_>>());
        texts.iter().for_each(FrozenText::fold);
        assert!(texts.iter().zip(&said).all(|(text, said)| *text.open() == **said));
        let folded: Vec<bool> = texts.iter().map(FrozenText::is_folded).collect();
        assert_eq!(folded, [true, true, true, true, false], "a large one stays at hand");
        assert_eq!(texts[2], FrozenText::from(said[2].as_str()));
        // A few words become no shorter.
        let text = FrozenText::from("The quay is shut.");
        text.fold();
        assert!(!text.is_folded());
    }
}

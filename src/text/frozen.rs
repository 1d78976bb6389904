//! Texts that stay as they are, several of them in one piece of memory.

use std::fmt::{self, Debug, Display};
use std::hash::{Hash, Hasher};
use std::ops::Deref;
use std::sync::Arc;

/// A text that never changes. A copy shares its memory.
///
/// It may lie in one block with others, which keep each other in memory: no more than 64 KiB, and no text that is larger.
#[derive(Clone, Default)]
pub struct FrozenText {
    block: Arc<String>,
    start: usize,
    len: usize,
}

impl FrozenText {
    /// What texts are laid together in, in bytes. An allocator gives out memory in steps of up to a quarter of its size, and so a
    /// text alone wastes an eighth of it on average; this is the end of such a step.
    pub const BLOCK: usize = 64 << 10;

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
        let block = Arc::new(together);
        let mut texts = Vec::with_capacity(lengths.len());
        let mut start = 0;
        for len in lengths {
            block.get(start..)?.get(..*len)?;
            texts.push(Self { block: Arc::clone(&block), start, len: *len });
            start += len;
        }
        (start == block.len()).then_some(texts)
    }

    fn lay_into_one(texts: &mut [&mut Self]) {
        let lengths: Vec<usize> = texts.iter().map(|text| text.len()).collect();
        let mut together = String::with_capacity(lengths.iter().sum());
        texts.iter().for_each(|text| together.push_str(text));
        let laid = Self::laid(together, &lengths).unwrap_or_default();
        texts.iter_mut().zip(laid).for_each(|(text, laid)| **text = laid);
    }
}

impl Deref for FrozenText {
    type Target = str;

    fn deref(&self) -> &str {
        self.block.get(self.start..self.start + self.len).unwrap_or_default()
    }
}

impl AsRef<str> for FrozenText {
    fn as_ref(&self) -> &str {
        self
    }
}

impl From<String> for FrozenText {
    fn from(mut text: String) -> Self {
        text.shrink_to_fit();
        let len = text.len();
        Self { block: Arc::new(text), start: 0, len }
    }
}

impl From<&str> for FrozenText {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}

impl PartialEq for FrozenText {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl Eq for FrozenText {}

impl Hash for FrozenText {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (**self).hash(state);
    }
}

impl Display for FrozenText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self)
    }
}

impl Debug for FrozenText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Debug::fmt(&**self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::FrozenText;

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
            assert!(texts.iter().zip(&said).all(|(text, said)| **text == **said), "{n}");
            assert_eq!(texts, copies);
            assert!(texts.iter().all(|text| text.block.len() <= BLOCK.max(text.len())));
        }
        let mut few: Vec<FrozenText> = ["a", "b", "c"].map(FrozenText::from).into();
        FrozenText::lay_together(&mut few.iter_mut().collect::<Vec<_>>());
        assert!(few.iter().all(|text| text.block.as_str() == "abc"));
    }
}

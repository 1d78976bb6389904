//! SHA-256, by which texts and files are known.

use sha2::{Digest as _, Sha256};

/// SHA-256 of a text's UTF-8 bytes, as 64 hexadecimal digits; what `sha256sum text.txt` prints.
#[must_use]
pub fn sha256(text: &str) -> String {
    sha256_of(text.as_bytes())
}

/// SHA-256 of some bytes, as 64 hexadecimal digits; what `sha256sum` prints.
#[must_use]
pub fn sha256_of(bytes: &[u8]) -> String {
    let mut sum = Sum::default();
    sum.add(bytes);
    sum.digits()
}

/// SHA-256 of bytes that come one after the other.
#[derive(Clone, Debug, Default)]
pub struct Sum {
    state: Sha256,
    n_bytes: u64,
}

impl Sum {
    /// Takes the next bytes.
    pub fn add(&mut self, bytes: &[u8]) {
        self.state.update(bytes);
        self.n_bytes += bytes.len() as u64;
    }

    /// How many bytes there were.
    #[must_use]
    pub fn n_bytes(&self) -> u64 {
        self.n_bytes
    }

    /// The sum of all of them, as 64 hexadecimal digits.
    #[must_use]
    pub fn digits(self) -> String {
        let digit = |value: u8| char::from_digit(u32::from(value), 16).unwrap_or('0');
        let digits = |byte: &u8| [digit(byte >> 4), digit(byte & 15)];
        self.state.finalize().iter().flat_map(digits).collect()
    }
}

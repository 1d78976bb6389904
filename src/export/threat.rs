//! What STIX and MISP have in common: ids that are always the same for the same things, and tags of the Admiralty scale.

use crate::model::{Credibility, Grade, GradingScheme, Reliability};
use sha1::{Digest as _, Sha1};
use std::fmt::Write as _;

/// The name space of our ids: the UUIDv5 of `https://ascribe.invalid/` in the name space of addresses.
const SPACE: [u8; 16] = [
    0xf7, 0x4c, 0x37, 0x7a, 0x8a, 0x9b, 0x56, 0x86, 0x9a, 0xf4, 0x15, 0x65, 0x76, 0x1f, 0xd0, 0x8e,
];

/// The UUIDv5 (RFC 9562, section 5.5) of a thing by the words that tell it from all others.
pub(super) fn identifier(words: &[&str]) -> String {
    // No word holds what stands between them, so two lists never give one name.
    let name: Vec<String> = words.iter().map(|word| word.replace('\u{1f}', " ")).collect();
    let hash = Sha1::new().chain_update(SPACE).chain_update(name.join("\u{1f}")).finalize();
    let mut uuid = String::with_capacity(36);
    for (index, byte) in hash.iter().take(16).enumerate() {
        let byte = match index {
            6 => (byte & 0x0f) | 0x50,
            8 => (byte & 0x3f) | 0x80,
            _ => *byte,
        };
        let dash = if matches!(index, 4 | 6 | 8 | 10) { "-" } else { "" };
        // Writing to a String cannot fail.
        write!(uuid, "{dash}{byte:02x}").ok();
    }
    uuid
}

/// The tag of the MISP taxonomy *admiralty-scale*, a predicate with letter or digit; none for the other scales.
fn tag<G: Grade>(predicate: &str, grade: Option<G>) -> Option<String> {
    let grade = grade.filter(|grade| grade.scheme() == GradingScheme::Admiralty)?;
    Some(format!("admiralty-scale:{predicate}=\"{}\"", grade.code().to_ascii_lowercase()))
}

/// How reliable a source is, as a tag.
pub(super) fn reliability_tag(grade: Option<Reliability>) -> Option<String> {
    tag("source-reliability", grade)
}

/// How credible a piece of information is, as a tag.
pub(super) fn credibility_tag(grade: Option<Credibility>) -> Option<String> {
    tag("information-credibility", grade)
}

/// Credibility as a confidence between 0 and 100, by the table *Admiralty Credibility* in appendix A of STIX 2.1. `6` and the
/// grades of other scales have no value there.
pub(super) fn confidence(grade: Credibility) -> Option<u8> {
    match grade {
        Credibility::C1 => Some(90),
        Credibility::C2 => Some(70),
        Credibility::C3 => Some(50),
        Credibility::C4 => Some(30),
        Credibility::C5 => Some(10),
        _ => None,
    }
}

//! What STIX and MISP have in common: ids that are always the same for the same things, and tags of the Admiralty scale.

use crate::model::{Credibility, Grade, GradingScheme, Reliability};
use uuid::{Uuid, uuid};

/// The name space of our ids: UUIDv5 of `https://ascribe.invalid/` in the name space of addresses (RFC 9562).
const SPACE: Uuid = uuid!("f74c377a-8a9b-5686-9af4-1565761fd08e");

/// The UUIDv5 of a thing by the words that tell it from all others.
pub(super) fn identifier(words: &[&str]) -> Uuid {
    // No word holds what stands between them, so two lists never give one name.
    let name: Vec<String> = words.iter().map(|word| word.replace('\u{1f}', " ")).collect();
    Uuid::new_v5(&SPACE, name.join("\u{1f}").as_bytes())
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

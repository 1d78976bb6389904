//! Words and numbers of STIX for words of ours.

use crate::model::{Confidence, SourceType, Verdict};

/// The open vocabulary *identity-class-ov*.
pub(super) fn identity_class(kind: SourceType) -> &'static str {
    match kind {
        SourceType::Person
        | SourceType::Official
        | SourceType::Expert
        | SourceType::Witness
        | SourceType::UnnamedPerson
        | SourceType::Author => "individual",
        SourceType::ArmedGroup | SourceType::UnnamedGroup => "group",
        SourceType::Government
        | SourceType::GovernmentBody
        | SourceType::JudicialAuthority
        | SourceType::Party
        | SourceType::Company
        | SourceType::Ngo
        | SourceType::InternationalOrganisation
        | SourceType::MediaOrganisation => "organization",
        SourceType::Document | SourceType::SocialMediaAccount | SourceType::Unspecified => {
            "unknown"
        }
    }
}

/// The vocabulary *opinion-enum*.
pub(super) fn opinion(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Verified => "strongly-agree",
        Verdict::Corroborated => "agree",
        Verdict::Contradicted => "disagree",
        Verdict::Refuted => "strongly-disagree",
        Verdict::Unverified | Verdict::Unverifiable => "neutral",
    }
}

/// The scale *None / Low / Med / High* of the standard's appendix A.
pub(super) fn level(level: Confidence) -> u8 {
    match level {
        Confidence::Low => 15,
        Confidence::Moderate => 50,
        Confidence::High => 85,
    }
}

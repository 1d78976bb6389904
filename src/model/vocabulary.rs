//! The closed lists of the field, each word with its label. The codes are what files hold.
//!
//! Sources: the kinds are this program's own; polarity and certainty follow FactBank, quotation the quotation corpora,
//! cue classes PARC and PolNeAR practice, confidence ICD 203, relations RumourEval, AIF and PROV.

use serde::{Deserialize, Serialize};

/// A word of a closed list.
pub trait Word: Copy + PartialEq + Sized + 'static {
    /// Every word of the list, in the order in which it is offered.
    const ALL: &'static [Self];
    /// The word as people read it.
    fn label(self) -> &'static str;
}

macro_rules! words {
    ($($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $label:literal),* $(,)? })*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum $name { $($(#[$vdoc])* $variant),* }

        impl Word for $name {
            const ALL: &'static [Self] = &[$(Self::$variant),*];
            fn label(self) -> &'static str {
                match self { $(Self::$variant => $label),* }
            }
        }
    )*};
}

pub(super) use words;

words! {
    /// How a statement is put forward. It says nothing about whether it is true.
    Kind {
        /// Somebody puts it forward; the article does not vouch for it.
        Claim = "Claim",
        /// A source rejects what somebody else put forward; there is a target.
        Denial = "Denial",
        /// The author asserts it in the author's own voice, checkable, undisputed in the article.
        Fact = "Fact (reported as fact)",
    }

    /// Is the content asserted or negated?
    Polarity {
        /// It is so.
        Affirmative = "affirmative",
        /// It is not so.
        Negated = "negated",
    }

    /// How sure the source shows itself (FactBank CT, PR, PS, U).
    Certainty {
        /// CT.
        Certain = "certain",
        /// PR.
        Probable = "probable",
        /// PS.
        Possible = "possible",
        /// U.
        Uncommitted = "uncommitted",
    }

    /// How the words of the source are given. Scare quotes and names in quotation marks are `None`.
    Quotation {
        /// No words of the source.
        None = "none",
        /// The source's own words, in quotation marks.
        Direct = "direct",
        /// Reported in other words.
        Indirect = "indirect",
        /// Reported, with some of the source's own words in quotation marks.
        Mixed = "mixed",
    }

    /// What the words that show that somebody says it do.
    CueClass {
        /// No cue.
        None = "no cue",
        /// Neutral report of speech.
        Assertion = "assertion",
        /// The author keeps a distance.
        AssertionDistancing = "assertion (distancing)",
        /// Charges somebody with wrongdoing.
        Accusation = "accusation",
        /// Rejects.
        Denial = "denial",
        /// Declines, or neither confirms nor denies.
        NonDenial = "non-denial",
        /// Confirms.
        Confirmation = "confirmation",
        /// A body announces its own act.
        Announcement = "announcement",
        /// A body states officially.
        OfficialStatement = "official statement",
        /// A result of looking into it.
        Finding = "finding",
        /// A number or forecast.
        Estimate = "estimate",
        /// Thinks, believes, fears.
        Belief = "belief",
        /// Allegedly, reportedly.
        Hearsay = "hearsay",
        /// A passive without an agent.
        AgentlessReport = "agentless report",
        /// A noun: the allegation that.
        NounCue = "noun cue",
        /// Judges.
        Evaluation = "evaluation",
        /// Concludes.
        Inference = "inference",
        /// Asks.
        Question = "question",
        /// Demands.
        Directive = "directive",
        /// Presupposes that it is so: knows, reveals.
        Factive = "factive",
    }

    /// What an analyst notes about a statement beside its kind.
    Flag {
        /// No source is given.
        NoSource = "no source",
        /// An allegation whose maker is not named.
        UnattributedAllegation = "unattributed allegation",
        /// Printed in the author's voice though it can only come from somebody else.
        AttributionMissing = "attribution missing",
        /// Conceded by the other side.
        Concession = "concession",
        /// Speaks against the source's own interest.
        AgainstInterest = "statement against interest",
        /// Quotation marks, and nobody who says it.
        QuotationWithoutSpeaker = "quotation without speaker",
        /// The source is a pronoun or a description.
        AnaphoricSource = "anaphoric source",
        /// The content is a pronoun or a description.
        AnaphoricContent = "anaphoric content",
        /// Its date cannot be right.
        DateImplausible = "date implausible",
        /// It inherits a wrong date.
        DependsOnWrongDate = "depends on a wrong date",
        /// The author wrote something other than was meant.
        AuthorSlip = "slip of the author",
        /// The author's own conclusion.
        AuthorInference = "author's inference",
        /// It takes for granted what is disputed.
        Presupposition = "presupposition",
        /// Declines to comment, or neither confirms nor denies.
        NonDenial = "non-denial",
        /// A denial of something that is not in this set.
        TargetOutsideSet = "target outside this set",
    }

    /// How far the text shows the source.
    Visibility {
        /// By name.
        Named = "named",
        /// Described, not named.
        Unnamed = "unnamed",
        /// Not in the text.
        Implicit = "implicit",
        /// The author's own voice.
        Author = "author",
    }

    /// What kind of attribution it is (PDTB Comm, PAtt, Ftv, Ctrl).
    AttributionType {
        /// Speech or writing.
        Communication = "communication",
        /// A belief or another attitude.
        Belief = "belief",
        /// A fact that the source knows.
        Factive = "factive",
        /// An intention or a demand.
        Control = "control",
    }

    /// How the source knows.
    #[derive(Default)]
    Access {
        /// Not known.
        #[default]
        Unknown = "unknown",
        /// Witnessed it, or did it.
        Direct = "direct",
        /// Through others.
        Indirect = "indirect",
    }

    /// How sure the analyst is of a tag or of a judgement (ICD 203 levels).
    Confidence {
        /// Low.
        Low = "Low",
        /// Moderate.
        Moderate = "Moderate",
        /// High.
        High = "High",
    }

    /// Is it so? Kept apart from the kind.
    Verdict {
        /// Nobody has looked yet.
        Unverified = "unverified",
        /// Others of independent origin say so.
        Corroborated = "corroborated",
        /// Others say the opposite.
        Contradicted = "contradicted",
        /// Established.
        Verified = "verified",
        /// Shown to be wrong.
        Refuted = "refuted",
        /// Cannot be settled.
        Unverifiable = "unverifiable",
    }

    /// What a source is.
    SourceType {
        /// A person.
        Person = "person",
        /// A person who speaks in an office.
        Official = "official or spokesperson",
        /// A government.
        Government = "government",
        /// A body of a government.
        GovernmentBody = "government body",
        /// Police, prosecutors, courts.
        JudicialAuthority = "police or judicial authority",
        /// An armed group.
        ArmedGroup = "armed group",
        /// A political party.
        Party = "party",
        /// A company.
        Company = "company",
        /// A non-governmental organisation.
        Ngo = "non-governmental organisation",
        /// An international organisation.
        InternationalOrganisation = "international organisation",
        /// A scholar or another expert.
        Expert = "academic or expert",
        /// An outlet or agency.
        MediaOrganisation = "media organisation",
        /// A document, data set or recording.
        Document = "document, data set or recording",
        /// Somebody who saw it.
        Witness = "witness",
        /// An account on a social network.
        SocialMediaAccount = "social media account",
        /// One person, described and not named.
        UnnamedPerson = "unnamed person",
        /// Several people, described and not named.
        UnnamedGroup = "unnamed group",
        /// The author of an article.
        Author = "author",
        /// Not given.
        Unspecified = "unspecified",
    }

    /// How one statement bears on another; stored with the later one, pointing at the earlier.
    RelationKind {
        /// A denial and what it rejects.
        Denies = "denies",
        /// Both cannot be true.
        Contradicts = "contradicts",
        /// Another source asserts the same.
        Corroborates = "corroborates",
        /// The same source, or derived text, says it again.
        Repeats = "repeats",
        /// Rests on it, or names it as origin.
        Cites = "cites",
        /// Reason or detail for it.
        Supports = "supports",
        /// The same source changes its statement.
        Updates = "corrects or updates",
    }

    /// What a remark on the article's own text is about.
    RemarkKind {
        /// A date that cannot be right.
        DateImplausible = "date implausible",
        /// A date that the text alone does not settle.
        RelativeDate = "relative date",
        /// A sum, share or other figure that cannot be right.
        WrongFigure = "wrong figure",
        /// The author wrote something other than was meant.
        Slip = "slip of the author",
        /// Attribution was lost.
        AttributionLost = "attribution lost",
        /// Quotation marks, and nobody who says it.
        QuotationWithoutSpeaker = "quotation without speaker",
        /// The text does not agree with itself.
        Inconsistency = "inconsistency",
        /// It takes for granted what is disputed.
        Presupposition = "presupposition",
        /// It can be read in more than one way.
        Ambiguity = "ambiguity",
        /// Declines to comment, or neither confirms nor denies.
        NonDenial = "non-denial",
        /// Somebody demands something.
        Demand = "demand",
        /// Somebody asks something.
        Question = "question",
        /// Anything else.
        Other = "other",
    }

    /// Who or what tags.
    AnnotatorKind {
        /// A person.
        Human = "human",
        /// A program.
        Engine = "engine",
    }
}

impl Kind {
    /// The explanation that goes with the label wherever there is room for it.
    #[must_use]
    pub fn explanation(self) -> &'static str {
        match self {
            Self::Claim => "Somebody puts it forward, and the article does not vouch for it",
            Self::Denial => {
                "A source rejects what somebody else put forward; point it at its target"
            }
            Self::Fact => {
                "Reported as fact: the author states it in the author's own voice. Whether it is true is recorded as verdict"
            }
        }
    }

    /// One word, for lists and margins.
    #[must_use]
    pub fn short_label(self) -> &'static str {
        match self {
            Self::Claim => "Claim",
            Self::Denial => "Denial",
            Self::Fact => "Fact",
        }
    }

    /// The letter in the margin.
    #[must_use]
    pub fn letter(self) -> char {
        match self {
            Self::Claim => 'C',
            Self::Denial => 'D',
            Self::Fact => 'F',
        }
    }
}

impl Access {
    /// Is nothing said about it?
    #[must_use]
    pub fn is_unknown(&self) -> bool {
        *self == Self::Unknown
    }
}

//! What goes out with a selection besides what is in it.

use crate::format::guideline::Guideline;

/// What goes out with a selection besides what is in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Extras {
    /// The project's own code book; the program's, where there is none.
    pub code_book: Option<Guideline>,
    /// Under which terms the set is handed on; `None` where nobody said it.
    pub licence: Option<Licence>,
    /// Do the texts stay behind, so that only their hashes go out?
    pub leaves_texts: bool,
}

/// A licence that the Hugging Face Hub knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Licence(&'static (&'static str, &'static str));

/// Licences for data: identifiers as the Hub's documentation of data set cards lists them, and names. Those for software
/// only, and the Hub's own for models, are not offered.
const LICENCES: [(&str, &str); 32] = [
    ("cc0-1.0", "Creative Commons Zero 1.0"),
    ("cc-by-4.0", "Creative Commons Attribution 4.0"),
    ("cc-by-sa-4.0", "Creative Commons Attribution Share Alike 4.0"),
    ("cc-by-nc-4.0", "Creative Commons Attribution Non Commercial 4.0"),
    ("cc-by-nc-sa-4.0", "Creative Commons Attribution Non Commercial Share Alike 4.0"),
    ("cc-by-nd-4.0", "Creative Commons Attribution No Derivatives 4.0"),
    ("cc-by-nc-nd-4.0", "Creative Commons Attribution Non Commercial No Derivatives 4.0"),
    ("cc-by-3.0", "Creative Commons Attribution 3.0"),
    ("cc-by-sa-3.0", "Creative Commons Attribution Share Alike 3.0"),
    ("cc-by-nc-3.0", "Creative Commons Attribution Non Commercial 3.0"),
    ("cc-by-nc-sa-3.0", "Creative Commons Attribution Non Commercial Share Alike 3.0"),
    ("cc-by-nc-nd-3.0", "Creative Commons Attribution Non Commercial No Derivatives 3.0"),
    ("cc-by-2.5", "Creative Commons Attribution 2.5"),
    ("cc-by-2.0", "Creative Commons Attribution 2.0"),
    ("cc-by-nc-2.0", "Creative Commons Attribution Non Commercial 2.0"),
    ("cc-by-nc-sa-2.0", "Creative Commons Attribution Non Commercial Share Alike 2.0"),
    ("cc", "Creative Commons licences, which of them is said elsewhere"),
    ("odc-by", "Open Data Commons Attribution"),
    ("odbl", "Open Database License"),
    ("pddl", "Open Data Commons Public Domain Dedication"),
    ("cdla-permissive-2.0", "Community Data License Agreement Permissive 2.0"),
    ("cdla-permissive-1.0", "Community Data License Agreement Permissive 1.0"),
    ("cdla-sharing-1.0", "Community Data License Agreement Sharing 1.0"),
    ("c-uda", "Computational Use of Data Agreement"),
    ("etalab-2.0", "Etalab Open License 2.0"),
    ("eupl-1.2", "European Union Public License 1.2"),
    ("gfdl", "GNU Free Documentation License"),
    ("apache-2.0", "Apache License 2.0"),
    ("mit", "MIT License"),
    ("bsd-3-clause", "BSD License, three clauses"),
    ("mpl-2.0", "Mozilla Public License 2.0"),
    ("unlicense", "The Unlicense"),
];

impl Licence {
    /// Every licence that is offered, the usual ones first.
    pub fn all() -> impl Iterator<Item = Self> {
        LICENCES.iter().map(Self)
    }

    /// The licence with this identifier.
    #[must_use]
    pub fn named(id: &str) -> Option<Self> {
        Self::all().find(|licence| licence.id() == id)
    }

    /// Its identifier on the Hub: `cc-by-4.0`.
    #[must_use]
    pub fn id(self) -> &'static str {
        self.0.0
    }

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.0.1
    }
}

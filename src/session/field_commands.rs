//! The part of the table of commands that sets the fields of a statement.

use super::command::Command;
use super::commands::{Group, Row, row, words};
use crate::model::{
    Access, AttributionType, Certainty, Confidence, CueClass, Flag, Polarity, Quotation, Verdict,
    Visibility, Word as _,
};

/// One command a word of each list, and those about the day of a statement.
pub(super) fn rows() -> Vec<Row> {
    use Command as C;
    let r = |command, name: &str, label: &str| row(command, Group::Fields, name, label, &[]);
    let mut rows = Vec::new();
    rows.extend(
        words("polarity", "Polarity", Polarity::ALL).map(|(w, n, l)| r(C::Polarity(w), &n, &l)),
    );
    rows.extend(
        words("certainty", "Certainty", Certainty::ALL).map(|(w, n, l)| r(C::Certainty(w), &n, &l)),
    );
    rows.extend(
        words("quotation", "Quotation", Quotation::ALL).map(|(w, n, l)| r(C::Quotation(w), &n, &l)),
    );
    rows.extend(
        words("cue", "Cue class", CueClass::ALL).map(|(w, n, l)| r(C::CueClass(w), &n, &l)),
    );
    rows.extend(words("flag", "Flag", Flag::ALL).map(|(w, n, l)| r(C::Flag(w), &n, &l)));
    rows.extend(
        words("confidence", "Tag confidence", Confidence::ALL)
            .map(|(w, n, l)| r(C::TagConfidence(w), &n, &l)),
    );
    rows.extend(
        words("verdict", "Verdict", Verdict::ALL).map(|(w, n, l)| r(C::Verdict(w), &n, &l)),
    );
    rows.extend(
        words("visibility", "Visibility", Visibility::ALL)
            .map(|(w, n, l)| r(C::Visibility(w), &n, &l)),
    );
    rows.extend(
        words("attribution", "Attribution type", AttributionType::ALL)
            .map(|(w, n, l)| r(C::Attribution(w), &n, &l)),
    );
    rows.extend(words("access", "Access", Access::ALL).map(|(w, n, l)| r(C::Access(w), &n, &l)));
    rows.extend([
        row(
            C::ResolveDate,
            Group::Fields,
            "resolve-date",
            "Statement date: as the text says",
            &["Shift+D"],
        ),
        r(C::DateAsPublished, "date-as-published", "Statement date: day of publication"),
        r(C::EditDate, "edit-date", "Statement date…"),
        r(C::ClearDate, "clear-date", "Statement date: not known"),
    ]);
    rows
}

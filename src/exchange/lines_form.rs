//! Records of a JSON line in the form that the model's own have.

use super::json::shown;
use crate::model::{Credibility, Grade, GradingScheme, Reliability};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// Fields that hold a word of a closed list.
const WORDS: [&str; 14] = [
    "bearing",
    "kind",
    "class",
    "polarity",
    "certainty",
    "quotation",
    "flags",
    "tag_confidence",
    "verdict",
    "visibility",
    "attribution",
    "access",
    "basis",
    "confidence",
];

/// A record of the model.
pub(super) fn record<T: DeserializeOwned>(value: &Value, text: &str) -> Result<T, String> {
    let mut value = value.clone();
    model_form(&mut value, text)?;
    serde_json::from_value(value).map_err(|error| error.to_string())
}

/// Gives a value the form that the model's own records have.
fn model_form(value: &mut Value, text: &str) -> Result<(), String> {
    let fields = match value {
        Value::Array(values) => {
            return values.iter_mut().try_for_each(|value| model_form(value, text));
        }
        Value::Object(fields) => fields,
        _ => return Ok(()),
    };
    if let Some(exact) = fields.get("exact").and_then(Value::as_str) {
        let at = |name: &str| {
            fields.get(name).and_then(Value::as_u64).and_then(|at| usize::try_from(at).ok())
        };
        let found = at("start").zip(at("end")).and_then(|(start, end)| text.get(start..end));
        if found != Some(exact) {
            let found = found.unwrap_or("no words");
            return Err(format!("expected “{exact}” at its place, found “{found}”"));
        }
        fields.retain(|name, _| name == "start" || name == "end");
        return Ok(());
    }
    // This follows from the rest.
    fields.remove("source_visibility");
    if let Some(passage) = fields.remove("passage") {
        fields.insert("span".to_owned(), passage);
    }
    if fields.contains_key("why") {
        let verdict = fields.remove("verdict").map(word);
        let grade = fields.remove("scheme").map(|scheme| grade(&scheme, fields.get("grade")));
        if let Some(grade) = grade.transpose()?.or(verdict) {
            fields.insert("grade".to_owned(), grade);
        }
    }
    for (name, value) in fields.iter_mut().filter(|(name, _)| *name != "extra") {
        if WORDS.contains(&name.as_str()) {
            *value = word(value.take());
        } else {
            model_form(value, text)?;
        }
    }
    Ok(())
}

/// A letter or digit of a scale as the grade it is; the two halves of a scale never share one.
fn grade(scheme: &Value, code: Option<&Value>) -> Result<Value, String> {
    fn find<G: Grade + Serialize>(scheme: GradingScheme, code: &str) -> Option<Value> {
        let grade = G::of(scheme).into_iter().find(|grade| code == grade.code().to_string())?;
        serde_json::to_value(grade).ok()
    }
    let code = code.unwrap_or(&Value::Null);
    let known = scheme.as_str().and_then(scheme_of).zip(code.as_str());
    let found = known.and_then(|(scheme, code)| {
        find::<Reliability>(scheme, code).or_else(|| find::<Credibility>(scheme, code))
    });
    found.ok_or_else(|| format!("{} is no grade of {}", shown(code), shown(scheme)))
}

/// A word of a closed list by the name that the model has for it.
fn word(value: Value) -> Value {
    match value {
        Value::String(word) => Value::String(named(&word)),
        Value::Array(words) => words.into_iter().map(word).collect(),
        other => other,
    }
}

/// `official-statement` as `OfficialStatement`.
pub(super) fn named(code: &str) -> String {
    let capital = |part: &str| {
        let mut letters = part.chars();
        let first = letters.next().map(|letter| letter.to_ascii_uppercase());
        first.into_iter().chain(letters).collect::<String>()
    };
    code.split('-').map(capital).collect()
}

pub(super) fn scheme_of(code: &str) -> Option<GradingScheme> {
    serde_json::from_value(Value::String(named(code))).ok()
}

#[cfg(test)]
mod tests {
    use super::named;
    use crate::export::Code;
    use crate::model::{
        Access, AnnotatorKind, AttributionType, Bearing, Certainty, Confidence, CueClass,
        DateBasis, EvidenceKind, Flag, GradingScheme, Kind, Polarity, Quotation, RelationKind,
        RemarkKind, SourceType, Verdict, Visibility, Word,
    };
    use serde::Serialize;

    fn check<W: Word + Serialize>() {
        for word in W::ALL {
            let code = serde_json::to_value(Code(*word)).unwrap();
            let name = serde_json::to_value(word).unwrap();
            assert_eq!(named(code.as_str().unwrap()), name.as_str().unwrap());
        }
    }

    #[test]
    fn every_word_of_every_closed_list_finds_its_way_back() {
        check::<Access>();
        check::<AnnotatorKind>();
        check::<AttributionType>();
        check::<Bearing>();
        check::<Certainty>();
        check::<Confidence>();
        check::<CueClass>();
        check::<DateBasis>();
        check::<EvidenceKind>();
        check::<Flag>();
        check::<GradingScheme>();
        check::<Kind>();
        check::<Polarity>();
        check::<Quotation>();
        check::<RelationKind>();
        check::<RemarkKind>();
        check::<SourceType>();
        check::<Verdict>();
        check::<Visibility>();
    }
}

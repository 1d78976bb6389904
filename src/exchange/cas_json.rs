//! UIMA CAS JSON 0.4, which INCEpTION recommends: a file for each article that carries its own types. See `cas`.

use super::cas::{Cas, HOLDS, Structure, features, fit, types};
use super::common::Common;
use super::fault::{ExchangeError, Fault, File, Sink, is_json};
use super::json::{self, list, string, text_of};
use super::proof::Read;
use super::set::Set;
use super::shares::Gathering;
use super::shelf::Joint;
use super::{Pieces, SetFormat, Writing};
use crate::export::ExportError;
use crate::text::Unit;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

pub(super) const FORMAT: SetFormat = SetFormat {
    holds: HOLDS,
    fit,
    read,
    pieces: Pieces::Files { unit: Unit::Utf16, is_one: is_json, beside: |_| Vec::new() },
    write: Writing::ByText { write, joint, read },
    numbers_marks: false,
};

const SOFA: &str = "uima.cas.Sofa";

/// Every text has a file of its own.
fn joint(_: &str) -> Joint {
    Joint::Own
}

fn write(set: &Set, _: &Common, _: Unit, out: &mut dyn Sink) -> Result<(), ExportError> {
    for document in &set.documents {
        let cas = Cas::of(document);
        let mut declared = Map::new();
        let (marks, ties) = features(document);
        for (name, above, features) in types(&marks, &ties) {
            let mut kind = Map::new();
            kind.insert("%NAME".to_owned(), name.into());
            kind.insert("%SUPER_TYPE".to_owned(), above.into());
            for (feature, range) in features {
                let feature_of = json!({ "%NAME": feature, "%RANGE": range });
                kind.insert(feature.to_owned(), feature_of);
            }
            declared.insert(name.to_owned(), kind.into());
        }
        let mut structures = vec![json!({
            "%ID": 1, "%TYPE": SOFA, "sofaNum": 1, "sofaID": "_InitialView", "mimeType": "text",
            "sofaString": cas.text,
        })];
        structures.extend(cas.structures.iter().map(value_of));
        let members: Vec<usize> = cas.structures.iter().map(|one| one.id).collect();
        let value = json!({
            "%TYPES": declared,
            "%FEATURE_STRUCTURES": structures,
            "%VIEWS": { "_InitialView": { "%SOFA": 1, "%MEMBERS": members } },
        });
        out.begin(&format!("{}.json", document.name))?;
        serde_json::to_writer(&mut *out, &value)?;
        out.write_all(b"\n")?;
    }
    Ok(())
}

fn value_of(one: &Structure) -> Value {
    let mut value = Map::new();
    value.insert("%ID".to_owned(), one.id.into());
    value.insert("%TYPE".to_owned(), one.kind.as_str().into());
    value.insert("@sofa".to_owned(), 1.into());
    if let Some(place) = one.place {
        value.insert("begin".to_owned(), place.start.into());
        value.insert("end".to_owned(), place.end.into());
    }
    for (name, text) in &one.texts {
        value.insert(name.clone(), text.as_str().into());
    }
    for (name, targets) in &one.refs {
        if let Some(target) = targets.first() {
            value.insert(format!("@{name}"), (*target).into());
        }
    }
    value.into()
}

fn read(files: &[File]) -> Result<Read, ExchangeError> {
    let mut read = Read { set: Set { unit: Unit::Utf16, ..Set::default() }, faults: Vec::new() };
    let mut documents = Gathering::default();
    for file in files.iter().filter(|one| is_json(&one.path)) {
        let value = match file.text().map(serde_json::from_str::<Value>) {
            Ok(Ok(value)) => value,
            Ok(Err(error)) => {
                let what = format!("this is no JSON: {error}");
                read.faults.push(Fault::at(&file.path, error.line(), what));
                continue;
            }
            Err(fault) => {
                read.faults.push(fault);
                continue;
            }
        };
        match cas_of(file, &value, &mut read.faults) {
            Some(cas) => documents.add(cas.into_document(file.stem(), &file.path)),
            None => {
                let what = "expected %FEATURE_STRUCTURES with a uima.cas.Sofa that has a text";
                read.faults.push(Fault::file(&file.path, what));
            }
        }
    }
    read.set.documents = documents.into_documents();
    if read.set.documents.is_empty() {
        let expected = "there is no .json file with a CAS";
        return Err(ExchangeError::unreadable("cas-json", &read.faults, expected));
    }
    Ok(read)
}

fn cas_of(file: &File, value: &Value, faults: &mut Vec<Fault>) -> Option<Cas> {
    let all = value.get("%FEATURE_STRUCTURES")?;
    // They may be a list, or named by their numbers.
    let numbered: Vec<(Option<usize>, &Value)> = match all {
        Value::Object(all) => all.iter().map(|(id, one)| (id.parse().ok(), one)).collect(),
        _ => list(value, "%FEATURE_STRUCTURES").iter().map(|one| (None, one)).collect(),
    };
    let id_of = |id: Option<usize>, one: &Value| {
        id.or_else(|| one.get("%ID")?.as_u64().and_then(|id| usize::try_from(id).ok()))
    };
    let sofa = numbered.iter().find(|(_, one)| {
        string(one, "%TYPE") == Some(SOFA) && one.get("sofaString").is_some_and(Value::is_string)
    })?;
    let mut cas = Cas { text: string(sofa.1, "sofaString")?.to_owned(), structures: Vec::new() };
    let sofa = id_of(sofa.0, sofa.1);
    let mut lists = BTreeMap::new();
    for (id, one) in &numbered {
        if let (Some(id), Some(elements)) = (id_of(*id, one), one.get("%ELEMENTS")) {
            lists.insert(id, numbers(elements));
        }
    }
    for (index, (id, one)) in numbered.iter().enumerate() {
        let (Some(id), Some(kind)) = (id_of(*id, one), string(one, "%TYPE")) else {
            let what = format!("expected %ID and %TYPE, found {}", json::shown(one));
            faults.push(Fault::at(&file.path, index + 1, what));
            continue;
        };
        let is_elsewhere = one.get("@sofa").is_some_and(|at| numbers(at).first().copied() != sofa);
        if kind == SOFA || one.get("%ELEMENTS").is_some() || is_elsewhere {
            continue;
        }
        match structure(id, kind, one, &lists) {
            Ok(structure) => cas.structures.push(Structure { line: index + 1, ..structure }),
            Err(what) => {
                faults.push(Fault::at(&file.path, index + 1, format!("{kind} {id}: {what}")));
            }
        }
    }
    Some(cas)
}

fn numbers(value: &Value) -> Vec<usize> {
    let all = value.as_array().map_or_else(|| vec![value], |all| all.iter().collect());
    all.into_iter().filter_map(|id| usize::try_from(id.as_u64()?).ok()).collect()
}

fn structure(
    id: usize,
    kind: &str,
    value: &Value,
    lists: &BTreeMap<usize, Vec<usize>>,
) -> Result<Structure, String> {
    let mut one = Structure { id, kind: kind.to_owned(), ..Structure::default() };
    if value.get("begin").is_some() || value.get("end").is_some() {
        one.place = Some(json::place(value.get("begin"), value.get("end"))?);
    }
    for (name, value) in value.as_object().into_iter().flatten() {
        if let Some(name) = name.strip_prefix('@').filter(|name| *name != "sofa") {
            let targets = numbers(value).into_iter();
            let targets =
                targets.flat_map(|id| lists.get(&id).cloned().unwrap_or_else(|| vec![id]));
            one.refs.push((name.to_owned(), targets.collect()));
        } else if !name.starts_with(['%', '@']) && name != "begin" && name != "end" {
            one.texts.push((name.clone(), text_of(value)));
        }
    }
    Ok(one)
}

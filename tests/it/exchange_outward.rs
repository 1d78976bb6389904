//! Formats that are written only: what they say of grades and verdicts is what was judged, and nothing more.

use crate::fixture::{annotator_id, article_id, project, proposition_id, source_id, statement_id};
use ascribe::exchange::{Format, Stream};
use ascribe::export::Selection;
use ascribe::model::{
    Confidence, Credibility, Edit, Grade as _, GradingScheme, Judgement, LayerId, Project,
    Reliability, Verdict, Word as _, apply,
};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;

fn written(name: &str, project: &Project) -> Value {
    let mut bytes = Vec::new();
    let format = Format::named(name).unwrap();
    let mut stream = Stream(&mut bytes);
    let selection = Selection::all(project);
    format.write(project, &selection, &mut stream, &mut |_| ControlFlow::Continue(())).unwrap();
    serde_json::from_slice(&bytes).unwrap()
}

fn objects<'v>(bundle: &'v Value, sort: &str) -> Vec<&'v Value> {
    bundle["objects"].as_array().unwrap().iter().filter(|one| one["type"] == sort).collect()
}

/// The statement s-a1 with one grade of the information, and the source of it with one of reliability.
fn graded(credibility: Credibility, reliability: Reliability) -> Project {
    fn judged<G>(grade: G) -> Judgement<G> {
        let at = "2031-03-02T10:00:00Z".parse().unwrap();
        let (by, why) = (annotator_id("ann"), "so".to_owned());
        Judgement { grade, scope: String::new(), confidence: None, why, by, at }
    }
    let mut project = project();
    let home = LayerId { article: article_id("quay"), annotator: annotator_id("ann") };
    let id = statement_id("s-a1");
    let mut statement = project.statement(&id).unwrap().1.as_ref().clone();
    statement.credibility = vec![judged(credibility)].into();
    let mut source = project.sources()[&source_id("ada-rhys")].clone();
    source.reliability = vec![judged(reliability)];
    let edits = vec![
        Edit::Statement(home, id, Some(statement.into())),
        Edit::Source(source.id.clone(), Some(source)),
    ];
    apply(&mut project, Edit::batch(edits)).unwrap();
    project
}

/// Every verdict of the small project taken back.
fn without_verdicts() -> Project {
    let mut project = project();
    let mut proposition = project.propositions()[&proposition_id()].clone();
    proposition.verdicts.clear();
    let home = LayerId { article: article_id("quay"), annotator: annotator_id("zoë") };
    let id = statement_id("s-z1");
    let mut tide = project.statement(&id).unwrap().1.as_ref().clone();
    tide.verdict = Verdict::Unverified;
    let edits = vec![
        Edit::Proposition(proposition_id(), Some(proposition)),
        Edit::Statement(home, id, Some(tide.into())),
    ];
    apply(&mut project, Edit::batch(edits)).unwrap();
    project
}

#[test]
fn only_what_has_a_verdict_is_reviewed_and_no_number_is_made_of_a_word() {
    let graph = written("claim-review", &project());
    assert_eq!(graph["@context"], "https://schema.org");
    let reviews = graph["@graph"].as_array().unwrap();
    let said: Vec<_> = reviews
        .iter()
        .map(|one| {
            (
                one["claimReviewed"].as_str().unwrap(),
                one["reviewRating"]["alternateName"].as_str().unwrap(),
                one["author"]["name"].as_str().unwrap(),
                one["datePublished"].as_str().unwrap(),
            )
        })
        .collect();
    // The newest verdict on the proposition counts; s-z1 has one of its own.
    assert_eq!(
        said,
        [
            ("The old quay leaks.", "Verified", "Ann", "2031-03-01"),
            ("The tide was high in February 2031", "Refuted", "Zoë, the second", "2031-03-01"),
        ]
    );
    assert_eq!(reviews[0]["reviewRating"]["ratingExplanation"], "A third one settles it.");
    assert!(!graph.to_string().contains("ratingValue"));
    assert_eq!(written("claim-review", &without_verdicts())["@graph"], json!([]));
}

#[test]
fn a_review_names_who_made_the_claim_where_it_first_appeared_and_where_else() {
    let graph = written("claim-review", &project());
    let item = &graph["@graph"][0]["itemReviewed"];
    assert_eq!(item["@type"], "Claim");
    // Said last week by the ministry in an article without a day, and on 27 February by the mayor in one with a day.
    let authors: Vec<_> = item["author"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (&one["@type"], &one["name"]))
        .collect();
    assert_eq!(
        authors,
        [
            (&json!("Organization"), &json!("Ministry of Harbours, Land and \"Sea\"")),
            (&json!("Person"), &json!("Ada Rhys")),
        ]
    );
    assert_eq!(item["firstAppearance"], json!({ "@type": "Article", "headline": "-The reply-" }));
    assert_eq!(item["appearance"][0]["url"], "https://quay.example/leak?a=1,2");
    let evidence = &graph["@graph"][0]["citation"][1];
    assert_eq!(
        (&evidence["url"], &evidence["description"]),
        (&json!("https://tides.example/"), &json!("Refutes: no tide"))
    );
    let place = &graph["@graph"][1]["itemReviewed"]["identifier"];
    assert_eq!(place["value"], "s-z1");
    let project = project();
    let text = project.articles()[&article_id("quay")].text();
    let at = text.find("The tide was high in February 2031").unwrap();
    let expected = format!("utf8-bytes {at}-{}", at + 34);
    assert!(place["description"].as_str().unwrap().starts_with(&expected), "{place}");
}

#[test]
fn a_verdict_on_a_denial_is_about_the_denial() {
    let mut project = without_verdicts();
    let home = LayerId { article: article_id("quay"), annotator: annotator_id("ann") };
    let id = statement_id("s-a2");
    let mut denial = project.statement(&id).unwrap().1.as_ref().clone();
    denial.verdict = Verdict::Contradicted;
    apply(&mut project, Edit::Statement(home, id, Some(denial.into()))).unwrap();
    let graph = written("claim-review", &project);
    assert_eq!(
        graph["@graph"][0]["claimReviewed"],
        "@ministry spokesman denies: We knew nothing … of any leak."
    );
}

#[test]
fn only_digits_of_the_admiralty_scale_become_a_confidence_as_the_standard_has_it() {
    // STIX 2.1, appendix A, Admiralty Credibility; 6 has no value.
    let values = [("1", 90), ("2", 70), ("3", 50), ("4", 30), ("5", 10)];
    for grade in Credibility::ALL {
        let bundle = written("stix", &graded(*grade, Reliability::B));
        let notes = objects(&bundle, "note");
        let note = notes.iter().find(|note| note["content"] == "The quay is safe.").unwrap();
        let code = grade.code().to_string();
        let is_admiralty = grade.scheme() == GradingScheme::Admiralty;
        let value = values.iter().find(|(digit, _)| *digit == code && is_admiralty);
        let expected = value.map_or(Value::Null, |(_, value)| json!(value));
        assert_eq!(note.get("confidence").cloned().unwrap_or_default(), expected, "{grade:?}");
        let label = format!("admiralty-scale:information-credibility=\"{code}\"");
        let labels = note["labels"].as_array().unwrap();
        assert_eq!(labels.contains(&json!(label)), is_admiralty, "{grade:?}");
        assert_eq!(labels[0], "claim");
    }
    for grade in Reliability::ALL {
        let bundle = written("stix", &graded(Credibility::C2, *grade));
        let identities = objects(&bundle, "identity");
        let mayor = identities.iter().find(|one| one["name"] == "Ada Rhys").unwrap();
        let is_admiralty = grade.scheme() == GradingScheme::Admiralty;
        let code = grade.code().to_ascii_lowercase();
        let label = format!("admiralty-scale:source-reliability=\"{code}\"");
        let labels = if is_admiralty { json!([label]) } else { Value::Null };
        assert_eq!(mayor.get("labels").cloned().unwrap_or_default(), labels, "{grade:?}");
        assert!(mayor.get("confidence").is_none(), "a letter is no number");
    }
}

#[test]
fn a_bundle_is_always_the_same_and_leads_nowhere_outside_itself() {
    let bundle = written("stix", &project());
    assert_eq!(bundle, written("stix", &project()));
    let all = bundle["objects"].as_array().unwrap();
    let ids: BTreeSet<&str> = all.iter().map(|one| one["id"].as_str().unwrap()).collect();
    assert_eq!(ids.len(), all.len(), "an id is there twice");
    for object in all {
        let sort = object["type"].as_str().unwrap();
        let (prefix, uuid) = object["id"].as_str().unwrap().split_once("--").unwrap();
        assert_eq!((prefix, uuid.chars().nth(14)), (sort, Some('5')));
        let list = object["object_refs"].as_array().cloned().unwrap_or_default();
        let refs = ["created_by_ref", "source_ref", "target_ref"];
        let others = refs.iter().filter_map(|name| object.get(*name).cloned());
        for id in list.into_iter().chain(others) {
            assert!(ids.contains(id.as_str().unwrap()), "{id} is not in the bundle");
        }
    }
    // What Python's uuid.uuid5 gives for the same words in the same name space.
    assert!(ids.contains("identity--87bc9632-11fe-5ee3-b382-6c6e01a77203"));
    // Another grade is another version of the same note.
    let graded = written("stix", &graded(Credibility::C1, Reliability::A));
    let id = |bundle: &Value| {
        let notes = objects(bundle, "note");
        notes.iter().find(|note| note["content"] == "The quay is safe.").unwrap()["id"].clone()
    };
    assert_eq!(id(&graded), id(&bundle));
}

#[test]
fn denials_and_verdicts_are_opinions_on_what_they_are_about() {
    let bundle = written("stix", &project());
    let notes: BTreeMap<&str, &str> = objects(&bundle, "note")
        .iter()
        .map(|note| (note["id"].as_str().unwrap(), note["content"].as_str().unwrap()))
        .collect();
    let opinions: Vec<_> = objects(&bundle, "opinion")
        .iter()
        .map(|one| {
            let about: Vec<_> = one["object_refs"]
                .as_array()
                .unwrap()
                .iter()
                .map(|id| notes[id.as_str().unwrap()])
                .collect();
            let author = one["authors"][0].as_str().unwrap().to_owned();
            (author, one["opinion"].as_str().unwrap().to_owned(), about)
        })
        .collect();
    let leaks = "that the\nquay has leaked for years";
    let tide = "The tide was high in February 2031";
    assert_eq!(
        opinions,
        [
            ("@ministry spokesman".to_owned(), "disagree".to_owned(), vec![leaks]),
            (
                "Ministry of Harbours, Land and \"Sea\"".to_owned(),
                "disagree".to_owned(),
                vec![tide]
            ),
            ("Ann".to_owned(), "strongly-agree".to_owned(), vec![leaks, "The quay is safe."]),
            ("Zoë, the second".to_owned(), "strongly-disagree".to_owned(), vec![tide]),
        ]
    );
    // Low confidence in the verdict, by the scale None / Low / Med / High.
    assert_eq!(Confidence::ALL.len(), 3);
    assert_eq!(objects(&bundle, "opinion")[2]["confidence"], 15);
    let [relation] = objects(&bundle, "relationship")[..] else { panic!("one repetition") };
    assert_eq!(relation["relationship_type"], "derived-from");
    // The article of which the day is not known is a grouping: a report would have to name one.
    assert_eq!(objects(&bundle, "report").len(), 1);
    assert_eq!(objects(&bundle, "grouping")[0]["name"], "-The reply-");
}

#[test]
fn a_verdict_on_what_is_only_denied_is_an_opinion_on_its_wording() {
    let mut project = project();
    let statements = project.layers().values().flat_map(|layer| {
        let (home, marks) = (layer.id(), layer.marks());
        let of = marks.statements().values().filter(|one| one.proposition.is_some());
        of.map(|one| (home.clone(), one.as_ref().clone())).collect::<Vec<_>>()
    });
    let mut edits: Vec<Edit> = statements
        .map(|(home, mut one)| {
            one.proposition = None;
            Edit::Statement(home, one.id.clone(), Some(one.into()))
        })
        .collect();
    let home = LayerId { article: article_id("quay"), annotator: annotator_id("ann") };
    let id = statement_id("s-a2");
    let mut denial = project.statement(&id).unwrap().1.as_ref().clone();
    denial.proposition = Some(proposition_id());
    edits.push(Edit::Statement(home, id, Some(denial.into())));
    apply(&mut project, Edit::batch(edits)).unwrap();
    let bundle = written("stix", &project);
    let notes = objects(&bundle, "note");
    let of_verdict = |one: &&&Value| {
        one["labels"].as_array().is_some_and(|labels| {
            labels.iter().any(|label| label.as_str().unwrap().starts_with("verdict"))
        })
    };
    let opinions = objects(&bundle, "opinion");
    let verdicts: Vec<_> = opinions.iter().filter(of_verdict).collect();
    assert_eq!(verdicts.len(), 2);
    let note = |id: &Value| *notes.iter().find(|note| note["id"] == *id).unwrap();
    // Who says that it is true does not say that the denial is.
    assert_eq!(verdicts[0]["opinion"], "strongly-agree");
    let about = note(&verdicts[0]["object_refs"][0]);
    let wording = project.propositions()[&proposition_id()].wording.as_str();
    assert_eq!((&about["content"], &about["labels"]), (&json!(wording), &json!(["proposition"])));
    let denied = note(&about["object_refs"][0]);
    assert_eq!(denied["labels"][0], "denial");
}

#[test]
fn an_event_has_a_tagged_attribute_for_each_statement() {
    let event = written("misp", &graded(Credibility::C2, Reliability::B));
    let event = &event["Event"];
    assert_eq!((&event["distribution"], &event["published"]), (&json!("0"), &json!(false)));
    let attributes = event["Attribute"].as_array().unwrap();
    let texts: Vec<_> = attributes.iter().filter(|one| one["type"] == "text").collect();
    assert_eq!(texts.len(), 6);
    let tags: Vec<_> =
        texts[0]["Tag"].as_array().unwrap().iter().map(|tag| tag["name"].clone()).collect();
    assert_eq!(
        tags,
        [
            "admiralty-scale:source-reliability=\"b\"",
            "admiralty-scale:information-credibility=\"2\"",
        ]
    );
    let links: Vec<_> = attributes.iter().filter(|one| one["type"] == "link").collect();
    assert_eq!(links[0]["value"], "https://quay.example/leak?a=1,2");
    let ids: Vec<_> = attributes.iter().map(|one| one["uuid"].as_str().unwrap()).collect();
    assert!(ids.contains(&"758db384-abb2-5d44-bbbc-15f816f46f2e"), "as uuid.uuid5 of Python");
    assert_eq!(written("misp", &project()), written("misp", &project()));
}

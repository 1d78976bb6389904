//! schema.org ClaimReview as JSON-LD: a review of each proposition on which there is a verdict, and of each statement with
//! a verdict of its own.
//!
//! | here | schema.org |
//! | --- | --- |
//! | wording of the proposition, words of the statement | `claimReviewed` |
//! | verdict | `reviewRating.alternateName`, in words |
//! | its reason | `reviewRating.ratingExplanation` |
//! | who gave it, when | `author`, `datePublished` |
//! | evidence | `citation` |
//! | place of a statement by itself | `itemReviewed.identifier` |
//! | sources of the statements that assert it | `itemReviewed.author` |
//! | the earliest article of a known day with such a statement | `itemReviewed.firstAppearance` |
//! | the other articles | `itemReviewed.appearance` |
//!
//! Nothing is rated that nobody rated: *unverified* is no verdict, and no number is made of a word.

use super::findings::{Finding, Said, findings};
use super::{ExportError, Selected, Watch, report};
use crate::model::{
    AnnotatorId, AnnotatorKind, Article, Evidence, EvidenceKind, Kind, Project, Source, SourceType,
    Word as _,
};
use serde_json::{Map, Value, json};
use std::io::Write;

/// Writes one document with all reviews.
///
/// # Errors
/// When `out` takes no more, or `watch` asked to stop.
pub fn write(
    selected: &Selected<'_>,
    out: &mut dyn Write,
    watch: &mut Watch<'_>,
) -> Result<(), ExportError> {
    let project = selected.project();
    let reviews: Vec<Value> =
        findings(selected).iter().map(|finding| review(project, finding)).collect();
    report(watch, selected.articles().count())?;
    let graph = json!({ "@context": "https://schema.org", "@graph": reviews });
    serde_json::to_writer_pretty(&mut *out, &graph)?;
    Ok(out.write_all(b"\n")?)
}

fn review(project: &Project, finding: &Finding<'_>) -> Value {
    let mut rating = Map::new();
    rating.insert("@type".to_owned(), "Rating".into());
    rating.insert("alternateName".to_owned(), capital(finding.verdict.label()).into());
    if !finding.why.is_empty() {
        rating.insert("ratingExplanation".to_owned(), finding.why.into());
    }
    let mut review = Map::new();
    review.insert("@type".to_owned(), "ClaimReview".into());
    review.insert("@id".to_owned(), format!("urn:ascribe:{}", finding.id).into());
    review.insert("claimReviewed".to_owned(), claim(project, finding).into());
    review.insert("author".to_owned(), reviewer(project, &finding.by));
    let day = finding.at.strftime("%Y-%m-%d").to_string();
    review.insert("datePublished".to_owned(), day.into());
    let mut item = item(project, &finding.about);
    if let ([said], None) = (finding.about.as_slice(), finding.proposition) {
        let hash = said.article.sha256();
        let place = json!({
            "@type": "PropertyValue",
            "propertyID": "statement",
            "value": said.statement.id.as_str(),
            "description": format!("{} of the text with the SHA-256 {hash}", said.place()),
        });
        item.insert("identifier".to_owned(), place);
    }
    review.insert("itemReviewed".to_owned(), item.into());
    review.insert("reviewRating".to_owned(), rating.into());
    if !finding.evidence.is_empty() {
        let citations: Vec<Value> = finding.evidence.iter().map(citation).collect();
        review.insert("citation".to_owned(), citations.into());
    }
    review.into()
}

/// What was looked into. Of a denial the words alone would say the opposite of what was said.
fn claim(project: &Project, finding: &Finding<'_>) -> String {
    if let Some(proposition) = finding.proposition {
        return proposition.wording.clone();
    }
    let Some(said) = finding.about.first() else { return String::new() };
    let words = said.words();
    match speaker(project, said) {
        _ if said.statement.kind != Kind::Denial => words,
        Some(source) => format!("{} denies: {words}", source.name),
        None => format!("It is denied: {words}"),
    }
}

fn reviewer(project: &Project, id: &AnnotatorId) -> Value {
    let annotator = project.annotators().get(id);
    let name = annotator.map_or_else(|| id.to_string(), |one| one.name.clone());
    let is_engine = annotator.is_some_and(|one| one.kind == AnnotatorKind::Engine);
    let kind = if is_engine { "Organization" } else { "Person" };
    json!({ "@type": kind, "name": name })
}

/// The claim: who made it and where.
fn item(project: &Project, about: &[Said<'_>]) -> Map<String, Value> {
    let mut item = Map::new();
    item.insert("@type".to_owned(), "Claim".into());
    let mut authors: Vec<Value> = Vec::new();
    let mut articles: Vec<&Article> = Vec::new();
    for said in about {
        let author = speaker(project, said).and_then(author);
        if let Some(author) = author.filter(|author| !authors.contains(author)) {
            authors.push(author);
        }
        if !articles.iter().any(|article| article.id() == said.article.id()) {
            articles.push(said.article);
        }
    }
    match authors.as_slice() {
        [] => {}
        [author] => drop(item.insert("author".to_owned(), author.clone())),
        _ => drop(item.insert("author".to_owned(), authors.into())),
    }
    if let [said] = about
        && let Some(date) = said.statement.date.as_ref().filter(|date| date.from == date.to)
    {
        item.insert("datePublished".to_owned(), date.from.to_string().into());
    }
    // They are in the order of time; without a day nobody knows which was first.
    let first = about.first().and_then(|said| {
        crate::report::When::of(Some(said.article), &said.statement).day().map(|_| said.article)
    });
    if let Some(first) = first {
        item.insert("firstAppearance".to_owned(), appearance(project, first));
        articles.retain(|article| article.id() != first.id());
    }
    if !articles.is_empty() {
        let articles: Vec<Value> =
            articles.into_iter().map(|article| appearance(project, article)).collect();
        item.insert("appearance".to_owned(), articles.into());
    }
    item
}

/// The source that commits itself, or the article's own voice.
fn speaker<'a>(project: &'a Project, said: &Said<'_>) -> Option<&'a Source> {
    let id = said.statement.source().or_else(|| said.article.voice())?;
    project.sources().get(id).filter(|source| !source.is_unattributed())
}

/// A source as an author of schema.org, who is a person or a body; none where it is neither.
fn author(source: &Source) -> Option<Value> {
    let kind = match source.kind {
        SourceType::Person
        | SourceType::Official
        | SourceType::Expert
        | SourceType::Witness
        | SourceType::SocialMediaAccount
        | SourceType::UnnamedPerson
        | SourceType::Author => "Person",
        SourceType::Government
        | SourceType::GovernmentBody
        | SourceType::JudicialAuthority
        | SourceType::ArmedGroup
        | SourceType::Party
        | SourceType::Company
        | SourceType::Ngo
        | SourceType::InternationalOrganisation
        | SourceType::MediaOrganisation
        | SourceType::UnnamedGroup => "Organization",
        SourceType::Document | SourceType::Unspecified => return None,
    };
    let mut author = Map::new();
    author.insert("@type".to_owned(), kind.into());
    author.insert("name".to_owned(), source.name.clone().into());
    if !source.role.is_empty() && kind == "Person" {
        author.insert("jobTitle".to_owned(), source.role.clone().into());
    }
    if !source.links.is_empty() {
        author.insert("sameAs".to_owned(), source.links.clone().into());
    }
    Some(author.into())
}

fn appearance(project: &Project, article: &Article) -> Value {
    let metadata = article.metadata();
    let mut appearance = Map::new();
    appearance.insert("@type".to_owned(), "Article".into());
    appearance.insert("headline".to_owned(), metadata.title.clone().into());
    if is_address(&metadata.origin) {
        appearance.insert("url".to_owned(), metadata.origin.clone().into());
    }
    if let Some(day) = metadata.published {
        appearance.insert("datePublished".to_owned(), day.to_string().into());
    }
    if let Some(outlet) = metadata.publisher.as_ref().and_then(|id| project.sources().get(id)) {
        let outlet = json!({ "@type": "Organization", "name": outlet.name });
        appearance.insert("publisher".to_owned(), outlet);
    }
    if !metadata.language.is_empty() {
        appearance.insert("inLanguage".to_owned(), metadata.language.clone().into());
    }
    appearance.into()
}

fn citation(evidence: &Evidence) -> Value {
    let place = match evidence.kind {
        EvidenceKind::Link => "url",
        EvidenceKind::File => "name",
    };
    let mut citation = Map::new();
    citation.insert("@type".to_owned(), "CreativeWork".into());
    citation.insert(place.to_owned(), evidence.reference.clone().into());
    let bearing = capital(evidence.bearing.label());
    let about = match evidence.note.as_str() {
        "" => bearing,
        note => format!("{bearing}: {note}"),
    };
    citation.insert("description".to_owned(), about.into());
    citation.into()
}

/// Is it an address of the web, written with the letters of RFC 3986?
pub(super) fn is_address(origin: &str) -> bool {
    let is_web = origin.starts_with("http://") || origin.starts_with("https://");
    let is_letter =
        |byte: u8| byte.is_ascii_alphanumeric() || b"-._~:/?#[]@!$&'()*+,;=%".contains(&byte);
    is_web && origin.bytes().all(is_letter)
}

/// A word with a capital.
fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

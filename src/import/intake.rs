//! Taking a draft into a project: the edits that do it, or the article that has the text already.

use super::Draft;
use crate::model::{
    Article, ArticleError, ArticleId, Edit, Metadata, Original, Project, Source, SourceId,
    SourceType, sha256, sha256_of,
};
use std::sync::Arc;

/// What taking a draft in comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Intake {
    /// A new article.
    New {
        /// Its id.
        id: ArticleId,
        /// Records of publisher and author where they are new, then the article.
        edits: Vec<Edit>,
    },
    /// The project holds the same text.
    AlreadyHere(ArticleId),
}

/// The edits that make an article of a draft. Nothing is changed here.
///
/// Names of publisher and author find the source that has them as name or alias, whatever their case; a name that no
/// source has becomes a new record.
///
/// # Errors
/// When the draft's segments do not fit its text, or it has none.
pub fn take_in(project: &Project, draft: &Draft) -> Result<Intake, ArticleError> {
    if let Some(same) = project.article_with_text(&sha256(&draft.text)) {
        return Ok(Intake::AlreadyHere(same.id().clone()));
    }
    let mut edits = Vec::new();
    let publisher =
        source_for(project, &draft.publisher, SourceType::MediaOrganisation, &mut edits);
    let author = source_for(project, &draft.author, SourceType::Author, &mut edits);
    let metadata = Metadata { publisher, author, ..draft.metadata.clone() };
    let id = ArticleId::from_name(&metadata.title, |id| project.articles().contains_key(id));
    let original = Original {
        file: draft.original_file.clone(),
        encoding: draft.encoding.to_owned(),
        sha256: sha256_of(&draft.original),
    };
    let segments = draft.segments.clone();
    let article =
        Article::new(id.clone(), metadata, original, draft.text.as_str().into(), segments)?;
    edits.push(Edit::Article(id.clone(), Some(Arc::new(article))));
    Ok(Intake::New { id, edits })
}

/// The source that goes by `name`, or a new one of type `kind`, for which an edit is added; none for an empty name.
///
/// Edits that wait already are looked through too: an outlet that is its own author becomes one source.
#[must_use]
pub fn source_for(
    project: &Project,
    name: &str,
    kind: SourceType,
    edits: &mut Vec<Edit>,
) -> Option<SourceId> {
    let name = name.trim();
    if name.is_empty() {
        return None;
    }
    let (first, wanted) = (initial(name), name.to_lowercase());
    // Most names begin otherwise, and only the others are worth writing in small letters.
    let is_called = |source: &&Source| {
        source.names().map(str::trim).any(|known| {
            known == name || (initial(known) == first && known.to_lowercase() == wanted)
        })
    };
    let new = || edits.iter().filter_map(new_source);
    if let Some(source) = project.sources().values().chain(new()).find(is_called) {
        return Some(source.id.clone());
    }
    let is_taken =
        |id: &SourceId| project.sources().contains_key(id) || new().any(|source| source.id == *id);
    let id = SourceId::from_name(name, is_taken);
    edits.push(Edit::Source(id.clone(), Some(Source::named(id.clone(), name, kind))));
    Some(id)
}

/// The small letter that a name begins with.
fn initial(name: &str) -> Option<char> {
    name.chars().next().and_then(|first| first.to_lowercase().next())
}

fn new_source(edit: &Edit) -> Option<&Source> {
    match edit {
        Edit::Source(_, source) => source.as_ref(),
        _ => None,
    }
}

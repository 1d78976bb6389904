//! Where the documents of a set belong in a project: on an article that is there, or as a new one.
//!
//! Onto an article with another text, marks are anchored by quotation and surroundings; one that could be at two places is
//! told, and stays out.

use super::counting::{Counting, View};
use super::incoming::{Fate, Taking};
use super::places::stands;
use super::set::{Document, Fields, Mark, Place};
use super::values::with_fields;
use crate::import::source_for;
use crate::model::{
    Article, ArticleId, Edit, Metadata, Original, Project, SourceId, SourceType, sha256,
};
use crate::text::{Anchor, Segment, Unit, anchor, language, prefix, segment, suffix};
use std::sync::Arc;

/// What can be said of a document by itself, before it is known where it belongs.
#[derive(Default)]
pub(super) struct Look {
    /// SHA-256 of its text.
    hash: Option<String>,
    /// What its text is written in, where it does not say it itself and the project has no such text.
    language: String,
    /// The segments of its text in this language, where it has none of its own.
    segments: Option<Vec<Segment>>,
}

impl Look {
    /// Looks at a document that is to be taken into `project`.
    pub(super) fn at(document: &Document, project: &Project) -> Self {
        let Some(text) = &document.text else { return Self::default() };
        let hash = sha256(text);
        if project.article_with_text(&hash).is_some() {
            return Self { hash: Some(hash), ..Self::default() };
        }
        let said = document.fields.get("language").cloned().filter(|said| !said.is_empty());
        let detected = || language::detect(text).map_or_else(String::new, |found| found.tag);
        let language = said.unwrap_or_else(detected);
        let cut = || segment(text, &language, &project.settings().segmentation);
        let segments = document.segments.is_empty().then(cut);
        Self { hash: Some(hash), language, segments }
    }
}

impl Taking<'_> {
    /// The article that a document belongs to, with the marks in bytes of its text; `None` when there is none. Places in a
    /// document without text are in `unit`.
    pub(super) fn home(
        &mut self,
        unit: Unit,
        document: &mut Document,
        look: Look,
    ) -> Option<Arc<Article>> {
        if let Some(same) = look.hash.as_ref().and_then(|hash| self.work().article_with_text(hash))
        {
            return Some(Arc::clone(same));
        }
        if let Some(article) = self.named_like(document) {
            self.anchor_all(document, &article.text(), unit);
            return Some(article);
        }
        if document.text.is_none() {
            let what = "its text is neither in the file nor in the project; import the text first";
            self.tell(document, None, Fate::Lost, what);
            return None;
        }
        self.new_article(document, look)
    }

    /// The article whose id, address or hash the document names.
    fn named_like(&self, document: &Document) -> Option<Arc<Article>> {
        let articles = self.work().articles();
        let hash =
            document.fields.get("sha256").and_then(|hash| self.work().article_with_text(hash));
        let named = || ArticleId::new(&document.name).ok().and_then(|id| articles.get(&id));
        let address = document.fields.get("origin").unwrap_or(&document.name);
        let at = || self.addresses.get(address).and_then(|id| articles.get(id));
        hash.or_else(named).or_else(at).cloned()
    }

    /// Remembers where an article came from.
    pub(super) fn note_address(&mut self, article: &Article) {
        let origin = &article.metadata().origin;
        if !origin.is_empty() {
            self.addresses.entry(origin.clone()).or_insert_with(|| article.id().clone());
        }
    }

    fn anchor_all(&mut self, document: &mut Document, text: &str, unit: Unit) {
        let own = document.text.take();
        let mut lost = Vec::new();
        let view = View::of(text, Counting::plain(unit));
        document.marks.retain_mut(|mark| {
            let result = match &own {
                Some(own) => anchor_places(own, text, mark),
                None => anchor_quote(text, &view, mark),
            };
            match result {
                Ok(false) => true,
                Ok(true) => {
                    lost.push((mark.clone(), Fate::Moved, String::new()));
                    true
                }
                Err(what) => {
                    // Its places are those of another text, in which its words are not to be looked for.
                    let mut mark = mark.clone();
                    let places = std::mem::take(&mut mark.places);
                    if let Some(own) = &own {
                        mark.quote = places.first().map_or("", |place| place.of(own)).to_owned();
                    }
                    lost.push((mark, Fate::Lost, what));
                    false
                }
            }
        });
        document.text = Some(text.to_owned());
        document.segments.clear();
        document.drop_dangling();
        for (mark, fate, what) in lost {
            self.tell(document, Some(&mark), fate, &what);
        }
    }

    fn new_article(&mut self, document: &mut Document, look: Look) -> Option<Arc<Article>> {
        let text = document.text.clone()?;
        let mut fields = std::mem::take(&mut document.fields);
        let heads: Fields = fields.extract_if(.., |name, _| name.contains('/')).collect();
        document.fields = heads;
        fields.remove("sha256");
        // The file stays where it is; its hash says which it was.
        let original = Original {
            file: String::new(),
            encoding: fields.remove("encoding").unwrap_or_else(|| "UTF-8".to_owned()),
            sha256: std::mem::take(&mut document.original),
        };
        fields.remove("original");
        self.own_source(&mut fields, "publisher", SourceType::MediaOrganisation);
        self.own_source(&mut fields, "author", SourceType::Author);
        let mut metadata = with_fields(Metadata::default(), &mut fields, &["extra"]);
        metadata.extra.append(&mut fields);
        if metadata.title.trim().is_empty() {
            metadata.title = title_of(&text, &document.name);
        }
        let is_looked_at = metadata.language.is_empty() || metadata.language == look.language;
        if metadata.language.is_empty() {
            metadata.language.clone_from(&look.language);
        }
        metadata.retrieved = metadata.retrieved.or(Some(self.at));
        let taken = |id: &ArticleId| self.work().articles().contains_key(id);
        let named = ArticleId::new(&document.name).ok().filter(|id| !taken(id));
        let named = named.filter(|id| id.as_str().chars().any(char::is_alphabetic));
        let id = named.unwrap_or_else(|| ArticleId::from_name(&metadata.title, taken));
        let cut = || match look.segments {
            Some(segments) if is_looked_at => segments,
            _ => segment(&text, &metadata.language, &self.work().settings().segmentation),
        };
        let make = |segments: Vec<Segment>| {
            let (metadata, original) = (metadata.clone(), original.clone());
            Article::new(id.clone(), metadata, original, text.as_str().into(), segments)
        };
        let own = own_segments(document);
        let article = if own.is_empty() { make(cut()) } else { make(own).or_else(|_| make(cut())) };
        let article = match article {
            Ok(article) => Arc::new(article),
            Err(error) => {
                self.tell(document, None, Fate::Refused, &error.to_string());
                return None;
            }
        };
        match self.perform(Edit::Article(id, Some(Arc::clone(&article)))) {
            Ok(()) => {
                self.note_address(&article);
                Some(article)
            }
            Err(refusal) => {
                self.tell(document, None, Fate::Refused, &refusal.to_string());
                None
            }
        }
    }

    /// A field that names a source by id or by name: afterwards it is the id of a source that is there.
    fn own_source(&mut self, fields: &mut Fields, field: &str, kind: SourceType) {
        let Some(name) = fields.remove(field) else { return };
        let id = SourceId::new(&name).ok().filter(|id| self.work().sources().contains_key(id));
        let id = id.or_else(|| {
            let mut edits = Vec::new();
            let id = source_for(self.work(), &name, kind, &mut edits);
            for edit in edits {
                self.perform(edit).ok()?;
            }
            id
        });
        fields.extend(id.map(|id| (field.to_owned(), id.to_string())));
    }
}

fn own_segments(document: &Document) -> Vec<Segment> {
    let segment = |piece: &super::set::Piece| Segment {
        span: piece.place.span(),
        role: piece.role,
        sure: piece.is_sure,
        opens_paragraph: piece.opens_paragraph,
    };
    document.segments.iter().map(segment).collect()
}

fn title_of(text: &str, name: &str) -> String {
    let line = text.lines().map(str::trim).find(|line| line.chars().any(char::is_alphanumeric));
    let title: String = line.unwrap_or(name).chars().take(120).collect();
    if title.is_empty() { "Untitled".to_owned() } else { title }
}

/// Puts a mark of one text into another; says whether it moved.
fn anchor_places(own: &str, text: &str, mark: &mut Mark) -> Result<bool, String> {
    let mut moved = false;
    let mut places = Vec::with_capacity(mark.places.len());
    for place in &mark.places {
        let (before, behind) = (prefix(own, place.span()), suffix(own, place.span()));
        let found = found(text, place.of(own), before, behind, place.start)?;
        moved |= found != *place;
        places.push(found);
    }
    mark.places = places;
    Ok(moved)
}

/// Puts a mark that came without a text into one, by its words.
fn anchor_quote(text: &str, view: &View<'_>, mark: &mut Mark) -> Result<bool, String> {
    let places: Result<Vec<Place>, _> =
        mark.places.iter().map(|place| view.place(*place)).collect();
    let places = places.unwrap_or_default();
    if mark.quote.is_empty() {
        return Err("it has no words by which its place could be made sure".to_owned());
    }
    let stood = places.first().map_or(text.len(), |place| place.start);
    let several = places.len() > 1;
    if several && stands(text, &places, &mark.quote) {
        mark.places = places;
        return Ok(false);
    }
    let place = found(text, &mark.quote, &mark.prefix, &mark.suffix, stood)?;
    let moved = !places.is_empty() && places != [place];
    mark.places = vec![place];
    Ok(moved)
}

fn found(text: &str, exact: &str, before: &str, behind: &str, at: usize) -> Result<Place, String> {
    match anchor(text, exact, before, behind, at) {
        Anchor::Exact(span) | Anchor::Moved(span) => Ok(span.into()),
        Anchor::Lost => Err(format!("“{exact}” is nowhere in the article")),
        Anchor::Ambiguous(1) => {
            Err(format!("“{exact}” stands elsewhere, among other words than before"))
        }
        Anchor::Ambiguous(places) => {
            Err(format!("“{exact}” stands at {places} places that could be or merely look like it"))
        }
    }
}

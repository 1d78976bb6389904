//! What is known about an article: title, publisher, author, dates, origin, language.

use super::form::{Enter, buttons_ui, field_ui};
use crate::gui::choice_ui::choice_ui;
use crate::gui::stage::{Ask, Stage};
use crate::model::{Article, ArticleId, Metadata, SourceId};
use crate::session::{Action, MetadataEntry, Session};
use crate::text::days::{DayError, parse_days};
use crate::text::language;
use egui::{ComboBox, RichText, Ui};
use jiff::civil::Date;

/// The fields as they are being typed.
#[derive(Clone, Debug, Default)]
pub struct Fields {
    /// The title.
    pub title: String,
    /// Name of the outlet.
    pub publisher: String,
    /// Name of the author.
    pub author: String,
    /// `2024-06-14`; empty for *unknown*.
    pub published: String,
    /// An address or a file name.
    pub origin: String,
    /// BCP 47 tag; empty for unknown.
    pub language: String,
    rest: Metadata,
}

impl Fields {
    /// The fields of some metadata, with the names of publisher and author.
    #[must_use]
    pub fn of(metadata: &Metadata, publisher: &str, author: &str) -> Self {
        Self {
            title: metadata.title.clone(),
            publisher: publisher.to_owned(),
            author: author.to_owned(),
            published: metadata.published.map_or_else(String::new, |date| date.to_string()),
            origin: metadata.origin.clone(),
            language: metadata.language.clone(),
            rest: metadata.clone(),
        }
    }

    /// What is wrong with them, in words; empty when nothing is.
    #[must_use]
    pub fn problem(&self) -> String {
        let published = self.published.trim();
        if self.title.trim().is_empty() {
            return "An article needs a title".to_owned();
        }
        if published.is_empty() || self.date().is_some() {
            return String::new();
        }
        match parse_days(published) {
            Err(DayError::NoSuchDay(why)) => format!("Published: {why}"),
            _ => "Write the date as 2024-06-14, or leave it empty when it is unknown".to_owned(),
        }
    }

    fn date(&self) -> Option<Date> {
        // A date that is none is told as a problem before it gets here.
        self.published.trim().parse().ok()
    }

    /// What was entered.
    #[must_use]
    pub fn entry(&self) -> MetadataEntry {
        let metadata = Metadata {
            title: self.title.trim().to_owned(),
            published: self.date(),
            origin: self.origin.trim().to_owned(),
            language: self.language.clone(),
            ..self.rest.clone()
        };
        MetadataEntry {
            metadata,
            publisher: self.publisher.trim().to_owned(),
            author: self.author.trim().to_owned(),
        }
    }

    /// Shows the fields.
    pub fn ui(&mut self, ui: &mut Ui, stage: &Stage<'_>) {
        field_ui(ui, "Title", &mut self.title, false);
        ui.columns(2, |columns| {
            if let [left, right] = columns {
                field_ui(left, "Publisher", &mut self.publisher, false);
                field_ui(right, "Author", &mut self.author, false);
                field_ui(
                    left,
                    "Published (2024-06-14, empty for unknown)",
                    &mut self.published,
                    false,
                );
                self.language_ui(right);
            }
        });
        field_ui(ui, "Origin (address or file)", &mut self.origin, false);
        let problem = self.problem();
        if !problem.is_empty() {
            ui.label(RichText::new(problem).color(stage.palette.warning));
        }
    }

    fn language_ui(&mut self, ui: &mut Ui) {
        let weak = ui.visuals().weak_text_color();
        let label = ui.label(RichText::new("Language").small().color(weak));
        let selected = match self.language.as_str() {
            "" => "unknown",
            tag => language::name_of(tag),
        };
        let combo = ComboBox::from_id_salt("language").selected_text(selected);
        let languages = || std::iter::once(("", "unknown")).chain(language::known());
        let options = languages().map(|(tag, name)| (name, tag == self.language));
        let (picked, folded) = choice_ui(ui, combo.width(ui.available_width() - 8.0), options);
        if let Some((tag, _)) = picked.and_then(|index| languages().nth(index)) {
            tag.clone_into(&mut self.language);
        }
        folded.labelled_by(label.id);
    }
}

/// The metadata of one article.
#[derive(Debug)]
pub struct Form {
    article: ArticleId,
    fields: Fields,
}

impl Form {
    /// The form for an article of the session.
    #[must_use]
    pub fn of(session: &Session, article: &Article) -> Self {
        let name = |id: &Option<SourceId>| {
            let source = id.as_ref().and_then(|id| session.project().sources().get(id));
            source.map_or_else(String::new, |source| source.name.clone())
        };
        let metadata = article.metadata();
        let fields = Fields::of(metadata, &name(&metadata.publisher), &name(&metadata.author));
        Self { article: article.id().clone(), fields }
    }
}

/// Shows the form.
pub fn metadata_ui(ui: &mut Ui, stage: &mut Stage<'_>, form: &mut Form) {
    ui.label(RichText::new("About the article").heading());
    form.fields.ui(ui, stage);
    match buttons_ui(ui, "Save", form.fields.problem().is_empty(), Enter::GoesOn) {
        Some(true) => {
            stage.asks.push(Ask::CloseDialog);
            stage.act(Action::SetMetadata(form.article.clone(), form.fields.entry()));
        }
        Some(false) => stage.asks.push(Ask::CloseDialog),
        None => {}
    }
}

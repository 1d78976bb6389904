//! The articles at the left: title, publisher, date, progress; a filter above them.

use super::stage::{Ask, Stage, contained};
use super::theme;
use crate::model::{Article, ArticleId, Layer, Project, Source, SourceId, Table};
use crate::report::{LayerProgress, n_sentences, of_layer};
use crate::session::{Action, Command, Session};
use egui::{Id, RichText, ScrollArea, Sense, TextEdit, Ui, vec2};
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::Arc;

const ROW: f32 = 70.0;

/// What the list keeps between frames.
#[derive(Debug, Default)]
pub struct Articles {
    filter: String,
    wants_filter: bool,
    shown: Option<ArticleId>,
    progress: HashMap<ArticleId, Known>,
    listed: Listed,
}

/// The articles that match the filter, as long as neither they nor the names of sources change.
#[derive(Debug, Default)]
struct Listed {
    wanted: String,
    articles: Table<ArticleId, Arc<Article>>,
    sources: Table<SourceId, Source>,
    rows: Vec<Arc<Article>>,
}

impl Listed {
    /// Makes the list anew where something is new, and says whether articles are. A longer word is sought among what its
    /// beginning has found.
    fn keep_up(&mut self, project: &Project, filter: &str) -> bool {
        let wanted = filter.trim().to_lowercase();
        let (articles, sources) = (project.articles(), project.sources());
        let is_same = self.articles.ptr_eq(articles) && self.sources.ptr_eq(sources);
        if is_same && wanted == self.wanted {
            return false;
        }
        let matches =
            |article: &&Arc<Article>| wanted.is_empty() || matches(project, article, &wanted);
        self.rows = if is_same && wanted.starts_with(&self.wanted) {
            self.rows.iter().filter(matches).cloned().collect()
        } else {
            articles.values().filter(matches).cloned().collect()
        };
        (self.articles, self.sources) = (articles.clone(), sources.clone());
        self.wanted = wanted;
        !is_same
    }
}

/// How far the annotator in view has come with an article.
#[derive(Debug)]
struct Known {
    article: Arc<Article>,
    layer: Option<Arc<Layer>>,
    progress: Option<LayerProgress>,
    total: usize,
}

impl Known {
    fn of(article: &Arc<Article>, layer: Option<&Arc<Layer>>) -> Self {
        Self {
            article: Arc::clone(article),
            layer: layer.cloned(),
            progress: layer.map(|layer| of_layer(article, layer)),
            total: n_sentences(article.segments()),
        }
    }

    /// Follows to another state of the article and the layer, where it can.
    fn follow(&mut self, article: &Arc<Article>, layer: Option<&Arc<Layer>>) {
        let is_same_article = Arc::ptr_eq(&self.article, article);
        match (&self.layer, layer, &mut self.progress) {
            (None, None, _) if is_same_article => {}
            (Some(old), Some(new), Some(progress)) if old.id() == new.id() => {
                if is_same_article && Arc::ptr_eq(old, new) {
                    return;
                }
                progress.follow((&self.article, old), (article, new));
                self.layer = Some(Arc::clone(new));
                if !is_same_article {
                    self.total = n_sentences(article.segments());
                    self.article = Arc::clone(article);
                }
            }
            _ => *self = Self::of(article, layer),
        }
    }

    /// Sentences that are done with.
    fn done(&self) -> usize {
        self.progress.as_ref().map_or(0, |progress| self.total.saturating_sub(progress.untagged))
    }

    fn is_finished(&self) -> bool {
        self.progress.as_ref().is_some_and(|progress| progress.finished.is_some())
    }
}

impl Articles {
    /// Gives the filter the keyboard.
    pub fn focus_filter(&mut self) {
        self.wants_filter = true;
    }

    /// Shows filter and list.
    pub fn ui(&mut self, ui: &mut Ui, stage: &mut Stage<'_>, session: &Session) {
        contained(ui, |ui| self.content_ui(ui, stage, session));
    }

    fn content_ui(&mut self, ui: &mut Ui, stage: &mut Stage<'_>, session: &Session) {
        let project = session.project();
        stage.title(ui, &project.settings().title, theme::HEADING - 2.0);
        self.filter_ui(ui, stage);
        let mut listed = std::mem::take(&mut self.listed);
        if listed.keep_up(project, &self.filter) {
            // Articles that are gone are kept no longer.
            let articles = project.articles();
            self.progress.retain(|id, _| articles.contains_key(id));
        }
        let articles = &listed.rows;
        if articles.is_empty() {
            let is_all = listed.wanted.is_empty();
            let words = if is_all { "No article yet" } else { "No article matches" };
            ui.label(RichText::new(words).color(stage.palette.weak));
        }
        let place = session.place().article.clone();
        let mut scroll = ScrollArea::vertical().auto_shrink([false, false]);
        if self.shown != place {
            // Keep the article in view in sight when it changed by key.
            let at = articles.iter().position(|article| Some(article.id()) == place.as_ref());
            if let Some(at) = at.filter(|_| articles.len() > 6) {
                scroll = scroll.vertical_scroll_offset((at as f32 - 2.0).max(0.0) * (ROW + 4.0));
            }
            self.shown.clone_from(&place);
        }
        ui.spacing_mut().item_spacing.y = 4.0;
        let bottom = 34.0;
        scroll.max_height(ui.available_height() - bottom).show_rows(
            ui,
            ROW,
            articles.len(),
            |ui, range| {
                for article in articles.get(range).unwrap_or_default() {
                    self.row_ui(ui, stage, session, article);
                }
            },
        );
        ui.horizontal(|ui| {
            stage.command_button(ui, "Import…", Command::Import);
            let n = match project.articles().len() {
                1 => "1 article".to_owned(),
                n => format!("{n} articles"),
            };
            ui.label(RichText::new(n).size(theme::SMALL).color(stage.palette.weak));
        });
        self.listed = listed;
    }

    fn filter_ui(&mut self, ui: &mut Ui, stage: &mut Stage<'_>) {
        let key = stage.keys.key_of(Command::FilterArticles);
        let field = TextEdit::singleline(&mut self.filter)
            .id(Id::unique("filter articles"))
            .hint_text(format!("Filter  ·  {key}"))
            .desired_width(ui.available_width());
        let response = ui.add(field);
        response.widget_info(|| {
            egui::WidgetInfo::labeled(egui::Role::TextInput, true, "Filter the articles")
        });
        if std::mem::take(&mut self.wants_filter) {
            response.request_focus();
        }
        if response.lost_focus()
            && ui.input(|i| i.key_pressed(egui::Key::Enter) || i.key_pressed(egui::Key::Escape))
        {
            stage.asks.push(Ask::FocusReader);
        }
    }

    fn known(&mut self, session: &Session, article: &Arc<Article>) -> &Known {
        let layer = session.project().layer(article.id(), session.shown());
        match self.progress.entry(article.id().clone()) {
            Entry::Occupied(known) => {
                let known = known.into_mut();
                known.follow(article, layer);
                known
            }
            Entry::Vacant(place) => place.insert(Known::of(article, layer)),
        }
    }

    fn row_ui(
        &mut self,
        ui: &mut Ui,
        stage: &mut Stage<'_>,
        session: &Session,
        article: &Arc<Article>,
    ) {
        let is_shown = session.place().article.as_ref() == Some(article.id());
        let known = self.known(session, article);
        let (done, total, finished) = (known.done(), known.total, known.is_finished());
        let (rect, response) =
            ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
        let metadata = article.metadata();
        response.widget_info(|| {
            let words = format!("{}, {done} of {total} sentences", metadata.title);
            egui::WidgetInfo::selected(egui::Role::Button, true, is_shown, words)
        });
        let palette = stage.palette;
        if is_shown {
            ui.painter().rect_filled(rect, 6.0, palette.accent_tint);
        } else if response.hovered() {
            ui.painter().rect_filled(rect, 6.0, palette.line.gamma_multiply(0.5));
        }
        let inner = rect.shrink2(vec2(10.0, 6.0));
        let mut inner = ui.new_child(egui::UiBuilder::new().max_rect(inner));
        inner.spacing_mut().item_spacing.y = 2.0;
        stage.title(&mut inner, &metadata.title, theme::BODY - 0.5);
        let publisher = metadata.publisher.as_ref().or(metadata.author.as_ref());
        let publisher = publisher.and_then(|id| session.project().sources().get(id));
        let publisher = publisher.map_or("publisher unknown", |source| source.name.as_str());
        let date = metadata.published.map_or_else(|| "date unknown".to_owned(), |d| d.to_string());
        let small = theme::SMALL - 0.5;
        stage.line(&mut inner, &format!("{publisher} · {date}"), small, palette.weak);
        progress_ui(&mut inner, stage, done, total, finished);
        if response.clicked() {
            stage.act(Action::GoTo(article.id().clone(), None));
            stage.asks.push(Ask::FocusReader);
        }
    }
}

fn matches(project: &Project, article: &Article, wanted: &str) -> bool {
    let metadata = article.metadata();
    let names = metadata.sources();
    let names = names.filter_map(|id| project.sources().get(id));
    let date = metadata.published.map_or_else(String::new, |date| date.to_string());
    metadata.title.to_lowercase().contains(wanted)
        || date.contains(wanted)
        || names.into_iter().any(|source| source.name.to_lowercase().contains(wanted))
}

fn progress_ui(ui: &mut Ui, stage: &Stage<'_>, done: usize, total: usize, finished: bool) {
    let palette = stage.palette;
    ui.horizontal(|ui| {
        let words = if finished { "finished".to_owned() } else { format!("{done}/{total}") };
        let width = (ui.available_width() - 62.0).max(20.0);
        let (rect, _) = ui.allocate_exact_size(vec2(width, 12.0), Sense::hover());
        let bar = egui::Rect::from_center_size(rect.center(), vec2(rect.width(), 4.0));
        ui.painter().rect_filled(bar, 2.0, palette.line);
        let share = if total == 0 { 0.0 } else { done as f32 / total as f32 };
        let full = egui::Rect::from_min_size(bar.min, vec2(bar.width() * share, bar.height()));
        let colour = if finished { palette.fact } else { palette.accent };
        ui.painter().rect_filled(full, 2.0, colour);
        ui.label(RichText::new(words).size(theme::SMALL - 1.0).color(palette.weak));
    });
}

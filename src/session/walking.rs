//! Moving about: sentences, statements, articles.

use super::{Command, Notice, Place, Session, Wish};
use crate::model::{AnnotatorId, ArticleId, StatementId};

impl Session {
    /// Commands that move, select, or are the window's business.
    pub(super) fn walk(&mut self, command: Command) {
        use Command as C;
        match command {
            C::NextSentence => self.step(1),
            C::PreviousSentence => self.step(-1),
            C::NextUntagged => self.next_untagged(),
            C::NextUnsure => self.next_unsure(),
            C::NextStatement => self.cycle_focus(1),
            C::PreviousStatement => self.cycle_focus(-1),
            C::ArticleStart => self.stand_on(0),
            C::ArticleEnd => self.stand_on(usize::MAX),
            C::NextArticle => self.step_article(1),
            C::PreviousArticle => self.step_article(-1),
            C::CaretMode
            | C::CaretLeft
            | C::CaretRight
            | C::CaretWordLeft
            | C::CaretWordRight
            | C::SelectLeft
            | C::SelectRight
            | C::SelectWordLeft
            | C::SelectWordRight
            | C::SelectSentence
            | C::Escape => self.move_caret(command),
            window => self.wishes.push(Wish::Run(window)),
        }
    }

    fn step(&mut self, by: isize) {
        // With the caret in another sentence, the step begins there.
        let here = self.place.segment;
        self.stand_on(here.saturating_add_signed(by));
    }

    pub(super) fn stand_on(&mut self, segment: usize) {
        let Some(article) = self.article().cloned() else { return };
        let marks = self.marks();
        self.place.stand_on(segment, &article, marks.as_deref());
        if let Some(segment) = self.segment() {
            self.show(segment.span);
        }
    }

    /// The first statement of the sentence takes the focus.
    pub(super) fn refocus(&mut self) {
        let (article, marks) = (self.article().cloned(), self.marks());
        self.place.held = None;
        if let Some(article) = article {
            self.place.refocus(&article, marks.as_deref());
        }
    }

    /// Stands on the first prose at or behind a segment, so that an article opens where the work begins.
    pub(super) fn stand_on_prose(&mut self, from: usize) {
        let Some(article) = self.article() else { return };
        let prose = article.segments().iter().skip(from).position(|s| s.role.is_prose());
        self.stand_on(from + prose.unwrap_or(0));
    }

    fn next_untagged(&mut self) {
        let Some(article) = self.article().cloned() else { return };
        let marks = self.marks();
        let n = article.segments().len();
        let wanted = |index: &usize| {
            article.segments().get(*index).is_some_and(|segment| {
                segment.role.is_prose() && super::place::is_untagged(marks.as_deref(), segment.span)
            })
        };
        let here = self.place.segment;
        let ahead = (here + 1..n).find(wanted);
        match ahead.or_else(|| (0..n.min(here + 1)).find(wanted)) {
            Some(segment) => {
                if ahead.is_none() {
                    self.tell(Notice::info("Nothing untagged further down: went on from the top"));
                }
                self.stand_on(segment);
            }
            None => self.tell(Notice::info("Every sentence of this article is tagged")),
        }
    }

    fn next_unsure(&mut self) {
        let Some(article) = self.article().cloned() else { return };
        let unsure = |index: &usize| article.segments().get(*index).is_some_and(|s| !s.sure);
        let here = self.place.segment;
        let n = article.segments().len();
        match (here + 1..n).chain(0..n.min(here + 1)).find(unsure) {
            Some(segment) => self.stand_on(segment),
            None => self.tell(Notice::info("Every boundary in this article is sure")),
        }
    }

    fn cycle_focus(&mut self, by: isize) {
        let here = self.statements_in_reach();
        let n = here.len();
        let at = self.place.focus.as_ref().and_then(|id| here.iter().position(|other| other == id));
        let next = match at {
            Some(at) if n > 0 => (at + n).saturating_add_signed(by) % n,
            _ => 0,
        };
        match here.get(next) {
            Some(id) => self.focus_on(id.clone()),
            None => self
                .tell(Notice::info("No statement here yet: press C, D or F to tag the sentence")),
        }
    }

    pub(super) fn focus_on(&mut self, id: StatementId) {
        let Some(statement) = self.marks().and_then(|marks| marks.statements().get(&id).cloned())
        else {
            return;
        };
        self.place.focus = Some(id);
        self.place.level = None;
        if self.place.caret.is_some() {
            // The selection is for the statement, wherever that is.
            return;
        }
        if let Some(article) = self.article()
            && let Some(segment) = article.segment_at(statement.start() as usize)
        {
            // A statement that spans sentences keeps the one that is stood on.
            let stood_on = article.segments().get(self.place.segment);
            if !stood_on.is_some_and(|s| statement.content.iter().any(|c| c.overlaps(s.span))) {
                self.place.segment = segment;
            }
        }
        self.show(statement.extent());
    }

    fn step_article(&mut self, by: isize) {
        let ids: Vec<&ArticleId> = self.project.articles().keys().collect();
        let here = self.place.article.as_ref();
        let at = ids.iter().position(|id| Some(*id) == here).unwrap_or(0);
        let next = at.saturating_add_signed(by);
        match ids.get(next) {
            Some(id) if Some(*id) != here => {
                let id = (*id).clone();
                self.go_to(id, None);
            }
            _ => self.tell(Notice::info(if by > 0 {
                "This is the last article"
            } else {
                "This is the first article"
            })),
        }
    }

    pub(super) fn go_to(&mut self, article: ArticleId, byte: Option<usize>) {
        if !self.project.articles().contains_key(&article) {
            return self.tell(Notice::warning("The article is not in the project any more", ""));
        }
        if self.place.article.as_ref() != Some(&article) {
            self.place = Place::in_article(article);
            self.chosen.clear();
            self.search.clear();
        }
        match byte.and_then(|byte| self.article().and_then(|article| article.segment_at(byte))) {
            Some(segment) => self.stand_on(segment),
            None => self.stand_on_prose(0),
        }
    }

    pub(super) fn go_to_statement(&mut self, id: &StatementId) {
        let Some((home, statement)) = self.project.statement(id) else {
            return self.tell(Notice::warning("The statement is not in the project any more", ""));
        };
        let (home, start) = (home.clone(), statement.start() as usize);
        if self.shown != home.annotator {
            self.shown = home.annotator;
        }
        self.go_to(home.article, Some(start));
        self.focus_on(id.clone());
    }

    pub(super) fn show_layer(&mut self, annotator: AnnotatorId) {
        let name = self.annotator_name(&annotator);
        self.shown = annotator;
        self.refocus();
        let whose = if self.shown == self.me {
            "your own layer".to_owned()
        } else {
            format!("the layer of {name}")
        };
        self.tell(Notice::info(format!("Showing {whose}")));
    }

    /// The annotators with marks in the article in view, and the one who works here.
    #[must_use]
    pub fn layers_here(&self) -> Vec<AnnotatorId> {
        let mut annotators = vec![self.me.clone()];
        if let Some(article) = &self.place.article {
            let others = self.project.layers_of(article).map(|layer| layer.id().annotator.clone());
            annotators.extend(others.filter(|id| *id != self.me));
        }
        annotators
    }

    pub(super) fn switch_layer(&mut self) {
        let layers = self.layers_here();
        let at = layers.iter().position(|id| *id == self.shown).unwrap_or(0);
        match layers.get((at + 1) % layers.len().max(1)) {
            Some(next) if *next != self.shown => self.show_layer(next.clone()),
            _ => self.tell(Notice::info("Nobody else has marked this article")),
        }
    }
}

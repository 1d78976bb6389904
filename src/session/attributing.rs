//! Who says it: sources, mentions, cues, levels, relations.

use super::editing::quoted;
use super::following::{Records, follow, is_anaphor, put_cue, put_head, words_of};
use super::proposing::{cue_of, is_pronoun, mention_of, name_in};
use super::{Command, Notice, Session, SourceChoice, SourcePurpose, Wish};
use crate::model::{
    Cue, CueClass, Edit, Kind, Level, Relation, RelationId, RelationKind, Source, SourceId,
    SourceType, Statement, StatementId, Word as _,
};
use crate::text::Span;

impl Session {
    pub(super) fn wish_source(&mut self, purpose: SourcePurpose) {
        if !self.may_mark() || self.chosen_or_focus().is_empty() {
            return;
        }
        // Words that are selected are what the source is called in the text.
        let words = self.selection().zip(self.article());
        let words = words.map_or_else(String::new, |(span, a)| name_in(span.of(&a.text())));
        self.wishes.push(Wish::PickSource(purpose, words));
    }

    /// The level of `statement` that source, mention and cue go to: the one in focus, else the innermost.
    #[must_use]
    pub fn level_of(&self, statement: &Statement) -> usize {
        let innermost = statement.chain.len().saturating_sub(1);
        self.place.level.map_or(innermost, |level| level.min(innermost))
    }

    pub(super) fn set_source(&mut self, purpose: SourcePurpose, choice: SourceChoice) {
        if !self.may_mark() {
            return;
        }
        let statements = self.chosen_or_focus();
        if statements.is_empty() {
            return;
        }
        let (source, mut edits) = match choice {
            SourceChoice::Author => return self.set_author_voice(),
            SourceChoice::Known(id) => (id, Vec::new()),
            SourceChoice::New(name) => match self.new_source(&name) {
                Some((id, edit)) => (id, vec![edit]),
                None => return,
            },
        };
        let name = self.source_name(&source, &edits);
        let label = self.label_of(&format!("Source {name}"), &statements);
        let (Some(home), Some(article)) = (self.home(), self.article().cloned()) else { return };
        let made = edits.iter().find_map(|edit| match edit {
            Edit::Source(_, made) => made.clone(),
            _ => None,
        });
        let record = made.or_else(|| self.project.sources().get(&source).cloned());
        let text = article.text();
        for statement in &statements {
            let level = self.level_of(statement);
            let mut new = (**statement).clone();
            put_source(&mut new, purpose, level, &source);
            for level in new.chain.iter_mut().filter(|level| level.source == source) {
                put_head(&text, level, record.as_ref());
            }
            let records = Records { project: &self.project, made: record.as_ref() };
            follow(records, &text, statement, &mut new);
            new.modified = Some(self.stamp()).into();
            edits.push(Edit::Statement(home.clone(), new.id.clone(), Some(new.into())));
        }
        if self.mark(&label, edits) {
            self.last_source = Some(source);
            if purpose == SourcePurpose::NewLevel {
                self.place.level = None;
            }
        }
    }

    /// The source becomes the article's own author: an empty chain. Its cue becomes the author's.
    fn set_author_voice(&mut self) {
        self.alter_chosen("Source is the author", |_, s| {
            if let Some(last) = s.chain.pop() {
                s.author_cue = last.cue.into();
            }
            s.chain.clear();
        });
    }

    fn source_name(&self, id: &SourceId, fresh: &[Edit]) -> String {
        let made = fresh.iter().find_map(|edit| match edit {
            Edit::Source(_, Some(source)) => Some(source.name.clone()),
            _ => None,
        });
        made.or_else(|| self.project.sources().get(id).map(|s| s.name.clone())).unwrap_or_default()
    }

    /// A source of this name: the one that goes by it already, or the edit that makes it.
    pub(super) fn new_source(&mut self, name: &str) -> Option<(SourceId, Edit)> {
        let name = name.trim();
        if name.is_empty() {
            self.tell(Notice::warning("A source needs a name", ""));
            return None;
        }
        let sources = self.project.sources();
        let id = SourceId::from_name(name, |id| sources.contains_key(id));
        let source = Source::named(id.clone(), name, SourceType::Unspecified);
        Some((id.clone(), Edit::Source(id, Some(source))))
    }

    pub(super) fn repeat_source(&mut self) {
        if !self.may_mark() {
            return;
        }
        match self.last_source.clone() {
            Some(id) if self.project.sources().contains_key(&id) => {
                self.set_source(SourcePurpose::Level, SourceChoice::Known(id));
            }
            _ => self.tell(Notice::info("No source was picked yet: press S")),
        }
    }

    pub(super) fn clear_implied_source(&mut self) {
        self.alter_chosen("No implied source", |_, s| s.implied_source = None);
    }

    pub(super) fn next_level(&mut self) {
        let Some(statement) = self.focus_or_tell() else { return };
        let n = statement.chain.len();
        if n > 1 {
            self.place.level = Some((self.level_of(&statement) + 1) % n);
        } else {
            self.tell(Notice::info(
                "The statement has one level of attribution at most: Shift+S adds one",
            ));
        }
    }

    pub(super) fn remove_level(&mut self) {
        let Some(statement) = self.focus_or_tell() else { return };
        let level = self.level_of(&statement);
        let removed = self.alter_focus("Remove a level", |s| {
            if level < s.chain.len() {
                s.chain.remove(level);
            }
        });
        if removed {
            self.place.level = None;
        }
    }

    /// Where the sources of a statement are looked up.
    pub(super) fn records(&self) -> Records<'_> {
        Records { project: &self.project, made: None }
    }

    /// The selected words, without white space around them.
    fn selected_words(&self) -> Option<Span> {
        let span = self.selection().zip(self.article()).map(|(s, a)| s.trimmed(&a.text()));
        span.filter(|span| !span.is_empty())
    }

    fn tell_nothing_found(&mut self, what: &str) {
        self.tell(Notice::warning(
            format!("Nothing is selected, and no {what} was found in the sentence"),
            "Select words with G, with Shift and the arrow keys, or by dragging",
        ));
    }

    /// The sentence in which the content of a statement begins.
    fn sentence_of(&self, statement: &Statement) -> Option<Span> {
        let article = self.article()?;
        let at = article.segment_at(statement.start() as usize)?;
        article.segments().get(at).map(|segment| segment.span)
    }

    /// The words to mark as mention, and the source they stand for where that is known: the selection, else what is found.
    fn mention_to_mark(&self, statement: &Statement) -> Option<(Span, Option<SourceId>)> {
        let text = self.article()?.text();
        if let Some(span) = self.selected_words() {
            return Some((span, self.source_mentioned(span.of(&text))));
        }
        let sentence = self.sentence_of(statement)?;
        let level = self.level_of(statement);
        let cue = statement.chain.get(level).map_or(&*statement.author_cue, |level| &level.cue);
        let cue = match cue.words.first() {
            Some(cue) => *cue,
            None => cue_of(&text, sentence, statement)?,
        };
        let marks = self.own_marks();
        let set = (&self.project, marks.as_deref());
        let found = mention_of(&text, sentence, statement, cue, set)?;
        let known = self.source_mentioned(found.words.of(&text)).or(found.source);
        Some((found.words, known))
    }

    pub(super) fn mark_mention(&mut self) {
        let Some(statement) = self.focus_or_tell() else { return };
        let Some((span, known)) = self.mention_to_mark(&statement) else {
            return self.tell_nothing_found("source");
        };
        let Some(text) = self.article().map(|article| article.text()) else { return };
        let words = span.of(&text);
        let level = self.level_of(&statement);
        let is_open = statement.chain.get(level).is_none_or(|level| {
            level.source == SourceId::unattributed() && level.mention.is_empty()
        });
        let source = known.clone().filter(|_| is_open);
        let record = source.as_ref().or(statement.chain.get(level).map(|level| &level.source));
        let record = record.and_then(|id| self.project.sources().get(id)).cloned();
        let marked = self.alter_focus("Source mention", |s| {
            if is_open && (source.is_some() || s.chain.is_empty()) {
                let source = source.unwrap_or_else(SourceId::unattributed);
                put_source(s, SourcePurpose::Level, level, &source);
            }
            if let Some(level) = s.chain.get_mut(level) {
                level.mention = vec![span];
                put_head(&text, level, record.as_ref());
            }
        });
        if marked && is_open && known.is_none() {
            self.wishes.push(Wish::PickSource(SourcePurpose::Level, name_in(words)));
        }
        if marked {
            self.last_source = known.filter(|_| is_open).or_else(|| self.last_source.take());
            self.place.caret = None;
        }
    }

    /// The source that goes by these words, or to which they pointed before in this layer. Pronouns and descriptions
    /// point elsewhere each time: for them somebody is asked.
    fn source_mentioned(&self, words: &str) -> Option<SourceId> {
        let words = words.trim();
        let by_name = self.source_called(words);
        if by_name.is_some() || is_pronoun(words) {
            return by_name;
        }
        let text = self.article()?.text();
        let marks = self.own_marks()?;
        let levels = marks.statements().values().flat_map(|one| &one.chain);
        let mut same = levels.filter(|level| words_of(&text, &level.mention) == words);
        let source = same.next_back().map(|level| &level.source)?;
        let record = self.project.sources().get(source)?;
        let is_known = !record.is_unattributed() && !is_anaphor(words, record);
        is_known.then(|| source.clone())
    }

    /// The source that goes by these words, name or alias, whatever the case.
    #[must_use]
    pub fn source_called(&self, words: &str) -> Option<SourceId> {
        let wanted = words.trim().to_lowercase();
        let called = |source: &&Source| source.names().any(|name| name.to_lowercase() == wanted);
        self.project.sources().values().find(called).map(|source| source.id.clone())
    }

    pub(super) fn mark_cue(&mut self) {
        let (Some(statement), Some(article)) = (self.focus_or_tell(), self.article().cloned())
        else {
            return;
        };
        let text = article.text();
        let sentence = self.sentence_of(&statement);
        let found = || sentence.and_then(|sentence| cue_of(&text, sentence, &statement));
        let Some(span) = self.selected_words().or_else(found) else {
            return self.tell_nothing_found("cue");
        };
        let level = self.level_of(&statement);
        let marked = self.alter_focus("Cue", |s| {
            let usual = usual_class(s.kind);
            match s.chain.get_mut(level) {
                Some(level) => put_cue(&text, &mut level.cue, span, false, usual),
                None => put_cue(&text, &mut s.author_cue, span, true, usual),
            }
            if s.chain.is_empty() && names_nobody(s.author_cue.class) {
                put_source(s, SourcePurpose::Level, 0, &SourceId::unattributed());
            }
        });
        if marked {
            self.place.caret = None;
        }
    }

    pub(super) fn relate(&mut self, kind: RelationKind, to: &StatementId) {
        if !self.may_mark() {
            return;
        }
        let Some(from) = self.focus_or_tell() else { return };
        let (Some(home), Some((target, _))) = (self.home(), self.project.statement(to)) else {
            return;
        };
        let to_article = target.article.clone();
        let is_there = self
            .project
            .relations_at(&from.id)
            .any(|(_, r)| r.kind == kind && r.from == from.id && r.to == *to);
        if is_there {
            return self.tell(Notice::info("This relation is there already"));
        }
        let Ok(id) = self.ids.relation(&self.project) else { return };
        let relation = Relation {
            id: id.clone(),
            kind,
            from: from.id.clone(),
            to: to.clone(),
            to_article,
            note: String::new(),
            created: self.stamp(),
        };
        let label = format!("Relation “{}”: {}", kind.label(), self.words_of(&from));
        self.mark(&label, vec![Edit::Relation(home, id, Some(relation))]);
    }

    pub(super) fn remove_relation(&mut self, id: &RelationId) {
        if !self.may_mark() {
            return;
        }
        let Some(layer) = self.own_layer() else { return };
        let kind = layer.marks().relations().get(id).map(|relation| relation.kind);
        if let Some(kind) = kind {
            let home = layer.id().clone();
            let label = format!("Remove the relation “{}”", kind.label());
            self.mark(&label, vec![Edit::Relation(home, id.clone(), None)]);
        } else {
            self.tell(Notice::warning("The relation belongs to another layer", ""));
        }
    }

    /// Sets the class of the cue at the level in focus, or of the author's own.
    pub(super) fn set_cue_class(&mut self, class: CueClass) {
        self.alter_chosen(&format!("Cue class “{}”", class.label()), |level, s| {
            match s.chain.get_mut(level) {
                Some(level) => level.cue.class = class,
                None => s.author_cue.class = class,
            }
        });
    }

    /// A label for a relation's other end: the beginning of its words.
    #[must_use]
    pub fn words_at(&self, id: &StatementId) -> String {
        let found = self.project.statement(id);
        found.map_or_else(String::new, |(home, statement)| {
            let article = self.project.articles().get(&home.article);
            let text = article.map(|article| article.text()).unwrap_or_default();
            quoted(statement.content.first().map_or("", |span| span.of(&text)))
        })
    }

    /// Commands whose fields need more than one word are the window's business.
    pub(super) fn set_field(&mut self, command: Command) {
        use Command as C;
        match command {
            C::Flag(flag) => self.toggle_flag(flag),
            C::CueClass(class) => self.set_cue_class(class),
            C::Visibility(_) => self.set_visibility(command),
            other => self.set_word(other),
        }
    }
}

/// Puts a source in its place. The first level takes over the author's cue, which was marked before anybody was named.
fn put_source(statement: &mut Statement, purpose: SourcePurpose, level: usize, source: &SourceId) {
    match purpose {
        SourcePurpose::Implied => statement.implied_source = Some(source.clone()),
        SourcePurpose::Level if !statement.chain.is_empty() => {
            if let Some(level) = statement.chain.get_mut(level) {
                level.source = source.clone();
            }
        }
        SourcePurpose::Level | SourcePurpose::NewLevel => {
            let mut new = Level::of(source.clone());
            if statement.chain.is_empty() {
                new.cue = std::mem::take(&mut statement.author_cue).into_inner();
            }
            statement.chain.push(new);
        }
    }
}

/// What a cue usually does in a statement of this kind, until somebody says better.
fn usual_class(kind: Kind) -> CueClass {
    match kind {
        Kind::Claim => CueClass::Assertion,
        Kind::Denial => CueClass::Denial,
        Kind::Fact => Cue::default().class,
    }
}

/// Does a cue of this class stand where nobody is named? Then no source is given, rather than the author.
fn names_nobody(class: CueClass) -> bool {
    matches!(class, CueClass::Hearsay | CueClass::AgentlessReport | CueClass::NounCue)
}

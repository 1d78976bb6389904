//! One open project and where the annotator stands in it.
//!
//! A session takes actions and does them: it moves the place, or builds edits and puts them through
//! `model::edit::apply`. It draws nothing and writes nothing: what is to be written goes to the outbox as jobs for the
//! worker, and what only a window can do comes out as wishes.

pub mod action;
pub mod autosave;
pub mod breakage;
pub mod catalogue;
pub mod clock;
pub mod command;
pub mod commands;
pub mod cue_words;
pub mod desk;
pub mod grouping;
pub mod ids;
pub mod job;
pub mod notice;
pub mod place;
pub mod preferences;
pub mod sample;
pub mod set_import;
pub mod state;
mod toil;
pub mod worker;

mod articles;
mod attributing;
mod choosing;
mod dating;
mod done;
mod edges;
mod editing;
mod field_commands;
mod fields;
mod finding;
mod following;
mod grading;
mod identical;
mod outbox;
mod proposing;
mod propositions;
mod registry;
mod removing;
mod segmenting;
mod selecting;
mod sources;
mod splitting;
mod tagging;
mod timeline;
mod walking;
mod wish;

pub use action::{
    Action, EvidenceEntry, GradeEntry, MetadataEntry, PropositionChoice, RemarkEntry, SourceChoice,
    SourcePurpose,
};
pub use command::Command;
pub use dating::DayInText;
pub use desk::{Choice, Desk, Order};
pub use editing::{in_quotes, one_line, words_of_statement};
pub use finding::Search;
pub use identical::Twin;
pub use notice::{Notice, Weight};
pub use place::{Caret, Place};
pub use wish::Wish;

use crate::model::{
    AnnotatorId, Article, History, Layer, Marks, Project, SourceId, Statement, StatementId, Step,
};
use crate::text::{Segment, Span};
use ids::IdMaker;
use jiff::Timestamp;
use std::collections::BTreeSet;
use std::sync::Arc;

/// One open project and where the annotator stands in it.
#[derive(Debug)]
pub struct Session {
    project: Project,
    history: History,
    me: AnnotatorId,
    my_name: String,
    shown: AnnotatorId,
    place: Place,
    chosen: BTreeSet<StatementId>,
    search: Search,
    last_source: Option<SourceId>,
    read_only: Option<String>,
    ids: IdMaker,
    now: Timestamp,
    revision: u64,
    resegmented: u64,
    notices: Vec<Notice>,
    wishes: Vec<Wish>,
    steps: Vec<Step>,
}

impl Session {
    /// A session of the annotator `me` on a project; `read_only` gives the reason why nothing may be changed.
    #[must_use]
    pub fn new(
        project: Project,
        history: History,
        me: AnnotatorId,
        my_name: &str,
        read_only: Option<String>,
    ) -> Self {
        let first = project.articles().keys().next().cloned();
        let mut session = Self {
            project,
            history,
            shown: me.clone(),
            me,
            my_name: my_name.to_owned(),
            place: Place { article: first, ..Place::default() },
            chosen: BTreeSet::new(),
            search: Search::default(),
            last_source: None,
            read_only,
            ids: IdMaker::default(),
            now: Timestamp::UNIX_EPOCH,
            revision: 0,
            resegmented: 0,
            notices: Vec::new(),
            wishes: Vec::new(),
            steps: Vec::new(),
        };
        session.stand_on_prose(0);
        session
    }

    /// Takes the place of another session on the same project, of which less was known: it goes on where that one stood.
    #[must_use]
    pub fn in_place_of(mut self, other: &Self) -> Self {
        // What was worked out from the other one is worked out anew.
        self.revision = other.revision + 1;
        self.resegmented = other.resegmented + 1;
        if let Some(article) = other.place.article.clone()
            && self.project.articles().contains_key(&article)
        {
            self.place = Place::in_article(article);
            self.stand_on(other.place.segment);
        }
        self
    }

    /// Gives out ids that are the same in every run; for a project that is made again and again.
    #[must_use]
    pub fn with_ids(mut self, ids: IdMaker) -> Self {
        self.ids = ids;
        self
    }

    /// Does what the person meant, at the time `now`.
    pub fn perform(&mut self, action: Action, now: Timestamp) {
        self.now = now;
        match action {
            Action::Run(command) => self.run(command),
            Action::GoTo(article, byte) => self.go_to(article, byte),
            Action::GoToStatement(id) => self.go_to_statement(&id),
            Action::StandOn(segment) => self.stand_on(segment),
            Action::Focus(id) => self.focus_on(id),
            Action::PlaceCaret { byte, extend } => self.place_caret(byte, extend),
            Action::Select(span) => self.select(span),
            Action::SetSource(purpose, choice) => self.set_source(purpose, choice),
            Action::SetLevel(level) => self.place.level = Some(level),
            Action::TakePart(part) => self.take_part(part),
            Action::SetPart(part, span) => self.set_part(part, span),
            Action::ApplyToIdentical(places) => self.apply_to_identical(&places),
            Action::SetNote(note) => self.set_note(&note),
            Action::SetDate(date) => self.set_date(date),
            Action::Relate(kind, to) => self.relate(kind, &to),
            Action::RemoveRelation(id) => self.remove_relation(&id),
            Action::Remark(entry) => self.put_remark(&entry),
            Action::RemoveRemark(id) => self.remove_remark(&id),
            Action::ClearSentence => self.clear_sentence(),
            Action::SetMetadata(article, entry) => self.set_metadata(&article, entry),
            Action::SetSourceRecord(source) => self.set_source_record(source),
            Action::GradeSource(id, entry) => self.grade_source(&id, entry),
            Action::GradeStatement(id, entry) => self.grade_statement(&id, entry),
            Action::SetSettings(settings) => self.set_settings(settings),
            Action::ShowSource(id) => self.wishes.push(Wish::ShowSource(id)),
            Action::ShowRecord(id) => self.wishes.push(Wish::ShowRecord(id)),
            Action::SplitSource { from, name, statements } => {
                self.split_source(&from, &name, &statements);
            }
            Action::RemoveArticle(id) => self.remove_article(&id),
            Action::RemoveSource(id) => self.remove_source(&id),
            Action::MergeSources { from, into } => self.merge_sources(&from, &into),
            Action::TellApart(one, other) => self.tell_apart(&one, &other),
            Action::Group(statements, choice) => self.group(&statements, &choice),
            Action::MergePropositions { from, into } => self.merge_propositions(&from, &into),
            Action::SplitProposition { from, wording, statements } => {
                self.split_proposition(&from, &wording, &statements);
            }
            Action::RemoveProposition(id) => self.remove_proposition(&id),
            Action::SetProposition(new) => self.set_proposition(new),
            Action::Judge(id, verdict, sure, why) => {
                self.judge_proposition(&id, verdict, sure, &why);
            }
            Action::SetEvidence(id, old, new) => self.set_evidence(&id, old.as_ref(), new),
            Action::ShowProposition(id) => self.wishes.push(Wish::ShowProposition(id)),
            Action::ShowLayer(annotator) => self.show_layer(annotator),
            Action::BackTo(number) => self.back_to(number),
            Action::ShowStep(number) => self.show_step(number),
            Action::Find(words) => self.find(&words),
        }
    }

    fn run(&mut self, command: Command) {
        use Command as C;
        match command {
            C::Tag(kind) => self.tag(kind),
            C::NoStatement => self.mark_no_statement(),
            C::RemoveStatement => self.remove_statement(),
            C::AddRange => self.add_range(),
            C::NextPart => self.next_part(1),
            C::PreviousPart => self.next_part(-1),
            C::ToggleQuotes => self.toggle_quotes(),
            C::SplitStatement => self.split_statement(),
            C::Choose => self.toggle_chosen(),
            C::ChooseAll => self.choose_all(),
            C::ApplyToIdentical => self.wish_identical(),
            edge if edge.moves_an_edge() => self.move_edge(edge),
            C::PickSource => self.wish_source(SourcePurpose::Level),
            C::AddLevel => self.wish_source(SourcePurpose::NewLevel),
            C::PickImpliedSource => self.wish_source(SourcePurpose::Implied),
            C::ClearImpliedSource => self.clear_implied_source(),
            C::RepeatSource => self.repeat_source(),
            C::NextLevel => self.next_level(),
            C::PickProposition => self.wish_proposition(),
            C::LeaveProposition => self.leave_proposition(),
            C::RemoveLevel => self.remove_level(),
            C::MarkMention => self.mark_mention(),
            C::MarkCue => self.mark_cue(),
            C::AddRemark => self.wish_remark(),
            C::FinishArticle => self.toggle_finished(),
            C::Undo => self.undo(),
            C::Redo => self.redo(),
            C::FindNext => self.find_next(),
            C::FindPrevious => self.find_previous(),
            C::SplitSentence => self.split(),
            C::MergeWithNext => self.merge_with_next(),
            C::Role(role) => self.set_role(role),
            C::SwitchLayer => self.switch_layer(),
            C::EditNote | C::EditDate | C::PickRelation | C::Relate(_) | C::GradeStatement => {
                self.wish_on_focus(command);
            }
            C::PickField if self.chosen.is_empty() => self.wish_on_focus(command),
            word if word.sets_a_word() => self.set_field(word),
            C::ResolveDate => self.resolve_date(),
            C::DateAsPublished => self.date_as_published(),
            C::ClearDate => self.set_date(None),
            walk => self.walk(walk),
        }
    }

    /// Becomes somebody else: new marks carry the other name from now on.
    pub fn work_as(&mut self, me: AnnotatorId, name: &str) {
        self.me = me;
        name.clone_into(&mut self.my_name);
        self.chosen.clear();
        self.show_layer(self.me.clone());
    }

    /// The project.
    #[must_use]
    pub fn project(&self) -> &Project {
        &self.project
    }

    /// What can be taken back and done again.
    #[must_use]
    pub fn history(&self) -> &History {
        &self.history
    }

    /// Who is working here.
    #[must_use]
    pub fn me(&self) -> &AnnotatorId {
        &self.me
    }

    /// Whose layer is in view.
    #[must_use]
    pub fn shown(&self) -> &AnnotatorId {
        &self.shown
    }

    /// Where the annotator stands.
    #[must_use]
    pub fn place(&self) -> &Place {
        &self.place
    }

    /// What is being searched for in the article.
    #[must_use]
    pub fn search(&self) -> &Search {
        &self.search
    }

    /// The source that was picked last.
    #[must_use]
    pub fn last_source(&self) -> Option<&SourceId> {
        self.last_source.as_ref()
    }

    /// Why nothing may be changed, if so.
    #[must_use]
    pub fn read_only(&self) -> Option<&str> {
        self.read_only.as_deref()
    }

    /// May the layer in view be marked in: is it the annotator's own, in a project that may be changed?
    #[must_use]
    pub fn can_mark(&self) -> bool {
        self.shown == self.me && self.read_only.is_none()
    }

    /// Goes up with every change of the project.
    #[must_use]
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// Goes up when segments of any article change.
    #[must_use]
    pub fn resegmented(&self) -> u64 {
        self.resegmented
    }

    /// The article in view.
    #[must_use]
    pub fn article(&self) -> Option<&Arc<Article>> {
        self.project.articles().get(self.place.article.as_ref()?)
    }

    /// The layer in view, if the annotator has marked anything there.
    #[must_use]
    pub fn layer(&self) -> Option<&Arc<Layer>> {
        self.project.layer(self.place.article.as_ref()?, &self.shown)
    }

    /// What lies in the layer in view, for as long as it is held.
    #[must_use]
    pub fn marks(&self) -> Option<Arc<Marks>> {
        self.layer().map(|layer| layer.marks())
    }

    /// The segment stood on.
    #[must_use]
    pub fn segment(&self) -> Option<Segment> {
        self.article()?.segments().get(self.place.segment).copied()
    }

    /// The statement in focus.
    #[must_use]
    pub fn focus(&self) -> Option<Arc<Statement>> {
        let focus = self.place.focus.as_ref()?;
        self.marks()?.statements().get(focus).cloned()
    }

    /// The statements of the segment stood on, in the order of the text.
    #[must_use]
    pub fn statements_here(&self) -> Vec<StatementId> {
        let Some(segment) = self.segment() else { return Vec::new() };
        place::statements_in(self.marks().as_deref(), segment.span)
    }

    /// The statements that the caret can bring into focus: those of its sentence, and the one it came from.
    #[must_use]
    pub fn statements_in_reach(&self) -> Vec<StatementId> {
        let mut reach = self.statements_here();
        let held = self.place.caret.and(self.place.held.as_ref());
        reach.extend(held.filter(|id| !reach.contains(id)).cloned());
        reach
    }

    /// The selected words.
    #[must_use]
    pub fn selection(&self) -> Option<Span> {
        self.place.caret.and_then(Caret::selection)
    }
}

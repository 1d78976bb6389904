//! Two versions of a record side by side, in words: what differs, here and there.

use super::Desk;
use crate::model::{Article, Layer, Marks, Proposition, Record, Source, Statement, Word as _};
use crate::store::Outside;
use crate::text::OpenText;
use std::collections::BTreeSet;

/// One thing in which two versions differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// What it is.
    pub what: String,
    /// How it is here.
    pub mine: String,
    /// How it is in the file.
    pub theirs: String,
}

const NOTHING: &str = "–";

impl Desk {
    /// In what the record here and the one in the file differ.
    #[must_use]
    pub fn differences(&self, clash: &Outside) -> Vec<Difference> {
        let mine = self.session().and_then(|s| s.project().tables().record(&clash.home));
        let text = match &mine {
            Some(Record::Layer(layer)) => {
                let project = self.session().map(super::super::Session::project);
                let article = project.and_then(|p| p.articles().get(&layer.id().article));
                article.map(|article| article.text()).unwrap_or_default()
            }
            _ => OpenText::default(),
        };
        let mut rows = Rows { text, rows: Vec::new() };
        match (&mine, &clash.theirs) {
            (Some(Record::Layer(mine)), Some(Record::Layer(theirs))) => rows.layers(mine, theirs),
            (Some(Record::Source(mine)), Some(Record::Source(theirs))) => {
                rows.sources(mine, theirs);
            }
            (Some(Record::Proposition(mine)), Some(Record::Proposition(theirs))) => {
                rows.propositions(mine, theirs);
            }
            (Some(Record::Article(mine)), Some(Record::Article(theirs))) => {
                rows.articles(mine, theirs);
            }
            (Some(Record::Project(mine, my)), Some(Record::Project(theirs, their))) => {
                rows.add("Title", &mine.title, &theirs.title);
                rows.add("Annotators", &my.len().to_string(), &their.len().to_string());
            }
            (mine, theirs) => {
                let word =
                    |record: &Option<Record>| if record.is_some() { "is there" } else { "removed" };
                rows.add("The record", word(mine), word(theirs));
            }
        }
        rows.rows
    }
}

struct Rows {
    text: OpenText,
    rows: Vec<Difference>,
}

impl Rows {
    fn add(&mut self, what: &str, mine: &str, theirs: &str) {
        if mine != theirs {
            let words = |words: &str| if words.is_empty() { NOTHING } else { words }.to_owned();
            let (mine, theirs) = (words(mine), words(theirs));
            self.rows.push(Difference { what: what.to_owned(), mine, theirs });
        }
    }

    fn layers(&mut self, mine: &Layer, theirs: &Layer) {
        self.marks(&mine.marks(), &theirs.marks());
        let finished = |layer: &Layer| if layer.head().finished.is_some() { "yes" } else { "no" };
        self.add("Finished", finished(mine), finished(theirs));
    }

    fn marks(&mut self, mine: &Marks, theirs: &Marks) {
        let ids: BTreeSet<_> = mine.statements().keys().chain(theirs.statements().keys()).collect();
        for id in ids {
            let (my, their) = (mine.statements().get(id), theirs.statements().get(id));
            if my != their {
                let my = my.map_or_else(String::new, |one| self.statement(one));
                let their = their.map_or_else(String::new, |one| self.statement(one));
                // What is the same in these words differs in small print.
                let their =
                    if my == their { format!("{their}, with other details") } else { their };
                self.add(&format!("Statement {id}"), &my, &their);
            }
        }
        let n = |n: usize| n.to_string();
        if mine.relations() != theirs.relations() {
            let (my, their) = (n(mine.relations().len()), n(theirs.relations().len()));
            let their = if my == their { format!("{their}, others") } else { their };
            self.add("Relations", &my, &their);
        }
        if mine.remarks() != theirs.remarks() {
            let (my, their) = (n(mine.remarks().len()), n(theirs.remarks().len()));
            let their = if my == their { format!("{their}, others") } else { their };
            self.add("Remarks", &my, &their);
        }
        let (my, their) = (n(mine.no_statement().len()), n(theirs.no_statement().len()));
        self.add("Marked as no statement", &my, &their);
    }

    fn statement(&self, statement: &Statement) -> String {
        let words: Vec<&str> = statement.content.iter().map(|span| span.of(&self.text)).collect();
        let sources: Vec<&str> =
            statement.chain.iter().map(|level| level.source.as_str()).collect();
        let who = if sources.is_empty() { "the author".to_owned() } else { sources.join(" > ") };
        format!("{}, {who}: “{}”", statement.kind.short_label(), words.join(" … "))
    }

    fn sources(&mut self, mine: &Source, theirs: &Source) {
        self.add("Name", &mine.name, &theirs.name);
        self.add("Aliases", &mine.aliases.join(", "), &theirs.aliases.join(", "));
        self.add("Type", mine.kind.label(), theirs.kind.label());
        let body = |source: &Source| source.part_of.as_ref().map(ToString::to_string);
        let bodies = (body(mine).unwrap_or_default(), body(theirs).unwrap_or_default());
        self.add("Part of", &bodies.0, &bodies.1);
        self.add("Role", &mine.role, &theirs.role);
        self.add("Independence group", &mine.independence_group, &theirs.independence_group);
        let offices = |source: &Source| {
            let titles: Vec<&str> = source.offices.iter().map(|one| one.title.as_str()).collect();
            titles.join(", ")
        };
        self.add("Offices", &offices(mine), &offices(theirs));
        self.add("Country", &mine.country, &theirs.country);
        self.add("Links", &mine.links.join(", "), &theirs.links.join(", "));
        let grades = |source: &Source| {
            let grades: Vec<&str> =
                source.reliability.iter().map(|one| one.grade.label()).collect();
            grades.join(", ")
        };
        self.add("Reliability", &grades(mine), &grades(theirs));
        self.add("Note", &mine.note, &theirs.note);
    }

    fn propositions(&mut self, mine: &Proposition, theirs: &Proposition) {
        self.add("Wording", &mine.wording, &theirs.wording);
        self.add("Topic", &mine.topic, &theirs.topic);
        let verdicts = |one: &Proposition| {
            let verdicts: Vec<&str> = one.verdicts.iter().map(|v| v.grade.label()).collect();
            verdicts.join(", ")
        };
        self.add("Verdicts", &verdicts(mine), &verdicts(theirs));
        let n = |one: &Proposition| one.evidence.len().to_string();
        self.add("Pieces of evidence", &n(mine), &n(theirs));
        self.add("Note", &mine.note, &theirs.note);
        if self.rows.is_empty() {
            self.add("Details", "as here", "others");
        }
    }

    fn articles(&mut self, mine: &Article, theirs: &Article) {
        let (my, their) = (mine.metadata(), theirs.metadata());
        self.add("Title", &my.title, &their.title);
        let date =
            |date: Option<jiff::civil::Date>| date.map(|d| d.to_string()).unwrap_or_default();
        self.add("Published", &date(my.published), &date(their.published));
        self.add("Origin", &my.origin, &their.origin);
        self.add("Language", &my.language, &their.language);
        let n = |article: &Article| article.segments().len().to_string();
        self.add("Segments", &n(mine), &n(theirs));
        if self.rows.is_empty() {
            self.add("Details", "as here", "others");
        }
    }
}

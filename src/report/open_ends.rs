//! What is left open among statements: allegations that nobody answers, denials that nobody contradicts or that point at
//! nothing.

use crate::model::assemble::has_target;
use crate::model::{
    CueClass, Flag, Kind, LayerId, Project, RelationKind, SourceId, Statement, StatementId,
};
use crate::report::independence::{group_of, is_replaced, speaker};
use crate::text::is_ideograph;
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

/// Letters that a name must have to be looked for: shorter ones are words of their own too often.
const SHORTEST_NAME: usize = 3;

/// A claim or a fact that is held against somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Allegation {
    /// The statement.
    pub statement: StatementId,
    /// Whom it names; empty where it accuses and its words name no source of the project.
    pub against: BTreeSet<SourceId>,
}

/// All that is left open.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OpenEnds {
    /// Allegations that no denial answers.
    pub unanswered: Vec<Allegation>,
    /// Denials that nobody contradicts.
    pub undenied: Vec<StatementId>,
    /// Denials that point at nothing.
    pub untargeted: Vec<StatementId>,
    /// Denials whose target is outside this set.
    pub elsewhere: Vec<StatementId>,
}

impl OpenEnds {
    /// All that is left open in a project.
    #[must_use]
    pub fn of(project: &Project) -> Self {
        Self {
            unanswered: unanswered_allegations(project),
            undenied: undenied_denials(project),
            untargeted: denials_without_target(project),
            elsewhere: denials_elsewhere(project),
        }
    }
}

/// The allegations that no denial answers, in the order of articles and text.
///
/// An **allegation** is a claim or a fact (reported as fact) that accuses or names somebody who could deny it: its cue is an
/// accusation, or it is flagged *unattributed allegation*, or its content holds the name or an alias of a source that is not
/// on its speaker's own side (of another independence group). It is **answered** when a denial points at it, at a statement
/// that says the same by “repeats” in either direction, or at any statement of their propositions, and when a denial is
/// itself a member of one of these. What its source corrected later is no allegation any more.
#[must_use]
pub fn unanswered_allegations(project: &Project) -> Vec<Allegation> {
    let names = Names::of(project);
    let mut found = Vec::new();
    for layer in project.layers().values() {
        for statement in layer.marks().in_text_order() {
            if statement.kind == Kind::Denial || is_replaced(project, &statement.id) {
                continue;
            }
            let against = against(project, &names, layer.id(), statement);
            let accuses = accuses(statement) || !against.is_empty();
            if accuses && !is_answered(project, &statement.id) {
                found.push(Allegation { statement: statement.id.clone(), against });
            }
        }
    }
    found
}

/// The denials that nobody denies or contradicts in turn, neither them nor what they repeat or what repeats them; in the
/// order of articles and text. What its source corrected later is left out.
#[must_use]
pub fn undenied_denials(project: &Project) -> Vec<StatementId> {
    denials(project, |denial| {
        let same = said_again(project, &denial.id);
        let is_opposed = |id: &StatementId| {
            project.relations_at(id).any(|(_, relation)| match relation.kind {
                RelationKind::Denies => relation.to == *id,
                RelationKind::Contradicts => true,
                _ => false,
            })
        };
        !is_replaced(project, &denial.id) && !same.iter().any(is_opposed)
    })
}

/// The denials that point at nothing and do not say that their target is elsewhere: unfinished work.
#[must_use]
pub fn denials_without_target(project: &Project) -> Vec<StatementId> {
    denials(project, |denial| !has_target(project, denial))
}

/// The denials whose target is outside this set, as their annotators say.
#[must_use]
pub fn denials_elsewhere(project: &Project) -> Vec<StatementId> {
    denials(project, |denial| denial.flags.contains(&Flag::TargetOutsideSet))
}

fn denials(project: &Project, is_meant: impl Fn(&Statement) -> bool) -> Vec<StatementId> {
    let mut found = Vec::new();
    for layer in project.layers().values() {
        let marks = layer.marks();
        let all = marks.in_text_order().into_iter();
        let meant = all.filter(|one| one.kind == Kind::Denial && is_meant(one));
        found.extend(meant.map(|one| one.id.clone()));
    }
    found
}

fn accuses(statement: &Statement) -> bool {
    let cue = statement.chain.last().map_or(&*statement.author_cue, |level| &level.cue);
    cue.class == CueClass::Accusation || statement.flags.contains(&Flag::UnattributedAllegation)
}

/// Whom the words of a statement name beside its speaker's own side.
fn against(
    project: &Project,
    names: &Names<'_>,
    home: &LayerId,
    statement: &Arc<Statement>,
) -> BTreeSet<SourceId> {
    let Some(article) = project.articles().get(&home.article) else { return BTreeSet::new() };
    let text = article.text();
    let pieces: Vec<&str> = statement.content.iter().map(|span| span.of(&text)).collect();
    let named = names.named_in(&pieces.join(" ").to_lowercase());
    if named.is_empty() {
        return BTreeSet::new();
    }
    let own = speaker(project, home, statement).map(|source| group_of(project, source));
    let others = named.into_iter().filter(|id| Some(group_of(project, id)) != own);
    others.cloned().collect()
}

/// A statement, what it repeats and what repeats it, and so on.
fn said_again(project: &Project, id: &StatementId) -> BTreeSet<StatementId> {
    let (mut seen, mut open) = (BTreeSet::new(), vec![id.clone()]);
    while let Some(id) = open.pop() {
        if seen.insert(id.clone()) {
            let links = project.relations_at(&id).map(|(_, relation)| relation);
            let links = links.filter(|relation| relation.kind == RelationKind::Repeats);
            open.extend(links.flat_map(|relation| [relation.from.clone(), relation.to.clone()]));
        }
    }
    seen
}

fn is_answered(project: &Project, id: &StatementId) -> bool {
    let mut same = said_again(project, id);
    let about: BTreeSet<_> = same.iter().filter_map(|id| project.proposition_of(id)).collect();
    let members = about.iter().flat_map(|id| project.members(id)).map(|(_, one)| one);
    let members: Vec<Arc<Statement>> = members.collect();
    same.extend(members.iter().map(|one| one.id.clone()));
    let is_denied = |id: &StatementId| {
        project
            .relations_at(id)
            .any(|(_, relation)| relation.kind == RelationKind::Denies && relation.to == *id)
    };
    members.iter().any(|one| one.kind == Kind::Denial) || same.iter().any(is_denied)
}

/// The names of a project's sources, to be found in texts.
struct Names<'a> {
    /// Names of words with spaces between them, by their first word.
    spaced: HashMap<String, Vec<(Vec<String>, &'a SourceId)>>,
    /// Names of scripts that write without spaces.
    solid: Vec<(String, &'a SourceId)>,
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

impl<'a> Names<'a> {
    fn of(project: &'a Project) -> Self {
        let mut names = Self { spaced: HashMap::new(), solid: Vec::new() };
        for source in project.sources().values().filter(|source| !source.is_unattributed()) {
            for name in source.names() {
                let name = name.to_lowercase();
                if name.chars().any(is_ideograph) {
                    names.solid.push((name, &source.id));
                    continue;
                }
                let own: Vec<String> = words(&name).map(str::to_owned).collect();
                let letters: usize = own.iter().map(|word| word.chars().count()).sum();
                if let Some(first) = own.first().filter(|_| letters >= SHORTEST_NAME).cloned() {
                    names.spaced.entry(first).or_default().push((own, &source.id));
                }
            }
        }
        names
    }

    /// The sources that a text in lower case names by whole words.
    fn named_in(&self, text: &str) -> BTreeSet<&'a SourceId> {
        let solid = self.solid.iter().filter(|(name, _)| text.contains(name.as_str()));
        let mut found: BTreeSet<&SourceId> = solid.map(|(_, id)| *id).collect();
        let own: Vec<&str> = words(text).collect();
        for (at, first) in own.iter().enumerate() {
            let rest = own.get(at..).unwrap_or_default();
            let known = self.spaced.get(*first).into_iter().flatten();
            let named = known.filter(|(name, _)| {
                rest.len() >= name.len() && name.iter().zip(rest).all(|(a, b)| a == b)
            });
            found.extend(named.map(|(_, id)| *id));
        }
        found
    }
}

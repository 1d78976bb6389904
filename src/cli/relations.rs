//! `ascribe relations`: every relation between statements, and what is left open among them.

use super::ledger::cell;
use super::table::write_table;
use super::{CliError, Outcome, Terminal, counted, folder, shown};
use crate::export::Code;
use crate::model::{
    AnnotatorId, ArticleId, LayerId, Project, Relation, RelationId, RelationKind, SourceId,
    StatementId, Word as _,
};
use crate::report::{
    Allegation, denials_elsewhere, denials_without_target, unanswered_allegations, undenied_denials,
};
use crate::session::grouping::words_of_chain;
use crate::session::words_of_statement;
use clap::Args;
use serde::Serialize;
use std::io::{self, Write};
use std::path::PathBuf;

const ABOUT: &str = "\
An unanswered allegation is a claim or fact that accuses or names a source of another side, and that no denial answers:
neither it nor what repeats it nor what is about the same proposition. An undenied denial is one that nobody denies or
contradicts in turn. A denial without a target is unfinished, unless it is flagged “target outside this set”.

With --json one object is written; words of closed lists are in small letters with dashes:
  schema                  \"ascribe-relations/1\"; fields may be added to it, none will change
  title                   of the project
  relations               id, kind, from, to, note, annotator; from and to with statement, article, source, words
  unanswered_allegations  statement, article, source, words; against (ids of the sources it names)
  undenied_denials, denials_without_target, denials_with_target_outside
                          statement, article, source, words

Examples:
  ascribe relations quay
  ascribe relations quay --json | jq '.unanswered_allegations[].words'";

/// The words behind `ascribe relations`.
#[derive(Debug, Args)]
#[command(after_help = ABOUT)]
pub struct RelationsArgs {
    /// The project's folder
    #[arg(value_name = "DIR")]
    pub dir: PathBuf,
    /// Write one JSON object instead of tables
    #[arg(long)]
    pub json: bool,
}

pub(super) fn run(args: &RelationsArgs, terminal: &mut Terminal<'_>) -> Result<Outcome, CliError> {
    let (project, is_whole) = folder::read(&args.dir, terminal)?;
    let listed = Listed::of(&project);
    if args.json {
        let json = serde_json::to_string_pretty(&listed).map_err(io::Error::from)?;
        writeln!(terminal.out, "{json}")?;
    } else {
        listed.write(terminal.out)?;
    }
    Ok(if is_whole { Outcome::Done } else { Outcome::Failed })
}

/// All that is listed, in the shape of the JSON.
#[derive(Serialize)]
struct Listed<'a> {
    schema: &'static str,
    title: &'a str,
    relations: Vec<RelationJson<'a>>,
    unanswered_allegations: Vec<AllegationJson>,
    undenied_denials: Vec<End>,
    denials_without_target: Vec<End>,
    denials_with_target_outside: Vec<End>,
}

#[derive(Serialize)]
struct RelationJson<'a> {
    id: RelationId,
    kind: Code<RelationKind>,
    from: End,
    to: End,
    note: String,
    annotator: &'a AnnotatorId,
}

/// One statement.
#[derive(Serialize)]
struct End {
    statement: StatementId,
    article: Option<ArticleId>,
    source: String,
    words: String,
}

#[derive(Serialize)]
struct AllegationJson {
    #[serde(flatten)]
    end: End,
    against: Vec<SourceId>,
    #[serde(skip)]
    names: Vec<String>,
}

impl End {
    fn of(project: &Project, id: &StatementId) -> Self {
        let placed = project.statement(id);
        Self {
            statement: id.clone(),
            article: placed.as_ref().map(|(home, _)| home.article.clone()),
            source: placed
                .map_or_else(String::new, |(home, one)| words_of_chain(project, home, &one)),
            words: words_of_statement(project, id),
        }
    }

    fn article(&self) -> String {
        self.article.as_ref().map_or_else(String::new, ToString::to_string)
    }

    fn cells(&self) -> Vec<String> {
        vec![self.article(), cell(&self.source), shown(&self.words)]
    }
}

impl<'a> Listed<'a> {
    fn of(project: &'a Project) -> Self {
        let relation = |home: &'a LayerId, one: &Relation| RelationJson {
            id: one.id.clone(),
            kind: Code(one.kind),
            from: End::of(project, &one.from),
            to: End::of(project, &one.to),
            note: one.note.clone(),
            annotator: &home.annotator,
        };
        let mut relations = Vec::new();
        for layer in project.layers().values() {
            let marks = layer.marks();
            relations.extend(marks.relations().values().map(|one| relation(layer.id(), one)));
        }
        let name = |id: &SourceId| {
            project.sources().get(id).map_or_else(|| id.to_string(), |source| source.name.clone())
        };
        let allegation = |one: Allegation| AllegationJson {
            end: End::of(project, &one.statement),
            names: one.against.iter().map(name).collect(),
            against: one.against.into_iter().collect(),
        };
        let ends = |ids: Vec<StatementId>| ids.iter().map(|id| End::of(project, id)).collect();
        Self {
            schema: "ascribe-relations/1",
            title: &project.settings().title,
            relations,
            unanswered_allegations: unanswered_allegations(project)
                .into_iter()
                .map(allegation)
                .collect(),
            undenied_denials: ends(undenied_denials(project)),
            denials_without_target: ends(denials_without_target(project)),
            denials_with_target_outside: ends(denials_elsewhere(project)),
        }
    }

    fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "{}", shown(self.title))?;
        writeln!(out, "{}", counted(self.relations.len(), "relation"))?;
        let relations = self.relations.iter().map(|one| {
            let (from, to) = (&one.from, &one.to);
            vec![
                one.kind.0.label().to_owned(),
                from.article(),
                cell(&from.source),
                cell(&from.words),
                to.article(),
                cell(&to.source),
                shown(&to.words),
            ]
        });
        let rows: Vec<_> = relations.collect();
        let head = ["relation", "from article", "source", "words", "to article", "source", "words"];
        write_table(out, &head, &rows)?;
        let allegations = self.unanswered_allegations.iter().map(|one| {
            let mut row = vec![match one.names.is_empty() {
                true => "-".to_owned(),
                false => cell(&one.names.join(", ")),
            }];
            row.extend(one.end.cells());
            row
        });
        let rows: Vec<_> = allegations.collect();
        write_list(
            out,
            "Unanswered allegations",
            &["against", "article", "source", "words"],
            &rows,
        )?;
        for (heading, ends) in [
            ("Undenied denials", &self.undenied_denials),
            ("Denials without a target", &self.denials_without_target),
            ("Denials with a target outside this set", &self.denials_with_target_outside),
        ] {
            let rows: Vec<_> = ends.iter().map(End::cells).collect();
            write_list(out, heading, &["article", "source", "words"], &rows)?;
        }
        Ok(())
    }
}

fn write_list(
    out: &mut dyn Write,
    heading: &str,
    head: &[&str],
    rows: &[Vec<String>],
) -> io::Result<()> {
    if rows.is_empty() {
        return writeln!(out, "\n{heading}: none");
    }
    writeln!(out, "\n{heading}")?;
    write_table(out, head, rows)
}

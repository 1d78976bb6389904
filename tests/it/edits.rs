//! Whatever is edited, in whatever order: undo leads back, refusals leave no trace, journals replay.

use crate::folded::is_known_without_a_look;
use crate::judged::{graded_sources, graded_statements, proposition_edits};
use crate::sample::{
    self, FERRY, add_article, annotator, article_id, layer_id, put_source, put_statement,
    source_id, stamp, statement_id,
};
use ascribe::format::{
    Journal, Selection, SetFile, from_ron, line_of, opening, read_journal, read_last_of_journal,
    to_ron,
};
use ascribe::model::assemble::{assemble, record_by_record};
use ascribe::model::{
    Certainty, Edit, History, Kind, LayerHead, Level, Metadata, Project, PropositionId, Relation,
    RelationId, RelationKind, Remark, RemarkId, RemarkKind, Settings, Source, SourceType,
    Statement, Step, Tables, apply,
};
use ascribe::text::{Role, Segment, Span};
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::sync::Arc;

const TEXTS: [(&str, &str); 3] = [
    ("ferry", FERRY),
    ("hafen", sample::HARBOUR),
    ("third", "Third\n\nOne more text. It is short. It ends.\n"),
];

/// What a person at the keyboard may try, sensible or not.
#[derive(Clone, Debug)]
pub(crate) enum Try {
    Edit(Box<Edit>),
    Undo,
    Redo,
}

pub(crate) fn span() -> impl Strategy<Value = Span> {
    // Past the end and inside characters too: such spans are refused.
    (0_u32..170, 1_u32..40).prop_map(|(start, length)| Span { start, end: start + length })
}

pub(crate) fn source_name() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "bay-courier",
        "ilse-tarn",
        "marrow-bay",
        "operator",
        "crew",
        "unattributed",
    ])
}

pub(crate) fn text_name() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec!["ferry", "hafen", "third"])
}

pub(crate) fn statement_name() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec!["s-f1", "s-c1", "s-d1", "s-x", "s-y"])
}

fn source_edits() -> impl Strategy<Value = Edit> {
    let body = prop::option::of(source_name());
    (source_name(), body, any::<bool>()).prop_map(|(id, body, goes)| {
        let id = source_id(id);
        let part_of = body.map(source_id);
        let source = Source { part_of, ..Source::named(id.clone(), "A name", SourceType::Person) };
        Edit::Source(id, goes.then_some(source))
    })
}

fn statement_edits() -> impl Strategy<Value = Edit> {
    let content = prop::collection::vec(span(), 1..3);
    let chain = prop::collection::vec(source_name(), 0..3);
    (text_name(), statement_name(), content, chain, any::<bool>()).prop_map(
        |(article, id, content, chain, goes)| {
            let home = layer_id(article, "ann");
            if goes {
                return Edit::Statement(home, statement_id(id), None);
            }
            let chain = chain.into_iter().map(|source| Level::of(source_id(source))).collect();
            let new = Statement::new(statement_id(id), Kind::Claim, content, stamp(1));
            put_statement(&home, Statement { chain, certainty: Certainty::Possible, ..new })
        },
    )
}

fn link_edits() -> impl Strategy<Value = Edit> {
    let ends = (statement_name(), statement_name());
    let kind = prop::sample::select(vec![RelationKind::Cites, RelationKind::Repeats]);
    (text_name(), ends, text_name(), 1_u8..4, any::<bool>(), kind).prop_map(
        |(article, (from, to), to_article, number, goes, kind)| {
            let id = RelationId::new(&format!("r-{number}")).unwrap();
            let relation = Relation {
                id: id.clone(),
                kind,
                from: statement_id(from),
                to: statement_id(to),
                to_article: article_id(to_article),
                note: String::new(),
                created: stamp(2),
            };
            Edit::Relation(layer_id(article, "ann"), id, (!goes).then_some(relation))
        },
    )
}

fn other_marks() -> impl Strategy<Value = Edit> {
    (text_name(), span(), 1_u8..4, 0_u8..4).prop_map(|(article, span, number, what)| {
        let home = layer_id(article, "ann");
        let id = RemarkId::new(&format!("m-{number}")).unwrap();
        let remark = Remark {
            id: id.clone(),
            kind: RemarkKind::Other,
            span,
            note: String::new(),
            corrected: None,
            evidence: String::new(),
            extra: BTreeMap::new(),
            created: stamp(3),
        };
        match what {
            0 => Edit::Remark(home, id, Some(remark)),
            1 => Edit::Remark(home, id, None),
            2 => Edit::NoStatement(home, span, true),
            _ => Edit::NoStatement(home, span, false),
        }
    })
}

/// Runs over the words of whole segments, cut anew.
fn segment_edits() -> impl Strategy<Value = Edit> {
    (0..TEXTS.len(), 0_usize..3, 1_usize..3, any::<prop::sample::Index>()).prop_map(
        |(text, first, count, cut)| {
            let (id, text) = TEXTS[text];
            let whole = sample::segments(text);
            let run: Vec<Segment> = whole.into_iter().skip(first).take(count).collect();
            let within = run.iter().fold(run[0].span, |all, one| all.union(one.span));
            let cut = within.start + 1 + cut.index(within.len()) as u32;
            let new = |span: Span| Segment {
                span,
                role: Role::Quote,
                sure: true,
                opens_paragraph: false,
            };
            let halves = [Span { end: cut, ..within }, Span { start: cut, ..within }];
            let run =
                halves.into_iter().map(|half| half.trimmed(text)).filter(|half| !half.is_empty());
            Edit::Segments { article: article_id(id), within, run: run.map(new).collect() }
        },
    )
}

fn head_edits() -> impl Strategy<Value = Edit> {
    (text_name(), source_name(), 0_u8..6).prop_map(|(article, source, what)| match what {
        0 => Edit::Layer(layer_id(article, "ann"), Some(LayerHead::default())),
        1 => Edit::Layer(layer_id(article, "ann"), None),
        2 => Edit::Article(article_id(article), None),
        3 => Edit::Settings(Settings { title: format!("About {source}"), ..Settings::default() }),
        4 => Edit::Annotator(annotator("ann"), None),
        _ => {
            let metadata = Metadata {
                title: article.to_owned(),
                author: Some(source_id(source)),
                ..Metadata::default()
            };
            Edit::Metadata(article_id(article), metadata)
        }
    })
}

fn articles() -> impl Strategy<Value = Edit> {
    (0..TEXTS.len()).prop_map(|text| add_article(TEXTS[text].0, TEXTS[text].1))
}

fn edit() -> impl Strategy<Value = Edit> {
    let single = prop_oneof![
        6 => statement_edits(), 3 => link_edits(), 3 => other_marks(), 2 => source_edits(),
        2 => segment_edits(), 2 => head_edits(), 1 => articles(), 2 => proposition_edits(),
        1 => graded_sources(), 3 => graded_statements(),
    ];
    single.prop_recursive(2, 8, 4, |inner| prop::collection::vec(inner, 1..4).prop_map(Edit::batch))
}

/// One thing that may be tried with the sample project.
pub(crate) fn one_try() -> impl Strategy<Value = Try> {
    prop_oneof![6 => edit().prop_map(|edit| Try::Edit(Box::new(edit))), 2 => Just(Try::Undo), 1 => Just(Try::Redo)]
}

pub(crate) fn tries() -> impl Strategy<Value = Vec<Try>> {
    prop::collection::vec(one_try(), 1..60)
}

/// Does all that is tried; the steps that came of it, and the tables after each.
pub(crate) fn carry_out(
    project: &mut Project,
    history: &mut History,
    tries: Vec<Try>,
) -> (Vec<Step>, Vec<Tables>) {
    let (mut steps, mut states) = (Vec::new(), vec![project.tables().clone()]);
    for one in tries {
        let stamp = (annotator("ann"), sample::at(9));
        let before = project.clone();
        let step = match one {
            Try::Edit(edit) => history.perform(project, String::new(), stamp, *edit).map(Some),
            Try::Undo => history.undo(project, stamp),
            Try::Redo => history.redo(project, stamp),
        };
        match step {
            Ok(step) => steps.extend(step),
            Err(refusal) => assert!(*project == before, "{refusal} left a trace"),
        }
        states.push(project.tables().clone());
    }
    (steps, states)
}

/// Everything that can be asked about who names whom.
pub(crate) fn answers(project: &Project) -> String {
    let names = ["bay-courier", "ilse-tarn", "marrow-bay", "operator", "crew", "unattributed"];
    let uses: Vec<_> = names.iter().map(|name| project.uses_of(&source_id(name))).collect();
    let marks = ["s-f1", "s-c1", "s-d1", "s-x", "s-y"].map(|id| {
        let id = statement_id(id);
        let links: Vec<_> =
            project.relations_at(&id).map(|(home, r)| (home.clone(), r.id.clone())).collect();
        let home = project.statement(&id).map(|(home, _)| home.clone());
        (project.has_statement(&id), home, links, project.proposition_of(&id).cloned())
    });
    let others = [1, 2, 3].map(|number| {
        let relation = RelationId::new(&format!("r-{number}")).unwrap();
        let remark = RemarkId::new(&format!("m-{number}")).unwrap();
        (project.has_relation(&relation), project.has_remark(&remark))
    });
    let texts = TEXTS.map(|(_, text)| {
        project.article_with_text(&ascribe::model::sha256(text)).map(|article| article.id().clone())
    });
    let members = ["p-1", "p-2"].map(|id| {
        let id = PropositionId::new(id).unwrap();
        project.members(&id).map(|(_, statement)| statement.id.clone()).collect::<Vec<_>>()
    });
    let naming = names.map(|name| {
        let id = source_id(name);
        project.naming(&id).map(|(_, statement)| statement.id.clone()).collect::<Vec<_>>()
    });
    let near: Vec<_> = project
        .layers()
        .values()
        .map(|layer| {
            let marks = layer.marks();
            let spans = (0..17).map(|n| Span { start: n * 10, end: n * 10 + 10 });
            spans
                .map(|span| marks.near(span).map(|s| s.id.clone()).collect::<Vec<_>>())
                .collect::<Vec<_>>()
        })
        .collect();
    is_known_without_a_look(project);
    format!(
        "{uses:?} {marks:?} {others:?} {texts:?} {members:?} {naming:?} {near:?} {}",
        project.n_statements()
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn random_edits_are_taken_back_to_the_start_and_refused_ones_leave_no_trace(tries in tries()) {
        let start = sample::project();
        let (mut project, mut history) = (start.clone(), History::default());
        carry_out(&mut project, &mut history, tries);
        let stamp = || (annotator("ann"), sample::at(9));
        let end = project.clone();
        let mut n_undone = 0;
        while history.undo(&mut project, stamp()).unwrap().is_some() {
            n_undone += 1;
        }
        prop_assert!(project == start);
        prop_assert_eq!(answers(&project), answers(&start));
        for _ in 0..n_undone {
            history.redo(&mut project, stamp()).unwrap();
        }
        prop_assert!(project == end);
    }

    #[test]
    fn what_a_project_knows_about_itself_is_what_its_records_say(tries in tries()) {
        let (mut project, mut history) = (sample::project(), History::default());
        carry_out(&mut project, &mut history, tries);
        let (rebuilt, problems) = assemble(project.tables().clone());
        prop_assert_eq!(problems, vec![]);
        prop_assert!(rebuilt == project);
        prop_assert_eq!(answers(&rebuilt), answers(&project));
    }

    /// Edits are put without asking the rules, so most of these tables do not hold together.
    #[test]
    fn tables_taken_whole_are_what_they_are_record_by_record(tries in tries()) {
        let mut tables = sample::project().tables().clone();
        for one in tries {
            if let Try::Edit(edit) = one {
                drop(tables.put(*edit));
            }
            let (project, problems) = assemble(tables.clone());
            let (slow, expected) = record_by_record(tables.clone());
            prop_assert_eq!(problems, expected);
            prop_assert!(project == slow);
            prop_assert_eq!(answers(&project), answers(&slow));
        }
    }

    #[test]
    fn all_steps_replayed_over_any_state_between_give_the_last_state(tries in tries(), pick in any::<prop::sample::Index>()) {
        let (mut project, mut history) = (sample::project(), History::default());
        let (steps, states) = carry_out(&mut project, &mut history, tries);
        let mut tables = states[pick.index(states.len())].clone();
        for step in &steps {
            drop(tables.put(step.edit.clone()));
        }
        prop_assert!(tables == *project.tables());
        let again = History::of(steps);
        prop_assert_eq!(again.steps(), history.steps());
        prop_assert_eq!(again.next_redo(), history.next_redo());
        prop_assert_eq!(again.last(), history.last());
    }

    #[test]
    fn files_and_steps_read_back_as_they_were_written(tries in tries()) {
        let (mut project, mut history) = (sample::project(), History::default());
        let (steps, _) = carry_out(&mut project, &mut history, tries);
        let journal: String = steps.iter().map(|step| line_of(step).unwrap()).collect();
        let journal = opening() + &journal;
        let read = read_journal(journal.as_bytes()).unwrap();
        prop_assert_eq!(read.entries.len(), steps.len());
        let last = read_last_of_journal(journal.as_bytes(), steps.len() / 2).unwrap();
        let lines = |journal: &Journal| -> Vec<_> {
            let entries = journal.entries.iter();
            entries.map(|entry| (entry.line, entry.bytes.clone(), entry.step.clone())).collect()
        };
        prop_assert_eq!(lines(&last), lines(&read).split_off(steps.len() - steps.len() / 2));
        prop_assert_eq!((last.whole, last.torn_at), (read.whole, read.torn_at));
        for (entry, step) in read.entries.into_iter().zip(steps) {
            // Texts have files of their own.
            prop_assert_eq!(without_texts(entry.step), without_texts(step));
        }
        let set = SetFile::of(&project, &Selection::all(&project));
        let (parts, problems) = from_ron::<SetFile>(&to_ron(&set).unwrap()).unwrap().into_parts();
        prop_assert_eq!(problems, vec![]);
        let (tables, _) = parts.into_tables();
        prop_assert!(tables == *project.tables());
    }
}

fn without_texts(mut step: Step) -> Step {
    let blank = |edit: &mut Edit| {
        edit.for_each_article(&mut |article| {
            let ron = ron::to_string(article.as_ref()).unwrap();
            *article = Arc::new(ron::from_str(&ron).unwrap());
        });
    };
    blank(&mut step.edit);
    blank(&mut step.inverse);
    step
}

#[test]
fn a_statement_and_a_mark_of_no_statement_exclude_each_other() {
    let mut project = sample::project();
    let home = layer_id("ferry", "ann");
    let headline = sample::span(FERRY, "Ferry fleet grounded");
    let fact = || {
        let fact = Statement::new(statement_id("s-x"), Kind::Fact, vec![headline], stamp(1));
        put_statement(&home, fact)
    };
    let refusal = apply(&mut project, fact()).unwrap_err().to_string();
    assert!(refusal.contains("marked as holding no statement"), "{refusal}");
    let unmark = Edit::NoStatement(home.clone(), headline, false);
    apply(&mut project, Edit::batch(vec![unmark, fact()])).unwrap();
    let refusal = apply(&mut project, Edit::NoStatement(home, headline, true)).unwrap_err();
    assert!(refusal.to_string().contains("there are statements here"), "{refusal}");
    apply(&mut project, put_source("crew", "The crew", SourceType::UnnamedGroup)).unwrap();
}

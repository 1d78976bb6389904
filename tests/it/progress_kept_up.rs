//! How far the work on a layer has come, counted along the text and kept up: both say what asking about each sentence says.

use crate::sample::{add_article, annotator, article_id, beginning, layer_id, put_statement};
use crate::sample::{stamp, statement_id};
use ascribe::model::{
    Article, Edit, Kind, Layer, LayerHead, LayerId, Project, Settings, Statement, Word as _, apply,
};
use ascribe::report::{LayerProgress, of_layer};
use ascribe::text::{Role, Segment, Span};
use proptest::prelude::*;
use proptest::sample::Index;
use std::sync::Arc;

const N_SENTENCES: usize = 30;

fn project() -> (Project, LayerId) {
    let text =
        format!("A headline\n\n{}\n", "It rained all day. Nobody came.\n".repeat(N_SENTENCES / 2));
    let home = layer_id("long", "ann");
    let mut project = Project::new(Settings::default());
    for edit in [
        beginning(),
        add_article("long", &text),
        Edit::Layer(home.clone(), Some(LayerHead::default())),
    ] {
        apply(&mut project, edit).unwrap();
    }
    (project, home)
}

/// An edit, sensible or not: of a statement with one or two pieces of content, of a mark that there is none, or of two
/// sentences, which become one or get another role.
fn edit(article: &Article, home: &LayerId, choices: &[Index; 6]) -> Edit {
    let [sort, which, kind, first, second, length] = choices;
    let segments = article.segments();
    let id = statement_id(&format!("s-{}", which.index(40)));
    match sort.index(10) {
        0 => Edit::Statement(home.clone(), id, None),
        1 | 2 => {
            let segment = segments[first.index(segments.len())];
            Edit::NoStatement(home.clone(), segment.span, second.index(3) > 0)
        }
        3 | 4 => {
            let from = first.index(segments.len() - 1);
            let pair = [segments[from], segments[from + 1]];
            let within = pair[0].span.union(pair[1].span);
            let role = if kind.index(2) == 0 { Role::Sentence } else { Role::Heading };
            let whole = Segment { span: within, role, ..pair[0] };
            let run = if second.index(2) == 0 {
                vec![whole]
            } else {
                pair.map(|one| Segment { role, ..one }).to_vec()
            };
            Edit::Segments { article: home.article.clone(), within, run }
        }
        sort => {
            let piece = |at: &Index, longest: usize| {
                let start = at.index(article.text().len() - 1);
                let end = (start + 1 + length.index(longest)).min(article.text().len());
                Span::new(start, end).trimmed(&article.text())
            };
            let mut content = vec![piece(first, if sort == 5 { 200 } else { 30 })];
            if sort == 6 {
                content.push(piece(second, 20));
            }
            content.sort();
            let kind = Kind::ALL[kind.index(Kind::ALL.len())];
            put_statement(home, Statement::new(id, kind, content, stamp(0)))
        }
    }
}

/// Asks the layer about each sentence.
fn asked(article: &Article, layer: &Layer) -> [usize; 3] {
    let mut counts = [0; 3];
    let marks = layer.marks();
    for segment in article.segments().iter().filter(|segment| segment.role.is_prose()) {
        let holds = |statement: &Arc<Statement>| {
            statement.content.iter().any(|piece| piece.overlaps(segment.span))
        };
        let held = match () {
            () if marks.statements().values().any(holds) => 0,
            () if marks.no_statement().iter().any(|mark| mark.contains(segment.span)) => 1,
            () => 2,
        };
        counts[held] += 1;
    }
    counts
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn progress_that_is_counted_and_kept_up_is_what_each_sentence_says(
        choices in prop::collection::vec(any::<[Index; 6]>(), 1..80), together in 1..5_usize,
    ) {
        let (mut project, home) = project();
        let article = |project: &Project| Arc::clone(&project.articles()[&article_id("long")]);
        let layer = |project: &Project| Arc::clone(project.layer(&home.article, &annotator("ann")).unwrap());
        let mut known = (article(&project), layer(&project));
        let mut progress: LayerProgress = of_layer(&known.0, &known.1);
        prop_assert_eq!(progress.untagged, N_SENTENCES);
        for some in choices.chunks(together) {
            for choices in some {
                // What the rules refuse changes nothing.
                let edit = edit(&article(&project), &home, choices);
                apply(&mut project, edit).ok();
            }
            let new = (article(&project), layer(&project));
            progress.follow((&known.0, &known.1), (&new.0, &new.1));
            prop_assert_eq!(&progress, &of_layer(&new.0, &new.1));
            let LayerProgress { annotated, none_marked, untagged, .. } = progress;
            prop_assert_eq!([annotated, none_marked, untagged], asked(&new.0, &new.1));
            known = new;
        }
    }
}

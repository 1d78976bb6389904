//! A project of any number of articles (every third sentence tagged), the same each time.

#![allow(dead_code, reason = "no bench needs all of it")]

mod prose;

use ascribe::model::{
    Annotator, AnnotatorId, AnnotatorKind, Article, ArticleId, Cue, CueClass, Edit, Kind,
    LayerHead, LayerId, Level, Metadata, Original, Project, Settings, Source, SourceId, SourceType,
    Stamp, Statement, StatementId, apply,
};
use ascribe::text::{Role, Segment, Span};
use jiff::Timestamp;
use std::sync::Arc;

const N_SENTENCES: usize = 30;
const N_SOURCES: usize = 24;

/// The sizes that figures are given for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Size {
    /// 100 articles.
    S,
    /// 1,000 articles.
    M,
    /// 10,000 articles.
    L,
    /// One article of 100,000 sentences.
    Xl,
}

impl Size {
    pub(crate) fn n_articles(self) -> usize {
        match self {
            Self::S => 100,
            Self::M => 1_000,
            Self::L => 10_000,
            Self::Xl => 1,
        }
    }

    pub(crate) fn project(self) -> Project {
        let n_sentences = if self == Self::Xl { 100_000 } else { N_SENTENCES };
        generate_long(self.n_articles(), n_sentences)
    }
}

pub(crate) fn stamp(seconds: usize) -> Stamp {
    Stamp { by: annotator(), at: Timestamp::from_second(1_780_000_000 + seconds as i64).unwrap() }
}

pub(crate) fn annotator() -> AnnotatorId {
    AnnotatorId::new("ann").unwrap()
}

fn source(number: usize) -> SourceId {
    SourceId::new(&format!("source-{}", number % N_SOURCES)).unwrap()
}

/// How a sentence begins.
struct LeadIn {
    name: &'static str,
    verb: &'static str,
}

fn lead_in(article: usize, number: usize) -> LeadIn {
    let name = ["The mayor", "A spokesman", "The ferry company", "One of the divers"][number % 4];
    let verb = ["said", "denied", "confirmed", "claimed"][(article + number) % 4];
    LeadIn { name, verb }
}

/// A sentence by the numbers of its article and of itself.
type Sentence = fn(usize, usize) -> String;

/// Sentences of 124 characters on average, all different.
fn sentence(article: usize, number: usize) -> String {
    let LeadIn { name, verb } = lead_in(article, number);
    let tail = "while the boats stayed in the harbour ".repeat(1 + number % 2);
    format!(
        "{name} {verb} on day {article} that pier {number} had to be closed for repairs {tail}again."
    )
}

fn article(number: usize, n_sentences: usize, sentence: Sentence) -> Article {
    let mut text = String::new();
    let mut segments = Vec::new();
    for at in 0..n_sentences {
        let start = text.len();
        text += &sentence(number, at);
        let span = Span::new(start, text.len());
        let opens_paragraph = at % 5 == 0;
        segments.push(Segment { span, role: Role::Sentence, sure: true, opens_paragraph });
        text += if at % 5 == 4 { "\n\n" } else { " " };
    }
    let id = ArticleId::new(&format!("article-{number:04}")).unwrap();
    let metadata = Metadata { title: format!("Article {number}"), ..Metadata::default() };
    Article::new(id, metadata, Original::default(), text.into(), segments).unwrap()
}

pub(crate) fn statement(article: &Article, number: usize, segment: usize) -> Statement {
    let span = article.segments()[segment].span;
    let text = article.text();
    let words = span.of(&text);
    let place =
        |start: usize, end: usize| Span::new(span.range().start + start, span.range().start + end);
    let verb = words.find(" on day").unwrap();
    let cue = words.get(..verb).and_then(|before| before.rfind(' ')).unwrap() + 1;
    let level = Level {
        mention: vec![place(0, cue - 1)],
        cue: Cue { words: vec![place(cue, verb)], class: CueClass::Assertion },
        ..Level::of(source(number + segment))
    };
    let id = StatementId::new(&format!("s-{number:04}-{segment:02}")).unwrap();
    let content = place(words.find("that").unwrap(), words.len());
    Statement {
        chain: vec![level],
        ..Statement::new(id, Kind::Claim, vec![content], stamp(segment))
    }
}

pub(crate) fn layer_id(article: &Article) -> LayerId {
    LayerId { article: article.id().clone(), annotator: annotator() }
}

/// Articles of 30 sentences.
pub(crate) fn generate(n_articles: usize) -> Project {
    generate_long(n_articles, N_SENTENCES)
}

pub(crate) fn generate_long(n_articles: usize, n_sentences: usize) -> Project {
    with_articles(&vec![n_sentences; n_articles])
}

/// Articles of so many sentences.
pub(crate) fn with_articles(lengths: &[usize]) -> Project {
    with_sentences(lengths, sentence)
}

/// Articles of 30 sentences each, whose words repeat themselves as those of prose do.
pub(crate) fn in_prose(n_articles: usize) -> Project {
    with_sentences(&vec![N_SENTENCES; n_articles], prose::sentence)
}

fn with_sentences(lengths: &[usize], sentence: Sentence) -> Project {
    let mut project = Project::new(Settings { title: "Bench".to_owned(), ..Settings::default() });
    let mut put = |edit| drop(apply(&mut project, edit).unwrap());
    let ann = Annotator { id: annotator(), name: "Ann".to_owned(), kind: AnnotatorKind::Human };
    put(Edit::Annotator(annotator(), Some(ann)));
    for number in 0..N_SOURCES {
        let new = Source::named(source(number), &format!("Source {number}"), SourceType::Person);
        put(Edit::Source(source(number), Some(new)));
    }
    for (number, n_sentences) in lengths.iter().copied().enumerate() {
        let article = article(number, n_sentences, sentence);
        let home = layer_id(&article);
        put(Edit::Article(article.id().clone(), Some(Arc::new(article.clone()))));
        put(Edit::Layer(home.clone(), Some(LayerHead::default())));
        for segment in (0..n_sentences).step_by(3) {
            let new = statement(&article, number, segment);
            put(Edit::Statement(home.clone(), new.id.clone(), Some(Arc::new(new))));
        }
    }
    project
}

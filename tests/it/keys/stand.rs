//! A session that is driven by keys and shown as marked text.

use ascribe::model::{
    AnnotatorId, Article, ArticleId, Edit, History, Kind, Marks, Metadata, Original, Project,
    Settings, Statement, apply,
};
use ascribe::session::commands::commands;
use ascribe::session::{
    Action, Command, Notice, Session, SourceChoice, SourcePurpose, Wish, ids::IdMaker,
};
use ascribe::text::{Role, Segment, Span};
use jiff::Timestamp;
use std::sync::Arc;

pub(super) fn now() -> Timestamp {
    "2024-05-01T10:00:00Z".parse().unwrap()
}

/// A session on one article, and what it asked and told.
pub(super) struct Stand {
    pub(super) session: Session,
    pub(super) asked: Option<(SourcePurpose, String)>,
    pub(super) asks_to_clear: bool,
    pub(super) wishes: Vec<Wish>,
    pub(super) told: Vec<Notice>,
}

/// A marked text taken apart.
#[derive(Default)]
struct Parsed {
    text: String,
    segments: Vec<Segment>,
    stood_on: usize,
    selection: Option<Span>,
    caret: Option<usize>,
}

impl Parsed {
    fn of(marked: &str) -> Self {
        let mut parsed = Self::default();
        let mut opens_paragraph = true;
        for line in marked.trim_matches('\n').lines() {
            if line.trim().is_empty() {
                parsed.text.push_str("\n\n");
                opens_paragraph = true;
                continue;
            }
            parsed.line(line, opens_paragraph);
            opens_paragraph = false;
        }
        parsed
    }

    fn line(&mut self, line: &str, opens_paragraph: bool) {
        if line.starts_with('>') {
            self.stood_on = self.segments.len();
        }
        let words = line.trim_start_matches('>').trim();
        let (words, role) = match words.strip_prefix("# ") {
            Some(words) => (words, Role::Heading),
            None => (words, Role::Sentence),
        };
        let (words, sure) = match words.strip_suffix('~') {
            Some(words) => (words.trim_end(), false),
            None => (words, true),
        };
        if !opens_paragraph {
            self.text.push(' ');
        }
        let start = self.text.len();
        let mut anchor = None;
        for letter in words.chars() {
            match letter {
                '«' => anchor = Some(self.text.len()),
                '»' => self.selection = anchor.map(|from| Span::new(from, self.text.len())),
                '|' => self.caret = Some(self.text.len()),
                letter => self.text.push(letter),
            }
        }
        let span = Span::new(start, self.text.len());
        self.segments.push(Segment { span, role, sure, opens_paragraph });
    }
}

impl Stand {
    pub(super) fn on(marked: &str) -> Self {
        let parsed = Parsed::of(marked);
        let id = ArticleId::new("article").unwrap();
        let original = Original {
            file: "a.txt".to_owned(),
            encoding: "UTF-8".to_owned(),
            ..Original::default()
        };
        let metadata = Metadata { title: "An article".to_owned(), ..Metadata::default() };
        let article =
            Article::new(id.clone(), metadata, original, parsed.text.into(), parsed.segments);
        let mut project = Project::new(Settings::default());
        apply(&mut project, Edit::Article(id, Some(Arc::new(article.unwrap())))).unwrap();
        let me = AnnotatorId::new("ann").unwrap();
        let session = Session::new(project, History::default(), me, "Ann", None);
        let mut stand = Self {
            session: session.with_ids(IdMaker::seeded(1)),
            asked: None,
            asks_to_clear: false,
            wishes: Vec::new(),
            told: Vec::new(),
        };
        stand.act(Action::StandOn(parsed.stood_on));
        if let Some(span) = parsed.selection {
            stand.act(Action::Select(span));
        }
        if let Some(byte) = parsed.caret {
            stand.act(Action::PlaceCaret { byte, extend: false });
        }
        stand.wishes.clear();
        stand
    }

    pub(super) fn act(&mut self, action: Action) {
        self.session.perform(action, now());
        for wish in self.session.take_wishes() {
            match wish {
                Wish::PickSource(purpose, words) => self.asked = Some((purpose, words)),
                Wish::ConfirmClear(_) => self.asks_to_clear = true,
                Wish::Show(_) => {}
                other => self.wishes.push(other),
            }
        }
        self.told.extend(self.session.take_notices());
    }

    /// Presses keys that stand one after the other with spaces between them.
    #[track_caller]
    pub(super) fn press(&mut self, keys: &str) {
        for key in keys.split_whitespace() {
            if let Some(name) = key.strip_prefix('=') {
                let (purpose, _) = self.asked.take().expect("somebody asked for a source");
                let name = name.replace('_', " ");
                let known = self.session.source_called(&name);
                let choice = known.map_or(SourceChoice::New(name), SourceChoice::Known);
                self.act(Action::SetSource(purpose, choice));
            } else if key == "yes" {
                assert!(std::mem::take(&mut self.asks_to_clear), "nobody asked");
                self.act(Action::ClearSentence);
            } else {
                self.act(command(key).into());
            }
        }
    }

    /// Keys, then marked text and, behind `!`, words that are told by then.
    #[track_caller]
    pub(super) fn then(&mut self, keys: &str, after: &str) {
        self.press(keys);
        let (after, told) = after.split_once('!').unwrap_or((after, ""));
        let found = tidy(&self.marked(after.contains("[*")));
        let wanted = tidy(after);
        let said = &self.told;
        assert!(
            found == wanted,
            "after {keys} found\n{found}\n\nwanted\n{wanted}\n\ntold {said:?}"
        );
        let last = self.told.last().map_or("", |notice| notice.text.as_str());
        assert!(last.contains(told.trim()), "after {keys} told “{last}”, not “{told}”");
    }

    /// The article as marked text; with the focus where `shows_focus`.
    fn marked(&self, shows_focus: bool) -> String {
        let article = self.session.article().unwrap();
        let marks = self.session.marks();
        let marks = marks.as_deref();
        let mut marked = String::new();
        for (index, segment) in article.segments().iter().enumerate() {
            if segment.opens_paragraph && index > 0 {
                marked.push('\n');
            }
            marked.push(if index == self.session.place().segment { '>' } else { ' ' });
            marked.push_str(if segment.role == Role::Heading { " # " } else { " " });
            marked.push_str(&self.words(&article.text(), segment.span));
            marked.push_str(if segment.sure { "" } else { " ~" });
            for statement in marks.into_iter().flat_map(Marks::in_text_order) {
                if segment
                    .span
                    .contains(Span::new(statement.start() as usize, statement.start() as usize + 1))
                {
                    marked.push(' ');
                    marked.push_str(&self.tag(article, segment.span, statement, shows_focus));
                }
            }
            if marks.is_some_and(|marks| marks.is_no_statement(segment.span)) {
                marked.push_str(" [none]");
            }
            marked.push('\n');
        }
        marked
    }

    /// The words of a segment with caret and selection in them.
    fn words(&self, text: &str, span: Span) -> String {
        let mut words = span.of(text).to_owned();
        let mut signs = match (self.session.selection(), self.session.place().caret) {
            (Some(span), _) => vec![(span.end as usize, '»'), (span.start as usize, '«')],
            (None, Some(caret)) => vec![(caret.head, '|')],
            (None, None) => Vec::new(),
        };
        let start = span.start as usize;
        signs.retain(|(byte, _)| (start..=span.end as usize).contains(byte));
        for (byte, sign) in signs {
            words.insert(byte - start, sign);
        }
        words
    }

    fn tag(&self, article: &Article, whole: Span, tagged: &Statement, focus: bool) -> String {
        let text = article.text();
        let quote = |spans: &[Span]| {
            let parts: Vec<&str> = spans.iter().map(|span| span.of(&text)).collect();
            format!("“{}”", parts.join(" … "))
        };
        let is_focus =
            focus && self.session.focus().is_some_and(|statement| statement.id == tagged.id);
        let kind = match tagged.kind {
            Kind::Claim => "claim",
            Kind::Denial => "denial",
            Kind::Fact => "fact",
        };
        let mut tag = format!("[{}{kind}", if is_focus { "*" } else { "" });
        if tagged.content != [whole] {
            tag.push(' ');
            tag.push_str(&quote(&tagged.content));
        }
        for level in &tagged.chain {
            let name = &self.session.project().sources()[&level.source].name;
            tag.push_str(&format!(", by {name}"));
            if !level.mention.is_empty() {
                tag.push_str(&format!(", called {}", quote(&level.mention)));
            }
            if !level.cue.words.is_empty() {
                tag.push_str(&format!(", cue {}", quote(&level.cue.words)));
            }
        }
        if !tagged.author_cue.words.is_empty() {
            tag.push_str(&format!(", own cue {}", quote(&tagged.author_cue.words)));
        }
        tag + "]"
    }
}

/// The command of a key as a person would write it: `c`, `Shift+U`, `+`.
#[track_caller]
fn command(key: &str) -> Command {
    let letter = key.len() == 1 && key.chars().all(char::is_alphabetic);
    let wanted = match key {
        "+" => "Plus".to_owned(),
        "'" => "Quote".to_owned(),
        key if letter => key.to_uppercase(),
        key => key.to_owned(),
    };
    let rows = commands();
    let row = rows.iter().find(|row| row.keys.contains(&wanted.as_str()));
    row.unwrap_or_else(|| panic!("no command has the key {key}")).command
}

/// Lines without the spaces that only align them.
fn tidy(marked: &str) -> String {
    let lines = marked.trim_matches('\n').lines().map(|line| {
        let words: Vec<&str> = line.split_whitespace().collect();
        let is_stood_on = words.first() == Some(&">");
        let words = words.join(" ");
        if is_stood_on || words.is_empty() { words } else { format!("  {words}") }
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// Marked text, keys, marked text, and so on: a line that begins with `=` holds keys, and one with `!` words that are told then.
#[track_caller]
pub(super) fn check(script: &str) -> Stand {
    let mut parts = script.split("\n=");
    let mut stand = Stand::on(parts.next().unwrap_or_default());
    for part in parts {
        let (keys, after) = part.split_once('\n').unwrap_or((part, ""));
        stand.then(keys, after);
    }
    stand
}

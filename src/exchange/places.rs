//! From the numbers in a file to places in its texts: every way of counting is held against quotations, the edges of words
//! and the ends of sentences, and the one that fits best is taken.
//!
//! A mark that does not stand where its file says stays out and is reported; nothing is put where it merely might belong.

use super::counting::{Counting, Misplaced, View};
use super::fault::{ExchangeError, Fault};
use super::set::{Document, Mark, Place, Set};
use crate::text::{Anchor, Unit, anchor};
use std::collections::BTreeSet;
use std::ops::ControlFlow;

/// So many marks are looked at to find out how a file counts.
const LOOKED_AT: usize = 5_000;

/// Fewer marks than this say nothing about how a file counts.
const FEWEST: usize = 4;

/// Another way than the format's own has to fit by so much better, in hundredths.
const MARGIN: u32 = 5;

/// Below this the file is not understood, in hundredths.
const THRESHOLD: u32 = 50;

/// How a way of counting fits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Score {
    /// Marks that were looked at.
    pub marks: usize,
    /// Of these, marks with a quotation.
    pub quoted: usize,
    /// Starts and ends that fit; two for a mark whose quotation stands at its place.
    pub fitting: usize,
    /// Ends of marks at ends of sentences.
    pub sentences: usize,
}

impl Score {
    /// How well it fits, in hundredths.
    #[must_use]
    pub fn percent(&self) -> u32 {
        if self.marks == 0 {
            return 100;
        }
        u32::try_from(self.fitting * 100 / (2 * self.marks)).unwrap_or(100)
    }
}

/// How the places of a set were understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settled {
    /// The way of counting.
    pub counting: Counting,
    /// How well it fits.
    pub score: Score,
    /// What stayed out, and why.
    pub faults: Vec<Fault>,
}

/// Looks at a document; a break when it wants to see no more.
pub(super) type Looking<'a> = dyn FnMut(&Document) -> ControlFlow<()> + 'a;

/// Shows documents, as they are in their files.
type Show<'a> = dyn Fn(&mut Looking<'_>) -> Result<(), ExchangeError> + 'a;

/// The way of counting that was `asked` for or else fits best, of documents whose places usually count `own`.
///
/// # Errors
/// When no way of counting fits well enough and none was asked for, or a document cannot be shown.
pub(super) fn settled_counting(
    own: Unit,
    asked: Option<Unit>,
    show: &Show<'_>,
) -> Result<(Counting, Score), ExchangeError> {
    let (counting, score) = choose(own, asked, show)?;
    if asked.is_none() && score.marks >= FEWEST && score.percent() < THRESHOLD {
        let best = counting.to_string();
        return Err(ExchangeError::Unit { best, percent: score.percent() });
    }
    Ok((counting, score))
}

/// Makes bytes of every place of a set whose way of counting is known.
pub(super) fn place_all(set: &mut Set, counting: Counting) -> Vec<Fault> {
    let mut faults = Vec::new();
    for document in &mut set.documents {
        unlike_ids(document, &mut faults);
        if document.text.is_some() {
            place_document(document, counting, &mut faults);
        }
        untie(document, &mut faults);
        document.path.clear();
    }
    set.unit = if set.documents.iter().all(|one| one.text.is_some()) {
        Unit::Bytes
    } else {
        counting.unit
    };
    faults
}

fn choose(
    own: Unit,
    asked: Option<Unit>,
    show: &Show<'_>,
) -> Result<(Counting, Score), ExchangeError> {
    let own = Counting::plain(asked.unwrap_or(own));
    let mut first = (own, Score::default());
    score_all(std::slice::from_mut(&mut first), show)?;
    if first.1.percent() == 100 {
        return Ok(first);
    }
    let may_be =
        |counting: &Counting| *counting != own && asked.is_none_or(|unit| unit == counting.unit);
    let others = Counting::all(own.unit).into_iter().filter(may_be);
    let mut others: Vec<(Counting, Score)> = others.map(|one| (one, Score::default())).collect();
    score_all(&mut others, show)?;
    let mut best = first;
    for (counting, found) in others {
        let needed = if best.0 == own { first.1.percent() + MARGIN } else { best.1.percent() };
        let is_better = found.percent() > needed
            || (best.0 != own && found.percent() == needed && found.sentences > best.1.sentences);
        if is_better {
            best = (counting, found);
        }
    }
    Ok(best)
}

/// How well several ways fit, looked at together, so that documents are shown only once.
fn score_all(scores: &mut [(Counting, Score)], show: &Show<'_>) -> Result<(), ExchangeError> {
    show(&mut |document| {
        // All of them see the same marks, so that they have enough at the same time.
        let mut flow = ControlFlow::Continue(());
        for (counting, score) in &mut *scores {
            flow = score.look(document, *counting);
        }
        flow
    })
}

impl Score {
    fn look(&mut self, document: &Document, counting: Counting) -> ControlFlow<()> {
        let Some(text) = &document.text else { return ControlFlow::Continue(()) };
        let view = View::of(text, counting);
        for mark in document.marks.iter().filter(|mark| !mark.places.is_empty()) {
            if self.marks >= LOOKED_AT {
                return ControlFlow::Break(());
            }
            self.add(text, &view, mark);
        }
        ControlFlow::Continue(())
    }

    fn add(&mut self, text: &str, view: &View<'_>, mark: &Mark) {
        self.marks += 1;
        self.quoted += usize::from(!mark.quote.is_empty());
        let places: Result<Vec<_>, _> =
            mark.places.iter().map(|place| view.place(*place)).collect();
        let Ok(places) = places else { return };
        // Words that shrink to nothing fit anywhere.
        let shrinks =
            |(place, was): (&Place, &Place)| place.start == place.end && was.start < was.end;
        if places.iter().zip(&mark.places).any(shrinks) {
            return;
        }
        let (start, end) =
            (places.first().map_or(0, |one| one.start), places.last().map_or(0, |one| one.end));
        self.sentences += usize::from(ends_sentence(text, end));
        if mark.quote.is_empty() {
            self.fitting += usize::from(is_edge(text, start)) + usize::from(is_edge(text, end));
        } else if stands(text, &places, &mark.quote) {
            self.fitting += 2;
        }
    }
}

/// Does no word go on over this byte, and does white space stand on one side of it at most? Scripts that write no spaces
/// between words say nothing, and so fit.
fn is_edge(text: &str, byte: usize) -> bool {
    let before = text.get(..byte).and_then(|head| head.chars().next_back());
    let behind = text.get(byte..).and_then(|tail| tail.chars().next());
    let (Some(before), Some(behind)) = (before, behind) else { return true };
    let both = |is: fn(char) -> bool| is(before) && is(behind);
    !both(spaces_words) && !both(char::is_whitespace)
}

/// Is it a letter or digit of a script that has spaces between words? Thai, Lao, Burmese, Khmer, Chinese and Japanese have
/// none.
fn spaces_words(letter: char) -> bool {
    let has_none = matches!(letter,
        '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
        | '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}');
    letter.is_alphanumeric() && !has_none
}

fn ends_sentence(text: &str, byte: usize) -> bool {
    let before = text.get(..byte).and_then(|head| head.chars().next_back());
    let behind = text.get(byte..).and_then(|tail| tail.chars().next());
    before.is_some_and(|c| ".!?…。！？؟”»\"".contains(c)) || behind.is_none_or(|c| c == '\n')
}

/// Do these words stand at these places? White space is white space: formats write a line end as a space.
pub(super) fn stands(text: &str, places: &[Place], quote: &str) -> bool {
    let mut found = places.iter().flat_map(|place| place.of(text).split_whitespace());
    let mut words = quote.split_whitespace();
    loop {
        match (found.next(), words.next()) {
            (None, None) => return true,
            (Some(a), Some(b)) if a == b => {}
            // Parts may meet without a space, or a word be cut by one.
            _ => break,
        }
    }
    let bare = |text: &str| text.split_whitespace().collect::<String>();
    places.iter().map(|place| bare(place.of(text))).collect::<String>() == bare(quote)
}

/// Of marks with one id the later ones get another.
fn unlike_ids(document: &mut Document, faults: &mut Vec<Fault>) {
    let mut taken = BTreeSet::new();
    for mark in &mut document.marks {
        if taken.contains(&mark.id) {
            let id = crate::model::free_slug(&mark.id, |id| taken.contains(id));
            let what = format!("the id “{}” occurs twice; here it becomes “{id}”", mark.id);
            faults.push(Fault::at(&document.path, mark.line, what));
            mark.id = id;
        }
        taken.insert(mark.id.clone());
    }
}

fn place_document(document: &mut Document, counting: Counting, faults: &mut Vec<Fault>) {
    let Some(text) = document.text.take() else { return };
    let view = View::of(&text, counting);
    let path = document.path.clone();
    document.marks.retain_mut(|mark| match place_mark(&text, &view, mark) {
        Ok(()) => true,
        Err(what) => {
            faults.push(Fault::at(&path, mark.line, what));
            false
        }
    });
    for piece in &mut document.segments {
        // A piece that is nowhere is empty, and goes.
        piece.place = view.place(piece.place).unwrap_or_default();
    }
    document.segments.retain(|piece| piece.place.start < piece.place.end);
    document.text = Some(text);
}

fn place_mark(text: &str, view: &View<'_>, mark: &mut Mark) -> Result<(), String> {
    let name = format!("“{}” ({})", mark.id, mark.label);
    if mark.places.is_empty() {
        mark.places = vec![sole_place(text, mark).map_err(|why| format!("{name} {why}"))?];
    } else {
        for place in &mut mark.places {
            *place = view.place(*place).map_err(|why| describe(&name, *place, view, &why))?;
        }
        if !mark.quote.is_empty() && !stands(text, &mark.places, &mark.quote) {
            let found: Vec<_> = mark.places.iter().map(|place| place.of(text)).collect();
            let (found, quote) = (found.join(" "), &mark.quote);
            return Err(format!("{name}: expected “{quote}”, found “{found}” at its place"));
        }
        mark.places.sort_unstable();
    }
    mark.quote.clear();
    mark.prefix.clear();
    mark.suffix.clear();
    mark.line = 0;
    Ok(())
}

fn describe(name: &str, place: Place, view: &View<'_>, why: &Misplaced) -> String {
    let (start, end) = (place.start, place.end);
    match why {
        Misplaced::Inverted => format!("{name} ends at {end}, before it begins at {start}"),
        Misplaced::Beyond(length) => {
            format!("{name} goes from {start} to {end}, and the text ends at {length}")
        }
        Misplaced::Inside(at) => format!(
            "{name} goes from {start} to {end}, and {at} lies inside a character of the text (which ends at {})",
            view.len()
        ),
    }
}

/// The one place where the words of a mark without numbers stand.
fn sole_place(text: &str, mark: &Mark) -> Result<Place, String> {
    if mark.quote.is_empty() {
        return Err("has neither a place nor words".to_owned());
    }
    // Nothing stands behind the end, so no old place has a say.
    match anchor(text, &mark.quote, &mark.prefix, &mark.suffix, text.len()) {
        Anchor::Exact(span) | Anchor::Moved(span) => Ok(span.into()),
        Anchor::Lost => Err(format!("quotes “{}”, which is nowhere in the text", mark.quote)),
        Anchor::Ambiguous(places) => {
            Err(format!("quotes “{}”, which could be at {places} places", mark.quote))
        }
    }
}

/// Ties of which an end is missing go.
fn untie(document: &mut Document, faults: &mut Vec<Fault>) {
    let ids: BTreeSet<&str> = document.marks.iter().map(|mark| mark.id.as_str()).collect();
    for tie in &document.ties {
        let ends = [(&tie.from, true), (&tie.to, tie.to_document.is_none())];
        for (end, _) in ends.into_iter().filter(|(end, here)| *here && !ids.contains(end.as_str()))
        {
            let what = format!(
                "the relation “{}” ({}) names “{end}”, which is not there",
                tie.id, tie.label
            );
            faults.push(Fault::at(&document.path, tie.line, what));
        }
    }
    document.drop_dangling();
    document.ties.iter_mut().for_each(|tie| tie.line = 0);
}

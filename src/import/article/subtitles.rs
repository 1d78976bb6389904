//! Subtitles (`SubRip`, `WebVTT`): what is said, in paragraphs that end with a pause or another speaker.

use super::{Extract, Paragraph, Problem, left_out, paragraph};
use crate::import::decode::decode;
use crate::text::Role;

/// Milliseconds of silence that end a paragraph.
const PAUSE: u64 = 3_000;
/// Letters behind which a paragraph ends with its sentence.
const LONG: usize = 600;

/// Bytes that a mark of markup has at most.
const MARK: usize = 200;

/// A stretch of time and what is said in it.
struct Cue {
    start: u64,
    end: u64,
    /// Lines with the speaker, where one is named.
    lines: Vec<(Option<String>, String)>,
}

/// What subtitles say.
pub(super) fn extract(bytes: &[u8]) -> Result<Extract, Problem> {
    let decoded = decode(bytes).map_err(|error| Problem::Damaged(error.to_string()))?;
    let mut extract = Extract { warnings: decoded.warnings, ..Extract::default() };
    let mut cues: Vec<Cue> = Vec::new();
    for block in blocks(&decoded.text) {
        match cue(&block) {
            Some(cue) => cues.push(cue),
            None if block.first().is_some_and(|line| line.starts_with("WEBVTT")) => {}
            None => extract.left_out.extend(left_out("not a subtitle", &block.join(" "))),
        }
    }
    if cues.is_empty() {
        return Err(Problem::Damaged("no line of it says when something is said".to_owned()));
    }
    extract.paragraphs = paragraphs(&cues);
    extract.left_out.insert(0, format!("time stamps: {} of them", cues.len()));
    Ok(extract)
}

/// Lines up to the next empty one.
fn blocks(text: &str) -> Vec<Vec<&str>> {
    let mut blocks = vec![Vec::new()];
    for line in text.lines() {
        if line.trim().is_empty() {
            blocks.push(Vec::new());
        } else if let Some(block) = blocks.last_mut() {
            block.push(line.trim());
        }
    }
    blocks.retain(|block| !block.is_empty());
    blocks
}

/// The cue that a block is: a time, with a number or name ahead of it, and words behind it.
fn cue(block: &[&str]) -> Option<Cue> {
    let place = block.iter().take(2).position(|line| line.contains("-->"))?;
    let (start, end) = block.get(place)?.split_once("-->")?;
    let start = time(start)?;
    let end = time(end.split_whitespace().next()?)?;
    let lines = block.iter().skip(place + 1).map(|line| spoken(line));
    Some(Cue { start, end, lines: lines.filter(|(_, words)| !words.is_empty()).collect() })
}

/// Hours, minutes, seconds and thousandths as milliseconds; hours may be missing.
fn time(words: &str) -> Option<u64> {
    let words = words.trim().replace(',', ".");
    let (whole, thousandths) = words.split_once('.').unwrap_or((&words, "0"));
    let mut seconds = 0_u64;
    for part in whole.split(':') {
        seconds = seconds.checked_mul(60)?.checked_add(part.trim().parse().ok()?)?;
    }
    seconds.checked_mul(1_000)?.checked_add(thousandths.trim().parse().ok()?)
}

/// A line without its marks, and who speaks it.
fn spoken(line: &str) -> (Option<String>, String) {
    let (mut words, mut speaker) = (String::new(), None);
    let mut rest = line;
    while let Some(at) = rest.find(['<', '{']) {
        let (before, mark) = rest.split_at(at);
        words.push_str(before);
        let close = if mark.starts_with('<') { '>' } else { '}' };
        let is_mark = mark.starts_with('<') || mark.starts_with("{\\");
        let near = mark.get(..mark.floor_char_boundary(MARK)).unwrap_or(mark);
        let Some(end) = near.find(close).filter(|_| is_mark) else {
            let (sign, behind) = mark.split_at(1);
            words.push_str(sign);
            rest = behind;
            continue;
        };
        let (inside, behind) = mark.split_at(end + 1);
        let inside = inside.trim_matches(['<', '>']);
        // <v Fred> or <v.loud Fred>
        let voice = inside.strip_prefix('v').filter(|name| name.starts_with([' ', '.', '\t']));
        let voice = voice.and_then(|name| name.split_once([' ', '\t']));
        if let Some((_, name)) = voice {
            speaker = Some(name.trim().to_owned()).filter(|name| !name.is_empty());
        }
        rest = behind;
    }
    words.push_str(rest);
    for (name, sign) in [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&nbsp;", "\u{A0}"),
        ("&lrm;", "\u{200E}"),
        ("&rlm;", "\u{200F}"),
        ("&amp;", "&"),
    ] {
        words = words.replace(name, sign);
    }
    (speaker, words.trim().to_owned())
}

/// The lines of all cues as running text. A line that is shown again, as captions that roll do, is read once.
fn paragraphs(cues: &[Cue]) -> Vec<Paragraph> {
    let mut paragraphs = Vec::new();
    let mut words = String::new();
    let (mut end, mut speaker) = (0_u64, None);
    let mut shown: &[(Option<String>, String)] = &[];
    for cue in cues {
        let is_pause = cue.start.saturating_sub(end) >= PAUSE;
        for line in &cue.lines {
            let (voice, said) = line;
            if !is_pause && shown.contains(line) {
                continue;
            }
            let is_other = voice.is_some() && *voice != speaker;
            let is_full =
                words.len() > LONG && words.trim_end().ends_with(['.', '!', '?', '…', '。']);
            if is_other || is_pause && words_end_before(&words) || is_full || begins_turn(said) {
                paragraphs.extend(paragraph(&std::mem::take(&mut words), Role::Sentence));
            }
            if is_other {
                words.push_str(voice.as_deref().unwrap_or_default());
                words.push_str(": ");
                speaker.clone_from(voice);
            }
            words.push_str(said);
            words.push(' ');
        }
        (end, shown) = (cue.end.max(end), &cue.lines);
    }
    paragraphs.extend(paragraph(&words, Role::Sentence));
    paragraphs
}

/// A pause inside a sentence does not end it.
fn words_end_before(words: &str) -> bool {
    words.trim_end().ends_with(['.', '!', '?', '…', '。', '！', '？', '"', '”', ')', ']'])
}

/// Does another person begin to speak, as dashes and double angles show?
fn begins_turn(line: &str) -> bool {
    [">>", "- ", "– ", "— "].iter().any(|mark| line.starts_with(mark))
}

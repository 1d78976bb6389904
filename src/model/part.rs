//! The ranges a statement is made of: pieces of its content, source mentions, cues. Each can be named and given other ends.

use super::statement::Statement;
use crate::text::Span;

/// One range of a statement. Levels and pieces are counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// A piece of what is said.
    Content(usize),
    /// A piece of the words that point to the source of a level.
    Mention(usize, usize),
    /// A piece of the cue of a level.
    Cue(usize, usize),
    /// A piece of the author's own cue.
    AuthorCue(usize),
}

impl Part {
    /// What people call it: “content”, “mention”, “cue”.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Content(_) => "content",
            Self::Mention(..) => "mention",
            Self::Cue(..) | Self::AuthorCue(_) => "cue",
        }
    }

    /// Which piece of its list it is.
    fn piece(self) -> usize {
        match self {
            Self::Content(piece)
            | Self::Mention(_, piece)
            | Self::Cue(_, piece)
            | Self::AuthorCue(piece) => piece,
        }
    }
}

impl Statement {
    /// Every range that can be named, content first, then level by level.
    #[must_use]
    pub fn parts(&self) -> Vec<(Part, Span)> {
        let mut parts = numbered(&self.content, Part::Content);
        for (index, level) in self.chain.iter().enumerate() {
            parts.extend(numbered(&level.mention, |piece| Part::Mention(index, piece)));
            parts.extend(numbered(&level.cue.words, |piece| Part::Cue(index, piece)));
        }
        parts.extend(numbered(&self.author_cue.words, Part::AuthorCue));
        parts
    }

    /// The words of a range; `None` where the statement has no such range.
    #[must_use]
    pub fn part(&self, part: Part) -> Option<Span> {
        self.pieces(part)?.get(part.piece()).copied()
    }

    /// Between which bytes a range may lie without touching the pieces next to it.
    #[must_use]
    pub fn room_of(&self, part: Part) -> (usize, usize) {
        let pieces = self.pieces(part).unwrap_or_default();
        let before = part.piece().checked_sub(1).and_then(|before| pieces.get(before));
        let behind = pieces.get(part.piece() + 1);
        let from = before.map_or(0, |span| span.end as usize);
        (from, behind.map_or(usize::MAX, |span| span.start as usize))
    }

    /// Gives a range other ends. A head that is no longer inside its mention goes.
    pub fn set_part(&mut self, part: Part, span: Span) {
        let pieces = match part {
            Part::Content(_) => Some(&mut self.content),
            Part::Mention(level, _) => self.chain.get_mut(level).map(|level| &mut level.mention),
            Part::Cue(level, _) => self.chain.get_mut(level).map(|level| &mut level.cue.words),
            Part::AuthorCue(_) => Some(&mut self.author_cue.words),
        };
        if let Some(piece) = pieces.and_then(|pieces| pieces.get_mut(part.piece())) {
            *piece = span;
        }
        if let Part::Mention(level, _) = part
            && let Some(level) = self.chain.get_mut(level)
        {
            let mention = level.mention.clone();
            level.head = level.head.filter(|head| mention.iter().any(|m| m.contains(*head)));
        }
    }

    fn pieces(&self, part: Part) -> Option<&[Span]> {
        match part {
            Part::Content(_) => Some(&self.content),
            Part::Mention(level, _) => self.chain.get(level).map(|level| level.mention.as_slice()),
            Part::Cue(level, _) => self.chain.get(level).map(|level| level.cue.words.as_slice()),
            Part::AuthorCue(_) => Some(&self.author_cue.words),
        }
    }
}

fn numbered(spans: &[Span], part: impl Fn(usize) -> Part) -> Vec<(Part, Span)> {
    spans.iter().enumerate().map(|(piece, span)| (part(piece), *span)).collect()
}

//! The claim ledger: for every proposition, who asserts, denies, repeats and corrects it, and when.
//!
//! On the board of a proposition stand the statements that a person put into it, and every denial of one of them: the
//! relation “denies” is a person's word too. Whatever else may belong there is proposed, and never grouped by itself.

mod board;
mod overview;
mod proposals;
mod tally;

pub use board::{Board, Entry, Part};
pub use overview::Ledger;
pub use proposals::{joined_to, joining, proposed_members};
pub use tally::Tally;

use crate::model::{Article, DateBasis, Kind, LayerId, Project, RelationKind, Statement};
use jiff::civil::Date;
use serde::Serialize;
use std::sync::Arc;

/// When a statement was made, as well as that is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum When {
    /// The statement has a date of its own.
    Said {
        /// The first day it may have been.
        from: Date,
        /// The last day it may have been.
        to: Date,
        /// How it is known.
        basis: DateBasis,
    },
    /// Its article was published on that day, and nothing else is known.
    Published(Date),
    /// Neither is known.
    Unknown,
}

impl When {
    /// When this statement was made: its own date, else the day on which its article was published.
    #[must_use]
    pub fn of(article: Option<&Article>, statement: &Statement) -> Self {
        if let Some(date) = &*statement.date {
            return Self::Said { from: date.from, to: date.to, basis: date.basis };
        }
        let published = article.and_then(|article| article.metadata().published);
        published.map_or(Self::Unknown, Self::Published)
    }

    /// The first day it may have been.
    #[must_use]
    pub fn day(self) -> Option<Date> {
        match self {
            Self::Said { from, .. } | Self::Published(from) => Some(from),
            Self::Unknown => None,
        }
    }
}

/// A statement and where it lies.
pub(super) type Placed<'a> = (&'a LayerId, Arc<Statement>);

fn asserts((_, statement): &Placed<'_>) -> bool {
    statement.kind != Kind::Denial
}

/// The statements that deny this one.
pub(super) fn deniers<'a>(
    project: &'a Project,
    target: &'a Statement,
) -> impl Iterator<Item = Placed<'a>> {
    project
        .relations_at(&target.id)
        .filter(|(_, relation)| relation.kind == RelationKind::Denies && relation.to == target.id)
        .filter_map(|(_, relation)| project.statement(&relation.from))
}

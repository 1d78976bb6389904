//! What the header of a WebAnno TSV file says of its columns, and what a cell is made of.

/// What the values of a column are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Column<'f> {
    /// Values of a feature.
    Feature(&'f str),
    /// Nothing but that the structure is there.
    Bare,
    /// Roles of a slot; the feature, and the type of its links.
    Roles(&'f str, &'f str),
    /// The ends of the slot before it, by their type.
    Ends(&'f str),
    /// Where a relation comes from, by the type of its ends.
    Base(&'f str),
    /// The relation of a link of a chain to the next one, with its chain and number.
    Link,
}

/// What a layer holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    Span,
    Relation,
    Chain,
}

/// A layer with its columns.
pub(super) struct Layer<'f> {
    pub(super) sort: Sort,
    /// The name of its type.
    pub(super) kind: &'f str,
    /// How many columns stand before its own.
    pub(super) first: usize,
    pub(super) columns: Vec<Column<'f>>,
}

impl<'f> Layer<'f> {
    /// The layer that a line of the header declares; `first` columns stand before its own.
    pub(super) fn of(declared: &'f str, first: usize) -> Result<Self, String> {
        let (sort, rest) = declared.split_once('=').unwrap_or((declared, ""));
        let sort = match sort {
            "SP" => Sort::Span,
            "RL" => Sort::Relation,
            "CH" => Sort::Chain,
            _ => return Err(format!("expected #T_SP=, #T_CH= or #T_RL=, found #T_{sort}")),
        };
        let mut names = rest.split('|');
        let kind = names.next().unwrap_or("");
        let mut columns = Vec::new();
        for name in names.filter(|name| !name.is_empty()) {
            let is_slot = matches!(columns.last(), Some(Column::Roles(_, _)));
            let roles = name.strip_prefix("ROLE_").and_then(|roles| roles.split_once(':'));
            columns.push(match (sort, roles) {
                (Sort::Span, Some((_, roles))) => {
                    let (feature, link) = roles.split_once('_').unwrap_or((roles, ""));
                    Column::Roles(feature, link)
                }
                (Sort::Span, None) if is_slot => Column::Ends(name),
                (Sort::Chain, _) if name == "referenceRelation" => Column::Link,
                _ => match name.strip_prefix("BT_") {
                    Some(base) if sort == Sort::Relation => Column::Base(base),
                    _ => Column::Feature(name),
                },
            });
        }
        if columns.is_empty() {
            columns.push(Column::Bare);
        }
        Ok(Self { sort, kind, first, columns })
    }

    /// What is the same on all rows of a structure: its number; of a link, its chain and its number there.
    pub(super) fn key(&self, values: &[Option<&str>]) -> Option<(usize, usize)> {
        let mut values = self.columns.iter().zip(values);
        match self.sort {
            Sort::Relation => None,
            Sort::Span => values.find_map(|(column, value)| {
                let number = numbered((*value)?).1.filter(|_| !matches!(column, Column::Ends(_)));
                Some((0, number?.parse().ok()?))
            }),
            Sort::Chain => values.find_map(|(column, value)| {
                let number = linked((*value)?).1.filter(|_| *column == Column::Link);
                let (chain, link) = number?.split_once('-')?;
                Some((chain.parse().ok()?, link.parse().ok()?))
            }),
        }
    }
}

/// A cell taken apart at a sign that no backslash stands before.
pub(super) fn pieces(cell: &str, sign: char) -> Vec<&str> {
    let (mut pieces, mut from, mut is_escaped) = (Vec::new(), 0, false);
    for (at, letter) in cell.char_indices() {
        if letter == sign && !is_escaped {
            pieces.push(cell.get(from..at).unwrap_or(""));
            from = at + letter.len_utf8();
        }
        is_escaped = letter == '\\' && !is_escaped;
    }
    pieces.push(cell.get(from..).unwrap_or(""));
    pieces
}

/// A value and the number in brackets behind it.
pub(super) fn numbered(value: &str) -> (&str, Option<&str>) {
    let found = value.strip_suffix(']').and_then(|rest| rest.rsplit_once('['));
    match found {
        Some((bare, number))
            if !number.is_empty() && number.chars().all(|c| c.is_ascii_digit() || c == '_') =>
        {
            (bare, Some(number))
        }
        _ => (value, None),
    }
}

/// The relation of a link of a chain, and the chain and number behind its arrow.
pub(super) fn linked(value: &str) -> (&str, Option<&str>) {
    match value.rsplit_once("->") {
        Some((bare, number)) if !bare.ends_with('\\') => (bare, Some(number)),
        _ => (value, None),
    }
}

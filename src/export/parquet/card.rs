//! The card of a data set: what programs read at its head, and what people read below.

use super::hugging_face::SPLITS;
use crate::export::{Licence, Selected};
use crate::model::{Article, Kind};
use crate::report::Kinds;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::sync::Arc;

/// What is in a split.
pub(super) struct Split {
    name: &'static str,
    n_articles: usize,
    statements: Kinds,
}

impl Split {
    pub(super) fn of(
        name: &'static str,
        selected: &Selected<'_>,
        articles: &[&Arc<Article>],
    ) -> Self {
        let mut statements = Kinds::default();
        for layer in articles.iter().flat_map(|article| selected.layers(article.id())) {
            selected.statements(&layer).for_each(|statement| statements.add(statement.kind));
        }
        Self { name, n_articles: articles.len(), statements }
    }
}

/// The card. The licence is unknown unless whoever hands the set on says it.
pub(super) fn card(selected: &Selected<'_>, splits: &[Split]) -> String {
    let title = selected.project().settings().title.as_str();
    let mut card = head(selected, title, splits);
    let shown = if title.is_empty() { "Annotated articles" } else { title };
    let shown = shown.split_whitespace().collect::<Vec<_>>().join(" ");
    // Writing to a String cannot fail.
    write!(card, "\n# {shown}\n").ok();
    card.push_str(
        "
Articles whose statements are tagged as claim, denial or fact (reported as fact, whether true or not), each with who says
it, through whom, and by which words. Exported by Ascribe.

| split | articles | claims | denials | facts |
| --- | ---: | ---: | ---: | ---: |
",
    );
    for Split { name, n_articles, statements } in splits {
        let [claims, denials, facts] =
            [Kind::Claim, Kind::Denial, Kind::Fact].map(|kind| statements.of(kind));
        writeln!(card, "| {name} | {n_articles} | {claims} | {denials} | {facts} |").ok();
    }
    let shares: Vec<_> = SPLITS.iter().map(|(name, share)| format!("{share}0 % {name}")).collect();
    write!(
        card,
        "
Articles are split by the SHA-256 of their text ({}),
so an article keeps its split when others come and go. Near-duplicates, which share half of their runs of four words or
more, go together, by the first of their hashes.

## A row

| column | holds |
| --- | --- |
| `id`, `title`, `text`, `language`, `published`, `origin`, `sha256` | the article |
| `spans` | `start` and `end` (exclusive) in **code points**, so `text[start:end]` in Python; `label` is `claim`, `denial` or `fact` for what is said, `source` and `cue` for the words that show who says it; `statement` joins what belongs together |
| `layers` | what each annotator has tagged, with everything about it: `layers[].statements[]`, `relations[]`, `remarks[]`; places in bytes of UTF-8, code points and UTF-16 units |
| `sources`, `propositions` | the records that statements name |
| `segments` | sentences, headings and the like |

```python
from datasets import load_dataset

articles = load_dataset(\"path/to/this/folder\")
```

The texts may be under the rights of their publishers. {}
",
        shares.join(", "),
        terms(selected.extras().licence)
    )
    .ok();
    card
}

/// Under which terms the set is handed on.
fn terms(licence: Option<Licence>) -> String {
    match licence {
        Some(licence) => format!("This set is handed on under: {}.", licence.name()),
        None => "Say in `license` above under which terms you hand this set on.".to_owned(),
    }
}

fn head(selected: &Selected<'_>, title: &str, splits: &[Split]) -> String {
    let licence = selected.extras().licence.map_or("unknown", Licence::id);
    let mut head = format!("---\nlicense: {licence}\n");
    let languages: BTreeSet<String> = selected.articles().filter_map(|a| language(a)).collect();
    if !languages.is_empty() {
        head.push_str("language:\n");
        languages.iter().for_each(|code| head.push_str(&format!("- {code}\n")));
    }
    if !title.is_empty() {
        // A text of JSON is one of YAML too.
        let title = serde_json::to_string(title).unwrap_or_default();
        head.push_str(&format!("pretty_name: {title}\n"));
    }
    let n_articles = splits.iter().map(|split| split.n_articles).sum();
    head.push_str(&format!("size_categories:\n- {}\n", size(n_articles)));
    head.push_str("task_categories:\n- token-classification\n");
    head.push_str("tags:\n- attribution\n- fact-checking\n- quotations\n");
    if !splits.is_empty() {
        head.push_str("configs:\n- config_name: default\n  data_files:\n");
    }
    for Split { name, .. } in splits {
        head.push_str(&format!("  - split: {name}\n    path: data/{name}-*.parquet\n"));
    }
    head.push_str("---\n");
    head
}

/// The language without script and region, as the Hub lists it.
fn language(article: &Article) -> Option<String> {
    let tag = article.metadata().language.split(['-', '_']).next()?.to_lowercase();
    let is_code = (2..=3).contains(&tag.len()) && tag.chars().all(|c| c.is_ascii_lowercase());
    (is_code && tag != "und").then_some(tag)
}

/// How many rows there are, in the words of the Hub.
fn size(n: usize) -> &'static str {
    match n {
        0..1_000 => "n<1K",
        1_000..10_000 => "1K<n<10K",
        10_000..100_000 => "10K<n<100K",
        100_000..1_000_000 => "100K<n<1M",
        _ => "1M<n<10M",
    }
}

#[cfg(test)]
mod tests {
    use super::size;

    #[test]
    fn sizes_are_named_as_the_hub_names_them() {
        let names = [0, 999, 1_000, 9_999, 10_000, 100_000, 1_000_000].map(size);
        let expected =
            ["n<1K", "n<1K", "1K<n<10K", "1K<n<10K", "10K<n<100K", "100K<n<1M", "1M<n<10M"];
        assert_eq!(names, expected);
    }
}

//! Records in few bytes: they come back as they were, and bytes that nobody wrote do no harm.

use crate::architecture::root;
use crate::chance::Chance;
use crate::fixture;
use crate::golden::assert_golden;
use ascribe::format::compact::{EDITION, pack, unpack};
use ascribe::model::{Article, Layer, Project};
use std::fs;

#[test]
fn bytes_that_nobody_packed_are_refused_or_give_something_else_and_take_little_memory() {
    let project = fixture::project();
    let packed = packed(&project);
    let mut chance = Chance::of(7);
    for _ in 0..3_000 {
        let mut harmed = packed.clone();
        for _ in 0..=chance.below(3) {
            let at = chance.below(harmed.len());
            harmed[at] = u8::try_from(chance.below(256)).unwrap();
        }
        harmed.truncate(harmed.len() - chance.below(4) * chance.below(harmed.len()) / 4);
        let taken = allocation_counter::measure(|| drop(unpack(&harmed)));
        let limit = 64 * harmed.len() as u64 + 64 * 1024;
        assert!(taken.bytes_max <= limit, "{} bytes for {}", taken.bytes_max, harmed.len());
    }
}

fn packed(project: &Project) -> Vec<u8> {
    let articles = project.articles().values();
    let layers = |article: &Article| -> Vec<Layer> {
        project.layers_of(article.id()).map(|layer| (**layer).clone()).collect()
    };
    let owned: Vec<(&Article, Vec<Layer>)> =
        articles.map(|article| (&**article, layers(article))).collect();
    let given: Vec<(&Article, Vec<&Layer>)> =
        owned.iter().map(|(article, layers)| (*article, layers.iter().collect())).collect();
    let bytes = pack(&given);
    let taken = unpack(&bytes).unwrap();
    assert_eq!(taken.len(), given.len());
    for (taken, (article, layers)) in taken.iter().zip(given) {
        assert_eq!(taken.article, *article);
        assert!(taken.layers.iter().map(|layer| &**layer).eq(layers));
    }
    bytes
}

/// What another edition wrote is passed over, so a change of what is written that leaves the number as it is would have
/// records misread.
#[test]
fn what_this_edition_writes_does_not_change() {
    let lines: Vec<String> = packed(&fixture::project())
        .chunks(32)
        .map(|row| row.iter().map(|byte| format!("{byte:02x}")).collect::<String>() + "\n")
        .collect();
    let name = format!("compact/edition-{EDITION}.hex");
    let there = fs::read_dir(root().join("tests/data/golden/compact")).unwrap();
    let there: Vec<_> = there.map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(there, [format!("edition-{EDITION}.hex").as_str()], "one edition is read");
    // When this fails, `format::compact::EDITION` is to be raised, and the file to get the name of the new one.
    assert_golden(&name, lines.concat().as_bytes());
}

//! Sources that may be the same are found, whatever makes them look so; nothing is merged until somebody says so.

use crate::sample::source_id;
use ascribe::model::{Edit, Project, Settings, Source, SourceType, apply};
use ascribe::report::{Likeness, duplicates};
use proptest::prelude::*;

/// A project with sources of these names; aliases stand behind “|”.
fn with_sources(names: &[&str]) -> Project {
    let mut project = Project::new(Settings::default());
    for (index, names) in names.iter().enumerate() {
        let id = source_id(&format!("s{index:04}"));
        let mut names = names.split('|');
        let name = names.next().unwrap();
        let source = Source {
            aliases: names.map(str::to_owned).collect(),
            ..Source::named(id.clone(), name, SourceType::Unspecified)
        };
        apply(&mut project, Edit::Source(id, Some(source))).unwrap();
    }
    project
}

fn found(names: &[&str]) -> Vec<Likeness> {
    duplicates(&with_sources(names)).into_iter().map(|pair| pair.why).collect()
}

fn same(name: &str) -> Likeness {
    Likeness::SameName(name.to_owned())
}

fn near(one: &str, other: &str) -> Likeness {
    Likeness::NearSpelling(one.to_owned(), other.to_owned())
}

fn acronym(short: &str, long: &str) -> Likeness {
    Likeness::Acronym(short.to_owned(), long.to_owned())
}

#[test]
fn the_same_name_or_alias_an_acronym_and_a_near_spelling_are_found() {
    assert_eq!(found(&["Beijing", "China|beijing"]), [same("Beijing")]);
    assert_eq!(found(&["The Velm Post", "Velm Post"]), [same("The Velm Post")]);
    assert_eq!(found(&["EC", "European Commission"]), [acronym("EC", "European Commission")]);
    assert_eq!(found(&["U.N.", "United Nations"]), [acronym("U.N.", "United Nations")]);
    assert_eq!(found(&["Ministry of Defence", "MoD"]), [acronym("MoD", "Ministry of Defence")]);
    let pairs = [
        ("Sandrake Marine", "Sandrake Marin"),
        ("Odran Pell", "Odran Pel"),
        ("Aziz Rahmani", "Asiz Rahmani"),
        ("Wang Wenbin", "Wnag Wenbin"),
        ("Wang Wenbin", "Wenbin Wang"),
    ];
    for (one, other) in pairs {
        let (first, second) = if one <= other { (one, other) } else { (other, one) };
        assert_eq!(found(&[one, other]), [near(first, second)], "{one}, {other}");
    }
}

#[test]
fn names_that_only_look_a_little_alike_are_left_alone() {
    for names in [
        ["Unit 1", "Unit 2"],
        ["Iran", "Iraq"],
        ["Ada Rhys", "Ida Ross"],
        ["Ministry of Defence", "Ministry of Finance"],
        ["Who", "World Health Organization"],
        ["العراق", "إيران"],
    ] {
        assert_eq!(found(&names), [], "{names:?}");
    }
}

#[test]
fn a_body_and_its_part_and_sources_that_were_told_apart_are_not_proposed() {
    let mut project = with_sources(&["Velm Police", "Velm Polise", "EC", "European Commission"]);
    assert_eq!(duplicates(&project).len(), 2);
    let part = project.sources()[&source_id("s0001")].clone();
    let part = Source { part_of: Some(source_id("s0000")), ..part };
    apply(&mut project, Edit::Source(part.id.clone(), Some(part))).unwrap();
    assert_eq!(duplicates(&project).len(), 1);
    let club = project.sources()[&source_id("s0002")].clone();
    let club = Source { distinct_from: vec![source_id("s0003")], ..club };
    apply(&mut project, Edit::Source(club.id.clone(), Some(club))).unwrap();
    assert_eq!(duplicates(&project), []);
}

proptest! {
    /// Whether two names are proposed never depends on what else is there, or on the order.
    #[test]
    fn one_letter_more_less_or_other_is_always_found(
        name in "[a-z]{6,12}( [a-z]{3,9})?",
        at in 0_usize..6,
        letter in "[a-z]",
        how in 0_u8..3,
        first in any::<bool>(),
    ) {
        let mut other: Vec<char> = name.chars().collect();
        let letter = letter.chars().next().unwrap();
        match how {
            0 => other.insert(at, letter),
            1 => drop(other.remove(at)),
            _ => other[at] = letter,
        }
        let other: String = other.into_iter().collect();
        let names = if first { [&name, &other] } else { [&other, &name] };
        let found = found(&[names[0], names[1], "Something else entirely"]);
        prop_assert_eq!(found.len(), 1, "{} {}", name, other);
    }
}

#[test]
fn a_thousand_sources_are_compared_block_by_block() {
    let names: Vec<String> = (0..1000)
        .map(|n| format!("{} {} Office", letters(n * 7919), letters(n * 104_729 + 13)))
        .chain(["European Commission".to_owned(), "EC".to_owned()])
        .collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    assert_eq!(found(&names), [acronym("EC", "European Commission")]);
}

/// Six letters that stand for a number.
fn letters(mut n: usize) -> String {
    let mut word = String::new();
    for index in 0..6 {
        word.push(char::from(b'a' + u8::try_from((n + index * 5) % 26).unwrap()));
        n = n / 3 + n % 1013;
    }
    word
}

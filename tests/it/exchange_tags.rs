//! Formats with a tag for each token: treebanks and columns of other programs are read in every dialect, broken rows are told
//! by line, and nothing comes in shorter than it was.

use crate::exchange::packed;
use crate::exchange_columns::{named, ties};
use crate::exchange_samples::{file, read, sample, try_read, words};
use ascribe::exchange::{Document, Format, Mark, Place, Set, Settled};

fn told(settled: &Settled) -> String {
    settled.faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

fn pairs<const N: usize>(expected: [(&str, &str); N]) -> [(String, String); N] {
    expected.map(|(label, words)| (label.to_owned(), words.to_owned()))
}

const TREEBANK: &str = "\
# newdoc id = weblog
# newpar
# sent_id = 1
# text = Il va du port.
1\tIl\til\tPRON\t_\t_\t2\tnsubj\t_\tsource=B-source|source:id=q|source:name=Il\\sva
2\tva\taller\tVERB\t_\t_\t0\troot\t_\tSpacesAfter=\\s\\s\\n
2.1\tsoi\t_\tPRON\t_\t_\t_\t_\t2:dep\tclaim=B-claim
3-4\tdu\t_\t_\t_\t_\t_\t_\t_\t_
3\tde\tde\tADP\t_\t_\t5\tcase\t_\tclaim=B-claim|claim:tie1=attributed_to->q
4\tle\tle\tDET\t_\t_\t5\tdet\t_\t_
5\tport\tport\tNOUN\t_\t_\t2\tobl\t_\tSpaceAfter=No|claim=I-claim
6\t.\t.\tPUNCT\t_\t_\t2\tpunct\t_\tGloss=B-full

# sent_id = 2
# text = 100 000 gens
1\t100 000\t_\tNUM\t_\t_\t2\tnummod\t_\tclaim=I-claim
2\tgens\t_\tNOUN\t_\t_\t0\troot\t_\t_

# newpar
# sent_id = 3
# text = Oui
1\tOui\t_\tINTJ\t_\t_\t0\troot\t_\tdenial=S-denial

# newdoc
# meta::genre = press
# sent_id = 4
# text = Non
1\tNon\t_\tINTJ\t_\t_\t0\troot\t_\tSpaceAfter=No
";

#[test]
fn a_treebank_gives_its_text_to_the_letter_with_words_that_are_written_as_one() {
    let (set, settled) = read("conllu", &[file("a.conllu", TREEBANK)]);
    assert_eq!(told(&settled), "");
    let names: Vec<_> = set.documents.iter().map(|one| one.name.as_str()).collect();
    // The one that has no name is the second of its file.
    assert_eq!(names, ["a-2", "weblog"]);
    let document = &set.documents[1];
    assert_eq!(document.words(), "Il va  \ndu port. 100 000 gens\n\nOui");
    assert_eq!(
        (set.documents[0].words(), set.documents[0].fields["genre"].as_str()),
        ("Non", "press")
    );
    // A mark without an id ends with its sentence: what goes on there is another one.
    let expected =
        [("source", "Il"), ("claim", "du port"), ("claim", "100 000"), ("denial", "Oui")];
    assert_eq!(words(&set), pairs(expected));
    let opens: Vec<_> = document.segments.iter().map(|piece| piece.opens_paragraph).collect();
    assert_eq!(opens, [true, false, true]);
    assert_eq!(document.by_id()["q"].fields["name"], "Il va");
    assert_eq!(ties(&set), [("du port".into(), "attributed_to".into(), "Il".into())]);
    let Some(files) = sample("own") else { return };
    let (set, settled) = read("conllu", &[named(&files, "claim.conllu").clone()]);
    assert_eq!(told(&settled), "");
    assert_eq!(set.documents[0].words(), "The mayor said it is safe.");
    assert_eq!(words(&set), pairs([("claim", "it is safe")]));
}

#[test]
fn bad_rows_of_a_treebank_are_told_by_line_and_no_mark_is_shortened() {
    let row =
        |n: &str, form: &str, misc: &str| format!("{n}\t{form}\t_\t_\t_\t_\t_\t_\t_\t{misc}\n");
    let text = [
        "# text = Good words stand here.\n".to_owned(),
        row("1", "Good", "claim=B-claim|claim:id=s-1"),
        row("2", "words", "claim=I-claim|denial=B-denial|denial:id=s-2|denial:tie1=denies->s-9"),
        "3\tstand\tclaim=I-claim\n".to_owned(),
        row("x", "here", "claim=I-claim"),
        row("5", "there", "fact=B-fact|fact:id=s-2"),
        row("6", "now", "fact=B-fact|fact:id=s-2"),
        format!("7{}\n", "\ta".repeat(1_000_000)),
    ]
    .concat();
    let (set, settled) = read("conllu", &[file("a.conllu", &text)]);
    let found = told(&settled);
    for expected in [
        "a.conllu:4: expected 10 columns, found 3 in “3\tstand",
        "a.conllu:5: expected a number as 1 or 1-2, found “x”",
        "a.conllu:8: expected 10 columns, found 1000001",
        "a.conllu:2: “Good words” (claim) may go on in a line that cannot be read, so it stays out",
        "a.conllu:3: “words” (denial) may go on in a line",
        "a.conllu:7: “now” (fact) may go on in a line",
        "a.conllu:1: # text is “Good words stand here.”, and its tokens make “Good words there now”",
    ] {
        assert!(found.contains(expected), "{expected}\nis not in\n{found}");
    }
    assert_eq!(words(&set), pairs([("fact", "there")]));
    let twice = row("1", "a", "x=B-x|x:id=s|y=B-y|y:id=s|y:tie1=denies->z");
    let found = told(&read("conllu", &[file("a.conllu", &twice)]).1);
    assert!(found.contains("a.conllu:1: the id “s” occurs twice"), "{found}");
    assert!(found.contains("a.conllu:1: the relation “1” (denies) names “z”"), "{found}");
    let error = try_read("conllu", &[file("a.conllu", "# newdoc\n")]).unwrap_err().to_string();
    assert!(error.contains("rows of ten columns"), "{error}");
}

#[test]
fn columns_of_doccano_and_label_studio_are_read_and_an_invalid_tag_is_told() {
    let Some(files) = sample("doccano") else { return };
    let columns = |name: &str| read("conll2003", &[named(&files, name).clone()]);
    let (set, settled) = columns("example.conll");
    assert_eq!(told(&settled), "");
    assert_eq!(set.documents[0].words(), "JAPAN GET\nNadim Ladki");
    assert_eq!(words(&set), pairs([("LOC", "JAPAN"), ("PER", "Nadim Ladki")]));
    let (set, settled) = columns("labeling.trailing.conll");
    assert_eq!((told(&settled).as_str(), set.documents.len()), ("", 1));
    let (set, settled) = columns("labeling.invalid.conll");
    let found = told(&settled);
    assert_eq!(found, "labeling.invalid.conll:1: expected O, B-… or I-…, found “SOCCERO”");
    assert_eq!(words(&set)[0], ("LOC".to_owned(), "JAPAN".to_owned()));
    let studio = sample("label-studio/export-1.23.2-CONLL2003.conll").unwrap();
    let (set, settled) = read("conll2003", &studio);
    assert_eq!(told(&settled), "");
    let expected =
        [("claim", "The mayor said the bridge is safe."), ("denial", "The union denied it .")];
    assert_eq!(words(&set), pairs(expected));
}

#[test]
fn every_dialect_of_tags_is_read_and_a_mark_ends_with_its_sentence() {
    let lines = "\
-DOCSTART- -X- O O

U.N. NNP I-NP I-ORG
Paris NNP I-NP B-ORG
met VB I-VP O
Ann NNP I-NP B-PER
Lee NNP I-NP E-PER
Bo NNP I-NP S-PER

She PRP I-NP I-PER

-DOCSTART- (second) O
Rome\tI-LOC
";
    let (set, settled) = read("conll2003", &[file("a.conll", lines)]);
    assert_eq!(told(&settled), "");
    let expected = [
        ("ORG", "U.N."),
        ("ORG", "Paris"),
        ("PER", "Ann Lee"),
        ("PER", "Bo"),
        ("PER", "She"),
        ("LOC", "Rome"),
    ];
    assert_eq!(words(&set), pairs(expected));
    let names: Vec<_> = set.documents.iter().map(|one| one.name.as_str()).collect();
    assert_eq!(names, ["a-1", "a-2"]);
}

#[test]
fn words_that_do_not_follow_the_text_beside_them_are_told_and_stand_for_themselves() {
    let lines =
        "-DOCSTART- -X- O O\n\nGood -X- _ B-claim\nword -X- _ I-claim\nno\nhere -X- _ I-claim\n";
    let good = [file("ann/a.conll", lines), file("ann/a.txt", "Good   word\nno  here .")];
    let (set, settled) = read("conll2003", &good);
    let found = told(&settled);
    assert!(found.contains("ann/a.conll:5: expected a word and a tag, found “no”"), "{found}");
    assert!(found.contains("ann/a.conll:3: “Good   word” (claim) may go on"), "{found}");
    assert!(found.contains("ann/a.conll:6: “here” (claim) may go on"), "{found}");
    assert_eq!((set.documents[0].words(), set.n_marks()), ("Good   word\nno  here .", 0));
    let other = [file("ann/a.conll", lines), file("ann/a.txt", "Good news")];
    let (set, settled) = read("conll2003", &other);
    assert!(told(&settled).contains("ann/a.conll:4: the words do not follow the text"));
    assert_eq!(set.documents[0].words(), "Good word no here");
    let wide = format!("{}O\n", "a ".repeat(1_000_000));
    assert_eq!(read("conll2003", &[file("a.conll", &wide)]).0.documents[0].words(), "a");
}

#[test]
fn of_marks_that_overlap_the_longer_one_gets_the_tags_and_the_other_is_announced() {
    let text = "Ann said that it leaks. It did. So what.";
    let mut document = Document::of("a", text);
    let place = |words: &str| {
        let start = text.find(words).unwrap();
        Place { start, end: start + words.len() }
    };
    let marks = [("claim", "it leaks. It did"), ("cue", "leaks"), ("source", "Ann")];
    document.marks = marks
        .iter()
        .map(|(label, words)| Mark {
            id: format!("s-{label}"),
            label: (*label).to_owned(),
            by: "ann".to_owned(),
            places: vec![place(words)],
            ..Mark::default()
        })
        .collect();
    let set = Set { documents: vec![document], ..Set::default() };
    let packed = packed(Format::named("conll2003").unwrap(), &set, None);
    let loss = packed.loss.lines().join("\n");
    assert!(loss.contains("marks: 1 (a: cue “leaks” 17-22)"), "{loss}");
    let columns = named(&packed.files, "ann/a.conll").text().unwrap();
    let expected = "\
-DOCSTART- -X- O O

Ann -X- _ B-source
said -X- _ O
that -X- _ O
it -X- _ B-claim
leaks -X- _ I-claim
. -X- _ I-claim
It -X- _ I-claim
did -X- _ I-claim
. -X- _ O

So -X- _ O
what -X- _ O
. -X- _ O

";
    assert_eq!(columns, expected);
}

//! WebAnno TSV as INCEpTION itself reads and writes it, where that is narrower than its documentation: what its own reader
//! and writer did with such files was seen once, by hand, and is kept here.

use crate::exchange::packed;
use crate::exchange_columns::ties;
use crate::exchange_samples::{file, read};
use ascribe::exchange::{Document, Format, Mark, Place, Set, Tie};

fn mark(id: &str, start: usize, end: usize) -> Mark {
    let (label, places) = ("claim".to_owned(), vec![Place { start, end }]);
    Mark { id: id.to_owned(), label, places, ..Mark::default() }
}

fn tie(id: &str, from: &str, to: &str, field: (&str, &str)) -> Tie {
    let fields = [(field.0.to_owned(), field.1.to_owned())].into();
    let (label, from, to) = ("denies".to_owned(), from.to_owned(), to.to_owned());
    Tie { id: id.to_owned(), label, from, to, fields, ..Tie::default() }
}

/// The table of a text with marks and relations; what it reads back as was compared.
fn table(text: &str, marks: Vec<Mark>, ties: Vec<Tie>) -> (String, Document) {
    let document = Document { marks, ties, ..Document::of("a", text) };
    let set = Set { documents: vec![document], ..Set::default() };
    let packed = packed(Format::named("webanno-tsv").unwrap(), &set, None);
    let table = packed.files.iter().find(|file| file.path == "a.tsv").unwrap();
    (table.text().unwrap().to_owned(), packed.set.documents[0].clone())
}

#[test]
fn a_backslash_at_the_end_of_a_value_does_not_hide_the_next_relation() {
    let marks = vec![mark("s-1", 0, 3), mark("s-2", 4, 7), mark("s-3", 8, 11)];
    let ends = |note: &str| {
        let ties =
            vec![tie("r-1", "s-1", "s-3", ("note", note)), tie("r-2", "s-2", "s-3", ("note", "b"))];
        table("One two six.", marks.clone(), ties)
    };
    let (text, document) = ends("a\\");
    assert!(text.contains("\ta\\\\[0]|b\t"), "{text}");
    assert_eq!(
        document.ties.iter().map(|tie| tie.fields["note"].as_str()).collect::<Vec<_>>(),
        ["a\\", "b"]
    );
    assert!(ends("a").0.contains("\ta|b\t"));
}

#[test]
fn ends_of_relations_on_the_tenth_part_of_a_token_and_later_ones_have_a_number() {
    // A clause of a script without blanks is one token.
    let text = "外交部周一否认了这份报告的内容";
    let marks: Vec<Mark> = (0..13).map(|n| mark(&format!("s-{n:02}"), 3 * n, 3 * n + 3)).collect();
    let ties =
        vec![tie("r-1", "s-00", "s-12", ("note", "x")), tie("r-2", "s-11", "s-01", ("note", "y"))];
    let (text, document) = table(text, marks, ties);
    assert_eq!(document.ties.len(), 2);
    let rows = text.lines().filter(|line| line.starts_with("1-"));
    let ends: Vec<&str> = rows.filter_map(|row| row.trim_end().rsplit('\t').next()).collect();
    let ends: Vec<&str> = ends.into_iter().filter(|end| *end != "_").collect();
    assert_eq!(ends.len(), 2, "{text}");
    for end in ends {
        let (row, numbers) = end.split_once('[').unwrap_or((end, ""));
        let part = row.split_once('.').map_or("", |(_, part)| part);
        assert!(part.len() < 2 || !numbers.starts_with("0_"), "{end}");
        assert!(!numbers.is_empty(), "one of the two ends is such a part: {end}");
    }
}

#[test]
fn fields_that_are_called_like_columns_of_another_sort_have_another_name() {
    let mut first = mark("s-1", 0, 3);
    first.fields.insert("ROLE_speaker".to_owned(), "Ann".to_owned());
    let ties = vec![tie("r-1", "s-1", "s-2", ("BT_weight", "1"))];
    let (text, document) = table("One two.", vec![first, mark("s-2", 4, 7)], ties);
    assert!(
        text.contains("|xROLE_speaker\n") && text.contains("|xBT_weight|BT_custom.Span\n"),
        "{text}"
    );
    assert_eq!(document.marks[0].fields["xROLE_speaker"], "Ann");
    assert_eq!(document.ties[0].fields["xBT_weight"], "1");
}

#[test]
fn a_text_that_begins_with_lines_has_no_token_of_white_space() {
    let (text, document) = table("\n\n\tOne two.", vec![mark("s-1", 3, 6)], Vec::new());
    assert!(text.contains("\n1-1\t0-0\t\t"), "{text}");
    assert!(text.contains("\n1-2\t3-6\tOne\t"), "{text}");
    assert_eq!(document.words(), "\n\n\tOne two.");
}

#[test]
fn a_relation_that_stands_on_every_row_of_its_end_is_read_once() {
    let table = "\
#FORMAT=WebAnno TSV 3.3
#T_SP=custom.Span|identifier|label
#T_RL=custom.Relation|identifier|label|BT_custom.Span


#Text=Good words and more.
1-1\t0-4\tGood\ts-1\tclaim\t_\t_\t_\t
1-2\t5-10\twords\ts-2[1]\tdenial[1]\tr-1\tdenies\t1-1[0_1]\t
1-3\t11-14\tand\ts-2[1]\tdenial[1]\tr-1\tdenies\t1-1[0_1]\t
1-4\t15-19\tmore\t_\t_\tr-2\trepeats\t1-1[0_1]\t
";
    let (set, told) = read("webanno-tsv", &[file("a.tsv", table)]);
    assert!(told.faults.is_empty(), "{:?}", told.faults);
    let expected = [("denies", "words and"), ("repeats", "words and")];
    let expected = expected.map(|(label, to)| ("Good".to_owned(), label.to_owned(), to.to_owned()));
    assert_eq!(ties(&set), expected);
}

//! How hard texts fall into segments: one row per case, named by it. A bar marks where a segment ends and is not part
//! of the text.

use ascribe::text::{Newlines, Options, Segment, segment};

/// A case: its name, the language, and the text with its marks.
type Row = (&'static str, &'static str, &'static str);

/// The text with a bar behind every segment but the last.
fn marked(text: &str, segments: &[Segment]) -> String {
    let mut marked = String::new();
    let mut at = 0;
    for segment in segments {
        marked.push_str(text.get(at..segment.span.end as usize).unwrap_or("?"));
        marked.push('|');
        at = segment.span.end as usize;
    }
    marked.pop();
    marked + text.get(at..).unwrap_or("?")
}

/// All rows that come out otherwise, so that one run shows them all.
fn check(rows: &[Row], options: &Options) {
    let wrong: Vec<String> = rows
        .iter()
        .filter_map(|(case, lang, wanted)| {
            let text = wanted.replace('|', "");
            let found = marked(&text, &segment(&text, lang, options));
            (found != *wanted).then(|| format!("{case}\n  wanted {wanted}\n  found  {found}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{} of {} rows:\n{}", wrong.len(), rows.len(), wrong.join("\n"));
}

/// Rows of a table, one a line: the language, the case and the text, with tildes between.
fn rows(table: &'static str) -> Vec<Row> {
    table
        .lines()
        .filter_map(|line| {
            let (lang, rest) = line.split_once(" ~ ")?;
            let (case, text) = rest.split_once(" ~ ")?;
            Some((case, lang, text))
        })
        .collect()
}

const ENGLISH: &str = r#"
en ~ two sentences ~ The bridge closed in May.| It opened again in June.
en ~ titles ~ Mr. Ode met Gov. Smith and Sen. Lee.| Dr. Rhee was there.
en ~ two titles in a row ~ Atty. Gen. Kim Rhee denied it.| Lt. Col. Ames agreed.
en ~ a military title ~ The order came from Gen. Mark Ode.| Nobody obeyed.
en ~ an acronym and a name ~ They live in the U.S. Virgin Islands.
en ~ an acronym and a starter ~ They are both U.S. citizens.| U.S. law applies in the U.S.| The two left.
en ~ initials ~ J. R. R. Tolkien and George W. Bush met.| C. S. Lewis did not.
en ~ initials without spaces ~ J.K. Rowling wrote it.| E.B. White did not.
en ~ time of day and a starter ~ It began at 5 p.m.| The police came at 6 a.m. on Monday.
en ~ time of day and a zone ~ It began at 5 p.m. Eastern time.| It ended at 3 a.m. GMT.
en ~ time of day and a week day ~ Polls close at 8 p.m. Tuesday.| Results follow.
en ~ a company and a verb ~ Acme Inc. said it had no comment.| Bolt Corp. did not answer.
en ~ a company and a starter ~ He works for Acme Inc.| She does not.
en ~ a company and a name ~ It was bought by Acme Corp. Chairman Bo Lee.
en ~ a degree ~ Ann Lee, Ph.D., spoke first.| She holds an M.A.| Her brother holds none.
en ~ a month ~ It was signed on Jan. 5 and on Feb. 6.| It failed in Dec.| The court knew.
en ~ a number word ~ See No. 5 and Fig. 3.| It is on p. 12.| Nobody read it.
en ~ a state ~ He was born in Ponchatoula, La., in 1950.| He left for Calif. in 1970.
en ~ versus and et cetera ~ In Roe vs. Wade, e.g. there, i.e. here, etc. and so on.| Nothing more.
en ~ a saint and a street ~ St. Louis is west of Main St.| The river is east.
en ~ decimals and money ~ It cost $3.50, or 2.5 percent.| That was 1.2 million.
en ~ a year at the end ~ It closed in 1998.| It opened in 2001.
en ~ an address in the web ~ See www.example.com/a.b?c=1.| Write to a.b@example.com.| They answer.
en ~ a file name ~ The file main.rs was lost.| So was data.csv.
en ~ a brand with an exclamation mark ~ She works at Yahoo! in Rome.| He works at Yahoo! Inc. there.
en ~ the pronoun I ~ So did I.| That is all.
en ~ a plan ~ There is no Plan B.| The end.
en ~ an odd name next ~ He bought it.| iPhone sales fell.| al-Qaida denied it.
en ~ a writer without capitals ~ thanks for the help.| see you tomorrow.| i will call.| bye
en ~ a forgotten space ~ They met at noon.|The police came.| They left.
en ~ a footnote mark ~ He was born in Bonn.[3]| She was not. [12]| They met.[a]| It rained.
en ~ a superscript ~ He was born in Bonn.³| She was not.
en ~ a smiley ~ It took two years, right? :)| It was fun. 😀| Bye.
en ~ a question and an exclamation ~ Really?!| Yes!!!| No..
"#;

const ENGLISH_QUOTES: &str = r#"
en ~ attribution behind, small ~ “We deny it,” he said.| “Stop!” he said.| “Why?” asked Ode.
en ~ attribution behind, a name ~ “Will you go?” Minister Ode asked.| Nobody went.
en ~ attribution with a pronoun ~ “Will you go?”| He said nothing.
en ~ the end of a quotation ~ He said: “We deny it.”| She left.| "It is late."| The end.
en ~ a mark behind the quote ~ He spoke of a “police station”.| She did not.
en ~ sentences in a quotation ~ “We deny it.| We always did,” he said.
en ~ single quotes ~ He called it ‘a lie.’| She laughed.| It's ‘fine’.
en ~ a bracket with sentences in a sentence ~ The fee (it is low. It was lower.) is paid.| It rose.
en ~ a sentence in brackets ~ He left.| (She had left before.)| They met.
en ~ a sentence behind a bracket ~ He left (in May.)| She stayed (until June).| It rained.
en ~ a remark in brackets ~ The dog (?) spoke (!) and left (...) at once.| Then it slept.
en ~ an abbreviation in brackets ~ Acme (formerly Bolt Inc. of Ohio) paid.| It lied.
en ~ an ellipsis and a small letter ~ He was ... well ... gone.| It was… odd.
en ~ an ellipsis and a capital ~ He waited...| Nobody came.| He left…| The end.
en ~ a spaced ellipsis ~ The laws will appear less complex. . . .| They are not.
en ~ an ellipsis first ~ ... and so it ended.| Nobody cared.
en ~ a dash behind a full stop ~ “It is over.” — Ann Lee
en ~ a semicolon and a colon ~ He came; she left: it was late.| The end.
en ~ a dateline ~ LONDON, Jan. 5 (Reuters) - The bank failed.| It had debts.
en ~ an unpaired quote ~ "He left.| Nobody saw him.| It rained.
"#;

const OTHER_LANGUAGES: &str = r#"
de ~ German ordinals ~ Am 3. Oktober kam er.| Im 19. Jahrhundert war das anders.| Er kam am 3.| Das war alles.
de ~ German kings ~ Ludwig XIV. regierte lange.| Wilhelm II. dankte ab.
de ~ German abbreviations ~ Dr. Meier sagt, z. B. heute, d.h. jetzt, sei ca. 5 Mio. Euro weg.| Er irrt.
de ~ German quotes ~ „Nein.“| Er ging.| „Kommst du?“, fragte sie.| »Nein.«| Er blieb.
de ~ German year before Christ ~ Es war 44 v. Chr. in Rom.| Cäsar starb.
fr ~ French guillemets ~ « Je pars. »| Il part.| « Tu viens ? » demande Luc.| Elle vient.
fr ~ French titles ~ M. Dupont et Mme Durand sont là.| M. Le Pen non.
fr ~ French spaces before marks ~ Pourquoi ?| Parce que !| C'est tout.
fr ~ French year before Christ ~ Il naquit en 44 av. J.-C. à Rome.| L'empire dura.
es ~ Spanish marks that open ~ ¿Vienes?| ¡Claro!| El Sr. García no viene.| Está en EE. UU. desde ayer.
es ~ Spanish year before Christ ~ Nació en 44 a. C. en Roma.| La ciudad creció.
ru ~ Russian and so on ~ Он купил хлеб, соль и т. д.| Потом ушёл.| Это т. е. всё.
ru ~ Russian years ~ В 1990 г. он уехал.| Она родилась в 1970 г.| Потом умерла.| Живёт в г. Москве.
ru ~ Russian initials ~ А. С. Пушкин родился в Москве.| Л.Н. Толстой нет.
ru ~ Russian dashes ~ «Кто там?» — спросил он.| Никто.
uk ~ Ukrainian ~ Він живе на вул. Шевченка в м. Києві.| Вона ні.
it ~ Italian ~ Il sig. Rossi e l'avv. Bianchi sono qui.| È tardi.
pt ~ Portuguese ~ O Sr. Silva mora na Av. Brasil.| Ele saiu.
nl ~ Dutch ~ Dhr. Jansen en mevr. De Vries zijn er bijv. niet.| Zij komen.
pl ~ Polish ~ Prof. Nowak mieszka przy ul. Długiej.| Ma np. psa.
da ~ Danish ~ Den 5. maj kom han, bl.a. med f.eks. brød.| Det var alt.
zh ~ Chinese quotes ~ 他说：“我们不承认。”|她走了。|“为什么？”他问。|没有人回答。
zh ~ Chinese titles of books ~ 他读了《你好吗？我很好。》这本书。|她没有。
ja ~ Japanese quotes ~ 彼は「行きます。すぐに。」と言った。|彼女は行かなかった。
ja ~ Japanese without an end mark behind the quote ~ 「本当か？」と聞いた。|誰も答えない。
ar ~ Arabic ~ هل جاء؟| لم يأت أحد.| قال د. أحمد إنه مريض.
hi ~ Hindi danda ~ वह आया।| वह गई।| डॉ. सिंह नहीं आए।
hi ~ Hindi without spaces ~ वह आया।|वह गई।
el ~ Greek question mark ~ Πού είναι;| Εδώ είναι.
hy ~ Armenian full stop ~ Մութ է։| Ես գնում եմ։
sw ~ a language without tables ~ Alikuja jana.| Hakuondoka. [3]| Je, yuko hapa?| Ndiyo.
zh-Hant-TW ~ a tag with a script and region ~ 他走了。|她沒有。
 ~ an unknown language ~ Mr. Ode left.| She stayed.
"#;

#[test]
fn english_full_stops_end_sentences_and_not_abbreviations() {
    check(&rows(ENGLISH), &Options::default());
}

#[test]
fn english_quotations_brackets_and_ellipses() {
    check(&rows(ENGLISH_QUOTES), &Options::default());
}

#[test]
fn other_languages_have_their_own_full_stops_and_quotes() {
    assert_eq!(rows(OTHER_LANGUAGES).len(), 33, "a row that does not read is no test");
    check(&rows(OTHER_LANGUAGES), &Options::default());
}

#[test]
fn lines_are_paragraphs_unless_the_text_is_wrapped() {
    check(
        &[
            ("a blank line", "en", "A heading|\n\nA sentence without an end|\n\nAnother one."),
            ("a single line end", "en", "First line|\nSecond line.| Third sentence."),
            (
                "hard-wrapped",
                "en",
                "The minister denied on Monday that the bridge was\nunsafe and that his ministry had known of it.| The\nengineers had warned him twice.|\n\nNobody answered.",
            ),
            (
                "hard-wrapped, CRLF",
                "en",
                "The minister denied on Monday that the bridge was\r\nunsafe and that his ministry had known of it for\r\nyears.|\r\n\r\nNobody answered.",
            ),
            (
                "a list of titles",
                "en",
                "Minister denies that the bridge was ever unsafe|\nEngineers had warned him twice, letters now show|\n\
                 Mayor opens the new bridge over the old harbour",
            ),
            (
                "a heading over wrapped text",
                "en",
                "What we know|\nThe minister denied on Monday that the bridge was\nunsafe and that his ministry had known of it for\nyears.| The engineers had warned him more than once, and\nhe knew.",
            ),
            ("old Mac line ends", "en", "One line|\rAnother line"),
            ("separators of Unicode", "en", "One|\u{2029}Two|\u{2028}Three|\u{85}Four"),
            ("list items", "en", "They want:|\n- more pay|\n- less work.| And soon.|\n* a holiday"),
            ("numbered items", "en", "1. The first item.|\n2. The second item.|\n(3) The third"),
            ("an inline list", "en", "1. The first item| 2. The second item| 3. The third item"),
            ("a number that is no list", "en", "The reason: 1. I saw it.| 2. So did she."),
            (
                "a byte order mark and zero width spaces",
                "en",
                "\u{feff}One.| \u{200b}Two.\n\u{200b}\n",
            ),
        ],
        &Options::default(),
    );
    let policy = |newlines| Options { newlines, ..Options::default() };
    check(&[("told to join", "en", "One line\nand another.| End.")], &policy(Newlines::Wrapped));
    check(
        &[(
            "told to part",
            "en",
            "The minister denied on Monday that the bridge was|\nunsafe and that his ministry had known",
        )],
        &policy(Newlines::Paragraph),
    );
}

#[test]
fn quotations_stay_whole_on_request() {
    let options = Options { keep_quotes_whole: true, ..Options::default() };
    check(
        &[
            ("two sentences", "en", "“We deny it. We always did,” he said.| She left."),
            ("straight quotes", "en", "He said: \"No. Never. Not me.\"| She left."),
            (
                "a paragraph ends every quotation",
                "en",
                "“We deny it.| We always did.|\n\n“And more. Much more.”| He left.",
            ),
            (
                "seven sentences are too many",
                "en",
                "“A man.| A plan.| A dog.| A cat.| A cow.| A hen.| A pig,” he said.",
            ),
            ("German", "de", "„Nein. Niemals.“| Er ging."),
            ("Japanese", "ja", "「はい。そうです。」|終わり。"),
        ],
        &options,
    );
}

#[test]
fn abbreviations_of_the_project_are_respected() {
    let text = "Er kam mit dem Kdo. Nord an. Alle schliefen.";
    let own = Options { abbreviations: vec!["kdo.".to_owned()], ..Options::default() };
    assert_eq!(
        marked(text, &segment(text, "de", &Options::default())),
        "Er kam mit dem Kdo.| Nord an.| Alle schliefen."
    );
    assert_eq!(
        marked(text, &segment(text, "de", &own)),
        "Er kam mit dem Kdo. Nord an.| Alle schliefen."
    );
}

#[test]
fn boundaries_that_a_reader_may_see_otherwise_are_marked() {
    let sure = |text: &str| {
        segment(text, "en", &Options::default()).first().is_some_and(|segment| segment.sure)
    };
    for text in [
        "It is over. She left.",
        "Why? Nobody knows.",
        "He said no.” She left.",
        "A heading\n\nA text.",
    ] {
        assert!(sure(text), "{text}");
    }
    for text in [
        "He works for Acme Inc. The firm failed.",
        "“Why?” Nobody knew.",
        "He waited... Nobody came.",
        "They met at noon.The police came.",
        "He saw it (and said so. She did not.",
        "It began at 5 p.m. Police came.",
    ] {
        assert!(!sure(text), "{text}");
    }
}

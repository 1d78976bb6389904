//! Bytes of every origin become the text they were, or an error that names a way out.

use ascribe::import::{DecodeError, TEXT_LIMIT, decode};
use ascribe::text::clean;
use encoding_rs::{
    BIG5, EUC_JP, EUC_KR, Encoding, GB18030, GBK, ISO_2022_JP, ISO_8859_2, ISO_8859_7, KOI8_R,
    SHIFT_JIS, WINDOWS_1251, WINDOWS_1252, WINDOWS_1254, WINDOWS_1255, WINDOWS_1256,
};
use proptest::prelude::*;

const RUSSIAN: &str = "Министерство иностранных дел во вторник опровергло сообщения о закрытии порта.\n\
                       «Этого не было», — заявил представитель ведомства.";
const CHINESE: &str =
    "外交部发言人周二否认港口已经关闭，并表示谈判将继续进行。\n“没有这回事。”他说。";

fn utf16(text: &str, to_bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(to_bytes).collect()
}

#[test]
fn older_encodings_are_recognised_and_the_assumption_is_said() {
    let table: [(&Encoding, &str); 16] = [
        (
            WINDOWS_1252,
            "Le ministère a démenti mardi que le port ait été fermé : « Ce n’est pas vrai », a-t-il déclaré.",
        ),
        (
            WINDOWS_1252,
            "Das Ministerium bestritt, dass der Hafen geschlossen worden sei. „Das ist nicht wahr“, hieß es für Köln.",
        ),
        (
            WINDOWS_1252,
            "El ministro negó el martes que el puerto hubiera sido cerrado; mañana habrá más información según él.",
        ),
        (
            ISO_8859_2,
            "Ministerstwo zaprzeczyło we wtorek, że port został zamknięty, i zapowiedziało dalsze rozmowy w środę.",
        ),
        (WINDOWS_1251, RUSSIAN),
        (
            KOI8_R,
            "Министерство иностранных дел во вторник опровергло сообщения о закрытии порта и объявило переговоры.",
        ),
        (
            ISO_8859_7,
            "Το υπουργείο διέψευσε την Τρίτη ότι το λιμάνι έκλεισε και ανακοίνωσε νέες συνομιλίες με τους οδηγούς.",
        ),
        (
            WINDOWS_1254,
            "Bakanlık salı günü limanın kapatıldığını yalanladı ve görüşmelerin süreceğini açıkladı; işçiler şaşkın.",
        ),
        (WINDOWS_1255, "משרד החוץ הכחיש ביום שלישי כי הנמל נסגר והודיע על שיחות נוספות עם הנהגים."),
        (
            WINDOWS_1256,
            "نفت الوزارة يوم الثلاثاء إغلاق الميناء وقالت إن المحادثات ستستمر في العاصمة.",
        ),
        (
            SHIFT_JIS,
            "外務省は火曜日、港が閉鎖されたことを否定し、協議を続けると述べた。「そのような事実はない」という。",
        ),
        (
            EUC_JP,
            "外務省は火曜日、港が閉鎖されたことを否定し、協議を続けると述べた。「そのような事実はない」という。",
        ),
        (ISO_2022_JP, "外務省は火曜日、港が閉鎖されたことを否定し、協議を続けると述べた。"),
        (GBK, CHINESE),
        (BIG5, "外交部發言人週二否認港口已經關閉，並表示談判將繼續進行。「沒有這回事。」他說。"),
        (EUC_KR, "외교부는 화요일 항구가 폐쇄되었다는 사실을 부인하고 협의를 계속하겠다고 밝혔다."),
    ];
    for (encoding, text) in table {
        let (bytes, _, unmappable) = encoding.encode(text);
        assert!(!unmappable, "the sample itself fits {}", encoding.name());
        let decoded = decode(&bytes).unwrap();
        assert_eq!(decoded.text, text, "{} read as {}", encoding.name(), decoded.encoding);
        assert_eq!(decoded.warnings.len(), 1, "{:?}", decoded.warnings);
        assert!(decoded.warnings[0].contains(decoded.encoding), "{:?}", decoded.warnings);
    }
    let (bytes, ..) = GB18030.encode(CHINESE);
    assert_eq!(decode(&bytes).unwrap().text, CHINESE);
}

#[test]
fn unicode_with_a_mark_is_read_without_a_word() {
    for text in ["“No”, he said.\r\nAnd left.", RUSSIAN, CHINESE, "👍🏽 e\u{301}"] {
        let marked = format!("\u{FEFF}{text}");
        let table = [
            (marked.as_bytes().to_vec(), "UTF-8"),
            (text.as_bytes().to_vec(), "UTF-8"),
            (utf16(&marked, u16::to_le_bytes), "UTF-16LE"),
            (utf16(&marked, u16::to_be_bytes), "UTF-16BE"),
        ];
        for (bytes, encoding) in table {
            let decoded = decode(&bytes).unwrap();
            assert_eq!(decoded.text, text.replace("\r\n", "\n"));
            assert_eq!((decoded.encoding, decoded.warnings), (encoding, Vec::new()));
        }
    }
}

#[test]
fn utf_16_without_a_mark_shows_by_its_nuls() {
    for text in ["He said no.", "hi", RUSSIAN, CHINESE, "Ο υπουργός είπε όχι.\nΤέλος."]
    {
        for (to_bytes, encoding) in
            [(u16::to_le_bytes as fn(u16) -> [u8; 2], "UTF-16LE"), (u16::to_be_bytes, "UTF-16BE")]
        {
            let decoded = decode(&utf16(text, to_bytes)).unwrap();
            assert_eq!(
                (decoded.text.as_str(), decoded.encoding, decoded.warnings.len()),
                (text, encoding, 1)
            );
        }
    }
}

#[test]
fn what_is_broken_is_shown_and_counted() {
    let mut lone = utf16("\u{FEFF}The minister said: XX", u16::to_le_bytes);
    // The two X become a first half without a second and a second without a first.
    let end = lone.len();
    lone[end - 4..].copy_from_slice(&[0x00, 0xDC, 0x00, 0xD8]);
    let decoded = decode(&lone).unwrap();
    assert_eq!(decoded.text, "The minister said: \u{FFFD}\u{FFFD}");
    assert!(decoded.warnings[0].starts_with("2 places"), "{:?}", decoded.warnings);

    let odd = [&utf16("\u{FEFF}He said no", u16::to_le_bytes), &b"."[..]].concat();
    assert_eq!(decode(&odd).unwrap().text, "He said no\u{FFFD}", "a unit cut in two");

    let mut broken = CHINESE.as_bytes().to_vec();
    broken[1] = b'?';
    let decoded = decode(&broken).unwrap();
    assert!(decoded.text.ends_with(CHINESE.get(3..).unwrap()), "the rest is read as UTF-8");
    assert_eq!((decoded.encoding, decoded.warnings.len()), ("UTF-8", 1));
}

#[test]
fn a_file_cut_short_anywhere_keeps_what_it_has() {
    let text = format!("The minister — he of {CHINESE} — said no: “no”.");
    // The first dash may be cut, and then nothing else shows that this is UTF-8; its first byte alone could be any letter.
    for end in "The minister ".len() + 2..text.len() {
        let decoded = decode(&text.as_bytes()[..end]).unwrap();
        let whole = text.get(..text.floor_char_boundary(end)).unwrap();
        assert_eq!(decoded.text.trim_end_matches('\u{FFFD}'), whole, "cut at {end}");
        assert_eq!(decoded.warnings.is_empty(), text.is_char_boundary(end), "cut at {end}");
    }
}

#[test]
fn what_is_not_text_is_named_with_a_way_out() {
    let docx = [&b"PK\x03\x04\x14\0\x06\0\x08\0[Content_Types].xml"[..], b"....word/document.xml"]
        .concat();
    let odt = b"PK\x03\x04\x14\0\0mimetypeapplication/vnd.oasis.opendocument.textPK".to_vec();
    let table: [(&[u8], &str); 12] = [
        (b"%PDF-1.7\n%\xE2\xE3\xCF\xD3", "a PDF file"),
        (&docx, "a Word document"),
        (&odt, "an OpenDocument text"),
        (b"PK\x03\x04\x14\0\0\0notes.txt", "a ZIP archive"),
        (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0\0", "an old Microsoft Office document"),
        (b"{\\rtf1\\ansi Hello}", "a rich text (RTF) document"),
        (b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR", "a PNG picture"),
        (b"\xFF\xD8\xFF\xE0\0\x10JFIF", "a JPEG picture"),
        (b"\x1F\x8B\x08\0\0\0", "a gzip archive"),
        (b"\x7FELF\x02\x01\x01", "a program"),
        (b"SQLite format 3\0", "a database"),
        (b"\xFF\xFE\0\0H\0\0\0", "text in UTF-32"),
    ];
    for (bytes, name) in table {
        let error = decode(bytes).unwrap_err();
        assert!(matches!(error, DecodeError::Foreign { .. }), "{name}: {error:?}");
        assert!(
            error.to_string().starts_with(&format!("This is {name}, not a text file. ")),
            "{error}"
        );
    }
}

#[test]
fn bytes_of_no_known_kind_are_refused_too() {
    // A linear congruential generator, so that the bytes are the same on each run.
    let noise: Vec<u8> = (0..10_000_u32)
        .scan(1_u32, |state, _| {
            *state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            Some(state.to_be_bytes()[0])
        })
        .collect();
    assert_eq!(decode(&noise), Err(DecodeError::Binary));
    assert_eq!(decode(&[0; 1_000]), Err(DecodeError::Binary));
    let numbers: Vec<u8> = (0..500_u32).flat_map(u32::to_le_bytes).collect();
    assert_eq!(decode(&numbers), Err(DecodeError::Binary));
}

#[test]
fn a_file_without_text_is_not_an_article() {
    assert_eq!(decode(b""), Err(DecodeError::Empty));
    for blank in
        [&b" \r\n\t"[..], b"\xEF\xBB\xBF", b"\xFF\xFE", b"\xFF\xFE \0", "\u{a0}\u{2003}".as_bytes()]
    {
        assert_eq!(decode(blank), Err(DecodeError::Blank), "{blank:?}");
    }
}

#[test]
fn a_file_above_the_limit_is_refused_with_both_sizes() {
    let error = decode(&vec![b'a'; TEXT_LIMIT + 1]).unwrap_err();
    assert_eq!(error, DecodeError::TooLarge { size: TEXT_LIMIT + 1 });
    assert_eq!(
        error.to_string(),
        "The file has 65 MiB; articles are read up to 64 MiB. Split it and import the parts"
    );
}

#[test]
fn a_nul_in_a_text_is_kept_and_said() {
    let decoded = decode("The port was\0 closed — he said.".as_bytes()).unwrap();
    assert_eq!(decoded.text, "The port was\0 closed — he said.");
    assert_eq!(decoded.warnings, ["The text holds 1 NUL character; kept as found."]);
}

proptest! {
    #[test]
    fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..300), head in prop::sample::select(vec![&b""[..], b"\xFF\xFE", b"\xFE\xFF", b"\xEF\xBB\xBF", b"PK\x03\x04", b"BZh", b"a\x1B$B"])) {
        let bytes = [head, &bytes].concat();
        if let Ok(decoded) = decode(&bytes) {
            prop_assert_eq!(clean(&decoded.text), decoded.text.as_str());
            prop_assert!(!decoded.text.trim().is_empty());
        }
    }

    #[test]
    fn utf_8_comes_back_as_the_clean_text(text in "\\PC{0,20}(\\PC{30}[\0-\u{1A}\u{7F}-\u{9F}]{0,3}|\r\n|\u{FEFF}|\u{FFFD}{9}){0,9}") {
        match decode(text.as_bytes()) {
            Ok(decoded) => {
                prop_assert_eq!(clean(&text), decoded.text.as_str());
                prop_assert_eq!(decoded.encoding, "UTF-8");
            }
            Err(DecodeError::Empty | DecodeError::Blank) => prop_assert!(clean(&text).trim().is_empty()),
            Err(error) => prop_assert!(false, "{error}"),
        }
    }
}

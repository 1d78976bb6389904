//! Which language a text is in, and what a language tag means.
//!
//! The detection is a proposal for a person to correct. Tags are primary subtags of BCP 47 ("en", "zh"); a
//! tag somebody typed may carry more ("pt-BR"), of which only the first part and a script are read here.

use super::language_words::by_words;
use whatlang::{Lang, Script};

/// Bytes of text that are looked at, taken in three parts from beginning, middle and end.
const SAMPLE: usize = 8 * 1024;

/// Bytes of letters below which nothing is said: about four words of English, or eight characters of Chinese.
const TOO_LITTLE: usize = 24;

/// Bytes of Latin letters from which on a guess by runs of letters is worth telling, also where it is not reliable: some
/// three sentences.
const ENOUGH: usize = 240;

/// What a text is probably written in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Detected {
    /// The language's BCP 47 tag, "en".
    pub tag: String,
    /// Is no other language about as likely?
    pub sure: bool,
}

/// The language of `text`, judged by a sample of at most 8 KiB; `None` when there is too little to judge by.
///
/// Latin letters are shared by so many languages that runs of letters tell them apart only in longer texts. A shorter one is
/// told by its small words, where these are one language's alone.
#[must_use]
pub fn detect(text: &str) -> Option<Detected> {
    let sample = sample(text);
    let letters = sample.chars().filter(|char| char.is_alphabetic());
    let letters = letters.map(char::len_utf8).sum::<usize>();
    if letters < TOO_LITTLE {
        return None;
    }
    let found = whatlang::detect(&sample)?;
    let sure = found.is_reliable();
    let own = (sure || found.script() != Script::Latin).then(|| tag_of(found.lang()));
    let guessed = own.or_else(|| by_words(&sample));
    let tag = guessed.or_else(|| (letters >= ENOUGH).then(|| tag_of(found.lang())))?;
    Some(Detected { tag: tag.to_owned(), sure })
}

/// The English name of the language of `tag`; "Unknown language" for a tag that is not in the table.
#[must_use]
pub fn name_of(tag: &str) -> &'static str {
    let primary = primary(tag);
    let row = NAMES.iter().find(|(known, _)| primary.eq_ignore_ascii_case(known));
    row.map_or("Unknown language", |(_, name)| name)
}

/// Is the language of `tag` written from right to left? A script in the tag ("ku-Arab") decides first.
#[must_use]
pub fn is_rtl(tag: &str) -> bool {
    let is_any =
        |part: &str, list: &[&str]| list.iter().any(|known| part.eq_ignore_ascii_case(known));
    match tag.split(['-', '_']).skip(1).find(|part| part.len() == 4) {
        Some(script) => is_any(script, &["Arab", "Hebr", "Nkoo", "Rohg", "Syrc", "Thaa"]),
        None => is_any(primary(tag), &RIGHT_TO_LEFT),
    }
}

/// The tags and English names that a person may choose from, by tag.
pub fn known() -> impl Iterator<Item = (&'static str, &'static str)> {
    NAMES.iter().copied()
}

fn primary(tag: &str) -> &str {
    tag.split(['-', '_']).next().unwrap_or(tag)
}

/// Beginning, middle and end of a long text, or all of a short one.
fn sample(text: &str) -> String {
    if text.len() <= SAMPLE {
        return text.to_owned();
    }
    let part = SAMPLE / 3;
    let starts = [0, (text.len() - part) / 2, text.len() - part];
    let parts = starts.map(|start| {
        let end = text.floor_char_boundary(start + part);
        text.get(text.ceil_char_boundary(start)..end).unwrap_or("")
    });
    parts.join(" ")
}

/// The shortest tag of a detected language, as BCP 47 wants it: two letters where there are two.
fn tag_of(lang: Lang) -> &'static str {
    let code = lang.code();
    TAGS.iter().find(|(three, _)| *three == code).map_or(code, |(_, two)| two)
}

/// Languages written from right to left when their tag names no script.
const RIGHT_TO_LEFT: [&str; 15] =
    ["ar", "arc", "arz", "ckb", "dv", "fa", "he", "iw", "nqo", "ps", "sd", "syr", "ug", "ur", "yi"];

/// ISO 639-3 codes that have a two-letter tag. Individual languages of a macrolanguage get its tag where
/// that is how they are usually tagged (Mandarin "zh", Western Persian "fa").
const TAGS: [(&str, &str); 70] = [
    ("afr", "af"),
    ("aka", "ak"),
    ("amh", "am"),
    ("ara", "ar"),
    ("aze", "az"),
    ("bel", "be"),
    ("ben", "bn"),
    ("bul", "bg"),
    ("cat", "ca"),
    ("ces", "cs"),
    ("cmn", "zh"),
    ("cym", "cy"),
    ("dan", "da"),
    ("deu", "de"),
    ("ell", "el"),
    ("eng", "en"),
    ("epo", "eo"),
    ("est", "et"),
    ("fin", "fi"),
    ("fra", "fr"),
    ("guj", "gu"),
    ("heb", "he"),
    ("hin", "hi"),
    ("hrv", "hr"),
    ("hun", "hu"),
    ("hye", "hy"),
    ("ind", "id"),
    ("ita", "it"),
    ("jav", "jv"),
    ("jpn", "ja"),
    ("kan", "kn"),
    ("kat", "ka"),
    ("khm", "km"),
    ("kor", "ko"),
    ("lat", "la"),
    ("lav", "lv"),
    ("lit", "lt"),
    ("mal", "ml"),
    ("mar", "mr"),
    ("mkd", "mk"),
    ("mya", "my"),
    ("nep", "ne"),
    ("nld", "nl"),
    ("nob", "nb"),
    ("ori", "or"),
    ("pan", "pa"),
    ("pes", "fa"),
    ("pol", "pl"),
    ("por", "pt"),
    ("ron", "ro"),
    ("rus", "ru"),
    ("sin", "si"),
    ("slk", "sk"),
    ("slv", "sl"),
    ("sna", "sn"),
    ("spa", "es"),
    ("srp", "sr"),
    ("swe", "sv"),
    ("tam", "ta"),
    ("tel", "te"),
    ("tgl", "tl"),
    ("tha", "th"),
    ("tuk", "tk"),
    ("tur", "tr"),
    ("ukr", "uk"),
    ("urd", "ur"),
    ("uzb", "uz"),
    ("vie", "vi"),
    ("yid", "yi"),
    ("zul", "zu"),
];

/// English names of the languages that are detected and of others that newspapers are written in.
const NAMES: [(&str, &str); 108] = [
    ("af", "Afrikaans"),
    ("ak", "Akan"),
    ("am", "Amharic"),
    ("ar", "Arabic"),
    ("arz", "Egyptian Arabic"),
    ("az", "Azerbaijani"),
    ("be", "Belarusian"),
    ("bg", "Bulgarian"),
    ("bn", "Bengali"),
    ("bo", "Tibetan"),
    ("bs", "Bosnian"),
    ("ca", "Catalan"),
    ("ckb", "Central Kurdish"),
    ("cs", "Czech"),
    ("cy", "Welsh"),
    ("da", "Danish"),
    ("de", "German"),
    ("dv", "Dhivehi"),
    ("el", "Greek"),
    ("en", "English"),
    ("eo", "Esperanto"),
    ("es", "Spanish"),
    ("et", "Estonian"),
    ("eu", "Basque"),
    ("fa", "Persian"),
    ("fi", "Finnish"),
    ("fil", "Filipino"),
    ("fo", "Faroese"),
    ("fr", "French"),
    ("ga", "Irish"),
    ("gd", "Scottish Gaelic"),
    ("gl", "Galician"),
    ("gu", "Gujarati"),
    ("ha", "Hausa"),
    ("he", "Hebrew"),
    ("hi", "Hindi"),
    ("hr", "Croatian"),
    ("ht", "Haitian Creole"),
    ("hu", "Hungarian"),
    ("hy", "Armenian"),
    ("id", "Indonesian"),
    ("ig", "Igbo"),
    ("is", "Icelandic"),
    ("it", "Italian"),
    ("iw", "Hebrew"),
    ("ja", "Japanese"),
    ("jv", "Javanese"),
    ("ka", "Georgian"),
    ("kk", "Kazakh"),
    ("km", "Khmer"),
    ("kn", "Kannada"),
    ("ko", "Korean"),
    ("ku", "Kurdish"),
    ("ky", "Kyrgyz"),
    ("la", "Latin"),
    ("lb", "Luxembourgish"),
    ("lo", "Lao"),
    ("lt", "Lithuanian"),
    ("lv", "Latvian"),
    ("mg", "Malagasy"),
    ("mi", "Maori"),
    ("mk", "Macedonian"),
    ("ml", "Malayalam"),
    ("mn", "Mongolian"),
    ("mr", "Marathi"),
    ("ms", "Malay"),
    ("mt", "Maltese"),
    ("my", "Burmese"),
    ("nb", "Norwegian Bokmål"),
    ("ne", "Nepali"),
    ("nl", "Dutch"),
    ("nn", "Norwegian Nynorsk"),
    ("no", "Norwegian"),
    ("om", "Oromo"),
    ("or", "Odia"),
    ("pa", "Punjabi"),
    ("pl", "Polish"),
    ("ps", "Pashto"),
    ("pt", "Portuguese"),
    ("ro", "Romanian"),
    ("ru", "Russian"),
    ("rw", "Kinyarwanda"),
    ("sd", "Sindhi"),
    ("si", "Sinhala"),
    ("sk", "Slovak"),
    ("sl", "Slovenian"),
    ("sn", "Shona"),
    ("so", "Somali"),
    ("sq", "Albanian"),
    ("sr", "Serbian"),
    ("sv", "Swedish"),
    ("sw", "Swahili"),
    ("ta", "Tamil"),
    ("te", "Telugu"),
    ("tg", "Tajik"),
    ("th", "Thai"),
    ("ti", "Tigrinya"),
    ("tk", "Turkmen"),
    ("tl", "Tagalog"),
    ("tr", "Turkish"),
    ("ug", "Uyghur"),
    ("uk", "Ukrainian"),
    ("ur", "Urdu"),
    ("uz", "Uzbek"),
    ("vi", "Vietnamese"),
    ("yi", "Yiddish"),
    ("zh", "Chinese"),
    ("zu", "Zulu"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_language_is_told_by_one_sentence_of_news() {
        let table = [
            (
                "The ministry denied on Tuesday that the port had been closed, and said that talks would continue.",
                "en",
            ),
            (
                "Das Ministerium bestritt am Dienstag, dass der Hafen geschlossen worden sei, und kündigte Gespräche an.",
                "de",
            ),
            (
                "Le ministère a démenti mardi que le port ait été fermé et a annoncé de nouvelles discussions.",
                "fr",
            ),
            (
                "El ministerio negó el martes que el puerto hubiera sido cerrado y anunció nuevas conversaciones.",
                "es",
            ),
            (
                "Министерство во вторник опровергло сообщения о закрытии порта и объявило о новых переговорах.",
                "ru",
            ),
            (
                "Міністерство у вівторок спростувало повідомлення про закриття порту та оголосило про нові переговори.",
                "uk",
            ),
            ("外交部发言人周二否认港口已经关闭，并表示谈判将继续进行。", "zh"),
            ("外務省は火曜日、港が閉鎖されたことを否定し、協議を続けると述べた。", "ja"),
            ("نفت الوزارة يوم الثلاثاء إغلاق الميناء وقالت إن المحادثات ستستمر.", "ar"),
            ("मंत्रालय ने मंगलवार को बंदरगाह बंद होने से इनकार किया और कहा कि बातचीत जारी रहेगी।", "hi"),
            ("משרד החוץ הכחיש ביום שלישי כי הנמל נסגר והודיע על שיחות נוספות.", "he"),
            (
                "외교부는 화요일 항구가 폐쇄되었다는 사실을 부인하고 협의를 계속하겠다고 밝혔다.",
                "ko",
            ),
            (
                "Το υπουργείο διέψευσε την Τρίτη ότι το λιμάνι έκλεισε και ανακοίνωσε νέες συνομιλίες.",
                "el",
            ),
        ];
        for (text, tag) in table {
            assert_eq!(detect(text).map(|found| found.tag).as_deref(), Some(tag), "{text}");
        }
    }

    #[test]
    fn too_little_text_has_no_language() {
        for text in ["", "OK", "2022 – 2023: 45 %, 12.5", "海外警察", "\0\0\0\0 \u{301}\u{301}"]
        {
            assert_eq!(detect(text), None, "{text:?}");
        }
    }

    #[test]
    fn a_long_text_is_sampled_and_an_english_one_is_sure() {
        let text = "The ministry denied on Tuesday that the port had been closed — “never”. "
            .repeat(20_000);
        assert!(sample(&text).len() <= SAMPLE);
        assert_eq!(detect(&text), Some(Detected { tag: "en".to_owned(), sure: true }));
    }

    #[test]
    fn every_detectable_language_has_a_short_tag_and_a_name() {
        for lang in Lang::all() {
            let tag = tag_of(*lang);
            assert_eq!(tag.len(), 2, "{lang:?}");
            assert_ne!(name_of(tag), "Unknown language", "{tag}");
        }
        assert!(NAMES.is_sorted() && TAGS.is_sorted() && RIGHT_TO_LEFT.is_sorted());
    }

    #[test]
    fn a_tag_is_read_whatever_it_carries() {
        assert_eq!(name_of("pt-BR"), "Portuguese");
        assert_eq!(name_of("ZH_Hant_TW"), "Chinese");
        assert_eq!(name_of("xx"), "Unknown language");
        for tag in ["ar", "he-IL", "fa", "UR", "ku-Arab", "pa_Arab_PK"] {
            assert!(is_rtl(tag), "{tag}");
        }
        for tag in ["en", "", "ku", "ar-Latn", "zh-Hant"] {
            assert!(!is_rtl(tag), "{tag}");
        }
    }
}

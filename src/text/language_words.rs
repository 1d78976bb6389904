//! The small words of languages in Latin letters: what a headline or a single sentence is told by, where runs of letters say
//! too little.

/// Words that a language uses all the time, by its tag; parted by blanks, in small letters. Gathered by hand from the closed
/// classes: articles, pronouns, prepositions, conjunctions, auxiliaries. Languages that share most of them stand beside each
/// other here, so that a text in one is not taken for the other.
const WORDS: [(&str, &str); 14] = [
    ("ca", "amb aquest dels els és han hi les més no per però què són també una va van"),
    (
        "da",
        "af at blev den der det efter en er et for fra han har hun i ifølge ikke kan med meget men og også om på \
         siger som til var ved vil",
    ),
    (
        "de",
        "als am auch auf aus bei das dass dem den der des die ein eine einen er es für hat haben ich im in ist mit \
         nach nicht noch sich sie sind und vom von war werden wird wurde zu zum zur über",
    ),
    (
        "en",
        "a about after an and are as at be been but by for from had has have he her his in is it its no not of on \
         or out said says she that the their they this to was were when who will with would",
    ),
    (
        "es",
        "al como con de del el en es esta este fue ha han la las lo los más muy no o para pero por que se según sin \
         sobre su sus un una y",
    ),
    (
        "fi",
        "ei että hän ja jo joka kun kuin mukaan mutta myös ne oli olivat on ovat se sen tai vain",
    ),
    (
        "fr",
        "a au aux avec ce cette dans de des du elle en est et été il la le les leur lors mais ne ont ou par pas plus \
         pour qu que qui sa se selon ses son sont sur un une",
    ),
    (
        "it",
        "a al alla anche che ci come con da dal dalla dei del della delle di e gli ha hanno i il in la le lo ma nel \
         nella non per più sono stata stato su sul un una è",
    ),
    (
        "nb",
        "at av ble den der det en er et etter for fra han har hun i ifølge ikke kan med men når og også om opp på \
         sier som til ut var ved vil",
    ),
    (
        "nl",
        "aan als bij dat de deze die door een en er had heeft het hij in is maar met naar niet nog of om onder ook \
         op over te tot uit van volgens voor was werd worden wordt zijn",
    ),
    (
        "pl",
        "ale było był była być co dla do jak jako jest jego już na nie o od po przez przy się są tak to tym w we z \
         za ze że",
    ),
    (
        "pt",
        "a ao aos as até com como da das de do dos e em entre era foi mais mas na nas no nos não o os ou para pela \
         pelo por que se segundo sem ser seu são sobre sua também um uma à é",
    ),
    (
        "sv",
        "att av blev de den det efter en enligt ett för från han har hon i inte kan man med men mot när och också \
         om på säger som så till var vid är",
    ),
    (
        "tr",
        "ama bir bu çok da daha de diye en gibi göre için ile ise kadar ki olan olarak sonra ve veya ya",
    ),
];

/// What a word is worth that only one language has; shared ones count for each by its share.
const WORTH: usize = 12;

/// The language that has a text's small words to itself; `None` where two could have them, or there are none.
pub(super) fn by_words(text: &str) -> Option<&'static str> {
    let mut scores = [0_usize; WORDS.len()];
    let small = text.to_lowercase();
    for word in small.split(|letter: char| !letter.is_alphabetic()).filter(|word| !word.is_empty())
    {
        let has = WORDS.map(|(_, words)| words.split_ascii_whitespace().any(|one| one == word));
        let n = has.iter().filter(|has| **has).count();
        for (score, _) in scores.iter_mut().zip(has).filter(|(_, has)| *has) {
            *score += WORTH / n;
        }
    }
    let mut ranked: Vec<(usize, &str)> =
        scores.into_iter().zip(WORDS.map(|(tag, _)| tag)).collect();
    ranked.sort_unstable_by(|a, b| b.cmp(a));
    let (best, tag) = ranked.first().copied()?;
    let second = ranked.get(1).map_or(0, |(score, _)| *score);
    (best >= WORTH && best >= 2 * second).then_some(tag)
}

#[cfg(test)]
mod tests {
    use crate::text::language::detect;

    #[test]
    fn a_short_text_in_latin_letters_is_its_own_language_or_unknown_and_never_another() {
        let table = [
            ("The ministry denied the report on Monday.", "en"),
            ("The bridge closed in May, and nobody knows why.", "en"),
            ("Police say two men were held after the fire at the old mill.", "en"),
            (
                "The minister denied the report on Monday. The bridge closed in May. Ada Rhys said that it would open again.",
                "en",
            ),
            ("Der Minister bestritt den Bericht am Montag.", "de"),
            ("Die Brücke wurde im Mai geschlossen.", "de"),
            ("Broen ble stengt i mai, og ingen vet når den åpner igjen.", "nb"),
            ("El ministro negó el informe el lunes.", "es"),
            ("De minister ontkende het bericht op maandag.", "nl"),
            ("Minister zaprzeczył tym doniesieniom w poniedziałek.", "pl"),
            ("Il ministro ha smentito la notizia lunedì.", "it"),
            // Nothing in these belongs to one language alone.
            ("Ministeren afviste rapporten i mandags.", ""),
            ("Ministeren avviste rapporten på mandag.", ""),
            ("Le ministre a démenti le rapport lundi.", ""),
        ];
        for (text, tag) in table {
            let found = detect(text).map_or_else(String::new, |found| found.tag);
            assert_eq!(found, tag, "{text}");
        }
    }
}

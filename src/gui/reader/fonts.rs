//! Which faces there are: one in the binary for Latin, Greek and Cyrillic, the system's for everything else.
//!
//! Nothing here lays out text or knows a window. Finding the system's fonts takes tens of milliseconds and
//! may be done on another thread; the value is then handed over whole.

use std::sync::{Arc, mpsc};

use parley::fontique::{
    Blob, Collection, CollectionOptions, FallbackKey, FontInfoOverride, Script, SourceCache,
};
use parley::{FontContext, FontFamily, Language};

/// The family under which the bundled faces are registered; no font of the system carries it.
const FAMILY: &str = "Ascribe Reading";

/// The family to look in first for a script (by its ISO 15924 tag), where it is installed. Left to itself the
/// system may answer with a calligraphic face: Rashi for Hebrew, say.
const PREFERRED: &[(&[u8; 4], &str)] = &[
    (b"Arab", "Noto Sans Arabic"),
    (b"Armn", "Noto Sans Armenian"),
    (b"Beng", "Noto Sans Bengali"),
    (b"Deva", "Noto Sans Devanagari"),
    (b"Ethi", "Noto Sans Ethiopic"),
    (b"Geor", "Noto Sans Georgian"),
    (b"Gujr", "Noto Sans Gujarati"),
    (b"Guru", "Noto Sans Gurmukhi"),
    (b"Hang", "Noto Sans CJK KR"),
    (b"Hani", "Noto Sans CJK SC"),
    (b"Hebr", "Noto Sans Hebrew"),
    (b"Hira", "Noto Sans CJK JP"),
    (b"Kana", "Noto Sans CJK JP"),
    (b"Khmr", "Noto Sans Khmer"),
    (b"Knda", "Noto Sans Kannada"),
    (b"Laoo", "Noto Sans Lao"),
    (b"Mlym", "Noto Sans Malayalam"),
    (b"Mymr", "Noto Sans Myanmar"),
    (b"Orya", "Noto Sans Oriya"),
    (b"Sinh", "Noto Sans Sinhala"),
    (b"Taml", "Noto Sans Tamil"),
    (b"Telu", "Noto Sans Telugu"),
    (b"Thaa", "Noto Sans Thaana"),
    (b"Thai", "Noto Sans Thai"),
    (b"Tibt", "Noto Serif Tibetan"),
];

/// The family for Han characters by language; each writes some of them in shapes of its own.
const HAN: &[(&str, &str)] = &[
    ("zh-Hans", "Noto Sans CJK SC"),
    ("zh-Hant", "Noto Sans CJK TC"),
    ("ja", "Noto Sans CJK JP"),
    ("ko", "Noto Sans CJK KR"),
];

/// The faces a text is laid out with.
#[derive(Clone)]
pub struct Fonts {
    pub(super) context: FontContext,
}

impl std::fmt::Debug for Fonts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Fonts").finish_non_exhaustive()
    }
}

impl Fonts {
    /// Only the faces in the binary: the same on every machine, and there at once.
    #[must_use]
    pub fn bundled() -> Self {
        Self::with_options(CollectionOptions { shared: false, system_fonts: false })
    }

    /// The faces in the binary, and the system's for scripts they do not cover.
    ///
    /// Without fontconfig it is the same as [`Fonts::bundled`].
    #[must_use]
    pub fn system() -> Self {
        Self::with_options(CollectionOptions { shared: false, system_fonts: true })
    }

    /// Finds the system's fonts on a thread of its own; `arrived` is called once they can be received.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn system_on_thread(
        arrived: impl FnOnce() + Send + 'static,
    ) -> std::io::Result<mpsc::Receiver<Self>> {
        let (sender, receiver) = mpsc::channel();
        std::thread::Builder::new().name("fonts".to_owned()).spawn(move || {
            if sender.send(Self::system()).is_ok() {
                arrived();
            }
        })?;
        Ok(receiver)
    }

    fn with_options(options: CollectionOptions) -> Self {
        let mut collection = Collection::new(options);
        let named = FontInfoOverride { family_name: Some(FAMILY), ..FontInfoOverride::default() };
        for face in [ttf_noto_sans::REGULAR, ttf_noto_sans::BOLD] {
            collection.register_fonts(Blob::new(Arc::new(face)), Some(named));
        }
        prefer(&mut collection);
        Self { context: FontContext { collection, source_cache: SourceCache::default() } }
    }

    /// The family every text is set in; what it lacks is looked for by script.
    pub(super) fn family() -> FontFamily<'static> {
        FontFamily::named(FAMILY)
    }
}

/// Puts the preferred families that are installed before the system's own choice.
fn prefer(collection: &mut Collection) {
    let scripts = PREFERRED
        .iter()
        .map(|(tag, family)| (FallbackKey::new(Script::from_bytes(**tag), None), *family));
    let han = HAN.iter().filter_map(|(lang, family)| {
        // The tags above are well formed, so none is left out.
        let lang = Language::parse(lang).ok()?;
        Some((FallbackKey::new(Script::from_bytes(*b"Hani"), Some(&lang)), *family))
    });
    for (key, family) in scripts.chain(han) {
        if let Some(family) = collection.family_id(family) {
            collection.set_fallbacks(key, std::iter::once(family));
        }
    }
}

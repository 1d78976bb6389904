//! Flat table: words that decide about full stops in languages of other families. Data only.

use super::Table;
use crate::text::segment::lexicon::Kind::{
    Counted, Fixed, Listed, Number, Pronoun, Speech, Starter, Unit,
};

pub(super) const ARABIC: Table = &[
    (Fixed, "د أ م ص ب ت هـ أ.د ش.م"),
    (Unit, "كم كغ ق.م ب.م الخ إلخ"),
    (
        Speech,
        "قال قالت سأل سألت أضاف أضافت يقول تقول وأضاف وأضافت صرح صرحت رد ردت تساءل تساءلت أجاب أجابت كتب كتبت وقال وقالت",
    ),
];

pub(super) const ARMENIAN: Table = &[(Fixed, "պրոֆ դոկ տ ս"), (Unit, "թ հ դր կմ կգ")];

pub(super) const CHINESE: Table = &[];

pub(super) const FINNISH: Table = &[
    (Fixed, "esim ts ns mm mr tri prof os nk ml eli huom vrt ks puh ao ko em"),
    (Number, "nro s luku kuva"),
    (Listed, "eaa jaa ekr jkr"),
    (Unit, "jne yms ym milj mrd klo min sek kg km cm"),
    (
        Starter,
        "hän he se ne me te minä sinä tämä tuo nämä nuo mutta ja tai jos kun koska että myös nyt sitten siellä täällä \
         tänään eilen huomenna kaikki monet ei on oli ovat hänen heidän sen lisäksi kuitenkin vaikka",
    ),
    (Pronoun, "hän he se ne me minä"),
    (
        Counted,
        "tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta syyskuuta \
               lokakuuta marraskuuta joulukuuta vuosisadalla vuosisadan",
    ),
];

pub(super) const GREEK: Table = &[
    (Fixed, "κ κα κκ δρ καθ π.χ δηλ βλ πρβλ στρ αγ λεωφ οδ τηλ κεφ εκδ"),
    (Number, "αρ αριθ σελ αρθ παρ εικ τ"),
    (Listed, "α.ε ε.ε μ.χ π.μ μ.μ η.π.α ε.π.ε"),
    (Unit, "κ.λπ κλπ κ.ά κ.τ.λ χλμ εκ δισ εκατ ευρ"),
    (
        Starter,
        "ο η το οι τα τον την του της των ένα ένας μια αυτός αυτή αυτό αυτοί και αλλά ή αν όταν όπως γιατί επειδή \
         στο στη στην στον στα με για από σε μετά πριν κατά χωρίς δεν θα να που τώρα σήμερα χθες αύριο επίσης όμως",
    ),
    (Pronoun, "αυτός αυτή αυτοί εγώ εμείς ο η το"),
];

pub(super) const HINDI: Table = &[
    (
        Fixed,
        "ए बी सी डी ई एफ जी एच आई जे के एल एम एन ओ पी क्यू आर एस टी यू वी डब्ल्यू एक्स वाई ज़ेड डॉ डा प्रो श्री श्रीमती सुश्री \
         रु सं कु मो पं स्व इं ले कर्नल मि मिस्टर बी.ए एम.ए",
    ),
    (Speech, "कहा पूछा बताया बोले बोला बोली बोलीं लिखा कहते कहती कहना म्हणाले म्हणाला म्हणाली"),
];

pub(super) const JAPANESE: Table = &[];

pub(super) const TURKISH: Table = &[
    (Fixed, "dr prof doç yrd av öğr gör sn st alb gen org yzb tğm bkz örn yy hz mah cad sok apt"),
    (Number, "no s md sf cilt"),
    (Listed, "a.ş ltd.şti t.c m.ö m.s"),
    (Unit, "vb vs vd dk sn kg km cm"),
    (
        Starter,
        "bu şu o bir biz siz ben sen onlar ve ama fakat ancak çünkü eğer her ne neden nasıl nerede kim daha çok \
               en de da ile için sonra önce bugün dün yarın ayrıca böylece",
    ),
    (Pronoun, "o onlar biz ben siz bu"),
];

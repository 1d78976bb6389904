//! Flat table: words that decide about full stops in Romance languages. Data only.

use super::Table;
use crate::text::segment::lexicon::Kind::{
    Elided, Fixed, Listed, Month, Number, Pronoun, Proper, Speech, Starter, Unit,
};

pub(super) const FRENCH: Table = &[
    (
        Fixed,
        "m mm mme mmes mlle mlles mgr me ste st c.-à-d p.ex ex cf env éd coll dir av.j apr.j ap.j i.e e.g lt cdt \
         cap col gén hab boul bd av fbg dép arr vve s.e s.a.r n.d",
    ),
    (Number, "n° no nos art al fig p pp vol t chap ch éd alin n"),
    (Month, "janv févr avr juil sept oct nov déc"),
    (Listed, "s.a.r.l s.a.s s.n.c.f o.n.u u.e j.-c av.j.-c apr.j.-c éts cie sté univ dépt tél bat"),
    (Unit, "min sec kg km cm mm"),
    (Elided, "l d c s j n m qu"),
    (
        Starter,
        "le la les l un une des du de il elle ils elles on nous vous je tu ce cette ces cet c'est mais et ou donc or \
         ni car dans en sur sous avec pour par sans selon après avant depuis pendant entre vers chez contre malgré \
         son sa ses leur leurs notre votre mon ma mes qui que quoi quand comment pourquoi où si comme lorsque puis \
         ensuite enfin ainsi alors aussi cependant toutefois pourtant néanmoins aujourd'hui hier demain plus tout \
         tous toutes au aux à parmi plusieurs certains chaque cela ça celui celle ceux lors outre autre deux trois",
    ),
    (
        Speech,
        "dit demande demandé crie répond répondit lance lancé ajoute affirme explique souligne assure déclare déclaré \
         écrit estime conclut",
    ),
    (Pronoun, "il elle ils elles on je nous vous le la les"),
];

pub(super) const SPANISH: Table = &[
    (
        Fixed,
        "sr sra srta sres d dña dn dra lic ing arq gral cnel cap tte sgto prof profa mons rvdo hno pdte vda p.ej \
         ej cf aprox av avda c.c ee.uu st sta sto fco mª excmo ilmo i.e e.g ss.aa rr.hh aa.vv párrf párr mt ca",
    ),
    (Number, "n nº núm núms pág págs p pp art arts fig vol cap t tel ext apdo no"),
    (Proper, "no"),
    (Month, "ene feb abr jun jul ago sept oct nov dic"),
    (
        Listed,
        "ud uds vd vds cía a.c d.c a.de.c s.a.b c.v d.f r.l f.c c.f c.d cra hab std dpto depto ed jr",
    ),
    (Unit, "kg km cm min seg hs pts"),
    (
        Starter,
        "el la los las lo un una unos unas él ella ellos ellas yo nosotros usted se su sus este esta estos estas esto \
         ese esa esos eso aquel aquella pero y e o u si no en con por para sin según desde hasta tras durante al del \
         de a ante entre sobre bajo contra como cuando donde que quien cual porque aunque mientras además también \
         tampoco así entonces luego después antes ahora hoy ayer mañana aquí allí muy más menos todo todos toda todas \
         cada otro otra otros mi mis tu tus nuestro nuestra hay es son era fue ha han sin embargo finalmente cabe \
         actualmente posteriormente asimismo estas otros ambos varios algunos muchos dos tres",
    ),
    (
        Speech,
        "dijo preguntó pregunta dice respondió exclamó gritó afirmó añadió señaló aseguró explicó declaró",
    ),
    (Pronoun, "él ella ellos ellas yo nosotros el la los las"),
];

pub(super) const ITALIAN: Table = &[
    (
        Fixed,
        "sig sigg sig.ra dott dott.ssa ing arch avv on sen geom rag mons gen col cap ten mag p.es es ecc.mo egr gent \
         spett s ss c.a cfr c.d ca tel st ill.mo psicol meteor econ idraul sg seg pp.ss",
    ),
    (Number, "n nn n° art artt pag pagg p pp fig vol cap par tab co lett"),
    (Month, "gen feb mar apr mag giu lug ago set sett ott nov dic"),
    (Listed, "a.c d.c v.le p.za c.so s.n.c s.a.s s.r.l v prof.ssa f.lli"),
    (Unit, "ecc min sec kg km cm mm mln mld"),
    (Elided, "l un d c dell nell all dall sull quest quell"),
    (
        Starter,
        "il lo la i gli le un uno una egli lui lei essi loro noi voi io questo questa questi queste quello quella ma \
         e o se non in con per tra fra da di a su sul nel nella dal dalla al alla dopo prima durante secondo quando \
         come dove che chi perché anche così allora poi oggi ieri domani inoltre tuttavia infatti è era sono ha hanno \
         tutti tutto ogni altri molti alcuni più si",
    ),
    (Speech, "disse dice chiese rispose esclamò aggiunse affermò dichiarò"),
    (Pronoun, "lui lei egli loro noi voi io il la"),
];

pub(super) const PORTUGUESE: Table = &[
    (
        Fixed,
        "sr sra srta srs sras d dr dra drs prof profa eng arq gen cel cap ten sgt pe exmo exma ilmo v.exa p.ex ex cf \
         aprox av r lgo pça st sto sta tel ltda dep sen min des",
    ),
    (Number, "n nº núm pág págs p pp art arts fig vol cap inc"),
    (Month, "jan fev mar abr mai jun jul ago set out nov dez"),
    (Listed, "a.c d.c s.a e.u.a s.a.r.l cia lda jr depto univ hab"),
    (Unit, "min seg kg km cm mm"),
    (
        Starter,
        "o a os as um uma uns umas ele ela eles elas eu nós você este esta estes estas esse essa isso isto aquele mas \
         e ou se não em no na nos nas com por para sem segundo desde até após durante ao à do da de entre sobre como \
         quando onde que quem porque embora enquanto além também assim então depois antes agora hoje ontem amanhã \
         aqui muito mais todos cada outro outra já há é são foi era",
    ),
    (Speech, "disse perguntou respondeu afirmou acrescentou exclamou declarou"),
    (Pronoun, "ele ela eles elas eu nós o a"),
];

pub(super) const CATALAN: Table = &[
    (Fixed, "sr sra srs dr dra prof av avda c pl st sta p.ex ex cf tel aprox"),
    (Number, "núm núms n pàg pàgs p art fig vol cap"),
    (Month, "gen febr abr jul ag set oct nov des"),
    (Listed, "a.c d.c s.a ee.uu cia"),
    (Elided, "l d s n m"),
    (
        Starter,
        "el la els les un una ell ella ells però i o si no en amb per sense segons des fins després abans durant \
               al del de aquest aquesta això quan com on que també així ara avui ahir tot cada",
    ),
    (Pronoun, "ell ella ells jo el la"),
];

//! Flat table: words that decide about full stops in Germanic languages. Data only.

use super::Table;
use crate::text::segment::lexicon::Kind::{
    Brand, Counted, Fixed, Lettered, Listed, Month, Number, Pronoun, Proper, Speech, Starter, Unit,
    Zone,
};

pub(super) const ENGLISH: Table = &[
    (
        Fixed,
        "rev revd fr st mt ft gov govs sen sens rep reps amb atty asst assoc supt insp det hon pres gen lt col maj \
         capt cmdr comdr sgt cpl pvt pfc adm brig cllr messrs mmes drs profs msgr bro mx viz cf i.e e.g v al ald ca esp eg ie feat orig attn p.s ps cont resp \
         rt.hon lt.gov lt.col lt.gen maj.gen brig.gen",
    ),
    (
        Number,
        "no nos nr fig figs vol vols p pp ch chap eq eqs sec secs sect art para pt pts ref refs op c ca",
    ),
    (
        Month,
        "jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun",
    ),
    (
        Listed,
        "cos assn ass'n admin prev publ suppl transl abbr adj univ dept depts div est approx incl excl misc esq ave blvd rd hwy pkwy ln sq apt bldg intl \
         int'l nat'l natl govt gov't mfg mgmt dist mun ext tel fax ph yr yrs min max avg mass calif conn fla ill ind \
         ky md mich minn miss mo mont neb nev okla ore pa la penn tenn tex va vt wash wis wyo ala ariz ark colo del ga kan \
         u.s.s.r u.s.s n.j n.c s.c n.h n.m n.d s.d r.i w.va b.c a.d b.c.e c.e m.b.a m.p ll.b ll.m j.d d.d.s d.phil \
         b.eng m.phil r.n d.o c.p.a g.m c.e.o u.n.e.s.c.o a.k.a r.i.p p.o",
    ),
    (Unit, "ft lb lbs sec oz kg km cm mm hr hrs mins secs in mph sq.ft"),
    (
        Zone,
        "est edt et cst cdt ct mst mdt mt pst pdt pt gmt utc bst cet cest ist jst aest p.d.t p.s.t e.d.t e.s.t c.d.t c.s.t m.d.t m.s.t time eastern central pacific \
         monday tuesday wednesday thursday friday saturday sunday jan feb mar apr may june july aug sept oct nov dec \
         january february march april august september october november december",
    ),
    (
        Starter,
        "the a an this that these those he she it they we i you his her its their our my your there here who what \
         when where why how which in on at by for from with without after before since until during as if while \
         although though because but and or so yet however meanwhile moreover furthermore nevertheless nonetheless \
         still then thus hence therefore also now today yesterday tomorrow tonight last next not no one two three \
         some many most several few all both each every another other others such only even just to of under over \
         about among between through against despite according more less once again nobody none nothing neither \
         either everyone someone perhaps maybe mr mrs ms dr asked did does do is are was were has have had can could \
         will would should may might let didn don doesn isn wasn weren won wouldn couldn ain indeed instead besides \
         earlier later finally first second third officials police critics analysts experts photo image picture source",
    ),
    (
        Speech,
        "said says say saying asked asks tells told replied replies added adds shouted cried wrote writes warned \
         announced recalled explained continued insisted claimed tweeted declared exclaimed demanded yelled quipped \
         joked wondered concluded noted argued remarked whispered screamed answered",
    ),
    (Pronoun, "he she they i we it you the"),
    (Brand, "yum oklahoma wham"),
    (
        Proper,
        "mass miss ill ind ore pa wash mo la del md col maj rep gen gov pres det hon fr bro mt ark cos conn penn wis \
         ga tex max min sen op art sat sun wed mon cont ps",
    ),
    (
        Lettered,
        "plan vitamin hepatitis grade group class type item appendix exhibit section influenza",
    ),
];

pub(super) const GERMAN: Table = &[
    (
        Fixed,
        "hr hrn fr frl dipl ing dipl.-ing geb gest verh mio mrd tsd tel z.b u.a d.h i.d.r z.t o.ä u.ä s.o s.u z.zt \
         v.a v.chr n.chr bzw ca vgl ggf lt inkl exkl sog evtl einschl abzgl zzgl gem lfd dres priv.-doz \
         st hl hll sel gebr abs bes bspw insb hrsg kath evang österr dt engl frz lat ital amerik \
         wg betr mind p.a i.a i.v z.hd e.g i.e m.e m.w u.u z.z",
    ),
    (Number, "nr nrn abs art bd bde s kap abb tab ziff aufl jg z rn rdnr pos p"),
    (Month, "jan feb mär mrz apr jun jul aug sep sept okt nov dez"),
    (Listed, "std max mag jun sen ag kg ohg e.v str pl ges univ fa o.b m.b.h b.c h.c jr co.kg abt"),
    (Unit, "usw usf uvm u.v.m u.s.w min sek stck"),
    (
        Starter,
        "der die das den dem des ein eine einer einem einen eines er sie es wir ich ihr man in im am an auf aus bei \
         beim mit nach von vom vor zu zum zur für durch gegen ohne um und oder aber denn doch auch nur noch schon \
         dann danach dabei dadurch davon so wie wenn als dass weil da heute gestern morgen dies diese dieser dieses \
         diesen diesem jetzt nun hier dort damit dazu daher deshalb trotzdem zudem außerdem jedoch allerdings \
         während nachdem obwohl seit seitdem bis unter über zwischen sein seine seiner ihre ihren was wer wo warum \
         alle alles viele einige mehr sehr nicht kein keine ist war hat wird laut beide zwar inzwischen später \
         insgesamt mittlerweile bereits erst zunächst schließlich neben trotz wegen ob hinter",
    ),
    (
        Speech,
        "fragte sagte rief sagt fragt antwortete erklärte meinte schrieb betonte ergänzte warnte forderte",
    ),
    (Pronoun, "er sie es wir ich der die das"),
    (
        Counted,
        "januar februar märz april mai juni juli august september oktober november dezember jänner jahrhundert \
         jahrhunderts jahrhunderte jahrhunderten jahrtausend jahrtausends bundestag bundestages bundesliga liga \
         klasse stock stockwerk platz etage obergeschoss auflage geburtstag spieltag minute wahlperiode kapitel \
         bezirk arrondissement armee division internationale internationalen",
    ),
];

pub(super) const DUTCH: Table = &[
    (
        Fixed,
        "dhr mw mevr mej ir ing drs mr ds st o.a m.b.t d.w.z bijv bv evt incl excl ca resp jhr zgn t.a.v i.v.m o.l.v \
         n.a.v t.o.v z.g tel aanw blz vgl m.n i.p.v d.m.v a.u.b prof.dr",
    ),
    (Number, "nr nrs art blz p pag fig hfdst lid dl"),
    (Month, "jan febr mrt apr jun jul aug sept okt nov dec"),
    (Listed, "b.v n.v v.chr n.chr v.o.f vnw ong e.v"),
    (Unit, "enz e.d e.a min sec kg km cm mm mln mld"),
    (
        Starter,
        "de het een hij zij ze we wij ik u je jij dit dat deze die in op bij voor na van uit met door om tot te tegen \
         onder over aan als maar en of want dus toen nu dan daar hier er wat wie waar waarom hoe ook nog al alle veel \
         meer niet geen sinds tijdens volgens vandaag gisteren morgen echter bovendien daarom zo",
    ),
    (Speech, "zei zegt vroeg riep antwoordde"),
    (Pronoun, "hij zij ze we wij ik de het"),
];

pub(super) const DANISH: Table = &[
    (
        Fixed,
        "hr fr frk dir ing prof st sct skt bl.a f.eks dvs d.v.s ca evt inkl ekskl jf pga p.g.a vedr mht m.h.t ift \
         hhv kl tlf ung iflg ifm t.o.m fhv afd adv gl kgl",
    ),
    (Number, "nr nos s kap art fig stk pkt bd"),
    (Month, "jan feb mar apr jun jul aug sep sept okt nov dec"),
    (Listed, "a.s aps f.kr e.kr a/s"),
    (Unit, "osv o.s.v m.v mv m.m mm o.l mio mia min sek kr kg km cm pct"),
    (
        Starter,
        "den det de en et han hun vi jeg du i på ved for efter af fra med om til mod under over som men og eller \
         for så da nu her der hvad hvem hvor hvorfor hvordan når hvis også ikke ingen alle mange flere siden ifølge i \
         dag går morgen dog desuden derfor disse denne dette ham hans hendes deres hvilket at",
    ),
    (Speech, "sagde siger spurgte spør svarede sa sier spurte svarte"),
    (Pronoun, "han hun vi jeg de den det"),
    (
        Counted,
        "januar februar marts mars april maj mai juni juli august september oktober november december århundrede",
    ),
];

pub(super) const SWEDISH: Table = &[
    (
        Fixed,
        "hr fr frk dir ing prof st s:t bl.a t.ex d.v.s dvs ca ev inkl exkl jfr p.g.a pga m.a.o fr.o.m t.o.m s.k \
         ang resp tel kl dåv f.d förf",
    ),
    (Number, "nr s kap art fig st bd"),
    (Listed, "f.kr e.kr"),
    (Unit, "osv o.s.v m.m m.fl etc milj mdr min sek kr kg km cm"),
    (
        Starter,
        "den det de en ett han hon vi jag du i på vid för efter av från med om till mot under över som men och eller \
         så då nu här där vad vem var varför hur när också inte ingen alla många fler sedan enligt idag igår dock \
         dessutom därför dessa denna detta hans hennes deras att",
    ),
    (Speech, "sade sa säger frågade svarade"),
    (Pronoun, "han hon vi jag de den det"),
];

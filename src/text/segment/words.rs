//! Flat tables: the words that decide about full stops, by language. Data only.
//!
//! Words are in lower case and without their last full stop; "z.b" stands for "z.B." and for "z. B.".

use super::lexicon::Kind::{
    self, Brand, Clock, Counted, Elided, Fixed, Lettered, Listed, Month, Number, Pronoun, Proper,
    Speech, Starter, Unit, Zone,
};

type Table = &'static [(Kind, &'static str)];

/// Forms that news in every language borrows.
pub(super) const COMMON: Table = &[
    (Fixed, "mr mrs ms dr prof messrs mme mlle vs al"),
    (Clock, "a.m p.m"),
    (
        Listed,
        "inc corp ltd co bros llc plc gmbh jr sr s.a s.p.a s.r.l s.l n.v b.v a.g u.s u.k u.n e.u u.s.a u.a.e \
         d.c l.a n.y ph.d m.a b.a m.sc b.sc m.d",
    ),
    (Number, "n°"),
    (Unit, "etc"),
    (Brand, "yahoo jeopardy joomla"),
];

/// The tables, by primary language subtag.
pub(super) const TABLES: &[(&str, Table)] = &[
    ("ar", ARABIC),
    ("be", RUSSIAN),
    ("bg", BULGARIAN),
    ("ca", CATALAN),
    ("cs", CZECH),
    ("da", DANISH),
    ("de", GERMAN),
    ("el", GREEK),
    ("en", ENGLISH),
    ("es", SPANISH),
    ("fi", FINNISH),
    ("fr", FRENCH),
    ("hi", HINDI),
    ("hy", ARMENIAN),
    ("it", ITALIAN),
    ("ja", JAPANESE),
    ("mr", HINDI),
    ("nb", DANISH),
    ("nl", DUTCH),
    ("nn", DANISH),
    ("no", DANISH),
    ("pl", POLISH),
    ("pt", PORTUGUESE),
    ("ru", RUSSIAN),
    ("sk", CZECH),
    ("sv", SWEDISH),
    ("tr", TURKISH),
    ("uk", UKRAINIAN),
    ("zh", CHINESE),
    // Languages without a table of their own.
    ("", &[]),
];

const ENGLISH: Table = &[
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
        "cos assn ass'n univ dept depts div est approx incl excl misc esq ave blvd rd hwy pkwy ln sq apt bldg intl \
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
        "mass miss ill ind ore pa wash mo la del md mi col maj rep gen gov pres det hon fr bro mt ark cos conn penn wis \
         ga tex max min sen ex op art sat sun wed mon cont ps",
    ),
    (
        Lettered,
        "plan vitamin hepatitis grade group class type item appendix exhibit section influenza",
    ),
];

const GERMAN: Table = &[
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

const FRENCH: Table = &[
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

const SPANISH: Table = &[
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

const RUSSIAN: Table = &[
    (
        Fixed,
        "ул им пл пер наб бул бульв ш пр-т просп проф акад доц чл чл.-корр корр св гр г-н г-жа гг-на ген полк майор \
         лейт кап адм маршал инж зам зав нач пом т.е т.н т.к т.о т.наз напр см ср рис табл гл кн ред изд пос дер с \
         д о оз р-н обл респ корп кв обл тел англ нем фр лат греч исп ит яп кит рус род ум ок прибл якобы букв ок \
         макс мин дол итал польск укр франц араб тур",
    ),
    (Number, "ст стр с п пп рис табл гл т тт № ч разд кн вып илл гл § абз"),
    (Month, "янв февр апр авг сент окт нояб дек"),
    (Listed, "н.э до.н.э сша о.о.о м.б и.о"),
    (
        Unit,
        "т.д т.п др пр руб коп тыс млн млрд трлн чел кг км см мм мин сек час долл га экз г гг в вв л проц",
    ),
    (
        Starter,
        "он она оно они мы вы я ты это этот эта эти этого этой в во на но и а по с со из за для к ко о об от до при \
         же или если когда как так что чтобы его её ее их ему ей им там тут здесь также однако потом затем сегодня \
         вчера завтра после под над перед между через без у все всё вся весь многие некоторые один одна одно два три \
         ещё еще уже только даже лишь тем тогда теперь поэтому потому хотя пока кроме среди согласно который которая \
         кто где куда почему зачем не ни нет был была было были есть свой своя наш ваш мой другой другие",
    ),
    (
        Speech,
        "сказал сказала спросил спросила ответил ответила заявил заявила добавил добавила отметил воскликнул",
    ),
    (Pronoun, "он она они мы вы я это"),
];

const UKRAINIAN: Table = &[
    (
        Fixed,
        "вул ім пл пров просп бул проф акад доц чл чл.-кор м с смт обл р-н г див напр тобто т.зв т.к т.зв ред вид \
         укр рос англ нім пол лат грец св о ст зам гол ген полк інж приб бл тел буд кв корп оф",
    ),
    (Number, "ст стор с п рис табл гл т № ч розд вип"),
    (Month, "січ лют берез квіт трав черв лип серп верес жовт листоп груд"),
    (Listed, "н.е до.н.е р.х у.о т.з"),
    (
        Unit,
        "т.д т.п ін грн коп тис млн млрд чол осіб год хв сек кг км см мм р рр стол вт од град га крб",
    ),
    (
        Starter,
        "він вона воно вони ми ви я це цей ця ці в у на але і й та а по з із зі за для до о об від при або якщо коли \
         як так що щоб його її їх там тут також однак потім сьогодні вчора завтра після під над перед між через без \
         усі все весь деякі один дві ще вже тільки навіть тому хоча поки крім серед згідно який яка хто де чому не ні",
    ),
    (Speech, "сказав сказала запитав запитала відповів відповіла заявив заявила додав додала"),
    (Pronoun, "він вона вони ми ви я це"),
];

const BULGARIAN: Table = &[
    (
        Fixed,
        "ул бул пл проф акад доц инж д-р г-н г-жа св гр с обл общ т.е т.нар напр вж ср им кв бл вх ет ап тел",
    ),
    (Number, "чл ал т стр с фиг табл гл № бр"),
    (Unit, "т.н др лв ст хил млн млрд г в мин сек кг км см"),
    (
        Starter,
        "той тя то те ние вие аз това този тази тези в във на но и а по с със от до за при ако когато как така \
               че не един една след преди също обаче",
    ),
    (Pronoun, "той тя те ние вие аз това"),
];

const ITALIAN: Table = &[
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

const DUTCH: Table = &[
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

const PORTUGUESE: Table = &[
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

const CATALAN: Table = &[
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

const POLISH: Table = &[
    (
        Fixed,
        "ul al pl os św prof dr doc hab inż mgr ks bp abp gen płk mjr kpt por sierż im tzw tzn tj np m.in ok por \
         zob ww ds woj gm pow red dyr zam sp.z tel ang niem franc łac ros wg dot nt m.st j.w śp lek adw",
    ),
    (Number, "nr nry art ust pkt poz rys tab s str t tys rozdz par"),
    (Month, "sty lut kwi maj cze lip sie wrz paź lis gru"),
    (Listed, "p.n.e n.e sp.z.o.o s.a o.o"),
    (Unit, "itd itp in r w godz min sek mln mld tys zł gr kg km cm szt proc"),
    (
        Starter,
        "on ona ono oni one my wy ja to ten ta te tego tej w we na ale i a o u po z ze za dla do od przy lub albo \
         jeśli jeżeli gdy kiedy jak tak że aby jego jej ich tam tu także jednak potem następnie dziś dzisiaj wczoraj \
         jutro pod nad przed między przez bez wszyscy wszystko niektórzy jeden dwa jeszcze już tylko nawet dlatego \
         ponieważ choć podczas według który która kto gdzie dlaczego nie jest był była było czy co",
    ),
    (Speech, "powiedział powiedziała zapytał zapytała odpowiedział odpowiedziała dodał dodała"),
    (Pronoun, "on ona oni my wy ja to"),
];

const CZECH: Table = &[
    (
        Fixed,
        "ul nám tř sv prof doc dr ing mgr bc mudr judr phdr rndr gen plk mjr kpt por např tzv tzn tj mj resp popř příp \
         cca vč čes něm angl lat fr vyd red str kap srov sl m.j",
    ),
    (Number, "č čís čl odst písm s str obr tab sv roč"),
    (Listed, "a.s s.r.o spol o.p.s n.l př.n.l n.m"),
    (Unit, "atd apod aj hod min sek tis mil mld kč kg km cm"),
    (
        Starter,
        "on ona ono oni my vy já to ten ta ti v ve na ale a i o u po s se z ze za pro do od při nebo jestli když jak \
         tak že aby jeho její jejich tam tady také však potom dnes včera zítra pod nad před mezi přes bez všichni \
         některé jeden ještě už jen proto podle který kde proč není je byl byla sa je ako keď ale však",
    ),
    (Pronoun, "on ona oni my vy já to"),
    (
        Counted,
        "ledna února března dubna května června července srpna září října listopadu prosince století januára \
         februára marca apríla mája júna júla augusta septembra októbra novembra decembra storočia apríl marec",
    ),
];

const DANISH: Table = &[
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

const SWEDISH: Table = &[
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

const FINNISH: Table = &[
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

const TURKISH: Table = &[
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

const GREEK: Table = &[
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

const ARMENIAN: Table = &[(Fixed, "պրոֆ դոկ տ ս"), (Unit, "թ հ դր կմ կգ")];

const ARABIC: Table = &[
    (Fixed, "د أ م ص ب ت هـ أ.د ش.م"),
    (Unit, "كم كغ ق.م ب.م الخ إلخ"),
    (
        Speech,
        "قال قالت سأل سألت أضاف أضافت يقول تقول وأضاف وأضافت صرح صرحت رد ردت تساءل تساءلت أجاب أجابت كتب كتبت وقال وقالت",
    ),
];

const HINDI: Table = &[
    (
        Fixed,
        "ए बी सी डी ई एफ जी एच आई जे के एल एम एन ओ पी क्यू आर एस टी यू वी डब्ल्यू एक्स वाई ज़ेड डॉ डा प्रो श्री श्रीमती सुश्री \
         रु सं कु मो पं स्व इं ले कर्नल मि मिस्टर बी.ए एम.ए",
    ),
    (Speech, "कहा पूछा बताया बोले बोला बोली बोलीं लिखा कहते कहती कहना म्हणाले म्हणाला म्हणाली"),
];

const JAPANESE: Table = &[];

const CHINESE: Table = &[];

//! Flat table: words that decide about full stops in Slavic languages. Data only.

use super::Table;
use crate::text::segment::lexicon::Kind::{
    Counted, Fixed, Listed, Month, Number, Pronoun, Speech, Starter, Unit,
};

pub(super) const RUSSIAN: Table = &[
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

pub(super) const UKRAINIAN: Table = &[
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

pub(super) const BULGARIAN: Table = &[
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

pub(super) const POLISH: Table = &[
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

pub(super) const CZECH: Table = &[
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

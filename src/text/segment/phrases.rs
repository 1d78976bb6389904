//! Flat table: what the furniture of news pages says, by language. Data only; English holds for every language, since
//! pages mix. Phrases are in lower case, with straight apostrophes and single spaces, and a bar between them.

/// How much of a line a phrase must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fit {
    /// All of it, figures and marks not counted.
    Whole,
    /// Its beginning.
    Opening,
    /// Its beginning, if the line has no end mark or holds an address.
    Loose,
    /// Any part, if the line stands at the end of the text.
    Within,
    /// Its beginning, and the line is the words under a picture.
    Caption,
}

use Fit::{Caption, Loose, Opening, Whole, Within};

/// The phrases of one language.
pub(super) type Table = &'static [(Fit, &'static str)];

/// The phrases, by primary language subtag.
pub(super) const TABLES: &[(&str, Table)] = &[
    ("en", ENGLISH),
    ("de", GERMAN),
    ("fr", FRENCH),
    ("es", SPANISH),
    ("ru", RUSSIAN),
    ("uk", UKRAINIAN),
    ("zh", CHINESE),
    ("ja", JAPANESE),
    ("ar", ARABIC),
    ("hi", HINDI),
    ("it", ITALIAN),
    ("pt", PORTUGUESE),
    ("nl", DUTCH),
    ("pl", POLISH),
];

const ENGLISH: Table = &[
    (
        Whole,
        "advertisement | advertisements | advertising | sponsored | sponsored content | promoted content | \
         comments | facebook comments | add a comment | post a comment | leave a comment | leave a reply | \
         join the conversation | view comments | show comments | hide comments | no comments | reply | \
         share | share this | print | print this page | email | tweet | copy link | link copied | \
         most read | most popular | most viewed | trending | trending now | top stories | latest news | \
         more news | more stories | related | related news | related stories | related topics | \
         related posts | related articles | related content | recommended | recommended stories | \
         more on this story | more from this author | about the author | about the authors | author | \
         tags | topics | menu | home | search | log in | login | sign in | sign up | subscribe | \
         subscribe now | newsletter | follow us | contact us | contact | about us | terms of use | \
         terms of service | privacy policy | cookie policy | skip to content | skip to main content | \
         back to top | load more | read more | see more | show more | continue reading | previous | next | \
         previous article | next article | previous post | next post | listen | donate | support us | \
         feedback | indicates required | all rights reserved | editor's picks",
    ),
    (
        Opening,
        "subscribe to | sign up for | sign up to | sign up here | join our | get our | follow us on | \
         follow us at | like us on | find us on | join us on | you may also like | you might also like | \
         you may also be interested | you might also be interested | recommended for you | read also | \
         also read | read next | read more: | read more about | read more on | see also: | related: | \
         share this | share on facebook | share on twitter | share via | click here to | tap here to | \
         watch: | listen: | this article was originally published | this article first appeared | \
         this article originally appeared | this story was originally published | \
         this story has been updated | this article has been updated | this report has been written by | \
         this report was written by | this article was written by | this article has been written by | \
         this story was written by | this post was written by | this content is subject to copyright | \
         the views and opinions expressed | the views expressed in this | the views expressed here | \
         the opinions expressed in this | the opinions expressed here | views expressed in this | \
         opinions expressed in this | for any feedback | for feedback | for any query | for any queries | \
         your email address will not be published | required fields are marked | save my name, email | \
         by clicking | by signing up | by subscribing | we use cookies | this site uses cookies | \
         this website uses cookies | please enable javascript | please accept cookies | \
         accept all cookies | additional reporting by | last updated | updated on | updated at | \
         published on | published at | posted on | posted in | filed under | tagged with | copyright © | \
         copyright (c) | copyright 20 | © | all rights reserved | have a tip | got a tip | \
         do you have a story | download our app | download the app | support our journalism | \
         become a member | already a subscriber | story continues below | article continues after | \
         article continues below | scroll to continue | sponsored by | advertisement - | \
         enter your email | thank you for signing up | indicates required",
    ),
    (
        Loose,
        "comments on | reporting by | editing by | writing by | posted by | published | updated | \
         written by | source: | sources: | tags: | topics: | categories: | category: | contact: | \
         contact us | email: | e-mail: | phone: | twitter: | facebook: | follow us | follow @ | \
         follow him | follow her | follow them | share: | share your | leave a | to contact | more on | \
         more from | about the author | send us | write to us | reach us | disclaimer | read more | \
         read the | subscribe | min read | staff writer | staff reporter | correspondent",
    ),
    (
        Within,
        "do not necessarily reflect | does not necessarily reflect | not necessarily those of | \
         all rights reserved | our newsletter | unsubscribe | twitter: @ | twitter @ | follow @ | \
         can be reached at | is a staff writer | is a freelance | is a correspondent | is an editor | \
         contributed to this report | contributed to this article | contributed reporting | \
         contributed to this story | was first published | originally appeared | minute read | min read | \
         no part of this",
    ),
    (
        Caption,
        "photo: | photos: | photo by | photo credit | photo courtesy | photograph: | photograph by | \
         image: | images: | image by | image credit | image source | image caption | image via | \
         picture: | pictured: | file photo | file image | file picture | credit: | credits: | \
         illustration: | illustration by | graphic: | video: | caption: | screenshot: | \
         representational image | featured image",
    ),
];

const GERMAN: Table = &[
    (
        Whole,
        "anzeige | werbung | kommentare | kommentar schreiben | kommentieren | teilen | drucken | merken | \
         newsletter | mehr zum thema | meistgelesen | meistgelesene artikel | auch interessant | \
         das könnte sie auch interessieren | weitere artikel | weitere themen | verwandte artikel | \
         themen | schlagwörter | impressum | datenschutz | agb | kontakt | startseite | suche | menü | \
         anmelden | abonnieren | mehr lesen | weiterlesen | zur startseite | nach oben | über den autor | \
         alle rechte vorbehalten",
    ),
    (
        Opening,
        "lesen sie auch | lesen sie mehr | lesen sie hier | lesen sie dazu | mehr dazu: | mehr zum thema | \
         das könnte sie auch | das könnte dich auch | abonnieren sie | melden sie sich | folgen sie uns | \
         folge uns | teilen sie | jetzt abonnieren | jetzt anmelden | dieser artikel erschien | \
         dieser artikel ist zuerst | dieser beitrag erschien | dieser text erschien | \
         dieser artikel wurde | ihre e-mail-adresse wird nicht | deine e-mail-adresse wird nicht | \
         erforderliche felder sind | diese website verwendet cookies | wir verwenden cookies | \
         alle rechte vorbehalten | mit material von | empfohlener redaktioneller inhalt | \
         zuletzt aktualisiert | aktualisiert am | veröffentlicht am | die in diesem artikel geäußerten | \
         die meinung der autor",
    ),
    (
        Loose,
        "von unserem korrespondenten | quelle: | quellen: | stand: | autor: | kontakt: | lesen sie",
    ),
    (
        Within,
        "geben nicht notwendigerweise | nicht unbedingt die meinung | alle rechte vorbehalten | \
         unser newsletter | unseren newsletter",
    ),
    (
        Caption,
        "foto: | fotos: | bild: | bilder: | bildquelle | symbolbild | archivbild | archivfoto | grafik: | \
         © foto",
    ),
];

const FRENCH: Table = &[
    (
        Whole,
        "publicité | commentaires | commenter | laisser un commentaire | réagir | partager | imprimer | \
         à lire aussi | lire aussi | sur le même sujet | les plus lus | articles liés | \
         articles similaires | à lire également | mots-clés | newsletter | s'abonner | abonnez-vous | \
         se connecter | mentions légales | contact | accueil | menu | recherche | lire la suite | \
         lire plus | en savoir plus | à propos de l'auteur | tous droits réservés | vous aimerez aussi",
    ),
    (
        Opening,
        "abonnez-vous | inscrivez-vous | suivez-nous | rejoignez-nous | partagez cet article | \
         à lire aussi | lire aussi | lire également | à lire également | vous aimerez aussi | \
         vous pourriez aussi aimer | cet article a été publié | cet article est paru | \
         cet article a été écrit | cet article a été rédigé | les opinions exprimées | les propos tenus | \
         votre adresse e-mail ne sera pas | les champs obligatoires | ce site utilise des cookies | \
         nous utilisons des cookies | tous droits réservés | mis à jour le | publié le | \
         dernière mise à jour | pour aller plus loin | recevez notre | recevez nos",
    ),
    (Loose, "source : | sources : | source: | auteur : | contact : | par notre correspondant"),
    (
        Within,
        "ne reflètent pas nécessairement | n'engagent que leur | n'engagent que | tous droits réservés | \
         notre newsletter",
    ),
    (
        Caption,
        "photo : | photo: | photos : | crédit photo | crédits photo | crédit : | image : | \
         image d'illustration | photo d'illustration | photo d'archives | légende : | illustration :",
    ),
];

const SPANISH: Table = &[
    (
        Whole,
        "publicidad | comentarios | comentar | deja un comentario | deja una respuesta | compartir | \
         imprimir | te puede interesar | también te puede interesar | lo más leído | más leídas | \
         más noticias | noticias relacionadas | artículos relacionados | temas relacionados | etiquetas | \
         suscríbete | suscribirse | iniciar sesión | aviso legal | política de privacidad | contacto | \
         inicio | menú | buscar | leer más | ver más | seguir leyendo | sobre el autor | \
         todos los derechos reservados | síguenos",
    ),
    (
        Opening,
        "suscríbete | suscríbase | regístrate | síguenos en | síganos en | comparte esta | comparte este | \
         te puede interesar | le puede interesar | también te puede interesar | lee también | \
         lea también | leer también | más información: | este artículo fue publicado | \
         este artículo fue escrito | este artículo ha sido | las opiniones expresadas | \
         los puntos de vista expresados | tu dirección de correo electrónico no será | \
         los campos obligatorios | este sitio utiliza cookies | este sitio web utiliza cookies | \
         utilizamos cookies | usamos cookies | todos los derechos reservados | actualizado el | \
         publicado el | última actualización | recibe nuestro | únete a",
    ),
    (Loose, "fuente: | fuentes: | etiquetas: | autor: | contacto:"),
    (
        Within,
        "no reflejan necesariamente | no representan necesariamente | todos los derechos reservados | \
         nuestro boletín | nuestra newsletter",
    ),
    (
        Caption,
        "foto: | fotos: | fotografía: | imagen: | crédito: | créditos: | foto de archivo | \
         imagen de archivo | ilustración: | pie de foto",
    ),
];

const RUSSIAN: Table = &[
    (
        Whole,
        "реклама | комментарии | комментировать | оставить комментарий | добавить комментарий | \
         поделиться | распечатать | читайте также | читать также | по теме | материалы по теме | \
         новости по теме | самое читаемое | популярное | главное | теги | метки | подписаться | подписка | \
         войти | контакты | о нас | главная | меню | поиск | читать далее | читать дальше | подробнее | \
         об авторе | все права защищены | похожие статьи | вам может понравиться | \
         вам также может понравиться",
    ),
    (
        Opening,
        "подписывайтесь на | подпишитесь на | подписаться на | следите за нами | присоединяйтесь к | \
         поделиться в | поделитесь | читайте также | читайте нас | читайте больше | смотрите также | \
         вам может быть интересно | эта статья была | статья опубликована | мнение автора может не | \
         мнение редакции может не | мнения, выраженные | ваш адрес email не будет | ваш e-mail не будет | \
         обязательные поля помечены | мы используем cookie | этот сайт использует | все права защищены | \
         нашли ошибку | если вы нашли ошибку | заметили ошибку | обновлено | опубликовано",
    ),
    (Loose, "источник: | источники: | теги: | автор: | контакты: | подробнее:"),
    (
        Within,
        "может не совпадать | не обязательно отража | все права защищены | в telegram | \
         наш телеграм-канал | наш telegram-канал",
    ),
    (
        Caption,
        "фото: | фотография: | изображение: | иллюстрация: | фото из архива | архивное фото | снимок: | \
         видео:",
    ),
];

const UKRAINIAN: Table = &[
    (
        Whole,
        "реклама | коментарі | коментувати | залишити коментар | поділитися | читайте також | за темою | \
         теги | підписатися | увійти | контакти | про нас | головна | меню | пошук | читати далі | \
         детальніше | про автора | всі права захищені | усі права захищені",
    ),
    (
        Opening,
        "підписуйтесь на | підписуйтеся на | підпишіться на | стежте за нами | приєднуйтесь до | \
         читайте також | дивіться також | всі права захищені | усі права захищені | \
         ваша e-mail адреса не | якщо ви знайшли помилку",
    ),
    (Loose, "джерело: | джерела: | автор:"),
    (Caption, "фото: | зображення: | ілюстрація: | відео:"),
];

const CHINESE: Table = &[
    (
        Whole,
        "广告 | 廣告 | 评论 | 評論 | 发表评论 | 留言 | 分享 | 打印 | 相关阅读 | 相關閱讀 | 相关新闻 | 相關新聞 | 相关文章 | 相關文章 | 推荐阅读 | 推薦閱讀 | \
         延伸阅读 | 延伸閱讀 | 热门文章 | 熱門文章 | 猜你喜欢 | 标签 | 标籤 | 登录 | 注册 | 首页 | 关于我们 | 關於我們 | 联系我们 | 聯絡我們 | 返回顶部 | \
         阅读更多 | 閱讀更多",
    ),
    (
        Opening,
        "订阅 | 訂閱 | 关注我们 | 關注我們 | 欢迎关注 | 歡迎關注 | 扫码关注 | 扫描二维码 | 点击阅读 | 点击查看 | 更多精彩 | 更多新闻 | 阅读更多 | 责任编辑 | \
         責任編輯 | 编辑： | 編輯： | 记者： | 来源： | 來源： | 本文来源 | 本文转自 | 原标题 | 版权所有 | 版權所有 | 未经授权 | 未經授權 | 转载请注明 | \
         免责声明 | 免責聲明 | 声明： | 本文仅代表 | 本文僅代表 | 本文不代表 | 文中观点",
    ),
    (
        Within,
        "版权所有 | 版權所有 | 不代表本 | 仅代表作者 | 僅代表作者 | 未经授权 | 未經授權 | 微信公众号",
    ),
    (
        Caption,
        "图： | 圖： | 图片： | 圖片： | 图片来源 | 圖片來源 | 图源 | 图为 | 圖為 | 摄影： | 攝影： | 资料图 | 資料圖 | 资料图片 | 視頻： | 视频：",
    ),
];

const JAPANESE: Table = &[
    (
        Whole,
        "広告 | コメント | コメントを書く | コメントする | シェア | シェアする | 共有 | 印刷 | 関連記事 | 関連ニュース | あわせて読みたい | おすすめ記事 | 人気記事 | \
         アクセスランキング | ランキング | タグ | ログイン | 会員登録 | ホーム | メニュー | 検索 | お問い合わせ | 運営会社 | プライバシーポリシー | 利用規約 | \
         続きを読む | もっと見る | ページの先頭へ",
    ),
    (
        Opening,
        "【関連記事】 | 関連記事 | あわせて読みたい | こちらもおすすめ | メールマガジン | メルマガ登録 | フォローして | 会員登録 | この記事は有料 | この記事は会員 | \
         無断転載 | 本記事は | ※この記事は | 続きを読む | 記事全文 | 最終更新",
    ),
    (Within, "無断転載 | 禁じます | all rights reserved | 著作権は"),
    (
        Caption,
        "写真： | 写真: | 画像： | 画像: | 写真提供 | 写真は | 撮影： | 撮影= | 図： | イラスト：",
    ),
];

const ARABIC: Table = &[
    (
        Whole,
        "إعلان | إعلانات | التعليقات | تعليقات | أضف تعليقا | اترك تعليقا | اترك ردا | مشاركة | شارك | \
         طباعة | اقرأ أيضا | اقرأ أيضًا | اقرأ المزيد | إقرأ أيضا | مواضيع ذات صلة | أخبار ذات صلة | \
         مقالات ذات صلة | الأكثر قراءة | كلمات مفتاحية | الرئيسية | اتصل بنا | من نحن | تسجيل الدخول | \
         اشترك | المزيد | جميع الحقوق محفوظة | سياسة الخصوصية",
    ),
    (
        Opening,
        "اشترك في | اشتركوا في | تابعنا على | تابعونا على | تابعوا | اقرأ أيضا | اقرأ أيضًا | إقرأ أيضا | \
         اقرأ المزيد | شاهد أيضا | شارك هذا | الآراء الواردة | الآراء المنشورة | جميع الحقوق محفوظة | \
         حقوق النشر | لن يتم نشر عنوان بريدك | لن يتم نشر بريدك | نستخدم ملفات تعريف | آخر تحديث | نشر في",
    ),
    (Loose, "المصدر: | المصدر : | المصادر: | كلمات مفتاحية:"),
    (Within, "لا تعبر بالضرورة | لا يعبر بالضرورة | لا تعكس بالضرورة | جميع الحقوق محفوظة"),
    (Caption, "صورة: | الصورة: | صورة : | تصوير: | صورة أرشيفية | فيديو:"),
];

const HINDI: Table = &[
    (
        Whole,
        "विज्ञापन | टिप्पणियां | टिप्पणी करें | कमेंट | शेयर | शेयर करें | साझा करें | यह भी पढ़ें | \
         ये भी पढ़ें | और पढ़ें | संबंधित खबरें | संबंधित समाचार | टैग | होम | संपर्क करें | लॉग इन | \
         सब्सक्राइब करें | सर्वाधिकार सुरक्षित",
    ),
    (
        Opening,
        "यह भी पढ़ें | ये भी पढ़ें | इसे भी पढ़ें | और पढ़ें | सब्सक्राइब करें | हमें फॉलो करें | \
         फॉलो करें | सर्वाधिकार सुरक्षित | आपका ईमेल पता प्रकाशित | इस लेख में व्यक्त | लेखक के निजी विचार",
    ),
    (Loose, "स्रोत: | स्रोत : | टैग:"),
    (Within, "सर्वाधिकार सुरक्षित | ये लेखक के निजी विचार"),
    (Caption, "फोटो: | फोटो : | फ़ोटो: | तस्वीर: | चित्र: | फाइल फोटो | वीडियो:"),
];

const ITALIAN: Table = &[
    (
        Whole,
        "pubblicità | commenti | lascia un commento | condividi | stampa | leggi anche | \
         articoli correlati | ti potrebbe interessare | potrebbe interessarti | i più letti | iscriviti | \
         accedi | contatti | home | menu | cerca | leggi tutto | continua a leggere | \
         tutti i diritti riservati | riproduzione riservata",
    ),
    (
        Opening,
        "iscriviti alla | iscriviti al | abbonati | seguici su | leggi anche | ti potrebbe interessare | \
         potrebbe interessarti | riproduzione riservata | tutti i diritti riservati | \
         questo articolo è stato | le opinioni espresse | questo sito utilizza | \
         il tuo indirizzo email non | ultimo aggiornamento",
    ),
    (Loose, "fonte: | fonti: | autore:"),
    (Within, "non riflettono necessariamente | tutti i diritti riservati | riproduzione riservata"),
    (Caption, "foto: | foto di | immagine: | credit: | foto d'archivio"),
];

const PORTUGUESE: Table = &[
    (
        Whole,
        "publicidade | comentários | deixe um comentário | deixe uma resposta | compartilhar | partilhar | \
         imprimir | leia também | leia mais | saiba mais | veja também | notícias relacionadas | \
         artigos relacionados | mais lidas | assine | entrar | contato | contacto | início | menu | \
         buscar | todos os direitos reservados",
    ),
    (
        Opening,
        "assine a nossa | assine nossa | inscreva-se | subscreva | siga-nos | siga nos | leia também | \
         leia mais: | veja também | saiba mais | este artigo foi | as opiniões expressas | \
         o seu endereço de e-mail não | o seu endereço de email não | este site utiliza cookies | \
         todos os direitos reservados | atualizado em | publicado em",
    ),
    (Loose, "fonte: | fontes: | autor:"),
    (
        Within,
        "não refletem necessariamente | não reflectem necessariamente | todos os direitos reservados",
    ),
    (Caption, "foto: | fotos: | imagem: | crédito: | foto de arquivo"),
];

const DUTCH: Table = &[
    (
        Whole,
        "advertentie | reacties | reageer | laat een reactie achter | delen | lees ook | lees meer | \
         meer nieuws | gerelateerde artikelen | meest gelezen | abonneer | inloggen | contact | home | \
         menu | zoeken | alle rechten voorbehouden",
    ),
    (
        Opening,
        "abonneer je | meld je aan | schrijf je in | volg ons op | lees ook | lees meer | \
         dit artikel is eerder | dit artikel verscheen | alle rechten voorbehouden | \
         je e-mailadres wordt niet | deze website gebruikt cookies",
    ),
    (Loose, "bron: | bronnen: | auteur:"),
    (Within, "alle rechten voorbehouden | niet noodzakelijk de mening"),
    (Caption, "foto: | beeld: | archieffoto"),
];

const POLISH: Table = &[
    (
        Whole,
        "reklama | komentarze | dodaj komentarz | udostępnij | drukuj | czytaj także | czytaj też | \
         zobacz także | zobacz też | powiązane artykuły | najczęściej czytane | tagi | zaloguj | kontakt | \
         strona główna | menu | szukaj | czytaj więcej | czytaj dalej | wszelkie prawa zastrzeżone",
    ),
    (
        Opening,
        "zapisz się | subskrybuj | obserwuj nas | śledź nas | czytaj także | czytaj też | zobacz także | \
         zobacz też | wszelkie prawa zastrzeżone | twój adres e-mail nie | ta strona używa | \
         ten artykuł został",
    ),
    (Loose, "źródło: | źródła: | autor:"),
    (Within, "wszelkie prawa zastrzeżone | nie muszą odzwierciedlać"),
    (Caption, "fot. | foto: | zdjęcie: | fot: | źródło zdjęcia"),
];

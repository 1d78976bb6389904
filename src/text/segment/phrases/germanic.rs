//! Flat table: the furniture of news pages in Germanic languages. Data only.

use super::Fit::{Caption, Loose, Opening, Whole, Within};
use super::Table;

pub(super) const ENGLISH: Table = &[
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
         this story was written by | this post was written by | this report was compiled by | \
         this article was compiled by | this story was compiled by | this content is subject to copyright | \
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

pub(super) const GERMAN: Table = &[
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

pub(super) const DUTCH: Table = &[
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

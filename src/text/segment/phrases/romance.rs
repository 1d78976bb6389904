//! Flat table: the furniture of news pages in Romance languages. Data only.

use super::Fit::{Caption, Loose, Opening, Whole, Within};
use super::Table;

pub(super) const FRENCH: Table = &[
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

pub(super) const SPANISH: Table = &[
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

pub(super) const ITALIAN: Table = &[
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

pub(super) const PORTUGUESE: Table = &[
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

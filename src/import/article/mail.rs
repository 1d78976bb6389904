//! Letters (RFC 5322) and web pages that are saved as one (MHTML, RFC 2557): the body, never an attachment.

use super::{About, Extract, Problem, html, left_out, paragraph, web_address};
use crate::text::Role;
use jiff::civil::Date;
use mail_parser::{Message, MessageParser, MessagePart, MimeHeaders as _, PartType};

/// Parts that a letter is read with.
const PARTS: usize = 5_000;

/// The article in a letter or a saved page.
pub(super) fn extract(bytes: &[u8]) -> Result<Extract, Problem> {
    // Each part takes far more memory than the line that begins it.
    let n_parts = bytes.windows(3).filter(|window| *window == b"\n--").count();
    if n_parts > PARTS * 2 {
        return Err(Problem::TooMuch(format!("has more than {PARTS} parts")));
    }
    let message = MessageParser::default().parse(bytes);
    let message = message.filter(|message| !message.headers().is_empty());
    let message = message.ok_or_else(|| Problem::Damaged("it has no header".to_owned()))?;
    if let Some(page) = saved_page(&message) { page } else { letter(&message) }
}

/// The page in `message`, where that is a page and what it shows, and nothing that anybody sent.
fn saved_page(message: &Message<'_>) -> Option<Result<Extract, Problem>> {
    let by_browser = message.header_raw("Snapshot-Content-Location").map(str::trim);
    let (part, source) = message.parts.iter().find_map(|part| match &part.body {
        PartType::Html(source) => Some((part, source)),
        _ => None,
    })?;
    let place = by_browser.or_else(|| part.content_location());
    if message.to().is_some() || place.is_none() && !message.is_content_type("multipart", "related")
    {
        return None;
    }
    let page = html::extract(source).map_err(|error| Problem::Page(Box::new(error)));
    Some(page.map(|mut page| {
        if page.about.address.is_empty() {
            page.about.address = web_address(place.unwrap_or_default());
        }
        page
    }))
}

fn letter(message: &Message<'_>) -> Result<Extract, Problem> {
    let mut extract = Extract { about: about(message), ..Extract::default() };
    let subject = paragraph(&extract.about.title, Role::Headline);
    let pages = message.html_body.iter().filter_map(|id| message.part(*id));
    let html = pages.filter_map(html_of).find_map(|source| html::whole(source).ok());
    let html = html.filter(|html| html.paragraphs.iter().any(|found| found.role.is_prose()));
    if let Some(html) = html {
        extract.paragraphs.extend(subject);
        extract.paragraphs.extend(html.paragraphs.into_iter().map(|mut found| {
            if found.role == Role::Headline {
                found.role = Role::Heading;
            }
            found
        }));
        extract.left_out = html.left_out;
    } else {
        let texts = message.text_body.iter().filter_map(|id| message.part(*id));
        let texts: Vec<&str> = texts.filter_map(text_of).collect();
        extract.plain = texts.join("\n\n");
    }
    let attached = message.attachments.iter().filter_map(|id| message.part(*id));
    extract.left_out.extend(attached.filter_map(|part| {
        left_out("attachment", part.attachment_name().unwrap_or("without a name"))
    }));
    Ok(extract)
}

fn html_of<'m>(part: &'m MessagePart<'_>) -> Option<&'m str> {
    match &part.body {
        PartType::Html(source) => Some(source),
        _ => None,
    }
}

fn text_of<'m>(part: &'m MessagePart<'_>) -> Option<&'m str> {
    match &part.body {
        PartType::Text(text) => Some(text),
        _ => None,
    }
}

fn about(message: &Message<'_>) -> About {
    let sender = message.from().and_then(|from| from.first());
    let name = sender.and_then(|sender| sender.name.as_deref().or(sender.address.as_deref()));
    let sent = message.date().and_then(|date| {
        let year = i16::try_from(date.year).ok()?;
        Date::new(year, i8::try_from(date.month).ok()?, i8::try_from(date.day).ok()?).ok()
    });
    About {
        title: super::collapsed(message.subject().unwrap_or_default()),
        author: super::collapsed(name.unwrap_or_default()),
        published: sent,
        ..About::default()
    }
}

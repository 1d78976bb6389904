//! Answers of web servers as crawlers keep them: status, headers, and the body in the coding in which it was sent.

use crate::import::packed::{RATIO, SMALL};
use encoding_rs::Encoding;
use flate2::read::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};
use std::io::Read;

/// An answer that brought something.
pub(super) struct Response {
    /// As the server named it: "text/html; charset=utf-8".
    pub(super) content_type: String,
    pub(super) body: Vec<u8>,
}

impl Response {
    /// "text/html".
    pub(super) fn media_type(&self) -> String {
        let media_type = self.content_type.split(';').next().unwrap_or_default();
        media_type.trim().to_ascii_lowercase()
    }

    /// The encoding that the server named.
    pub(super) fn charset(&self) -> Option<&'static Encoding> {
        let mut parameters = self.content_type.split(';').skip(1);
        parameters.find_map(|parameter| {
            let (name, value) = parameter.split_once('=')?;
            let is_charset = name.trim().eq_ignore_ascii_case("charset");
            Encoding::for_label(value.trim().trim_matches('"').as_bytes()).filter(|_| is_charset)
        })
    }
}

/// The answer in the block of a record; nothing for redirections and errors.
pub(super) fn response(block: &[u8]) -> Result<Option<Response>, String> {
    let end = block.windows(4).position(|window| window == b"\r\n\r\n");
    let Some((head, body)) = end.and_then(|end| block.split_at_checked(end)) else {
        return Err("The answer of the server has no end to its head".to_owned());
    };
    let head = String::from_utf8_lossy(head).into_owned();
    let mut lines = head.lines();
    let is_good = lines.next().and_then(|status| status.split(' ').nth(1)) == Some("200");
    let header = |wanted: &str| {
        head.lines().skip(1).find_map(|line| {
            let (name, value) = line.split_once(':')?;
            name.trim().eq_ignore_ascii_case(wanted).then(|| value.trim().to_owned())
        })
    };
    if !is_good {
        return Ok(None);
    }
    let mut body = body.get(4..).unwrap_or_default().to_vec();
    if header("transfer-encoding").is_some_and(|coding| coding.contains("chunked")) {
        body = unchunked(&body).unwrap_or(body);
    }
    for coding in header("content-encoding").unwrap_or_default().split(',').rev() {
        body = decoded(coding.trim(), body)?;
    }
    Ok(Some(Response { content_type: header("content-type").unwrap_or_default(), body }))
}

/// The body without the lengths between its chunks; `None` where there are none, as crawlers take them out.
fn unchunked(body: &[u8]) -> Option<Vec<u8>> {
    let (mut all, mut rest) = (Vec::new(), body);
    loop {
        let end = rest.iter().take(64).position(|byte| *byte == b'\n')?;
        let line = std::str::from_utf8(rest.get(..end)?).ok()?;
        let length = line.split(';').next()?.trim();
        let length = usize::from_str_radix(length, 16).ok()?;
        rest = rest.get(end + 1..)?;
        if length == 0 {
            return Some(all);
        }
        all.extend_from_slice(rest.get(..length)?);
        rest = rest.get(length..)?;
        rest = rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n"))?;
    }
}

fn decoded(coding: &str, body: Vec<u8>) -> Result<Vec<u8>, String> {
    match coding.to_ascii_lowercase().as_str() {
        "" | "identity" => Ok(body),
        "gzip" | "x-gzip" => {
            // Crawlers that unpack a body leave its header as it was.
            let is_packed = body.starts_with(b"\x1F\x8B");
            if is_packed { inflated(MultiGzDecoder::new(&body[..]), &body) } else { Ok(body) }
        }
        "deflate" if body.first().is_some_and(|byte| byte & 0x0F == 8) => {
            inflated(ZlibDecoder::new(&body[..]), &body)
        }
        "deflate" => inflated(DeflateDecoder::new(&body[..]), &body),
        coding => Err(format!("The page was sent in the coding “{coding}”, which is not read")),
    }
}

fn inflated(source: impl Read, packed: &[u8]) -> Result<Vec<u8>, String> {
    let most = SMALL.max(packed.len() as u64 * RATIO);
    let mut body = Vec::new();
    let result = source.take(most + 1).read_to_end(&mut body);
    if body.len() as u64 > most {
        return Err(format!("The page unpacks to more than {RATIO} times its size"));
    }
    result.map_err(|error| format!("The page cannot be unpacked: {error}"))?;
    Ok(body)
}

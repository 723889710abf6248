//! What is attached to a mail (RFC 5322, MIME of RFC 2045), as authorities send certificates.

use mail_parser::{Message, MessageParser, MessagePart, MimeHeaders, PartType};

/// How a mail could not be looked through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct TooManyParts;

/// Most parts of a mail, counted by their headers.
pub(crate) const MOST_PARTS: usize = 500;
/// Where a mail's own headers end at the latest.
const MOST_HEADERS: usize = 256 << 10;

/// The texts and attachments of a mail, decoded; `None` for what is no mail.
///
/// The signature of a signed mail is left out: its certificates are the sender's, not the receiver's.
pub(crate) fn parts(bytes: &[u8]) -> Option<Result<Vec<Vec<u8>>, TooManyParts>> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    if !is_mail(bytes) {
        return None;
    }
    // Each level of nesting needs such a header, and levels are walked by recursion when the parser's result is dropped.
    if count(bytes, b"content-type") > MOST_PARTS {
        return Some(Err(TooManyParts));
    }
    let message = MessageParser::new().with_mime_headers().parse(bytes)?;
    let mut found = Vec::new();
    collect(&message, &mut found);
    Some(Ok(found))
}

/// Whether the first lines are header fields and one of them is of MIME.
fn is_mail(bytes: &[u8]) -> bool {
    let head = bytes.get(..MOST_HEADERS).unwrap_or(bytes);
    let mut mime = false;
    for (place, line) in head.split(|byte| *byte == b'\n').enumerate() {
        let line = line.trim_ascii_end();
        let continued = line.starts_with(b" ") || line.starts_with(b"\t");
        let of_mbox = place == 0 && line.starts_with(b"From ");
        if line.is_empty() {
            break;
        }
        if continued || of_mbox {
            continue;
        }
        let Some(name) = field_name(line) else {
            return false;
        };
        mime |= name.eq_ignore_ascii_case(b"mime-version")
            || name.to_ascii_lowercase().starts_with(b"content-");
    }
    mime
}

fn field_name(line: &[u8]) -> Option<&[u8]> {
    let name = line.split(|byte| *byte == b':').next()?;
    let fits = name.len() < line.len() && !name.is_empty() && name.iter().all(u8::is_ascii_graphic);
    fits.then_some(name)
}

fn count(bytes: &[u8], name: &[u8]) -> usize {
    bytes
        .windows(name.len())
        .filter(|window| window.eq_ignore_ascii_case(name))
        .count()
}

fn collect(message: &Message<'_>, found: &mut Vec<Vec<u8>>) {
    for part in message.parts.iter().filter(|part| !is_signature(part)) {
        match &part.body {
            PartType::Text(text) | PartType::Html(text) => found.push(text.as_bytes().to_vec()),
            PartType::Binary(bytes) | PartType::InlineBinary(bytes) => found.push(bytes.to_vec()),
            PartType::Message(inner) => collect(inner, found),
            PartType::Multipart(_) => {}
        }
    }
}

/// RFC 8551 §3.5.3.2.
fn is_signature(part: &MessagePart<'_>) -> bool {
    part.content_type().is_some_and(|kind| {
        kind.subtype().is_some_and(|subtype| {
            ["pkcs7-signature", "x-pkcs7-signature"]
                .iter()
                .any(|name| subtype.eq_ignore_ascii_case(name))
        })
    })
}

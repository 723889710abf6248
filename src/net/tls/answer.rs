//! The beginning of an HTTP answer (RFC 9112 §4).

/// Headers of an answer that are read.
const MOST_HEADERS: usize = 100;
/// Characters of a title that are kept.
const LONGEST_TITLE: usize = 200;

/// What a server answered.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HttpAnswer {
    /// The status code.
    pub status: u16,
    /// Where it leads to, as it was sent.
    pub location: Option<String>,
    /// What the server calls itself.
    pub server: Option<String>,
    /// The title of its page: some say only there what is wrong.
    pub title: Option<String>,
}

/// What was understood of the bytes that came so far.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HttpHead {
    /// An answer; whether its page may still tell more.
    Answer(HttpAnswer, bool),
    /// More must come.
    More,
    /// It is no HTTP.
    Other,
}

/// Reads the head and what is there of the page; heads that only say that more will come are passed over.
#[must_use]
pub fn read(bytes: &[u8]) -> HttpHead {
    let mut rest = bytes;
    loop {
        match one(rest) {
            Ok((status, length)) if (100..200).contains(&status) => {
                rest = rest.get(length..).unwrap_or_default();
            }
            Ok(_) => return answer(rest),
            Err(other) => return other,
        }
    }
}

/// The next head: its status and its length in bytes.
fn one(bytes: &[u8]) -> Result<(u16, usize), HttpHead> {
    let mut headers = [httparse::EMPTY_HEADER; MOST_HEADERS];
    let mut head = httparse::Response::new(&mut headers);
    match head.parse(bytes) {
        Ok(httparse::Status::Complete(length)) => {
            let status = head.code.ok_or(HttpHead::Other)?;
            Ok((status, length))
        }
        Ok(httparse::Status::Partial) => Err(HttpHead::More),
        Err(_) => Err(HttpHead::Other),
    }
}

fn answer(bytes: &[u8]) -> HttpHead {
    let mut headers = [httparse::EMPTY_HEADER; MOST_HEADERS];
    let mut head = httparse::Response::new(&mut headers);
    let (Ok(httparse::Status::Complete(length)), Some(status)) = (head.parse(bytes), head.code)
    else {
        return HttpHead::Other;
    };
    let header = |name: &str| {
        let mut all = head.headers.iter();
        let found = all.find(|header| header.name.eq_ignore_ascii_case(name))?;
        let text = String::from_utf8_lossy(found.value).trim().to_owned();
        (!text.is_empty()).then_some(text)
    };
    let title = title(bytes.get(length..).unwrap_or_default());
    let more = title.is_none();
    let answer = HttpAnswer {
        status,
        location: header("location"),
        server: header("server"),
        title,
    };
    HttpHead::Answer(answer, more)
}

fn title(page: &[u8]) -> Option<String> {
    let page = String::from_utf8_lossy(page);
    // Only ASCII letters change, so that places stay.
    let lower = page.to_ascii_lowercase();
    let start = lower.find("<title")?;
    let start = start + lower.get(start..)?.find('>')? + 1;
    let end = start + lower.get(start..)?.find("</title")?;
    let words: Vec<&str> = page.get(start..end)?.split_whitespace().collect();
    let title: String = words.join(" ").chars().take(LONGEST_TITLE).collect();
    (!title.is_empty()).then_some(title)
}

#[cfg(test)]
mod tests {
    use super::{HttpHead, read};

    fn answer(text: &str) -> Option<(super::HttpAnswer, bool)> {
        match read(text.as_bytes()) {
            HttpHead::Answer(answer, more) => Some((answer, more)),
            HttpHead::More | HttpHead::Other => None,
        }
    }

    #[test]
    fn status_headers_and_title_are_read() {
        let (one, more) = answer(
            "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 400 Bad Request\r\nServer: nginx\r\nLOCATION: /x\r\n\r\n<html><head><TITLE>400 The SSL\n certificate error</title>",
        )
        .unwrap();
        assert_eq!((one.status, more), (400, false));
        assert_eq!(one.server.as_deref(), Some("nginx"));
        assert_eq!(one.location.as_deref(), Some("/x"));
        assert_eq!(one.title.as_deref(), Some("400 The SSL certificate error"));
        let (one, more) = answer("HTTP/1.0 200 OK\r\n\r\n<title>unfinished").unwrap();
        assert_eq!((one.status, one.title, more), (200, None, true));
    }

    #[test]
    fn what_is_unfinished_or_no_http_is_told_apart() {
        assert!(matches!(read(b"HTTP/1.1 200 O"), HttpHead::More));
        assert!(matches!(read(b""), HttpHead::More));
        assert!(matches!(
            read(b"220 mail.example ESMTP\r\n"),
            HttpHead::Other
        ));
        assert!(matches!(read(&[0xFF; 40]), HttpHead::Other));
        let thousands = "HTTP/1.1 100 Continue\r\n\r\n".repeat(2_600);
        assert!(matches!(read(thousands.as_bytes()), HttpHead::More));
        let many = "x: y\r\n".repeat(101);
        let many = format!("HTTP/1.1 200 OK\r\n{many}\r\n");
        assert!(matches!(read(many.as_bytes()), HttpHead::Other));
    }
}

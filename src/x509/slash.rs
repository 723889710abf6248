//! OpenSSL's `/C=RO/CN=Ana` turned into our form, for the advice that is given with its refusal.

use super::{attribute, names};

/// The same subject with commas and escapes.
pub(crate) fn corrected(text: &str) -> String {
    let mut pairs: Vec<(String, String)> = Vec::new();
    for piece in pieces(text) {
        match (piece.split_once('='), pairs.last_mut()) {
            (Some((kind, value)), _) if is_kind(kind) => {
                pairs.push((kind.trim().to_owned(), value.to_owned()));
            }
            // A bare slash inside a value ("S.C. X/Y"), which OpenSSL would have wanted escaped.
            (_, Some((_, value))) => {
                value.push('/');
                value.push_str(&piece);
            }
            (_, None) => pairs.push(("CN".to_owned(), piece)),
        }
    }
    let written: Vec<String> = pairs
        .iter()
        .map(|(kind, value)| format!("{kind}={}", names::escape(value)))
        .collect();
    written.join(",")
}

fn is_kind(text: &str) -> bool {
    let text = text.trim();
    attribute::by_name(text).is_some()
        || text
            .bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b'.')
}

/// Cut at slashes, `\` undone, empty pieces left out.
fn pieces(text: &str) -> Vec<String> {
    let mut pieces = vec![String::new()];
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        if letter == '/' {
            pieces.push(String::new());
            continue;
        }
        let plain = if letter == '\\' {
            letters.next()
        } else {
            Some(letter)
        };
        if let (Some(piece), Some(plain)) = (pieces.last_mut(), plain) {
            piece.push(plain);
        }
    }
    pieces.retain(|piece| !piece.is_empty());
    pieces
}

#[cfg(test)]
mod tests {
    use super::corrected;

    #[test]
    fn the_corrected_form_says_the_same() {
        assert_eq!(
            corrected("/C=RO/O=Firm, SRL/CN=Ana Pop"),
            "C=RO,O=Firm\\, SRL,CN=Ana Pop"
        );
        assert_eq!(corrected("/O=A\\/B/CN=x/y"), "O=A/B,CN=x/y");
        assert_eq!(corrected("/Ana"), "CN=Ana");
        assert_eq!(corrected("/"), "");
    }
}

//! What was pasted or dropped: text for a line, a certificate itself, or something that is of no use. A private key is
//! never taken, and its memory is wiped.

use zeroize::Zeroizing;

use super::dialog::Dialog;
use crate::i18n::t;

/// Bytes at most: a chain of certificates is far shorter.
const MOST: usize = 256 * 1024;
/// Bytes of a path at most.
const MOST_PATH: usize = 4096;

/// What pasted text is.
#[derive(Debug)]
pub(super) enum Pasted {
    /// For the line that is being typed; wiped when it goes, since it may be a PIN.
    Text(Zeroizing<String>),
    /// Certificates as text.
    Certificate(Vec<u8>),
    /// No use; why.
    Refused(String),
}

/// Says what was pasted.
pub(super) fn judge(text: String) -> Pasted {
    let text = Zeroizing::new(text);
    if is_private_key(&text) {
        return Pasted::Refused(t!("tui-paste-key"));
    }
    if text.len() > MOST {
        return Pasted::Refused(t!("tui-paste-long"));
    }
    let is_text = |letter: char| !letter.is_control() || matches!(letter, '\n' | '\r' | '\t');
    if text.contains('\u{FFFD}') || !text.chars().all(is_text) {
        return Pasted::Refused(t!("tui-paste-binary"));
    }
    if text.contains("-----BEGIN ") {
        return Pasted::Certificate(text.as_bytes().to_vec());
    }
    Pasted::Text(text)
}

/// Why text is no path of a file, where it is none.
pub(super) fn no_path(text: &str) -> Option<Dialog> {
    let text = text.trim();
    let words = if text.len() > MOST_PATH {
        t!("tui-paste-long")
    } else if text.contains(['\n', '\r']) {
        t!("tui-paste-no-path")
    } else {
        return None;
    };
    Some(Dialog::message(t!("tui-title-paste"), vec![words]))
}

/// Whether there is a private key in it, in any of the usual wrappings.
fn is_private_key(text: &str) -> bool {
    ["PRIVATE KEY", "PuTTY-User-Key-File", "AGE-SECRET-KEY-"]
        .iter()
        .any(|mark| text.contains(mark))
}

#[cfg(test)]
mod tests {
    use super::{MOST, Pasted, judge, no_path};

    #[test]
    fn each_kind_is_told() {
        let refused = |text: &str| match judge(text.to_owned()) {
            Pasted::Refused(words) => words,
            other => panic!("{other:?}"),
        };
        for key in [
            "PRIVATE KEY",
            "ENCRYPTED PRIVATE KEY",
            "EC PRIVATE KEY",
            "OPENSSH PRIVATE KEY",
        ] {
            let words = refused(&format!("x\n-----BEGIN {key}-----\nMII\n"));
            assert!(
                words.contains("private key") && !words.contains("MII"),
                "{words}"
            );
        }
        // Even where it is longer than what is taken.
        let long = format!("{}-----BEGIN PRIVATE KEY-----", "x".repeat(MOST));
        assert!(refused(&long).contains("private key"));
        assert!(refused(&"x".repeat(MOST + 1)).contains("too long"));
        assert!(refused("a\0b").contains("no text"));
        assert!(refused("a\u{FFFD}b").contains("no text"));
        assert!(matches!(judge("x".repeat(MOST)), Pasted::Text(_)));
        assert!(matches!(judge("a\tb\r\n".to_owned()), Pasted::Text(_)));
        let pem = "-----BEGIN CERTIFICATE-----\nMII\n".to_owned();
        assert!(matches!(judge(pem), Pasted::Certificate(_)));
    }

    #[test]
    fn a_path_is_one_short_line() {
        assert!(no_path("/a b.cer\n").is_none());
        assert!(no_path("/a\n/b").is_some());
        assert!(no_path(&"x".repeat(5000)).is_some());
    }
}

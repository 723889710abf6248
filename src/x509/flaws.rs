//! What is wrong with the letters of a name, as issuers get them wrong.

use encoding_rs::{Encoding, WINDOWS_1250, WINDOWS_1252};

use super::names::{self, NamePart};

/// PrintableString's tag (X.680 §8.6).
const PRINTABLE: u8 = 0x13;

/// What is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NameFlaw {
    /// Letters were read in another encoding than they were written in, or were lost: `ÈšUÅ¢U`, `?TEFAN`.
    Mojibake,
    /// A PrintableString with letters that none can have (X.680 §41.4).
    NotPrintable,
    /// Letters with a cedilla, which Romanian has not: it writes a comma below.
    Cedilla,
}

/// The flaws of a name: which attribute, and its text.
#[must_use]
pub fn of_name(der: &[u8]) -> Vec<(NameFlaw, String, String)> {
    let parts = names::parts(der).into_iter().flatten();
    parts.filter_map(of_part).collect()
}

fn of_part(part: NamePart) -> Option<(NameFlaw, String, String)> {
    let text = part.text?;
    let printable = part.der.first() == Some(&PRINTABLE);
    let flaw = if is_mojibake(&text) {
        NameFlaw::Mojibake
    } else if printable && !text.bytes().all(is_printable) {
        NameFlaw::NotPrintable
    } else if text.contains(['ş', 'Ş', 'ţ', 'Ţ']) {
        NameFlaw::Cedilla
    } else {
        return None;
    };
    Some((flaw, part.label, text))
}

/// Whether the text was UTF-8 before somebody read it as a Windows encoding, or has letters that were lost.
fn is_mojibake(text: &str) -> bool {
    text.contains(char::REPLACEMENT_CHARACTER)
        || has_lost_letters(text)
        || [WINDOWS_1250, WINDOWS_1252]
            .into_iter()
            .any(|encoding| was_utf8(text, encoding))
}

/// Text with other letters than ASCII whose bytes in that encoding are UTF-8 is so by no accident.
fn was_utf8(text: &str, encoding: &'static Encoding) -> bool {
    let (bytes, _, unmappable) = encoding.encode(text);
    !text.is_ascii() && !unmappable && std::str::from_utf8(&bytes).is_ok()
}

/// A question mark beside a letter stands for one that did not fit; at the end of a word it is one.
fn has_lost_letters(text: &str) -> bool {
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        if letter == '?' && letters.peek().is_some_and(|next| next.is_alphabetic()) {
            return true;
        }
    }
    false
}

fn is_printable(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b" '()+,-./:=?".contains(&byte)
}

#[cfg(test)]
mod tests {
    use super::{NameFlaw, of_name};
    use crate::x509::Subject;
    use crate::x509::tlv::tlv;

    /// `CN=` with these bytes, as a string of that type.
    fn name(string: u8, bytes: &[u8]) -> Vec<u8> {
        let value = tlv(string, &[bytes]);
        let pair = tlv(0x30, &[&[0x06, 3, 0x55, 4, 3], &value]);
        tlv(0x30, &[&tlv(0x31, &[&pair])]).to_vec()
    }

    fn flaw(string: u8, bytes: &[u8]) -> Option<NameFlaw> {
        let all = of_name(&name(string, bytes));
        all.first().map(|(flaw, label, _)| {
            assert_eq!(label, "CN");
            *flaw
        })
    }

    #[test]
    fn letters_that_were_lost_on_the_way_are_seen() {
        let utf8 = |text: &str| flaw(0x0C, text.as_bytes());
        for broken in [
            "ÈšUÈ›U",
            "È˜TEFAN",
            "POPA ?TEFAN",
            "\u{FFFD}TEFAN",
            "ÄŒeskÃ¡",
        ] {
            assert_eq!(utf8(broken), Some(NameFlaw::Mojibake), "{broken}");
        }
        for good in [
            "ȘTEFAN ȚUȚU",
            "Müller Ærø",
            "Česká pošta",
            "Äijälä",
            "who? me",
            "ANA POP",
        ] {
            assert_eq!(utf8(good), None, "{good}");
        }
    }

    #[test]
    fn letters_that_the_type_cannot_have_and_cedillas_are_seen() {
        assert_eq!(flaw(0x13, b"A_B"), Some(NameFlaw::NotPrintable));
        assert_eq!(
            flaw(0x13, "ȘTEFAN".as_bytes()),
            Some(NameFlaw::NotPrintable)
        );
        assert_eq!(flaw(0x13, b"Ana Pop (CUI: 1)"), None);
        assert_eq!(flaw(0x0C, b"A_B"), None);
        assert_eq!(flaw(0x0C, "Ştefan".as_bytes()), Some(NameFlaw::Cedilla));
        let ours = Subject::parse("C=RO,O=Cabinet Ștefan,CN=Ana_Pop").unwrap();
        assert!(of_name(ours.to_der()).is_empty());
    }
}

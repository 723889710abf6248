//! What was typed or pasted, made plain.

use unicode_normalization::UnicodeNormalization;

use super::Fault;

/// In NFC, every kind of blank as a space, trimmed; what cannot be seen is refused.
pub fn clean(typed: &str) -> Result<String, Fault> {
    let blank = |letter: char| letter.is_whitespace() && !is_control(letter);
    let plain = |letter| if blank(letter) { ' ' } else { letter };
    let text: String = typed.trim().nfc().map(plain).collect();
    let text = text.trim();
    if text.is_empty() {
        return Err(Fault::Empty);
    }
    match (1..).zip(text.chars()).find(|(_, one)| is_control(*one)) {
        Some((at, found)) => Err(Fault::Invisible { at, found }),
        None => Ok(text.to_owned()),
    }
}

/// Whether a character can do more than be seen: control, format and direction characters.
pub(crate) fn is_control(letter: char) -> bool {
    letter.is_control()
        || matches!(letter,
            '\u{00AD}' | '\u{061C}' | '\u{180E}' | '\u{200B}' | '\u{200E}' | '\u{200F}'
            | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFD}')
}

/// The hyphens and dashes that text programs make of `-`.
pub(super) fn is_dash(letter: char) -> bool {
    matches!(letter, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

/// The characters with their places, without those that only part them.
pub(super) fn kept(text: &str, parts: impl Fn(char) -> bool) -> Vec<(usize, char)> {
    let placed = (1..).zip(text.chars());
    placed.filter(|(_, letter)| !parts(*letter)).collect()
}

/// The first character that `fits` does not like, as a fault.
pub(super) fn all(letters: &[(usize, char)], fits: impl Fn(char) -> bool) -> Result<(), Fault> {
    match letters.iter().find(|(_, letter)| !fits(*letter)) {
        Some(&(at, found)) => Err(Fault::Character { at, found }),
        None => Ok(()),
    }
}

/// The characters alone.
pub(super) fn joined(letters: &[(usize, char)]) -> String {
    letters.iter().map(|(_, letter)| *letter).collect()
}

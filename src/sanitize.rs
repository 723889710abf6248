//! Labels, names and vendor strings made safe for a terminal: nothing that comes from a token or a file
//! may move the cursor, change colours, or turn the reading direction.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_width::UnicodeWidthChar;

/// `text` with control, format and direction characters shown as `\u{…}`; line ends and tabs too.
///
/// A hostile label of any length is cut after 512 characters, with `…`.
#[must_use]
pub fn line(text: &str) -> String {
    const MOST: usize = 512;
    match text.char_indices().nth(MOST) {
        Some((end, _)) => whole(text.get(..end).unwrap_or_default()) + "…",
        None => whole(text),
    }
}

/// [`line()`] without the cut: for papers, where nothing that is handed in may be missing.
#[must_use]
pub fn whole(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        if is_hostile(letter) {
            safe.extend(letter.escape_unicode());
        } else {
            safe.push(letter);
        }
    }
    safe
}

/// Whether a character can do more than be seen.
fn is_hostile(letter: char) -> bool {
    letter.is_control()
        || matches!(letter,
            '\u{00AD}' | '\u{061C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E0FFF}')
}

/// In small letters without accents, so that words are found however they are typed.
#[must_use]
pub fn folded(text: &str) -> String {
    let small = text.to_lowercase();
    // The Polish ł has no decomposition (UAX #15); people type an l.
    let letters = small.nfd().filter(|letter| !is_combining_mark(*letter));
    letters
        .map(|letter| if letter == 'ł' { 'l' } else { letter })
        .collect()
}

/// Marks that stand above or below one letter at most; more than that is no writing, and covers the lines around it.
const MARKS: usize = 4;

/// Cuts to at most `width` columns of a terminal, with `…` where something was cut. Marks that are heaped on one letter
/// are left out.
#[must_use]
pub fn fit(text: &str, width: usize) -> String {
    let mut used = 0;
    let mut marks = 0;
    let mut cut = String::new();
    for letter in text.chars() {
        let wide = letter.width().unwrap_or(0);
        marks = if wide == 0 { marks + 1 } else { 0 };
        if marks > MARKS {
            continue;
        }
        if used + wide > width {
            while used + 1 > width {
                let Some(last) = cut.pop() else { return cut };
                used -= last.width().unwrap_or(0);
            }
            cut.push('…');
            return cut;
        }
        used += wide;
        cut.push(letter);
    }
    cut
}

#[cfg(test)]
mod tests {
    use unicode_width::UnicodeWidthStr;

    use super::{fit, line, whole};

    #[test]
    fn nothing_moves_the_cursor() {
        assert_eq!(line("a\u{1b}[2Jb\n"), "a\\u{1b}[2Jb\\u{a}");
        assert_eq!(line("x\u{202e}cod.exe"), "x\\u{202e}cod.exe");
        assert_eq!(line("Ștefănescu Ană 漢字"), "Ștefănescu Ană 漢字");
        assert_eq!(line(&"a".repeat(10_000)).chars().count(), 513);
        assert_eq!(line(&"ș".repeat(512)), "ș".repeat(512));
        assert_eq!(whole(&"ș\n".repeat(600)), "ș\\u{a}".repeat(600));
    }

    #[test]
    fn cut_text_fits() {
        assert_eq!(fit("abcdef", 4), "abc…");
        assert_eq!(fit("abcd", 4), "abcd");
        for width in 0..8 {
            assert!(fit("漢字漢字", width).width() <= width.max(1), "{width}");
        }
        assert_eq!(fit("漢字", 3), "漢…");
        assert_eq!(fit("", 0), "");
        let heaped = format!("a{}b", "\u{316}".repeat(100));
        assert_eq!(fit(&heaped, 4), format!("a{}b", "\u{316}".repeat(4)));
    }
}

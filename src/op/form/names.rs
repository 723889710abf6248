//! Names of folders that every system takes, made of what users call their providers.

use unicode_normalization::UnicodeNormalization;

/// A provider's name as the name of a folder: letters with their accents stay; what Windows or Linux refuses becomes a
/// hyphen. Never empty, never hidden, never a device of Windows, never longer than most systems take.
pub(super) fn folder(name: &str) -> String {
    let plain: String = name
        .nfc()
        .map(|letter| if taken(letter) { letter } else { '-' })
        .collect();
    let mut short = String::new();
    for letter in plain.trim_matches(edge).chars() {
        if short.len() + letter.len_utf8() > MOST {
            break;
        }
        short.push(letter);
    }
    let short = short.trim_end_matches(edge);
    if short.is_empty() {
        return "provider".to_owned();
    }
    let stem = short.split('.').next().unwrap_or_default().trim();
    if is_device(stem) || short.eq_ignore_ascii_case(OWN_USE) {
        return format!("{short}_");
    }
    short.to_owned()
}

/// A name that none of `used` is, on systems that tell large letters from small ones and on others.
pub(super) fn other_than(name: &str, used: &[String]) -> String {
    let fresh = |name: &str| {
        !used
            .iter()
            .any(|one| one.to_lowercase() == name.to_lowercase())
    };
    let mut all = std::iter::once(name.to_owned()).chain((2..).map(|n| format!("{name}-{n}")));
    all.find(|name| fresh(name))
        .unwrap_or_else(|| name.to_owned())
}

/// Whether a character may stand in a name: `sanitize` says which can only be misused.
fn taken(letter: char) -> bool {
    let mut buffer = [0; 4];
    let text: &str = letter.encode_utf8(&mut buffer);
    !r#"/\:*?"<>|"#.contains(letter) && crate::sanitize::whole(text) == text
}

/// What Windows drops at the end of a name, and what hides a file or looks like an option at its beginning.
fn edge(letter: char) -> bool {
    letter.is_whitespace() || matches!(letter, '.' | '-')
}

fn is_device(stem: &str) -> bool {
    let stem = stem.to_uppercase();
    let numbered = |name: &str| {
        let rest = stem.strip_prefix(name);
        rest.is_some_and(|rest| {
            rest.chars().count() == 1 && rest.chars().all(|it| "0123456789¹²³".contains(it))
        })
    };
    ["CON", "PRN", "AUX", "NUL"].contains(&stem.as_str()) || numbered("COM") || numbered("LPT")
}

/// Papers that nobody hands in lie apart, so that they are not mailed by mistake.
pub(super) const OWN_USE: &str = "own-use";

/// Bytes of a name: 255 is the most of all systems, and some of it is left for numbers and for long paths.
const MOST: usize = 100;

#[cfg(test)]
mod tests {
    use proptest::prelude::proptest;

    use super::{folder, other_than};

    #[test]
    fn names_are_taken_by_every_system() {
        for (name, expected) in [
            ("Cabinet Dr. Ștefan Țîru", "Cabinet Dr. Ștefan Țîru"),
            ("A/B\\C:D*E?F\"G<H>I|J", "A-B-C-D-E-F-G-H-I-J"),
            ("../../etc/passwd", "etc-passwd"),
            ("..", "provider"),
            ("--", "provider"),
            ("", "provider"),
            (" . x. . ", "x"),
            ("con", "con_"),
            ("Aux.doc", "Aux.doc_"),
            ("COM7", "COM7_"),
            ("lpt¹", "lpt¹_"),
            ("COM10", "COM10"),
            ("console", "console"),
            ("own-use", "own-use_"),
            ("a\u{202e}b\u{0}c\nd", "a-b-c-d"),
            ("S\u{326}tefan", "Ștefan"),
        ] {
            assert_eq!(folder(name), expected, "{name:?}");
        }
        let long = folder(&"ș".repeat(400));
        assert_eq!(long.len(), 100);
        assert_eq!(folder(&format!("{}. x", "a".repeat(99))), "a".repeat(99));
    }

    #[test]
    fn two_names_never_share_a_folder() {
        let used = ["Cabinet A".to_owned(), "cabinet a-2".to_owned()];
        assert_eq!(other_than("CABINET A", &used), "CABINET A-3");
        assert_eq!(other_than("Cabinet B", &used), "Cabinet B");
    }

    proptest! {
        #[test]
        fn no_name_leads_elsewhere(name: String) {
            let folder = folder(&name);
            assert!(!folder.is_empty() && folder.len() <= 101);
            assert!(!folder.contains(['/', '\\', ':', '\0', '\n']));
            assert!(!folder.starts_with(['.', '-']) && !folder.ends_with(['.', ' ']));
            assert_eq!(super::folder(&folder), folder.clone(), "a safe name stays");
        }
    }
}

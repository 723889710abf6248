//! The pseudo-language `qps`: English with an accent on every letter, in tests and debug builds. A word that comes
//! out plain was never translated. Values stay as they are.

use std::borrow::Cow;

/// Its name for `--lang` and `PARAFA_LANG`; in the range that ISO 639 keeps for private use.
pub(super) const NAME: &str = "qps";

/// `text` with accents.
pub(super) fn accented(text: &str) -> Cow<'_, str> {
    text.chars().map(letter).collect()
}

/// One letter, still readable, no longer ASCII.
fn letter(plain: char) -> char {
    const PLAIN: &str = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    const ACCENTED: &str = "åƀçđéƒğĥîĵķļɱñöþɋŕšţûṽŵẋýžÅƁÇĐÉƑĞĤÎĴĶĻṀÑÖÞɊŔŠŢÛṼŴẊÝŽ";
    PLAIN
        .chars()
        .zip(ACCENTED.chars())
        .find_map(|(from, to)| (from == plain).then_some(to))
        .unwrap_or(plain)
}

#[cfg(test)]
mod switch {
    use std::sync::LazyLock;

    use i18n_embed::fluent::FluentLanguageLoader;

    use crate::i18n::spoken::{in_language, speaking};
    use crate::i18n::{Disguise, fallback, loaded};

    /// The disguised texts.
    static DISGUISED: LazyLock<FluentLanguageLoader> =
        LazyLock::new(|| loaded(&[fallback()], Disguise::Pseudo));

    /// Runs `work` with this thread's texts disguised.
    pub fn in_pseudo<T>(work: impl FnOnce() -> T) -> T {
        speaking(&DISGUISED, work)
    }

    /// Runs `work` with this thread's texts in Romanian.
    pub fn in_romanian<T>(work: impl FnOnce() -> T) -> T {
        in_language("ro", work)
    }
}

#[cfg(test)]
pub use switch::{in_pseudo, in_romanian};

#[cfg(test)]
mod tests {
    use super::accented;

    #[test]
    fn no_plain_letter_is_left() {
        let plain: String = ('a'..='z').chain('A'..='Z').collect();
        let disguised = accented(&plain);
        assert_eq!(disguised.chars().count(), 52);
        assert!(!disguised.contains(|letter: char| letter.is_ascii_alphabetic()));
        assert_eq!(accented("12 {-"), "12 {-");
    }
}

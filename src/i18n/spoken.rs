//! Another language for a while: what is written for somebody else is in his language, whatever the screen speaks. The
//! switch is the thread's, since several threads speak at the same time.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::sync::{LazyLock, Mutex, PoisonError};

use i18n_embed::fluent::FluentLanguageLoader;
use unic_langid::LanguageIdentifier;

use super::{Disguise, languages, loaded};

thread_local! {
    static SPOKEN: Cell<Option<&'static FluentLanguageLoader>> = const { Cell::new(None) };
}

/// Each language that was wanted, read once and kept: there are few.
static READ: LazyLock<Mutex<BTreeMap<String, &'static FluentLanguageLoader>>> =
    LazyLock::new(Mutex::default);

/// What this thread speaks instead of the process's language.
pub(super) fn spoken() -> Option<&'static FluentLanguageLoader> {
    SPOKEN.get()
}

/// Whether everything can be said in this language; its code as in [`languages`].
#[must_use]
pub fn is_offered(language: &str) -> bool {
    languages().iter().any(|offered| offered == language)
}

/// Runs `work` with this thread's texts in another language; in the one that is in use where the other is not offered.
pub fn in_language<T>(language: &str, work: impl FnOnce() -> T) -> T {
    if language == super::current() {
        return work();
    }
    match texts(language) {
        Some(texts) => speaking(texts, work),
        None => work(),
    }
}

/// The texts of a language that is offered.
fn texts(language: &str) -> Option<&'static FluentLanguageLoader> {
    let wanted: LanguageIdentifier = language.parse().ok()?;
    if !is_offered(language) {
        return None;
    }
    let mut read = READ.lock().unwrap_or_else(PoisonError::into_inner);
    let texts = read
        .entry(language.to_owned())
        .or_insert_with(|| Box::leak(Box::new(loaded(&[wanted], Disguise::None))));
    Some(*texts)
}

/// Puts back what was spoken before, whatever `work` came to.
struct Before(Option<&'static FluentLanguageLoader>);

impl Drop for Before {
    fn drop(&mut self) {
        SPOKEN.set(self.0);
    }
}

pub(super) fn speaking<T>(texts: &'static FluentLanguageLoader, work: impl FnOnce() -> T) -> T {
    let _before = Before(SPOKEN.replace(Some(texts)));
    work()
}

#[cfg(test)]
mod tests {
    use super::{in_language, is_offered};
    use crate::i18n::{current, t};

    #[test]
    fn another_language_is_spoken_for_a_while_and_by_this_thread_only() {
        assert_eq!(t!("cli-yes"), "yes");
        let (inside, beside, nested) = in_language("ro", || {
            let beside = std::thread::spawn(|| t!("cli-yes")).join().unwrap();
            let nested = in_language("en", || (current(), t!("cli-yes")));
            (t!("cli-yes"), beside, nested)
        });
        assert_eq!((inside.as_str(), beside.as_str()), ("da", "yes"));
        assert_eq!(nested, ("en".to_owned(), "yes".to_owned()));
        assert_eq!(t!("cli-yes"), "yes");
        let broken = std::panic::catch_unwind(|| in_language("ro", || panic!("in the middle")));
        assert!(broken.is_err());
        assert_eq!(t!("cli-yes"), "yes");
    }

    #[test]
    fn a_language_that_is_not_offered_leaves_what_is_spoken() {
        for language in ["tlh", "", "../ro", "RO "] {
            assert!(!is_offered(language), "{language}");
            assert_eq!(in_language(language, || t!("cli-yes")), "yes", "{language}");
        }
        assert!(is_offered("ro") && is_offered("en"));
    }
}

//! Which language: `--lang`, else `PARAFA_LANG`, else what the system says, else English.

use std::env;

use i18n_embed::LanguageLoader;
use unic_langid::LanguageIdentifier;

use super::{Disguise, LOADER, Locales, fallback, load};

/// A language was wished for that is not offered.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("language {wanted} is not offered")]
pub struct UnknownLanguage {
    /// What was wished for.
    pub wanted: String,
}

/// The languages offered: the folders of `locales/`, sorted.
#[must_use]
pub fn languages() -> Vec<String> {
    let mut names: Vec<String> = offered().iter().map(ToString::to_string).collect();
    names.sort();
    names
}

/// The language in use.
#[must_use]
pub fn current() -> String {
    super::loader().current_language().to_string()
}

/// Chooses the language of this process. Only a `requested` one that is not offered is an error: a variable or a
/// system setting that names another one is a hint, and English stands in.
///
/// # Errors
/// `requested` is not among [`languages`].
pub fn select(requested: Option<&str>) -> Result<(), UnknownLanguage> {
    if let Some(wanted) = requested {
        return match fitting(wanted) {
            Some((language, disguise)) => {
                apply(&language, disguise);
                Ok(())
            }
            None => Err(UnknownLanguage {
                wanted: wanted.to_owned(),
            }),
        };
    }
    let (language, disguise) = hints()
        .iter()
        .find_map(|hint| fitting(hint))
        .unwrap_or((fallback(), Disguise::None));
    apply(&language, disguise);
    Ok(())
}

/// Loads a language, unless it is the one in use.
fn apply(language: &LanguageIdentifier, disguise: Disguise) {
    if disguise == Disguise::None && *language == LOADER.current_language() {
        return;
    }
    load(&LOADER, std::slice::from_ref(language), disguise);
}

/// What the surroundings say, best first.
fn hints() -> Vec<String> {
    let variable = |name: &str| env::var(name).ok().filter(|value| !value.is_empty());
    let mut hints: Vec<String> = variable("PARAFA_LANG").into_iter().collect();
    // POSIX: LC_ALL overrides LC_MESSAGES, which overrides LANG.
    let posix = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .find_map(variable);
    hints.extend(posix);
    hints.extend(sys_locale::get_locales());
    hints
}

/// The offered language that fits `wanted`: `ro`, `ro-RO`, `ro_RO.UTF-8`.
fn fitting(wanted: &str) -> Option<(LanguageIdentifier, Disguise)> {
    #[cfg(any(test, debug_assertions))]
    if wanted == super::pseudo::NAME {
        return Some((fallback(), Disguise::Pseudo));
    }
    let plain = wanted.split(['.', '@']).next()?;
    if matches!(plain, "C" | "POSIX") {
        return Some((fallback(), Disguise::None));
    }
    let wanted: LanguageIdentifier = plain.replace('_', "-").parse().ok()?;
    offered()
        .into_iter()
        .find(|offered| offered.language == wanted.language)
        .map(|language| (language, Disguise::None))
}

/// The languages whose file is there.
fn offered() -> Vec<LanguageIdentifier> {
    LOADER
        .available_languages(&Locales)
        .unwrap_or_else(|_| vec![fallback()])
}

#[cfg(test)]
mod tests {
    use super::{Disguise, UnknownLanguage, fallback, fitting, languages, select};

    #[test]
    fn english_fits_in_every_spelling() {
        for wanted in ["en", "en-GB", "en_US.UTF-8", "C", "C.UTF-8", "POSIX"] {
            assert_eq!(
                fitting(wanted),
                Some((fallback(), Disguise::None)),
                "{wanted}"
            );
        }
        assert_eq!(fitting("qps"), Some((fallback(), Disguise::Pseudo)));
        for wanted in ["", "xx-", "tlh", "../en"] {
            assert_eq!(fitting(wanted), None, "{wanted}");
        }
    }

    #[test]
    fn only_a_requested_language_is_refused() {
        assert!(languages().contains(&"en".to_owned()));
        let wanted = "tlh".to_owned();
        assert_eq!(select(Some("tlh")), Err(UnknownLanguage { wanted }));
        assert_eq!(select(Some("en")), Ok(()));
    }
}

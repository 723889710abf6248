//! Every text that people read, from `locales/<lang>/parafa.ftl` (Fluent): ids err- rec- fnd- help- cli- tui-. Words of
//! papers are in the authority's language, from `locales/<lang>/paper.ftl`: ids paper-, by [`Paper`].
//!
//! `t!` for ids that stand in the source (checked when we are compiled), [`text`] and [`attribute`] for ids that
//! are built, such as `err-<code>`; tests walk those. The languages offered are the files that are there.

mod choose;
mod paper;
#[cfg(any(test, debug_assertions))]
mod pseudo;
#[cfg(test)]
mod source_tests;
mod spoken;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

use i18n_embed::LanguageLoader;
use i18n_embed::fluent::FluentLanguageLoader;
use rust_embed::RustEmbed;
use unic_langid::LanguageIdentifier;

pub use choose::{UnknownLanguage, current, languages, select};
pub use paper::Paper;
pub use spoken::{in_language, is_offered};

/// Values for the sentences, by the names that `locales/` uses (the same type as `error::Args`).
pub type Args = BTreeMap<&'static str, String>;

/// These values are numbers, so that `{ $count -> [one] … }` chooses by the language's own rules.
const NUMBERS: &[&str] = &["count", "days", "limit", "position"];

/// The files of `locales/`, compiled in.
#[derive(RustEmbed)]
#[folder = "locales/"]
struct Locales;

/// The texts of this process. English until [`select`] is called.
static LOADER: LazyLock<FluentLanguageLoader> =
    LazyLock::new(|| loaded(&[fallback()], Disguise::None));

/// Whether English is disguised, so that what was not translated stands out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Disguise {
    /// As written.
    None,
    /// Accents on every letter; never in a release.
    #[cfg(any(test, debug_assertions))]
    Pseudo,
}

/// The language in which everything can be said.
fn fallback() -> LanguageIdentifier {
    "en".parse().unwrap_or_default()
}

/// A loader with `wanted` and English behind it.
fn loaded(wanted: &[LanguageIdentifier], disguise: Disguise) -> FluentLanguageLoader {
    let loader = FluentLanguageLoader::new("parafa", fallback());
    load(&loader, wanted, disguise);
    loader
}

/// Loads `wanted`, and sets again what every loading resets.
fn load(loader: &FluentLanguageLoader, wanted: &[LanguageIdentifier], disguise: Disguise) {
    // It fails only where a file is no Fluent; the catalogue test reads them all.
    if let Err(error) = loader.load_languages(&Locales, wanted) {
        tracing::error!(%error, "texts not loaded");
    }
    loader.with_bundles_mut(|bundle| {
        // Isolation marks (U+2068, U+2069) would stand in file names and commands that people copy.
        bundle.set_use_isolating(false);
        if let Err(error) = bundle.add_builtins() {
            tracing::debug!(%error, "Fluent functions not added");
        }
        match disguise {
            Disguise::None => bundle.set_transform(None),
            #[cfg(any(test, debug_assertions))]
            Disguise::Pseudo => bundle.set_transform(Some(pseudo::accented)),
        }
    });
}

/// The texts now in use: those that this thread speaks for a while, else the process's.
#[must_use]
pub fn loader() -> &'static FluentLanguageLoader {
    spoken::spoken().unwrap_or(&LOADER)
}

/// The text `id` with `args`. An id that is nowhere comes back as `⟦id⟧`, so that it is seen.
#[must_use]
pub fn text(id: &str, args: &Args) -> String {
    if !loader().has(id) {
        return format!("⟦{id}⟧");
    }
    let mut values = HashMap::with_capacity(args.len());
    for (name, value) in args {
        let number = NUMBERS
            .contains(name)
            .then(|| value.parse::<i64>().ok())
            .flatten();
        let value = number.map_or_else(|| value.as_str().into(), Into::into);
        values.insert(*name, value);
    }
    loader().get_args_concrete(id, values)
}

/// The attribute `name` of the text `id`, as `err-<code>` has `.cause` and `.ask`.
#[must_use]
pub fn attribute(id: &str, name: &str) -> String {
    if loader().has_attr(id, name) {
        loader().get_attr(id, name)
    } else {
        format!("⟦{id}.{name}⟧")
    }
}

/// The text of an id that stands in the source: `t!("cli-next")`, `t!("cli-ask-typed", word = word)`.
///
/// Unknown ids and wrong names of values do not compile; a *missing* value is found by the catalogue test only.
macro_rules! t {
    ($id:literal $(, $name:ident = $value:expr)* $(,)?) => {
        ::i18n_embed_fl::fl!($crate::i18n::loader(), $id $(, $name = $value)*)
    };
}
pub(crate) use t;

#[cfg(test)]
pub use pseudo::{in_pseudo, in_romanian};

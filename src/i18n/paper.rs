//! Words of papers, from `locales/<lang>/paper.ftl`: in the authority's language, whatever the screen speaks. What a
//! profile brings is the authority's own; here are the words around it, such as “copy 1 of 2”.

use std::collections::HashMap;
use std::fmt;

use i18n_embed::LanguageLoader;
use i18n_embed::fluent::FluentLanguageLoader;

use super::{Args, Disguise, Locales, fallback, load};

/// The name of the files.
const DOMAIN: &str = "paper";

/// The words of one language.
pub struct Paper {
    loader: FluentLanguageLoader,
}

impl fmt::Debug for Paper {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let language = self.loader.current_language();
        f.debug_tuple("Paper").field(&language).finish()
    }
}

impl Paper {
    /// The words of a language, two letters; English where it has none.
    #[must_use]
    pub fn of(language: &str) -> Self {
        let loader = FluentLanguageLoader::new(DOMAIN, fallback());
        // Only a language with a file may be loaded: the crate panics on others.
        let offered = loader.available_languages(&Locales).unwrap_or_default();
        let mut offered = offered.into_iter();
        let wanted = offered.find(|one| one.language.as_str() == language);
        load(&loader, &[wanted.unwrap_or_else(fallback)], Disguise::None);
        Self { loader }
    }

    /// The words of an id, `paper-…`; one that is nowhere comes back as `⟦id⟧`, so that it is seen.
    #[must_use]
    pub fn text(&self, id: &str, args: &Args) -> String {
        if !self.loader.has(id) {
            return format!("⟦{id}⟧");
        }
        let args = args.iter();
        let args: HashMap<&str, _> = args.map(|(name, it)| (*name, it.as_str().into())).collect();
        self.loader.get_args_concrete(id, args)
    }

    /// Words without values.
    #[must_use]
    pub fn word(&self, id: &str) -> String {
        self.text(id, &Args::new())
    }

    /// A day as it is written there.
    #[must_use]
    pub fn date(&self, year: i16, month: i8, day: i8) -> String {
        let args = Args::from([
            ("year", format!("{year:04}")),
            ("month", format!("{month:02}")),
            ("day", format!("{day:02}")),
        ]);
        self.text("paper-date", &args)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::Paper;
    use crate::i18n::Args;
    use crate::i18n::tests::{Message, messages_of};

    /// Every country that has a profile, and English.
    const LANGUAGES: [&str; 8] = ["cs", "en", "fi", "it", "nl", "pl", "ro", "sv"];

    #[test]
    fn every_language_has_every_word_with_the_same_values() {
        let of = |language| -> BTreeMap<String, Message> {
            messages_of(language, "paper").into_iter().collect()
        };
        let english = of("en");
        assert!(english.len() > 20);
        for language in LANGUAGES {
            let other = of(language);
            let ids = |all: &BTreeMap<String, Message>| all.keys().cloned().collect::<Vec<_>>();
            assert_eq!(ids(&other), ids(&english), "{language}");
            for (id, message) in &english {
                assert_eq!(&other[id], message, "{language}: {id}");
                assert!(id.starts_with("paper-"), "{id}");
            }
        }
    }

    #[test]
    fn ids_stand_sorted() {
        for language in LANGUAGES {
            let ids: Vec<String> = messages_of(language, "paper")
                .into_iter()
                .map(|(id, _)| id)
                .collect();
            assert!(ids.is_sorted_by(|a, b| a < b), "{language}: {ids:?}");
        }
    }

    #[test]
    fn days_are_written_as_people_write_them_there() {
        let days = LANGUAGES.map(|language| Paper::of(language).date(2027, 3, 9));
        assert_eq!(
            days,
            [
                "09. 03. 2027",
                "2027-03-09",
                "09.03.2027",
                "09/03/2027",
                "09-03-2027",
                "09.03.2027",
                "09.03.2027",
                "2027-03-09",
            ]
        );
    }

    #[test]
    fn a_language_without_words_is_served_in_english_and_a_missing_id_is_seen() {
        for language in ["de", "", "../en", "ro-RO"] {
            let paper = Paper::of(language);
            assert_eq!(paper.word("paper-holder"), "Holder", "{language}");
        }
        assert_eq!(Paper::of("ro").word("paper-holder"), "Titular");
        assert_eq!(Paper::of("ro").word("paper-no-such"), "⟦paper-no-such⟧");
        let args = Args::from([("number", "1".to_owned()), ("count", "2".to_owned())]);
        assert_eq!(
            Paper::of("ro").text("paper-copy", &args),
            "Exemplarul 1 din 2"
        );
    }
}

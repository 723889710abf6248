//! How answers are shown: for people or programs, with or without colour, how much.

use std::env;
use std::ffi::{OsStr, OsString};
use std::io::IsTerminal;

use crate::telling::{Line, Weight};

/// How answers are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Manner {
    /// One JSON document on standard output, errors as one on standard error.
    pub json: bool,
    /// Colours.
    pub colour: Colour,
    /// How often `-v` was given.
    pub verbose: u8,
    /// Only what was asked for, and errors.
    pub quiet: bool,
}

/// When colours are used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Colour {
    /// On a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

impl Colour {
    /// The words of `--color`.
    pub const WORDS: &'static [(&'static str, Self)] = &[
        ("auto", Self::Auto),
        ("always", Self::Always),
        ("never", Self::Never),
    ];
}

impl Manner {
    /// What can be told from a line that may be refused: in which manner the refusal is shown.
    #[must_use]
    pub fn guess(words: &[OsString]) -> Self {
        let colour = option(words, "--color").unwrap_or_default();
        let named = Colour::WORDS.iter().find(|(name, _)| *name == colour);
        Self {
            json: before_end(words).any(|word| word == "--json"),
            colour: named.map_or(Colour::Auto, |(_, colour)| *colour),
            verbose: 0,
            quiet: false,
        }
    }

    /// The language that the line asks for.
    #[must_use]
    pub fn lang(words: &[OsString]) -> Option<String> {
        option(words, "--lang")
    }

    /// The style for what goes to `stream`.
    #[must_use]
    pub fn style(&self, stream: &impl IsTerminal) -> Style {
        let variable = |name: &str| env::var_os(name).filter(|value| !value.is_empty());
        let on = match self.colour {
            Colour::Always => true,
            Colour::Never => false,
            Colour::Auto => {
                stream.is_terminal()
                    && variable("NO_COLOR").is_none()
                    && variable("TERM").is_none_or(|term| term != "dumb")
            }
        };
        Style { on }
    }
}

/// The words up to `--`.
fn before_end(words: &[OsString]) -> impl Iterator<Item = &OsStr> {
    words
        .iter()
        .map(OsString::as_os_str)
        .take_while(|word| *word != "--")
}

/// The value of `--name value` or `--name=value`, as text.
fn option(words: &[OsString], name: &str) -> Option<String> {
    let mut rest = before_end(words);
    while let Some(word) = rest.next() {
        let Some(word) = word.to_str() else { continue };
        if word == name {
            return rest.next()?.to_str().map(str::to_owned);
        }
        if let Some(value) = word
            .strip_prefix(name)
            .and_then(|end| end.strip_prefix('='))
        {
            return Some(value.to_owned());
        }
    }
    None
}

/// Colours and weights, or none. State is said in words too, never by colour alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Style {
    on: bool,
}

impl Style {
    /// No colours.
    pub const PLAIN: Self = Self { on: false };

    /// Something failed.
    #[must_use]
    pub fn error(self, text: &str) -> String {
        self.wrapped("1;31", text)
    }

    /// Something to note.
    #[must_use]
    pub fn warning(self, text: &str) -> String {
        self.wrapped("33", text)
    }

    /// Something went well.
    #[must_use]
    pub fn good(self, text: &str) -> String {
        self.wrapped("32", text)
    }

    /// A heading, or a command to go on with.
    #[must_use]
    pub fn bold(self, text: &str) -> String {
        self.wrapped("1", text)
    }

    /// Details.
    #[must_use]
    pub fn dim(self, text: &str) -> String {
        self.wrapped("2", text)
    }

    /// Lines that both faces say, each by its weight.
    #[must_use]
    pub fn lines(self, all: &[Line]) -> Vec<String> {
        let styled = |line: &Line| match line.weight {
            Weight::Plain => line.text.clone(),
            Weight::Heading => self.bold(&line.text),
            Weight::Dim => self.dim(&line.text),
            Weight::Warning => self.warning(&line.text),
            Weight::Good => self.good(&line.text),
        };
        all.iter().map(styled).collect()
    }

    /// `text` between an SGR sequence (ECMA-48 §8.3.117) and its end.
    fn wrapped(self, sequence: &str, text: &str) -> String {
        if self.on {
            format!("\u{1b}[{sequence}m{text}\u{1b}[0m")
        } else {
            text.to_owned()
        }
    }
}

#[cfg(test)]
mod tests {
    use std::ffi::OsString;

    use super::{Colour, Manner, Style};

    fn words(line: &str) -> Vec<OsString> {
        line.split_whitespace().map(OsString::from).collect()
    }

    #[test]
    fn a_refused_line_still_tells_its_manner() {
        let manner = Manner::guess(&words("parafa shwo --json --color=never"));
        assert!(manner.json);
        assert_eq!(manner.colour, Colour::Never);
        assert!(!Manner::guess(&words("parafa show -- --json")).json);
        assert_eq!(
            Manner::lang(&words("parafa --lang ro show")).as_deref(),
            Some("ro")
        );
        assert_eq!(
            Manner::lang(&words("parafa --lang=ro")).as_deref(),
            Some("ro")
        );
        assert_eq!(Manner::lang(&words("parafa --language ro --lang")), None);
    }

    #[test]
    fn no_style_is_no_bytes() {
        assert_eq!(Style::PLAIN.error("x"), "x");
        assert_eq!(Style { on: true }.bold("x"), "\u{1b}[1mx\u{1b}[0m");
    }
}

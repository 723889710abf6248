//! A command line as it is typed, word by word.

use super::files::quoted;

/// What is typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Typed(String);

impl Typed {
    /// An option without a value.
    #[must_use]
    pub fn flag(mut self, name: &str) -> Self {
        self.0.push(' ');
        self.0.push_str(name);
        self
    }

    /// `parafa` and a command's name.
    #[must_use]
    pub fn command(name: &str) -> Self {
        Self(format!("parafa {name}"))
    }

    /// With a word more, in quotes where it needs them.
    #[must_use]
    pub fn word(mut self, word: &str) -> Self {
        self.0.push(' ');
        self.0.push_str(&quoted(word));
        self
    }

    /// With several words more.
    #[must_use]
    pub fn words<W: AsRef<str>>(self, words: impl IntoIterator<Item = W>) -> Self {
        let mut words = words.into_iter();
        words
            .by_ref()
            .fold(self, |line, word| line.word(word.as_ref()))
    }

    /// With an option and its value.
    #[must_use]
    pub fn option(mut self, name: &str, value: &str) -> Self {
        self.0.push(' ');
        self.0.push_str(name);
        self.word(value)
    }

    /// With an option, where it has a value.
    #[must_use]
    pub fn maybe(self, name: &str, value: Option<&str>) -> Self {
        match value {
            Some(value) => self.option(name, value),
            None => self,
        }
    }

    /// With an option for each value.
    #[must_use]
    pub fn options<V: AsRef<str>>(self, name: &str, values: impl IntoIterator<Item = V>) -> Self {
        let values = values.into_iter();
        values.fold(self, |line, value| line.option(name, value.as_ref()))
    }

    /// The line.
    #[must_use]
    pub fn text(self) -> String {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::Typed;

    #[test]
    fn words_are_quoted_where_they_must() {
        let line = Typed::command("done")
            .word("hand-in")
            .maybe("--on", None)
            .maybe("--case", Some("c-1"))
            .options("--for", ["Cabinet Pop", "Medpop"])
            .words(["it's"]);
        let wanted = "parafa done hand-in --case c-1 --for 'Cabinet Pop' --for Medpop 'it'\\''s'";
        assert_eq!(line.text(), wanted);
    }
}

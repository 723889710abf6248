//! A paper as data, in the order in which it is printed. Texts are as they came: [`super::html`] makes them harmless.

use crate::profile::FormKind;

/// A paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// Two letters; of every word on it.
    pub language: String,
    /// Which kind: the footer depends on it.
    pub kind: FormKind,
    /// Its heading.
    pub title: String,
    /// To whom it goes.
    pub to: Option<String>,
    /// Paragraphs before the values.
    pub intro: Vec<String>,
    /// The values.
    pub rows: Vec<Row>,
    /// Paragraphs after the values.
    pub closing: Vec<String>,
    /// What is handed in with it.
    pub attach: Vec<String>,
    /// Lines for signatures.
    pub signatures: Vec<String>,
    /// How often it is printed, each on pages of its own; 0 counts as 1.
    pub copies: u32,
    /// It follows the authority's own form.
    pub official: bool,
    /// The authority has not confirmed it.
    pub to_be_confirmed: bool,
    /// What else is said of it, on the screen only.
    pub note: Option<String>,
}

/// A line of a paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// As the authority writes it.
    pub label: String,
    /// What is said.
    pub value: Filled,
    /// How it looks.
    pub look: Look,
    /// The authority has not confirmed it.
    pub to_be_confirmed: bool,
}

/// What stands in a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Filled {
    /// This; more than one entry where several requests have a value each.
    Entries(Vec<Entry>),
    /// Nothing is known: a ruled line, to be filled in by hand.
    Blank,
    /// It is known that there is nothing, such as an address of mail in a certificate without one.
    Nothing,
}

/// One value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Of what it is, where there are several.
    pub about: Option<String>,
    /// The value.
    pub text: String,
}

/// How a value looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// As text.
    Plain,
    /// Every character told apart from every other: 0 from O, 1 from l.
    Code,
    /// Lines as they are, small.
    Block,
}

impl Filled {
    /// One value; an empty one is none.
    #[must_use]
    pub fn one(text: Option<String>) -> Self {
        match text.filter(|text| !text.trim().is_empty()) {
            Some(text) => Self::Entries(vec![Entry { about: None, text }]),
            None => Self::Blank,
        }
    }
}

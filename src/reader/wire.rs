//! What the helper says: one JSON document a line.

use serde::{Deserialize, Serialize};

/// The version of these lines: a helper of another version is not listened to.
pub const VERSION: u32 = 1;

/// Readers that are taken from one line; no desk has more.
const READERS: usize = 64;
/// Bytes of a reader's name that are kept; PC/SC allows 128.
const NAME: usize = 256;
/// Bytes of an answer to reset (ISO/IEC 7816-3, 8.2.1).
const ATR: usize = 33;

/// One line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Line {
    /// The first one.
    Hello {
        /// [`VERSION`].
        version: u32,
    },
    /// All readers, at the beginning and after every change.
    Readers(Vec<Reader>),
    /// The card service does not do what it should. Tried again by itself.
    Failed {
        /// What sort of failure.
        why: Why,
        /// Its own words.
        text: String,
    },
    /// Nothing changed; said every few seconds, so that silence means a service that hangs.
    Still,
}

/// Why the card service cannot be asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// It does not run.
    NoService,
    /// It does not let this user in.
    Denied,
    /// Anything else.
    Other,
}

/// A reader.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reader {
    /// As PC/SC calls it.
    pub name: String,
    /// What is in it.
    pub card: Card,
    /// A program uses the card alone.
    pub exclusive: bool,
}

/// What is in a reader.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Card {
    /// Nothing.
    Empty,
    /// A card that answers.
    Present {
        /// Its answer to reset, upper-case hex; empty where the service did not tell it.
        atr: String,
    },
    /// A card that does not answer: the wrong way round, or broken.
    Mute,
    /// The reader itself cannot be used.
    Unavailable,
}

impl Card {
    /// The answer to reset.
    #[must_use]
    pub fn atr(&self) -> Option<&str> {
        match self {
            Self::Present { atr } if !atr.is_empty() => Some(atr),
            _ => None,
        }
    }
}

impl Line {
    /// Reads a line of the helper's; `None` where it is none. Whatever it says is cut to what can be.
    pub(super) fn read(text: &str) -> Option<Self> {
        let mut line: Self = serde_json::from_str(text).ok()?;
        if let Self::Readers(readers) = &mut line {
            readers.truncate(READERS);
            for reader in readers {
                cut(&mut reader.name, NAME);
                if let Card::Present { atr } = &mut reader.card
                    && !(atr.len() <= 2 * ATR && atr.bytes().all(|c| c.is_ascii_hexdigit()))
                {
                    atr.clear();
                }
            }
        }
        if let Self::Failed { text, .. } = &mut line {
            cut(text, NAME);
        }
        Some(line)
    }
}

fn cut(text: &mut String, length: usize) {
    let end = (0..=length.min(text.len()))
        .rev()
        .find(|end| text.is_char_boundary(*end));
    text.truncate(end.unwrap_or(0));
}

#[cfg(test)]
mod tests {
    use super::{Card, Line, Reader, Why};

    fn reader(name: &str, atr: &str) -> Line {
        Line::Readers(vec![Reader {
            name: name.to_owned(),
            card: Card::Present {
                atr: atr.to_owned(),
            },
            exclusive: false,
        }])
    }

    fn through(line: &Line) -> Option<Line> {
        Line::read(&serde_json::to_string(line).unwrap())
    }

    #[test]
    fn what_is_written_is_read_again() {
        let failed = Line::Failed {
            why: Why::Denied,
            text: "x".to_owned(),
        };
        for line in [reader("R 00", "3B00"), failed, Line::Still] {
            assert_eq!(through(&line), Some(line));
        }
    }

    #[test]
    fn what_is_no_line_is_none_and_what_is_too_long_is_cut() {
        assert_eq!(Line::read(""), None);
        assert_eq!(Line::read("{\"readers\":[{}]}"), None);
        assert_eq!(Line::read("{\"hello\":{\"version\":1,\"more\":2}}"), None);
        let long = "ș".repeat(200);
        let Some(Line::Readers(readers)) = through(&reader(&long, "3B00zz")) else {
            panic!();
        };
        assert_eq!(readers[0].name, "ș".repeat(128));
        assert_eq!(readers[0].card.atr(), None);
        let many = Line::Readers(vec![
            Reader {
                name: String::new(),
                card: Card::Empty,
                exclusive: true
            };
            100
        ]);
        assert!(matches!(through(&many), Some(Line::Readers(all)) if all.len() == 64));
        let atr = |bytes: usize| through(&reader("R", &"3B".repeat(bytes)));
        let told = |line: Option<Line>| matches!(line, Some(Line::Readers(all)) if all[0].card.atr().is_some());
        assert!(told(atr(33)) && !told(atr(34)));
    }
}

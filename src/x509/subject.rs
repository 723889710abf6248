//! A subject name from what somebody typed, to DER (RFC 5280 §4.1.2.6).

use der::asn1::{Any, ObjectIdentifier, SetOfVec};
use der::{Decode, Encode, Tag};
use unicode_normalization::UnicodeNormalization;
use x509_cert::attr::AttributeTypeAndValue;
use x509_cert::name::{Name, RdnSequence, RelativeDistinguishedName};

use super::attribute::{self, AttributeType, Form, is_printable};
use super::names;
use super::slash;
use crate::profile::is_control;

/// A subject name, checked and encoded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subject {
    der: Vec<u8>,
}

/// Why a text is no subject. Positions count characters of the text, from 1.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SubjectError {
    /// OpenSSL's form; `corrected` is the same in ours.
    #[error("slash form; {corrected}")]
    SlashForm {
        /// The same subject as it should be written.
        corrected: String,
    },
    /// A piece without `=`.
    #[error("no '=' in {piece:?} at {position}")]
    NoEquals {
        /// The piece.
        piece: String,
        /// Where it begins.
        position: usize,
    },
    /// An `=` inside a value that is not written `\=`: as a rule a missing comma.
    #[error("unescaped '=' in {attribute} at {position}")]
    UnescapedEquals {
        /// In whose value.
        attribute: String,
        /// Where it stands.
        position: usize,
    },
    /// A `\` before something that needs none.
    #[error("bad escape at {position}")]
    BadEscape {
        /// Where the `\` stands.
        position: usize,
    },
    /// Neither a known name nor an object identifier.
    #[error("unknown attribute {name:?} at {position}")]
    UnknownAttribute {
        /// As it was typed.
        name: String,
        /// Where it begins.
        position: usize,
    },
    /// Nothing after the `=`.
    #[error("{attribute} is empty at {position}")]
    EmptyValue {
        /// Whose value.
        attribute: String,
        /// Where the value should be.
        position: usize,
    },
    /// Longer than the standard allows.
    #[error("{attribute} has {length} characters, at most {most}, at {position}")]
    TooLong {
        /// Whose value.
        attribute: String,
        /// Its characters after normalisation.
        length: usize,
        /// The bound of RFC 5280 appendix A.1.
        most: usize,
        /// Where the value begins.
        position: usize,
    },
    /// A character that the attribute's string type does not have.
    #[error("{attribute} cannot have {character:?} at {position}")]
    Charset {
        /// Whose value.
        attribute: String,
        /// The character.
        character: char,
        /// Where it stands.
        position: usize,
    },
    /// A control, format or direction character.
    #[error("control character {character:?} in {attribute} at {position}")]
    Control {
        /// Whose value.
        attribute: String,
        /// The character.
        character: char,
        /// Where it stands.
        position: usize,
    },
    /// A country that is not two capital letters (ISO 3166).
    #[error("{attribute} {given:?} at {position}")]
    Country {
        /// Which attribute.
        attribute: String,
        /// As it was typed.
        given: String,
        /// The same in capitals, where that would do.
        corrected: Option<String>,
        /// Where the value begins.
        position: usize,
    },
    /// A type twice in one RDN (X.501 §9.3 allows it once).
    #[error("{attribute} twice in one RDN at {position}")]
    Twice {
        /// Which attribute.
        attribute: String,
        /// Where the second begins.
        position: usize,
    },
    /// A name that does not encode or decode.
    #[error("not encodable")]
    Encoding(#[from] der::Error),
}

/// One attribute as it was read.
struct Piece {
    kind: String,
    kind_at: usize,
    /// Each character with its place and whether a `\` stood before it.
    value: Vec<(usize, char, bool)>,
    value_at: usize,
}

impl Subject {
    /// Reads `TYPE=value,TYPE=value` in the order of the encoding: the first is the outermost RDN.
    pub fn parse(text: &str) -> Result<Self, SubjectError> {
        if text.trim_start().starts_with('/') {
            return Err(SubjectError::SlashForm {
                corrected: slash::corrected(text.trim()),
            });
        }
        let pieces = split(text)?;
        let rdns = pieces
            .iter()
            .map(|rdn| joined(rdn))
            .collect::<Result<Vec<_>, _>>()?;
        encode(rdns)
    }

    /// From types and values that need no escapes, one RDN each. Positions in errors are those within the value.
    pub fn from_pairs<'a>(
        pairs: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Result<Self, SubjectError> {
        let single = |(kind, value): (&str, &str)| {
            pair(&Piece {
                kind: kind.to_owned(),
                kind_at: 1,
                value: (1..)
                    .zip(value.trim_matches(' ').chars())
                    .map(|(at, c)| (at, c, false))
                    .collect(),
                value_at: 1,
            })
            .map(|one| vec![one])
        };
        encode(pairs.into_iter().map(single).collect::<Result<_, _>>()?)
    }

    /// Takes over a name that stands in a certificate or request, byte by byte (a renewal keeps the old name).
    pub fn from_der(der: &[u8]) -> Result<Self, SubjectError> {
        Name::from_der(der)?;
        Ok(Self { der: der.to_vec() })
    }

    /// Whether it names nobody; RFC 5280 §4.1.2.6 then wants a subject alternative name.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.der.len() <= 2
    }

    /// The `Name` in DER.
    #[must_use]
    pub fn to_der(&self) -> &[u8] {
        &self.der
    }

    /// As [`names::display`].
    #[must_use]
    pub fn display(&self) -> String {
        names::display(&self.der)
    }
}

fn encode(rdns: Vec<Vec<AttributeTypeAndValue>>) -> Result<Subject, SubjectError> {
    let rdns = rdns
        .into_iter()
        .map(|rdn| Ok(RelativeDistinguishedName::from(SetOfVec::try_from(rdn)?)))
        .collect::<Result<Vec<_>, der::Error>>()?;
    let name = Name::hazmat_from_rdn_sequence(RdnSequence::from(rdns));
    Ok(Subject {
        der: name.to_der()?,
    })
}

/// The attributes of one RDN, each type once.
fn joined(rdn: &[Piece]) -> Result<Vec<AttributeTypeAndValue>, SubjectError> {
    let mut pairs: Vec<AttributeTypeAndValue> = Vec::new();
    for piece in rdn {
        let pair = pair(piece)?;
        if pairs.iter().any(|one| one.oid == pair.oid) {
            return Err(SubjectError::Twice {
                attribute: piece.kind.clone(),
                position: piece.kind_at,
            });
        }
        pairs.push(pair);
    }
    Ok(pairs)
}

/// Cuts at unescaped `,` and `+`.
fn split(text: &str) -> Result<Vec<Vec<Piece>>, SubjectError> {
    let mut rdns: Vec<Vec<Piece>> = Vec::new();
    let mut letters = (1..).zip(text.chars()).peekable();
    if text.trim().is_empty() {
        return Ok(rdns);
    }
    let mut joins = false;
    loop {
        let kind_at = letters
            .peek()
            .map_or(text.chars().count() + 1, |(at, _)| *at);
        let (piece, end) = piece(&mut letters, kind_at)?;
        match rdns.last_mut() {
            Some(rdn) if joins => rdn.push(piece),
            _ => rdns.push(vec![piece]),
        }
        match end {
            None => return Ok(rdns),
            Some(mark) => joins = mark == '+',
        }
    }
}

/// Reads one `TYPE=value` and the mark that ended it.
fn piece(
    letters: &mut impl Iterator<Item = (usize, char)>,
    begins: usize,
) -> Result<(Piece, Option<char>), SubjectError> {
    let mut kind = String::new();
    let value_at = loop {
        match letters.next() {
            Some((at, '=')) => break at + 1,
            Some((_, letter)) if !matches!(letter, ',' | '+') => kind.push(letter),
            _ => {
                return Err(SubjectError::NoEquals {
                    piece: kind.trim().to_owned(),
                    position: begins,
                });
            }
        }
    };
    let kind_at = begins + kind.chars().take_while(|letter| *letter == ' ').count();
    let kind = kind.trim().to_owned();
    let mut value = Vec::new();
    let end = loop {
        match letters.next() {
            None => break None,
            Some((_, mark @ (',' | '+'))) => break Some(mark),
            Some((position, '=')) => {
                return Err(SubjectError::UnescapedEquals {
                    attribute: kind,
                    position,
                });
            }
            Some((position, '\\')) => match letters.next() {
                Some((at, letter)) if letter == ' ' || letter.is_ascii_punctuation() => {
                    value.push((at, letter, true));
                }
                _ => return Err(SubjectError::BadEscape { position }),
            },
            Some((at, letter)) => value.push((at, letter, false)),
        }
    };
    let value = trim(&value).to_vec();
    let value_at = value.first().map_or(value_at, |(at, _, _)| *at);
    Ok((
        Piece {
            kind,
            kind_at,
            value,
            value_at,
        },
        end,
    ))
}

/// Without unescaped blanks at the ends.
fn trim(value: &[(usize, char, bool)]) -> &[(usize, char, bool)] {
    let keeps = |(_, letter, escaped): &(usize, char, bool)| *escaped || *letter != ' ';
    let first = value.iter().position(keeps).unwrap_or(value.len());
    let end = value.iter().rposition(keeps).map_or(first, |last| last + 1);
    value.get(first..end).unwrap_or_default()
}

fn pair(piece: &Piece) -> Result<AttributeTypeAndValue, SubjectError> {
    let unknown = || SubjectError::UnknownAttribute {
        name: piece.kind.clone(),
        position: piece.kind_at,
    };
    let bare = match piece.kind.get(..4) {
        Some(prefix) if prefix.eq_ignore_ascii_case("OID.") => {
            piece.kind.get(4..).unwrap_or_default()
        }
        _ => piece.kind.as_str(),
    };
    let known = attribute::by_name(bare);
    let oid = ObjectIdentifier::new(known.map_or(bare, |kind| kind.oid)).map_err(|_| unknown())?;
    let text = checked(piece, known)?;
    let tag = match known.map(|kind| kind.form) {
        None | Some(Form::Utf8) => Tag::Utf8String,
        Some(Form::Printable | Form::Country) => Tag::PrintableString,
        Some(Form::Ia5) => Tag::Ia5String,
    };
    Ok(AttributeTypeAndValue {
        oid,
        value: Any::new(tag, text.into_bytes())?,
    })
}

/// The value in NFC, after all that can be wrong with it.
fn checked(piece: &Piece, known: Option<&AttributeType>) -> Result<String, SubjectError> {
    let attribute = piece.kind.clone();
    let position = piece.value_at;
    if piece.value.is_empty() {
        return Err(SubjectError::EmptyValue {
            attribute,
            position,
        });
    }
    let form = known.map_or(Form::Utf8, |kind| kind.form);
    for &(position, character, _) in &piece.value {
        if is_control(character) {
            return Err(SubjectError::Control {
                attribute,
                character,
                position,
            });
        }
        let fits = match form {
            Form::Utf8 | Form::Country => true,
            Form::Printable => is_printable(character),
            Form::Ia5 => character.is_ascii(),
        };
        if !fits {
            return Err(SubjectError::Charset {
                attribute,
                character,
                position,
            });
        }
    }
    let text: String = piece
        .value
        .iter()
        .map(|(_, letter, _)| *letter)
        .nfc()
        .collect();
    if form == Form::Country {
        country(&attribute, &text, position)?;
    }
    let length = text.chars().count();
    match known.and_then(|kind| kind.most) {
        Some(most) if length > most => Err(SubjectError::TooLong {
            attribute,
            length,
            most,
            position,
        }),
        _ => Ok(text),
    }
}

fn country(attribute: &str, given: &str, position: usize) -> Result<(), SubjectError> {
    let is_code =
        |text: &str| text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_uppercase());
    if is_code(given) {
        return Ok(());
    }
    let capitals = given.to_ascii_uppercase();
    Err(SubjectError::Country {
        attribute: attribute.to_owned(),
        given: given.to_owned(),
        corrected: is_code(&capitals).then_some(capitals),
        position,
    })
}

#[cfg(test)]
mod tests;

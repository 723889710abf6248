//! `compare`: what is registered at an authority against the certificate, letter by letter. What differs is named; what is
//! the same though written differently is told as that.
//!
//! The judging is pure ([`Basis`]): the screens judge while somebody types.

mod basis;
mod certificate;
mod letters;
mod name;
mod number;
mod people;
#[cfg(test)]
mod tests;

use schemars::JsonSchema;
use serde::Serialize;

use super::Setting;
use super::files::Source;
use crate::error::{Code, Failure};
use crate::token::TokenState;

pub use basis::Basis;

/// What is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// The serial number.
    Serial,
    /// Who issued it.
    Issuer,
    /// Who holds it.
    Holder,
}

/// How two texts stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Letter by letter the same.
    Identical,
    /// The same name; marks between its parts, or how types are called, are other ones.
    OtherForm,
    /// The same digits; marks between them are other ones.
    Grouping,
    /// The same digits; letters of hex are capital or small.
    HexCase,
    /// The same number in decimal.
    Decimal,
    /// The same number in hex, where decimal is wanted.
    Hex,
    /// The same number; a zero at its beginning was lost.
    LeadingZeroLost,
    /// The same number; a zero was put before it.
    LeadingZeroAdded,
    /// The same name with its last part first.
    Reversed,
    /// The same name; 2.5.4.97 is called otherwise.
    OrganizationIdentifier,
    /// The same letters, put together of other characters.
    Composed,
    /// Zeros are missing.
    ZeroLost,
    /// A spreadsheet made a rounded number of it.
    Rounded,
    /// Two letters changed places.
    Swapped,
    /// Another letter that looks like it.
    LookAlike,
    /// Capital and small letters.
    LetterCase,
    /// Cedilla in place of comma below, or the other way round.
    Cedilla,
    /// Accents are missing or other ones.
    Accents,
    /// Letters were misread by a program.
    Mojibake,
    /// Blanks: too many, too few, of another sort.
    Blanks,
    /// Characters that are not seen.
    Invisible,
    /// Letters are missing.
    Missing,
    /// Letters are too much.
    Extra,
    /// Another letter stands there.
    Replaced,
    /// It ends too early.
    CutOff,
    /// All parts are there, in another order.
    Order,
    /// A part of the name is missing.
    PartMissing,
    /// A part of the name is too much.
    PartExtra,
    /// A part of the name is of another type.
    PartType,
    /// It is that of the certificate which this one came after.
    OldCertificate,
    /// It is that of another certificate.
    OtherCertificate,
    /// Nothing is alike.
    Different,
}

impl Kind {
    /// All of them.
    pub const ALL: &'static [Self] = &[
        Self::Identical,
        Self::OtherForm,
        Self::Grouping,
        Self::HexCase,
        Self::Decimal,
        Self::Hex,
        Self::LeadingZeroLost,
        Self::LeadingZeroAdded,
        Self::Reversed,
        Self::OrganizationIdentifier,
        Self::Composed,
        Self::ZeroLost,
        Self::Rounded,
        Self::Swapped,
        Self::LookAlike,
        Self::LetterCase,
        Self::Cedilla,
        Self::Accents,
        Self::Mojibake,
        Self::Blanks,
        Self::Invisible,
        Self::Missing,
        Self::Extra,
        Self::Replaced,
        Self::CutOff,
        Self::Order,
        Self::PartMissing,
        Self::PartExtra,
        Self::PartType,
        Self::OldCertificate,
        Self::OtherCertificate,
        Self::Different,
    ];

    /// Whether both are the same for whoever reads them.
    #[must_use]
    pub fn same(self) -> bool {
        matches!(
            self,
            Self::Identical | Self::OtherForm | Self::Grouping | Self::HexCase
        )
    }

    /// Whether both mean the same: a program that compares texts takes them for different all the same.
    #[must_use]
    pub fn same_meaning(self) -> bool {
        self.same()
            || matches!(
                self,
                Self::Decimal
                    | Self::Hex
                    | Self::LeadingZeroLost
                    | Self::LeadingZeroAdded
                    | Self::Reversed
                    | Self::OrganizationIdentifier
                    | Self::Composed
            )
    }

    /// Its word, as JSON has it.
    #[must_use]
    pub fn word(self) -> String {
        let word = serde_json::to_value(self).unwrap_or_default();
        word.as_str().unwrap_or_default().to_owned()
    }
}

/// What a sentence about it names.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct About {
    /// The part of the name; empty where it is about the whole.
    pub part: String,
    /// What stands there in what is registered.
    pub registered: String,
    /// What stands there in the certificate.
    pub certificate: String,
    /// The other certificate: its holder.
    pub holder: String,
    /// Its last day.
    pub until: String,
    /// Its serial number.
    pub serial: String,
}

/// One field, compared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FieldRow {
    /// Which.
    pub field: Field,
    /// As it is registered; without blanks around it and without what tools write before it, at most 4000 characters.
    pub registered: String,
    /// What the certificate says, in the form that is nearest to it.
    pub certificate: String,
    /// Whether both are the same for whoever reads them.
    pub same: bool,
    /// Whether both mean the same, which is more: decimal and hex, another order of the parts of a name.
    pub same_meaning: bool,
    /// The first character, counted from 1, in which both lines differ; `null`: in none.
    pub first_difference: Option<usize>,
    /// How they stand to each other.
    pub kind: Kind,
    /// The same in a sentence, as the faces say it.
    pub message: String,
    /// As the authority's form has it, where that is known and something else is registered.
    pub wanted: Option<String>,
    /// What the sentence names.
    #[serde(skip)]
    pub about: About,
}

/// The certificate that was compared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Compared {
    /// Whose it is.
    pub holder: String,
    /// Its serial number, lower-case hex.
    pub serial: String,
    /// RFC 3339, UTC.
    pub not_after: String,
    /// Of the DER.
    pub sha256: String,
    /// The file that it is in; `null`: a token, or remembered.
    pub path: Option<String>,
}

/// The answer of `compare`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CompareOutcome {
    /// The certificate.
    pub of: Compared,
    /// Whether all fields agree.
    pub same: bool,
    /// Field by field.
    pub fields: Vec<FieldRow>,
}

impl CompareOutcome {
    /// That something differs, as the command's end.
    pub fn verdict(&self) -> Result<(), Failure> {
        let differ = self.fields.iter().filter(|row| !row.same).count();
        if differ == 0 {
            return Ok(());
        }
        Err(Failure::new(Code::RegisteredDiffers)
            .with("count", differ)
            .state(TokenState::NothingChanged))
    }
}

/// What to compare.
#[derive(Debug, Clone, Default)]
pub struct Compare {
    /// Which certificate, of those on tokens and remembered; `None`: the only one.
    pub id: Option<String>,
    /// The file that it is in, instead.
    pub file: Option<Source>,
    /// What is registered.
    pub fields: Vec<(Field, String)>,
}

impl Compare {
    /// Compares. Tokens are looked at without a PIN; for a file none is asked.
    pub fn run(&self, setting: &mut Setting<'_>) -> Result<CompareOutcome, Failure> {
        let (of, basis) = self.begin(setting)?;
        let rows = self.fields.iter();
        let fields: Vec<FieldRow> = rows
            .map(|(field, text)| basis.judge(*field, text))
            .collect();
        Ok(CompareOutcome {
            of,
            same: fields.iter().all(|row| row.same),
            fields,
        })
    }

    /// Finds the certificate, and all that is needed to judge what will be typed.
    pub fn begin(&self, setting: &mut Setting<'_>) -> Result<(Compared, Basis), Failure> {
        let known = setting.registered_one(self.id.as_deref(), self.file.as_ref())?;
        let basis = setting.basis(&known.certificate);
        setting.journal_notices();
        let one = &known.certificate;
        let of = Compared {
            holder: one.holder().unwrap_or_else(|| one.subject()),
            serial: one.serial().hex,
            not_after: one.not_after().to_string(),
            sha256: one.sha256(),
            path: known.file.clone(),
        };
        Ok((of, basis))
    }
}

//! What can be wrong with an identifier, and what is worth a remark, as data: the sentences are elsewhere.

/// Why an identifier is refused, or warned of. Positions count characters from 1 in the trimmed text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// Nothing was typed.
    Empty,
    /// Too few or too many characters, separators not counted.
    Length {
        /// The lengths that there are.
        expected: &'static [usize],
        /// What was typed.
        found: usize,
    },
    /// Longer than the standard allows.
    TooLong {
        /// The bound.
        most: usize,
        /// What was typed.
        found: usize,
    },
    /// A character that cannot stand there.
    Character {
        /// Where.
        at: usize,
        /// Which.
        found: char,
    },
    /// A character that cannot be seen, or turns the reading direction.
    Invisible {
        /// Where.
        at: usize,
        /// Which.
        found: char,
    },
    /// A letter beyond ASCII where only ASCII may be.
    NotAscii {
        /// Where.
        at: usize,
        /// Which.
        found: char,
    },
    /// Not built as such an identifier is.
    Form,
    /// Begins with a zero, which no such number does, or an arc of an object identifier does.
    LeadingZero,
    /// The first arc of an object identifier is not 0, 1 or 2.
    OidRoot,
    /// The second arc is more than 39 under 0 or 1.
    OidSecond,
    /// A label of a host name that is empty, too long, or has a character it may not have.
    Label {
        /// The label.
        label: String,
    },
    /// A host name of one label only.
    SingleLabel,
    /// An IP address where a name is wanted.
    IpAddress,
    /// A semantics identifier of a type that there is not.
    SemanticsType,
    /// The check digit or character is another.
    CheckDigit {
        /// What it is computed to be.
        expected: char,
        /// What was typed.
        found: char,
    },
    /// The date of birth in it is none.
    Date,
    /// The county in it is none.
    County,
    /// The serial part is one that is not given.
    Serial,
    /// Numbers like this are not given: no check digit fits, or nothing but zeros.
    NeverIssued,
}

impl Fault {
    /// Whether the form is wrong. Else a check fails, which is a warning unless the profile is strict.
    #[must_use]
    pub const fn is_format(&self) -> bool {
        !matches!(
            self,
            Self::CheckDigit { .. } | Self::Date | Self::County | Self::Serial | Self::NeverIssued
        )
    }

    /// A word for the identifier of its sentence.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Length { .. } => "length",
            Self::TooLong { .. } => "too-long",
            Self::Character { .. } => "character",
            Self::Invisible { .. } => "invisible",
            Self::NotAscii { .. } => "not-ascii",
            Self::Form => "form",
            Self::LeadingZero => "leading-zero",
            Self::OidRoot => "oid-root",
            Self::OidSecond => "oid-second",
            Self::Label { .. } => "label",
            Self::SingleLabel => "single-label",
            Self::IpAddress => "ip-address",
            Self::SemanticsType => "semantics-type",
            Self::CheckDigit { .. } => "check-digit",
            Self::Date => "date",
            Self::County => "county",
            Self::Serial => "serial",
            Self::NeverIssued => "never-issued",
        }
    }
}

/// What is worth knowing about an identifier that is right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Remark {
    /// Zeros were put in front: the old, shorter form was typed.
    Padded,
    /// A prefix that is no part of it was left out (`RO`, `urn:oid:`).
    PrefixDropped,
    /// Only the form could be looked at: no check is published.
    FormOnly,
    /// Of the time before check digits (nine digits, born until 1953).
    NoCheckDigit,
    /// The remainder is ten, which was given until 1985 only; the birth is later.
    OldRemainder,
    /// A temporary number (serial 900 to 999).
    Temporary,
    /// Its type is no longer to be used.
    Deprecated,
}

impl Remark {
    /// A word for the identifier of its sentence.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Padded => "padded",
            Self::PrefixDropped => "prefix-dropped",
            Self::FormOnly => "form-only",
            Self::NoCheckDigit => "no-check-digit",
            Self::OldRemainder => "old-remainder",
            Self::Temporary => "temporary",
            Self::Deprecated => "deprecated",
        }
    }
}

//! Look: `tokens`, `show`, `check`, `compare`, `identify`. None of them needs a PIN, but for `check --sign`.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::Args;

use super::check;
use crate::error::Failure;

/// `tokens`: it has no options of its own.
#[derive(Debug, Clone, PartialEq, Eq, Default, Args)]
pub struct TokensArgs {}

/// `show` as typed.
#[allow(clippy::struct_excessive_bools)] // each is an option of its own
#[derive(Debug, Clone, Default, Args)]
pub(super) struct RawShow {
    #[arg(value_name = "ID|FILE|DIR")]
    objects: Vec<OsString>,
    #[arg(long)]
    login: bool,
    #[arg(long)]
    all: bool,
    #[arg(long)]
    full: bool,
    #[arg(long)]
    asn1: bool,
    #[arg(long, value_name = "FORM")]
    serial_format: Option<String>,
}

/// `show`: what is there, as certificates with their keys.
#[allow(clippy::struct_excessive_bools)] // each is an option of its own
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ShowArgs {
    /// Ids, files or folders; none: all tokens.
    pub objects: Vec<OsString>,
    /// Look with the PIN.
    pub login: bool,
    /// Objects that are neither keys nor certificates by name, too.
    pub all: bool,
    /// All that each certificate says.
    pub full: bool,
    /// The ASN.1 of each certificate.
    pub asn1: bool,
    /// How serial numbers are shown to people; `None`: as hex.
    pub serial_format: Option<SerialFormat>,
}

/// The forms in which authorities and issuers print a serial number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SerialFormat {
    /// `2005062500112233`
    Hex,
    /// `20:05:06:…`
    Colon,
    /// `2005 0625 …`
    Groups,
    /// As one decimal number.
    Decimal,
}

impl RawShow {
    /// Checks the form of serial numbers.
    pub(super) fn checked(self) -> Result<ShowArgs, Failure> {
        const FORMS: &[(&str, SerialFormat)] = &[
            ("hex", SerialFormat::Hex),
            ("colon", SerialFormat::Colon),
            ("groups", SerialFormat::Groups),
            ("decimal", SerialFormat::Decimal),
        ];
        let form = |value: &String| check::word("--serial-format", value, FORMS);
        Ok(ShowArgs {
            serial_format: self.serial_format.as_ref().map(form).transpose()?,
            objects: self.objects,
            login: self.login,
            all: self.all,
            full: self.full,
            asn1: self.asn1,
        })
    }
}

/// `revoke`: who revokes a certificate, and where.
#[derive(Debug, Clone, PartialEq, Eq, Default, Args)]
pub struct RevokeArgs {
    /// Which one; `None`: the only one that is known.
    #[arg(value_name = "ID|SERIAL")]
    pub id: Option<String>,
}

/// `compare`: what is registered against the certificate.
#[derive(Debug, Clone, PartialEq, Eq, Default, Args)]
pub struct CompareArgs {
    /// Which one; `None`: the only one that is known.
    #[arg(value_name = "ID|FILE")]
    pub object: Option<OsString>,
    /// The serial number as it is registered.
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    pub serial: Option<String>,
    /// The issuer as it is registered.
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    pub issuer: Option<String>,
    /// The holder as he is registered.
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    pub holder: Option<String>,
}

/// `check`: what is there, and whether it will work.
#[derive(Debug, Clone, PartialEq, Eq, Default, Args)]
pub struct CheckArgs {
    /// Ids, files, folders; all tokens where empty.
    #[arg(value_name = "ID|FILE|DIR")]
    pub objects: Vec<OsString>,
    /// By whose rules.
    #[arg(short = 'p', long, value_name = "PROFILE")]
    pub profile: Option<String>,
    /// Log in, and let each key sign.
    #[arg(long)]
    pub sign: bool,
    /// Days before the end from which it is said.
    #[arg(long, value_name = "N")]
    pub warn_days: Option<u32>,
    /// All findings.
    #[arg(long)]
    pub all: bool,
    /// Files and folders with certificates that are trusted.
    #[arg(long, value_name = "FILE|DIR")]
    pub trust: Vec<PathBuf>,
    /// Files and folders with revocation lists.
    #[arg(long, value_name = "FILE|DIR")]
    pub crl: Vec<PathBuf>,
    /// Whether the addresses in certificates are asked.
    #[arg(long)]
    pub online: bool,
    /// What is written of it.
    #[command(flatten)]
    pub report: ReportArgs,
}

/// The files of `check --report`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Args)]
pub struct ReportArgs {
    /// New files that the result is written into.
    #[arg(long = "report", value_name = "FILE.html|json|csv")]
    pub report: Vec<PathBuf>,
    /// In whose language.
    #[arg(long, value_name = "user|authority|LANG")]
    pub report_lang: Option<String>,
    /// Whether persons are made unknown there.
    #[arg(long)]
    pub redact: bool,
}

/// `identify`: which key, request, purpose a file belongs to.
#[derive(Debug, Clone, PartialEq, Eq, Default, Args)]
pub struct IdentifyArgs {
    /// Certificates and requests.
    #[arg(value_name = "FILE")]
    pub files: Vec<PathBuf>,
}

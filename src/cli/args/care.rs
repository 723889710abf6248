//! Token care and help with numbers: `import`, `export`, `delete`, `tidy`, `forget`, `init`, `explain`.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::Args;

use super::check;
use crate::error::Failure;

/// `export` as typed.
#[derive(Debug, Clone, Default, Args)]
pub(super) struct RawExport {
    #[arg(value_name = "ID|FILE")]
    object: Option<OsString>,
    #[arg(long, value_name = "FORMAT")]
    format: Option<String>,
    #[arg(long, value_name = "CIPHER")]
    cipher: Option<String>,
    #[arg(long, value_name = "WHAT")]
    what: Option<String>,
    #[arg(long)]
    chain: bool,
    #[arg(long, value_name = "CASE")]
    case: Option<String>,
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

/// `export`: public parts (and keys that live in files) out.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ExportArgs {
    /// An id or a file; `None` must be asked for.
    pub object: Option<OsString>,
    /// `None`: PEM.
    pub format: Option<ExportFormat>,
    /// Only with [`ExportFormat::P12`].
    pub cipher: Option<Cipher>,
    /// The public key instead of the certificate.
    pub public_key: bool,
    /// The chain too.
    pub chain: bool,
    /// The case whose authority names the file with a key, and says how it is encrypted.
    pub case: Option<String>,
    /// The file; `None`: standard output.
    pub out: Option<PathBuf>,
}

/// The forms of a certificate in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExportFormat {
    /// Text between BEGIN and END lines.
    Pem,
    /// One certificate as bytes.
    Der,
    /// A PKCS#7 bundle of certificates.
    P7b,
    /// An encrypted PKCS#12 with a key.
    P12,
    /// An encrypted private key in PEM.
    Key,
}

/// How a PKCS#12 is encrypted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cipher {
    /// AES and SHA-256.
    Modern,
    /// What old programs open.
    Legacy,
}

impl RawExport {
    /// Checks the words; a cipher makes sense for PKCS#12 only.
    pub(super) fn checked(self) -> Result<ExportArgs, Failure> {
        const FORMATS: &[(&str, ExportFormat)] = &[
            ("pem", ExportFormat::Pem),
            ("der", ExportFormat::Der),
            ("p7b", ExportFormat::P7b),
            ("p12", ExportFormat::P12),
            ("key", ExportFormat::Key),
        ];
        const WHATS: &[(&str, bool)] = &[("certificate", false), ("public-key", true)];
        const CIPHERS: &[(&str, Cipher)] =
            &[("modern", Cipher::Modern), ("legacy", Cipher::Legacy)];
        let format = self
            .format
            .map(|word| check::word("--format", &word, FORMATS));
        let cipher = self
            .cipher
            .map(|word| check::word("--cipher", &word, CIPHERS));
        let (format, cipher) = (format.transpose()?, cipher.transpose()?);
        if cipher.is_some() && format != Some(ExportFormat::P12) {
            let given = match format {
                Some(ExportFormat::Der) => "--format der",
                Some(ExportFormat::P7b) => "--format p7b",
                Some(ExportFormat::Key) => "--format key",
                _ => "--format pem",
            };
            return Err(check::conflict("--cipher", given));
        }
        if self.case.is_some() {
            let others = [
                ("--cipher", cipher.is_some()),
                ("--out", self.out.is_some()),
                ("--format", format != Some(ExportFormat::P12)),
            ];
            if let Some((other, _)) = others.iter().find(|(_, given)| *given) {
                return Err(check::conflict("--case", other));
            }
        }
        let what = self.what.map(|word| check::word("--what", &word, WHATS));
        let public_key = what.transpose()?.unwrap_or(false);
        if public_key && self.chain {
            return Err(check::conflict("--chain", "--what public-key"));
        }
        let certificates_only = match format {
            Some(ExportFormat::P7b) => Some("--format p7b"),
            Some(ExportFormat::P12) => Some("--format p12"),
            Some(ExportFormat::Key) => Some("--format key"),
            _ => None,
        };
        if let Some(format) = certificates_only.filter(|_| public_key) {
            return Err(check::conflict("--what public-key", format));
        }
        Ok(ExportArgs {
            object: self.object,
            format,
            cipher,
            public_key,
            chain: self.chain,
            case: self.case,
            out: self.out,
        })
    }
}

/// `import`: a key from a file onto the token.
#[derive(Debug, Clone, PartialEq, Eq, Default, Args)]
pub struct ImportArgs {
    /// A `.p12`, `.pfx`, or a file with a private key; `None` must be asked for.
    #[arg(value_name = "FILE")]
    pub file: Option<PathBuf>,
    /// Only the entry of this name.
    #[arg(long, value_name = "NAME")]
    pub entry: Option<String>,
    /// The label on the token.
    #[arg(long, value_name = "LABEL")]
    pub label: Option<String>,
    /// One of the token's fixed places.
    #[arg(long, value_name = "PLACE")]
    pub place: Option<String>,
    /// The authorities' certificates of the file, too.
    #[arg(long)]
    pub ca: bool,
}

/// `pin` as typed.
#[derive(Debug, Clone, Default, Args)]
pub(super) struct RawPin {
    #[arg(value_name = "status|change|unblock")]
    action: Option<String>,
    #[arg(long)]
    so: bool,
}

/// `pin`: states, changes, a new one by the officer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PinArgs {
    /// The state of each.
    #[default]
    Status,
    /// Change one.
    Change {
        /// The officer's instead of the user's.
        officer: bool,
    },
    /// The user's, set anew by the officer.
    Unblock,
}

impl RawPin {
    /// Checks the action; only a change can be of the officer's.
    pub(super) fn checked(self) -> Result<PinArgs, Failure> {
        const ACTIONS: &[(&str, PinArgs)] = &[
            ("status", PinArgs::Status),
            ("change", PinArgs::Change { officer: false }),
            ("unblock", PinArgs::Unblock),
        ];
        let word = self.action.as_deref().unwrap_or("status");
        match check::word("parafa pin", word, ACTIONS)? {
            PinArgs::Change { .. } => Ok(PinArgs::Change { officer: self.so }),
            PinArgs::Status if self.so => Err(check::conflict("--so", "parafa pin status")),
            PinArgs::Unblock if self.so => Err(check::conflict("--so", "parafa pin unblock")),
            other => Ok(other),
        }
    }
}

/// `delete` as typed.
#[derive(Debug, Clone, Default, Args)]
pub(super) struct RawDelete {
    #[arg(value_name = "ID")]
    id: Option<String>,
    #[arg(long, value_name = "WHAT")]
    what: Option<String>,
}

/// `delete`: remove from the token.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DeleteArgs {
    /// Which; `None` must be asked for.
    pub id: Option<String>,
    /// What of it; `None`: only the certificate.
    pub what: Option<DeleteWhat>,
}

/// What is removed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DeleteWhat {
    /// The certificate; the key stays.
    Certificate,
    /// The key; the certificate stays.
    Key,
    /// Both.
    All,
}

impl RawDelete {
    /// Checks the word.
    pub(super) fn checked(self) -> Result<DeleteArgs, Failure> {
        const WORDS: &[(&str, DeleteWhat)] = &[
            ("certificate", DeleteWhat::Certificate),
            ("key", DeleteWhat::Key),
            ("all", DeleteWhat::All),
        ];
        let what = self.what.map(|word| check::word("--what", &word, WORDS));
        Ok(DeleteArgs {
            id: self.id,
            what: what.transpose()?,
        })
    }
}

/// `tidy`: list and remove what is left over.
#[derive(Debug, Clone, PartialEq, Eq, Default, Args)]
pub struct TidyArgs {
    /// A folder instead of the tokens.
    #[arg(value_name = "DIR")]
    pub folder: Option<PathBuf>,
    /// Remove, after the successors' proof.
    #[arg(long)]
    pub remove: bool,
    /// Look with the PIN.
    #[arg(long)]
    pub login: bool,
}

impl TidyArgs {
    /// In a folder, files are listed only.
    pub(super) fn checked(self) -> Result<Self, Failure> {
        if self.remove && self.folder.is_some() {
            return Err(check::conflict("--remove", "DIR"));
        }
        if self.login && self.folder.is_some() {
            return Err(check::conflict("--login", "DIR"));
        }
        Ok(self)
    }
}

/// `forget`: drop a remembered certificate.
#[derive(Debug, Clone, PartialEq, Eq, Default, Args)]
pub struct ForgetArgs {
    /// Which; `None` must be asked for.
    #[arg(value_name = "ID")]
    pub id: Option<String>,
}

/// `init`: initialise a token.
#[derive(Debug, Clone, PartialEq, Eq, Default, Args)]
pub struct InitArgs {
    /// Its new label; `None` must be asked for.
    #[arg(long, value_name = "LABEL")]
    pub label: Option<String>,
}

/// `doctor`: why a token is not seen.
#[derive(Debug, Clone, PartialEq, Eq, Default, Args)]
pub struct DoctorArgs {
    /// A new file for the helpdesk.
    #[arg(long, value_name = "FILE")]
    pub bundle: Option<PathBuf>,
}

/// `explain`: what a number means.
#[derive(Debug, Clone, PartialEq, Eq, Default, Args)]
pub struct ExplainArgs {
    /// `P041`, `41`, `wrong_pin`; `None` must be asked for.
    #[arg(value_name = "NUMBER")]
    pub number: Option<String>,
}

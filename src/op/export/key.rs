//! Keys that live in files, into another file: PKCS#12 with certificate and chain, or encrypted PEM for servers. A key
//! on a token never comes here.

use super::{Export, ExportOutcome, Form, From, To, entry_of, free};
use crate::error::{Code, Failure};
use crate::op::files::{self, Source};
use crate::op::sealed::sealed_failure;
use crate::op::shape::FileRow;
use crate::op::{Setting, sealed};
use crate::secret::Secret;
use crate::token::TokenState;
use crate::x509::pkcs12::{self, Encryption, Entry, Plan};
use crate::x509::{Bundle, Certificate, keyfile};

impl Export {
    /// Opens the file, and writes its key anew under a new password. What is written is opened again first.
    pub(super) fn key(
        &self,
        setting: &mut Setting<'_>,
        form: KeyForm,
    ) -> Result<ExportOutcome, Failure> {
        let From::File(source) = &self.from else {
            return Err(Failure::new(Code::KeyCannotLeave).state(TokenState::NothingChanged));
        };
        self.check_target()?;
        let bundle = self.case.as_deref();
        let bundle = bundle.map(|id| setting.bundle_of(id)).transpose()?;
        if let Some(bundle) = &bundle {
            free(&bundle.path)?;
        }
        let (path, mut entry, chain) = setting.key_in(source)?;
        entry
            .certificates
            .sort_by_key(|one| std::cmp::Reverse(one.not_before()));
        let password = setting.new_password(&path)?;
        let newest = entry.certificates.first();
        let bytes = match form {
            KeyForm::Pem => {
                let _alone = setting.ask.alone();
                keyfile::to_encrypted_pem(&entry.key, &password)
                    .map(String::into_bytes)
                    .map_err(|error| not_written(&path, &error))?
            }
            KeyForm::Pkcs12(encryption) => {
                let encryption = bundle.as_ref().map_or(encryption, |it| it.encryption);
                // Packed anew for an authority, it keeps what was in it.
                let whole = self.chain || self.case.is_some();
                let with_chain: &[Certificate] = if whole { &chain } else { &[] };
                let plan = Plan {
                    key: &entry.key,
                    certificate: newest,
                    chain: with_chain,
                    friendly_name: entry.friendly_name.as_deref(),
                    encryption,
                };
                setting.seal(&plan, &password, &path)?
            }
        };
        if self.to == To::Bytes {
            return Ok(ExportOutcome {
                files: Vec::new(),
                bytes,
            });
        }
        if let (Some(case), Some(newest)) = (&self.case, newest) {
            setting.keep_with(case, newest);
        }
        let name = entry
            .friendly_name
            .clone()
            .or_else(|| newest.and_then(Certificate::holder));
        let extension = match form {
            KeyForm::Pem => "key.pem",
            KeyForm::Pkcs12(_) => "p12",
        };
        let written = if let To::File(path) = &self.to {
            files::write_new(path, &bytes)?
        } else if let Some(bundle) = &bundle {
            files::write_new(&bundle.path, &bytes)?
        } else {
            let hash = entry.key.public_key().map(|key| key.hash().short());
            let stem = files::file_stem(&name.unwrap_or_default());
            let stem = format!("{stem}-{}", hash.unwrap_or_default());
            let folder = self.to.folder();
            files::write_new(&files::free_name(folder, &stem, extension), &bytes)?
        };
        // From the disk, by the password that was given: what cannot be opened is no copy.
        let back = files::read_bytes(&Source::Path(written.clone().into()))?;
        if *back != bytes {
            return Err(sealed_failure(Code::WriteFailed, &written).with("text", "-"));
        }
        Ok(ExportOutcome {
            files: vec![FileRow {
                path: written,
                kind: match form {
                    KeyForm::Pem => "key".to_owned(),
                    KeyForm::Pkcs12(_) => "backup".to_owned(),
                },
                purpose: None,
                sha256: files::sha256(&bytes),
            }],
            bytes: Vec::new(),
        })
    }
}

/// How a key is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyForm {
    /// PKCS#8 under a password, in PEM.
    Pem,
    /// PKCS#12.
    Pkcs12(Encryption),
}

impl Form {
    /// The form of a key, where it is one.
    pub(super) fn of_key(self) -> Option<KeyForm> {
        match self {
            Self::Key(form) => Some(form),
            Self::Pem | Self::Der | Self::P7b => None,
        }
    }
}

impl Setting<'_> {
    /// The one private key of a file, with its certificates, and the certificates that are no key's.
    fn key_in(&mut self, source: &Source) -> Result<(String, Entry, Vec<Certificate>), Failure> {
        let (input, bytes) = files::read_whole(source)?;
        let path = input.path.clone();
        if input.contents.bundle == Some(Bundle::Jks) {
            return Err(sealed_failure(Code::JavaKeyStore, &path));
        }
        let (mut entries, mut chain) = (Vec::new(), Vec::new());
        for sealed in &input.contents.pkcs12 {
            let opened = self.open_pkcs12(&path, sealed)?;
            entries.extend(opened.entries);
            chain.extend(opened.chain);
        }
        if input.contents.private_keys > 0 {
            let key = self.open_key_file(&path, &bytes)?;
            let (entry, others) = entry_of(key, &input.contents.certificates);
            entries.push(entry);
            chain.extend(others);
        }
        let names: Vec<String> = entries
            .iter()
            .map(|entry| {
                entry
                    .friendly_name
                    .clone()
                    .unwrap_or_else(|| "-".to_owned())
            })
            .collect();
        let mut entries = entries.into_iter();
        match (entries.next(), entries.next()) {
            (Some(entry), None) => Ok((path, entry, chain)),
            (None, _) => Err(sealed_failure(Code::NoKeyInFile, &path)),
            (Some(_), Some(_)) => Err(sealed_failure(Code::SeveralMatch, &path)
                .with("value", crate::sanitize::line(&path))
                .with("names", crate::sanitize::line(&names.join(", ")))
                .detail("candidates", names)),
        }
    }

    /// The password of a file that is going to be written: never empty.
    pub(in crate::op) fn new_password(&mut self, path: &str) -> Result<Secret, Failure> {
        let password = self.password_of(path, sealed::Which::New)?;
        if password.is_empty() {
            return Err(sealed_failure(Code::PasswordEmpty, path));
        }
        if !pkcs12::opens_everywhere(&password) {
            self.notice(crate::error::Notice::new(Code::PasswordNotAscii));
        }
        let length = std::str::from_utf8(password.expose())
            .map_or(password.len(), |text| text.chars().count());
        if length < SHORT {
            let notice = crate::error::Notice::new(Code::PasswordShort);
            self.notice(notice.with("limit", SHORT));
        }
        Ok(password)
    }
}

/// A password of fewer characters is told to be short: whoever has the file can try as often as he likes.
const SHORT: usize = 8;

fn not_written(path: &str, error: &dyn std::error::Error) -> Failure {
    sealed_failure(Code::WriteFailed, path).with("text", error)
}

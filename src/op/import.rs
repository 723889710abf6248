//! `import`: keys with their certificates from a file onto the token. Such a key was not born there, and counts as such
//! for ever: a copy of it lies in a file.

mod numbers;
mod write;

use schemars::JsonSchema;
use serde::Serialize;

use super::Setting;
use super::files::{self, Input, Source};
use super::sealed::sealed_failure;
use super::select::Selector;
use super::shape::{CertificateRow, InstalledRow, certificate_row};
use super::signing::Proof;
use super::view::Depth;
use crate::child::Place;
use crate::error::{Code, Failure, Notice};
use crate::secret::Secret;
use crate::token::{Access, ImportWay, KeyId, TokenState, token_uri};
use crate::x509::{Bundle, Certificate};
pub(super) use numbers::Numbers;
pub(super) use write::Wanted;
use write::Written;

/// What to import, and how.
#[derive(Debug, Clone)]
pub struct Import {
    /// The file.
    pub input: Source,
    /// Only the entry of this name; all where `None`.
    pub entry: Option<String>,
    /// The label on the token; else the entry's own name.
    pub label: Option<String>,
    /// One of the token's fixed places.
    pub place: Option<String>,
    /// Write the authorities' certificates of the file, too.
    pub chain: bool,
}

/// A key that came from a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ImportedRow {
    /// `CKA_ID` in lower-case hex.
    pub id: Option<String>,
    /// The token's URI.
    pub token: String,
    /// The label on the token.
    pub label: Option<String>,
    /// SHA-256 of the public key's SubjectPublicKeyInfo.
    pub key_sha256: String,
    /// `rsa2048`, `p256` …
    #[serde(rename = "type")]
    pub key_type: String,
    /// Always `false`: a copy lies in a file.
    pub born_on_token: bool,
    /// How it got in: `created` or `unwrapped`; `null` where it was there before.
    pub way: Option<Way>,
    /// How the pair was proved.
    pub proof: Proof,
}

/// How a key got into the token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Way {
    /// Handed over as it is, through the driver.
    Created,
    /// Encrypted under a key of the session, and decrypted by the token.
    Unwrapped,
}

/// The answer of `import`.
#[derive(Debug, Default, Serialize, JsonSchema)]
pub struct ImportOutcome {
    /// Keys that are on the token now.
    pub imported: Vec<ImportedRow>,
    /// Certificates put in place beside them.
    pub installed: Vec<InstalledRow>,
    /// The authorities' certificates of the file.
    pub chain: Vec<CertificateRow>,
    /// How many of those were written to the token.
    pub chain_written: u32,
}

/// Room for a label, in bytes.
const LABEL_BYTES: usize = 255;

/// A key of the file, ready for a token.
pub(super) struct Candidate {
    name: Option<String>,
    numbers: Numbers,
    secret: Secret,
    certificates: Vec<Certificate>,
}

impl Import {
    /// Everything in a file, under its own names.
    #[must_use]
    pub fn all_of(input: Source) -> Self {
        Self {
            input,
            entry: None,
            label: None,
            place: None,
            chain: false,
        }
    }

    /// Imports. Everything that can be refused without the token is refused before it is looked for.
    pub fn run(&self, setting: &mut Setting<'_>) -> Result<ImportOutcome, Failure> {
        let (input, bytes) = files::read_whole(&self.input)?;
        let (candidates, chain) = self.candidates(setting, &input, &bytes)?;
        // There may be a key in clear in it.
        drop(bytes);
        let outcome = setting.import_all(self, &input.path, candidates, &chain)?;
        let profiles = crate::profile::Profiles::load(setting.paths);
        setting.follow(&profiles, &[]);
        Ok(outcome)
    }

    /// The same command once more, with all that decides what it does.
    fn again(&self, path: &str, token: Option<&Selector>) -> String {
        let mut words = vec!["parafa import".to_owned(), files::quoted(path)];
        let named = [
            ("--entry", self.entry.as_deref()),
            ("--label", self.label.as_deref()),
            ("--place", self.place.as_deref()),
            ("-t", token.map(Selector::as_typed)),
        ];
        for (option, value) in named {
            words.extend(value.map(|value| format!("{option} {}", files::quoted(value))));
        }
        words.extend(self.chain.then(|| "--ca".to_owned()));
        words.join(" ")
    }

    /// The keys that are meant, and the authorities.
    fn candidates(
        &self,
        setting: &mut Setting<'_>,
        input: &Input,
        bytes: &[u8],
    ) -> Result<(Vec<Candidate>, Vec<Certificate>), Failure> {
        let (mut all, mut chain) = setting.sealed_keys(input)?;
        if input.contents.private_keys > 0 {
            let (key, others) = setting.bare_key(input, bytes)?;
            all.push(key);
            chain.extend(others);
        }
        if all.is_empty() {
            return Err(sealed_failure(Code::NoKeyInFile, &input.path));
        }
        if let Some(name) = &self.entry {
            let names: Vec<String> = all.iter().filter_map(|one| one.name.clone()).collect();
            all.retain(|one| one.name.as_ref() == Some(name));
            if all.is_empty() {
                return Err(sealed_failure(Code::EntryNotFound, &input.path)
                    .with("value", crate::sanitize::line(name))
                    .with("names", crate::sanitize::line(&names.join(", ")))
                    .detail("entries", names));
            }
        }
        if self.label.is_some() && all.len() > 1 {
            let names: Vec<String> = all.iter().filter_map(|one| one.name.clone()).collect();
            return Err(sealed_failure(Code::SeveralKeysInFile, &input.path)
                .with("count", all.len())
                .with("names", crate::sanitize::line(&names.join(", ")))
                .detail("entries", names));
        }
        Ok((all, chain))
    }
}

impl Setting<'_> {
    /// The keys of the PKCS#12 files in an input with their certificates, and the certificates that are no key's.
    pub(super) fn sealed_keys(
        &mut self,
        input: &Input,
    ) -> Result<(Vec<Candidate>, Vec<Certificate>), Failure> {
        let path = input.path.as_str();
        if input.contents.bundle == Some(Bundle::Jks) {
            return Err(sealed_failure(Code::JavaKeyStore, path));
        }
        let (mut all, mut chain) = (Vec::new(), Vec::new());
        for sealed in &input.contents.pkcs12 {
            let opened = self.open_pkcs12(path, sealed)?;
            for entry in &opened.entries {
                let key = Numbers::of(&entry.key, path)?;
                let name = entry.friendly_name.clone();
                all.push(candidate(key, name, entry.certificates.clone()));
            }
            chain.extend(opened.chain);
        }
        Ok((all, chain))
    }

    /// The private key of a file of its own, with the certificates beside it that are its own, and the others.
    fn bare_key(
        &mut self,
        input: &Input,
        bytes: &[u8],
    ) -> Result<(Candidate, Vec<Certificate>), Failure> {
        let key = self.open_key_file(&input.path, bytes)?;
        let (numbers, secret) = Numbers::of(&key, &input.path)?;
        let certificates = input.contents.certificates.iter().cloned();
        let (own, others): (Vec<_>, Vec<_>) = certificates.partition(|one| of_key(one, &numbers));
        Ok((candidate((numbers, secret), None, own), others))
    }

    /// One log-in, then key after key.
    pub(super) fn import_all(
        &mut self,
        import: &Import,
        path: &str,
        candidates: Vec<Candidate>,
        chain: &[Certificate],
    ) -> Result<ImportOutcome, Failure> {
        // A certificate of another key is no authority's.
        let (chain, strangers): (Vec<_>, Vec<_>) =
            chain.iter().cloned().partition(Certificate::is_ca);
        for one in &strangers {
            let name = one.holder().unwrap_or_else(|| one.subject());
            self.notice(
                Notice::new(Code::OtherCertificate)
                    .with("file", crate::sanitize::line(path))
                    .with("name", crate::sanitize::line(&name)),
            );
        }
        if let Some(label) = &import.label {
            super::label::check(label, LABEL_BYTES)?;
        }
        self.open_tokens()?;
        let place = self.one_token()?;
        self.may_write(place)?;
        for one in &candidates {
            // Without a way to sign it could not be proved, nor be used by anybody.
            self.ways_to_sign(place, one.numbers.key_type)?;
        }
        self.journal_ready()?;
        let role = self.writing_role(place);
        self.unlock(place, role, Access::Write)?;
        let again = import.again(path, self.selector.as_ref());
        self.again = Some(again.clone());
        let mut outcome = ImportOutcome::default();
        for one in candidates {
            self.import_one(place, import, path, one, &mut outcome)?;
        }
        self.authorities(place, import, &chain, &mut outcome)
            .map_err(|failure| failure.go_on(again))?;
        self.again = None;
        Ok(outcome)
    }

    fn import_one(
        &mut self,
        place: Place,
        import: &Import,
        path: &str,
        one: Candidate,
        outcome: &mut ImportOutcome,
    ) -> Result<(), Failure> {
        let before = self.view(place, Depth::Known)?;
        if !before.complete {
            return Err(Failure::new(Code::ViewIncomplete).state(TokenState::NothingChanged));
        }
        self.settle(place, &before);
        let newest = one.certificates.first();
        if let Some(ended) = newest.filter(|it| it.not_after() < self.now) {
            let date = ended.not_after().strftime("%Y-%m-%d");
            self.notice(
                Notice::new(Code::Expired)
                    .with("date", date)
                    .with("file", crate::sanitize::line(path)),
            );
        }
        let named = import.label.clone().or_else(|| one.name.clone());
        let label = named
            .or_else(|| newest.and_then(Certificate::holder))
            .unwrap_or_else(|| "parafa".to_owned());
        let wanted = Wanted {
            numbers: &one.numbers,
            label: &label,
            certificate: newest,
            usage: None,
            fixed: import.place.as_deref(),
            resume: self.again.clone().unwrap_or_default(),
            case: None,
        };
        let Written {
            key,
            proof,
            way,
            mut view,
        } = self.write_key(place, &wanted, one.secret, before)?;
        let token = self.tokens.token(place).map(|token| &token.id);
        outcome.imported.push(ImportedRow {
            id: key.id.as_ref().map(KeyId::hex),
            token: token_uri(place.slot, token),
            label: key.label.clone(),
            key_sha256: one.numbers.public.hash().hex(),
            key_type: one.numbers.key_type.name(),
            born_on_token: false,
            way: way.map(Way::from),
            proof,
        });
        // The oldest first: where a token keeps one certificate per key, the newest stays.
        for certificate in one.certificates.iter().rev() {
            let hash = certificate.sha256();
            let mut there = view.certificates.iter();
            if there.any(|seen| seen.certificate.sha256() == hash) {
                continue;
            }
            let put = self.put_beside(place, &key, path, certificate, view.clone());
            outcome
                .installed
                .push(put.map_err(|failure| failure.go_on(wanted.resume.clone()))?);
            view = self.view(place, Depth::Known)?;
        }
        Ok(())
    }

    fn authorities(
        &mut self,
        place: Place,
        import: &Import,
        chain: &[Certificate],
        outcome: &mut ImportOutcome,
    ) -> Result<(), Failure> {
        for certificate in chain {
            outcome
                .chain
                .push(certificate_row(certificate, false, self.now));
            if import.chain && certificate.is_ca() {
                let view = self.view(place, Depth::Known)?;
                let written = self.put_authority(place, certificate, &view)?;
                outcome.chain_written += u32::from(written);
            }
        }
        Ok(())
    }
}

/// The certificates of a key, the newest first.
fn candidate(
    (numbers, secret): (Numbers, Secret),
    name: Option<String>,
    mut own: Vec<Certificate>,
) -> Candidate {
    own.sort_by_key(|one| std::cmp::Reverse(one.not_before()));
    Candidate {
        name,
        numbers,
        secret,
        certificates: own,
    }
}

fn of_key(certificate: &Certificate, numbers: &Numbers) -> bool {
    let key = certificate.public_key();
    key.is_ok_and(|key| key.hash() == numbers.public.hash())
}

impl From<ImportWay> for Way {
    fn from(way: ImportWay) -> Self {
        match way {
            ImportWay::Created => Self::Created,
            ImportWay::Unwrapped => Self::Unwrapped,
        }
    }
}

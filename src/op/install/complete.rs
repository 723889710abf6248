//! Files that a request recorded: the certificate is added to the encrypted key in them. The old file stays until the
//! new one was written, read again from the disk, and opened.

use std::path::Path;

use serde_json::{Value, json};

use super::gather::Given;
use crate::error::{Code, Failure};
use crate::journal::RequestRecord;
use crate::op::Setting;
use crate::op::files::{self, Source};
use crate::op::request::Store;
use crate::op::sealed::sealed_failure;
use crate::op::shape::{CompletedRow, FileRow};
use crate::x509::pkcs12::{Encryption, Entry, Integrity, Plan};
use crate::x509::{Certificate, PublicKey, SoftKey, SoftKeyError, signing};

/// A file with the key of a certificate, as the journal has it.
pub(super) struct Recorded {
    pub(super) path: String,
    /// The request that wrote it; `None` for one that was named.
    case: Option<RequestRecord>,
    /// The key lives nowhere else.
    pub(super) only_here: bool,
}

/// The PKCS#12 that a case wrote.
fn backup_of(case: &RequestRecord) -> Option<Recorded> {
    let rows = case.files.as_array()?.clone();
    let row = rows
        .into_iter()
        .filter_map(|row| serde_json::from_value::<FileRow>(row).ok())
        .find(|row| row.kind == "backup")?;
    let store = case.plan.get("store").and_then(|store| store.as_str());
    Some(Recorded {
        path: row.path,
        only_here: store == Some(Store::File.name()),
        case: Some(case.clone()),
    })
}

impl Recorded {
    /// A file that was named.
    pub(super) fn named(path: &Path) -> Self {
        Self {
            path: files::absolute(path),
            only_here: true,
            case: None,
        }
    }

    /// Whether this file, as it is now, was completed with this certificate: known without its password.
    pub(super) fn has(&self, certificate: &Certificate) -> bool {
        let rows = self.case.as_ref().and_then(|case| case.files.as_array());
        let sha256 = certificate.sha256();
        let mut rows = rows.into_iter().flatten();
        let known = rows.any(|row| {
            row.get("kind").is_some_and(|kind| kind == COMPLETED)
                && row.get("certificate").is_some_and(|it| *it == sha256)
                && row.get("sha256").and_then(Value::as_str) == self.digest().as_deref()
        });
        known && self.case.is_some()
    }

    fn digest(&self) -> Option<String> {
        let bytes = files::read_bytes(&Source::Path(self.path.clone().into())).ok()?;
        Some(files::sha256(&bytes))
    }
}

/// The kind of a case's row that tells of a completed file.
const COMPLETED: &str = "completed";

impl Setting<'_> {
    /// The file with this certificate's key, where a request on this computer wrote one.
    pub(super) fn recorded(&mut self, certificate: &Certificate) -> Option<Recorded> {
        let key = certificate.public_key().ok()?.hash();
        let cases = self.journal.lenient(crate::journal::Journal::requests);
        cases
            .iter()
            .rev()
            .filter(|case| case.key == Some(key))
            .find_map(backup_of)
    }

    /// Adds the certificate and the authorities to the file, and writes down that it has them.
    pub(super) fn complete(
        &mut self,
        file: &Recorded,
        one: &Given,
        authorities: &[Given],
    ) -> Result<CompletedRow, Failure> {
        let row = self.add_to_file(&file.path, one, authorities)?;
        if let Some(mut case) = file.case.clone()
            && let Some(rows) = case.files.as_array_mut()
        {
            rows.retain(|row| row.get("kind").is_none_or(|kind| kind != COMPLETED));
            rows.push(json!({
                "kind": COMPLETED, "path": file.path, "sha256": file.digest(),
                "certificate": one.certificate.sha256(),
            }));
            if let Err(error) = self.journal.update_request(&case) {
                tracing::warn!(%error, "a completed file could not be written down");
            }
        }
        Ok(row)
    }

    /// Proves the pair first.
    fn add_to_file(
        &mut self,
        path: &str,
        one: &Given,
        authorities: &[Given],
    ) -> Result<CompletedRow, Failure> {
        let source = Source::Path(path.into());
        let input = files::read(&source)?;
        let key = one.certificate.public_key().ok().map(|key| key.hash());
        let ours =
            |entry: &Entry| key.is_some() && entry.key.public_key().map(PublicKey::hash) == key;
        let Some(sealed) = input.contents.pkcs12.first() else {
            return Err(sealed_failure(Code::NoKeyInFile, path));
        };
        let (opened, password) = self.open_with_password(path, sealed)?;
        let Some(entry) = opened.entries.iter().find(|entry| ours(entry)) else {
            return Err(sealed_failure(Code::NoKeyInFile, path));
        };
        self.prove_in_file(path, entry, &one.certificate)?;
        let row = CompletedRow {
            path: path.to_owned(),
        };
        if entry.certificates.first() == Some(&one.certificate) {
            return Ok(row);
        }
        let given = authorities.iter().map(|one| one.certificate.clone());
        let chain: Vec<Certificate> = given
            .chain(opened.chain.iter().cloned())
            // An earlier certificate of the same key stays in the file.
            .chain(entry.certificates.iter().cloned())
            .collect();
        let plan = Plan {
            key: &entry.key,
            certificate: Some(&one.certificate),
            chain: &chain,
            friendly_name: entry.friendly_name.as_deref(),
            encryption: encryption_of(&opened.integrity),
        };
        let bytes = self.seal(&plan, &password, path)?;
        files::replace(path.as_ref(), &bytes)?;
        Ok(row)
    }

    /// By a signature; of a key that is not used in memory, the public halves were compared.
    fn prove_in_file(
        &self,
        path: &str,
        entry: &Entry,
        certificate: &Certificate,
    ) -> Result<(), Failure> {
        let text = signing::proof_text(path, self.now);
        match SoftKey::from_pkcs8(entry.key.pkcs8_der()) {
            Ok(key) => key
                .prove(certificate, &text)
                .map_err(|error| sealed_failure(Code::ProofFailed, path).with("text", error)),
            Err(SoftKeyError::Unsupported { .. }) => Ok(()),
            Err(error) => Err(sealed_failure(Code::ContainerDamaged, path).with("text", error)),
        }
    }
}

/// As old as the file was: who reads it may read nothing newer.
fn encryption_of(integrity: &Integrity) -> Encryption {
    match integrity {
        Integrity::Mac { name, .. } if name == "HMAC-SHA-1" => Encryption::Legacy,
        _ => Encryption::Modern,
    }
}

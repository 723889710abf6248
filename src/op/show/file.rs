//! What is in a file: certificates, requests, and after its password the keys of a PKCS#12.

use jiff::Timestamp;

use crate::error::{Code, Failure, Notice};
use crate::op::shape::{
    CertificateRow, FileShow, IdentityRow, IdentityState, KeyRow, certificate_row, time_state,
};
use crate::op::{Setting, files};
use crate::x509::pkcs12::Entry;
use crate::x509::{Certificate, Contents, PublicKey, Request};

/// What is in one file. Only of one that was named itself a person is asked the password.
pub(super) fn file_show(
    setting: &mut Setting<'_>,
    path: &str,
    contents: &Contents,
    single: bool,
) -> Result<Option<FileShow>, Failure> {
    if !contents.pkcs12.is_empty() {
        match sealed_show(setting, path, contents, single) {
            Err(failure) if !single => {
                // Without any password it is one closed file among others.
                let closed = files::unusable(path, contents);
                let closed = closed.filter(|_| failure.code == Code::PasswordNeeded);
                let told = closed.unwrap_or(failure);
                setting.notice(Notice {
                    code: told.code,
                    args: told.args,
                });
            }
            other => return other.map(Some),
        }
    }
    let nothing = contents.certificates.is_empty() && contents.requests.is_empty();
    let told = !single && !contents.pkcs12.is_empty();
    if let Some(failure) = files::unusable(path, contents).filter(|_| !told) {
        if nothing && single {
            return Err(failure);
        }
        setting.notice(Notice {
            code: failure.code,
            args: failure.args,
        });
    }
    if nothing {
        return Ok(None);
    }
    Ok(Some(plain_show(setting.now, path, contents)))
}

fn plain_show(now: Timestamp, path: &str, contents: &Contents) -> FileShow {
    let (mut identities, chain) = rows(&contents.certificates, now);
    identities.extend(contents.requests.iter().map(request_row));
    FileShow {
        path: path.to_owned(),
        identities,
        chain,
    }
}

/// Keys with their certificates, after the password.
fn sealed_show(
    setting: &mut Setting<'_>,
    path: &str,
    contents: &Contents,
    single: bool,
) -> Result<FileShow, Failure> {
    let mut show = plain_show(setting.now, path, contents);
    for sealed in &contents.pkcs12 {
        let opened = if single {
            setting.open_pkcs12(path, sealed)?
        } else {
            setting.open_quietly(path, sealed)?
        };
        let entries = opened.entries.iter();
        show.identities
            .extend(entries.map(|entry| entry_row(entry, setting.now)));
        let (alone, chain) = rows(&opened.chain, setting.now);
        show.identities.extend(alone);
        show.chain.extend(chain);
    }
    Ok(show)
}

/// A private key in a file: a copy of it can be made at any time.
fn entry_row(entry: &Entry, now: Timestamp) -> IdentityRow {
    let public = entry.key.public_key();
    let newest = entry
        .certificates
        .iter()
        .max_by_key(|certificate| certificate.not_before());
    IdentityRow {
        id: entry.local_key_id.as_ref().map(hex::encode),
        key_sha256: public.map(|key| key.hash().hex()),
        label: entry
            .friendly_name
            .clone()
            .or_else(|| newest.and_then(Certificate::holder)),
        state: newest.map_or(IdentityState::AwaitingCertificate, |certificate| {
            time_state(certificate, now)
        }),
        key: Some(KeyRow {
            seen: "private".to_owned(),
            kind: Some(entry.key.kind().to_owned()),
            on_token: Some(false),
            extractable: Some(true),
            sensitive: Some(false),
            always_authenticate: Some(false),
            ..public.map_or_else(KeyRow::default, public_row)
        }),
        certificates: entry
            .certificates
            .iter()
            .map(|certificate| certificate_row(certificate, false, now))
            .collect(),
    }
}

/// Certificates by themselves: those of persons and machines, and those of authorities.
fn rows(all: &[Certificate], now: Timestamp) -> (Vec<IdentityRow>, Vec<CertificateRow>) {
    let (ca, leaf): (Vec<_>, Vec<_>) = all.iter().partition(|certificate| certificate.is_ca());
    let identities = leaf
        .iter()
        .map(|certificate| IdentityRow {
            id: None,
            key_sha256: certificate.public_key().ok().map(|key| key.hash().hex()),
            label: certificate.holder(),
            state: time_state(certificate, now),
            key: certificate.public_key().ok().map(|key| public_row(&key)),
            certificates: vec![certificate_row(certificate, false, now)],
        })
        .collect();
    let chain = ca
        .iter()
        .map(|certificate| certificate_row(certificate, false, now))
        .collect();
    (identities, chain)
}

/// A request in a file: a key that waits for its certificate.
fn request_row(request: &Request) -> IdentityRow {
    let key = request.public_key().ok();
    IdentityRow {
        id: None,
        key_sha256: key.as_ref().map(|key| key.hash().hex()),
        label: Some(request.subject()),
        state: IdentityState::AwaitingCertificate,
        key: key.as_ref().map(public_row),
        certificates: Vec::new(),
    }
}

fn public_row(key: &PublicKey) -> KeyRow {
    KeyRow {
        seen: "public".to_owned(),
        kind: Some(key.kind().to_owned()),
        bits: key.bits(),
        curve: key.curve().map(|curve| curve.name().to_owned()),
        on_token: None,
        extractable: None,
        sensitive: None,
        always_authenticate: None,
        usage: None,
    }
}

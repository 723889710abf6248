//! Writing: as OpenSSL lays a file out, which every program reads.

use sha1::{Digest, Sha1};
use zeroize::Zeroizing;

use super::mac::Mac;
use super::{Pkcs12Error, open};
use crate::secret::Secret;
use crate::x509::certificate::Certificate;
use crate::x509::pbe::kdf::Prf;
use crate::x509::pbe::{Form, Scheme, password};
use crate::x509::private::PrivateKey;
use crate::x509::tlv::{integer, octets, oid, sequence, tlv};
use crate::x509::walk::tag;

/// How a file is encrypted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Encryption {
    /// PBES2 with AES-256-CBC, PBKDF2 with HMAC-SHA-256 and [`Encryption::iterations`] rounds; MAC with SHA-256 and as many.
    /// Read by OpenSSL 1.1, Java 8u301, Windows 10 (1709) and NSS 3.31, and what is newer.
    #[default]
    Modern,
    /// 3DES and SHA-1 throughout, for Windows 7, Java 6 and what is as old. Weak: the password must carry it.
    Legacy,
}

/// What shall go into a file.
#[derive(Debug, Clone, Copy)]
pub struct Plan<'a> {
    /// The key.
    pub key: &'a PrivateKey,
    /// Its certificate; none while it is awaited.
    pub certificate: Option<&'a Certificate>,
    /// The authorities' certificates, in this order; the key's own and doubles are left out.
    pub chain: &'a [Certificate],
    /// What the user will see it called.
    pub friendly_name: Option<&'a str>,
    /// How it is encrypted.
    pub encryption: Encryption,
}

/// Why no file was made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WriteError {
    /// An empty password protects nothing.
    #[error("empty password")]
    EmptyPassword,
    /// A password that is not UTF-8 means something else to each program.
    #[error("password not UTF-8")]
    Password,
    /// The certificate is another key's.
    #[error("certificate of another key")]
    AnotherKey,
    /// The system gave no random bytes.
    #[error("no random bytes")]
    Random,
    /// What was written does not open again with the same content; it was thrown away.
    #[error("not readable again")]
    NotReadBack(#[source] Option<Pkcs12Error>),
}

/// Rounds of key derivation, of the encryption and of the MAC: an attacker takes the cheaper.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rounds {
    pub(super) cipher: u32,
    pub(super) mac: u32,
}

impl Encryption {
    /// Rounds of the key derivation for each encrypted part, and for the MAC.
    #[must_use]
    pub fn iterations(self) -> u32 {
        match self {
            Self::Modern => 600_000,
            Self::Legacy => 100_000,
        }
    }

    fn scheme(self, rounds: Rounds) -> Option<Scheme> {
        match self {
            Self::Modern => Scheme::modern(rounds.cipher),
            Self::Legacy => Scheme::legacy(rounds.cipher),
        }
    }

    fn mac(self) -> Prf {
        match self {
            Self::Modern => Prf::Sha256,
            Self::Legacy => Prf::Sha1,
        }
    }
}

/// Makes a file and opens it again with the reader of this crate before it is given out: the same key, certificate and
/// chain came out of it. Takes a second or two.
///
/// `localKeyId` is the SHA-1 of the certificate, as OpenSSL and Windows have it; without one, of the public key.
pub fn write(plan: &Plan<'_>, password: &Secret) -> Result<Vec<u8>, WriteError> {
    let iterations = plan.encryption.iterations();
    let rounds = Rounds {
        cipher: iterations,
        mac: iterations,
    };
    write_with(plan, password, rounds)
}

/// Whether every program can be given this password: Java takes only ASCII ("Password is not ASCII").
#[must_use]
pub fn opens_everywhere(password: &Secret) -> bool {
    !password.is_empty() && password.expose().is_ascii()
}

pub(super) fn write_with(
    plan: &Plan<'_>,
    password: &Secret,
    rounds: Rounds,
) -> Result<Vec<u8>, WriteError> {
    if password.is_empty() {
        return Err(WriteError::EmptyPassword);
    }
    let form = password::standard(password).ok_or(WriteError::Password)?;
    if let Some(certificate) = plan.certificate {
        let theirs = certificate.public_key().ok();
        if theirs.is_none() || theirs.as_ref() != plan.key.public_key() {
            return Err(WriteError::AnotherKey);
        }
    }
    let bytes = assembled(plan, &form, rounds).ok_or(WriteError::Random)?;
    read_back(plan, &bytes, password)?;
    Ok(bytes)
}

const DATA: &[u8] = &[0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 7, 1];
const ENCRYPTED_DATA: &[u8] = &[0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 7, 6];
const SHROUDED_KEY: &[u8] = &[0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 12, 10, 1, 2];
const CERTIFICATE: &[u8] = &[0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 12, 10, 1, 3];
const X509: &[u8] = &[0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 9, 22, 1];
const FRIENDLY_NAME: &[u8] = &[0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 9, 20];
const LOCAL_KEY_ID: &[u8] = &[0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 9, 21];

fn assembled(plan: &Plan<'_>, form: &Form, rounds: Rounds) -> Option<Vec<u8>> {
    let attributes = attributes(plan);
    let certificates: Vec<_> = listed(plan)
        .map(|one| {
            let own = Some(one) == plan.certificate;
            let cert = sequence(&[&oid(X509), &explicit(&octets(one.der()))]);
            let said: &[u8] = if own { &attributes } else { &[] };
            sequence(&[&oid(CERTIFICATE), &explicit(&cert), said])
        })
        .collect();
    let mut safes: Vec<Zeroizing<Vec<u8>>> = Vec::new();
    if !certificates.is_empty() {
        let bags: Vec<&[u8]> = certificates.iter().map(|bag| bag.as_slice()).collect();
        safes.push(encrypted_safe(plan, form, rounds, &sequence(&bags))?);
    }
    let key = encrypted_key(plan.key, &plan.encryption.scheme(rounds)?, form)?;
    let bag = sequence(&[&oid(SHROUDED_KEY), &explicit(&key), &attributes]);
    safes.push(data(&sequence(&[&bag])));
    let safes: Vec<&[u8]> = safes.iter().map(|safe| safe.as_slice()).collect();
    let content = sequence(&safes);
    let mac = Mac::made(plan.encryption.mac(), rounds.mac, form, &content)?;
    Some(sequence(&[&integer(3), &data(&content), &mac]).to_vec())
}

/// The certificates as they go in: the key's own, then the chain, each once.
fn listed<'a>(plan: &Plan<'a>) -> impl Iterator<Item = &'a Certificate> {
    let mut all: Vec<&Certificate> = Vec::new();
    for one in plan.certificate.into_iter().chain(plan.chain) {
        if !all.contains(&one) {
            all.push(one);
        }
    }
    all.into_iter()
}

/// `EncryptedPrivateKeyInfo` (RFC 5958 §3).
pub(crate) fn encrypted_key(
    key: &PrivateKey,
    scheme: &Scheme,
    form: &Form,
) -> Option<Zeroizing<Vec<u8>>> {
    let encrypted = scheme.encrypt(form, key.pkcs8_der())?;
    Some(sequence(&[&scheme.to_der(), &octets(&encrypted)]))
}

/// A `ContentInfo` with `EncryptedData` (RFC 5652 §8).
fn encrypted_safe(
    plan: &Plan<'_>,
    form: &Form,
    rounds: Rounds,
    contents: &[u8],
) -> Option<Zeroizing<Vec<u8>>> {
    let scheme = plan.encryption.scheme(rounds)?;
    let encrypted = scheme.encrypt(form, contents)?;
    // [0] IMPLICIT OCTET STRING
    let content = tlv(0x80, &[&encrypted]);
    let info = sequence(&[&oid(DATA), &scheme.to_der(), &content]);
    let encrypted = sequence(&[&integer(0), &info]);
    Some(sequence(&[&oid(ENCRYPTED_DATA), &explicit(&encrypted)]))
}

fn data(content: &[u8]) -> Zeroizing<Vec<u8>> {
    sequence(&[&oid(DATA), &explicit(&octets(content))])
}

fn explicit(content: &[u8]) -> Zeroizing<Vec<u8>> {
    tlv(tag::CONTEXT_0, &[content])
}

/// Name and id, which join key and certificate; sorted as a SET OF is (X.690 §11.6).
fn attributes(plan: &Plan<'_>) -> Zeroizing<Vec<u8>> {
    let attribute = |name: &[u8], value: &[u8]| sequence(&[&oid(name), &tlv(tag::SET, &[value])]);
    let mut all = vec![attribute(LOCAL_KEY_ID, &octets(&local_key_id(plan)))];
    if let Some(name) = plan.friendly_name.filter(|name| !name.is_empty()) {
        let units: Vec<u8> = name.encode_utf16().flat_map(u16::to_be_bytes).collect();
        all.push(attribute(FRIENDLY_NAME, &tlv(0x1E, &[&units])));
    }
    all.sort_unstable_by(|one, other| one.as_slice().cmp(other));
    let parts: Vec<&[u8]> = all.iter().map(|one| one.as_slice()).collect();
    tlv(tag::SET, &parts)
}

fn local_key_id(plan: &Plan<'_>) -> Vec<u8> {
    let public = || plan.key.public_key().map_or(&[][..], |key| key.spki_der());
    let named = plan.certificate.map_or_else(public, Certificate::der);
    Sha1::digest(named).to_vec()
}

fn read_back(plan: &Plan<'_>, bytes: &[u8], password: &Secret) -> Result<(), WriteError> {
    let read = open(bytes, password).map_err(|error| WriteError::NotReadBack(Some(error)))?;
    let [entry] = read.entries.as_slice() else {
        return Err(WriteError::NotReadBack(None));
    };
    let all = entry.certificates.iter().chain(&read.chain);
    let same = entry.key.pkcs8_der() == plan.key.pkcs8_der()
        && entry.friendly_name.as_deref() == plan.friendly_name.filter(|name| !name.is_empty())
        && all.count() == listed(plan).count()
        && listed(plan).all(|one| entry.certificates.contains(one) || read.chain.contains(one));
    if same {
        Ok(())
    } else {
        Err(WriteError::NotReadBack(None))
    }
}

//! A stand-in authority for demonstrations: it signs whatever it is asked to and says so in its name.
//!
//! Its own key is nobody's and lives as long as the demonstration: the lint on private keys in software is lifted here.
#![allow(clippy::disallowed_types)]

use std::time::SystemTime;

use der::asn1::OctetString;
use der::{Decode, Encode};
use jiff::{SignedDuration, Timestamp};
use p256::ecdsa::{DerSignature, SigningKey};
use p256::pkcs8::EncodePublicKey;
use sha1::{Digest, Sha1};
use spki::{SubjectPublicKeyInfoOwned, SubjectPublicKeyInfoRef};
use x509_cert::TbsCertificate;
use x509_cert::builder::profile::BuilderProfile;
use x509_cert::builder::{Builder, CertificateBuilder};
use x509_cert::ext::pkix::{AuthorityKeyIdentifier, BasicConstraints, SubjectKeyIdentifier};
use x509_cert::ext::{Extension, ToExtension};
use x509_cert::name::Name;
use x509_cert::serial_number::SerialNumber;
use x509_cert::time::{Time, Validity};

use super::certificate::{Certificate, CertificateError};
use super::csr::{Request, RequestError};
use super::extensions::{ALT_NAMES, EXTENDED_KEY_USAGE, KEY_USAGE};
use super::subject::{Subject, SubjectError};
use super::usage::{ExtendedKeyUsage, KeyUsage, UsageError};

/// An authority whose key lives as long as this value.
#[derive(Debug)]
pub struct StandInCa {
    key: SigningKey,
    certificate: Certificate,
    now: Timestamp,
}

/// What a certificate shall have that its request does not ask for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Extras {
    /// Another subject than the request's: authorities rewrite them.
    pub subject: Option<Subject>,
    /// When it begins to be valid; else when the authority was made.
    pub not_before: Option<Timestamp>,
    /// Whether it declares itself qualified (which nobody should believe of a stand-in).
    pub qualified: Qualified,
    /// What the key may do, where the request asks for nothing.
    pub key_usage: KeyUsage,
    /// What it is for, where the request asks for nothing.
    pub extended_key_usage: ExtendedKeyUsage,
}

/// Whether a certificate declares itself qualified.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Qualified {
    /// It does not.
    #[default]
    No,
    /// It has `QcCompliance` (ETSI EN 319 412-5 §4.2.1).
    Declared,
}

/// Why nothing was issued.
#[derive(Debug, thiserror::Error)]
pub enum IssueError {
    /// The system gave no random bytes.
    #[error("no random bytes")]
    Random,
    /// The names do not make a subject.
    #[error("subject")]
    Subject(#[from] SubjectError),
    /// The request does not verify.
    #[error("request")]
    Request(#[from] RequestError),
    /// A usage of our own is not known to us.
    #[error("usage")]
    Usage(#[from] UsageError),
    /// The certificate could not be built.
    #[error("builder")]
    Builder(#[from] x509_cert::builder::Error),
    /// Something does not encode.
    #[error("encoding")]
    Encoding(#[from] der::Error),
    /// The key does not encode.
    #[error("key")]
    Key(#[from] spki::Error),
    /// What was built cannot be read.
    #[error("certificate")]
    Certificate(#[from] CertificateError),
}

/// Its organisation, in every certificate's issuer. "XX" is no country's code (ISO 3166-1 §8.1.3).
const ORGANISATION: &str = "Parafa stand-in authority (synthetic)";

impl StandInCa {
    /// Makes a key and a root certificate of one year.
    pub fn new(common_name: &str, now: Timestamp) -> Result<Self, IssueError> {
        let name = Subject::from_pairs([("C", "XX"), ("O", ORGANISATION), ("CN", common_name)])?;
        Self::named(&name, now)
    }

    /// [`Self::new`] under another name: programs know an issuer by its name.
    pub fn named(name: &Subject, now: Timestamp) -> Result<Self, IssueError> {
        let key = signing_key()?;
        let spki = SubjectPublicKeyInfoOwned::from_der(
            key.verifying_key().to_public_key_der()?.as_bytes(),
        )?;
        let usage = KeyUsage::parse("keyCertSign,cRLSign")?;
        let ca = BasicConstraints {
            ca: true,
            path_len_constraint: Some(0),
        };
        let extensions = vec![
            extension("2.5.29.19", true, ca.to_der()?)?,
            extension(KEY_USAGE, true, usage.to_der()?)?,
        ];
        let draft = Draft {
            issuer: name.to_der(),
            subject: name.to_der(),
            extensions,
        };
        let certificate = draft.sign(&key, spki, days(now, 365)?)?;
        Ok(Self {
            key,
            certificate,
            now,
        })
    }

    /// Its root certificate.
    #[must_use]
    pub fn ca_certificate(&self) -> &Certificate {
        &self.certificate
    }

    /// Issues what the request asks for: its subject, usages and alternative names.
    pub fn issue(
        &self,
        request: &Request,
        valid_days: u32,
        extras: &Extras,
    ) -> Result<Certificate, IssueError> {
        request.verify()?;
        let mut extensions = vec![extension(
            "2.5.29.19",
            true,
            BasicConstraints {
                ca: false,
                path_len_constraint: None,
            }
            .to_der()?,
        )?];
        let subject = extras
            .subject
            .as_ref()
            .map_or(request.subject_der(), Subject::to_der);
        for (oid, critical) in [
            (KEY_USAGE, true),
            (EXTENDED_KEY_USAGE, false),
            (ALT_NAMES, subject.len() <= 2),
        ] {
            let asked = request.raw_extension(oid).map(<[u8]>::to_vec);
            let value = match (asked, oid) {
                (None, KEY_USAGE) if !extras.key_usage.is_empty() => {
                    Some(extras.key_usage.to_der()?)
                }
                (None, EXTENDED_KEY_USAGE) if !extras.extended_key_usage.is_empty() => {
                    Some(extras.extended_key_usage.to_der()?)
                }
                (asked, _) => asked,
            };
            if let Some(value) = value {
                extensions.push(extension(oid, critical, value)?);
            }
        }
        if extras.qualified == Qualified::Declared {
            extensions.push(extension(
                "1.3.6.1.5.5.7.1.3",
                false,
                QC_COMPLIANCE.to_vec(),
            )?);
        }
        let draft = Draft {
            issuer: self.certificate.subject_der(),
            subject,
            extensions,
        };
        let spki = SubjectPublicKeyInfoOwned::from_der(request.spki())?;
        draft.sign(
            &self.key,
            spki,
            days(extras.not_before.unwrap_or(self.now), valid_days)?,
        )
    }
}

/// `QCStatements` with `QcCompliance` alone.
const QC_COMPLIANCE: &[u8] = &[
    0x30, 0x0A, 0x30, 0x08, 0x06, 0x06, 0x04, 0x00, 0x8E, 0x46, 0x01, 0x01,
];

/// All of a certificate but its key, time and number.
struct Draft<'a> {
    issuer: &'a [u8],
    subject: &'a [u8],
    extensions: Vec<Extension>,
}

impl Draft<'_> {
    fn sign(
        self,
        key: &SigningKey,
        spki: SubjectPublicKeyInfoOwned,
        validity: Validity,
    ) -> Result<Certificate, IssueError> {
        let profile = Profile {
            issuer: Name::from_der(self.issuer)?,
            subject: Name::from_der(self.subject)?,
            extensions: self.extensions,
        };
        let mut number = [0_u8; 16];
        getrandom::fill(&mut number).map_err(|_| IssueError::Random)?;
        // Positive, and always of 16 octets.
        if let Some(first) = number.first_mut() {
            *first = *first & 0x3F | 0x40;
        }
        let builder =
            CertificateBuilder::new(profile, SerialNumber::new(&number)?, validity, spki)?;
        let certificate = builder.build::<_, DerSignature>(key)?;
        Ok(Certificate::parse(&certificate.to_der()?)?)
    }
}

/// What the builder asks for.
struct Profile {
    issuer: Name,
    subject: Name,
    extensions: Vec<Extension>,
}

impl BuilderProfile for Profile {
    fn get_issuer(&self, _subject: &Name) -> Name {
        self.issuer.clone()
    }

    fn get_subject(&self) -> Name {
        self.subject.clone()
    }

    /// The drafted extensions and both key identifiers (RFC 5280 §4.2.1.1, §4.2.1.2).
    fn build_extensions(
        &self,
        spk: SubjectPublicKeyInfoRef<'_>,
        issuer_spk: SubjectPublicKeyInfoRef<'_>,
        tbs: &TbsCertificate,
    ) -> x509_cert::builder::Result<Vec<Extension>> {
        let mut extensions = self.extensions.clone();
        let own = SubjectKeyIdentifier(key_identifier(&spk)?);
        extensions.push(own.to_extension(tbs.subject(), &extensions)?);
        let issuer = AuthorityKeyIdentifier {
            key_identifier: Some(key_identifier(&issuer_spk)?),
            ..AuthorityKeyIdentifier::default()
        };
        extensions.push(issuer.to_extension(tbs.subject(), &extensions)?);
        Ok(extensions)
    }
}

/// SHA-1 of the key's octets: method 1 of RFC 5280 §4.2.1.2, a name and no protection.
fn key_identifier(spki: &SubjectPublicKeyInfoRef<'_>) -> der::Result<OctetString> {
    OctetString::new(Sha1::digest(spki.subject_public_key.raw_bytes()).to_vec())
}

fn extension(oid: &str, critical: bool, value: Vec<u8>) -> der::Result<Extension> {
    Ok(Extension {
        extn_id: const_oid::ObjectIdentifier::new(oid).map_err(der::Error::from)?,
        critical,
        extn_value: OctetString::new(value)?,
    })
}

fn days(from: Timestamp, days: u32) -> Result<Validity, IssueError> {
    let end = from
        .saturating_add(SignedDuration::from_hours(24 * i64::from(days)))
        .unwrap_or(Timestamp::MAX);
    let time = |moment: Timestamp| Time::try_from(SystemTime::from(moment));
    Ok(Validity::new(time(from)?, time(end)?))
}

/// A scalar below the order, by trying (practically once).
fn signing_key() -> Result<SigningKey, IssueError> {
    let mut scalar = zeroize::Zeroizing::new([0_u8; 32]);
    for _ in 0..8 {
        getrandom::fill(scalar.as_mut()).map_err(|_| IssueError::Random)?;
        if let Ok(key) = SigningKey::from_slice(scalar.as_ref()) {
            return Ok(key);
        }
    }
    Err(IssueError::Random)
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::{Extras, Qualified, StandInCa};
    use crate::token::{Curve, KeyType};
    use crate::x509::judge::{Key, openssl};
    use crate::x509::{Request, Subject, Validity};

    #[test]
    fn openssl_accepts_what_it_issues() {
        let now = Timestamp::now();
        let ca = StandInCa::new("Test", now).unwrap();
        let root = ca.ca_certificate();
        assert!(root.is_ca() && root.signed_by_own_key() && root.subject().contains("stand-in"));
        for kind in [
            KeyType::Rsa(2048),
            KeyType::Ec(Curve::P384),
            KeyType::Ec(Curve::Ed25519),
        ] {
            let judge = Key::new(kind);
            let request = judge.req(&[
                "-subj",
                "/C=RO/CN=Ana",
                "-addext",
                "keyUsage=critical,digitalSignature",
                "-addext",
                "extendedKeyUsage=clientAuth",
                "-addext",
                "subjectAltName=email:a@b.example",
            ]);
            let request = Request::parse(&request).unwrap();
            let certificate = ca.issue(&request, 30, &Extras::default()).unwrap();
            assert_eq!(
                certificate.public_key().unwrap(),
                request.public_key().unwrap()
            );
            assert_eq!(
                (certificate.subject(), certificate.days_left(now)),
                ("C=RO, CN=Ana".into(), 30)
            );
            assert_eq!(certificate.key_usage().unwrap(), ["digitalSignature"]);
            assert_eq!(certificate.emails(), ["a@b.example"]);
            assert!(certificate.issued_by(root) && !certificate.is_ca());
            let (root, leaf) = (
                judge.write("ca.pem", root.pem().as_bytes()),
                judge.write("c.pem", certificate.pem().as_bytes()),
            );
            openssl(
                &[
                    "verify",
                    "-x509_strict",
                    "-purpose",
                    "sslclient",
                    "-CAfile",
                    &root,
                    &leaf,
                ],
                b"",
            );
        }
    }

    #[test]
    fn extras_are_put_in() {
        let now: Timestamp = "2026-01-01T00:00:00Z".parse().unwrap();
        let ca = StandInCa::new("Test", now).unwrap();
        let request =
            Request::parse(&Key::new(KeyType::Ec(Curve::P256)).req(&["-subj", "/CN=x"])).unwrap();
        let extras = Extras {
            subject: Some(Subject::parse("CN=y").unwrap()),
            not_before: Some("2027-01-01T00:00:00Z".parse().unwrap()),
            qualified: Qualified::Declared,
            ..Extras::default()
        };
        let certificate = ca.issue(&request, 1, &extras).unwrap();
        assert_eq!(
            (certificate.subject(), certificate.qualified()),
            ("CN=y".into(), Some(true))
        );
        assert_eq!(certificate.validity(now), Validity::NotYet);
        assert_eq!(certificate.serial().hex.len(), 32);
    }
}

//! OCSP (RFC 6960): the question, and what an answer is worth. Who carries it is `net`'s business.

use jiff::Timestamp;
use sha1::{Digest, Sha1};

use super::{Doubt, Standing, Statement, dated, freshness, inner, reason, signed_by};
use crate::x509::algorithm::{self, Hash};
use crate::x509::certificate::{Certificate, Validity};
use crate::x509::extensions::Extensions;
use crate::x509::names;
use crate::x509::tlv::{octets, oid, sequence, tlv};
use crate::x509::walk::{self, tag};

/// `id-pkix-ocsp-nonce` (RFC 9654 §2.1).
const NONCE: &str = "1.3.6.1.5.5.7.48.1.2";
const NONCE_DER: &[u8] = &[0x2B, 6, 1, 5, 5, 7, 0x30, 1, 2];
/// `id-pkix-ocsp-basic` (RFC 6960 §4.2.1).
const BASIC: &str = "1.3.6.1.5.5.7.48.1.1";
/// `id-sha1`, with its NULL.
const SHA1: &[u8] = &[0x30, 9, 6, 5, 0x2B, 0x0E, 3, 2, 0x1A, 5, 0];
/// Bytes of a nonce: RFC 9654 §2.1 recommends 32.
const NONCE_LENGTH: usize = 32;
/// Most certificates of an answer that are tried as its signer's.
const MOST_SIGNERS: usize = 8;
/// What an extended key usage says of a responder (RFC 6960 §4.2.2.2).
const OCSP_SIGNING: &str = "OCSPSigning";

/// A question about one certificate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OcspQuestion {
    pub(super) certificate: Certificate,
    pub(super) issuer: Certificate,
    pub(super) nonce: Option<Vec<u8>>,
}

impl OcspQuestion {
    /// About `certificate`, which `issuer` issued. With 32 random bytes, that no old answer can be given; where the system gives
    /// none, without them.
    #[must_use]
    pub fn new(certificate: &Certificate, issuer: &Certificate) -> Self {
        let mut nonce = vec![0; NONCE_LENGTH];
        let random = getrandom::fill(&mut nonce).is_ok();
        Self {
            certificate: certificate.clone(),
            issuer: issuer.clone(),
            nonce: random.then_some(nonce),
        }
    }

    /// The question in DER: `OCSPRequest` (RFC 6960 §4.1.1). The hash that names the issuer is SHA-1, which every responder
    /// knows; nothing hangs on its strength.
    #[must_use]
    pub fn to_der(&self) -> Vec<u8> {
        let (name, key) = self.issuer_hashes(Hash::Sha1);
        let id = sequence(&[
            SHA1,
            &octets(&name),
            &octets(&key),
            self.certificate.serial_der(),
        ]);
        let list = sequence(&[&sequence(&[&id])]);
        let nonce = self.nonce.as_ref().map(|nonce| {
            let extension = sequence(&[&oid(NONCE_DER), &octets(&octets(nonce))]);
            tlv(0xA2, &[&sequence(&[&extension])]).to_vec()
        });
        sequence(&[&sequence(&[&list, &nonce.unwrap_or_default()])]).to_vec()
    }

    /// Hashes of the issuer's name and key (RFC 6960 §4.1.1).
    fn issuer_hashes(&self, hash: Hash) -> (Vec<u8>, Vec<u8>) {
        (
            hash.of(self.certificate.issuer_der()),
            hash.of(key_octets(&self.issuer)),
        )
    }

    /// What an answer is worth. All of it is judged: whether it is one, whose, about what, to which question, of when.
    #[must_use]
    pub fn judge(&self, response: &[u8], now: Timestamp) -> Statement {
        let read = OcspAnswer::parse(response).and_then(|answer| {
            answer.signer(&self.issuer, now)?;
            self.fits_nonce(&answer)?;
            let single = answer.about(self)?;
            Ok(single.statement(now))
        });
        read.unwrap_or_else(Statement::doubt)
    }

    /// A responder may leave the nonce out (RFC 9654 §2.1), then the dates say whether the answer is old; another one it may not.
    fn fits_nonce(&self, answer: &OcspAnswer) -> Result<(), Doubt> {
        let there = answer.extensions.get(NONCE);
        let there = there.map(|der| inner(der, tag::OCTET_STRING).unwrap_or(der));
        match (there, &self.nonce) {
            (None, _) => Ok(()),
            (Some(there), Some(ours)) if there == ours.as_slice() => Ok(()),
            (Some(_), _) => Err(Doubt::OtherNonce),
        }
    }
}

/// The octets of the key's BIT STRING, without tag, length and unused bits.
fn key_octets(certificate: &Certificate) -> &[u8] {
    let mut fields = inner(certificate.spki(), tag::SEQUENCE).unwrap_or_default();
    let _ = walk::take(&mut fields);
    let bits = walk::take_tag(&mut fields, tag::BIT_STRING);
    bits.and_then(|bits| walk::bits(bits.value))
        .unwrap_or_default()
}

/// Who says that he signed.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Responder {
    /// A name in DER.
    Named(Vec<u8>),
    /// SHA-1 of the octets of a key.
    Keyed(Vec<u8>),
}

/// A `BasicOCSPResponse` (RFC 6960 §4.2.1), read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OcspAnswer {
    tbs: Vec<u8>,
    responder: Responder,
    responses: Vec<u8>,
    extensions: Extensions,
    algorithm: Vec<u8>,
    signature: Vec<u8>,
    certificates: Vec<Certificate>,
}

fn malformed(part: &'static str) -> Doubt {
    Doubt::Malformed { part }
}

impl OcspAnswer {
    /// Reads an `OCSPResponse` in DER; one that holds no answer is refused by its status.
    pub fn parse(response: &[u8]) -> Result<Self, Doubt> {
        let mut fields = inner(response, tag::SEQUENCE).ok_or(malformed("OCSPResponse"))?;
        let status = walk::take_tag(&mut fields, 0x0A).ok_or(malformed("responseStatus"))?;
        if status.value != [0] {
            return Err(Doubt::Refused {
                status: status_name(status.value),
            });
        }
        let bytes = inner(fields, tag::CONTEXT_0)
            .and_then(|bytes| inner(bytes, tag::SEQUENCE))
            .ok_or(malformed("responseBytes"))?;
        let mut bytes = bytes;
        let kind = walk::take_tag(&mut bytes, tag::OID).and_then(|kind| walk::dotted(kind.value));
        if kind.as_deref() != Some(BASIC) {
            return Err(malformed("responseType"));
        }
        let basic = inner(bytes, tag::OCTET_STRING).ok_or(malformed("response"))?;
        Self::basic(basic)
    }

    fn basic(der: &[u8]) -> Result<Self, Doubt> {
        let mut envelope = inner(der, tag::SEQUENCE).ok_or(malformed("BasicOCSPResponse"))?;
        let tbs =
            walk::take_tag(&mut envelope, tag::SEQUENCE).ok_or(malformed("tbsResponseData"))?;
        let algorithm =
            walk::take_tag(&mut envelope, tag::SEQUENCE).ok_or(malformed("signatureAlgorithm"))?;
        let signature = walk::take_tag(&mut envelope, tag::BIT_STRING)
            .and_then(|bits| walk::bits(bits.value))
            .ok_or(malformed("signature"))?;
        let sent = inner(envelope, tag::CONTEXT_0).and_then(|list| inner(list, tag::SEQUENCE));
        let certificates = walk::each(sent.unwrap_or_default())
            .take(MOST_SIGNERS)
            .filter_map(|one| Certificate::parse(one.whole).ok())
            .collect();
        let mut rest = tbs.value;
        let _ = walk::take_tag(&mut rest, tag::CONTEXT_0);
        let responder = walk::take(&mut rest).ok_or(malformed("responderID"))?;
        let responder = match responder.tag {
            0xA1 => Responder::Named(responder.value.to_vec()),
            0xA2 => {
                let hash = inner(responder.value, tag::OCTET_STRING);
                Responder::Keyed(hash.ok_or(malformed("responderID"))?.to_vec())
            }
            _ => return Err(malformed("responderID")),
        };
        super::crl::moment(&mut rest).ok_or(malformed("producedAt"))?;
        let responses = walk::take_tag(&mut rest, tag::SEQUENCE).ok_or(malformed("responses"))?;
        // [1] responseExtensions
        let extensions = inner(rest, 0xA1).and_then(|list| inner(list, tag::SEQUENCE));
        Ok(Self {
            tbs: tbs.whole.to_vec(),
            responder,
            responses: responses.value.to_vec(),
            extensions: extensions.map(Extensions::read).unwrap_or_default(),
            algorithm: algorithm.whole.to_vec(),
            signature: signature.to_vec(),
            certificates,
        })
    }

    /// Whether the issuer signed, or somebody whom it charged with it: a certificate of its own making for this purpose
    /// (RFC 6960 §4.2.2.2). Whether that one is revoked is not asked: its authority lets it live shortly instead.
    fn signer(&self, issuer: &Certificate, now: Timestamp) -> Result<(), Doubt> {
        let verified =
            |by: &Certificate| signed_by(by, &self.algorithm, &self.tbs, &self.signature);
        let others = self.certificates.iter();
        let mut others = others.filter(|one| one.spki() != issuer.spki() && self.is_by(one));
        let Some(signer) = others.next() else {
            return if self.is_by(issuer) {
                verified(issuer)
            } else {
                Err(Doubt::SignerUnknown)
            };
        };
        let key = issuer.public_key().map_err(|_| Doubt::SignerNotCharged)?;
        if !signer.issued_by(issuer) || signer.verify_under(&key).is_err() {
            return Err(Doubt::SignerNotCharged);
        }
        let usages = signer.extended_key_usage().unwrap_or_default();
        if !usages.iter().any(|usage| usage == OCSP_SIGNING) {
            return Err(Doubt::SignerNotCharged);
        }
        if signer.validity(now) != Validity::Valid {
            return Err(Doubt::SignerOutOfDate);
        }
        verified(signer)
    }

    fn is_by(&self, certificate: &Certificate) -> bool {
        match &self.responder {
            Responder::Named(name) => names::same(name, certificate.subject_der()),
            Responder::Keyed(hash) => {
                Sha1::digest(key_octets(certificate)).as_slice() == hash.as_slice()
            }
        }
    }

    /// The part about the certificate that was asked for.
    fn about(&self, question: &OcspQuestion) -> Result<Single<'_>, Doubt> {
        let mut others = Err(Doubt::OtherCertificate);
        for one in walk::each(&self.responses) {
            let single = Single::read(one.value)?;
            if single.is_about(question) {
                others = Ok(single);
                break;
            }
        }
        others
    }
}

/// `SingleResponse`.
struct Single<'a> {
    id: &'a [u8],
    status: walk::Element<'a>,
    this_update: Timestamp,
    next_update: Option<Timestamp>,
}

impl<'a> Single<'a> {
    fn read(mut fields: &'a [u8]) -> Result<Self, Doubt> {
        let id = walk::take_tag(&mut fields, tag::SEQUENCE).ok_or(malformed("certID"))?;
        let status = walk::take(&mut fields).ok_or(malformed("certStatus"))?;
        let this_update = super::crl::moment(&mut fields).ok_or(malformed("thisUpdate"))?;
        let next = walk::take_tag(&mut fields, tag::CONTEXT_0);
        let next_update = match next {
            None => None,
            Some(next) => {
                let mut inside = next.value;
                Some(super::crl::moment(&mut inside).ok_or(malformed("nextUpdate"))?)
            }
        };
        Ok(Self {
            id: id.value,
            status,
            this_update,
            next_update,
        })
    }

    fn is_about(&self, question: &OcspQuestion) -> bool {
        let mut fields = self.id;
        let hash = walk::take_tag(&mut fields, tag::SEQUENCE)
            .and_then(|hash| algorithm::oid(hash.whole))
            .and_then(|oid| Hash::by_oid(&oid));
        let Some(hash) = hash else { return false };
        let (name, key) = question.issuer_hashes(hash);
        let mut octets = || walk::take_tag(&mut fields, tag::OCTET_STRING).map(|one| one.value);
        let names = octets() == Some(name.as_slice()) && octets() == Some(key.as_slice());
        names && fields == question.certificate.serial_der()
    }

    fn statement(&self, now: Timestamp) -> Statement {
        let standing = self.standing().and_then(|standing| {
            dated(standing, freshness(self.this_update, self.next_update, now))
        });
        Statement {
            standing: standing.unwrap_or_else(Standing::Unknown),
            as_of: Some(self.this_update),
            until: self.next_update,
        }
    }

    fn standing(&self) -> Result<Standing, Doubt> {
        match self.status.tag {
            // [0] IMPLICIT NULL
            0x80 => Ok(Standing::Good),
            // [1] IMPLICIT RevokedInfo
            0xA1 => {
                let mut fields = self.status.value;
                let since = super::crl::moment(&mut fields).ok_or(malformed("revocationTime"))?;
                let why = inner(fields, tag::CONTEXT_0).and_then(super::enumerated);
                let reason = why.and_then(reason);
                Ok(Standing::Revoked { since, reason })
            }
            // [2] IMPLICIT UnknownInfo
            0x82 => Err(Doubt::NotKnownThere),
            _ => Err(malformed("certStatus")),
        }
    }
}

/// `OCSPResponseStatus` (RFC 6960 §4.2.1).
fn status_name(value: &[u8]) -> &'static str {
    match value {
        [1] => "malformedRequest",
        [2] => "internalError",
        [3] => "tryLater",
        [5] => "sigRequired",
        [6] => "unauthorized",
        _ => "unknown",
    }
}

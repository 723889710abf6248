//! Revocation lists (RFC 5280 §5): read without copying their entries, judged against one certificate.

use jiff::Timestamp;

use super::{Doubt, Standing, Statement, dated, distribution_names, enumerated, freshness, inner};
use super::{point_names, reason, signed_by};
use crate::x509::certificate::Certificate;
use crate::x509::extensions::Extensions;
use crate::x509::walk::{self, tag};
use crate::x509::{files, names, pem, time};

/// `deltaCRLIndicator` (RFC 5280 §5.2.4).
const DELTA: &str = "2.5.29.27";
/// `issuingDistributionPoint` (RFC 5280 §5.2.5).
const ISSUING_POINT: &str = "2.5.29.28";
/// `cRLNumber` (RFC 5280 §5.2.3).
const NUMBER: &str = "2.5.29.20";
/// What may be critical in a list and is understood.
const LIST_KNOWN: &[&str] = &[ISSUING_POINT, DELTA, NUMBER, "2.5.29.35", "2.5.29.46"];
/// `reasonCode` (RFC 5280 §5.3.1).
const REASON: &str = "2.5.29.21";
/// What may be critical in an entry and is understood: reason, hold instruction, date of invalidity.
const ENTRY_KNOWN: &[&str] = &[REASON, "2.5.29.23", "2.5.29.24"];
/// `certificateIssuer` (RFC 5280 §5.3.3): this entry is another authority's.
const CERTIFICATE_ISSUER: &str = "2.5.29.29";

/// A revocation list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RevocationList {
    tbs: Vec<u8>,
    issuer: Vec<u8>,
    this_update: Timestamp,
    next_update: Option<Timestamp>,
    entries: Vec<u8>,
    extensions: Extensions,
    algorithm: Vec<u8>,
    signature: Vec<u8>,
}

/// The revocation lists of a file: one in DER, those between the BEGIN and END lines of PEM. Empty: there are none.
#[must_use]
pub fn lists(bytes: &[u8]) -> Vec<Result<RevocationList, Doubt>> {
    if bytes.first() == Some(&tag::SEQUENCE) && !bytes.is_ascii() {
        return vec![RevocationList::parse(bytes)];
    }
    let text = files::armour::text(bytes);
    let blocks = pem::blocks(&text).filter(|block| matches!(block.label, "X509 CRL" | "CRL"));
    blocks
        .map(|block| {
            let body = block.closed.then_some(block.body);
            let der = body.and_then(pem::decode).ok_or(malformed("base64"))?;
            RevocationList::parse(&der)
        })
        .collect()
}

fn malformed(part: &'static str) -> Doubt {
    Doubt::Malformed { part }
}

impl RevocationList {
    /// Reads one from DER: `CertificateList` and `TBSCertList` (RFC 5280 §5.1).
    pub fn parse(der: &[u8]) -> Result<Self, Doubt> {
        let mut envelope = inner(der, tag::SEQUENCE).ok_or(malformed("CertificateList"))?;
        let take = |bytes: &mut &[u8], tag: u8, part: &'static str| {
            let element = walk::take_tag(bytes, tag);
            element
                .map(|one| (one.whole.to_vec(), one.value.to_vec()))
                .ok_or(malformed(part))
        };
        let tbs = walk::take_tag(&mut envelope, tag::SEQUENCE).ok_or(malformed("tbsCertList"))?;
        let (algorithm, _) = take(&mut envelope, tag::SEQUENCE, "signatureAlgorithm")?;
        let (_, signature) = take(&mut envelope, tag::BIT_STRING, "signatureValue")?;
        let signature = walk::bits(&signature)
            .ok_or(malformed("signatureValue"))?
            .to_vec();
        let mut rest = tbs.value;
        // version is absent in v1
        let _ = walk::take_tag(&mut rest, tag::INTEGER);
        let (inside, _) = take(&mut rest, tag::SEQUENCE, "signature")?;
        if inside != algorithm {
            return Err(malformed("signature"));
        }
        let (issuer, _) = take(&mut rest, tag::SEQUENCE, "issuer")?;
        let this_update = moment(&mut rest).ok_or(malformed("thisUpdate"))?;
        let next_update = moment(&mut rest);
        let entries = walk::take_tag(&mut rest, tag::SEQUENCE);
        let entries = entries.map(|list| list.value).unwrap_or_default();
        let mut extensions = Extensions::default();
        if !rest.is_empty() {
            let list = inner(rest, tag::CONTEXT_0).and_then(|one| inner(one, tag::SEQUENCE));
            extensions = Extensions::read(list.ok_or(malformed("crlExtensions"))?);
        }
        Ok(Self {
            tbs: tbs.whole.to_vec(),
            issuer,
            this_update,
            next_update,
            entries: entries.to_vec(),
            extensions,
            algorithm,
            signature,
        })
    }

    /// Whose it is, in the order of the encoding.
    #[must_use]
    pub fn issuer(&self) -> String {
        names::display(&self.issuer)
    }

    /// Whether it bears the name that stands as issuer in `certificate`.
    #[must_use]
    pub fn is_for(&self, certificate: &Certificate) -> bool {
        names::same(&self.issuer, certificate.issuer_der())
    }

    /// When it was made.
    #[must_use]
    pub fn this_update(&self) -> Timestamp {
        self.this_update
    }

    /// What it says of `certificate`, which `issuer` issued.
    #[must_use]
    pub fn says(
        &self,
        certificate: &Certificate,
        issuer: &Certificate,
        now: Timestamp,
    ) -> Statement {
        Statement {
            standing: self
                .judged(certificate, issuer, now)
                .unwrap_or_else(Standing::Unknown),
            as_of: Some(self.this_update),
            until: self.next_update,
        }
    }

    fn judged(
        &self,
        certificate: &Certificate,
        issuer: &Certificate,
        now: Timestamp,
    ) -> Result<Standing, Doubt> {
        if !self.is_for(certificate) || !names::same(&self.issuer, issuer.subject_der()) {
            return Err(Doubt::OtherIssuer);
        }
        let usage = issuer.key_usage();
        if usage.is_some_and(|usage| !usage.contains(&"cRLSign")) {
            return Err(Doubt::MayNotSign);
        }
        signed_by(issuer, &self.algorithm, &self.tbs, &self.signature)?;
        self.scope(certificate)?;
        let fresh = freshness(self.this_update, self.next_update, now);
        let standing = self.entry(certificate)?.unwrap_or(Standing::Good);
        dated(standing, fresh)
    }

    /// Whether the list is about this certificate at all.
    fn scope(&self, certificate: &Certificate) -> Result<(), Doubt> {
        if self.extensions.get(DELTA).is_some() {
            return Err(Doubt::Delta);
        }
        if let Some(oid) = self
            .extensions
            .critical()
            .find(|oid| !LIST_KNOWN.contains(oid))
        {
            let oid = oid.to_owned();
            return Err(Doubt::UnknownCritical { oid });
        }
        let Some(der) = self.extensions.get(ISSUING_POINT) else {
            return Ok(());
        };
        let fields = inner(der, tag::SEQUENCE).ok_or(malformed("issuingDistributionPoint"))?;
        for field in walk::each(fields) {
            let set = field.value != [0];
            match field.tag {
                tag::CONTEXT_0 => {
                    let of_list = point_names(fields);
                    let of_certificate = distribution_names(certificate);
                    if !of_list.iter().any(|name| of_certificate.contains(name)) {
                        return Err(Doubt::OtherPart);
                    }
                }
                // onlyContainsUserCerts, onlyContainsCACerts, onlyContainsAttributeCerts
                0x81 if set && certificate.is_ca() => return Err(Doubt::OtherPart),
                0x82 if set && !certificate.is_ca() => return Err(Doubt::OtherPart),
                0x85 if set => return Err(Doubt::OtherPart),
                0x83 => return Err(Doubt::SomeReasons),
                0x84 if set => return Err(Doubt::Indirect),
                _ => {}
            }
        }
        Ok(())
    }

    /// The certificate's entry. All are looked at: one that is not understood makes the list useless (RFC 5280 §5.3).
    fn entry(&self, certificate: &Certificate) -> Result<Option<Standing>, Doubt> {
        let mut found = None;
        let mut rest = self.entries.as_slice();
        while !rest.is_empty() {
            let entry =
                walk::take_tag(&mut rest, tag::SEQUENCE).ok_or(malformed("revokedCertificates"))?;
            let mut fields = entry.value;
            let serial =
                walk::take_tag(&mut fields, tag::INTEGER).ok_or(malformed("userCertificate"))?;
            let since = moment(&mut fields).ok_or(malformed("revocationDate"))?;
            let extensions = inner(fields, tag::SEQUENCE).map(Extensions::read);
            let extensions = extensions.unwrap_or_default();
            let mut critical = extensions.critical();
            if let Some(oid) = critical.find(|oid| !ENTRY_KNOWN.contains(oid)) {
                if oid == CERTIFICATE_ISSUER {
                    return Err(Doubt::Indirect);
                }
                let oid = oid.to_owned();
                return Err(Doubt::UnknownCritical { oid });
            }
            if serial.whole == certificate.serial_der() {
                let reason = extensions.get(REASON).and_then(enumerated).and_then(reason);
                found = Some(Standing::Revoked { since, reason });
            }
        }
        Ok(found)
    }
}

/// A time at the beginning of `bytes`.
pub(super) fn moment(bytes: &mut &[u8]) -> Option<Timestamp> {
    let mut ahead = *bytes;
    let element = walk::take(&mut ahead)?;
    let moment = time::parse(element.tag, element.value)?;
    *bytes = ahead;
    Some(moment)
}

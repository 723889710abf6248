//! Certificate requests: bytes to be signed, assembly, reading (RFC 2986).

use const_oid::db::rfc5912::{ID_CE_EXT_KEY_USAGE, ID_CE_KEY_USAGE, ID_CE_SUBJECT_ALT_NAME};
use der::asn1::{AnyRef, BitStringRef, ObjectIdentifier, OctetString, SetOfVec};
use der::{Decode, Encode, Sequence};
use x509_cert::attr::Attribute;
use x509_cert::ext::Extension;
use x509_cert::request::ExtensionReq;

use super::altname::{self, AltName};
use super::extensions::{ExtensionWords, Extensions};
use super::names;
use super::pem;
use super::public::{PublicKey, PublicKeyError};
use super::subject::Subject;
use super::usage::{ExtendedKeyUsage, KeyUsage};
use super::verify::VerifyError;
use super::walk::{self, tag};

/// What a request shall ask for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestPlan {
    /// For whom.
    pub subject: Subject,
    /// Further names.
    pub alt_names: Vec<AltName>,
    /// Key usage; empty: none is asked for.
    pub key_usage: KeyUsage,
    /// Extended key usage; empty: none is asked for.
    pub extended_key_usage: ExtendedKeyUsage,
}

impl RequestPlan {
    /// Neither a subject nor an alternative name.
    #[must_use]
    pub fn names_nobody(&self) -> bool {
        self.subject.is_empty() && self.alt_names.is_empty()
    }
}

/// Why there is no request.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RequestError {
    /// The plan names nobody: neither subject nor alternative name.
    #[error("names nobody")]
    Nameless,
    /// The kind of key cannot sign here.
    #[error("key of kind {kind}")]
    Key {
        /// The kind.
        kind: &'static str,
    },
    /// Could not be encoded.
    #[error("not encodable")]
    Encoding(#[from] der::Error),
    /// The signature does not verify under the request's own key.
    #[error("signature")]
    Signature(#[from] VerifyError),
    /// The public key does not parse.
    #[error("public key")]
    PublicKey(#[from] PublicKeyError),
    /// More bytes than a request has.
    #[error("{length} bytes")]
    TooLarge {
        /// How many.
        length: usize,
    },
    /// Shorter than its own first bytes say.
    #[error("{says} bytes announced, {has} there")]
    Truncated {
        /// What the DER length says.
        says: usize,
        /// What there is.
        has: usize,
    },
    /// No `CertificationRequest`.
    #[error("no certification request")]
    Structure,
}

/// Most bytes of a request that is read: some generators put whole certificates into attributes.
const MOST: usize = 1 << 20;

/// `CertificationRequestInfo` (RFC 2986 §4.1). Subject and key stay the bytes that they are.
#[derive(Sequence)]
struct Info<'a> {
    version: u8,
    subject: AnyRef<'a>,
    public_key: AnyRef<'a>,
    #[asn1(context_specific = "0", tag_mode = "IMPLICIT")]
    attributes: SetOfVec<Attribute>,
}

/// `CertificationRequest` (RFC 2986 §4.2).
#[derive(Sequence)]
struct Signed<'a> {
    info: AnyRef<'a>,
    algorithm: AnyRef<'a>,
    signature: BitStringRef<'a>,
}

/// The `CertificationRequestInfo` that is to be signed.
pub fn to_be_signed(plan: &RequestPlan, key: &PublicKey) -> Result<Vec<u8>, RequestError> {
    if plan.names_nobody() {
        return Err(RequestError::Nameless);
    }
    let extensions = requested(plan)?;
    let mut attributes = SetOfVec::new();
    // ExtensionReq is SIZE (1..MAX) (RFC 5272 §3.1): without extensions there is no attribute, but the empty
    // set stands, as `attributes` is not OPTIONAL.
    if !extensions.is_empty() {
        attributes.insert(Attribute::try_from(ExtensionReq(extensions))?)?;
    }
    let info = Info {
        version: 0,
        subject: AnyRef::from_der(plan.subject.to_der())?,
        public_key: AnyRef::from_der(key.spki_der())?,
        attributes,
    };
    Ok(info.to_der()?)
}

/// Closes the envelope and verifies the result, so that nothing wrong ever leaves.
pub fn assemble(tbs: &[u8], key: &PublicKey, signature: &[u8]) -> Result<Request, RequestError> {
    let algorithm = key
        .own_algorithm()
        .and_then(super::algorithm::Algorithm::to_der);
    let algorithm = algorithm.ok_or(RequestError::Key { kind: key.kind() })?;
    let signed = Signed {
        info: AnyRef::from_der(tbs)?,
        algorithm: AnyRef::from_der(&algorithm)?,
        signature: BitStringRef::from_bytes(signature)?,
    };
    let request = Request::parse(&signed.to_der()?)?;
    request.verify()?;
    // A request that verifies under another key than the one meant would be useless to its owner.
    if request.public_key()? != *key {
        return Err(RequestError::Signature(VerifyError::Invalid));
    }
    Ok(request)
}

fn requested(plan: &RequestPlan) -> Result<Vec<Extension>, RequestError> {
    let mut extensions = Vec::new();
    if !plan.key_usage.is_empty() {
        // RFC 5280 §4.2.1.3: SHOULD be critical.
        extensions.push(extension(
            ID_CE_KEY_USAGE,
            Critical::Yes,
            plan.key_usage.to_der()?,
        )?);
    }
    if !plan.extended_key_usage.is_empty() {
        extensions.push(extension(
            ID_CE_EXT_KEY_USAGE,
            Critical::No,
            plan.extended_key_usage.to_der()?,
        )?);
    }
    if !plan.alt_names.is_empty() {
        // RFC 5280 §4.2.1.6: critical exactly when the subject is empty.
        let critical = if plan.subject.is_empty() {
            Critical::Yes
        } else {
            Critical::No
        };
        extensions.push(extension(
            ID_CE_SUBJECT_ALT_NAME,
            critical,
            altname::to_der(&plan.alt_names)?,
        )?);
    }
    Ok(extensions)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Critical {
    Yes,
    No,
}

fn extension(oid: ObjectIdentifier, critical: Critical, value: Vec<u8>) -> der::Result<Extension> {
    Ok(Extension {
        extn_id: oid,
        critical: critical == Critical::Yes,
        extn_value: OctetString::new(value)?,
    })
}

/// A request, of ours or of another generator. The original bytes are kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    der: Vec<u8>,
    tbs: Vec<u8>,
    subject: Vec<u8>,
    spki: Vec<u8>,
    algorithm: Vec<u8>,
    signature: Vec<u8>,
    extensions: Extensions,
}

impl Request {
    /// Reads one from DER; its signature is not looked at.
    pub fn parse(der: &[u8]) -> Result<Self, RequestError> {
        if der.len() > MOST {
            return Err(RequestError::TooLarge { length: der.len() });
        }
        match walk::announced(der) {
            Some(head) if head.tag == tag::SEQUENCE && head.total > der.len() => {
                return Err(RequestError::Truncated {
                    says: head.total,
                    has: der.len(),
                });
            }
            _ => {}
        }
        fields(der).ok_or(RequestError::Structure)
    }

    /// Verifies the signature under the request's own key (RFC 2986 §3: proof of possession).
    pub fn verify(&self) -> Result<(), RequestError> {
        Ok(self
            .public_key()?
            .verify_with(&self.algorithm, &self.tbs, &self.signature)?)
    }

    /// The public key.
    pub fn public_key(&self) -> Result<PublicKey, PublicKeyError> {
        PublicKey::from_spki(&self.spki)
    }

    /// The subject in the order of the encoding.
    #[must_use]
    pub fn subject(&self) -> String {
        names::display(&self.subject)
    }

    /// The subject's DER.
    #[must_use]
    pub fn subject_der(&self) -> &[u8] {
        &self.subject
    }

    /// The requested extensions in words, in order.
    #[must_use]
    pub fn extensions(&self) -> Vec<ExtensionWords> {
        self.extensions.words()
    }

    /// The requested extensions, each as far as it can be told.
    #[must_use]
    pub fn facts(&self) -> Vec<super::facts::ExtensionFacts> {
        self.extensions.facts()
    }

    /// The name of the algorithm that it is signed with.
    #[must_use]
    pub fn signature_algorithm(&self) -> String {
        super::algorithm::name(&self.algorithm)
    }

    /// The requested key usage.
    #[must_use]
    pub fn key_usage(&self) -> Option<KeyUsage> {
        self.extensions.key_usage()
    }

    /// The names of the requested extended key usages.
    #[must_use]
    pub fn extended_key_usage(&self) -> Option<Vec<String>> {
        self.extensions.extended_key_usage()
    }

    /// The requested alternative names, as `dns:…`, `email:…`.
    #[must_use]
    pub fn alt_names(&self) -> Vec<String> {
        self.extensions.alt_names()
    }

    /// What is asked for, as extensions to be copied by a stand-in authority.
    pub(super) fn raw_extension(&self, oid: &str) -> Option<&[u8]> {
        self.extensions.get(oid)
    }

    /// The `SubjectPublicKeyInfo` as it stands in the request.
    pub(super) fn spki(&self) -> &[u8] {
        &self.spki
    }

    /// The request in DER.
    #[must_use]
    pub fn der(&self) -> &[u8] {
        &self.der
    }

    /// The request in PEM (RFC 7468 §7).
    #[must_use]
    pub fn pem(&self) -> String {
        pem::encode("CERTIFICATE REQUEST", &self.der)
    }
}

fn fields(der: &[u8]) -> Option<Request> {
    let mut envelope = walk::only(der, tag::SEQUENCE)?.value;
    let tbs = walk::take_tag(&mut envelope, tag::SEQUENCE)?;
    let algorithm = walk::take_tag(&mut envelope, tag::SEQUENCE)?;
    let signature = walk::bits(walk::take_tag(&mut envelope, tag::BIT_STRING)?.value)?;
    let mut info = tbs.value;
    walk::take_tag(&mut info, tag::INTEGER)?;
    let subject = walk::take_tag(&mut info, tag::SEQUENCE)?;
    let spki = walk::take_tag(&mut info, tag::SEQUENCE)?;
    // Some generators leave the attributes out altogether, against RFC 2986 §4.1.
    let attributes = walk::take_tag(&mut info, tag::CONTEXT_0).map_or(&[][..], |set| set.value);
    if !envelope.is_empty() || !info.is_empty() {
        return None;
    }
    Some(Request {
        der: der.to_vec(),
        tbs: tbs.whole.to_vec(),
        subject: subject.whole.to_vec(),
        spki: spki.whole.to_vec(),
        algorithm: algorithm.whole.to_vec(),
        signature: signature.to_vec(),
        extensions: walk::each(attributes)
            .find_map(|attribute| extension_request(attribute.value))
            .unwrap_or_default(),
    })
}

/// `extensionRequest` (RFC 2985 §5.4.2), or Microsoft's own number for the same.
fn extension_request(attribute: &[u8]) -> Option<Extensions> {
    let mut rest = attribute;
    let oid = walk::dotted(walk::take_tag(&mut rest, tag::OID)?.value)?;
    if !matches!(
        oid.as_str(),
        "1.2.840.113549.1.9.14" | "1.3.6.1.4.1.311.2.1.14"
    ) {
        return None;
    }
    let mut values = walk::take_tag(&mut rest, tag::SET)?.value;
    Some(Extensions::read(
        walk::take_tag(&mut values, tag::SEQUENCE)?.value,
    ))
}

#[cfg(test)]
mod tests;

//! Objects on a token, as they were read.

use serde::{Deserialize, Serialize};

use super::{Curve, Fault, KeyId, PublicParts};

/// An object's handle: good for the session in which it was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Handle(pub u64);

/// The classes that we read; everything else is only named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Class {
    /// Certificates: the only class whose value is asked for.
    Certificate,
    /// Public keys.
    PublicKey,
    /// Private keys.
    PrivateKey,
}

impl Class {
    /// In the order in which a careful listing reads them.
    pub const ALL: [Self; 3] = [Self::Certificate, Self::PublicKey, Self::PrivateKey];

    /// The name of the contract.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Certificate => "certificate",
            Self::PublicKey => "public_key",
            Self::PrivateKey => "private_key",
        }
    }
}

/// One object. Each field that the token did not tell is `None`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Object {
    /// For later calls in the same session.
    pub handle: Handle,
    /// `CKA_ID`.
    pub id: Option<KeyId>,
    /// `CKA_LABEL`, lossily decoded, without padding.
    pub label: Option<String>,
    /// `CKA_TOKEN`; `false` for an object that goes with the session.
    pub on_token: Option<bool>,
    /// What its class adds.
    pub body: Body,
    /// Why some attribute could not be read, where the token failed (not: where it has none).
    pub fault: Option<Fault>,
}

/// What an object's class adds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Body {
    /// A certificate.
    Certificate(CertificateObject),
    /// A public key.
    PublicKey(PublicKeyObject),
    /// A private key.
    PrivateKey(PrivateKeyObject),
    /// Anything else: only its class number is known.
    Other(u64),
}

impl Object {
    /// The class, where it is one that we read.
    #[must_use]
    pub fn class(&self) -> Option<Class> {
        match self.body {
            Body::Certificate(_) => Some(Class::Certificate),
            Body::PublicKey(_) => Some(Class::PublicKey),
            Body::PrivateKey(_) => Some(Class::PrivateKey),
            Body::Other(_) => None,
        }
    }
}

/// A certificate object (PKCS#11 2.40 §4.6.3).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct CertificateObject {
    /// `CKA_VALUE`: the certificate's DER. `None` or empty: a place not yet filled (Q40).
    pub der: Option<Vec<u8>>,
    /// `CKA_CERTIFICATE_TYPE` is X.509; `None` when not told.
    pub x509: Option<bool>,
}

/// A public key object (PKCS#11 2.40 §4.8).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct PublicKeyObject {
    /// Its numbers.
    pub parts: Option<PublicParts>,
    /// `CKA_VERIFY`.
    pub verify: Option<bool>,
}

/// A private key object (PKCS#11 2.40 §4.9). No secret part is ever asked for.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct PrivateKeyObject {
    /// The kind of key, in the contract's words: `rsa`, `ec`, `ed`, `dsa`, `dh` or `0x…`.
    pub kind: Option<String>,
    /// Its public numbers, where the private object tells them.
    pub parts: Option<PublicParts>,
    /// The curve, where the object tells its parameters.
    pub curve: Option<Curve>,
    /// `CKA_SENSITIVE`.
    pub sensitive: Option<bool>,
    /// `CKA_EXTRACTABLE`.
    pub extractable: Option<bool>,
    /// `CKA_LOCAL`: born on the token.
    pub local: Option<bool>,
    /// `CKA_ALWAYS_AUTHENTICATE`: asks for its PIN at each use.
    pub always_authenticate: Option<bool>,
    /// `CKA_SIGN`.
    pub sign: Option<bool>,
    /// `CKA_DECRYPT`.
    pub decrypt: Option<bool>,
}

impl PrivateKeyObject {
    /// Protected is SENSITIVE or not EXTRACTABLE; `None` when the token told neither.
    #[must_use]
    pub fn protected(&self) -> Option<bool> {
        match (self.sensitive, self.extractable) {
            (Some(true), _) | (_, Some(false)) => Some(true),
            (None, None) => None,
            _ => Some(false),
        }
    }
}

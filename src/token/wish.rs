//! What we ask of a token: keys, certificates, signatures, in our own words.

use serde::{Deserialize, Serialize};

use super::{Handle, KeyId, KeyType, Object, PublicParts};

/// Mechanism numbers that we look for in a token's list (PKCS#11 2.40 and 3.0, `CKM_…`).
pub mod mechanism {
    /// `CKM_RSA_PKCS_KEY_PAIR_GEN`.
    pub const RSA_KEY_PAIR_GEN: u64 = 0x0000;
    /// `CKM_RSA_PKCS`.
    pub const RSA_PKCS: u64 = 0x0001;
    /// `CKM_RSA_X_509`.
    pub const RSA_X_509: u64 = 0x0003;
    /// `CKM_RSA_PKCS_PSS`.
    pub const RSA_PKCS_PSS: u64 = 0x000D;
    /// `CKM_SHA256_RSA_PKCS`.
    pub const SHA256_RSA_PKCS: u64 = 0x0040;
    /// `CKM_SHA256_RSA_PKCS_PSS`.
    pub const SHA256_RSA_PKCS_PSS: u64 = 0x0043;
    /// `CKM_SHA256`, as the hash of PSS.
    pub const SHA256: u64 = 0x0250;
    /// `CKG_MGF1_SHA256`, which is no mechanism: the mask of PSS.
    pub const MGF1_SHA256: u64 = 0x0002;
    /// `CKM_EC_KEY_PAIR_GEN`.
    pub const EC_KEY_PAIR_GEN: u64 = 0x1040;
    /// `CKM_ECDSA`.
    pub const ECDSA: u64 = 0x1041;
    /// `CKM_ECDSA_SHA1`, which we never use.
    pub const ECDSA_SHA1: u64 = 0x1042;
    /// `CKM_ECDSA_SHA256`.
    pub const ECDSA_SHA256: u64 = 0x1044;
    /// `CKM_ECDSA_SHA384`.
    pub const ECDSA_SHA384: u64 = 0x1045;
    /// `CKM_ECDSA_SHA512`.
    pub const ECDSA_SHA512: u64 = 0x1046;
    /// `CKM_EC_EDWARDS_KEY_PAIR_GEN`.
    pub const EDWARDS_KEY_PAIR_GEN: u64 = 0x1055;
    /// `CKM_EDDSA`.
    pub const EDDSA: u64 = 0x1057;
}

/// A way to sign that we use. Never SHA-1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SignMechanism {
    /// PKCS#1 v1.5 over a `DigestInfo` made on the host (RFC 8017 §9.2).
    RsaPkcs,
    /// PKCS#1 v1.5, hashed by the token.
    Sha256RsaPkcs,
    /// The bare RSA operation; padded on the host.
    RsaX509,
    /// PSS with SHA-256 and a salt of 32 bytes, over a hash made on the host (RFC 8017 §8.1).
    RsaPss,
    /// The same, hashed by the token.
    Sha256RsaPss,
    /// ECDSA over a hash made on the host.
    Ecdsa,
    /// ECDSA, hashed by the token with SHA-256.
    EcdsaSha256,
    /// ECDSA, hashed by the token with SHA-384.
    EcdsaSha384,
    /// ECDSA, hashed by the token with SHA-512.
    EcdsaSha512,
    /// Ed25519 over the message itself (RFC 8032 §5.1).
    Eddsa,
}

impl SignMechanism {
    /// Its number in the token's list.
    #[must_use]
    pub fn number(self) -> u64 {
        match self {
            Self::RsaPkcs => mechanism::RSA_PKCS,
            Self::Sha256RsaPkcs => mechanism::SHA256_RSA_PKCS,
            Self::RsaX509 => mechanism::RSA_X_509,
            Self::RsaPss => mechanism::RSA_PKCS_PSS,
            Self::Sha256RsaPss => mechanism::SHA256_RSA_PKCS_PSS,
            Self::Ecdsa => mechanism::ECDSA,
            Self::EcdsaSha256 => mechanism::ECDSA_SHA256,
            Self::EcdsaSha384 => mechanism::ECDSA_SHA384,
            Self::EcdsaSha512 => mechanism::ECDSA_SHA512,
            Self::Eddsa => mechanism::EDDSA,
        }
    }

    /// Its `CKM_` name, for details and for `--dry-run`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::RsaPkcs => "CKM_RSA_PKCS",
            Self::Sha256RsaPkcs => "CKM_SHA256_RSA_PKCS",
            Self::RsaX509 => "CKM_RSA_X_509",
            Self::RsaPss => "CKM_RSA_PKCS_PSS",
            Self::Sha256RsaPss => "CKM_SHA256_RSA_PKCS_PSS",
            Self::Ecdsa => "CKM_ECDSA",
            Self::EcdsaSha256 => "CKM_ECDSA_SHA256",
            Self::EcdsaSha384 => "CKM_ECDSA_SHA384",
            Self::EcdsaSha512 => "CKM_ECDSA_SHA512",
            Self::Eddsa => "CKM_EDDSA",
        }
    }
}

/// Which kind of signature is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Scheme {
    /// What certificates and requests are signed with: RSA by PKCS#1 v1.5 with SHA-256; ECDSA with the hash that fits the
    /// curve; Ed25519.
    Usual,
    /// RSA by PSS with SHA-256 and a salt of 32 bytes, as TLS 1.3 wants it (RFC 8446 §4.2.3).
    Pss,
}

/// The parameters of PSS (`CK_RSA_PKCS_PSS_PARAMS`, PKCS#11 2.40 §2.1.10).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PssParams {
    /// The hash, as a mechanism's number.
    pub hash: u64,
    /// The mask, a `CKG_` number.
    pub mask: u64,
    /// The salt's length in bytes.
    pub salt: u64,
}

impl SignMechanism {
    /// What it is initialised with besides its number.
    #[must_use]
    pub fn pss(self) -> Option<PssParams> {
        matches!(self, Self::RsaPss | Self::Sha256RsaPss).then_some(PssParams {
            hash: mechanism::SHA256,
            mask: mechanism::MGF1_SHA256,
            salt: 32,
        })
    }
}

/// What a new key shall be used for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Usage {
    /// SIGN and VERIFY.
    Sign,
    /// SIGN, VERIFY, DECRYPT and ENCRYPT: only RSA whose requested key usage enciphers.
    SignAndDecrypt,
}

/// A key pair that we want made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyWish {
    /// Type and size.
    pub key_type: KeyType,
    /// The wished id; `None` only where the token chooses ids itself.
    pub id: Option<KeyId>,
    /// The label for both halves.
    pub label: String,
    /// What it is for.
    pub usage: Usage,
    /// The private keys that were there before, as handles of this session: the ladder goes on only while no new one shows.
    pub before: Vec<Handle>,
    /// The first rung of the template ladder to try (learnt from this module earlier); 0 is the full template.
    pub first_rung: u8,
}

/// What came of a generation, before the fresh look.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Generated {
    /// The rung that was accepted.
    pub rung: u8,
    /// The handles that the token returned (a hint; a fresh look decides).
    pub public: Handle,
    /// See `public`.
    pub private: Handle,
    /// The public half as read back by that handle; `None` where it could not be read, or is none of the token's.
    pub read_back: Option<Box<Object>>,
}

impl Generated {
    /// From this rung on the public half lives in the session only; what else is dropped is as without it.
    pub const IN_SESSION: u8 = 6;

    /// How much of the template was dropped, 0 to 5, wherever the public half lives.
    #[must_use]
    pub fn dropped(&self) -> u8 {
        self.rung % Self::IN_SESSION
    }
}

/// A certificate that we want written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CertificateWish {
    /// The id of its key.
    pub id: Option<KeyId>,
    /// Label.
    pub label: String,
    /// Subject name, DER.
    pub subject: Vec<u8>,
    /// Issuer name, DER.
    pub issuer: Vec<u8>,
    /// Serial number as a DER INTEGER (NSS looks certificates up by issuer and serial).
    pub serial: Vec<u8>,
    /// The certificate, DER.
    pub der: Vec<u8>,
}

/// A key pair from outside that we want written, without its secret part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportWish {
    /// The id for both halves; `None` only where the token chooses ids itself.
    pub id: Option<KeyId>,
    /// The label for both halves.
    pub label: String,
    /// The public half: RSA, or a named curve with its bare point.
    pub public: PublicParts,
    /// Subject name of its certificate, DER.
    pub subject: Option<Vec<u8>>,
    /// What it is for.
    pub usage: Usage,
    /// Whether the public half is there already.
    pub public_there: bool,
    /// The private keys that were there before, as handles of this session: the ladder goes on only while no new one shows.
    pub before: Vec<Handle>,
}

/// What came of writing a key pair, before the fresh look.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Imported {
    /// The handle that the token returned (a hint; a fresh look decides).
    pub private: Handle,
    /// The public half's; `None` where it was there, or the token takes none.
    pub public: Option<Handle>,
    /// How it got in.
    pub way: ImportWay,
}

/// How a key gets into a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ImportWay {
    /// `C_CreateObject`.
    Created,
    /// `C_UnwrapKey`, under a key of the session.
    Unwrapped,
}

/// The forms of `C_Initialize` that modules want (Q09), in the order in which we try.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InitRung {
    /// A structure with `CKF_OS_LOCKING_OK`.
    #[default]
    OsLocking,
    /// A structure without flags.
    NoFlags,
    /// A null pointer.
    Null,
}

/// How a module whose slots appear late is asked (Q16).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settle {
    /// As how many tokens one card shows, where that is known: then no more are waited for.
    pub tokens: Option<usize>,
    /// The longest time for it, in milliseconds.
    pub millis: u64,
}

/// How a module wants to be loaded; from the registry and from what was learnt.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ModuleSetup {
    /// The library's file.
    pub path: String,
    /// The form of `C_Initialize` to try first.
    pub init: InitRung,
    /// The reserved string of `C_Initialize` (NSS wants one).
    pub reserved: Option<String>,
    /// Folder to change to before loading (Q12).
    pub chdir: Option<String>,
    /// Its slots appear late (Q16): how long it is asked again.
    pub settle: Option<Settle>,
    /// What earlier runs learnt of this file last: how to begin, before it tells its version.
    pub learnt: Learnt,
    /// What earlier runs learnt of it, by its version: that of another version does not count.
    pub known: Vec<(String, Learnt)>,
}

/// What was learnt of a module by its behaviour; remembered per module file and version.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
#[allow(clippy::struct_excessive_bools)] // independent facts
pub struct Learnt {
    /// The form of `C_Initialize` that worked.
    pub init: Option<InitRung>,
    /// The rung of the key template that worked.
    pub key_rung: Option<u8>,
    /// The rung of the certificate template that worked.
    pub certificate_rung: Option<u8>,
    /// It stops at the first attribute that it cannot tell, so the rest is read singly from the start of each doubt.
    pub stops_early: bool,
    /// A batch shorter than asked for was seen to be the last one.
    pub short_batch_ends: bool,
    /// It wants the officer's log-in to make keys or to write.
    pub write_as_so: bool,
    /// It keeps one certificate per key: an earlier one was gone after a new one was written.
    pub one_certificate_per_key: bool,
    /// Mechanisms that it lists but refuses.
    pub refused_mechanisms: Vec<SignMechanism>,
    /// Mechanisms with which it has signed.
    pub signed_with: Vec<SignMechanism>,
}

impl Learnt {
    /// Whether nothing is known.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

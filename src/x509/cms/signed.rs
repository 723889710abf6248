//! Detached signatures: `SignedData` without its content, with signed attributes (RFC 5652 §5, RFC 5754, RFC 5753 §2.1,
//! RFC 8419 for Ed25519, RFC 5035 for the mark of the signer's certificate).

use jiff::Timestamp;
use sha2::digest::DynDigest;
use sha2::{Digest, Sha256, Sha384, Sha512};

use super::super::algorithm::{Algorithm, Hash};
use super::super::certificate::Certificate;
use super::super::public::PublicKey;
use super::super::tlv::{integer, octets, oid, sequence, tlv};
use super::super::walk::tag;
use super::{DATA, SIGNED_DATA};
use der::asn1::ObjectIdentifier;

const CONTENT_TYPE: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.3");
const MESSAGE_DIGEST: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.4");
const SIGNING_TIME: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.5");
/// `id-aa-signingCertificateV2` (RFC 5035 §3).
const SIGNER: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.16.2.47");
/// `rsaEncryption` (RFC 3370 §3.2): every reader takes it beside a digest of the SHA-2 family (RFC 5754 §3.2).
const RSA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.1");
const SHA256: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.16.840.1.101.3.4.2.1");
const SHA384: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.16.840.1.101.3.4.2.2");
const SHA512: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.16.840.1.101.3.4.2.3");

/// `[0] IMPLICIT` of a SET.
const IMPLICIT_0: u8 = 0xA0;
/// `directoryName` of a `GeneralName` (RFC 5280 §4.2.1.6).
const DIRECTORY_NAME: u8 = 0xA4;
const UTC_TIME: u8 = 0x17;
const GENERALIZED_TIME: u8 = 0x18;

/// The digest of a content that is read piece by piece.
pub struct ContentDigest {
    hash: Hash,
    state: Box<dyn DynDigest>,
}

impl ContentDigest {
    /// The one that goes with a key: SHA-256; for the greater curves and Ed25519 the hash of their own signatures.
    /// `None`: no key that we sign with.
    #[must_use]
    pub fn for_key(key: &PublicKey) -> Option<Self> {
        let hash = match key.own_algorithm()? {
            Algorithm::Rsa(hash) | Algorithm::Pss(hash, _) | Algorithm::Ecdsa(hash) => hash,
            // RFC 8419 §2.3
            Algorithm::Ed25519 => Hash::Sha512,
        };
        let state: Box<dyn DynDigest> = match hash {
            Hash::Sha256 => Box::new(Sha256::new()),
            Hash::Sha384 => Box::new(Sha384::new()),
            Hash::Sha512 => Box::new(Sha512::new()),
            Hash::Sha1 => return None,
        };
        Some(Self { hash, state })
    }

    /// The next piece.
    pub fn update(&mut self, piece: &[u8]) {
        self.state.update(piece);
    }

    /// All was read.
    #[must_use]
    pub fn finish(self) -> Digested {
        Digested {
            hash: self.hash,
            value: self.state.finalize().to_vec(),
        }
    }
}

/// A content's digest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Digested {
    hash: Hash,
    value: Vec<u8>,
}

impl Digested {
    /// The name of the hash: `sha256`, `sha384`, `sha512`.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self.hash {
            Hash::Sha1 => "sha1",
            Hash::Sha256 => "sha256",
            Hash::Sha384 => "sha384",
            Hash::Sha512 => "sha512",
        }
    }

    /// Lower-case hex.
    #[must_use]
    pub fn hex(&self) -> String {
        hex::encode(&self.value)
    }

    /// Its `AlgorithmIdentifier`, without parameters (RFC 5754 §2).
    fn algorithm(&self) -> Vec<u8> {
        let number = match self.hash {
            Hash::Sha384 => SHA384,
            Hash::Sha512 => SHA512,
            Hash::Sha256 | Hash::Sha1 => SHA256,
        };
        sequence(&[&oid(number.as_bytes())]).to_vec()
    }
}

/// What is signed about a content: its type, its digest, when, and by whose certificate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedAttributes {
    digested: Digested,
    /// The attributes in the order of DER's sets.
    content: Vec<u8>,
}

impl SignedAttributes {
    /// For a content with this digest, signed now under this certificate.
    #[must_use]
    pub fn new(certificate: &Certificate, digested: Digested, now: Timestamp) -> Self {
        let mark = octets(&Sha256::digest(certificate.der()));
        let issuer = sequence(&[&tlv(DIRECTORY_NAME, &[certificate.issuer_der()])]);
        let issuer = sequence(&[&issuer, certificate.serial_der()]);
        let mark = sequence(&[&sequence(&[&sequence(&[&mark, &issuer])])]);
        let mut all = [
            attribute(CONTENT_TYPE, &oid(DATA.as_bytes())),
            attribute(SIGNING_TIME, &time(now)),
            attribute(MESSAGE_DIGEST, &octets(&digested.value)),
            attribute(SIGNER, &mark),
        ];
        // X.690 §11.6
        all.sort();
        Self {
            digested,
            content: all.concat(),
        }
    }

    /// The bytes that the key signs: the DER of the SET (RFC 5652 §5.4).
    #[must_use]
    pub fn to_sign(&self) -> Vec<u8> {
        tlv(tag::SET, &[&self.content]).to_vec()
    }

    /// The whole signature, with the signer's certificate and those of the authorities above it. `None`: the key is none
    /// that we sign with.
    #[must_use]
    pub fn detached(
        &self,
        signer: &Certificate,
        key: &PublicKey,
        signature: &[u8],
        chain: &[&Certificate],
    ) -> Option<Vec<u8>> {
        let algorithm = match key.own_algorithm()? {
            Algorithm::Rsa(_) => sequence(&[&oid(RSA.as_bytes()), &[5, 0]]).to_vec(),
            other => other.to_der()?,
        };
        let digest = self.digested.algorithm();
        let name = sequence(&[signer.issuer_der(), signer.serial_der()]);
        let signer_info = sequence(&[
            // The signer is named by issuer and number (RFC 5652 §5.3).
            &integer(1),
            &name,
            &digest,
            &tlv(IMPLICIT_0, &[&self.content]),
            &algorithm,
            &octets(signature),
        ]);
        let mut certificates: Vec<&[u8]> = chain.iter().map(|one| one.der()).collect();
        certificates.push(signer.der());
        certificates.sort_unstable();
        certificates.dedup();
        let data = sequence(&[
            // Nothing but X.509 certificates and a content of type data (RFC 5652 §5.1).
            &integer(1),
            &tlv(tag::SET, &[&digest]),
            &sequence(&[&oid(DATA.as_bytes())]),
            &tlv(IMPLICIT_0, &certificates),
            &tlv(tag::SET, &[&signer_info]),
        ]);
        let explicit = tlv(tag::CONTEXT_0, &[&data]);
        Some(sequence(&[&oid(SIGNED_DATA.as_bytes()), &explicit]).to_vec())
    }
}

/// One attribute with one value.
fn attribute(kind: ObjectIdentifier, value: &[u8]) -> Vec<u8> {
    sequence(&[&oid(kind.as_bytes()), &tlv(tag::SET, &[value])]).to_vec()
}

/// `Time`: two digits for the year until 2049 (RFC 5652 §11.3).
fn time(now: Timestamp) -> Vec<u8> {
    let year = now.strftime("%Y").to_string();
    let short = year.as_str() < "2050" && year.as_str() >= "1950" && year.len() == 4;
    let (tag, text) = if short {
        (UTC_TIME, now.strftime("%y%m%d%H%M%SZ").to_string())
    } else {
        (GENERALIZED_TIME, now.strftime("%Y%m%d%H%M%SZ").to_string())
    };
    tlv(tag, &[text.as_bytes()]).to_vec()
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::{ContentDigest, SignedAttributes, time};
    use crate::token::KeyType;
    use crate::x509::judge::{Key, openssl};
    use crate::x509::{Certificate, SoftKey};

    /// A signature of every type of key, as OpenSSL judges it.
    #[test]
    fn openssl_verifies_a_signature_of_every_type_of_key() {
        for kind in KeyType::ALL
            .into_iter()
            .filter(|kind| SoftKey::makes(*kind))
        {
            let judge = Key::new(kind);
            let der = judge.req(&[
                "-x509",
                "-subj",
                "/CN=Ana",
                "-addext",
                "keyUsage=digitalSignature",
            ]);
            let certificate = Certificate::parse(&der).unwrap();
            let key = SoftKey::from_pkcs8(&judge.pkcs8()).unwrap();
            let mut digest = ContentDigest::for_key(key.public_key()).unwrap();
            digest.update(b"hello ");
            digest.update(b"world");
            let attributes = SignedAttributes::new(&certificate, digest.finish(), Timestamp::now());
            let signature = key.sign(&attributes.to_sign()).unwrap();
            let whole = attributes
                .detached(&certificate, key.public_key(), &signature, &[])
                .unwrap();
            let file = judge.write("s.p7s", &whole);
            let trusted = judge.write("c.pem", certificate.pem().as_bytes());
            let content = judge.write("content", b"hello world");
            let verify = [
                "cms",
                "-verify",
                "-inform",
                "DER",
                "-in",
                &file,
                "-content",
                &content,
                "-binary",
                "-CAfile",
                &trusted,
                "-purpose",
                "any",
                "-no_check_time",
            ];
            assert_eq!(openssl(&verify, b""), b"hello world", "{kind}");
        }
    }

    #[test]
    fn years_beyond_2049_have_four_digits() {
        let at = |text: &str| time(text.parse::<Timestamp>().unwrap());
        assert_eq!(at("2049-12-31T23:59:59Z"), b"\x17\x0d491231235959Z");
        assert_eq!(at("2050-01-01T00:00:00Z"), b"\x18\x0f20500101000000Z");
    }
}

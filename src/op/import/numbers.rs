//! A private key from a file in the numbers that a token takes.

use crate::error::{Code, Failure};
use crate::op::sealed::sealed_failure;
use crate::secret::{self, Secret};
use crate::token::{ImportWish, KeyType, PublicParts, Usage};
use crate::x509::{Certificate, PrivateKey, PrivateParts, PublicKey, SoftKey, SoftKeyError};

/// What may be known of a key that a token can take; its secret numbers go their own way, as short as can be.
pub(in crate::op) struct Numbers {
    /// Its public half.
    pub(super) public: PublicKey,
    /// The public half as a token wants it.
    pub(super) parts: PublicParts,
    /// Type and size.
    pub(super) key_type: KeyType,
}

impl Numbers {
    /// With all numbers of the private half, packed for `Engine::put_key`. Refuses kinds of keys that no token takes, and
    /// numbers that do not fit together, before a token is touched.
    pub(in crate::op) fn of(key: &PrivateKey, path: &str) -> Result<(Self, Secret), Failure> {
        let unsupported = || sealed_failure(Code::KeyTypeNotTaken, path).with("value", key.kind());
        let public = key.public_key().cloned().ok_or_else(unsupported)?;
        let key_type = public.key_type().ok_or_else(unsupported)?;
        // A key on a token cannot be looked at any more: what is wrong in it has to be seen now.
        if let Err(error) = SoftKey::from_pkcs8(key.pkcs8_der())
            && !matches!(error, SoftKeyError::Unsupported { .. })
        {
            return Err(sealed_failure(Code::ContainerDamaged, path).with("text", error));
        }
        let pkcs8 = key.pkcs8_der();
        let (parts, secret) = match key.parts() {
            PrivateParts::Rsa(rsa) => (
                PublicParts::Rsa {
                    modulus: rsa.modulus.clone(),
                    exponent: rsa.public_exponent.clone(),
                },
                secret::pack(&[
                    pkcs8,
                    &rsa.private_exponent,
                    &rsa.prime_1,
                    &rsa.prime_2,
                    &rsa.exponent_1,
                    &rsa.exponent_2,
                    &rsa.coefficient,
                ]),
            ),
            PrivateParts::Ec(ec) => (
                PublicParts::Ec {
                    params: ec.curve.params_der().to_vec(),
                    point: ec.point.clone(),
                },
                secret::pack(&[pkcs8, &ec.scalar]),
            ),
            PrivateParts::Foreign { .. } => return Err(unsupported()),
        };
        let numbers = Self {
            public,
            parts,
            key_type,
        };
        Ok((numbers, secret))
    }

    /// What is asked of the token.
    pub(super) fn wish(&self, label: &str, certificate: Option<&Certificate>) -> ImportWish {
        ImportWish {
            id: None,
            label: label.to_owned(),
            public: self.parts.clone(),
            subject: certificate.map(|one| one.subject_der().to_vec()),
            usage: usage(self.key_type, certificate),
            public_there: false,
            before: Vec::new(),
        }
    }
}

/// A key deciphers only where its certificate says that it enciphers (RFC 5280 §4.2.1.3).
fn usage(key_type: KeyType, certificate: Option<&Certificate>) -> Usage {
    let enciphers = |usage: &&str| matches!(*usage, "keyEncipherment" | "dataEncipherment");
    let told = certificate.and_then(Certificate::key_usage);
    match (key_type, told) {
        (KeyType::Rsa(_), Some(list)) if list.iter().any(enciphers) => Usage::SignAndDecrypt,
        _ => Usage::Sign,
    }
}

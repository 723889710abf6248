//! The arithmetic of the token's keys. Not constant in time: these keys protect nothing.
#![expect(clippy::disallowed_types, reason = "this crate is the token")]

use std::str::FromStr;

use cryptoki_sys::{
    CK_RV, CKR_DATA_INVALID, CKR_DATA_LEN_RANGE, CKR_ENCRYPTED_DATA_INVALID, CKR_FUNCTION_FAILED,
};
use p256::ecdsa::signature::hazmat::PrehashSigner as _;
use rand::RngExt as _;
use rsa::pkcs8::DecodePrivateKey as _;
use rsa::traits::{PrivateKeyParts as _, PublicKeyParts as _};
use rsa::{BoxedUint, RsaPrivateKey};

/// The parts of an RSA key, each big-endian without leading zeros.
pub(crate) struct RsaParts {
    pub(crate) modulus: Vec<u8>,
    pub(crate) public_exponent: Vec<u8>,
    pub(crate) private_exponent: Vec<u8>,
    pub(crate) primes: Vec<Vec<u8>>,
}

/// The test key of this size after `taken` ones; a new one when they are used up.
pub(crate) fn rsa_key(bits: usize, taken: usize) -> Result<RsaParts, CK_RV> {
    let pem = RSA_KEYS.iter().filter(|(size, _)| *size == bits).nth(taken);
    let key = match pem {
        Some((_, pem)) => RsaPrivateKey::from_pkcs8_pem(pem).map_err(|_| CKR_FUNCTION_FAILED)?,
        None => new_rsa_key(bits)?,
    };
    let bytes = |number: &BoxedUint| number.to_be_bytes_trimmed_vartime().into_vec();
    Ok(RsaParts {
        modulus: bytes(key.n().as_ref()),
        public_exponent: bytes(key.e()),
        private_exponent: bytes(key.d()),
        primes: key.primes().iter().map(bytes).collect(),
    })
}

/// Input to the power of the private exponent, as long as the modulus.
pub(crate) fn rsa_private(modulus: &[u8], exponent: &[u8], input: &[u8]) -> Result<Vec<u8>, CK_RV> {
    if input.len() > modulus.len() {
        return Err(CKR_DATA_LEN_RANGE);
    }
    let bits = u32::try_from(modulus.len() * 8).map_err(|_| CKR_DATA_LEN_RANGE)?;
    let wide =
        |bytes: &[u8]| BoxedUint::from_be_slice(bytes, bits).map_err(|_| CKR_FUNCTION_FAILED);
    let (n, d, m) = (wide(modulus)?, wide(exponent)?, wide(input)?);
    if m >= n {
        return Err(CKR_DATA_INVALID);
    }
    let odd = Option::from(n.to_odd()).ok_or(CKR_FUNCTION_FAILED)?;
    Ok(m.pow_mod(&d, &odd).to_be_bytes().into_vec())
}

/// The padding of RFC 8017 §9.2 around what is to be signed.
pub(crate) fn pad_for_signing(length: usize, data: &[u8]) -> Result<Vec<u8>, CK_RV> {
    let filled = length
        .checked_sub(data.len() + 3)
        .filter(|filled| *filled >= 8);
    let filled = filled.ok_or(CKR_DATA_LEN_RANGE)?;
    Ok([&[0, 1], vec![0xFF; filled].as_slice(), &[0], data].concat())
}

/// What is inside the padding of RFC 8017 §7.2.
pub(crate) fn unpad_decrypted(padded: &[u8]) -> Result<&[u8], CK_RV> {
    let rest = padded
        .strip_prefix(&[0, 2])
        .ok_or(CKR_ENCRYPTED_DATA_INVALID)?;
    let end = rest
        .iter()
        .position(|byte| *byte == 0)
        .filter(|end| *end >= 8);
    let end = end.ok_or(CKR_ENCRYPTED_DATA_INVALID)?;
    rest.get(end + 1..).ok_or(CKR_ENCRYPTED_DATA_INVALID)
}

/// A curve that the token knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Curve {
    P256,
    P384,
    P521,
}

impl FromStr for Curve {
    type Err = ();

    fn from_str(name: &str) -> Result<Self, ()> {
        match name {
            "p256" => Ok(Self::P256),
            "p384" => Ok(Self::P384),
            "p521" => Ok(Self::P521),
            _ => Err(()),
        }
    }
}

/// The same words for each of the curve crates.
macro_rules! on_curve {
    ($curve:expr, $module:ident => $body:expr) => {
        match $curve {
            Curve::P256 => {
                use p256::ecdsa as $module;
                $body
            }
            Curve::P384 => {
                use p384::ecdsa as $module;
                $body
            }
            Curve::P521 => {
                use p521::ecdsa as $module;
                $body
            }
        }
    };
}

impl Curve {
    pub(crate) fn from_params(params: &[u8]) -> Option<Self> {
        [Self::P256, Self::P384, Self::P521]
            .into_iter()
            .find(|curve| curve.params() == params)
    }

    /// `CKA_EC_PARAMS`: the DER of the curve's object identifier.
    pub(crate) fn params(self) -> &'static [u8] {
        match self {
            Self::P256 => &[6, 8, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 3, 1, 7],
            Self::P384 => &[6, 5, 0x2B, 0x81, 4, 0, 0x22],
            Self::P521 => &[6, 5, 0x2B, 0x81, 4, 0, 0x23],
        }
    }

    /// The length of a field element in bytes.
    pub(crate) fn length(self) -> usize {
        match self {
            Self::P256 => 32,
            Self::P384 => 48,
            Self::P521 => 66,
        }
    }

    /// A new private scalar.
    pub(crate) fn new_key(self) -> Vec<u8> {
        let mut scalar = vec![0; self.length()];
        loop {
            rand::rng().fill(scalar.as_mut_slice());
            if self == Self::P521 {
                scalar[0] &= 1;
            }
            if self.point(&scalar).is_ok() {
                return scalar;
            }
        }
    }

    /// The uncompressed public point of a scalar.
    pub(crate) fn point(self, scalar: &[u8]) -> Result<Vec<u8>, CK_RV> {
        on_curve!(self, curve => {
            let key = curve::SigningKey::from_slice(scalar).map_err(|_| CKR_FUNCTION_FAILED)?;
            Ok(key.verifying_key().to_sec1_point(false).as_bytes().to_vec())
        })
    }

    /// Signs a hash: r‖s, or its DER.
    pub(crate) fn sign(self, scalar: &[u8], hash: &[u8], form: Form) -> Result<Vec<u8>, CK_RV> {
        // FIPS 186-5 §6.4.1 takes a short hash as a number; the crates want it as wide as the field.
        let hash = [
            vec![0; self.length().saturating_sub(hash.len())].as_slice(),
            hash,
        ]
        .concat();
        on_curve!(self, curve => {
            let key = curve::SigningKey::from_slice(scalar).map_err(|_| CKR_FUNCTION_FAILED)?;
            let signature: curve::Signature =
                key.sign_prehash(&hash).map_err(|_| CKR_DATA_LEN_RANGE)?;
            Ok(match form {
                Form::Plain => signature.to_bytes().to_vec(),
                Form::Der => signature.to_der().as_bytes().to_vec(),
            })
        })
    }
}

/// How an ECDSA signature is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    Plain,
    Der,
}

#[expect(clippy::disallowed_methods, reason = "this crate is the token")]
fn new_rsa_key(bits: usize) -> Result<RsaPrivateKey, CK_RV> {
    RsaPrivateKey::new(&mut rand::rng(), bits).map_err(|_| CKR_FUNCTION_FAILED)
}

/// Synthetic keys, so that no test waits for a search for primes.
const RSA_KEYS: &[(usize, &str)] = &[
    (2048, include_str!("../../keys/test-rsa2048-1.pem")),
    (2048, include_str!("../../keys/test-rsa2048-2.pem")),
    (2048, include_str!("../../keys/test-rsa2048-3.pem")),
    (2048, include_str!("../../keys/test-rsa2048-4.pem")),
    (3072, include_str!("../../keys/test-rsa3072-1.pem")),
    (3072, include_str!("../../keys/test-rsa3072-2.pem")),
    (4096, include_str!("../../keys/test-rsa4096-1.pem")),
];

//! Private keys in files of their own: PKCS#8, encrypted (RFC 5958 §3) or not, in PEM (RFC 7468 §10, §11) or DER.

use zeroize::Zeroizing;

use super::ber::{self, BerError};
use super::files::armour;
use super::pbe::{PbeError, Scheme, Work, password};
use super::pem;
use super::pkcs12::{Encryption, encrypted_key, key_encrypted};
use super::private::{PrivateKey, PrivateKeyError};
use super::walk::{self, tag};
use crate::secret::Secret;

/// Why a file gives no private key, or none was written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum KeyFileError {
    /// There is no private key in it.
    #[error("no private key")]
    None,
    /// There are several: which one is meant?
    #[error("{count} private keys")]
    Several {
        /// How many.
        count: usize,
    },
    /// It is encrypted, and no password was given.
    #[error("password needed")]
    PasswordNeeded,
    /// Nothing comes out with this password. Such files have nothing that would tell whether the password is wrong or the
    /// file damaged.
    #[error("wrong password, or damaged")]
    WrongPasswordOrDamaged,
    /// Cut off, or not base64.
    #[error("damaged")]
    Damaged,
    /// Cut off, or nested too deep.
    #[error("BER")]
    Ber(#[from] BerError),
    /// An encryption that is not read, or that asks for too much work.
    #[error("encryption")]
    Encryption(#[from] PbeError),
    /// What came out is no private key.
    #[error("private key")]
    Key(#[from] PrivateKeyError),
    /// An empty password protects nothing; one that is not UTF-8 means something else to each program.
    #[error("password refused")]
    Password,
    /// The system gave no random bytes.
    #[error("no random bytes")]
    Random,
    /// What was written does not open again with the same key; it was thrown away.
    #[error("not readable again")]
    NotReadBack,
}

/// Opens the one private key of a file: PEM with anything around it, also UTF-16, or DER. The password is used only
/// where the key is encrypted (PBES2, and the older schemes of PKCS#12).
///
/// Also `RSA PRIVATE KEY` and `EC PRIVATE KEY` in clear; their own old encryption (MD5) is named, not read.
pub fn open(bytes: &[u8], password: Option<&Secret>) -> Result<PrivateKey, KeyFileError> {
    let binary = bytes.first() == Some(&tag::SEQUENCE);
    let fault = match ber::definite(bytes) {
        Ok(der) if binary => return from_der(&der, password),
        // A text may begin with `0` as well: it has no bytes beyond ASCII.
        Err(error) if binary && !bytes.is_ascii() => error.into(),
        _ => KeyFileError::None,
    };
    let text = armour::text(bytes);
    let mut keys = pem::blocks(&text).filter(|block| block.label.trim().ends_with("PRIVATE KEY"));
    let block = keys.next().ok_or(fault)?;
    let more = keys.count();
    if more > 0 {
        return Err(KeyFileError::Several { count: more + 1 });
    }
    if block.body.contains("Proc-Type:") && block.body.contains("ENCRYPTED") {
        let name = "PEM encryption of before PKCS#8 (MD5)".to_owned();
        return Err(PbeError::Unsupported { name }.into());
    }
    let der = pem::decode(block.body).filter(|_| block.closed);
    let der = Zeroizing::new(der.ok_or(KeyFileError::Damaged)?);
    from_der(&ber::definite(&der)?, password)
}

/// Told by structure: `EncryptedPrivateKeyInfo`, `PrivateKeyInfo`, or one of the older two.
fn from_der(der: &[u8], password: Option<&Secret>) -> Result<PrivateKey, KeyFileError> {
    let mut fields = walk::only(der, tag::SEQUENCE)
        .ok_or(KeyFileError::None)?
        .value;
    let tags: Vec<u8> = walk::each(fields).take(3).map(|one| one.tag).collect();
    match tags.as_slice() {
        [tag::SEQUENCE, tag::OCTET_STRING] => {
            let password = password.ok_or(KeyFileError::PasswordNeeded)?;
            decrypted(der, password)
        }
        [tag::INTEGER, tag::SEQUENCE, tag::OCTET_STRING] => Ok(PrivateKey::from_pkcs8(der)?),
        [tag::INTEGER, tag::INTEGER, ..] => Ok(PrivateKey::from_traditional(der)?),
        [tag::INTEGER, tag::OCTET_STRING, ..] => {
            walk::take_tag(&mut fields, tag::INTEGER)
                .filter(|version| version.value == [1])
                .ok_or(KeyFileError::None)?;
            Ok(PrivateKey::from_traditional(der)?)
        }
        _ => Err(KeyFileError::None),
    }
}

fn decrypted(der: &[u8], password: &Secret) -> Result<PrivateKey, KeyFileError> {
    let (algorithm, data) = key_encrypted(der).ok_or(KeyFileError::None)?;
    let forms = password::forms(password);
    let opened = Scheme::parse(algorithm)?.decrypt(&forms, data, &mut Work::default())?;
    let (_, clear) = opened.ok_or(KeyFileError::WrongPasswordOrDamaged)?;
    Ok(PrivateKey::from_pkcs8(&ber::definite(&clear)?)?)
}

/// The key in PEM under a password, for servers: PBES2 with AES-256-CBC and 600 000 rounds of PBKDF2 with HMAC-SHA-256.
/// It is opened again before it is given out.
pub fn to_encrypted_pem(key: &PrivateKey, password: &Secret) -> Result<String, KeyFileError> {
    if password.is_empty() {
        return Err(KeyFileError::Password);
    }
    let form = password::standard(password).ok_or(KeyFileError::Password)?;
    let scheme = Scheme::modern(Encryption::Modern.iterations()).ok_or(KeyFileError::Random)?;
    let der = encrypted_key(key, &scheme, &form).ok_or(KeyFileError::NotReadBack)?;
    let text = pem::encode("ENCRYPTED PRIVATE KEY", &der);
    let again = open(text.as_bytes(), Some(password)).map_err(|_| KeyFileError::NotReadBack)?;
    if again.pkcs8_der() == key.pkcs8_der() {
        Ok(text)
    } else {
        Err(KeyFileError::NotReadBack)
    }
}

#[cfg(test)]
mod tests;

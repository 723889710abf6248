//! PKCS#12 (RFC 7292): keys with their certificates, as `.p12` and `.pfx` files hold them; read and written.
//!
//! Read in all forms that were met: of OpenSSL, Windows, Java, NSS (indefinite lengths), with old and new ciphers, with
//! and without a MAC, also PBMAC1 (RFC 9579). Written in two, see [`Encryption`].
//! Own structures: `p12-keystore` reads no files of NSS, wipes nothing, and cannot stand beside the chain validation in one lock file.

mod bags;
mod entries;
mod mac;
mod outer;
mod write;

use super::ber::BerError;
use super::certificate::Certificate;
use super::pbe::{self, PbeError};
use super::private::{PrivateKey, PrivateKeyError};
use crate::secret::Secret;

pub(crate) use bags::key_encrypted;
pub use mac::Integrity;
pub(crate) use write::encrypted_key;
pub use write::{Encryption, Plan, WriteError, opens_everywhere, write};

/// What a file holds.
#[derive(Debug)]
pub struct Pkcs12 {
    /// One for each private key, in the order of the file.
    pub entries: Vec<Entry>,
    /// The certificates that are no key's: authorities, and whatever else is there. Each once.
    pub chain: Vec<Certificate>,
    /// How the file is protected against changes.
    pub integrity: Integrity,
    /// How many things there were besides: certificates that do not parse or are not X.509, secrets, revocation lists.
    pub skipped: usize,
}

/// A private key with what belongs to it.
#[derive(Debug)]
pub struct Entry {
    /// What people call it (`friendlyName`, RFC 2985 §5.5.1): the key's, else its certificate's.
    pub friendly_name: Option<String>,
    /// `localKeyId` (RFC 2985 §5.5.2), any bytes.
    pub local_key_id: Option<Vec<u8>>,
    /// The key.
    pub key: PrivateKey,
    /// The certificates over this key's public half, whatever the file says; of a key of a foreign kind, those with
    /// its `localKeyId`.
    pub certificates: Vec<Certificate>,
}

/// Why a file cannot be opened.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Pkcs12Error {
    /// Longer than any honest file.
    #[error("{length} bytes, at most {most} are read")]
    TooLarge {
        /// Its bytes.
        length: usize,
        /// The bound.
        most: usize,
    },
    /// No BER that we read: cut off, or nested too deep.
    #[error("BER")]
    Ber(#[from] BerError),
    /// No PKCS#12 file.
    #[error("no PKCS#12: {part}")]
    Structure {
        /// The part that is missing, in the words of RFC 7292 §4.
        part: &'static str,
    },
    /// The password is another one: the MAC does not fit it, and nothing can be decrypted with it.
    #[error("wrong password")]
    WrongPassword,
    /// Nothing can be decrypted with the password. The file has no MAC that would tell whether the password is wrong or
    /// the file damaged.
    #[error("wrong password, or damaged")]
    WrongPasswordOrDamaged,
    /// The password is right, and the file was changed or broken.
    #[error("{part}")]
    Damaged {
        /// The part: `MAC`, or as in [`Pkcs12Error::Structure`].
        part: &'static str,
    },
    /// An encryption that is not read, or that asks for too much work.
    #[error("encryption")]
    Encryption(#[from] PbeError),
    /// Signed or encrypted for a public key instead of under a password (RFC 7292 §3.1).
    #[error("{mode} mode is not read")]
    PublicKeyMode {
        /// `integrity` or `privacy`.
        mode: &'static str,
    },
    /// More things in it than any honest file has.
    #[error("more than {most} bags")]
    TooManyBags {
        /// The bound.
        most: usize,
    },
    /// A key in it is none.
    #[error("private key")]
    Key(#[from] PrivateKeyError),
}

/// Longest file that is read, in bytes.
pub const MOST_BYTES: usize = 16 << 20;

/// Opens a file: DER or BER, as [`Sealed::bytes`](super::Sealed::bytes) gives it.
///
/// An empty password is tried in both ways in which programs write it, and needs no question where nothing is
/// encrypted. All keys are opened with the same password. Sizes and counts are refused before work is done:
/// [`MOST_BYTES`], [`MOST_ITERATIONS`](super::MOST_ITERATIONS).
pub fn open(bytes: &[u8], password: &Secret) -> Result<Pkcs12, Pkcs12Error> {
    let mut work = pbe::Work::default();
    let mut forms = pbe::password::forms(password);
    let pfx = outer::parse(bytes)?;
    let mut sure = bags::Sure::No;
    if let Some(mac) = &pfx.mac {
        match mac.fitting(&forms, pfx.content(), &mut work)? {
            Some(place) => {
                forms.swap(0, place);
                sure = bags::Sure::Yes;
            }
            None => return Err(despite_mac(pfx.content(), forms, work)),
        }
    }
    let mut reader = bags::Reader::new(forms, work, sure);
    reader.authenticated_safe(pfx.content())?;
    let integrity = pfx.mac.as_ref().map_or(Integrity::None, mac::Mac::told);
    Ok(entries::sorted(reader.bags, integrity))
}

/// The MAC does not fit. If the password decrypts something nevertheless, it is right and the file is damaged.
fn despite_mac(content: &[u8], forms: Vec<pbe::Form>, work: pbe::Work) -> Pkcs12Error {
    let mut reader = bags::Reader::new(forms, work, bags::Sure::No);
    // What stands in clear and asks for too much is told: another password would not help.
    if let Err(error @ Pkcs12Error::Encryption(PbeError::TooManyIterations { .. })) =
        reader.authenticated_safe(content)
    {
        return error;
    }
    if reader.decrypted > 0 {
        Pkcs12Error::Damaged { part: "MAC" }
    } else {
        Pkcs12Error::WrongPassword
    }
}

#[cfg(test)]
mod tests;

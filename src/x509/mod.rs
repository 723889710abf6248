//! Names, keys, requests and certificates: everything that knows ASN.1 (X.690, RFC 5280, RFC 2986).
//!
//! The only folder that uses the `RustCrypto` stack; it talks to no token and prints nothing.

mod algorithm;
mod altname;
pub mod asn1;
mod attribute;
mod ber;
mod certificate;
pub mod cms;
pub mod csr;
mod extensions;
pub mod facts;
pub mod files;
mod flaws;
#[cfg(test)]
mod hostile;
pub mod issue;
#[cfg(test)]
pub(crate) mod judge;
pub mod keyfile;
mod mail;
pub mod names;
mod pbe;
mod pem;
pub mod pkcs12;
mod private;
mod public;
mod rendering;
mod roca;
mod serial;
mod shape;
pub mod signing;
mod slash;
pub mod softkey;
mod subject;
mod time;
mod tlv;
pub mod typed_name;
mod usage;
mod verify;
mod walk;

pub use altname::{ALT_NAME_TYPES, AltName, AltNameError};
pub use ber::BerError;
pub use certificate::{Certificate, CertificateError, Validity};
pub use cms::{CmsError, certs_only};
pub use csr::{Request, RequestError, RequestPlan};
pub use extensions::ExtensionWords;
pub use files::{Bundle, Contents, Damage, Damaged, FileFault, Sealed, recognise};
pub use flaws::{NameFlaw, of_name as name_flaws};
pub use issue::{Extras, IssueError, Qualified, StandInCa};
pub use keyfile::KeyFileError;
pub use names::NamePart;
pub use pbe::{MOST_ITERATIONS, PbeError};
pub use pkcs12::{Pkcs12, Pkcs12Error};
pub use private::{EcParts, PrivateKey, PrivateKeyError, PrivateParts, RsaParts};
pub use public::{PublicKey, PublicKeyError, key_words};
pub use rendering::{NameForm, forms as name_forms, render as render_name};
pub use serial::Serial;
pub use signing::SignatureError;
pub use softkey::{SoftKey, SoftKeyError};
pub use subject::{Subject, SubjectError};
pub use usage::{EXTENDED_KEY_USAGES, ExtendedKeyUsage, KEY_USAGES, KeyUsage, UsageError};
pub use verify::{ChallengeError, VerifyError};

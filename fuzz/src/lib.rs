//! What several targets do with what they read: everything that the program shows of it.

use std::path::PathBuf;

use parafa::secret::Secret;
use parafa::x509::{Certificate, Contents, Request, pkcs12, recognise};

/// The password of all seeds but one.
#[must_use]
pub fn password() -> Secret {
    Secret::from_text("seeds".to_owned())
}

/// A certificate and the authority that issued it.
#[must_use]
pub fn parties() -> (Certificate, Certificate) {
    let both = recognise(include_bytes!("../../tests/data/seeds/both.pem"));
    let mut both = both.map(|read| read.certificates).unwrap_or_default();
    let (ca, leaf) = (both.pop(), both.pop());
    (leaf.expect("a certificate"), ca.expect("its issuer"))
}

/// Recognises a file and looks at what is in it.
pub fn look(bytes: &[u8]) {
    let Ok(contents) = recognise(bytes) else {
        return;
    };
    let Contents {
        certificates,
        requests,
        pkcs12,
        ..
    } = &contents;
    certificates.iter().for_each(certificate);
    requests.iter().for_each(request);
    for sealed in pkcs12 {
        let _ = pkcs12::open(sealed.bytes(), &password());
    }
}

/// Looks at a certificate.
pub fn certificate(one: &Certificate) {
    let _ = (one.pem(), one.sha256(), one.subject(), one.issuer());
    let _ = (
        one.serial(),
        one.not_before(),
        one.not_after(),
        one.holder(),
    );
    let _ = (one.key_usage(), one.extended_key_usage(), one.emails());
    let _ = (
        one.alt_names(),
        one.extensions(),
        one.qualified(),
        one.is_ca(),
    );
    let _ = (
        one.signature_algorithm(),
        one.public_key(),
        one.signed_by_own_key(),
    );
    // What is kept is the bytes that came.
    assert_eq!(Certificate::parse(one.der()).as_ref(), Ok(one));
}

/// Looks at a request.
pub fn request(one: &Request) {
    let _ = (one.pem(), one.subject(), one.verify(), one.public_key());
    assert_eq!(Request::parse(one.der()).as_ref(), Ok(one));
}

/// A folder that is made once, for what reads files.
#[must_use]
pub fn folder() -> PathBuf {
    use std::sync::OnceLock;
    static FOLDER: OnceLock<tempfile::TempDir> = OnceLock::new();
    let folder = FOLDER.get_or_init(|| tempfile::tempdir().expect("a folder for temporary files"));
    folder.path().to_owned()
}

/// Base64 with line ends, as between the lines of PEM.
#[must_use]
pub fn pem(label: &str, bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = format!("-----BEGIN {label}-----\n");
    for (count, three) in bytes.chunks(3).enumerate() {
        let number = (0..3).fold(0_u32, |sum, place| {
            (sum << 8) | u32::from(three.get(place).copied().unwrap_or(0))
        });
        for place in 0..=three.len() {
            let sextet = (number >> (18 - 6 * place)) & 63;
            text.push(char::from(LETTERS[sextet as usize]));
        }
        if count % 16 == 15 {
            text.push('\n');
        }
    }
    text + &format!("\n-----END {label}-----\n")
}

//! The certificates that this system trusts: Windows' and macOS' stores, elsewhere the bundle of OpenSSL. `SSL_CERT_FILE` and
//! `SSL_CERT_DIR` stand for another one, as for every program that reads it.

/// Each in DER, and what could not be read, in the system's words.
#[must_use]
pub fn anchors() -> (Vec<Vec<u8>>, Vec<String>) {
    let read = rustls_native_certs::load_native_certs();
    let certificates = read.certs.into_iter().map(|one| one.to_vec());
    let errors = read.errors.iter().map(ToString::to_string);
    (certificates.collect(), errors.collect())
}

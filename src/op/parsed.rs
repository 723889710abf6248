//! Certificates as they come from a token, parsed once: while the module reads the next object, this one is worked on.

use std::collections::HashMap;

use crate::token::{Body, KeyHash, Object};
use crate::x509::Certificate;

/// A certificate, with what takes time to find out.
#[derive(Debug, Clone)]
pub(super) struct Parsed {
    pub(super) certificate: Certificate,
    /// The hash of the key that it certifies, where its key could be read.
    pub(super) key: Option<KeyHash>,
    /// Signed by its own key, and no CA.
    pub(super) own: bool,
}

/// By their DER, for one run.
#[derive(Debug, Default)]
pub(super) struct ParsedCertificates(HashMap<Vec<u8>, Option<Parsed>>);

impl ParsedCertificates {
    /// Works on the certificates of a batch.
    pub(super) fn take(&mut self, batch: &[Object]) {
        for object in batch {
            if let Body::Certificate(body) = &object.body
                && let Some(der) = &body.der
            {
                self.get(der);
            }
        }
    }

    /// One of them; `None` for what is no certificate.
    pub(super) fn get(&mut self, der: &[u8]) -> Option<Parsed> {
        if let Some(known) = self.0.get(der) {
            return known.clone();
        }
        let parsed = Certificate::parse(der).ok().map(|certificate| Parsed {
            key: certificate.public_key().ok().map(|key| key.hash()),
            own: !certificate.is_ca() && certificate.signed_by_own_key(),
            certificate,
        });
        self.0.insert(der.to_vec(), parsed.clone());
        parsed
    }
}

//! What a test puts on a token before the module sees it.

use cryptoki_sys::{
    CK_ATTRIBUTE_TYPE, CKA_CERTIFICATE_TYPE, CKA_CLASS, CKA_EXTRACTABLE, CKA_ID, CKA_KEY_TYPE,
    CKA_LABEL, CKA_PRIVATE, CKA_SENSITIVE, CKA_TOKEN, CKA_VALUE, CKC_X_509, CKK_AES,
    CKO_CERTIFICATE, CKO_SECRET_KEY,
};

use super::file::TokenFile;
use super::generate::{self, Kind};
use super::object::{Attributes, boolean, ulong};

impl TokenFile {
    /// Changes anything.
    #[must_use]
    pub fn with(mut self, change: impl FnOnce(&mut Self)) -> Self {
        change(&mut self);
        self
    }

    /// Adds the next RSA test key of this size, as the token itself would generate it.
    #[must_use]
    pub fn with_rsa_key(self, id: &[u8], label: &str, bits: usize) -> Self {
        self.with_key(id, label, Kind::Rsa(bits))
    }

    /// Adds a new EC key on `p256`, `p384` or `p521`.
    ///
    /// # Panics
    /// On another name.
    #[must_use]
    pub fn with_ec_key(self, id: &[u8], label: &str, curve: &str) -> Self {
        let curve = curve
            .parse()
            .unwrap_or_else(|()| panic!("no such curve: {curve}"));
        self.with_key(id, label, Kind::Ec(curve))
    }

    /// Adds a certificate of these bytes; empty bytes make an odd one.
    #[must_use]
    pub fn with_certificate(self, id: &[u8], label: &str, der: &[u8]) -> Self {
        let private = self.private_certs;
        self.with_object(&[
            (CKA_CLASS, ulong(CKO_CERTIFICATE)),
            (CKA_CERTIFICATE_TYPE, ulong(CKC_X_509)),
            (CKA_PRIVATE, boolean(private)),
            (CKA_ID, id.to_vec()),
            (CKA_LABEL, label.as_bytes().to_vec()),
            (CKA_VALUE, der.to_vec()),
        ])
    }

    /// Adds a sensitive AES key.
    #[must_use]
    pub fn with_secret_key(self, id: &[u8], label: &str) -> Self {
        self.with_object(&[
            (CKA_CLASS, ulong(CKO_SECRET_KEY)),
            (CKA_KEY_TYPE, ulong(CKK_AES)),
            (CKA_PRIVATE, boolean(true)),
            (CKA_SENSITIVE, boolean(true)),
            (CKA_EXTRACTABLE, boolean(false)),
            (CKA_ID, id.to_vec()),
            (CKA_LABEL, label.as_bytes().to_vec()),
            (CKA_VALUE, vec![0x5A; 32]),
        ])
    }

    /// Adds an object of a vendor's class, and a certificate without bytes.
    #[must_use]
    pub fn with_odd_objects(self) -> Self {
        let label = b"vendor".to_vec();
        self.with_object(&[(CKA_CLASS, ulong(0x8000_0001)), (CKA_LABEL, label)])
            .with_certificate(&[0xEE], "empty", &[])
    }

    /// Adds an object of any attributes; `CKA_TOKEN` is added.
    #[must_use]
    pub fn with_object(mut self, attributes: &[(CK_ATTRIBUTE_TYPE, Vec<u8>)]) -> Self {
        let mut attributes: Attributes = attributes.iter().cloned().collect();
        attributes.insert(CKA_TOKEN, boolean(true));
        self.add(attributes);
        self
    }

    fn with_key(mut self, id: &[u8], label: &str, kind: Kind) -> Self {
        let named: Attributes = [
            (CKA_ID, id.to_vec()),
            (CKA_LABEL, label.as_bytes().to_vec()),
        ]
        .into_iter()
        .collect();
        let made = generate::pair(&mut self, kind, named.clone(), named);
        made.unwrap_or_else(|rv| panic!("no room for the key {label}: {rv:#x}"));
        self
    }
}

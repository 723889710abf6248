//! The two ladders of templates: what we ask for first, and what is dropped in which order when a token refuses.
//!
//! Never dropped: `CKA_TOKEN`, size, curve. Never set: `ALWAYS_SENSITIVE`, `NEVER_EXTRACTABLE`, `LOCAL` (read-only,
//! PKCS#11 2.40 §4.9), and for certificates `CATEGORY`, `CHECK_VALUE`, `NAME_HASH` (Q41).

use cryptoki::mechanism::Mechanism;
use cryptoki::object::{Attribute, CertificateType, ObjectClass};

use crate::token::{CertificateWish, Curve, Generated, KeyType, KeyWish, Usage};

/// The key ladder, first to last. From [`Generated::IN_SESSION`] on, the public half lives in the session only (Q43): nothing
/// is lost by that, since the request and the journal hold it. What protects the private half is dropped last of all.
pub(super) const KEY_LADDER: [u8; 12] = [0, 1, 2, 3, 4, 6, 7, 8, 9, 10, 5, 11];
/// Number of rungs of the certificate ladder.
pub(super) const CERTIFICATE_RUNGS: u8 = 4;

/// The templates of one rung.
pub(super) struct KeyTemplates {
    pub(super) public: Vec<Attribute>,
    pub(super) private: Vec<Attribute>,
}

/// The mechanism that makes this type of key.
pub(super) fn generation(key_type: KeyType) -> Mechanism<'static> {
    match key_type {
        KeyType::Rsa(_) => Mechanism::RsaPkcsKeyPairGen,
        KeyType::Ec(Curve::Ed25519) => Mechanism::EccEdwardsKeyPairGen,
        KeyType::Ec(_) => Mechanism::EccKeyPairGen,
    }
}

/// Whether the key shall decrypt too: only RSA can.
pub(super) fn deciphers(wish: &KeyWish) -> bool {
    wish.usage == Usage::SignAndDecrypt && matches!(wish.key_type, KeyType::Rsa(_))
}

/// Whether this rung is the one before it again, for a key that does not decrypt.
pub(super) fn repeats(rung: u8) -> bool {
    rung % Generated::IN_SESSION == 1
}

/// Rung 0 is the full template; each further one drops: usages beyond SIGN, SIGN, label, PRIVATE, and last
/// SENSITIVE and not EXTRACTABLE.
pub(super) fn key_rung(wish: &KeyWish, number: u8) -> KeyTemplates {
    let rung = number % Generated::IN_SESSION;
    let mut public = vec![Attribute::Token(number < Generated::IN_SESSION)];
    let mut private = vec![Attribute::Token(true)];
    match wish.key_type {
        KeyType::Rsa(bits) => {
            public.push(Attribute::ModulusBits(u64_to_ulong(bits)));
            // 65537: the exponent that every authority takes (FIPS 186-4 §B.3.1).
            public.push(Attribute::PublicExponent(vec![1, 0, 1]));
        }
        KeyType::Ec(curve) => public.push(Attribute::EcParams(curve.params_der().to_vec())),
    }
    if let Some(id) = &wish.id {
        public.push(Attribute::Id(id.0.clone()));
        private.push(Attribute::Id(id.0.clone()));
    }
    if rung < 1 && deciphers(wish) {
        public.push(Attribute::Encrypt(true));
        private.push(Attribute::Decrypt(true));
    }
    if rung < 2 {
        public.push(Attribute::Verify(true));
        private.push(Attribute::Sign(true));
    }
    if rung < 3 {
        public.push(Attribute::Label(wish.label.as_bytes().to_vec()));
        private.push(Attribute::Label(wish.label.as_bytes().to_vec()));
    }
    if rung < 4 {
        // A public half that shows without the PIN lets the next program match it (PKCS#11 2.40 §4.4).
        public.push(Attribute::Private(false));
        private.push(Attribute::Private(true));
    }
    if rung < 5 {
        private.push(Attribute::Sensitive(true));
        private.push(Attribute::Extractable(false));
    }
    KeyTemplates { public, private }
}

/// Rung 0 is the full template; each further one drops: ISSUER and SERIAL_NUMBER, LABEL, PRIVATE.
pub(super) fn certificate_rung(wish: &CertificateWish, rung: u8) -> Vec<Attribute> {
    let mut template = vec![
        Attribute::Class(ObjectClass::CERTIFICATE),
        Attribute::CertificateType(CertificateType::X_509),
        Attribute::Token(true),
    ];
    if rung < 3 {
        template.push(Attribute::Private(false));
    }
    if let Some(id) = &wish.id {
        template.push(Attribute::Id(id.0.clone()));
    }
    if rung < 2 {
        template.push(Attribute::Label(wish.label.as_bytes().to_vec()));
    }
    template.push(Attribute::Subject(wish.subject.clone()));
    if rung < 1 {
        template.push(Attribute::Issuer(wish.issuer.clone()));
        template.push(Attribute::SerialNumber(wish.serial.clone()));
    }
    template.push(Attribute::Value(wish.der.clone()));
    template
}

fn u64_to_ulong(bits: u32) -> cryptoki::types::Ulong {
    cryptoki::types::Ulong::new(cryptoki_sys::CK_ULONG::from(bits))
}

/// The template of a rung in words, for `--dry-run`: exactly what would be sent, public half first.
#[must_use]
pub fn describe(wish: &KeyWish) -> Vec<String> {
    let templates = key_rung(wish, 0);
    let half = |name: &'static str, list: &[Attribute]| -> Vec<String> {
        list.iter()
            .map(|attribute| format!("{name} {}", words(attribute)))
            .collect()
    };
    let mut all = half("public", &templates.public);
    all.extend(half("private", &templates.private));
    all
}

fn words(attribute: &Attribute) -> String {
    match attribute {
        Attribute::Token(on) => format!("CKA_TOKEN={on}"),
        Attribute::Private(on) => format!("CKA_PRIVATE={on}"),
        Attribute::Sensitive(on) => format!("CKA_SENSITIVE={on}"),
        Attribute::Extractable(on) => format!("CKA_EXTRACTABLE={on}"),
        Attribute::Sign(on) => format!("CKA_SIGN={on}"),
        Attribute::Verify(on) => format!("CKA_VERIFY={on}"),
        Attribute::Decrypt(on) => format!("CKA_DECRYPT={on}"),
        Attribute::Encrypt(on) => format!("CKA_ENCRYPT={on}"),
        Attribute::ModulusBits(bits) => format!("CKA_MODULUS_BITS={}", **bits),
        Attribute::PublicExponent(bytes) => format!("CKA_PUBLIC_EXPONENT={}", hex::encode(bytes)),
        Attribute::EcParams(bytes) => format!("CKA_EC_PARAMS={}", hex::encode(bytes)),
        Attribute::Id(bytes) => format!("CKA_ID={}", hex::encode(bytes)),
        Attribute::Label(bytes) => format!("CKA_LABEL={}", String::from_utf8_lossy(bytes)),
        other => format!("{:?}", other.attribute_type()),
    }
}

#[cfg(test)]
mod tests {
    use super::{KEY_LADDER, certificate_rung, describe, key_rung};
    use crate::token::{CertificateWish, Curve, Generated, KeyId, KeyType, KeyWish, Usage};

    fn wish(key_type: KeyType, usage: Usage) -> KeyWish {
        KeyWish {
            key_type,
            id: Some(KeyId(vec![7])),
            label: "l".to_owned(),
            usage,
            before: vec![],
            first_rung: 0,
        }
    }

    #[test]
    fn token_size_and_curve_are_never_dropped() {
        for rung in KEY_LADDER {
            let in_session = rung >= Generated::IN_SESSION;
            let rsa = key_rung(&wish(KeyType::Rsa(2048), Usage::SignAndDecrypt), rung);
            let text = format!("{:?} {:?}", rsa.public, rsa.private);
            assert!(
                text.contains("ModulusBits")
                    && text.matches("Token(true)").count() == 2 - usize::from(in_session),
                "{rung} {text}"
            );
            let ec = key_rung(&wish(KeyType::Ec(Curve::P384), Usage::Sign), rung);
            assert!(format!("{:?}", ec.public).contains("EcParams"));
            assert!(format!("{:?}", ec.private).contains("Token(true)"));
        }
    }

    #[test]
    fn what_protects_the_key_goes_last() {
        let rung = |number| {
            format!(
                "{:?}",
                key_rung(&wish(KeyType::Rsa(2048), Usage::SignAndDecrypt), number).private
            )
        };
        assert!(rung(0).contains("Decrypt") && rung(0).contains("Sign"));
        assert!(!rung(1).contains("Decrypt") && rung(1).contains("Sign"));
        assert!(!rung(2).contains("Sign(") && rung(2).contains("Label"));
        assert!(!rung(3).contains("Label") && rung(3).contains("Private("));
        assert!(!rung(4).contains("Private(") && rung(4).contains("Sensitive"));
        assert!(!rung(5).contains("Sensitive") && !rung(5).contains("Extractable"));
        let bare = |rung: &u8| rung % Generated::IN_SESSION == 5;
        assert_eq!(KEY_LADDER.iter().position(bare), Some(KEY_LADDER.len() - 2));
    }

    #[test]
    fn no_decryption_unless_asked_for() {
        let text = describe(&wish(KeyType::Rsa(2048), Usage::Sign)).join("\n");
        assert!(
            !text.contains("CRYPT") && text.contains("private CKA_SIGN=true"),
            "{text}"
        );
        let curve = describe(&wish(KeyType::Ec(Curve::P256), Usage::SignAndDecrypt)).join("\n");
        assert!(!curve.contains("CRYPT"), "{curve}");
    }

    #[test]
    fn a_certificate_keeps_subject_and_value_to_the_last_rung() {
        let wish = CertificateWish {
            id: Some(KeyId(vec![1])),
            label: "l".to_owned(),
            subject: vec![0x30, 0],
            issuer: vec![0x30, 0],
            serial: vec![2, 1, 1],
            der: vec![0x30, 0],
        };
        let text = |rung| format!("{:?}", certificate_rung(&wish, rung));
        assert!(text(0).contains("Issuer") && text(0).contains("SerialNumber"));
        assert!(!text(1).contains("Issuer") && text(1).contains("Label"));
        assert!(!text(2).contains("Label") && text(2).contains("Private"));
        assert!(
            !text(3).contains("Private")
                && text(3).contains("Value")
                && text(3).contains("Subject")
        );
    }
}

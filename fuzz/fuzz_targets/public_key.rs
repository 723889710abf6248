//! Public keys: SubjectPublicKeyInfo, and the numbers of a token.
#![no_main]

use libfuzzer_sys::fuzz_target;
use parafa::token::PublicParts;
use parafa::x509::PublicKey;

fuzz_target!(|data: &[u8]| {
    if let Ok(key) = PublicKey::from_spki(data) {
        let _ = (key.pem(), key.kind(), key.bits(), key.key_type());
        let again = PublicKey::from_spki(key.spki_der()).expect("the canonical form is read");
        assert_eq!(again.hash(), key.hash());
    }
    let Some((split, rest)) = data.split_first() else {
        return;
    };
    let (one, other) = rest.split_at(usize::from(*split).min(rest.len()));
    let (one, other) = (one.to_vec(), other.to_vec());
    let _ = PublicKey::from_parts(&PublicParts::Ec {
        params: one.clone(),
        point: other.clone(),
    });
    let _ = PublicKey::from_parts(&PublicParts::Rsa {
        modulus: one,
        exponent: other,
    });
});

//! Private keys in files of their own, and the keys inside.
#![no_main]

use libfuzzer_sys::fuzz_target;
use parafa::x509::{PrivateKey, SoftKey, keyfile};

fuzz_target!(|data: &[u8]| {
    let _ = keyfile::open(data, None);
    let _ = keyfile::open(data, Some(&parafa_fuzz::password()));
    if let Ok(key) = PrivateKey::from_traditional(data) {
        PrivateKey::from_pkcs8(key.pkcs8_der()).expect("what was made of it is read");
    }
    if let Ok(key) = PrivateKey::from_pkcs8(data) {
        assert_eq!(key.pkcs8_der(), data);
        let _ = SoftKey::from_private_key(key);
    }
});

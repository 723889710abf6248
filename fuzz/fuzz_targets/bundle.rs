//! Bundles of certificates (CMS), BER made definite on the way.
#![no_main]

use libfuzzer_sys::fuzz_target;
use parafa_fuzz::{look, pem};

fuzz_target!(|data: &[u8]| {
    look(pem("PKCS7", data).as_bytes());
    look(data);
});

//! One request in DER.
#![no_main]

use libfuzzer_sys::fuzz_target;
use parafa::x509::Request;

fuzz_target!(|data: &[u8]| {
    if let Ok(one) = Request::parse(data) {
        parafa_fuzz::request(&one);
    }
});

//! One certificate in DER.
#![no_main]

use libfuzzer_sys::fuzz_target;
use parafa::x509::Certificate;

fuzz_target!(|data: &[u8]| {
    if let Ok(one) = Certificate::parse(data) {
        parafa_fuzz::certificate(&one);
    }
});

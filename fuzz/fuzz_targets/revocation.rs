//! Revocation lists and answers of responders, judged of a certificate.
#![no_main]

use libfuzzer_sys::fuzz_target;
use parafa::x509::revocation::{Addresses, OcspAnswer, OcspQuestion, lists};

fuzz_target!(|data: &[u8]| {
    let (leaf, ca) = parafa_fuzz::parties();
    let now = leaf.not_before();
    for list in lists(data).into_iter().flatten() {
        let _ = (list.issuer(), list.says(&leaf, &ca, now));
    }
    if OcspAnswer::parse(data).is_ok() {
        let _ = OcspQuestion::new(&leaf, &ca).judge(data, now);
    }
    if let Ok(one) = parafa::x509::Certificate::parse(data) {
        let _ = Addresses::of(&one);
    }
});

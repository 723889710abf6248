//! A certificate as leaf, as authority between and as anchor of a path.
#![no_main]

use libfuzzer_sys::fuzz_target;
use parafa::x509::Certificate;
use parafa::x509::path::{Pool, judge};

fuzz_target!(|data: &[u8]| {
    let Ok(one) = Certificate::parse(data) else {
        return;
    };
    let (leaf, ca) = parafa_fuzz::parties();
    let now = leaf.not_before();
    let of = |all: &[&Certificate]| -> Pool { all.iter().copied().cloned().collect() };
    let _ = judge(&one, &of(&[&leaf, &ca]), &of(&[&ca]), now);
    let _ = judge(&leaf, &of(&[&one]), &of(&[&ca]), now);
    let _ = judge(&leaf, &of(&[&ca]), &of(&[&one]), now);
    let _ = judge(&one, &of(&[&one]), &of(&[&one]), now);
});

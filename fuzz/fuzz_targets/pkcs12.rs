//! PKCS#12, under the password of the seeds and under none.
#![no_main]

use libfuzzer_sys::fuzz_target;
use parafa::secret::Secret;
use parafa::x509::pkcs12;

fuzz_target!(|data: &[u8]| {
    for password in [parafa_fuzz::password(), Secret::from_bytes(Vec::new())] {
        if let Ok(read) = pkcs12::open(data, &password) {
            read.chain.iter().for_each(parafa_fuzz::certificate);
            let all = read.entries.iter().flat_map(|entry| &entry.certificates);
            all.for_each(parafa_fuzz::certificate);
        }
    }
});

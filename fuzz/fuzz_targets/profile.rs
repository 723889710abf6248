//! Profiles of authorities, as users and their helpers hand them on.
#![no_main]

use std::fs;

use libfuzzer_sys::fuzz_target;
use parafa::profile::Profiles;

fuzz_target!(|data: &[u8]| {
    let path = parafa_fuzz::folder().join("fuzz.toml");
    fs::write(&path, data).expect("a file");
    let _ = Profiles::with_file(&path);
});

//! The headers of libraries.
#![no_main]

use std::fs;

use libfuzzer_sys::fuzz_target;
use parafa::registry::inspect;

fuzz_target!(|data: &[u8]| {
    let path = parafa_fuzz::folder().join("library");
    fs::write(&path, data).expect("a file");
    let _ = inspect(&path).fits_host();
});

//! A whole file, whatever it is called.
#![no_main]

use libfuzzer_sys::fuzz_target;
use parafa_fuzz::look;

fuzz_target!(|data: &[u8]| {
    look(data);
});

//! Mails with something attached.
#![no_main]

use libfuzzer_sys::fuzz_target;
use parafa_fuzz::look;

fuzz_target!(|data: &[u8]| {
    look(data);
    let begin = b"MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n--x\n";
    look(&[begin, data].concat());
});

//! Text: PEM, base64, UTF-8 and UTF-16 with their marks.
#![no_main]

use libfuzzer_sys::fuzz_target;
use parafa_fuzz::look;

fuzz_target!(|data: &[u8]| {
    look(data);
    for mark in [&b"\xEF\xBB\xBF"[..], b"\xFF\xFE", b"\xFE\xFF"] {
        look(&[mark, data].concat());
    }
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    let units = std::iter::once(0xFEFF).chain(text.encode_utf16());
    look(&units.flat_map(u16::to_le_bytes).collect::<Vec<u8>>());
});

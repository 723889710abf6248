//! Answers of servers: whatever comes, something is understood of it or nothing; a title is short and has no line end.
#![no_main]

use libfuzzer_sys::fuzz_target;
use parafa::net::tls::{HttpHead, read_answer};

fuzz_target!(|bytes: &[u8]| {
    if let HttpHead::Answer(answer, _) = read_answer(bytes) {
        assert!(answer.status >= 200 || answer.status < 100);
        let title = answer.title.unwrap_or_default();
        assert!(title.chars().count() <= 200 && !title.contains(['\n', '\r']));
    }
});

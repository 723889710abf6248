//! What people type and what tokens call themselves: subjects, alternative names, usages, numbers, URIs, labels.
#![no_main]

use libfuzzer_sys::fuzz_target;
use parafa::sanitize;
use parafa::token::TokenUri;
use parafa::x509::{AltName, ExtendedKeyUsage, KeyUsage, Serial, Subject};

fuzz_target!(|data: &[u8]| {
    let text = String::from_utf8_lossy(data);
    if let Ok(subject) = Subject::parse(&text) {
        // What is shown can be typed again.
        let again = Subject::parse(&subject.display()).expect("what is shown");
        assert_eq!(again.to_der(), subject.to_der(), "{}", subject.display());
    }
    if let Ok(name) = AltName::parse(&text) {
        assert_eq!(AltName::parse(&name.to_string()), Ok(name));
    }
    if let Ok(usage) = KeyUsage::parse(&text) {
        assert_eq!(KeyUsage::parse(&usage.names().join(",")), Ok(usage));
    }
    if let Ok(usage) = ExtendedKeyUsage::parse(&text) {
        assert_eq!(ExtendedKeyUsage::parse(&usage.names().join(",")), Ok(usage));
    }
    let serial = Serial::from_content(data);
    let _ = serial.is(&text);
    assert!(data.is_empty() || serial.is(&serial.decimal) && serial.is(&serial.colon));
    let _ = TokenUri::parse(&text);
    let _ = TokenUri::parse(&format!("pkcs11:{text}"));
    let safe = sanitize::line(&text);
    assert!(!safe.chars().any(char::is_control));
    let _ = sanitize::fit(&text, usize::from(data.first().copied().unwrap_or(0)));
});

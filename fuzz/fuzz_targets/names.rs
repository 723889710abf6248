//! Names in DER.
#![no_main]

use libfuzzer_sys::fuzz_target;
use parafa::x509::{Subject, names};

fuzz_target!(|data: &[u8]| {
    let _ = (names::parts(data), names::display(data));
    let _ = (names::common_name(data), names::holder(data));
    let _ = names::values(data, "2.5.4.3");
    let (one, other) = data.split_at(data.len() / 2);
    assert!(names::same(data, data));
    assert_eq!(names::same(one, other), names::same(other, one));
    if let Ok(subject) = Subject::from_der(data) {
        let _ = subject.display();
    }
});

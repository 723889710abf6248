//! What nobody honest writes: no panic, and no long work.

use std::time::{Duration, Instant};

use proptest::prelude::{any, prop, proptest};
use proptest::test_runner::Config;

use super::{Issued, P256, secret};
use crate::x509::ber::BerError;
use crate::x509::pkcs12::{MOST_BYTES, Pkcs12Error, open};
use crate::x509::tlv::{integer, octets, oid, sequence, tlv};
use crate::x509::{MOST_ITERATIONS, PbeError};

fn quick(more: &[&str]) -> Vec<u8> {
    Issued::new(P256).exported("x", &[&["-iter", "1"], more].concat())
}

/// The file with content and MAC data of one's own.
fn pfx(content: &[u8], mac: &[u8]) -> Vec<u8> {
    let data = oid(&[0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 7, 1]);
    let info = sequence(&[&data, &tlv(0xA0, &[&octets(content)])]);
    sequence(&[&integer(3), &info, mac]).to_vec()
}

#[test]
fn every_truncation_is_told() {
    for bytes in [quick(&[]), quick(&["-legacy"])] {
        for length in 0..bytes.len() {
            let told = open(&bytes[..length], &secret("x")).unwrap_err();
            let cut = matches!(told, Pkcs12Error::Ber(_) | Pkcs12Error::Structure { .. });
            assert!(cut, "{length}: {told:?}");
        }
    }
}

#[test]
fn every_flipped_byte_is_told_or_does_no_harm() {
    let bytes = quick(&[]);
    for place in 0..bytes.len() {
        let mut flipped = bytes.clone();
        flipped[place] ^= 0x41;
        if let Ok(read) = open(&flipped, &secret("x")) {
            // in something that neither MAC nor structure holds, such as a parameter that is NULL
            assert_eq!((read.entries.len(), read.chain.len()), (1, 1), "{place}");
        }
    }
}

#[test]
fn counts_and_lengths_are_refused_before_work() {
    let start = Instant::now();
    let sha1 = sequence(&[&oid(&[0x2B, 14, 3, 2, 26]), &[5, 0]]);
    let info = sequence(&[&sha1, &octets(&[0; 20])]);
    for (count, digits) in [
        (1 << 31, &[2, 5, 0, 0x80, 0, 0, 0][..]),
        (MOST_ITERATIONS + 1, &[2, 4, 1, 0x31, 0x2D, 1]),
        (
            u64::MAX,
            &[2, 9, 0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF],
        ),
    ] {
        let mac = sequence(&[&info, &octets(&[1; 8]), digits]);
        let told = open(&pfx(&[0x30, 0], &mac), &secret("x")).unwrap_err();
        let most = MOST_ITERATIONS;
        assert_eq!(
            told,
            Pkcs12Error::Encryption(PbeError::TooManyIterations { count, most })
        );
    }
    let told = open(&[0x30, 0x84, 0x7F, 0xFF, 0xFF, 0xFF, 2, 1, 3], &secret("x")).unwrap_err();
    assert_eq!(
        told,
        Pkcs12Error::Ber(BerError::Truncated {
            says: 0x8000_0005,
            has: 9
        })
    );
    let told = open(&vec![0x30; MOST_BYTES + 1], &secret("x")).unwrap_err();
    assert!(matches!(told, Pkcs12Error::TooLarge { .. }));
    for deep in [
        [0x30_u8, 0x80].repeat(100_000),
        pfx(&[0x30, 0x80].repeat(100_000), &[]),
    ] {
        let told = open(&deep, &secret("x")).unwrap_err();
        assert_eq!(told, Pkcs12Error::Ber(BerError::TooDeep { most: 64 }));
    }
    let data = oid(&[0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 7, 1]);
    let empty = sequence(&[&data, &tlv(0xA0, &[&octets(&[0x30, 0])])]);
    let many = pfx(&sequence(&[&empty.repeat(10_001)]), &[]);
    let told = open(&many, &secret("x")).unwrap_err();
    assert_eq!(told, Pkcs12Error::TooManyBags { most: 10_000 });
    assert!(
        start.elapsed() < Duration::from_secs(10),
        "{:?}",
        start.elapsed()
    );
}

/// Many parts that ask for many rounds each: the sum is bounded.
#[test]
fn the_work_of_all_parts_together_is_bounded() {
    let scheme = sequence(&[
        &oid(&[0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 12, 1, 3]),
        &sequence(&[&octets(&[1; 8]), &integer(11_000_000)]),
    ]);
    let key = sequence(&[&scheme, &octets(&[0; 16])]);
    let shrouded = oid(&[0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 12, 10, 1, 2]);
    let bag = sequence(&[&shrouded, &tlv(0xA0, &[&key])]);
    let data = oid(&[0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 7, 1]);
    let info = sequence(&[&data, &tlv(0xA0, &[&octets(&sequence(&[&bag]))])]);
    let told = open(&pfx(&sequence(&[&info]), &[]), &secret("x")).unwrap_err();
    let too_many = matches!(
        told,
        Pkcs12Error::Encryption(PbeError::TooManyIterations {
            count: 22_000_000,
            ..
        })
    );
    assert!(too_many, "{told:?}");
}

/// Files that were opened with effort once: mutated, they ask for no more than a bounded time.
static FILES: std::sync::OnceLock<[Vec<u8>; 3]> = std::sync::OnceLock::new();

proptest! {
    #![proptest_config(Config::with_cases(500))]

    #[test]
    fn mutated_files_never_panic(which in 0..3_usize, changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6), cut in prop::option::of(any::<prop::sample::Index>())) {
        let files = FILES.get_or_init(|| [
            quick(&[]),
            quick(&["-legacy", "-nomac"]),
            quick(&["-keypbe", "NONE", "-certpbe", "NONE", "-nomac"]),
        ]);
        let mut bytes = files[which].clone();
        for (place, byte) in changes {
            let place = place.index(bytes.len());
            // Not into the counts of rounds: a bounded time may be ten seconds.
            bytes[place] = byte & 0x7F;
        }
        if let Some(cut) = cut {
            bytes.truncate(cut.index(bytes.len()));
        }
        let start = Instant::now();
        let _ = open(&bytes, &secret("x"));
        assert!(start.elapsed() < Duration::from_secs(30));
    }

    #[test]
    fn no_bytes_panic(bytes in prop::collection::vec(any::<u8>(), 0..300), head in prop::sample::select(vec![&b""[..], b"\x30\x80", b"\x30\x80\x02\x01\x03\x30\x80", b"\x30\x82\x01\x00\x02\x01\x03\x30"])) {
        let _ = open(&[head, &bytes].concat(), &secret("x"));
    }
}

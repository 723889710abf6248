use proptest::prelude::{any, prop, proptest};

use super::{BerError, MOST_DEPTH, definite, length};

fn der(bytes: &[u8]) -> Result<Vec<u8>, BerError> {
    definite(bytes).map(|bytes| bytes.to_vec())
}

#[test]
fn indefinite_lengths_become_definite() {
    let cases: [(&[u8], &[u8]); 6] = [
        (&[0x30, 0x80, 2, 1, 5, 0, 0], &[0x30, 3, 2, 1, 5]),
        (
            &[0x30, 0x80, 0xA0, 0x80, 4, 1, 7, 0, 0, 0, 0],
            &[0x30, 5, 0xA0, 3, 4, 1, 7],
        ),
        // a string in pieces, which may be in pieces themselves, is one string
        (
            &[0x24, 0x80, 4, 1, 1, 0x24, 0x80, 4, 1, 2, 0, 0, 4, 0, 0, 0],
            &[4, 2, 1, 2],
        ),
        (&[0x30, 6, 0x24, 4, 4, 2, 8, 9], &[0x30, 4, 4, 2, 8, 9]),
        (&[0x24, 0], &[4, 0]),
        // something behind it is left out
        (&[0x30, 0x80, 0, 0, 9, 9], &[0x30, 0]),
    ];
    for (ber, expected) in cases {
        assert_eq!(der(ber).unwrap(), expected, "{ber:02x?}");
    }
}

#[test]
fn what_is_definite_keeps_its_bytes() {
    // a length in more octets than needed, odd contents, a set out of order
    for bytes in [
        &[0x30, 0x82, 0, 3, 2, 1, 5][..],
        &[0x30, 2, 0xFF, 0xFF],
        &[0x31, 4, 5, 0, 1, 0],
        &[0x30, 3, 0x30, 0x80, 1],
    ] {
        assert_eq!(der(bytes).unwrap(), bytes);
    }
    let kept: &[u8] = &[0x30, 0x81, 3, 2, 1, 5];
    let ber = [&[0x30, 0x80][..], kept, &[0, 0]].concat();
    assert_eq!(der(&ber).unwrap(), [&[0x30, 6][..], kept].concat());
}

#[test]
fn hostile_bytes_are_refused() {
    let deep = [0x30_u8, 0x80].repeat(100_000);
    assert_eq!(der(&deep), Err(BerError::TooDeep { most: MOST_DEPTH }));
    let mut definite = vec![4, 0];
    for _ in 0..=MOST_DEPTH + 1 {
        definite = [&[0x30][..], &length(definite.len()), &definite].concat();
    }
    assert_eq!(der(&definite), Err(BerError::TooDeep { most: MOST_DEPTH }));
    assert_eq!(
        der(&[0x30, 0x84, 0x40, 0, 0, 0, 1]),
        Err(BerError::Truncated {
            says: 0x4000_0006,
            has: 7
        })
    );
    let huge = [&[0x04, 0x8F][..], &[0xFF; 20]].concat();
    assert!(matches!(
        der(&huge),
        Err(BerError::Truncated {
            says: usize::MAX,
            has: 22
        })
    ));
    for bytes in [
        &[][..],
        &[0x30],
        &[0x30, 0x80],
        &[0x30, 0x80, 0],
        &[0x04, 0x80, 0, 0],
        &[0x24, 0x80, 2, 1, 1, 0, 0],
        &[0x3F, 1, 1, 1],
        &[0, 0],
    ] {
        assert_eq!(der(bytes), Err(BerError::Structure), "{bytes:02x?}");
    }
}

#[test]
fn lengths_are_the_shortest() {
    let cases: [(usize, &[u8]); 5] = [
        (0, &[0]),
        (127, &[127]),
        (128, &[0x81, 128]),
        (256, &[0x82, 1, 0]),
        (1 << 24, &[0x84, 1, 0, 0, 0]),
    ];
    for (number, octets) in cases {
        assert_eq!(length(number), octets);
    }
}

proptest! {
    #[test]
    fn nothing_panics_and_twice_is_once(bytes in prop::collection::vec(prop::sample::select(vec![0_u8, 0x80, 0x30, 0x24, 4, 1, 2, 0x84, 0xFF, 0xA0]), 0..60), tail in prop::collection::vec(any::<u8>(), 0..20)) {
        let bytes = [bytes, tail].concat();
        if let Ok(once) = definite(&bytes) {
            assert!(once.len() <= bytes.len() + 4);
            assert_eq!(der(&once).unwrap(), *once);
        }
    }
}

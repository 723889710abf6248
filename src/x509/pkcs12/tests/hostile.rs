//! What nobody honest writes: no panic, and no long work. Files of other programs changed 500 times: `x509/hostile.rs`.

use proptest::prelude::{any, prop, proptest};
use zeroize::Zeroizing;

use super::{Issued, P256, secret};
use crate::secret::Secret;
use crate::x509::ber::BerError;
use crate::x509::pbe::{self, Scheme};
use crate::x509::pkcs12::{MOST_BYTES, Pkcs12Error, open};
use crate::x509::tlv::{integer, octets, oid, sequence, tlv};
use crate::x509::{MOST_ITERATIONS, PbeError, walk};

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
            count: 33_000_000,
            ..
        })
    );
    assert!(too_many, "{told:?}");
}

/// An `AuthenticatedSafe` in clear with these bags.
fn safe(bags: &[&[u8]]) -> Zeroizing<Vec<u8>> {
    let data = oid(&[0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 7, 1]);
    let contents = octets(&sequence(bags));
    sequence(&[&sequence(&[&data, &tlv(0xA0, &[&contents])])])
}

fn bag(kind: u8, value: &[u8], attributes: &[u8]) -> Zeroizing<Vec<u8>> {
    let kind = oid(&[0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 12, 10, 1, kind]);
    sequence(&[&kind, &tlv(0xA0, &[value]), attributes])
}

/// Bags that ask for less than the bound each, and for more together: refused at the one that goes beyond, whatever the password
/// opened before. Neither the last one's rounds nor those of the thousand behind it are done.
#[test]
fn many_bags_that_ask_for_much_each_are_refused_by_their_sum() {
    let key = Issued::new(P256).judge.pkcs8();
    let shrouded = |rounds: u32| {
        let (scheme, form) = (
            Scheme::modern(100).unwrap(),
            pbe::password::standard(&secret("x")).unwrap(),
        );
        let data = octets(&scheme.encrypt(&form, &key).unwrap());
        let honest = scheme.to_der();
        let asked = integer(rounds);
        let algorithm = replaced(&honest, &integer(100), &asked);
        bag(2, &sequence(&[&algorithm, &data]), &[])
    };
    let cheap = shrouded(100);
    let opened = open(&pfx(&safe(&[&cheap, &cheap]), &[]), &secret("x")).unwrap();
    assert_eq!(opened.entries.len(), 2);
    let much = shrouded(19_000_000);
    for (first, rounds, count) in [
        (1, 19_999_901, 20_000_001),
        (3, 19_999_999, 20_000_299),
        (0, 20_000_001, 20_000_001),
    ] {
        let costly = shrouded(rounds);
        let bags: Vec<&[u8]> = std::iter::repeat_n(&cheap[..], first)
            .chain([&costly[..]])
            .chain(std::iter::repeat_n(&much[..], 1000))
            .collect();
        let told = open(&pfx(&safe(&bags), &[]), &secret("x")).unwrap_err();
        let most = MOST_ITERATIONS;
        assert_eq!(
            told,
            Pkcs12Error::Encryption(PbeError::TooManyIterations { count, most })
        );
    }
}

/// The same DER with another element of another length in it, three SEQUENCEs deep (RFC 8018 §A.4).
fn replaced(algorithm: &[u8], old: &[u8], new: &[u8]) -> Zeroizing<Vec<u8>> {
    fn within(der: &[u8], old: &[u8], new: &[u8]) -> Zeroizing<Vec<u8>> {
        if der == old {
            return Zeroizing::new(new.to_vec());
        }
        match walk::only(der, 0x30) {
            None => Zeroizing::new(der.to_vec()),
            Some(whole) => {
                let parts: Vec<_> = walk::each(whole.value)
                    .map(|part| within(part.whole, old, new))
                    .collect();
                sequence(&parts.iter().map(|part| &part[..]).collect::<Vec<_>>())
            }
        }
    }
    within(algorithm, old, new)
}

/// PBMAC1 whose key is longer than any hash wants asks for its rounds once for each block (RFC 9579 §4).
#[test]
fn a_mac_asks_for_its_rounds_for_each_block_of_its_key() {
    let hmac = |last| {
        sequence(&[
            &oid(&[0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 2, last]),
            &[5, 0],
        ])
    };
    let told = |rounds: u32, size: u32| {
        let params = sequence(&[&octets(&[1; 8]), &integer(rounds), &integer(size), &hmac(7)]);
        let kdf = sequence(&[
            &oid(&[0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 5, 12]),
            &params,
        ]);
        let pbmac1 = oid(&[0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 5, 14]);
        let algorithm = sequence(&[&pbmac1, &sequence(&[&kdf, &hmac(9)])]);
        let info = sequence(&[&algorithm, &octets(&[0; 32])]);
        let mac = sequence(&[&info, &octets(&[1; 8]), &integer(1)]);
        open(&pfx(&safe(&[]), &mac), &secret("x")).unwrap_err()
    };
    let too_many = |count| {
        let most = MOST_ITERATIONS;
        Pkcs12Error::Encryption(PbeError::TooManyIterations { count, most })
    };
    assert_eq!(told(3_000_000, 128), too_many(21_000_000));
    assert_eq!(told(20_000_001, 20), too_many(20_000_001));
    assert_eq!(told(10, 20), Pkcs12Error::WrongPassword);
    let parameters = Pkcs12Error::Encryption(PbeError::Parameters);
    assert_eq!(told(1, 129), parameters);
    assert_eq!(told(1, u32::MAX), parameters);
}

/// A MAC that does not fit may hide that the rest asks for too much: that is told, since no other password would help.
#[test]
fn what_asks_for_too_much_behind_a_mac_is_told_before_the_password_is_asked_again() {
    let scheme = Scheme::modern(u32::MAX).unwrap().to_der();
    let shrouded = bag(2, &sequence(&[&scheme, &octets(&[0; 32])]), &[]);
    let form = pbe::password::standard(&secret("right")).unwrap();
    let content = safe(&[&shrouded]);
    let mac = super::super::mac::Mac::made(pbe::kdf::Prf::Sha256, 10, &form, &content).unwrap();
    for password in ["right", "wrong"] {
        let told = open(&pfx(&content, &mac), &secret(password)).unwrap_err();
        let count = 10 + u64::from(u32::MAX);
        let most = MOST_ITERATIONS;
        assert_eq!(
            told,
            Pkcs12Error::Encryption(PbeError::TooManyIterations { count, most })
        );
    }
}

#[test]
fn odd_names_and_passwords_hide_no_key() {
    let key = Issued::new(P256).judge.pkcs8();
    let friendly = oid(&[0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 9, 20]);
    let long: Vec<u8> = [0, b'a'].repeat(100_000);
    let cases: [(u8, &[u8], Option<&str>); 10] = [
        (0x1E, &[0, b'A', 0x1, 0x2], Some("A\u{102}")),
        // half a pair, the halves in the wrong order, an odd byte at the end, NULs, nothing
        (0x1E, &[0xD8, 0x34, 0, b'B'], Some("\u{fffd}B")),
        (0x1E, &[0xDD, 0x1E, 0xD8, 0x34], Some("\u{fffd}\u{fffd}")),
        (0x1E, &[0, b'C', 0], Some("C")),
        (0x1E, &[0, b'D', 0, 0], Some("D")),
        (0x1E, &[], None),
        // UTF-8 in its place; not UTF-8; overlong; another type
        (0x0C, "Ș".as_bytes(), Some("Ș")),
        (0x0C, &[0xC8], None),
        (0x0C, &[0xC0, 0x80], None),
        (0x04, b"E", None),
    ];
    let told = |tag: u8, value: &[u8]| {
        let set = tlv(0x31, &[&tlv(tag, &[value])]);
        let attributes = tlv(0x31, &[&sequence(&[&friendly, &set])]);
        let bytes = pfx(&safe(&[&bag(1, &key, &attributes)]), &[]);
        let mut read = open(&bytes, &Secret::from_bytes(vec![0xFF, 0xC0])).unwrap();
        assert_eq!(read.entries.len(), 1);
        read.entries.remove(0).friendly_name
    };
    for (tag, value, name) in cases {
        assert_eq!(told(tag, value).as_deref(), name, "{value:02x?}");
    }
    assert_eq!(told(0x1E, &long).unwrap().len(), 100_000);
}

/// Each key finds its certificates without looking through those of all others.
#[test]
fn ten_thousand_bags_are_sorted() {
    let seed = Issued::new(P256);
    let key = bag(1, &seed.judge.pkcs8(), &[]);
    let x509 = oid(&[0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 9, 22, 1]);
    let holder = |der: &[u8]| {
        let value = sequence(&[&x509, &tlv(0xA0, &[&octets(der)])]);
        bag(3, &value, &[])
    };
    let mut bags = vec![key];
    bags.push(holder(seed.leaf.der()));
    // certificates that differ in their signature only
    for number in 0..9_000_u32 {
        let mut der = seed.root.der().to_vec();
        let end = der.len() - 4;
        der[end..].copy_from_slice(&number.to_be_bytes());
        bags.push(holder(&der));
        bags.push(holder(&der));
        bags.truncate(9_000);
    }
    let bags: Vec<&[u8]> = bags.iter().map(|one| &one[..]).collect();
    let read = open(&pfx(&safe(&bags), &[]), &secret("x")).unwrap();
    seed.is(&read.entries[0]);
    assert_eq!(read.chain.len(), 4_499);
}

proptest! {
    #[test]
    fn no_bytes_panic(bytes in prop::collection::vec(any::<u8>(), 0..300), head in prop::sample::select(vec![&b""[..], b"\x30\x80", b"\x30\x80\x02\x01\x03\x30\x80", b"\x30\x82\x01\x00\x02\x01\x03\x30"])) {
        let _ = open(&[head, &bytes].concat(), &secret("x"));
    }
}

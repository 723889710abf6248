//! Tests only: files as other programs write them (`tests/data/seeds/`, made by `scripts/seeds.sh`), each changed 500 times. What
//! comes out is the same as from the file itself, or refused. The changes have numbers: a failure names file and number.

use parafa_practice::mutated;

use super::files::recognise;
use super::pkcs12::{self, Pkcs12, Pkcs12Error};
use super::tlv::octets;
use super::walk::{self, tag};
use super::{BerError, PbeError, keyfile};
use crate::secret::Secret;

const CHANGES: u64 = 500;

fn seed(name: &str) -> Vec<u8> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/seeds");
    std::fs::read(format!("{folder}/{name}")).unwrap()
}

fn secret(text: &str) -> Secret {
    Secret::from_text(text.to_owned())
}

/// Keys and certificates of a file, sorted.
fn held(read: &Pkcs12) -> Vec<Vec<u8>> {
    let entries = read.entries.iter();
    let mut all: Vec<Vec<u8>> = entries
        .clone()
        .map(|entry| entry.key.pkcs8_der().to_vec())
        .chain(entries.flat_map(|entry| entry.certificates.iter().map(|one| one.der().to_vec())))
        .chain(read.chain.iter().map(|one| one.der().to_vec()))
        .collect();
    all.sort();
    all
}

/// The changes of one PKCS#12 file; answers how many were opened all the same.
fn change_pkcs12(name: &str, bytes: &[u8], password: &str, count: u64) -> usize {
    let whole = held(&pkcs12::open(bytes, &secret(password)).unwrap());
    assert!(!whole.is_empty());
    let mut opened = 0;
    for number in 0..count {
        let changed = mutated(bytes, number);
        let _ = recognise(&changed);
        if let Ok(read) = pkcs12::open(&changed, &secret(password)) {
            opened += 1;
            let protected = !matches!(read.integrity, pkcs12::Integrity::None);
            let same = held(&read) == whole;
            assert!(same || !protected, "{name}, change {number}");
        }
    }
    opened
}

#[test]
fn changed_pkcs12_under_a_mac_gives_what_it_held_or_nothing() {
    for (name, password, changes) in [
        ("modern.p12", "seeds", CHANGES),
        ("legacy.p12", "seeds", CHANGES),
        ("java.p12", "seeds1", CHANGES),
        // 600 000 rounds each
        ("gnutls.p12", "seeds", 4),
        ("nss.p12", "seeds", 4),
    ] {
        let opened = change_pkcs12(name, &seed(name), password, changes);
        // in what neither MAC nor structure hold, such as a parameter that is NULL, or behind the end
        assert!(opened < 60, "{name}: {opened}");
    }
    let bytes = indefinite(&seed("modern.p12"));
    let opened = change_pkcs12("in BER", &bytes, "seeds", CHANGES);
    assert!(opened < 60, "{opened}");
}

/// A PKCS#12 file as NSS writes it: outside with indefinite lengths, what the MAC is over in pieces.
fn indefinite(der: &[u8]) -> Vec<u8> {
    let mut fields = walk::only(der, tag::SEQUENCE).unwrap().value;
    let version = walk::take(&mut fields).unwrap().whole;
    let mut safe = walk::take(&mut fields).unwrap().value;
    let data = walk::take(&mut safe).unwrap().whole;
    let content = walk::only(safe, tag::CONTEXT_0).unwrap().value;
    let content = walk::only(content, tag::OCTET_STRING).unwrap().value;
    let pieces: Vec<u8> = content
        .chunks(500)
        .flat_map(|one| octets(one).to_vec())
        .collect();
    let ends = |count: usize| vec![0_u8; 2 * count];
    [
        &[0x30, 0x80][..],
        version,
        &[0x30, 0x80],
        data,
        &[0xA0, 0x80, 0x24, 0x80],
        &pieces,
        &ends(3),
        fields,
        &ends(1),
    ]
    .concat()
}

#[test]
fn changed_pkcs12_without_a_mac_never_panics() {
    for name in ["no-mac.p12", "in-clear.p12"] {
        let opened = change_pkcs12(name, &seed(name), "seeds", CHANGES);
        assert!(opened < 300, "{name}: {opened}");
    }
}

/// Whatever is taken out of a changed bundle stands in it byte by byte.
#[test]
fn changed_bundles_give_their_own_certificates_or_name_the_damage() {
    for name in [
        "openssl.p7b",
        "gnutls.p7b",
        "stream.p7m",
        "openssl.p7b.pem",
        "encrypted.p7m",
        "both.pem",
        "mail.eml",
        "utf16.txt",
        "leaf.der",
        "leaf.csr",
    ] {
        let bytes = seed(name);
        let binary = !bytes.is_ascii() && name != "utf16.txt";
        for number in 0..CHANGES {
            let changed = mutated(&bytes, number);
            let Ok(contents) = recognise(&changed) else {
                continue;
            };
            for one in &contents.certificates {
                let there = || {
                    changed
                        .windows(one.der().len())
                        .any(|part| part == one.der())
                };
                assert!(!binary || there(), "{name}, change {number}");
                // what is shown of it
                let _ = (
                    one.subject(),
                    one.serial(),
                    one.extensions(),
                    one.alt_names(),
                );
                let _ = (one.key_usage(), one.qualified());
                // slow in a debug build
                let _ = number % 8 == 0 && one.signed_by_own_key();
            }
            for one in &contents.requests {
                let _ = (one.subject(), one.verify());
            }
        }
    }
}

#[test]
fn changed_key_files_give_their_key_or_an_error() {
    for name in [
        "clear.pk8",
        "modern.pk8.pem",
        "legacy.pk8",
        "traditional.key",
    ] {
        let bytes = seed(name);
        keyfile::open(&bytes, Some(&secret("seeds"))).unwrap();
        for number in 0..CHANGES {
            let _ = keyfile::open(&mutated(&bytes, number), Some(&secret("seeds")));
        }
    }
}

/// So many SEQUENCEs, each in the one before; definite or not.
pub(super) fn nested(levels: usize, definite: bool) -> Vec<u8> {
    let mut bytes: Vec<u8> = Vec::new();
    for _ in 0..levels {
        bytes = if definite {
            [&[0x30][..], &super::ber::length(bytes.len()), &bytes].concat()
        } else {
            [&[0x30, 0x80][..], &bytes, &[0, 0]].concat()
        };
    }
    bytes
}

#[test]
fn sixty_four_levels_are_read_and_sixty_five_refused() {
    let deep = BerError::TooDeep { most: 64 };
    for definite in [true, false] {
        assert!(super::ber::definite(&nested(64, definite)).is_ok());
        assert_eq!(super::ber::definite(&nested(65, definite)), Err(deep));
        let told = |levels| {
            let bytes = nested(levels, definite);
            pkcs12::open(&bytes, &secret("x")).unwrap_err()
        };
        assert_eq!(told(64), Pkcs12Error::Structure { part: "version" });
        assert_eq!(told(65), Pkcs12Error::Ber(deep));
        let told = |levels| keyfile::open(&nested(levels, definite), None).unwrap_err();
        assert_eq!(told(64), keyfile::KeyFileError::None);
        assert_eq!(told(65), keyfile::KeyFileError::Ber(deep));
    }
}

/// No level of nesting may be a level of the stack: this many would end the program.
#[test]
fn a_hundred_thousand_levels_are_refused() {
    let open = [0x30_u8, 0x80].repeat(100_000);
    let mail = format!(
        "MIME-Version: 1.0\n{}",
        "Content-Type: multipart/mixed; boundary=x\n\n--x\n".repeat(100_000)
    );
    for bytes in [&open[..], &nested(5_000, true), mail.as_bytes()] {
        assert!(recognise(bytes).is_err());
        assert!(keyfile::open(bytes, None).is_err());
        assert!(pkcs12::open(bytes, &secret("x")).is_err());
    }
}

#[test]
fn lengths_beyond_the_file_are_refused_as_lengths() {
    for (length, says) in [
        (&[0x84, 0x40, 0, 0, 0][..], (1 << 30) + 6),
        (&[0x88, 0x80, 0, 0, 0, 0, 0, 0, 0], (1 << 63) + 10),
        (
            &[0x88, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF],
            usize::MAX,
        ),
        (&[0x89, 1, 0, 0, 0, 0, 0, 0, 0, 0], usize::MAX),
    ] {
        let bytes = [&[0x30], length, &[2, 1, 3]].concat();
        let has = bytes.len();
        let cut = BerError::Truncated { says, has };
        assert_eq!(
            recognise(&bytes),
            Err(super::FileFault::Truncated {
                says,
                has,
                container: false
            })
        );
        assert_eq!(
            super::Certificate::parse(&bytes),
            Err(super::CertificateError::Truncated { says, has })
        );
        let told = pkcs12::open(&bytes, &secret("x")).unwrap_err();
        assert_eq!(told, Pkcs12Error::Ber(cut));
        let told = keyfile::open(&bytes, None).unwrap_err();
        assert_eq!(told, keyfile::KeyFileError::Ber(cut));
    }
}

/// Counts as key files state them; those of PKCS#12 are with its own tests.
#[test]
fn key_files_that_ask_for_too_much_are_refused_unworked() {
    use super::tlv::{oid, sequence};
    let number = |value: u64| {
        let digits = [&[0][..], &value.to_be_bytes()].concat();
        super::tlv::tlv(2, &[&digits])
    };
    let file = |kdf: &[u8], params: &[&[u8]]| {
        let aes = sequence(&[
            &oid(&[0x60, 0x86, 0x48, 1, 0x65, 3, 4, 1, 42]),
            &octets(&[0; 16]),
        ]);
        let kdf = sequence(&[&oid(kdf), &sequence(params)]);
        let pbes2 = oid(&[0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 5, 13]);
        let scheme = sequence(&[&pbes2, &sequence(&[&kdf, &aes])]);
        sequence(&[&scheme, &octets(&[0; 32])])
    };
    let told = |bytes: &[u8]| match keyfile::open(bytes, Some(&secret("x"))).unwrap_err() {
        keyfile::KeyFileError::Encryption(error) => error,
        other => panic!("{other:?}"),
    };
    let pbkdf2 = [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 5, 12];
    let sha256 = sequence(&[&oid(&[0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 2, 9]), &[5, 0]]);
    for count in [20_000_001, 1 << 31, 1 << 32, u64::MAX] {
        let bytes = file(&pbkdf2, &[&octets(&[1; 8]), &number(count), &sha256]);
        let most = 20_000_000;
        assert_eq!(told(&bytes), PbeError::TooManyIterations { count, most });
    }
    // cost, block size and parallelisation of scrypt (RFC 7914 §7): not read, so never worked on
    let scrypt = [0x2B, 6, 1, 4, 1, 0xDA, 0x47, 4, 11];
    let bytes = file(
        &scrypt,
        &[
            &octets(&[1; 8]),
            &number(1 << 40),
            &number(8),
            &number(1 << 30),
        ],
    );
    let name = "scrypt".to_owned();
    assert_eq!(told(&bytes), PbeError::Unsupported { name });
    // a key that is longer than any cipher's
    let bytes = file(
        &pbkdf2,
        &[&octets(&[1; 8]), &number(1), &number(1 << 31), &sha256],
    );
    assert_eq!(told(&bytes), PbeError::Parameters);
}

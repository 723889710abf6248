use super::kdf::{Prf, Purpose};
use super::{Form, MOST_ITERATIONS, PbeError, Scheme, Work, iterations, password};
use crate::secret::Secret;
use crate::x509::judge::openssl;
use crate::x509::tlv::{integer, octets, oid, sequence};
use crate::x509::walk;

const ALL: [(Prf, &str); 5] = [
    (Prf::Sha1, "SHA1"),
    (Prf::Sha224, "SHA224"),
    (Prf::Sha256, "SHA256"),
    (Prf::Sha384, "SHA384"),
    (Prf::Sha512, "SHA512"),
];

fn form(text: &str) -> Form {
    password::standard(&Secret::from_text(text.to_owned())).unwrap()
}

/// What `openssl kdf` derives.
fn derived(name: &str, digest: &str, options: &[&str], size: usize) -> Vec<u8> {
    let (size, digest) = (size.to_string(), format!("digest:{digest}"));
    let mut args = vec!["kdf", "-binary", "-keylen", &size, "-kdfopt", &digest];
    for option in options {
        args.extend(["-kdfopt", option]);
    }
    args.push(name);
    openssl(&args, b"")
}

#[test]
fn derivations_are_those_of_openssl() {
    let wide = hex::encode(&*form("pässword").wide);
    for (prf, name) in ALL {
        let pass = format!("hexpass:{wide}");
        for (purpose, id) in [
            (Purpose::Key, "id:1"),
            (Purpose::Iv, "id:2"),
            (Purpose::Mac, "id:3"),
        ] {
            for size in [5, 24, 100, 200] {
                let options = [&pass, "hexsalt:0102030405060708", "iter:77", id];
                let own = prf.pkcs12(
                    purpose,
                    &form("pässword").wide,
                    &[1, 2, 3, 4, 5, 6, 7, 8],
                    77,
                    size,
                );
                assert_eq!(
                    *own,
                    derived("PKCS12KDF", name, &options, size),
                    "{name} {size}"
                );
            }
        }
        let options = [
            "pass:secret",
            "hexsalt:01020304050607080910111213141516",
            "iter:1000",
        ];
        let salt = hex::decode("01020304050607080910111213141516").unwrap();
        let own = prf.pbkdf2(b"secret", &salt, 1000, 32);
        assert_eq!(*own, derived("PBKDF2", name, &options, 32), "{name}");
        assert_eq!(prf.hmac(b"k", b"m").len(), prf.len());
        assert!(prf.verify(b"k", b"m", &prf.hmac(b"k", b"m")));
        assert!(!prf.verify(b"k", b"n", &prf.hmac(b"k", b"m")));
        assert!(!prf.verify(b"k", b"m", &prf.hmac(b"k", b"m")[1..]));
    }
}

#[test]
fn what_is_written_is_read_again() {
    let clear = sequence(&[&octets(&[7; 100])]);
    for scheme in [Scheme::modern(1000).unwrap(), Scheme::legacy(1000).unwrap()] {
        let der = scheme.to_der();
        let again = Scheme::parse(walk::only(&der, 0x30).unwrap().value).unwrap();
        assert_eq!(again, scheme);
        let encrypted = scheme.encrypt(&form("öäü"), &clear).unwrap();
        let opened = |texts: &[&str], data: &[u8]| {
            let forms: Vec<Form> = texts.iter().map(|text| form(text)).collect();
            again.decrypt(&forms, data, &mut Work::default()).unwrap()
        };
        assert_eq!(opened(&["öäü"], &encrypted), Some((0, clear.clone())));
        assert_eq!(opened(&["ö", "öäü"], &encrypted), Some((1, clear.clone())));
        assert_eq!(opened(&["öäu"], &encrypted), None);
        assert_eq!(opened(&["öäü"], &encrypted[1..]), None);
    }
}

#[test]
fn rounds_are_bounded_before_they_are_done() {
    let most = MOST_ITERATIONS;
    let mut work = Work::default();
    assert_eq!(work.add(most), Ok(()));
    assert_eq!(
        work.add(1),
        Err(PbeError::TooManyIterations {
            count: most + 1,
            most
        })
    );
    assert_eq!(iterations(&[0x7F, 0xFF, 0xFF, 0xFF]), Ok(0x7FFF_FFFF));
    assert_eq!(iterations(&[0x7F; 30]), Ok(u64::MAX));
    for wrong in [&[][..], &[0], &[0x80]] {
        assert_eq!(iterations(wrong), Err(PbeError::Parameters));
    }
}

#[test]
fn each_block_that_is_derived_counts() {
    // 3DES: 24 bytes of key are two blocks of SHA-1, the IV is a third
    for (scheme, rounds) in [
        (Scheme::modern(20_000_000), MOST_ITERATIONS),
        (Scheme::modern(20_000_001), MOST_ITERATIONS + 1),
        (Scheme::legacy(7_000_000), 21_000_000),
        (Scheme::legacy(u32::MAX), 3 * u64::from(u32::MAX)),
    ] {
        let scheme = scheme.unwrap();
        assert_eq!(scheme.rounds(), rounds);
        let told = Work::default().add(scheme.rounds());
        assert_eq!(told.is_ok(), rounds <= MOST_ITERATIONS, "{rounds}");
    }
    assert_eq!([20, 21, 64].map(|size| Prf::Sha1.blocks(size)), [1, 2, 4]);
}

/// A file that asks for as much as it may is not worked on once more for each form in which old programs wrote a password.
#[test]
fn further_forms_of_a_password_are_tried_only_while_that_is_cheap() {
    let mut work = Work::default();
    assert_eq!(work.add(MOST_ITERATIONS), Ok(()));
    assert!(work.again(MOST_ITERATIONS - 1));
    assert!(!work.again(2));
    assert!(work.again(1));
    assert!(!Work::default().again(u64::MAX));
}

#[test]
fn odd_parameters_are_refused_and_unknown_schemes_named() {
    let rc4 = oid(&[0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 12, 1, 1]);
    let pair = sequence(&[&octets(&[1; 8]), &integer(1)]);
    let named = Scheme::parse(&[&rc4[..], &pair].concat()).unwrap_err();
    assert_eq!(
        named,
        PbeError::Unsupported {
            name: "pbeWithSHAAnd128BitRC4".into()
        }
    );
    // an IV shorter than a block
    let der = Scheme::modern(1).unwrap().to_der();
    let content = walk::only(&der, 0x30).unwrap().value;
    for size in 0..content.len() {
        assert!(Scheme::parse(&content[..size]).is_err());
    }
    let salt = sequence(&[&octets(&[1; 5000]), &integer(1)]);
    let triple = oid(&[0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 12, 1, 3]);
    assert_eq!(
        Scheme::parse(&[&triple[..], &salt].concat()),
        Err(PbeError::Parameters)
    );
}

#[test]
fn passwords_have_the_forms_that_programs_make() {
    let all = |text: &str| -> Vec<Vec<u8>> {
        let forms = password::forms(&Secret::from_text(text.to_owned()));
        forms.iter().map(|form| form.wide.to_vec()).collect()
    };
    assert_eq!(all(""), [vec![], vec![0, 0]]);
    assert_eq!(all("ab"), [vec![0, b'a', 0, b'b', 0, 0]]);
    assert_eq!(
        all("é"),
        [vec![0, 0xE9, 0, 0], vec![0, 0xC3, 0, 0xA9, 0, 0]]
    );
    assert_eq!(all("𝄞")[0], [0xD8, 0x34, 0xDD, 0x1E, 0, 0]);
    assert!(password::standard(&Secret::from_bytes(vec![0xFF])).is_none());
}

//! PBMAC1, which the OpenSSL of today's distributions does not write: its parts are computed by `openssl kdf` and `openssl mac`.

use super::{Issued, P256, secret};
use crate::x509::judge::openssl;
use crate::x509::pkcs12::{Integrity, Pkcs12Error, open};
use crate::x509::tlv::{integer, octets, oid, sequence};
use crate::x509::walk;

const PBMAC1: &[u8] = &[0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 5, 14];
const PBKDF2: &[u8] = &[0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 5, 12];
const HMAC: &[u8] = &[0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 2];

/// A file without MAC, given one.
fn protected(bytes: &[u8], last: u8, digest: &str, size: Option<u32>) -> Vec<u8> {
    let mut fields = walk::only(bytes, 0x30).unwrap().value;
    walk::take(&mut fields).unwrap();
    let info = walk::take(&mut fields).unwrap();
    let explicit = walk::each(info.value).nth(1).unwrap();
    let content = walk::only(explicit.value, 4).unwrap().value;
    let (digest, length) = (format!("digest:{digest}"), size.unwrap_or(32).to_string());
    let args = [
        "kdf",
        "-keylen",
        &length,
        "-kdfopt",
        &digest,
        "-kdfopt",
        "pass:parolă",
        "-kdfopt",
        "hexsalt:0102030405060708",
        "-kdfopt",
        "iter:2048",
        "PBKDF2",
    ];
    let key = String::from_utf8(openssl(&args, b""))
        .unwrap()
        .trim()
        .replace(':', "");
    let (name, key) = (digest.clone(), format!("hexkey:{key}"));
    let mac = openssl(
        &["mac", "-binary", "-macopt", &name, "-macopt", &key, "HMAC"],
        content,
    );
    let prf = sequence(&[&oid(&[HMAC, &[last]].concat()), &[5, 0]]);
    let size = size.map(integer).unwrap_or_default();
    let kdf = sequence(&[
        &oid(PBKDF2),
        &sequence(&[
            &octets(&[1, 2, 3, 4, 5, 6, 7, 8]),
            &integer(2048),
            &size,
            &prf,
        ]),
    ]);
    let algorithm = sequence(&[&oid(PBMAC1), &sequence(&[&kdf, &prf])]);
    // Salt and count beside it mean nothing.
    let mac = sequence(&[
        &sequence(&[&algorithm, &octets(&mac)]),
        &octets(&[9]),
        &integer(1),
    ]);
    sequence(&[&integer(3), info.whole, &mac]).to_vec()
}

#[test]
fn pbmac1_is_verified() {
    let issued = Issued::new(P256);
    let bare = issued.exported("parolă", &["-nomac"]);
    for (last, digest, name) in [
        (9, "SHA256", "SHA-256"),
        (11, "SHA512", "SHA-512"),
        (7, "SHA1", "SHA-1"),
    ] {
        let bytes = protected(&bare, last, digest, Some(32));
        let told = issued.found_in(&bytes, "parolă").integrity;
        let name = format!("PBMAC1 HMAC-{name}");
        assert_eq!(
            told,
            Integrity::Mac {
                name,
                iterations: 2048
            }
        );
        assert_eq!(
            open(&bytes, &secret("parola")).unwrap_err(),
            Pkcs12Error::WrongPassword
        );
    }
    // RFC 9579 §4: without a length, or with a short one, it is refused.
    for size in [None, Some(19)] {
        assert!(open(&protected(&bare, 9, "SHA256", size), &secret("parolă")).is_err());
    }
}

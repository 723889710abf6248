//! Files of other programs, changed, and files that nobody honest writes: read or refused by name, in little memory.

use std::fs;
use std::path::Path;

use parafa_practice::mutated;
use serde_json::Value;

use crate::kit::{Ran, World, ran, text};

/// Address space of the program, in KiB. It needs a quarter of that here; an allocation of what a file announces would end it.
const MEMORY: &str = "160000";
/// Seconds on the processor, after which the system ends it: for what would otherwise never end.
const SECONDS: &str = "120";

/// `show FILE --json` within these limits.
fn show(world: &World, file: &Path, password: &str) -> Ran {
    let script = format!("ulimit -v {MEMORY}; ulimit -t {SECONDS}; exec \"$0\" \"$@\"");
    let mut command = world.command("sh");
    command
        .args(["-c", &script, env!("CARGO_BIN_EXE_parafa")])
        .args(["show", text(file), "--json"])
        .env("PARAFA_PASSWORD", password);
    ran(command.output().unwrap())
}

fn seeds() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/seeds")
}

/// What a file that cannot be read is called.
const CODES: [&str; 11] = [
    "file_empty",
    "file_not_recognised",
    "file_too_large",
    "certificate_damaged",
    "no_certificate_in_file",
    "private_key_in_file",
    "container_closed",
    "container_damaged",
    "cipher_unsupported",
    "password_wrong",
    "password_or_damage",
];

#[test]
fn five_hundred_changed_files_are_shown_or_refused_by_name() {
    let names = [
        ("modern.p12", "seeds"),
        ("legacy.p12", "seeds"),
        ("no-mac.p12", "seeds"),
        ("in-clear.p12", "seeds"),
        ("java.p12", "seeds1"),
        ("openssl.p7b", ""),
        ("gnutls.p7b", ""),
        ("openssl.p7b.pem", ""),
        ("stream.p7m", ""),
        ("mail.eml", ""),
    ];
    let (mut shown, mut refused) = (0, 0);
    for (name, password) in names {
        let world = World::new();
        let bytes = fs::read(seeds().join(name)).unwrap();
        let file = world.file(name);
        fs::write(&file, &bytes).unwrap();
        show(&world, &file, password).code(0);
        // other changes than those of the parsers' own tests
        for number in 1_000..1_050 {
            fs::write(&file, mutated(&bytes, number)).unwrap();
            let ran = show(&world, &file, password);
            let said = format!(
                "{name}, change {number}: {} {}{}",
                ran.code, ran.out, ran.err
            );
            match ran.code {
                0 => shown += 1,
                2 | 4 => {
                    let document: Value = serde_json::from_str(&ran.err).expect(&said);
                    assert!(
                        CODES.contains(&document["code"].as_str().unwrap()),
                        "{said}"
                    );
                    refused += 1;
                }
                _ => panic!("{said}"),
            }
        }
    }
    assert_eq!(shown + refused, 500);
    assert!(shown > 20 && refused > 100, "{shown} shown");
}

/// DER by hand.
fn tlv(tag: u8, content: &[u8]) -> Vec<u8> {
    let size = content.len();
    let length = match size {
        0..0x80 => vec![size.to_le_bytes()[0]],
        _ => [
            &[0x83][..],
            &(u32::try_from(size).unwrap() << 8).to_be_bytes()[..3],
        ]
        .concat(),
    };
    [&[tag][..], &length, content].concat()
}

fn nested(levels: usize) -> Vec<u8> {
    (0..levels).fold(Vec::new(), |inner, _| tlv(0x30, &inner))
}

/// A PKCS#12 file with this content, and so many rounds of its MAC.
fn pfx(content: &[u8], rounds: Option<&[u8]>) -> Vec<u8> {
    let data = b"\x06\x09\x2A\x86\x48\x86\xF7\x0D\x01\x07\x01".to_vec();
    let safe = tlv(0x30, &[data, tlv(0xA0, &tlv(4, content))].concat());
    let sha1 = tlv(0x30, b"\x06\x05\x2B\x0E\x03\x02\x1A\x05\x00");
    let digest = tlv(0x30, &[sha1, tlv(4, &[0; 20])].concat());
    let mac = rounds.map(|rounds| tlv(0x30, &[digest, tlv(4, &[1; 8]), tlv(2, rounds)].concat()));
    tlv(
        0x30,
        &[vec![2, 1, 3], safe, mac.unwrap_or_default()].concat(),
    )
}

/// A bundle with this in the place of its certificates.
fn bundle(inside: &[u8]) -> Vec<u8> {
    let oid = |last: u8| [&b"\x06\x09\x2A\x86\x48\x86\xF7\x0D\x01\x07"[..], &[last]].concat();
    let signed = [
        vec![2, 1, 1, 0x31, 0],
        tlv(0x30, &oid(1)),
        tlv(0xA0, inside),
        vec![0x31, 0],
    ];
    let signed = tlv(0xA0, &tlv(0x30, &signed.concat()));
    tlv(0x30, &[oid(2), signed].concat())
}

#[test]
fn depths_counts_and_lengths_are_refused_by_their_name() {
    let world = World::new();
    let cases: [(&str, Vec<u8>, &str, &str); 10] = [
        (
            "rounds.p12",
            pfx(&[0x30, 0], Some(&[0, 0x80, 0, 0, 0])),
            "cipher_unsupported",
            "2147483648 iterations, at most 20000000 are done",
        ),
        (
            "one-more.p12",
            pfx(&[0x30, 0], Some(&[1, 0x31, 0x2D, 1])),
            "cipher_unsupported",
            "20000001 iterations, at most 20000000 are done",
        ),
        (
            "endless.p12",
            pfx(&[0x30, 0], Some(&[0x7F; 40])),
            "cipher_unsupported",
            "18446744073709551615 iterations",
        ),
        (
            "deep.p12",
            pfx(&nested(65), None),
            "container_damaged",
            "nested deeper than 64",
        ),
        (
            "deeper.p12",
            pfx(&[0x30, 0x80].repeat(100_000), None),
            "container_damaged",
            "nested deeper than 64",
        ),
        (
            "deep.p7b",
            bundle(&nested(61)),
            "certificate_damaged",
            "nested deeper than 64",
        ),
        (
            "deeper.p7b",
            bundle(&[0x30, 0x80].repeat(100_000)),
            "certificate_damaged",
            "nested deeper than 64",
        ),
        (
            "gigabyte.p7b",
            b"\x30\x84\x40\x00\x00\x00\x06\x09".to_vec(),
            "certificate_damaged",
            "1073741830 bytes announced, 8 there",
        ),
        (
            "exabytes.p12",
            b"\x30\x88\x80\x00\x00\x00\x00\x00\x00\x00\x02\x01\x03".to_vec(),
            "certificate_damaged",
            "9223372036854775818 bytes announced, 13 there",
        ),
        (
            "levels.der",
            [0x30, 0x80].repeat(100_000),
            "file_not_recognised",
            "neither a certificate",
        ),
    ];
    for (name, bytes, code, words) in cases {
        let file = world.file(name);
        fs::write(&file, bytes).unwrap();
        let error = show(&world, &file, "x").code(2).silent().error(code);
        assert!(error.to_string().contains(words), "{name}: {error}");
    }
}

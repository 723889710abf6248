//! `make bench`: time and memory in which files that nobody honest writes are refused. Nothing here is a test (those are
//! `src/x509/hostile.rs`, `src/x509/pkcs12/tests/hostile.rs` and `tests/cli/hostile.rs`): it prints numbers for
//! `docs/PERFORMANCE.md`.
#![allow(unsafe_code)] // an allocator that counts

use std::alloc::{GlobalAlloc, Layout, System};
use std::error::Error;
use std::fs::File;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use parafa::op::files::{self, Source};
use parafa::secret::Secret;
use parafa::x509::{keyfile, pkcs12, recognise};

type Outcome<T> = Result<T, Box<dyn Error>>;

/// The system's allocator, counting.
struct Counting;

static NOW: AtomicUsize = AtomicUsize::new(0);
static MOST: AtomicUsize = AtomicUsize::new(0);

// SAFETY: every call is passed on to the system's allocator as it came; counting allocates nothing.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let now = NOW.fetch_add(layout.size(), Ordering::Relaxed) + layout.size();
        MOST.fetch_max(now, Ordering::Relaxed);
        // SAFETY: the caller keeps the contract of `alloc`.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        NOW.fetch_sub(layout.size(), Ordering::Relaxed);
        // SAFETY: the pointer came from `alloc` above with this layout.
        unsafe { System.dealloc(pointer, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// Prints one row: what is asked, how long it took, how much memory beside the file, and the answer.
fn row(name: &str, size: usize, ask: impl FnOnce() -> String) {
    let before = NOW.load(Ordering::Relaxed);
    MOST.store(before, Ordering::Relaxed);
    let begun = Instant::now();
    let told = ask();
    let (time, most) = (begun.elapsed(), MOST.load(Ordering::Relaxed) - before);
    println!(
        "{name:<46} {:>9} KiB {time:>10.1?} {:>9} KiB  {told}",
        size.div_ceil(1024),
        most.div_ceil(1024)
    );
}

fn recognised(name: &str, bytes: &[u8]) {
    row(name, bytes.len(), || match recognise(bytes) {
        Err(fault) => fault.to_string(),
        Ok(contents) => match contents.damaged.first() {
            Some(damaged) => in_full(&damaged.reason),
            None => format!("{} certificates", contents.certificates.len()),
        },
    });
}

fn opened(name: &str, bytes: &[u8]) {
    let password = Secret::from_text("x".to_owned());
    row(name, bytes.len(), || match pkcs12::open(bytes, &password) {
        Err(error) => in_full(&error),
        Ok(read) => format!("{} keys, {} others", read.entries.len(), read.chain.len()),
    });
}

fn key_file(name: &str, rounds: &[u8]) {
    let key = key(rounds);
    row(name, key.len(), || {
        let password = Secret::from_text("x".to_owned());
        let told = keyfile::open(&key, Some(&password));
        told.map_or_else(|error| in_full(&error), |_| "a key".to_owned())
    });
}

fn in_full(error: &dyn Error) -> String {
    let mut text = error.to_string();
    let mut next = error.source();
    while let Some(cause) = next {
        text = format!("{text}: {cause}");
        next = cause.source();
    }
    text
}

fn main() -> Outcome<()> {
    println!(
        "{:<46} {:>13} {:>10} {:>13}  answer",
        "what", "file", "time", "memory"
    );
    refused()?;
    println!("\nread, since each is within the bounds:");
    allowed();
    Ok(())
}

fn refused() -> Outcome<()> {
    let open = [0x30, 0x80];
    opened("PKCS#12, 100 000 levels", &open.repeat(100_000));
    opened("PKCS#12, 8 million levels", &open.repeat(8 << 20));
    opened("PKCS#12, 65 levels inside", &pfx(&nested(65), None));
    recognised("P7B, 100 000 levels", &bundle(&open.repeat(100_000)));
    recognised("P7B, 61 levels below its own four", &bundle(&nested(61)));
    let rounds = Some(&[0, 0x80, 0, 0, 0][..]);
    opened("PKCS#12, 2^31 rounds", &pfx(&[0x30, 0], rounds));
    let rounds = Some(&[1, 0x31, 0x2D, 1][..]);
    opened("PKCS#12, 20 000 001 rounds", &pfx(&[0x30, 0], rounds));
    key_file("PKCS#8, 2^31 rounds", &[0, 0x80, 0, 0, 0]);
    let many = bundle(&alike(10_001));
    recognised("P7B, 10 001 certificates", &many);
    let gigabyte = b"\x30\x84\x40\x00\x00\x00\x06\x09";
    recognised("P7B, a gigabyte announced", gigabyte);
    opened("PKCS#12, a gigabyte announced", gigabyte);
    opened(
        "PKCS#12, 2^63 bytes announced",
        b"\x30\x88\x80\0\0\0\0\0\0\0",
    );
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("huge.p12");
    File::create(&path)?.set_len(1 << 30)?;
    row("a file of a gigabyte", 1 << 30, || {
        let told = files::read(&Source::Path(path));
        told.map_or_else(
            |failure| failure.code.name().to_owned(),
            |_| "read".to_owned(),
        )
    });
    let size = 10 << 20;
    let mut state = 1_u64;
    let noise = std::iter::repeat_with(|| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        state.to_be_bytes()[0]
    });
    let noise: Vec<u8> = noise.take(size).collect();
    recognised("10 MiB of noise", &noise);
    recognised("10 MiB of noise behind 30", &[&[0x30], &noise[..]].concat());
    recognised("10 MiB of letters", &b"QUJD\n".repeat(size / 5));
    recognised(
        "10 MiB of BEGIN lines",
        &b"-----BEGIN A-----\n".repeat(size / 18),
    );
    let level = b"Content-Type: multipart/mixed; boundary=x\n\n--x\n";
    let mail = [
        b"MIME-Version: 1.0\n",
        &level.repeat(size / level.len())[..],
    ]
    .concat();
    recognised("10 MiB of a mail, nested", &mail);
    Ok(())
}

fn allowed() {
    recognised("P7B, 10 000 certificates alike", &bundle(&alike(10_000)));
    let long = certificate(&[1].repeat(900_000), &[0]);
    row(
        "a serial number of 900 000 bytes, shown",
        long.len(),
        || {
            let contents = recognise(&long).unwrap_or_default();
            let shown = contents
                .certificates
                .first()
                .map(|one| one.serial().decimal.len());
            format!("{} characters", shown.unwrap_or_default())
        },
    );
    let bags = alike_bags(9_990);
    opened("PKCS#12, 9 990 bags alike", &pfx(&safe(&bags), None));
    // 20 000 000, and a password that is wrong
    opened(
        "PKCS#12, 20 000 000 rounds",
        &pfx(&[0x30, 0], Some(&[1, 0x31, 0x2D, 0])),
    );
    // and once more as often for the forms of old programs
    key_file("PKCS#8, 20 000 000 rounds", &[1, 0x31, 0x2D, 0]);
}

/// DER by hand.
fn tlv(tag: u8, content: &[u8]) -> Vec<u8> {
    let digits: Vec<u8> = content
        .len()
        .to_be_bytes()
        .into_iter()
        .skip_while(|one| *one == 0)
        .collect();
    let length = match digits.as_slice() {
        [] => vec![0],
        [one] if *one < 0x80 => vec![*one],
        digits => [&[0x80 | digits.len().to_le_bytes()[0]], digits].concat(),
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

/// An `AuthenticatedSafe` in clear with these bags.
fn safe(bags: &[u8]) -> Vec<u8> {
    let data = b"\x06\x09\x2A\x86\x48\x86\xF7\x0D\x01\x07\x01".to_vec();
    let contents = tlv(4, &tlv(0x30, bags));
    tlv(0x30, &tlv(0x30, &[data, tlv(0xA0, &contents)].concat()))
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
    tlv(
        0x30,
        &[oid(2), tlv(0xA0, &tlv(0x30, &signed.concat()))].concat(),
    )
}

/// `EncryptedPrivateKeyInfo` under PBES2 with so many rounds.
fn key(rounds: &[u8]) -> Vec<u8> {
    let sha256 = tlv(0x30, b"\x06\x08\x2A\x86\x48\x86\xF7\x0D\x02\x09\x05\x00");
    let params = tlv(0x30, &[tlv(4, &[1; 8]), tlv(2, rounds), sha256].concat());
    let kdf = tlv(
        0x30,
        &[
            b"\x06\x09\x2A\x86\x48\x86\xF7\x0D\x01\x05\x0C".to_vec(),
            params,
        ]
        .concat(),
    );
    let aes = [
        b"\x06\x09\x60\x86\x48\x01\x65\x03\x04\x01\x2A".to_vec(),
        tlv(4, &[0; 16]),
    ];
    let pbes2 = tlv(0x30, &[kdf, tlv(0x30, &aes.concat())].concat());
    let scheme = [
        b"\x06\x09\x2A\x86\x48\x86\xF7\x0D\x01\x05\x0D".to_vec(),
        pbes2,
    ];
    tlv(
        0x30,
        &[tlv(0x30, &scheme.concat()), tlv(4, &[0; 32])].concat(),
    )
}

/// A certificate by hand, signed by nobody (RFC 5280 §4.1).
fn certificate(serial: &[u8], signature: &[u8]) -> Vec<u8> {
    let moment = tlv(0x17, b"260101000000Z");
    let common_name = [
        b"\x06\x03\x55\x04\x03".to_vec(),
        tlv(0x0C, b"Bench (synthetic)"),
    ];
    let name = tlv(0x30, &tlv(0x31, &tlv(0x30, &common_name.concat())));
    let algorithm = tlv(0x30, b"\x06\x09\x2A\x86\x48\x86\xF7\x0D\x01\x01\x0B");
    let key = tlv(0x30, &[algorithm.clone(), tlv(3, &[0; 300])].concat());
    let inside = [
        tlv(2, serial),
        algorithm.clone(),
        name.clone(),
        tlv(0x30, &moment.repeat(2)),
        name,
        key,
    ];
    let signed = [tlv(0x30, &inside.concat()), algorithm, tlv(3, signature)];
    tlv(0x30, &signed.concat())
}

/// So many certificates that differ in their last bytes only: none is another's twin, and each must be compared.
fn each_alike(count: u32) -> impl Iterator<Item = Vec<u8>> {
    (0..count).map(|number| certificate(&[1; 8], &[&[0; 252][..], &number.to_be_bytes()].concat()))
}

fn alike(count: u32) -> Vec<u8> {
    each_alike(count).flatten().collect()
}

fn alike_bags(count: u32) -> Vec<u8> {
    let x509 = b"\x06\x0A\x2A\x86\x48\x86\xF7\x0D\x01\x09\x16\x01".to_vec();
    let kind = b"\x06\x0B\x2A\x86\x48\x86\xF7\x0D\x01\x0C\x0A\x01\x03".to_vec();
    let bags = each_alike(count).map(|one| {
        let held = tlv(0x30, &[x509.clone(), tlv(0xA0, &tlv(4, &one))].concat());
        tlv(0x30, &[kind.clone(), tlv(0xA0, &held)].concat())
    });
    bags.flatten().collect()
}

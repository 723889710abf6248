//! Paths that somebody made to hurt: circles, depth, thousands of one name, odd numbers, changed bytes.

use std::time::Instant;

use jiff::Timestamp;
use parafa_practice::pki::{CA, Holder, Wish};

use super::super::{DEEPEST, PathEnd, PathFault, Pool, judge};
use super::{faults, judged, pool, read, root};
use crate::x509::{Certificate, CertificateError};

/// Two authorities that issue each other, and no root.
#[test]
fn a_circle_of_issuers_ends() {
    let folder = tempfile::tempdir().unwrap();
    let anchor = root(folder.path());
    let one = anchor.authority("One");
    let two = one.authority("Two");
    // The same key and name as One, issued by Two.
    let key = one.key();
    let again = two.issue(Wish {
        subject: "/CN=One",
        extensions: CA,
        options: &["-key", key.to_str().unwrap()],
        key: "ec",
        ..Wish::default()
    });
    let leaf = two.issue(Wish::default());
    let path = judged(&leaf, &[&two, &again], &[]);
    assert_eq!(path.end, PathEnd::Open);
    assert!(!path.holds());
    assert_eq!(faults(&path), [vec![], vec![], vec!["loop"]]);
    // and a way out of it is found
    assert!(judged(&leaf, &[&two, &again, &one], &[&anchor]).holds());
}

#[test]
fn a_path_deeper_than_any_honest_one_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let anchor = root(folder.path());
    let mut chain = vec![anchor.authority("0")];
    for number in 1..=DEEPEST {
        let next = chain.last().unwrap().authority(&number.to_string());
        chain.push(next);
    }
    let leaf = chain.last().unwrap().issue(Wish::default());
    let between: Vec<&Holder> = chain.iter().collect();
    let path = judged(&leaf, &between, &[&anchor]);
    assert_eq!(path.steps.len(), DEEPEST);
    assert!(
        path.steps
            .last()
            .unwrap()
            .faults
            .contains(&PathFault::TooDeep)
    );
}

/// Copies of one authority's certificate with other bytes in its signature: all bear the name, none helps.
#[test]
fn ten_thousand_authorities_of_one_name_are_given_up_in_time() {
    let folder = tempfile::tempdir().unwrap();
    let anchor = root(folder.path());
    let middle = anchor.authority("Middle");
    let leaf = read(&middle.issue(Wish::default()));
    let other = read(&anchor.authority("Middle"));
    let mut crowd = Pool::default();
    for number in 0..10_000_u32 {
        let mut der = other.der().to_vec();
        // the key identifier goes with the key: another number and another signature only
        let place = der.len() - 8;
        der[place..place + 4].copy_from_slice(&number.to_be_bytes());
        crowd.add(Certificate::parse(&der).unwrap());
    }
    assert_eq!(crowd.len(), 10_000);
    let begun = Instant::now();
    let path = judge(&leaf, &crowd, &pool(&[&anchor]), Timestamp::now());
    assert!(!path.holds());
    assert!(begun.elapsed().as_secs() < 20, "{:?}", begun.elapsed());
    // The right one is found among them: it is the one whose key the certificate names.
    crowd.add(read(&middle));
    assert!(judge(&leaf, &crowd, &pool(&[&anchor]), Timestamp::now()).holds());
}

#[test]
fn odd_numbers_names_dates_and_sizes_are_no_obstacle_where_the_standard_allows_them() {
    let folder = tempfile::tempdir().unwrap();
    let anchor = root(folder.path());
    let nearly = with_long_extension(folder.path(), 1_040_000);
    let forty = format!("0x7f{}", "ab".repeat(39));
    for wish in [
        Wish {
            serial: "-5",
            ..Wish::default()
        },
        Wish {
            serial: &forty,
            ..Wish::default()
        },
        Wish {
            options: &nearly.each_ref().map(String::as_str),
            ..Wish::default()
        },
        Wish {
            days: 2_900_000,
            ..Wish::default()
        },
        Wish {
            subject: "",
            extensions: &[
                "subjectAltName=critical,email:a@a.example",
                "keyUsage=critical,digitalSignature",
            ],
            ..Wish::default()
        },
    ] {
        let leaf = anchor.issue(wish);
        let path = judged(&leaf, &[], &[&anchor]);
        assert!(path.holds(), "{wish:?}: {:?}", faults(&path));
    }
    // One that is larger than any honest one is refused as such, and costs no path.
    let whole = with_long_extension(folder.path(), 1 << 20);
    let leaf = anchor.issue(Wish {
        options: &whole.each_ref().map(String::as_str),
        ..Wish::default()
    });
    let refused = Certificate::parse(&leaf.der);
    assert!(
        matches!(refused, Err(CertificateError::TooLarge { .. })),
        "{refused:?}"
    );
}

/// Options for an octet string of so many bytes, by a file: a command line has no room for it.
fn with_long_extension(folder: &std::path::Path, bytes: usize) -> [String; 4] {
    let file = folder.join(format!("{bytes}.cnf"));
    let value = format!("0483{bytes:06X}{}", "41".repeat(bytes));
    let text = format!("[req]\ndistinguished_name=n\n[n]\n[long]\n1.2.3.4=DER:{value}\n");
    std::fs::write(&file, text).unwrap();
    let file = file.to_str().unwrap().to_owned();
    [
        "-config".to_owned(),
        file,
        "-extensions".to_owned(),
        "long".to_owned(),
    ]
}

#[test]
fn no_change_of_a_certificate_panics_or_makes_a_path() {
    let folder = tempfile::tempdir().unwrap();
    let anchor = root(folder.path());
    let middle = anchor.authority("Middle");
    let leaf = middle.issue(Wish::default());
    let now = Timestamp::now();
    let alone = |one: Certificate| -> Pool { [one].into_iter().collect() };
    let (between, anchors) = (pool(&[&middle]), pool(&[&anchor]));
    let (leaf, middle, anchor) = (read(&leaf), read(&middle), read(&anchor));
    for number in 0..400 {
        let changed = |one: &Certificate| {
            let changed = parafa_practice::mutated(one.der(), number);
            Certificate::parse(&changed).ok()
        };
        if let Some(other) = changed(&leaf) {
            let path = judge(&other, &between, &anchors, now);
            let same = other.tbs() == leaf.tbs();
            assert!(same || !path.holds(), "leaf, change {number}");
        }
        if let Some(other) = changed(&middle) {
            let same = other.tbs() == middle.tbs();
            let path = judge(&leaf, &alone(other), &anchors, now);
            assert!(same || !path.holds(), "between, change {number}");
        }
        // What else a trusted one says may change; its name and its key are what it is.
        if let Some(other) = changed(&anchor) {
            let same = other.spki() == anchor.spki();
            let path = judge(&leaf, &between, &alone(other), now);
            assert!(same || !path.holds(), "anchor, change {number}");
        }
    }
}

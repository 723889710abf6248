mod hostile;

use std::path::Path as Folder;

use jiff::{SignedDuration, Timestamp};
use parafa_practice::pki::{CA, Holder, Wish};

use super::{Path, PathEnd, PathFault, Pool, judge};
use crate::x509::Certificate;

fn read(holder: &Holder) -> Certificate {
    Certificate::parse(&holder.der).unwrap()
}

fn pool(holders: &[&Holder]) -> Pool {
    holders.iter().map(|holder| read(holder)).collect()
}

fn in_days(days: i64) -> Timestamp {
    Timestamp::now() + SignedDuration::from_hours(24 * days)
}

fn root(folder: &Folder) -> Holder {
    let wish = Wish {
        subject: "/C=XX/CN=Root",
        extensions: CA,
        days: 3000,
        ..Wish::default()
    };
    Holder::root(folder, wish)
}

fn judged(leaf: &Holder, between: &[&Holder], anchors: &[&Holder]) -> Path {
    judge(
        &read(leaf),
        &pool(between),
        &pool(anchors),
        Timestamp::now(),
    )
}

/// The names of the faults of each step.
fn faults(path: &Path) -> Vec<Vec<&'static str>> {
    let names = |step: &super::Step| step.faults.iter().map(PathFault::name).collect();
    path.steps.iter().map(names).collect()
}

#[test]
fn a_path_leads_through_the_pool_to_any_anchor() {
    let folder = tempfile::tempdir().unwrap();
    let root = root(folder.path());
    let middle = root.authority("Middle");
    let leaf = middle.issue(Wish::default());
    let other = super::tests::root(folder.path());
    for anchors in [&[&root][..], &[&other, &root]] {
        let path = judged(&leaf, &[&middle, &other], anchors);
        assert!(path.holds(), "{:?}", faults(&path));
        let subjects: Vec<String> = path
            .steps
            .iter()
            .map(|step| step.certificate.subject())
            .collect();
        assert_eq!(subjects, ["CN=Ana Pop", "CN=Middle", "C=XX, CN=Root"]);
    }
    // an authority that is no root, and the certificate itself
    assert_eq!(judged(&leaf, &[&root], &[&middle]).steps.len(), 2);
    assert!(judged(&leaf, &[], &[&middle]).holds());
    assert!(judged(&leaf, &[], &[&leaf]).holds());
}

#[test]
fn without_an_anchor_it_is_said_where_the_path_ends() {
    let folder = tempfile::tempdir().unwrap();
    let root = root(folder.path());
    let middle = root.authority("Middle");
    let leaf = middle.issue(Wish::default());
    let path = judged(&leaf, &[&middle, &root], &[]);
    assert_eq!(path.end, PathEnd::OtherRoot);
    assert_eq!(faults(&path), [vec![], vec![], vec!["not_trusted"]]);
    let path = judged(&leaf, &[&middle], &[]);
    assert_eq!(path.end, PathEnd::Open);
    assert_eq!(faults(&path), [vec![], vec!["missing_issuer"]]);
    let path = judged(&leaf, &[], &[&root]);
    assert_eq!(faults(&path), [vec!["missing_issuer"]]);
    assert!(!path.holds());
}

#[test]
fn each_certificate_bears_its_own_dates() {
    let folder = tempfile::tempdir().unwrap();
    let root = root(folder.path());
    let middle = root.issue(Wish {
        subject: "/CN=Middle",
        extensions: CA,
        days: 10,
        ..Wish::default()
    });
    let leaf = middle.issue(Wish::default());
    let (leaf, pool, anchors) = (read(&leaf), pool(&[&middle]), pool(&[&root]));
    let at = |days| faults(&judge(&leaf, &pool, &anchors, in_days(days)));
    assert_eq!(at(5), [vec![], vec![], vec![]] as [Vec<&str>; 3]);
    assert_eq!(at(50), [vec![], vec!["expired"], vec![]]);
    assert_eq!(at(150), [vec!["expired"], vec!["expired"], vec![]]);
    assert_eq!(at(4000), vec![vec!["expired"]; 3]);
    assert_eq!(at(-3), vec![vec!["not_yet_valid"]; 3]);
}

#[test]
fn what_an_authority_may_not_is_said_of_the_certificate_that_does_it() {
    let folder = tempfile::tempdir().unwrap();
    let root = root(folder.path());
    let authority = |extensions: &[&str]| {
        root.issue(Wish {
            subject: "/C=XX/CN=Middle",
            extensions,
            ..Wish::default()
        })
    };
    let usage = "keyUsage=critical,keyCertSign,cRLSign";
    for (extensions, fault) in [
        (
            &["basicConstraints=critical,CA:FALSE", usage][..],
            "not_authority",
        ),
        (&[usage], "not_authority"),
        (
            &[
                "basicConstraints=critical,CA:TRUE",
                "keyUsage=critical,cRLSign",
            ],
            "may_not_issue",
        ),
        (&["basicConstraints=critical,CA:TRUE"], "may_not_issue"),
        (
            &[CA[0], usage, "1.2.3.4=critical,DER:0500"],
            "unknown_critical",
        ),
        (
            &["basicConstraints=critical,DER:020101", usage],
            "not_authority",
        ),
    ] {
        let middle = authority(extensions);
        let leaf = middle.issue(Wish::default());
        let path = judged(&leaf, &[&middle], &[&root]);
        let said = faults(&path);
        assert!(said[1].contains(&fault), "{extensions:?}: {said:?}");
        assert!(said[0].is_empty() && said[2].is_empty(), "{said:?}");
        assert!(!path.holds());
    }
    let leaf = root.issue(Wish {
        extensions: &[
            "1.2.3.4=critical,DER:0500",
            "keyUsage=critical,digitalSignature",
        ],
        ..Wish::default()
    });
    let path = judged(&leaf, &[], &[&root]);
    let oid = "1.2.3.4".to_owned();
    assert_eq!(path.steps[0].faults, [PathFault::UnknownCritical { oid }]);
}

#[test]
fn path_lengths_of_authorities_and_of_the_anchor_count() {
    let folder = tempfile::tempdir().unwrap();
    let anchor = root(folder.path());
    let short: &[&str] = &["basicConstraints=critical,CA:TRUE,pathlen:0", CA[1]];
    let narrow = anchor.issue(Wish {
        subject: "/CN=Narrow",
        extensions: short,
        ..Wish::default()
    });
    let below = narrow.authority("Below");
    let leaf = below.issue(Wish::default());
    let path = judged(&leaf, &[&narrow, &below], &[&anchor]);
    assert_eq!(faults(&path), [vec![], vec!["path_length"], vec![], vec![]]);
    let narrow = Holder::root(
        folder.path(),
        Wish {
            subject: "/CN=Narrow root",
            extensions: short,
            ..Wish::default()
        },
    );
    let below = narrow.authority("Below");
    let leaf = below.issue(Wish::default());
    let path = judged(&leaf, &[&below], &[&narrow]);
    assert_eq!(faults(&path), [vec![], vec!["path_length"], vec![]]);
}

#[test]
fn names_beyond_the_constraints_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let root = root(folder.path());
    let middle = |constraint: &str| {
        root.issue(Wish {
            subject: "/C=XX/CN=Middle",
            extensions: &[CA[0], CA[1], constraint],
            ..Wish::default()
        })
    };
    for (constraint, name, holds) in [
        (
            "nameConstraints=critical,permitted;email:a.example",
            "email:x@a.example",
            true,
        ),
        (
            "nameConstraints=critical,permitted;email:a.example",
            "email:x@b.example",
            false,
        ),
        (
            "nameConstraints=critical,excluded;DNS:b.example",
            "DNS:www.b.example",
            false,
        ),
        (
            "nameConstraints=critical,excluded;DNS:b.example",
            "DNS:www.a.example",
            true,
        ),
    ] {
        let middle = middle(constraint);
        let name = format!("subjectAltName={name}");
        let leaf = middle.issue(Wish {
            extensions: &[&name, "keyUsage=critical,digitalSignature"],
            ..Wish::default()
        });
        let path = judged(&leaf, &[&middle], &[&root]);
        assert_eq!(
            path.holds(),
            holds,
            "{constraint} {name}: {:?}",
            faults(&path)
        );
        if !holds {
            assert_eq!(path.steps[0].faults, [PathFault::NameConstraints]);
        }
    }
}

#[test]
fn a_forged_signature_is_told_from_an_issuer_that_is_missing() {
    let folder = tempfile::tempdir().unwrap();
    let root = root(folder.path());
    let impostor = super::tests::root(folder.path());
    // This one names the other key as its issuer's.
    let leaf = impostor.issue(Wish::default());
    let path = judged(&leaf, &[], &[&root]);
    assert_eq!(faults(&path), [vec!["missing_issuer"]]);
    let mut changed = root.issue(Wish::default()).der;
    let last = changed.len() - 1;
    changed[last] ^= 1;
    let changed = Certificate::parse(&changed).unwrap();
    let path = judge(
        &changed,
        &Pool::default(),
        &pool(&[&root]),
        Timestamp::now(),
    );
    assert_eq!(faults(&path), [vec!["bad_signature"], vec![]]);
    assert_eq!((path.end, path.issuer(0)), (PathEnd::Open, None));
}

#[test]
fn broken_hashes_and_short_keys_are_named() {
    let folder = tempfile::tempdir().unwrap();
    let root = root(folder.path());
    let leaf = root.issue(Wish {
        options: &["-sha1"],
        ..Wish::default()
    });
    let path = judged(&leaf, &[], &[&root]);
    let algorithm = "ecdsa-with-SHA1".to_owned();
    assert_eq!(
        path.steps[0].faults,
        [PathFault::WeakSignature { algorithm }]
    );
    let short = root.issue(Wish {
        subject: "/CN=Short",
        extensions: CA,
        key: "rsa:1024",
        ..Wish::default()
    });
    let leaf = short.issue(Wish::default());
    let path = judged(&leaf, &[&short], &[&root]);
    assert_eq!(path.steps[1].faults, [PathFault::SmallKey { bits: 1024 }]);
    // the hash of a root's own signature says nothing: trust is in its key
    let old = Holder::root(
        folder.path(),
        Wish {
            subject: "/CN=Old root",
            extensions: CA,
            options: &["-sha1"],
            ..Wish::default()
        },
    );
    let leaf = old.issue(Wish::default());
    assert!(judged(&leaf, &[], &[&old]).holds());
}

/// Whoever sends a file can put a certificate into it that bears the name and the key of a trusted one, and says more.
#[test]
fn a_copy_of_an_anchor_is_not_taken_for_it() {
    let folder = tempfile::tempdir().unwrap();
    let narrow = Holder::root(
        folder.path(),
        Wish {
            subject: "/CN=Narrow",
            extensions: &[
                CA[0],
                CA[1],
                "nameConstraints=critical,permitted;email:a.example",
            ],
            ..Wish::default()
        },
    );
    let key = narrow.key();
    // the holder of the key may issue anew; a stranger's would only have another signature
    let wide = Holder::root(
        folder.path(),
        Wish {
            subject: "/CN=Narrow",
            extensions: CA,
            options: &["-key", key.to_str().unwrap()],
            ..Wish::default()
        },
    );
    let leaf = narrow.issue(Wish {
        extensions: &["subjectAltName=email:x@b.example"],
        ..Wish::default()
    });
    assert_eq!(read(&wide).spki(), read(&narrow).spki());
    let path = judged(&leaf, &[&wide], &[&narrow]);
    assert_eq!(faults(&path), [vec!["name_constraints"], vec![]]);
    assert_eq!(path.steps[1].certificate, read(&narrow));
    // issued anew and looked at itself, it is traced to the one that is trusted
    let path = judged(&wide, &[], &[&narrow]);
    assert!(path.holds(), "{:?}", faults(&path));
    assert_eq!(path.steps.len(), 2);
    let mut forged = wide.der.clone();
    let last = forged.len() - 1;
    forged[last] ^= 1;
    let forged = Certificate::parse(&forged).unwrap();
    let path = judge(
        &forged,
        &Pool::default(),
        &pool(&[&narrow]),
        Timestamp::now(),
    );
    assert_eq!(faults(&path), [vec!["bad_signature"], vec![]]);
}

#[test]
fn authorities_of_every_usual_key_are_judged_and_the_rest_is_said_not_to_be() {
    let folder = tempfile::tempdir().unwrap();
    let pss: &[&str] = &[
        "-sigopt",
        "rsa_padding_mode:pss",
        "-sigopt",
        "rsa_pss_saltlen:32",
    ];
    for (key, options, holds) in [
        ("rsa:2048", &[][..], true),
        ("rsa:2048", pss, true),
        ("P-384", &["-sha384"], true),
        ("P-521", &["-sha512"], true),
        ("ed25519", &[], false),
    ] {
        let wish = |subject| Wish {
            subject,
            extensions: CA,
            key,
            options,
            ..Wish::default()
        };
        let root = Holder::root(folder.path(), wish("/CN=Root"));
        let middle = root.issue(wish("/CN=Middle"));
        let leaf = middle.issue(Wish {
            options,
            ..Wish::default()
        });
        let path = judged(&leaf, &[&middle], &[&root]);
        assert_eq!(
            path.holds(),
            holds,
            "{key} {options:?}: {:?}",
            faults(&path)
        );
        let told = faults(&path).concat().contains(&"unknown_signature");
        assert_eq!(told, !holds, "{key}: {:?}", faults(&path));
    }
}

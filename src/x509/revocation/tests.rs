use std::path::Path;

use jiff::{SignedDuration, Timestamp};
use parafa_practice::pki::{CA, Holder, Wish};

use super::{Addresses, Doubt, OcspAnswer, OcspQuestion, RevocationList, Standing, lists};
use crate::x509::Certificate;

fn read(holder: &Holder) -> Certificate {
    Certificate::parse(&holder.der).unwrap()
}

fn authority(folder: &Path, name: &str) -> Holder {
    let wish = Wish {
        subject: name,
        extensions: CA,
        days: 3000,
        ..Wish::default()
    };
    Holder::root(folder, wish)
}

fn in_days(days: i64) -> Timestamp {
    Timestamp::now() + SignedDuration::from_hours(24 * days)
}

fn list(der: &[u8]) -> RevocationList {
    RevocationList::parse(der).unwrap()
}

/// An authority, a good and a revoked certificate, and the register that says so.
struct House {
    _folder: tempfile::TempDir,
    ca: Holder,
    good: Holder,
    bad: Holder,
}

impl House {
    fn new(revoked: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let ca = authority(folder.path(), "/CN=Authority");
        let (good, bad) = (ca.issue(Wish::default()), ca.issue(Wish::default()));
        ca.register(&[&good], &[(&bad, revoked)]);
        Self {
            _folder: folder,
            ca,
            good,
            bad,
        }
    }

    fn says(&self, list: &RevocationList, holder: &Holder, days: i64) -> Standing {
        let said = list.says(&read(holder), &read(&self.ca), in_days(days));
        said.standing
    }
}

const WEEK: &[&str] = &["-crldays", "7"];

fn revoked(reason: Option<&'static str>) -> Standing {
    Standing::Revoked {
        since: "2025-02-03T04:05:06Z".parse().unwrap(),
        reason,
    }
}

#[test]
fn a_list_of_openssl_tells_good_from_revoked_with_date_and_reason() {
    for (register, reason) in [
        ("250203040506Z,keyCompromise", Some("keyCompromise")),
        ("250203040506Z,superseded", Some("superseded")),
        ("250203040506Z", None),
    ] {
        let house = House::new(register);
        let list = list(&house.ca.revocation_list(WEEK, ""));
        assert_eq!(list.issuer(), "CN=Authority");
        assert_eq!(house.says(&list, &house.good, 0), Standing::Good);
        assert_eq!(house.says(&list, &house.bad, 0), revoked(reason));
        let said = list.says(&read(&house.good), &read(&house.ca), in_days(0));
        let until = said.until.unwrap().duration_since(said.as_of.unwrap());
        assert_eq!(until.as_hours(), 7 * 24);
    }
}

#[test]
fn an_old_list_clears_nobody_but_what_it_revoked_stays_revoked() {
    let house = House::new("250203040506Z,keyCompromise");
    let old = list(&house.ca.revocation_list(WEEK, ""));
    let stale = house.says(&old, &house.good, 8);
    assert!(
        matches!(stale, Standing::Unknown(Doubt::Stale { .. })),
        "{stale:?}"
    );
    assert_eq!(
        house.says(&old, &house.bad, 8),
        revoked(Some("keyCompromise"))
    );
    let early = house.says(&old, &house.good, -1);
    assert!(
        matches!(early, Standing::Unknown(Doubt::Future { .. })),
        "{early:?}"
    );
    let held = House::new("250203040506Z,certificateHold");
    let old = list(&held.ca.revocation_list(WEEK, ""));
    assert_eq!(
        held.says(&old, &held.bad, 0),
        revoked(Some("certificateHold"))
    );
    let lifted = held.says(&old, &held.bad, 8);
    assert!(
        matches!(lifted, Standing::Unknown(Doubt::Stale { .. })),
        "{lifted:?}"
    );
}

#[test]
fn a_list_of_somebody_else_says_nothing() {
    let house = House::new("250203040506Z");
    let folder = tempfile::tempdir().unwrap();
    let other = authority(folder.path(), "/CN=Other");
    other.register(&[], &[(&house.bad, "250203040506Z")]);
    let foreign = list(&other.revocation_list(WEEK, ""));
    assert_eq!(
        house.says(&foreign, &house.bad, 0),
        Standing::Unknown(Doubt::OtherIssuer)
    );
    // the same name, another key
    let impostor = authority(folder.path(), "/CN=Authority");
    impostor.register(&[], &[(&house.good, "250203040506Z")]);
    let forged = list(&impostor.revocation_list(WEEK, ""));
    assert_eq!(
        house.says(&forged, &house.good, 0),
        Standing::Unknown(Doubt::BadSignature)
    );
    // a key that may issue certificates only
    let wish = Wish {
        subject: "/CN=Narrow",
        extensions: &[CA[0], "keyUsage=critical,keyCertSign"],
        ..Wish::default()
    };
    let narrow = Holder::root(folder.path(), wish);
    let leaf = narrow.issue(Wish::default());
    narrow.register(&[&leaf], &[]);
    let list = list(&narrow.revocation_list(WEEK, ""));
    let said = list.says(&read(&leaf), &read(&narrow), in_days(0)).standing;
    assert_eq!(said, Standing::Unknown(Doubt::MayNotSign));
}

#[test]
fn lists_for_others_of_the_authority_and_lists_of_changes_do_not_count() {
    let house = House::new("250203040506Z");
    let point = "issuingDistributionPoint=critical,@p\n[p]\n";
    let part = |lines: &str| list(&house.ca.revocation_list(WEEK, &format!("{point}{lines}")));
    let said = |lines: &str| house.says(&part(lines), &house.good, 0);
    assert_eq!(said("onlyuser=TRUE"), Standing::Good);
    assert_eq!(said("onlyCA=TRUE"), Standing::Unknown(Doubt::OtherPart));
    assert_eq!(said("onlyAA=TRUE"), Standing::Unknown(Doubt::OtherPart));
    assert_eq!(said("indirectCRL=TRUE"), Standing::Unknown(Doubt::Indirect));
    assert_eq!(
        said("onlysomereasons=keyCompromise"),
        Standing::Unknown(Doubt::SomeReasons)
    );
    let at = "fullname=URI:http://a.example/1.crl";
    assert_eq!(said(at), Standing::Unknown(Doubt::OtherPart));
    let leaf = house.ca.issue(Wish {
        extensions: &["crlDistributionPoints=URI:http://a.example/1.crl"],
        ..Wish::default()
    });
    assert_eq!(house.says(&part(at), &leaf, 0), Standing::Good);
    let delta = list(
        &house
            .ca
            .revocation_list(WEEK, "2.5.29.27=critical,DER:020101"),
    );
    assert_eq!(
        house.says(&delta, &house.good, 0),
        Standing::Unknown(Doubt::Delta)
    );
    let odd = list(&house.ca.revocation_list(WEEK, "1.2.3.4=critical,DER:0500"));
    let oid = "1.2.3.4".to_owned();
    assert_eq!(
        house.says(&odd, &house.good, 0),
        Standing::Unknown(Doubt::UnknownCritical { oid })
    );
}

#[test]
fn lists_are_found_in_pem_and_der_and_broken_ones_are_named() {
    let house = House::new("250203040506Z");
    let der = house.ca.revocation_list(WEEK, "");
    let pem = crate::x509::pem::encode("X509 CRL", &der);
    assert_eq!(lists(&der), [Ok(list(&der))]);
    assert_eq!(
        lists(format!("text\n{pem}{pem}").as_bytes()),
        [Ok(list(&der)), Ok(list(&der))]
    );
    let cut = &pem[..pem.len() / 2];
    assert_eq!(
        lists(cut.as_bytes()),
        [Err(Doubt::Malformed { part: "base64" })]
    );
    assert_eq!(lists(b"nothing"), []);
    assert!(lists(&house.good.der)[0].is_err());
}

#[test]
fn no_change_of_a_list_panics_or_clears_a_revoked_one() {
    let house = House::new("250203040506Z");
    let der = house.ca.revocation_list(WEEK, "");
    let (bad, ca, now) = (read(&house.bad), read(&house.ca), Timestamp::now());
    let mut read = 0;
    for number in 0..500 {
        let changed = parafa_practice::mutated(&der, number);
        let Ok(list) = RevocationList::parse(&changed) else {
            continue;
        };
        read += 1;
        assert_ne!(
            list.says(&bad, &ca, now).standing,
            Standing::Good,
            "change {number}"
        );
    }
    assert!(read > 50, "{read}");
}

fn ask(house: &House, about: &Holder) -> OcspQuestion {
    OcspQuestion::new(&read(about), &read(&house.ca))
}

fn judged(question: &OcspQuestion, response: &[u8]) -> Standing {
    question.judge(response, Timestamp::now()).standing
}

/// A responder that the authority charged with answering.
fn delegate(ca: &Holder, extensions: &[&str], days: u32) -> Holder {
    ca.issue(Wish {
        subject: "/CN=Responder",
        extensions,
        days,
        ..Wish::default()
    })
}

const DELEGATE: &[&str] = &[
    "extendedKeyUsage=OCSPSigning",
    "keyUsage=critical,digitalSignature",
];

#[test]
fn openssl_understands_the_question_and_its_answers_are_judged() {
    let house = House::new("250203040506Z,cessationOfOperation");
    let charged = delegate(&house.ca, DELEGATE, 100);
    let stranger = house.ca.issue(Wish::default());
    for signer in [&house.ca, &charged] {
        for options in [&["-ndays", "2"][..], &["-ndays", "2", "-resp_key_id"]] {
            let question = ask(&house, &house.good);
            let response = house.ca.response(signer, &question.to_der(), options);
            let said = question.judge(&response, Timestamp::now());
            assert_eq!(said.standing, Standing::Good);
            assert!(said.until.unwrap() > in_days(1));
            let question = ask(&house, &house.bad);
            let response = house.ca.response(signer, &question.to_der(), options);
            let reason = Some("cessationOfOperation");
            assert_eq!(judged(&question, &response), revoked(reason));
            let question = ask(&house, &stranger);
            let response = house.ca.response(signer, &question.to_der(), options);
            assert_eq!(
                judged(&question, &response),
                Standing::Unknown(Doubt::NotKnownThere)
            );
        }
    }
}

#[test]
fn answers_of_others_to_others_and_of_yesterday_do_not_count() {
    let house = House::new("250203040506Z");
    let question = ask(&house, &house.good);
    let request = question.to_der();
    let say = |signer: &Holder, request: &[u8], options: &[&str]| {
        judged(&question, &house.ca.response(signer, request, options))
    };
    let unknown = Standing::Unknown;
    let days = &["-ndays", "2"][..];
    // somebody whom the authority did not charge, whose charge is over, whose certificate is not there
    let idle = delegate(&house.ca, &["keyUsage=critical,digitalSignature"], 100);
    assert_eq!(say(&idle, &request, days), unknown(Doubt::SignerNotCharged));
    let folder = tempfile::tempdir().unwrap();
    let other = authority(folder.path(), "/CN=Authority");
    let theirs = delegate(&other, DELEGATE, 100);
    assert_eq!(
        say(&theirs, &request, days),
        unknown(Doubt::SignerNotCharged)
    );
    assert_eq!(
        say(&other, &request, days),
        unknown(Doubt::SignerNotCharged)
    );
    let charged = delegate(&house.ca, DELEGATE, 5);
    let silent = ["-ndays", "2", "-resp_no_certs"];
    assert_eq!(
        say(&charged, &request, &silent),
        unknown(Doubt::SignerUnknown)
    );
    let response = house.ca.response(&charged, &request, &["-ndays", "20"]);
    let later = question.judge(&response, in_days(10)).standing;
    assert_eq!(later, unknown(Doubt::SignerOutOfDate));
    // about another certificate, to another question
    let about_bad = ask(&house, &house.bad).to_der();
    let nonce = say(&house.ca, &about_bad, days);
    assert_eq!(nonce, unknown(Doubt::OtherNonce));
    let plain = OcspQuestion {
        nonce: None,
        ..ask(&house, &house.bad)
    };
    assert_eq!(
        say(&house.ca, &plain.to_der(), days),
        unknown(Doubt::OtherCertificate)
    );
    let again = ask(&house, &house.good).to_der();
    assert_eq!(say(&house.ca, &again, days), unknown(Doubt::OtherNonce));
    // old
    let response = house.ca.response(&house.ca, &request, days);
    let late = question.judge(&response, in_days(3)).standing;
    assert!(
        matches!(late, Standing::Unknown(Doubt::Stale { .. })),
        "{late:?}"
    );
    let early = question.judge(&response, in_days(-1)).standing;
    assert!(
        matches!(early, Standing::Unknown(Doubt::Future { .. })),
        "{early:?}"
    );
    let undated = house.ca.response(&house.ca, &request, &[]);
    assert_eq!(judged(&question, &undated), Standing::Good);
    let late = question.judge(&undated, in_days(2)).standing;
    assert!(
        matches!(late, Standing::Unknown(Doubt::Undated { .. })),
        "{late:?}"
    );
}

#[test]
fn refusals_and_rubbish_are_named() {
    let house = House::new("250203040506Z");
    let question = ask(&house, &house.good);
    for (status, name) in [(3, "tryLater"), (6, "unauthorized"), (9, "unknown")] {
        let said = judged(&question, &[0x30, 3, 0x0A, 1, status]);
        assert_eq!(said, Standing::Unknown(Doubt::Refused { status: name }));
    }
    for rubbish in [&b""[..], b"<html>", &[0x30, 3, 0x0A, 1, 0], &house.good.der] {
        let said = judged(&question, rubbish);
        assert!(
            matches!(said, Standing::Unknown(Doubt::Malformed { .. })),
            "{said:?}"
        );
    }
    let question = ask(&house, &house.bad);
    let response = house
        .ca
        .response(&house.ca, &question.to_der(), &["-ndays", "2"]);
    assert!(matches!(
        judged(&question, &response),
        Standing::Revoked { .. }
    ));
    for number in 0..500 {
        let changed = parafa_practice::mutated(&response, number);
        let _ = OcspAnswer::parse(&changed);
        assert_ne!(
            judged(&question, &changed),
            Standing::Good,
            "change {number}"
        );
    }
}

#[test]
fn addresses_are_those_of_the_certificate_and_no_more_than_eight() {
    let folder = tempfile::tempdir().unwrap();
    let many: Vec<String> = (0..20)
        .map(|one| format!("URI:http://a.example/{one}"))
        .collect();
    let points = format!("crlDistributionPoints={}", many.join(","));
    let wish = Wish {
        extensions: &[
            &points,
            "authorityInfoAccess=OCSP;URI:http://o.example/,caIssuers;URI:http://i.example/ca.cer,caIssuers;URI:ldap://i.example/x",
        ],
        ..Wish::default()
    };
    let found = Addresses::of(&read(&Holder::root(folder.path(), wish)));
    assert_eq!(found.responders, ["http://o.example/"]);
    assert_eq!(
        found.issuers,
        ["http://i.example/ca.cer", "ldap://i.example/x"]
    );
    assert_eq!(found.lists.len(), 8);
    assert_eq!(found.lists[0], "http://a.example/0");
    let none = Addresses::of(&read(&authority(folder.path(), "/CN=x")));
    assert_eq!(none, Addresses::default());
}

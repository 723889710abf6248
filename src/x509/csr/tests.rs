use std::process::Command;

use super::{
    AltName, ExtendedKeyUsage, KeyUsage, Request, RequestError, RequestPlan, Subject, assemble,
    to_be_signed,
};
use crate::token::{Curve, KeyType};
use crate::x509::judge::{Key, openssl};
use crate::x509::public::PublicKey;
use crate::x509::verify::VerifyError;

const SUBJECT: &str = "C=RO,ST=Dolj,O=Cabinet Medical Ană,CN=Ana Pop,serialNumber=PNO-1,emailAddress=ana@spital.example";

fn plan(subject: &str, names: &[&str], usage: &str, extended: &str) -> RequestPlan {
    RequestPlan {
        subject: Subject::parse(subject).unwrap(),
        alt_names: names
            .iter()
            .map(|name| AltName::parse(name).unwrap())
            .collect(),
        key_usage: KeyUsage::parse(usage).unwrap(),
        extended_key_usage: ExtendedKeyUsage::parse(extended).unwrap(),
    }
}

fn hash_of(kind: KeyType) -> &'static str {
    match kind {
        KeyType::Ec(Curve::P384) => "sha384",
        KeyType::Ec(Curve::P521) => "sha512",
        KeyType::Ec(Curve::Ed25519) => "",
        _ => "sha256",
    }
}

fn signed(plan: &RequestPlan, judge: &Key, kind: KeyType) -> Request {
    let key = PublicKey::from_spki(&judge.public_der()).unwrap();
    let tbs = to_be_signed(plan, &key).unwrap();
    assemble(&tbs, &key, &judge.sign(hash_of(kind), &tbs)).unwrap()
}

fn openssl_verifies(judge: &Key, request: &Request) {
    let path = judge.write("request.pem", request.pem().as_bytes());
    openssl(&["req", "-in", &path, "-verify", "-noout"], b"");
}

#[test]
fn the_bytes_are_those_of_openssl() {
    let judge = Key::new(KeyType::Rsa(2048));
    let ours = signed(&plan(SUBJECT, &[], "", ""), &judge, KeyType::Rsa(2048));
    let theirs = judge.req(&[
        "-sha256",
        "-subj",
        &format!("/{}", SUBJECT.replace(',', "/")),
    ]);
    assert_eq!(hex::encode(ours.der()), hex::encode(theirs));
}

#[test]
fn the_bytes_with_extensions_are_those_of_openssl() {
    let judge = Key::new(KeyType::Rsa(2048));
    let plan = plan(
        SUBJECT,
        &[
            "dns:a.example",
            "email:ana@spital.example",
            "ip:192.0.2.1",
            "uri:https://a.example/",
            "othername:1.3.6.1.4.1.311.20.2.3;UTF8:ana@b",
        ],
        "digitalSignature,nonRepudiation",
        "clientAuth,emailProtection",
    );
    let theirs = judge.req(&[
        "-sha256", "-subj", &format!("/{}", SUBJECT.replace(',', "/")),
        "-addext", "keyUsage=critical,digitalSignature,nonRepudiation",
        "-addext", "extendedKeyUsage=clientAuth,emailProtection",
        "-addext", "subjectAltName=DNS:a.example,email:ana@spital.example,IP:192.0.2.1,URI:https://a.example/,otherName:1.3.6.1.4.1.311.20.2.3;UTF8:ana@b",
    ]);
    assert_eq!(
        hex::encode(signed(&plan, &judge, KeyType::Rsa(2048)).der()),
        hex::encode(theirs)
    );
}

#[test]
fn the_bytes_are_those_of_certtool() {
    let judge = Key::new(KeyType::Rsa(2048));
    // GnuTLS takes UTF8String only where PrintableString does not do.
    let template = judge.write(
        "template",
        "country = RO\nstate = Județul Dolj\norganization = Firmă\ncn = \"Ană Pop\"\n".as_bytes(),
    );
    let out = judge.file("gnutls.der");
    let status = Command::new("certtool")
        .args([
            "--generate-request",
            "--no-crq-extensions",
            "--outder",
            "--hash",
            "SHA256",
            "--template",
            &template,
        ])
        .args([
            "--load-privkey",
            &judge.path(),
            "--outfile",
            out.to_str().unwrap(),
        ])
        .output()
        .unwrap();
    assert!(
        status.status.success(),
        "{}",
        String::from_utf8_lossy(&status.stderr)
    );
    let theirs = std::fs::read(out).unwrap();
    let subject = Request::parse(&theirs).unwrap().subject();
    let ours = signed(&plan(&subject, &[], "", ""), &judge, KeyType::Rsa(2048));
    assert_eq!(hex::encode(ours.der()), hex::encode(theirs));
}

#[test]
fn requests_of_every_key_type_verify_at_the_judge() {
    for kind in KeyType::ALL {
        let judge = Key::new(kind);
        let request = signed(
            &plan(
                SUBJECT,
                &["dns:a.example"],
                "digitalSignature",
                "clientAuth",
            ),
            &judge,
            kind,
        );
        openssl_verifies(&judge, &request);
        assert_eq!(Request::parse(request.der()).unwrap(), request);
        assert_eq!(request.verify(), Ok(()));
    }
}

#[test]
fn what_was_asked_for_is_said_in_words() {
    let judge = Key::new(KeyType::Ec(Curve::P256));
    let request = signed(
        &plan("", &["email:a@b.example"], "digitalSignature", "1.2.3"),
        &judge,
        KeyType::Ec(Curve::P256),
    );
    let words: Vec<String> = request
        .extensions()
        .iter()
        .map(|one| format!("{} {} {}", one.name, one.critical, one.value))
        .collect();
    assert_eq!(
        words,
        [
            "keyUsage true digitalSignature",
            "extendedKeyUsage false 1.2.3",
            "subjectAltName true email:a@b.example"
        ]
    );
    assert_eq!(request.subject(), "");
    openssl_verifies(&judge, &request);
}

#[test]
fn a_wrong_signature_or_another_key_makes_no_request() {
    let judge = Key::new(KeyType::Ec(Curve::P256));
    let key = PublicKey::from_spki(&judge.public_der()).unwrap();
    let tbs = to_be_signed(&plan("CN=x", &[], "", ""), &key).unwrap();
    let mut signature = judge.sign("sha256", &tbs);
    let other = PublicKey::from_spki(&Key::fresh(KeyType::Ec(Curve::P256)).public_der()).unwrap();
    assert!(matches!(
        assemble(&tbs, &other, &signature),
        Err(RequestError::Signature(VerifyError::Invalid))
    ));
    *signature.last_mut().unwrap() ^= 1;
    assert!(matches!(
        assemble(&tbs, &key, &signature),
        Err(RequestError::Signature(VerifyError::Invalid))
    ));
    assert_eq!(
        to_be_signed(&plan("", &[], "", ""), &key),
        Err(RequestError::Nameless)
    );
}

#[test]
fn requests_of_others_are_read() {
    let judge = Key::new(KeyType::Rsa(2048));
    let pss = judge.req(&[
        "-sha384",
        "-subj",
        "/CN=x",
        "-sigopt",
        "rsa_padding_mode:pss",
        "-sigopt",
        "rsa_pss_saltlen:20",
    ]);
    assert_eq!(Request::parse(&pss).unwrap().verify(), Ok(()));
    let half = &pss[..pss.len() / 2];
    assert_eq!(
        Request::parse(half),
        Err(RequestError::Truncated {
            says: pss.len(),
            has: half.len()
        })
    );
    assert_eq!(
        Request::parse(&judge.public_der()),
        Err(RequestError::Structure)
    );
}

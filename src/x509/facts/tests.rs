use proptest::prelude::proptest;

use super::super::judge::{Key, openssl};
use super::super::tlv::{integer, octets, oid, sequence, tlv};
use super::super::{Certificate, facts::ExtensionFacts};
use super::{FactKind, of};
use crate::token::{Curve, KeyType};

const CONFIG: &str = "[req]\ndistinguished_name=dn\nprompt=no\nx509_extensions=e\n[dn]\nCN=Ana\n[e]\n\
    keyUsage=critical,digitalSignature,nonRepudiation\n\
    extendedKeyUsage=clientAuth,1.2.3.4\n\
    subjectAltName=email:a@b.example,DNS:b.example,dirName:dn\n\
    basicConstraints=critical,CA:true,pathlen:3\n\
    subjectKeyIdentifier=hash\n\
    authorityKeyIdentifier=keyid:always\n\
    crlDistributionPoints=URI:http://c.example/a.crl,URI:ldap://c.example/b\n\
    freshestCRL=URI:http://c.example/d.crl\n\
    authorityInfoAccess=OCSP;URI:http://o.example,caIssuers;URI:http://i.example/ca.cer\n\
    certificatePolicies=2.5.29.32.0,0.4.0.194112.1.2,@p\n\
    nameConstraints=permitted;DNS:.example,excluded;IP:10.0.0.0/255.0.0.0\n\
    policyConstraints=requireExplicitPolicy:2,inhibitPolicyMapping:0\n\
    inhibitAnyPolicy=1\n\
    tlsfeature=status_request\n\
    noCheck=ignored\n\
    nsComment=\"made by hand\"\n\
    1.2.3.4.5=ASN1:UTF8String:odd\n\
    [p]\npolicyIdentifier=1.2.3\nCPS.1=http://r.example\nuserNotice.1=@n\n[n]\nexplicitText=UTF8:Read this\n";

fn extensions() -> (Key, Vec<ExtensionFacts>, String) {
    let key = Key::new(KeyType::Ec(Curve::P256));
    let config = key.write("config", CONFIG.as_bytes());
    let der = key.req(&["-x509", "-config", &config]);
    let path = key.write("c.der", &der);
    let said = openssl(
        &["x509", "-inform", "DER", "-in", &path, "-noout", "-text"],
        b"",
    );
    let facts = Certificate::parse(&der).unwrap().facts();
    (key, facts, String::from_utf8(said).unwrap())
}

/// What the extension of this name says.
fn values_of(all: &[ExtensionFacts], name: &str) -> Vec<String> {
    let one = all.iter().find(|one| one.name == Some(name));
    let one = one.unwrap_or_else(|| panic!("{name}"));
    assert_eq!(one.hex, None, "{name}");
    one.facts.iter().map(|fact| fact.value.clone()).collect()
}

#[test]
fn every_extension_of_openssl_is_told() {
    let (_key, all, said) = extensions();
    let values = |name: &str| values_of(&all, name);
    assert_eq!(values("keyUsage"), ["digitalSignature", "nonRepudiation"]);
    assert_eq!(values("extKeyUsage"), ["clientAuth", "1.2.3.4"]);
    assert_eq!(
        values("subjectAltName"),
        ["email:a@b.example", "dns:b.example", "dirname:CN=Ana"]
    );
    assert_eq!(values("basicConstraints"), ["true", "3"]);
    assert_eq!(
        values("certificatePolicies"),
        [
            "2.5.29.32.0 (anyPolicy)",
            "0.4.0.194112.1.2 (QCP-n-qscd)",
            "1.2.3",
            "http://r.example",
            "Read this"
        ]
    );
    assert_eq!(
        values("cRLDistributionPoints"),
        ["uri:http://c.example/a.crl", "uri:ldap://c.example/b"]
    );
    assert_eq!(values("freshestCRL"), ["uri:http://c.example/d.crl"]);
    assert_eq!(
        values("authorityInfoAccess"),
        ["uri:http://o.example", "uri:http://i.example/ca.cer"]
    );
    assert_eq!(
        values("nameConstraints"),
        ["dns:.example", "ip:10.0.0.0/255.0.0.0"]
    );
    assert_eq!(
        values("policyConstraints"),
        ["requireExplicitPolicy 2", "inhibitPolicyMapping 0"]
    );
    assert_eq!(values("inhibitAnyPolicy"), ["inhibitAnyPolicy 1"]);
    assert_eq!(values("tlsFeature"), ["status_request"]);
    assert_eq!(values("ocspNoCheck"), [""]);
    assert_eq!(values("netscapeComment"), ["made by hand"]);
    // The marks of the keys as openssl prints them.
    for name in ["subjectKeyIdentifier", "authorityKeyIdentifier"] {
        let mark = &values(name)[0];
        assert!(
            said.to_lowercase().replace(':', "").contains(mark),
            "{name}"
        );
    }
}

#[test]
fn what_is_not_known_stays_in_hex_and_critical_ones_are_told() {
    let (_key, all, _) = extensions();
    let odd = all.iter().find(|one| one.oid == "1.2.3.4.5").unwrap();
    assert_eq!((odd.name, odd.facts.len()), (None, 0));
    assert_eq!(odd.hex.as_deref(), Some("0c036f6464"));
    let critical: Vec<_> = all
        .iter()
        .filter(|one| one.critical)
        .map(|one| one.name)
        .collect();
    assert_eq!(critical, [Some("keyUsage"), Some("basicConstraints")]);
    assert_eq!(all.len(), 17);
}

#[test]
fn statements_of_qualified_certificates_are_told() {
    let etsi = |last: &[u8]| oid(&[&[0x04, 0, 0x8E, 0x46, 1], last].concat());
    let text = |tag: u8, text: &str| tlv(tag, &[text.as_bytes()]);
    let terms = sequence(&[&text(0x16, "https://t.example"), &text(0x13, "ro")]);
    let der = sequence(&[
        &sequence(&[&etsi(&[1])]),
        &sequence(&[&etsi(&[4])]),
        &sequence(&[&etsi(&[3]), &integer(10)]),
        &sequence(&[&etsi(&[6]), &sequence(&[&etsi(&[6, 1])])]),
        &sequence(&[&etsi(&[5]), &sequence(&[&terms])]),
        &sequence(&[&etsi(&[7]), &sequence(&[&text(0x13, "RO")])]),
        &sequence(&[
            &etsi(&[2]),
            &sequence(&[&text(0x13, "EUR"), &integer(5), &integer(3)]),
        ]),
        &sequence(&[&oid(&[0x2A, 3])]),
    ]);
    let told = of(super::own::QC_STATEMENTS, false, &der);
    let told: Vec<(FactKind, &str)> = told
        .facts
        .iter()
        .map(|fact| (fact.kind, fact.value.as_str()))
        .collect();
    assert_eq!(
        told,
        [
            (FactKind::QcCompliance, ""),
            (FactKind::QcDevice, ""),
            (FactKind::QcRetention, "10"),
            (FactKind::QcType, "esign"),
            (FactKind::QcTerms, "ro https://t.example"),
            (FactKind::QcLegislation, "RO"),
            (FactKind::QcLimit, "EUR 5000"),
            (FactKind::QcOther, "1.2.3"),
        ]
    );
}

#[test]
fn what_is_not_what_it_says_stays_in_hex() {
    for known in [
        super::own::KEY_USAGE,
        "2.5.29.32",
        "2.5.29.31",
        "1.3.6.1.5.5.7.1.3",
    ] {
        let told = of(known, true, &octets(&[1, 2]));
        assert_eq!(told.hex.as_deref(), Some("04020102"), "{known}");
        assert!(told.facts.is_empty());
    }
    let large = vec![0_u8; 1 << 20];
    assert_eq!(
        of("1.2.3", false, &large).hex.map(|hex| hex.len()),
        Some(2 << 20)
    );
}

proptest! {
    #[test]
    fn no_bytes_panic(bytes: Vec<u8>) {
        for (oid, _) in super::NAMES {
            let _ = of(oid, false, &bytes);
        }
    }
}

use super::super::judge::{Key, openssl};
use super::super::{Certificate, Subject};
use super::render;
use crate::profile::{NameFormat, OrgIdName};
use crate::token::{Curve, KeyType};

/// A certificate that openssl made, with its file.
struct Made {
    key: Key,
    path: String,
    certificate: Certificate,
}

fn made(args: &[&str]) -> Made {
    let key = Key::new(KeyType::Ec(Curve::P256));
    let mut all = vec!["-x509", "-multivalue-rdn"];
    all.extend(args);
    let der = key.req(&all);
    let path = key.write("certificate.der", &der);
    let certificate = Certificate::parse(&der).unwrap();
    Made {
        key,
        path,
        certificate,
    }
}

impl Made {
    fn ours(&self, format: NameFormat) -> String {
        self.certificate.subject_as(format, OrgIdName::Name)
    }

    /// `openssl x509 -subject` with this `-nameopt`.
    fn subject(&self, nameopt: &str) -> String {
        let args = [
            "x509", "-in", &self.path, "-noout", "-subject", "-nameopt", nameopt,
        ];
        let said = String::from_utf8(openssl(&args, b"")).unwrap();
        said.strip_prefix("subject=")
            .unwrap()
            .trim_end_matches('\n')
            .to_owned()
    }

    /// The `Subject:` of `openssl x509 -text -nameopt compat`.
    fn text(&self) -> String {
        let args = [
            "x509", "-in", &self.path, "-noout", "-text", "-nameopt", "compat",
        ];
        let said = String::from_utf8(openssl(&args, b"")).unwrap();
        let line = said
            .lines()
            .find_map(|line| line.trim_start().strip_prefix("Subject: "));
        line.unwrap().to_owned()
    }
}

const SUBJECTS: &[&str] = &[
    "/C=RO/O=CERTSIGN SA/CN=CERTSIGN QUALIFIED 2023 RSA CA/organizationIdentifier=VATRO-18288250",
    "/C=CZ/organizationIdentifier=NTRCZ-47114983/O=Česká pošta, s.p./CN=PostSignum Qualified CA 4/serialNumber=S1",
    "/C=RO/O=A, \"B\" \\+ C;<x>=y\\\\z/OU= b /L=#x/OU=#",
    "/C=RO/OU=Țest+CN=a+serialNumber=7/CN=x",
    "/O= /CN=  two  /OU=\"/L=\\\\",
    "/O=A\\/B/CN=x\\/CN=y\\/serialNumber=z/emailAddress=a@b.example/title=dr/UID=u/DC=d/OU=x\\/Ab=c",
    "/CN=日本語 ș\u{1F600}\u{7f}\u{1}x",
    "/CN=x",
];

#[test]
fn openssl_writes_the_same() {
    for subject in SUBJECTS {
        let made = made(&["-subj", subject]);
        assert_eq!(
            made.ours(NameFormat::Slashes),
            made.subject("compat"),
            "{subject}"
        );
        assert_eq!(
            made.ours(NameFormat::Oneline),
            made.subject("oneline"),
            "{subject}"
        );
        assert_eq!(made.ours(NameFormat::Text), made.text(), "{subject}");
        // OpenSSL does not escape a `#` that stands alone, as RFC 4514 §2.4 wants.
        let ours = made.ours(NameFormat::Rfc4514).replace("OU=\\#,", "OU=#,");
        assert_eq!(ours, made.subject("RFC2253,-esc_msb"), "{subject}");
        let same = made.certificate.subject_der() == made.certificate.issuer_der();
        assert!(
            same && made
                .certificate
                .issuer_as(NameFormat::Slashes, OrgIdName::Name)
                == made.subject("compat")
        );
    }
}

#[test]
fn openssl_writes_other_string_types_and_unknown_attributes_the_same() {
    let config = "oid_section=oids\n[req]\ndistinguished_name=dn\nprompt=no\nstring_mask=MASK:0x800\nutf8=yes\n\
        [oids]\nodd=1.3.6.1.4.1.99999.1\n[dn]\nC=RO\nO=Ăx, y\nodd=zz\nCN=Ștefan\n";
    let key = Key::new(KeyType::Ec(Curve::P256));
    let path = key.write("config", config.as_bytes());
    let made = made(&["-config", &path]);
    assert!(made.key.file("certificate.der").exists());
    assert_eq!(made.ours(NameFormat::Slashes), made.subject("compat"));
    assert_eq!(made.ours(NameFormat::Oneline), made.subject("oneline"));
    assert_eq!(made.ours(NameFormat::Text), made.text());
    assert_eq!(
        made.ours(NameFormat::Rfc4514),
        made.subject("RFC2253,-esc_msb")
    );
    assert!(
        made.ours(NameFormat::Slashes)
            .contains("/O=\\x01\\x02\\x00x")
    );
    assert!(
        made.ours(NameFormat::Rfc4514)
            .contains(",1.3.6.1.4.1.99999.1=#1E04007A007A,")
    );
    assert_eq!(
        made.ours(NameFormat::AsCertificate),
        "C=RO, O=Ăx, y, 1.3.6.1.4.1.99999.1=zz, CN=Ștefan"
    );
}

/// Names of persons: OpenSSL shortens them, LDAP has `sn` and `givenName` (RFC 4519).
#[test]
fn rfc_4514_has_the_descriptors_of_ldap() {
    let made = made(&["-subj", "/SN=Pop/GN=Ana/street=a"]);
    assert_eq!(made.ours(NameFormat::Slashes), made.subject("compat"));
    assert_eq!(
        made.ours(NameFormat::Rfc4514),
        "STREET=a,givenName=Ana,sn=Pop"
    );
}

/// What the CAS Prahova gives as examples, byte for byte (cas.cnas.ro/casph).
#[test]
fn examples_of_the_cas_prahova() {
    let cases = [
        (
            "/C=RO/O=CERTSIGN SA/CN=CERTSIGN QUALIFIED 2023 RSA CA/organizationIdentifier=VATRO-18288250",
            (NameFormat::Text, OrgIdName::Dotted),
            "C=RO, O=CERTSIGN SA, CN=CERTSIGN QUALIFIED 2023 RSA CA/2.5.4.97=VATRO-18288250",
        ),
        (
            "/C=RO/O=CENTRUL DE CALCUL S.A./OU=CERTDIGITAL/organizationIdentifier=VATRO-2163993/CN=CERTDIGITAL QUALIFIED CA G4",
            (NameFormat::Text, OrgIdName::Dotted),
            "C=RO, O=CENTRUL DE CALCUL S.A., OU=CERTDIGITAL/2.5.4.97=VATRO-2163993, CN=CERTDIGITAL QUALIFIED CA G4",
        ),
        (
            "/C=RO/O=DigiSign S.A./organizationIdentifier=VATRO-17544945/OU=DigiSign Certification Services/CN=DigiSign Qualified CA Class 3 2017",
            (NameFormat::Commas, OrgIdName::Undef),
            "C=RO,O=DigiSign S.A.,UNDEF=VATRO-17544945,OU=DigiSign Certification Services,CN=DigiSign Qualified CA Class 3 2017",
        ),
    ];
    for (subject, (format, org_id), wanted) in cases {
        let made = made(&["-subj", subject]);
        assert_eq!(made.certificate.issuer_as(format, org_id), wanted);
    }
}

#[test]
fn the_organisation_identifier_has_its_four_names_in_every_form() {
    let subject = Subject::parse("C=RO,O=Firm,2.5.4.97=VATRO-1,CN=X").unwrap();
    for (org_id, kind) in OrgIdName::ALL.iter().zip([
        "organizationIdentifier",
        "2.5.4.97",
        "OID.2.5.4.97",
        "UNDEF",
    ]) {
        let shown = |format| render(subject.to_der(), format, *org_id);
        assert_eq!(
            shown(NameFormat::AsCertificate),
            format!("C=RO, O=Firm, {kind}=VATRO-1, CN=X")
        );
        assert_eq!(
            shown(NameFormat::Commas),
            format!("C=RO,O=Firm,{kind}=VATRO-1,CN=X")
        );
        assert_eq!(
            shown(NameFormat::Rfc4514),
            format!("CN=X,{kind}=VATRO-1,O=Firm,C=RO")
        );
        assert_eq!(
            shown(NameFormat::Slashes),
            format!("/C=RO/O=Firm/{kind}=VATRO-1/CN=X")
        );
        assert_eq!(
            shown(NameFormat::Oneline),
            format!("C = RO, O = Firm, {kind} = VATRO-1, CN = X")
        );
        assert_eq!(
            shown(NameFormat::Text),
            format!("C=RO, O=Firm/{kind}=VATRO-1, CN=X")
        );
    }
}

proptest::proptest! {
    #[test]
    fn no_bytes_panic(bytes: Vec<u8>, value in ".*") {
        for format in NameFormat::ALL {
            let _ = render(&bytes, *format, OrgIdName::Name);
            // a name of one RDN with any value
            if let Ok(subject) = Subject::parse(&format!("CN={}", super::super::names::escape(&value))) {
                let _ = render(subject.to_der(), *format, OrgIdName::Undef);
            }
        }
    }
}

//! Papers of every shipped profile, and of hostile values.

use std::collections::BTreeMap;

use jiff::civil::{Date, date};

use super::{Asked, Entry, Filled, Look, Mail, Manner, Printer, Row, Sheet, Source};
use crate::profile::{Form, FormKind, Profile, Profiles};
use crate::token::{Curve, KeyType};
use crate::x509::Certificate;
use crate::x509::judge::{Key, openssl};

const TODAY: Date = date(2026, 11, 28);

/// The issuer of CAS Prahova's first example, as its page prints it.
const PRAHOVA: &str =
    "C=RO, O=CERTSIGN SA, CN=CERTSIGN QUALIFIED 2023 RSA CA/2.5.4.97=VATRO-18288250";

/// A certificate that names itself as a certSIGN authority does, with a number that begins with zeros.
fn certificate(subject: &str, more: &[&str]) -> Certificate {
    let args = [
        "-x509",
        "-days",
        "30",
        "-set_serial",
        "0x00bf4eab0",
        "-subj",
    ];
    let der = Key::new(KeyType::Ec(Curve::P256)).req(&[&args[..], &[subject], more].concat());
    Certificate::parse(&der).unwrap()
}

fn certsign() -> Certificate {
    certificate(
        "/C=RO/O=CERTSIGN SA/CN=CERTSIGN QUALIFIED 2023 RSA CA/organizationIdentifier=VATRO-18288250",
        &[],
    )
}

fn profile(id: &str) -> Profile {
    Profiles::built_in().get(id).unwrap().clone()
}

fn form<'p>(profile: &'p Profile, id: &str) -> &'p Form {
    profile.form(id).unwrap()
}

/// A value as it stands in the file: each word by itself.
fn in_words(text: &str) -> String {
    let text = text.replace('/', "&#x2f;");
    let words = text.split(' ').map(|word| format!("<bdi>{word}</bdi>"));
    words.collect::<Vec<_>>().join(" ")
}

/// Makes the paper of a form with these values.
fn made(
    profile: &Profile,
    form: &Form,
    values: &[(&str, &str)],
    certificate: Option<&Certificate>,
) -> (Sheet, String) {
    let values: BTreeMap<&str, &str> = values.iter().copied().collect();
    let field = |id: &str| values.get(id).map(|it| (*it).to_owned());
    let source = Source {
        field: &field,
        certificate,
        requests: &[],
        today: TODAY,
    };
    let printer = Printer::of(&profile.header.language);
    let sheet = printer.fill(form, &source);
    let html = printer.html(&sheet).unwrap();
    (sheet, html)
}

fn text_of<'s>(sheet: &'s Sheet, label: &str) -> &'s str {
    let row = sheet.rows.iter().find(|row| row.label == label).unwrap();
    match &row.value {
        Filled::Entries(entries) => &entries[0].text,
        other => panic!("{label}: {other:?}"),
    }
}

fn bare(rows: Vec<Row>) -> Sheet {
    Sheet {
        language: "ro".to_owned(),
        kind: FormKind::DataSheet,
        title: "T".to_owned(),
        to: None,
        intro: Vec::new(),
        rows,
        closing: Vec::new(),
        attach: Vec::new(),
        signatures: Vec::new(),
        copies: 1,
        official: false,
        to_be_confirmed: false,
        note: None,
    }
}

fn line(label: &str, text: &str, look: Look) -> Row {
    Row {
        label: label.to_owned(),
        value: Filled::one(Some(text.to_owned())),
        look,
        to_be_confirmed: false,
    }
}

#[test]
fn the_registration_has_serial_and_issuer_as_the_house_writes_them() {
    let certificate = certsign();
    let prahova = profile("ro-siui-prahova");
    let values = [("provider", "Cabinet Șt. Țîru"), ("cui", "12345674")];
    let registration = form(&prahova, "registration");
    let (sheet, html) = made(&prahova, registration, &values, Some(&certificate));
    assert_eq!(text_of(&sheet, "Autoritatea emitentă"), PRAHOVA);
    assert_eq!(text_of(&sheet, "Număr serial"), "0BF4EAB0");
    assert!(
        html.contains(&format!("<div>{}</div>", in_words(PRAHOVA))),
        "{html}"
    );
    assert!(html.contains("<html lang=\"ro\">") && html.contains(&in_words("Cabinet Șt. Țîru")));
    // Dolj: the same name in the order of the certificate, two copies, lines for the signature.
    let dolj = profile("ro-siui-dolj");
    let registration = form(&dolj, "registration");
    let (sheet, html) = made(&dolj, registration, &values, Some(&certificate));
    assert_eq!(
        text_of(&sheet, "Autoritatea emitentă"),
        "C=RO, O=CERTSIGN SA, CN=CERTSIGN QUALIFIED 2023 RSA CA, 2.5.4.97=VATRO-18288250"
    );
    assert_eq!(html.matches("<article>").count(), 2);
    for copy in ["Exemplarul 1 din 2", "Exemplarul 2 din 2"] {
        assert_eq!(html.matches(copy).count(), 1, "{copy}");
    }
    assert_eq!(html.matches("class=\"line\"").count(), 2);
    assert_eq!(html.matches("Acesta nu este formularul propriu").count(), 2);
}

#[test]
fn dates_are_those_that_openssl_prints() {
    let certificate = certsign();
    let said = openssl(
        &[
            "x509", "-inform", "DER", "-noout", "-enddate", "-dateopt", "iso_8601",
        ],
        certificate.der(),
    );
    let said = String::from_utf8(said).unwrap();
    let (day, time) = said
        .trim()
        .trim_start_matches("notAfter=")
        .trim_end_matches('Z')
        .split_once(' ')
        .unwrap();
    let dolj = profile("ro-siui-dolj");
    let (sheet, _) = made(&dolj, form(&dolj, "certificate"), &[], Some(&certificate));
    let [year, month, day] = day.split('-').collect::<Vec<_>>()[..] else {
        panic!("{day}")
    };
    assert_eq!(
        text_of(&sheet, "Valabil până la"),
        format!("{day}.{month}.{year}, {time} UTC")
    );
    assert_eq!(text_of(&sheet, "Data tipăririi"), "28.11.2026");
}

#[test]
fn what_nobody_knows_is_a_ruled_line_and_what_is_not_there_a_dash() {
    let dolj = profile("ro-siui-dolj");
    let certificate = certsign();
    let (sheet, html) = made(&dolj, form(&dolj, "activation"), &[], Some(&certificate));
    let licence = sheet
        .rows
        .iter()
        .find(|row| row.label == "Seria de licență");
    assert_eq!(licence.unwrap().value, Filled::Blank);
    assert!(html.contains("Seria de licență</th><td class=\"blank\"><span>&nbsp;</span></td>"));
    // In running text dots stand for it.
    assert!(
        sheet.closing[0].ends_with("validator?username=……"),
        "{:?}",
        sheet.closing
    );
    // A certificate without an address has none to be written in by hand.
    let (sheet, html) = made(&dolj, form(&dolj, "certificate"), &[], Some(&certificate));
    let emails = sheet
        .rows
        .iter()
        .find(|row| row.label == "E-mail din certificat");
    assert_eq!(emails.unwrap().value, Filled::Nothing);
    assert!(html.contains("E-mail din certificat</th><td><div><bdi>–</bdi></div></td>"));
    // Without a certificate its lines are to be filled in, too.
    let (sheet, _) = made(&dolj, form(&dolj, "certificate"), &[], None);
    let blank = sheet.rows.iter().filter(|row| row.value == Filled::Blank);
    assert_eq!(blank.count(), sheet.rows.len() - 1, "all but the day");
}

#[test]
fn requests_stand_each_with_its_name() {
    let postsignum = profile("cz-postsignum");
    let asked = |id: &str, title: &str| Asked {
        id: id.to_owned(),
        title: title.to_owned(),
        file: Some(format!("postsignum-{id}.req")),
        sha256: Some(id.repeat(3)),
        subject: Some(certsign().subject_der().to_vec()),
        key: Some("RSA 2048".to_owned()),
    };
    let requests = [asked("personal", "Osobní"), asked("commercial", "Komerční")];
    let source = Source {
        field: &|_| None,
        certificate: None,
        requests: &requests,
        today: TODAY,
    };
    let printer = Printer::of("cs");
    let both = printer.fill(form(&postsignum, "requests"), &source);
    let file = both
        .rows
        .iter()
        .find(|row| row.label == "Soubor žádosti")
        .unwrap();
    let entry = |about: &str, text: &str| Entry {
        about: Some(about.to_owned()),
        text: text.to_owned(),
    };
    assert_eq!(
        file.value,
        Filled::Entries(vec![
            entry("Osobní", "postsignum-personal.req"),
            entry("Komerční", "postsignum-commercial.req"),
        ])
    );
    assert!(!super::needs_certificate(form(&postsignum, "requests")));
    assert!(text_of(&both, "Údaje v žádosti").contains("CERTSIGN"));
    // A form about one request has that one only.
    let one = printer.fill(form(&postsignum, "mail-commercial"), &source);
    assert_eq!(text_of(&one, "Soubor žádosti"), "postsignum-commercial.req");
    let mail = printer.mail(
        form(&postsignum, "mail-commercial"),
        postsignum.contact.as_ref(),
        &source,
    );
    let mail = Mail {
        files: vec!["mail-commercial.html".to_owned()],
        ..mail.unwrap()
    };
    let text = printer.mail_text(&mail);
    assert!(text.starts_with(
        "Komu: PostSignum, podatelna.postsignum@cpost.cz\r\nPředmět: Žádost o komerční certifikát: ……\r\n\r\n"
    ), "{text}");
    assert!(text.contains("K přiložení:\r\n- postsignum-commercial.req\r\n"));
    assert!(
        text.ends_with("Soubory v této složce:\r\n- mail-commercial.html\r\n"),
        "{text}"
    );
    assert!(!text.replace("\r\n", "").contains(['\r', '\n']));
}

#[test]
fn hostile_values_are_words_and_nothing_else() {
    let evil = "<script>alert(1)</script>\u{202e}\"'&{{ 7*7 }}\n</td>";
    let sheet = Sheet {
        title: evil.to_owned(),
        to: Some(evil.to_owned()),
        intro: vec![evil.to_owned()],
        closing: vec![evil.to_owned()],
        attach: vec![evil.to_owned()],
        signatures: vec![evil.to_owned()],
        note: Some(evil.to_owned()),
        to_be_confirmed: true,
        language: "\"><script>".to_owned(),
        ..bare(vec![
            line(evil, evil, Look::Plain),
            line("c", evil, Look::Code),
        ])
    };
    let html = Printer::of("ro").html(&sheet).unwrap();
    for bad in ["<script", "\u{202e}", "alert(1)</", "\"'"] {
        assert!(!html.contains(bad), "{bad}: {html}");
    }
    let two = bare(vec![line("l", " a  b ", Look::Plain)]);
    let spaced = Printer::of("ro").html(&two).unwrap();
    assert!(
        spaced.contains("<div> <bdi>a</bdi>  <bdi>b</bdi> </div>"),
        "blanks stay: {spaced}"
    );
    assert!(html.contains("\\u{202e}") && html.contains("{{ 7*7 }}") && html.contains("\\u{a}"));
    assert_eq!(html.matches("</td>").count(), 2);
    let mail = Mail {
        to: evil.to_owned(),
        subject: evil.to_owned(),
        text: vec![evil.to_owned()],
        attach: vec![evil.to_owned()],
        files: vec![],
    };
    let text = Printer::of("ro").mail_text(&mail);
    assert_eq!(
        text.lines().count(),
        7,
        "no value makes a line of its own: {text}"
    );
}

#[test]
fn nothing_is_cut_however_long_it_is() {
    let long = format!("{}Ț", "Ș".repeat(2_000));
    let html = Printer::of("ro")
        .html(&bare(vec![line("l", &long, Look::Plain)]))
        .unwrap();
    assert!(html.contains(&long));
    let pem = certsign().pem();
    let html = Printer::of("ro")
        .html(&bare(vec![line("PEM", &pem, Look::Block)]))
        .unwrap();
    let lines = pem.trim_end().replace('/', "&#x2f;");
    assert!(html.contains(&lines), "{html}");
    let holder = "Ștefănescu-".repeat(12);
    let certificate = certificate(&format!("/CN={}", &holder[..60]), &["-nameopt", "utf8"]);
    let dolj = profile("ro-siui-dolj");
    let (sheet, _) = made(&dolj, form(&dolj, "certificate"), &[], Some(&certificate));
    assert_eq!(text_of(&sheet, "Titular"), certificate.holder().unwrap());
}

#[test]
fn what_is_to_be_confirmed_is_marked_and_told_on_the_screen() {
    let html = |sheet: &Sheet| Printer::of("ro").html(sheet).unwrap();
    let quiet = bare(vec![line("l", "v", Look::Plain)]);
    assert!(!html(&quiet).contains("de confirmat") && !html(&quiet).contains("class=\"mark\""));
    let mut marked = quiet.clone();
    marked.rows[0].to_be_confirmed = true;
    let shown = html(&marked);
    assert!(shown.contains("<th scope=\"row\">l<span class=\"mark\">*</span></th>"));
    assert!(
        shown.contains("<div class=\"screen\">") && shown.contains("* de confirmat cu instituția")
    );
    assert!(shown.contains("@media screen") && shown.contains(".screen { display: none; }"));
    let whole = Sheet {
        to_be_confirmed: true,
        ..quiet
    };
    assert!(html(&whole).contains("<h1>T<span class=\"mark\">*</span></h1>"));
}

#[test]
fn the_foot_says_what_it_is_unless_it_is_the_authoritys_own() {
    let foot = |kind, official| {
        let sheet = Sheet {
            kind,
            official,
            ..bare(Vec::new())
        };
        Printer::of("en").html(&sheet).unwrap()
    };
    assert!(foot(FormKind::Registration, false).contains("copy these values into it"));
    assert!(!foot(FormKind::Registration, true).contains("copy these values into it"));
    assert!(foot(FormKind::DataSheet, false).contains("A sheet with data"));
    assert!(foot(FormKind::CertificateSheet, false).contains("the certificate itself"));
}

#[test]
fn a_sheet_without_a_profile_says_all_that_the_certificate_says() {
    let certificate = certificate("/CN=Ana", &["-addext", "subjectAltName=email:a@b.example"]);
    let sheet = Printer::of("pl").certificate(&certificate, Manner::default(), TODAY);
    assert_eq!(text_of(&sheet, "Posiadacz"), "Ana");
    assert_eq!(text_of(&sheet, "Numer seryjny"), "0BF4EAB0");
    assert_eq!(text_of(&sheet, "Klucz"), "EC P-256");
    assert_eq!(
        text_of(&sheet, "Adresy e-mail w certyfikacie"),
        "a@b.example"
    );
    assert_eq!(text_of(&sheet, "Odcisk SHA-256"), certificate.sha256());
    assert_eq!(text_of(&sheet, "Data wydruku"), "28.11.2026");
}

#[test]
fn every_form_of_every_profile_makes_a_paper_in_its_language() {
    let certificate = certsign();
    let mut count = 0;
    for profile in &Profiles::built_in().all {
        for form in &profile.forms {
            let (sheet, html) = made(profile, form, &[], Some(&certificate));
            let whole = html.ends_with("</html>\n") && !html.contains('⟦');
            assert!(whole, "{} {}: {html}", profile.id(), form.id);
            assert_eq!(sheet.rows.len(), form.line.len());
            let outside = [
                "http-equiv=\"refresh",
                "<link",
                "<img",
                "url(",
                "@import",
                "<script",
            ];
            assert!(
                !outside.iter().any(|word| html.contains(word)),
                "{}",
                form.id
            );
            assert_eq!(html.matches("<article>").count(), form.copies as usize);
            count += 1;
        }
    }
    assert!(count > 20, "{count}");
}

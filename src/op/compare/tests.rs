//! What people type against one certificate's number and names.

use proptest::prelude::{prop_assert, prop_assert_eq, proptest};

use super::basis::{Basis, Other, Relation};
use super::name::Name;
use super::people::Holder;
use super::{Field, FieldRow, Kind};
use crate::profile::{NameFormat, OrgIdName, SerialFormat};
use crate::x509::{Serial, Subject};

const ISSUER: &[(&str, &str)] = &[
    ("C", "RO"),
    ("O", "CERTSIGN SA"),
    ("CN", "CERTSIGN QUALIFIED 2023 RSA CA"),
    ("2.5.4.97", "VATRO-18288250"),
];

fn name(parts: &[(&str, &str)]) -> Vec<u8> {
    let subject = Subject::from_pairs(parts.iter().copied()).unwrap();
    subject.to_der().to_vec()
}

fn serial(hex: &str) -> Serial {
    Serial::from_content(&hex::decode(hex).unwrap())
}

fn basis(number: &str) -> Basis {
    let subject = name(&[
        ("C", "RO"),
        ("SN", "ȘTEFĂNESCU"),
        ("GN", "ANA-MARIA"),
        ("serialNumber", "200506251SAM42"),
        ("CN", "ANA-MARIA ȘTEFĂNESCU"),
    ]);
    let issuer = name(ISSUER);
    let old = Other {
        relation: Relation::Old,
        serial: serial("20040625001122334455667788990A0B"),
        issuer: Name::of(&name(&[("C", "RO"), ("CN", "CERTSIGN QUALIFIED CA")]), None),
        subject: Name::of(&subject, None),
        holder: "ANA-MARIA ȘTEFĂNESCU".to_owned(),
        until: "2026-12-04".to_owned(),
    };
    Basis {
        serial: serial(number),
        serial_format: Some(SerialFormat::HexUpper),
        issuer: Name::of(
            &issuer,
            Some((NameFormat::AsCertificate, OrgIdName::Dotted)),
        ),
        subject: Name::of(&subject, None),
        people: Holder::of(&subject),
        others: vec![old],
    }
}

/// A field's text, what it is found to be, the first character that differs (0: none), and what a sentence names.
type Case = (&'static str, Kind, usize, (&'static str, &'static str));

#[track_caller]
fn all(basis: &Basis, field: Field, cases: &[Case]) {
    for (text, kind, first, (registered, certificate)) in cases {
        let row: FieldRow = basis.judge(field, text);
        assert_eq!(row.kind, *kind, "{text}: {row:#?}");
        assert_eq!(
            row.first_difference.unwrap_or(0),
            *first,
            "{text}: {row:#?}"
        );
        let named = (
            row.about.registered.as_str(),
            row.about.certificate.as_str(),
        );
        assert_eq!(named, (*registered, *certificate), "{text}");
        assert_eq!(row.same, kind.same(), "{text}");
        let identical = row.registered == row.certificate;
        assert_eq!(identical, *first == 0, "{text}: the lines and the place");
        // Which field it is can be told from the text alone, unless it is like none.
        if *kind != Kind::Different {
            assert_eq!(basis.field_of(text), Some(field), "{text}");
        }
    }
}

const NUMBER: &str = "20050625001122334455667788990A0B";

#[test]
fn what_people_and_spreadsheets_do_to_a_serial_number() {
    let cases: &[Case] = &[
        (NUMBER, Kind::Identical, 0, ("", "")),
        (
            "20050625001122334455667788990a0b",
            Kind::HexCase,
            30,
            ("", ""),
        ),
        (
            "2005 0625 0011 2233 4455 6677 8899 0A0B",
            Kind::Grouping,
            5,
            ("", ""),
        ),
        (
            "20:05:06:25:00:11:22:33:44:55:66:77:88:99:0a:0b",
            Kind::Grouping,
            3,
            ("", ""),
        ),
        (
            "42561381975330330253969281509523786251",
            Kind::Decimal,
            1,
            ("", ""),
        ),
        ("4.25613819753303E+37", Kind::Rounded, 2, ("", "")),
        (
            "42561381975330300000000000000000000000",
            Kind::Rounded,
            16,
            ("", ""),
        ),
    ];
    all(&basis(NUMBER), Field::Serial, cases);
}

#[test]
fn digits_that_are_wrong_are_told_with_their_place() {
    let cases: &[Case] = &[
        (
            "2005062501122334455667788990A0B",
            Kind::ZeroLost,
            10,
            ("", "0"),
        ),
        (
            "2005 0625 0112 2334 4556 6778 8990 A0B",
            Kind::ZeroLost,
            12,
            ("", "0"),
        ),
        (
            "20050625001122334455667788990AOB",
            Kind::LookAlike,
            31,
            ("O", "0"),
        ),
        (
            "20050625001122334455667788990A0",
            Kind::CutOff,
            32,
            ("", "B"),
        ),
        (
            "20050625001122334455667789890A0B",
            Kind::Swapped,
            26,
            ("98", "89"),
        ),
        (
            "20050625001122334455667788990A0BC",
            Kind::Extra,
            33,
            ("C", ""),
        ),
        (
            "20050625001122334455667788990C0B",
            Kind::Replaced,
            30,
            ("C", "A"),
        ),
        (
            "20040625001122334455667788990A0B",
            Kind::OldCertificate,
            4,
            ("4", "5"),
        ),
        ("FFEE", Kind::Different, 1, ("FFEE", NUMBER)),
    ];
    all(&basis(NUMBER), Field::Serial, cases);
}

#[test]
fn zeros_before_a_serial_number_are_told() {
    let cases: &[Case] = &[
        ("BF4EAB0", Kind::LeadingZeroLost, 1, ("", "")),
        ("0xbf4eab0", Kind::LeadingZeroLost, 2, ("", "")),
        ("000BF4EAB0", Kind::LeadingZeroAdded, 2, ("", "")),
        ("200600240", Kind::Decimal, 1, ("", "")),
        ("0BF4EABO", Kind::LookAlike, 8, ("O", "0")),
    ];
    all(&basis("0BF4EAB0"), Field::Serial, cases);
}

#[test]
fn where_decimal_is_wanted_hex_is_named() {
    let mut basis = basis("0BF4EAB0");
    basis.serial_format = Some(SerialFormat::Decimal);
    let cases: &[Case] = &[
        ("200600240", Kind::Identical, 0, ("", "")),
        ("200 600 240", Kind::Grouping, 4, ("", "")),
        ("0BF4EAB0", Kind::Hex, 1, ("", "")),
        ("bf4eab0", Kind::Hex, 1, ("", "")),
        ("0200600240", Kind::LeadingZeroAdded, 1, ("", "")),
        ("20060024", Kind::CutOff, 9, ("", "0")),
    ];
    all(&basis, Field::Serial, cases);
}

#[test]
fn the_old_certificate_is_known_in_every_form() {
    let basis = basis(NUMBER);
    let old = serial("20040625001122334455667788990A0B");
    for text in [&old.hex, &old.colon, &old.groups, &old.decimal] {
        let row = basis.judge(Field::Serial, text);
        assert_eq!(row.kind, Kind::OldCertificate, "{text}");
        assert_eq!(row.about.holder, "ANA-MARIA ȘTEFĂNESCU");
        assert_eq!(row.about.until, "2026-12-04");
        assert_eq!(row.about.serial, old.groups);
    }
    let row = basis.judge(Field::Issuer, "C=RO, CN=CERTSIGN QUALIFIED CA");
    assert_eq!(row.kind, Kind::OldCertificate);
}

#[test]
fn what_is_written_before_a_value_is_no_difference() {
    let basis = basis(NUMBER);
    for text in [
        "Serial Number: 20050625001122334455667788990A0B",
        "serial=20050625001122334455667788990A0B",
        "Număr de serie: 20050625001122334455667788990A0B ",
        "\u{a0}20050625001122334455667788990A0B\n",
    ] {
        assert_eq!(basis.field_of(text), Some(Field::Serial), "{text}");
        assert_eq!(
            basis.judge(Field::Serial, text).kind,
            Kind::Identical,
            "{text}"
        );
    }
    let named = basis.judge_any("Emitent: C=RO, O=CERTSIGN").unwrap();
    assert_eq!(
        (named.field, named.registered.as_str()),
        (Field::Issuer, "C=RO, O=CERTSIGN")
    );
    assert!(basis.judge_any("  ").is_none());
}

/// An issuer, by what follows the part `C=RO`.
const NAME: &str =
    "C=RO, O=CERTSIGN SA, CN=CERTSIGN QUALIFIED 2023 RSA CA, 2.5.4.97=VATRO-18288250";

#[test]
fn an_issuer_in_every_form_and_every_order() {
    let cases: &[Case] = &[
        (NAME, Kind::Identical, 0, ("", "")),
        (
            "C=RO,O=CERTSIGN SA,CN=CERTSIGN QUALIFIED 2023 RSA CA,2.5.4.97=VATRO-18288250",
            Kind::OtherForm,
            6,
            ("", ""),
        ),
        (
            "C=RO, O=CERTSIGN SA, CN=CERTSIGN QUALIFIED 2023 RSA CA/2.5.4.97=VATRO-18288250",
            Kind::OtherForm,
            55,
            ("", ""),
        ),
        (
            "/C=RO/O=CERTSIGN SA/CN=CERTSIGN QUALIFIED 2023 RSA CA/2.5.4.97=VATRO-18288250",
            Kind::OtherForm,
            1,
            ("", ""),
        ),
        (
            "2.5.4.97=VATRO-18288250,CN=CERTSIGN QUALIFIED 2023 RSA CA,O=CERTSIGN SA,C=RO",
            Kind::Reversed,
            1,
            ("", ""),
        ),
        (
            "CN=CERTSIGN QUALIFIED 2023 RSA CA, O=CERTSIGN SA, C=RO, 2.5.4.97=VATRO-18288250",
            Kind::Order,
            2,
            ("CN=CERTSIGN QUALIFIED 2023 RSA CA", "C=RO"),
        ),
    ];
    all(&basis(NUMBER), Field::Issuer, cases);
}

#[test]
fn the_organisations_number_by_all_its_names() {
    let basis = basis(NUMBER);
    for name in [
        "organizationIdentifier",
        "UNDEF",
        "OID.2.5.4.97",
        "oid.2.5.4.97",
    ] {
        let text = NAME.replace("2.5.4.97", name);
        let row = basis.judge(Field::Issuer, &text);
        assert_eq!(row.kind, Kind::OrganizationIdentifier, "{text}");
        assert_eq!(row.about.registered, name);
        assert_eq!(row.about.certificate, "2.5.4.97");
        assert!(row.same_meaning && !row.same);
    }
}

#[test]
fn what_differs_in_a_name_is_named_by_its_part() {
    let basis = basis(NUMBER);
    let judged = |from: &str, to: &str| basis.judge(Field::Issuer, &NAME.replacen(from, to, 1));
    for (from, to, kind, part, (registered, certificate)) in [
        ("CERTSIGN SA", "CERTSIGN  SA", Kind::Blanks, "O", (" ", "")),
        (
            "CERTSIGN SA",
            "CERTSIGN\u{a0}SA",
            Kind::Blanks,
            "O",
            ("\u{a0}", " "),
        ),
        (
            "CERTSIGN SA",
            "Certsign SA",
            Kind::LetterCase,
            "O",
            ("e", "E"),
        ),
        ("2023", "2032", Kind::Swapped, "CN", ("32", "23")),
        ("250", "25O", Kind::LookAlike, "2.5.4.97", ("O", "0")),
        // A Cyrillic letter.
        ("C=RO", "C=RО", Kind::LookAlike, "C", ("О", "O")),
        (
            ", 2.5.4.97=VATRO-18288250",
            "",
            Kind::PartMissing,
            "2.5.4.97",
            ("", "2.5.4.97=VATRO-18288250"),
        ),
        (", CN", ", OU=X, CN", Kind::PartExtra, "OU", ("OU=X", "")),
        (
            "O=CERTSIGN SA",
            "OU=CERTSIGN SA",
            Kind::PartType,
            "CERTSIGN SA",
            ("OU", "O"),
        ),
    ] {
        let row = judged(from, to);
        assert_eq!(
            (row.kind, row.about.part.as_str()),
            (kind, part),
            "{to}: {row:#?}"
        );
        let named = (
            row.about.registered.as_str(),
            row.about.certificate.as_str(),
        );
        assert_eq!(named, (registered, certificate), "{to}");
    }
    let alone = basis.judge(Field::Issuer, "CERTSIGN QUALIFIED 2023 RSA CA");
    assert_eq!(alone.kind, Kind::PartMissing);
    assert_eq!(alone.certificate, NAME);
}

#[test]
fn a_holders_name_in_the_letters_of_any_keyboard() {
    let cases: &[Case] = &[
        ("ANA-MARIA ȘTEFĂNESCU", Kind::Identical, 0, ("", "")),
        ("ANA-MARIA ŞTEFĂNESCU", Kind::Cedilla, 11, ("Ş", "Ș")),
        ("ANA-MARIA STEFANESCU", Kind::Accents, 11, ("S", "Ș")),
        ("ȘTEFĂNESCU ANA-MARIA", Kind::OtherForm, 1, ("", "")),
        ("Ana-Maria Ștefănescu", Kind::LetterCase, 2, ("n", "N")),
        ("ANA MARIA ȘTEFĂNESCU", Kind::Replaced, 4, (" ", "-")),
        (
            "ANA-MARIA\u{200b} ȘTEFĂNESCU",
            Kind::Invisible,
            10,
            ("\u{200b}", ""),
        ),
        (
            "ANA-MARIA S\u{326}TEFA\u{306}NESCU",
            Kind::Composed,
            11,
            ("S\u{326}", "Ș"),
        ),
        ("ANA-MARIA È˜TEFÄ‚NESCU", Kind::Mojibake, 11, ("È", "Ș")),
        ("ANA-MARIA ȘTEFĂNESC", Kind::CutOff, 20, ("", "U")),
    ];
    all(&basis(NUMBER), Field::Holder, cases);
    let other = basis(NUMBER).judge(Field::Holder, "POPESCU ION");
    assert_eq!(other.kind, Kind::Different);
}

#[test]
fn where_no_authority_says_how_nothing_is_wanted() {
    let mut plain = basis(NUMBER);
    plain.issuer = Name::of(&name(ISSUER), None);
    let text = NAME.replace(", ", ",");
    let row = plain.judge(Field::Issuer, &text);
    assert_eq!((row.kind, row.wanted), (Kind::OtherForm, None));
    let wanted = basis(NUMBER).judge(Field::Issuer, &text).wanted;
    assert_eq!(wanted.as_deref(), Some(NAME));
}

proptest! {
    /// Whatever is pasted: no panic, and the place of the difference is right.
    #[test]
    fn any_text_is_judged(text in ".{0,80}", near in "[0-9A-Fa-fOo: x.E+]{0,40}", part in "[A-Z=,/ .0-9ȘŞăa\u{326}\u{200b}\\\\\"#+]{0,60}") {
        let basis = basis(NUMBER);
        for text in [&text, &near, &part] {
            for field in [Field::Serial, Field::Issuer, Field::Holder] {
                let row = basis.judge(field, text);
                match row.first_difference {
                    None => prop_assert_eq!(&row.registered, &row.certificate),
                    Some(first) => {
                        let same = |text: &str| text.chars().take(first - 1).collect::<String>();
                        prop_assert_eq!(same(&row.registered), same(&row.certificate));
                    }
                }
                prop_assert_eq!(row.kind == Kind::Identical, row.registered == row.certificate);
            }
        }
    }

    /// The certificate's own name in any form that we or tools write is never told to differ.
    #[test]
    fn own_forms_agree(at in 0..60_usize) {
        let der = name(ISSUER);
        let forms = crate::x509::name_forms(&der);
        let form = &forms[at % forms.len()];
        let row = basis(NUMBER).judge(Field::Issuer, &form.text);
        prop_assert!(row.same_meaning, "{:?} {}: {:?}", form.format, form.text, row.kind);
    }
}

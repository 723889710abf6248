//! Vectors: numbers of persons are synthetic (births in the 1800s, artificial ranges), those of organisations are public
//! or made up. None of them comes from the code under test.

mod properties;
mod rules;

use super::{Fault, Invalid, Remark, Valid, Validator};

fn good(validator: Validator, typed: &str) -> Valid {
    match validator.check(typed) {
        Ok(valid) => valid,
        Err(invalid) => panic!("{} {typed}: {invalid:?}", validator.name()),
    }
}

fn bad(validator: Validator, typed: &str) -> Invalid {
    match validator.check(typed) {
        Err(invalid) => invalid,
        Ok(valid) => panic!("{} {typed}: {valid:?}", validator.name()),
    }
}

/// Right ones, in their normal form.
const RIGHT: &[(&str, &[&str])] = &[
    (
        "cui",
        &["12345674", "99999992", "18288250", "17544945", "2163993"],
    ),
    ("cnp", &["3991231019008", "4800101409001", "3880229169907"]),
    ("pesel", &["99923109990", "00810100019", "88822909905"]),
    ("nip", &["1234563218", "9990001114", "1002003003"]),
    ("regon", &["123456785", "999000118", "12345678500010"]),
    ("pwz", &["5425740", "3123456", "2999999"]),
    ("ico", &["12345679", "00000019", "47114983"]),
    ("rodne-cislo", &["5451019992", "9962319983", "530101999"]),
    ("icp", &["01234000", "72123456", "10000001"]),
    ("icz", &["01234000", "72123456", "10000001"]),
    ("bsn", &["999990019", "999990020", "111222333"]),
    ("agb", &["01999999", "06000001", "02123456"]),
    ("kvk", &["01234567", "99999999", "50000001"]),
    ("ytunnus", &["1234567-1", "9999999-2", "0204819-8"]),
    ("hetu", &["311299+9008", "010195+9011", "280296+9503"]),
    ("oid", &["1.2.246.10.2048198.10.1", "2.5.4.97", "2.999.1"]),
    (
        "dns",
        &[
            "apteekki.example",
            "xn--bcher-kva.example",
            "a-1.b_2.example",
        ],
    ),
    ("email", &["ana.pop+x@spital.example", "A@b.example"]),
    ("licence-series", &["AB012-C345-D678-E910"]),
    (
        "semantics-id",
        &[
            "NTRCZ-47114983",
            "VATRO-18288250",
            "VATRO-17544945",
            "EI:SE-5560000000",
        ],
    ),
];

/// Wrong ones, and the code of their fault.
const WRONG: &[(&str, &[(&str, &str)])] = &[
    (
        "cui",
        &[
            ("12345675", "check-digit"),
            ("18288205", "check-digit"),
            ("1", "length"),
            ("00", "never-issued"),
            ("012345674", "leading-zero"),
        ],
    ),
    (
        "cnp",
        &[
            ("3991231019007", "check-digit"),
            ("3990230019004", "date"),
            ("399123101900", "length"),
        ],
    ),
    (
        "pesel",
        &[
            ("99923109991", "check-digit"),
            ("99823209994", "date"),
            ("00000000000", "never-issued"),
        ],
    ),
    (
        "nip",
        &[
            ("1234563219", "check-digit"),
            ("1000000160", "never-issued"),
        ],
    ),
    (
        "regon",
        &[
            ("123456784", "check-digit"),
            ("12345678500011", "check-digit"),
            ("12345678400010", "check-digit"),
            ("1234567850", "length"),
        ],
    ),
    (
        "pwz",
        &[("5425741", "never-issued"), ("0425740", "leading-zero")],
    ),
    (
        "ico",
        &[
            ("12345678", "check-digit"),
            ("41714983", "check-digit"),
            ("19", "length"),
        ],
    ),
    (
        "rodne-cislo",
        &[
            ("9962319984", "check-digit"),
            ("9902309989", "date"),
            ("600101999", "length"),
        ],
    ),
    ("icp", &[("1234567", "length"), ("7212345A", "character")]),
    ("icz", &[("1234567", "length"), ("7212345A", "character")]),
    (
        "bsn",
        &[
            ("999990018", "check-digit"),
            ("111222334", "check-digit"),
            ("000000000", "never-issued"),
        ],
    ),
    ("agb", &[("0612345", "length"), ("06-02010", "length")]),
    ("kvk", &[("1234567", "length"), ("12345678X", "character")]),
    (
        "ytunnus",
        &[("1234567-2", "check-digit"), ("1000008-0", "never-issued")],
    ),
    (
        "hetu",
        &[
            ("311299+9009", "check-digit"),
            ("311299/9008", "character"),
            ("311299+900", "length"),
            ("311299+900G", "character"),
        ],
    ),
    (
        "oid",
        &[
            ("1.2.246.10.02048198", "leading-zero"),
            ("1.40.1", "oid-second"),
            ("3.1", "oid-root"),
            ("1", "form"),
            ("1..2", "form"),
            ("1.2.", "form"),
            ("1.2 .3", "character"),
            ("1.2.x", "character"),
            ("1.999999999999999999999.1", "oid-second"),
        ],
    ),
    (
        "dns",
        &[
            ("bücher.example", "not-ascii"),
            ("a..b", "label"),
            ("-a.b", "label"),
            ("*.a.example", "label"),
            ("server", "single-label"),
            ("192.0.2.1", "ip-address"),
            ("2001:db8::1", "ip-address"),
            ("a.1", "ip-address"),
            ("a b.example", "label"),
        ],
    ),
    (
        "email",
        &[
            ("ana", "form"),
            ("@b.example", "form"),
            ("a b@c.example", "form"),
            ("a@b", "single-label"),
            ("añ@b.example", "not-ascii"),
            ("a@b..example", "label"),
            ("a..b@c.example", "form"),
        ],
    ),
    (
        "licence-series",
        &[
            ("AB012-C345-D678-E91", "length"),
            ("AB012-C345-D678-E91!", "character"),
        ],
    ),
    (
        "semantics-id",
        &[
            ("VATRO-18288205", "check-digit"),
            ("VATRO18288250", "form"),
            ("ABCRO-1", "semantics-type"),
            ("VATR1-1", "form"),
            ("VATRO-", "form"),
            ("NTRCZ-41714983", "check-digit"),
            ("A:RO-1", "form"),
        ],
    ),
];

#[test]
fn right_ones_are_taken_as_they_are() {
    for (name, texts) in RIGHT {
        let validator = Validator::find(name).unwrap();
        for text in *texts {
            assert_eq!(good(validator, text).normal, *text, "{name}");
        }
    }
    assert_eq!(RIGHT.len(), Validator::ALL.len());
}

#[test]
fn wrong_ones_are_refused_with_their_reason() {
    for (name, texts) in WRONG {
        let validator = Validator::find(name).unwrap();
        for (text, code) in *texts {
            let invalid = bad(validator, text);
            assert_eq!(invalid.fault.code(), *code, "{name} {text}");
            assert_eq!(
                invalid.normal.is_none(),
                invalid.fault.is_format(),
                "{name} {text}"
            );
        }
        assert_eq!(bad(validator, " \u{a0}\t").fault, Fault::Empty, "{name}");
    }
    assert_eq!(WRONG.len(), Validator::ALL.len());
}

#[test]
fn a_failed_check_is_no_wrong_form() {
    let checks = ["check-digit", "date", "county", "serial", "never-issued"];
    for (name, texts) in WRONG {
        for (text, code) in *texts {
            let invalid = bad(Validator::find(name).unwrap(), text);
            assert_eq!(invalid.fault.is_format(), !checks.contains(code), "{text}");
        }
    }
    let invalid = bad(Validator::Cui, "RO 12 345 675");
    assert_eq!(invalid.normal.as_deref(), Some("12345675"));
    let fault = Fault::CheckDigit {
        expected: '4',
        found: '5',
    };
    assert_eq!(invalid.fault, fault);
}

#[test]
fn what_parts_the_digits_is_left_out_and_the_normal_form_made() {
    let cases = [
        (Validator::Cui, "RO12345674", "12345674"),
        (Validator::Cui, " ro 1234 5674 ", "12345674"),
        (Validator::Nip, "123-456-32-18", "1234563218"),
        (
            Validator::Nip,
            "123\u{2011}456\u{2013}32\u{a0}18",
            "1234563218",
        ),
        (Validator::RodneCislo, "545101/9992", "5451019992"),
        (Validator::Bsn, "1112.22.333", "111222333"),
        (Validator::Ytunnus, "12345671", "1234567-1"),
        (Validator::Ytunnus, "204819-8", "0204819-8"),
        (Validator::Hetu, "311299+9008 ", "311299+9008"),
        (Validator::Agb, "01 999999", "01999999"),
        (Validator::Oid, "URN:OID:2.5.4.97", "2.5.4.97"),
        (Validator::Dns, " Apteekki.Example", "apteekki.example"),
        (
            Validator::LicenceSeries,
            "ab012c345d678e910",
            "AB012-C345-D678-E910",
        ),
        (
            Validator::LicenceSeries,
            "AB012 C345 D678 E910",
            "AB012-C345-D678-E910",
        ),
        (Validator::SemanticsId, "vatro-18288250", "VATRO-18288250"),
        (
            Validator::SemanticsId,
            "NTRCZ\u{2013}47114983",
            "NTRCZ-47114983",
        ),
    ];
    for (validator, typed, normal) in cases {
        assert_eq!(good(validator, typed).normal, normal, "{typed}");
    }
}

#[test]
fn remarks_say_what_was_done_or_not_looked_at() {
    let cases: &[(Validator, &str, &[Remark])] = &[
        (Validator::Cui, "12345674", &[]),
        (Validator::Cui, "RO12345674", &[Remark::PrefixDropped]),
        (Validator::Ytunnus, "204819-8", &[Remark::Padded]),
        (Validator::Ytunnus, "0204819-8", &[]),
        (Validator::RodneCislo, "530101999", &[Remark::NoCheckDigit]),
        (Validator::RodneCislo, "5451019992", &[]),
        (Validator::Hetu, "311299+9008", &[Remark::Temporary]),
        (Validator::Kvk, "01234567", &[Remark::FormOnly]),
        (
            Validator::LicenceSeries,
            "AB012-C345-D678-E910",
            &[Remark::FormOnly],
        ),
        (Validator::SemanticsId, "VATRO-18288250", &[]),
        (Validator::SemanticsId, "VATDE-1", &[Remark::FormOnly]),
        (
            Validator::SemanticsId,
            "TAXDE-1",
            &[Remark::Deprecated, Remark::FormOnly],
        ),
        (Validator::SemanticsId, "VATRO-abc", &[Remark::FormOnly]),
    ];
    for (validator, typed, remarks) in cases {
        assert_eq!(good(*validator, typed).remarks, *remarks, "{typed}");
    }
}

/// The check digit replaced until one fits: for numbers whose other rules are looked at.
fn completed(validator: Validator, body: &str) -> Option<Valid> {
    ('0'..='9').find_map(|digit| validator.check(&format!("{body}{digit}")).ok())
}

fn fault_of(validator: Validator, body: &str) -> Vec<&'static str> {
    ('0'..='9')
        .filter_map(|digit| validator.check(&format!("{body}{digit}")).err())
        .map(|invalid| invalid.fault.code())
        .filter(|code| *code != "check-digit")
        .collect()
}

/// Independently of the tables: the nine digits as a number.
fn hetu(born: &str, sign: char, serial: u32) -> String {
    const LETTERS: &[u8; 31] = b"0123456789ABCDEFHJKLMNPRSTUVWXY";
    let number: u64 = format!("{born}{serial:03}").parse().unwrap();
    let check = char::from(LETTERS[usize::try_from(number % 31).unwrap()]);
    format!("{born}{sign}{serial:03}{check}")
}

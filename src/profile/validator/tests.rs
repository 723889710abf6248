//! Vectors: numbers of persons are synthetic (births in the 1800s, artificial ranges), those of organisations are public
//! or made up. None of them comes from the code under test.

use proptest::prelude::{Just, Strategy, any, proptest};

use super::{
    Fault, Invalid, Remark, Valid, Validator, clean, fi_organisation_oid, masked, ro_username,
    semantics_id,
};

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

#[test]
fn romanian_counties_serials_and_centuries() {
    for county in ["01", "48", "51", "52", "70", "80", "83"] {
        assert!(
            completed(Validator::Cnp, &format!("3991231{county}900")).is_some(),
            "{county}"
        );
    }
    for county in ["00", "49", "50", "53", "69", "71", "79", "84", "99"] {
        assert_eq!(
            fault_of(Validator::Cnp, &format!("3991231{county}900")),
            ["county"],
            "{county}"
        );
    }
    assert_eq!(fault_of(Validator::Cnp, "399123101000"), ["serial"]);
    assert!(completed(Validator::Cnp, "399123101001").is_some());
    // 29 February: 2000 had one, 1900 and 1800 had none; foreigners (7 to 9) may be of either century.
    for (century, there) in [
        ('1', false),
        ('3', false),
        ('5', true),
        ('6', true),
        ('8', true),
        ('0', false),
    ] {
        let number = format!("{century}00022901900");
        assert_eq!(
            completed(Validator::Cnp, &number).is_some(),
            there,
            "{century}"
        );
    }
    assert_eq!(fault_of(Validator::Cnp, "799022901900"), ["date"]);
}

#[test]
fn months_carry_century_and_sex() {
    // PESEL: + 80 is 18xx, + 0 19xx, + 20 20xx, + 40 21xx, + 60 22xx.
    for (date, there) in [
        ("008229", false),
        ("000229", false),
        ("002229", true),
        ("004229", false),
        ("006229", false),
        ("048229", true),
        ("001301", false),
        ("003301", false),
    ] {
        assert_eq!(
            completed(Validator::Pesel, &format!("{date}0001")).is_some(),
            there,
            "{date}"
        );
    }
    // Rodné číslo: + 50 women, + 20 since 2004.
    for (date, there) in [
        ("990101", true),
        ("995101", true),
        ("992101", false),
        ("997101", false),
        ("032101", false),
        ("042101", true),
        ("047101", true),
        ("045101", true),
        ("043301", false),
        ("046301", false),
        ("541231", true),
        ("535101", true),
    ] {
        assert_eq!(
            completed(Validator::RodneCislo, &format!("{date}999")).is_some(),
            there,
            "{date}"
        );
    }
    // nine digits: until 1953, or of the 1800s
    for (number, there) in [
        ("530101999", true),
        ("540101999", false),
        ("790101999", false),
        ("800101999", true),
    ] {
        assert_eq!(
            Validator::RodneCislo.check(number).is_ok(),
            there,
            "{number}"
        );
    }
}

#[test]
fn remainders_of_ten_are_remarked_after_1985() {
    for (year, remarks) in [
        ("54", &[][..]),
        ("85", &[]),
        ("86", &[Remark::OldRemainder]),
    ] {
        // the first serial whose nine digits leave ten
        let body = (100..999).map(|serial| format!("{year}0101{serial}"));
        let body = body
            .into_iter()
            .find(|nine| nine.parse::<u64>().unwrap() % 11 == 10)
            .unwrap();
        assert_eq!(
            good(Validator::RodneCislo, &format!("{body}0")).remarks,
            remarks,
            "{body}"
        );
        assert_eq!(
            bad(Validator::RodneCislo, &format!("{body}1")).fault.code(),
            "check-digit"
        );
    }
}

/// Independently of the tables: the nine digits as a number.
fn hetu(born: &str, sign: char, serial: u32) -> String {
    const LETTERS: &[u8; 31] = b"0123456789ABCDEFHJKLMNPRSTUVWXY";
    let number: u64 = format!("{born}{serial:03}").parse().unwrap();
    let check = char::from(LETTERS[usize::try_from(number % 31).unwrap()]);
    format!("{born}{sign}{serial:03}{check}")
}

#[test]
fn finnish_signs_and_serials() {
    for sign in "+-YXWVUABCDEF".chars() {
        assert_eq!(
            good(Validator::Hetu, &hetu("010190", sign, 900)).remarks,
            [Remark::Temporary]
        );
    }
    for sign in "GTZ/ 0".chars() {
        assert!(
            bad(Validator::Hetu, &hetu("010190", sign, 900))
                .fault
                .is_format(),
            "{sign}"
        );
    }
    assert_eq!(good(Validator::Hetu, &hetu("010190", '+', 2)).remarks, []);
    assert_eq!(good(Validator::Hetu, &hetu("010190", '+', 899)).remarks, []);
    assert_eq!(
        bad(Validator::Hetu, &hetu("010190", '+', 1)).fault,
        Fault::Serial
    );
    assert_eq!(
        bad(Validator::Hetu, &hetu("310290", '+', 900)).fault,
        Fault::Date
    );
    assert_eq!(
        bad(Validator::Hetu, &hetu("290200", '+', 900)).fault,
        Fault::Date
    );
    assert_eq!(
        good(Validator::Hetu, &hetu("290200", 'A', 900))
            .normal
            .len(),
        11
    );
    let small = hetu("010190", 'A', 900).to_lowercase();
    assert_eq!(good(Validator::Hetu, &small).normal, small.to_uppercase());
    let typographic = hetu("010190", '-', 900).replace('-', "\u{2013}");
    assert_eq!(
        good(Validator::Hetu, &typographic).normal,
        hetu("010190", '-', 900)
    );
}

#[test]
fn places_are_those_of_what_was_typed() {
    let fault = Fault::Character { at: 6, found: 'x' };
    assert_eq!(bad(Validator::Nip, " 123-4x6-32-18").fault, fault);
    let fault = Fault::Invisible {
        at: 2,
        found: '\u{200b}',
    };
    assert_eq!(bad(Validator::Cui, "1\u{200b}2345674").fault, fault);
    let fault = Fault::NotAscii { at: 2, found: 'ü' };
    assert_eq!(bad(Validator::Dns, "bu\u{308}cher.example").fault, fault);
}

#[test]
fn text_is_made_plain() {
    assert_eq!(
        clean("\u{a0} A\u{308}ne\u{a0}B\u{202f}c \n").as_deref(),
        Ok("Äne B c")
    );
    assert_eq!(clean("a\tb").unwrap_err().code(), "invisible");
    assert_eq!(clean("a\u{202e}b").unwrap_err().code(), "invisible");
    assert_eq!(clean("\n"), Err(Fault::Empty));
}

#[test]
fn derived_values() {
    // JHS 159, annex 1
    assert_eq!(
        fi_organisation_oid("0204819-8").as_deref(),
        Some("1.2.246.10.2048198")
    );
    assert_eq!(
        fi_organisation_oid("204819-8").as_deref(),
        Some("1.2.246.10.2048198")
    );
    assert_eq!(
        fi_organisation_oid("0204819-7").as_deref(),
        Some("1.2.246.10.2048197")
    );
    assert_eq!(fi_organisation_oid("0000000-0"), None);
    assert_eq!(fi_organisation_oid("x"), None);
    assert_eq!(
        ro_username("RO 18288250", " CASX ").as_deref(),
        Some("18288250_CASX")
    );
    assert_eq!(
        ro_username("3991231019008", "C").as_deref(),
        Some("3991231019008_C")
    );
    for (number, cas) in [("18288250", ""), ("18288250", "a b"), ("", "C"), ("x", "C")] {
        assert_eq!(ro_username(number, cas), None);
    }
    let made = |kind, value| semantics_id(kind, "RO", value).map(|valid| valid.normal);
    assert_eq!(made("VAT", "18288250").as_deref(), Ok("VATRO-18288250"));
    assert_eq!(
        made("VAT", "18288205").unwrap_err().fault.code(),
        "check-digit"
    );
    assert_eq!(made("V", "1").unwrap_err().fault, Fault::Form);
}

#[test]
fn numbers_of_persons_do_not_show() {
    let personal: Vec<&str> = Validator::ALL
        .iter()
        .filter(|one| one.personal())
        .map(|one| one.name())
        .collect();
    assert_eq!(personal, ["cnp", "pesel", "rodne-cislo", "bsn", "hetu"]);
    assert!(Validator::SemanticsId.personal_in(" pnoro-3991231019008"));
    assert!(!Validator::SemanticsId.personal_in("VATRO-18288250"));
    assert!(Validator::Cnp.personal_in(""));
    assert_eq!(masked("3991231019008"), "39…");
    assert_eq!(masked("39"), "…");
    assert_eq!(masked("žluť"), "žl…");
    let shown = format!("{:?}", Validator::Cnp.check("3991231019008"));
    assert!(shown.contains("39…") && !shown.contains("399"), "{shown}");
    let shown = format!("{:?}", Validator::Cnp.check("3991231019007"));
    assert!(shown.contains("39…") && !shown.contains("399"), "{shown}");
}

#[test]
fn names_are_the_same_for_serde() {
    for one in Validator::ALL {
        assert_eq!(serde_json::to_value(one).unwrap(), one.name());
        assert_eq!(Validator::find(one.name()), Some(*one));
    }
    assert_eq!(Validator::find("CUI"), None);
}

/// Schemes whose check sees every change of one digit: a prime modulus and another check digit for each remainder,
/// or weights without a common factor with ten.
const STRONG: &[(Validator, &[&str])] = &[
    (Validator::Nip, &["1234563218", "9990001114", "1002003003"]),
    (
        Validator::Pesel,
        &["99923109990", "00810100019", "88822909905"],
    ),
    (Validator::Pwz, &["5425740", "3123456", "2999999"]),
    (Validator::Bsn, &["999990019", "999990020", "111222333"]),
    (Validator::Ytunnus, &["1234567-1", "9999999-2", "0204819-8"]),
    (
        Validator::Hetu,
        &["311299+9008", "010195+9011", "280296+9503"],
    ),
];

fn all_changes_refused(validator: Validator, number: &str) {
    for (place, old) in number
        .char_indices()
        .filter(|(_, one)| one.is_ascii_digit())
    {
        for digit in ('0'..='9').filter(|digit| *digit != old) {
            let mut changed = number.to_owned();
            changed.replace_range(place..=place, &digit.to_string());
            assert!(
                validator.check(&changed).is_err(),
                "{} {changed}",
                validator.name()
            );
        }
    }
}

#[test]
fn one_changed_digit_is_always_seen() {
    for (validator, numbers) in STRONG {
        for number in *numbers {
            all_changes_refused(*validator, number);
        }
    }
}

fn digits(length: usize) -> impl Strategy<Value = Vec<u32>> {
    proptest::collection::vec(0..10_u32, length)
}

fn text(digits: &[u32]) -> String {
    digits.iter().map(ToString::to_string).collect()
}

/// Which check digits are accepted; the check digit stands last, or first.
fn fitting(validator: Validator, body: &[u32], first: bool) -> Vec<u32> {
    let whole = |digit: u32| {
        if first {
            format!("{digit}{}", text(body))
        } else {
            format!("{}{digit}", text(body))
        }
    };
    let not_check = |digit: &u32| match validator.check(&whole(*digit)) {
        Ok(_) => true,
        Err(invalid) => !matches!(
            invalid.fault,
            Fault::CheckDigit { .. } | Fault::NeverIssued | Fault::LeadingZero
        ),
    };
    (0..10).filter(not_check).collect()
}

fn dot(body: &[u32], weights: &[u32]) -> u32 {
    assert_eq!(body.len(), weights.len());
    (0..body.len())
        .map(|place| body[place] * weights[place])
        .sum()
}

fn has_no_zeros_only(body: &[u32]) -> bool {
    body.iter().any(|digit| *digit != 0)
}

proptest! {
    #[test]
    fn cui_takes_exactly_the_computed_digit(mut body in (1..=9_usize).prop_flat_map(digits), first in 1..10_u32) {
        body[0] = first;
        let padded: Vec<u32> = std::iter::repeat_n(0, 9 - body.len()).chain(body.iter().copied()).collect();
        let sum = dot(&padded, &[7, 5, 3, 2, 1, 7, 5, 3, 2]);
        assert_eq!(fitting(Validator::Cui, &body, false), [(sum * 10 % 11) % 10]);
    }

    #[test]
    fn cnp_takes_exactly_the_computed_digit(body in digits(12)) {
        let rest = dot(&body, &[2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9]) % 11;
        if has_no_zeros_only(&body) {
            assert_eq!(fitting(Validator::Cnp, &body, false), [if rest == 10 { 1 } else { rest }]);
        }
    }

    #[test]
    fn pesel_takes_exactly_the_computed_digit(body in digits(10)) {
        let sum = dot(&body, &[1, 3, 7, 9, 1, 3, 7, 9, 1, 3]);
        if has_no_zeros_only(&body) {
            assert_eq!(fitting(Validator::Pesel, &body, false), [(10 - sum % 10) % 10]);
        }
    }

    #[test]
    fn nip_takes_the_computed_digit_or_none(body in digits(9)) {
        let rest = dot(&body, &[6, 5, 7, 2, 3, 4, 5, 6, 7]) % 11;
        let expected: &[u32] = if rest == 10 || !has_no_zeros_only(&body) { &[] } else { &[rest] };
        assert_eq!(fitting(Validator::Nip, &body, false), expected);
    }

    #[test]
    fn regon_takes_exactly_the_computed_digits(body in digits(8), more in digits(4)) {
        if has_no_zeros_only(&body) {
            let nine = dot(&body, &[8, 9, 2, 3, 4, 5, 6, 7]) % 11 % 10;
            assert_eq!(fitting(Validator::Regon, &body, false), [nine]);
            let mut long = body.clone();
            long.push(nine);
            long.extend(&more);
            let check = dot(&long, &[2, 4, 8, 5, 0, 9, 7, 3, 6, 1, 2, 4, 8]) % 11 % 10;
            assert_eq!(fitting(Validator::Regon, &long, false), [check]);
            long[8] = (nine + 1) % 10;
            assert_eq!(fitting(Validator::Regon, &long, false), [0_u32; 0]);
        }
    }

    #[test]
    fn pwz_takes_the_computed_digit_or_none(body in digits(6)) {
        let rest: u32 = (0..6).map(|place| body[place] * (u32::try_from(place).unwrap() + 1)).sum::<u32>() % 11;
        let expected: &[u32] = if rest == 10 || rest == 0 { &[] } else { &[rest] };
        assert_eq!(fitting(Validator::Pwz, &body, true), expected);
    }

    #[test]
    fn ico_takes_exactly_the_computed_digit(body in digits(7)) {
        let sum = dot(&body, &[8, 7, 6, 5, 4, 3, 2]);
        assert_eq!(fitting(Validator::Ico, &body, false), [(11 - sum % 11) % 10]);
    }

    #[test]
    fn rodne_cislo_takes_exactly_the_computed_digit(body in digits(9)) {
        let number: u64 = text(&body).parse().unwrap();
        if number != 0 {
            assert_eq!(fitting(Validator::RodneCislo, &body, false), [u32::try_from(number % 11 % 10).unwrap()]);
        }
    }

    #[test]
    fn bsn_passes_the_eleven_test(body in digits(8)) {
        let weights = [9, 8, 7, 6, 5, 4, 3, 2];
        let sum = i64::from(dot(&body, &weights));
        let expected: Vec<u32> = (0..10).filter(|last| (sum - i64::from(*last)).rem_euclid(11) == 0).collect();
        if has_no_zeros_only(&body) {
            assert_eq!(fitting(Validator::Bsn, &body, false), expected);
            if body[0] == 0 {
                assert_eq!(fitting(Validator::Bsn, &body[1..], false).len(), expected.len());
            }
        }
    }

    #[test]
    fn ytunnus_takes_the_computed_digit_or_none(body in digits(7)) {
        let expected: Vec<u32> = match dot(&body, &[7, 9, 10, 5, 8, 4, 2]) % 11 {
            0 => vec![0],
            1 => vec![],
            rest => vec![11 - rest],
        };
        if has_no_zeros_only(&body) {
            assert_eq!(fitting(Validator::Ytunnus, &body, false), expected);
        }
    }

    #[test]
    fn hetu_takes_exactly_the_computed_character(day in 1..=28_u32, month in 1..=12_u32, year in 0..100_u32, serial in 2..1000_u32) {
        let right = hetu(&format!("{day:02}{month:02}{year:02}"), '+', serial);
        let fitting: Vec<String> = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
            .chars()
            .map(|check| format!("{}{check}", &right[..10]))
            .filter(|whole| Validator::Hetu.check(whole).is_ok())
            .collect();
        assert_eq!(fitting, std::slice::from_ref(&right));
        all_changes_refused(Validator::Hetu, &right);
    }

    #[test]
    fn changes_of_one_digit_are_seen_in_any_number(body in digits(9)) {
        for (validator, length) in [(Validator::Nip, 9), (Validator::Bsn, 8), (Validator::Ytunnus, 7)] {
            if let Some(valid) = completed(validator, &text(&body[..length])) {
                all_changes_refused(validator, &valid.normal);
            }
        }
    }

    #[test]
    fn nothing_typed_panics(typed in any::<String>(), digits in "[0-9RO.+/ -]{0,16}", coded in "(urn:oid:|PNORO-|VAT|EI:)?[0-9A-Z:.\u{2013}@-]{0,20}", index in 0..Validator::ALL.len()) {
        let validator = Validator::ALL[index];
        for text in [&typed, &digits, &coded] {
            let normal = match validator.check(text) {
                Ok(valid) => Some(valid.normal),
                Err(invalid) => { let _ = invalid.fault.code(); invalid.normal }
            };
            // the normal form is its own normal form
            if let Some(normal) = normal {
                let again = match validator.check(&normal) {
                    Ok(valid) => Some(valid.normal),
                    Err(invalid) => invalid.normal,
                };
                assert_eq!(again, Some(normal));
            }
            let _ = (masked(text), validator.personal_in(text), fi_organisation_oid(text), ro_username(text, text), semantics_id(text, text, text));
        }
    }

    #[test]
    fn separators_change_nothing(number in Just("1234563218"), places in proptest::collection::vec((0..=10_usize, "[ .\u{a0}\u{2013}-]"), 0..5)) {
        let mut typed = number.to_owned();
        for (place, part) in places {
            let at = typed.char_indices().nth(place).map_or(typed.len(), |(at, _)| at);
            typed.insert_str(at, &part);
        }
        assert_eq!(good(Validator::Nip, &typed).normal, number);
    }
}

//! What else the numbers say: dates, counties, centuries; and what is made of them.

use super::{bad, completed, fault_of, good, hetu};
use crate::profile::validator::{
    Fault, Remark, Validator, clean, fi_organisation_oid, masked, ro_username, semantics_id,
};

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

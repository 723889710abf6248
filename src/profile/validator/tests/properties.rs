//! For any number: exactly the computed digit is taken, and one that is changed is seen.

use proptest::prelude::{Just, Strategy, any, proptest};

use super::{completed, good, hetu};
use crate::profile::validator::{
    Fault, Validator, fi_organisation_oid, masked, ro_username, semantics_id,
};

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

//! Identifiers made of digits: lengths, prefixes, check digits as tables.

use super::text::{all, is_dash, joined, kept};
use super::weighted::{Place, Weighted};
use super::{Fault, Invalid, Remark, Valid, person};

/// A kind of number.
pub(super) struct Scheme {
    /// A prefix that may be typed and is left out.
    prefix: &'static str,
    /// How many digits may be typed.
    lengths: &'static [usize],
    /// To how many it is filled up with zeros in front; 0: not at all.
    pad: usize,
    /// Whether it may begin with a zero.
    zero: bool,
    /// Whether a slash may part it, too.
    slash: bool,
    /// Whether its normal form has a dash before the check digit.
    dash: bool,
    /// Its check digits.
    checks: &'static [Weighted],
    /// What else must hold.
    more: fn(&str) -> Result<Option<Remark>, Fault>,
}

const PLAIN: Scheme = Scheme {
    prefix: "",
    lengths: &[],
    pad: 0,
    zero: true,
    slash: false,
    dash: false,
    checks: &[],
    more: |_| Ok(None),
};

const fn last(weights: &'static [u32], digits: &'static str) -> Weighted {
    Weighted {
        over: 0,
        place: Place::Last,
        weights,
        digits,
    }
}

/// Body filled up to nine; (Σ·10 mod 11) mod 10.
pub(super) const CUI: Scheme = Scheme {
    prefix: "RO",
    lengths: &[2, 3, 4, 5, 6, 7, 8, 9, 10],
    zero: false,
    checks: &[last(&[7, 5, 3, 2, 1, 7, 5, 3, 2], "00987654321")],
    ..PLAIN
};

/// Σ mod 11, ten gives one.
pub(super) const CNP: Scheme = Scheme {
    lengths: &[13],
    checks: &[last(&[2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9], "01234567891")],
    more: person::cnp,
    ..PLAIN
};

/// (10 − Σ mod 10) mod 10.
pub(super) const PESEL: Scheme = Scheme {
    lengths: &[11],
    checks: &[last(&[1, 3, 7, 9, 1, 3, 7, 9, 1, 3], "0987654321")],
    more: person::pesel,
    ..PLAIN
};

/// Σ mod 11, ten is not given.
pub(super) const NIP: Scheme = Scheme {
    lengths: &[10],
    checks: &[last(&[6, 5, 7, 2, 3, 4, 5, 6, 7], "0123456789!")],
    ..PLAIN
};

/// Σ mod 11, ten gives zero; of fourteen digits the first nine are such a number themselves.
pub(super) const REGON: Scheme = Scheme {
    lengths: &[9, 14],
    checks: &[
        Weighted {
            over: 9,
            ..last(&[8, 9, 2, 3, 4, 5, 6, 7], "01234567890")
        },
        Weighted {
            over: 14,
            ..last(&[2, 4, 8, 5, 0, 9, 7, 3, 6, 1, 2, 4, 8], "01234567890")
        },
    ],
    ..PLAIN
};

/// The first digit is Σ mod 11 of the others, and not zero.
pub(super) const PWZ: Scheme = Scheme {
    lengths: &[7],
    zero: false,
    checks: &[Weighted {
        place: Place::First,
        ..last(&[1, 2, 3, 4, 5, 6], "!123456789!")
    }],
    ..PLAIN
};

/// (11 − Σ mod 11) mod 10.
pub(super) const ICO: Scheme = Scheme {
    lengths: &[8],
    checks: &[last(&[8, 7, 6, 5, 4, 3, 2], "10987654321")],
    ..PLAIN
};

/// The first nine digits as a number, mod 11; ten gives zero. Nine digits have no check.
pub(super) const RODNE_CISLO: Scheme = Scheme {
    lengths: &[9, 10],
    slash: true,
    checks: &[Weighted {
        over: 10,
        ..last(&[1, 10, 1, 10, 1, 10, 1, 10, 1], "01234567890")
    }],
    more: person::rodne_cislo,
    ..PLAIN
};

/// Σ − last digit is a multiple of 11.
pub(super) const BSN: Scheme = Scheme {
    lengths: &[8, 9],
    pad: 9,
    checks: &[last(&[9, 8, 7, 6, 5, 4, 3, 2], "0123456789!")],
    ..PLAIN
};

/// Nothing for a remainder of nothing, never one, else 11 − remainder.
pub(super) const YTUNNUS: Scheme = Scheme {
    lengths: &[7, 8],
    pad: 8,
    dash: true,
    checks: &[last(&[7, 9, 10, 5, 8, 4, 2], "0!987654321")],
    ..PLAIN
};

/// AGB, KvK, IČP, IČZ: no check is published.
pub(super) const EIGHT: Scheme = Scheme {
    lengths: &[8],
    more: |_| Ok(Some(Remark::FormOnly)),
    ..PLAIN
};

/// Reads a number of this kind and checks it.
pub(super) fn check(scheme: &Scheme, text: &str) -> Result<Valid, Invalid> {
    let mut remarks = Vec::new();
    let number = read(scheme, text, &mut remarks).map_err(Invalid::form)?;
    let normal = written(scheme, &number);
    match rules(scheme, &number) {
        Ok(remark) => {
            remarks.extend(remark);
            Ok(Valid { normal, remarks })
        }
        Err(fault) => Err(Invalid::checked(normal, fault)),
    }
}

/// The digits alone, filled up.
fn read(scheme: &Scheme, text: &str, remarks: &mut Vec<Remark>) -> Result<String, Fault> {
    let parts =
        |one: char| matches!(one, ' ' | '.') || is_dash(one) || (scheme.slash && one == '/');
    let mut letters = kept(text, parts);
    let prefix = scheme.prefix.len();
    let begin = letters.get(..prefix).unwrap_or_default();
    if prefix > 0 && joined(begin).eq_ignore_ascii_case(scheme.prefix) {
        letters.drain(..prefix);
        remarks.push(Remark::PrefixDropped);
    }
    all(&letters, |one| one.is_ascii_digit())?;
    let number = joined(&letters);
    if !scheme.lengths.contains(&number.len()) {
        return Err(Fault::Length {
            expected: scheme.lengths,
            found: number.len(),
        });
    }
    if number.len() < scheme.pad {
        remarks.push(Remark::Padded);
    }
    Ok(format!("{number:0>pad$}", pad = scheme.pad))
}

fn written(scheme: &Scheme, number: &str) -> String {
    match number.split_at_checked(number.len().saturating_sub(1)) {
        Some((body, check)) if scheme.dash => format!("{body}-{check}"),
        _ => number.to_owned(),
    }
}

fn rules(scheme: &Scheme, number: &str) -> Result<Option<Remark>, Fault> {
    if number.bytes().all(|digit| digit == b'0') {
        return Err(Fault::NeverIssued);
    }
    if !scheme.zero && number.starts_with('0') {
        return Err(Fault::LeadingZero);
    }
    match scheme.checks.iter().find_map(|check| check.fault(number)) {
        Some(fault) => Err(fault),
        None => (scheme.more)(number),
    }
}

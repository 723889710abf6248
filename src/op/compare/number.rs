//! A serial number as it is registered: hex or decimal, grouped in any way, with what people and spreadsheets do to it.

use super::basis::{Basis, Found};
use super::letters::{self, Parting};
use super::{About, Kind};
use crate::profile::SerialFormat;
use crate::x509::Serial;

/// The digits alone, without what parts them: `0x`, colons, blanks, dashes, points of thousands.
fn digits(text: &str) -> String {
    let digits: String = text.chars().filter(|it| is_digit(*it)).collect();
    let lower = digits.to_lowercase();
    if lower.starts_with("0x") {
        digits.chars().skip(2).collect()
    } else {
        digits
    }
}

/// A digit, or what was taken for one.
fn is_digit(letter: char) -> bool {
    letter.is_alphanumeric() || "|!+".contains(letter)
}

/// Whether the text is this number, in any form.
pub(super) fn is(serial: &Serial, text: &str) -> bool {
    serial.is(text) || serial.is(&digits(text))
}

/// Whether a text can only be meant as a number: digits, and few letters beside those of hex.
pub(super) fn looks_like_one(text: &str) -> bool {
    let all = digits(text);
    let hex = all.chars().filter(char::is_ascii_hexdigit).count();
    let decimal = all.chars().filter(char::is_ascii_digit).count();
    let words = text.split_whitespace().any(|word| {
        let letters = word
            .chars()
            .filter(|it| it.is_alphabetic() && !it.is_ascii_hexdigit());
        letters.count() > 2
    });
    !words && decimal > 0 && hex * 10 >= all.chars().count() * 7
}

/// Compares.
pub(super) fn judge(basis: &Basis, text: &str) -> Found {
    let serial = &basis.serial;
    let format = basis.serial_format.unwrap_or(SerialFormat::HexUpper);
    let usual = serial.render(format);
    let found = |kind, registered: &str, certificate: String| Found {
        kind,
        registered: registered.to_owned(),
        certificate,
        wanted: (kind != Kind::Identical).then(|| usual.clone()),
        about: About::default(),
    };
    if text == usual {
        return found(Kind::Identical, text, usual.clone());
    }
    if is(serial, text) {
        return found(same(serial, format, text), text, usual.clone());
    }
    if let Some(kind) = rounded(serial, text) {
        let decimal = serial.decimal.clone();
        return found(kind, text, decimal);
    }
    let (registered, certificate) = nearest(serial, format, text);
    let (kind, about) = differs(&registered, &certificate);
    Found {
        about,
        ..found(kind, &registered, certificate)
    }
}

/// How the same number is written.
fn same(serial: &Serial, format: SerialFormat, text: &str) -> Kind {
    let typed = digits(text);
    let lower = typed.to_lowercase();
    let decimal = serial.decimal.trim_start_matches('-');
    let bare = |digits: &str| digits.trim_start_matches('0').to_owned();
    let is_hex = lower == serial.hex;
    let is_decimal = lower == decimal;
    let wants_decimal = format == SerialFormat::Decimal;
    match (is_hex, is_decimal) {
        (true, _) if wants_decimal => Kind::Hex,
        (true, _) if digits(&serial.render(format)) == typed => Kind::Grouping,
        (true, _) if text.eq_ignore_ascii_case(&serial.render(format)) => Kind::HexCase,
        (true, _) => Kind::Grouping,
        (false, true) if wants_decimal => Kind::Grouping,
        (false, true) => Kind::Decimal,
        // A zero before it: lost or added, in either base.
        _ if bare(&lower) == bare(&serial.hex) && wants_decimal => Kind::Hex,
        _ if bare(&lower) == bare(decimal) && !wants_decimal => Kind::Decimal,
        _ => {
            let own = if bare(&lower) == bare(&serial.hex) {
                serial.hex.len()
            } else {
                decimal.len()
            };
            if lower.len() < own {
                Kind::LeadingZeroLost
            } else {
                Kind::LeadingZeroAdded
            }
        }
    }
}

/// What a spreadsheet leaves of a long number: `4.25613813753303E+37`, or fifteen digits and zeros.
fn rounded(serial: &Serial, text: &str) -> Option<Kind> {
    const KEPT: usize = 15;
    let lower = text.to_lowercase();
    let wholes = [serial.decimal.as_str(), serial.hex.as_str()];
    let of = |digits: &str, length: Option<usize>| {
        // The last digit that is left is rounded.
        let sure = digits
            .get(..digits.len().saturating_sub(1))
            .unwrap_or_default();
        let fits = |whole: &&str| {
            let long = length.is_none_or(|length| length == whole.len());
            long && sure.len() > 1 && whole.trim_start_matches('0').starts_with(sure)
        };
        wholes.iter().any(fits)
    };
    let power = lower
        .split_once("e+")
        .filter(|(head, _)| head.contains(['.', ',']));
    if let Some((head, _)) = power {
        let head: String = head.chars().filter(char::is_ascii_digit).collect();
        return of(&head, None).then_some(Kind::Rounded);
    }
    let all = digits(text);
    let head = all.trim_end_matches('0');
    let only = all.bytes().all(|byte| byte.is_ascii_digit());
    let is_rounded =
        only && all.len() > KEPT && head.len() <= KEPT && of(all.get(..KEPT)?, Some(all.len()));
    is_rounded.then_some(Kind::Rounded)
}

/// Both in the form that is nearest to what was typed; grouping that is like none is left out.
fn nearest(serial: &Serial, format: SerialFormat, text: &str) -> (String, String) {
    let typed = digits(text);
    let forms = [
        SerialFormat::Decimal,
        SerialFormat::HexUpper,
        SerialFormat::HexLower,
    ];
    let line = |text: &str| text.chars().collect::<Vec<_>>();
    let score = |form: &SerialFormat| {
        let (one, other) = (line(&typed), line(&serial.render(*form)));
        let back = |text: &[char]| text.iter().rev().copied().collect::<Vec<_>>();
        let behind = letters::common(&back(&one), &back(&other));
        let ahead = letters::common(&one, &other);
        let alike = (ahead + behind).min(one.len().min(other.len()));
        let wanted = usize::from(*form == format);
        (alike, other.len().abs_diff(one.len()) == 0, wanted)
    };
    let mut best = SerialFormat::HexUpper;
    for form in forms {
        // Letters are hex.
        let hex = typed.chars().any(|it| matches!(it, 'a'..='f' | 'A'..='F'));
        if form == SerialFormat::Decimal && hex {
            continue;
        }
        if score(&form) > score(&best) {
            best = form;
        }
    }
    (text.to_owned(), poured(text, &serial.render(best)))
}

/// The certificate's digits with the marks that were typed, in the letter case that was typed.
fn poured(text: &str, own: &str) -> String {
    let small = text.chars().any(|it| it.is_ascii_lowercase());
    let large = text.chars().any(|it| it.is_ascii_uppercase());
    let own = if small && !large {
        own.to_lowercase()
    } else {
        own.to_owned()
    };
    let mut left = own.chars();
    let mut line = String::with_capacity(text.len());
    let mut rest = text;
    if let Some((before, after)) = text.split_at_checked(2)
        && before.eq_ignore_ascii_case("0x")
    {
        line.push_str(before);
        rest = after;
    }
    for letter in rest.chars() {
        if !is_digit(letter) {
            line.push(letter);
            continue;
        }
        let Some(digit) = left.next() else { break };
        line.push(if digit.eq_ignore_ascii_case(&letter) {
            letter
        } else {
            digit
        });
    }
    line.extend(left);
    line
}

fn differs(registered: &str, certificate: &str) -> (Kind, About) {
    let bare = |text: &str| digits(text).to_lowercase();
    // `ends too early` is a matter of the digits, not of their grouping.
    let parting = letters::part(&bare(registered), &bare(certificate));
    let Parting {
        kind,
        registered,
        certificate,
    } = parting.unwrap_or(Parting {
        kind: Kind::Different,
        registered: registered.to_owned(),
        certificate: certificate.to_owned(),
    });
    let about = About {
        registered: registered.to_uppercase(),
        certificate: certificate.to_uppercase(),
        ..About::default()
    };
    (kind, about)
}

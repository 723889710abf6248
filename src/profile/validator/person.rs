//! Numbers of persons: dates of birth, counties, serial parts.

use jiff::civil::Date;

use super::text::{all, is_dash, joined, kept};
use super::weighted::{Place, Weighted};
use super::{Fault, Invalid, Remark, Valid};

/// The number that the digits from `at` on make; what is no number is more than any part can be.
fn part(number: &str, at: usize, length: usize) -> i16 {
    let digits = number.get(at..at.saturating_add(length));
    digits
        .and_then(|digits| digits.parse().ok())
        .unwrap_or(9_999)
}

/// Whether there is this day.
fn day(year: i16, month: i16, day: i16) -> Result<(), Fault> {
    let small = |value: i16| i8::try_from(value).map_err(|_| Fault::Date);
    match Date::new(year, small(month)?, small(day)?) {
        Ok(_) => Ok(()),
        Err(_) => Err(Fault::Date),
    }
}

/// Romania: SYYMMDDJJNNNC. The first digit tells sex and century; 7, 8 and 9 are of foreigners, of either century.
pub(super) fn cnp(number: &str) -> Result<Option<Remark>, Fault> {
    let in_century = |century: i16| {
        day(
            century + part(number, 1, 2),
            part(number, 3, 2),
            part(number, 5, 2),
        )
    };
    match part(number, 0, 1) {
        1 | 2 => in_century(1900),
        3 | 4 => in_century(1800),
        5 | 6 => in_century(2000),
        7..=9 => in_century(1900).or_else(|_| in_century(2000)),
        _ => Err(Fault::Date),
    }?;
    if !matches!(part(number, 7, 2), 1..=48 | 51 | 52 | 70 | 80..=83) {
        return Err(Fault::County);
    }
    if part(number, 9, 3) == 0 {
        return Err(Fault::Serial);
    }
    Ok(None)
}

/// Poland: YYMMDD…; the month carries the century.
pub(super) fn pesel(number: &str) -> Result<Option<Remark>, Fault> {
    let month = part(number, 2, 2);
    let century = match month / 20 {
        0 => 1900,
        1 => 2000,
        2 => 2100,
        3 => 2200,
        _ => 1800,
    };
    day(century + part(number, 0, 2), month % 20, part(number, 4, 2))?;
    Ok(None)
}

/// Czech Republic: YYMMDDSSS and, since 1954, a check digit; women's month + 50, since 2004 also + 20.
pub(super) fn rodne_cislo(number: &str) -> Result<Option<Remark>, Fault> {
    let short = number.len() == 9;
    let year = match (short, part(number, 0, 2)) {
        (true, two @ ..=53) | (false, two @ 54..) => 1900 + two,
        (true, two @ 80..) => 1800 + two,
        (true, _) => {
            return Err(Fault::Length {
                expected: &[10],
                found: 9,
            });
        }
        (false, two) => 2000 + two,
    };
    let month = match part(number, 2, 2) {
        more @ 51.. => more - 50,
        month => month,
    };
    let month = match month {
        more @ 21.. if year >= 2004 => more - 20,
        month => month,
    };
    day(year, month, part(number, 4, 2))?;
    if short {
        return Ok(Some(Remark::NoCheckDigit));
    }
    let ten = number
        .get(..9)
        .and_then(|nine| nine.parse::<u32>().ok())
        .is_some_and(|nine| nine % 11 == 10);
    Ok(Some(Remark::OldRemainder).filter(|_| ten && year > 1985))
}

const LETTERS: &str = "0123456789ABCDEFHJKLMNPRSTUVWXY";

/// The nine digits as a number mod 31: the weights are the powers of ten.
const HETU: Weighted = Weighted {
    over: 0,
    place: Place::Last,
    weights: &[14, 20, 2, 25, 18, 8, 7, 10, 1],
    digits: LETTERS,
};

/// Finland: DDMMYY, a sign for the century, three digits, a check character.
pub(super) fn hetu(text: &str) -> Result<Valid, Invalid> {
    let letters: Vec<(usize, char)> = kept(text, |one| one == ' ')
        .into_iter()
        .map(|(at, one)| {
            (
                at,
                if is_dash(one) {
                    '-'
                } else {
                    one.to_ascii_uppercase()
                },
            )
        })
        .collect();
    let normal = joined(&letters);
    let century = hetu_form(&letters).map_err(Invalid::form)?;
    match hetu_rules(&normal, century) {
        Ok(remark) => Ok(Valid::new(normal, remark.as_slice())),
        Err(fault) => Err(Invalid::checked(normal, fault)),
    }
}

/// The century, where each character is one that can stand there.
fn hetu_form(letters: &[(usize, char)]) -> Result<i16, Fault> {
    let length = Fault::Length {
        expected: &[11],
        found: letters.len(),
    };
    let (born, rest) = letters.split_at_checked(6).ok_or_else(|| length.clone())?;
    let [sign, serial @ .., check] = rest else {
        return Err(length);
    };
    if serial.len() != 3 {
        return Err(length);
    }
    all(born, |one| one.is_ascii_digit())?;
    let century = match sign.1 {
        '+' => 1800,
        '-' | 'Y' | 'X' | 'W' | 'V' | 'U' => 1900,
        'A'..='F' => 2000,
        found => return Err(Fault::Character { at: sign.0, found }),
    };
    all(serial, |one| one.is_ascii_digit())?;
    all(&[*check], |one| LETTERS.contains(one))?;
    Ok(century)
}

fn hetu_rules(normal: &str, century: i16) -> Result<Option<Remark>, Fault> {
    let places = normal.chars().enumerate();
    let plain: String = places
        .filter(|(place, _)| *place != 6)
        .map(|(_, one)| one)
        .collect();
    if let Some(fault) = HETU.fault(&plain) {
        return Err(fault);
    }
    day(
        century + part(&plain, 4, 2),
        part(&plain, 2, 2),
        part(&plain, 0, 2),
    )?;
    match part(&plain, 6, 3) {
        ..=1 => Err(Fault::Serial),
        900.. => Ok(Some(Remark::Temporary)),
        _ => Ok(None),
    }
}

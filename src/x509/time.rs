//! Times of certificates (RFC 5280 §4.1.2.5), also in the forms that it forbids but that are issued.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::{Offset, TimeZone};

const UTC_TIME: u8 = 0x17;
const GENERALIZED_TIME: u8 = 0x18;

/// The moment; what lies beyond what can be told (9999-12-31) becomes the last moment that can.
pub(crate) fn parse(tag: u8, value: &[u8]) -> Option<Timestamp> {
    let text = std::str::from_utf8(value).ok()?;
    let (year, rest) = match tag {
        UTC_TIME => {
            let (digits, rest) = text.split_at_checked(2)?;
            let year = number(digits)?;
            // §4.1.2.5.1: 50 and above is the twentieth century.
            (if year >= 50 { 1900 + year } else { 2000 + year }, rest)
        }
        GENERALIZED_TIME => {
            let (digits, rest) = text.split_at_checked(4)?;
            (number(digits)?, rest)
        }
        _ => return None,
    };
    let end = rest
        .bytes()
        .position(|byte| !byte.is_ascii_digit())
        .unwrap_or(rest.len());
    let (digits, zone) = rest.split_at_checked(end)?;
    let mut pairs = digits.as_bytes().chunks(2).map(|two| {
        std::str::from_utf8(two)
            .ok()
            .filter(|two| two.len() == 2)
            .and_then(number)
    });
    let (month, day, hour) = (pairs.next()??, pairs.next()??, pairs.next()??);
    let minute = pairs.next().unwrap_or(Some(0))?;
    let second = pairs.next().unwrap_or(Some(0))?;
    if pairs.next().is_some() {
        return None;
    }
    let date = Date::new(year, small(month)?, small(day)?).ok()?;
    // 60 is a leap second.
    let time = Time::new(small(hour)?, small(minute)?, small(second.min(59))?, 0).ok()?;
    moment(DateTime::from_parts(date, time), offset(zone)?)
}

fn moment(local: DateTime, offset: Offset) -> Option<Timestamp> {
    match TimeZone::fixed(offset).to_timestamp(local) {
        Ok(moment) => Some(moment),
        Err(_) if local.year() > 9000 => Some(Timestamp::MAX),
        Err(_) => None,
    }
}

/// `Z`, `+hhmm`, `-hhmm`, after fractions of a second, which are dropped. Nothing at all is taken for `Z`.
fn offset(zone: &str) -> Option<Offset> {
    let zone = match zone.strip_prefix(['.', ',']) {
        Some(fraction) => fraction.trim_start_matches(|letter: char| letter.is_ascii_digit()),
        None => zone,
    };
    let (sign, digits) = match zone.split_at_checked(1) {
        None | Some(("Z", "")) => return Some(Offset::UTC),
        Some(("+", digits)) => (1, digits),
        Some(("-", digits)) => (-1, digits),
        Some(_) => return None,
    };
    let (hours, minutes) = digits.split_at_checked(2)?;
    let minutes = i32::from(number(hours)?) * 60 + i32::from(number(minutes)?);
    Offset::from_seconds(sign * minutes * 60).ok()
}

fn number(digits: &str) -> Option<i16> {
    digits
        .bytes()
        .all(|byte| byte.is_ascii_digit())
        .then(|| digits.parse().ok())?
}

fn small(number: i16) -> Option<i8> {
    i8::try_from(number).ok()
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::parse;

    #[test]
    fn all_forms_are_read() {
        for (tag, text, moment) in [
            (0x17, "491231235959Z", "2049-12-31T23:59:59Z"),
            (0x17, "500101000000Z", "1950-01-01T00:00:00Z"),
            (0x17, "2501020304Z", "2025-01-02T03:04:00Z"),
            (0x17, "250102030405+0200", "2025-01-02T01:04:05Z"),
            (0x18, "20250102030405Z", "2025-01-02T03:04:05Z"),
            (0x18, "20250102030405.123Z", "2025-01-02T03:04:05Z"),
            (0x18, "20250102030460Z", "2025-01-02T03:04:59Z"),
            (0x18, "00000101000000Z", "0000-01-01T00:00:00Z"),
        ] {
            assert_eq!(
                parse(tag, text.as_bytes())
                    .map(|one| one.to_string())
                    .as_deref(),
                Some(moment),
                "{text}"
            );
        }
        assert_eq!(parse(0x18, b"99991231235959Z"), Some(Timestamp::MAX));
        for text in [
            "",
            "25",
            "20251302030405Z",
            "20250102Z",
            "2025010203040506Z",
            "20250102030405X",
            "2025010203040Z",
            "+0250102030405Z",
        ] {
            assert_eq!(parse(0x18, text.as_bytes()), None, "{text}");
        }
    }
}

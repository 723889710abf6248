//! Serial numbers in the four forms in which forms, portals and tools want them.

use serde::Serialize;

/// A serial number (RFC 5280 §4.1.2.2). The octets are shown as they stand in the certificate, without the zero
/// octet that only keeps a number positive (X.690 §8.3).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Serial {
    /// Lower-case hex.
    pub hex: String,
    /// Lower-case hex, octets parted by colons.
    pub colon: String,
    /// Upper-case hex in groups of four digits.
    pub groups: String,
    /// The number; a negative one (against the RFC, but issued) with its sign. One of more than 1024 octets, of which
    /// RFC 5280 allows 20, stays in hex, with `0x`.
    pub decimal: String,
}

impl Serial {
    /// From the content octets of the INTEGER.
    #[must_use]
    pub fn from_content(content: &[u8]) -> Self {
        let octets = match content {
            [0, rest @ ..] if rest.first().is_some_and(|next| next & 0x80 != 0) => rest,
            all => all,
        };
        let hex = hex::encode(octets);
        Self {
            colon: parted(&hex, 2, ':'),
            groups: parted(&hex.to_uppercase(), 4, ' '),
            decimal: if content.len() > MOST {
                format!("0x{hex}")
            } else {
                decimal(content)
            },
            hex,
        }
    }

    /// Whether `text` is this number in any of the forms, also with `0x`, leading zeros, other blanks or dashes.
    #[must_use]
    pub fn is(&self, text: &str) -> bool {
        let plain: String = text
            .chars()
            .filter(|letter| !letter.is_whitespace() && !matches!(letter, ':' | '-'))
            .collect::<String>()
            .to_lowercase();
        let plain = plain.strip_prefix("0x").unwrap_or(&plain);
        let bare = |digits: &str| digits.trim_start_matches('0').to_owned();
        // Dashes went with the blanks, and so the sign of a negative number.
        let decimal = self.decimal.trim_start_matches('-');
        !plain.is_empty() && (bare(plain) == bare(&self.hex) || bare(plain) == bare(decimal))
    }
}

/// With a mark after each so many letters.
fn parted(letters: &str, size: usize, mark: char) -> String {
    let mut parted = String::with_capacity(letters.len() + letters.len() / size);
    for (place, letter) in letters.chars().enumerate() {
        if place > 0 && place % size == 0 {
            parted.push(mark);
        }
        parted.push(letter);
    }
    parted
}

/// Most octets that are shown as a decimal number: the work grows with the square of their count.
const MOST: usize = 1024;

/// Long division in base 10⁹, least significant limb first.
fn decimal(content: &[u8]) -> String {
    const BASE: u64 = 1_000_000_000;
    let negative = content.first().is_some_and(|first| first & 0x80 != 0);
    let mut limbs: Vec<u64> = vec![0];
    for octet in content {
        // A negative number is -(complement + 1).
        let mut carry = u64::from(if negative { !octet } else { *octet });
        for limb in &mut limbs {
            let value = *limb * 256 + carry;
            *limb = value % BASE;
            carry = value / BASE;
        }
        if carry > 0 {
            limbs.push(carry);
        }
    }
    let mut carry = u64::from(negative);
    for limb in &mut limbs {
        let value = *limb + carry;
        *limb = value % BASE;
        carry = value / BASE;
    }
    if carry > 0 {
        limbs.push(carry);
    }
    let nines: Vec<String> = limbs
        .iter()
        .rev()
        .map(|limb| format!("{limb:09}"))
        .collect();
    let digits = nines.concat();
    let digits = digits.trim_start_matches('0');
    let sign = if negative { "-" } else { "" };
    if digits.is_empty() {
        "0".to_owned()
    } else {
        format!("{sign}{digits}")
    }
}

#[cfg(test)]
mod tests {
    /// Found by `make fuzz`: a negative number was not found by its own decimal form.
    #[test]
    fn every_form_that_is_shown_is_found_again() {
        for content in [
            &[0xFF, 0xFE, 0x2D][..],
            &[0x80],
            &[0],
            &[0, 0x80],
            &[5; 1025],
        ] {
            let serial = Serial::from_content(content);
            for form in [&serial.hex, &serial.colon, &serial.groups, &serial.decimal] {
                assert!(serial.is(form), "{form}");
            }
        }
    }

    #[test]
    fn a_number_of_any_length_is_shown() {
        assert!(!Serial::from_content(&[1; 1024]).decimal.starts_with("0x"));
        let long = Serial::from_content(&vec![1; 1 << 16]).decimal;
        assert!(long.starts_with("0x0101") && long.len() == 2 + (2 << 16));
    }

    use proptest::prelude::{any, proptest};

    use super::Serial;

    #[test]
    fn all_forms_are_right() {
        let serial =
            Serial::from_content(&hex::decode("20050625001122334455667788990a0b").unwrap());
        assert_eq!(serial.hex, "20050625001122334455667788990a0b");
        assert!(serial.colon.starts_with("20:05:06:25:00:11"));
        assert_eq!(serial.groups, "2005 0625 0011 2233 4455 6677 8899 0A0B");
        // by `python3 -c 'print(0x2005…)'`
        assert_eq!(serial.decimal, "42561381975330330253969281509523786251");
        for form in [&serial.hex, &serial.colon, &serial.groups, &serial.decimal] {
            assert!(serial.is(form), "{form}");
        }
        assert!(serial.is("0x0020050625 00112233-4455-6677-8899-0A0B"));
        assert!(!serial.is("20050625") && !serial.is(""));
    }

    #[test]
    fn only_the_sign_octet_is_left_out() {
        let hex = |content: &[u8]| {
            (
                Serial::from_content(content).hex,
                Serial::from_content(content).decimal,
            )
        };
        assert_eq!(hex(&[0, 0x80]), ("80".into(), "128".into()));
        assert_eq!(hex(&[0]), ("00".into(), "0".into()));
        assert_eq!(hex(&[0, 1]), ("0001".into(), "1".into()));
        assert_eq!(hex(&[0x80]), ("80".into(), "-128".into()));
        assert_eq!(hex(&[0xFF]), ("ff".into(), "-1".into()));
        assert_eq!(hex(&[]), (String::new(), "0".into()));
    }

    proptest! {
        #[test]
        fn decimals_are_those_of_the_machine(number in any::<i128>()) {
            assert_eq!(Serial::from_content(&number.to_be_bytes()).decimal, number.to_string());
        }
    }
}

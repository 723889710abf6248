//! Serial numbers in the forms in which forms, portals and tools want them.

use serde::Serialize;

use crate::profile::{SerialFormat, is_control};

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

    /// In the form that a profile asks for.
    #[must_use]
    pub fn render(&self, format: SerialFormat) -> String {
        match format {
            SerialFormat::HexUpper => self.hex.to_uppercase(),
            SerialFormat::HexLower => self.hex.clone(),
            SerialFormat::Colon => self.colon.to_uppercase(),
            SerialFormat::Groups => self.groups.clone(),
            SerialFormat::Spaced => self.colon.replace(':', " "),
            SerialFormat::Decimal => self.decimal.clone(),
        }
    }

    /// Whether its hex form can be taken for a decimal number: whoever shows it says which it is.
    #[must_use]
    pub fn looks_decimal(&self) -> bool {
        !self.hex.is_empty() && self.hex.bytes().all(|digit| digit.is_ascii_digit())
    }

    /// Whether `text` is this number in any form: large or small letters, with `0x` or `serial=` before it, octets or
    /// groups parted in any way, leading zeros or the octet of the sign lost or added.
    #[must_use]
    pub fn is(&self, text: &str) -> bool {
        let bare = |digits: &str| digits.trim_start_matches('0').to_owned();
        let text = text.to_lowercase();
        let text = text.trim().strip_prefix("serial=").unwrap_or(&text);
        let digits: String = text.chars().filter(|one| !parts(*one)).collect();
        let digits = digits.strip_prefix("0x").unwrap_or(&digits);
        if digits.is_empty() {
            return false;
        }
        let decimal = match self.decimal.strip_prefix('-') {
            Some(positive) if text.trim_start().starts_with(is_dash) => positive,
            _ => &self.decimal,
        };
        bare(digits) == bare(&self.hex) || bare(digits) == bare(decimal)
    }
}

/// What parts octets and groups, or cannot be seen at all.
fn parts(letter: char) -> bool {
    letter.is_whitespace() || is_control(letter) || is_dash(letter) || letter == ':'
}

/// A dash as keys and text programs make it.
fn is_dash(letter: char) -> bool {
    matches!(letter, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
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
    use crate::profile::SerialFormat;

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

    /// Content octets, then upper hex, colons, decimal.
    const VECTORS: &[(&str, &str, &str, &str)] = &[
        ("0BF4EAB0", "0BF4EAB0", "0B:F4:EA:B0", "200600240"),
        ("00D43A11", "D43A11", "D4:3A:11", "13908497"),
        ("0158D467", "0158D467", "01:58:D4:67", "22598759"),
        (
            "0100000168F0A805C366B43B5DE968C691FB",
            "0100000168F0A805C366B43B5DE968C691FB",
            "01:00:00:01:68:F0:A8:05:C3:66:B4:3B:5D:E9:68:C6:91:FB",
            "87112293252494463413683796322992020427259",
        ),
        (
            "20050625001122334455667788990A0B",
            "20050625001122334455667788990A0B",
            "20:05:06:25:00:11:22:33:44:55:66:77:88:99:0A:0B",
            "42561381975330330253969281509523786251",
        ),
    ];

    #[test]
    fn vectors_in_every_form() {
        for (content, upper, colon, decimal) in VECTORS {
            let serial = Serial::from_content(&hex::decode(content).unwrap());
            let shown = |format| serial.render(format);
            assert_eq!(shown(SerialFormat::HexUpper), *upper);
            assert_eq!(shown(SerialFormat::HexLower), upper.to_lowercase());
            assert_eq!(shown(SerialFormat::Colon), *colon);
            assert_eq!(
                shown(SerialFormat::Spaced),
                colon.replace(':', " ").to_lowercase()
            );
            assert_eq!(shown(SerialFormat::Decimal), *decimal);
            assert_eq!(shown(SerialFormat::Groups).replace(' ', ""), *upper);
            for format in SerialFormat::ALL {
                assert!(serial.is(&shown(*format)), "{content} {format:?}");
            }
        }
        let serial = Serial::from_content(&[0, 0xD4, 0x3A, 0x11]);
        assert_eq!(serial.render(SerialFormat::Groups), "D43A 11");
        let serial = Serial::from_content(&[0x0B, 0xF4, 0xEA, 0xB0]);
        assert_eq!(serial.render(SerialFormat::Groups), "0BF4 EAB0");
    }

    #[test]
    fn a_number_is_found_however_it_was_written_down() {
        let serial = Serial::from_content(&[0, 0xD4, 0x3A, 0x11]);
        for text in [
            "00d43a11",
            "0x00D43A11",
            "0XD43A11",
            "serial=D43A11",
            " D4 3A 11 ",
            "D4\u{a0}3A\u{a0}11",
            "D43A-11",
            "d4\u{2013}3a\u{2013}11",
            "\u{200e}d4:3a:11",
            "13908497",
            "0013908497",
            "13 908 497",
        ] {
            assert!(serial.is(text), "{text}");
        }
        for text in [
            "D43A1", "D4.3A.11", "D43A110", "D43A12", "13908498", "0x", "serial=", "-", ":", "-x",
            "0xx",
        ] {
            assert!(!serial.is(text), "{text}");
        }
        // `openssl x509 -text` loses the zero in front
        assert!(Serial::from_content(&[0x0B, 0xF4, 0xEA, 0xB0]).is("0xbf4eab0"));
        let negative = Serial::from_content(&[0x80]);
        assert!(
            negative.is("-128")
                && negative.is("80")
                && !negative.is("128")
                && !negative.is("-80 1")
        );
    }

    #[test]
    fn what_looks_decimal_is_told() {
        let looks = |content: &[u8]| Serial::from_content(content).looks_decimal();
        assert!(looks(&[0x20, 0x05, 0x06]) && looks(&[1]));
        assert!(!looks(&[0x20, 0x0A]) && !looks(&[]));
    }

    proptest! {
        #[test]
        fn every_form_is_found_again_and_nothing_panics(content in proptest::collection::vec(any::<u8>(), 1..24), other: String) {
            let serial = Serial::from_content(&content);
            for format in SerialFormat::ALL {
                let shown = serial.render(*format);
                assert!(serial.is(&shown), "{shown}");
                assert!(serial.is(&format!(" {shown}\u{a0}")));
            }
            let _ = serial.is(&other);
        }

        #[test]
        fn decimals_are_those_of_the_machine(number in any::<i128>()) {
            assert_eq!(Serial::from_content(&number.to_be_bytes()).decimal, number.to_string());
        }
    }
}

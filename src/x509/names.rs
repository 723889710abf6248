//! Distinguished names of any origin as text (RFC 5280 §4.1.2.4); the forms of authorities and tools: `rendering.rs`.
//!
//! Characters are given as they stand in the name: whoever prints them makes them safe for a terminal.

use super::attribute;
use super::walk::{self, tag};

/// One attribute of a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamePart {
    /// Its type, dotted.
    pub oid: String,
    /// Its name on screen; the dotted form where it has none.
    pub label: String,
    /// Its value as text; `None` when the value is no string.
    pub text: Option<String>,
    /// Its value as DER.
    pub der: Vec<u8>,
}

impl NamePart {
    fn value(&self) -> String {
        match &self.text {
            Some(text) => escape(text),
            None => format!("#{}", hex::encode(&self.der)),
        }
    }
}

/// The attributes, per RDN, in the order of the encoding. What is no name gives as much as can be read.
#[must_use]
pub fn parts(der: &[u8]) -> Vec<Vec<NamePart>> {
    let mut rest = der;
    let Some(name) = walk::take_tag(&mut rest, tag::SEQUENCE) else {
        return Vec::new();
    };
    walk::each(name.value)
        .filter(|rdn| rdn.tag == tag::SET)
        .map(|rdn| {
            walk::each(rdn.value)
                .filter_map(|pair| part(pair.value))
                .collect()
        })
        .collect()
}

/// In the order of the certificate: `C=RO, O=X, CN=Y`. The text can be read by [`super::Subject::parse`] again.
#[must_use]
pub fn display(der: &[u8]) -> String {
    let rdns: Vec<String> = parts(der)
        .iter()
        .map(|rdn| join(rdn, |part| format!("{}={}", part.label, part.value())))
        .collect();
    rdns.join(", ")
}

/// The last common name: the most specific one.
#[must_use]
pub fn common_name(der: &[u8]) -> Option<String> {
    last(der, "2.5.4.3")
}

/// Whom it names: common name, else given name and surname, else organisation.
#[must_use]
pub fn holder(der: &[u8]) -> Option<String> {
    let person = || match (last(der, "2.5.4.42"), last(der, "2.5.4.4")) {
        (Some(given), Some(surname)) => Some(format!("{given} {surname}")),
        (given, surname) => given.or(surname),
    };
    common_name(der)
        .or_else(person)
        .or_else(|| last(der, "2.5.4.10"))
}

/// All values of the type with this dotted OID, in order.
#[must_use]
pub fn values(der: &[u8], oid: &str) -> Vec<String> {
    parts(der)
        .into_iter()
        .flatten()
        .filter(|part| part.oid == oid)
        .filter_map(|part| part.text)
        .collect()
}

/// Whether both are the same name: types and values in the same order, whatever the string type, without regard to
/// case and repeated blanks (RFC 5280 §7.1).
#[must_use]
pub fn same(one: &[u8], other: &[u8]) -> bool {
    one == other || folded(one) == folded(other)
}

/// A name as [`same`] compares it: per RDN its types and values, folded and sorted.
pub(crate) fn folded(der: &[u8]) -> Vec<Vec<(String, String)>> {
    let fold = |part: NamePart| {
        let value = part.text.unwrap_or_else(|| hex::encode(&part.der));
        let value = value.to_lowercase();
        (
            part.oid,
            value.split_whitespace().collect::<Vec<_>>().join(" "),
        )
    };
    let rdns = parts(der)
        .into_iter()
        .map(|rdn| rdn.into_iter().map(fold).collect());
    rdns.map(|mut rdn: Vec<_>| {
        rdn.sort();
        rdn
    })
    .collect()
}

fn last(der: &[u8], oid: &str) -> Option<String> {
    values(der, oid)
        .pop()
        .filter(|text| !text.trim().is_empty())
}

fn join(rdn: &[NamePart], show: impl Fn(&NamePart) -> String) -> String {
    rdn.iter().map(show).collect::<Vec<_>>().join("+")
}

fn part(pair: &[u8]) -> Option<NamePart> {
    let mut rest = pair;
    let oid = walk::dotted(walk::take_tag(&mut rest, tag::OID)?.value)?;
    let value = walk::take(&mut rest)?;
    let label = attribute::by_oid(&oid).map_or_else(|| oid.clone(), |kind| kind.shown.to_owned());
    Some(NamePart {
        oid,
        label,
        text: string(value.tag, value.value),
        der: value.whole.to_vec(),
    })
}

/// The text of a string type (X.680 §41), leniently: a wrong byte becomes U+FFFD and hides nothing else.
pub(crate) fn string(tag: u8, bytes: &[u8]) -> Option<String> {
    match tag {
        // UTF8String, NumericString, PrintableString, IA5String, VisibleString, GeneralString
        0x0C | 0x12 | 0x13 | 0x16 | 0x1A | 0x1B => {
            Some(String::from_utf8_lossy(bytes).into_owned())
        }
        // TeletexString: nobody writes T.61; it is Latin-1, or UTF-8 by a careless issuer.
        0x14 => Some(match std::str::from_utf8(bytes) {
            Ok(text) => text.to_owned(),
            Err(_) => bytes.iter().copied().map(char::from).collect(),
        }),
        // UniversalString
        0x1C => Some(bytes.chunks(4).map(|four| scalar(four, 4)).collect()),
        // BMPString
        0x1E => {
            let units: Vec<u16> = bytes
                .chunks(2)
                .map(|two| match two {
                    [high, low] => u16::from_be_bytes([*high, *low]),
                    _ => 0xFFFD,
                })
                .collect();
            Some(String::from_utf16_lossy(&units))
        }
        _ => None,
    }
}

fn scalar(bytes: &[u8], want: usize) -> char {
    let code = bytes
        .iter()
        .fold(0_u32, |sum, byte| (sum << 8) | u32::from(*byte));
    char::from_u32(code)
        .filter(|_| bytes.len() == want)
        .unwrap_or(char::REPLACEMENT_CHARACTER)
}

/// `\` before `, + = \`, before blanks at the ends and before a first `#` (which would look like hex).
pub(crate) fn escape(text: &str) -> String {
    let end = text.chars().count().saturating_sub(1);
    let mut escaped = String::with_capacity(text.len());
    for (place, letter) in text.chars().enumerate() {
        let edge = letter == ' ' && (place == 0 || place == end);
        if matches!(letter, ',' | '+' | '=' | '\\') || edge || (letter == '#' && place == 0) {
            escaped.push('\\');
        }
        escaped.push(letter);
    }
    escaped
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{any, proptest};

    use super::super::render_name;
    use super::{common_name, display, holder, same};
    use crate::profile::{NameFormat, OrgIdName};

    fn rfc4514(der: &[u8]) -> String {
        render_name(der, NameFormat::Rfc4514, OrgIdName::Name)
    }

    /// A name of single-valued RDNs; each value as (last arc under 2.5.4, tag, bytes).
    fn name(values: &[(u8, u8, &[u8])]) -> Vec<u8> {
        let wrap = |tag: u8, bytes: &[u8]| {
            let mut der = vec![tag, u8::try_from(bytes.len()).unwrap()];
            der.extend(bytes);
            der
        };
        let mut rdns = Vec::new();
        for (arc, tag, bytes) in values {
            let mut pair = vec![6, 3, 0x55, 4, *arc];
            pair.extend(wrap(*tag, bytes));
            rdns.extend(wrap(0x31, &wrap(0x30, &pair)));
        }
        wrap(0x30, &rdns)
    }

    #[test]
    fn order_is_that_of_the_encoding_and_strings_of_all_types_are_read() {
        let der = name(&[
            (6, 0x13, b"RO"),
            (10, 0x1E, &[0x01, 0x02, 0, b'x']),
            (3, 0x14, &[b'J', 0xF6]),
            (97, 0x0C, b"VATRO-1"),
        ]);
        assert_eq!(display(&der), "C=RO, O=Ăx, CN=Jö, 2.5.4.97=VATRO-1");
        assert_eq!(
            rfc4514(&der),
            "organizationIdentifier=VATRO-1,CN=Jö,O=Ăx,C=RO"
        );
    }

    #[test]
    fn special_characters_are_escaped_and_odd_types_shown_in_hex() {
        let der = name(&[
            (10, 0x0C, b" a, b+c=\\ "),
            (99, 0x0C, b"x"),
            (45, 3, &[0, 7]),
        ]);
        assert_eq!(
            display(&der),
            "O=\\ a\\, b\\+c\\=\\\\\\ , 2.5.4.99=x, 2.5.4.45=#03020007"
        );
        assert_eq!(
            rfc4514(&der),
            "2.5.4.45=#03020007,2.5.4.99=#0C0178,O=\\ a\\, b\\+c=\\\\\\ "
        );
    }

    #[test]
    fn holders_are_found_without_a_common_name() {
        let der = name(&[(10, 0x0C, b"Firm"), (42, 0x0C, b"Ana"), (4, 0x0C, b"Pop")]);
        assert_eq!(holder(&der).as_deref(), Some("Ana Pop"));
        assert_eq!(common_name(&der), None);
        assert_eq!(
            holder(&name(&[(10, 0x0C, b"Firm")])).as_deref(),
            Some("Firm")
        );
        let der = name(&[(3, 0x0C, b"outer"), (3, 0x0C, b"inner")]);
        assert_eq!(common_name(&der).as_deref(), Some("inner"));
        assert_eq!(holder(&[0x30, 0]), None);
    }

    #[test]
    fn string_types_and_case_make_no_other_name() {
        let one = name(&[(10, 0x0C, b"Firm  One"), (3, 0x13, b"x")]);
        assert!(same(
            &one,
            &name(&[(10, 0x13, b"FIRM ONE"), (3, 0x0C, b"X")])
        ));
        assert!(!same(
            &one,
            &name(&[(3, 0x13, b"x"), (10, 0x0C, b"Firm  One")])
        ));
    }

    proptest! {
        #[test]
        fn no_bytes_panic(bytes: Vec<u8>, values in proptest::collection::vec((any::<u8>(), any::<u8>(), proptest::collection::vec(any::<u8>(), 0..9)), 0..4)) {
            let _ = (display(&bytes), rfc4514(&bytes), holder(&bytes));
            let values: Vec<(u8, u8, &[u8])> = values.iter().map(|(a, b, c)| (a & 0x7F, *b, c.as_slice())).collect();
            let der = name(&values);
            let _ = (display(&der), rfc4514(&der), holder(&der));
        }
    }
}

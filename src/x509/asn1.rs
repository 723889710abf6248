//! DER as a tree, line by line, as `openssl asn1parse` lists it: for people who look further than words.

use super::{names, walk};

/// One element.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, schemars::JsonSchema)]
pub struct Asn1Line {
    /// Where it begins, in octets from the start.
    pub offset: usize,
    /// How deep it lies; the outermost at 0.
    pub depth: usize,
    /// Octets of identifier and length.
    pub header: usize,
    /// Octets of content.
    pub length: usize,
    /// Whether it is made of elements.
    pub constructed: bool,
    /// Its type, in the words of X.680.
    #[serde(rename = "type")]
    pub kind: String,
    /// Its value; `null` where it is made of elements.
    pub value: Option<String>,
}

/// Most lines: a hostile file has millions of empty elements.
const MOST: usize = 10_000;
/// Deepest level that is gone into.
const DEEPEST: usize = super::ber::MOST_DEPTH;
/// Octets of a value that are shown.
const SHOWN: usize = 64;

/// The lines, and whether all are there.
#[must_use]
pub fn lines(der: &[u8]) -> (Vec<Asn1Line>, bool) {
    let mut all = Vec::new();
    let whole = below(der, 0, 0, &mut all);
    (all, whole)
}

/// Lists the elements of `bytes`, which begin at `offset`. False where something had to be left out.
fn below(bytes: &[u8], offset: usize, depth: usize, all: &mut Vec<Asn1Line>) -> bool {
    let mut rest = bytes;
    let mut at = offset;
    while !rest.is_empty() {
        if all.len() >= MOST {
            return false;
        }
        let Some(element) = walk::take(&mut rest) else {
            all.push(Asn1Line {
                offset: at,
                depth,
                header: 0,
                length: rest.len(),
                constructed: false,
                kind: "-".to_owned(),
                value: Some(hexed(rest)),
            });
            return true;
        };
        let header = element.whole.len() - element.value.len();
        let constructed = element.tag & 0x20 != 0;
        // An OCTET STRING that holds DER, as every extension does, is gone into.
        let wraps = element.tag == walk::tag::OCTET_STRING && holds_der(element.value);
        let into = constructed || wraps;
        all.push(Asn1Line {
            offset: at,
            depth,
            header,
            length: element.value.len(),
            constructed,
            kind: kind(element.tag),
            value: (!into).then(|| value(element.tag, element.value)),
        });
        if into {
            if depth + 1 >= DEEPEST {
                return false;
            }
            if !below(element.value, at + header, depth + 1, all) {
                return false;
            }
        }
        at += element.whole.len();
    }
    true
}

/// One element, whole, of a type that DER files have.
fn holds_der(bytes: &[u8]) -> bool {
    let head = walk::announced(bytes);
    head.is_some_and(|head| {
        let plausible = matches!(head.tag, 0x01..=0x06 | 0x0A | 0x0C | 0x30 | 0x31);
        head.total == bytes.len() && plausible
    })
}

fn kind(tag: u8) -> String {
    let number = tag & 0x1F;
    match tag & 0xC0 {
        0x00 => universal(number),
        0x40 => format!("[APPLICATION {number}]"),
        0x80 => format!("[{number}]"),
        _ => format!("[PRIVATE {number}]"),
    }
}

/// X.680 table 1.
fn universal(number: u8) -> String {
    let name = match number {
        0x01 => "BOOLEAN",
        0x02 => "INTEGER",
        0x03 => "BIT STRING",
        0x04 => "OCTET STRING",
        0x05 => "NULL",
        0x06 => "OBJECT IDENTIFIER",
        0x0A => "ENUMERATED",
        0x0C => "UTF8String",
        0x10 => "SEQUENCE",
        0x11 => "SET",
        0x12 => "NumericString",
        0x13 => "PrintableString",
        0x14 => "TeletexString",
        0x16 => "IA5String",
        0x17 => "UTCTime",
        0x18 => "GeneralizedTime",
        0x1A => "VisibleString",
        0x1B => "GeneralString",
        0x1C => "UniversalString",
        0x1E => "BMPString",
        _ => return format!("[UNIVERSAL {number}]"),
    };
    name.to_owned()
}

fn value(tag: u8, bytes: &[u8]) -> String {
    match tag {
        0x01 => (bytes != [0]).to_string().to_uppercase(),
        0x05 => String::new(),
        0x06 => walk::dotted(bytes).unwrap_or_else(|| hexed(bytes)),
        0x17 | 0x18 => String::from_utf8_lossy(bytes).into_owned(),
        _ => names::string(tag, bytes.get(..SHOWN * 8).unwrap_or(bytes))
            .unwrap_or_else(|| hexed(bytes)),
    }
}

fn hexed(bytes: &[u8]) -> String {
    match bytes.get(..SHOWN) {
        Some(head) if bytes.len() > SHOWN => format!("{}…", hex::encode_upper(head)),
        _ => hex::encode_upper(bytes),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::proptest;

    use super::super::judge::{Key, openssl};
    use super::{MOST, lines};
    use crate::token::{Curve, KeyType};

    /// Offset, depth, header, length of each element outside of octet strings, as `openssl asn1parse` lists them.
    #[test]
    fn the_places_are_those_of_openssl() {
        let key = Key::new(KeyType::Ec(Curve::P256));
        let der = key.req(&[
            "-x509",
            "-subj",
            "/C=RO/CN=Ana",
            "-addext",
            "keyUsage=digitalSignature",
        ]);
        let path = key.write("c.der", &der);
        let said = openssl(&["asn1parse", "-inform", "DER", "-in", &path], b"");
        let said = String::from_utf8(said).unwrap();
        let digits = |text: &str| -> Vec<usize> {
            let numbers = text.split(|letter: char| !letter.is_ascii_digit());
            numbers.filter_map(|one| one.parse().ok()).collect()
        };
        let (ours, whole) = lines(&der);
        assert!(whole);
        for line in said.lines() {
            let numbers = digits(
                line.split("prim")
                    .next()
                    .unwrap()
                    .split("cons")
                    .next()
                    .unwrap(),
            );
            let found = ours
                .iter()
                .any(|one| numbers.starts_with(&[one.offset, one.depth, one.header, one.length]));
            assert!(found, "{line}");
        }
        // What openssl leaves closed is gone into.
        assert!(ours.len() > said.lines().count());
        let usage = ours.iter().filter(|one| one.kind == "BIT STRING").count();
        assert_eq!(usage, 3, "{ours:?}");
    }

    #[test]
    fn hostile_trees_end() {
        let (all, whole) = lines(&[5, 0].repeat(1 << 19));
        assert_eq!((all.len(), whole), (MOST, false));
        let mut deep = vec![0x30, 0];
        for _ in 0..200 {
            deep = super::super::tlv::sequence(&[&deep]).to_vec();
        }
        let (all, whole) = lines(&deep);
        assert_eq!((all.len(), whole), (64, false));
        let (all, whole) = lines(&[0x30, 3, 0x1F, 1, 1]);
        assert_eq!((all.len(), whole), (2, true));
        assert_eq!(all[1].value.as_deref(), Some("1F0101"));
    }

    proptest! {
        #[test]
        fn no_bytes_panic(bytes: Vec<u8>) {
            let _ = lines(&bytes);
        }
    }
}

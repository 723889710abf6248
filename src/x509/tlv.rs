//! Elements of DER put together by hand, in buffers that are wiped: what stands in them may be a key.

use zeroize::Zeroizing;

use super::ber;
use super::walk::tag;

/// One element: identifier octet, length, and the parts one after another.
pub(crate) fn tlv(tag: u8, parts: &[&[u8]]) -> Zeroizing<Vec<u8>> {
    let content: usize = parts.iter().map(|part| part.len()).sum();
    let length = ber::length(content);
    // Of the right size at once: growing would leave an unwiped copy behind.
    let mut element = Zeroizing::new(Vec::with_capacity(1 + length.len() + content));
    element.push(tag);
    element.extend(length);
    for part in parts {
        element.extend_from_slice(part);
    }
    element
}

/// A SEQUENCE.
pub(crate) fn sequence(parts: &[&[u8]]) -> Zeroizing<Vec<u8>> {
    tlv(tag::SEQUENCE, parts)
}

/// An OBJECT IDENTIFIER from its content octets.
pub(crate) fn oid(octets: &[u8]) -> Zeroizing<Vec<u8>> {
    tlv(tag::OID, &[octets])
}

/// An OCTET STRING.
pub(crate) fn octets(octets: &[u8]) -> Zeroizing<Vec<u8>> {
    tlv(tag::OCTET_STRING, &[octets])
}

/// A number that is not negative.
pub(crate) fn integer(number: u32) -> Zeroizing<Vec<u8>> {
    let bytes = number.to_be_bytes();
    let first = bytes.iter().position(|byte| *byte != 0).unwrap_or(3);
    let digits = bytes.get(first..).unwrap_or_default();
    let positive: &[u8] = match digits.first() {
        Some(high) if *high >= 0x80 => &[0],
        _ => &[],
    };
    tlv(tag::INTEGER, &[positive, digits])
}

#[cfg(test)]
mod tests {
    use super::{integer, oid, sequence};

    #[test]
    fn numbers_are_positive_and_short() {
        let cases: [(u32, &[u8]); 4] = [
            (0, &[2, 1, 0]),
            (127, &[2, 1, 127]),
            (128, &[2, 2, 0, 128]),
            (600_000, &[2, 3, 9, 0x27, 0xC0]),
        ];
        for (number, der) in cases {
            assert_eq!(*integer(number), der);
        }
        assert_eq!(
            *sequence(&[&oid(&[0x2A]), &[5, 0]]),
            [0x30, 5, 6, 1, 0x2A, 5, 0]
        );
    }
}

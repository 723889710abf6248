//! A walk over DER that keeps the original bytes and never fails on what it does not understand.
//!
//! The typed decoders of `der` refuse a whole certificate for one odd field and do not re-encode byte by byte;
//! hashes, signatures and display need the bytes as they came.

/// One element: X.690 §8.1. Only single-byte tags and definite lengths, which is all that X.509 has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Element<'a> {
    /// The identifier octet.
    pub(crate) tag: u8,
    /// The content octets.
    pub(crate) value: &'a [u8],
    /// Identifier, length and content.
    pub(crate) whole: &'a [u8],
}

/// Identifier octets that are looked for (X.690 §8.1.2).
pub(crate) mod tag {
    pub(crate) const BOOLEAN: u8 = 0x01;
    pub(crate) const INTEGER: u8 = 0x02;
    pub(crate) const BIT_STRING: u8 = 0x03;
    pub(crate) const OCTET_STRING: u8 = 0x04;
    pub(crate) const OID: u8 = 0x06;
    pub(crate) const SEQUENCE: u8 = 0x30;
    pub(crate) const SET: u8 = 0x31;
    pub(crate) const CONTEXT_0: u8 = 0xA0;
    pub(crate) const CONTEXT_3: u8 = 0xA3;
}

/// How the first element of some bytes announces itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Announced {
    /// The identifier octet.
    pub(crate) tag: u8,
    /// Octets of identifier and length.
    pub(crate) header: usize,
    /// Octets of header and content together; the largest number for a length that fits none.
    pub(crate) total: usize,
}

/// Reads identifier and length octets only. `None`: not a definite-length element.
pub(crate) fn announced(bytes: &[u8]) -> Option<Announced> {
    let (&tag, rest) = bytes.split_first()?;
    if tag & 0x1F == 0x1F {
        return None;
    }
    let (&first, rest) = rest.split_first()?;
    let (header, length) = if first < 0x80 {
        (2, usize::from(first))
    } else {
        let octets = usize::from(first & 0x7F);
        if octets == 0 {
            return None;
        }
        let mut digits = rest.get(..octets)?.iter();
        let length = digits.try_fold(0_usize, |sum, byte| {
            sum.checked_mul(256)?.checked_add(usize::from(*byte))
        });
        (2 + octets, length.unwrap_or(usize::MAX))
    };
    let total = header.saturating_add(length);
    Some(Announced { tag, header, total })
}

/// Takes the first element off `bytes`.
pub(crate) fn take<'a>(bytes: &mut &'a [u8]) -> Option<Element<'a>> {
    let Announced { tag, header, total } = announced(bytes)?;
    let (whole, rest) = bytes.split_at_checked(total)?;
    let value = whole.get(header..)?;
    *bytes = rest;
    Some(Element { tag, value, whole })
}

/// Takes the first element off `bytes` if it has this tag.
pub(crate) fn take_tag<'a>(bytes: &mut &'a [u8], tag: u8) -> Option<Element<'a>> {
    let mut ahead = *bytes;
    let element = take(&mut ahead).filter(|element| element.tag == tag)?;
    *bytes = ahead;
    Some(element)
}

/// The one element that `bytes` consist of, if it has this tag and nothing follows.
pub(crate) fn only(bytes: &[u8], tag: u8) -> Option<Element<'_>> {
    let mut rest = bytes;
    take_tag(&mut rest, tag).filter(|_| rest.is_empty())
}

/// The elements one after another, up to the first that is not one.
pub(crate) fn each(mut bytes: &[u8]) -> impl Iterator<Item = Element<'_>> {
    std::iter::from_fn(move || take(&mut bytes))
}

/// The octets of a BIT STRING without unused bits (keys and signatures; X.690 §8.6).
pub(crate) fn bits(value: &[u8]) -> Option<&[u8]> {
    match value.split_first() {
        Some((0, octets)) => Some(octets),
        _ => None,
    }
}

/// An OBJECT IDENTIFIER in dotted form (X.690 §8.19), of any size up to 64-bit arcs.
pub(crate) fn dotted(value: &[u8]) -> Option<String> {
    let mut arcs: Vec<u64> = Vec::new();
    let mut arc: u64 = 0;
    for byte in value {
        arc = arc.checked_mul(128)?.checked_add(u64::from(byte & 0x7F))?;
        if byte & 0x80 == 0 {
            arcs.push(arc);
            arc = 0;
        }
    }
    if value.last().is_none_or(|last| last & 0x80 != 0) {
        return None;
    }
    let (first, rest) = arcs.split_first()?;
    let root = (first / 40).min(2);
    let mut text = format!("{root}.{}", first - root * 40);
    for arc in rest {
        text.push('.');
        text.push_str(&arc.to_string());
    }
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::{dotted, each, only, tag, take};

    #[test]
    fn elements_are_taken_one_by_one() {
        let bytes = [0x30, 3, 2, 1, 5, 4, 0];
        let mut rest = bytes.as_slice();
        let first = take(&mut rest).unwrap();
        assert_eq!(
            (first.tag, first.value),
            (tag::SEQUENCE, [2, 1, 5].as_slice())
        );
        assert_eq!(rest, [4, 0]);
        assert_eq!(each(&bytes).count(), 2);
        assert!(only(&bytes, tag::SEQUENCE).is_none());
    }

    #[test]
    fn hostile_lengths_end_the_walk() {
        for bytes in [
            &[0x30][..],
            &[0x30, 0x80, 0, 0],
            &[0x30, 0x84, 0xFF, 0xFF, 0xFF, 0xFF],
            &[0x30, 0x85, 1, 1, 1, 1, 1],
            &[0x30, 0x88, 0x80, 0, 0, 0, 0, 0, 0, 0, 2, 1, 3],
            &[0x30, 0x88, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF],
            &[0x30, 0xFF, 1, 1],
            &[0x1F, 0x81, 0],
            &[0x30, 2, 0],
            &[],
        ] {
            assert_eq!(each(bytes).count(), 0, "{bytes:02x?}");
        }
    }

    #[test]
    fn identifiers_read_as_dotted_numbers() {
        assert_eq!(dotted(&[0x55, 4, 3]).as_deref(), Some("2.5.4.3"));
        assert_eq!(dotted(&[0x88, 0x37, 3]).as_deref(), Some("2.999.3"));
        assert_eq!(dotted(&[0x2A, 0x86, 0x48]).as_deref(), Some("1.2.840"));
        assert_eq!(dotted(&[0x2A, 0x86]), None);
        assert_eq!(dotted(&[]), None);
        assert_eq!(dotted(&[0xFF; 12]), None);
    }
}

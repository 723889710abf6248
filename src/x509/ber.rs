//! BER made definite: what NSS, Java and mail programs write with indefinite lengths, as `walk` can read it (X.690 §8.1.3.6).
//!
//! Elements that are already definite stay byte by byte what they are: there are signatures over them.

use zeroize::Zeroizing;

use super::walk::tag;

/// Why bytes are no BER that we read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BerError {
    /// Elements within elements beyond any honest file.
    #[error("nested deeper than {most}")]
    TooDeep {
        /// The bound.
        most: usize,
    },
    /// A length that goes beyond the bytes there are.
    #[error("{says} bytes announced, {has} there")]
    Truncated {
        /// What the length says; the largest number for one that fits none.
        says: usize,
        /// What there is.
        has: usize,
    },
    /// Not an element, or one without its end.
    #[error("no element")]
    Structure,
}

/// Deepest nesting that is read: so many elements, each within the one before.
pub const MOST_DEPTH: usize = 64;

/// Constructed bit of an identifier octet (X.690 §8.1.2.5).
const CONSTRUCTED: u8 = 0x20;
/// An OCTET STRING in pieces (X.690 §8.7.3).
const PIECES: u8 = tag::OCTET_STRING | CONSTRUCTED;

/// The first element of `bytes` with definite lengths, OCTET STRINGs in one piece; what follows it is left out.
///
/// The copy may hold a private key, so it is wiped. Work: at most `MOST_DEPTH` times the length.
pub(crate) fn definite(bytes: &[u8]) -> Result<Zeroizing<Vec<u8>>, BerError> {
    let mut rest = bytes;
    let element = element(&mut rest, 1)?;
    Ok(element.bytes())
}

/// One element as it was read: unchanged, or in other bytes.
struct Made<'a> {
    tag: u8,
    /// The whole element, where it needed no change.
    whole: Option<&'a [u8]>,
    /// Its content, where it did.
    content: Zeroizing<Vec<u8>>,
}

impl Made<'_> {
    fn bytes(&self) -> Zeroizing<Vec<u8>> {
        let mut bytes = Zeroizing::new(Vec::new());
        self.push_to(&mut bytes);
        bytes
    }

    fn push_to(&self, out: &mut Zeroizing<Vec<u8>>) {
        match self.whole {
            Some(whole) => grow(out, &[whole]),
            None => grow(
                out,
                &[&[self.tag], &length(self.content.len()), &self.content],
            ),
        }
    }
}

/// How an element begins.
struct Head {
    tag: u8,
    octets: usize,
    /// `None`: indefinite.
    length: Option<usize>,
}

/// `depth` counts this one.
fn element<'a>(rest: &mut &'a [u8], depth: usize) -> Result<Made<'a>, BerError> {
    if depth > MOST_DEPTH {
        return Err(BerError::TooDeep { most: MOST_DEPTH });
    }
    let head = head(rest)?;
    let Some(length) = head.length else {
        return indefinite(rest, &head, depth);
    };
    let total = head.octets.saturating_add(length);
    let Some((whole, after)) = rest.split_at_checked(total) else {
        return Err(BerError::Truncated {
            says: total,
            has: rest.len(),
        });
    };
    *rest = after;
    let mut made = Made {
        tag: head.tag,
        whole: Some(whole),
        content: Zeroizing::default(),
    };
    if head.tag & CONSTRUCTED == 0 {
        return Ok(made);
    }
    let content = whole.get(head.octets..).unwrap_or_default();
    match inside(content, depth, head.tag) {
        Ok(Inside {
            changed: true,
            bytes,
        }) => {
            made.tag = one_piece(head.tag);
            made.whole = None;
            made.content = bytes;
            Ok(made)
        }
        // What is definite outside but odd inside is for the reader of that part to refuse.
        Ok(_) | Err(BerError::Structure | BerError::Truncated { .. }) => Ok(made),
        Err(deep) => Err(deep),
    }
}

fn indefinite<'a>(rest: &mut &'a [u8], head: &Head, depth: usize) -> Result<Made<'a>, BerError> {
    if head.tag & CONSTRUCTED == 0 {
        return Err(BerError::Structure);
    }
    let mut inner = rest.get(head.octets..).unwrap_or_default();
    let mut content = Zeroizing::new(Vec::new());
    loop {
        if let Some(after) = inner.strip_prefix(&[0, 0]) {
            *rest = after;
            return Ok(Made {
                tag: one_piece(head.tag),
                whole: None,
                content,
            });
        }
        let one = element(&mut inner, depth + 1)?;
        add(&mut content, &one, head.tag)?;
    }
}

/// The content of a definite element.
struct Inside {
    changed: bool,
    bytes: Zeroizing<Vec<u8>>,
}

fn inside(mut content: &[u8], depth: usize, outer: u8) -> Result<Inside, BerError> {
    let mut bytes = Zeroizing::new(Vec::new());
    let mut changed = outer == PIECES;
    while !content.is_empty() {
        let one = element(&mut content, depth + 1)?;
        changed |= one.whole.is_none();
        add(&mut bytes, &one, outer)?;
    }
    Ok(Inside { changed, bytes })
}

/// Adds an element to its parent's content; of the pieces of a string only what they hold.
fn add(content: &mut Zeroizing<Vec<u8>>, one: &Made<'_>, outer: u8) -> Result<(), BerError> {
    if outer != PIECES {
        one.push_to(content);
        return Ok(());
    }
    if one.tag != tag::OCTET_STRING {
        return Err(BerError::Structure);
    }
    match one.whole {
        Some(whole) => {
            let octets = head(whole)?.octets;
            grow(content, &[whole.get(octets..).unwrap_or_default()]);
        }
        None => grow(content, &[&one.content]),
    }
    Ok(())
}

fn one_piece(tag: u8) -> u8 {
    if tag == PIECES {
        tag::OCTET_STRING
    } else {
        tag
    }
}

fn head(bytes: &[u8]) -> Result<Head, BerError> {
    let [tag, first, ..] = *bytes else {
        return Err(BerError::Structure);
    };
    // Neither X.509 nor PKCS#12 has tag numbers above 30; 00 is the end of something else.
    if tag & 0x1F == 0x1F || tag == 0 {
        return Err(BerError::Structure);
    }
    if first < 0x80 {
        return Ok(Head {
            tag,
            octets: 2,
            length: Some(usize::from(first)),
        });
    }
    let octets = usize::from(first & 0x7F);
    if octets == 0 {
        return Ok(Head {
            tag,
            octets: 2,
            length: None,
        });
    }
    let digits = bytes.get(2..2 + octets).ok_or(BerError::Structure)?;
    let length = digits.iter().try_fold(0_usize, |sum, byte| {
        sum.checked_mul(256)?.checked_add(usize::from(*byte))
    });
    Ok(Head {
        tag,
        octets: 2 + octets,
        length: Some(length.unwrap_or(usize::MAX)),
    })
}

/// Appends without leaving the old buffer behind unwiped.
fn grow(out: &mut Zeroizing<Vec<u8>>, parts: &[&[u8]]) {
    let more: usize = parts.iter().map(|part| part.len()).sum();
    if out.capacity() - out.len() < more {
        let mut larger = Vec::with_capacity((out.len() + more).max(2 * out.capacity()));
        larger.extend_from_slice(out);
        *out = Zeroizing::new(larger);
    }
    for part in parts {
        out.extend_from_slice(part);
    }
}

/// The length octets of DER (X.690 §10.1).
pub(crate) fn length(length: usize) -> Vec<u8> {
    let bytes = length.to_be_bytes();
    let first = bytes.iter().position(|byte| *byte != 0);
    let digits = bytes
        .get(first.unwrap_or(bytes.len() - 1)..)
        .unwrap_or_default();
    match digits {
        [one] if *one < 0x80 => vec![*one],
        digits => {
            let count = u8::try_from(digits.len()).unwrap_or_default();
            [&[0x80 | count][..], digits].concat()
        }
    }
}

#[cfg(test)]
mod tests;

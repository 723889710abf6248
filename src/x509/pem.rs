//! PEM (RFC 7468): strict when written, lenient when read, as mail and portals leave nothing untouched.

use zeroize::Zeroizing;

/// Encodes with lines of 64 characters (§2).
pub(crate) fn encode(label: &str, der: &[u8]) -> String {
    // It fails only for labels that are none and for sizes beyond the address space.
    pem_rfc7468::encode_string(label, pem_rfc7468::LineEnding::LF, der).unwrap_or_default()
}

/// One block as it was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Block<'a> {
    pub(crate) label: &'a str,
    /// What stands between the two lines, headers included.
    pub(crate) body: &'a str,
    /// Whether the END line was there.
    pub(crate) closed: bool,
}

const BEGIN: &str = "-----BEGIN ";
const DASHES: &str = "-----";

/// The blocks of a text one after another, whatever stands around them. One pass: linear in the text.
pub(crate) fn blocks(text: &str) -> impl Iterator<Item = Block<'_>> {
    let mut rest = text;
    std::iter::from_fn(move || {
        loop {
            let (_, after) = rest.split_once(BEGIN)?;
            // A block that was cut off ends where the next begins, and must not swallow it.
            let next = after.find(BEGIN).unwrap_or(after.len());
            let (mine, remaining) = after.split_at_checked(next)?;
            rest = remaining;
            if let Some(block) = block(mine) {
                return Some(block);
            }
        }
    })
}

fn block(text: &str) -> Option<Block<'_>> {
    let (label, body) = text.split_once(DASHES)?;
    if label.len() > 64 || label.contains(['\r', '\n']) {
        return None;
    }
    let end = body.find(&format!("-----END {label}-----"));
    let inside = body.get(..end.unwrap_or(body.len()))?;
    Some(Block {
        label,
        body: inside,
        closed: end.is_some(),
    })
}

/// The bytes of a block: headers (RFC 1421) skipped, any line length; `None` for what is not base64.
pub(crate) fn decode(body: &str) -> Option<Vec<u8>> {
    let lines = body
        .lines()
        .map(str::trim)
        .filter(|line| !line.contains(':'));
    base64(body.len(), lines.flat_map(str::bytes))
}

/// Base64 (RFC 4648 §4) with white space anywhere and padding optional, of at most `most` letters. It may be a private
/// key: the buffer never grows, since one that does leaves a copy behind, and is wiped where nothing comes of it.
pub(crate) fn base64(most: usize, letters: impl Iterator<Item = u8>) -> Option<Vec<u8>> {
    let mut bytes = Zeroizing::new(Vec::with_capacity(most / 4 * 3 + 3));
    let (mut held, mut bits) = (0_u32, 0_u32);
    let mut padded = false;
    for letter in letters.filter(|letter| !letter.is_ascii_whitespace()) {
        let value = match letter {
            b'=' => {
                padded = true;
                continue;
            }
            _ if padded => return None,
            b'A'..=b'Z' => letter - b'A',
            b'a'..=b'z' => letter - b'a' + 26,
            b'0'..=b'9' => letter - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => return None,
        };
        held = (held << 6) | u32::from(value);
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.extend(u8::try_from((held >> bits) & 0xFF));
        }
    }
    // Six bits left over are no byte: a letter is missing.
    (bits < 6).then(|| std::mem::take(&mut *bytes))
}

#[cfg(test)]
mod tests {
    use super::{blocks, decode, encode};

    #[test]
    fn what_is_written_is_read_again_also_between_other_text() {
        let der: Vec<u8> = (0..200).collect();
        let text = format!(
            "Subject: x\r\n{}between\n{}",
            encode("A", &der).replace('\n', "\r\n"),
            encode("B C", &[7])
        );
        let found: Vec<_> = blocks(&text)
            .map(|block| (block.label, decode(block.body), block.closed))
            .collect();
        assert_eq!(
            found,
            [("A", Some(der), true), ("B C", Some(vec![7]), true)]
        );
    }

    #[test]
    fn a_block_that_was_cut_off_hides_no_other() {
        let text =
            "-----BEGIN A-----\nAAAA\n-----BEGIN B-----\nBwcH\n-----END B-----\n-----BEGIN C";
        let found: Vec<_> = blocks(text)
            .map(|block| (block.label, block.closed))
            .collect();
        assert_eq!(found, [("A", false), ("B", true)]);
    }

    #[test]
    fn headers_long_lines_and_missing_padding_are_taken() {
        assert_eq!(
            decode("\nProc-Type: 4,ENCRYPTED\n\nAQ ID\r\n").unwrap(),
            [1, 2, 3]
        );
        assert_eq!(decode("AQ").unwrap(), [1]);
        assert_eq!(decode("AQ==").unwrap(), [1]);
        for wrong in ["A", "AQ=A", "A?Q="] {
            assert_eq!(decode(wrong), None, "{wrong}");
        }
    }
}

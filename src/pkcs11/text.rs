//! Text fields of modules: NUL or blank padding, not always UTF-8 (Q23).

/// Lossily decoded, cut at the first NUL, without blanks around it.
pub(super) fn decode(bytes: &[u8]) -> String {
    let end = bytes
        .iter()
        .position(|byte| *byte == 0)
        .unwrap_or(bytes.len());
    String::from_utf8_lossy(bytes.get(..end).unwrap_or_default())
        .trim()
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn padding_goes_and_odd_bytes_stay_visible() {
        assert_eq!(decode(b"SoftHSM slot      "), "SoftHSM slot");
        assert_eq!(decode(b"Athena\0\0\0rest"), "Athena");
        assert_eq!(decode(b"a\xFFb "), "a\u{FFFD}b");
        assert_eq!(decode(&[0; 16]), "");
        assert_eq!(decode(&[]), "");
    }
}

//! PINs and passwords: zeroised when dropped, never shown, never cloned.

use std::fmt;

use sha2::{Digest, Sha256};
use zeroize::{Zeroize, Zeroizing};

/// A PIN, management key or password, as the bytes that the user typed (UTF-8, not normalised: cards compare bytes).
///
/// It has no `Clone`, no `Display` and a redacted `Debug`; the buffer is wiped when it is dropped.
pub struct Secret(Zeroizing<Vec<u8>>);

impl Secret {
    /// Takes over `bytes`; the caller's buffer becomes the secret's, so nothing stays behind.
    #[must_use]
    pub fn from_bytes(bytes: Vec<u8>) -> Self {
        Self(Zeroizing::new(bytes))
    }

    /// Takes over a typed line.
    #[must_use]
    pub fn from_text(text: String) -> Self {
        Self::from_bytes(text.into_bytes())
    }

    /// The bytes themselves, for the one call that needs them.
    #[must_use]
    pub fn expose(&self) -> &[u8] {
        &self.0
    }

    /// Length in bytes.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether nothing was typed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether a NUL byte is inside: some cards cut there, so such a PIN is refused (Q31 in `docs/QUIRKS.md`).
    #[must_use]
    pub fn has_nul(&self) -> bool {
        self.0.contains(&0)
    }

    /// Whether both hold the same bytes (a new PIN is typed twice).
    #[must_use]
    pub fn same_as(&self, other: &Self) -> bool {
        self.0.as_slice() == other.0.as_slice()
    }

    /// A salted SHA-256 mark by which the same secret is known again within this process, without keeping it.
    #[must_use]
    pub fn mark(&self, salt: &[u8; 32]) -> [u8; 32] {
        let mut digest = Sha256::new();
        digest.update(salt);
        digest.update(self.expose());
        digest.finalize().into()
    }
}

/// Packs the numbers of a private key into one buffer that is wiped: each with its length before it.
#[must_use]
pub fn pack(parts: &[&[u8]]) -> Secret {
    // The whole size at once: a buffer that grows leaves its earlier self behind.
    let size = parts.iter().map(|part| part.len() + LENGTH).sum();
    let mut packed = Vec::with_capacity(size);
    for part in parts {
        let length = u32::try_from(part.len()).unwrap_or(u32::MAX);
        packed.extend_from_slice(&length.to_le_bytes());
        packed.extend_from_slice(part);
    }
    Secret::from_bytes(packed)
}

/// The parts that [`pack`] was given; `None` where the bytes are no such pack.
#[must_use]
pub fn unpack(packed: &Secret) -> Option<Vec<&[u8]>> {
    let mut rest = packed.expose();
    let mut parts = Vec::new();
    while !rest.is_empty() {
        let (length, after) = rest.split_first_chunk::<LENGTH>()?;
        let length = usize::try_from(u32::from_le_bytes(*length)).ok()?;
        let (part, after) = after.split_at_checked(length)?;
        parts.push(part);
        rest = after;
    }
    Some(parts)
}

/// Bytes of a length in a pack.
const LENGTH: usize = 4;

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

impl Drop for Secret {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

#[cfg(test)]
mod tests {
    use super::{Secret, pack, unpack};

    #[test]
    fn a_pack_gives_back_its_parts_and_nothing_else_does() {
        let parts: [&[u8]; 3] = [b"one", b"", b"three"];
        assert_eq!(unpack(&pack(&parts)).unwrap(), parts);
        assert!(unpack(&Secret::from_bytes(vec![5, 0, 0, 0, 1])).is_none());
        assert!(unpack(&Secret::from_bytes(vec![0, 0, 0])).is_none());
    }

    #[test]
    fn debug_tells_nothing() {
        let secret = Secret::from_text("4711".to_owned());
        assert_eq!(format!("{secret:?}"), "Secret(…)");
    }

    #[test]
    fn marks_differ_with_salt_and_content() {
        let a = Secret::from_text("4711".to_owned());
        let b = Secret::from_text("4712".to_owned());
        assert_ne!(a.mark(&[0; 32]), b.mark(&[0; 32]));
        assert_ne!(a.mark(&[0; 32]), a.mark(&[1; 32]));
        assert!(!a.same_as(&b));
    }

    #[test]
    fn nul_is_seen() {
        assert!(Secret::from_bytes(vec![b'1', 0, b'2']).has_nul());
        assert!(!Secret::from_text("12".to_owned()).has_nul());
    }
}

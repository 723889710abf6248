//! The line in which a secret is typed: wiped when it goes, never shown, never printed.

use std::fmt;

use zeroize::{Zeroize, Zeroizing};

use crate::secret::Secret;

/// Bytes that fit; taken at once, so that growing leaves no copies behind.
const ROOM: usize = 4096;

/// What was typed so far.
pub(super) struct Masked(Zeroizing<Vec<u8>>);

impl Masked {
    /// Nothing yet.
    pub(super) fn new() -> Self {
        Self(Zeroizing::new(Vec::with_capacity(ROOM)))
    }

    /// One more letter; control characters and what does not fit are left out.
    pub(super) fn push(&mut self, letter: char) {
        if letter.is_control() || self.0.len() + letter.len_utf8() > ROOM {
            return;
        }
        let mut bytes = [0; 4];
        self.0
            .extend_from_slice(letter.encode_utf8(&mut bytes).as_bytes());
        bytes.zeroize();
    }

    /// The last letter goes.
    pub(super) fn pop(&mut self) {
        while let Some(byte) = self.0.pop() {
            // UTF-8: continuation bytes are 10xxxxxx.
            if byte & 0xC0 != 0x80 {
                break;
            }
        }
    }

    /// How many letters there are.
    pub(super) fn letters(&self) -> usize {
        self.0.iter().filter(|byte| *byte & 0xC0 != 0x80).count()
    }

    /// The secret; the line is empty then.
    pub(super) fn take(&mut self) -> Secret {
        let bytes = std::mem::replace(&mut *self.0, Vec::with_capacity(ROOM));
        Secret::from_bytes(bytes)
    }
}

impl fmt::Debug for Masked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Masked(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::Masked;

    #[test]
    fn letters_come_and_go() {
        let mut line = Masked::new();
        "4ă漢\n".chars().for_each(|letter| line.push(letter));
        assert_eq!(line.letters(), 3);
        line.pop();
        assert_eq!(format!("{line:?}"), "Masked(…)");
        assert_eq!(line.take().expose(), "4ă".as_bytes());
        assert_eq!(line.letters(), 0);
        line.pop();
    }
}

//! What kind of record comes over a line: its head is in clear in TLS 1.2 (RFC 5246 §6.2.1).

/// `handshake`.
const HANDSHAKE: u8 = 22;

/// Follows the records of one direction.
#[derive(Debug, Default)]
pub(super) struct Records {
    head: Vec<u8>,
    skip: usize,
}

impl Records {
    /// Takes what came; answers whether a handshake record began in it.
    pub(super) fn handshake_in(&mut self, bytes: &[u8]) -> bool {
        let mut found = false;
        let mut rest = bytes;
        while !rest.is_empty() {
            let skipped = self.skip.min(rest.len());
            self.skip -= skipped;
            let (_, after) = rest.split_at(skipped);
            let wanted = if self.skip == 0 {
                5 - self.head.len()
            } else {
                0
            };
            let (head, after) = after.split_at(wanted.min(after.len()));
            self.head.extend_from_slice(head);
            if let [kind, _, _, high, low] = self.head[..] {
                found |= kind == HANDSHAKE;
                self.skip = usize::from(u16::from_be_bytes([high, low]));
                self.head.clear();
            }
            rest = after;
        }
        found
    }
}

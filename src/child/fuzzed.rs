//! The one door that only `make fuzz` has: both readers of the pipe, which otherwise read nothing but a process's own pipe.

use super::message::{Envelope, Said, receive, receive_raw};

/// Reads the bytes as each side would, until they end or are refused.
pub fn read_pipe(bytes: &[u8]) {
    let mut from = bytes;
    while receive::<Said>(&mut from).is_ok() {}
    let mut from = bytes;
    while let Ok((_, envelope)) = receive::<Envelope>(&mut from) {
        if envelope.request.with() == super::message::With::Secret {
            let _ = receive_raw(&mut from);
        }
    }
}

//! The tiny language between us and the module host.
//!
//! A frame: length as `u32` little-endian (of what follows, at most 16 MiB), request number as `u32`, postcard body.
//! A secret travels as a raw frame right after its request, never through serde. Messages have no derived `Debug`
//! where they could carry data of a request.

use std::io::{self, Read, Write};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::token::{
    Access, CertificateWish, Class, Effect, Fault, Generated, Handle, ImportWish, Imported,
    KeyWish, Learnt, LookEnd, ModuleInfo, ModuleSetup, Object, Role, SignMechanism, Slot, SlotId,
};

/// The version of this language; both sides say theirs first.
pub(super) const VERSION: u32 = 3;

/// The longest frame.
const LONGEST: usize = 16 << 20;

/// How a secret goes with a request.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum With {
    /// None: a key that does not ask.
    Nothing,
    /// In the raw frame that follows.
    Secret,
    /// On the PIN pad.
    Pad,
}

/// What the host is asked to do; each is one call of `Engine`.
#[derive(Serialize, Deserialize)]
pub(super) enum Request {
    Open(ModuleSetup),
    Slots,
    Slot(SlotId),
    Mechanisms(SlotId),
    OpenSession(SlotId, Access),
    Login(SlotId, Role, With),
    Close(SlotId),
    Look(SlotId, Vec<Class>),
    LookOthers(SlotId),
    Generate(SlotId, KeyWish),
    Sign(SlotId, Handle, SignMechanism, Vec<u8>, With),
    Decrypt(SlotId, Handle, Vec<u8>, With),
    PutCertificate(SlotId, CertificateWish),
    /// The key follows as a raw frame.
    PutKey(SlotId, ImportWish),
    PutPublic(SlotId, ImportWish),
    Destroy(SlotId, Handle),
    InitToken(SlotId, String, With),
    InitPin(SlotId, With),
    SetPin(SlotId, With),
    Learnt,
    /// Stops the look under way; has no answer of its own.
    Stop,
    End,
}

impl Request {
    /// How a secret goes with it.
    pub(super) fn with(&self) -> With {
        match self {
            Self::Login(_, _, with)
            | Self::Sign(.., with)
            | Self::Decrypt(.., with)
            | Self::InitToken(.., with)
            | Self::InitPin(_, with)
            | Self::SetPin(_, with) => *with,
            Self::PutKey(..) => With::Secret,
            _ => With::Nothing,
        }
    }
}

/// A request with what a host needs whose parent is gone: the hard limit of the changing call in it, and the lock by
/// which others know that the call is not over.
#[derive(Serialize, Deserialize)]
pub(super) struct Envelope {
    pub(super) request: Request,
    pub(super) hard_millis: u64,
    /// The operation's lock file, held by the host as well while it works on this.
    pub(super) lock: Option<String>,
}

/// What the host answered in the end.
#[derive(Serialize, Deserialize)]
pub(super) enum Answer {
    Module(ModuleInfo),
    Slots(Vec<Slot>),
    Slot(Slot),
    Mechanisms(Vec<u64>),
    Looked(LookEnd),
    Generated(Generated),
    Imported(Imported),
    Made(Option<Handle>),
    Bytes(Vec<u8>),
    Object(Object),
    Learnt(Learnt),
    Nothing,
}

/// What the host says.
#[derive(Serialize, Deserialize)]
pub(super) enum Said {
    /// First of all.
    Hello { version: u32 },
    /// Just before a call.
    Entering { call: String, effect: Effect },
    /// Just after a changing call.
    Left { call: String, ckr: String },
    /// Objects, at most 64.
    Rows(Vec<Object>),
    /// The end of a request.
    Done(Result<Answer, Fault>),
    /// A panic of ours in the host.
    Panicked(String),
}

/// Writes a frame.
pub(super) fn send<T: Serialize>(to: &mut impl Write, number: u32, message: &T) -> io::Result<()> {
    let body = postcard::to_stdvec(message).map_err(io::Error::other)?;
    send_raw(to, number, &body)
}

/// Writes a raw frame, which is how secrets travel.
pub(super) fn send_raw(to: &mut impl Write, number: u32, body: &[u8]) -> io::Result<()> {
    let length = u32::try_from(body.len())
        .ok()
        .filter(|_| body.len() <= LONGEST);
    let length =
        length.ok_or_else(|| io::Error::new(io::ErrorKind::InvalidInput, "frame too long"))?;
    // One write: two of them could be parted by the death of either side. Wiped, since the body may be a secret.
    let mut frame = Zeroizing::new(Vec::with_capacity(body.len() + 8));
    frame.extend_from_slice(&length.to_le_bytes());
    frame.extend_from_slice(&number.to_le_bytes());
    frame.extend_from_slice(body);
    to.write_all(&frame)?;
    to.flush()
}

/// Reads a frame: its number and body, which is wiped when dropped.
pub(super) fn receive_raw(from: &mut impl Read) -> io::Result<(u32, Zeroizing<Vec<u8>>)> {
    let (mut length, mut number) = ([0u8; 4], [0u8; 4]);
    from.read_exact(&mut length)?;
    from.read_exact(&mut number)?;
    let length = u32::from_le_bytes(length) as usize;
    if length > LONGEST {
        return Err(io::Error::new(io::ErrorKind::InvalidData, "frame too long"));
    }
    let mut body = Zeroizing::new(vec![0u8; length]);
    from.read_exact(&mut body)?;
    Ok((u32::from_le_bytes(number), body))
}

/// Reads a frame and decodes it.
pub(super) fn receive<T: DeserializeOwned>(from: &mut impl Read) -> io::Result<(u32, T)> {
    let (number, body) = receive_raw(from)?;
    let message = postcard::from_bytes(&body)
        .map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))?;
    Ok((number, message))
}

#[cfg(test)]
mod tests {
    use super::{Envelope, Request, Said, VERSION, receive, receive_raw, send, send_raw};
    use crate::token::SlotId;

    #[test]
    fn frames_come_back_as_they_went() {
        let mut pipe = Vec::new();
        send(
            &mut pipe,
            7,
            &Envelope {
                request: Request::Slot(SlotId(3)),
                hard_millis: 1500,
                lock: None,
            },
        )
        .unwrap();
        send_raw(&mut pipe, 7, b"4711").unwrap();
        send(&mut pipe, 8, &Said::Hello { version: VERSION }).unwrap();
        let mut from = pipe.as_slice();
        let (number, envelope) = receive::<Envelope>(&mut from).unwrap();
        assert_eq!((number, envelope.hard_millis), (7, 1500));
        assert!(matches!(envelope.request, Request::Slot(SlotId(3))));
        assert_eq!(receive_raw(&mut from).unwrap().1.as_slice(), b"4711");
        assert!(matches!(
            receive::<Said>(&mut from).unwrap(),
            (8, Said::Hello { version: VERSION })
        ));
    }

    #[test]
    fn a_length_beyond_the_limit_is_refused_before_anything_is_allocated() {
        let mut frame = u32::MAX.to_le_bytes().to_vec();
        frame.extend_from_slice(&[0; 4]);
        assert_eq!(
            receive_raw(&mut frame.as_slice()).unwrap_err().kind(),
            std::io::ErrorKind::InvalidData
        );
    }

    #[test]
    fn rubbish_is_an_error() {
        let mut frame = Vec::new();
        send_raw(&mut frame, 1, &[0xFF; 5]).unwrap();
        assert!(receive::<Said>(&mut frame.as_slice()).is_err());
    }
}

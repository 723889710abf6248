//! Reading one object: pre-sized buffers filled with a sentinel, one `C_GetAttributeValue` for all attributes of its
//! class, a second only for what outgrew its buffer, single reads for what a module left untouched (Q37).

use cryptoki_sys::{
    CK_ATTRIBUTE_TYPE, CK_OBJECT_HANDLE, CK_SESSION_HANDLE, CK_ULONG, CKA_ALWAYS_AUTHENTICATE,
    CKA_CERTIFICATE_TYPE, CKA_CLASS, CKA_DECRYPT, CKA_EC_PARAMS, CKA_EC_POINT, CKA_EXTRACTABLE,
    CKA_ID, CKA_KEY_TYPE, CKA_LABEL, CKA_LOCAL, CKA_MODULUS, CKA_PUBLIC_EXPONENT,
    CKA_PUBLIC_KEY_INFO, CKA_SENSITIVE, CKA_SIGN, CKA_TOKEN, CKA_VALUE, CKA_VERIFY,
};

use super::raw::{Cell, LONGEST_VALUE, Raw, RawError, Rv, UNAVAILABLE};
use crate::token::Class;

/// No attribute that we read is this byte over and over, at the length of its buffer.
const SENTINEL: u8 = 0xA5;

const FLAG: usize = 1;
const NUMBER: usize = size_of::<CK_ULONG>();

/// Certificates: the only class whose `CKA_VALUE` is asked for (it is the private scalar of an EC key and the bytes
/// of a secret key elsewhere).
const CERTIFICATE: &[(CK_ATTRIBUTE_TYPE, usize)] = &[
    (CKA_CLASS, NUMBER),
    (CKA_TOKEN, FLAG),
    (CKA_CERTIFICATE_TYPE, NUMBER),
    (CKA_ID, 256),
    (CKA_LABEL, 256),
    (CKA_VALUE, 8192),
];

const PUBLIC_KEY: &[(CK_ATTRIBUTE_TYPE, usize)] = &[
    (CKA_CLASS, NUMBER),
    (CKA_TOKEN, FLAG),
    (CKA_KEY_TYPE, NUMBER),
    (CKA_ID, 256),
    (CKA_LABEL, 256),
    (CKA_VERIFY, FLAG),
    (CKA_MODULUS, 1024),
    (CKA_PUBLIC_EXPONENT, 64),
    (CKA_EC_PARAMS, 128),
    (CKA_EC_POINT, 256),
    (CKA_PUBLIC_KEY_INFO, 1024),
];

const PRIVATE_KEY: &[(CK_ATTRIBUTE_TYPE, usize)] = &[
    (CKA_CLASS, NUMBER),
    (CKA_TOKEN, FLAG),
    (CKA_KEY_TYPE, NUMBER),
    (CKA_ID, 256),
    (CKA_LABEL, 256),
    (CKA_SENSITIVE, FLAG),
    (CKA_EXTRACTABLE, FLAG),
    (CKA_LOCAL, FLAG),
    (CKA_SIGN, FLAG),
    (CKA_DECRYPT, FLAG),
    (CKA_ALWAYS_AUTHENTICATE, FLAG),
    (CKA_MODULUS, 1024),
    (CKA_PUBLIC_EXPONENT, 64),
    (CKA_EC_PARAMS, 128),
    (CKA_PUBLIC_KEY_INFO, 1024),
];

/// Every other class is only named.
const OTHER: &[(CK_ATTRIBUTE_TYPE, usize)] = &[
    (CKA_CLASS, NUMBER),
    (CKA_TOKEN, FLAG),
    (CKA_ID, 256),
    (CKA_LABEL, 256),
];

/// What was read of one object.
pub(super) struct Attributes {
    values: Vec<(CK_ATTRIBUTE_TYPE, Vec<u8>)>,
    /// The first answer that was neither a value nor "has none".
    pub(super) failed: Option<RawError>,
    /// The module stopped at the first attribute that it could not tell.
    pub(super) stopped_early: bool,
}

impl Attributes {
    /// An attribute's bytes; `None` when the token has none, or an empty one.
    pub(super) fn bytes(&self, kind: CK_ATTRIBUTE_TYPE) -> Option<&[u8]> {
        self.values
            .iter()
            .find(|(known, _)| *known == kind)
            .map(|(_, value)| value.as_slice())
            .filter(|v| !v.is_empty())
    }

    /// A `CK_BBOOL`; anything but 0 and 1 tells nothing.
    pub(super) fn flag(&self, kind: CK_ATTRIBUTE_TYPE) -> Option<bool> {
        match self.bytes(kind) {
            Some([0]) => Some(false),
            Some([1]) => Some(true),
            _ => None,
        }
    }

    /// A `CK_ULONG`.
    #[allow(clippy::useless_conversion)] // CK_ULONG has 32 bits on Windows
    pub(super) fn number(&self, kind: CK_ATTRIBUTE_TYPE) -> Option<u64> {
        let bytes: [u8; NUMBER] = self.bytes(kind)?.try_into().ok()?;
        let number = CK_ULONG::from_ne_bytes(bytes);
        (number != UNAVAILABLE).then(|| u64::from(number))
    }
}

/// Reads one object with the attributes of `class` only; `None` names an object of another class.
pub(super) fn read(
    raw: &Raw,
    session: CK_SESSION_HANDLE,
    object: CK_OBJECT_HANDLE,
    class: Option<Class>,
) -> Result<Attributes, RawError> {
    let wanted = match class {
        Some(Class::Certificate) => CERTIFICATE,
        Some(Class::PublicKey) => PUBLIC_KEY,
        Some(Class::PrivateKey) => PRIVATE_KEY,
        None => OTHER,
    };
    let mut cells: Vec<Cell> = wanted
        .iter()
        .map(|(kind, size)| cell(*kind, *size))
        .collect();
    let answer = match raw.read(session, object, &mut cells) {
        Ok(()) => Answer::All,
        Err(error) => Answer::of(error).ok_or(error)?,
    };
    let mut read = Attributes {
        values: Vec::new(),
        failed: None,
        stopped_early: false,
    };
    for (cell, (kind, size)) in cells.iter().zip(wanted) {
        match judge(cell, *size, answer) {
            Verdict::Value(value) => read.values.push((*kind, value)),
            Verdict::None => {}
            Verdict::Outgrown => again(raw, session, object, *kind, &mut read),
            Verdict::Untouched => {
                read.stopped_early = true;
                alone(raw, session, object, *kind, *size, &mut read);
            }
            Verdict::Senseless => {
                read.failed.get_or_insert(RawError::Senseless);
            }
        }
    }
    Ok(read)
}

/// The answers after which the buffers still tell something (PKCS#11 2.40 §5.7, `C_GetAttributeValue`).
#[derive(Clone, Copy, PartialEq, Eq)]
enum Answer {
    All,
    SomeHidden,
    SomeTooLong,
}

impl Answer {
    fn of(error: RawError) -> Option<Self> {
        match error {
            RawError::Rv(Rv(0x11 | 0x12)) => Some(Self::SomeHidden),
            RawError::Rv(Rv(0x150)) => Some(Self::SomeTooLong),
            RawError::Rv(_) | RawError::Senseless => None,
        }
    }
}

enum Verdict {
    Value(Vec<u8>),
    None,
    Outgrown,
    Untouched,
    Senseless,
}

fn judge(cell: &Cell, size: usize, answer: Answer) -> Verdict {
    if cell.length == UNAVAILABLE {
        // A value that outgrew its buffer reads as unavailable too; flags and numbers cannot outgrow theirs.
        return if answer == Answer::SomeTooLong && size > NUMBER {
            Verdict::Outgrown
        } else {
            Verdict::None
        };
    }
    let Ok(length) = usize::try_from(cell.length) else {
        return Verdict::Senseless;
    };
    if answer != Answer::All && length == size && cell.buffer.iter().all(|byte| *byte == SENTINEL) {
        return Verdict::Untouched;
    }
    match cell.buffer.get(..length) {
        Some(value) => Verdict::Value(value.to_vec()),
        None if answer == Answer::SomeTooLong && length <= LONGEST_VALUE => Verdict::Outgrown,
        None => Verdict::Senseless,
    }
}

/// Asks for the length first, then for a value that outgrew its buffer.
fn again(
    raw: &Raw,
    session: CK_SESSION_HANDLE,
    object: CK_OBJECT_HANDLE,
    kind: CK_ATTRIBUTE_TYPE,
    read: &mut Attributes,
) {
    let mut asked = [Cell {
        kind,
        buffer: Vec::new(),
        length: 0,
    }];
    let length = match raw.read(session, object, &mut asked) {
        Ok(()) => asked
            .first()
            .and_then(|cell| usize::try_from(cell.length).ok()),
        Err(error) if Answer::of(error).is_some() => return,
        Err(error) => {
            read.failed.get_or_insert(error);
            return;
        }
    };
    match length.filter(|length| *length <= LONGEST_VALUE) {
        Some(0) => {}
        Some(length) => alone(raw, session, object, kind, length, read),
        None => {
            read.failed.get_or_insert(RawError::Senseless);
        }
    }
}

/// Reads one attribute alone.
fn alone(
    raw: &Raw,
    session: CK_SESSION_HANDLE,
    object: CK_OBJECT_HANDLE,
    kind: CK_ATTRIBUTE_TYPE,
    size: usize,
    read: &mut Attributes,
) {
    let mut cells = [cell(kind, size)];
    match raw.read(session, object, &mut cells) {
        Ok(()) => {}
        Err(error) if Answer::of(error).is_some() => return,
        Err(error) => {
            read.failed.get_or_insert(error);
            return;
        }
    }
    let value = cells.first().and_then(|cell| {
        let length = usize::try_from(cell.length).ok()?;
        cell.buffer.get(..length).map(<[u8]>::to_vec)
    });
    match value {
        Some(value) => read.values.push((kind, value)),
        None => {
            read.failed.get_or_insert(RawError::Senseless);
        }
    }
}

fn cell(kind: CK_ATTRIBUTE_TYPE, size: usize) -> Cell {
    Cell {
        kind,
        buffer: vec![SENTINEL; size],
        length: 0,
    }
}

#[cfg(test)]
mod tests {
    use cryptoki_sys::CKA_VALUE;

    use super::{CERTIFICATE, OTHER, PRIVATE_KEY, PUBLIC_KEY};

    #[test]
    fn the_value_is_asked_of_certificates_and_of_nothing_else() {
        let asks =
            |list: &[(u64, usize)]| list.iter().any(|(kind, _)| *kind == u64::from(CKA_VALUE));
        let widen =
            |list: &'static [(cryptoki_sys::CK_ATTRIBUTE_TYPE, usize)]| -> Vec<(u64, usize)> {
                #[allow(clippy::useless_conversion)]
                list.iter()
                    .map(|(kind, size)| (u64::from(*kind), *size))
                    .collect()
            };
        assert!(asks(&widen(CERTIFICATE)));
        for list in [PUBLIC_KEY, PRIVATE_KEY, OTHER] {
            assert!(!asks(&widen(list)));
        }
    }
}

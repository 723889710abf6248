//! Reading one object: pre-sized buffers filled with a sentinel, one `C_GetAttributeValue` for all attributes of its
//! class, a second only for what outgrew its buffer, single reads for what a module left untouched (Q37).

use cryptoki_sys::{CK_ATTRIBUTE_TYPE, CK_OBJECT_HANDLE, CK_SESSION_HANDLE, CK_ULONG, CKA_VALUE};

use super::raw::{Cell, LONGEST_VALUE, Raw, RawError, Rv, UNAVAILABLE};
use super::wanted::{NUMBER, wanted};
use crate::token::Class;

/// No attribute that we read is this byte over and over, at the length of its buffer.
const SENTINEL: u8 = 0xA5;

/// What was read of one object.
#[derive(Default)]
pub(super) struct Attributes {
    values: Vec<(CK_ATTRIBUTE_TYPE, Vec<u8>)>,
    /// The first answer that was neither a value nor "has none".
    pub(super) failed: Option<RawError>,
    /// The module stopped at the first attribute that it could not tell.
    pub(super) stopped_early: bool,
}

impl Attributes {
    fn take(&mut self, kind: CK_ATTRIBUTE_TYPE, value: Result<Option<Vec<u8>>, RawError>) {
        match value {
            Ok(Some(value)) => self.values.push((kind, value)),
            Ok(None) => {}
            Err(error) => {
                self.failed.get_or_insert(error);
            }
        }
    }

    /// Whether the token told this attribute, be it an empty one.
    pub(super) fn told(&self, kind: CK_ATTRIBUTE_TYPE) -> bool {
        self.values.iter().any(|(known, _)| *known == kind)
    }

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
    let wanted = wanted(class);
    let mut cells: Vec<Cell> = wanted
        .iter()
        .map(|(kind, size)| cell(*kind, *size))
        .collect();
    let answer = match raw.read(session, object, &mut cells) {
        Ok(()) => Answer::All,
        Err(error) => match Answer::of(error) {
            Some(answer) => answer,
            None if is_odd(error) => return Ok(singly(raw, session, object, wanted)),
            None => return Err(error),
        },
    };
    let mut read = Attributes::default();
    for (cell, (kind, size)) in cells.iter().zip(wanted) {
        let alone = Alone {
            raw,
            session,
            object,
            kind: *kind,
        };
        let value = match judge(cell, *size, answer) {
            Verdict::Value(value) => Ok(Some(value)),
            Verdict::None => Ok(None),
            Verdict::Outgrown => alone.outgrown(),
            Verdict::Untouched => {
                read.stopped_early = true;
                alone.read(*size)
            }
            Verdict::Senseless => Err(RawError::Senseless),
        };
        read.take(*kind, value);
    }
    Ok(read)
}

/// A refusal of the whole read that may be about one attribute only: GENERAL_ERROR, FUNCTION_FAILED, ARGUMENTS_BAD,
/// ATTRIBUTE_VALUE_INVALID, a vendor's own (Q37). Not a lost session, object or device.
fn is_odd(error: RawError) -> bool {
    matches!(
        error,
        RawError::Rv(Rv(0x05 | 0x06 | 0x07 | 0x13 | 0x8000_0000..))
    )
}

/// Each attribute by itself, so that one that fails hides no other.
fn singly(
    raw: &Raw,
    session: CK_SESSION_HANDLE,
    object: CK_OBJECT_HANDLE,
    wanted: &[(CK_ATTRIBUTE_TYPE, usize)],
) -> Attributes {
    let mut read = Attributes::default();
    for (kind, size) in wanted {
        let alone = Alone {
            raw,
            session,
            object,
            kind: *kind,
        };
        read.take(*kind, alone.read(*size));
    }
    read
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
        // A value that outgrew its buffer reads as unavailable too; flags and numbers cannot outgrow theirs. Where
        // both happened a module may answer with either (PKCS#11 2.40 §5.7); only a certificate is ever that long.
        let may_outgrow = match answer {
            Answer::SomeTooLong => size > NUMBER,
            Answer::SomeHidden => cell.kind == CKA_VALUE,
            Answer::All => false,
        };
        return if may_outgrow {
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

/// One attribute that is read alone.
struct Alone<'a> {
    raw: &'a Raw,
    session: CK_SESSION_HANDLE,
    object: CK_OBJECT_HANDLE,
    kind: CK_ATTRIBUTE_TYPE,
}

impl Alone<'_> {
    /// Into a buffer of this size, or of what the module asks for then.
    fn read(&self, size: usize) -> Result<Option<Vec<u8>>, RawError> {
        let mut cells = [cell(self.kind, size)];
        match self.raw.read(self.session, self.object, &mut cells) {
            Ok(()) => {}
            Err(error) => {
                return match Answer::of(error) {
                    Some(Answer::SomeTooLong) => self.outgrown(),
                    Some(_) => Ok(None),
                    None => Err(error),
                };
            }
        }
        let [cell] = cells;
        whole(&cell).map(Some)
    }

    /// Asks for the length first.
    fn outgrown(&self) -> Result<Option<Vec<u8>>, RawError> {
        let mut cells = [Cell {
            kind: self.kind,
            buffer: Vec::new(),
            length: 0,
        }];
        match self.raw.read(self.session, self.object, &mut cells) {
            Ok(()) => {}
            Err(error) if Answer::of(error).is_some() => return Ok(None),
            Err(error) => return Err(error),
        }
        let [asked] = cells;
        let length = usize::try_from(asked.length)
            .ok()
            .filter(|length| *length <= LONGEST_VALUE)
            .ok_or(RawError::Senseless)?;
        if length == 0 {
            return Ok(Some(Vec::new()));
        }
        let mut cells = [cell(self.kind, length)];
        // It told its length a moment ago: whatever it answers now is an error.
        self.raw.read(self.session, self.object, &mut cells)?;
        let [cell] = cells;
        whole(&cell).map(Some)
    }
}

/// What was written into a cell, refused when that is said to be more than there was room for.
fn whole(cell: &Cell) -> Result<Vec<u8>, RawError> {
    usize::try_from(cell.length)
        .ok()
        .and_then(|length| cell.buffer.get(..length))
        .map(<[u8]>::to_vec)
        .ok_or(RawError::Senseless)
}

fn cell(kind: CK_ATTRIBUTE_TYPE, size: usize) -> Cell {
    Cell {
        kind,
        buffer: vec![SENTINEL; size],
        length: 0,
    }
}

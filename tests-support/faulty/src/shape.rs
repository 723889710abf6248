//! How a call is done when the script wants it done badly.

use std::ptr;

use cryptoki_sys::{
    CK_ATTRIBUTE, CK_ATTRIBUTE_TYPE, CK_C_INITIALIZE_ARGS, CK_FUNCTION_LIST, CK_RV, CK_ULONG,
    CK_UNAVAILABLE_INFORMATION, CKF_OS_LOCKING_OK, CKR_ARGUMENTS_BAD, CKR_ATTRIBUTE_SENSITIVE,
    CKR_ATTRIBUTE_TYPE_INVALID, CKR_BUFFER_TOO_SMALL, CKR_CANT_LOCK, CKR_FUNCTION_NOT_SUPPORTED,
    CKR_OK,
};

use crate::gate::Really;
use crate::memory;
use crate::script::Action;
use crate::settings::Init;

/// The bad manners of one call.
#[derive(Debug, Default)]
pub(crate) struct Manner {
    denied: Vec<CK_ATTRIBUTE_TYPE>,
    stops_early: bool,
    short: bool,
    garbage: bool,
}

impl Manner {
    pub(crate) fn add(&mut self, action: &Action) {
        match action {
            Action::Deny(types) => self.denied.extend(types),
            Action::StopEarly => self.stops_early = true,
            Action::Short => self.short = true,
            Action::Garbage => self.garbage = true,
            _ => {}
        }
    }
}

/// What `FAULTY_INIT` refuses.
pub(crate) fn initialize(init: Init, words: &[usize]) -> Option<CK_RV> {
    let args = at::<CK_C_INITIALIZE_ARGS>(words, 0);
    if args.is_null() {
        return None;
    }
    match init {
        Init::Any => None,
        Init::NullOnly => Some(CKR_ARGUMENTS_BAD),
        Init::NoOsLocking => {
            let flags = memory::read(args).flags;
            (flags & CKF_OS_LOCKING_OK != 0).then_some(CKR_CANT_LOCK)
        }
    }
}

/// Does the call, well or badly.
pub(crate) fn perform(
    function: &str,
    words: &[usize],
    manner: &Manner,
    backend: &CK_FUNCTION_LIST,
    really: Really,
) -> CK_RV {
    if manner.garbage {
        return garbage(function, words);
    }
    match function {
        "C_FindObjects" if manner.short => find_one(words, backend),
        "C_GetAttributeValue" if manner.stops_early => one_by_one(words, manner, backend),
        "C_GetAttributeValue" if !manner.denied.is_empty() => without(words, manner, backend),
        "C_CreateObject" if has(words, 1, &manner.denied) => CKR_ATTRIBUTE_TYPE_INVALID,
        "C_GenerateKeyPair" if has(words, 2, &manner.denied) || has(words, 4, &manner.denied) => {
            CKR_ATTRIBUTE_TYPE_INVALID
        }
        _ => really(backend),
    }
}

/// The pointer that an argument is.
pub(crate) fn at<T>(words: &[usize], index: usize) -> *mut T {
    words
        .get(index)
        .map_or(ptr::null_mut(), |word| *word as *mut T)
}

/// The number that an argument is.
pub(crate) fn number(words: &[usize], index: usize) -> CK_ULONG {
    words.get(index).map_or(0, |word| *word as CK_ULONG)
}

/// The template that an argument and the next one are.
pub(crate) fn template(words: &[usize], index: usize) -> Vec<CK_ATTRIBUTE> {
    memory::template(at(words, index), number(words, index + 1))
}

fn has(words: &[usize], index: usize, denied: &[CK_ATTRIBUTE_TYPE]) -> bool {
    template(words, index).iter().any(|attribute| {
        let kind = attribute.type_;
        denied.contains(&kind)
    })
}

/// Absurd counts and lengths, and CKR_OK.
fn garbage(function: &str, words: &[usize]) -> CK_RV {
    let (index, count) = match function {
        "C_GetAttributeValue" => return garbage_lengths(words),
        "C_GetInfo" => return garbage_info(words),
        "C_GetSlotList" | "C_GetMechanismList" => (2, ABSURD_COUNT),
        "C_FindObjects" => (3, ABSURD_COUNT),
        _ => (4, ABSURD_LENGTH),
    };
    let count_at = at::<CK_ULONG>(words, index);
    if !count_at.is_null() {
        memory::write(count_at, count);
    }
    CKR_OK
}

fn garbage_lengths(words: &[usize]) -> CK_RV {
    let mut entries = template(words, 2);
    for entry in &mut entries {
        entry.ulValueLen = ABSURD_LENGTH;
    }
    memory::write_all(at(words, 2), &entries);
    CKR_OK
}

/// As where structures are packed in another way: every byte is one of something else.
fn garbage_info(words: &[usize]) -> CK_RV {
    let to = at::<u8>(words, 0);
    if !to.is_null() {
        memory::write_all(to, &[0xA5; size_of::<cryptoki_sys::CK_INFO>()]);
    }
    CKR_OK
}

fn find_one(words: &[usize], backend: &CK_FUNCTION_LIST) -> CK_RV {
    let find = backend.C_FindObjects;
    let Some(find) = find else {
        return CKR_FUNCTION_NOT_SUPPORTED;
    };
    let most = number(words, 2).min(1);
    // SAFETY: the caller's own arguments, with room for fewer handles than it has.
    unsafe { find(number(words, 0), at(words, 1), most, at(words, 3)) }
}

/// Reads a template whose denied entries the backend never sees.
fn without(words: &[usize], manner: &Manner, backend: &CK_FUNCTION_LIST) -> CK_RV {
    let mut entries = template(words, 2);
    let mut told = Vec::new();
    for (index, entry) in entries.iter_mut().enumerate() {
        let kind = entry.type_;
        if manner.denied.contains(&kind) {
            entry.ulValueLen = CK_UNAVAILABLE_INFORMATION;
        } else {
            told.push(index);
        }
    }
    let mut asked: Vec<CK_ATTRIBUTE> = told.iter().map(|index| entries[*index]).collect();
    let rv = ask(words, &mut asked, backend);
    for (index, entry) in told.iter().zip(&asked) {
        entries[*index] = *entry;
    }
    memory::write_all(at(words, 2), &entries);
    if rv == CKR_OK && asked.len() < entries.len() {
        CKR_ATTRIBUTE_TYPE_INVALID
    } else {
        rv
    }
}

/// Reads entry after entry, and leaves the rest as it was once one cannot be told.
fn one_by_one(words: &[usize], manner: &Manner, backend: &CK_FUNCTION_LIST) -> CK_RV {
    let entries = at::<CK_ATTRIBUTE>(words, 2);
    let mut answer = CKR_OK;
    for (index, entry) in template(words, 2).into_iter().enumerate() {
        let mut asked = [entry];
        let kind = entry.type_;
        let rv = if manner.denied.contains(&kind) {
            asked[0].ulValueLen = CK_UNAVAILABLE_INFORMATION;
            CKR_ATTRIBUTE_TYPE_INVALID
        } else {
            ask(words, &mut asked, backend)
        };
        memory::write(entries.wrapping_add(index), asked[0]);
        match rv {
            CKR_OK => {}
            CKR_BUFFER_TOO_SMALL => answer = rv,
            CKR_ATTRIBUTE_SENSITIVE => return CKR_ATTRIBUTE_TYPE_INVALID,
            _ => return rv,
        }
    }
    answer
}

fn ask(words: &[usize], entries: &mut [CK_ATTRIBUTE], backend: &CK_FUNCTION_LIST) -> CK_RV {
    let read = backend.C_GetAttributeValue;
    let Some(read) = read else {
        return CKR_FUNCTION_NOT_SUPPORTED;
    };
    let count = entries.len() as CK_ULONG;
    // SAFETY: entries of the caller's own template, with the caller's buffers.
    unsafe {
        read(
            number(words, 0),
            number(words, 1),
            entries.as_mut_ptr(),
            count,
        )
    }
}

const ABSURD_COUNT: CK_ULONG = 0xFFFF_FFF0;
const ABSURD_LENGTH: CK_ULONG = 0x7FFF_FFFF;

//! The one file with `unsafe`: the calls that the cryptoki crate does not offer in the form that we need,
//! on the same function list. Counts and lengths that a module returns are bounded before anything is allocated.
#![allow(unsafe_code)]
#![allow(clippy::useless_conversion)] // CK_ULONG has 32 bits on Windows

use std::path::Path;
use std::ptr;

use cryptoki_sys::{
    CK_ATTRIBUTE, CK_ATTRIBUTE_TYPE, CK_BYTE, CK_C_INITIALIZE_ARGS, CK_FLAGS, CK_FUNCTION_LIST,
    CK_INFO, CK_MECHANISM, CK_MECHANISM_TYPE, CK_OBJECT_HANDLE, CK_RSA_PKCS_PSS_PARAMS, CK_RV,
    CK_SESSION_HANDLE, CK_SLOT_ID, CK_SLOT_INFO, CK_TOKEN_INFO, CK_ULONG, CK_USER_TYPE,
    CKR_ARGUMENTS_BAD, CKR_BUFFER_TOO_SMALL, CKR_FUNCTION_NOT_SUPPORTED, CKR_OK,
};

/// A returned value that is not `CKR_OK`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Rv(pub(super) u64);

/// Why a call gave no usable result.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RawError {
    /// The module said so.
    Rv(Rv),
    /// It claimed a count or a length beyond all reason.
    Senseless,
}

/// Why a library could not be used at all.
#[derive(Debug)]
pub(super) enum LoadError {
    /// The loader's words.
    Loader(String),
    /// No `C_GetFunctionList`, or it gave nothing.
    NotPkcs11,
}

type Outcome<T> = Result<T, RawError>;

/// Most slots that a module may list.
const MOST_SLOTS: usize = 4096;
/// Most mechanisms that a token may list.
const MOST_MECHANISMS: usize = 4096;
/// Most objects of one class.
pub(super) const MOST_OBJECTS: usize = 100_000;
/// Handles fetched by one `C_FindObjects`.
const BATCH: usize = 512;
/// Longest value of an attribute, in bytes.
pub(super) const LONGEST_VALUE: usize = 1 << 20;

/// What an attribute's length says when there is none (PKCS#11 2.40 §5.2).
pub(super) const UNAVAILABLE: CK_ULONG = CK_ULONG::MAX;

/// The function list of one loaded module.
pub(super) struct Raw {
    list: CK_FUNCTION_LIST,
    // Keeps the library mapped; the list's pointers point into it.
    _library: cryptoki_sys::Pkcs11,
}

// SAFETY: the list is a table of function pointers that stays valid while the library is loaded; every call is
// made from the one thread that owns the module (Q08), the value only moves there once.
unsafe impl Send for Raw {}

/// One attribute to be read: type and a buffer of the expected size.
pub(super) struct Cell {
    pub(super) kind: CK_ATTRIBUTE_TYPE,
    pub(super) buffer: Vec<u8>,
    /// As the module left it.
    pub(super) length: CK_ULONG,
}

/// Gets a function from the list, or answers that the module lacks it.
macro_rules! function {
    ($raw:expr, $name:ident) => {{
        // The struct is packed on Windows: copy the pointer out before looking at it.
        let entry = $raw.list.$name;
        entry.ok_or(RawError::Rv(Rv(u64::from(CKR_FUNCTION_NOT_SUPPORTED))))?
    }};
}

mod changing;

impl Raw {
    /// Loads the library and takes its function list, once: some modules hand out a new instance with every list.
    pub(super) fn load(path: &Path) -> Result<Self, LoadError> {
        // SAFETY: loading runs the vendor's constructors; that is why this happens in a process of its own.
        let library = unsafe { cryptoki_sys::Pkcs11::new(path) }
            .map_err(|error| LoadError::Loader(error.to_string()))?;
        if library.C_GetFunctionList.is_err() {
            return Err(LoadError::NotPkcs11);
        }
        let mut list: *mut CK_FUNCTION_LIST = ptr::null_mut();
        // SAFETY: `list` is a valid place for the pointer that the function writes.
        let rv = unsafe { library.C_GetFunctionList(&raw mut list) };
        if rv != CKR_OK || list.is_null() {
            return Err(LoadError::NotPkcs11);
        }
        // SAFETY: not null, and the standard says that it points to a CK_FUNCTION_LIST (2.40 §5.4).
        let list = unsafe { ptr::read_unaligned(list) };
        Ok(Self {
            list,
            _library: library,
        })
    }

    /// `C_Initialize` with these flags, or with NULL; `reserved` is a NUL-terminated string or nothing.
    pub(super) fn initialize(
        &self,
        flags: Option<CK_FLAGS>,
        reserved: Option<&std::ffi::CStr>,
    ) -> Outcome<()> {
        let call = function!(self, C_Initialize);
        let Some(flags) = flags else {
            // SAFETY: NULL is allowed (2.40 §5.4).
            return done(unsafe { call(ptr::null_mut()) });
        };
        let mut arguments = CK_C_INITIALIZE_ARGS {
            CreateMutex: None,
            DestroyMutex: None,
            LockMutex: None,
            UnlockMutex: None,
            flags,
            pReserved: reserved.map_or(ptr::null_mut(), |text| text.as_ptr().cast_mut().cast()),
        };
        // SAFETY: the structure and the string outlive the call.
        done(unsafe { call((&raw mut arguments).cast()) })
    }

    /// `C_Finalize`.
    pub(super) fn finalize(&self) -> Outcome<()> {
        let call = function!(self, C_Finalize);
        // SAFETY: the argument must be NULL.
        done(unsafe { call(ptr::null_mut()) })
    }

    /// `C_GetInfo`.
    pub(super) fn info(&self) -> Outcome<CK_INFO> {
        let call = function!(self, C_GetInfo);
        let mut info = CK_INFO::default();
        // SAFETY: a valid structure to write to.
        done(unsafe { call(&raw mut info) }).map(|()| info)
    }

    /// `C_GetSlotList(tokenPresent = true)`, with NULL first: only that refreshes it (2.40 §5.5).
    pub(super) fn slots(&self) -> Outcome<Vec<CK_SLOT_ID>> {
        let call = function!(self, C_GetSlotList);
        let mut count: CK_ULONG = 0;
        // SAFETY: a NULL list asks for the count only.
        done(unsafe { call(cryptoki_sys::CK_TRUE, ptr::null_mut(), &raw mut count) })?;
        let mut wanted = bounded(count, MOST_SLOTS)?;
        // A token may be plugged in between the two calls: once more with the room that the module names.
        for _ in 0..3 {
            if wanted == 0 {
                return Ok(Vec::new());
            }
            let mut list: Vec<CK_SLOT_ID> = vec![0; wanted];
            let mut got = ulong(wanted);
            // SAFETY: `list` has room for `got` entries.
            let rv = unsafe { call(cryptoki_sys::CK_TRUE, list.as_mut_ptr(), &raw mut got) };
            if rv == CKR_BUFFER_TOO_SMALL {
                wanted = bounded(got, MOST_SLOTS)?
                    .max(wanted.saturating_mul(2))
                    .min(MOST_SLOTS);
                continue;
            }
            done(rv)?;
            list.truncate(within(got, wanted)?);
            return Ok(list);
        }
        Err(RawError::Senseless)
    }

    /// `C_GetSlotInfo`.
    pub(super) fn slot_info(&self, slot: CK_SLOT_ID) -> Outcome<CK_SLOT_INFO> {
        let call = function!(self, C_GetSlotInfo);
        let mut info = CK_SLOT_INFO::default();
        // SAFETY: a valid structure to write to.
        done(unsafe { call(slot, &raw mut info) }).map(|()| info)
    }

    /// `C_GetTokenInfo`.
    pub(super) fn token_info(&self, slot: CK_SLOT_ID) -> Outcome<CK_TOKEN_INFO> {
        let call = function!(self, C_GetTokenInfo);
        let mut info = CK_TOKEN_INFO::default();
        // SAFETY: a valid structure to write to.
        done(unsafe { call(slot, &raw mut info) }).map(|()| info)
    }

    /// `C_GetMechanismList`: one call into a buffer that fits every token known; a second where one has more.
    pub(super) fn mechanisms(&self, slot: CK_SLOT_ID) -> Outcome<Vec<CK_MECHANISM_TYPE>> {
        let call = function!(self, C_GetMechanismList);
        let mut room = 512;
        for _ in 0..2 {
            let mut list: Vec<CK_MECHANISM_TYPE> = vec![0; room];
            let mut got = ulong(room);
            // SAFETY: `list` has room for `got` entries.
            let rv = unsafe { call(slot, list.as_mut_ptr(), &raw mut got) };
            if rv == CKR_BUFFER_TOO_SMALL {
                room = MOST_MECHANISMS;
                continue;
            }
            done(rv)?;
            list.truncate(within(got, room)?);
            return Ok(list);
        }
        Err(RawError::Senseless)
    }

    /// `C_Login`; no PIN is a NULL pointer of length 0: the pad or the driver asks.
    pub(super) fn login(
        &self,
        session: CK_SESSION_HANDLE,
        user: CK_USER_TYPE,
        pin: Option<&[u8]>,
    ) -> Outcome<()> {
        let call = function!(self, C_Login);
        let (start, length) = secret_parts(pin);
        // SAFETY: the bytes outlive the call, which does not write to them.
        done(unsafe { call(session, user, start, length) })
    }

    /// `C_InitToken`; `label` is padded with blanks to 32 bytes.
    pub(super) fn init_token(
        &self,
        slot: CK_SLOT_ID,
        pin: Option<&[u8]>,
        label: &[u8],
    ) -> Outcome<()> {
        let call = function!(self, C_InitToken);
        let mut padded = [b' '; 32];
        for (place, byte) in padded.iter_mut().zip(label) {
            *place = *byte;
        }
        let (start, length) = secret_parts(pin);
        // SAFETY: both buffers outlive the call; the label has the 32 bytes that the standard wants.
        done(unsafe { call(slot, start, length, padded.as_mut_ptr()) })
    }

    /// `C_InitPIN`.
    pub(super) fn init_pin(&self, session: CK_SESSION_HANDLE, pin: Option<&[u8]>) -> Outcome<()> {
        let call = function!(self, C_InitPIN);
        let (start, length) = secret_parts(pin);
        // SAFETY: the bytes outlive the call.
        done(unsafe { call(session, start, length) })
    }

    /// `C_SetPIN`; without PINs the pad asks for both.
    pub(super) fn set_pin(
        &self,
        session: CK_SESSION_HANDLE,
        old: Option<&[u8]>,
        new: Option<&[u8]>,
    ) -> Outcome<()> {
        let call = function!(self, C_SetPIN);
        let (old, old_length) = secret_parts(old);
        let (new, new_length) = secret_parts(new);
        // SAFETY: the bytes outlive the call.
        done(unsafe { call(session, old, old_length, new, new_length) })
    }

    /// `C_FindObjectsInit` with these attributes (type and value).
    pub(super) fn find_init(
        &self,
        session: CK_SESSION_HANDLE,
        class: Option<CK_ULONG>,
    ) -> Outcome<()> {
        let call = function!(self, C_FindObjectsInit);
        let mut value = class.unwrap_or_default();
        let mut template = CK_ATTRIBUTE {
            type_: cryptoki_sys::CKA_CLASS,
            pValue: (&raw mut value).cast(),
            ulValueLen: ulong(size_of::<CK_ULONG>()),
        };
        let (start, count) = if class.is_some() {
            (&raw mut template, 1)
        } else {
            (ptr::null_mut(), 0)
        };
        // SAFETY: the template and its value outlive the call.
        done(unsafe { call(session, start, count) })
    }

    /// `C_FindObjects`: one batch, and whether it was shorter than asked for.
    pub(super) fn find_batch(
        &self,
        session: CK_SESSION_HANDLE,
    ) -> Outcome<(Vec<CK_OBJECT_HANDLE>, bool)> {
        let call = function!(self, C_FindObjects);
        let mut list: Vec<CK_OBJECT_HANDLE> = vec![0; BATCH];
        let mut got: CK_ULONG = 0;
        // SAFETY: `list` has room for BATCH handles.
        done(unsafe { call(session, list.as_mut_ptr(), ulong(BATCH), &raw mut got) })?;
        list.truncate(within(got, BATCH)?);
        let short = list.len() < BATCH;
        Ok((list, short))
    }

    /// `C_FindObjectsFinal`.
    pub(super) fn find_final(&self, session: CK_SESSION_HANDLE) -> Outcome<()> {
        let call = function!(self, C_FindObjectsFinal);
        // SAFETY: only a handle is passed.
        done(unsafe { call(session) })
    }

    /// `C_GetAttributeValue` into the cells' buffers; each cell's length is as the module left it.
    pub(super) fn read(
        &self,
        session: CK_SESSION_HANDLE,
        object: CK_OBJECT_HANDLE,
        cells: &mut [Cell],
    ) -> Outcome<()> {
        let call = function!(self, C_GetAttributeValue);
        let mut template: Vec<CK_ATTRIBUTE> = cells
            .iter_mut()
            .map(|cell| CK_ATTRIBUTE {
                type_: cell.kind,
                // An empty buffer asks for the length only.
                pValue: if cell.buffer.is_empty() {
                    ptr::null_mut()
                } else {
                    cell.buffer.as_mut_ptr().cast()
                },
                ulValueLen: ulong(cell.buffer.len()),
            })
            .collect();
        // SAFETY: every entry points to a live buffer of the length that it names.
        let rv = unsafe {
            call(
                session,
                object,
                template.as_mut_ptr(),
                ulong(template.len()),
            )
        };
        for (cell, entry) in cells.iter_mut().zip(&template) {
            cell.length = entry.ulValueLen;
        }
        done(rv)
    }

    /// `C_SignInit` with a mechanism without parameters, or with those of PSS.
    pub(super) fn sign_init(
        &self,
        session: CK_SESSION_HANDLE,
        mechanism: CK_MECHANISM_TYPE,
        pss: Option<CK_RSA_PKCS_PSS_PARAMS>,
        key: CK_OBJECT_HANDLE,
    ) -> Outcome<()> {
        let mut mechanism = bare(mechanism);
        let mut pss = pss;
        if let Some(params) = &mut pss {
            mechanism.pParameter = ptr::from_mut(params).cast();
            mechanism.ulParameterLen = ulong(size_of::<CK_RSA_PKCS_PSS_PARAMS>());
        }
        use_key(function!(self, C_SignInit), session, mechanism, key)
    }

    /// `C_Sign` in one call with room for every signature that we know (Q50: the size query ends the operation
    /// on some modules); grows once where the module says that it needs more.
    pub(super) fn sign(&self, session: CK_SESSION_HANDLE, data: &[u8]) -> Outcome<Vec<u8>> {
        transform(function!(self, C_Sign), session, data)
    }

    /// `C_DecryptInit`, as `sign_init`.
    pub(super) fn decrypt_init(
        &self,
        session: CK_SESSION_HANDLE,
        mechanism: CK_MECHANISM_TYPE,
        key: CK_OBJECT_HANDLE,
    ) -> Outcome<()> {
        use_key(
            function!(self, C_DecryptInit),
            session,
            bare(mechanism),
            key,
        )
    }

    /// `C_Decrypt`, as `sign`.
    pub(super) fn decrypt(&self, session: CK_SESSION_HANDLE, data: &[u8]) -> Outcome<Vec<u8>> {
        transform(function!(self, C_Decrypt), session, data)
    }
}

/// `C_SignInit` and `C_DecryptInit`.
type UseKey = unsafe extern "C" fn(CK_SESSION_HANDLE, *mut CK_MECHANISM, CK_OBJECT_HANDLE) -> CK_RV;

fn use_key(
    call: UseKey,
    session: CK_SESSION_HANDLE,
    mut mechanism: CK_MECHANISM,
    key: CK_OBJECT_HANDLE,
) -> Outcome<()> {
    // SAFETY: `call` is of the module's list; the mechanism and its parameters outlive the call.
    done(unsafe { call(session, &raw mut mechanism, key) })
}

/// `C_Sign` and `C_Decrypt`.
type Transform = unsafe extern "C" fn(
    CK_SESSION_HANDLE,
    *mut CK_BYTE,
    CK_ULONG,
    *mut CK_BYTE,
    *mut CK_ULONG,
) -> CK_RV;

fn transform(call: Transform, session: CK_SESSION_HANDLE, data: &[u8]) -> Outcome<Vec<u8>> {
    into_buffer(|start, length| {
        let from = data.as_ptr().cast_mut();
        // SAFETY: `call` is of the module's list; `data` and the output buffer outlive the call; `data` is not written to.
        unsafe { call(session, from, ulong(data.len()), start, length) }
    })
}

/// Calls with a buffer of 1024 bytes, once more with what the module asks for where that is too small.
fn into_buffer(mut call: impl FnMut(*mut u8, *mut CK_ULONG) -> CK_RV) -> Outcome<Vec<u8>> {
    let mut room = 1024;
    for _ in 0..2 {
        let mut buffer = vec![0u8; room];
        let mut got = ulong(room);
        let rv = call(buffer.as_mut_ptr(), &raw mut got);
        if rv == CKR_BUFFER_TOO_SMALL {
            room = bounded(got, LONGEST_VALUE)?.max(8192);
            continue;
        }
        done(rv)?;
        buffer.truncate(within(got, room)?);
        return Ok(buffer);
    }
    Err(RawError::Senseless)
}

fn bare(mechanism: CK_MECHANISM_TYPE) -> CK_MECHANISM {
    CK_MECHANISM {
        mechanism,
        pParameter: ptr::null_mut(),
        ulParameterLen: 0,
    }
}

fn secret_parts(pin: Option<&[u8]>) -> (*mut u8, CK_ULONG) {
    pin.map_or((ptr::null_mut(), 0), |bytes| {
        (bytes.as_ptr().cast_mut(), ulong(bytes.len()))
    })
}

fn done(rv: CK_RV) -> Outcome<()> {
    if rv == CKR_OK {
        Ok(())
    } else {
        Err(RawError::Rv(Rv(u64::from(rv))))
    }
}

/// A count from the module, refused beyond `most`.
fn bounded(count: CK_ULONG, most: usize) -> Outcome<usize> {
    usize::try_from(count)
        .ok()
        .filter(|count| *count <= most)
        .ok_or(RawError::Senseless)
}

/// A count of what was written, refused beyond the room that there was.
fn within(count: CK_ULONG, room: usize) -> Outcome<usize> {
    bounded(count, room)
}

/// A length of ours as the module's integer; all are far below 2^32.
fn ulong(length: usize) -> CK_ULONG {
    CK_ULONG::try_from(length).unwrap_or(CK_ULONG::MAX - 1)
}

/// So that a caller can tell a refusal of arguments from others without the constants.
pub(super) fn is_arguments_bad(error: RawError) -> bool {
    error == RawError::Rv(Rv(u64::from(CKR_ARGUMENTS_BAD)))
}

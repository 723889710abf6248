//! The caller's memory: the one place that follows the pointers of a PKCS#11 call.
//!
//! Every function here trusts its pointer as C does: the caller of the module vouches for it.
//! Nothing is assumed to be aligned, since the structures are packed on Windows.

use std::slice;

use cryptoki_sys::{
    CK_ATTRIBUTE, CK_RV, CK_ULONG, CKR_ARGUMENTS_BAD, CKR_BUFFER_TOO_SMALL, CKR_OK,
};

/// Bytes handed in; none for a null pointer.
pub(crate) fn bytes<'a>(from: *const u8, length: CK_ULONG) -> &'a [u8] {
    if from.is_null() || length == 0 {
        return &[];
    }
    // SAFETY: the caller of the module says that `length` bytes are there for the whole call.
    unsafe { slice::from_raw_parts(from, length as usize) }
}

/// One value handed in.
pub(crate) fn read<T: Copy>(from: *const T) -> T {
    // SAFETY: not null (each caller checks), and the caller of the module says that a T is there.
    unsafe { from.read_unaligned() }
}

/// One value handed out.
pub(crate) fn write<T>(to: *mut T, value: T) {
    // SAFETY: not null (each caller checks), and the caller of the module says that a T fits there.
    unsafe { to.write_unaligned(value) }
}

/// Several values handed out.
pub(crate) fn write_all<T: Copy>(to: *mut T, values: &[T]) {
    for (index, value) in values.iter().enumerate() {
        write(to.wrapping_add(index), *value);
    }
}

/// A template, copied: the buffers stay the caller's.
pub(crate) fn template(from: *const CK_ATTRIBUTE, count: CK_ULONG) -> Vec<CK_ATTRIBUTE> {
    if from.is_null() {
        return Vec::new();
    }
    (0..count as usize)
        .map(|index| read(from.wrapping_add(index)))
        .collect()
}

/// The value of one entry of a template.
pub(crate) fn value<'a>(attribute: &CK_ATTRIBUTE) -> &'a [u8] {
    bytes(attribute.pValue.cast(), attribute.ulValueLen)
}

/// A list handed out by the rule of PKCS#11 2.40 §5.2: asked with no room, only its length.
pub(crate) fn give<T: Copy>(values: &[T], to: *mut T, count: *mut CK_ULONG) -> CK_RV {
    if count.is_null() {
        return CKR_ARGUMENTS_BAD;
    }
    let room = read(count);
    write(count, values.len() as CK_ULONG);
    if to.is_null() {
        return CKR_OK;
    }
    if (room as usize) < values.len() {
        return CKR_BUFFER_TOO_SMALL;
    }
    write_all(to, values);
    CKR_OK
}

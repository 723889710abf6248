//! Searching and reading.

use cryptoki_sys::{
    CK_ATTRIBUTE, CK_OBJECT_HANDLE, CK_RV, CK_SESSION_HANDLE, CK_ULONG, CK_UNAVAILABLE_INFORMATION,
    CKR_ARGUMENTS_BAD, CKR_BUFFER_TOO_SMALL, CKR_OPERATION_ACTIVE, CKR_OPERATION_NOT_INITIALIZED,
};

use super::object::{self, Object};
use super::with;
use crate::memory;

pub(super) extern "C" fn find_objects_init(
    session: CK_SESSION_HANDLE,
    template: *mut CK_ATTRIBUTE,
    count: CK_ULONG,
) -> CK_RV {
    with(|token| {
        if token.session(session)?.found.is_some() {
            return Err(CKR_OPERATION_ACTIVE);
        }
        let wanted = object::attributes(&memory::template(template, count));
        let fits = |object: &Object| {
            wanted
                .iter()
                .all(|(kind, value)| object.told(*kind) == Ok(value))
        };
        let objects = token
            .file
            .objects
            .iter()
            .filter(|object| token.sees(object) && fits(object));
        let found = objects.map(|object| object.handle).collect();
        token.session(session)?.found = Some(found);
        Ok(())
    })
}

pub(super) extern "C" fn find_objects(
    session: CK_SESSION_HANDLE,
    list: *mut CK_OBJECT_HANDLE,
    most: CK_ULONG,
    count: *mut CK_ULONG,
) -> CK_RV {
    with(|token| {
        let found = &mut token.session(session)?.found;
        let found = found.as_mut().ok_or(CKR_OPERATION_NOT_INITIALIZED)?;
        if list.is_null() || count.is_null() {
            return Err(CKR_ARGUMENTS_BAD);
        }
        let rest = found.split_off(found.len().min(most as usize));
        memory::write_all(list, found);
        memory::write(count, found.len() as CK_ULONG);
        *found = rest;
        Ok(())
    })
}

pub(super) extern "C" fn find_objects_final(session: CK_SESSION_HANDLE) -> CK_RV {
    with(|token| {
        let found = token.session(session)?.found.take();
        found.map(|_| ()).ok_or(CKR_OPERATION_NOT_INITIALIZED)
    })
}

pub(super) extern "C" fn get_attribute_value(
    session: CK_SESSION_HANDLE,
    handle: CK_OBJECT_HANDLE,
    template: *mut CK_ATTRIBUTE,
    count: CK_ULONG,
) -> CK_RV {
    with(|token| {
        token.session(session)?;
        let object = token.visible(handle)?;
        let mut answer = Ok(());
        let mut entries = memory::template(template, count);
        for entry in &mut entries {
            if let Err(rv) = tell(object, entry) {
                entry.ulValueLen = CK_UNAVAILABLE_INFORMATION;
                answer = Err(rv);
            }
        }
        memory::write_all(template, &entries);
        answer
    })
}

/// Fills one entry by the rules of PKCS#11 2.40 §5.7.
fn tell(object: &Object, entry: &mut CK_ATTRIBUTE) -> Result<(), CK_RV> {
    let value = object.told(entry.type_)?;
    if !entry.pValue.is_null() {
        if (entry.ulValueLen as usize) < value.len() {
            return Err(CKR_BUFFER_TOO_SMALL);
        }
        memory::write_all(entry.pValue.cast(), value);
    }
    entry.ulValueLen = value.len() as CK_ULONG;
    Ok(())
}

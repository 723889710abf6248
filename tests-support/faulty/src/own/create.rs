//! Objects from outside: created, changed, destroyed.

use cryptoki_sys::{
    CK_ATTRIBUTE, CK_ATTRIBUTE_TYPE, CK_OBJECT_HANDLE, CK_RV, CK_SESSION_HANDLE, CK_ULONG,
    CKA_ALWAYS_AUTHENTICATE, CKA_ALWAYS_SENSITIVE, CKA_CERTIFICATE_TYPE, CKA_CLASS, CKA_EC_PARAMS,
    CKA_EXTRACTABLE, CKA_ID, CKA_KEY_TYPE, CKA_LABEL, CKA_LOCAL, CKA_MODULUS,
    CKA_NEVER_EXTRACTABLE, CKA_PRIVATE, CKA_PRIVATE_EXPONENT, CKA_SENSITIVE, CKA_SIGN, CKA_TOKEN,
    CKA_VALUE, CKK_RSA, CKO_CERTIFICATE, CKO_PRIVATE_KEY, CKO_SECRET_KEY, CKR_ARGUMENTS_BAD,
    CKR_ATTRIBUTE_READ_ONLY, CKR_DEVICE_MEMORY, CKR_TEMPLATE_INCOMPLETE, CKR_TEMPLATE_INCONSISTENT,
};

use super::file::TokenFile;
use super::object::{self, Attributes, Object, boolean, number};
use super::{generate, with};
use crate::memory;

pub(super) extern "C" fn create_object(
    session: CK_SESSION_HANDLE,
    template: *mut CK_ATTRIBUTE,
    count: CK_ULONG,
    handle: *mut CK_OBJECT_HANDLE,
) -> CK_RV {
    with(|token| {
        token.may_write(session)?;
        if handle.is_null() {
            return Err(CKR_ARGUMENTS_BAD);
        }
        let given = object::attributes(&memory::template(template, count));
        if token
            .file
            .reject_attributes
            .create
            .iter()
            .any(|kind| given.contains_key(kind))
        {
            return Err(CKR_TEMPLATE_INCONSISTENT);
        }
        let mut made = complete(&token.file, given)?;
        let id = made.get(&CKA_ID).cloned().unwrap_or_default();
        let certificate = number(&made, CKA_CLASS) == Some(CKO_CERTIFICATE);
        let last = made.get_mut(&CKA_VALUE).and_then(|value| value.last_mut());
        if let Some(last) = last.filter(|_| certificate && token.file.damages_certificates) {
            *last ^= 1;
        }
        let one = certificate && token.file.one_certificate_per_key;
        let replaced = |old: &Object| one && old.class() == CKO_CERTIFICATE && old.id() == id;
        let kept = token
            .file
            .objects
            .iter()
            .filter(|old| !replaced(old))
            .count();
        if token.file.size.is_some_and(|size| kept >= size) {
            return Err(CKR_DEVICE_MEMORY);
        }
        token.file.objects.retain(|old| !replaced(old));
        let new = token.file.add(made).handle;
        token.bind_session_objects(session, &[new]);
        token.save()?;
        memory::write(handle, new);
        Ok(())
    })
}

pub(super) extern "C" fn destroy_object(
    session: CK_SESSION_HANDLE,
    handle: CK_OBJECT_HANDLE,
) -> CK_RV {
    with(|token| {
        token.may_write(session)?;
        token.visible(handle)?;
        token.file.objects.retain(|object| object.handle != handle);
        token.save()
    })
}

pub(super) extern "C" fn set_attribute_value(
    session: CK_SESSION_HANDLE,
    handle: CK_OBJECT_HANDLE,
    template: *mut CK_ATTRIBUTE,
    count: CK_ULONG,
) -> CK_RV {
    with(|token| {
        token.may_write(session)?;
        token.visible(handle)?;
        let given = object::attributes(&memory::template(template, count));
        if given.keys().any(|kind| ![CKA_LABEL, CKA_ID].contains(kind)) {
            return Err(CKR_ATTRIBUTE_READ_ONLY);
        }
        for object in token
            .file
            .objects
            .iter_mut()
            .filter(|object| object.handle == handle)
        {
            object.attributes.extend(given.clone());
        }
        token.save()
    })
}

/// A template with what its class must have and what the token adds.
fn complete(file: &TokenFile, given: Attributes) -> Result<Attributes, CK_RV> {
    let class = number(&given, CKA_CLASS).ok_or(CKR_TEMPLATE_INCOMPLETE)?;
    let has = |kinds: &[CK_ATTRIBUTE_TYPE]| kinds.iter().all(|kind| given.contains_key(kind));
    let key_parts: &[_] = match number(&given, CKA_KEY_TYPE) {
        Some(CKK_RSA) => &[CKA_MODULUS, CKA_PRIVATE_EXPONENT],
        _ => &[CKA_EC_PARAMS, CKA_VALUE],
    };
    let needed: &[_] = match class {
        CKO_CERTIFICATE => &[CKA_CERTIFICATE_TYPE, CKA_VALUE],
        CKO_PRIVATE_KEY => key_parts,
        CKO_SECRET_KEY => &[CKA_KEY_TYPE, CKA_VALUE],
        _ => &[],
    };
    if !has(needed) {
        return Err(CKR_TEMPLATE_INCOMPLETE);
    }
    let secret = [CKO_PRIVATE_KEY, CKO_SECRET_KEY].contains(&class);
    let mut made: Attributes = [
        (CKA_TOKEN, boolean(false)),
        (CKA_PRIVATE, boolean(secret)),
        (CKA_LABEL, Vec::new()),
        (CKA_ID, Vec::new()),
    ]
    .into_iter()
    .collect();
    if secret {
        made.insert(CKA_SENSITIVE, boolean(true));
        made.insert(CKA_EXTRACTABLE, boolean(false));
        made.insert(CKA_SIGN, boolean(class == CKO_PRIVATE_KEY));
    }
    made.extend(given);
    if secret {
        for kind in [CKA_LOCAL, CKA_ALWAYS_SENSITIVE, CKA_NEVER_EXTRACTABLE] {
            made.insert(kind, boolean(false));
        }
    }
    if class == CKO_CERTIFICATE && file.private_certs {
        made.insert(CKA_PRIVATE, boolean(true));
    }
    if class == CKO_PRIVATE_KEY {
        made.entry(CKA_ALWAYS_AUTHENTICATE)
            .or_insert_with(|| boolean(file.always_authenticate));
        let (id, _) = generate::place(file, made.get(&CKA_ID))?;
        made.insert(CKA_ID, id);
    }
    Ok(made)
}

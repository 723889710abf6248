//! Signing and decrypting.

use cryptoki_sys::{
    CK_BYTE, CK_MECHANISM, CK_MECHANISM_TYPE, CK_OBJECT_HANDLE, CK_RV, CK_SESSION_HANDLE, CK_ULONG,
    CKA_ALWAYS_AUTHENTICATE, CKA_DECRYPT, CKA_EC_PARAMS, CKA_KEY_TYPE, CKA_MODULUS,
    CKA_PRIVATE_EXPONENT, CKA_SIGN, CKA_VALUE, CKK_EC, CKK_RSA, CKM_ECDSA, CKM_ECDSA_SHA1,
    CKM_ECDSA_SHA256, CKM_ECDSA_SHA384, CKM_ECDSA_SHA512, CKM_RSA_PKCS, CKM_RSA_X_509,
    CKM_SHA1_RSA_PKCS, CKM_SHA256_RSA_PKCS, CKM_SHA384_RSA_PKCS, CKM_SHA512_RSA_PKCS,
    CKO_PRIVATE_KEY, CKR_ARGUMENTS_BAD, CKR_BUFFER_TOO_SMALL, CKR_ENCRYPTED_DATA_LEN_RANGE,
    CKR_FUNCTION_FAILED, CKR_KEY_FUNCTION_NOT_PERMITTED, CKR_KEY_HANDLE_INVALID,
    CKR_KEY_TYPE_INCONSISTENT, CKR_MECHANISM_INVALID, CKR_OK, CKR_OPERATION_ACTIVE,
    CKR_OPERATION_NOT_INITIALIZED, CKR_USER_NOT_LOGGED_IN,
};
use sha2::Digest as _;

use super::crypto::{self, Curve, Form};
use super::file::TokenFile;
use super::object::{Object, number};
use super::{Operation, Token, with};
use crate::memory;

pub(super) extern "C" fn sign_init(
    session: CK_SESSION_HANDLE,
    mechanism: *mut CK_MECHANISM,
    key: CK_OBJECT_HANDLE,
) -> CK_RV {
    with(|token| begin(token, session, mechanism, key, false))
}

pub(super) extern "C" fn decrypt_init(
    session: CK_SESSION_HANDLE,
    mechanism: *mut CK_MECHANISM,
    key: CK_OBJECT_HANDLE,
) -> CK_RV {
    with(|token| begin(token, session, mechanism, key, true))
}

pub(super) extern "C" fn sign(
    session: CK_SESSION_HANDLE,
    data: *mut CK_BYTE,
    length: CK_ULONG,
    signature: *mut CK_BYTE,
    signature_length: *mut CK_ULONG,
) -> CK_RV {
    with(|token| {
        let work = |file: &TokenFile, key: &Object, mechanism| {
            let mut made = signature_of(file, key, mechanism, memory::bytes(data, length))?;
            if file.wrong_signature {
                made.iter_mut()
                    .rev()
                    .take(16)
                    .for_each(|byte| *byte ^= 0x55);
            }
            Ok(made)
        };
        finish(token, session, false, (signature, signature_length), work)
    })
}

pub(super) extern "C" fn decrypt(
    session: CK_SESSION_HANDLE,
    data: *mut CK_BYTE,
    length: CK_ULONG,
    plain: *mut CK_BYTE,
    plain_length: *mut CK_ULONG,
) -> CK_RV {
    with(|token| {
        let work = |_: &TokenFile, key: &Object, mechanism| {
            let (modulus, exponent) = rsa_parts(key)?;
            let data = memory::bytes(data, length);
            if data.len() != modulus.len() {
                return Err(CKR_ENCRYPTED_DATA_LEN_RANGE);
            }
            let padded = crypto::rsa_private(modulus, exponent, data)?;
            if mechanism == CKM_RSA_X_509 {
                return Ok(padded);
            }
            crypto::unpad_decrypted(&padded).map(<[u8]>::to_vec)
        };
        finish(token, session, true, (plain, plain_length), work)
    })
}

fn begin(
    token: &mut Token,
    session: CK_SESSION_HANDLE,
    mechanism: *mut CK_MECHANISM,
    key: CK_OBJECT_HANDLE,
    decrypts: bool,
) -> Result<(), CK_RV> {
    if token.session(session)?.operation.is_some() {
        return Err(CKR_OPERATION_ACTIVE);
    }
    if mechanism.is_null() {
        return Err(CKR_ARGUMENTS_BAD);
    }
    let mechanism = memory::read(mechanism).mechanism;
    let listed = token.file.listed_mechanisms().contains(&mechanism);
    if !listed || (!decrypts && token.file.refuse_sign.contains(&mechanism)) {
        return Err(CKR_MECHANISM_INVALID);
    }
    let object = token.visible(key).map_err(|_| CKR_KEY_HANDLE_INVALID)?;
    if object.class() != CKO_PRIVATE_KEY {
        return Err(CKR_KEY_HANDLE_INVALID);
    }
    if number(&object.attributes, CKA_KEY_TYPE) != Some(key_type(mechanism, decrypts)?) {
        return Err(CKR_KEY_TYPE_INCONSISTENT);
    }
    if !object.flag(if decrypts { CKA_DECRYPT } else { CKA_SIGN }) {
        return Err(CKR_KEY_FUNCTION_NOT_PERMITTED);
    }
    let authenticated = !object.flag(CKA_ALWAYS_AUTHENTICATE);
    token.session(session)?.operation = Some(Operation {
        decrypts,
        mechanism,
        key,
        authenticated,
    });
    Ok(())
}

/// Ends an operation, unless the caller only asked for the length or had too little room.
fn finish(
    token: &mut Token,
    session: CK_SESSION_HANDLE,
    decrypts: bool,
    (to, length): (*mut CK_BYTE, *mut CK_ULONG),
    work: impl FnOnce(&TokenFile, &Object, CK_MECHANISM_TYPE) -> Result<Vec<u8>, CK_RV>,
) -> Result<(), CK_RV> {
    let operation = token.session(session)?.operation.take();
    let operation = operation.filter(|operation| operation.decrypts == decrypts);
    let operation = operation.ok_or(CKR_OPERATION_NOT_INITIALIZED)?;
    if !operation.authenticated {
        return Err(CKR_USER_NOT_LOGGED_IN);
    }
    let made = work(
        &token.file,
        token.visible(operation.key)?,
        operation.mechanism,
    )?;
    let rv = memory::give(&made, to, length);
    if to.is_null() || rv == CKR_BUFFER_TOO_SMALL {
        token.session(session)?.operation = Some(operation);
    }
    if rv == CKR_OK { Ok(()) } else { Err(rv) }
}

fn key_type(mechanism: CK_MECHANISM_TYPE, decrypts: bool) -> Result<CK_ULONG, CK_RV> {
    match mechanism {
        CKM_RSA_PKCS | CKM_RSA_X_509 => Ok(CKK_RSA),
        CKM_SHA1_RSA_PKCS | CKM_SHA256_RSA_PKCS | CKM_SHA384_RSA_PKCS | CKM_SHA512_RSA_PKCS
            if !decrypts =>
        {
            Ok(CKK_RSA)
        }
        CKM_ECDSA | CKM_ECDSA_SHA1 | CKM_ECDSA_SHA256 | CKM_ECDSA_SHA384 | CKM_ECDSA_SHA512
            if !decrypts =>
        {
            Ok(CKK_EC)
        }
        _ => Err(CKR_MECHANISM_INVALID),
    }
}

fn signature_of(
    file: &TokenFile,
    key: &Object,
    mechanism: CK_MECHANISM_TYPE,
    data: &[u8],
) -> Result<Vec<u8>, CK_RV> {
    let hashed = hash(mechanism, data);
    if number(&key.attributes, CKA_KEY_TYPE) == Some(CKK_EC) {
        let curve = key
            .value(CKA_EC_PARAMS)
            .and_then(Curve::from_params)
            .ok_or(CKR_FUNCTION_FAILED)?;
        let scalar = key.value(CKA_VALUE).ok_or(CKR_FUNCTION_FAILED)?;
        let form = if file.der_ecdsa {
            Form::Der
        } else {
            Form::Plain
        };
        return curve.sign(scalar, hashed.as_deref().unwrap_or(data), form);
    }
    let (modulus, exponent) = rsa_parts(key)?;
    let padded = match (mechanism, hashed) {
        (CKM_RSA_X_509, _) => data.to_vec(),
        (_, Some(hash)) => {
            let info = [digest_info(mechanism), hash.as_slice()].concat();
            crypto::pad_for_signing(modulus.len(), &info)?
        }
        (_, None) => crypto::pad_for_signing(modulus.len(), data)?,
    };
    crypto::rsa_private(modulus, exponent, &padded)
}

fn rsa_parts(key: &Object) -> Result<(&[u8], &[u8]), CK_RV> {
    let parts = key.value(CKA_MODULUS).zip(key.value(CKA_PRIVATE_EXPONENT));
    parts.ok_or(CKR_FUNCTION_FAILED)
}

fn hash(mechanism: CK_MECHANISM_TYPE, data: &[u8]) -> Option<Vec<u8>> {
    match mechanism {
        CKM_SHA1_RSA_PKCS | CKM_ECDSA_SHA1 => Some(sha1::Sha1::digest(data).to_vec()),
        CKM_SHA256_RSA_PKCS | CKM_ECDSA_SHA256 => Some(sha2::Sha256::digest(data).to_vec()),
        CKM_SHA384_RSA_PKCS | CKM_ECDSA_SHA384 => Some(sha2::Sha384::digest(data).to_vec()),
        CKM_SHA512_RSA_PKCS | CKM_ECDSA_SHA512 => Some(sha2::Sha512::digest(data).to_vec()),
        _ => None,
    }
}

/// The DER before the hash: RFC 8017 §9.2, note 1.
fn digest_info(mechanism: CK_MECHANISM_TYPE) -> &'static [u8] {
    match mechanism {
        CKM_SHA1_RSA_PKCS => b"\x30\x21\x30\x09\x06\x05\x2b\x0e\x03\x02\x1a\x05\x00\x04\x14",
        CKM_SHA384_RSA_PKCS => {
            b"\x30\x41\x30\x0d\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x02\x05\x00\x04\x30"
        }
        CKM_SHA512_RSA_PKCS => {
            b"\x30\x51\x30\x0d\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x03\x05\x00\x04\x40"
        }
        _ => b"\x30\x31\x30\x0d\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x01\x05\x00\x04\x20",
    }
}

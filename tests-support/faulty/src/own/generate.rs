//! `C_GenerateKeyPair`: where a new pair goes, and what it says of itself.

use cryptoki_sys::{
    CK_ATTRIBUTE, CK_MECHANISM, CK_OBJECT_HANDLE, CK_RV, CK_SESSION_HANDLE, CK_ULONG,
    CKA_ALWAYS_AUTHENTICATE, CKA_ALWAYS_SENSITIVE, CKA_CLASS, CKA_DECRYPT, CKA_EC_PARAMS,
    CKA_EC_POINT, CKA_ENCRYPT, CKA_EXTRACTABLE, CKA_ID, CKA_KEY_TYPE, CKA_LABEL, CKA_LOCAL,
    CKA_MODULUS, CKA_MODULUS_BITS, CKA_NEVER_EXTRACTABLE, CKA_PRIME_1, CKA_PRIME_2, CKA_PRIVATE,
    CKA_PRIVATE_EXPONENT, CKA_PUBLIC_EXPONENT, CKA_SENSITIVE, CKA_SIGN, CKA_TOKEN, CKA_VALUE,
    CKA_VERIFY, CKK_EC, CKK_RSA, CKM_EC_KEY_PAIR_GEN, CKM_RSA_PKCS_KEY_PAIR_GEN, CKO_PRIVATE_KEY,
    CKO_PUBLIC_KEY, CKR_ARGUMENTS_BAD, CKR_ATTRIBUTE_VALUE_INVALID, CKR_CURVE_NOT_SUPPORTED,
    CKR_DEVICE_MEMORY, CKR_KEY_SIZE_RANGE, CKR_MECHANISM_INVALID, CKR_TEMPLATE_INCOMPLETE,
    CKR_TEMPLATE_INCONSISTENT,
};

use super::crypto::{self, Curve};
use super::file::TokenFile;
use super::object::{self, Attributes, boolean, flag, number, ulong};
use super::with;
use crate::memory;

/// What kind of key to make.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Kind {
    Rsa(usize),
    Ec(Curve),
}

pub(super) extern "C" fn generate_key_pair(
    session: CK_SESSION_HANDLE,
    mechanism: *mut CK_MECHANISM,
    public: *mut CK_ATTRIBUTE,
    public_count: CK_ULONG,
    private: *mut CK_ATTRIBUTE,
    private_count: CK_ULONG,
    public_key: *mut CK_OBJECT_HANDLE,
    private_key: *mut CK_OBJECT_HANDLE,
) -> CK_RV {
    with(|token| {
        token.may_write(session)?;
        if mechanism.is_null() || public_key.is_null() || private_key.is_null() {
            return Err(CKR_ARGUMENTS_BAD);
        }
        let mechanism = memory::read(mechanism).mechanism;
        if !token.file.listed_mechanisms().contains(&mechanism) {
            return Err(CKR_MECHANISM_INVALID);
        }
        let public = object::attributes(&memory::template(public, public_count));
        let private = object::attributes(&memory::template(private, private_count));
        let rejected = &token.file.reject_attributes.generate;
        if rejected
            .iter()
            .any(|kind| public.contains_key(kind) || private.contains_key(kind))
        {
            return Err(CKR_TEMPLATE_INCONSISTENT);
        }
        if token.file.public_in_session && object::flag(&public, CKA_TOKEN) == Some(true) {
            return Err(CKR_TEMPLATE_INCONSISTENT);
        }
        let kind = kind_of(mechanism, &public)?;
        let handles = pair(&mut token.file, kind, public, private)?;
        token.bind_session_objects(session, &[handles.0, handles.1]);
        token.save()?;
        memory::write(public_key, handles.0);
        memory::write(private_key, handles.1);
        Ok(())
    })
}

/// Makes a pair on the token; the handles of the public and the private key.
pub(super) fn pair(
    file: &mut TokenFile,
    kind: Kind,
    public: Attributes,
    private: Attributes,
) -> Result<(CK_OBJECT_HANDLE, CK_OBJECT_HANDLE), CK_RV> {
    let wished = [&private, &public]
        .into_iter()
        .find_map(|from| from.get(&CKA_ID));
    let (id, name) = place(file, wished)?;
    let replaced =
        |old: &object::Object| !file.places.is_empty() && old.is_of_pair() && old.id() == id;
    let kept = file.objects.iter().filter(|old| !replaced(old)).count();
    let needed = if file.hide_public_key { 1 } else { 2 };
    if file.size.is_some_and(|size| kept + needed > size) {
        return Err(CKR_DEVICE_MEMORY);
    }
    let (told, secret) = parts(file, kind)?;
    if !file.places.is_empty() {
        file.objects
            .retain(|old| !(old.is_of_pair() && old.id() == id));
    }
    if let Some(lost) = file.loses.take() {
        file.objects
            .retain(|old| !(old.is_of_pair() && hex::encode(old.id()) == lost));
    }
    let label = name.unwrap_or_default().into_bytes();
    let public = public_half(&label, &told, public, &id);
    let private = private_half(file, &label, (told, secret), private, &id);
    let private_handle = file.add(private).handle;
    let public_handle = file.add(public).handle;
    if file.hide_public_key {
        file.objects.retain(|object| object.handle != public_handle);
    }
    Ok((public_handle, private_handle))
}

/// The id that a new key gets, and the name of its place.
pub(super) fn place(
    file: &TokenFile,
    wished: Option<&Vec<u8>>,
) -> Result<(Vec<u8>, Option<String>), CK_RV> {
    let wished = wished.filter(|id| !id.is_empty());
    if file.places.is_empty() {
        let chosen = if file.ignore_id {
            free_id(file)
        } else {
            wished.cloned().unwrap_or_default()
        };
        return Ok((chosen, None));
    }
    for place in &file.places {
        let id = hex::decode(&place.id).map_err(|_| CKR_ATTRIBUTE_VALUE_INVALID)?;
        if wished.is_none_or(|wished| *wished == id) {
            return Ok((id, Some(place.name.clone())));
        }
    }
    Err(CKR_ATTRIBUTE_VALUE_INVALID)
}

/// An id that no object has: a token that chooses ids counts.
fn free_id(file: &TokenFile) -> Vec<u8> {
    let used = |id: &[u8]| file.objects.iter().any(|object| object.id() == id);
    (0x40..=u8::MAX)
        .map(|byte| vec![0xC0, byte])
        .find(|id| !used(id))
        .unwrap_or_default()
}

fn kind_of(mechanism: CK_ULONG, public: &Attributes) -> Result<Kind, CK_RV> {
    match mechanism {
        CKM_RSA_PKCS_KEY_PAIR_GEN => match number(public, CKA_MODULUS_BITS) {
            Some(bits @ (2048 | 3072 | 4096)) => Ok(Kind::Rsa(bits as usize)),
            Some(_) => Err(CKR_KEY_SIZE_RANGE),
            None => Err(CKR_TEMPLATE_INCOMPLETE),
        },
        CKM_EC_KEY_PAIR_GEN => {
            let params = public.get(&CKA_EC_PARAMS).ok_or(CKR_TEMPLATE_INCOMPLETE)?;
            Curve::from_params(params)
                .map(Kind::Ec)
                .ok_or(CKR_CURVE_NOT_SUPPORTED)
        }
        _ => Err(CKR_MECHANISM_INVALID),
    }
}

/// A new key: what both halves tell, and what the private one keeps.
fn parts(file: &mut TokenFile, kind: Kind) -> Result<(Attributes, Attributes), CK_RV> {
    match kind {
        Kind::Rsa(bits) => {
            let taken = file.rsa_taken.entry(bits).or_default();
            let key = crypto::rsa_key(bits, *taken)?;
            *taken += 1;
            let told = [
                (CKA_KEY_TYPE, ulong(CKK_RSA)),
                (CKA_MODULUS, key.modulus),
                (CKA_PUBLIC_EXPONENT, key.public_exponent),
            ];
            let primes = [CKA_PRIME_1, CKA_PRIME_2].into_iter().zip(key.primes);
            let mut secret: Attributes = primes.collect();
            secret.insert(CKA_PRIVATE_EXPONENT, key.private_exponent);
            Ok((told.into_iter().collect(), secret))
        }
        Kind::Ec(curve) => {
            let scalar = curve.new_key();
            let point = curve.point(&scalar)?;
            let point = if file.raw_ec_point {
                point
            } else {
                octet_string(&point)
            };
            let told = [
                (CKA_KEY_TYPE, ulong(CKK_EC)),
                (CKA_EC_PARAMS, curve.params().to_vec()),
                (CKA_EC_POINT, point),
            ];
            Ok((
                told.into_iter().collect(),
                [(CKA_VALUE, scalar)].into_iter().collect(),
            ))
        }
    }
}

fn public_half(label: &[u8], told: &Attributes, template: Attributes, id: &[u8]) -> Attributes {
    let mut made: Attributes = [
        (CKA_TOKEN, boolean(true)),
        (CKA_PRIVATE, boolean(false)),
        (CKA_LABEL, label.to_vec()),
        (CKA_VERIFY, boolean(true)),
        (CKA_ENCRYPT, boolean(false)),
    ]
    .into_iter()
    .collect();
    made.extend(template);
    made.extend(told.clone());
    made.insert(CKA_CLASS, ulong(CKO_PUBLIC_KEY));
    made.insert(CKA_ID, id.to_vec());
    made.insert(CKA_LOCAL, boolean(true));
    if let Some(modulus) = told.get(&CKA_MODULUS) {
        made.insert(CKA_MODULUS_BITS, ulong(modulus.len() as CK_ULONG * 8));
    }
    made
}

fn private_half(
    file: &TokenFile,
    label: &[u8],
    (mut told, secret): (Attributes, Attributes),
    template: Attributes,
    id: &[u8],
) -> Attributes {
    let mut made: Attributes = [
        (CKA_TOKEN, boolean(true)),
        (CKA_PRIVATE, boolean(true)),
        (CKA_LABEL, label.to_vec()),
        (CKA_SIGN, boolean(true)),
        (CKA_DECRYPT, boolean(false)),
        (CKA_SENSITIVE, boolean(true)),
        (CKA_EXTRACTABLE, boolean(false)),
        (CKA_ALWAYS_AUTHENTICATE, boolean(file.always_authenticate)),
    ]
    .into_iter()
    .collect();
    if file.hide_public_key {
        told.remove(&CKA_EC_POINT);
    }
    made.extend(template);
    made.extend(told);
    made.extend(secret);
    if file.extractable_keys {
        made.insert(CKA_EXTRACTABLE, boolean(true));
    }
    let sensitive = flag(&made, CKA_SENSITIVE).unwrap_or(true);
    let extractable = flag(&made, CKA_EXTRACTABLE).unwrap_or(false);
    made.insert(CKA_CLASS, ulong(CKO_PRIVATE_KEY));
    made.insert(CKA_ID, id.to_vec());
    made.insert(CKA_LOCAL, boolean(true));
    made.insert(CKA_ALWAYS_SENSITIVE, boolean(sensitive));
    made.insert(CKA_NEVER_EXTRACTABLE, boolean(!extractable));
    made
}

/// The DER of an OCTET STRING of less than 256 bytes, around a point.
fn octet_string(point: &[u8]) -> Vec<u8> {
    let length = point.len() as u8;
    let head: &[u8] = if length < 0x80 {
        &[4, length]
    } else {
        &[4, 0x81, length]
    };
    [head, point].concat()
}

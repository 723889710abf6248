//! What a token of our own keeps: attributes by their type.

use std::collections::BTreeMap;

use cryptoki_sys::{
    CK_ATTRIBUTE, CK_ATTRIBUTE_TYPE, CK_OBJECT_CLASS, CK_OBJECT_HANDLE, CK_RV, CK_SESSION_HANDLE,
    CK_ULONG, CKA_CLASS, CKA_COEFFICIENT, CKA_EXPONENT_1, CKA_EXPONENT_2, CKA_EXTRACTABLE, CKA_ID,
    CKA_PRIME_1, CKA_PRIME_2, CKA_PRIVATE, CKA_PRIVATE_EXPONENT, CKA_SENSITIVE, CKA_VALUE,
    CKO_PRIVATE_KEY, CKO_PUBLIC_KEY, CKO_SECRET_KEY, CKR_ATTRIBUTE_SENSITIVE,
    CKR_ATTRIBUTE_TYPE_INVALID,
};
use serde::{Deserialize, Serialize};

use crate::memory;

/// Attributes by their type; numbers as the bytes of this machine's `CK_ULONG`.
pub(crate) type Attributes = BTreeMap<CK_ATTRIBUTE_TYPE, Vec<u8>>;

/// One object of a token.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Object {
    /// Its handle, the same in every session.
    pub handle: CK_OBJECT_HANDLE,
    /// Its attributes, secret parts included.
    #[serde(with = "hex_map")]
    pub attributes: Attributes,
    /// The session that a session object ends with.
    #[serde(skip)]
    pub(crate) session: Option<CK_SESSION_HANDLE>,
}

impl Object {
    /// Its `CKA_CLASS`.
    #[must_use]
    pub fn class(&self) -> CK_OBJECT_CLASS {
        number(&self.attributes, CKA_CLASS).unwrap_or(CK_OBJECT_CLASS::MAX)
    }

    /// Its `CKA_ID`; empty if it has none.
    #[must_use]
    pub fn id(&self) -> &[u8] {
        self.value(CKA_ID).unwrap_or_default()
    }

    /// The bytes of one attribute, secret or not.
    #[must_use]
    pub fn value(&self, kind: CK_ATTRIBUTE_TYPE) -> Option<&[u8]> {
        self.attributes.get(&kind).map(Vec::as_slice)
    }

    /// A `CK_BBOOL` attribute; `false` if it has none.
    #[must_use]
    pub fn flag(&self, kind: CK_ATTRIBUTE_TYPE) -> bool {
        flag(&self.attributes, kind).unwrap_or(false)
    }

    pub(crate) fn is_private(&self) -> bool {
        self.flag(CKA_PRIVATE)
    }

    pub(crate) fn is_of_pair(&self) -> bool {
        [CKO_PRIVATE_KEY, CKO_PUBLIC_KEY].contains(&self.class())
    }

    /// What the token tells of one attribute.
    pub(crate) fn told(&self, kind: CK_ATTRIBUTE_TYPE) -> Result<&[u8], CK_RV> {
        let secret = [CKO_PRIVATE_KEY, CKO_SECRET_KEY].contains(&self.class())
            && SECRET_PARTS.contains(&kind);
        if secret && (self.flag(CKA_SENSITIVE) || !self.flag(CKA_EXTRACTABLE)) {
            return Err(CKR_ATTRIBUTE_SENSITIVE);
        }
        self.value(kind).ok_or(CKR_ATTRIBUTE_TYPE_INVALID)
    }
}

/// The attributes of a caller's template.
pub(crate) fn attributes(template: &[CK_ATTRIBUTE]) -> Attributes {
    template
        .iter()
        .map(|entry| (entry.type_, memory::value(entry).to_vec()))
        .collect()
}

pub(crate) fn number(attributes: &Attributes, kind: CK_ATTRIBUTE_TYPE) -> Option<CK_ULONG> {
    attributes
        .get(&kind)?
        .as_slice()
        .try_into()
        .ok()
        .map(CK_ULONG::from_ne_bytes)
}

pub(crate) fn flag(attributes: &Attributes, kind: CK_ATTRIBUTE_TYPE) -> Option<bool> {
    attributes.get(&kind)?.first().map(|byte| *byte != 0)
}

pub(crate) fn ulong(value: CK_ULONG) -> Vec<u8> {
    value.to_ne_bytes().to_vec()
}

pub(crate) fn boolean(value: bool) -> Vec<u8> {
    vec![u8::from(value)]
}

/// `"0x102": "0a0b"` instead of decimal types and lists of numbers.
mod hex_map {
    use serde::de::Error as _;
    use serde::{Deserialize as _, Deserializer, Serializer};

    use super::{Attributes, BTreeMap};
    use crate::names;

    pub(super) fn serialize<S: Serializer>(map: &Attributes, to: S) -> Result<S::Ok, S::Error> {
        to.collect_map(
            map.iter()
                .map(|(kind, value)| (format!("{kind:#x}"), hex::encode(value))),
        )
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Attributes, D::Error> {
        let texts = BTreeMap::<String, String>::deserialize(from)?;
        let pair = |(kind, value): (String, String)| {
            let value = hex::decode(&value).map_err(D::Error::custom)?;
            Ok((names::number(&kind).map_err(D::Error::custom)?, value))
        };
        texts.into_iter().map(pair).collect()
    }
}

const SECRET_PARTS: &[CK_ATTRIBUTE_TYPE] = &[
    CKA_VALUE,
    CKA_PRIVATE_EXPONENT,
    CKA_PRIME_1,
    CKA_PRIME_2,
    CKA_EXPONENT_1,
    CKA_EXPONENT_2,
    CKA_COEFFICIENT,
];

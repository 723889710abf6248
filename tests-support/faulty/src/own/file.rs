//! The file of a token of our own: what it is, how it behaves and what it keeps.

use std::collections::BTreeMap;
use std::path::Path;
use std::{fs, io, process};

use cryptoki_sys::{
    CK_ATTRIBUTE_TYPE, CK_MECHANISM_TYPE, CK_OBJECT_CLASS, CK_OBJECT_HANDLE, CKM_EC_KEY_PAIR_GEN,
    CKM_ECDSA, CKM_ECDSA_SHA256, CKM_RSA_PKCS, CKM_RSA_PKCS_KEY_PAIR_GEN, CKM_RSA_X_509,
    CKM_SHA256_RSA_PKCS,
};
use serde::{Deserialize, Serialize};

use super::object::{Attributes, Object};

/// A token: its state and its ways, all of them free to set before [`TokenFile::write`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is one independent bad habit"
)]
pub struct TokenFile {
    /// The token's label.
    pub label: String,
    /// The token's manufacturer.
    pub manufacturer: String,
    /// The token's model.
    pub model: String,
    /// The token's serial number.
    pub serial: String,
    /// Whether it was initialised; if not, only `C_InitToken` works.
    pub initialised: bool,
    /// The user's PIN; none until `C_InitPIN`.
    pub user_pin: Option<String>,
    /// The officer's PIN; none before `C_InitToken`.
    pub so_pin: Option<String>,
    /// A PIN that is asked at each use of a key, with a counter of its own.
    pub key_pin: Option<String>,
    /// How many wrong PINs in a row lock one.
    pub max_tries: u32,
    /// Tries left for the user's PIN.
    pub tries_left: u32,
    /// Tries left for the officer's PIN.
    pub so_tries_left: u32,
    /// Tries left for the key's PIN.
    pub key_tries_left: u32,
    /// Whether `CK_TOKEN_INFO` tells low counts, the last try and locks.
    pub shows_flags: bool,
    /// Whether PINs are entered on the reader: a PIN of NULL is then accepted.
    pub pin_pad: bool,
    /// Whether nothing can be written: the flag is set, and a read-write session is refused.
    pub write_protected: bool,
    /// Whether the slot is hardware.
    pub hardware: bool,
    /// The fixed places of keys; none: keys go anywhere.
    pub places: Vec<Place>,
    /// How many objects fit.
    pub size: Option<usize>,
    /// The mechanisms that it lists; none: the usual ones.
    pub mechanisms: Option<Vec<CK_MECHANISM_TYPE>>,
    /// Mechanisms that it lists and refuses at `C_SignInit`.
    pub refuse_sign: Vec<CK_MECHANISM_TYPE>,
    /// Attributes that it wants in no template.
    pub reject_attributes: Rejected,
    /// Whether each signature wants a log-in of its own.
    pub always_authenticate: bool,
    /// Whether only the officer writes.
    pub write_as_so: bool,
    /// Whether that officer sees no private object, as PKCS#11 has it.
    pub blind_officer: bool,
    /// Whether generated private keys turn out extractable.
    pub extractable_keys: bool,
    /// Whether a public key that shall be a token object is refused when a pair is made.
    pub public_in_session: bool,
    /// Whether no public key object is kept, and an EC private key tells no point.
    pub hide_public_key: bool,
    /// Whether certificates are seen only after log-in.
    pub private_certs: bool,
    /// Whether a second certificate with the same id replaces the first.
    pub one_certificate_per_key: bool,
    /// Whether a certificate is kept with its last byte changed.
    pub damages_certificates: bool,
    /// The id, in hex, of a pair that is lost when another one is made.
    pub loses: Option<String>,
    /// Whether the token chooses the ids of keys.
    pub ignore_id: bool,
    /// Whether `CKA_EC_POINT` lacks its OCTET STRING.
    pub raw_ec_point: bool,
    /// Whether signatures are garbage of the right length.
    pub wrong_signature: bool,
    /// Whether ECDSA signatures are DER.
    pub der_ecdsa: bool,
    /// Further readers without a token.
    pub extra_slots: usize,
    /// Further readers, listed first, whose token cannot be asked: `CKR_DEVICE_ERROR`.
    pub bad_slots: usize,
    /// How often the list of slots is asked for before the token's own slot appears.
    pub appears_after: usize,
    /// How many test keys of each size were taken; set it to begin with another one.
    pub rsa_taken: BTreeMap<usize, usize>,
    /// The handle of the next object.
    pub next_handle: CK_OBJECT_HANDLE,
    /// Everything on the token.
    pub objects: Vec<Object>,
}

/// A fixed place of a key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Place {
    /// The only `CKA_ID` that leads here, in hex.
    pub id: String,
    /// The label of a key here.
    pub name: String,
}

/// Attributes refused with `CKR_TEMPLATE_INCONSISTENT`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Rejected {
    /// In either template of `C_GenerateKeyPair`.
    pub generate: Vec<CK_ATTRIBUTE_TYPE>,
    /// In the template of `C_CreateObject`.
    pub create: Vec<CK_ATTRIBUTE_TYPE>,
}

impl TokenFile {
    /// An initialised, empty token with the user's PIN `123456` and the officer's `12345678`.
    #[must_use]
    pub fn new(label: &str) -> Self {
        Self {
            label: label.to_owned(),
            ..Self::default()
        }
    }

    /// A blank token: not initialised, no PINs.
    #[must_use]
    pub fn blank() -> Self {
        let (user_pin, so_pin) = (None, None);
        Self {
            label: String::new(),
            initialised: false,
            user_pin,
            so_pin,
            ..Self::default()
        }
    }

    /// The objects of this class, in the order of their handles.
    pub fn of_class(&self, class: CK_OBJECT_CLASS) -> impl Iterator<Item = &Object> {
        self.objects
            .iter()
            .filter(move |object| object.class() == class)
    }

    /// Writes the file whole, or not at all.
    ///
    /// # Panics
    /// When it cannot be written.
    pub fn write(&self, path: impl AsRef<Path>) {
        let path = path.as_ref();
        self.save(path)
            .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    }

    /// Reads the file, as after a call of the module.
    ///
    /// # Panics
    /// When it cannot be read.
    #[must_use]
    pub fn read(path: impl AsRef<Path>) -> Self {
        Self::load(path.as_ref()).unwrap_or_else(|error| panic!("{error}"))
    }

    pub(crate) fn load(path: &Path) -> Result<Self, String> {
        let tell = |error: &dyn std::fmt::Display| format!("token {}: {error}", path.display());
        let text = fs::read_to_string(path).map_err(|error| tell(&error))?;
        serde_json::from_str(&text).map_err(|error| tell(&error))
    }

    pub(crate) fn save(&self, path: &Path) -> io::Result<()> {
        let mut kept = self.clone();
        kept.objects.retain(|object| object.session.is_none());
        let beside = path.with_extension(format!("new-{}", process::id()));
        fs::write(&beside, serde_json::to_vec_pretty(&kept)?)?;
        fs::rename(&beside, path)
    }

    pub(crate) fn add(&mut self, attributes: Attributes) -> &mut Object {
        let handle = self.next_handle;
        self.next_handle += 1;
        self.objects.push(Object {
            handle,
            attributes,
            session: None,
        });
        self.objects
            .last_mut()
            .unwrap_or_else(|| unreachable!("just pushed"))
    }

    pub(crate) fn listed_mechanisms(&self) -> Vec<CK_MECHANISM_TYPE> {
        self.mechanisms
            .clone()
            .unwrap_or_else(|| USUAL_MECHANISMS.to_vec())
    }
}

impl Default for TokenFile {
    fn default() -> Self {
        Self {
            label: "Parafa test".to_owned(),
            manufacturer: "Parafa test".to_owned(),
            model: "Faulty".to_owned(),
            serial: "0000000000000007".to_owned(),
            initialised: true,
            user_pin: Some("123456".to_owned()),
            so_pin: Some("12345678".to_owned()),
            key_pin: None,
            max_tries: 3,
            tries_left: 3,
            so_tries_left: 3,
            key_tries_left: 3,
            shows_flags: false,
            pin_pad: false,
            write_protected: false,
            hardware: false,
            places: Vec::new(),
            size: None,
            mechanisms: None,
            refuse_sign: Vec::new(),
            reject_attributes: Rejected::default(),
            always_authenticate: false,
            write_as_so: false,
            blind_officer: false,
            extractable_keys: false,
            public_in_session: false,
            hide_public_key: false,
            private_certs: false,
            one_certificate_per_key: false,
            damages_certificates: false,
            loses: None,
            ignore_id: false,
            raw_ec_point: false,
            wrong_signature: false,
            der_ecdsa: false,
            extra_slots: 0,
            bad_slots: 0,
            appears_after: 0,
            rsa_taken: BTreeMap::new(),
            next_handle: 1,
            objects: Vec::new(),
        }
    }
}

const USUAL_MECHANISMS: &[CK_MECHANISM_TYPE] = &[
    CKM_RSA_PKCS_KEY_PAIR_GEN,
    CKM_RSA_PKCS,
    CKM_RSA_X_509,
    CKM_SHA256_RSA_PKCS,
    CKM_EC_KEY_PAIR_GEN,
    CKM_ECDSA,
    CKM_ECDSA_SHA256,
];

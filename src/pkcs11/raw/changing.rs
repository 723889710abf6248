//! Sessions and the calls that change a token, on the same function list as everything else. Not through cryptoki's
//! sessions: some modules (p11-kit's client) hand out a new instance with every list, and cryptoki takes one of its own.

use cryptoki::mechanism::Mechanism;
use cryptoki::object::Attribute;
use cryptoki_sys::{
    CK_ATTRIBUTE, CK_ATTRIBUTE_TYPE, CK_MECHANISM, CK_OBJECT_HANDLE, CK_SESSION_HANDLE, CK_SLOT_ID,
    CKF_RW_SESSION, CKF_SERIAL_SESSION, CKR_FUNCTION_NOT_SUPPORTED,
};

use super::{Outcome, Raw, RawError, Rv, done, ulong};

/// Bytes of a block of AES.
const BLOCK: usize = 16;

/// Attributes as the module takes them; they point into `list`.
fn template(list: &[Attribute]) -> Vec<CK_ATTRIBUTE> {
    list.iter().map(CK_ATTRIBUTE::from).collect()
}

impl Raw {
    /// `C_OpenSession`, without a callback.
    pub(in crate::pkcs11) fn open_session(
        &self,
        slot: CK_SLOT_ID,
        write: bool,
    ) -> Outcome<CK_SESSION_HANDLE> {
        let call = function!(self, C_OpenSession);
        let flags = if write {
            CKF_SERIAL_SESSION | CKF_RW_SESSION
        } else {
            CKF_SERIAL_SESSION
        };
        let mut session = 0;
        // SAFETY: a valid place for the handle; no application pointer, no callback.
        done(unsafe { call(slot, flags, std::ptr::null_mut(), None, &raw mut session) })
            .map(|()| session)
    }

    /// `C_CloseSession`.
    pub(in crate::pkcs11) fn close_session(&self, session: CK_SESSION_HANDLE) -> Outcome<()> {
        let call = function!(self, C_CloseSession);
        // SAFETY: only a handle is passed.
        done(unsafe { call(session) })
    }

    /// `C_Logout`.
    pub(in crate::pkcs11) fn logout(&self, session: CK_SESSION_HANDLE) -> Outcome<()> {
        let call = function!(self, C_Logout);
        // SAFETY: only a handle is passed.
        done(unsafe { call(session) })
    }

    /// `C_GenerateKeyPair`: the handles of the public and the private key.
    pub(in crate::pkcs11) fn generate_key_pair(
        &self,
        session: CK_SESSION_HANDLE,
        mechanism: &Mechanism<'_>,
        public: &[Attribute],
        private: &[Attribute],
    ) -> Outcome<(CK_OBJECT_HANDLE, CK_OBJECT_HANDLE)> {
        let call = function!(self, C_GenerateKeyPair);
        let mut mechanism: CK_MECHANISM = mechanism.into();
        let (mut public, mut private) = (template(public), template(private));
        let (mut made_public, mut made_private) = (0, 0);
        // SAFETY: mechanism, templates and what they point to outlive the call.
        done(unsafe {
            call(
                session,
                &raw mut mechanism,
                public.as_mut_ptr(),
                ulong(public.len()),
                private.as_mut_ptr(),
                ulong(private.len()),
                &raw mut made_public,
                &raw mut made_private,
            )
        })
        .map(|()| (made_public, made_private))
    }

    /// `C_CreateObject`.
    pub(in crate::pkcs11) fn create_object(
        &self,
        session: CK_SESSION_HANDLE,
        attributes: &[Attribute],
    ) -> Outcome<CK_OBJECT_HANDLE> {
        let call = function!(self, C_CreateObject);
        let mut attributes = template(attributes);
        let mut made = 0;
        // SAFETY: the template and what it points to outlive the call.
        done(unsafe {
            call(
                session,
                attributes.as_mut_ptr(),
                ulong(attributes.len()),
                &raw mut made,
            )
        })
        .map(|()| made)
    }

    /// `C_CreateObject` of a private key: its secret numbers stay where they are, and are wiped there.
    pub(in crate::pkcs11) fn create_key(
        &self,
        session: CK_SESSION_HANDLE,
        attributes: &[Attribute],
        secret: &[(CK_ATTRIBUTE_TYPE, &[u8])],
    ) -> Outcome<CK_OBJECT_HANDLE> {
        let call = function!(self, C_CreateObject);
        let mut attributes = template(attributes);
        attributes.extend(secret.iter().map(|(kind, value)| CK_ATTRIBUTE {
            type_: *kind,
            pValue: value.as_ptr().cast_mut().cast(),
            ulValueLen: ulong(value.len()),
        }));
        let mut made = 0;
        // SAFETY: the template and what it points to outlive the call; a module only reads a template (2.40 §5.7).
        done(unsafe {
            call(
                session,
                attributes.as_mut_ptr(),
                ulong(attributes.len()),
                &raw mut made,
            )
        })
        .map(|()| made)
    }

    /// `C_GenerateKey`.
    pub(in crate::pkcs11) fn generate_key(
        &self,
        session: CK_SESSION_HANDLE,
        mechanism: &Mechanism<'_>,
        attributes: &[Attribute],
    ) -> Outcome<CK_OBJECT_HANDLE> {
        let call = function!(self, C_GenerateKey);
        let mut mechanism: CK_MECHANISM = mechanism.into();
        let mut attributes = template(attributes);
        let mut made = 0;
        // SAFETY: mechanism, template and what they point to outlive the call.
        done(unsafe {
            call(
                session,
                &raw mut mechanism,
                attributes.as_mut_ptr(),
                ulong(attributes.len()),
                &raw mut made,
            )
        })
        .map(|()| made)
    }

    /// `C_EncryptInit` and `C_Encrypt`: at most one block more than `data`.
    pub(in crate::pkcs11) fn encrypt(
        &self,
        session: CK_SESSION_HANDLE,
        mechanism: &Mechanism<'_>,
        key: CK_OBJECT_HANDLE,
        data: &[u8],
    ) -> Outcome<Vec<u8>> {
        let begin = function!(self, C_EncryptInit);
        let call = function!(self, C_Encrypt);
        let mut mechanism: CK_MECHANISM = mechanism.into();
        // SAFETY: the mechanism and its parameter outlive the call.
        done(unsafe { begin(session, &raw mut mechanism, key) })?;
        let mut sealed = vec![0; data.len() + BLOCK];
        let mut length = ulong(sealed.len());
        // SAFETY: `data` is only read; `length` is the size of `sealed`.
        done(unsafe {
            call(
                session,
                data.as_ptr().cast_mut(),
                ulong(data.len()),
                sealed.as_mut_ptr(),
                &raw mut length,
            )
        })?;
        let length = usize::try_from(length).map_err(|_| RawError::Senseless)?;
        if length > sealed.len() {
            return Err(RawError::Senseless);
        }
        sealed.truncate(length);
        Ok(sealed)
    }

    /// `C_UnwrapKey`.
    pub(in crate::pkcs11) fn unwrap_key(
        &self,
        session: CK_SESSION_HANDLE,
        mechanism: &Mechanism<'_>,
        key: CK_OBJECT_HANDLE,
        wrapped: &[u8],
        attributes: &[Attribute],
    ) -> Outcome<CK_OBJECT_HANDLE> {
        let call = function!(self, C_UnwrapKey);
        let mut mechanism: CK_MECHANISM = mechanism.into();
        let mut attributes = template(attributes);
        let mut made = 0;
        // SAFETY: mechanism, template, what they point to and the wrapped bytes, which are only read, outlive the call.
        done(unsafe {
            call(
                session,
                &raw mut mechanism,
                key,
                wrapped.as_ptr().cast_mut(),
                ulong(wrapped.len()),
                attributes.as_mut_ptr(),
                ulong(attributes.len()),
                &raw mut made,
            )
        })
        .map(|()| made)
    }

    /// `C_DestroyObject`.
    pub(in crate::pkcs11) fn destroy_object(
        &self,
        session: CK_SESSION_HANDLE,
        object: CK_OBJECT_HANDLE,
    ) -> Outcome<()> {
        let call = function!(self, C_DestroyObject);
        // SAFETY: only handles are passed.
        done(unsafe { call(session, object) })
    }
}

//! Sessions and the calls that change a token, on the same function list as everything else. Not through cryptoki's
//! sessions: some modules (p11-kit's client) hand out a new instance with every list, and cryptoki takes one of its own.

use cryptoki::mechanism::Mechanism;
use cryptoki::object::Attribute;
use cryptoki_sys::{
    CK_ATTRIBUTE, CK_MECHANISM, CK_OBJECT_HANDLE, CK_SESSION_HANDLE, CK_SLOT_ID, CKF_RW_SESSION,
    CKF_SERIAL_SESSION, CKR_FUNCTION_NOT_SUPPORTED,
};

use super::{Outcome, Raw, RawError, Rv, done, ulong};

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

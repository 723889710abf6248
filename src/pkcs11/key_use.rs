//! Using a private key: initialise, log in where the key wants it, sign or decrypt.

use cryptoki_sys::{CK_OBJECT_HANDLE, CK_RSA_PKCS_PSS_PARAMS};

use super::module::{Module, narrow};
use super::raw::{Raw, RawError};
use super::rv::{self, Context};
use super::search::widen;
use crate::token::{Fault, Handle, KeyAuth, PssParams, SignMechanism, SlotId, mechanism};

impl Module {
    /// Signs; a mechanism that is refused though listed is remembered.
    pub(super) fn sign_with(
        &mut self,
        slot: SlotId,
        key: Handle,
        mechanism: SignMechanism,
        data: &[u8],
        auth: KeyAuth<'_>,
    ) -> Result<Vec<u8>, Fault> {
        let answer = self.key_operation(
            slot,
            auth,
            ("C_SignInit", "C_Sign"),
            |raw, session| {
                raw.sign_init(
                    narrow(session)?,
                    narrow(mechanism.number())?,
                    mechanism.pss().map(pss).transpose()?,
                    key_handle(key)?,
                )
            },
            |raw, session| raw.sign(narrow(session)?, data),
        );
        let refused = answer.as_ref().is_err_and(|fault| {
            fault.call.as_deref() == Some("C_SignInit")
                && fault.ckr.as_deref() == Some("CKR_MECHANISM_INVALID")
        });
        if refused && !self.learnt.refused_mechanisms.contains(&mechanism) {
            self.learnt.refused_mechanisms.push(mechanism);
        }
        if answer.is_ok() && !self.learnt.signed_with.contains(&mechanism) {
            self.learnt.signed_with.push(mechanism);
        }
        answer
    }

    /// Decrypts PKCS#1 v1.5. What was sealed for another key decrypts to nothing: modules say so by these two answers,
    /// or by bytes that mean nothing.
    pub(super) fn decrypt_with(
        &mut self,
        slot: SlotId,
        key: Handle,
        data: &[u8],
        auth: KeyAuth<'_>,
    ) -> Result<Vec<u8>, Fault> {
        let answer = self.key_operation(
            slot,
            auth,
            ("C_DecryptInit", "C_Decrypt"),
            |raw, session| {
                raw.decrypt_init(
                    narrow(session)?,
                    narrow(mechanism::RSA_PKCS)?,
                    key_handle(key)?,
                )
            },
            |raw, session| raw.decrypt(narrow(session)?, data),
        );
        match answer {
            Err(fault) if is_anothers(&fault) => Ok(Vec::new()),
            answer => answer,
        }
    }

    /// Initialise, the key's own log-in where it wants one, the operation: nothing may come between (Q26).
    fn key_operation(
        &mut self,
        slot: SlotId,
        auth: KeyAuth<'_>,
        names: (&'static str, &'static str),
        init: impl FnOnce(&Raw, u64) -> Result<(), RawError>,
        run: impl Fn(&Raw, u64) -> Result<Vec<u8>, RawError>,
    ) -> Result<Vec<u8>, Fault> {
        let session = widen(self.open_on(slot)?.session);
        self.looking(names.0, |raw| init(raw, session))?;
        let logged_in = match auth {
            KeyAuth::NotAsked => Ok(()),
            KeyAuth::Secret(secret) => self.log_in_for_key(slot, Some(secret)),
            KeyAuth::Pad => self.log_in_for_key(slot, None),
        };
        if let Err(fault) = logged_in {
            // The operation is still open in the session; asking for it without the log-in ends it on every module.
            let _ = self.looking(names.1, |raw| run(raw, session));
            return Err(fault);
        }
        if matches!(auth, KeyAuth::Pad) {
            // The person may be typing on the reader now: not to be cut short like a look.
            return self
                .changing(names.1, |raw| run(raw, session))
                .map_err(|error| rv::fault(error, names.1, Context::Other));
        }
        self.looking(names.1, |raw| run(raw, session))
    }
}

fn is_anothers(fault: &Fault) -> bool {
    fault.call.as_deref() == Some("C_Decrypt")
        && matches!(
            fault.ckr.as_deref(),
            Some("CKR_ENCRYPTED_DATA_INVALID" | "CKR_ENCRYPTED_DATA_LEN_RANGE")
        )
}

fn pss(params: PssParams) -> Result<CK_RSA_PKCS_PSS_PARAMS, RawError> {
    Ok(CK_RSA_PKCS_PSS_PARAMS {
        hashAlg: narrow(params.hash)?,
        mgf: narrow(params.mask)?,
        sLen: narrow(params.salt)?,
    })
}

fn key_handle(key: Handle) -> Result<CK_OBJECT_HANDLE, RawError> {
    narrow(key.0)
}

//! Slots, sessions and log-ins.

use std::time::{Duration, Instant};

use cryptoki_sys::{
    CK_FLAGS, CK_SESSION_HANDLE, CK_SLOT_ID, CK_TOKEN_INFO, CK_ULONG, CKF_HW_SLOT,
    CKF_LOGIN_REQUIRED, CKF_PROTECTED_AUTHENTICATION_PATH, CKF_SO_PIN_COUNT_LOW,
    CKF_SO_PIN_FINAL_TRY, CKF_SO_PIN_LOCKED, CKF_SO_PIN_TO_BE_CHANGED, CKF_TOKEN_INITIALIZED,
    CKF_USER_PIN_COUNT_LOW, CKF_USER_PIN_FINAL_TRY, CKF_USER_PIN_INITIALIZED, CKF_USER_PIN_LOCKED,
    CKF_USER_PIN_TO_BE_CHANGED, CKF_WRITE_PROTECTED, CKU_CONTEXT_SPECIFIC, CKU_SO, CKU_USER,
};

use super::Effect;
use super::module::Module;
use super::raw::{Raw, RawError, Rv, UNAVAILABLE};
use super::rv::{self, Context};
use super::text::decode;
use crate::secret::{self, Secret};
use crate::token::{
    Access, Fault, FaultKind, PinFlags, Role, Settle, Slot, SlotId, TokenId, TokenInfo,
};

/// An open session on a slot, and who is logged in there.
pub(super) struct Open {
    pub(super) session: CK_SESSION_HANDLE,
    pub(super) access: Access,
    pub(super) role: Option<Role>,
}

/// `CKR_USER_ALREADY_LOGGED_IN`: success (Q34).
const ALREADY_LOGGED_IN: u64 = 0x100;
/// `CKR_USER_ANOTHER_ALREADY_LOGGED_IN`, `CKR_USER_TOO_MANY_TYPES`.
const ANOTHER: [u64; 2] = [0x104, 0x105];

impl Module {
    /// Slot information first, then token information (Q17). A slot that fails hides no other.
    pub(super) fn read_slot(&self, id: CK_SLOT_ID) -> Result<Slot, Fault> {
        let raw = &self.loaded()?.raw;
        self.witness.entering("C_GetSlotInfo", Effect::Looking);
        let info = raw
            .slot_info(id)
            .map_err(|error| rv::fault(error, "C_GetSlotInfo", Context::Other));
        let (description, hardware) = match &info {
            Ok(info) => (
                decode(&{ info.slotDescription }),
                Some(has(info.flags, CKF_HW_SLOT)),
            ),
            Err(_) => (String::new(), None),
        };
        self.witness.entering("C_GetTokenInfo", Effect::Looking);
        let token = raw
            .token_info(id)
            .map(|info| token_info(&info))
            .map_err(|error| rv::fault(error, "C_GetTokenInfo", Context::Other));
        Ok(Slot {
            id: slot_id(id),
            description,
            hardware,
            token,
        })
    }

    /// The slots of a module that shows them late (Q16): asked again until all tokens of a card are there, or nothing has
    /// changed for a while. Without any token there is nothing to wait for.
    pub(super) fn settled_slots(&self, settle: Settle) -> Result<Vec<CK_SLOT_ID>, Fault> {
        let begun = Instant::now();
        let mut ids = self.looking("C_GetSlotList", Raw::slots)?;
        let mut since = begun;
        let quiet = if settle.tokens.is_some() {
            LATE
        } else {
            SETTLED
        };
        let whole = |ids: &[CK_SLOT_ID]| settle.tokens.is_some_and(|tokens| ids.len() >= tokens);
        while !whole(&ids) && since.elapsed() < quiet {
            let none = ids.is_empty() && since.elapsed() >= SETTLED;
            if none || begun.elapsed() + AGAIN > Duration::from_millis(settle.millis) {
                break;
            }
            std::thread::sleep(AGAIN);
            let now = self.looking("C_GetSlotList", Raw::slots)?;
            if now != ids {
                (ids, since) = (now, Instant::now());
            }
        }
        Ok(ids)
    }

    /// A session with at least this access; a reading one is replaced by a writing one without losing the log-in.
    pub(super) fn open_session(&mut self, slot: SlotId, access: Access) -> Result<(), Fault> {
        if self
            .sessions
            .get(&slot)
            .is_some_and(|open| open.access == access || open.access == Access::Write)
        {
            return Ok(());
        }
        let number = CK_SLOT_ID::try_from(slot.0).map_err(|_| Fault::new(FaultKind::Removed))?;
        self.witness.entering("C_OpenSession", Effect::Looking);
        let session = self
            .loaded()?
            .raw
            .open_session(number, access == Access::Write)
            .map_err(|error| rv::fault(error, "C_OpenSession", Context::Other))?;
        let role = self.sessions.get(&slot).and_then(|open| open.role);
        if let Some(old) = self.sessions.insert(
            slot,
            Open {
                session,
                access,
                role,
            },
        ) {
            self.close_one(old.session);
        }
        Ok(())
    }

    pub(super) fn close_one(&self, session: CK_SESSION_HANDLE) {
        let Ok(loaded) = self.loaded() else { return };
        self.witness.entering("C_CloseSession", Effect::Looking);
        if let Err(error) = loaded.raw.close_session(session) {
            tracing::debug!(?error, "C_CloseSession");
        }
    }

    /// Logs in as user or officer. An answer that is not on the list counts as a possibly spent try.
    pub(super) fn log_in(
        &mut self,
        slot: SlotId,
        role: Role,
        secret: Option<&Secret>,
    ) -> Result<(), Fault> {
        if self.open_on(slot)?.role == Some(role) {
            return Ok(());
        }
        if self.open_on(slot)?.role.is_some() {
            self.log_out(slot);
        }
        if role == Role::So && self.open_on(slot)?.access == Access::Read {
            // No read-only session may be open while the officer is logged in (PKCS#11 2.40 §5.6.1).
            if let Some(old) = self.sessions.remove(&slot) {
                self.close_one(old.session);
            }
            self.open_session(slot, Access::Write)?;
        }
        let user = if role == Role::So { CKU_SO } else { CKU_USER };
        let handle = self.open_on(slot)?.session;
        let pin = secret.map(Secret::expose);
        let answer = self.changing("C_Login", |raw| raw.login(handle, user, pin));
        match answer {
            Ok(()) | Err(RawError::Rv(Rv(ALREADY_LOGGED_IN))) => {}
            Err(RawError::Rv(Rv(value))) if ANOTHER.contains(&value) => {
                return Err(rv::fault(
                    RawError::Rv(Rv(value)),
                    "C_Login",
                    Context::Other,
                ));
            }
            Err(error) => return Err(rv::fault(error, "C_Login", Context::Login)),
        }
        if let Some(open) = self.sessions.get_mut(&slot) {
            open.role = Some(role);
        }
        Ok(())
    }

    /// The key's own log-in, right after `C_SignInit` or `C_DecryptInit` (PKCS#11 2.40 §4.9, `CKA_ALWAYS_AUTHENTICATE`).
    pub(super) fn log_in_for_key(
        &self,
        slot: SlotId,
        secret: Option<&Secret>,
    ) -> Result<(), Fault> {
        let handle = self.open_on(slot)?.session;
        let pin = secret.map(Secret::expose);
        self.changing("C_Login", |raw| {
            raw.login(handle, CKU_CONTEXT_SPECIFIC, pin)
        })
        .map_err(|error| rv::fault(error, "C_Login", Context::Login))
    }

    /// `C_SetPIN`. An answer that is not on the list counts as a possibly spent try of the old one.
    pub(super) fn change_pin(&self, slot: SlotId, pins: Option<&Secret>) -> Result<(), Fault> {
        let session = self.open_on(slot)?.session;
        let pins = pins.and_then(secret::unpack);
        let (old, new) = match pins.as_deref() {
            Some([old, new]) => (Some(*old), Some(*new)),
            _ => (None, None),
        };
        let answer = self.changing("C_SetPIN", |raw| raw.set_pin(session, old, new));
        answer.map_err(|error| {
            rv::fault(error, "C_SetPIN", Context::Login).with_state(rv::state_after(error))
        })
    }

    /// `C_Logout`; its errors are of no use (Q34).
    pub(super) fn log_out(&mut self, slot: SlotId) {
        let Some(open) = self.sessions.get_mut(&slot) else {
            return;
        };
        if open.role.take().is_none() {
            return;
        }
        let session = open.session;
        let Ok(loaded) = self.loaded() else { return };
        self.witness.entering("C_Logout", Effect::Looking);
        if let Err(error) = loaded.raw.logout(session) {
            tracing::debug!(?error, "C_Logout");
        }
    }

    pub(super) fn open_on(&self, slot: SlotId) -> Result<&Open, Fault> {
        self.sessions
            .get(&slot)
            .ok_or_else(|| Fault::new(FaultKind::SessionLost))
    }
}

/// How often a module whose slots appear late is asked again.
const AGAIN: Duration = Duration::from_millis(500);
/// After this long without a change nothing more is expected.
const SETTLED: Duration = Duration::from_secs(2);
/// The same where more tokens are known to come: the Romanian identity card shows its second and third after 20 seconds.
const LATE: Duration = Duration::from_secs(22);

/// Some modules list empty slots, too, though only those with a token were asked for (Q15).
pub(super) fn holds_a_token(slot: &Slot) -> bool {
    let empty = |fault: &Fault| fault.ckr.as_deref() == Some("CKR_TOKEN_NOT_PRESENT");
    !slot.token.as_ref().is_err_and(empty)
}

#[allow(clippy::useless_conversion)] // CK_ULONG has 32 bits on Windows
fn slot_id(id: CK_SLOT_ID) -> SlotId {
    SlotId(u64::from(id))
}

fn has(flags: CK_FLAGS, flag: CK_FLAGS) -> bool {
    flags & flag != 0
}

fn token_info(info: &CK_TOKEN_INFO) -> TokenInfo {
    let flags = info.flags;
    TokenInfo {
        id: TokenId {
            label: decode(&{ info.label }),
            manufacturer: decode(&{ info.manufacturerID }),
            model: decode(&{ info.model }),
            serial: decode(&{ info.serialNumber }),
        },
        initialised: has(flags, CKF_TOKEN_INITIALIZED),
        login_required: has(flags, CKF_LOGIN_REQUIRED),
        user_pin_set: has(flags, CKF_USER_PIN_INITIALIZED),
        write_protected: has(flags, CKF_WRITE_PROTECTED),
        pin_pad: has(flags, CKF_PROTECTED_AUTHENTICATION_PATH),
        user_pin: PinFlags {
            count_low: has(flags, CKF_USER_PIN_COUNT_LOW),
            final_try: has(flags, CKF_USER_PIN_FINAL_TRY),
            locked: has(flags, CKF_USER_PIN_LOCKED),
            to_be_changed: has(flags, CKF_USER_PIN_TO_BE_CHANGED),
        },
        so_pin: PinFlags {
            count_low: has(flags, CKF_SO_PIN_COUNT_LOW),
            final_try: has(flags, CKF_SO_PIN_FINAL_TRY),
            locked: has(flags, CKF_SO_PIN_LOCKED),
            to_be_changed: has(flags, CKF_SO_PIN_TO_BE_CHANGED),
        },
        min_pin: told(info.ulMinPinLen),
        // Zero stands for what is not told, too (Q46): Kryoptic, NSS without a PIN.
        max_pin: told(info.ulMaxPinLen).filter(|max| *max != 0),
    }
}

#[allow(clippy::useless_conversion)] // CK_ULONG has 32 bits on Windows
fn told(value: CK_ULONG) -> Option<u64> {
    (value != UNAVAILABLE).then(|| u64::from(value))
}

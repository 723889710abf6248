//! Slots, tokens, mechanisms and sessions.

use std::ffi::c_void;

use cryptoki_sys::{
    CK_BBOOL, CK_FLAGS, CK_MECHANISM_INFO, CK_MECHANISM_TYPE, CK_NOTIFY, CK_RV, CK_SESSION_HANDLE,
    CK_SESSION_INFO, CK_SLOT_ID, CK_SLOT_INFO, CK_TOKEN_INFO, CK_ULONG, CK_UNAVAILABLE_INFORMATION,
    CK_VERSION, CKF_DECRYPT, CKF_GENERATE_KEY_PAIR, CKF_HW, CKF_HW_SLOT, CKF_LOGIN_REQUIRED,
    CKF_PROTECTED_AUTHENTICATION_PATH, CKF_REMOVABLE_DEVICE, CKF_RW_SESSION, CKF_SERIAL_SESSION,
    CKF_SIGN, CKF_SO_PIN_COUNT_LOW, CKF_SO_PIN_FINAL_TRY, CKF_SO_PIN_LOCKED, CKF_TOKEN_INITIALIZED,
    CKF_TOKEN_PRESENT, CKF_USER_PIN_COUNT_LOW, CKF_USER_PIN_FINAL_TRY, CKF_USER_PIN_INITIALIZED,
    CKF_USER_PIN_LOCKED, CKF_WRITE_PROTECTED, CKM_EC_KEY_PAIR_GEN, CKM_ECDSA, CKM_ECDSA_SHA256,
    CKM_ECDSA_SHA384, CKM_ECDSA_SHA512, CKM_RSA_PKCS, CKM_RSA_PKCS_KEY_PAIR_GEN, CKR_ARGUMENTS_BAD,
    CKR_DEVICE_ERROR, CKR_MECHANISM_INVALID, CKR_SESSION_HANDLE_INVALID,
    CKR_SESSION_PARALLEL_NOT_SUPPORTED, CKR_SESSION_READ_WRITE_SO_EXISTS, CKR_SLOT_ID_INVALID,
    CKR_TOKEN_NOT_PRESENT, CKR_TOKEN_NOT_RECOGNIZED, CKR_TOKEN_WRITE_PROTECTED,
    CKS_RO_PUBLIC_SESSION, CKS_RO_USER_FUNCTIONS, CKS_RW_PUBLIC_SESSION, CKS_RW_SO_FUNCTIONS,
    CKS_RW_USER_FUNCTIONS, CKU_SO, CKU_USER,
};

use super::file::TokenFile;
use super::{Session, Token, padded, with};
use crate::memory;

/// What is in a slot.
enum Slot {
    Ours,
    Bad,
    Empty,
}

pub(super) extern "C" fn get_slot_list(
    present: CK_BBOOL,
    list: *mut CK_SLOT_ID,
    count: *mut CK_ULONG,
) -> CK_RV {
    with(|token| {
        let mut slots: Vec<_> = (0..token.file.bad_slots as CK_ULONG)
            .map(|n| FIRST_BAD + n)
            .collect();
        if list.is_null() {
            token.asked += 1; // the question for the count, by which a module refreshes
        }
        if token.asked > token.file.appears_after {
            slots.push(SLOT);
        }
        if present == 0 {
            slots.extend((0..token.file.extra_slots as CK_ULONG).map(|n| FIRST_EMPTY + n));
        }
        answer(memory::give(&slots, list, count))
    })
}

pub(super) extern "C" fn get_slot_info(slot: CK_SLOT_ID, info: *mut CK_SLOT_INFO) -> CK_RV {
    with(|token| {
        let present = if matches!(which(token, slot)?, Slot::Empty) {
            0
        } else {
            CKF_TOKEN_PRESENT
        };
        let hardware = if token.file.hardware { CKF_HW_SLOT } else { 0 };
        let number = match slot {
            SLOT => 0,
            FIRST_BAD..FIRST_EMPTY => 1 + slot - FIRST_BAD,
            _ => 1 + token.file.bad_slots as CK_ULONG + slot - FIRST_EMPTY,
        };
        let told = CK_SLOT_INFO {
            slotDescription: padded(&format!("Parafa test reader {number:02} 00")),
            manufacturerID: padded("Parafa test"),
            flags: present | hardware | CKF_REMOVABLE_DEVICE,
            hardwareVersion: CK_VERSION { major: 1, minor: 0 },
            firmwareVersion: CK_VERSION { major: 1, minor: 0 },
        };
        put(info, told)
    })
}

pub(super) extern "C" fn get_token_info(slot: CK_SLOT_ID, info: *mut CK_TOKEN_INFO) -> CK_RV {
    with(|token| {
        in_slot(token, slot)?;
        let file = &token.file;
        let told = CK_TOKEN_INFO {
            label: padded(&file.label),
            manufacturerID: padded(&file.manufacturer),
            model: padded(&file.model),
            serialNumber: padded(&file.serial),
            flags: token_flags(file),
            ulMaxSessionCount: 0,
            ulSessionCount: token.sessions.len() as CK_ULONG,
            ulMaxRwSessionCount: 0,
            ulRwSessionCount: token
                .sessions
                .values()
                .filter(|session| session.writes)
                .count() as CK_ULONG,
            ulMaxPinLen: MAX_PIN as CK_ULONG,
            ulMinPinLen: MIN_PIN as CK_ULONG,
            ulTotalPublicMemory: CK_UNAVAILABLE_INFORMATION,
            ulFreePublicMemory: CK_UNAVAILABLE_INFORMATION,
            ulTotalPrivateMemory: CK_UNAVAILABLE_INFORMATION,
            ulFreePrivateMemory: CK_UNAVAILABLE_INFORMATION,
            hardwareVersion: CK_VERSION { major: 1, minor: 0 },
            firmwareVersion: CK_VERSION { major: 1, minor: 0 },
            utcTime: padded(""),
        };
        put(info, told)
    })
}

pub(super) extern "C" fn get_mechanism_list(
    slot: CK_SLOT_ID,
    list: *mut CK_MECHANISM_TYPE,
    count: *mut CK_ULONG,
) -> CK_RV {
    with(|token| {
        in_slot(token, slot)?;
        answer(memory::give(&token.file.listed_mechanisms(), list, count))
    })
}

pub(super) extern "C" fn get_mechanism_info(
    slot: CK_SLOT_ID,
    mechanism: CK_MECHANISM_TYPE,
    info: *mut CK_MECHANISM_INFO,
) -> CK_RV {
    with(|token| {
        in_slot(token, slot)?;
        if !token.file.listed_mechanisms().contains(&mechanism) {
            return Err(CKR_MECHANISM_INVALID);
        }
        let curves = [
            CKM_EC_KEY_PAIR_GEN,
            CKM_ECDSA,
            CKM_ECDSA_SHA256,
            CKM_ECDSA_SHA384,
            CKM_ECDSA_SHA512,
        ];
        let (least, most) = if curves.contains(&mechanism) {
            (256, 521)
        } else {
            (2048, 4096)
        };
        let use_flags = match mechanism {
            CKM_RSA_PKCS_KEY_PAIR_GEN | CKM_EC_KEY_PAIR_GEN => CKF_GENERATE_KEY_PAIR,
            CKM_RSA_PKCS => CKF_SIGN | CKF_DECRYPT,
            _ => CKF_SIGN,
        };
        let hardware = if token.file.hardware { CKF_HW } else { 0 };
        put(
            info,
            CK_MECHANISM_INFO {
                ulMinKeySize: least,
                ulMaxKeySize: most,
                flags: use_flags | hardware,
            },
        )
    })
}

pub(super) extern "C" fn open_session(
    slot: CK_SLOT_ID,
    flags: CK_FLAGS,
    _application: *mut c_void,
    _notify: CK_NOTIFY,
    session: *mut CK_SESSION_HANDLE,
) -> CK_RV {
    with(|token| {
        in_slot(token, slot)?;
        if flags & CKF_SERIAL_SESSION == 0 {
            return Err(CKR_SESSION_PARALLEL_NOT_SUPPORTED);
        }
        if !token.file.initialised {
            return Err(CKR_TOKEN_NOT_RECOGNIZED);
        }
        let writes = flags & CKF_RW_SESSION != 0;
        if writes && token.file.write_protected {
            return Err(CKR_TOKEN_WRITE_PROTECTED);
        }
        if !writes && token.login == Some(CKU_SO) {
            return Err(CKR_SESSION_READ_WRITE_SO_EXISTS);
        }
        let handle = token.next_session;
        put(session, handle)?;
        token.next_session += 1;
        token.sessions.insert(
            handle,
            Session {
                writes,
                ..Session::default()
            },
        );
        Ok(())
    })
}

pub(super) extern "C" fn close_session(session: CK_SESSION_HANDLE) -> CK_RV {
    with(|token| {
        token
            .sessions
            .remove(&session)
            .ok_or(CKR_SESSION_HANDLE_INVALID)?;
        token
            .file
            .objects
            .retain(|object| object.session != Some(session));
        if token.sessions.is_empty() {
            token.login = None;
        }
        Ok(())
    })
}

pub(super) extern "C" fn close_all_sessions(slot: CK_SLOT_ID) -> CK_RV {
    with(|token| {
        in_slot(token, slot)?;
        token.sessions.clear();
        token.file.objects.retain(|object| object.session.is_none());
        token.login = None;
        Ok(())
    })
}

pub(super) extern "C" fn get_session_info(
    session: CK_SESSION_HANDLE,
    info: *mut CK_SESSION_INFO,
) -> CK_RV {
    with(|token| {
        let login = token.login;
        let writes = token.session(session)?.writes;
        let (state, flags) = match (writes, login) {
            (false, Some(CKU_USER)) => (CKS_RO_USER_FUNCTIONS, CKF_SERIAL_SESSION),
            (false, _) => (CKS_RO_PUBLIC_SESSION, CKF_SERIAL_SESSION),
            (true, Some(CKU_USER)) => (CKS_RW_USER_FUNCTIONS, CKF_SERIAL_SESSION | CKF_RW_SESSION),
            (true, Some(_)) => (CKS_RW_SO_FUNCTIONS, CKF_SERIAL_SESSION | CKF_RW_SESSION),
            (true, None) => (CKS_RW_PUBLIC_SESSION, CKF_SERIAL_SESSION | CKF_RW_SESSION),
        };
        put(
            info,
            CK_SESSION_INFO {
                slotID: SLOT,
                state,
                flags,
                ulDeviceError: 0,
            },
        )
    })
}

/// Refuses every slot but ours.
pub(super) fn in_slot(token: &Token, slot: CK_SLOT_ID) -> Result<(), CK_RV> {
    match which(token, slot)? {
        Slot::Ours => Ok(()),
        Slot::Bad => Err(CKR_DEVICE_ERROR),
        Slot::Empty => Err(CKR_TOKEN_NOT_PRESENT),
    }
}

fn which(token: &Token, slot: CK_SLOT_ID) -> Result<Slot, CK_RV> {
    let below = |first: CK_SLOT_ID, count: usize| slot >= first && slot - first < count as CK_ULONG;
    match slot {
        SLOT => Ok(Slot::Ours),
        _ if below(FIRST_BAD, token.file.bad_slots) => Ok(Slot::Bad),
        _ if below(FIRST_EMPTY, token.file.extra_slots) => Ok(Slot::Empty),
        _ => Err(CKR_SLOT_ID_INVALID),
    }
}

fn token_flags(file: &TokenFile) -> CK_FLAGS {
    let mut flags = CKF_LOGIN_REQUIRED;
    let mut set = |when: bool, flag: CK_FLAGS| flags |= if when { flag } else { 0 };
    set(file.initialised, CKF_TOKEN_INITIALIZED);
    set(file.user_pin.is_some(), CKF_USER_PIN_INITIALIZED);
    set(file.write_protected, CKF_WRITE_PROTECTED);
    set(file.pin_pad, CKF_PROTECTED_AUTHENTICATION_PATH);
    if file.shows_flags {
        let (user, officer) = (file.tries_left, file.so_tries_left);
        set(user > 0 && user < file.max_tries, CKF_USER_PIN_COUNT_LOW);
        set(user == 1, CKF_USER_PIN_FINAL_TRY);
        set(user == 0, CKF_USER_PIN_LOCKED);
        set(
            officer > 0 && officer < file.max_tries,
            CKF_SO_PIN_COUNT_LOW,
        );
        set(officer == 1, CKF_SO_PIN_FINAL_TRY);
        set(officer == 0, CKF_SO_PIN_LOCKED);
    }
    flags
}

fn answer(rv: CK_RV) -> Result<(), CK_RV> {
    if rv == cryptoki_sys::CKR_OK {
        Ok(())
    } else {
        Err(rv)
    }
}

fn put<T>(to: *mut T, value: T) -> Result<(), CK_RV> {
    if to.is_null() {
        return Err(CKR_ARGUMENTS_BAD);
    }
    memory::write(to, value);
    Ok(())
}

pub(super) const MIN_PIN: usize = 4;
pub(super) const MAX_PIN: usize = 16;
const SLOT: CK_SLOT_ID = 7;
const FIRST_BAD: CK_SLOT_ID = 100;
const FIRST_EMPTY: CK_SLOT_ID = 200;

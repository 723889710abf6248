//! A token that was pulled out while `FAULTY_REMOVED` exists.

use cryptoki_sys::{
    CK_FUNCTION_LIST, CK_RV, CK_SLOT_ID, CK_SLOT_INFO, CK_ULONG, CKF_TOKEN_PRESENT,
    CKR_DEVICE_REMOVED, CKR_FUNCTION_NOT_SUPPORTED, CKR_OK, CKR_SESSION_HANDLE_INVALID,
    CKR_TOKEN_NOT_PRESENT,
};

use crate::memory;
use crate::shape::{at, number};

/// Closes what was open, as a real module does when its card goes.
pub(crate) fn pull(backend: &CK_FUNCTION_LIST) {
    let (list, close) = (backend.C_GetSlotList, backend.C_CloseAllSessions);
    let (Some(list), Some(close)) = (list, close) else {
        return;
    };
    let mut slots: [CK_SLOT_ID; 64] = [0; 64];
    let mut count = slots.len() as CK_ULONG;
    // SAFETY: room for `count` slots.
    if unsafe { list(1, slots.as_mut_ptr(), &raw mut count) } != CKR_OK {
        return;
    }
    for slot in slots.iter().take(count as usize) {
        // SAFETY: no pointers.
        unsafe { close(*slot) };
    }
}

/// What a call answers without a token; `None` for the calls that need none.
pub(crate) fn answer(function: &str, words: &[usize], backend: &CK_FUNCTION_LIST) -> Option<CK_RV> {
    match function {
        "C_Initialize" | "C_Finalize" | "C_GetInfo" | "C_GetFunctionList"
        | "C_WaitForSlotEvent" => None,
        "C_GetSlotList" if number(words, 0) == 0 => None,
        "C_GetSlotList" => Some(memory::give::<CK_SLOT_ID>(&[], at(words, 1), at(words, 2))),
        "C_GetSlotInfo" => Some(empty_slot(words, backend)),
        "C_GetTokenInfo" | "C_GetMechanismList" | "C_GetMechanismInfo" | "C_InitToken"
        | "C_OpenSession" | "C_CloseAllSessions" => Some(CKR_TOKEN_NOT_PRESENT),
        "C_CloseSession" | "C_GetSessionInfo" => Some(CKR_SESSION_HANDLE_INVALID),
        _ => Some(CKR_DEVICE_REMOVED),
    }
}

fn empty_slot(words: &[usize], backend: &CK_FUNCTION_LIST) -> CK_RV {
    let function = backend.C_GetSlotInfo;
    let Some(function) = function else {
        return CKR_FUNCTION_NOT_SUPPORTED;
    };
    let info_at = at::<CK_SLOT_INFO>(words, 1);
    // SAFETY: the caller's own arguments.
    let rv = unsafe { function(number(words, 0), info_at) };
    if rv == CKR_OK {
        let mut info = memory::read(info_at);
        info.flags &= !CKF_TOKEN_PRESENT;
        memory::write(info_at, info);
    }
    rv
}

//! Returned values to faults: `CKR_…` numbers, their names for searching, and what each means for what happens next.
#![allow(clippy::useless_conversion)] // CK_RV has 32 bits on Windows

use cryptoki::error::{Error as CryptokiError, RvError};

use super::raw::{RawError, Rv};
use crate::token::{Fault, FaultKind, TokenState};

/// What `C_Login` and its kin answer differs in meaning from the same value elsewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Context {
    /// A log-in, or the setting of a PIN: any odd answer counts as a possibly spent try (Q29).
    Login,
    /// Everything else.
    Other,
}

/// The name of a returned value, else its hex number.
pub(super) fn name(value: u64) -> String {
    NAMES
        .binary_search_by_key(&value, |(number, _)| *number)
        .ok()
        .and_then(|index| NAMES.get(index))
        .map_or_else(|| format!("0x{value:08X}"), |(_, name)| (*name).to_owned())
}

/// A raw error of `call` as a fault.
pub(super) fn fault(error: RawError, call: &str, context: Context) -> Fault {
    match error {
        RawError::Senseless => Fault::of(FaultKind::Senseless, call),
        RawError::Rv(Rv(value)) => Fault {
            kind: kind(value, context),
            call: Some(call.to_owned()),
            ckr: Some(name(value)),
            state: TokenState::NothingChanged,
        },
    }
}

/// An error of the cryptoki crate as a raw one.
pub(super) fn from_cryptoki(error: &CryptokiError) -> RawError {
    match error {
        CryptokiError::Pkcs11(
            RvError::VendorDefined(value) | RvError::UnknownErrorCode(value),
            _,
        ) => RawError::Rv(Rv(u64::from(*value))),
        CryptokiError::Pkcs11(value, _) => RawError::Rv(Rv(number_of(*value))),
        CryptokiError::NullFunctionPointer => RawError::Rv(Rv(FUNCTION_NOT_SUPPORTED)),
        _ => RawError::Senseless,
    }
}

/// cryptoki names the variant as the standard does, in camel case; the table gives the number back.
fn number_of(error: RvError) -> u64 {
    let wanted = format!("{error:?}").to_ascii_lowercase();
    NAMES
        .iter()
        .find(|(_, name)| {
            name.trim_start_matches("CKR_")
                .replace('_', "")
                .to_ascii_lowercase()
                == wanted
        })
        .map_or(GENERAL_ERROR, |(number, _)| *number)
}

/// What is left on the token after a changing call answered with this error and no look told more: some answers mean
/// that it may have been done in part or whole (PKCS#11 2.40 §5.1.1, `CKR_GENERAL_ERROR`).
pub(super) fn state_after(error: RawError) -> TokenState {
    match error {
        RawError::Senseless
        | RawError::Rv(Rv(0x02 | 0x05 | 0x06 | 0x30 | 0x32 | 0xE0 | 0x8000_0000..)) => {
            TokenState::Unknown
        }
        RawError::Rv(_) => TokenState::NothingChanged,
    }
}

/// Whether the session that answered this is gone, so that it has to be opened anew.
pub(super) fn ends_session(fault: &Fault) -> bool {
    matches!(
        fault.ckr.as_deref(),
        Some(
            "CKR_SESSION_HANDLE_INVALID"
                | "CKR_SESSION_CLOSED"
                | "CKR_DEVICE_REMOVED"
                | "CKR_TOKEN_NOT_PRESENT"
        )
    )
}

/// Whether this answer to a template allows one rung down the ladder.
pub(super) fn is_template_refusal(error: RawError) -> bool {
    matches!(
        error,
        RawError::Rv(Rv(0x07 | 0x10 | 0x12 | 0x13 | 0xD0 | 0xD1))
    )
}

fn kind(value: u64, context: Context) -> FaultKind {
    match value {
        0xA0 => FaultKind::WrongPin,
        0xA1 => FaultKind::PinInvalid,
        0xA2 => FaultKind::PinLength,
        0xA3 => FaultKind::PinExpired,
        0xA4 => FaultKind::PinLocked,
        0x102 => FaultKind::PinNotSet,
        0x50 | 0x200 => FaultKind::Cancelled,
        0x32 | 0xE0 => FaultKind::Removed,
        0xE1 => FaultKind::NotRecognised,
        0x31 => FaultKind::Full,
        0xE2 | 0xB5 => FaultKind::WriteProtected,
        0x101 => FaultKind::NotLoggedIn,
        0x82 | 0xB0 | 0xB3 => FaultKind::SessionLost,
        _ if context == Context::Login => FaultKind::LoginOdd,
        0x54 => FaultKind::Unsupported,
        0x70 | 0x71 | 0x62 | 0x63 | 0x68 => FaultKind::MechanismRefused,
        0x07 | 0x10 | 0x12 | 0x13 | 0xD0 | 0xD1 => FaultKind::TemplateRefused,
        _ => FaultKind::Refused,
    }
}

const GENERAL_ERROR: u64 = 0x05;
const FUNCTION_NOT_SUPPORTED: u64 = 0x54;

/// `CKR_` names by number (PKCS#11 2.40 and 3.x, header file `pkcs11t.h`).
#[rustfmt::skip]
#[allow(clippy::unreadable_literal)] // as in the header file
const NAMES: &[(u64, &str)] = &[
    (0x0, "CKR_OK"),
    (0x1, "CKR_CANCEL"),
    (0x2, "CKR_HOST_MEMORY"),
    (0x3, "CKR_SLOT_ID_INVALID"),
    (0x5, "CKR_GENERAL_ERROR"),
    (0x6, "CKR_FUNCTION_FAILED"),
    (0x7, "CKR_ARGUMENTS_BAD"),
    (0x8, "CKR_NO_EVENT"),
    (0x9, "CKR_NEED_TO_CREATE_THREADS"),
    (0xA, "CKR_CANT_LOCK"),
    (0x10, "CKR_ATTRIBUTE_READ_ONLY"),
    (0x11, "CKR_ATTRIBUTE_SENSITIVE"),
    (0x12, "CKR_ATTRIBUTE_TYPE_INVALID"),
    (0x13, "CKR_ATTRIBUTE_VALUE_INVALID"),
    (0x1B, "CKR_ACTION_PROHIBITED"),
    (0x20, "CKR_DATA_INVALID"),
    (0x21, "CKR_DATA_LEN_RANGE"),
    (0x30, "CKR_DEVICE_ERROR"),
    (0x31, "CKR_DEVICE_MEMORY"),
    (0x32, "CKR_DEVICE_REMOVED"),
    (0x40, "CKR_ENCRYPTED_DATA_INVALID"),
    (0x41, "CKR_ENCRYPTED_DATA_LEN_RANGE"),
    (0x42, "CKR_AEAD_DECRYPT_FAILED"),
    (0x50, "CKR_FUNCTION_CANCELED"),
    (0x51, "CKR_FUNCTION_NOT_PARALLEL"),
    (0x54, "CKR_FUNCTION_NOT_SUPPORTED"),
    (0x60, "CKR_KEY_HANDLE_INVALID"),
    (0x62, "CKR_KEY_SIZE_RANGE"),
    (0x63, "CKR_KEY_TYPE_INCONSISTENT"),
    (0x64, "CKR_KEY_NOT_NEEDED"),
    (0x65, "CKR_KEY_CHANGED"),
    (0x66, "CKR_KEY_NEEDED"),
    (0x67, "CKR_KEY_INDIGESTIBLE"),
    (0x68, "CKR_KEY_FUNCTION_NOT_PERMITTED"),
    (0x69, "CKR_KEY_NOT_WRAPPABLE"),
    (0x6A, "CKR_KEY_UNEXTRACTABLE"),
    (0x70, "CKR_MECHANISM_INVALID"),
    (0x71, "CKR_MECHANISM_PARAM_INVALID"),
    (0x82, "CKR_OBJECT_HANDLE_INVALID"),
    (0x90, "CKR_OPERATION_ACTIVE"),
    (0x91, "CKR_OPERATION_NOT_INITIALIZED"),
    (0xA0, "CKR_PIN_INCORRECT"),
    (0xA1, "CKR_PIN_INVALID"),
    (0xA2, "CKR_PIN_LEN_RANGE"),
    (0xA3, "CKR_PIN_EXPIRED"),
    (0xA4, "CKR_PIN_LOCKED"),
    (0xB0, "CKR_SESSION_CLOSED"),
    (0xB1, "CKR_SESSION_COUNT"),
    (0xB3, "CKR_SESSION_HANDLE_INVALID"),
    (0xB4, "CKR_SESSION_PARALLEL_NOT_SUPPORTED"),
    (0xB5, "CKR_SESSION_READ_ONLY"),
    (0xB6, "CKR_SESSION_EXISTS"),
    (0xB7, "CKR_SESSION_READ_ONLY_EXISTS"),
    (0xB8, "CKR_SESSION_READ_WRITE_SO_EXISTS"),
    (0xC0, "CKR_SIGNATURE_INVALID"),
    (0xC1, "CKR_SIGNATURE_LEN_RANGE"),
    (0xD0, "CKR_TEMPLATE_INCOMPLETE"),
    (0xD1, "CKR_TEMPLATE_INCONSISTENT"),
    (0xE0, "CKR_TOKEN_NOT_PRESENT"),
    (0xE1, "CKR_TOKEN_NOT_RECOGNIZED"),
    (0xE2, "CKR_TOKEN_WRITE_PROTECTED"),
    (0xF0, "CKR_UNWRAPPING_KEY_HANDLE_INVALID"),
    (0xF1, "CKR_UNWRAPPING_KEY_SIZE_RANGE"),
    (0xF2, "CKR_UNWRAPPING_KEY_TYPE_INCONSISTENT"),
    (0x100, "CKR_USER_ALREADY_LOGGED_IN"),
    (0x101, "CKR_USER_NOT_LOGGED_IN"),
    (0x102, "CKR_USER_PIN_NOT_INITIALIZED"),
    (0x103, "CKR_USER_TYPE_INVALID"),
    (0x104, "CKR_USER_ANOTHER_ALREADY_LOGGED_IN"),
    (0x105, "CKR_USER_TOO_MANY_TYPES"),
    (0x110, "CKR_WRAPPED_KEY_INVALID"),
    (0x112, "CKR_WRAPPED_KEY_LEN_RANGE"),
    (0x113, "CKR_WRAPPING_KEY_HANDLE_INVALID"),
    (0x114, "CKR_WRAPPING_KEY_SIZE_RANGE"),
    (0x115, "CKR_WRAPPING_KEY_TYPE_INCONSISTENT"),
    (0x120, "CKR_RANDOM_SEED_NOT_SUPPORTED"),
    (0x121, "CKR_RANDOM_NO_RNG"),
    (0x130, "CKR_DOMAIN_PARAMS_INVALID"),
    (0x140, "CKR_CURVE_NOT_SUPPORTED"),
    (0x150, "CKR_BUFFER_TOO_SMALL"),
    (0x160, "CKR_SAVED_STATE_INVALID"),
    (0x170, "CKR_INFORMATION_SENSITIVE"),
    (0x180, "CKR_STATE_UNSAVEABLE"),
    (0x190, "CKR_CRYPTOKI_NOT_INITIALIZED"),
    (0x191, "CKR_CRYPTOKI_ALREADY_INITIALIZED"),
    (0x1A0, "CKR_MUTEX_BAD"),
    (0x1A1, "CKR_MUTEX_NOT_LOCKED"),
    (0x1B0, "CKR_NEW_PIN_MODE"),
    (0x1B1, "CKR_NEXT_OTP"),
    (0x1B5, "CKR_EXCEEDED_MAX_ITERATIONS"),
    (0x1B6, "CKR_FIPS_SELF_TEST_FAILED"),
    (0x1B7, "CKR_LIBRARY_LOAD_FAILED"),
    (0x1B8, "CKR_PIN_TOO_WEAK"),
    (0x1B9, "CKR_PUBLIC_KEY_INVALID"),
    (0x200, "CKR_FUNCTION_REJECTED"),
    (0x201, "CKR_TOKEN_RESOURCE_EXCEEDED"),
    (0x202, "CKR_OPERATION_CANCEL_FAILED"),
    (0x203, "CKR_KEY_EXHAUSTED"),
    (0x204, "CKR_PENDING"),
    (0x205, "CKR_SESSION_ASYNC_NOT_SUPPORTED"),
    (0x206, "CKR_SEED_RANDOM_REQUIRED"),
    (0x207, "CKR_OPERATION_NOT_VALIDATED"),
    (0x208, "CKR_TOKEN_NOT_INITIALIZED"),
    (0x209, "CKR_PARAMETER_SET_NOT_SUPPORTED"),
    (0x80000000, "CKR_VENDOR_DEFINED"),
];

#[cfg(test)]
mod tests {
    use super::{Context, NAMES, fault, from_cryptoki, kind, name};
    use crate::pkcs11::raw::{RawError, Rv};
    use crate::token::FaultKind;

    #[test]
    fn names_are_sorted_and_found() {
        assert!(NAMES.is_sorted_by(|a, b| a.0 < b.0));
        assert_eq!(name(0xA0), "CKR_PIN_INCORRECT");
        assert_eq!(name(0x8000_0001), "0x80000001");
    }

    #[test]
    fn every_number_comes_back_from_cryptoki() {
        for (number, name) in NAMES.iter().filter(|(number, _)| *number != 0) {
            let rv = cryptoki::error::Rv::from(cryptoki_sys::CK_RV::try_from(*number).unwrap());
            let error = rv.into_result(cryptoki::context::Function::Login);
            let back = from_cryptoki(&error.unwrap_err());
            assert_eq!(back, RawError::Rv(Rv(*number)), "{name}");
        }
    }

    #[test]
    fn an_odd_answer_at_login_counts_as_a_possibly_spent_try() {
        assert_eq!(kind(0x05, Context::Login), FaultKind::LoginOdd);
        assert_eq!(kind(0x06, Context::Login), FaultKind::LoginOdd);
        assert_eq!(kind(0x30, Context::Login), FaultKind::LoginOdd);
        assert_eq!(kind(0x05, Context::Other), FaultKind::Refused);
        assert_eq!(kind(0xA0, Context::Login), FaultKind::WrongPin);
    }

    #[test]
    fn the_name_is_kept_for_searching() {
        let fault = fault(RawError::Rv(Rv(0xA4)), "C_Login", Context::Login);
        assert_eq!(fault.ckr.as_deref(), Some("CKR_PIN_LOCKED"));
        assert_eq!(fault.call.as_deref(), Some("C_Login"));
    }
}

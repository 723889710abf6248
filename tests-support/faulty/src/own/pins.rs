//! PINs, their counters, and initialising.

use cryptoki_sys::{
    CK_RV, CK_SESSION_HANDLE, CK_SLOT_ID, CK_ULONG, CK_USER_TYPE, CK_UTF8CHAR,
    CKA_ALWAYS_AUTHENTICATE, CKR_ARGUMENTS_BAD, CKR_OPERATION_NOT_INITIALIZED, CKR_PIN_INCORRECT,
    CKR_PIN_LEN_RANGE, CKR_PIN_LOCKED, CKR_SESSION_EXISTS, CKR_SESSION_READ_ONLY,
    CKR_SESSION_READ_ONLY_EXISTS, CKR_USER_ALREADY_LOGGED_IN, CKR_USER_ANOTHER_ALREADY_LOGGED_IN,
    CKR_USER_NOT_LOGGED_IN, CKR_USER_PIN_NOT_INITIALIZED, CKR_USER_TYPE_INVALID,
    CKU_CONTEXT_SPECIFIC, CKU_SO, CKU_USER,
};

use super::slots::{MAX_PIN, MIN_PIN, in_slot};
use super::{Token, with};
use crate::memory;

/// Which of the three secrets.
#[derive(Clone, Copy)]
enum Role {
    User,
    Officer,
    Key,
}

pub(super) extern "C" fn login(
    session: CK_SESSION_HANDLE,
    user: CK_USER_TYPE,
    pin: *mut CK_UTF8CHAR,
    length: CK_ULONG,
) -> CK_RV {
    with(|token| {
        token.session(session)?;
        let pin = entered(pin, length);
        match user {
            CKU_CONTEXT_SPECIFIC => return login_for_key(token, session, pin),
            CKU_USER | CKU_SO => {}
            _ => return Err(CKR_USER_TYPE_INVALID),
        }
        if let Some(other) = token.login {
            let same = other == user;
            return Err(if same {
                CKR_USER_ALREADY_LOGGED_IN
            } else {
                CKR_USER_ANOTHER_ALREADY_LOGGED_IN
            });
        }
        if user == CKU_SO && token.sessions.values().any(|session| !session.writes) {
            return Err(CKR_SESSION_READ_ONLY_EXISTS);
        }
        check(
            token,
            if user == CKU_SO {
                Role::Officer
            } else {
                Role::User
            },
            pin,
        )?;
        token.login = Some(user);
        Ok(())
    })
}

pub(super) extern "C" fn logout(session: CK_SESSION_HANDLE) -> CK_RV {
    with(|token| {
        token.session(session)?;
        token
            .login
            .take()
            .map(|_| ())
            .ok_or(CKR_USER_NOT_LOGGED_IN)?;
        token
            .sessions
            .values_mut()
            .for_each(|session| session.operation = None);
        Ok(())
    })
}

pub(super) extern "C" fn init_token(
    slot: CK_SLOT_ID,
    pin: *mut CK_UTF8CHAR,
    length: CK_ULONG,
    label: *mut CK_UTF8CHAR,
) -> CK_RV {
    with(|token| {
        in_slot(token, slot)?;
        if label.is_null() {
            return Err(CKR_ARGUMENTS_BAD);
        }
        if !token.sessions.is_empty() {
            return Err(CKR_SESSION_EXISTS);
        }
        let pin = entered(pin, length);
        if token.file.initialised {
            check(token, Role::Officer, pin)?;
        } else {
            token.file.so_pin = new_pin(token, pin)?;
        }
        let label = String::from_utf8_lossy(memory::bytes(label, 32))
            .trim_end()
            .to_owned();
        let file = &mut token.file;
        file.label = label;
        file.initialised = true;
        file.user_pin = None;
        file.tries_left = file.max_tries;
        file.so_tries_left = file.max_tries;
        file.objects.clear();
        token.save()
    })
}

pub(super) extern "C" fn init_pin(
    session: CK_SESSION_HANDLE,
    pin: *mut CK_UTF8CHAR,
    length: CK_ULONG,
) -> CK_RV {
    with(|token| {
        token.session(session)?;
        if token.login != Some(CKU_SO) {
            return Err(CKR_USER_NOT_LOGGED_IN);
        }
        token.file.user_pin = new_pin(token, entered(pin, length))?;
        token.file.tries_left = token.file.max_tries;
        token.save()
    })
}

pub(super) extern "C" fn set_pin(
    session: CK_SESSION_HANDLE,
    old: *mut CK_UTF8CHAR,
    old_length: CK_ULONG,
    new: *mut CK_UTF8CHAR,
    new_length: CK_ULONG,
) -> CK_RV {
    with(|token| {
        if !token.session(session)?.writes {
            return Err(CKR_SESSION_READ_ONLY);
        }
        let officer = token.login == Some(CKU_SO);
        check(
            token,
            if officer { Role::Officer } else { Role::User },
            entered(old, old_length),
        )?;
        let new = new_pin(token, entered(new, new_length))?;
        let stored = if officer {
            &mut token.file.so_pin
        } else {
            &mut token.file.user_pin
        };
        *stored = new.or_else(|| stored.take());
        token.save()
    })
}

fn login_for_key(
    token: &mut Token,
    session: CK_SESSION_HANDLE,
    pin: Option<&[u8]>,
) -> Result<(), CK_RV> {
    let operation = token.session(session)?.operation.as_ref();
    let key = operation
        .map(|operation| operation.key)
        .ok_or(CKR_OPERATION_NOT_INITIALIZED)?;
    if !token.visible(key)?.flag(CKA_ALWAYS_AUTHENTICATE) {
        return Err(CKR_OPERATION_NOT_INITIALIZED);
    }
    let role = if token.file.key_pin.is_some() {
        Role::Key
    } else {
        Role::User
    };
    check(token, role, pin)?;
    if let Some(operation) = &mut token.session(session)?.operation {
        operation.authenticated = true;
    }
    Ok(())
}

/// Compares a PIN; a wrong one costs a try, a right one gives all of them back.
fn check(token: &mut Token, role: Role, pin: Option<&[u8]>) -> Result<(), CK_RV> {
    let file = &mut token.file;
    let (stored, tries) = match role {
        Role::User => (&file.user_pin, &mut file.tries_left),
        Role::Officer => (&file.so_pin, &mut file.so_tries_left),
        Role::Key => (&file.key_pin, &mut file.key_tries_left),
    };
    let stored = stored.as_ref().ok_or(CKR_USER_PIN_NOT_INITIALIZED)?;
    if *tries == 0 {
        return Err(CKR_PIN_LOCKED);
    }
    let right = match pin {
        Some(pin) => pin == stored.as_bytes(),
        None if file.pin_pad => true,
        None => return Err(CKR_ARGUMENTS_BAD),
    };
    let left = if right { file.max_tries } else { *tries - 1 };
    if *tries != left {
        *tries = left;
        token.save()?;
    }
    match (right, left) {
        (true, _) => Ok(()),
        (false, 0) => Err(CKR_PIN_LOCKED),
        (false, _) => Err(CKR_PIN_INCORRECT),
    }
}

/// A new PIN; on a PIN pad the one that its keys would enter.
fn new_pin(token: &Token, pin: Option<&[u8]>) -> Result<Option<String>, CK_RV> {
    match pin {
        Some(pin) if (MIN_PIN..=MAX_PIN).contains(&pin.len()) => {
            Ok(Some(String::from_utf8_lossy(pin).into_owned()))
        }
        Some(_) => Err(CKR_PIN_LEN_RANGE),
        None if token.file.pin_pad => Ok(Some("123456".to_owned())),
        None => Err(CKR_ARGUMENTS_BAD),
    }
}

fn entered<'a>(pin: *mut CK_UTF8CHAR, length: CK_ULONG) -> Option<&'a [u8]> {
    (!pin.is_null()).then(|| memory::bytes(pin, length))
}

//! A PKCS#11 module that misbehaves on command, for the tests of Parafa.
//!
//! As a cdylib it exports `C_GetFunctionList`, and with it all of PKCS#11 2.40. As an rlib it makes token files
//! ([`TokenFile`]), finds the built module ([`library`]) and reads its log ([`log_calls`]).
//!
//! The environment is read at the first call; `README.md` tells each variable with all its actions:
//!
//! | variable | what it orders |
//! |---|---|
//! | `FAULTY_MODULE` | the real module that does the work; or else |
//! | `FAULTY_TOKEN` | the file of the token of its own that does it |
//! | `FAULTY_LOG` | two lines for each call are appended here |
//! | `FAULTY_SCRIPT` | `C_Function[@n\|@n+\|@*]=action;…` |
//! | `FAULTY_INIT` | `any`, `null-only` or `no-os-locking` |
//! | `FAULTY_WAIT_FILE` | what the action `wait` waits for |
//! | `FAULTY_REMOVED` | while this file exists the token is pulled out |
//!
//! A variable, function or action that does not exist ends the process with a message, so that a typing error in a
//! test cannot pass for a fault that did no harm.

#![allow(
    unsafe_code,
    reason = "a PKCS#11 module is called from C and follows its caller's pointers"
)]

mod detail;
mod forward;
mod gate;
mod library;
mod log;
mod memory;
mod names;
mod own;
mod removed;
mod script;
mod settings;
mod shape;
mod table;

use std::{process, ptr};

use cryptoki_sys::CK_FUNCTION_LIST;

pub use library::library;
pub use log::{Call, Phase, count_calls, log_calls};
pub use own::file::{Place, Rejected, TokenFile};
pub use own::object::Object;
pub use table::C_GetFunctionList;

/// The exported list, for a test that calls it in its own process.
#[must_use]
pub fn function_list() -> *mut CK_FUNCTION_LIST {
    let mut list = ptr::null_mut();
    C_GetFunctionList(&raw mut list);
    list
}

/// Takes these variables instead of the environment, and begins anew; one test at a time.
///
/// # Errors
/// What is wrong with the variables.
pub fn configure(variables: &[(&str, &str)]) -> Result<(), String> {
    let owned = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
    gate::configure(settings::Settings::from_variables(
        variables.iter().map(owned).collect(),
    )?);
    Ok(())
}

/// Ends a test that asks for what does not exist.
fn stop(message: &str) -> ! {
    eprintln!("parafa-faulty: {message}");
    process::abort()
}

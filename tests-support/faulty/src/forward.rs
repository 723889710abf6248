//! The backend that hands every call on to a real module.

use std::path::Path;
use std::ptr;

use cryptoki_sys::{CK_FUNCTION_LIST, CK_RV, CKR_OK};
use libloading::Library;

/// Loads a module, for as long as the process lives, and takes its 2.40 list.
pub(crate) fn open(path: &Path) -> Result<&'static CK_FUNCTION_LIST, String> {
    let tell = |error: &dyn std::fmt::Display| format!("FAULTY_MODULE {}: {error}", path.display());
    // SAFETY: the test names a real PKCS#11 module.
    let library = unsafe { Library::new(path) }.map_err(|error| tell(&error))?;
    let library: &'static Library = Box::leak(Box::new(library));
    // SAFETY: the type of this symbol is fixed by PKCS#11.
    let entry =
        unsafe { library.get::<Entry>(b"C_GetFunctionList\0") }.map_err(|error| tell(&error))?;
    let mut list = ptr::null_mut();
    // SAFETY: room for one pointer.
    let rv = unsafe { entry(&raw mut list) };
    if rv != CKR_OK || list.is_null() {
        return Err(tell(&format_args!("C_GetFunctionList answers {rv:#x}")));
    }
    // SAFETY: not null, and the module, which is never unloaded, keeps its list.
    Ok(unsafe { &*list })
}

type Entry = unsafe extern "C" fn(*mut *mut CK_FUNCTION_LIST) -> CK_RV;

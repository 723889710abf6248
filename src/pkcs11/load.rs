//! Loading and initialising a module: the ladder of `C_Initialize` forms (Q09).

use std::ffi::CString;
use std::path::Path;

use cryptoki_sys::{CK_FLAGS, CKF_OS_LOCKING_OK};

use super::raw::{LoadError, Raw, RawError, Rv, is_arguments_bad};
use super::rv;
use super::text::decode;
use super::{Effect, Witness};
use crate::token::{Fault, FaultKind, InitRung, ModuleInfo, ModuleSetup};

/// A loaded and initialised module.
pub(super) struct Loaded {
    pub(super) raw: Raw,
    pub(super) info: ModuleInfo,
    /// Somebody else in this process had initialised it: then it is not ours to finalise.
    pub(super) ours: bool,
}

/// Versions of PKCS#11 that there are.
const VERSIONS: std::ops::RangeInclusive<u8> = 1..=3;
/// `CKR_CRYPTOKI_ALREADY_INITIALIZED`: success, PKCS#11 2.40 §5.4.
const ALREADY_INITIALIZED: u64 = 0x191;
/// `CKR_CANT_LOCK`, `CKR_NEED_TO_CREATE_THREADS`: another form may do.
const LOCKING: [u64; 2] = [0x0A, 0x09];

/// Loads, initialises, asks who it is.
pub(super) fn load(setup: &ModuleSetup, witness: &dyn Witness) -> Result<Loaded, Fault> {
    let path = Path::new(&setup.path);
    if !path.exists() {
        return Err(Fault::new(FaultKind::ModuleMissing));
    }
    if let Some(folder) = &setup.chdir {
        std::env::set_current_dir(folder).map_err(|error| {
            Fault::new(FaultKind::LoadFailed {
                text: format!("{folder}: {error}"),
            })
        })?;
    }
    witness.entering("C_GetFunctionList", Effect::Looking);
    let raw = Raw::load(path).map_err(|error| match error {
        LoadError::Loader(text) => Fault::new(FaultKind::LoadFailed { text }),
        LoadError::NotPkcs11 => Fault::of(FaultKind::NotPkcs11, "C_GetFunctionList"),
    })?;
    let (rung, ours) = initialise(&raw, setup, witness)?;
    witness.entering("C_GetInfo", Effect::Looking);
    let info = describe(&raw, rung)?;
    Ok(Loaded { raw, info, ours })
}

/// Tries the form that worked last time, then the others in order.
fn initialise(
    raw: &Raw,
    setup: &ModuleSetup,
    witness: &dyn Witness,
) -> Result<(InitRung, bool), Fault> {
    let first = setup.learnt.init.unwrap_or(setup.init);
    let order = [InitRung::OsLocking, InitRung::NoFlags, InitRung::Null];
    let rungs = std::iter::once(first).chain(order.into_iter().filter(|rung| *rung != first));
    let reserved = setup
        .reserved
        .as_ref()
        .and_then(|text| CString::new(text.as_str()).ok());
    let mut last = RawError::Senseless;
    for rung in rungs {
        let flags: Option<CK_FLAGS> = match rung {
            InitRung::OsLocking => Some(CKF_OS_LOCKING_OK),
            InitRung::NoFlags => Some(0),
            InitRung::Null => None,
        };
        witness.entering("C_Initialize", Effect::Looking);
        match raw.initialize(flags, reserved.as_deref()) {
            Ok(()) => return Ok((rung, true)),
            Err(RawError::Rv(Rv(ALREADY_INITIALIZED))) => return Ok((rung, false)),
            Err(error) if is_locking(error) || is_arguments_bad(error) => last = error,
            Err(error) => {
                let fault = rv::fault(error, "C_Initialize", rv::Context::Other);
                return Err(Fault {
                    kind: FaultKind::InitRefused,
                    ..fault
                });
            }
        }
    }
    let fault = rv::fault(last, "C_Initialize", rv::Context::Other);
    Err(Fault {
        kind: FaultKind::InitRefused,
        ..fault
    })
}

fn is_locking(error: RawError) -> bool {
    matches!(error, RawError::Rv(Rv(value)) if LOCKING.contains(&value))
}

/// What the module says of itself; a module that cannot even tell that is still used. One that says what no module can say
/// packs its structures in another way than we read them (Q14): then nothing that it tells can be believed.
fn describe(raw: &Raw, init: InitRung) -> Result<ModuleInfo, Fault> {
    let Ok(info) = raw.info() else {
        return Ok(ModuleInfo {
            manufacturer: String::new(),
            library: String::new(),
            version: String::new(),
            cryptoki: String::new(),
            init,
        });
    };
    if !VERSIONS.contains(&info.cryptokiVersion.major) {
        return Err(Fault::of(FaultKind::Senseless, "C_GetInfo"));
    }
    let version =
        |version: cryptoki_sys::CK_VERSION| format!("{}.{}", version.major, version.minor);
    Ok(ModuleInfo {
        manufacturer: decode(&{ info.manufacturerID }),
        library: decode(&{ info.libraryDescription }),
        version: version(info.libraryVersion),
        cryptoki: version(info.cryptokiVersion),
        init,
    })
}

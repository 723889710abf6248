//! The backend that is a small token itself, kept in a JSON file.

mod build;
mod create;
mod crypto;
pub(crate) mod file;
mod find;
mod generate;
pub(crate) mod object;
mod pins;
mod sign;
mod slots;

use std::collections::BTreeMap;
use std::ffi::c_void;
use std::path::{Path, PathBuf};
use std::sync::{LazyLock, Mutex};

use cryptoki_sys::{
    CK_FUNCTION_LIST, CK_INFO, CK_MECHANISM_TYPE, CK_OBJECT_HANDLE, CK_RV, CK_SESSION_HANDLE,
    CK_USER_TYPE, CK_VERSION, CKA_TOKEN, CKR_ARGUMENTS_BAD, CKR_CRYPTOKI_ALREADY_INITIALIZED,
    CKR_CRYPTOKI_NOT_INITIALIZED, CKR_DEVICE_ERROR, CKR_OBJECT_HANDLE_INVALID, CKR_OK,
    CKR_SESSION_HANDLE_INVALID, CKR_SESSION_READ_ONLY, CKR_USER_NOT_LOGGED_IN, CKU_SO, CKU_USER,
};

use crate::gate::lock;
use crate::memory;
use file::TokenFile;
use object::Object;

/// Sets the file; it is read at `C_Initialize`.
pub(crate) fn open(path: &Path) -> Result<&'static CK_FUNCTION_LIST, String> {
    TokenFile::load(path)?;
    *lock(&OWN) = Own {
        path: Some(path.to_owned()),
        token: None,
    };
    Ok(&LIST)
}

/// The token between `C_Initialize` and `C_Finalize`.
struct Token {
    path: PathBuf,
    file: TokenFile,
    sessions: BTreeMap<CK_SESSION_HANDLE, Session>,
    next_session: CK_SESSION_HANDLE,
    login: Option<CK_USER_TYPE>,
    /// How often the list of slots was asked for.
    asked: usize,
}

#[derive(Default)]
struct Session {
    writes: bool,
    /// What a search found and did not hand out yet.
    found: Option<Vec<CK_OBJECT_HANDLE>>,
    operation: Option<Operation>,
}

/// What was begun by `C_SignInit` or `C_DecryptInit`.
struct Operation {
    decrypts: bool,
    mechanism: CK_MECHANISM_TYPE,
    key: CK_OBJECT_HANDLE,
    authenticated: bool,
}

impl Token {
    fn session(&mut self, handle: CK_SESSION_HANDLE) -> Result<&mut Session, CK_RV> {
        self.sessions
            .get_mut(&handle)
            .ok_or(CKR_SESSION_HANDLE_INVALID)
    }

    /// An object, if it can be seen now.
    fn visible(&self, handle: CK_OBJECT_HANDLE) -> Result<&Object, CK_RV> {
        let object = self
            .file
            .objects
            .iter()
            .find(|object| object.handle == handle);
        object
            .filter(|object| self.sees(object))
            .ok_or(CKR_OBJECT_HANDLE_INVALID)
    }

    fn sees(&self, object: &Object) -> bool {
        let officer_sees =
            self.file.write_as_so && !self.file.blind_officer && self.login == Some(CKU_SO);
        !object.is_private() || self.login == Some(CKU_USER) || officer_sees
    }

    /// Whether this session may change objects, said before anything is made.
    fn may_write(&mut self, session: CK_SESSION_HANDLE) -> Result<(), CK_RV> {
        if !self.session(session)?.writes {
            return Err(CKR_SESSION_READ_ONLY);
        }
        let writer = if self.file.write_as_so {
            CKU_SO
        } else {
            CKU_USER
        };
        if self.login == Some(writer) {
            Ok(())
        } else {
            Err(CKR_USER_NOT_LOGGED_IN)
        }
    }

    /// Objects with CKA_TOKEN=false end with their session and never reach the file.
    fn bind_session_objects(&mut self, session: CK_SESSION_HANDLE, made: &[CK_OBJECT_HANDLE]) {
        for object in &mut self.file.objects {
            if made.contains(&object.handle) && !object.flag(CKA_TOKEN) {
                object.session = Some(session);
            }
        }
    }

    fn save(&self) -> Result<(), CK_RV> {
        self.file.save(&self.path).map_err(|error| {
            eprintln!("parafa-faulty: {}: {error}", self.path.display());
            CKR_DEVICE_ERROR
        })
    }
}

struct Own {
    path: Option<PathBuf>,
    token: Option<Token>,
}

/// Works with the initialised token.
fn with(work: impl FnOnce(&mut Token) -> Result<(), CK_RV>) -> CK_RV {
    match lock(&OWN).token.as_mut() {
        Some(token) => work(token).err().unwrap_or(CKR_OK),
        None => CKR_CRYPTOKI_NOT_INITIALIZED,
    }
}

extern "C" fn initialize(_args: *mut c_void) -> CK_RV {
    let mut own = lock(&OWN);
    if own.token.is_some() {
        return CKR_CRYPTOKI_ALREADY_INITIALIZED;
    }
    let path = own.path.clone().unwrap_or_default();
    let file = TokenFile::load(&path).unwrap_or_else(|error| crate::stop(&error));
    own.token = Some(Token {
        path,
        file,
        sessions: BTreeMap::new(),
        next_session: 1,
        login: None,
        asked: 0,
    });
    CKR_OK
}

extern "C" fn finalize(reserved: *mut c_void) -> CK_RV {
    if !reserved.is_null() {
        return CKR_ARGUMENTS_BAD;
    }
    match lock(&OWN).token.take() {
        Some(_) => CKR_OK,
        None => CKR_CRYPTOKI_NOT_INITIALIZED,
    }
}

extern "C" fn get_info(info: *mut CK_INFO) -> CK_RV {
    with(|_| {
        if info.is_null() {
            return Err(CKR_ARGUMENTS_BAD);
        }
        let told = CK_INFO {
            cryptokiVersion: CK_VERSION {
                major: 2,
                minor: 40,
            },
            manufacturerID: padded("Parafa test"),
            flags: 0,
            libraryDescription: padded("Parafa faulty module"),
            libraryVersion: CK_VERSION { major: 0, minor: 1 },
        };
        memory::write(info, told);
        Ok(())
    })
}

/// A text of PKCS#11: cut or filled with blanks.
fn padded<const N: usize>(text: &str) -> [u8; N] {
    let mut field = [b' '; N];
    for (to, from) in field.iter_mut().zip(text.bytes()) {
        *to = from;
    }
    field
}

static OWN: Mutex<Own> = Mutex::new(Own {
    path: None,
    token: None,
});

static LIST: LazyLock<CK_FUNCTION_LIST> = LazyLock::new(|| CK_FUNCTION_LIST {
    version: CK_VERSION {
        major: 2,
        minor: 40,
    },
    C_Initialize: Some(initialize),
    C_Finalize: Some(finalize),
    C_GetInfo: Some(get_info),
    C_GetSlotList: Some(slots::get_slot_list),
    C_GetSlotInfo: Some(slots::get_slot_info),
    C_GetTokenInfo: Some(slots::get_token_info),
    C_GetMechanismList: Some(slots::get_mechanism_list),
    C_GetMechanismInfo: Some(slots::get_mechanism_info),
    C_OpenSession: Some(slots::open_session),
    C_CloseSession: Some(slots::close_session),
    C_CloseAllSessions: Some(slots::close_all_sessions),
    C_GetSessionInfo: Some(slots::get_session_info),
    C_InitToken: Some(pins::init_token),
    C_InitPIN: Some(pins::init_pin),
    C_SetPIN: Some(pins::set_pin),
    C_Login: Some(pins::login),
    C_Logout: Some(pins::logout),
    C_FindObjectsInit: Some(find::find_objects_init),
    C_FindObjects: Some(find::find_objects),
    C_FindObjectsFinal: Some(find::find_objects_final),
    C_GetAttributeValue: Some(find::get_attribute_value),
    C_SetAttributeValue: Some(create::set_attribute_value),
    C_CreateObject: Some(create::create_object),
    C_DestroyObject: Some(create::destroy_object),
    C_GenerateKeyPair: Some(generate::generate_key_pair),
    C_SignInit: Some(sign::sign_init),
    C_Sign: Some(sign::sign),
    C_DecryptInit: Some(sign::decrypt_init),
    C_Decrypt: Some(sign::decrypt),
    ..CK_FUNCTION_LIST::default()
});

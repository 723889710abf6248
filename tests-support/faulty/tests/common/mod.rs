//! The module in the test's own process, with the calls that the tests want.

#![allow(unsafe_code, reason = "PKCS#11 is called as C calls it")]
#![allow(dead_code, reason = "each test file uses some of the calls")]

use std::path::PathBuf;
use std::ptr;
use std::sync::{Mutex, MutexGuard, PoisonError};

use cryptoki_sys::{
    CK_ATTRIBUTE, CK_ATTRIBUTE_TYPE, CK_FUNCTION_LIST, CK_MECHANISM, CK_OBJECT_CLASS,
    CK_OBJECT_HANDLE, CK_RV, CK_SESSION_HANDLE, CK_ULONG, CK_USER_TYPE, CKA_CLASS, CKF_RW_SESSION,
    CKF_SERIAL_SESSION, CKM_RSA_PKCS, CKR_OK,
};
use parafa_faulty::{TokenFile, configure, function_list};
use tempfile::TempDir;

/// A module with a token, alone in the process until it is dropped.
pub struct Module {
    list: CK_FUNCTION_LIST,
    pub folder: TempDir,
    pub session: CK_SESSION_HANDLE,
    _alone: MutexGuard<'static, ()>,
}

pub type Template<'a> = &'a [(CK_ATTRIBUTE_TYPE, &'a [u8])];

macro_rules! call {
    ($module:expr, $function:ident($($arg:expr),*)) => {{
        let function = $module.list.$function.unwrap();
        // SAFETY: every pointer is to a live value of this function.
        unsafe { function($($arg),*) }
    }};
}

impl Module {
    /// Writes the token, starts the module on it and opens a session.
    pub fn start(token: &TokenFile, variables: &[(&str, &str)]) -> Self {
        let alone = ALONE.lock().unwrap_or_else(PoisonError::into_inner);
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("token.json");
        token.write(&path);
        let log = folder.path().join("log");
        let mut all = vec![
            ("FAULTY_TOKEN", path.to_str().unwrap()),
            ("FAULTY_LOG", log.to_str().unwrap()),
        ];
        all.extend(variables);
        configure(&all).unwrap();
        // SAFETY: the list is a static of the module.
        let list = unsafe { *function_list() };
        let mut module = Self {
            list,
            folder,
            session: 0,
            _alone: alone,
        };
        assert_eq!(call!(module, C_Initialize(ptr::null_mut())), CKR_OK);
        module.session = module
            .open(CKF_SERIAL_SESSION | CKF_RW_SESSION)
            .unwrap_or(0);
        module
    }

    pub fn log(&self) -> PathBuf {
        self.folder.path().join("log")
    }

    pub fn token(&self) -> TokenFile {
        TokenFile::read(self.folder.path().join("token.json"))
    }

    pub fn open(&self, flags: CK_ULONG) -> Result<CK_SESSION_HANDLE, CK_RV> {
        let mut session = 0;
        let rv = call!(
            self,
            C_OpenSession(7, flags, ptr::null_mut(), None, &raw mut session)
        );
        if rv == CKR_OK { Ok(session) } else { Err(rv) }
    }

    pub fn login(&self, user: CK_USER_TYPE, pin: &str) -> CK_RV {
        let mut pin = pin.as_bytes().to_vec();
        call!(
            self,
            C_Login(self.session, user, pin.as_mut_ptr(), pin.len() as CK_ULONG)
        )
    }

    pub fn token_flags(&self) -> Result<CK_ULONG, CK_RV> {
        let mut info = cryptoki_sys::CK_TOKEN_INFO::default();
        let rv = call!(self, C_GetTokenInfo(7, &raw mut info));
        if rv == CKR_OK {
            Ok(info.flags)
        } else {
            Err(rv)
        }
    }

    pub fn slots(&self) -> (CK_RV, CK_ULONG) {
        let mut count = 0;
        (
            call!(self, C_GetSlotList(1, ptr::null_mut(), &raw mut count)),
            count,
        )
    }

    pub fn generate(
        &self,
        mechanism: CK_ULONG,
        public: Template,
        private: Template,
    ) -> Result<CK_OBJECT_HANDLE, CK_RV> {
        let mut mechanism = CK_MECHANISM {
            mechanism,
            pParameter: ptr::null_mut(),
            ulParameterLen: 0,
        };
        let (mut public, mut private) = (entries(public), entries(private));
        let (mut public_key, mut private_key) = (0, 0);
        let (public_count, private_count) = (public.len() as CK_ULONG, private.len() as CK_ULONG);
        let rv = call!(
            self,
            C_GenerateKeyPair(
                self.session,
                &raw mut mechanism,
                public.as_mut_ptr(),
                public_count,
                private.as_mut_ptr(),
                private_count,
                &raw mut public_key,
                &raw mut private_key
            )
        );
        if rv == CKR_OK {
            Ok(private_key)
        } else {
            Err(rv)
        }
    }

    pub fn create(&self, template: Template) -> Result<CK_OBJECT_HANDLE, CK_RV> {
        let mut template = entries(template);
        let mut handle = 0;
        let count = template.len() as CK_ULONG;
        let rv = call!(
            self,
            C_CreateObject(self.session, template.as_mut_ptr(), count, &raw mut handle)
        );
        if rv == CKR_OK { Ok(handle) } else { Err(rv) }
    }

    pub fn sign_init(&self, mechanism: CK_ULONG, key: CK_OBJECT_HANDLE) -> CK_RV {
        let mut mechanism = CK_MECHANISM {
            mechanism,
            pParameter: ptr::null_mut(),
            ulParameterLen: 0,
        };
        call!(self, C_SignInit(self.session, &raw mut mechanism, key))
    }

    pub fn sign(&self, data: &[u8]) -> Result<Vec<u8>, CK_RV> {
        let mut data = data.to_vec();
        let mut signature = vec![0; 1024];
        let mut length = signature.len() as CK_ULONG;
        let rv = call!(
            self,
            C_Sign(
                self.session,
                data.as_mut_ptr(),
                data.len() as CK_ULONG,
                signature.as_mut_ptr(),
                &raw mut length
            )
        );
        signature.truncate(length as usize);
        if rv == CKR_OK { Ok(signature) } else { Err(rv) }
    }

    pub fn decrypt(&self, key: CK_OBJECT_HANDLE, data: &[u8]) -> Result<Vec<u8>, CK_RV> {
        let mut mechanism = CK_MECHANISM {
            mechanism: CKM_RSA_PKCS,
            pParameter: ptr::null_mut(),
            ulParameterLen: 0,
        };
        let rv = call!(self, C_DecryptInit(self.session, &raw mut mechanism, key));
        if rv != CKR_OK {
            return Err(rv);
        }
        let (mut data, mut plain) = (data.to_vec(), vec![0; 512]);
        let mut length = plain.len() as CK_ULONG;
        let data_length = data.len() as CK_ULONG;
        let rv = call!(
            self,
            C_Decrypt(
                self.session,
                data.as_mut_ptr(),
                data_length,
                plain.as_mut_ptr(),
                &raw mut length
            )
        );
        plain.truncate(length as usize);
        if rv == CKR_OK { Ok(plain) } else { Err(rv) }
    }

    /// All handles of a class, and how many calls of `C_FindObjects` it took.
    pub fn find(&self, class: CK_OBJECT_CLASS) -> (Vec<CK_OBJECT_HANDLE>, usize) {
        let class = class.to_ne_bytes();
        let mut template = entries(&[(CKA_CLASS, &class)]);
        assert_eq!(
            call!(
                self,
                C_FindObjectsInit(self.session, template.as_mut_ptr(), 1)
            ),
            CKR_OK
        );
        let (mut all, mut calls) = (Vec::new(), 0);
        loop {
            let (mut some, mut count) = ([0; 8], 0);
            let rv = call!(
                self,
                C_FindObjects(self.session, some.as_mut_ptr(), 8, &raw mut count)
            );
            assert_eq!(rv, CKR_OK);
            calls += 1;
            all.extend(some.iter().take(count as usize));
            if count == 0 {
                break;
            }
        }
        assert_eq!(call!(self, C_FindObjectsFinal(self.session)), CKR_OK);
        (all, calls)
    }

    /// Reads with room of 600 bytes each; the length is left as the module left it.
    pub fn read(
        &self,
        object: CK_OBJECT_HANDLE,
        types: &[CK_ATTRIBUTE_TYPE],
    ) -> (CK_RV, Vec<CK_ULONG>, Vec<Vec<u8>>) {
        let mut buffers = vec![vec![0_u8; 600]; types.len()];
        let mut template: Vec<_> = types
            .iter()
            .zip(&mut buffers)
            .map(|(kind, buffer)| CK_ATTRIBUTE {
                type_: *kind,
                pValue: buffer.as_mut_ptr().cast(),
                ulValueLen: 600,
            })
            .collect();
        let count = template.len() as CK_ULONG;
        let rv = call!(
            self,
            C_GetAttributeValue(self.session, object, template.as_mut_ptr(), count)
        );
        let lengths: Vec<CK_ULONG> = template.iter().map(|entry| entry.ulValueLen).collect();
        for (buffer, length) in buffers.iter_mut().zip(&lengths) {
            buffer.truncate(*length as usize);
        }
        (rv, lengths, buffers)
    }
}

impl Drop for Module {
    fn drop(&mut self) {
        call!(self, C_Finalize(ptr::null_mut()));
    }
}

fn entries(template: Template) -> Vec<CK_ATTRIBUTE> {
    let entry = |(kind, value): &(CK_ATTRIBUTE_TYPE, &[u8])| CK_ATTRIBUTE {
        type_: *kind,
        pValue: value.as_ptr().cast_mut().cast(),
        ulValueLen: value.len() as CK_ULONG,
    };
    template.iter().map(entry).collect()
}

static ALONE: Mutex<()> = Mutex::new(());

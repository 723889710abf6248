//! Our side of a module host: an [`Engine`] whose calls run in a child process.
//!
//! The parent judges death by the process, never by end-of-file: a daemon that the module started may hold the pipes.

use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use super::limits::Limits;
use super::message::{Answer, Envelope, Request, With};
use super::process::{Process, Waiting};
use super::watch::{HostProgram, Watch};
use crate::secret::Secret;
use crate::token::{
    Access, CertificateWish, Class, Engine, Fault, FaultKind, Generated, Handle, ImportWish,
    Imported, KeyAuth, KeyType, KeyWish, Learnt, LookEnd, ModuleInfo, ModuleSetup, Object, Role,
    Rows, SignMechanism, Slot, SlotId, Unwanted,
};

/// One module in a process of its own.
pub struct Client {
    name: String,
    setup: ModuleSetup,
    env: Vec<(String, String)>,
    program: HostProgram,
    limits: Limits,
    watch: Arc<dyn Watch>,
    process: Option<Process>,
    lock: Option<String>,
    unwanted: Option<Unwanted>,
}

impl Client {
    /// Nothing is started before the first call. `name` is what people know the module by; `env` is what the registry
    /// adds to the host's environment.
    #[must_use]
    pub fn new(
        name: String,
        setup: ModuleSetup,
        env: Vec<(String, String)>,
        program: HostProgram,
        limits: Limits,
        watch: Arc<dyn Watch>,
    ) -> Self {
        Self {
            name,
            setup,
            env,
            program,
            limits,
            watch,
            process: None,
            lock: None,
            unwanted: None,
        }
    }

    fn request(&mut self, request: Request) -> Result<Answer, Fault> {
        self.request_with(request, None, None, &mut |_| ControlFlow::Continue(()))
    }

    fn request_with(
        &mut self,
        request: Request,
        secret: Option<&Secret>,
        key: Option<KeyType>,
        rows: &mut Rows<'_>,
    ) -> Result<Answer, Fault> {
        if self.watch.interrupted()
            && !matches!(request, Request::End | Request::Close(_) | Request::Learnt)
        {
            return Err(Fault::new(FaultKind::Interrupted));
        }
        let hard_millis = u64::try_from(self.hard(&request, key).as_millis()).unwrap_or(u64::MAX);
        let Some(process) = self.process.as_mut() else {
            return Err(Fault::new(FaultKind::SessionLost));
        };
        let waiting = Waiting {
            module: &self.name,
            limits: &self.limits,
            watch: self.watch.as_ref(),
            key,
            pad: request.with() == With::Pad,
            unwanted: self.unwanted.as_ref(),
            whole: matches!(request, Request::Look(..) | Request::LookOthers(_))
                .then_some(self.limits.whole_read)
                .flatten(),
        };
        let envelope = Envelope {
            request,
            hard_millis,
            lock: self.lock.clone(),
        };
        let answer = process.run(&envelope, secret, &waiting, rows);
        let let_go = |fault: &Fault| fault.ends_host() || process.is_let_go();
        if answer.as_ref().is_err_and(let_go) {
            self.process = None;
        }
        answer
    }

    /// The hard limit of the changing call in a request, for a host whose parent is gone.
    fn hard(&self, request: &Request, key: Option<KeyType>) -> Duration {
        let pad = request.with() == With::Pad;
        let call = match request {
            Request::Generate(..) => "C_GenerateKeyPair",
            Request::Login(..) | Request::Sign(..) | Request::Decrypt(..) => "C_Login",
            Request::InitToken(..) => "C_InitToken",
            Request::InitPin(..) => "C_InitPIN",
            Request::SetPin(..) => "C_SetPIN",
            Request::End => "C_Finalize",
            _ => "C_CreateObject",
        };
        self.limits.of(call, pad, key)
    }

    fn nothing(&mut self, request: Request, secret: Option<&Secret>) -> Result<(), Fault> {
        self.request_with(request, secret, None, &mut |_| ControlFlow::Continue(()))?;
        Ok(())
    }
}

/// How a secret goes with a request.
fn with(secret: Option<&Secret>) -> With {
    if secret.is_some() {
        With::Secret
    } else {
        With::Pad
    }
}

fn with_auth(auth: KeyAuth<'_>) -> (With, Option<&Secret>) {
    match auth {
        KeyAuth::NotAsked => (With::Nothing, None),
        KeyAuth::Secret(secret) => (With::Secret, Some(secret)),
        KeyAuth::Pad => (With::Pad, None),
    }
}

/// The host answered another question than was asked: our own fault.
fn other() -> Fault {
    Fault::new(FaultKind::Host {
        text: "unexpected answer".to_owned(),
    })
}

impl Engine for Client {
    fn module(&mut self) -> Result<ModuleInfo, Fault> {
        if self.process.is_none() {
            if self.watch.interrupted() {
                return Err(Fault::new(FaultKind::Interrupted));
            }
            self.process = Some(Process::start(&self.program, &self.name, &self.env)?);
        }
        match self.request(Request::Open(self.setup.clone())) {
            Ok(Answer::Module(info)) => Ok(info),
            Ok(_) => Err(other()),
            Err(fault) => {
                // Nothing is loaded there, unless the person only interrupted.
                if fault.kind != FaultKind::Interrupted {
                    self.process = None;
                }
                Err(fault)
            }
        }
    }

    fn slots(&mut self) -> Result<Vec<Slot>, Fault> {
        match self.request(Request::Slots)? {
            Answer::Slots(slots) => Ok(slots),
            _ => Err(other()),
        }
    }

    fn slot(&mut self, slot: SlotId) -> Result<Slot, Fault> {
        match self.request(Request::Slot(slot))? {
            Answer::Slot(slot) => Ok(slot),
            _ => Err(other()),
        }
    }

    fn mechanisms(&mut self, slot: SlotId) -> Result<Vec<u64>, Fault> {
        match self.request(Request::Mechanisms(slot))? {
            Answer::Mechanisms(list) => Ok(list),
            _ => Err(other()),
        }
    }

    fn open(&mut self, slot: SlotId, access: Access) -> Result<(), Fault> {
        self.nothing(Request::OpenSession(slot, access), None)
    }

    fn login(&mut self, slot: SlotId, role: Role, secret: Option<&Secret>) -> Result<(), Fault> {
        self.nothing(Request::Login(slot, role, with(secret)), secret)
    }

    fn close(&mut self, slot: SlotId) {
        if let Err(fault) = self.nothing(Request::Close(slot), None) {
            tracing::debug!(%fault, "close");
        }
    }

    fn look(
        &mut self,
        slot: SlotId,
        classes: &[Class],
        rows: &mut Rows<'_>,
    ) -> Result<LookEnd, Fault> {
        match self.request_with(Request::Look(slot, classes.to_vec()), None, None, rows)? {
            Answer::Looked(end) => Ok(end),
            _ => Err(other()),
        }
    }

    fn look_others(&mut self, slot: SlotId, rows: &mut Rows<'_>) -> Result<LookEnd, Fault> {
        match self.request_with(Request::LookOthers(slot), None, None, rows)? {
            Answer::Looked(end) => Ok(end),
            _ => Err(other()),
        }
    }

    fn generate(&mut self, slot: SlotId, wish: &KeyWish) -> Result<Generated, Fault> {
        let request = Request::Generate(slot, wish.clone());
        match self.request_with(request, None, Some(wish.key_type), &mut |_| {
            ControlFlow::Continue(())
        })? {
            Answer::Generated(made) => Ok(made),
            _ => Err(other()),
        }
    }

    fn sign(
        &mut self,
        slot: SlotId,
        key: Handle,
        mechanism: SignMechanism,
        data: &[u8],
        auth: KeyAuth<'_>,
    ) -> Result<Vec<u8>, Fault> {
        let (with, secret) = with_auth(auth);
        let request = Request::Sign(slot, key, mechanism, data.to_vec(), with);
        match self.request_with(request, secret, None, &mut |_| ControlFlow::Continue(()))? {
            Answer::Bytes(bytes) => Ok(bytes),
            _ => Err(other()),
        }
    }

    fn decrypt(
        &mut self,
        slot: SlotId,
        key: Handle,
        data: &[u8],
        auth: KeyAuth<'_>,
    ) -> Result<Vec<u8>, Fault> {
        let (with, secret) = with_auth(auth);
        let request = Request::Decrypt(slot, key, data.to_vec(), with);
        match self.request_with(request, secret, None, &mut |_| ControlFlow::Continue(()))? {
            Answer::Bytes(bytes) => Ok(bytes),
            _ => Err(other()),
        }
    }

    fn put_certificate(&mut self, slot: SlotId, wish: &CertificateWish) -> Result<Object, Fault> {
        match self.request(Request::PutCertificate(slot, wish.clone()))? {
            Answer::Object(object) => Ok(object),
            _ => Err(other()),
        }
    }

    fn put_key(
        &mut self,
        slot: SlotId,
        wish: &ImportWish,
        key: &Secret,
    ) -> Result<Imported, Fault> {
        let request = Request::PutKey(slot, wish.clone());
        match self.request_with(request, Some(key), None, &mut |_| ControlFlow::Continue(()))? {
            Answer::Imported(made) => Ok(made),
            _ => Err(other()),
        }
    }

    fn put_public(&mut self, slot: SlotId, wish: &ImportWish) -> Result<Option<Handle>, Fault> {
        match self.request(Request::PutPublic(slot, wish.clone()))? {
            Answer::Made(handle) => Ok(handle),
            _ => Err(other()),
        }
    }

    fn destroy(&mut self, slot: SlotId, object: Handle) -> Result<(), Fault> {
        self.nothing(Request::Destroy(slot, object), None)
    }

    fn init_token(
        &mut self,
        slot: SlotId,
        so_secret: Option<&Secret>,
        label: &str,
    ) -> Result<Slot, Fault> {
        let request = Request::InitToken(slot, label.to_owned(), with(so_secret));
        match self.request_with(request, so_secret, None, &mut |_| ControlFlow::Continue(()))? {
            Answer::Slot(slot) => Ok(slot),
            _ => Err(other()),
        }
    }

    fn init_pin(&mut self, slot: SlotId, secret: Option<&Secret>) -> Result<(), Fault> {
        self.nothing(Request::InitPin(slot, with(secret)), secret)
    }

    fn set_pin(&mut self, slot: SlotId, pins: Option<&Secret>) -> Result<(), Fault> {
        self.nothing(Request::SetPin(slot, with(pins)), pins)
    }

    fn owned(&mut self, lock: Option<&Path>) {
        self.lock = lock.and_then(Path::to_str).map(str::to_owned);
    }

    fn unless(&mut self, unwanted: Option<Unwanted>) {
        self.unwanted = unwanted;
    }

    fn learnt(&mut self) -> Learnt {
        match self.request(Request::Learnt) {
            Ok(Answer::Learnt(learnt)) => learnt,
            _ => self.setup.learnt.clone(),
        }
    }

    fn end(&mut self) {
        if self.process.is_some()
            && let Err(fault) = self.nothing(Request::End, None)
        {
            tracing::debug!(%fault, module = self.name, "end");
        }
        self.process = None;
    }
}

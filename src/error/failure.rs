//! What went wrong, and what is worth saying, as data until it is shown.

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt;
use std::time::Duration;

use super::Code;
use crate::token::{Fault, FaultKind, TokenState};

/// Values for the sentences, by the names that `locales/` uses.
pub type Args = BTreeMap<&'static str, String>;

/// Something worth saying that ends nothing: `warnings[]` of every document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// Which.
    pub code: Code,
    /// Values for `err-<code>`.
    pub args: Args,
}

impl Notice {
    /// A notice without values.
    #[must_use]
    pub fn new(code: Code) -> Self {
        Self {
            code,
            args: Args::new(),
        }
    }

    /// Adds a value.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl fmt::Display) -> Self {
        self.args.insert(name, value.to_string());
        self
    }
}

/// Why an operation ended without success.
#[derive(Debug)]
pub struct Failure {
    /// Which; gives number and exit code.
    pub code: Code,
    /// Values for `err-<code>` and `rec-<code>`.
    pub args: Args,
    /// What is left on the token; `None` where no token was involved.
    pub token_state: Option<TokenState>,
    /// Further facts for programs: `ckr`, `call`, `module`, `candidates` …
    pub detail: serde_json::Map<String, serde_json::Value>,
    /// The exact command that goes on from here, where there is one.
    pub command: Option<String>,
    /// What lies beneath.
    pub source: Option<Box<dyn Error + Send + Sync>>,
}

impl Failure {
    /// A failure without values.
    #[must_use]
    pub fn new(code: Code) -> Self {
        Self {
            code,
            args: Args::new(),
            token_state: None,
            detail: serde_json::Map::new(),
            command: None,
            source: None,
        }
    }

    /// Adds a value for the sentences.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl fmt::Display) -> Self {
        self.args.insert(name, value.to_string());
        self
    }

    /// Adds a fact for programs.
    #[must_use]
    pub fn detail(mut self, name: &str, value: impl Into<serde_json::Value>) -> Self {
        self.detail.insert(name.to_owned(), value.into());
        self
    }

    /// Says what is left on the token.
    #[must_use]
    pub fn state(mut self, state: TokenState) -> Self {
        self.token_state = Some(state);
        self
    }

    /// Adds the command that goes on from here.
    #[must_use]
    pub fn go_on(mut self, command: impl Into<String>) -> Self {
        self.command = Some(command.into());
        self
    }

    /// Keeps what lies beneath.
    #[must_use]
    pub fn because(mut self, source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        self.source = Some(source.into());
        self
    }

    /// What a module answered, as a failure; `module` is its id or path.
    #[must_use]
    pub fn from_fault(fault: Fault, module: &str) -> Self {
        let mut failure = Self::new(code_of(&fault.kind))
            .with("module", module)
            .state(fault.state);
        if let Some(call) = &fault.call {
            failure = failure.detail("call", call.as_str());
        }
        if let Some(ckr) = &fault.ckr {
            failure = failure.detail("ckr", ckr.as_str());
        }
        failure = failure
            .detail("module", module)
            .with("call", fault.call.as_deref().unwrap_or("-"))
            .with("ckr", fault.ckr.as_deref().unwrap_or("-"));
        match &fault.kind {
            FaultKind::LoadFailed { text } | FaultKind::Host { text } => {
                failure = failure.with("text", text);
            }
            FaultKind::WrongArchitecture { built_for } => {
                failure = failure.with("built", built_for);
            }
            FaultKind::Hung { millis } | FaultKind::CardServiceSilent { millis } => {
                failure = failure.with("seconds", Duration::from_millis(*millis).as_secs_f64());
            }
            FaultKind::Crashed {
                signal: Some(signal),
            } => failure = failure.detail("signal", *signal),
            FaultKind::Exited { code: Some(code) } => failure = failure.detail("exit", *code),
            _ => {}
        }
        failure.because(fault)
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.code.label(), self.code.name())
    }
}

impl Error for Failure {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.source
            .as_deref()
            .map(|source| source as &(dyn Error + 'static))
    }
}

/// Which code a module's answer is shown with.
fn code_of(kind: &FaultKind) -> Code {
    match kind {
        FaultKind::WrongPin => Code::WrongPin,
        FaultKind::PinLocked => Code::PinLocked,
        FaultKind::PinLength => Code::PinLength,
        FaultKind::PinInvalid => Code::PinInvalid,
        FaultKind::PinExpired => Code::PinMustChange,
        FaultKind::PinNotSet => Code::PinNotSet,
        FaultKind::LoginOdd => Code::LoginOdd,
        FaultKind::Cancelled => Code::PinCancelled,
        FaultKind::NotLoggedIn => Code::NotLoggedIn,
        FaultKind::Removed => Code::TokenRemoved,
        FaultKind::NotRecognised => Code::TokenNotRecognised,
        FaultKind::Full => Code::TokenFull,
        FaultKind::WriteProtected => Code::TokenWriteProtected,
        FaultKind::TemplateRefused | FaultKind::MechanismRefused | FaultKind::Refused => {
            Code::TokenRefused
        }
        FaultKind::Unsupported => Code::ModuleUnsupported,
        FaultKind::SessionLost => Code::SessionLost,
        FaultKind::Senseless => Code::SenselessAnswer,
        FaultKind::Extractable { destroyed: true } => Code::NewPairDestroyed,
        FaultKind::Extractable { destroyed: false } => Code::KeyExtractable,
        FaultKind::ModuleMissing => Code::ModuleMissing,
        FaultKind::ModuleDenied => Code::ModuleDenied,
        FaultKind::LoadFailed { .. } => Code::ModuleNotLibrary,
        FaultKind::WrongArchitecture { .. } => Code::ModuleWrongArchitecture,
        FaultKind::NotPkcs11 => Code::ModuleNotPkcs11,
        FaultKind::InitRefused => Code::ModuleInitRefused,
        FaultKind::Crashed { .. } => Code::ModuleCrashed,
        FaultKind::Exited { .. } => Code::ModuleExited,
        FaultKind::Hung { .. } => Code::ModuleHung,
        FaultKind::CardServiceSilent { .. } => Code::CardServiceSilent,
        FaultKind::Left => Code::LeftWaiting,
        FaultKind::Interrupted => Code::Interrupted,
        FaultKind::Host { .. } => Code::ModuleHost,
    }
}

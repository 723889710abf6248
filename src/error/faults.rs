//! From what a token or its module answered to a failure with its code.

use std::time::Duration;

use super::{Code, Failure};
use crate::token::{Fault, FaultKind};

impl Failure {
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

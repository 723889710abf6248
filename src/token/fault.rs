//! What a token or its module may answer instead of the wished for.

use serde::{Deserialize, Serialize};

/// What a failed operation left behind on the token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum TokenState {
    /// Nothing on it was changed.
    NothingChanged,
    /// Something was changed, and it is known what.
    Changed,
    /// It cannot be told; the next look settles it.
    Unknown,
}

/// The kinds of answer that make a difference to what happens next.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
pub enum FaultKind {
    /// The PIN was refused.
    #[error("wrong PIN")]
    WrongPin,
    /// The PIN is locked.
    #[error("PIN locked")]
    PinLocked,
    /// The PIN's length was refused.
    #[error("PIN length refused")]
    PinLength,
    /// The PIN has bytes that the token does not take.
    #[error("PIN bytes refused")]
    PinInvalid,
    /// The PIN has run out or must be changed.
    #[error("PIN must be changed")]
    PinExpired,
    /// No user PIN was ever set.
    #[error("user PIN not set")]
    PinNotSet,
    /// An answer at log-in that is not on the list: a try may be spent (Q29).
    #[error("odd answer at log-in")]
    LoginOdd,
    /// The person turned away (PIN pad, driver's window).
    #[error("cancelled")]
    Cancelled,
    /// Not logged in, or as the wrong role.
    #[error("not logged in")]
    NotLoggedIn,
    /// The token is gone.
    #[error("token removed")]
    Removed,
    /// The token is not formatted for this module (Q18).
    #[error("token not recognised")]
    NotRecognised,
    /// No room is left.
    #[error("token full")]
    Full,
    /// It may not be written to.
    #[error("write protected")]
    WriteProtected,
    /// The template was refused (the answers that allow one rung down).
    #[error("template refused")]
    TemplateRefused,
    /// The mechanism was refused.
    #[error("mechanism refused")]
    MechanismRefused,
    /// The module does not have this function.
    #[error("function not supported")]
    Unsupported,
    /// The session or object is gone (another program, a reset card).
    #[error("session lost")]
    SessionLost,
    /// What the module returned makes no sense: too many, too long, not decodable.
    #[error("senseless answer")]
    Senseless,
    /// Any other refusal.
    #[error("refused")]
    Refused,
    /// The private key came out extractable and was destroyed again (`destroyed`), or could not be.
    #[error("extractable key")]
    Extractable {
        /// Whether the new pair is gone again.
        destroyed: bool,
    },
    /// The file is not there.
    #[error("module missing")]
    ModuleMissing,
    /// This user may not read the file.
    #[error("no permission to read the module")]
    ModuleDenied,
    /// It could not be loaded; `text` is the loader's own.
    #[error("load failed: {text}")]
    LoadFailed {
        /// What the loader said.
        text: String,
    },
    /// Built for another word size, processor or system; `built_for` says which.
    #[error("wrong architecture: {built_for}")]
    WrongArchitecture {
        /// For instance `32-bit x86`.
        built_for: String,
    },
    /// A library, but not a PKCS#11 module.
    #[error("no PKCS#11 module")]
    NotPkcs11,
    /// It would not initialise in any of the three ways.
    #[error("initialisation refused")]
    InitRefused,
    /// The module's process died by a signal.
    #[error("crashed (signal {signal:?})")]
    Crashed {
        /// The signal's number, where the system tells.
        signal: Option<i32>,
    },
    /// The module ended its process.
    #[error("ended its process (code {code:?})")]
    Exited {
        /// The exit code, where the system tells.
        code: Option<i32>,
    },
    /// The call did not come back in time and the module's process was ended.
    #[error("no answer within {millis} ms")]
    Hung {
        /// The limit, in milliseconds.
        millis: u64,
    },
    /// The system's card service does not answer (Q55), so the module was not asked.
    #[error("the card service gave no answer within {millis} ms")]
    CardServiceSilent {
        /// How long was waited, in milliseconds.
        millis: u64,
    },
    /// The person left a changing call that goes on by itself.
    #[error("left waiting")]
    Left,
    /// Interrupted between two calls.
    #[error("interrupted")]
    Interrupted,
    /// Our own module host failed.
    #[error("module host: {text}")]
    Host {
        /// What went wrong, for the log.
        text: String,
    },
}

/// What a token or its module answered: the kind, the function that returned it, and its `CKR_` name for searching.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[error("{kind} ({call:?}, {ckr:?})")]
pub struct Fault {
    /// What kind of answer.
    #[source]
    pub kind: FaultKind,
    /// The `C_` function that answered, or that did not.
    pub call: Option<String>,
    /// The name of the returned value, such as `CKR_PIN_INCORRECT`, or its hex number.
    pub ckr: Option<String>,
    /// What is left on the token, as far as the module host can tell.
    pub state: TokenState,
}

impl Fault {
    /// A fault that no function returned.
    #[must_use]
    pub fn new(kind: FaultKind) -> Self {
        Self {
            kind,
            call: None,
            ckr: None,
            state: TokenState::NothingChanged,
        }
    }

    /// A fault of `call`.
    #[must_use]
    pub fn of(kind: FaultKind, call: &str) -> Self {
        Self {
            call: Some(call.to_owned()),
            ..Self::new(kind)
        }
    }

    /// The same with another token state.
    #[must_use]
    pub fn with_state(self, state: TokenState) -> Self {
        Self { state, ..self }
    }

    /// Whether the module's process is gone or useless after this.
    #[must_use]
    pub fn ends_host(&self) -> bool {
        matches!(
            self.kind,
            FaultKind::Crashed { .. }
                | FaultKind::Exited { .. }
                | FaultKind::Hung { .. }
                | FaultKind::Left
                | FaultKind::Host { .. }
        )
    }
}

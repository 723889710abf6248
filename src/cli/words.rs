//! Words for data: what a code says, whose PIN, in which state.

use crate::error::{Args, Code};
use crate::i18n::{self, t};
pub use crate::telling::pin_state;
use crate::token::{Role, TokenState};

/// What happened.
#[must_use]
pub fn message(code: Code, args: &Args) -> String {
    i18n::text(&format!("err-{}", code.fluent()), args)
}

/// What to do next.
#[must_use]
pub fn advice(code: Code) -> String {
    i18n::text(&format!("rec-{}", code.fluent()), &Args::new())
}

/// Why that happens, for `explain`.
#[must_use]
pub fn cause(code: Code) -> String {
    i18n::attribute(&format!("err-{}", code.fluent()), "cause")
}

/// What the helpdesk asks the caller, for `explain`.
#[must_use]
pub fn ask(code: Code) -> String {
    i18n::attribute(&format!("err-{}", code.fluent()), "ask")
}

/// Whose PIN.
#[must_use]
pub fn role(role: Role) -> String {
    match role {
        Role::User => t!("cli-role-user"),
        Role::So => t!("cli-role-so"),
        Role::Key => t!("cli-role-key"),
    }
}

/// What is left on the token, as a sentence.
#[must_use]
pub fn token_state(state: TokenState) -> String {
    match state {
        TokenState::NothingChanged => t!("cli-token-nothing-changed"),
        TokenState::Changed => t!("cli-token-changed"),
        TokenState::Unknown => t!("cli-token-unknown"),
    }
}

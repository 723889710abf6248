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

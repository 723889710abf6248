//! `tokens`: what is plugged in.

use schemars::JsonSchema;
use serde::Serialize;

use super::Setting;
use super::shape::{ModuleRow, TokenRow, module_rows, token_row};
use crate::child::Place;
use crate::error::{Code, Failure, Notice};
use crate::sys::session;
use crate::token::{Role, names_a_token};

/// The answer of `tokens`.
#[derive(Debug, Default, Serialize, JsonSchema)]
pub struct TokensOutcome {
    /// Every module, also those that failed.
    pub modules: Vec<ModuleRow>,
    /// Every token once.
    pub tokens: Vec<TokenRow>,
    /// A module that was named failed, or all did.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub partial: bool,
    /// That failure: what there is is shown all the same.
    #[serde(skip)]
    pub cut: Option<Failure>,
}

/// The tokens plugged in. Nothing there is an answer, and so is a failed module.
pub fn run(setting: &mut Setting<'_>) -> Result<TokensOutcome, Failure> {
    let cut = stopped(setting.open_tokens())?;
    let places = setting.places();
    for place in &places {
        setting.settle_init(*place);
    }
    let none = places.is_empty();
    let tokens = places
        .into_iter()
        .filter_map(|place| setting.token_row(place))
        .collect();
    if none {
        setting.tell_remote();
    }
    let modules = module_rows(setting.tokens.hosts());
    setting.journal_notices();
    Ok(TokensOutcome {
        modules,
        tokens,
        partial: cut.is_some(),
        cut,
    })
}

/// The failure of modules as a part of the answer; an interruption is none.
pub(super) fn stopped(opened: Result<(), Failure>) -> Result<Option<Failure>, Failure> {
    match opened {
        Ok(()) => Ok(None),
        Err(failure) if failure.code == Code::Interrupted => Err(failure),
        Err(failure) => Ok(Some(failure)),
    }
}

impl Setting<'_> {
    /// Where no token shows: over a remote desktop that may have a reason of its own (Q20).
    pub(super) fn tell_remote(&mut self) {
        if session::is_remote() {
            self.notice(Notice::new(Code::RemoteSession));
        }
    }

    /// The row of a place's token.
    pub fn token_row(&mut self, place: Place) -> Option<TokenRow> {
        let id = self.tokens.token(place).map(|token| token.id.clone());
        let failed_here = match &id {
            Some(token) => self
                .journal
                .lenient(|journal| journal.refused(token, Role::User)),
            None => 0,
        };
        let also_via = match &id {
            Some(id) if names_a_token(&id.serial) => self
                .tokens
                .slots()
                .filter(|(other, _, slot)| {
                    *other != place && slot.token.as_ref().is_ok_and(|token| token.id == *id)
                })
                .map(|(_, host, _)| host.id.clone())
                .collect(),
            _ => Vec::new(),
        };
        Some(token_row(
            self.tokens.host(place)?,
            self.tokens.slot(place)?,
            failed_here,
            also_via,
        ))
    }
}

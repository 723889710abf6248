//! `tokens`: what is plugged in.

use schemars::JsonSchema;
use serde::Serialize;

use super::Setting;
use super::doubles::{double_of, one_card};
use super::plug::{Seat, Unread};
use super::shape::{DeviceRow, ModuleRow, TokenRow, module_rows, token_row};
use crate::child::Place;
use crate::error::{Code, Failure, Notice};
use crate::sys::session;
use crate::token::Role;

/// The answer of `tokens`.
#[derive(Debug, Default, Serialize, JsonSchema)]
pub struct TokensOutcome {
    /// Every module, also those that failed.
    pub modules: Vec<ModuleRow>,
    /// Every token once; cards that no driver reads come last.
    pub tokens: Vec<TokenRow>,
    /// USB devices that look like tokens, where no token and no card shows.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub devices: Vec<DeviceRow>,
    /// A module that was named failed, or all did.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub partial: bool,
    /// That failure: what there is is shown all the same.
    #[serde(skip)]
    pub cut: Option<Failure>,
}

/// The tokens plugged in, those of one card one after the other, then cards that no driver reads. Nothing there is an
/// answer, and so is a failed module.
pub fn run(setting: &mut Setting<'_>) -> Result<TokensOutcome, Failure> {
    // Whoever named a module or a token wants no other card.
    let plug = setting.plug.filter(|plug| plug.whole);
    let plug = plug.filter(|_| setting.selector.is_none());
    let cut = stopped(setting.open_tokens())?;
    let places = setting.places();
    for place in &places {
        setting.settle_init(*place);
    }
    let none = places.is_empty();
    let mut tokens: Vec<TokenRow> = places
        .into_iter()
        .filter_map(|place| setting.token_row(place))
        .collect();
    let mut unread = Unread::default();
    if let Some(plug) = plug
        && let Some(told) = setting.told().cloned()
    {
        plug.complete(&told, &mut tokens);
        unread = plug.unread_here(&told, &Seat::all(setting.tokens));
    }
    tokens.extend(unread.cards);
    if none {
        setting.tell_remote();
    }
    let modules = module_rows(setting.tokens.hosts());
    setting.journal_notices();
    Ok(TokensOutcome {
        modules,
        tokens,
        devices: unread.devices,
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
        let first = double_of(self.tokens, place);
        let same = |other: Place| {
            let double = double_of(self.tokens, other);
            double == Some(place) || first.is_some() && double == first || first == Some(other)
        };
        let others = self.tokens.slots();
        let also_via = others
            .filter(|(other, _, _)| *other != place && same(*other))
            .map(|(_, host, _)| host.id.clone())
            .collect();
        let host = self.tokens.host(place)?;
        let mut row = token_row(host, self.tokens.slot(place)?, failed_here, also_via);
        // Some drivers call the place of a card's second token otherwise (Q25).
        let mut slots = self.tokens.slots();
        if let Some((_, _, first)) =
            slots.find(|(other, _, _)| one_card(self.tokens, *other, place))
            && !first.description.trim().is_empty()
        {
            row.card = Some(first.description.clone());
        }
        Some(row)
    }
}

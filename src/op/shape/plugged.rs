//! What is plugged in, and what it may be.

use schemars::JsonSchema;
use serde::Serialize;

use super::TokenRow;
use crate::token::names_a_token;

/// What a card or USB device may be, by its answer to reset or its numbers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct LooksLikeRow {
    /// The module that would read it: its id in the registry.
    pub module: String,
    /// The same, for people.
    pub name: String,
    /// What such a token is called.
    pub token: String,
    /// Whether that module is on this computer.
    pub installed: bool,
    /// A page from which it comes.
    pub page: Option<String>,
    /// Who hands such tokens out.
    pub issuers: Vec<String>,
}

/// A USB device that looks like a token.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct DeviceRow {
    /// Vendor and product, as `0529:0620`.
    pub usb: String,
    /// What it calls itself.
    pub name: Option<String>,
    /// Whether this user may open it; `null` where that cannot be told.
    pub allowed: Option<bool>,
    /// What it may be. Guesses: readers have the numbers of tokens, too.
    pub looks_like: Vec<LooksLikeRow>,
}

impl TokenRow {
    /// Whether another token is on the same card, with a PIN of its own (Q25).
    #[must_use]
    pub fn shares_card(&self, other: &Self) -> bool {
        let serial = self.serial.as_deref().filter(|it| names_a_token(it));
        let apart = (&self.uri, self.slot) != (&other.uri, other.slot);
        let named = serial.is_some() && serial == other.serial.as_deref();
        apart && named && self.module == other.module
    }
}

//! `explain`: what a number means, and for a number about PINs, who unlocks the token that is there. The words are the
//! face's.

use schemars::JsonSchema;
use serde::Serialize;

use super::Setting;
use super::pin::{UnlocksRow, unlockers};
use crate::error::{Code, Failure};
use crate::profile::Profiles;
use crate::sanitize;
use crate::token::{SlotId, token_uri};
use crate::x509::Certificate;

/// The answer of `explain`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, JsonSchema)]
pub struct ExplainOutcome {
    /// `P041`.
    pub number: String,
    /// `wrong_pin`.
    pub code: String,
    /// Why it happens.
    pub cause: String,
    /// What to do.
    pub remedy: String,
    /// What the helpdesk asks the caller.
    pub ask: String,
    /// Of a number about PINs: who unlocks the tokens that are plugged in, else those that were seen last.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub unlocks: Vec<UnlocksRow>,
}

/// The code that a number or name stands for.
pub fn find(text: &str) -> Result<Code, Failure> {
    Code::find(text)
        .ok_or_else(|| Failure::new(Code::NumberUnknown).with("value", sanitize::line(text)))
}

/// Numbers below this one are about PINs.
const BEHIND_PINS: u16 = 100;

/// Whether who unlocks a token belongs to the answer.
#[must_use]
pub fn is_about_pins(code: Code) -> bool {
    code.number() < BEHIND_PINS
}

/// Who unlocks the tokens that are plugged in, by the issuers of the certificates on them; where none is, those that are
/// remembered. No PIN is asked, and a driver that fails hides no other.
pub fn unlocks(setting: &mut Setting<'_>, language: &str) -> Vec<UnlocksRow> {
    let profiles = Profiles::load(setting.paths);
    let mut rows = Vec::new();
    if setting.open_tokens().is_ok() {
        for place in setting.places() {
            let Some(view) = setting.public_view(place) else {
                continue;
            };
            let id = setting.tokens.token(place).map(|token| &token.id);
            let token = token_uri(place.slot, id);
            let seen = view.certificates.iter().map(|seen| &seen.certificate);
            rows.extend(unlockers(&profiles, &token, seen, language));
        }
    }
    if rows.is_empty() {
        for known in setting.known_certificates() {
            let Some(token) = known.tokens.first() else {
                continue;
            };
            let token = token_uri(SlotId(0), Some(token));
            let one: [&Certificate; 1] = [&known.certificate];
            let of_one = unlockers(&profiles, &token, one.into_iter(), language);
            let new = of_one.into_iter().filter(|row| !rows.contains(row));
            rows.extend(new.collect::<Vec<_>>());
        }
    }
    setting.journal_notices();
    rows
}

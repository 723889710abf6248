//! Settling an initialisation that was cut off: what the token says of itself tells it, without a log-in.

use crate::child::Place;
use crate::error::Code;
use crate::journal::{Intent, Journal, OpenIntent, Operation, Outcome};
use crate::op::Setting;
use crate::token::{Slot, TokenId, TokenInfo, names_a_token};

/// What is said of it; `None` where nothing can be said that helps.
type Verdict = (Outcome, Option<Code>);

impl Setting<'_> {
    /// Settles the initialisations of this place's token that nobody works on any more. Its label may be another one
    /// by now, and a blank software token got its serial number only then.
    pub(in crate::op) fn settle_init(&mut self, place: Place) {
        let open: Vec<OpenIntent> = self
            .journal
            .lenient(Journal::open_intents)
            .into_iter()
            .filter(|open| is_init(open.intent.operation))
            .collect();
        for open in open {
            let Some((outcome, code)) = self.judge_init(place, &open.intent) else {
                continue;
            };
            if let Err(error) = self.journal.finish(open.id, &outcome) {
                tracing::warn!(%error, "an intent could not be settled");
                continue;
            }
            if let Some(code) = code {
                let label = self.tokens.token(place).map(|token| token.id.label.clone());
                let notice = super::unfinished(code, &open.intent);
                self.notice(match label.filter(|label| !label.is_empty()) {
                    Some(label) => notice.with("token", crate::sanitize::line(&label)),
                    None => notice,
                });
            }
        }
    }

    fn judge_init(&self, place: Place, intent: &Intent) -> Option<Verdict> {
        let slot = self.tokens.slot(place)?;
        if nameless(&intent.token) {
            return of_reader(intent, slot);
        }
        let token = slot.token.as_ref().ok()?;
        if names_a_token(&intent.token.serial) {
            let same = token.id == intent.token || intent.token.same_but_for_label(&token.id);
            return same.then(|| judge(intent, token));
        }
        if !intent.token.label.is_empty() {
            // Without a serial number a new label makes it another token; the old one is still the old one.
            return (token.id == intent.token).then(|| judge(intent, token));
        }
        self.of_blank(place, intent, token)
    }

    /// A blank token without a serial number: the initialised one is another token, with the wished label and no PIN
    /// yet. Where no token of the module has that label, there is none.
    fn of_blank(&self, place: Place, intent: &Intent, token: &TokenInfo) -> Option<Verdict> {
        let module = self.tokens.host(place)?;
        if module.path != intent.module {
            return None;
        }
        let wished = |token: &TokenInfo| {
            Some(token.id.label.as_str()) == intent.label.as_deref()
                && token.id.model == intent.token.model
                && token.id.manufacturer == intent.token.manufacturer
        };
        if wished(token) && token.initialised && !token.user_pin_set {
            return Some((done(), Some(Code::InitUnfinished)));
        }
        let one_has_it = module
            .slots
            .iter()
            .filter_map(|slot| slot.token.as_ref().ok())
            .any(wished);
        (token.id == intent.token && !one_has_it)
            .then_some((Outcome::NothingChanged, Some(Code::SettledNothing)))
    }
}

pub(super) fn is_init(operation: Operation) -> bool {
    matches!(operation, Operation::InitToken | Operation::InitPin)
}

/// The token could not be read before: it has its reader's name.
fn nameless(token: &TokenId) -> bool {
    token.serial.is_empty() && token.model.is_empty() && token.manufacturer.is_empty()
}

fn of_reader(intent: &Intent, slot: &Slot) -> Option<Verdict> {
    if intent.token.label != slot.description {
        return None;
    }
    match &slot.token {
        Err(_) => Some((Outcome::NothingChanged, Some(Code::SettledNothing))),
        Ok(token) => Some(judge(intent, token)),
    }
}

fn judge(intent: &Intent, token: &TokenInfo) -> Verdict {
    let (old, now) = (&intent.token.label, &token.id.label);
    let wished = match intent.operation {
        // By then the token has its new label.
        Operation::InitPin => Some(old),
        _ => intent.label.as_ref(),
    };
    if wished != Some(now) && old != now {
        // Another program made it anew since: what came of ours is of no use to anybody.
        let how = "replaced".to_owned();
        return (Outcome::Settled { how }, None);
    }
    let happened = match intent.operation {
        Operation::InitPin => token.user_pin_set,
        // The user's PIN goes with everything else (PKCS#11 2.40 §5.5): under the same label this tells the two apart.
        _ => wished == Some(now) && (old != now || !token.user_pin_set),
    };
    let outcome = if happened {
        done()
    } else {
        Outcome::NothingChanged
    };
    let half = !token.user_pin_set && (happened || intent.operation == Operation::InitPin);
    let code = match (half, happened) {
        (true, _) => Code::InitUnfinished,
        (false, true) => Code::Settled,
        (false, false) => Code::SettledNothing,
    };
    (outcome, Some(code))
}

fn done() -> Outcome {
    Outcome::Done {
        key: None,
        spki: None,
    }
}

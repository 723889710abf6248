//! Settling what was interrupted: only intents whose owner is gone, only by a view that can see what they are about,
//! by the public key, never by an id alone.

mod init;
mod request;

pub(super) use request::unwritten;

use std::collections::BTreeSet;

use super::Setting;
use super::view::View;
use crate::ask::Choice;
use crate::child::Place;
use crate::error::{Code, Notice};
use crate::journal::{Intent, OpenIntent, Operation, Outcome};
use crate::sanitize;
use crate::token::{Class, KeyHash, Role};
use crate::x509::PublicKey;

/// What a view says about an intent.
enum Verdict {
    /// It happened, with this key where it is about one.
    Happened(Option<KeyHash>),
    /// Nothing of it is there.
    Nothing,
    /// More than one thing could be it.
    Several(Vec<KeyHash>),
    /// This view cannot tell.
    Open,
}

impl Setting<'_> {
    /// Settles what this view can settle, and says so.
    pub(super) fn settle(&mut self, place: Place, view: &View) {
        let Some(token) = self.tokens.token(place).map(|token| token.id.clone()) else {
            return;
        };
        let open = self
            .journal
            .lenient(|journal| journal.intents_for_token(&token));
        self.settle_init(place);
        let officer = self.logged_in.get(&place) == Some(&Role::So);
        let mut settled = BTreeSet::new();
        for intent in open
            .into_iter()
            .filter(|open| !init::is_init(open.intent.operation))
        {
            let verdict = match judge(&intent.intent, view) {
                // The officer need not see private objects (PKCS#11 2.40 §5.6.1): to him, nothing is known to be gone.
                Verdict::Nothing if officer => Verdict::Open,
                Verdict::Happened(_)
                    if officer && intent.intent.operation == Operation::Destroy =>
                {
                    Verdict::Open
                }
                Verdict::Several(keys) => self.ask_which(&intent, &keys),
                verdict => verdict,
            };
            settled.extend(self.record(&intent, view, &verdict));
        }
        self.tell_unwritten(&token, view, &settled);
    }

    /// A person is asked which of several new keys was meant; elsewhere it stays open.
    fn ask_which(&mut self, open: &OpenIntent, keys: &[KeyHash]) -> Verdict {
        let choices: Vec<Choice> = keys
            .iter()
            .map(|key| Choice {
                text: format!("sha256:{}", key.short()),
            })
            .collect();
        let chosen = self.ask.choose("cli-choose-key", &choices);
        if let Some(key) = chosen.and_then(|index| keys.get(index).copied()) {
            return Verdict::Happened(Some(key));
        }
        let names: Vec<String> = choices.into_iter().map(|choice| choice.text).collect();
        self.notice(
            unfinished(Code::SettleAmbiguous, &open.intent).with("names", names.join(", ")),
        );
        Verdict::Open
    }

    /// Writes the verdict down and says so; a request that now goes on is returned instead, to be told once.
    fn record(&mut self, open: &OpenIntent, view: &View, verdict: &Verdict) -> Option<String> {
        let (outcome, code) = match verdict {
            Verdict::Happened(Some(key)) => {
                let spki = view
                    .key(*key)
                    .and_then(|key| key.public.as_ref())
                    .map(|key| key.spki_der().to_vec());
                (
                    Outcome::Done {
                        key: Some(*key),
                        spki,
                    },
                    Code::Settled,
                )
            }
            Verdict::Happened(None) => (
                Outcome::Settled {
                    how: "seen".to_owned(),
                },
                Code::Settled,
            ),
            Verdict::Nothing => (Outcome::NothingChanged, Code::SettledNothing),
            Verdict::Several(_) | Verdict::Open => return None,
        };
        let recorded = self.journal.finish(open.id, &outcome);
        if let Err(error) = recorded {
            tracing::warn!(%error, "an intent could not be settled");
            return None;
        }
        if let (Verdict::Happened(Some(key)), Some(case)) = (verdict, &open.intent.case) {
            self.case_has_key(case, *key, view);
        }
        if let Some(case) = self.unwritten_case(open.intent.case.as_deref()) {
            return Some(case.id);
        }
        let code = match (verdict, open.intent.operation) {
            (_, Operation::SetPin) => Code::PinChangeUnclear,
            (Verdict::Happened(_), Operation::Import) if !whole(&open.intent, view) => {
                Code::ImportUnfinished
            }
            _ => code,
        };
        self.notice(unfinished(code, &open.intent));
        None
    }

    /// The case goes on with the key that was found.
    fn case_has_key(&mut self, id: &str, key: KeyHash, view: &View) {
        let case = self.journal.lenient(|journal| journal.request(id));
        let Some(mut case) = case.filter(|case| case.key.is_none()) else {
            return;
        };
        case.key = Some(key);
        case.key_id = view.key(key).and_then(|key| key.id.clone());
        if let Err(error) = self.journal.update_request(&case) {
            tracing::warn!(%error, "the case could not be updated");
        }
    }

    /// Before log-in nothing about keys can be settled: it is said that something looks unfinished.
    pub(super) fn tell_unfinished(&mut self, place: Place) {
        self.settle_init(place);
        let Some(token) = self.tokens.token(place).map(|token| token.id.clone()) else {
            return;
        };
        let open = self
            .journal
            .lenient(|journal| journal.intents_for_token(&token));
        for intent in open {
            self.notice(unfinished(Code::LooksUnfinished, &intent.intent));
        }
    }
}

fn unfinished(code: Code, intent: &Intent) -> Notice {
    Notice::new(code)
        .with("key", intent.key.map(|key| key.short()).unwrap_or_default())
        .with("value", intent.operation.name())
        .with("token", sanitize::line(&intent.token.label))
        .with("serial", sanitize::line(&intent.token.serial))
        .with("date", intent.created.strftime("%Y-%m-%d %H:%M UTC"))
        .with(
            "command",
            intent
                .resume
                .clone()
                .unwrap_or_else(|| "parafa show --login".to_owned()),
        )
}

/// Whether an imported key has its public half beside it, and the certificate that came with it, if one did.
fn whole(intent: &Intent, view: &View) -> bool {
    let mut seen = view.certificates.iter();
    let certified = intent
        .certificate
        .as_ref()
        .is_none_or(|one| seen.any(|seen| seen.certificate.sha256() == one.sha256));
    let mut keys = view.keys.iter();
    certified && keys.any(|key| key.hash() == intent.key && key.public_object.is_some())
}

fn judge(intent: &Intent, view: &View) -> Verdict {
    match intent.operation {
        Operation::Generate | Operation::Import => judge_generation(intent, view),
        Operation::PutCertificate => match &intent.certificate {
            Some(certificate) => {
                let there = view
                    .certificates
                    .iter()
                    .any(|seen| seen.certificate.sha256() == certificate.sha256);
                match (there, view.complete) {
                    (true, _) => Verdict::Happened(intent.key),
                    (false, true) => Verdict::Nothing,
                    (false, false) => Verdict::Open,
                }
            }
            None => Verdict::Open,
        },
        Operation::Destroy if view.complete => match still_there(intent, view) {
            Some(true) => Verdict::Nothing,
            Some(false) => Verdict::Happened(None),
            None => Verdict::Open,
        },
        // Not done by this version: the token can be read, so whatever was cut off is over.
        Operation::SetPin | Operation::SetAttributes if view.logged_in => Verdict::Happened(None),
        // What becomes of an initialisation, [`Setting::settle_init`] tells without a log-in.
        Operation::Destroy
        | Operation::InitToken
        | Operation::InitPin
        | Operation::SetPin
        | Operation::SetAttributes => Verdict::Open,
    }
}

/// Whether the object that was to be destroyed shows; `None` where nothing tells it from others.
fn still_there(intent: &Intent, view: &View) -> Option<bool> {
    if let Some(gone) = &intent.certificate {
        let mut seen = view.certificates.iter();
        return Some(seen.any(|seen| seen.certificate.sha256() == gone.sha256));
    }
    let public = intent.key_type.as_deref() == Some(Class::PublicKey.name());
    match (intent.key, &intent.keys_before) {
        (Some(key), _) if public => Some(
            view.keys
                .iter()
                .any(|seen| seen.hash() == Some(key) && seen.public_object.is_some()),
        ),
        (Some(key), _) => Some(view.key(key).is_some_and(|key| key.private.is_some())),
        (None, Some(before)) if !public => Some(view.private_keys().unknown >= before.unknown),
        (None, _) => None,
    }
}

/// By the public key where it is known, else as the one key that was not in the list taken before.
fn judge_generation(intent: &Intent, view: &View) -> Verdict {
    if !view.complete {
        return Verdict::Open;
    }
    if let Some(key) = intent.key {
        let there = view.key(key).is_some_and(|key| key.private.is_some());
        return if there {
            Verdict::Happened(Some(key))
        } else {
            Verdict::Nothing
        };
    }
    let Some(before) = &intent.keys_before else {
        return Verdict::Open;
    };
    let now = view.private_keys();
    let new: Vec<KeyHash> = now
        .known
        .iter()
        .copied()
        .filter(|key| !before.known.contains(key))
        .collect();
    match new.as_slice() {
        [] if now.unknown <= before.unknown => Verdict::Nothing,
        [only] if now.unknown <= before.unknown => Verdict::Happened(Some(*only)),
        [] => Verdict::Open,
        _ => Verdict::Several(new),
    }
}

/// The SPKI of a view's key, for the journal.
pub(super) fn spki(key: Option<&PublicKey>) -> Option<Vec<u8>> {
    key.map(|key| key.spki_der().to_vec())
}

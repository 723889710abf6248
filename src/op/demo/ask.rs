//! Who answers in a demonstration: nobody is asked.

use std::collections::HashMap;
use std::sync::Mutex;

use crate::ask::{
    Answer, Ask, Choice, Question, SecretAnswer, SecretKind, SecretWanted, TypedConfirmation,
};
use crate::error::Notice;
use crate::secret::Secret;
use crate::token::Role;

/// Answers for the pretend token, and keeps what was told.
pub(super) struct PretendAsk {
    secrets: HashMap<&'static str, String>,
    told: Mutex<Vec<Notice>>,
}

impl PretendAsk {
    pub(super) fn new(pin: &str, so_pin: &str) -> Self {
        Self {
            secrets: HashMap::from([("user", pin.to_owned()), ("so", so_pin.to_owned())]),
            told: Mutex::new(Vec::new()),
        }
    }
}

impl Ask for PretendAsk {
    fn tell(&self, notice: &Notice) {
        if let Ok(mut told) = self.told.lock() {
            told.push(notice.clone());
        }
    }

    fn confirm(&self, _: &Question) -> Answer {
        Answer::Yes
    }

    fn confirm_typed(&self, _: &TypedConfirmation) -> Answer {
        Answer::Nobody
    }

    fn choose(&self, _: &'static str, _: &[Choice]) -> Option<usize> {
        None
    }

    fn secret(&self, wanted: &SecretWanted) -> SecretAnswer {
        let name = match wanted.what {
            SecretKind::Pin(Role::So) | SecretKind::FirstPin(Role::So) => "so",
            _ => "user",
        };
        match self.secrets.get(name) {
            Some(secret) => SecretAnswer::Given(Secret::from_text(secret.clone())),
            None => SecretAnswer::Nobody,
        }
    }

    fn final_try(&self, _: &SecretWanted) -> Answer {
        Answer::Nobody
    }

    fn somebody(&self) -> bool {
        false
    }
}

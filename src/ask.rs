//! Asking the person: the operations ask, the faces show. What is asked is data; the words are the face's.

use crate::error::Notice;
use crate::secret::Secret;
use crate::token::{PinState, Role};

/// Which secret is wanted, and all that a person needs to know before typing it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SecretWanted {
    /// What kind.
    pub what: SecretKind,
    /// The token's label, or the key's for [`Role::Key`]; sanitised by the face.
    pub token: String,
    /// The token's serial number.
    pub serial: String,
    /// The state of its counter as last read.
    pub state: PinState,
}

/// The secrets that can be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SecretKind {
    /// The PIN of a role.
    Pin(Role),
    /// The first PIN of a token that is being initialised, to be typed twice.
    FirstPin(Role),
    /// A new PIN in place of another, to be typed twice.
    NewPin(Role),
    /// The password of a file.
    Password,
    /// The password of a file to be written, to be typed twice.
    NewPassword,
}

/// What came of asking for a secret.
#[derive(Debug)]
pub enum SecretAnswer {
    /// It was given.
    Given(Secret),
    /// It is typed on the reader's pad or in the driver's own window.
    Pad,
    /// Nobody is here, and no source was named.
    Nobody,
    /// The person turned away.
    Declined,
    /// A source was named, and it cannot be read; `reason` says why, without the secret.
    Unreadable {
        /// The option or variable.
        origin: String,
        /// Why.
        reason: String,
    },
}

/// A question with yes and no.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// The Fluent id of the sentence, `cli-ask-…`.
    pub id: &'static str,
    /// Its values.
    pub args: crate::error::Args,
}

/// A confirmation by a typed word: something would be lost for ever.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TypedConfirmation {
    /// The Fluent id of the sentence that says what would be lost.
    pub id: &'static str,
    /// Its values.
    pub args: crate::error::Args,
    /// The word to be typed.
    pub word: String,
}

/// An answer to a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// Yes.
    Yes,
    /// No.
    No,
    /// Nobody is here to answer.
    Nobody,
}

/// One of several things to choose from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// What the person sees; sanitised by the face.
    pub text: String,
}

/// How far something is that has many parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// The Fluent id of the sentence, `cli-progress-…`.
    pub id: &'static str,
    /// So many parts are done; all of them: it is over.
    pub done: usize,
    /// Of so many.
    pub all: usize,
}

/// See [`Ask::alone`].
pub type Alone = Box<dyn Send>;

/// Whom the operations ask. "Nobody is here" is an answer, so scripts end cleanly instead of hanging.
pub trait Ask: Send + Sync {
    /// Says something and goes on.
    fn tell(&self, notice: &Notice);

    /// Asks a plain question.
    fn confirm(&self, question: &Question) -> Answer;

    /// Wants a word typed.
    fn confirm_typed(&self, confirmation: &TypedConfirmation) -> Answer;

    /// Lets the person choose; `None` when nobody is here or he turned away.
    fn choose(&self, id: &'static str, choices: &[Choice]) -> Option<usize>;

    /// Asks for a secret.
    fn secret(&self, wanted: &SecretWanted) -> SecretAnswer;

    /// Whether this secret comes from a source that was named beforehand, and not from a person who sees which token asks.
    fn is_told_beforehand(&self, _what: SecretKind) -> bool {
        false
    }

    /// Whether the use of the last PIN try is allowed: the option was given, and on a terminal a typed yes besides.
    fn final_try(&self, wanted: &SecretWanted) -> Answer;

    /// Whether a person is here.
    fn somebody(&self) -> bool;

    /// Shows how far it is, for as long as it lasts; nothing that is kept.
    fn progress(&self, _progress: &Progress) {}

    /// Stands for work that asks nobody and no token, and may take long, for as long as it lives: who wants to stop need
    /// not wait for its end.
    fn alone(&self) -> Alone {
        Box::new(())
    }
}

/// Nobody is here.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoAsk;

impl Ask for NoAsk {
    fn tell(&self, _: &Notice) {}

    fn confirm(&self, _: &Question) -> Answer {
        Answer::Nobody
    }

    fn confirm_typed(&self, _: &TypedConfirmation) -> Answer {
        Answer::Nobody
    }

    fn choose(&self, _: &'static str, _: &[Choice]) -> Option<usize> {
        None
    }

    fn secret(&self, _: &SecretWanted) -> SecretAnswer {
        SecretAnswer::Nobody
    }

    fn final_try(&self, _: &SecretWanted) -> Answer {
        Answer::Nobody
    }

    fn somebody(&self) -> bool {
        false
    }
}

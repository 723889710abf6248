//! Asking by dialogs: the question goes to the loop, the worker waits, the screen goes on answering keys.

use std::sync::mpsc::{Sender, channel};

use super::message::{Asked, Message};
use crate::ask::{Answer, Ask, Choice, Question, SecretAnswer, SecretWanted, TypedConfirmation};
use crate::error::{Args, Notice};
use crate::i18n::t;
use crate::sanitize;

/// Asks whoever sits before the screen.
pub(super) struct TuiAsk {
    sender: Sender<Message>,
}

impl TuiAsk {
    /// By this loop.
    pub(super) fn new(sender: Sender<Message>) -> Self {
        Self { sender }
    }

    /// Tells the loop something.
    pub(super) fn send(&self, message: Message) {
        let _ = self.sender.send(message);
    }

    /// `None` when the loop is gone, or went on without an answer.
    fn ask<T>(&self, question: impl FnOnce(Sender<T>) -> Asked) -> Option<T> {
        let (reply, answer) = channel();
        self.sender.send(Message::Asked(question(reply))).ok()?;
        answer.recv().ok()
    }
}

impl Ask for TuiAsk {
    fn tell(&self, notice: &Notice) {
        let _ = self.sender.send(Message::Told(notice.clone()));
    }

    fn confirm(&self, question: &Question) -> Answer {
        self.ask(|reply| Asked::YesNo(question.clone(), reply))
            .unwrap_or(Answer::No)
    }

    fn confirm_typed(&self, confirmation: &TypedConfirmation) -> Answer {
        self.ask(|reply| Asked::Typed(confirmation.clone(), reply))
            .unwrap_or(Answer::No)
    }

    fn choose(&self, id: &'static str, choices: &[Choice]) -> Option<usize> {
        self.ask(|reply| Asked::Choose(id, choices.to_vec(), reply))
            .flatten()
    }

    fn secret(&self, wanted: &SecretWanted) -> SecretAnswer {
        self.ask(|reply| Asked::Secret(wanted.clone(), reply))
            .unwrap_or(SecretAnswer::Declined)
    }

    fn final_try(&self, wanted: &SecretWanted) -> Answer {
        self.confirm_typed(&TypedConfirmation {
            id: "tui-final-try",
            args: Args::from([
                ("token", sanitize::line(&wanted.token)),
                ("serial", sanitize::line(&wanted.serial)),
            ]),
            word: t!("tui-yes"),
        })
    }

    fn somebody(&self) -> bool {
        true
    }
}

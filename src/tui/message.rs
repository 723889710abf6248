//! What the loop hears of.

use std::sync::mpsc::Sender;

use crate::ask::{Answer, Choice, Question, SecretAnswer, SecretWanted, TypedConfirmation};
use crate::error::Notice;
use crate::op::plug::Unread;
use crate::op::start::Running;

use super::lookout::{Back, Sight};
use super::task::Done;

/// One thing that happened.
pub(super) enum Message {
    /// A key, the mouse, a paste, another size.
    Input(crossterm::event::Event),
    /// A call is running.
    Running(Running),
    /// An operation says something and goes on.
    Told(Notice),
    /// A step of a longer job was done: in words.
    Step(String),
    /// An operation asks, and waits.
    Asked(Asked),
    /// A driver sees something.
    Sight(Box<Sight>),
    /// A driver has looked.
    Back(Box<Back>),
    /// What is plugged in and shown by no driver.
    Unread(Box<Unread>),
    /// A job has ended.
    Done(Box<Done>),
    /// Time to show the time.
    Tick,
    /// The system wants us to stop.
    Stop,
    /// The line is closed, or the worker is gone.
    Closed,
}

/// A question with the way back for its answer.
pub(super) enum Asked {
    /// A secret.
    Secret(SecretWanted, Sender<SecretAnswer>),
    /// Yes or no.
    YesNo(Question, Sender<Answer>),
    /// A typed word.
    Typed(TypedConfirmation, Sender<Answer>),
    /// One of several.
    Choose(&'static str, Vec<Choice>, Sender<Option<usize>>),
}

//! What a screen answers to an event: the app does it, never the screen.

use std::path::PathBuf;

use crossterm::event::KeyCode;
use ratatui::layout::Rect;

use super::action::Verb;
use super::dialog::Dialog;
use super::screens::Screen;
use super::task::Job;
use crate::op::prefer::Preference;

/// What a screen hears of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Event {
    /// One of its actions, chosen by whatever means.
    Did(Verb),
    /// A typed letter that is no action.
    Letter(char),
    /// A key for the input line that is no action.
    Key(KeyCode),
    /// Pasted or dropped text.
    Paste(String),
    /// A click.
    Click {
        /// From the left.
        column: u16,
        /// From the top.
        row: u16,
        /// Where the screen is drawn.
        area: Rect,
    },
}

/// What the app shall do.
pub(super) enum Effect {
    /// Nothing more.
    Stay,
    /// Open a screen above this one.
    Open(Box<Screen>),
    /// Go back.
    Back,
    /// Go back, and give the screen below the folder that was chosen.
    Picked(PathBuf),
    /// Start a job.
    Do(Job),
    /// Show a dialog.
    Say(Dialog),
    /// Copy to the clipboard.
    Copy(String),
    /// Go back to Home.
    Home,
    /// Speak this language from now on.
    Language(String),
    /// Keep this choice, and go back.
    Prefer(Preference),
    /// Leave the list of all that can be done, and do this action of the screen below, by its key.
    Act(KeyCode),
    /// Leave that list, and do this command.
    Command(&'static str),
    /// Show help for this screen.
    Help,
    /// Leave the program.
    Quit,
}

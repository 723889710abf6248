//! What a screen answers to an event: the app does it, never the screen.

use std::path::PathBuf;

use ratatui::layout::Rect;

use super::action::Verb;
use super::dialog::Dialog;
use super::screens::Screen;
use super::task::Job;

/// What a screen hears of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Event {
    /// One of its actions, chosen by whatever means.
    Did(Verb),
    /// A typed letter that is no action.
    Letter(char),
    /// A key for the input line that is no action.
    Key(crossterm::event::KeyCode),
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
    /// Show help for this screen.
    Help,
    /// Leave the program.
    Quit,
}

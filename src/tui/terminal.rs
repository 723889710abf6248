//! The terminal: set up, drawn on, and put back whatever happens, bracketed paste and mouse capture included.

use std::io::{self, stdout};
use std::sync::mpsc::Sender;
use std::time::Duration;

use crossterm::clipboard::CopyToClipboard;
use crossterm::event::{
    DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture,
};
use crossterm::{event, execute};
use ratatui::DefaultTerminal;

use super::app::App;
use super::message::Message;
use crate::sys::terminal as line;

/// How often it is looked whether the terminal was closed: the reader of keys does not tell.
const GONE_POLL: Duration = Duration::from_millis(200);

/// The terminal while it is ours.
pub(super) struct Terminal(DefaultTerminal);

impl Terminal {
    /// Takes it over. ratatui's own panic hook leaves the alternate screen; ours, before it, the rest.
    pub(super) fn open() -> io::Result<Self> {
        let terminal = ratatui::try_init()?;
        let hook = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            let _ = execute!(stdout(), DisableMouseCapture, DisableBracketedPaste);
            hook(info);
        }));
        let opened = Self(terminal);
        execute!(stdout(), EnableBracketedPaste, EnableMouseCapture)?;
        Ok(opened)
    }

    /// Draws what is there now.
    pub(super) fn draw(&mut self, app: &App) -> io::Result<()> {
        self.0.draw(|frame| {
            frame.render_widget(app, frame.area());
            if let Some(cursor) = app.cursor(frame.area()) {
                frame.set_cursor_position(cursor);
            }
        })?;
        Ok(())
    }

    /// Copies to the clipboard of whoever sits there, also over SSH (OSC 52).
    #[allow(clippy::unused_self)] // only while the terminal is ours
    pub(super) fn copy(&mut self, text: &str) -> io::Result<()> {
        execute!(stdout(), CopyToClipboard::to_clipboard_from(text))
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        let _ = execute!(stdout(), DisableMouseCapture, DisableBracketedPaste);
        ratatui::restore();
    }
}

/// Reads keys in a thread of its own, which ends with the process.
pub(super) fn read_keys(sender: Sender<Message>) -> io::Result<()> {
    std::thread::Builder::new()
        .name("parafa-keys".to_owned())
        .spawn(move || {
            while let Ok(more) = event::poll(GONE_POLL) {
                let passed = if more {
                    event::read().is_ok_and(|event| sender.send(Message::Input(event)).is_ok())
                } else {
                    !line::gone()
                };
                if !passed {
                    break;
                }
            }
            let _ = sender.send(Message::Closed);
        })?;
    Ok(())
}

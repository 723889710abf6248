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
use super::watch::Stopping;
use crate::sys::terminal::{self as line, Line};

/// How often it is looked whether a signal wants us to stop.
const SIGNAL_POLL: Duration = Duration::from_millis(200);

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
pub(super) fn read_keys(sender: Sender<Message>, stopping: Stopping) -> io::Result<()> {
    std::thread::Builder::new()
        .name("parafa-keys".to_owned())
        .spawn(move || {
            let mut told = false;
            loop {
                // A reader of a terminal that was closed never comes back: it is asked first.
                if !matches!(line::wait(SIGNAL_POLL), Ok(Line::Ready | Line::Quiet)) {
                    let _ = sender.send(Message::Closed);
                    return;
                }
                let message = match event::poll(line::rest(SIGNAL_POLL)) {
                    Ok(true) => event::read().map_or(Message::Closed, Message::Input),
                    Ok(false) if stopping.program_stops() && !told => {
                        told = true;
                        Message::Stop
                    }
                    Ok(false) => continue,
                    Err(_) => Message::Closed,
                };
                let last = matches!(message, Message::Closed);
                if sender.send(message).is_err() || last {
                    return;
                }
            }
        })?;
    Ok(())
}

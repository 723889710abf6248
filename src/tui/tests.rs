//! State and keys to screens: drawn on a test terminal, with a scripted engine behind the worker.

mod ahead;
mod care;
mod care_files;
mod care_tidy;
mod care_walk;
mod case;
mod checked;
mod compare;
mod engine;
mod everything;
mod hostile;
mod live;
mod made;
mod new;
mod new_judged;
mod panicked;
mod pasted;
mod readers;
mod renewal;
mod screens;
mod states;
mod walk;

use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::sync::mpsc::{Receiver, channel};

use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::style::Color;
use unicode_width::UnicodeWidthStr;

use super::app::{App, Flow};
use super::message::Message;
use super::task::Job;
use super::watch::Stopping;
use crate::sanitize;

/// An app whose jobs nobody does.
fn idle_app() -> (App, Receiver<Job>) {
    let (jobs, received) = channel();
    let stopping = Stopping::new(Arc::new(AtomicBool::new(false)));
    (App::new(jobs, stopping), received)
}

/// What is on the screen.
fn drawn(app: &App, width: u16, height: u16) -> TestBackend {
    let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
    terminal
        .draw(|frame| frame.render_widget(app, frame.area()))
        .unwrap();
    let drawn = terminal.backend().clone();
    harmless(&drawn);
    drawn
}

/// Nothing on any screen moves a cursor, and every colour is one of the sixteen that all terminals have.
fn harmless(drawn: &TestBackend) {
    for cell in drawn.buffer().content() {
        let symbol = cell.symbol();
        let hostile = |letter: char| {
            let text = letter.to_string();
            sanitize::line(&text) != text
        };
        assert!(!symbol.chars().any(hostile), "{symbol:?}");
        assert!(symbol.width() <= 2, "{symbol:?}");
        assert!(symbol.chars().count() <= 8, "{symbol:?}");
        for colour in [cell.fg, cell.bg, cell.underline_color] {
            assert!(
                !matches!(colour, Color::Rgb(..) | Color::Indexed(_)),
                "{colour:?}"
            );
        }
    }
}

/// The screen as lines of text.
fn text(app: &App) -> String {
    drawn(app, 80, 24).to_string()
}

fn key(app: &mut App, code: KeyCode) -> Flow {
    let event = KeyEvent::new(code, KeyModifiers::NONE);
    app.take(Message::Input(Event::Key(event)))
}

fn keys(app: &mut App, letters: &str) {
    for letter in letters.chars() {
        assert_eq!(key(app, KeyCode::Char(letter)), Flow::Go);
    }
}

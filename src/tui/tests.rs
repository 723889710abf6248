//! State and keys to screens: drawn on a test terminal, with a scripted engine behind the worker.

mod ahead;
mod care;
mod care_walk;
mod case;
mod engine;
mod everything;
mod made;
mod new;
mod new_judged;
mod renewal;
mod screens;
mod walk;

use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::sync::mpsc::{Receiver, channel};

use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};
use ratatui::Terminal;
use ratatui::backend::TestBackend;

use super::app::{App, Flow};
use super::message::Message;
use super::task::Job;
use super::watch::Stopping;

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
    terminal.backend().clone()
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

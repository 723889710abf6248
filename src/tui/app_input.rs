//! What keys, mouse and pasted text do.

use crossterm::event::{
    Event as Input, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent,
    MouseEventKind,
};

use ratatui::layout::Rect;

use super::action::{Action, Verb};
use super::app::{App, Flow};
use super::commands;
use super::dialog::{Dialog, Stays};
use super::effect::{Effect, Event};
use super::frame;
use super::paste::{self, Pasted};
use super::results;
use super::screens::Screen;
use super::screens::languages::Languages;
use super::screens::palette::Palette;
use super::task::Job;
use crate::i18n::t;
use crate::op::files::Source;
use crate::op::prefer::Preference;

impl App {
    /// A key, the mouse, a paste, another size.
    pub(super) fn input(&mut self, input: Input) -> Flow {
        match input {
            // Windows sends the release of a key, too.
            Input::Key(key) if key.kind != KeyEventKind::Release => self.key(key),
            Input::Resize(width, height) => {
                self.size = Rect::new(0, 0, width, height);
                Flow::Go
            }
            Input::Paste(text) => self.paste(text),
            Input::Mouse(mouse) => self.mouse(mouse),
            _ => Flow::Go,
        }
    }

    /// Pasted or dropped text; what was no use is said, and wiped.
    fn paste(&mut self, text: String) -> Flow {
        let judged = paste::judge(text);
        if let Some(dialog) = &mut self.dialog {
            match judged {
                Pasted::Text(text) => dialog.paste(&text),
                Pasted::Certificate(_) => self.note = Some(t!("tui-paste-elsewhere")),
                Pasted::Refused(words) => self.note = Some(words),
            }
            return Flow::Go;
        }
        if self.waited_for().is_some() {
            return Flow::Go;
        }
        self.note = None;
        match judged {
            Pasted::Text(mut text) => self.event(Event::Paste(std::mem::take(&mut text))),
            Pasted::Certificate(text) => {
                let taken = self.above.last_mut().map(|screen| screen.takes(&text));
                match taken {
                    None => self.perform(Effect::Do(Job::Open(Source::Pasted(text)))),
                    Some(true) => Flow::Go,
                    Some(false) => self.refuse(t!("tui-paste-elsewhere")),
                }
            }
            Pasted::Refused(words) => self.refuse(words),
        }
    }

    fn refuse(&mut self, words: String) -> Flow {
        self.dialog = Some(Dialog::message(t!("tui-title-paste"), vec![words]));
        Flow::Go
    }

    fn mouse(&mut self, mouse: MouseEvent) -> Flow {
        if self.dialog.is_some() || self.waited_for().is_some() {
            return Flow::Go;
        }
        let event = match mouse.kind {
            MouseEventKind::ScrollUp => Event::Did(Verb::Up),
            MouseEventKind::ScrollDown => Event::Did(Verb::Down),
            MouseEventKind::Down(MouseButton::Left) => Event::Click {
                column: mouse.column,
                row: mouse.row,
                area: frame::inner(self.size),
            },
            _ => return Flow::Go,
        };
        self.event(event)
    }

    fn key(&mut self, key: KeyEvent) -> Flow {
        if key.modifiers.contains(KeyModifiers::CONTROL) {
            return match key.code {
                KeyCode::Char('c') => self.stop(),
                _ => Flow::Go,
            };
        }
        if let Some(dialog) = &mut self.dialog {
            if dialog.key(key.code) == Stays::Closed {
                self.dialog = None;
            }
            return Flow::Go;
        }
        if self.waited_for().is_some() {
            if key.code == KeyCode::Esc {
                self.stopping.stop_job();
            }
            return Flow::Go;
        }
        self.note = None;
        let action = self
            .actions()
            .into_iter()
            .find(|action| action.key == key.code);
        match (action, key.code) {
            (Some(action), _) => self.act(action),
            (None, KeyCode::Char(letter)) => self.event(Event::Letter(letter)),
            (None, code) => self.event(Event::Key(code)),
        }
    }

    /// Does a command of the list of all that can be done.
    pub(super) fn command(&mut self, name: &str) -> Flow {
        let Some(known) = commands::ALL.iter().find(|known| known.name == name) else {
            return Flow::Go;
        };
        if let Some(reason) = known.off(&self.home) {
            self.dialog = Some(Dialog::message(known.words(), vec![reason]));
            return Flow::Go;
        }
        let effect = known.effect(&self.home);
        self.perform(effect)
    }

    /// The command line that does the same as Enter here.
    fn equivalent(&self) -> Effect {
        // A page to be read has none: what led to it has.
        let mut screens = self.above.iter().rev();
        let command = screens.find_map(Screen::command);
        let command = command.or_else(|| self.home.command());
        match command {
            Some(command) => Effect::Open(Box::new(results::command(&command))),
            None => Effect::Say(Dialog::message(
                t!("tui-title-command"),
                vec![t!("tui-off-no-command")],
            )),
        }
    }

    /// A step back. The questions of the first start are not asked again.
    fn back(&mut self) -> Flow {
        let asked = matches!(
            self.above.last(),
            Some(Screen::Languages(_) | Screen::Purpose(_))
        );
        let effect = match self.above.last_mut() {
            _ if self.first_start && asked => Effect::Prefer(Preference::Begun),
            Some(screen) => screen.back(),
            None => Effect::Back,
        };
        self.perform(effect)
    }

    pub(super) fn act(&mut self, action: Action) -> Flow {
        if let Some(reason) = action.off {
            self.dialog = Some(Dialog::message(action.words, vec![reason]));
            return Flow::Go;
        }
        match action.verb {
            Verb::Help => self.perform(Effect::Help),
            Verb::Back => self.back(),
            Verb::All => {
                let palette = Palette::new(&self.actions(), &self.home);
                self.perform(Effect::Open(Box::new(Screen::Palette(palette))))
            }
            Verb::Command => {
                let effect = self.equivalent();
                self.perform(effect)
            }
            Verb::Log => self.perform(Effect::Do(Job::Log)),
            Verb::Language => {
                let screen = Screen::Languages(Languages::new(false));
                self.perform(Effect::Open(Box::new(screen)))
            }
            Verb::Practise if self.practice.pin.is_some() => {
                self.perform(Effect::Do(Job::EndPractice))
            }
            Verb::Practise => self.perform(Effect::Do(Job::Practise)),
            Verb::Quit => self.perform(Effect::Quit),
            verb => self.event(Event::Did(verb)),
        }
    }

    fn event(&mut self, event: Event) -> Flow {
        let effect = match self.above.last_mut() {
            Some(screen) => screen.update(event),
            None => self.home.update(&event),
        };
        self.perform(effect)
    }
}

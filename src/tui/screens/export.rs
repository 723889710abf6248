//! A certificate into a file: in which form, with or without its authorities, into which folder.

use std::path::{Path, PathBuf};

use crossterm::event::KeyCode;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget;

use super::super::action::{self, Action, Verb};
use super::super::care::Care;
use super::super::dialog::Dialog;
use super::super::draw::{Look, Row};
use super::super::effect::{Effect, Event};
use super::super::task::Job;
use super::lists::moved;
use super::page::{Page, head, text};
use super::path::{PathScreen, Purpose};
use super::{Screen, open};
use crate::i18n::t;
use crate::op::export::{Encryption, Export, Form, From, KeyForm, To, What};
use crate::op::files;
use crate::sanitize;

/// Where the certificate is, and what is to become of it.
pub(in crate::tui) struct ExportScreen {
    token: Option<String>,
    from: From,
    /// For people, sanitised: its name, and what tells it from others.
    name: (String, String),
    /// More than one is in the file.
    several: bool,
    /// A private key is in the file.
    key: bool,
    form: Form,
    chain: bool,
    folder: Option<PathBuf>,
    at: usize,
}

/// What a line is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Line {
    /// This form.
    Form(Form),
    /// With the authorities.
    Chain,
    /// Another folder.
    Folder,
    /// Write it.
    Go,
}

const LINES: [Line; 8] = [
    Line::Form(Form::Pem),
    Line::Form(Form::Der),
    Line::Form(Form::P7b),
    Line::Form(Form::Key(KeyForm::Pkcs12(Encryption::Modern))),
    Line::Form(Form::Key(KeyForm::Pkcs12(Encryption::Legacy))),
    Line::Chain,
    Line::Folder,
    Line::Go,
];

impl ExportScreen {
    /// From a token, or one that is remembered. `name`: what it is called and what tells it from others, sanitised.
    pub(super) fn of_token(token: Option<String>, serial: String, name: (String, String)) -> Self {
        Self::new(token, From::Token(serial), name)
    }

    /// From a file. `several`: certificates are in it; `key`: a private key is.
    pub(super) fn of_file(path: PathBuf, several: bool, key: bool) -> Self {
        let name = sanitize::line(&path.display().to_string());
        Self {
            several,
            key,
            ..Self::new(
                None,
                From::File(files::Source::Path(path)),
                (name, String::new()),
            )
        }
    }

    /// With what is usual, so that Enter is all that is needed.
    fn new(token: Option<String>, from: From, name: (String, String)) -> Self {
        Self {
            token,
            from,
            name,
            several: false,
            key: false,
            form: Form::Pem,
            chain: false,
            folder: None,
            at: LINES.len() - 1,
        }
    }

    fn chosen(&self) -> Line {
        LINES.get(self.at).copied().unwrap_or(Line::Go)
    }

    /// Why the line cannot be taken.
    fn off(&self, line: Line) -> Option<String> {
        match line {
            Line::Form(Form::Key(_)) if !matches!(self.from, From::File(_)) => {
                Some(t!("tui-export-key-stays"))
            }
            Line::Form(Form::Key(_)) if !self.key => Some(t!("tui-export-no-key")),
            Line::Chain if self.form == Form::Der => Some(t!("tui-export-der-one")),
            _ => None,
        }
    }

    fn care(&self) -> Care {
        Care::Export {
            token: self.token.clone(),
            export: Export {
                from: self.from.clone(),
                form: self.form,
                what: What::Certificate,
                chain: self.chain && self.off(Line::Chain).is_none(),
                to: self.folder.clone().map_or(To::Here, To::Folder),
                case: None,
            },
        }
    }

    pub(super) fn actions(&self) -> Vec<Action> {
        let chosen = self.chosen();
        let enter = match chosen {
            Line::Form(_) => t!("tui-enter-this"),
            Line::Chain => t!("tui-action-toggle"),
            Line::Folder => t!("tui-action-folder"),
            Line::Go => t!("tui-enter-write"),
        };
        let off = self.off(chosen);
        let mut all = vec![Action::new(KeyCode::Enter, Verb::Enter, enter).unless(off.clone())];
        if matches!(chosen, Line::Form(_) | Line::Chain) {
            let mark = Action::letter(' ', Verb::Tick, t!("tui-action-toggle"));
            all.push(mark.unless(off).quiet());
        }
        all.extend(action::moving());
        all.extend(action::help_and_back());
        all
    }

    pub(super) fn update(&mut self, event: &Event) -> Effect {
        match event {
            Event::Did(Verb::Enter | Verb::Tick) => return self.go(),
            Event::Did(verb) => self.at = moved(self.at, *verb, LINES.len()),
            Event::Click { row, area, .. } => {
                let page = self.page(usize::from(area.width));
                if let Some(at) = page.clicked(self.at, *area, *row) {
                    self.at = at;
                    // A click writes nothing.
                    if matches!(self.chosen(), Line::Form(_) | Line::Chain) {
                        return match self.off(self.chosen()) {
                            Some(off) => {
                                Effect::Say(Dialog::message(self.line(self.chosen()), vec![off]))
                            }
                            None => self.go(),
                        };
                    }
                }
            }
            Event::Letter(_) | Event::Key(_) | Event::Paste(_) => {}
        }
        Effect::Stay
    }

    fn go(&mut self) -> Effect {
        match self.chosen() {
            Line::Form(form) => self.form = form,
            Line::Chain => self.chain = !self.chain,
            Line::Folder => return open(Screen::Path(PathScreen::new(Purpose::Folder))),
            Line::Go => return Effect::Do(Job::Care(self.care())),
        }
        Effect::Stay
    }

    /// The folder that was chosen above this screen.
    pub(super) fn picked(&mut self, folder: PathBuf) {
        self.folder = Some(folder);
        self.at = LINES.len() - 1;
    }

    /// The command line that does the same.
    pub(super) fn command(&self) -> Option<String> {
        self.care().command()
    }

    fn line(&self, line: Line) -> String {
        match line {
            Line::Form(form) => {
                let mark = if form == self.form { "(•)" } else { "( )" };
                let words = match form {
                    Form::Pem => t!("tui-export-pem"),
                    Form::Der => t!("tui-export-der"),
                    Form::P7b => t!("tui-export-p7b"),
                    Form::Key(KeyForm::Pkcs12(Encryption::Legacy)) => t!("tui-export-p12-old"),
                    Form::Key(_) => t!("tui-export-p12"),
                };
                format!("{mark} {words}")
            }
            Line::Chain => {
                let on = self.chain && self.off(line).is_none();
                let mark = if on { "[x]" } else { "[ ]" };
                format!("{mark} {}", t!("tui-export-chain"))
            }
            Line::Folder => {
                let folder = self.folder.as_deref().unwrap_or(Path::new("."));
                let path = sanitize::line(&files::absolute(folder));
                t!("tui-export-folder", path = path)
            }
            Line::Go => t!("tui-export-go"),
        }
    }

    fn about(line: Line) -> String {
        match line {
            Line::Form(Form::Pem) => t!("tui-export-pem-about"),
            Line::Form(Form::Der) => t!("tui-export-der-about"),
            Line::Form(Form::P7b) => t!("tui-export-p7b-about"),
            Line::Form(Form::Key(KeyForm::Pkcs12(Encryption::Legacy))) => {
                t!("tui-export-p12-old-about")
            }
            Line::Form(Form::Key(_)) => t!("tui-export-p12-about"),
            Line::Chain => t!("tui-export-chain-about"),
            Line::Folder | Line::Go => t!("tui-export-go-about"),
        }
    }

    fn page(&self, width: usize) -> Page {
        let mut shown = head(t!("tui-title-export"), &t!("tui-export-hint"), width);
        shown.push(Row::heading(self.name.0.clone()));
        if !self.name.1.is_empty() {
            shown.push(Row::text(self.name.1.clone()));
        }
        if self.several {
            shown.extend(text(&t!("tui-export-newest"), Look::Dim, width));
        }
        shown.push(Row::text(""));
        let list = LINES.iter().enumerate().map(|(item, line)| {
            let row = Row::text(self.line(*line)).item(item);
            match self.off(*line) {
                Some(_) => row.look(Look::Dim).right(t!("tui-export-not")),
                None => row,
            }
        });
        let chosen = self.chosen();
        let mut below = vec![Row::text("")];
        below.extend(match self.off(chosen) {
            Some(off) => text(&off, Look::Warn, width),
            None => text(&Self::about(chosen), Look::Dim, width),
        });
        Page {
            head: shown,
            list: list.collect(),
            below,
        }
    }
}

impl Widget for &ExportScreen {
    fn render(self, area: Rect, buf: &mut Buffer) {
        self.page(usize::from(area.width)).draw(self.at, area, buf);
    }
}

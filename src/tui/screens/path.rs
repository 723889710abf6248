//! Which file or folder: typed, pasted, dropped, or taken from the list below.

use std::path::{Path, PathBuf};

use crossterm::event::KeyCode;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::widgets::Widget;
use tui_input::{Input, InputRequest};

use super::super::action::{self, Action, Verb};
use super::super::care::Care;
use super::super::draw::{Look, Row, item_at, rows};
use super::super::effect::{Effect, Event};
use super::super::equivalent;
use super::super::paste;
use super::super::task::Job;
use super::lists::moved;
use crate::i18n::t;
use crate::op::files::Source;
use crate::op::request::set::SetInput;
use crate::sanitize;

/// What the file is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::tui) enum Purpose {
    /// To be installed.
    Install,
    /// To be looked at.
    Open,
    /// A key and its certificates, onto the token of this URI, else the one that is chosen then.
    Import(Option<String>),
    /// A folder to be looked through for what is left over.
    Tidy,
    /// To be signed by a certificate on the token of this URI.
    Sign(Option<String>),
    /// To find out what it belongs to.
    Identify,
    /// A driver that is not known yet.
    Driver,
    /// A profile that is to be checked.
    Profile,
    /// The calendar file that is to be written.
    Calendar,
    /// The file for the helpdesk that is to be written, and what it will hold.
    Bundle(String),
    /// The page of what was found that is to be written.
    Report(String),
    /// The folder in which files are to be written.
    Folder,
    /// The folder with the requests of the authority's own generator, for this profile and these providers.
    Adopt(Box<SetInput>),
}

impl Purpose {
    /// Whether only folders are meant.
    fn is_folder(&self) -> bool {
        matches!(self, Self::Folder | Self::Adopt(_) | Self::Tidy)
    }
}

/// The question.
pub(in crate::tui) struct PathScreen {
    purpose: Purpose,
    input: Input,
    folder: PathBuf,
    names: Vec<String>,
    chosen: Option<usize>,
    /// A certificate that was pasted itself.
    pasted: Option<Vec<u8>>,
}

/// Names that are listed at most.
const MOST: usize = 500;
/// Where the list begins.
const ABOVE: u16 = 5;
/// Columns before the input.
const BEFORE: u16 = 3;

impl PathScreen {
    /// In the folder where we were started.
    pub(in crate::tui) fn new(purpose: Purpose) -> Self {
        let mut screen = Self {
            purpose,
            input: Input::default(),
            folder: PathBuf::new(),
            names: Vec::new(),
            chosen: None,
            pasted: None,
        };
        screen.look();
        screen
    }

    pub(super) fn actions(&self) -> Vec<Action> {
        let go = match &self.purpose {
            Purpose::Install => t!("tui-enter-install"),
            Purpose::Import(_) => t!("tui-enter-import"),
            Purpose::Tidy => t!("tui-enter-look-through"),
            Purpose::Open | Purpose::Identify | Purpose::Profile => t!("tui-enter-open"),
            Purpose::Driver => t!("tui-action-add"),
            Purpose::Sign(_) => t!("tui-enter-sign"),
            Purpose::Calendar | Purpose::Bundle(_) | Purpose::Report(_) => t!("tui-enter-write"),
            Purpose::Folder | Purpose::Adopt(_) => t!("tui-enter-this"),
        };
        let mut all = vec![
            Action::new(KeyCode::Enter, Verb::Enter, go),
            Action::new(KeyCode::Tab, Verb::Complete, t!("tui-action-complete")),
            Action::new(KeyCode::Up, Verb::Up, t!("tui-action-up")).quiet(),
            Action::new(KeyCode::Down, Verb::Down, t!("tui-action-down")),
        ];
        all.extend(action::f1_and_back());
        all
    }

    /// Takes a certificate that was pasted itself, where one is wanted.
    pub(super) fn takes(&mut self, certificate: &[u8]) -> bool {
        let wanted = matches!(self.purpose, Purpose::Install | Purpose::Open);
        if wanted {
            self.input = Input::default();
            self.typed();
            self.pasted = Some(certificate.to_vec());
        }
        wanted
    }

    pub(super) fn update(&mut self, event: Event) -> Effect {
        match event {
            Event::Did(Verb::Enter) => return self.go(),
            Event::Did(Verb::Complete) => self.complete(),
            Event::Did(Verb::Down) if self.chosen.is_none() => {
                self.chosen = (!self.fitting().is_empty()).then_some(0);
            }
            Event::Did(Verb::Up) if self.chosen == Some(0) => self.chosen = None,
            Event::Did(verb) => {
                let count = self.fitting().len();
                self.chosen = self.chosen.map(|chosen| moved(chosen, verb, count));
            }
            Event::Letter(letter) => self.edit(InputRequest::InsertChar(letter)),
            Event::Key(key) => match key {
                KeyCode::Backspace => self.edit(InputRequest::DeletePrevChar),
                KeyCode::Delete => self.edit(InputRequest::DeleteNextChar),
                KeyCode::Left => self.edit(InputRequest::GoToPrevChar),
                KeyCode::Right => self.edit(InputRequest::GoToNextChar),
                KeyCode::Home => self.edit(InputRequest::GoToStart),
                KeyCode::End => self.edit(InputRequest::GoToEnd),
                _ => {}
            },
            Event::Paste(text) => {
                if let Some(refusal) = paste::no_path(&text) {
                    return Effect::Say(refusal);
                }
                for letter in dropped(&text).chars().filter(|letter| !letter.is_control()) {
                    self.input.handle(InputRequest::InsertChar(letter));
                }
                self.typed();
            }
            Event::Click { row, area, .. } => {
                let list = list_area(area);
                if let Some(item) = item_at(&self.list(), self.chosen, list, row) {
                    self.chosen = Some(item);
                    self.complete();
                }
            }
        }
        Effect::Stay
    }

    fn edit(&mut self, request: InputRequest) {
        self.input.handle(request);
        self.typed();
    }

    fn typed(&mut self) {
        self.chosen = None;
        self.pasted = None;
        self.look();
    }

    fn go(&mut self) -> Effect {
        if self.chosen.is_some() {
            self.complete();
            // A folder is gone into; a second Enter takes it.
            if self.path().is_dir() {
                return Effect::Stay;
            }
        }
        if self.pasted.is_none() && self.input.value().trim().is_empty() {
            return Effect::Stay;
        }
        self.job()
            .map_or_else(|| Effect::Picked(self.path()), Effect::Do)
    }

    fn source(&self) -> Source {
        match &self.pasted {
            Some(pasted) => Source::Pasted(pasted.clone()),
            None => Source::Path(self.path()),
        }
    }

    /// What is done with the file; `None` where the screen below wants to know of it.
    fn job(&self) -> Option<Job> {
        let path = self.path();
        Some(match &self.purpose {
            Purpose::Install => Job::Install(self.source()),
            Purpose::Open => Job::Open(self.source()),
            Purpose::Identify => Job::Identify(path),
            Purpose::Sign(token) => Job::Sign(path, token.clone()),
            Purpose::Driver => Job::AddDriver(path),
            Purpose::Profile => Job::CheckProfile(path),
            Purpose::Calendar => Job::Calendar(path),
            Purpose::Bundle(text) => Job::Bundle(path, text.clone()),
            Purpose::Report(page) => Job::Report(path, page.clone()),
            Purpose::Import(token) => Job::Care(Care::Import {
                token: token.clone(),
                path,
            }),
            Purpose::Tidy => Job::Care(Care::leftovers(Some(path))),
            Purpose::Folder => return None,
            Purpose::Adopt(input) => Job::Adopt(Box::new(SetInput {
                from: Some(path),
                ..(**input).clone()
            })),
        })
    }

    pub(super) fn command(&self) -> Option<String> {
        equivalent::of(&self.job()?)
    }

    fn path(&self) -> PathBuf {
        let typed = self.input.value().trim();
        match (typed.strip_prefix("~/"), std::env::home_dir()) {
            (Some(rest), Some(home)) => home.join(rest),
            _ => PathBuf::from(typed),
        }
    }

    /// Takes the chosen name, or the first that fits, into the line.
    fn complete(&mut self) {
        let fitting = self.fitting();
        let Some(name) = fitting.get(self.chosen.unwrap_or(0)) else {
            return;
        };
        let typed = self.input.value();
        let kept = typed
            .rfind(std::path::is_separator)
            .and_then(|at| typed.get(..=at))
            .unwrap_or("");
        self.input = Input::new(format!("{kept}{name}"));
        self.typed();
    }

    /// Reads the folder that is being typed, once.
    fn look(&mut self) {
        let path = self.path();
        let ends = self.input.value().ends_with(std::path::is_separator);
        let folder = match path.parent() {
            _ if ends => path.clone(),
            Some(parent) if !parent.as_os_str().is_empty() => parent.to_path_buf(),
            _ => PathBuf::from("."),
        };
        if folder != self.folder {
            self.names = names(&folder);
            if self.purpose.is_folder() {
                self.names
                    .retain(|name| name.ends_with(std::path::is_separator));
            }
            self.folder = folder;
        }
    }

    fn fitting(&self) -> Vec<&String> {
        let typed = self.input.value();
        let begun = typed
            .rsplit(std::path::is_separator)
            .next()
            .unwrap_or("")
            .trim_start()
            .to_lowercase();
        self.names
            .iter()
            .filter(|name| name.to_lowercase().starts_with(&begun))
            .filter(|name| !name.starts_with('.') || begun.starts_with('.'))
            .collect()
    }

    fn list(&self) -> Vec<Row> {
        self.fitting()
            .iter()
            .enumerate()
            .map(|(index, name)| Row::text(sanitize::line(name)).item(index))
            .collect()
    }

    pub(super) fn cursor(&self, area: Rect) -> Position {
        let width = usize::from(area.width.saturating_sub(BEFORE + 1));
        let at = self.input.visual_cursor() - self.input.visual_scroll(width);
        let at = u16::try_from(at).unwrap_or(0);
        Position::new(area.x + BEFORE + at.min(area.width), area.y + 3)
    }
}

/// Names of certificate files and folders, sorted; folders end with the separator.
fn names(folder: &Path) -> Vec<String> {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut names: Vec<String> = entries
        .filter_map(Result::ok)
        .take(MOST)
        .filter_map(|entry| {
            let name = entry.file_name().into_string().ok()?;
            if entry.path().is_dir() {
                return Some(format!("{name}{}", std::path::MAIN_SEPARATOR));
            }
            Some(name)
        })
        .collect();
    names.sort_by_key(|name| (!looks_right(name), name.to_lowercase()));
    names
}

/// Files that are likely to be what is looked for come first.
fn looks_right(name: &str) -> bool {
    let extension = Path::new(name).extension().and_then(|end| end.to_str());
    extension.is_some_and(|end| {
        [
            "cer", "crt", "der", "pem", "p7b", "p7c", "cert", "p12", "pfx",
        ]
        .iter()
        .any(|known| end.eq_ignore_ascii_case(known))
    })
}

/// What terminals make of a dropped file: quotes, `file://`, a backslash before blanks.
fn dropped(text: &str) -> String {
    let text = text.trim();
    let bare = ['\'', '"']
        .iter()
        .find_map(|quote| text.strip_prefix(*quote)?.strip_suffix(*quote))
        .unwrap_or(text);
    match bare.strip_prefix("file://") {
        Some(encoded) => percent_encoding::percent_decode_str(encoded)
            .decode_utf8_lossy()
            .into_owned(),
        None if std::path::MAIN_SEPARATOR == '\\' => bare.to_owned(),
        None => bare.replace("\\ ", " "),
    }
}

fn list_area(area: Rect) -> Rect {
    Rect::new(
        area.x,
        area.y + ABOVE.min(area.height),
        area.width,
        area.height.saturating_sub(ABOVE),
    )
}

impl Widget for &PathScreen {
    fn render(self, area: Rect, buf: &mut Buffer) {
        let (title, text) = match &self.purpose {
            Purpose::Install => (t!("tui-title-install"), t!("tui-install-hint")),
            Purpose::Open => (t!("tui-title-open"), t!("tui-open-hint")),
            Purpose::Import(_) => (t!("tui-title-import"), t!("tui-import-hint")),
            Purpose::Tidy => (t!("tui-title-tidy"), t!("tui-tidy-folder-hint")),
            Purpose::Identify => (t!("tui-title-identify"), t!("tui-identify-hint")),
            Purpose::Sign(_) => (t!("tui-title-sign"), t!("tui-sign-hint")),
            Purpose::Driver => (t!("tui-title-driver"), t!("tui-driver-hint")),
            Purpose::Profile => (t!("tui-title-profile-file"), t!("tui-profile-file-hint")),
            Purpose::Calendar => (t!("tui-title-calendar"), t!("tui-calendar-hint")),
            Purpose::Bundle(_) => (t!("tui-title-doctor"), t!("tui-path-bundle")),
            Purpose::Report(_) => (t!("tui-title-check"), t!("tui-path-report")),
            Purpose::Folder => (t!("tui-title-folder"), t!("tui-folder-hint")),
            Purpose::Adopt(_) => (t!("tui-title-adopt"), t!("tui-adopt-hint")),
        };
        let width = usize::from(area.width.saturating_sub(BEFORE + 1));
        let scroll = self.input.visual_scroll(width);
        let typed: String = match &self.pasted {
            Some(pasted) => t!("tui-pasted", count = pasted.len()),
            None => self.input.value().chars().skip(scroll).collect(),
        };
        let head = [
            Row::heading(title),
            Row::text(text).look(Look::Dim),
            Row::text(""),
            Row::text(format!("> {}", sanitize::line(&typed))),
            Row::text(""),
        ];
        rows(&head, None, area, buf);
        rows(&self.list(), self.chosen, list_area(area), buf);
    }
}

#[cfg(test)]
mod tests {
    use super::dropped;

    #[test]
    fn dropped_files_lose_their_wrapping() {
        assert_eq!(dropped("'/tmp/a b.cer' "), "/tmp/a b.cer");
        assert_eq!(dropped("file:///tmp/a%20b.cer\n"), "/tmp/a b.cer");
        assert_eq!(dropped("/tmp/a\\ b.cer"), "/tmp/a b.cer");
    }
}

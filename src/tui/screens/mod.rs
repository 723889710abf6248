//! The screens above Home, each drawn from its own state.

pub(super) mod address;
pub(super) mod authorities;
pub(super) mod case;
mod case_rows;
mod certificate;
mod certificate_rows;
pub(super) mod checked;
pub(super) mod compare;
mod delete;
mod export;
mod field;
mod form;
mod form_words;
pub(super) mod home;
mod home_lines;
pub(super) mod home_look;
pub(super) mod home_rows;
mod init;
pub(super) mod languages;
mod lists;
pub(super) mod new;
pub(super) mod number;
pub(super) mod opened;
mod page;
pub(super) mod palette;
pub(super) mod papers;
pub(super) mod path;
pub(super) mod pin;
pub(super) mod plain;
pub(super) mod providers;
pub(super) mod purpose;
pub(super) mod text;
mod tick;
pub(super) mod tidy;

use std::path::PathBuf;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::widgets::Widget;

use super::action::Action;
use super::effect::{Effect, Event};
use super::todo::Ahead;
use crate::error::Failure;
use crate::op::todo::CaseRow;
use address::Address;
use authorities::Authorities;
use case::Case;
use certificate::Certificate;
use checked::CheckedScreen;
use compare::CompareScreen;
use delete::DeleteScreen;
use export::ExportScreen;
use init::InitScreen;
use languages::Languages;
use new::Wizard;
use number::Number;
use opened::Opened;
use palette::Palette;
use papers::Papers;
use path::PathScreen;
use pin::PinScreen;
use plain::PlainScreen;
use providers::{ProviderScreen, Providers};
use purpose::Purpose;
use text::Text;
use tick::Tick;
use tidy::TidyScreen;

/// One screen.
pub(super) enum Screen {
    /// The authorities, one to be chosen.
    Authorities(Authorities),
    /// A case and its steps.
    Case(Case),
    /// One certificate.
    Certificate(Box<Certificate>),
    /// What was found.
    Checked(Box<CheckedScreen>),
    /// What is registered against a certificate.
    Compare(Box<CompareScreen>),
    /// How much goes off a token.
    Delete(DeleteScreen),
    /// A certificate into a file.
    Export(Box<ExportScreen>),
    /// A token that is set up anew.
    Init(Box<InitScreen>),
    /// Which language.
    Languages(Languages),
    /// A new certificate, step by step.
    New(Box<Wizard>),
    /// Where to log in.
    Address(Box<Address>),
    /// What a number means.
    Number(Number),
    /// A file that was opened.
    Opened(Opened),
    /// All that can be done.
    Palette(Palette),
    /// What papers still lack.
    Papers(Box<Papers>),
    /// Which file or folder.
    Path(PathScreen),
    /// The PINs of a token.
    Pin(PinScreen),
    /// A request of no authority.
    Plain(Box<PlainScreen>),
    /// One provider.
    Provider(Box<ProviderScreen>),
    /// All providers.
    Providers(Providers),
    /// What the certificate is for.
    Purpose(Purpose),
    /// Something to read.
    Text(Text),
    /// When a step was done.
    Tick(Tick),
    /// What is left over.
    Tidy(TidyScreen),
}

impl Screen {
    /// What can be done here now.
    pub(super) fn actions(&self) -> Vec<Action> {
        match self {
            Self::Authorities(screen) => screen.actions(),
            Self::Case(screen) => screen.actions(),
            Self::Languages(_) => Languages::actions(),
            Self::Address(screen) => screen.actions(),
            Self::Number(screen) => screen.actions(),
            Self::Palette(screen) => screen.actions(),
            Self::Purpose(screen) => screen.actions(),
            Self::Certificate(screen) => screen.actions(),
            Self::Checked(screen) => screen.actions(),
            Self::Compare(screen) => screen.actions(),
            Self::Delete(_) => DeleteScreen::actions(),
            Self::Export(screen) => screen.actions(),
            Self::Init(screen) => screen.actions(),
            Self::New(screen) => screen.actions(),
            Self::Opened(screen) => screen.actions(),
            Self::Papers(screen) => screen.actions(),
            Self::Path(screen) => screen.actions(),
            Self::Pin(screen) => screen.actions(),
            Self::Plain(screen) => screen.actions(),
            Self::Provider(screen) => screen.actions(),
            Self::Providers(screen) => screen.actions(),
            Self::Text(screen) => screen.actions(),
            Self::Tick(screen) => screen.actions(),
            Self::Tidy(screen) => screen.actions(),
        }
    }

    /// What happened.
    pub(super) fn update(&mut self, event: Event) -> Effect {
        match self {
            Self::Authorities(screen) => screen.update(&event),
            Self::Case(screen) => screen.update(&event),
            Self::Languages(screen) => screen.update(&event),
            Self::Address(screen) => screen.update(&event),
            Self::Number(screen) => screen.update(&event),
            Self::Palette(screen) => screen.update(&event),
            Self::Purpose(screen) => screen.update(&event),
            Self::Certificate(screen) => screen.update(&event),
            Self::Checked(screen) => screen.update(&event),
            Self::Compare(screen) => screen.update(&event),
            Self::Delete(screen) => screen.update(&event),
            Self::Export(screen) => screen.update(&event),
            Self::Init(screen) => screen.update(&event),
            Self::New(screen) => screen.update(&event),
            Self::Opened(screen) => screen.update(&event),
            Self::Papers(screen) => screen.update(&event),
            Self::Path(screen) => screen.update(event),
            Self::Pin(screen) => screen.update(&event),
            Self::Plain(screen) => screen.update(&event),
            Self::Provider(screen) => screen.update(&event),
            Self::Providers(screen) => screen.update(&event),
            Self::Text(screen) => screen.update(&event),
            Self::Tick(screen) => screen.update(event),
            Self::Tidy(screen) => screen.update(&event),
        }
    }

    /// Takes a certificate that was pasted itself, where one is wanted.
    pub(super) fn takes(&mut self, certificate: &[u8]) -> bool {
        match self {
            Self::Path(screen) => screen.takes(certificate),
            _ => false,
        }
    }

    /// The command line that does what Enter does here; `None` where nothing of the kind is chosen.
    pub(super) fn command(&self) -> Option<String> {
        match self {
            Self::Authorities(screen) => screen.command(),
            Self::Case(screen) => screen.command(),
            Self::Certificate(screen) => screen.command(),
            Self::Checked(screen) => screen.command(),
            Self::Compare(screen) => screen.command(),
            Self::Delete(screen) => screen.command(),
            Self::Export(screen) => screen.command(),
            Self::Init(screen) => screen.command(),
            Self::New(screen) => screen.command(),
            Self::Address(screen) => screen.command(),
            Self::Number(screen) => screen.command(),
            Self::Opened(screen) => screen.command(),
            Self::Palette(screen) => screen.command(),
            Self::Papers(screen) => screen.command(),
            Self::Path(screen) => screen.command(),
            Self::Pin(screen) => screen.command(),
            Self::Plain(screen) => screen.command(),
            Self::Provider(screen) => screen.command(),
            Self::Providers(_) => Some(Providers::command()),
            Self::Tick(screen) => screen.command(),
            Self::Tidy(screen) => screen.command(),
            Self::Languages(_) | Self::Purpose(_) | Self::Text(_) => None,
        }
    }

    /// A step back; as a rule out of the screen.
    pub(super) fn back(&mut self) -> Effect {
        match self {
            Self::New(screen) => screen.back(),
            Self::Plain(screen) => screen.back(),
            Self::Provider(screen) => screen.back(),
            _ => Effect::Back,
        }
    }

    /// A job that it asked for was refused.
    pub(super) fn failed(&mut self, failure: &Failure) {
        if let Self::New(screen) = self {
            screen.failed(failure);
        }
    }

    /// A folder was chosen above it.
    pub(super) fn picked(&mut self, folder: PathBuf) -> Effect {
        match self {
            Self::Export(screen) => {
                screen.picked(folder);
                Effect::Stay
            }
            Self::New(screen) => screen.picked(folder),
            Self::Plain(screen) => screen.picked(folder),
            _ => Effect::Stay,
        }
    }

    /// What lies ahead has changed.
    pub(super) fn ahead(&mut self, ahead: &Ahead) {
        ahead.todo.cases.iter().for_each(|case| self.stands(case));
    }

    /// How a case stands now.
    pub(super) fn stands(&mut self, case: &CaseRow) {
        if let Self::Case(screen) = self {
            screen.stands(case);
        }
    }

    /// Where the cursor stands.
    pub(super) fn cursor(&self, area: Rect) -> Option<Position> {
        match self {
            Self::Init(screen) => screen.cursor(area),
            Self::Authorities(screen) => Some(screen.cursor(area)),
            Self::Compare(screen) => Some(screen.cursor(area)),
            Self::Address(screen) => Some(screen.cursor(area)),
            Self::Number(screen) => Some(screen.cursor(area)),
            Self::Palette(screen) => Some(screen.cursor(area)),
            Self::Purpose(screen) => Some(screen.cursor(area)),
            Self::New(screen) => screen.cursor(area),
            Self::Papers(screen) => screen.cursor(area),
            Self::Path(screen) => Some(screen.cursor(area)),
            Self::Plain(screen) => screen.cursor(area),
            Self::Provider(screen) => screen.cursor(area),
            Self::Tick(screen) => Some(screen.cursor(area)),
            _ => None,
        }
    }
}

/// Opens a screen above.
fn open(screen: Screen) -> Effect {
    Effect::Open(Box::new(screen))
}

impl Widget for &Screen {
    fn render(self, area: Rect, buf: &mut Buffer) {
        match self {
            Screen::Authorities(screen) => screen.render(area, buf),
            Screen::Case(screen) => screen.render(area, buf),
            Screen::Languages(screen) => screen.render(area, buf),
            Screen::Address(screen) => screen.render(area, buf),
            Screen::Number(screen) => screen.render(area, buf),
            Screen::Palette(screen) => screen.render(area, buf),
            Screen::Purpose(screen) => screen.render(area, buf),
            Screen::Certificate(screen) => screen.render(area, buf),
            Screen::Checked(screen) => screen.render(area, buf),
            Screen::Compare(screen) => screen.render(area, buf),
            Screen::Delete(screen) => screen.render(area, buf),
            Screen::Export(screen) => screen.render(area, buf),
            Screen::Init(screen) => screen.render(area, buf),
            Screen::New(screen) => screen.render(area, buf),
            Screen::Opened(screen) => screen.render(area, buf),
            Screen::Papers(screen) => screen.render(area, buf),
            Screen::Path(screen) => screen.render(area, buf),
            Screen::Pin(screen) => screen.render(area, buf),
            Screen::Plain(screen) => screen.render(area, buf),
            Screen::Provider(screen) => screen.render(area, buf),
            Screen::Providers(screen) => screen.render(area, buf),
            Screen::Text(screen) => screen.render(area, buf),
            Screen::Tick(screen) => screen.render(area, buf),
            Screen::Tidy(screen) => screen.render(area, buf),
        }
    }
}

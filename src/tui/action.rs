//! What can be done on a screen now: the bar, the help and the dispatcher read this one list.

use crossterm::event::KeyCode;

use crate::i18n::t;

/// What an action does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verb {
    /// What the chosen line is there for.
    Enter,
    /// One line up.
    Up,
    /// One line down.
    Down,
    /// A page up.
    PageUp,
    /// A page down.
    PageDown,
    /// The next token.
    NextToken,
    /// The token before.
    TokenBefore,
    /// The step was done.
    Tick,
    /// The command line that does the same.
    Command,
    /// Everything about the chosen line.
    More,
    /// Take the chosen name into the line.
    Complete,
    /// Install what was received.
    Install,
    /// Open a certificate file.
    OpenFile,
    /// Log in and see everything.
    Pin,
    /// Look again.
    Again,
    /// Its ASN.1.
    Tree,
    /// What is registered against the certificate.
    Compare,
    /// Whether it will work.
    Check,
    /// Another form of the serial number.
    OtherForm,
    /// Copy.
    Copy,
    /// Why is my token not seen.
    Drivers,
    /// A new certificate.
    New,
    /// Practices, pharmacies, companies.
    Providers,
    /// Forget it.
    Forget,
    /// More fields.
    Fields,
    /// Another type of key.
    Key,
    /// Another folder.
    Folder,
    /// The certificate that follows.
    Renew,
    /// Old and new side by side.
    Changes,
    /// All that is known of it.
    Details,
    /// Keys out of a file.
    Import,
    /// A certificate into a file.
    Export,
    /// Off the token.
    Delete,
    /// What is left over.
    Tidy,
    /// A token set up anew.
    Init,
    /// Practise on a pretend token.
    Practise,
    /// Another language.
    Language,
    /// A file for the helpdesk.
    Bundle,
    /// What was found, as a page.
    Report,
    /// What the program noted.
    Log,
    /// All that can be done.
    All,
    /// Help.
    Help,
    /// Back.
    Back,
    /// Leave.
    Quit,
}

impl Verb {
    /// Whether it moves in a list, as everywhere.
    pub(super) fn moves(self) -> bool {
        matches!(self, Self::Up | Self::Down | Self::PageUp | Self::PageDown)
    }

    /// Whether it only moves, or is one of the keys that every screen has.
    pub(super) fn is_small(self) -> bool {
        let small = [
            Self::Complete,
            Self::All,
            Self::Help,
            Self::Back,
            Self::Quit,
        ];
        self.moves() || small.contains(&self)
    }
}

/// One action.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Action {
    /// Its key.
    pub key: KeyCode,
    /// In a word or three.
    pub words: String,
    /// What it does.
    pub verb: Verb,
    /// Why it cannot be done now.
    pub off: Option<String>,
    /// Whether the bar shows it; help shows all.
    pub on_bar: bool,
}

impl Action {
    /// One for the bar.
    pub(super) fn new(key: KeyCode, verb: Verb, words: String) -> Self {
        Self {
            key,
            words,
            verb,
            off: None,
            on_bar: true,
        }
    }

    /// One with a letter, for the bar.
    pub(super) fn letter(letter: char, verb: Verb, words: String) -> Self {
        Self::new(KeyCode::Char(letter), verb, words)
    }

    /// In the help only.
    pub(super) fn quiet(mut self) -> Self {
        self.on_bar = false;
        self
    }

    /// Cannot be done where there is a reason.
    pub(super) fn unless(mut self, reason: Option<String>) -> Self {
        self.off = reason;
        self
    }

    /// The key as it is shown.
    pub(super) fn key_words(&self) -> String {
        match self.key {
            KeyCode::Char(' ') => t!("tui-key-space"),
            KeyCode::Char(letter) => letter.to_string(),
            KeyCode::F(number) => format!("F{number}"),
            KeyCode::Enter => t!("tui-key-enter"),
            KeyCode::Esc => t!("tui-key-esc"),
            KeyCode::Tab => t!("tui-key-tab"),
            KeyCode::Up => "↑".to_owned(),
            KeyCode::Down => "↓".to_owned(),
            KeyCode::Left => "←".to_owned(),
            KeyCode::Right => "→".to_owned(),
            KeyCode::Delete => t!("tui-key-delete"),
            KeyCode::PageUp => t!("tui-key-page-up"),
            KeyCode::PageDown => t!("tui-key-page-down"),
            _ => "…".to_owned(),
        }
    }
}

/// Moving in a list.
pub(super) fn moving() -> Vec<Action> {
    vec![
        Action::new(KeyCode::Up, Verb::Up, t!("tui-action-up")).quiet(),
        Action::new(KeyCode::Down, Verb::Down, t!("tui-action-down")).quiet(),
        Action::new(KeyCode::PageUp, Verb::PageUp, t!("tui-action-page-up")).quiet(),
        Action::new(
            KeyCode::PageDown,
            Verb::PageDown,
            t!("tui-action-page-down"),
        )
        .quiet(),
    ]
}

/// Help and the way back where letters are typed, or where leaving would lose what was typed.
pub(super) fn f1_and_back() -> Vec<Action> {
    let mut all = vec![
        Action::new(KeyCode::F(2), Verb::All, t!("tui-action-all")).quiet(),
        Action::new(KeyCode::F(3), Verb::Command, t!("tui-action-command")).quiet(),
    ];
    all.extend(only_f1_and_back());
    all
}

/// The same where not even the list of all that can be done is offered: it is that list.
pub(super) fn only_f1_and_back() -> Vec<Action> {
    vec![
        Action::new(KeyCode::F(1), Verb::Help, t!("tui-action-help")),
        Action::new(KeyCode::Esc, Verb::Back, t!("tui-action-back")),
    ]
}

/// Help and the way back.
pub(super) fn help_and_back() -> Vec<Action> {
    vec![
        Action::letter('=', Verb::Command, t!("tui-action-command")).quiet(),
        Action::letter(':', Verb::All, t!("tui-action-all")),
        Action::letter('?', Verb::Help, t!("tui-action-help")),
        Action::new(KeyCode::Esc, Verb::Back, t!("tui-action-back")),
        Action::letter('q', Verb::Quit, t!("tui-action-quit")),
    ]
}

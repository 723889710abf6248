//! [`Ask`] over the terminal device and the sources of secrets.

use std::env;
use std::ffi::OsString;
use std::io;
use std::sync::{Mutex, PoisonError};

use super::args::Globals;
use super::console::{Console, Device};
use super::manner::Manner;
use super::progress::ProgressLine;
use super::secrets::{Found, SecretSources};
use super::stop::Wait;
use super::{print, words};
use crate::ask::{
    Alone, Answer, Ask, Choice, Progress, Question, SecretAnswer, SecretKind, SecretWanted,
    TypedConfirmation,
};
use crate::error::{Code, Notice};
use crate::i18n::{self, t};
use crate::sanitize;
use crate::secret::Secret;
use crate::token::{PinState, Role};

/// How often a person may mistype something that costs nothing.
const ATTEMPTS: usize = 3;

/// Asks on the terminal, reads sources of secrets, answers for scripts what options answer.
pub struct TerminalAsk {
    console: Option<Box<dyn Console>>,
    secrets: SecretSources,
    variable: fn(&str) -> Option<OsString>,
    manner: Manner,
    yes: bool,
    confirm: Option<String>,
    allow_final_try: bool,
    told: Mutex<Vec<Notice>>,
    line: ProgressLine,
}

impl TerminalAsk {
    /// For one command.
    #[must_use]
    pub fn new(globals: &Globals) -> Self {
        let console = Device::find().map(|device| Box::new(device) as Box<dyn Console>);
        Self::over(console, globals, |name| {
            env::var_os(name).filter(|value| !value.is_empty())
        })
    }

    /// Over any console and environment.
    fn over(
        console: Option<Box<dyn Console>>,
        globals: &Globals,
        variable: fn(&str) -> Option<OsString>,
    ) -> Self {
        Self {
            console,
            secrets: globals.secrets.clone(),
            variable,
            manner: globals.manner,
            yes: globals.yes,
            confirm: globals.confirm.clone(),
            allow_final_try: globals.allow_final_try,
            told: Mutex::new(Vec::new()),
            line: ProgressLine::new(globals.manner),
        }
    }

    /// What was told until now, in order, for `warnings[]`.
    #[must_use]
    pub fn told(&self) -> Vec<Notice> {
        self.told
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// Asks for a value that is missing; `None` when nobody is here or nothing was typed.
    #[must_use]
    pub fn value(&self, question: &str) -> Option<String> {
        let console = self.console.as_deref()?;
        let line = console.line(question).ok().flatten()?;
        (!line.is_empty()).then_some(line)
    }

    /// Whether `line` is the word for yes, as it stands or short.
    fn says_yes(line: &str) -> bool {
        let line = line.to_lowercase();
        line == t!("cli-yes").to_lowercase() || line == t!("cli-yes-short").to_lowercase()
    }

    /// Shows `sentence` and wants `word` typed, exactly.
    fn typed(console: &dyn Console, sentence: &str, word: &str) -> io::Result<bool> {
        console.say(sentence)?;
        let line = console.line(&t!("cli-ask-typed", word = sanitize::line(word)))?;
        Ok(line.is_some_and(|line| line == word.trim()))
    }

    /// Asks a person for a secret.
    /// A line on the terminal; nowhere else.
    pub(super) fn say(&self, line: &str) {
        if let Some(console) = self.console.as_deref()
            && let Err(error) = console.say(line)
        {
            tracing::debug!(%error, "the terminal");
        }
    }

    fn typed_secret(&self, wanted: &SecretWanted) -> SecretAnswer {
        let Some(console) = self.console.as_deref() else {
            return SecretAnswer::Nobody;
        };
        let asked = match wanted.what {
            SecretKind::FirstPin(_) | SecretKind::NewPin(_) | SecretKind::NewPassword => {
                twice(console, wanted)
            }
            _ => once(console, wanted),
        };
        match asked {
            Ok(Some(secret)) => SecretAnswer::Given(secret),
            Ok(None) => SecretAnswer::Declined,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => SecretAnswer::Declined,
            Err(_) => SecretAnswer::Nobody,
        }
    }
}

impl Ask for TerminalAsk {
    fn alone(&self) -> Alone {
        Box::new(Wait::alone())
    }

    fn tell(&self, notice: &Notice) {
        self.told
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(notice.clone());
        if !self.manner.json {
            self.line.clear();
            print::notice(notice, &self.manner);
        }
    }

    fn progress(&self, progress: &Progress) {
        self.line.show(progress);
    }

    fn confirm(&self, question: &Question) -> Answer {
        if self.yes {
            return Answer::Yes;
        }
        let Some(console) = self.console.as_deref() else {
            return Answer::Nobody;
        };
        let (yes, no) = (t!("cli-yes-short"), t!("cli-no-short"));
        let text = i18n::text(question.id, &safe(&question.args));
        let prompt = t!("cli-ask-yes-no", question = text, yes = yes, no = no);
        match console.line(&prompt) {
            Ok(Some(line)) if Self::says_yes(&line) => Answer::Yes,
            Ok(_) => Answer::No,
            Err(_) => Answer::Nobody,
        }
    }

    fn confirm_typed(&self, confirmation: &TypedConfirmation) -> Answer {
        if let Some(given) = &self.confirm {
            return yes_if(*given == confirmation.word);
        }
        let Some(console) = self.console.as_deref() else {
            return Answer::Nobody;
        };
        let sentence = i18n::text(confirmation.id, &safe(&confirmation.args));
        Self::typed(console, &sentence, &confirmation.word).map_or(Answer::Nobody, yes_if)
    }

    fn choose(&self, id: &'static str, choices: &[Choice]) -> Option<usize> {
        let console = self.console.as_deref()?;
        console.say(&i18n::text(id, &i18n::Args::new())).ok()?;
        for (index, choice) in choices.iter().enumerate() {
            let line = format!("{:4}  {}", index + 1, sanitize::line(&choice.text));
            console.say(&line).ok()?;
        }
        for _ in 0..ATTEMPTS {
            let line = console.line(&t!("cli-ask-choose")).ok()??;
            if line.is_empty() {
                return None;
            }
            match line.parse::<usize>() {
                Ok(number) if (1..=choices.len()).contains(&number) => return Some(number - 1),
                _ => console.say(&t!("cli-ask-again")).ok()?,
            }
        }
        None
    }

    fn secret(&self, wanted: &SecretWanted) -> SecretAnswer {
        match self.secrets.find(wanted.what, &self.variable) {
            Found::AskPerson => self.typed_secret(wanted),
            Found::Answer(answer, others) => {
                if let Some(file) = others {
                    let shown = sanitize::line(&file.to_string_lossy());
                    self.tell(&Notice::new(Code::SecretFileOpen).with("file", shown));
                }
                answer
            }
        }
    }

    fn is_told_beforehand(&self, what: SecretKind) -> bool {
        self.secrets.is_told(what, &self.variable)
    }

    fn final_try(&self, wanted: &SecretWanted) -> Answer {
        if !self.allow_final_try {
            return Answer::No;
        }
        let Some(console) = self.console.as_deref() else {
            return Answer::Yes;
        };
        let (token, serial) = shown(wanted);
        let sentence = t!("cli-ask-final-try", token = token, serial = serial);
        Self::typed(console, &sentence, &t!("cli-yes")).map_or(Answer::Nobody, yes_if)
    }

    fn somebody(&self) -> bool {
        self.console.is_some()
    }
}

/// Yes or no.
fn yes_if(yes: bool) -> Answer {
    if yes { Answer::Yes } else { Answer::No }
}

/// Values that may come from a token, safe for a terminal.
fn safe(args: &crate::error::Args) -> crate::error::Args {
    args.iter()
        .map(|(name, value)| (*name, sanitize::line(value)))
        .collect()
}

/// Label and serial number as they are shown; a blank one is said in words.
fn shown(wanted: &SecretWanted) -> (String, String) {
    let or_unnamed = |text: &str| {
        if text.trim().is_empty() {
            t!("cli-unnamed")
        } else {
            sanitize::line(text)
        }
    };
    (or_unnamed(&wanted.token), or_unnamed(&wanted.serial))
}

/// The prompt for a secret.
fn prompt(wanted: &SecretWanted) -> String {
    let (token, serial) = shown(wanted);
    match wanted.what {
        SecretKind::Pin(Role::Key) => {
            let role = words::role(Role::Key);
            t!(
                "cli-ask-pin-key",
                role = role,
                token = token,
                serial = serial
            )
        }
        SecretKind::Pin(role) => {
            let role = words::role(role);
            t!("cli-ask-pin", role = role, token = token, serial = serial)
        }
        SecretKind::FirstPin(role) | SecretKind::NewPin(role) => {
            let role = words::role(role);
            t!(
                "cli-ask-new-pin",
                role = role,
                token = token,
                serial = serial
            )
        }
        SecretKind::Password => t!("cli-ask-password", token = token),
        SecretKind::NewPassword => t!("cli-ask-new-password", token = token),
    }
}

/// Asks once, after saying what the token says of the PIN; nothing typed is turning away.
fn once(console: &dyn Console, wanted: &SecretWanted) -> io::Result<Option<Secret>> {
    let quiet = matches!(wanted.state, PinState::NoWarning | PinState::Unknown);
    if matches!(wanted.what, SecretKind::Pin(_)) && !quiet {
        let state = words::pin_state(wanted.state);
        console.say(&t!("cli-ask-pin-state", state = state))?;
    }
    without_nul(console, &prompt(wanted))
}

/// Asks for a new PIN twice; it may be mistyped a few times.
fn twice(console: &dyn Console, wanted: &SecretWanted) -> io::Result<Option<Secret>> {
    for _ in 0..ATTEMPTS {
        let Some(first) = without_nul(console, &prompt(wanted))? else {
            return Ok(None);
        };
        let Some(second) = console.hidden(&t!("cli-ask-new-pin-again"))? else {
            return Ok(None);
        };
        if first.same_as(&second) {
            return Ok(Some(first));
        }
        console.say(&t!("cli-ask-new-pin-differs"))?;
    }
    Ok(None)
}

/// A line that is not shown, without a NUL.
fn without_nul(console: &dyn Console, prompt: &str) -> io::Result<Option<Secret>> {
    for _ in 0..ATTEMPTS {
        match console.hidden(prompt)? {
            Some(secret) if secret.has_nul() => console.say(&t!("cli-ask-nul"))?,
            Some(secret) if secret.is_empty() => return Ok(None),
            answer => return Ok(answer),
        }
    }
    Ok(None)
}

#[cfg(test)]
#[path = "ask_tests.rs"]
mod tests;

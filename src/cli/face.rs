//! What every command works with: the options, whom to ask, where answers go.

use std::ffi::OsString;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use serde::Serialize;

use super::args::Globals;
use super::ask::TerminalAsk;
use super::manner::Style;
use super::stop::Slow;
use super::{json, print};
use crate::error::{Code, Failure};
use crate::i18n::t;
use crate::journal::Journal;
use crate::op::Setting;
use crate::op::select::Selector;
use crate::op::start::{self, Start, Started};
use crate::paths::Paths;
use crate::registry::Discovery;

/// One command's surroundings.
pub(super) struct Face {
    /// The options of every command.
    pub(super) globals: Globals,
    /// Whom to ask.
    pub(super) ask: TerminalAsk,
    /// Our folders.
    pub(super) paths: Option<Paths>,
    selector: Option<Selector>,
}

impl Face {
    /// Reads the token's address; what is wrong in it is refused before anything else.
    pub(super) fn new(mut globals: Globals) -> Result<Self, Failure> {
        let selector = globals.token.as_deref().map(Selector::parse).transpose()?;
        if let Some(Selector::Uri(uri, _)) = &selector
            && let Some(file) = &uri.pin_file
        {
            globals.secrets.offer_pin_file(PathBuf::from(file));
        }
        Ok(Self {
            ask: TerminalAsk::new(&globals),
            paths: Paths::from_env(),
            globals,
            selector,
        })
    }

    /// The token that was named.
    pub(super) fn token(&self) -> Option<&str> {
        self.globals.token.as_deref()
    }

    /// What modules are started with.
    pub(super) fn start(&self) -> Result<Start, Failure> {
        let modules: Result<Vec<String>, OsString> = self
            .globals
            .modules
            .iter()
            .cloned()
            .map(OsString::into_string)
            .collect();
        let modules =
            modules.map_err(|_| Failure::new(Code::Usage).with("text", t!("cli-usage-utf8")))?;
        let (named, environment) = if self.globals.modules_by_variable {
            (Vec::new(), modules)
        } else {
            (modules, Vec::new())
        };
        Ok(Start {
            named,
            environment,
            hidden: self
                .globals
                .secrets
                .variables()
                .into_iter()
                .map(OsString::from)
                .collect(),
            timeout: self.globals.timeout,
            env: Vec::new(),
            program: None,
            watch: Arc::new(Slow::new(self.globals.manner)),
        })
    }

    /// Prepares modules and journal, acts, and ends them again.
    pub(super) fn work<T>(
        &self,
        act: impl FnOnce(&mut Setting<'_>, &Discovery) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        let mut journal = Journal::new(self.paths.clone());
        let started = start::start(&self.start()?, self.paths.as_ref(), &mut journal)?;
        self.work_over(started, journal, act)
    }

    /// The same, whatever is wrong with the person's settings: that is told.
    pub(super) fn work_anyway<T>(
        &self,
        act: impl FnOnce(&mut Setting<'_>, &Discovery, Option<Failure>) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        let mut journal = Journal::new(self.paths.clone());
        let started = start::start_anyway(&self.start()?, self.paths.as_ref(), &mut journal);
        let (started, wrong) = started?;
        self.work_over(started, journal, |setting, discovery| {
            act(setting, discovery, wrong)
        })
    }

    fn work_over<T>(
        &self,
        mut started: Started,
        mut journal: Journal,
        act: impl FnOnce(&mut Setting<'_>, &Discovery) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        let mut setting = Setting::new(
            &mut started.tokens,
            &self.ask,
            &mut journal,
            self.paths.as_ref(),
            self.selector.clone(),
        );
        setting.plug = Some(&started.plug);
        let answer = setting
            .check_selector()
            .and_then(|()| setting.operation(|setting| act(setting, &started.discovery)));
        drop(setting);
        start::finish(&mut started.tokens, &mut journal);
        answer
    }

    /// Says something to the person at the terminal, before the first question.
    pub(super) fn say(&self, line: &str) {
        if !self.globals.manner.json {
            self.ask.say(line);
        }
    }

    /// Prints an outcome: a document for programs, text for people.
    pub(super) fn answer<T: Serialize>(
        &self,
        command: &str,
        outcome: &T,
        text: impl FnOnce(Style) -> String,
    ) -> Result<(), Failure> {
        if self.globals.manner.json {
            return json::print(command, outcome, &self.ask.told());
        }
        print::out(&text(self.globals.manner.style(&io::stdout())))
    }

    /// The value that was given, else the one that a person gives; elsewhere exit 2 with the full command.
    pub(super) fn value(
        &self,
        given: Option<String>,
        name: &str,
        question: &str,
        command: &str,
    ) -> Result<String, Failure> {
        given
            .or_else(|| self.ask.value(question))
            .ok_or_else(|| super::args::missing(&[name], command))
    }
}

//! A pretend token to practise on, in place of the real ones until it is left.

use tempfile::TempDir;

use super::super::ask::TuiAsk;
use super::super::message::Message;
use super::super::task::{Practice, Reply};
use super::Core;
use crate::ask::{Ask, Choice};
use crate::error::{Code, Failure, Notice};
use crate::i18n::{self, Args, t};
use crate::journal::Journal;
use crate::op::demo::{Demo, DemoOutcome, DemoStep};
use crate::op::prefer::{self, Preferences};
use crate::op::start::{self, Start};
use crate::paths::Paths;
use crate::profile::Profiles;
use crate::sanitize;

/// What lies under the pretend token.
pub(in crate::tui) struct Practising {
    /// The real tokens, which nobody touches meanwhile.
    before: Box<Core>,
    /// Goes with it.
    _folder: TempDir,
}

/// What came of a job, and what was noticed.
type Came = (Reply, Vec<Notice>);

impl Core {
    /// Makes a pretend token on which an authority's whole path was played, and goes on with it.
    pub(super) fn practise(&mut self, ask: &TuiAsk) -> Came {
        match self.played(ask) {
            Ok((core, folder, pin)) => {
                let before = std::mem::replace(self, core);
                self.practising = Some(Practising {
                    before: Box::new(before),
                    _folder: folder,
                });
                (Reply::Changed(Practice { pin: Some(pin) }), Vec::new())
            }
            Err(failure) => (Reply::Failed(failure), Vec::new()),
        }
    }

    fn played(&mut self, ask: &TuiAsk) -> Result<(Self, TempDir, String), Failure> {
        if self.practising.is_some() {
            return Err(Failure::new(Code::Declined));
        }
        let profile = self.chosen_profile(ask)?;
        let failed = |error: std::io::Error| {
            Failure::new(Code::WriteFailed)
                .with("path", "-")
                .with("file", "-")
                .with("text", sanitize::line(&error.to_string()))
        };
        let folder = tempfile::Builder::new()
            .prefix("parafa-practice-")
            .tempdir()
            .map_err(failed)?;
        let demo = Demo {
            profile,
            language: i18n::current(),
            keep: Some(folder.path().to_path_buf()),
            env: true,
        };
        let mut step = |step: &DemoStep| {
            let words = i18n::text(&format!("cli-demo-{}", step.name), &Args::new());
            ask.send(Message::Step(words));
        };
        let outcome = demo.run(&self.start, self.paths.as_ref(), &mut step)?;
        let pin = outcome.pin_file.as_deref().unwrap_or_default();
        let pin = std::fs::read_to_string(pin).map_err(failed)?;
        let paths = Paths {
            state: folder.path().join("state"),
            log: folder.path().join("log"),
            config: match &self.paths {
                Some(paths) => paths.config.clone(),
                None => folder.path().join("config"),
            },
        };
        let start = pretend_start(&self.start, &outcome);
        let core = Self::start(&start, Some(&paths))?;
        Ok((core, folder, pin.trim().to_owned()))
    }

    /// Whose path is played: what the certificate is for stands first.
    fn chosen_profile(&mut self, ask: &TuiAsk) -> Result<Option<String>, Failure> {
        let Preferences { purpose, .. } = prefer::read(&mut self.journal);
        let profiles = Profiles::load(self.paths.as_ref());
        let language = i18n::current();
        let mut rows: Vec<(Option<String>, String)> = profiles
            .all
            .iter()
            .map(|profile| {
                (
                    Some(profile.id().to_owned()),
                    profile.title(&language).to_owned(),
                )
            })
            .collect();
        rows.sort_by_key(|(id, title)| (*id != purpose, title.to_lowercase()));
        rows.push((None, t!("tui-practise-general")));
        let choices: Vec<Choice> = rows
            .iter()
            .map(|(_, title)| Choice {
                text: title.clone(),
            })
            .collect();
        let chosen = ask.choose("tui-ask-practise", &choices);
        let chosen = chosen.and_then(|at| rows.into_iter().nth(at));
        let (id, _) = chosen.ok_or_else(|| Failure::new(Code::Declined))?;
        Ok(id)
    }

    /// Back to the real tokens; the pretend one goes.
    pub(super) fn end_practice(&mut self) -> Came {
        if let Some(practising) = self.practising.take() {
            start::finish(&mut self.tokens, &mut self.journal);
            *self = *practising.before;
        }
        (Reply::Changed(Practice { pin: None }), Vec::new())
    }

    /// Ends all modules, those of a pretend token first.
    pub(in crate::tui) fn end(&mut self) {
        self.end_practice();
        start::finish(&mut self.tokens, &mut self.journal);
    }

    /// The journal of the real tokens.
    pub(super) fn real_journal(&mut self) -> &mut Journal {
        match &mut self.practising {
            Some(practising) => &mut practising.before.journal,
            None => &mut self.journal,
        }
    }
}

/// The pretend token only.
fn pretend_start(start: &Start, outcome: &DemoOutcome) -> Start {
    let given = outcome.env.iter().flatten();
    let value = |wanted: &str| {
        let mut given = given.clone();
        given
            .find(|(name, _)| name == wanted)
            .map(|(_, value)| value.clone())
    };
    Start {
        named: value("PARAFA_MODULE").into_iter().collect(),
        environment: Vec::new(),
        env: value("SOFTHSM2_CONF")
            .map(|config| ("SOFTHSM2_CONF".to_owned(), config))
            .into_iter()
            .collect(),
        ..start.clone()
    }
}

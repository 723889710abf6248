//! What the worker owns, and how each job is done: one operation each, and nobody stays logged in.

mod making;
pub(super) mod reading;

use std::ffi::OsString;

use super::ask::TuiAsk;
use super::task::{Job, Look, Reply};
use super::todo::{Ahead, Unfinished};
use crate::ask::NoAsk;
use crate::child::Tokens;
use crate::error::{Failure, Notice};
use crate::i18n;
use crate::journal::Journal;
use crate::op::install::Install;
use crate::op::select::Selector;
use crate::op::shape::module_row;
use crate::op::show::Show;
use crate::op::start::{self, Start};
use crate::op::{Setting, remembered, todo, tokens};
use crate::paths::Paths;
use reading::Desk;

/// What the worker owns.
pub(super) struct Core {
    /// All drivers.
    pub tokens: Tokens,
    /// What is remembered.
    pub journal: Journal,
    /// Our folders.
    pub paths: Option<Paths>,
    /// Drivers left alone, and why.
    pub skipped: Vec<(String, String)>,
    /// How many known drivers are not here.
    pub absent: usize,
    /// Variables that named a secret: no other program gets them.
    pub hidden: Vec<OsString>,
}

impl Core {
    /// Looks for drivers.
    pub(super) fn start(start: &Start, paths: Option<&Paths>) -> Result<Self, Failure> {
        let mut journal = Journal::new(paths.cloned());
        let started = start::start(start, paths, &mut journal)?;
        let skipped = started
            .discovery
            .skipped
            .iter()
            .map(|skipped| (skipped.name.clone(), super::words::skipped(&skipped.reason)))
            .collect();
        Ok(Self {
            tokens: started.tokens,
            journal,
            paths: paths.cloned(),
            skipped,
            absent: started.discovery.absent,
            hidden: start.hidden.clone(),
        })
    }

    /// Does one job.
    pub(super) fn run(&mut self, job: &Job, ask: &TuiAsk) -> (Reply, Vec<Notice>) {
        match job {
            Job::Look | Job::LookAnew => (Reply::Asking(self.drivers()), Vec::new()),
            Job::Prove(uri) => self.prove(uri, ask),
            Job::Open(source) => {
                let show = Show {
                    files: vec![source.clone()],
                    ..Show::default()
                };
                self.with(ask, None, |setting| show.run(setting).map(Reply::Open))
            }
            Job::Install(source) => {
                let install = Install {
                    inputs: vec![source.clone()],
                    ..Install::default()
                };
                self.with(ask, None, |setting| {
                    install.run(setting).map(Reply::Install)
                })
            }
            Job::Tick(done) => self.with(ask, None, |setting| {
                let outcome = done.run(setting, &i18n::current())?;
                Ok(Reply::Ticked(Box::new(outcome.case)))
            }),
            Job::Catalogue(wanted) => self.catalogue(*wanted, ask),
            Job::Renew(id) => self.renew(id, ask),
            Job::RenewPlain(id) => self.renew_plain(id, ask),
            Job::Plan(order) => self.plan(order, ask),
            Job::Make(order) => self.make(order, ask),
            Job::Resume(case) => self.resume(case, ask),
            Job::Adopt(input) => self.adopt(input, ask),
            Job::Form(order) => self.form(order, ask),
            Job::Show(path) => self.show(path, ask),
            Job::Tidy => self.tidy(ask),
            Job::Revoke(id) => self.revoke(id.as_deref(), ask),
            Job::Keep(kept) => self.keep(kept, ask),
            Job::Forget(name) => self.forget(name, ask),
        }
    }

    /// What lies ahead, from what is remembered: no token is asked.
    pub(super) fn ahead(&mut self) -> Ahead {
        let paths = self.paths.as_ref();
        let mut setting = Setting::new(&mut self.tokens, &NoAsk, &mut self.journal, paths, None);
        let todo = todo::over(&mut setting, None, &i18n::current());
        let remembered = remembered::run(&mut setting);
        let unfinished = self.journal.lenient(Journal::open_intents);
        Ahead {
            todo: todo.unwrap_or_default(),
            remembered,
            unfinished: unfinished.iter().map(Unfinished::of).collect(),
        }
    }

    /// Runs one operation; afterwards nobody is logged in any more.
    fn with(
        &mut self,
        ask: &TuiAsk,
        selector: Option<Selector>,
        work: impl FnOnce(&mut Setting<'_>) -> Result<Reply, Failure>,
    ) -> (Reply, Vec<Notice>) {
        let (came, notices) = self.desk(ask).operate(selector, None, work);
        (came.unwrap_or_else(Reply::Failed), notices)
    }

    fn desk<'a>(&'a mut self, ask: &'a TuiAsk) -> Desk<'a> {
        Desk {
            tokens: &mut self.tokens,
            journal: &mut self.journal,
            paths: self.paths.as_ref(),
            ask,
        }
    }

    /// The drivers, none of them asked yet.
    pub(super) fn drivers(&self) -> Look {
        Look {
            modules: self.tokens.hosts().iter().map(module_row).collect(),
            skipped: self.skipped.clone(),
            absent: self.absent,
            ..Look::default()
        }
    }

    fn prove(&mut self, uri: &str, ask: &TuiAsk) -> (Reply, Vec<Notice>) {
        self.tokens.refresh_well();
        let mut row = None;
        let selector = Selector::parse(uri).ok();
        let (reply, notices) = self.with(ask, selector, |setting| {
            row = tokens::run(setting)?.tokens.into_iter().next();
            Ok(Reply::Look(Look::default()))
        });
        match (reply, row) {
            (_, Some(row)) => {
                let show = Show {
                    login: true,
                    ..Show::default()
                };
                let (pane, notices) = self.desk(ask).pane(&row, &show, None);
                (Reply::Prove(Box::new(pane)), notices)
            }
            (failed @ Reply::Failed(_), None) => (failed, notices),
            (_, None) => {
                let failure = Failure::new(crate::error::Code::TokenRemoved);
                (Reply::Failed(failure), notices)
            }
        }
    }
}

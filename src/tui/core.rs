//! What the worker owns, and how each job is done: one operation each, and nobody stays logged in.

mod care;
mod looking;
mod making;
mod practising;
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
use crate::op::plug::Plug;
use crate::op::select::Selector;
use crate::op::shape::module_row;
use crate::op::show::Show;
use crate::op::start::{self, Start};
use crate::op::{Setting, remembered, todo, tokens};
use crate::paths::Paths;
use crate::registry::{Discovery, Skipped};
use practising::Practising;
use reading::Desk;

/// What the worker owns.
pub(super) struct Core {
    /// All drivers.
    pub tokens: Tokens,
    /// What is remembered.
    pub journal: Journal,
    /// Our folders.
    pub paths: Option<Paths>,
    /// Drivers left alone, and why; how many known ones are not here.
    pub discovery: Discovery,
    /// Who asks what is plugged in besides the drivers.
    pub plug: Option<Plug>,
    /// How it was started.
    pub start: Start,
    /// What lies under a pretend token.
    practising: Option<Practising>,
    /// Variables that named a secret: no other program gets them.
    pub hidden: Vec<OsString>,
}

impl Core {
    /// Looks for drivers.
    pub(super) fn start(start: &Start, paths: Option<&Paths>) -> Result<Self, Failure> {
        let mut journal = Journal::new(paths.cloned());
        let started = start::start(start, paths, &mut journal)?;
        let mut core = Self::over(started.tokens, journal, paths.cloned(), start.clone());
        core.discovery = started.discovery;
        core.plug = Some(started.plug);
        Ok(core)
    }

    /// Over drivers that were found already.
    pub(super) fn over(
        tokens: Tokens,
        journal: Journal,
        paths: Option<Paths>,
        start: Start,
    ) -> Self {
        Self {
            tokens,
            journal,
            paths,
            discovery: Discovery::default(),
            plug: None,
            hidden: start.hidden.clone(),
            start,
            practising: None,
        }
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
            Job::PlanPlain(plain) => self.plan_plain(plain, ask),
            Job::MakePlain(plain) => self.make_plain(plain, ask),
            Job::Plan(order) => self.plan(order, ask),
            Job::Make(order) => self.make(order, ask),
            Job::Resume(case) => self.resume(case, ask),
            Job::Adopt(input) => self.adopt(input, ask),
            Job::Form(order) => self.form(order, ask),
            Job::Show(path) => self.show(path, ask),
            Job::Care(care) => self.care(care, ask),
            Job::Check(asked) => self.check(*asked.clone(), ask),
            Job::Connect(asked) => self.connect(asked, ask),
            Job::Sign(file, token) => self.sign(file, token.as_deref(), ask),
            Job::Explain(code) => self.explain(*code, ask),
            Job::Compare(with) => self.compare(with, ask),
            Job::Revoke(id) => self.revoke(id.as_deref(), ask),
            Job::Keep(kept) => self.keep(kept, ask),
            Job::Forget(name) => self.forget(name, ask),
            Job::Profile(id) => self.profile(id, ask),
            Job::CheckProfile(file) => self.check_profile(file, ask),
            Job::Identify(file) => self.identify(file, ask),
            Job::Doctor => self.doctor(ask),
            Job::Bundle(file, text) => self.bundle(file, text, ask),
            Job::Report(file, page) => self.report(file, page, ask),
            Job::Calendar(file) => self.calendar(file, ask),
            Job::AddDriver(file) => self.add_driver(file, ask),
            Job::Probe => self.probe(ask),
            Job::Log => self.log(ask),
            Job::Browse(address) => self.browse(address, ask),
            Job::Practise => self.practise(ask),
            Job::EndPractice => self.end_practice(),
            Job::Prefer(preference) => self.prefer(preference),
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
            plug: None,
            ask,
        }
    }

    /// Drivers left alone, and why, in words.
    fn skipped(&self) -> Vec<(String, String)> {
        let skipped = self.discovery.skipped.iter();
        let words = |one: &Skipped| (one.name.clone(), super::words::skipped(&one.reason));
        skipped.map(words).collect()
    }

    /// The drivers, none of them asked yet.
    pub(super) fn drivers(&self) -> Look {
        Look {
            modules: self.tokens.hosts().iter().map(module_row).collect(),
            skipped: self.skipped(),
            absent: self.discovery.absent,
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

//! `install`: put in place what the authority sent. Matched by public key, proved by a signature, then written, read
//! back and compared.

mod gather;
mod place;
mod seek;

use super::Setting;
use super::files::Source;
use super::shape::{AlreadyRow, InstallOutcome, SkippedRow, certificate_row};
use crate::error::{Code, Exit, Failure, Notice};
use crate::token::TokenState;
use gather::Given;
use seek::{Fit, Views};

/// What to install, and how.
#[derive(Debug, Clone, Default)]
pub struct Install {
    /// Files, folders, standard input.
    pub inputs: Vec<Source>,
    /// Log in to look for the key.
    pub login: bool,
    /// Write an expired certificate, too.
    pub allow_expired: bool,
}

impl Install {
    /// Installs. What cannot be installed is in `skipped`; see [`InstallOutcome::failure`].
    pub fn run(&self, setting: &mut Setting<'_>) -> Result<InstallOutcome, Failure> {
        if self.inputs.is_empty() {
            return Err(Failure::new(Code::ValueMissing)
                .with("names", "FILE")
                .with("command", "parafa install FILE"));
        }
        let mut outcome = InstallOutcome::default();
        let (mut given, authorities) = self.gather(setting, &mut outcome)?;
        if given.is_empty() && authorities.is_empty() {
            return Ok(outcome);
        }
        setting.open_tokens()?;
        setting.need_module()?;
        let mut views = setting.public_views()?;
        // A certificate that may sign others can still be the one of a key on the token; alone, it is all there is.
        let alone = given.is_empty();
        given.extend(
            authorities
                .into_iter()
                .filter(|one| alone || views.shows_key_of(&one.certificate)),
        );
        let taken: Vec<String> = given.iter().map(|one| one.certificate.sha256()).collect();
        outcome.chain.retain(|row| !taken.contains(&row.sha256));
        let single = given.len() == 1;
        let mut rest = given.into_iter();
        while let Some(one) = rest.next() {
            let failure = match self.one(setting, &one, &mut views, &mut outcome) {
                Ok(()) => continue,
                Err(failure) => failure,
            };
            if single && failure.code.exit() != Exit::NotFound {
                return Err(failure);
            }
            // A refused PIN is not sent again, and a token that is gone answers nothing more: the others wait.
            let ends = failure.code.exit() == Exit::Pin || failure.code == Code::TokenRemoved;
            let code = failure.code;
            outcome.skipped.push(skipped(&one.file, failure));
            if ends {
                let waiting = |one: Given| {
                    let failure = Failure::new(code).state(TokenState::NothingChanged);
                    skipped(&one.file, failure)
                };
                outcome.skipped.extend(rest.by_ref().map(waiting));
            }
        }
        Ok(outcome)
    }

    fn one(
        &self,
        setting: &mut Setting<'_>,
        one: &Given,
        views: &mut Views,
        outcome: &mut InstallOutcome,
    ) -> Result<(), Failure> {
        match setting.seek(one, views, self.login)? {
            Fit::Already { id } => outcome.already.push(AlreadyRow {
                file: one.file.clone(),
                id,
            }),
            Fit::Key { place, key } => outcome
                .installed
                .push(setting.put(place, &key, one, views)?),
        }
        Ok(())
    }

    /// Reads all inputs: everything that can be refused without the token is refused here.
    fn gather(
        &self,
        setting: &mut Setting<'_>,
        outcome: &mut InstallOutcome,
    ) -> Result<(Vec<Given>, Vec<Given>), Failure> {
        let gathered = gather::gather(&self.inputs)?;
        for file in &gathered.with_key {
            let file = crate::sanitize::line(file);
            setting.notice(
                Notice::new(Code::PrivateKeyInFile)
                    .with("path", &file)
                    .with("file", file),
            );
        }
        for failure in gathered.refused {
            let file = failure.args.get("file").cloned().unwrap_or_default();
            outcome.skipped.push(skipped(&file, failure));
        }
        outcome.chain = gathered
            .chain
            .iter()
            .map(|one| certificate_row(&one.certificate, false, setting.now))
            .collect();
        let mut kept = Vec::new();
        for one in gathered.leaves {
            match self.check_time(setting, &one) {
                Ok(()) => kept.push(one),
                Err(failure) => outcome.skipped.push(skipped(&one.file, failure)),
            }
        }
        Ok((kept, gathered.chain))
    }

    /// Validity never blocks, but an expired certificate is written only on a yes.
    fn check_time(&self, setting: &mut Setting<'_>, one: &Given) -> Result<(), Failure> {
        use crate::x509::Validity;
        gather::check_clock(setting);
        let day = |time: jiff::Timestamp| time.strftime("%Y-%m-%d").to_string();
        match one.certificate.validity(setting.now) {
            Validity::Valid => Ok(()),
            Validity::NotYet => {
                let from = day(one.certificate.not_before());
                setting.notice(
                    Notice::new(Code::NotYetValid)
                        .with("date", from)
                        .with("file", &one.file),
                );
                Ok(())
            }
            Validity::Expired => {
                let date = day(one.certificate.not_after());
                setting.notice(
                    Notice::new(Code::Expired)
                        .with("date", &date)
                        .with("file", &one.file),
                );
                if self.allow_expired || setting.agrees("cli-ask-install-expired", &one.file, &date)
                {
                    return Ok(());
                }
                Err(Failure::new(Code::ExpiredRefused)
                    .with("file", &one.file)
                    .with("date", date)
                    .state(TokenState::NothingChanged))
            }
        }
    }
}

impl Setting<'_> {
    fn agrees(&self, id: &'static str, file: &str, date: &str) -> bool {
        let mut args = crate::error::Args::new();
        args.insert("file", file.to_owned());
        args.insert("date", date.to_owned());
        self.ask.confirm(&crate::ask::Question { id, args }) == crate::ask::Answer::Yes
    }
}

/// Why something given was not put in place; the face adds the sentence.
fn skipped(file: &str, failure: Failure) -> SkippedRow {
    SkippedRow {
        file: file.to_owned(),
        reason: failure.code.name().to_owned(),
        message: String::new(),
        failure: Some(Box::new(failure)),
    }
}

impl InstallOutcome {
    /// The failure with which the command ends after its answer: 0 when each certificate given is in place, else 3
    /// where one fits no key, 2 where something given was no certificate.
    #[must_use]
    pub fn failure(&self) -> Option<&Failure> {
        let failures = || self.skipped.iter().filter_map(|row| row.failure.as_deref());
        let of = |exit: crate::error::Exit| failures().find(|failure| failure.code.exit() == exit);
        of(crate::error::Exit::Token)
            .or_else(|| of(crate::error::Exit::Pin))
            .or_else(|| of(crate::error::Exit::NotFound))
            .or_else(|| failures().next())
    }

    /// That failure itself, after the answer was given.
    #[must_use]
    pub fn into_failure(mut self) -> Option<Failure> {
        let code = self.failure()?.code;
        self.skipped
            .iter_mut()
            .filter_map(|row| row.failure.take())
            .find(|failure| failure.code == code)
            .map(|failure| *failure)
    }
}

//! `install`: put in place what the authority sent. Matched by public key, proved by a signature, then written, read
//! back and compared.

mod gather;
mod place;
mod seek;

use super::Setting;
use super::files::Source;
use super::shape::{AlreadyRow, InstallOutcome, SkippedRow, certificate_row};
use crate::error::{Code, Failure, Notice};
use crate::token::TokenState;
use gather::Given;
use seek::Fit;

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
        for one in given {
            match setting.seek(&one, &mut views, self.login) {
                Ok(Fit::Already { id }) => outcome.already.push(AlreadyRow { file: one.file, id }),
                Ok(Fit::Key { place, key }) => match setting.put(place, &key, &one, &mut views) {
                    Ok(row) => outcome.installed.push(row),
                    // What was installed before this one stays so, and is told.
                    Err(failure) if outcome.installed.is_empty() => return Err(failure),
                    Err(failure) => outcome.skipped.push(skipped(&one.file, failure)),
                },
                Err(failure) if failure.code.exit() == crate::error::Exit::NotFound => {
                    outcome.skipped.push(skipped(&one.file, failure));
                }
                Err(failure) => return Err(failure),
            }
        }
        Ok(outcome)
    }

    /// Reads all inputs: everything that can be refused without the token is refused here.
    fn gather(
        &self,
        setting: &mut Setting<'_>,
        outcome: &mut InstallOutcome,
    ) -> Result<(Vec<Given>, Vec<Given>), Failure> {
        let gathered = gather::gather(&self.inputs)?;
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

//! `install`: put in place what the authority sent. Matched by public key, proved by a signature, then written, read
//! back and compared.

mod chain;
mod complete;
mod gather;
mod place;
mod purpose;
mod seek;

use std::path::PathBuf;

use super::Setting;
use super::files::{Source, quoted};
use super::import::{Candidate, Import};
use super::shape::{AlreadyRow, InstallOutcome, InstalledRow, SkippedRow, certificate_row};
use crate::child::Place;
use crate::error::{Code, Exit, Failure, Notice};
use crate::token::TokenState;
use crate::x509::Certificate;
use complete::Recorded;
use gather::Given;
pub(super) use gather::{check_clock, clock_is_early};
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
    /// Write the certificates of authorities, too.
    pub authorities: bool,
    /// A PKCS#12 with the key, to be completed; those that requests recorded are found without it.
    pub backup: Option<PathBuf>,
}

impl Install {
    /// Installs, and lets the cases go on. What cannot be installed is in `skipped`; see [`InstallOutcome::failure`].
    pub fn run(&self, setting: &mut Setting<'_>) -> Result<InstallOutcome, Failure> {
        let mut given = Vec::new();
        let outcome = self.put_in_place(setting, &mut given);
        let profiles = crate::profile::Profiles::load(setting.paths);
        setting.follow(&profiles, &given);
        outcome
    }

    /// `seen` are the certificates that were given and have their place, be it a file.
    fn put_in_place(
        &self,
        setting: &mut Setting<'_>,
        seen: &mut Vec<Certificate>,
    ) -> Result<InstallOutcome, Failure> {
        if self.inputs.is_empty() {
            return Err(Failure::new(Code::ValueMissing)
                .with("names", "FILE")
                .with("command", "parafa install FILE"));
        }
        let mut outcome = InstallOutcome::default();
        let Sorted {
            leaves: mut given,
            authorities,
            sealed,
        } = self.gather(setting, &mut outcome)?;
        let several = sealed.len() > 1 || !given.is_empty();
        self.import_all_sealed(setting, sealed, several, &mut outcome)?;
        let before = given.len();
        given = setting.keep_elsewhere(given, seen, &mut outcome);
        given = self.complete_files(setting, given, &authorities, seen, &mut outcome)?;
        let in_files = before > given.len();
        let done = authorities.is_empty() || !outcome.imported.is_empty() || in_files;
        if given.is_empty() && done {
            return Ok(outcome);
        }
        setting.open_tokens()?;
        setting.need_module()?;
        let mut views = setting.public_views()?;
        if given.is_empty() && self.authorities {
            setting.authorities_alone(&authorities, &views, &mut outcome)?;
            return Ok(outcome);
        }
        let chain = authorities.clone();
        let mut places = Vec::new();
        // A certificate that may sign others can still be the one of a key on the token; alone, it is all there is.
        let alone = given.is_empty();
        given.extend(
            authorities
                .into_iter()
                .filter(|one| alone || views.shows_key_of(&one.certificate)),
        );
        let taken_leaves: Vec<Certificate> =
            given.iter().map(|one| one.certificate.clone()).collect();
        let taken: Vec<String> = given.iter().map(|one| one.certificate.sha256()).collect();
        outcome.chain.retain(|row| !taken.contains(&row.sha256));
        let single = given.len() == 1;
        let mut rest = given.into_iter();
        while let Some(one) = rest.next() {
            let failure = match self.one(setting, &one, &mut views, &mut outcome) {
                Ok(place) => {
                    places.push(place);
                    continue;
                }
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
        if self.authorities {
            let chain = gather::issuers_of(&taken_leaves, &chain);
            let put = setting.put_authorities(&places, &chain, &views, &mut outcome);
            // What is in place by now is told all the same.
            match put {
                Err((file, failure)) if outcome.wrote() => {
                    outcome.skipped.push(skipped(&file, *failure));
                }
                put => put.map_err(|(_, failure)| *failure)?,
            }
        }
        Ok(outcome)
    }

    /// Imports the files with keys; of several things given, one that fails keeps no other from its place.
    fn import_all_sealed(
        &self,
        setting: &mut Setting<'_>,
        sealed: Vec<Closed>,
        several: bool,
        outcome: &mut InstallOutcome,
    ) -> Result<(), Failure> {
        for one in sealed {
            let path = one.path.clone();
            match setting.import_sealed(self, one, outcome) {
                Err(failure) if several => {
                    let ends = failure.code.exit() == Exit::Pin;
                    outcome.skipped.push(skipped(&path, failure));
                    if ends {
                        break;
                    }
                }
                other => other?,
            }
        }
        Ok(())
    }

    /// Completes the files with the keys; answers with what belongs on a token besides.
    fn complete_files(
        &self,
        setting: &mut Setting<'_>,
        given: Vec<Given>,
        authorities: &[Given],
        seen: &mut Vec<Certificate>,
        outcome: &mut InstallOutcome,
    ) -> Result<Vec<Given>, Failure> {
        let single = given.len() == 1;
        let mut rest = Vec::new();
        for one in given {
            let named = self.backup.as_deref().map(Recorded::named);
            let Some(file) = named.or_else(|| setting.recorded(&one.certificate)) else {
                rest.push(one);
                continue;
            };
            if file.has(&one.certificate) {
                if file.only_here {
                    outcome.already.push(AlreadyRow {
                        file: one.file.clone(),
                        id: None,
                    });
                }
            } else {
                match setting.complete(&file, &one, authorities) {
                    Ok(row) => {
                        setting.judge_purpose(&one);
                        seen.push(one.certificate.clone());
                        outcome.completed.push(row);
                    }
                    // On the token it can be put all the same.
                    Err(failure) if !file.only_here => setting.not_completed(&failure, &file),
                    Err(failure) => {
                        let failure = failure.go_on(with_backup(&one.file));
                        if single {
                            return Err(failure);
                        }
                        outcome.skipped.push(skipped(&one.file, failure));
                    }
                }
            }
            if !file.only_here {
                rest.push(one);
            }
        }
        Ok(rest)
    }

    /// Puts one certificate in place; answers where.
    fn one(
        &self,
        setting: &mut Setting<'_>,
        one: &Given,
        views: &mut Views,
        outcome: &mut InstallOutcome,
    ) -> Result<Place, Failure> {
        // Where the journal says that the key is on a token, too, it is looked for with the PIN.
        let copied = setting.recorded(&one.certificate);
        let login = self.login || copied.is_some_and(|file| !file.only_here);
        match setting.seek(one, views, login)? {
            Fit::Already { place, id } => {
                outcome.already.push(AlreadyRow {
                    file: one.file.clone(),
                    id,
                });
                Ok(place)
            }
            Fit::Key { place, key } => {
                let row = setting.put(place, &key, one, views)?;
                let purpose = setting.judge_purpose(one);
                outcome.installed.push(InstalledRow { purpose, ..row });
                Ok(place)
            }
        }
    }

    /// Reads all inputs: everything that can be refused without the token is refused here.
    fn gather(
        &self,
        setting: &mut Setting<'_>,
        outcome: &mut InstallOutcome,
    ) -> Result<Sorted, Failure> {
        let mut gathered = gather::gather(&self.inputs)?;
        for file in &gathered.with_key {
            let file = crate::sanitize::line(file);
            setting.notice(
                Notice::new(Code::PrivateKeyInFile)
                    .with("path", &file)
                    .with("file", file),
            );
        }
        // What turns out to hold no key is read like any other file.
        let (mut sealed, closed) = (Vec::new(), std::mem::take(&mut gathered.sealed));
        let alone = closed.len() == 1 && gathered.leaves.is_empty();
        for (source, input) in closed {
            let (keys, chain) = match setting.sealed_keys(&input) {
                Ok(found) => found,
                Err(failure) if alone => return Err(failure),
                // What is beside it is installed all the same.
                Err(failure) => {
                    outcome.skipped.push(skipped(&input.path, failure));
                    continue;
                }
            };
            if keys.is_empty() {
                gathered.take(&input.path, chain);
            } else {
                sealed.push(Closed {
                    source,
                    path: input.path,
                    keys,
                    chain,
                });
            }
        }
        for failure in gathered.beside {
            setting.notice(Notice {
                code: failure.code,
                args: failure.args,
            });
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
        Ok(Sorted {
            leaves: kept,
            authorities: gathered.chain,
            sealed,
        })
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

/// All that was given, by what is done with it.
struct Sorted {
    leaves: Vec<Given>,
    authorities: Vec<Given>,
    sealed: Vec<Closed>,
}

/// A PKCS#12 file that was opened, with keys in it.
struct Closed {
    source: Source,
    path: String,
    keys: Vec<Candidate>,
    chain: Vec<Certificate>,
}

impl Setting<'_> {
    /// A file with keys is imported.
    fn import_sealed(
        &mut self,
        install: &Install,
        one: Closed,
        outcome: &mut InstallOutcome,
    ) -> Result<(), Failure> {
        let import = Import {
            chain: install.authorities,
            ..Import::all_of(one.source)
        };
        let done = self.import_all(&import, &one.path, one.keys, &one.chain)?;
        outcome.imported.extend(done.imported);
        outcome.installed.extend(done.installed);
        outcome.chain.extend(done.chain);
        outcome.chain_written += done.chain_written;
        Ok(())
    }

    /// Says why a file was not completed; the token has the certificate, or gets it.
    fn not_completed(&mut self, failure: &Failure, file: &Recorded) {
        self.notice(Notice {
            code: failure.code,
            args: failure.args.clone(),
        });
        self.notice(
            Notice::new(Code::BackupNotCompleted).with("file", crate::sanitize::line(&file.path)),
        );
    }

    fn agrees(&self, id: &'static str, file: &str, date: &str) -> bool {
        let mut args = crate::error::Args::new();
        args.insert("file", file.to_owned());
        args.insert("date", date.to_owned());
        self.ask.confirm(&crate::ask::Question { id, args }) == crate::ask::Answer::Yes
    }
}

/// The command that completes a file that lies somewhere else now.
fn with_backup(file: &str) -> String {
    format!("parafa install {} --backup FILE.p12", quoted(file))
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

    /// Whether something is in its place now that was not before.
    fn wrote(&self) -> bool {
        !self.installed.is_empty()
            || !self.imported.is_empty()
            || !self.completed.is_empty()
            || self.chain_written > 0
    }

    /// That failure itself, after the answer was given.
    #[must_use]
    pub fn into_failure(mut self) -> Option<Failure> {
        let code = self.failure()?.code;
        let wrote = self.wrote();
        let failure = self
            .skipped
            .iter_mut()
            .filter_map(|row| row.failure.take())
            .find(|failure| failure.code == code)?;
        let nothing = failure.token_state == Some(TokenState::NothingChanged);
        Some(if wrote && nothing {
            failure.state(TokenState::Changed)
        } else {
            *failure
        })
    }
}

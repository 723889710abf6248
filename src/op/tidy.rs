//! `tidy`: what is left over on tokens and in folders. It only lists, unless removal is asked for; then a certificate
//! goes after the one in its place has passed its proof, and after it was saved. Keys are never removed here.

mod leftover;

use std::path::{Path, PathBuf};

use schemars::JsonSchema;
use serde::Serialize;

use self::leftover::{Leftover, leftovers};
use super::Setting;
use super::delete::{Plan, SavedRow};
use super::files::{self, Source};
use super::sealed::certificates;
use super::shape::OtherRow;
use super::signing::Proof;
use super::tokens::stopped;
use super::view::{Depth, View};
use crate::ask::{Answer, Question};
use crate::child::Place;
use crate::error::{Args, Code, Failure, Notice};
use crate::sanitize;
use crate::token::{Access, Role, TokenState, token_uri};
use crate::x509::{Certificate, Validity};

/// What to look through, and whether to remove.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tidy {
    /// A folder instead of the tokens; its files are listed, never removed.
    pub folder: Option<PathBuf>,
    /// Remove what has a proved successor.
    pub remove: bool,
    /// Log in, so that certificates without a key show as such.
    pub login: bool,
    /// Remove these only; all that can go where `None`.
    pub only: Option<Vec<Chosen>>,
}

/// One of the certificates that can go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chosen {
    /// The token's URI.
    pub token: String,
    /// `CKA_ID` in lower-case hex: of two copies, the one under this id.
    pub id: Option<String>,
    /// SHA-256 of the certificate's DER.
    pub sha256: String,
}

/// Why something is left over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// Its last day is over.
    Expired,
    /// A later certificate of the same holder, for the same use, is in its place.
    Superseded,
    /// The same certificate is there a second time.
    Duplicate,
    /// No private key here belongs to it.
    Orphaned,
}

/// Something left over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct LeftoverRow {
    /// The token's URI, for what is on one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub token: Option<String>,
    /// The file, for what is in one; absolute.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// `certificate` or `public_key`.
    pub class: String,
    /// `CKA_ID` in lower-case hex.
    pub id: Option<String>,
    /// Label, else the holder.
    pub label: Option<String>,
    /// Serial number in hex, of a certificate.
    pub serial: Option<String>,
    /// SHA-256 of the certificate's DER.
    pub sha256: Option<String>,
    /// The certificate's last moment, RFC 3339 UTC.
    pub not_after: Option<String>,
    /// Why it is here.
    pub why: Why,
    /// Serial number of the certificate in its place.
    pub successor: Option<String>,
    /// `tidy --remove` would remove it, after the successor's proof.
    pub removable: bool,
}

impl LeftoverRow {
    /// By what it is chosen, where it can go.
    #[must_use]
    pub fn chosen(&self) -> Option<Chosen> {
        Some(Chosen {
            token: self.token.clone().filter(|_| self.removable)?,
            id: self.id.clone(),
            sha256: self.sha256.clone()?,
        })
    }
}

/// The answer of `tidy`.
#[derive(Debug, Default, Serialize, JsonSchema)]
pub struct TidyOutcome {
    /// Nothing was to be removed.
    pub dry_run: bool,
    /// What is left over; after a removal, what it was decided on.
    pub leftovers: Vec<LeftoverRow>,
    /// Gone, and seen to be gone.
    pub removed: Vec<OtherRow>,
    /// Left, since its successor could not be proved.
    pub kept: Vec<OtherRow>,
    /// Where certificates were saved before.
    pub saved: Vec<SavedRow>,
    /// A reading was cut short: what was read until then stands here.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub partial: bool,
    /// Why it was cut short.
    #[serde(skip)]
    pub cut: Option<Failure>,
}

impl TidyOutcome {
    fn cut_by(&mut self, failure: Failure) {
        self.partial = true;
        self.cut.get_or_insert(failure);
    }
}

impl Tidy {
    /// Looks, and removes where that was asked for.
    pub fn run(&self, setting: &mut Setting<'_>) -> Result<TidyOutcome, Failure> {
        let mut outcome = TidyOutcome {
            dry_run: !self.remove,
            ..TidyOutcome::default()
        };
        if let Some(folder) = &self.folder {
            in_folder(setting, folder, &mut outcome)?;
            return Ok(outcome);
        }
        if self.remove {
            setting.need_module()?;
            setting.journal_ready()?;
        }
        if let Some(failure) = stopped(setting.open_tokens())? {
            outcome.cut_by(failure);
        }
        let places = setting.places();
        if self.login {
            setting.one_pin_for(&places)?;
        }
        for place in places {
            let token = setting.tokens.token(place);
            if token.is_some_and(|token| token.initialised) {
                self.one(setting, place, &mut outcome)?;
            }
        }
        setting.journal_notices();
        Ok(outcome)
    }

    /// What of it is to go: what can, and was chosen.
    fn wanted(&self, found: &[Leftover], token: &str) -> Vec<Leftover> {
        let chosen = |one: &&Leftover| match &self.only {
            None => true,
            Some(only) => {
                let name = one.row(token).chosen();
                name.is_some_and(|name| only.contains(&name))
            }
        };
        let can = found.iter().filter(|one| one.successor.is_some());
        can.filter(chosen).cloned().collect()
    }

    fn one(
        &self,
        setting: &mut Setting<'_>,
        place: Place,
        outcome: &mut TidyOutcome,
    ) -> Result<(), Failure> {
        if let Err(failure) = setting.open_session(place, Access::Read) {
            outcome.cut_by(failure);
            return Ok(());
        }
        if self.login
            && let Err(failure) = setting.unlock(place, Role::User, Access::Read)
        {
            outcome.cut_by(failure);
        }
        let (view, cut) = setting.view_partly(place, Depth::Known);
        if let Some(failure) = cut.or_else(|| setting.unread(place, view.fault.as_ref())) {
            outcome.cut_by(failure);
        }
        let mut found = leftovers(&view, setting.now);
        let token = setting.tokens.token(place).map(|token| &token.id);
        let uri = token_uri(place.slot, token);
        let wanted = self.wanted(&found, &uri);
        if self.remove && !wanted.is_empty() {
            found = setting.tidy_up(place, &wanted, outcome)?;
        }
        let rows = found.iter().map(|one| one.row(&uri));
        outcome.leftovers.extend(rows);
        Ok(())
    }
}

impl Setting<'_> {
    /// Confirmed, logged in, looked at again as a whole; removes what was confirmed and is left over still.
    fn tidy_up(
        &mut self,
        place: Place,
        shown: &[Leftover],
        outcome: &mut TidyOutcome,
    ) -> Result<Vec<Leftover>, Failure> {
        self.may_write(place)?;
        self.confirm_tidy(place, shown)?;
        // The officer cannot use a key, so cannot prove a successor.
        self.unlock(place, Role::User, Access::Write)?;
        let view = self.view(place, Depth::Known)?;
        self.settle(place, &view);
        if !view.complete {
            return Err(Failure::new(Code::ViewIncomplete)
                .with("token", self.name_of(place))
                .state(TokenState::NothingChanged));
        }
        let found = leftovers(&view, self.now);
        let confirmed = |one: &&Leftover| {
            let was = |other: &Leftover| other.successor.is_some() && other.is_same(one);
            one.successor.is_some() && shown.iter().any(was)
        };
        let chosen: Vec<&Leftover> = found.iter().filter(confirmed).collect();
        self.remove_leftovers(place, &chosen, &view, outcome)?;
        Ok(found)
    }

    fn confirm_tidy(&mut self, place: Place, shown: &[Leftover]) -> Result<(), Failure> {
        let removable = shown.iter().filter(|one| one.successor.is_some());
        let names: Vec<String> = removable.map(Leftover::full_name).collect();
        let mut args = Args::new();
        let all = names.join(", ");
        args.insert("count", names.len().to_string());
        args.insert("names", all.clone());
        args.insert("token", self.name_of(place));
        let question = Question {
            id: "cli-ask-tidy",
            args,
        };
        let refused = match self.ask.confirm(&question) {
            Answer::Yes => return Ok(()),
            Answer::No => Code::Declined,
            Answer::Nobody => Code::ConfirmationNeeded,
        };
        Err(Failure::new(refused)
            .with("word", "none")
            .with("value", all)
            .with("token", self.name_of(place))
            .state(TokenState::NothingChanged))
    }

    /// Every successor is proved before the first object goes.
    fn remove_leftovers(
        &mut self,
        place: Place,
        chosen: &[&Leftover],
        view: &View,
        outcome: &mut TidyOutcome,
    ) -> Result<(), Failure> {
        let mut proved: Vec<(String, bool)> = Vec::new();
        let mut going = Vec::new();
        for one in chosen {
            let Some((key, after)) = &one.successor else {
                continue;
            };
            let name = after.certificate.sha256();
            let known = proved.iter().find(|(sha256, _)| *sha256 == name);
            let good = if let Some((_, good)) = known {
                *good
            } else {
                let proof = self.prove(place, key, &after.certificate)?;
                let good = matches!(proof, Proof::Signed | Proof::Decrypted);
                if !good {
                    self.notice(Notice::new(Code::ProofNotPossible));
                }
                proved.push((name, good));
                good
            };
            match &one.seen {
                Some(seen) if good => going.push(seen.clone()),
                _ => outcome.kept.push(one.object_row()),
            }
        }
        let Some(first) = chosen.first().filter(|_| !going.is_empty()) else {
            return Ok(());
        };
        let plan = Plan::of_certificates(&first.identity, going, self.name_of(place));
        let done = self.carry_out(place, &plan, &view.private_keys())?;
        outcome.removed.extend(done.removed);
        outcome.saved.extend(done.saved);
        Ok(())
    }
}

/// Files with certificates that ran out; what cannot be read is named, and hides no other.
fn in_folder(
    setting: &mut Setting<'_>,
    folder: &Path,
    outcome: &mut TidyOutcome,
) -> Result<(), Failure> {
    if !folder.is_dir() {
        let name = sanitize::line(&files::absolute(folder));
        return Err(Failure::new(Code::FolderNeeded)
            .with("path", &name)
            .state(TokenState::NothingChanged));
    }
    let mut all: Vec<(String, Certificate)> = Vec::new();
    for source in files::spread(&Source::Path(folder.to_path_buf()))? {
        // Folders hold other files, too.
        let Ok(input) = files::read(&source) else {
            continue;
        };
        let own = input.contents.certificates.iter().cloned();
        all.extend(own.map(|one| (input.path.clone(), one)));
        for sealed in &input.contents.pkcs12 {
            match setting.open_quietly(&input.path, sealed) {
                Ok(opened) => {
                    let inside = certificates(opened).into_iter();
                    all.extend(inside.map(|one| (input.path.clone(), one)));
                }
                Err(_) => setting.notice(
                    Notice::new(Code::ContainerClosed).with("file", sanitize::line(&input.path)),
                ),
            }
        }
    }
    let expired = |one: &Certificate| one.validity(setting.now) == Validity::Expired;
    for (path, one) in all.iter().filter(|(_, one)| expired(one)) {
        let follows = |(_, other): &&(String, Certificate)| {
            let key = |it: &Certificate| it.public_key().ok().map(|key| key.hash());
            let same = key(other) == key(one) || other.holder() == one.holder();
            same && !expired(other) && other.not_after() > one.not_after()
        };
        let next = all.iter().filter(follows);
        let next = next.max_by_key(|(_, other)| other.not_after());
        outcome.leftovers.push(LeftoverRow {
            token: None,
            path: Some(path.clone()),
            class: "certificate".to_owned(),
            id: None,
            label: one.holder(),
            serial: Some(one.serial().hex),
            sha256: Some(one.sha256()),
            not_after: Some(one.not_after().to_string()),
            why: Why::Expired,
            successor: next.map(|(_, other)| other.serial().hex),
            removable: false,
        });
    }
    Ok(())
}

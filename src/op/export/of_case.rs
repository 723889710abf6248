//! The file with a key as a case's authority wants it: its name, and its cipher.

use std::path::PathBuf;

use crate::case::{Case, Tick};
use crate::error::{Code, Failure};
use crate::journal::Journal;
use crate::op::Setting;
use crate::op::files;
use crate::op::profiles::find;
use crate::op::setting::journal_failure;
use crate::profile::{self, Action, BundleCipher, Profiles, Request};
use crate::sanitize;
use crate::token::TokenState;
use crate::x509::Certificate;
use crate::x509::pkcs12::Encryption;

/// Where the file goes, and how it is encrypted.
pub(super) struct Bundle {
    pub(super) path: PathBuf,
    pub(super) encryption: Encryption,
}

impl Setting<'_> {
    /// Writes down with the cases that a certificate came of where it was exported to: their step is done by it.
    pub(super) fn exported(&mut self, one: &Certificate, path: &str) {
        let sha256 = one.sha256();
        let profiles = Profiles::load(self.paths);
        for mut case in self.journal.lenient(Journal::cases) {
            let profile = case.profile.as_deref().and_then(|id| profiles.get(id));
            let of_case = case.certificates.iter().find(|it| it.sha256 == sha256);
            let (None, Some(profile), Some(issued)) = (case.closed, profile, of_case) else {
                continue;
            };
            let wanted = |request: &str| issued.request.as_deref().is_none_or(|it| it == request);
            let actions = profile.steps.iter().filter_map(|step| step.action.as_ref());
            let done = actions.filter(|action| matches!(action, Action::Export(id) if wanted(id)));
            let done: Vec<String> = done.map(ToString::to_string).collect();
            for step in done {
                case.ticks.retain(|tick| tick.step != step);
                case.ticks.push(Tick {
                    step,
                    place: None,
                    provider: None,
                    on: self.now.strftime("%Y-%m-%d").to_string(),
                    value: Some(path.to_owned()),
                });
                self.journal.lenient(|journal| journal.keep_case(&case));
            }
        }
    }

    /// What the profile of a case says of its bundle, in the case's folder, else in the current one.
    pub(super) fn bundle_of(&mut self, id: &str) -> Result<Bundle, Failure> {
        let case = self.journal.case(id);
        let case = case
            .map_err(|error| journal_failure(&error))?
            .ok_or_else(|| {
                Failure::new(Code::CaseNotFound)
                    .with("value", sanitize::line(id))
                    .state(TokenState::NothingChanged)
            })?;
        let profiles = Profiles::load(self.paths);
        let profile = find(&profiles, case.profile.as_deref().unwrap_or_default())?;
        let mut requests = case
            .wanted
            .iter()
            .filter_map(|it| profile.request(&it.request));
        let named = requests.find_map(|request| Some((request, request.out.bundle.as_deref()?)));
        let Some((request, pattern)) = named else {
            return Err(Failure::new(Code::ValueMissing)
                .with("names", "--out")
                .with("command", "parafa export FILE --format p12 --out NAME"));
        };
        let name = self.fill_name(&case, request, pattern)?;
        let folder = case.folder.filter(|folder| folder.is_dir());
        Ok(Bundle {
            path: folder.unwrap_or_else(|| PathBuf::from(".")).join(name),
            encryption: match request.out.bundle_cipher {
                BundleCipher::Modern => Encryption::Modern,
                BundleCipher::Legacy => Encryption::Legacy,
            },
        })
    }

    fn fill_name(&self, case: &Case, request: &Request, pattern: &str) -> Result<String, Failure> {
        let day = self.now.strftime("%Y-%m-%d").to_string();
        let name = profile::fill(pattern, |name| match name {
            "id" => Some(request.id.clone()),
            "env" => Some(request.env.name().to_owned()),
            "date" => Some(day.clone()),
            other => case.values.get(other).cloned(),
        });
        let name = name.map_err(|field| {
            Failure::new(Code::ValueMissing)
                .with("names", format!("{{{field}}}"))
                .with("command", "parafa export FILE --format p12 --out NAME")
        })?;
        Ok(files::plain_name(&name))
    }
}

//! The file with a key as a case's authority wants it: its name, and its cipher.

use std::path::PathBuf;

use crate::case::Case;
use crate::error::{Code, Failure};
use crate::op::Setting;
use crate::op::files;
use crate::op::profiles::find;
use crate::op::setting::journal_failure;
use crate::profile::{self, BundleCipher, Profiles, Request};
use crate::sanitize;
use crate::token::TokenState;
use crate::x509::pkcs12::Encryption;

/// Where the file goes, and how it is encrypted.
pub(super) struct Bundle {
    pub(super) path: PathBuf,
    pub(super) encryption: Encryption,
}

impl Setting<'_> {
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

//! `provider`: practices, pharmacies, companies.

use super::args::ProviderArgs;
use super::face::Face;
use super::tokens::{columns, ended};
use crate::error::Failure;
use crate::i18n::{self, t};
use crate::journal::Journal;
use crate::op::provider::Desk;
use crate::profile::Profiles;
use crate::sanitize;

/// Carries `provider` out.
pub(super) fn run(face: &Face, args: ProviderArgs) -> Result<(), Failure> {
    let mut journal = Journal::new(face.paths.clone());
    let profiles = Profiles::load(face.paths.as_ref());
    let language = i18n::current();
    let mut desk = Desk {
        journal: &mut journal,
        profiles: &profiles,
        ask: &face.ask,
        language: &language,
    };
    let name = |name: Option<String>, command: &str| {
        face.value(name, "NAME", &t!("cli-ask-provider"), command)
    };
    let outcome = match args {
        ProviderArgs::List => desk.list()?,
        ProviderArgs::Set(given, pairs) => {
            let command = "parafa provider set NAME FIELD=VALUE";
            desk.set(&name(given, command)?, &pairs)?
        }
        ProviderArgs::Forget(given) => desk.forget(&name(given, "parafa provider forget NAME")?)?,
    };
    face.answer("provider", &outcome, |style| {
        let mut lines = Vec::new();
        if let Some(name) = &outcome.forgotten {
            lines.push(t!("cli-provider-forgotten", name = sanitize::line(name)));
        } else if outcome.providers.is_empty() {
            lines.push(t!("cli-provider-none"));
        }
        for row in &outcome.providers {
            lines.push(style.bold(&sanitize::line(&row.name)));
            let values: Vec<(String, String)> = row.values.clone().into_iter().collect();
            lines.extend(columns(&values));
        }
        ended(lines)
    })
}

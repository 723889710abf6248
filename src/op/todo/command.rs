//! What to type for a step.

use std::path::Path;

use super::more::{Exported, LogIn};
use crate::case::{self, Case, StepNow};
use crate::op::files;
use crate::op::follow::parsed;
use crate::op::request::set::by_generator;
use crate::op::typed::Typed;
use crate::profile::{Action, Per, Profile, placeholders};

/// Whether the authority's own generator makes what this case wants.
pub(super) fn waits_for_generator(profile: &Profile, case: &Case) -> bool {
    let mut wanted = case
        .wanted
        .iter()
        .filter_map(|it| profile.request(&it.request));
    wanted.any(by_generator)
}

/// What to type for a step: its action where the program has it, else the tick.
pub(super) fn command(
    row: &StepNow<'_>,
    profile: &Profile,
    case: &Case,
    values: &dyn Fn(&str) -> Option<String>,
) -> String {
    let tick = || {
        let place = match (&row.place, row.step.per) {
            (Some(place), _) => format!("@{}", files::quoted(place)),
            (None, Per::Computer) => "@PLACE".to_owned(),
            (None, _) => String::new(),
        };
        let whom = row.provider.as_ref();
        let whom = whom.map(|name| format!(" --for {}", files::quoted(name)));
        let value = match &row.step.action {
            Some(Action::Record(_)) => " --value …",
            _ => "",
        };
        let whom = whom.unwrap_or_default();
        format!(
            "parafa done {}{place} --case {}{whom}{value}",
            row.step.id, case.id
        )
    };
    match &row.step.action {
        Some(Action::Request) if waits_for_generator(profile, case) => {
            format!("parafa request -p {} --from FOLDER", profile.id())
        }
        Some(Action::Request) => format!("parafa request --resume {}", case.id),
        Some(Action::Install) => "parafa install FILE".to_owned(),
        Some(Action::Export(id)) => match exported(case, profile, id) {
            Some(exported) => Typed::command("export")
                .word(&exported.serial)
                .maybe("--format", exported.der.then_some("der"))
                .maybe("--out", exported.name.as_deref())
                .text(),
            None => tick(),
        },
        Some(Action::Check) => Typed::command("check")
            .words(came_of(case))
            .option("-p", profile.id())
            .text(),
        Some(action @ Action::Connect(_)) => {
            let to = LogIn::of(Some(action), profile, case, values);
            let (address, serial) = to.map_or((None, None), |to| (to.address, to.serial));
            Typed::command("connect")
                .word(address.as_deref().unwrap_or("URL"))
                .maybe("-i", serial.as_deref())
                .maybe("-p", case.profile.as_deref())
                .text()
        }
        Some(Action::Tidy) => "parafa tidy".to_owned(),
        Some(Action::Revoke) => match case.replaces.as_ref().and_then(parsed) {
            Some(old) => format!("parafa revoke {}", old.serial().hex),
            None => "parafa revoke".to_owned(),
        },
        // Once the paper lies there, what is left is to hand it in and to say so.
        Some(Action::Form(id)) if case::paper(case, id, row.provider.as_deref()).is_none() => {
            let whom = row.provider.as_ref();
            let whom = whom.map(|name| format!(" --for {}", files::quoted(name)));
            let whom = whom.unwrap_or_default();
            format!("parafa form -p {} --kind {id}{whom}", profile.id())
        }
        _ => tick(),
    }
}

/// The serial number of the newest certificate that came of the case for this request.
fn certificate_for(case: &Case, request: &str) -> Option<String> {
    let mut all = case.certificates.iter().rev();
    let of = |id: Option<&str>| id.is_none() || id == Some(request);
    let found = all.find(|one| of(one.request.as_deref()));
    found.and_then(parsed).map(|one| one.serial().hex)
}

/// The certificates that came of the case: serial numbers, lower-case hex.
pub(super) fn came_of(case: &Case) -> Vec<String> {
    let all = case.certificates.iter().filter_map(parsed);
    all.map(|one| one.serial().hex).collect()
}

/// The certificate that a step exports, once it is there, and the file that the profile names.
pub(super) fn exported(case: &Case, profile: &Profile, request: &str) -> Option<Exported> {
    let named = profile
        .request(request)
        .and_then(|it| it.out.cert.as_deref());
    let plain = named.filter(|name| placeholders(name).is_ok_and(|all| all.is_empty()));
    let text = |name: &str| Path::new(name).extension().is_some_and(|it| it == "pem");
    Some(Exported {
        serial: certificate_for(case, request)?,
        der: named.is_some_and(|name| !text(name)),
        name: plain.map(str::to_owned),
    })
}

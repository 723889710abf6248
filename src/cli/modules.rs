//! `modules`: drivers looked for and found.

use std::path::Path;

use super::args::ModulesArgs;
use super::face::Face;
use super::manner::Style;
use super::print::Table;
use super::tokens::ended;
use crate::error::Failure;
use crate::i18n::t;
use crate::journal::Journal;
use crate::op::modules::{self, ModulesOutcome, SkippedModuleRow};
use crate::op::shape::ModuleState;
use crate::sanitize;
use crate::telling;

/// Carries `modules` out.
pub(super) fn run(face: &Face, args: ModulesArgs) -> Result<(), Failure> {
    let outcome = match args {
        ModulesArgs::List => face.work(modules::list)?,
        ModulesArgs::Probe(None) => {
            let mut journal = Journal::new(face.paths.clone());
            modules::forget(&face.start()?, face.paths.as_ref(), &mut journal)?;
            face.work(modules::list)?
        }
        // What was learnt belongs into the report: nothing is forgotten.
        ModulesArgs::Probe(Some(path)) => {
            face.work(|setting, discovery| modules::report(setting, discovery, &path))?
        }
        ModulesArgs::Add(path) => return add(face, path),
    };
    face.answer("modules", &outcome, |style| text(&outcome, style))?;
    outcome.cut.map_or(Ok(()), Err)
}

fn add(face: &Face, path: Option<std::path::PathBuf>) -> Result<(), Failure> {
    let path = if let Some(path) = path {
        path
    } else {
        let question = t!("cli-ask-driver");
        face.value(None, "PATH", &question, "parafa modules add PATH")?
            .into()
    };
    let outcome = modules::add(Path::new(&path), face.paths.as_ref())?;
    face.answer("modules", &outcome, |style| {
        let lines = outcome.modules.iter().map(telling::driver_added);
        ended(style.lines(&lines.collect::<Vec<_>>()))
    })
}

/// Why a driver was left alone.
fn why(row: &SkippedModuleRow) -> String {
    let detail = sanitize::line(row.detail.as_deref().unwrap_or_default());
    match row.reason.as_str() {
        "trust_policy" => t!("cli-modules-skip-trust-policy"),
        "not_for_us" => t!("cli-modules-skip-not-for-us"),
        "proxy" => t!("cli-modules-skip-proxy"),
        "remote" => t!("cli-modules-skip-remote"),
        "no_module_line" => t!("cli-modules-skip-no-module-line"),
        "malformed" => t!("cli-modules-skip-malformed", position = detail),
        "unreadable" => t!("cli-modules-skip-unreadable", text = detail),
        "missing" => t!("cli-modules-skip-missing"),
        "same_file" => t!("cli-modules-skip-same-file", module = detail),
        "only_named" => t!(
            "cli-modules-skip-only-named",
            name = sanitize::line(&row.name)
        ),
        "library_unknown" => t!("cli-modules-skip-library-unknown"),
        _ => t!("cli-modules-skip-not-loadable", text = detail),
    }
}

fn text(outcome: &ModulesOutcome, style: Style) -> String {
    let mut table = Table::new(&[
        t!("cli-table-driver"),
        t!("cli-table-state"),
        t!("cli-table-version"),
        t!("cli-table-path"),
    ]);
    for row in &outcome.modules {
        let state = match (row.state, &row.detail) {
            (ModuleState::Ok, _) | (_, None) => telling::driver_state(row.state),
            (state, Some(detail)) => format!("{} ({detail})", telling::driver_state(state)),
        };
        let version = row.version.clone().unwrap_or_default();
        table.row([row.id.clone(), state, version, row.path.clone()]);
    }
    let mut lines = Vec::new();
    if table.is_empty() {
        lines.push(t!("cli-modules-none"));
    } else {
        lines.extend(table.render(style).lines().map(str::to_owned));
    }
    for row in &outcome.skipped {
        let path = row.path.clone().unwrap_or_else(|| row.name.clone());
        lines.push(style.dim(&t!(
            "cli-modules-skipped",
            path = sanitize::line(&path),
            text = why(row)
        )));
    }
    if let Some(path) = &outcome.report {
        lines.push(t!("cli-modules-report", path = sanitize::line(path)));
    }
    if outcome.absent > 0 {
        lines.push(t!("cli-modules-absent", count = outcome.absent));
    }
    ended(lines)
}

//! `modules`: drivers looked for and found.

mod add;
mod measure;
mod report;

use schemars::JsonSchema;
use serde::Serialize;

pub use add::add;
pub use report::report;

use super::Setting;
use super::shape::{ModuleState, module_row};
use super::start::{self, Start};
use super::tokens::stopped;
use crate::child::{Host, module_key};
use crate::error::Failure;
use crate::journal::Journal;
use crate::paths::Paths;
use crate::registry::{Discovery, SkipReason, Skipped};
use crate::token::Learnt;

/// One driver.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ModuleDetailRow {
    /// The registry's id, else the path.
    pub id: String,
    /// The library's file.
    pub path: String,
    /// For people.
    pub name: String,
    /// The library's own version; `null` when it did not answer.
    pub version: Option<String>,
    /// `registry`, `user`, `p11-kit`, `option` or `environment`.
    pub source: String,
    /// How it answered.
    pub state: ModuleState,
    /// Why, where it did not answer well.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// What earlier runs learnt of this version of it.
    pub remembered: Vec<String>,
}

/// A driver that was seen and left alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SkippedModuleRow {
    /// Its id or name.
    pub name: String,
    /// Its file, where one is known.
    pub path: Option<String>,
    /// A stable word.
    pub reason: String,
    /// More of it, where there is more.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
}

/// The answer of `modules`.
#[derive(Debug, Default, Serialize, JsonSchema)]
pub struct ModulesOutcome {
    /// Drivers that were asked.
    pub modules: Vec<ModuleDetailRow>,
    /// Drivers that were left alone.
    pub skipped: Vec<SkippedModuleRow>,
    /// How many known ones were looked for and not found.
    pub absent: usize,
    /// The file that was written to be sent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub report: Option<String>,
    /// A driver that was named failed, or all did.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub partial: bool,
    /// That failure.
    #[serde(skip)]
    pub cut: Option<Failure>,
}

/// Loads each driver and says what came of it.
pub fn list(setting: &mut Setting<'_>, discovery: &Discovery) -> Result<ModulesOutcome, Failure> {
    // Which token is meant plays no part: every driver is asked.
    let selector = setting.selector.take();
    let opened = setting.open_tokens();
    setting.selector = selector;
    let cut = stopped(opened)?;
    let modules = setting.tokens.hosts().iter().map(detail_row).collect();
    setting.journal_notices();
    Ok(ModulesOutcome {
        modules,
        skipped: discovery.skipped.iter().map(skipped_row).collect(),
        absent: discovery.absent,
        report: None,
        partial: cut.is_some(),
        cut,
    })
}

/// Forgets what was learnt of the drivers that are about to be asked, so that each is tried from the start.
pub fn forget(named: &Start, paths: Option<&Paths>, journal: &mut Journal) -> Result<(), Failure> {
    let started = start::start(named, paths, journal)?;
    let files: Vec<String> = started
        .tokens
        .hosts()
        .iter()
        .map(|host| module_key(&host.path, ""))
        .collect();
    for (key, _) in journal.lenient(Journal::learnt_all) {
        if files.iter().any(|file| key.starts_with(file)) {
            journal.lenient(|journal| journal.forget_learnt(&key));
        }
    }
    Ok(())
}

pub(super) fn detail_row(host: &Host) -> ModuleDetailRow {
    let row = module_row(host);
    ModuleDetailRow {
        id: row.id,
        path: row.path,
        name: row.name,
        version: host.info.as_ref().map(|info| info.version.clone()),
        source: host.source.clone(),
        state: row.state,
        detail: row.detail,
        remembered: host.learnt_before().map(words).unwrap_or_default(),
    }
}

/// What was learnt, as `name=value`.
fn words(learnt: &Learnt) -> Vec<String> {
    let Ok(serde_json::Value::Object(facts)) = serde_json::to_value(learnt) else {
        return Vec::new();
    };
    facts
        .into_iter()
        .filter_map(|(name, value)| match value {
            serde_json::Value::Null | serde_json::Value::Bool(false) => None,
            serde_json::Value::Bool(true) => Some(name),
            serde_json::Value::Array(values) if values.is_empty() => None,
            serde_json::Value::String(text) => Some(format!("{name}={text}")),
            other => Some(format!("{name}={other}")),
        })
        .collect()
}

pub(super) fn skipped_row(skipped: &Skipped) -> SkippedModuleRow {
    let (reason, detail) = match &skipped.reason {
        SkipReason::TrustPolicy => ("trust_policy", None),
        SkipReason::NotForUs => ("not_for_us", None),
        SkipReason::Proxy => ("proxy", None),
        SkipReason::Remote => ("remote", None),
        SkipReason::NoModuleLine => ("no_module_line", None),
        SkipReason::Malformed { line } => ("malformed", Some(line.to_string())),
        SkipReason::Unreadable(kind) => ("unreadable", Some(kind.to_string())),
        SkipReason::Missing => ("missing", None),
        SkipReason::SameFile { as_module } => ("same_file", Some(as_module.clone())),
        SkipReason::OnlyNamed => ("only_named", None),
        SkipReason::LibraryUnknown => ("library_unknown", None),
        SkipReason::Header(fault) => ("not_loadable", Some(fault.to_string())),
    };
    SkippedModuleRow {
        name: skipped.name.clone(),
        path: skipped.path.as_ref().map(|path| path.display().to_string()),
        reason: reason.to_owned(),
        detail,
    }
}

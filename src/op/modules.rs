//! `modules`: drivers looked for and found.

use std::fs;
use std::path::Path;

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::Serialize;

use super::Setting;
use super::shape::{ModuleState, module_row};
use super::start::{self, Start};
use super::tokens::stopped;
use crate::child::{Host, module_key};
use crate::error::{Code, Failure};
use crate::journal::Journal;
use crate::paths::Paths;
use crate::registry::{
    Discovery, HeaderFault, Os, Registry, RegistryError, SkipReason, Skipped, inspect,
};
use crate::sanitize;
use crate::token::{Fault, FaultKind, Learnt};

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
    /// What earlier runs learnt of it.
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
    /// A driver that was named failed, or all did.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub partial: bool,
    /// That failure.
    #[serde(skip)]
    pub cut: Option<Failure>,
}

/// Loads each driver and says what came of it.
pub fn list(setting: &mut Setting<'_>, discovery: &Discovery) -> Result<ModulesOutcome, Failure> {
    let cut = stopped(setting.open_tokens())?;
    let learnt = setting.journal.lenient(Journal::learnt_all);
    let modules = setting
        .tokens
        .hosts()
        .iter()
        .map(|host| detail_row(host, &learnt))
        .collect();
    setting.journal_notices();
    Ok(ModulesOutcome {
        modules,
        skipped: discovery.skipped.iter().map(skipped_row).collect(),
        absent: discovery.absent,
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

/// Remembers a driver in the user's own file, after a look at its header; it is not loaded.
pub fn add(path: &Path, paths: Option<&Paths>) -> Result<ModulesOutcome, Failure> {
    let shown = super::files::absolute(path);
    let real = path
        .canonicalize()
        .map_err(|_| Failure::from_fault(Fault::new(FaultKind::ModuleMissing), &shown))?;
    if let Err(fault) = inspect(&real).fits_host() {
        return Err(Failure::from_fault(header_fault(fault), &shown));
    }
    let Some(paths) = paths else {
        return Err(Failure::new(Code::WriteFailed)
            .with("path", "vendor-modules.toml")
            .with("text", "no home folder"));
    };
    let registry = Registry::load(paths).map_err(|error| invalid(&error))?;
    refuse_known(&registry, &real)?;
    // As it was named: a link goes on to fit when the library behind it is renewed.
    let named = std::path::absolute(path).unwrap_or(real);
    let id = free_id(&registry, &named);
    let name = sanitize::line(&named.file_name().unwrap_or_default().to_string_lossy());
    append(paths, &entry(&id, &name, &named)?)?;
    let row = ModuleDetailRow {
        id,
        path: named.display().to_string(),
        name,
        version: None,
        source: "user".to_owned(),
        state: ModuleState::Ok,
        detail: None,
        remembered: Vec::new(),
    };
    Ok(ModulesOutcome {
        modules: vec![row],
        ..ModulesOutcome::default()
    })
}

fn detail_row(host: &Host, learnt: &[(String, Learnt)]) -> ModuleDetailRow {
    let row = module_row(host);
    let prefix = module_key(&host.path, "");
    let facts = learnt
        .iter()
        .rev()
        .find(|(key, _)| key.starts_with(&prefix));
    ModuleDetailRow {
        id: row.id,
        path: row.path,
        name: row.name,
        version: host.info.as_ref().map(|info| info.version.clone()),
        source: host.source.clone(),
        state: row.state,
        detail: row.detail,
        remembered: facts.map(|(_, facts)| words(facts)).unwrap_or_default(),
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

fn skipped_row(skipped: &Skipped) -> SkippedModuleRow {
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
        SkipReason::Header(fault) => ("not_loadable", Some(fault.to_string())),
    };
    SkippedModuleRow {
        name: skipped.name.clone(),
        path: skipped.path.as_ref().map(|path| path.display().to_string()),
        reason: reason.to_owned(),
        detail,
    }
}

fn header_fault(fault: HeaderFault) -> Fault {
    Fault::new(match fault {
        HeaderFault::WrongArchitecture { built_for } => FaultKind::WrongArchitecture { built_for },
        other => FaultKind::LoadFailed {
            text: other.to_string(),
        },
    })
}

fn invalid(error: &RegistryError) -> Failure {
    Failure::new(Code::RegistryInvalid)
        .with("file", &error.file)
        .with("path", &error.file)
        .with("position", error.line)
        .with("field", &error.key)
        .with("text", sanitize::line(&error.to_string()))
}

fn refuse_known(registry: &Registry, real: &Path) -> Result<(), Failure> {
    let known = registry.entries.iter().find(|entry| {
        entry
            .libraries
            .iter()
            .any(|library| fs::canonicalize(library.path.as_ref()).is_ok_and(|file| file == real))
    });
    match known {
        Some(entry) => Err(Failure::new(Code::ModuleKnown)
            .with("module", sanitize::line(&entry.id))
            .detail("module", entry.id.as_str())),
        None => Ok(()),
    }
}

/// An id from the file's name that no entry has.
fn free_id(registry: &Registry, real: &Path) -> String {
    let stem = real.file_stem().unwrap_or_default().to_string_lossy();
    let plain: String = stem
        .trim_start_matches("lib")
        .to_lowercase()
        .chars()
        .map(|letter| match letter {
            'a'..='z' | '0'..='9' => letter,
            _ => '-',
        })
        .collect();
    let plain = Some(plain.trim_matches('-'))
        .filter(|plain| !plain.is_empty())
        .unwrap_or("driver")
        .to_owned();
    let free = |id: &String| registry.entry(id).is_none();
    let numbered = (2..).map(|number| format!("{plain}-{number}"));
    std::iter::once(plain.clone())
        .chain(numbered)
        .find(free)
        .unwrap_or(plain)
}

/// The lines that go into the user's file.
fn entry(id: &str, name: &str, real: &Path) -> Result<String, Failure> {
    // A path that is no text cannot stand in TOML.
    let path = real.to_str().ok_or_else(|| {
        Failure::new(Code::FileUnreadable)
            .with("file", real.display())
            .with("path", real.display())
            .with("text", "UTF-8")
    })?;
    let os = match Os::host() {
        Os::Linux => "linux",
        Os::Macos => "macos",
        Os::Windows => "windows",
    };
    let quoted = |text: &str| toml::Value::String(text.to_owned()).to_string();
    Ok(format!(
        "\n[[module]]\nid = {}\nname = {}\nvendor = \"-\"\nkind = \"vendor\"\nconfidence = \"likely\"\n\
         library = [{{ os = {}, arch = \"any\", path = {}, confidence = \"likely\", src = {} }}]\n",
        quoted(id),
        quoted(name),
        quoted(os),
        quoted(path),
        quoted(&format!(
            "added by the user on {}",
            Timestamp::now().strftime("%Y-%m-%d")
        )),
    ))
}

/// Appends to the user's file; whatever would make it invalid is not written.
fn append(paths: &Paths, lines: &str) -> Result<(), Failure> {
    let file = paths.user_registry();
    let failed = |error: std::io::Error| {
        Failure::new(Code::WriteFailed)
            .with("path", file.display())
            .with("text", error.to_string())
    };
    let mut text = match fs::read_to_string(&file) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => "schema = 1\n".to_owned(),
        Err(error) => return Err(failed(error)),
    };
    if !text.ends_with('\n') {
        text.push('\n');
    }
    text.push_str(lines);
    let mut check = Registry::built_in().map_err(|error| invalid(&error))?;
    check
        .add(&file.display().to_string(), &text)
        .map_err(|error| invalid(&error))?;
    fs::create_dir_all(&paths.config).map_err(failed)?;
    let mut fresh = tempfile::NamedTempFile::new_in(&paths.config).map_err(failed)?;
    std::io::Write::write_all(&mut fresh, text.as_bytes()).map_err(failed)?;
    fresh.as_file().sync_all().map_err(failed)?;
    fresh.persist(&file).map_err(|error| failed(error.error))?;
    Ok(())
}

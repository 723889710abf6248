//! From the registry's discovery to module hosts, none of them started yet.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::Deserialize;

use crate::child::{Client, Habits, Host, HostProgram, Limits, RawLimits, Tokens, module_key};
pub use crate::child::{Patience, Running, Watch};
use crate::error::{Code, Failure};
use crate::journal::Journal;
use crate::paths::{P11KitDirs, Paths};
use crate::reader::Helper;
use crate::registry::{
    DiscoverError, Discovery, HeaderFault, Kind, Module, Only, Presence, Registry, SkipReason,
    discover, inspect,
};
use crate::token::{Fault, FaultKind, Learnt, Settle};

use super::plug::Plug;

/// What a run is started with.
#[derive(Clone)]
pub struct Start {
    /// Modules named with `-m`.
    pub named: Vec<String>,
    /// Modules named by `PARAFA_MODULE`.
    pub environment: Vec<String>,
    /// Variables that named a secret: no module host gets them.
    pub hidden: Vec<OsString>,
    /// `--timeout`.
    pub timeout: Option<std::time::Duration>,
    /// Further variables for module hosts (the demo's practice token).
    pub env: Vec<(String, String)>,
    /// Our own executable, which becomes the module host; `None`: the running one.
    pub program: Option<PathBuf>,
    /// Told of running calls.
    pub watch: Arc<dyn Watch>,
}

/// The configuration file.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Config {
    limits: RawLimits,
}

/// The modules of this run, and what the discovery saw beside them.
pub struct Started {
    /// The modules.
    pub tokens: Tokens,
    /// Modules left alone, and how many known ones are absent.
    pub discovery: Discovery,
    /// What is plugged in can be asked besides them.
    pub plug: Plug,
}

/// Reads configuration and registry, looks for modules, and prepares a host for each.
pub fn start(
    start: &Start,
    paths: Option<&Paths>,
    journal: &mut Journal,
) -> Result<Started, Failure> {
    let registry = registry(paths)?;
    let config = config(paths)?;
    let quick = limits(Limits::registered(&registry.budgets), &config, start)?;
    let slow = limits(Limits::for_late_slots(&registry.budgets), &config, start)?;
    let discovery = find(start, &registry)?;
    let path = program(start);
    let plug = Plug {
        helper: Helper::beside(&path, start.hidden.clone()),
        registry: Arc::new(registry),
        installed: installed(&discovery),
        whole: start.named.is_empty() && start.environment.is_empty(),
    };
    let program = HostProgram {
        path,
        hidden: start.hidden.clone(),
        log: paths.map(|paths| paths.log.clone()),
    };
    let learnt = journal.lenient(Journal::learnt_all);
    let hosts = discovery
        .modules
        .iter()
        .map(|module| {
            let limits = if module.slow { &slow } else { &quick };
            host(module, &learnt, start, &program, limits)
        })
        .collect();
    Ok(Started {
        tokens: Tokens::new(hosts),
        discovery,
        plug,
    })
}

/// The same; where the person's settings cannot be used they are left out, and why is told beside.
pub fn start_anyway(
    start: &Start,
    paths: Option<&Paths>,
    journal: &mut Journal,
) -> Result<(Started, Option<Failure>), Failure> {
    match self::start(start, paths, journal) {
        Ok(started) => Ok((started, None)),
        Err(failure) if matches!(failure.code, Code::ConfigInvalid | Code::RegistryInvalid) => {
            let started = self::start(start, None, journal)?;
            Ok((started, Some(failure)))
        }
        Err(failure) => Err(failure),
    }
}

/// Our own executable.
fn program(start: &Start) -> PathBuf {
    let program = start.program.clone();
    program
        .or_else(|| std::env::current_exe().ok())
        .unwrap_or_else(|| PathBuf::from("parafa"))
}

/// The modules that are on this computer, asked or not.
fn installed(discovery: &Discovery) -> Vec<String> {
    let asked = discovery.modules.iter();
    let asked = asked.filter(|module| module.presence == Presence::Found);
    let left = discovery.skipped.iter().filter(|skipped| {
        matches!(
            skipped.reason,
            SkipReason::OnlyNamed | SkipReason::Header(_) | SkipReason::SameFile { .. }
        )
    });
    let left = left.map(|skipped| skipped.name.clone());
    asked.map(|module| module.id.clone()).chain(left).collect()
}

/// What the configuration file says, and its name for messages; nothing where there is none.
fn config(paths: Option<&Paths>) -> Result<(Config, PathBuf), Failure> {
    let file = paths.map(Paths::config_file).filter(|file| file.exists());
    let Some(file) = file else {
        return Ok((Config::default(), PathBuf::new()));
    };
    let text = std::fs::read_to_string(&file)
        .map_err(|error| config_invalid(&file, 0, &error.to_string()))?;
    let config = toml::from_str(&text).map_err(|error| {
        let line = error.span().map_or(0, |span| {
            text.get(..span.start).unwrap_or("").lines().count().max(1)
        });
        config_invalid(&file, line, error.message())
    })?;
    Ok((config, file))
}

fn config_invalid(file: &Path, line: usize, text: &str) -> Failure {
    Failure::new(Code::ConfigInvalid)
        .with("file", file.display())
        .with("path", file.display())
        .with("position", line)
        .with("text", crate::sanitize::line(text))
}

/// The registry's limits, then the configuration's, then `--timeout`.
fn limits(
    registered: Limits,
    (config, file): &(Config, PathBuf),
    start: &Start,
) -> Result<Limits, Failure> {
    let limits = registered
        .configured(&config.limits)
        .map_err(|error| config_invalid(file, 0, &error.to_string()))?;
    Ok(match start.timeout {
        Some(timeout) => limits.with_timeout(timeout),
        None => limits,
    })
}

fn registry(paths: Option<&Paths>) -> Result<Registry, Failure> {
    let registry = match paths {
        Some(paths) => Registry::load(paths),
        None => Registry::built_in(),
    };
    registry.map_err(|error| {
        Failure::new(Code::RegistryInvalid)
            .with("file", &error.file)
            .with("path", &error.file)
            .with("position", error.line)
            .with("field", &error.key)
            .with("text", crate::sanitize::line(&error.to_string()))
    })
}

fn find(start: &Start, registry: &Registry) -> Result<Discovery, Failure> {
    let only = match (start.named.as_slice(), start.environment.as_slice()) {
        ([], []) => Only::Everything,
        ([], environment) => Only::Environment(environment),
        (named, _) => Only::Option(named),
    };
    discover(registry, only, &P11KitDirs::from_env()).map_err(|error| match error {
        DiscoverError::NotFound { name, known } => Failure::new(Code::ModuleUnknown)
            .with("module", crate::sanitize::line(&name))
            .with("value", crate::sanitize::line(&name))
            .with("names", known.join(", ")),
    })
}

fn host(
    module: &Module,
    learnt: &[(String, Learnt)],
    start: &Start,
    program: &HostProgram,
    limits: &Limits,
) -> Host {
    let path = module.path.display().to_string();
    let mut setup = module.setup.clone();
    setup.path.clone_from(&path);
    // The version is known only once the module is loaded; until then, what was learnt of any is a hint how to begin.
    let prefix = module_key(&path, "");
    let of_file = learnt.iter().filter_map(|(key, facts)| {
        let version = key.strip_prefix(&prefix)?;
        Some((version.to_owned(), facts.clone()))
    });
    setup.known = of_file.collect();
    if let Some((_, facts)) = setup.known.last() {
        setup.learnt = facts.clone();
    }
    let known = setup.known.clone();
    let mut env: Vec<(String, String)> = module
        .env
        .iter()
        .map(|(name, value)| (name.clone(), value.clone()))
        .collect();
    env.extend(start.env.iter().cloned());
    let habits = Habits {
        write_as_so: module.write_as_so,
        one_certificate_per_key: module.one_certificate_per_key,
        cloud: module.kind == Kind::Cloud,
        reach: module.reach,
        context_pin_is_user: module.context_pin_is_user,
        key_places: module
            .key_places
            .iter()
            .map(|place| (place.id.clone(), place.name.clone()))
            .collect(),
        ..Habits::default()
    };
    if module.slow {
        setup.settle = Some(Settle {
            tokens: module.card_tokens,
            millis: u64::try_from(limits.slot_scan.as_millis()).unwrap_or(u64::MAX),
        });
    }
    let client = Client::new(
        module.id.clone(),
        setup,
        env,
        program.clone(),
        limits.clone(),
        Arc::clone(&start.watch),
    );
    let source = serde_json::to_value(module.source)
        .ok()
        .and_then(|value| value.as_str().map(str::to_owned));
    let host = Host::new(
        &module.id,
        &module.name,
        &path,
        &source.unwrap_or_default(),
        Box::new(client),
    )
    .with_habits(habits)
    .with_known(known)
    .named(!start.named.is_empty() || !start.environment.is_empty());
    match unusable(module) {
        Some(fault) => host.failed(fault),
        None => host,
    }
}

/// What can be told from the file alone, before any process is started for it.
fn unusable(module: &Module) -> Option<Fault> {
    if module.presence == Presence::Missing {
        return Some(Fault::new(FaultKind::ModuleMissing));
    }
    match inspect(&module.path).fits_host() {
        Ok(()) => None,
        Err(HeaderFault::WrongArchitecture { built_for }) => {
            Some(Fault::new(FaultKind::WrongArchitecture { built_for }))
        }
        Err(HeaderFault::Denied) => Some(Fault::new(FaultKind::ModuleDenied)),
        Err(fault) => Some(Fault::new(FaultKind::LoadFailed {
            text: fault.to_string(),
        })),
    }
}

/// Ends all modules and keeps what was learnt of each.
pub fn finish(tokens: &mut Tokens, journal: &mut Journal) {
    for (key, mut learnt) in tokens.learnt() {
        // Learnt by the operations; the module's host does not know it.
        let known = journal.lenient(|journal| journal.learnt(&key));
        learnt.write_as_so |= known.write_as_so;
        learnt.one_certificate_per_key |= known.one_certificate_per_key;
        if !learnt.is_empty() && journal.exists() {
            journal.lenient(|journal| journal.learn(&key, &learnt));
        }
    }
    tokens.end();
}

//! `modules add`: a driver into the user's own file.

use std::fs;
use std::path::Path;

use jiff::Timestamp;

use super::{ModuleDetailRow, ModulesOutcome};
use crate::error::{Code, Failure};
use crate::op::files;
use crate::op::shape::ModuleState;
use crate::paths::Paths;
use crate::registry::{HeaderFault, Os, Registry, RegistryError, inspect, offers_pkcs11};
use crate::sanitize;
use crate::token::{Fault, FaultKind};

/// Remembers a driver in the user's own file, after a look at its header and its names; it is not loaded.
pub fn add(path: &Path, paths: Option<&Paths>) -> Result<ModulesOutcome, Failure> {
    let shown = files::absolute(path);
    let real = path
        .canonicalize()
        .map_err(|_| Failure::from_fault(Fault::new(FaultKind::ModuleMissing), &shown))?;
    if let Err(fault) = inspect(&real).fits_host() {
        return Err(Failure::from_fault(header_fault(fault), &shown));
    }
    if offers_pkcs11(&real) == Some(false) {
        return Err(Failure::from_fault(
            Fault::new(FaultKind::NotPkcs11),
            &shown,
        ));
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

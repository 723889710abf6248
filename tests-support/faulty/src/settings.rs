//! What the environment orders, read once.

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::script::{self, Action, Rule};

/// Everything that the `FAULTY_…` variables say.
#[derive(Debug)]
pub(crate) struct Settings {
    pub(crate) source: Source,
    pub(crate) log: Option<PathBuf>,
    pub(crate) script: Vec<Rule>,
    pub(crate) init: Init,
    pub(crate) wait_file: PathBuf,
    pub(crate) removed: Option<PathBuf>,
}

/// Who does the work behind the gate.
#[derive(Debug)]
pub(crate) enum Source {
    Module(PathBuf),
    Token(PathBuf),
}

/// Which arguments `C_Initialize` takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Init {
    Any,
    NullOnly,
    NoOsLocking,
}

impl Settings {
    /// Reads the variables of this process.
    pub(crate) fn from_environment() -> Result<Self, String> {
        let all = std::env::vars_os().filter_map(|(name, value)| {
            let name = name
                .into_string()
                .ok()
                .filter(|name| name.starts_with("FAULTY_"))?;
            Some((name, value.to_string_lossy().into_owned()))
        });
        Self::from_variables(all.collect())
    }

    pub(crate) fn from_variables(mut all: BTreeMap<String, String>) -> Result<Self, String> {
        let mut take = |name: &str| all.remove(name).filter(|value| !value.is_empty());
        let source = match (take("FAULTY_MODULE"), take("FAULTY_TOKEN")) {
            (Some(path), None) => Source::Module(path.into()),
            (None, Some(path)) => Source::Token(path.into()),
            _ => return Err("exactly one of FAULTY_MODULE and FAULTY_TOKEN must be set".to_owned()),
        };
        let script = script::parse(&take("FAULTY_SCRIPT").unwrap_or_default())
            .map_err(|error| format!("FAULTY_SCRIPT: {error}"))?;
        let init = match take("FAULTY_INIT").as_deref() {
            None | Some("any") => Init::Any,
            Some("null-only") => Init::NullOnly,
            Some("no-os-locking") => Init::NoOsLocking,
            Some(other) => return Err(format!("FAULTY_INIT: no such value: `{other}`")),
        };
        let wait_file = take("FAULTY_WAIT_FILE");
        if wait_file.is_none() && script.iter().any(|rule| rule.action == Action::Wait) {
            return Err("FAULTY_SCRIPT waits, but FAULTY_WAIT_FILE is not set".to_owned());
        }
        let (log, removed) = (take("FAULTY_LOG"), take("FAULTY_REMOVED"));
        if let Some(name) = all.keys().next() {
            return Err(format!("no such variable: {name}"));
        }
        Ok(Self {
            source,
            log: log.map(PathBuf::from),
            script,
            init,
            wait_file: wait_file.unwrap_or_default().into(),
            removed: removed.map(PathBuf::from),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(pairs: &[(&str, &str)]) -> Result<Settings, String> {
        let owned = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        Settings::from_variables(pairs.iter().map(owned).collect())
    }

    #[test]
    fn errors_are_told() {
        assert!(read(&[]).unwrap_err().contains("FAULTY_MODULE"));
        let token = ("FAULTY_TOKEN", "t");
        for wrong in [
            ("FAULTY_MODULE", "m"),
            ("FAULTY_SCRIPT", "C_Sing=crash"),
            ("FAULTY_SCRIPT", "C_Sign=wait"),
            ("FAULTY_INIT", "never"),
            ("FAULTY_SRCIPT", "C_Sign=crash"),
        ] {
            assert!(read(&[token, wrong]).is_err(), "{wrong:?}");
        }
        assert_eq!(
            read(&[token, ("FAULTY_INIT", "null-only")]).unwrap().init,
            Init::NullOnly
        );
    }
}

//! p11-kit's `*.module` files: which modules the system's administrator, packages and user have registered.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::{SkipReason, Skipped};
use crate::paths::P11KitDirs;

/// What p11-kit knows.
#[derive(Debug, Clone, Default)]
pub struct P11Modules {
    /// Modules for us, by priority, then by name.
    pub modules: Vec<P11Module>,
    /// Those that are not for us, with the reason.
    pub skipped: Vec<Skipped>,
}

/// A module that p11-kit knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct P11Module {
    /// Name of its file, without `.module`.
    pub name: String,
    /// Its library; where it was named without a folder and not found, that bare name.
    pub path: PathBuf,
    /// The reserved string of `C_Initialize`.
    pub reserved: Option<String>,
}

type Settings = BTreeMap<String, String>;

impl P11Modules {
    /// Reads all files; a file that cannot be read or understood is skipped and said.
    #[must_use]
    pub fn read(dirs: &P11KitDirs) -> Self {
        let mut all: BTreeMap<String, Settings> = BTreeMap::new();
        let mut found = Self::default();
        for (name, path) in dirs.modules.iter().flat_map(|dir| module_files(dir)) {
            let read = fs::read_to_string(&path);
            match read
                .map_err(|e| SkipReason::Unreadable(e.kind()))
                .and_then(|text| parse(&text))
            {
                Ok(settings) => {
                    let merged = all.entry(name).or_default();
                    for (key, value) in settings {
                        merged.entry(key).or_insert(value); // the stronger folder came first
                    }
                }
                Err(reason) => found.skipped.push(Skipped {
                    name,
                    path: Some(path),
                    reason,
                }),
            }
        }
        let mut ranked = Vec::new();
        for (name, settings) in all {
            match module(&name, &settings, &dirs.libraries) {
                Ok(module) => ranked.push((priority(&settings), module)),
                Err(reason) => found.skipped.push(Skipped {
                    name,
                    path: settings.get("module").map(PathBuf::from),
                    reason,
                }),
            }
        }
        ranked.sort_by_key(|(priority, _)| std::cmp::Reverse(*priority));
        found.modules = ranked.into_iter().map(|(_, module)| module).collect();
        found
    }
}

/// The `*.module` files of a folder by name; p11-kit ignores names with other characters.
fn module_files(dir: &Path) -> Vec<(String, PathBuf)> {
    let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.');
    let mut files: Vec<(String, PathBuf)> = fs::read_dir(dir)
        .into_iter()
        .flatten()
        .filter_map(Result::ok)
        .filter_map(|entry| {
            let file = entry.file_name().into_string().ok()?;
            let name = file.strip_suffix(".module")?;
            let start = name.chars().next()?.is_ascii_alphanumeric();
            (start && name.chars().all(fits)).then(|| (name.to_owned(), entry.path()))
        })
        .collect();
    files.sort();
    files
}

/// `key: value` lines; blank lines and lines that begin with `#` say nothing.
fn parse(text: &str) -> Result<Settings, SkipReason> {
    let mut settings = Settings::new();
    for (index, line) in text.lines().enumerate() {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let Some((key, value)) = line.split_once(':') else {
            return Err(SkipReason::Malformed { line: index + 1 });
        };
        settings.insert(key.trim().to_owned(), value.trim().to_owned());
    }
    Ok(settings)
}

fn module(name: &str, settings: &Settings, dirs: &[PathBuf]) -> Result<P11Module, SkipReason> {
    let value = |key: &str| settings.get(key).map(String::as_str);
    if value("trust-policy") == Some("yes") {
        return Err(SkipReason::TrustPolicy);
    }
    let enabled = value("enable-in").is_none_or(names_us);
    if !enabled || value("disable-in").is_some_and(names_us) {
        return Err(SkipReason::NotForUs);
    }
    if value("remote").is_some_and(|remote| !remote.is_empty()) {
        return Err(SkipReason::Remote);
    }
    let library = value("module").filter(|library| !library.is_empty());
    let library = library.ok_or(SkipReason::NoModuleLine)?;
    if Path::new(library)
        .file_stem()
        .is_some_and(|stem| stem == PROXY)
    {
        return Err(SkipReason::Proxy);
    }
    let reserved = value("x-init-reserved").filter(|reserved| !reserved.is_empty());
    Ok(P11Module {
        name: name.to_owned(),
        path: locate(library, dirs),
        reserved: reserved.map(str::to_owned),
    })
}

/// Whether a list of program names holds ours.
fn names_us(list: &str) -> bool {
    list.split(|c: char| c == ',' || c.is_whitespace())
        .any(|program| program == "parafa")
}

fn priority(settings: &Settings) -> i64 {
    settings
        .get("priority")
        .and_then(|text| text.parse().ok())
        .unwrap_or(0)
}

/// A name without a folder is looked up in p11-kit's folders.
pub(super) fn locate(library: &str, dirs: &[PathBuf]) -> PathBuf {
    let bare = Path::new(library);
    if bare.components().count() > 1 || bare.has_root() {
        return bare.to_owned();
    }
    dirs.iter()
        .map(|dir| dir.join(bare))
        .find(|path| path.exists())
        .unwrap_or_else(|| bare.to_owned())
}

const PROXY: &str = "p11-kit-proxy";

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::{Path, PathBuf};

    use super::{P11Modules, SkipReason};
    use crate::paths::P11KitDirs;

    fn write(dir: &Path, name: &str, text: &str) {
        fs::create_dir_all(dir).unwrap();
        fs::write(dir.join(name), text).unwrap();
    }

    fn read(root: &Path) -> P11Modules {
        P11Modules::read(&P11KitDirs {
            modules: vec![root.join("user"), root.join("system")],
            libraries: vec![root.join("nowhere"), root.join("lib")],
        })
    }

    #[test]
    fn relative_names_lie_in_the_library_folders_and_priority_orders() {
        let root = tempfile::tempdir().unwrap();
        write(&root.path().join("lib"), "a.so", "");
        let system = root.path().join("system");
        write(&system, "a.module", "# comment\n\nmodule: a.so\n");
        write(
            &system,
            "b.module",
            "module:/x/b.so\npriority: 5\nx-init-reserved: r\n",
        );
        write(&system, "c.module.rpmsave", "module: /x/c.so\n");
        let found = read(root.path());
        let paths: Vec<_> = found.modules.iter().map(|m| m.path.clone()).collect();
        assert_eq!(
            paths,
            [PathBuf::from("/x/b.so"), root.path().join("lib/a.so")]
        );
        assert_eq!(found.modules[0].reserved.as_deref(), Some("r"));
        assert!(found.skipped.is_empty());
    }

    #[test]
    fn the_users_file_wins_key_by_key() {
        let root = tempfile::tempdir().unwrap();
        write(
            &root.path().join("user"),
            "a.module",
            "module: /mine/a.so\n",
        );
        write(
            &root.path().join("user"),
            "b.module",
            "disable-in: firefox, parafa\n",
        );
        write(
            &root.path().join("system"),
            "a.module",
            "module: /usr/a.so\nx-init-reserved: r\n",
        );
        write(
            &root.path().join("system"),
            "b.module",
            "module: /usr/b.so\n",
        );
        let found = read(root.path());
        assert_eq!(found.modules.len(), 1);
        assert_eq!(found.modules[0].path, PathBuf::from("/mine/a.so"));
        assert_eq!(found.modules[0].reserved.as_deref(), Some("r"));
        assert_eq!(found.skipped[0].reason, SkipReason::NotForUs);
    }

    #[test]
    fn what_is_not_for_us_is_skipped_with_its_reason() {
        let root = tempfile::tempdir().unwrap();
        let system = root.path().join("system");
        write(&system, "1.module", "module: /x.so\ntrust-policy: yes\n");
        write(
            &system,
            "2.module",
            "module: /x.so\nenable-in: firefox p11-kit-proxy\n",
        );
        write(&system, "3.module", "module: /usr/lib/p11-kit-proxy.so\n");
        write(&system, "4.module", "remote: |ssh host p11-kit remote\n");
        write(&system, "5.module", "critical: no\n");
        write(&system, "6.module", "module: /x.so\nnonsense\n");
        write(
            &system,
            "7.module",
            "module: /y.so\nenable-in: firefox parafa\n",
        );
        let found = read(root.path());
        assert_eq!(found.modules[0].name, "7");
        let mut skipped = found.skipped;
        skipped.sort_by(|a, b| a.name.cmp(&b.name));
        let reasons: Vec<_> = skipped.into_iter().map(|s| s.reason).collect();
        assert_eq!(
            reasons,
            [
                SkipReason::TrustPolicy,
                SkipReason::NotForUs,
                SkipReason::Proxy,
                SkipReason::Remote,
                SkipReason::NoModuleLine,
                SkipReason::Malformed { line: 2 },
            ]
        );
    }
}

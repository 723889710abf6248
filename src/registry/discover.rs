//! Looks which modules are on this computer.

use std::path::{Path, PathBuf};

use super::p11kit::locate;
use super::{
    Discovery, Entry, HeaderFault, Kind, Module, Os, P11Module, P11Modules, Presence, Registry,
    SkipReason, Skipped, Source, inspect,
};
use crate::paths::P11KitDirs;

/// Which modules are wanted.
#[derive(Debug, Clone, Copy)]
pub enum Only<'a> {
    /// All that are found.
    Everything,
    /// Those that `--module` names, by path or id.
    Option(&'a [String]),
    /// Those that `PARAFA_MODULE` names, by path or id.
    Environment(&'a [String]),
}

/// Why there is no discovery.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DiscoverError {
    /// Neither an id that we know nor a path.
    #[error("module {name} is unknown")]
    NotFound {
        /// What was named.
        name: String,
        /// The ids that there are.
        known: Vec<String>,
    },
}

/// The modules of this computer, each real file once: the registry's in its order, then p11-kit's; or those that were named.
pub fn discover(
    registry: &Registry,
    only: Only<'_>,
    dirs: &P11KitDirs,
) -> Result<Discovery, DiscoverError> {
    let mut search = Search {
        registry,
        dirs,
        os: Os::host(),
        found: Discovery::default(),
    };
    match only {
        Only::Everything => search.everything(),
        Only::Option(names) => search.named(names, Source::Option)?,
        Only::Environment(names) => search.named(names, Source::Environment)?,
    }
    Ok(search.found)
}

struct Search<'a> {
    registry: &'a Registry,
    dirs: &'a P11KitDirs,
    os: Os,
    found: Discovery,
}

impl Search<'_> {
    fn everything(&mut self) {
        for entry in &self.registry.entries {
            self.entry(entry);
        }
        let p11kit = P11Modules::read(self.dirs);
        self.found.skipped.extend(p11kit.skipped);
        for module in &p11kit.modules {
            self.take_p11kit(module);
        }
    }

    /// The files of an entry that nobody named.
    fn entry(&mut self, entry: &Entry) {
        let files = self.files_of(entry);
        if files.is_empty() {
            return self.absent(entry);
        }
        let source = if entry.by_user {
            Source::User
        } else {
            Source::Registry
        };
        for (shown, real) in files {
            if entry.kind == Kind::Proxy {
                self.skip(&entry.id, shown, SkipReason::Proxy);
            } else if entry.only_named {
                self.skip(&entry.id, shown, SkipReason::OnlyNamed);
            } else {
                self.take(Module::of_entry(entry, &shown, &real, source));
            }
        }
    }

    /// No library is there; its program may be, where nobody wrote down what the library is called.
    fn absent(&mut self, entry: &Entry) {
        let folders = entry.folders.iter().filter(|folder| folder.os == self.os);
        let there = folders
            .map(|folder| PathBuf::from(folder.path.as_ref()))
            .find(|folder| folder.is_dir());
        if let Some(folder) = there {
            self.skip(&entry.id, folder, SkipReason::LibraryUnknown);
        } else if entry.libraries.iter().any(|l| l.os == self.os) {
            self.found.absent += 1;
        }
    }

    fn take_p11kit(&mut self, module: &P11Module) {
        let Ok(real) = module.path.canonicalize() else {
            return self.skip(&module.name, module.path.clone(), SkipReason::Missing);
        };
        let found = self.module_at(&module.name, &module.path, &real, Source::P11Kit);
        if found.kind == Kind::Proxy {
            return self.skip(&module.name, module.path.clone(), SkipReason::Proxy);
        }
        self.take(found.with_p11kit(module));
    }

    fn named(&mut self, names: &[String], source: Source) -> Result<(), DiscoverError> {
        for name in names {
            let modules = self.by_name(name, source)?;
            for module in modules {
                self.keep(module);
            }
        }
        self.part_proxies();
        Ok(())
    }

    /// What one name stands for: an id of the registry, a name of p11-kit's, or a path.
    fn by_name(&self, name: &str, source: Source) -> Result<Vec<Module>, DiscoverError> {
        if let Some(entry) = self.registry.entry(name) {
            let of_entry =
                |(shown, real): &(PathBuf, PathBuf)| Module::of_entry(entry, shown, real, source);
            let files = self.files_of(entry);
            if !files.is_empty() {
                return Ok(files.iter().map(of_entry).collect());
            }
            if let Some(library) = entry.libraries.iter().find(|l| l.os == self.os) {
                let path = PathBuf::from(library.path.as_ref());
                let mut module = of_entry(&(path.clone(), path));
                module.presence = Presence::Missing;
                return Ok(vec![module]);
            }
        }
        let path = Path::new(name);
        if let Ok(real) = path.canonicalize() {
            return Ok(vec![self.module_at(&stem(path), path, &real, source)]);
        }
        let p11kit = P11Modules::read(self.dirs).modules;
        if let Some(known) = p11kit.iter().find(|module| module.name == name) {
            let real = known.path.canonicalize();
            let mut module = self.module_at(
                name,
                &known.path,
                real.as_ref().unwrap_or(&known.path),
                source,
            );
            if real.is_err() {
                module.presence = Presence::Missing;
            }
            return Ok(vec![module.with_p11kit(known)]);
        }
        if path.components().count() > 1 || path.extension().is_some() {
            let mut module = self.module_at(&stem(path), path, path, source);
            module.presence = Presence::Missing;
            return Ok(vec![module]);
        }
        Err(DiscoverError::NotFound {
            name: name.to_owned(),
            known: self.known_ids(p11kit),
        })
    }

    fn known_ids(&self, p11kit: Vec<P11Module>) -> Vec<String> {
        let ids = self.registry.entries.iter().map(|entry| entry.id.clone());
        let mut known: Vec<String> = ids
            .chain(p11kit.into_iter().map(|module| module.name))
            .collect();
        known.dedup();
        known
    }

    /// The module in a file, with the registry's knowledge where the registry knows this file or its name.
    fn module_at(&self, id: &str, shown: &Path, real: &Path, source: Source) -> Module {
        let by_file = |entry: &&Entry| self.files_of(entry).iter().any(|(_, known)| known == real);
        let entries = &self.registry.entries;
        let entry = entries
            .iter()
            .find(by_file)
            .or_else(|| entries.iter().find(|entry| has_file_name(entry, shown)))
            .or_else(|| entries.iter().find(|entry| has_file_name(entry, real)));
        match entry {
            Some(entry) => Module::of_entry(entry, shown, real, source),
            None => Module::unknown(id, shown, real, source),
        }
    }

    /// The files of an entry that are there: as named, and the real one. A second file of the same name is a copy.
    fn files_of(&self, entry: &Entry) -> Vec<(PathBuf, PathBuf)> {
        let mut files: Vec<(PathBuf, PathBuf)> = Vec::new();
        for library in entry.libraries.iter().filter(|l| l.os == self.os) {
            let shown = locate(library.path.as_ref(), &self.dirs.libraries);
            if !shown.has_root() {
                continue; // a bare name that is in none of the folders
            }
            let Ok(real) = shown.canonicalize() else {
                continue;
            };
            let copy = |(other, other_real): &(PathBuf, PathBuf)| {
                *other_real == real || other.file_name() == shown.file_name()
            };
            if !files.iter().any(copy) {
                files.push((shown, real));
            }
        }
        files
    }

    /// Takes a module that nobody named: what this program cannot load is left alone and said.
    fn take(&mut self, module: Module) {
        match inspect(&module.path).fits_host() {
            Err(fault @ HeaderFault::WrongArchitecture { .. }) => {
                self.skip(&module.id, module.shown_path, SkipReason::Header(fault));
            }
            _ => self.keep(module),
        }
    }

    /// Keeps a module unless its file is kept already, under an id of its own.
    fn keep(&mut self, mut module: Module) {
        let kept = &self.found.modules;
        if let Some(same) = kept.iter().find(|other| other.path == module.path) {
            let as_module = same.id.clone();
            return self.skip(
                &module.id,
                module.shown_path,
                SkipReason::SameFile { as_module },
            );
        }
        if kept.iter().any(|other| other.id == module.id) {
            module.id = format!("{}:{}", module.id, module.shown_path.display());
        }
        self.found.modules.push(module);
    }

    /// A proxy is kept only alone.
    fn part_proxies(&mut self) {
        if self.found.modules.len() < 2 {
            return;
        }
        let modules = std::mem::take(&mut self.found.modules);
        let (proxies, others): (Vec<_>, Vec<_>) = modules
            .into_iter()
            .partition(|module| module.kind == Kind::Proxy);
        self.found.modules = others;
        for proxy in proxies {
            self.skip(&proxy.id, proxy.shown_path, SkipReason::Proxy);
        }
    }

    fn skip(&mut self, name: &str, path: PathBuf, reason: SkipReason) {
        self.found.skipped.push(Skipped {
            name: name.to_owned(),
            path: Some(path),
            reason,
        });
    }
}

fn has_file_name(entry: &Entry, path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    entry.libraries.iter().any(|library| {
        library
            .os
            .file_name(library.path.as_ref())
            .eq_ignore_ascii_case(&name)
    })
}

fn stem(path: &Path) -> String {
    path.file_stem()
        .unwrap_or(path.as_os_str())
        .to_string_lossy()
        .into_owned()
}

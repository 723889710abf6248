//! What a discovery brings.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use super::{Entry, HOME, HeaderFault, KeyPlace, Kind, P11Module};
use crate::paths::home;
use crate::token::{Learnt, ModuleSetup};

/// The modules of this computer.
#[derive(Debug, Clone, Default)]
pub struct Discovery {
    /// To be asked, in this order.
    pub modules: Vec<Module>,
    /// Seen, but left alone.
    pub skipped: Vec<Skipped>,
    /// How many known modules were looked for and not found.
    pub absent: usize,
}

/// A module to be asked.
#[derive(Debug, Clone)]
#[allow(clippy::struct_excessive_bools)] // independent traits of one module
pub struct Module {
    /// The registry's id, else p11-kit's name or the file's; unique in its discovery.
    pub id: String,
    /// Name for people.
    pub name: String,
    /// The real file, symbolic links resolved.
    pub path: PathBuf,
    /// The path by which it was found or named.
    pub shown_path: PathBuf,
    /// Where we have it from.
    pub source: Source,
    /// What sort it is.
    pub kind: Kind,
    /// Whether the file is there.
    pub presence: Presence,
    /// How it is loaded.
    pub setup: ModuleSetup,
    /// Making keys and writing want the officer's log-in.
    pub write_as_so: bool,
    /// The PIN of a key that asks at each use is the user's.
    pub context_pin_is_user: bool,
    /// Its tokens keep one certificate per key (Q59).
    pub one_certificate_per_key: bool,
    /// Fixed places for keys (Q57).
    pub key_places: Vec<KeyPlace>,
    /// Variables for its process.
    pub env: BTreeMap<String, String>,
    /// Its slots appear late (Q16).
    pub slow: bool,
    /// As how many tokens one card shows, where that is known.
    pub card_tokens: Option<usize>,
    /// How it comes to its tokens.
    pub reach: Reach,
    /// Numbers of `docs/QUIRKS.md`.
    pub quirks: Vec<String>,
}

/// How a module comes to its tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Reach {
    /// Through the system's card service (PC/SC).
    Cards,
    /// Without it (Q56): nobody but the module itself knows when its tokens come and go.
    Elsewhere,
    /// Nobody wrote it down.
    #[default]
    Unknown,
}

impl Reach {
    fn of(entry: &Entry) -> Self {
        match entry.kind {
            Kind::Vendor | Kind::OpenSource if !entry.without_pcsc => Self::Cards,
            _ => Self::Elsewhere,
        }
    }
}

/// Whether a module's file is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Presence {
    /// There.
    Found,
    /// Named, but not there.
    Missing,
}

/// Where we have a module from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Source {
    /// `vendor-modules.toml`.
    Registry,
    /// The user's own file.
    User,
    /// A `*.module` file of p11-kit.
    P11Kit,
    /// `--module`.
    Option,
    /// `PARAFA_MODULE`.
    Environment,
}

/// A module that was seen and left alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skipped {
    /// Its id or name.
    pub name: String,
    /// Its file, where one is known.
    pub path: Option<PathBuf>,
    /// Why.
    pub reason: SkipReason,
}

/// Why a module was left alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SkipReason {
    /// It holds trust anchors, no tokens.
    TrustPolicy,
    /// p11-kit's `enable-in` or `disable-in` keeps it from us.
    NotForUs,
    /// It shows the tokens of other modules and would open them twice.
    Proxy,
    /// It is reached through a program, not a library.
    Remote,
    /// Its p11-kit file names no library.
    NoModuleLine,
    /// Its p11-kit file has a line that is no `key: value`.
    Malformed {
        /// From 1.
        line: usize,
    },
    /// Its p11-kit file cannot be read.
    Unreadable(io::ErrorKind),
    /// p11-kit names it, but it is not there.
    Missing,
    /// The same file stands here by another name.
    SameFile {
        /// The module that is asked.
        as_module: String,
    },
    /// It is asked only when a person names it.
    OnlyNamed,
    /// Its program is installed here, but nobody wrote down what its library is called.
    LibraryUnknown,
    /// Its file cannot be loaded by this program.
    Header(HeaderFault),
}

impl Module {
    /// A module that the registry knows.
    pub(super) fn of_entry(entry: &Entry, shown: &Path, real: &Path, source: Source) -> Self {
        Self {
            name: entry.name.clone(),
            kind: entry.kind,
            setup: ModuleSetup {
                path: text(real, shown),
                init: entry.init,
                reserved: entry.reserved.as_deref().map(at_home),
                chdir: entry.chdir.clone(),
                settle: None,
                learnt: Learnt::default(),
                known: Vec::new(),
            },
            write_as_so: entry.write_as_so,
            context_pin_is_user: entry.context_pin_is_user,
            one_certificate_per_key: entry.one_certificate_per_key,
            key_places: entry.key_places.clone(),
            env: entry.env.clone(),
            slow: entry.slow,
            card_tokens: entry.card_tokens,
            reach: Reach::of(entry),
            quirks: entry.quirks.clone(),
            ..Self::unknown(&entry.id, shown, real, source)
        }
    }

    /// A module that nobody knows anything about.
    pub(super) fn unknown(id: &str, shown: &Path, real: &Path, source: Source) -> Self {
        Self {
            id: id.to_owned(),
            name: id.to_owned(),
            path: real.to_owned(),
            shown_path: shown.to_owned(),
            source,
            kind: Kind::Vendor,
            presence: Presence::Found,
            setup: ModuleSetup {
                path: text(real, shown),
                ..ModuleSetup::default()
            },
            write_as_so: false,
            context_pin_is_user: false,
            one_certificate_per_key: false,
            key_places: Vec::new(),
            env: BTreeMap::new(),
            slow: false,
            card_tokens: None,
            reach: Reach::Unknown,
            quirks: Vec::new(),
        }
    }

    /// Adds what p11-kit says.
    pub(super) fn with_p11kit(mut self, module: &P11Module) -> Self {
        if let Some(reserved) = &module.reserved {
            self.setup.reserved = Some(reserved.clone());
        }
        self
    }
}

/// With the user's own folder in its place; where there is none, the module will say that it finds nothing.
fn at_home(reserved: &str) -> String {
    let home = home().unwrap_or_default();
    reserved.replace(HOME, &home.to_string_lossy())
}

/// The real path, or the shown one where only that is text.
fn text(real: &Path, shown: &Path) -> String {
    real.to_str()
        .map_or_else(|| shown.to_string_lossy().into_owned(), str::to_owned)
}

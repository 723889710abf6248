//! The registry as the program uses it: every reference resolved, every value of the right form.

use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use super::check::{check_file, check_module, check_repeated};
use super::raw::{RawContextPin, RawFile, RawKeyPlace, RawModule, RawWriter};
use super::{
    Atr, Budgets, CkInfo, Confidence, Distributor, Download, Folder, Keys, Kind, Latency, Library,
    Mechanisms, Pin, Probe, QuirkFact, Reason, RegistryError, SingleRun, Timing, TokenFact, Usb,
};
use crate::located::Text;
use crate::paths::Paths;
use crate::token::{InitRung, KeyId};

/// All modules that we know.
#[derive(Debug, Clone)]
pub struct Registry {
    /// In the order in which they are asked.
    pub entries: Vec<Entry>,
    /// Limits for the engine.
    pub budgets: Budgets,
    /// Quirks, where a file carries its own catalogue.
    pub quirks: Vec<QuirkFact>,
    /// How long cards take.
    pub timings: Vec<Timing>,
    /// Single measured runs.
    pub single_runs: Vec<SingleRun>,
    /// How long small things take.
    pub latencies: Vec<Latency>,
    sources: BTreeMap<String, String>,
}

/// One module that we know.
#[derive(Debug, Clone)]
#[allow(clippy::struct_excessive_bools)] // independent traits of one module
pub struct Entry {
    /// Stable name: lower-case letters, digits, hyphens.
    pub id: String,
    /// Name for people.
    pub name: String,
    /// Who makes it.
    pub vendor: String,
    /// What sort it is.
    pub kind: Kind,
    /// How well founded the entry is.
    pub confidence: Confidence,
    /// The day of its facts, `YYYY-MM-DD`: its own, else its file's.
    pub date: Option<String>,
    /// What else is known.
    pub note: Option<String>,
    /// Whether it stands in the user's own file.
    pub by_user: bool,
    /// Who hands its tokens out.
    pub distributors: Vec<Distributor>,
    /// Where its library lies.
    pub libraries: Vec<Library>,
    /// Where its program is installed, when nobody wrote down what its library is called.
    pub folders: Vec<Folder>,
    /// Where it comes from.
    pub downloads: Vec<Download>,
    /// What it says of itself.
    pub ck_info: Vec<CkInfo>,
    /// What its tokens say of themselves.
    pub tokens: Vec<TokenFact>,
    /// What is known of its PINs.
    pub pins: Vec<Pin>,
    /// Its cards' answers to reset.
    pub atrs: Vec<Atr>,
    /// Its USB devices.
    pub usb: Vec<Usb>,
    /// What looks at it brought.
    pub probes: Vec<Probe>,
    /// Which keys it makes.
    pub keys: Option<Keys>,
    /// How it signs.
    pub mechanisms: Option<Mechanisms>,
    /// Numbers of `docs/QUIRKS.md`.
    pub quirks: Vec<String>,
    /// The form of `C_Initialize` to try first.
    pub init: InitRung,
    /// Making keys and writing want the officer's log-in.
    pub write_as_so: bool,
    /// The PIN of a key that asks at each use is the user's.
    pub context_pin_is_user: bool,
    /// Its tokens keep one certificate per key (Q59).
    pub one_certificate_per_key: bool,
    /// Fixed places for keys (Q57).
    pub key_places: Vec<KeyPlace>,
    /// Folder to change to before loading (Q12).
    pub chdir: Option<String>,
    /// Variables for its process.
    pub env: BTreeMap<String, String>,
    /// The reserved string of `C_Initialize`; `{home}` stands for the user's folder.
    pub reserved: Option<String>,
    /// It has tokens although PC/SC sees no card (Q56).
    pub without_pcsc: bool,
    /// Its slots appear late (Q16).
    pub slow: bool,
    /// As how many tokens one card shows (Q25), where that is known.
    pub card_tokens: Option<usize>,
    /// It is asked only when a person names it.
    pub only_named: bool,
}

/// A fixed place for a key, where generating replaces what is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyPlace {
    /// The id that means this place.
    pub id: KeyId,
    /// What the vendor calls it, e.g. `9A`.
    pub name: String,
}

/// Which file an entry stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Origin {
    BuiltIn,
    User,
}

impl Registry {
    /// The registry that is compiled in.
    pub fn built_in() -> Result<Self, RegistryError> {
        Self::parse(BUILT_IN_NAME, BUILT_IN)
    }

    /// The registry that is compiled in, with the user's additions where there are any.
    pub fn load(paths: &Paths) -> Result<Self, RegistryError> {
        let mut registry = Self::built_in()?;
        registry.add_file(&paths.user_registry())?;
        Ok(registry)
    }

    /// Reads a whole registry from `text`; `file` is its name for messages.
    pub fn parse(file: &str, text: &str) -> Result<Self, RegistryError> {
        let raw = read(file, text)?;
        let Some(budgets) = raw.engine_budgets.as_ref().map(Budgets::from) else {
            return Err(RegistryError {
                file: file.to_owned(),
                line: 0,
                key: "engine_budgets".to_owned(),
                reason: Reason::Missing,
            });
        };
        let mut registry = Self {
            entries: Vec::new(),
            budgets,
            quirks: Vec::new(),
            timings: Vec::new(),
            single_runs: Vec::new(),
            latencies: Vec::new(),
            sources: BTreeMap::new(),
        };
        registry.merge(raw, Origin::BuiltIn);
        Ok(registry)
    }

    /// Adds a file of the user's; a module of the same id replaces ours. That there is no such file is no error.
    pub fn add_file(&mut self, path: &Path) -> Result<(), RegistryError> {
        let file = path.to_string_lossy();
        match fs::read_to_string(path) {
            Ok(text) => self.add(&file, &text),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
            Err(error) => Err(RegistryError {
                file: file.into_owned(),
                line: 0,
                key: "-".to_owned(),
                reason: Reason::Unreadable(error.kind()),
            }),
        }
    }

    /// Adds the user's text, as [`Registry::add_file`] does.
    pub fn add(&mut self, file: &str, text: &str) -> Result<(), RegistryError> {
        let raw = read(file, text)?;
        if let Some(budgets) = &raw.engine_budgets {
            self.budgets = budgets.into();
        }
        self.merge(raw, Origin::User);
        Ok(())
    }

    fn merge(&mut self, raw: RawFile, origin: Origin) {
        let day = raw.collected.map(|date| date.to_string());
        self.sources.extend(raw.sources);
        self.quirks.extend(raw.quirk);
        self.timings.extend(raw.timing);
        self.single_runs.extend(raw.timing_single_run);
        self.latencies.extend(raw.latency);
        let mut first = self.entries.iter().take_while(|e| e.by_user).count();
        for module in raw.module {
            let entry = Entry::from_raw(module, day.as_deref(), origin);
            if let Some(known) = self.entries.iter_mut().find(|known| known.id == entry.id) {
                *known = entry;
            } else if origin == Origin::User {
                // What a person wrote down of a library comes before what we know of it.
                self.entries.insert(first, entry);
                first += 1;
            } else {
                self.entries.push(entry);
            }
        }
    }

    /// The module of this id.
    #[must_use]
    pub fn entry(&self, id: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.id == id)
    }

    /// What a fact's `src` stands for: the entry of `[sources]`, else itself.
    #[must_use]
    pub fn source<'a>(&'a self, src: &'a str) -> &'a str {
        self.sources.get(src).map_or(src, String::as_str)
    }
}

impl Entry {
    fn from_raw(raw: RawModule, day: Option<&str>, origin: Origin) -> Self {
        let text = toml::Spanned::into_inner;
        Self {
            id: text(raw.id),
            name: text(raw.name),
            vendor: raw.vendor,
            kind: raw.kind,
            confidence: raw.confidence,
            date: raw
                .date
                .map(|date| date.to_string())
                .or(day.map(str::to_owned)),
            note: raw.note,
            by_user: origin == Origin::User,
            distributors: raw.distributors,
            libraries: raw.library,
            folders: raw.folder,
            downloads: raw.download,
            ck_info: raw.ck_info,
            tokens: raw.token_info,
            pins: raw.pin,
            atrs: raw.atr,
            usb: raw.usb,
            probes: raw.probe,
            keys: raw.keys,
            mechanisms: raw.mechanisms,
            quirks: raw.quirks.into_iter().map(text).collect(),
            init: raw.init.unwrap_or_default(),
            write_as_so: raw.write_as == Some(RawWriter::So),
            context_pin_is_user: raw.context_pin == Some(RawContextPin::User),
            one_certificate_per_key: raw.one_certificate_per_key,
            key_places: raw.key_places.into_iter().map(KeyPlace::from).collect(),
            chdir: raw.chdir.map(text),
            env: raw.env.into_iter().map(|(k, v)| (text(k), v)).collect(),
            reserved: raw.reserved.map(text),
            without_pcsc: raw.without_pcsc,
            slow: raw.slow,
            card_tokens: raw.card_tokens,
            only_named: raw.only_named,
        }
    }
}

impl From<RawKeyPlace> for KeyPlace {
    fn from(raw: RawKeyPlace) -> Self {
        Self {
            id: KeyId(hex::decode(raw.id.as_ref()).unwrap_or_default()), // checked to be hex
            name: raw.name,
        }
    }
}

/// Parses and checks one file.
fn read(file: &str, text: &str) -> Result<RawFile, RegistryError> {
    let place = Text { file, text };
    let raw: RawFile =
        toml::from_str(text).map_err(|error| RegistryError::parser(place, &error))?;
    check_file(place, &raw)?;
    for (index, module) in raw.module.iter().enumerate() {
        let earlier = raw.module.iter().take(index);
        check_module(place, &raw.sources, module, earlier)?;
    }
    check_repeated(place, &raw.module)?;
    Ok(raw)
}

const BUILT_IN_NAME: &str = "vendor-modules.toml";
const BUILT_IN: &str = include_str!("../../vendor-modules.toml");

//! `modules probe --report`: what people can send us of a driver that we do not have. A registry file by its form, so that
//! it can become an entry of `vendor-modules.toml`; without labels, serial numbers, ids and values.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde::Serialize;

use super::measure::{self, took};
use super::{ModulesOutcome, list, words};
use crate::child::{Host, HostState, Place};
use crate::error::{Code, Failure};
use crate::op::shape::fault_words;
use crate::op::{Setting, files};
use crate::paths::home;
use crate::registry::{Arch, Discovery, Os, Probe, Registry};
use crate::token::InitRung;

/// The file.
#[derive(Serialize)]
struct Report {
    schema: u32,
    module: Vec<Reported>,
}

/// One driver as an entry.
#[derive(Serialize)]
struct Reported {
    id: String,
    name: String,
    vendor: String,
    kind: &'static str,
    confidence: &'static str,
    note: String,
    quirks: Vec<String>,
    library: Vec<Library>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    ck_info: Vec<Info>,
    probe: Vec<Probe>,
}

#[derive(Serialize)]
struct Library {
    os: Os,
    arch: Arch,
    path: String,
    confidence: &'static str,
    src: &'static str,
}

#[derive(Serialize)]
struct Info {
    manufacturer: String,
    library: String,
    library_version: String,
    cryptoki: String,
    confidence: &'static str,
    src: &'static str,
}

/// Asks every driver, and writes what came of it into a file.
pub fn report(
    setting: &mut Setting<'_>,
    discovery: &Discovery,
    path: &Path,
) -> Result<ModulesOutcome, Failure> {
    if path.exists() {
        let name = files::absolute(path);
        return Err(Failure::new(Code::FileExists)
            .with("path", &name)
            .with("file", &name));
    }
    let mut outcome = list(setting, discovery)?;
    let places: Vec<Place> = setting.tokens.slots().map(|(place, _, _)| place).collect();
    let mut odd: Vec<(Place, Vec<&'static str>)> = Vec::new();
    let mut probes: Vec<Probe> = setting
        .tokens
        .hosts()
        .iter()
        .map(|host| of_host(host, setting))
        .collect();
    for place in places {
        let measured = measure::token(setting, place);
        if let Some(probe) = probes.get_mut(place.host()) {
            probe.token.push(measured.token);
        }
        odd.push((place, measured.odd));
    }
    let hosts = setting.tokens.hosts().iter().zip(probes).enumerate();
    let mut module: Vec<Reported> = hosts
        .map(|(index, (host, probe))| {
            let of_tokens = odd.iter().filter(|(place, _)| place.host() == index);
            let seen = of_tokens.flat_map(|(_, odd)| odd.iter().copied());
            reported(host, probe, seen.collect())
        })
        .collect();
    apart(&mut module);
    outcome.report = Some(files::write_new(
        path,
        text(&Report { schema: 1, module })?.as_bytes(),
    )?);
    Ok(outcome)
}

/// An id and a path stand once in a registry: drivers of one name in folders that are not told get a number.
fn apart(modules: &mut [Reported]) {
    let (mut ids, mut paths) = (BTreeSet::new(), BTreeSet::new());
    for (number, module) in (1_usize..).zip(modules) {
        if !ids.insert(module.id.clone()) {
            module.id = format!("{}-{number}", module.id);
            ids.insert(module.id.clone());
        }
        module
            .library
            .retain(|library| paths.insert(library.path.clone()));
    }
}

/// The text, which must be a registry file as we read them.
fn text(report: &Report) -> Result<String, Failure> {
    let internal = |text: String| Failure::new(Code::Internal).with("text", text);
    let body = toml::to_string(report).map_err(|error| internal(error.to_string()))?;
    let text = format!("{HEAD}{body}");
    let mut registry = Registry::built_in().map_err(|error| internal(error.to_string()))?;
    registry
        .add("report", &text)
        .map_err(|error| internal(error.to_string()))?;
    Ok(text)
}

fn of_host(host: &Host, setting: &Setting<'_>) -> Probe {
    let mut probe = Probe {
        date: setting.now.strftime("%Y-%m-%d").to_string(),
        program: concat!("parafa ", env!("CARGO_PKG_VERSION")).to_owned(),
        os: Os::host(),
        arch: Arch::host(),
        answered: match &host.state {
            HostState::Failed(fault) => without_home(&fault_words(fault)),
            HostState::Ready | HostState::NotAsked | HostState::Lent => "ok".to_owned(),
        },
        init: host
            .info
            .as_ref()
            .map(|info| init_word(info.init).to_owned()),
        learnt: host.learnt_before().map(words).unwrap_or_default(),
        seconds: BTreeMap::new(),
        token: Vec::new(),
    };
    if let Some(opened) = host.opened {
        took(&mut probe.seconds, "load_and_init", opened.loaded);
        took(&mut probe.seconds, "slots", opened.listed);
    }
    probe
}

fn reported(host: &Host, probe: Probe, mut seen: Vec<&'static str>) -> Reported {
    let src = "probe: parafa modules probe --report";
    let info = host.info.as_ref();
    let other_form = info.is_some_and(|info| info.init != InitRung::OsLocking);
    seen.extend(other_form.then_some("Q09"));
    seen.extend(measure::shares_a_reader(host).then_some("Q25"));
    let learnt = host.learnt_before().cloned().unwrap_or_default();
    seen.extend(learnt.stops_early.then_some("Q37"));
    seen.extend((!learnt.refused_mechanisms.is_empty()).then_some("Q48"));
    seen.extend(learnt.one_certificate_per_key.then_some("Q59"));
    seen.extend(learnt.write_as_so.then_some("Q60"));
    seen.sort_unstable();
    seen.dedup();
    Reported {
        id: id(&host.id),
        name: without_home(&host.name),
        vendor: info.map_or_else(|| "-".to_owned(), |info| said(&info.manufacturer)),
        kind: "vendor",
        confidence: "likely",
        note: "as one computer showed it".to_owned(),
        quirks: seen.into_iter().map(str::to_owned).collect(),
        library: vec![Library {
            os: Os::host(),
            arch: Arch::host(),
            path: public_path(&host.path),
            confidence: "likely",
            src,
        }],
        ck_info: info
            .map(|info| Info {
                manufacturer: said(&info.manufacturer),
                library: said(&info.library),
                library_version: info.version.clone(),
                cryptoki: info.cryptoki.clone(),
                confidence: "likely",
                src,
            })
            .into_iter()
            .collect(),
        probe: vec![probe],
    }
}

fn said(text: &str) -> String {
    crate::sanitize::line(text)
}

/// An id has letters, digits and hyphens only; a driver without one of its own is called by its path.
fn id(host: &str) -> String {
    let name = Path::new(host).file_stem().unwrap_or_default();
    let plain: String = name
        .to_string_lossy()
        .to_lowercase()
        .chars()
        .map(|letter| {
            if letter.is_ascii_alphanumeric() {
                letter
            } else {
                '-'
            }
        })
        .collect();
    Some(plain.trim_matches('-').to_owned())
        .filter(|plain| !plain.is_empty())
        .unwrap_or_else(|| "driver".to_owned())
}

/// In a person's own folder the path would name the person: then the file's name alone.
fn public_path(path: &str) -> String {
    let inside = home().is_some_and(|home| Path::new(path).starts_with(home));
    if inside {
        Os::host().file_name(path).to_owned()
    } else {
        path.to_owned()
    }
}

fn without_home(text: &str) -> String {
    let home = home().map(|home| home.display().to_string());
    match home.filter(|home| home.len() > 1) {
        Some(home) => text.replace(&home, "~"),
        None => text.to_owned(),
    }
}

fn init_word(rung: InitRung) -> &'static str {
    match rung {
        InitRung::OsLocking => "os_locking",
        InitRung::NoFlags => "no_flags",
        InitRung::Null => "null",
    }
}

const HEAD: &str = "# What Parafa saw of the drivers of this computer. Labels, serial numbers, ids and values are left out; look through it\n\
# before you send it. It has the form of vendor-modules.toml: docs/MODULES.md tells how it becomes an entry there.\n";

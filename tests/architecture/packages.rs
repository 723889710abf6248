//! The lists of `deny.toml`, held without cargo-deny: licences, banned packages, sources. What cargo-deny knows beyond that
//! (licence texts, advisories) is `make lint`'s, where it is installed.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

const CRATES_IO: &str = "registry+https://github.com/rust-lang/crates.io-index";

#[test]
fn licences_bans_and_sources_are_those_of_deny_toml() {
    let deny = deny();
    let words = |list: &toml::Value| -> BTreeSet<String> {
        let words = list.as_array().unwrap().iter();
        words
            .map(|word| word.as_str().unwrap().to_owned())
            .collect()
    };
    let allowed = words(&deny["licenses"]["allow"]);
    let banned = words(&deny["bans"]["deny"]);
    for key in ["unknown-registry", "unknown-git"] {
        assert_eq!(deny["sources"][key].as_str(), Some("deny"));
    }
    let (packages, used) = (packages(), used());
    let (mut wrong, mut needed) = (Vec::new(), BTreeSet::new());
    for package in packages["packages"].as_array().unwrap() {
        let text = |key: &str| package[key].as_str().unwrap_or_default().to_owned();
        let (name, version, licence) = (text("name"), text("version"), text("license"));
        let own = packages["workspace_members"].as_array().unwrap();
        if !own.contains(&package["id"]) && package["source"] != CRATES_IO {
            wrong.push(format!("{name} {version} comes from {}", package["source"]));
        }
        if banned.contains(&name) {
            wrong.push(format!("{name} is banned"));
        }
        if used.contains(&format!("{name} v{version}")) {
            match fitting(&licence, &allowed) {
                Some(fitting) => needed.extend(fitting),
                None => wrong.push(format!("{name} {version}: licence {licence:?}")),
            }
        }
    }
    assert!(
        used.len() > 100 && wrong.is_empty(),
        "\n{}",
        wrong.join("\n")
    );
    assert_eq!(
        needed, allowed,
        "a licence is allowed only while somebody has it"
    );
}

#[test]
fn expressions_are_read_as_spdx_has_them() {
    let allowed: BTreeSet<_> = ["A", "B", "C WITH X"].map(str::to_owned).into();
    for fits in [
        "A",
        "A OR Z",
        "Z OR A",
        "Z/A",
        "Z / A",
        "A AND B",
        "(Z OR A) AND B",
        "C WITH X",
        "A AND Z OR B",
    ] {
        assert!(fitting(fits, &allowed).is_some(), "{fits}");
    }
    for unfit in [
        "",
        "Z",
        "A AND Z",
        "(A OR B) AND Z",
        "C",
        "A WITH X",
        "Z OR C WITH Y",
        "(A",
    ] {
        assert_eq!(fitting(unfit, &allowed), None, "{unfit}");
    }
}

fn deny() -> toml::Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("deny.toml");
    toml::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

/// Every package of the lock file.
fn packages() -> Value {
    let told = cargo(&["metadata", "--format-version", "1"]);
    serde_json::from_str(&told).unwrap()
}

/// Name and version of what is built on some system: the lock file also holds what only features want that are not on.
fn used() -> BTreeSet<String> {
    let kinds = ["-e", "normal,build,dev", "--target", "all", "--workspace"];
    let shape = ["--prefix", "none", "--no-dedupe", "--format", "{p}"];
    let told = cargo(&[&["tree"][..], &kinds, &shape].concat());
    let name = |line: &str| line.split(' ').take(2).collect::<Vec<_>>().join(" ");
    told.lines().map(name).collect()
}

/// What cargo prints; without the network where it can, since only another system's packages may be missing here.
fn cargo(words: &[&str]) -> String {
    let run = |more: &[&str]| {
        let mut cargo = Command::new(env!("CARGO"));
        cargo.current_dir(env!("CARGO_MANIFEST_DIR")).args(words);
        cargo.arg("--locked").args(more).output().unwrap()
    };
    let mut told = run(&["--offline"]);
    if !told.status.success() {
        told = run(&[]);
    }
    let error = String::from_utf8_lossy(&told.stderr);
    assert!(told.status.success(), "{words:?}: {error}");
    String::from_utf8(told.stdout).unwrap()
}

/// The allowed licences by which an expression fits; `None`: it does not. `/` is the old way to write OR.
fn fitting(expression: &str, allowed: &BTreeSet<String>) -> Option<BTreeSet<String>> {
    let spaced = expression
        .replace('/', " OR ")
        .replace('(', " ( ")
        .replace(')', " ) ");
    let mut words = spaced
        .split_whitespace()
        .collect::<Vec<_>>()
        .into_iter()
        .peekable();
    let found = either(&mut words, allowed)?;
    words.next().is_none().then_some(found).flatten()
}

type Words<'a> = std::iter::Peekable<std::vec::IntoIter<&'a str>>;

/// Outer `None`: no expression. Inner `None`: one that does not fit.
type Fitting = Option<Option<BTreeSet<String>>>;

fn either(words: &mut Words<'_>, allowed: &BTreeSet<String>) -> Fitting {
    let mut found = both(words, allowed)?;
    while words.next_if_eq(&"OR").is_some() {
        let other = both(words, allowed)?;
        found = match (found, other) {
            (Some(one), Some(other)) => Some(&one | &other),
            (one, other) => one.or(other),
        };
    }
    Some(found)
}

fn both(words: &mut Words<'_>, allowed: &BTreeSet<String>) -> Fitting {
    let mut found = one(words, allowed)?;
    while words.next_if_eq(&"AND").is_some() {
        let other = one(words, allowed)?;
        found = found.zip(other).map(|(one, other)| &one | &other);
    }
    Some(found)
}

fn one(words: &mut Words<'_>, allowed: &BTreeSet<String>) -> Fitting {
    let mut name = words.next()?.to_owned();
    if name == "(" {
        let found = either(words, allowed)?;
        return words.next_if_eq(&")").map(|_| found);
    }
    if words.next_if_eq(&"WITH").is_some() {
        name = format!("{name} WITH {}", words.next()?);
    }
    Some(allowed.contains(&name).then(|| BTreeSet::from([name])))
}

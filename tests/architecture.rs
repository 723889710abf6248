//! Who may use whom: reads every file under `src/` and refuses whatever `docs/ARCHITECTURE.md` does not allow.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)] // a test fails by a panic

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

#[path = "architecture/packages.rs"]
mod packages;
#[path = "architecture/rules.rs"]
mod rules;
#[path = "architecture/scan.rs"]
mod scan;

use rules::{EDGES, LONGEST_FILE, NARROW, OUTSIDE};
use scan::{Used, from_root, test_lines, uses};

#[test]
fn nothing_is_used_that_may_not_be() {
    let found: Vec<String> = sources()
        .iter()
        .flat_map(|(name, text)| faults(name, text))
        .collect();
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

#[test]
fn the_document_says_the_same() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let text = fs::read_to_string(root.join("docs/ARCHITECTURE.md")).unwrap();
    assert_eq!(table(&text, "## Who may use whom"), as_table(EDGES));
    assert_eq!(
        table(&text, "## What stays in one place"),
        as_table(OUTSIDE)
    );
}

#[test]
fn forbidden_things_are_found() {
    let cases = [
        ("ask.rs", "use crate::journal::Journal;", "ask uses journal"),
        ("op/show.rs", "fn f() { crate::tui::run(); }", "op uses tui"),
        (
            "op/show.rs",
            "use crate::{token::Slot, cli as c};",
            "op uses cli",
        ),
        ("x509/csr.rs", "use super::super::op::show;", "x509 uses op"),
        (
            "token/key.rs",
            "fn f() { g!(crate::sys::x()) }",
            "token uses sys",
        ),
        (
            "cli/show.rs",
            "use crate::child::{Tokens, spawn};",
            "cli uses child::spawn",
        ),
        (
            "child/client.rs",
            "use crate::pkcs11::Module;",
            "child uses pkcs11 outside serve",
        ),
        ("cli/mod.rs", "use crate::tui;", "cli uses tui"),
        ("op/a.rs", "use der::Encode;", "der is not for op/a.rs"),
        (
            "op/a.rs",
            "#[derive(clap::Args)] struct A;",
            "clap is not for op/a.rs",
        ),
        (
            "op/a.rs",
            "use std::{io, os::unix::fs};",
            "std::os::unix is not for op/a.rs",
        ),
        (
            "op/a.rs",
            "fn f() { println!(\"x\"); }",
            "println! is not for op/a.rs",
        ),
        (
            "pkcs11/session.rs",
            "fn f() { unsafe { g() } }",
            "unsafe is not for pkcs11/session.rs",
        ),
        (
            "op/a.rs",
            "#[cfg(unix)] fn f() {}",
            "cfg(unix) is not for op/a.rs",
        ),
        (
            "op/a.rs",
            "const A: bool = cfg!(target_os = \"linux\");",
            "cfg(unix) is not for op/a.rs",
        ),
        (
            "new/a.rs",
            "use crate::token::Slot;",
            "new is no folder of the map",
        ),
    ];
    for (file, text, fault) in cases {
        let found = faults(file, text);
        assert!(
            found.iter().any(|line| line.contains(fault)),
            "{text}: {found:?}"
        );
    }
    let long = "// x\n".repeat(LONGEST_FILE + 1);
    assert!(faults("ask.rs", &long)[0].contains("501 lines"));
}

#[test]
fn private_keys_in_software_are_found() {
    let cases = [
        (
            "x509/csr.rs",
            "use rsa::{BoxedUint, RsaPrivateKey};",
            "rsa::RsaPrivateKey is not for x509/csr.rs",
        ),
        (
            "op/a.rs",
            "fn f() { p256::ecdsa::SigningKey::from_slice(b) }",
            "p256::ecdsa::SigningKey is not for op/a.rs",
        ),
        (
            "op/a.rs",
            "#![allow(clippy::disallowed_types)]",
            "clippy::disallowed_types is not for op/a.rs",
        ),
    ];
    for (file, text, fault) in cases {
        let found = faults(file, text);
        assert!(found[0].contains(fault), "{text}: {found:?}");
    }
}

#[test]
fn allowed_things_and_tests_are_let_through() {
    let cases = [
        (
            "op/show.rs",
            "use crate::child::Tokens; fn f(x: crate::token::Slot) {}",
        ),
        ("child/serve.rs", "use crate::pkcs11::Module;"),
        (
            "cli/print.rs",
            "use clap::Parser; fn f() { println!(\"x\") }",
        ),
        ("ask.rs", "use super::token::Role; struct A { unix: u8 }"),
        (
            "ask.rs",
            "#[cfg(test)] mod tests { use crate::journal::J; fn f() { println!() } }",
        ),
        (
            "registry/check.rs",
            "use super::raw::RawFile; use super::super::paths::Paths;",
        ),
        ("pkcs11/raw.rs", "fn f() { unsafe { g() } }"),
        (
            "lib.rs",
            "pub mod op; pub fn run() { cli::run(); crate::tui::run() }",
        ),
        ("main.rs", "fn main() { parafa::run(); }"),
    ];
    for (file, text) in cases {
        assert_eq!(faults(file, text), Vec::<String>::new(), "{text}");
    }
}

/// Everything under `src/`: path below it with `/`, text.
fn sources() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut waiting: Vec<PathBuf> = vec![root.clone()];
    let mut files = Vec::new();
    while let Some(path) = waiting.pop() {
        if path.is_dir() {
            waiting.extend(
                fs::read_dir(path)
                    .unwrap()
                    .map(|entry| entry.unwrap().path()),
            );
        } else if path.extension().is_some_and(|end| end == "rs") {
            let name = path
                .strip_prefix(&root)
                .unwrap()
                .to_string_lossy()
                .replace('\\', "/");
            // A test module in a file of its own is named so, and declared under `#[cfg(test)]`.
            if name.ends_with("/tests.rs")
                || name.ends_with("_tests.rs")
                || name.contains("/tests/")
            {
                continue;
            }
            files.push((name, fs::read_to_string(&path).unwrap()));
        }
    }
    files.sort();
    files
}

/// What is wrong with one file.
fn faults(file: &str, text: &str) -> Vec<String> {
    let tests = test_lines(text);
    let mut uses = uses(text);
    uses.retain(|used| !tests.iter().any(|lines| lines.contains(&used.line)));
    let mut found: Vec<String> = uses
        .iter()
        .filter_map(|used| {
            fault(file, used).map(|what| format!("src/{file}:{}: {what}", used.line))
        })
        .collect();
    let in_tests: usize = tests
        .iter()
        .map(|lines| lines.end() - lines.start() + 1)
        .sum();
    let lines = text.lines().count() - in_tests;
    if lines > LONGEST_FILE {
        found.push(format!("src/{file}: {lines} lines"));
    }
    found
}

/// What is wrong with one use.
fn fault(file: &str, used: &Used) -> Option<String> {
    let folder = folder(file);
    if let Some((name, _)) = OUTSIDE
        .iter()
        .find(|(name, places)| used.is(name) && !placed(file, places))
    {
        return Some(format!("{name} is not for {file}"));
    }
    let path = from_root(file, &used.path)?;
    let target = path.first()?.as_str();
    let known = |name: &str| EDGES.iter().find(|(from, _)| *from == name);
    if target == folder || known(target).is_none() {
        return None; // ours, or a macro or item at the root
    }
    let Some((_, allowed)) = known(folder) else {
        return Some(format!("{folder} is no folder of the map"));
    };
    if !allowed.split(' ').any(|name| name == target) {
        return Some(format!("{folder} uses {target}"));
    }
    if (folder, target) == ("child", "pkcs11") && !file.starts_with("child/serve") {
        return Some("child uses pkcs11 outside serve".to_owned());
    }
    let (.., things) = NARROW
        .iter()
        .find(|(from, to, _)| (*from, *to) == (folder, target))?;
    let thing = path.get(1).map_or("*", String::as_str);
    let narrow = things.split(' ').any(|name| name == thing);
    (!narrow).then(|| format!("{folder} uses {target}::{thing}"))
}

fn folder(file: &str) -> &str {
    match file.split('/').next().unwrap().trim_end_matches(".rs") {
        "lib" => "run",
        name => name,
    }
}

fn placed(file: &str, places: &str) -> bool {
    places
        .split(' ')
        .any(|place| place == file || place == folder(file))
}

type Table = BTreeMap<String, BTreeSet<String>>;

fn as_table(rows: &[(&str, &str)]) -> Table {
    let words = |list: &str| list.split_whitespace().map(str::to_owned).collect();
    rows.iter()
        .map(|(name, list)| ((*name).to_owned(), words(list)))
        .collect()
}

/// The table under a heading: what stands between backticks, row by row.
fn table(text: &str, heading: &str) -> Table {
    let part = text
        .split(heading)
        .nth(1)
        .unwrap()
        .split("\n## ")
        .next()
        .unwrap();
    let words = |cell: &str| -> Vec<String> {
        cell.split('`')
            .skip(1)
            .step_by(2)
            .map(str::to_owned)
            .collect()
    };
    part.lines()
        .filter(|line| line.starts_with("| `"))
        .map(|line| {
            let cells: Vec<&str> = line.split('|').collect();
            (
                words(cells[1])[0].clone(),
                words(cells[2]).into_iter().collect(),
            )
        })
        .collect()
}

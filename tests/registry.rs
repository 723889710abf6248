//! The registry: what is shipped loads, what is wrong is refused with its place, what is on a computer is found.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)] // a test fails by a panic

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use parafa::registry::Registry;

const PROGRAM: &str = env!("CARGO_MANIFEST_DIR");

#[test]
fn the_shipped_registry_loads() {
    let registry = Registry::built_in().unwrap();
    let ids: Vec<_> = registry.entries.iter().map(|e| e.id.as_str()).collect();
    assert!(
        ids.starts_with(&["safenet-sac"]) && ids.ends_with(&["p11-kit-proxy"]),
        "{ids:?}"
    );
    assert_eq!(registry.budgets.load_and_init.as_secs(), 10);
    assert_eq!(
        registry.source("provider"),
        "latchset/pkcs11-provider:tests/softhsm-init.sh"
    );
    assert_eq!(registry.source("debian:x"), "debian:x");
}

#[test]
fn every_quirk_of_the_registry_stands_in_the_catalogue() {
    let catalogue = fs::read_to_string(Path::new(PROGRAM).join("docs/QUIRKS.md")).unwrap();
    for entry in Registry::built_in().unwrap().entries {
        for quirk in entry.quirks {
            assert!(
                catalogue.contains(&format!("| {quirk} |")),
                "{}: {quirk}",
                entry.id
            );
        }
    }
}

/// The catalogue's last columns: the place in the code, and files that hold tests, or "later".
#[test]
fn every_place_and_file_that_the_catalogue_names_is_there() {
    let catalogue = fs::read_to_string(Path::new(PROGRAM).join("docs/QUIRKS.md")).unwrap();
    let rows: Vec<_> = catalogue.lines().filter(|l| l.starts_with("| Q")).collect();
    assert_eq!(rows.len(), 60);
    for (row, number) in rows.iter().zip(1..) {
        let cells: Vec<_> = row.trim_matches('|').split(" | ").map(str::trim).collect();
        assert_eq!((cells.len(), cells[0]), (5, &*format!("Q{number:02}")));
        if let Some((file, function)) = cells[3].trim_matches('`').split_once(':') {
            let text = fs::read_to_string(Path::new(PROGRAM).join(file));
            let there = text.is_ok_and(|text| text.contains(&format!("fn {function}")));
            assert!(there, "{}: {}", cells[0], cells[3]);
        }
        for file in cells[4].split(", ") {
            let text = fs::read_to_string(Path::new(PROGRAM).join(file));
            let tests = text.is_ok_and(|text| text.contains("#[test]"));
            assert!(tests, "{}: {file} holds no tests", cells[0]);
        }
    }
}

#[test]
fn what_is_wrong_is_refused_with_file_line_and_key() {
    let folder = Path::new(PROGRAM).join("tests/data/registry-invalid");
    let mut seen = BTreeMap::new();
    for file in fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let text = fs::read_to_string(&path).unwrap();
        let mut registry = Registry::built_in().unwrap();
        let said = registry
            .add(&name, &text)
            .map_or_else(|e| e.to_string(), |()| "accepted".into());
        seen.insert(
            name.clone(),
            said.strip_prefix(&name).unwrap_or(&said).to_owned(),
        );
    }
    insta::assert_debug_snapshot!(seen);
}

#[test]
fn the_user_replaces_an_entry_by_its_id_and_adds_others() {
    let user = r#"
schema = 1
[[module]]
id = "opensc"
name = "My OpenSC"
vendor = "me"
kind = "open-source"
confidence = "likely"
library = [{ os = "linux", arch = "any", path = "/opt/o.so", confidence = "likely", src = "own: tried" }]
write_as = "so"
context_pin = "user"
init = "null"
env = { OPENSC_CONF = "/etc/o.conf" }
key_places = [{ id = "01", name = "9A" }]
[[module]]
id = "mine"
name = "Mine"
vendor = "me"
kind = "software"
confidence = "likely"
library = []
"#;
    let mut registry = Registry::built_in().unwrap();
    let before = registry.entries.len();
    registry.add("user.toml", user).unwrap();
    assert_eq!(registry.entries.len(), before + 1);
    let opensc = registry.entry("opensc").unwrap();
    assert!(opensc.by_user && opensc.write_as_so && opensc.context_pin_is_user);
    assert_eq!(opensc.env["OPENSC_CONF"], "/etc/o.conf");
    assert_eq!(opensc.key_places[0].id.hex(), "01");
    assert_eq!(registry.entry("mine").unwrap().libraries.len(), 0);
    assert_eq!(registry.entries[0].id, "mine", "before all of ours");
    assert_ne!(registry.entries[1].id, "opensc", "in the place of ours");
}

#[test]
fn a_user_file_that_is_not_there_is_no_error_and_an_unreadable_one_is() {
    let mut registry = Registry::built_in().unwrap();
    let folder = tempfile::tempdir().unwrap();
    registry.add_file(&folder.path().join("none.toml")).unwrap();
    let error = registry.add_file(folder.path()).unwrap_err();
    assert_eq!((error.line, error.key.as_str()), (0, "-"));
}

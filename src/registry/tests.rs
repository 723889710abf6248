//! What the shipped registry holds, and its form for editors.

use std::path::Path;

use schemars::generate::SchemaSettings;

use super::raw::RawFile;
use super::{Confidence, Entry, Registry, atr};

fn entries() -> Vec<Entry> {
    Registry::built_in().unwrap().entries
}

#[test]
fn none_of_the_facts_that_were_collected_got_lost() {
    let entries = entries();
    let paths: usize = entries.iter().map(|e| e.libraries.len()).sum();
    let folders: usize = entries.iter().map(|e| e.folders.len()).sum();
    let atrs: usize = entries.iter().map(|e| e.atrs.len()).sum();
    let usb: usize = entries.iter().map(|e| e.usb.len()).sum();
    let handed: usize = entries.iter().map(|e| e.distributors.len()).sum();
    assert!(entries.len() >= 43, "{}", entries.len());
    // One of the 166 collected paths was written down twice.
    assert!(paths + folders >= 165, "{paths} {folders}");
    assert!(paths >= 192 && folders >= 2, "{paths} {folders}");
    assert!(
        atrs >= 94 && usb >= 35 && handed >= 48,
        "{atrs} {usb} {handed}"
    );
    let registry = Registry::built_in().unwrap();
    let measured = registry.timings.len() + registry.single_runs.len() + registry.latencies.len();
    assert!(measured >= 43, "{measured}");
}

#[test]
fn every_answer_to_reset_parses() {
    let mut seen = 0;
    for entry in entries() {
        for fact in &entry.atrs {
            let bytes = hex::decode(fact.atr.as_ref()).unwrap();
            let mask = fact
                .mask
                .as_ref()
                .map(|mask| hex::decode(mask.as_ref()).unwrap());
            let name = fact.atr.as_ref();
            assert!(
                atr::is_answer(&bytes, mask.as_deref()),
                "{}: {name}",
                entry.id
            );
            assert_eq!(*name, name.to_uppercase(), "{}", entry.id);
            seen += 1;
        }
    }
    assert!(seen >= 94, "{seen}");
}

#[test]
fn vendors_come_before_general_modules_and_proxies_last() {
    let entries = entries();
    let place = |id: &str| entries.iter().position(|entry| entry.id == id).unwrap();
    assert!(place("safenet-sac") < place("opensc"));
    assert!(place("fi-mpollux") < place("opensc"));
    assert!(place("opensc") < place("softhsm2"));
    assert!(place("softhsm2") < place("p11-kit-proxy"));
}

#[test]
fn what_only_public_code_without_a_name_tells_is_at_most_likely() {
    let registry = Registry::built_in().unwrap();
    let nameless = |src: &str| registry.source(src).contains("repository not recorded");
    let libraries = registry.entries.iter().flat_map(|entry| &entry.libraries);
    let of_nobody = libraries.filter(|library| nameless(library.src.as_ref()));
    let found: Vec<_> = of_nobody.collect();
    assert!(found.len() > 30, "{}", found.len());
    for library in found {
        assert_eq!(library.confidence, Confidence::Likely, "{:?}", library.path);
    }
}

#[test]
fn the_schema_for_editors_is_fresh() {
    let schema = SchemaSettings::draft2020_12()
        .into_generator()
        .into_root_schema_for::<RawFile>();
    let fresh = serde_json::to_string_pretty(&schema).unwrap() + "\n";
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/schema/vendor-modules.json");
    if std::env::var_os("PARAFA_UPDATE_DOCS").is_some() {
        std::fs::write(&path, &fresh).unwrap();
    }
    let kept = std::fs::read_to_string(path).unwrap_or_default();
    assert!(
        kept == fresh,
        "PARAFA_UPDATE_DOCS=1 cargo test writes it anew"
    );
}

//! The journal as a whole: what tests share.

mod file;
mod intents;
mod processes;

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use super::{Intent, IntentCertificate, Journal, KeysBefore, Operation, Owner};
use crate::paths::Paths;
use crate::token::{KeyHash, KeyId, TokenId};

/// A folder of the test's own, and paths into it; the state folder is not made yet.
pub(super) fn folder() -> (TempDir, Paths) {
    let folder = tempfile::tempdir().unwrap();
    let state = folder.path().join("state/parafa");
    let paths = Paths {
        config: folder.path().join("config"),
        log: state.join("log"),
        state,
    };
    (folder, paths)
}

/// A journal in a folder of the test's own.
pub(super) fn journal() -> (TempDir, Journal) {
    let (folder, paths) = folder();
    (folder, Journal::new(Some(paths)))
}

pub(super) fn token(serial: &str) -> TokenId {
    TokenId {
        label: "Žeton".to_owned(),
        manufacturer: "maker".to_owned(),
        model: "model".to_owned(),
        serial: serial.to_owned(),
    }
}

pub(super) fn hash(byte: u8) -> KeyHash {
    KeyHash([byte; 32])
}

fn intent(owner: &Owner) -> Intent {
    Intent {
        wished_id: Some(KeyId(vec![0xA0])),
        key_type: Some("rsa2048".to_owned()),
        keys_before: Some(KeysBefore {
            known: vec![hash(1), hash(2)],
            unknown: 1,
        }),
        certificate: Some(IntentCertificate {
            sha256: "ab".to_owned(),
            der: vec![0x30],
        }),
        resume: Some("parafa request --resume c-7k2m9x".to_owned()),
        ..Intent::new(Operation::Generate, token("here"), "/lib/module.so", owner)
    }
}

/// Names of all that lies in a folder.
fn listing(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

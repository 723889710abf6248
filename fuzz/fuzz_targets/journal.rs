//! A journal that a disk or another program changed: a good one with some of its bytes replaced.
#![no_main]

use std::fs;
use std::path::Path;
use std::sync::OnceLock;

use libfuzzer_sys::fuzz_target;
use parafa::journal::Journal;
use parafa::paths::Paths;
use parafa::token::{Learnt, Role, TokenId};

/// A good journal's bytes.
fn good() -> &'static [u8] {
    static GOOD: OnceLock<Vec<u8>> = OnceLock::new();
    GOOD.get_or_init(|| {
        let folder = tempfile::tempdir().expect("a folder");
        let paths = paths(folder.path());
        let mut journal = Journal::new(Some(paths.clone()));
        journal.check_writable().expect("a journal");
        journal.learn("module", &Learnt::default()).expect("learnt");
        journal.note_refused(&token(), Role::User).expect("noted");
        drop(journal);
        fs::read(paths.journal()).expect("its file")
    })
}

fn token() -> TokenId {
    TokenId {
        label: "synthetic".to_owned(),
        manufacturer: "m".to_owned(),
        model: "m".to_owned(),
        serial: "1".to_owned(),
    }
}

fn paths(folder: &Path) -> Paths {
    Paths {
        config: folder.join("config"),
        state: folder.join("state"),
        log: folder.join("log"),
    }
}

fuzz_target!(|data: &[u8]| {
    let [a, b, c, put @ ..] = data else {
        return;
    };
    let mut bytes = good().to_vec();
    let place = u32::from_le_bytes([*a, *b, *c, 0]) as usize % bytes.len();
    for (old, new) in bytes.iter_mut().skip(place).zip(put) {
        *old = *new;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let paths = paths(folder.path());
    fs::create_dir_all(&paths.state).expect("a folder");
    fs::write(paths.journal(), bytes).expect("a file");
    let mut journal = Journal::new(Some(paths));
    let _ = (
        journal.open_intents(),
        journal.cases(),
        journal.certificates(),
    );
    let _ = (journal.learnt_all(), journal.refused(&token(), Role::User));
    let _ = journal.note_refused(&token(), Role::User);
    let _ = (journal.check_writable(), journal.take_damaged());
});

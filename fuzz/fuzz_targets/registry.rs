//! The registry of modules, the user's additions to it, and files of p11-kit.
#![no_main]

use std::fs;
use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use parafa::paths::P11KitDirs;
use parafa::registry::{P11Modules, Registry};

/// Ours, read once.
static BUILT_IN: LazyLock<Registry> =
    LazyLock::new(|| Registry::built_in().expect("our own registry"));

fuzz_target!(|data: &[u8]| {
    let folder = parafa_fuzz::folder();
    fs::write(folder.join("one.module"), data).expect("a file");
    let _ = P11Modules::read(&P11KitDirs {
        modules: vec![folder.clone()],
        libraries: vec![folder],
    });
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    let _ = Registry::parse("fuzz", text);
    let _ = BUILT_IN.clone().add("fuzz", text);
});

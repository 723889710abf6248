//! The registry of modules, the user's additions to it, and files of p11-kit.
#![no_main]

use std::fs;

use libfuzzer_sys::fuzz_target;
use parafa::paths::P11KitDirs;
use parafa::registry::{P11Modules, Registry};

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
    if let Ok(mut registry) = Registry::built_in() {
        let _ = registry.add("fuzz", text);
    }
});

//! SoftHSM with tokens of a test's own, and authorities of OpenSSL: nothing of this computer's is touched. What is missing ends
//! the test.

mod mutate;
pub mod pki;

use std::path::{Path, PathBuf};
use std::process::Command;

pub use mutate::mutated;

/// SoftHSM's library.
///
/// # Panics
/// When there is none.
#[must_use]
pub fn module() -> &'static str {
    let found = PLACES.iter().find(|place| Path::new(place).exists());
    found.expect("SoftHSM is needed: package softhsm2")
}

/// Makes an empty folder for tokens below this one, and the configuration that names it; `SOFTHSM2_CONF` is its path.
///
/// # Panics
/// When the folder cannot be written to.
#[must_use]
pub fn configure(folder: &Path) -> PathBuf {
    let tokens = folder.join("tokens");
    std::fs::create_dir(&tokens).unwrap();
    let text = format!(
        "directories.tokendir = {}\nobjectstore.backend = file\nlog.level = ERROR\n",
        tokens.display()
    );
    let config = folder.join("softhsm2.conf");
    std::fs::write(&config, text).unwrap();
    config
}

/// Makes a token in the next free slot.
///
/// # Panics
/// When `softhsm2-util` refuses.
pub fn token(config: &Path, label: &str, pin: &str, so_pin: &str) {
    let made = Command::new("softhsm2-util")
        .env("SOFTHSM2_CONF", config)
        .args(["--init-token", "--free", "--label", label])
        .args(["--pin", pin, "--so-pin", so_pin])
        .output()
        .expect("softhsm2-util is needed: package softhsm2");
    assert!(made.status.success(), "{made:?}");
}

const PLACES: [&str; 4] = [
    "/usr/lib/softhsm/libsofthsm2.so",
    "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so",
    "/usr/lib/aarch64-linux-gnu/softhsm/libsofthsm2.so",
    "/usr/lib64/pkcs11/libsofthsm2.so",
];

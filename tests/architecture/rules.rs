//! The rules of `docs/ARCHITECTURE.md`, as data.

/// Folder (or file) under `src/`, and what it may use of ours. `run` is `lib.rs`.
pub(crate) const EDGES: &[(&str, &str)] = &[
    ("main", "run"),
    ("readers", "reader"),
    ("run", "cli tui child"),
    (
        "cli",
        "op ask i18n error sanitize profile registry case journal token secret paths child sys telling",
    ),
    (
        "tui",
        "op ask i18n error sanitize profile registry case journal token secret paths child sys telling",
    ),
    (
        "op",
        "child token x509 profile case paper net reader registry journal ask error secret sanitize paths located sys",
    ),
    ("child", "token secret registry sys pkcs11"),
    ("pkcs11", "token secret"),
    ("token", "secret"),
    ("ask", "token secret error"),
    ("error", "token"),
    ("profile", "token paths located"),
    ("registry", "token paths located"),
    ("case", "profile"),
    ("journal", "token case paths sys"),
    ("x509", "token profile secret"),
    ("telling", "op error i18n sanitize profile token"),
    ("paper", "x509 profile case i18n sanitize"),
    ("net", "token x509 secret"),
    ("reader", "sys"),
    ("sys", ""),
    ("i18n", ""),
    ("sanitize", ""),
    ("secret", ""),
    ("paths", ""),
    ("located", ""),
];

/// Of these folders, only these things may be used by those others.
pub(crate) const NARROW: &[(&str, &str, &str)] = &[
    ("cli", "child", "Tokens Limits"),
    ("tui", "child", "Tokens Limits"),
];

/// What of the outside is used in which places only (folder, `main`, or a file).
pub(crate) const OUTSIDE: &[(&str, &str)] = &[
    ("cryptoki", "pkcs11"),
    ("cryptoki_sys", "pkcs11"),
    ("x509_cert", "x509"),
    ("der", "x509"),
    ("spki", "x509"),
    ("cms", "x509"),
    ("certval", "x509"),
    ("rsa::RsaPrivateKey", "x509/softkey.rs"),
    ("rsa::pkcs1v15::SigningKey", "x509/softkey.rs"),
    ("rsa::pss::SigningKey", "x509/softkey.rs"),
    ("p256::SecretKey", "x509/softkey.rs"),
    ("p384::SecretKey", "x509/softkey.rs"),
    ("p521::SecretKey", "x509/softkey.rs"),
    ("p256::ecdsa::SigningKey", "x509/softkey.rs x509/issue.rs"),
    ("p384::ecdsa::SigningKey", "x509/softkey.rs"),
    ("p521::ecdsa::SigningKey", "x509/softkey.rs"),
    ("ed25519_dalek::SigningKey", "x509/softkey.rs"),
    ("clippy::disallowed_types", "x509/softkey.rs x509/issue.rs"),
    ("ratatui", "tui"),
    ("crossterm", "tui"),
    ("clap", "cli main"),
    ("minijinja", "paper"),
    ("open::commands", "op/form/desktop.rs"),
    ("pcsc", "readers"),
    ("rusqlite", "journal"),
    ("ureq", "net"),
    ("rustls", "net"),
    ("httparse", "net"),
    ("rustls_native_certs", "sys"),
    ("rustix", "sys"),
    ("windows_sys", "sys"),
    ("std::os::unix", "sys"),
    ("std::os::windows", "sys"),
    ("println!", "cli main"),
    ("print!", "cli main"),
    ("eprintln!", "cli main"),
    ("eprint!", "cli main"),
    ("unsafe", "sys pkcs11/raw.rs pkcs11/raw/changing.rs"),
    ("cfg(unix)", "sys"),
];

/// Lines of a file without its tests.
pub(crate) const LONGEST_FILE: usize = 500;

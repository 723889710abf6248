//! Parafa.
pub mod ask;
pub mod child;
pub mod cli;
pub mod error;
pub mod i18n;
pub mod journal;
pub mod op;
pub mod paths;
mod pkcs11;
pub mod registry;
pub mod sanitize;
pub mod secret;
mod sys;
pub mod token;
pub mod tui;
pub mod x509;

/// run
pub fn run() -> std::process::ExitCode {
    if std::env::args_os()
        .nth(1)
        .is_some_and(|word| word == child::HOST_WORD)
    {
        child::serve();
    }
    std::process::ExitCode::SUCCESS
}

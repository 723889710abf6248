//! Parafa: keys, certificate requests and certificates on tokens and smart cards.

fn main() -> std::process::ExitCode {
    parafa::run()
}

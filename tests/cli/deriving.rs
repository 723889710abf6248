//! A file may ask for many rounds of key derivation: no token is asked meanwhile, so the first signal ends it.

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::kit::{World, ran, text};
use crate::left::PASSWORD;

/// So many that a build without optimisation needs far longer than a person waits.
const ROUNDS: &str = "3000000";

#[test]
fn one_signal_ends_a_derivation() {
    let world = World::new();
    let key = world.rsa_key("own");
    let file = world.file("slow.p12");
    let secret = format!("pass:{PASSWORD}");
    let make = ["pkcs12", "-export", "-nocerts", "-inkey", text(&key)];
    let slow = ["-iter", ROUNDS, "-passout", &secret, "-out", text(&file)];
    world.judge("openssl", &[&make[..], &slow].concat());
    for (signal, words) in [("-INT", "import"), ("-TERM", "show")] {
        let mut command = world.parafa(&[words, text(&file), "--json"]);
        command
            .env("PARAFA_PASSWORD", PASSWORD)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let child = command.spawn().unwrap();
        std::thread::sleep(Duration::from_millis(1500));
        let begun = Instant::now();
        let pid = child.id().to_string();
        let sent = Command::new("kill").args([signal, &pid]).status().unwrap();
        assert!(sent.success(), "{words}: it ended before it was asked to");
        let told = ran(child.wait_with_output().unwrap()).code(130);
        assert!(begun.elapsed() < Duration::from_secs(4), "{words}");
        assert!(!told.err.contains(PASSWORD));
    }
}

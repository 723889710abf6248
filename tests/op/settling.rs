//! What was interrupted, and what a file holds beside a certificate.

use parafa::error::Code;
use parafa::journal::{Intent, Journal, Operation, Owner};
use parafa::op::show::Show;
use parafa_faulty::TokenFile;

use crate::kit::Kit;

fn token() -> TokenFile {
    TokenFile::new("Parafa")
}

fn show(kit: &Kit, login: bool) {
    let show = Show {
        login,
        ..Show::default()
    };
    kit.run(|setting| show.run(setting)).unwrap();
}

/// An unfinished generation, as a run that began with an empty token left it.
fn unfinished(kit: &Kit, owner: &Owner) {
    let id = kit.run(|setting| {
        setting.open_tokens().unwrap();
        let place = setting.places()[0];
        setting.tokens.token(place).unwrap().id.clone()
    });
    let intent = Intent {
        keys_before: Some(parafa::journal::KeysBefore::default()),
        ..Intent::new(Operation::Generate, id, "faulty", owner)
    };
    Journal::new(Some(kit.paths())).begin(&intent).unwrap();
}

#[test]
fn a_live_owner_is_left_alone_and_a_dead_one_is_settled() {
    let kit = Kit::new(token().with_rsa_key(&[1], "one", 2048));
    let owner = Owner::take(&kit.paths()).unwrap();
    unfinished(&kit, &owner);
    show(&kit, true);
    assert!(!kit.ask.was_told(Code::Settled));
    drop(owner);
    show(&kit, false);
    assert!(kit.ask.was_told(Code::LooksUnfinished) && !kit.ask.was_told(Code::Settled));
    show(&kit, true);
    assert!(kit.ask.was_told(Code::Settled));
}

#[test]
fn two_candidates_settle_nothing() {
    let two = token().with_rsa_key(&[1], "one", 2048);
    let kit = Kit::new(two.with_ec_key(&[2], "two", "p256"));
    unfinished(&kit, &Owner::take(&kit.paths()).unwrap());
    show(&kit, true);
    assert!(kit.ask.was_told(Code::SettleAmbiguous) && !kit.ask.was_told(Code::Settled));
}

#[test]
fn a_private_key_beside_a_certificate_is_only_a_warning() {
    let kit = Kit::new(token());
    let made = kit.request().unwrap();
    let file = kit.issue(&made, "a.pem");
    let key = std::process::Command::new("openssl")
        .args([
            "genpkey",
            "-algorithm",
            "EC",
            "-pkeyopt",
            "ec_paramgen_curve:P-256",
        ])
        .output()
        .unwrap()
        .stdout;
    let bare = kit.at("key.pem");
    std::fs::write(&bare, &key).unwrap();
    let refused = kit.install(&[&bare], false).unwrap_err();
    assert_eq!(refused.code, Code::PrivateKeyInFile);
    let mut both = std::fs::read(&file).unwrap();
    both.extend(key);
    std::fs::write(&file, both).unwrap();
    let done = kit.install(&[&file], false).unwrap();
    assert_eq!(
        (done.installed.len(), done.skipped.len()),
        (1, 0),
        "{done:?}"
    );
    assert!(kit.ask.was_told(Code::PrivateKeyInFile));
}

#[test]
fn a_request_is_no_certificate() {
    let kit = Kit::new(token());
    let made = kit.request().unwrap();
    let file = std::path::PathBuf::from(&made.files[0].path);
    let refused = kit.install(&[&file], false).unwrap_err();
    assert_eq!(refused.code, Code::NoCertificateInFile);
}

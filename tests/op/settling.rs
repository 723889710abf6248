//! What was interrupted, and what a file holds beside a certificate.

use parafa::error::Code;
use parafa::journal::{Intent, Journal, Operation, Owner};
use parafa::op::init::Init;
use parafa::op::show::Show;
use parafa::op::tokens;
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
pub(crate) fn unfinished(kit: &Kit, owner: &Owner) {
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

/// `init` under this label, with the script; then without it, so that the next look finds what is left.
fn init(kit: &mut Kit, label: &str, script: &str) -> parafa::error::Failure {
    (kit.ask.so, kit.ask.word) = (Some("12345678".to_owned()), true);
    kit.set("FAULTY_SCRIPT", script);
    let init = Init {
        label: label.to_owned(),
    };
    let failure = kit.run(|setting| init.run(setting)).unwrap_err();
    kit.env.retain(|(name, _)| name != "FAULTY_SCRIPT");
    failure
}

fn open_intents(kit: &Kit) -> usize {
    let mut journal = Journal::new(Some(kit.paths()));
    journal.open_intents().unwrap().len()
}

#[test]
fn a_cut_off_init_is_settled_by_the_next_look_whatever_the_label() {
    // The wished label, the script, what is said, the label and the objects that are left.
    for (wished, script, code, label, left) in [
        ("New", "C_InitToken=crash", Code::SettledNothing, "Old", 2),
        (
            "New",
            "C_InitToken=crash-after",
            Code::InitUnfinished,
            "New",
            0,
        ),
        ("Old", "C_InitToken=crash", Code::SettledNothing, "Old", 2),
        (
            "Old",
            "C_InitToken=crash-after",
            Code::InitUnfinished,
            "Old",
            0,
        ),
        ("New", "C_InitPIN=crash", Code::InitUnfinished, "New", 0),
        ("New", "C_InitPIN=crash-after", Code::Settled, "New", 0),
    ] {
        for by_show in [false, true] {
            let old = TokenFile::new("Old").with_rsa_key(&[1], "one", 2048);
            let mut kit = Kit::new(old);
            init(&mut kit, wished, script);
            assert_eq!(open_intents(&kit), 1, "{wished} {script}");
            kit.ask.told.lock().unwrap().clear();
            if by_show {
                show(&kit, false);
            } else {
                kit.run(tokens::run).unwrap();
            }
            let told = kit.ask.told.lock().unwrap().clone();
            assert_eq!(told.len(), 1, "{wished} {script} {told:?}");
            assert_eq!(told[0].code, code, "{wished} {script}");
            assert_eq!(told[0].args["token"], label);
            assert_eq!(open_intents(&kit), 0, "{wished} {script}");
            let outcome = if script.ends_with("after") {
                "done"
            } else {
                "nothing_changed"
            };
            assert_eq!(kit.last_outcome(), outcome, "{wished} {script}");
            assert_eq!(kit.token().label, label);
            assert_eq!(kit.token().objects.len(), left);
            // Said once.
            kit.ask.told.lock().unwrap().clear();
            show(&kit, false);
            assert!(kit.ask.told.lock().unwrap().is_empty());
        }
    }
}

#[test]
fn another_token_settles_no_init() {
    let mut kit = Kit::new(TokenFile::new("Old"));
    init(&mut kit, "New", "C_InitToken=crash-after");
    for other in [
        TokenFile::new("New").with(|t| "0000000000000009".clone_into(&mut t.serial)),
        TokenFile::new("New").with(|t| "Other".clone_into(&mut t.model)),
        TokenFile::new("New").with(|t| "Other".clone_into(&mut t.manufacturer)),
        TokenFile::new("New").with(|t| "0000000000000000".clone_into(&mut t.serial)),
    ] {
        kit.change(|t| *t = other);
        show(&kit, false);
        assert_eq!(open_intents(&kit), 1);
    }
    // Made anew by another program since: nothing is left to say.
    kit.change(|t| *t = TokenFile::new("Third"));
    kit.ask.told.lock().unwrap().clear();
    show(&kit, false);
    assert_eq!(open_intents(&kit), 0);
    assert!(kit.ask.told.lock().unwrap().is_empty());
    assert_eq!(kit.last_outcome(), "settled");
}

#[test]
fn a_running_init_is_left_alone() {
    let kit = Kit::new(TokenFile::new("New"));
    let owner = Owner::take(&kit.paths()).unwrap();
    let id = kit.run(|setting| {
        setting.open_tokens().unwrap();
        let place = setting.places()[0];
        setting.tokens.token(place).unwrap().id.clone()
    });
    let intent = Intent {
        label: Some("New".to_owned()),
        ..Intent::new(Operation::InitToken, id, "faulty", &owner)
    };
    Journal::new(Some(kit.paths())).begin(&intent).unwrap();
    show(&kit, true);
    assert!(kit.ask.told.lock().unwrap().is_empty());
    drop(owner);
    show(&kit, false);
    assert!(kit.ask.was_told(Code::SettledNothing));
}

/// `SoftHSM` gives a serial number only to a token that is initialised, and always shows a blank one.
#[test]
fn a_blank_software_token_is_settled_too() {
    for (script, code) in [
        ("C_InitToken=crash", Code::SettledNothing),
        ("C_InitToken=crash-after", Code::InitUnfinished),
        ("C_InitPIN=crash", Code::InitUnfinished),
        ("C_InitPIN=crash-after", Code::Settled),
    ] {
        let mut kit = crate::calls::softhsm();
        init(&mut kit, "Fresh", script);
        assert_eq!(open_intents(&kit), 1, "{script}");
        kit.ask.told.lock().unwrap().clear();
        kit.run(tokens::run).unwrap();
        let told = kit.ask.told.lock().unwrap().clone();
        assert_eq!((told.len(), told[0].code), (1, code), "{script} {told:?}");
        assert_eq!(open_intents(&kit), 0, "{script}");
        let outcome = if script.ends_with("after") || script.starts_with("C_InitPIN") {
            "done"
        } else {
            "nothing_changed"
        };
        assert_eq!(kit.outcomes()[0].1, outcome, "{script}");
    }
}

/// `t` is there from the start: whether a second one was made cannot be told from one that has the label and a PIN.
#[test]
fn a_blank_token_that_was_to_get_a_label_in_use_stays_open() {
    let mut kit = crate::calls::softhsm();
    init(&mut kit, "t", "C_InitToken=crash");
    kit.run(tokens::run).unwrap();
    assert_eq!(
        (open_intents(&kit), kit.last_outcome().as_str()),
        (1, "unknown")
    );
    assert!(!kit.ask.was_told(Code::SettledNothing) && !kit.ask.was_told(Code::InitUnfinished));
}

/// Zeros are no serial number: under another label it is another token, and the old one is still the old one.
#[test]
fn without_a_serial_number_only_the_old_label_tells() {
    for (wished, script, code) in [
        ("New", "C_InitToken=crash", Some(Code::SettledNothing)),
        ("New", "C_InitToken=crash-after", None),
        ("Old", "C_InitToken=crash-after", Some(Code::InitUnfinished)),
    ] {
        let zeros = TokenFile::new("Old").with(|t| "0000000000000000".clone_into(&mut t.serial));
        let mut kit = Kit::new(zeros);
        init(&mut kit, wished, script);
        kit.ask.told.lock().unwrap().clear();
        show(&kit, false);
        let told = kit.ask.told.lock().unwrap().first().map(|it| it.code);
        assert_eq!(told, code, "{wished} {script}");
        assert_eq!(open_intents(&kit), usize::from(code.is_none()));
    }
}

/// A card that cannot be read before is known by its reader.
#[test]
fn an_unreadable_card_is_known_by_its_reader() {
    for (script, code) in [
        ("C_InitToken=crash", Code::SettledNothing),
        ("C_InitToken=crash-after", Code::InitUnfinished),
    ] {
        let mut kit = Kit::new(TokenFile::blank().with(|t| t.hardware = true));
        let unreadable = "C_GetTokenInfo=rv:CKR_TOKEN_NOT_RECOGNIZED";
        init(&mut kit, "New", &format!("{unreadable};{script}"));
        kit.ask.told.lock().unwrap().clear();
        if code == Code::SettledNothing {
            kit.set("FAULTY_SCRIPT", unreadable);
        }
        kit.run(tokens::run).unwrap();
        let told = kit.ask.told.lock().unwrap().first().map(|it| it.code);
        assert_eq!(told, Some(code), "{script}");
        assert_eq!(open_intents(&kit), 0, "{script}");
    }
}

/// One new key is known, another one is there that nobody can tell from it.
#[test]
fn a_key_beside_one_that_cannot_be_told_settles_nothing() {
    let both = token().with(|t| t.hide_public_key = true);
    let both = both.with_rsa_key(&[1], "one", 2048);
    let kit = Kit::new(both.with_ec_key(&[2], "two", "p256"));
    unfinished(&kit, &Owner::take(&kit.paths()).unwrap());
    show(&kit, true);
    assert!(kit.ask.was_told(Code::SettleAmbiguous) && !kit.ask.was_told(Code::Settled));
    assert_eq!(open_intents(&kit), 1);
    // That one alone could be it as well: it is not said that nothing was made.
    kit.change(|t| *t = TokenFile::new("Parafa").with(|t| t.hide_public_key = true));
    kit.change(|t| *t = t.clone().with_ec_key(&[2], "two", "p256"));
    kit.ask.told.lock().unwrap().clear();
    show(&kit, true);
    assert!(!kit.ask.was_told(Code::SettledNothing) && !kit.ask.was_told(Code::Settled));
    assert_eq!(open_intents(&kit), 1);
}

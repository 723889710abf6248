//! Deleting that is cut off between the call and what is written down of it: what is left, and what the next look says.

use parafa::error::{Code, Failure};
use parafa::journal::Journal;
use parafa::op::delete::{Delete, DeleteOutcome, What};
use parafa::op::show::Show;
use parafa_faulty::TokenFile;

use crate::kit::Kit;

const CERTIFICATE: u64 = 1;
const PUBLIC: u64 = 2;
const PRIVATE: u64 = 3;

fn delete(kit: &Kit, id: &str, what: What) -> Result<DeleteOutcome, Failure> {
    let delete = Delete {
        id: id.to_owned(),
        what,
    };
    kit.run(|setting| delete.run(setting))
}

fn show(kit: &Kit, login: bool) {
    kit.ask.told.lock().unwrap().clear();
    let show = Show {
        login,
        ..Show::default()
    };
    kit.run(|setting| show.run(setting)).unwrap();
}

fn open_intents(kit: &Kit) -> usize {
    let mut journal = Journal::new(Some(kit.paths()));
    journal.open_intents().unwrap().len()
}

fn left(kit: &Kit) -> Vec<u64> {
    let mut classes: Vec<u64> = kit
        .token()
        .objects
        .iter()
        .map(parafa_faulty::Object::class)
        .collect();
    classes.sort_unstable();
    classes
}

/// Before log-in it only looks unfinished; after it, it is settled, and that is said once.
fn settles(kit: &mut Kit, code: Code, case: &str) {
    kit.env.retain(|(name, _)| name != "FAULTY_SCRIPT");
    assert_eq!(open_intents(kit), 1, "{case}");
    show(kit, false);
    assert!(kit.ask.was_told(Code::LooksUnfinished), "{case}");
    assert_eq!(open_intents(kit), 1, "{case}");
    show(kit, true);
    let told = kit.ask.told.lock().unwrap().clone();
    assert_eq!((told.len(), told[0].code), (1, code), "{case} {told:?}");
    assert_eq!(open_intents(kit), 0, "{case}");
    let outcome = if code == Code::Settled {
        "settled"
    } else {
        "nothing_changed"
    };
    assert_eq!(kit.last_outcome(), outcome, "{case}");
    show(kit, true);
    assert!(kit.ask.told.lock().unwrap().is_empty(), "{case}");
}

fn with_key(hidden: bool) -> Kit {
    let token = TokenFile::new("Parafa").with(|t| t.hide_public_key = hidden);
    let token = token.with_ec_key(&[5], "five", "p256");
    let mut kit = Kit::new(token.with_ec_key(&[6], "six", "p256"));
    kit.ask.word = true;
    kit
}

#[test]
fn a_key_half_gone() {
    for (script, code, rest) in [
        (
            "C_DestroyObject@1=crash",
            Code::SettledNothing,
            &[PUBLIC, PRIVATE][..],
        ),
        ("C_DestroyObject@1=crash-after", Code::Settled, &[PUBLIC]),
        ("C_DestroyObject@2=crash", Code::SettledNothing, &[PUBLIC]),
        ("C_DestroyObject@2=crash-after", Code::Settled, &[]),
    ] {
        let mut kit = with_key(false).script(script);
        let failure = delete(&kit, "05", What::Key).unwrap_err();
        assert_eq!(failure.code, Code::ModuleCrashed);
        settles(&mut kit, code, script);
        let other = [PUBLIC, PRIVATE];
        let mut all = [rest, &other[..]].concat();
        all.sort_unstable();
        assert_eq!(left(&kit), all, "{script}");
        // Repeating takes what is left.
        if !rest.is_empty() {
            let done = delete(&kit, "05", What::Key).unwrap();
            assert_eq!(done.removed.len(), rest.len(), "{script}");
            assert_eq!(left(&kit), other, "{script}");
        }
    }
}

#[test]
fn a_key_without_a_known_public_half() {
    for (script, code, rest) in [
        ("C_DestroyObject@1=crash", Code::SettledNothing, 2),
        ("C_DestroyObject@1=crash-after", Code::Settled, 1),
    ] {
        let mut kit = with_key(true).script(script);
        delete(&kit, "05", What::Key).unwrap_err();
        settles(&mut kit, code, script);
        assert_eq!(left(&kit).len(), rest, "{script}");
    }
}

#[test]
fn a_certificate_is_saved_whatever_happens() {
    for (script, code, there) in [
        ("C_DestroyObject@1=crash", Code::SettledNothing, true),
        ("C_DestroyObject@1=crash-after", Code::Settled, false),
    ] {
        let mut kit = Kit::new(TokenFile::new("Parafa"));
        let made = kit.request().unwrap();
        let file = kit.issue(&made, "a.pem");
        let done = kit.install(&[&file], false).unwrap();
        let serial = done.installed[0].serial.clone();
        kit.set("FAULTY_SCRIPT", script);
        kit.ask.yes = true;
        let failure = delete(&kit, &serial, What::Certificate).unwrap_err();
        let saved = failure.detail["saved"][0].as_str().unwrap().to_owned();
        let kept = std::fs::read(&saved).unwrap();
        std::fs::remove_file(&saved).unwrap();
        let of = |bytes: &[u8]| parafa::x509::recognise(bytes).unwrap().certificates[0].sha256();
        assert_eq!(of(&kept), of(&std::fs::read(&file).unwrap()));
        settles(&mut kit, code, script);
        assert_eq!(left(&kit).contains(&CERTIFICATE), there, "{script}");
        assert!(left(&kit).contains(&PRIVATE), "{script}");
        // It can be put in place again.
        let again = kit.install(&[&file], false).unwrap();
        assert_eq!(
            (again.already.len(), again.installed.len()),
            (usize::from(there), usize::from(!there))
        );
    }
}

#[test]
fn on_a_token_of_the_officer_he_deletes() {
    let mut kit = with_key(false);
    kit.change(|t| t.write_as_so = true);
    kit.ask.so = Some("12345678".to_owned());
    let failure = delete(&kit, "05", What::Key).unwrap_err();
    assert_eq!(failure.code, Code::SoPinNeeded);
    assert_eq!(kit.last_outcome(), "nothing_changed");
    assert_eq!(left(&kit).len(), 4);
    delete(&kit, "05", What::Key).unwrap();
    assert!(kit.details("C_Login").last().unwrap().contains("user=0"));
    assert_eq!(left(&kit), [PUBLIC, PRIVATE]);
}

/// He sees no private key, so to him none is known to be gone.
#[test]
fn a_blind_officer_settles_nothing() {
    let mut kit = with_key(false).script("C_DestroyObject@1=crash");
    delete(&kit, "05", What::Key).unwrap_err();
    kit.env.retain(|(name, _)| name != "FAULTY_SCRIPT");
    kit.change(|t| (t.write_as_so, t.blind_officer) = (true, true));
    kit.ask.so = Some("12345678".to_owned());
    kit.habits.write_as_so = true;
    let failure = delete(&kit, "06", What::Key).unwrap_err();
    assert_eq!(failure.code, Code::ViewIncomplete);
    assert_eq!(left(&kit).len(), 4, "no half of a key goes alone");
    assert!(!kit.ask.was_told(Code::Settled) && !kit.ask.was_told(Code::SettledNothing));
    settles(&mut kit, Code::SettledNothing, "by the user");
}

#[test]
fn a_blind_officer_denies_no_key() {
    let token = TokenFile::new("Parafa").with_ec_key(&[5], "five", "p256");
    let mut kit = Kit::new(token.with(|t| (t.write_as_so, t.blind_officer) = (true, true)));
    let owner = parafa::journal::Owner::take(&kit.paths()).unwrap();
    crate::settling::unfinished(&kit, &owner);
    drop(owner);
    kit.ask.so = Some("12345678".to_owned());
    kit.ask.word = true;
    kit.habits.write_as_so = true;
    delete(&kit, "05", What::Key).unwrap_err();
    assert!(!kit.ask.was_told(Code::SettledNothing));
    assert_eq!(open_intents(&kit), 1);
    show(&kit, true);
    assert!(kit.ask.was_told(Code::Settled));
}

/// A read that fails hides what is still there: nothing is settled by it.
#[test]
fn a_view_with_a_hole_settles_nothing() {
    let mut kit = with_key(false).script("C_DestroyObject@1=crash");
    delete(&kit, "05", What::Key).unwrap_err();
    kit.set(
        "FAULTY_SCRIPT",
        "C_GetAttributeValue@3+=rv:CKR_DEVICE_ERROR",
    );
    show(&kit, true);
    assert!(!kit.ask.was_told(Code::Settled) && !kit.ask.was_told(Code::SettledNothing));
    settles(&mut kit, Code::SettledNothing, "with all to be seen");
}

/// The program itself, killed while the token is at this function; the driver then finishes the call alone.
fn killed(kit: &mut Kit, function: &str, words: &[&str]) {
    let (entered, go_on) = (kit.at("entered"), kit.at("go-on"));
    let script = format!("{function}=touch:{};{function}=wait", entered.display());
    kit.set("FAULTY_SCRIPT", &script);
    kit.set("FAULTY_WAIT_FILE", &go_on.display().to_string());
    let mut program = std::process::Command::new(env!("CARGO_BIN_EXE_parafa"));
    program
        .args(words)
        .envs(kit.env.iter().map(|(name, value)| (name, value)))
        .env("PARAFA_MODULE", parafa_faulty::library())
        .env("PARAFA_STATE_DIR", kit.paths().state)
        .env("PARAFA_CONFIG_DIR", kit.paths().config)
        .env("PARAFA_P11KIT_DIRS", kit.at("none"))
        .env("PARAFA_PIN", "123456")
        .env("PARAFA_SO_PIN", "12345678")
        .stdin(std::process::Stdio::null())
        .stdout(std::process::Stdio::null())
        .stderr(std::process::Stdio::null())
        .current_dir(kit.folder.path());
    let mut program = program.spawn().unwrap();
    wait_for(|| entered.exists());
    let before = std::fs::read(kit.at("token.json")).unwrap();
    program.kill().unwrap();
    program.wait().unwrap();
    // Nothing of it is done yet, nobody will write down what comes of it, and nobody may judge it before it is over.
    assert_eq!(open_intents(kit), 0);
    std::fs::write(&go_on, b"").unwrap();
    wait_for(|| std::fs::read(kit.at("token.json")).unwrap() != before);
    // The driver's process holds the lock until it is gone.
    wait_for(|| locks_are_free(kit));
    assert_eq!(open_intents(kit), 1);
    kit.env
        .retain(|(name, _)| !["FAULTY_SCRIPT", "FAULTY_WAIT_FILE"].contains(&name.as_str()));
}

fn locks_are_free(kit: &Kit) -> bool {
    let mut locks = std::fs::read_dir(kit.paths().locks()).unwrap();
    locks.all(|lock| {
        let file = std::fs::File::open(lock.unwrap().path()).unwrap();
        file.try_lock().is_ok()
    })
}

fn wait_for(until: impl Fn() -> bool) {
    let begun = std::time::Instant::now();
    while !until() {
        assert!(
            begun.elapsed() < std::time::Duration::from_secs(60),
            "nothing happened"
        );
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
}

#[test]
fn a_killed_delete_leaves_what_the_next_look_tells() {
    let mut kit = Kit::new(TokenFile::new("Old").with_ec_key(&[5], "five", "p256"));
    let words = ["delete", "05", "--what", "key", "--confirm"];
    let hash = kit
        .run(|setting| {
            Show {
                login: true,
                ..Show::default()
            }
            .run(setting)
        })
        .unwrap();
    let hash = hash.tokens[0].identities[0].key_sha256.clone().unwrap();
    let word = &hash[hash.len() - 6..];
    killed(&mut kit, "C_DestroyObject", &[&words[..], &[word]].concat());
    settles(&mut kit, Code::Settled, "delete");
    assert_eq!(left(&kit), [PUBLIC]);
}

#[test]
fn a_killed_init_leaves_what_the_next_look_tells() {
    let mut kit = Kit::new(TokenFile::new("Old").with_ec_key(&[5], "five", "p256"));
    let serial = kit.token().serial;
    killed(
        &mut kit,
        "C_InitToken",
        &["init", "--label", "New", "--confirm", &serial],
    );
    show(&kit, false);
    let told = kit.ask.told(Code::InitUnfinished);
    assert_eq!(told.len(), 1);
    assert_eq!(told[0].args["token"], "New");
    assert_eq!((open_intents(&kit), left(&kit).len()), (0, 0));
    assert_eq!(
        (kit.token().label.as_str(), kit.token().user_pin),
        ("New", None)
    );
    // Begun again, it goes through.
    kit.ask.so = Some("12345678".to_owned());
    kit.ask.word = true;
    let init = parafa::op::init::Init {
        label: "New".to_owned(),
    };
    let done = kit.run(|setting| init.run(setting)).unwrap();
    assert_eq!(done.token.label.as_deref(), Some("New"));
    kit.request().unwrap();
}

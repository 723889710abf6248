//! `pin`: states, changes, a new one by the officer; and what dies half-way.

use parafa_faulty::TokenFile;
use serde_json::Value;

use crate::faulty::Faulty;
use crate::kit::{PIN, Ran, SO_PIN, World, ran};

const NEW: &str = "246810";

fn pin(world: &World, words: &[&str], env: &[(&str, &str)]) -> Ran {
    let mut command = world.parafa(&[&["pin"], words, &["-t", "t", "--json"]].concat());
    command.envs(env.iter().copied());
    ran(command.output().unwrap())
}

fn opens(world: &World, secret: &str) -> bool {
    let mut command = world.parafa(&["show", "--login", "-t", "t", "--json"]);
    command.env("PARAFA_PIN", secret);
    ran(command.output().unwrap()).code == 0
}

#[test]
fn the_state_of_each_is_told_without_a_pin() {
    let world = World::with_token("t");
    let told = world.run(&["pin", "--json"]).code(0).document("pin");
    assert_eq!(told["done"], "status");
    assert_eq!(told["role"], Value::Null);
    let tokens = told["tokens"].as_array().unwrap();
    let token = tokens.iter().find(|token| token["label"] == "t").unwrap();
    assert_eq!(token["pin"]["state"], "no_warning");
    assert_eq!(token["pin"]["min"], 4);
    let people = world.run(&["pin", "status"]).code(0).out;
    assert!(
        people.contains("Officer PIN") && people.contains("4–255"),
        "{people}"
    );
}

#[test]
fn the_users_pin_is_changed_and_counts_at_once() {
    let world = World::with_token("t");
    let env = [("PARAFA_PIN", PIN), ("PARAFA_NEW_PIN", NEW)];
    let done = pin(&world, &["change"], &env).code(0).document("pin");
    assert_eq!(
        (&done["done"], &done["role"]),
        (&"changed".into(), &"user".into())
    );
    assert_eq!(done["tokens"][0]["label"], "t");
    assert!(opens(&world, NEW) && !opens(&world, PIN));
    world.judge(
        "pkcs11-tool",
        &[
            "--module",
            crate::kit::module(),
            "--token-label",
            "t",
            "--login",
            "--pin",
            NEW,
            "-O",
        ],
    );
}

#[test]
fn the_officers_pin_is_changed() {
    let world = World::with_token("t");
    let env = [("PARAFA_SO_PIN", SO_PIN), ("PARAFA_NEW_PIN", NEW)];
    let done = pin(&world, &["change", "--so"], &env)
        .code(0)
        .document("pin");
    assert_eq!(done["role"], "so");
    assert!(opens(&world, PIN), "the user's is as it was");
    let env = [("PARAFA_SO_PIN", NEW), ("PARAFA_NEW_PIN", "135791")];
    pin(&world, &["unblock"], &env).code(0);
    assert!(opens(&world, "135791"));
}

#[test]
fn the_officer_gives_a_new_one_and_keys_stay() {
    let world = World::with_token("t");
    world.identity("t", "Ana Pop", "0a01", "60");
    let env = [("PARAFA_SO_PIN", SO_PIN), ("PARAFA_NEW_PIN", NEW)];
    let done = pin(&world, &["unblock"], &env).code(0).document("pin");
    assert_eq!(
        (&done["done"], &done["role"]),
        (&"unblocked".into(), &"user".into())
    );
    let mut command = world.parafa(&["show", "--login", "-t", "t", "--json"]);
    command.env("PARAFA_PIN", NEW);
    let shown = ran(command.output().unwrap()).code(0).document("show");
    assert_eq!(shown["tokens"][0]["identities"][0]["state"], "ready");
}

/// Everything here is told before the token is asked.
#[test]
fn what_is_wrong_with_the_words_is_told_first() {
    let world = World::with_token("t");
    let refused = |new: &str, code: i32, name: &str| {
        let env = [("PARAFA_PIN", PIN), ("PARAFA_NEW_PIN", new)];
        let error = pin(&world, &["change"], &env)
            .code(code)
            .silent()
            .error(name);
        assert_eq!(error["token_state"], "nothing_changed");
        assert!(!error["message"].as_str().unwrap().contains(PIN));
    };
    refused(PIN, 2, "pin_same");
    refused("123", 2, "new_pin_length");
    refused(&"1".repeat(256), 2, "new_pin_length");
    let none = pin(&world, &["change"], &[("PARAFA_PIN", PIN)]);
    none.code(4).error("new_pin_needed");
    let none = pin(&world, &["change"], &[("PARAFA_NEW_PIN", NEW)]);
    none.code(4).error("pin_needed");
    let none = pin(&world, &["unblock"], &[("PARAFA_NEW_PIN", NEW)]);
    none.code(4).error("so_pin_needed");
    pin(&world, &["status", "--so"], &[])
        .code(2)
        .error("options_conflict");
    pin(&world, &["reset"], &[]).code(2).error("value_unknown");
    assert!(opens(&world, PIN));
}

#[test]
fn a_wrong_old_pin_is_one_try_and_changes_nothing() {
    let world = World::with_token("t");
    let env = [("PARAFA_PIN", "99999999"), ("PARAFA_NEW_PIN", NEW)];
    let error = pin(&world, &["change"], &env)
        .code(4)
        .silent()
        .error("wrong_pin");
    assert_eq!(error["detail"]["call"], "C_SetPIN");
    assert_eq!(error["token_state"], "nothing_changed");
    let told = pin(&world, &["status"], &[]).code(0).document("pin");
    assert_eq!(told["tokens"][0]["pin"]["failed_here"], 1);
    assert!(opens(&world, PIN));
}

#[test]
fn several_tokens_and_none_named() {
    let world = World::with_token("t");
    world.token("u");
    let mut command = world.parafa(&["pin", "change", "--json"]);
    command.env("PARAFA_PIN", PIN).env("PARAFA_NEW_PIN", NEW);
    ran(command.output().unwrap())
        .code(3)
        .error("several_tokens");
}

fn card(change: impl FnOnce(&mut TokenFile)) -> TokenFile {
    let mut token = TokenFile::new("card");
    change(&mut token);
    token
}

fn change(faulty: &Faulty, words: &[&str]) -> Ran {
    let mut command = faulty.parafa(&[&["pin"], words, &["--json"]].concat());
    command
        .env("PARAFA_SO_PIN", "12345678")
        .env("PARAFA_NEW_PIN", NEW);
    ran(command.output().unwrap())
}

#[test]
fn a_locked_pin_is_not_tried_and_the_officer_frees_it() {
    let locked = card(|token| (token.tries_left, token.shows_flags) = (0, true));
    let faulty = Faulty::new(&locked, "");
    let error = change(&faulty, &["change"]).code(4).error("pin_locked");
    assert!(
        error["advice"]
            .as_str()
            .unwrap()
            .contains("parafa pin unblock")
    );
    assert_eq!(faulty.count("C_SetPIN"), 0);
    let done = change(&faulty, &["unblock"]).code(0).document("pin");
    assert_eq!(done["tokens"][0]["pin"]["state"], "no_warning");
    assert_eq!(faulty.token().user_pin.as_deref(), Some(NEW));
}

#[test]
fn a_locked_officer_is_not_asked() {
    let locked = card(|token| (token.so_tries_left, token.shows_flags) = (0, true));
    let faulty = Faulty::new(&locked, "");
    change(&faulty, &["unblock"])
        .code(4)
        .silent()
        .error("pin_locked");
    change(&faulty, &["change", "--so"])
        .code(4)
        .silent()
        .error("pin_locked");
    assert_eq!(faulty.count("C_Login") + faulty.count("C_InitPIN"), 0);
}

#[test]
fn a_pin_pad_asks_for_both_itself() {
    let faulty = Faulty::new(&card(|token| token.pin_pad = true), "");
    let mut command = faulty.parafa(&["pin", "change", "--json"]);
    command.env_remove("PARAFA_PIN");
    ran(command.output().unwrap()).code(0).document("pin");
    let sent = faulty.calls("C_SetPIN");
    assert_eq!(sent, ["old=null new=null"]);
}

#[test]
fn a_module_that_wants_a_log_in_first_gets_it_once() {
    let faulty = Faulty::new(&card(|_| ()), "C_SetPIN@1=rv:CKR_USER_NOT_LOGGED_IN");
    change(&faulty, &["change"]).code(0);
    assert_eq!((faulty.count("C_Login"), faulty.count("C_SetPIN")), (1, 2));
    assert_eq!(faulty.token().user_pin.as_deref(), Some(NEW));
}

#[test]
fn a_refused_new_pin_is_told_from_a_wrong_old_one() {
    for rv in ["CKR_PIN_LEN_RANGE", "CKR_PIN_INVALID", "0x1B8"] {
        for (words, call) in [(["change"], "C_SetPIN"), (["unblock"], "C_InitPIN")] {
            let faulty = Faulty::new(&card(|_| ()), &format!("{call}=rv:{rv}"));
            let error = change(&faulty, &words)
                .code(4)
                .silent()
                .error("new_pin_refused");
            assert_eq!(error["token_state"], "nothing_changed", "{rv} {call}");
            assert_eq!(faulty.token().user_pin.as_deref(), Some("123456"));
        }
    }
}

/// The token is cut off in the middle: either PIN may count, and the next log-in tells which.
#[test]
fn after_a_cut_the_next_good_pin_settles_it() {
    for (script, good) in [("C_SetPIN=crash", "123456"), ("C_SetPIN=crash-after", NEW)] {
        let mut faulty = Faulty::new(&card(|_| ()), script);
        let error = change(&faulty, &["change"]).code(5).error("module_crashed");
        assert_eq!(error["token_state"], "unknown", "{script}");
        faulty.script.clear();
        let look = |secret: Option<&str>| {
            let words: &[&str] = match secret {
                Some(_) => &["show", "--login", "--json"],
                None => &["show", "--json"],
            };
            let mut command = faulty.parafa(words);
            command.env("PARAFA_PIN", secret.unwrap_or_default());
            ran(command.output().unwrap()).code(0).document("show")
        };
        assert_eq!(look(None)["warnings"][0]["code"], "looks_unfinished");
        let told = look(Some(good));
        assert_eq!(
            told["warnings"][0]["code"], "pin_change_unclear",
            "{script}"
        );
        assert_eq!(look(Some(good))["warnings"], serde_json::json!([]));
    }
}

#[test]
fn who_unlocks_the_token_is_told_by_its_certificates_issuer() {
    let world = World::with_token("t");
    crate::renew::on_token(&world, crate::renew::CERTSIGN, "0a01", "200");
    let told = world.run(&["pin", "--json"]).code(0).document("pin");
    assert!(
        told.get("unlocks").is_none(),
        "nobody asks while all is well"
    );
    world
        .parafa(&["show", "--login", "-t", "t", "--json"])
        .env("PARAFA_PIN", "9999")
        .output()
        .unwrap();
    let told = world.run(&["pin", "--json"]).code(0).document("pin");
    let token = told["tokens"].as_array().unwrap();
    let token = token.iter().find(|token| token["label"] == "t").unwrap();
    assert_eq!(token["pin"]["state"], "count_low");
    let unlocks = told["unlocks"].as_array().unwrap();
    assert_eq!(unlocks.len(), 1, "{unlocks:?}");
    assert_eq!(
        (&unlocks[0]["issuer"], &unlocks[0]["token"]),
        (&"certSIGN".into(), &token["uri"])
    );
    let people = world.run(&["pin", "--lang", "ro"]).code(0).out;
    assert!(people.contains("Deblocat de: certSIGN"), "{people}");
}

#[test]
fn a_refused_pin_is_named_by_its_owner_and_its_token() {
    let world = World::with_token("t");
    let officer = [("PARAFA_SO_PIN", "00000000"), ("PARAFA_NEW_PIN", NEW)];
    let user = [("PARAFA_PIN", "0000"), ("PARAFA_NEW_PIN", NEW)];
    for (words, env, whose) in [
        ("unblock", officer, "the PIN of the officer"),
        ("change", user, "the PIN of the user"),
    ] {
        let error = pin(&world, &[words], &env).code(4).error("wrong_pin");
        let message = error["message"].as_str().unwrap();
        assert!(message.contains(whose), "{message}");
        assert!(message.contains("The token t ("), "{message}");
    }
}

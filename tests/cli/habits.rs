//! Further rows of docs/QUIRKS.md: what would lose a key, spend a try, or hang.

use std::fs;

use parafa_faulty::{Phase, TokenFile, library, log_calls};

use crate::faulty::Faulty;
use crate::kit::{Ran, World, module, ran, text};

fn card() -> TokenFile {
    TokenFile::new("card")
}

fn run(faulty: &Faulty, words: &[&str]) -> Ran {
    ran(faulty.parafa(words).output().unwrap())
}

const REQUEST: [&str; 4] = ["request", "--subject", "CN=Ana Pop", "--json"];

#[test]
fn q08_q19_q53_one_call_at_a_time_and_none_that_waits_or_polls() {
    let faulty = Faulty::new(&card(), "");
    run(&faulty, &["tokens", "--json"]).code(0);
    run(&faulty, &[&REQUEST[..], &["--key", "p256"]].concat()).code(0);
    run(&faulty, &["show", "--login", "--json"]).code(0);
    let calls = log_calls(faulty.world.file("calls.log"));
    assert!(calls.len() > 60, "{}", calls.len());
    for pair in calls.chunks(2) {
        let phases = pair.iter().map(|call| call.phase);
        assert!(phases.eq([Phase::Enter, Phase::Leave]), "{pair:?}");
        assert_eq!(pair[0].function, pair[1].function);
    }
    for never in ["C_WaitForSlotEvent", "C_GetSessionInfo"] {
        assert_eq!(faulty.count(never), 0, "{never}");
    }
}

#[test]
fn q14_a_driver_that_says_what_none_can_say_is_not_believed() {
    let faulty = Faulty::new(&card(), "C_GetInfo=garbage");
    let told = run(&faulty, &["tokens", "--json"]).code(5);
    told.error("senseless_answer");
    assert_eq!(told.document("tokens")["modules"][0]["state"], "error");
    assert_eq!(faulty.count("C_GetSlotList"), 0);
    // One that cannot tell is another matter.
    let silent = Faulty::new(&card(), "C_GetInfo=rv:CKR_FUNCTION_FAILED");
    run(&silent, &["tokens", "--json"]).code(0);
}

#[test]
fn q18_a_token_of_another_make_is_said_to_be_so_and_never_prepared_anew() {
    let script = "C_GetTokenInfo=rv:CKR_TOKEN_NOT_RECOGNIZED";
    let faulty = Faulty::new(&card().with(|token| token.hardware = true), script);
    let told = run(&faulty, &["tokens", "--json"]).code(0);
    let document = told.document("tokens");
    assert_eq!(document["tokens"][0]["state"], "unrecognised");
    let refused = run(&faulty, &REQUEST).code(5).error("token_not_recognised");
    let advice = refused["advice"].as_str().unwrap();
    assert!(!advice.contains("parafa init"), "{advice}");
    let mut init = faulty.parafa(&["init", "--label", "new", "-y", "--json"]);
    init.env("PARAFA_SO_PIN", "12345678");
    assert_ne!(ran(init.output().unwrap()).code, 0);
    assert_eq!(faulty.count("C_InitToken"), 0);
    assert_eq!(faulty.count("C_Login"), 0);
}

#[test]
fn q21_a_lost_session_is_opened_again_once_and_never_with_a_pin() {
    for answer in ["CKR_SESSION_HANDLE_INVALID", "CKR_DEVICE_ERROR"] {
        let once = Faulty::new(&card(), &format!("C_FindObjectsInit@2=rv:{answer}"));
        let shown = run(&once, &["show", "--json"]).code(0).document("show");
        assert!(shown.get("partial").is_none(), "{answer}: {shown}");
        assert_eq!(once.count("C_OpenSession"), 2, "{answer}");
        let always = Faulty::new(&card(), &format!("C_FindObjectsInit=rv:{answer}"));
        run(&always, &["show", "--json"]).code(5);
        assert_eq!(always.count("C_OpenSession"), 2, "{answer}");
        let logged_in = Faulty::new(&card(), &format!("C_FindObjectsInit@2=rv:{answer}"));
        run(&logged_in, &["show", "--login", "--json"]).code(5);
        assert_eq!(logged_in.count("C_Login"), 1, "{answer}");
        assert_eq!(logged_in.count("C_OpenSession"), 1, "{answer}");
    }
    let other = Faulty::new(&card(), "C_FindObjectsInit=rv:CKR_FUNCTION_FAILED");
    run(&other, &["show", "--json"]).code(5);
    assert_eq!(
        other.count("C_OpenSession"),
        1,
        "another fault is no lost session"
    );
}

/// One card may be two tokens with a PIN each.
#[test]
fn q25_a_pin_of_a_source_is_sent_to_one_token_only() {
    let faulty = Faulty::new(&card(), "");
    faulty.world.token("other");
    let both = ["-m", text(&library()), "-m", module()].map(str::to_owned);
    let both: Vec<&str> = both.iter().map(String::as_str).collect();
    for words in [["show", "--login"], ["tidy", "--login"]] {
        let words = [&words[..], &["--json"], &both].concat();
        let refused = run(&faulty, &words).code(3).silent();
        let refused = refused.error("pin_for_which");
        assert_eq!(refused["token_state"], "nothing_changed");
        let candidates = refused["detail"]["candidates"].as_array().unwrap();
        assert_eq!(candidates.len(), 2, "{candidates:?}");
    }
    assert_eq!(faulty.count("C_Login"), 0);
    let words = ["show", "--login", "--json", "-t", "card"];
    let shown = run(&faulty, &[&words[..], &both].concat()).code(0);
    assert_eq!(shown.document("show")["tokens"][0]["logged_in"], true);
    assert_eq!(faulty.count("C_Login"), 1);
}

#[test]
fn q30_q31_a_pin_is_sent_as_it_is_typed_whatever_lengths_the_token_names() {
    // Longer than the 16 bytes that the token names, and letters beyond ASCII.
    for pin in ["12345678901234567890", "Țăran-7\u{301}"] {
        let faulty = Faulty::new(&card().with(|token| token.user_pin = Some(pin.into())), "");
        let mut show = faulty.parafa(&["show", "--login", "--json"]);
        let shown = ran(show.env("PARAFA_PIN", pin).output().unwrap()).code(0);
        assert_eq!(shown.document("show")["tokens"][0]["logged_in"], true);
    }
    let faulty = Faulty::new(&card(), "");
    let file = faulty.world.file("pin");
    fs::write(&file, b"1234\x0056").unwrap();
    let source = format!("file:{}", text(&file));
    let words = ["show", "--login", "--json", "--pin-source", &source];
    run(&faulty, &words).code(4).error("pin_source_unreadable");
    assert_eq!(faulty.count("C_Login"), 0);
}

#[test]
fn q35_a_session_at_the_provider_that_ended_spends_no_try() {
    for (kind, code, error, failed) in [
        ("cloud", 5, "cloud_signed_out", 0),
        ("vendor", 4, "login_odd", 1),
    ] {
        let faulty = Faulty::new(&card(), "C_Login=rv:CKR_FUNCTION_FAILED");
        faulty.world.registry("far", &library(), "");
        let file = faulty.world.home().join("config/vendor-modules.toml");
        let entry = fs::read_to_string(&file).unwrap();
        let kind = format!("kind = \"{kind}\"");
        fs::write(&file, entry.replace("kind = \"software\"", &kind)).unwrap();
        let far = |words: &[&str]| {
            let mut command = faulty.parafa(words);
            ran(command.env("PARAFA_MODULE", "far").output().unwrap())
        };
        far(&["show", "--login", "--json"]).code(code).error(error);
        let listed = far(&["tokens", "--json"]).document("tokens");
        assert_eq!(listed["tokens"][0]["pin"]["failed_here"], failed, "{kind}");
    }
}

/// Q43: the public half of a new key is refused as an object of its own; the request holds it, and the journal.
#[test]
fn q43_a_key_whose_public_half_is_not_kept_is_known_all_the_same() {
    let token = card().with(|token| token.public_in_session = true);
    let faulty = Faulty::new(&token, "");
    let made = run(&faulty, &REQUEST).code(0).document("request");
    let request = made["files"][0]["path"].as_str().unwrap();
    let verify = ["req", "-in", request, "-verify", "-noout"];
    faulty.world.judge("openssl", &verify);
    let (ca, key) = faulty.world.authority();
    let leaf = faulty.world.file("leaf.pem");
    let issue = ["x509", "-req", "-in", request, "-CA", text(&ca), "-CAkey"];
    let rest = [text(&key), "-days", "60", "-out", text(&leaf)];
    faulty.world.judge("openssl", &[&issue[..], &rest].concat());
    run(&faulty, &["install", "--login", text(&leaf), "--json"]).code(0);
    let shown = run(&faulty, &["show", "--login", "--json"]).code(0);
    let identity = &shown.document("show")["tokens"][0]["identities"][0];
    assert_eq!(identity["state"], "ready", "{identity}");
    assert_eq!(identity["key"]["extractable"], false);
}

#[test]
fn q44_a_token_that_makes_no_keys_is_said_to_make_none_before_the_pin() {
    let only_signs = card().with(|token| token.mechanisms = Some(vec![0x1, 0x1041]));
    let protected = card().with(|token| token.write_protected = true);
    for (token, error) in [
        (only_signs, "token_makes_no_keys"),
        (protected, "token_write_protected"),
    ] {
        let faulty = Faulty::new(&token, "");
        let refused = run(&faulty, &REQUEST).silent().error(error);
        assert_eq!(refused["token_state"], "nothing_changed");
        assert_eq!(faulty.count("C_Login"), 0, "{error}");
        assert_eq!(faulty.count("C_GenerateKeyPair"), 0, "{error}");
    }
}

#[test]
fn q49_pss_is_neither_wanted_nor_taken_in_place_of_the_other() {
    // Key generation, PKCS#1 v1.5 and PSS; then without the former.
    let both = card().with(|token| token.mechanisms = Some(vec![0x0, 0x1, 0xd, 0x43]));
    let faulty = Faulty::new(&both, "");
    let made = run(&faulty, &REQUEST).code(0).document("request");
    let request = made["files"][0]["path"].as_str().unwrap();
    let words = ["req", "-in", request, "-noout", "-text"];
    let read = faulty.world.judge("openssl", &words);
    assert!(read.contains("sha256WithRSAEncryption"), "{read}");
    let alone = card().with(|token| token.mechanisms = Some(vec![0x0, 0xd, 0x43]));
    let faulty = Faulty::new(&alone, "");
    run(&faulty, &REQUEST).code(5).error("no_usable_mechanism");
    assert_eq!(faulty.count("C_GenerateKeyPair"), 0);
}

/// Q59, as the registry tells it: the earlier certificate is in a file before the next one takes its place.
#[test]
fn q59_the_only_certificate_of_a_key_is_saved_before_the_next_one_is_written() {
    for (keys, saved) in [("one_certificate_per_key = true", true), ("", false)] {
        let world = World::with_token("t");
        let key = world.rsa_key("own");
        let one = |days: &str| world.certificate(&key, "Ana Pop", days);
        let (first, second) = (one("60"), one("400"));
        world.import("t", &key, "Ana Pop", "01");
        world.put_certificate("t", &first, "Ana Pop", "01");
        world.registry("narrow", module().as_ref(), keys);
        let mut install = world.parafa(&["install", text(&second), "-t", "t", "--json"]);
        install
            .env("PARAFA_MODULE", "narrow")
            .env("PARAFA_PIN", crate::kit::PIN);
        let done = ran(install.output().unwrap()).code(0).document("install");
        let earlier = &done["installed"][0]["superseded"][0];
        assert_eq!(earlier["kept"], true, "this token keeps both: {done}");
        assert_eq!(earlier["saved_to"].is_string(), saved, "{done}");
        if let Some(path) = earlier["saved_to"].as_str() {
            let serial = |file: &str| {
                let words = ["x509", "-in", file, "-noout", "-serial"];
                world.judge("openssl", &words)
            };
            assert_eq!(serial(path), serial(text(&first)));
        }
    }
}

#[test]
fn q20_over_a_remote_desktop_an_empty_list_says_so() {
    let world = World::new();
    for (variable, value, told) in [
        ("SESSIONNAME", "RDP-Tcp#5", true),
        ("XRDP_SESSION", "1", true),
        ("SESSIONNAME", "Console", false),
    ] {
        for words in [["tokens", "--json"], ["show", "--json"]] {
            // SoftHSM always has a slot for the next token; the faulty module's can be empty.
            TokenFile::new("none")
                .with(|token| token.appears_after = 1000)
                .write(world.file("token.json"));
            let mut command = world.parafa(&words);
            command
                .env("PARAFA_MODULE", library())
                .env("FAULTY_TOKEN", world.file("token.json"))
                .env(variable, value);
            let document = ran(command.output().unwrap()).code(0).document(words[0]);
            let warned = document["warnings"][0]["code"] == "remote_session";
            assert_eq!(warned, told, "{variable}={value}: {document}");
        }
    }
    // With a token in sight nothing needs to be said.
    TokenFile::new("there").write(world.file("token.json"));
    let mut command = world.parafa(&["tokens", "--json"]);
    command
        .env("PARAFA_MODULE", library())
        .env("FAULTY_TOKEN", world.file("token.json"))
        .env("XRDP_SESSION", "1");
    let document = ran(command.output().unwrap()).code(0).document("tokens");
    assert_eq!(document["warnings"], serde_json::json!([]));
}

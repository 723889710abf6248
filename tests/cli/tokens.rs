//! `tokens`.

use std::fs;
use std::time::{Duration, Instant};

use parafa_faulty::{TokenFile, library};

use crate::kit::{World, module, ran};

#[test]
fn a_token_is_listed_with_its_pin_state_and_address() {
    let world = World::with_token("Farmacia Test");
    let document = world.run(&["tokens", "--json"]).code(0).document("tokens");
    let modules = document["modules"].as_array().unwrap();
    assert_eq!(modules.len(), 1);
    assert_eq!(modules[0]["id"], "softhsm2");
    assert_eq!(modules[0]["state"], "ok");
    let tokens = document["tokens"].as_array().unwrap();
    let token = tokens
        .iter()
        .find(|token| token["label"] == "Farmacia Test")
        .unwrap();
    assert_eq!(token["state"], "ready");
    assert_eq!(token["pin"]["state"], "no_warning");
    assert_eq!(token["pin"]["failed_here"], 0);
    assert_eq!(token["pin"]["pinpad"], false);
    assert_eq!(token["so_pin"]["state"], "no_warning");
    assert_eq!(token["read_only"], false);
    let uri = token["uri"].as_str().unwrap();
    assert!(uri.contains("token=Farmacia%20Test"), "{uri}");
    let blank = tokens
        .iter()
        .find(|token| token["state"] == "uninitialised")
        .unwrap();
    assert_eq!(blank["pin"]["state"], "not_set");
}

#[test]
fn another_program_reads_our_address() {
    let world = World::with_token("Cabinet & Co;1");
    world.identity("Cabinet & Co;1", "Ana Pop", "01", "60");
    let document = world
        .run(&["tokens", "--json", "-t", "Cabinet & Co;1"])
        .code(0)
        .document("tokens");
    let uri = document["tokens"][0]["uri"].as_str().unwrap().to_owned();
    let told = world.judge(
        "p11tool",
        &["--provider", module(), "--list-all", "--only-urls", &uri],
    );
    assert!(told.contains("object=Ana%20Pop"), "{told}");
    let again = world
        .run(&["tokens", "--json", "-t", &uri])
        .code(0)
        .document("tokens");
    assert_eq!(again["tokens"].as_array().unwrap().len(), 1);
}

#[test]
fn people_read_label_serial_and_state() {
    let world = World::with_token("Farmacia Test");
    let ran = world.run(&["tokens"]).code(0);
    assert!(ran.out.contains("Farmacia Test (serial "), "{}", ran.out);
    assert!(ran.out.contains("no warning"), "{}", ran.out);
    assert_eq!(ran.err, "");
}

#[test]
fn nothing_there_is_an_answer() {
    let world = World::new();
    let document = world
        .run(&["tokens", "--json", "-t", "absent"])
        .code(0)
        .document("tokens");
    assert_eq!(document["tokens"].as_array().unwrap().len(), 0);
    assert!(
        !world.home().join("state").exists(),
        "nothing is written by looking"
    );
}

#[test]
fn people_are_not_told_that_nothing_is_plugged_in_when_another_token_was_meant() {
    let world = World::with_token("t");
    for command in ["tokens", "show"] {
        let told = world.run(&[command, "-t", "absent"]).code(0);
        let words = "No token that is plugged in fits “absent”. Drivers asked: ";
        assert!(told.out.contains(words), "{command}: {}", told.out);
    }
}

/// A serial number names one token: once it was seen, no other driver is waited for.
#[test]
fn a_serial_number_ends_the_search_at_the_first_fit() {
    let world = World::with_token("t");
    let listed = world.run(&["tokens", "--json"]).code(0).document("tokens");
    let serial = listed["tokens"][0]["serial"].as_str().unwrap().to_owned();
    TokenFile::new("other").write(world.file("token.json"));
    let config = world.home().join("config");
    fs::create_dir_all(&config).unwrap();
    fs::write(config.join("config.toml"), "[limits]\nload_and_init = 8\n").unwrap();
    let ask = |selector: &str| {
        let mut command = world.parafa(&["tokens", "-t", selector, "--json"]);
        let modules = [module().into(), library()];
        command
            .env("PARAFA_MODULE", std::env::join_paths(modules).unwrap())
            .env("FAULTY_TOKEN", world.file("token.json"))
            .env("FAULTY_SCRIPT", "C_Initialize=hang");
        let begun = Instant::now();
        let ran = ran(command.output().unwrap());
        (begun.elapsed(), ran)
    };
    let uri = format!("pkcs11:serial={serial}");
    for selector in [serial.as_str(), &uri] {
        let (took, ran) = ask(selector);
        assert!(took < Duration::from_secs(5), "{took:?}");
        let document = ran.code(0).document("tokens");
        assert_eq!(document["tokens"].as_array().unwrap().len(), 1);
        assert_eq!(document["modules"].as_array().unwrap().len(), 1);
    }
    // A label may be given twice.
    let (took, ran) = ask("t");
    assert!(took > Duration::from_secs(7), "{took:?}");
    assert_eq!(ran.document("tokens")["modules"][1]["state"], "hung");
}

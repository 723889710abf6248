//! What is plugged in besides the drivers: real pcscd with a virtual reader, a card service that hangs, none at all.

use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use parafa_faulty::{TokenFile, library};
use serde_json::Value;

use crate::card_service::{CardService, ETOKEN, READER, SOCKET, Silent, none, soon};
use crate::kit::{World, ran};

/// Every driver of this computer is asked, and this card service.
pub(crate) fn parafa(world: &World, socket: &Path, words: &[&str]) -> Command {
    let mut command = world.parafa(words);
    command.env_remove("PARAFA_MODULE").env(SOCKET, socket);
    command
}

/// The row of the card in the virtual reader.
fn in_reader(world: &World, service: &CardService) -> Option<Value> {
    let told = ran(parafa(world, &service.socket(), &["tokens", "--json"])
        .output()
        .unwrap());
    let document = told.code(0).document("tokens");
    let mut rows = document["tokens"].as_array().unwrap().iter();
    rows.find(|row| row["card"] == READER).cloned()
}

#[test]
fn a_card_whose_driver_is_not_installed_is_told_by_its_answer_to_reset() {
    let (world, service) = (World::with_token("Farmacia Test"), CardService::start());
    assert_eq!(in_reader(&world, &service), None, "the reader is empty");
    let card = service.insert(ETOKEN);
    soon("the card is not told", || {
        in_reader(&world, &service).is_some()
    });
    let row = in_reader(&world, &service).unwrap();
    assert_eq!(row["state"], "unrecognised", "{row}");
    assert_eq!(row["atr"], ETOKEN);
    let like = &row["looks_like"][0];
    assert_eq!(
        (&like["module"], &like["installed"]),
        (&"safenet-sac".into(), &false.into())
    );
    let people = ran(parafa(&world, &service.socket(), &["tokens"])
        .output()
        .unwrap());
    let people = people.code(0);
    assert!(
        people.out.contains("This looks like eToken 5110 (940B)"),
        "{}",
        people.out
    );
    assert!(
        people
            .out
            .contains("not installed on this computer: SafeNet"),
        "{}",
        people.out
    );
    assert!(people.out.contains("Farmacia Test"), "{}", people.out);
    // Whoever names a token wants no other card.
    let named = ["tokens", "--json", "-t", "Farmacia Test"];
    let named = ran(parafa(&world, &service.socket(), &named).output().unwrap());
    let named = named.code(0).document("tokens");
    assert_eq!(named["tokens"].as_array().unwrap().len(), 1);
    drop(card);
    soon("the card stays", || in_reader(&world, &service).is_none());
}

#[test]
fn q24_what_a_card_looks_like_is_said_only_of_one_that_nobody_reads() {
    let (world, service) = (World::new(), CardService::start());
    let _card = service.insert(ETOKEN);
    soon("the card is not told", || {
        in_reader(&world, &service).is_some()
    });
    // A driver that reads the card in this reader: what its token says of itself decides.
    TokenFile::new("card").write(world.file("token.json"));
    world.registry("reading", &library(), "");
    let mut command = parafa(&world, &service.socket(), &["tokens", "--json"]);
    command.env("FAULTY_TOKEN", world.file("token.json"));
    let document = ran(command.output().unwrap()).code(0).document("tokens");
    let rows = document["tokens"].as_array().unwrap().iter();
    let here: Vec<&Value> = rows.filter(|row| row["card"] == READER).collect();
    let read = here.iter().find(|row| row["module"] == "reading").unwrap();
    assert_eq!(
        (&read["state"], &read["atr"]),
        (&"ready".into(), &ETOKEN.into()),
        "{read}"
    );
    assert_eq!(read["looks_like"], Value::Array(Vec::new()));
    assert!(here.iter().all(|row| !row["module"].is_null()), "{here:?}");
}

/// A driver of cards, which notes its calls, beside SoftHSM.
fn card_driver(world: &World) -> std::path::PathBuf {
    TokenFile::new("card").write(world.file("token.json"));
    world.registry("driver", &library(), "");
    let file = world.home().join("config/vendor-modules.toml");
    let entry = std::fs::read_to_string(&file).unwrap();
    std::fs::write(&file, entry.replace("\"software\"", "\"vendor\"")).unwrap();
    world.file("calls.log")
}

fn with_driver(world: &World, socket: &Path, words: &[&str]) -> Command {
    let mut command = parafa(world, socket, words);
    command
        .env("FAULTY_TOKEN", world.file("token.json"))
        .env("FAULTY_LOG", world.file("calls.log"));
    command
}

#[test]
fn q55_where_the_card_service_hangs_no_driver_of_cards_is_loaded() {
    let (world, silent) = (World::with_token("Farmacia Test"), Silent::start());
    let log = card_driver(&world);
    let words = ["tokens", "--json"];
    let begun = Instant::now();
    let told = ran(with_driver(&world, &silent.socket(), &words)
        .output()
        .unwrap());
    assert!(
        begun.elapsed() < Duration::from_secs(10),
        "{:?}",
        begun.elapsed()
    );
    let document = told.code(0).document("tokens");
    let modules = document["modules"].as_array().unwrap().iter();
    let driver = modules.clone().find(|row| row["id"] == "driver").unwrap();
    assert_eq!(driver["state"], "hung", "{driver}");
    let detail = driver["detail"].as_str().unwrap();
    assert!(detail.contains("card service"), "{detail}");
    assert!(!log.exists(), "the driver was loaded");
    // Tokens in software need no card service.
    let mut labels = document["tokens"].as_array().unwrap().iter();
    assert!(
        labels.any(|row| row["label"] == "Farmacia Test"),
        "{document}"
    );
    let named = ["-m", "driver", "tokens", "--json"];
    let named = ran(with_driver(&world, &silent.socket(), &named)
        .output()
        .unwrap());
    named.code(5).error("card_service_silent");
    // Without a service the driver is asked: it knows best.
    let asked = ran(with_driver(&world, none(), &words).output().unwrap());
    let document = asked.code(0).document("tokens");
    let mut modules = document["modules"].as_array().unwrap().iter();
    assert!(modules.any(|row| row["id"] == "driver" && row["state"] == "ok"));
    assert!(log.exists());
}

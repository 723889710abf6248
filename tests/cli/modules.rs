//! `modules`.

use std::fs;

use parafa::registry::Registry;
use parafa_faulty::{TokenFile, library};

use crate::faulty::Faulty;
use crate::kit::{World, module, text};

#[test]
fn drivers_are_listed_with_version_and_source() {
    let world = World::new();
    for action in [
        vec!["modules", "--json"],
        vec!["modules", "probe", "--json"],
    ] {
        let document = world.run(&action).code(0).document("modules");
        let row = &document["modules"][0];
        assert_eq!(row["state"], "ok");
        assert_eq!(row["source"], "environment");
        assert!(row["version"].as_str().unwrap().contains('.'));
        assert!(row["remembered"].is_array());
    }
    let ran = world.run(&["modules"]).code(0);
    assert!(ran.out.contains("softhsm2"), "{}", ran.out);
}

#[test]
fn a_driver_is_added_once_and_found_from_then_on() {
    let world = World::new();
    let copy = world.file("Vendor_Driver.so");
    fs::copy(module(), &copy).unwrap();
    let document = world
        .run(&["modules", "add", text(&copy), "--json"])
        .code(0)
        .document("modules");
    assert_eq!(document["modules"][0]["id"], "vendor-driver");
    let mut command = world.parafa(&["modules", "--json"]);
    command.env_remove("PARAFA_MODULE");
    let listed = crate::kit::ran(command.output().unwrap())
        .code(0)
        .document("modules");
    let rows = listed["modules"].as_array().unwrap();
    let row = rows
        .iter()
        .find(|row| row["id"] == "vendor-driver")
        .unwrap();
    assert_eq!(row["source"], "user");
    assert_eq!(row["state"], "ok");
    let again = world
        .run(&["modules", "add", text(&copy), "--json"])
        .code(2)
        .silent();
    again.error("module_known");
    let file = fs::read_to_string(world.home().join("config/vendor-modules.toml")).unwrap();
    assert_eq!(file.matches("[[module]]").count(), 1);
}

#[test]
fn what_is_no_driver_is_not_added() {
    let world = World::new();
    let file = world.file("notes.so");
    fs::write(&file, "no library").unwrap();
    world
        .run(&["modules", "add", text(&file), "--json"])
        .code(5)
        .silent()
        .error("module_not_library");
    let arm = world.file("arm.so");
    fs::write(&arm, other_processor()).unwrap();
    let foreign = world.run(&["modules", "add", text(&arm), "--json"]).code(5);
    foreign.silent().error("module_wrong_architecture");
    // A library, and for this computer, but without the function by which drivers are entered.
    let plain = world.file("plain.so");
    let source = world.file("plain.c");
    fs::write(&source, "int C_GetFunctionLists(void) { return 0; }\n").unwrap();
    let build = ["-shared", "-fPIC", "-o", text(&plain), text(&source)];
    world.judge("cc", &build);
    let plain = world.run(&["modules", "add", text(&plain), "--json"]);
    plain.code(5).silent().error("module_not_pkcs11");
    let folder = world.run(&["modules", "add", text(&world.home()), "--json"]);
    folder.code(5).silent().error("module_not_library");
    world
        .run(&["modules", "add", "/nowhere/x.so", "--json"])
        .code(5)
        .silent()
        .error("module_missing");
    world
        .run(&["modules", "add", "--json"])
        .code(2)
        .silent()
        .error("value_missing");
    assert!(!world.home().join("config").exists());
}

#[test]
fn what_was_learnt_is_remembered_shown_and_forgotten() {
    // CKA_LABEL is refused when a key is made: three rungs down.
    let token = TokenFile::new("card").with(|token| token.reject_attributes.generate = vec![0x3]);
    let faulty = Faulty::new(&token, "");
    let request = |id: &str| {
        let subject = format!("CN={id}");
        let words = ["request", "--subject", &subject, "--key", "p256", "--json"];
        let before = faulty.count("C_GenerateKeyPair");
        faulty.run(&words).code(0);
        faulty.count("C_GenerateKeyPair") - before
    };
    let remembered = |words: &[&str]| {
        let listed = faulty.run(words).code(0).document("modules");
        listed["modules"][0]["remembered"].to_string()
    };
    assert_eq!(request("one"), 3, "a key that only signs has one rung less");
    assert!(remembered(&["modules", "--json"]).contains("key_rung=3"));
    assert_eq!(request("two"), 1);
    let probed = remembered(&["modules", "probe", "--json"]);
    assert!(!probed.contains("key_rung"), "{probed}");
    assert_eq!(request("three"), 3);
}

#[test]
fn a_report_tells_a_driver_and_nothing_of_its_owner() {
    let token = TokenFile::new("Farmacia Ana")
        .with(|token| {
            token.serial = "1234567890ABCDEF".to_owned();
            token.pin_pad = true;
        })
        .with_rsa_key(&[0x41, 0], "cheia Anei", 2048)
        .with_certificate(&[0x41, 0], "Ana Pop", &[]);
    let faulty = Faulty::new(&token, "");
    let report = faulty.world.file("report.toml");
    let words = ["modules", "probe", "--report", text(&report), "--json"];
    let document = faulty.run(&words).code(0).document("modules");
    assert_eq!(document["report"], text(&report));
    let told = fs::read_to_string(&report).unwrap();
    let seen = Registry::built_in().and_then(|mut registry| {
        registry.add("report", &told)?;
        Ok(registry)
    });
    let registry = seen.unwrap();
    let entry = registry.entries.iter().find(|entry| entry.by_user).unwrap();
    assert_eq!(entry.ck_info.len(), 1);
    assert_eq!(entry.quirks, ["Q27", "Q38", "Q40", "Q49"], "{told}");
    let [probe] = entry.probes.as_slice() else {
        panic!("{told}")
    };
    assert_eq!((probe.answered.as_str(), probe.token.len()), ("ok", 1));
    assert_eq!(probe.init.as_deref(), Some("os_locking"));
    assert!(probe.seconds["load_and_init"] > 0.0);
    let token = &probe.token[0];
    assert_eq!(token.serial, "16 hex digits");
    assert!(token.mechanisms.contains(&"0x0001".to_owned()));
    assert_eq!(token.objects["certificate"], 1);
    assert!(token.attributes["certificate"].contains(&"CKA_ID".to_owned()));
    for private in ["Farmacia", "1234567890ABCDEF", "Anei", "Ana Pop", "4100"] {
        assert!(!told.contains(private), "{private}: {told}");
    }
    assert_eq!(faulty.count("C_Login"), 0);
    faulty.run(&words).code(2).silent().error("file_exists");
    let people = faulty.world.file("people.toml");
    let ran = faulty.run(&["modules", "probe", "--report", text(&people)]);
    assert!(ran.code(0).out.contains(text(&people)));
    for action in ["list", "add"] {
        let words = ["modules", action, "--report", "x.toml", "--json"];
        faulty.run(&words).code(2).silent().error("usage");
    }
}

#[test]
fn a_report_of_drivers_that_fail_says_how() {
    let faulty = Faulty::new(&TokenFile::new("card"), "C_Initialize=rv:CKR_DEVICE_ERROR");
    let report = faulty.world.file("report.toml");
    let library = library();
    let both = ["-m", text(&library), "-m", module()];
    let words = ["modules", "probe", "--report", text(&report), "--json"];
    let told = faulty.run(&[&words[..], &both].concat()).code(5);
    assert_eq!(told.document("modules")["partial"], true);
    let told = fs::read_to_string(&report).unwrap();
    assert!(told.contains("CKR_DEVICE_ERROR"), "{told}");
    assert_eq!(told.matches("[[module]]").count(), 2);
}

/// The head of a library for a processor that this is not run on.
fn other_processor() -> Vec<u8> {
    let mut bytes = vec![0_u8; 4096];
    bytes[..7].copy_from_slice(&[0x7f, b'E', b'L', b'F', 2, 1, 1]);
    bytes[16..24].copy_from_slice(&[3, 0, 22, 0, 1, 0, 0, 0]);
    bytes[52] = 64;
    bytes
}

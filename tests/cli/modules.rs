//! `modules`.

use std::fs;

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
    let built = world.run(&["modules", "add", text(&arm), "--json"]).code(5);
    built.silent().error("module_wrong_architecture");
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

/// The head of a library for a processor that this is not run on.
fn other_processor() -> Vec<u8> {
    let mut bytes = vec![0_u8; 4096];
    bytes[..7].copy_from_slice(&[0x7f, b'E', b'L', b'F', 2, 1, 1]);
    bytes[16..24].copy_from_slice(&[3, 0, 22, 0, 1, 0, 0, 0]);
    bytes[52] = 64;
    bytes
}

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

//! A read that failed is no empty token: what was not found there may be there all the same, and that is said.

use crate::kit::{World, text};
use crate::left::run;

/// Each hides what is on the token: an object, a certificate's value, the search itself.
const HIDING: [&str; 3] = [
    "C_GetAttributeValue=rv:CKR_DEVICE_ERROR",
    "C_GetAttributeValue=deny:0x11",
    "C_FindObjects=rv:CKR_GENERAL_ERROR",
];

#[test]
fn tidy_says_that_its_list_is_not_whole() {
    let world = World::with_token("t");
    world.identity("t", "Ana Pop", "0a01", "60");
    for words in [&["tidy", "--json"][..], &["tidy", "--login", "--json"]] {
        let whole = run(&world, "", words).code(0).document("tidy");
        assert!(whole.get("partial").is_none(), "{whole}");
        for script in HIDING {
            let told = run(&world, script, words);
            assert_eq!(told.code, 5, "{script}: {} {}", told.out, told.err);
            assert_eq!(told.document("tidy")["partial"], true, "{script}");
            let error: serde_json::Value = serde_json::from_str(&told.err).unwrap();
            assert_eq!(error["token_state"], "nothing_changed");
        }
        let told = run(&world, HIDING[0], words);
        let error = told.error("view_incomplete");
        assert_eq!(error["detail"]["ckr"], "CKR_DEVICE_ERROR");
        let people: Vec<&str> = words.iter().copied().filter(|it| *it != "--json").collect();
        let told = run(&world, HIDING[0], &people).code(5);
        assert!(!told.out.contains("Nothing is left over"), "{}", told.out);
    }
}

#[test]
fn delete_finds_nothing_only_where_all_was_read() {
    let world = World::with_token("t");
    world.identity("t", "Ana Pop", "0a01", "60");
    let words = ["delete", "0a01", "--yes", "--json"];
    for script in HIDING {
        let told = run(&world, script, &words);
        assert_eq!(told.code, 5, "{script}: {} {}", told.out, told.err);
    }
    // One read fails once, of the look without the PIN.
    let once = run(&world, "C_GetAttributeValue@1=rv:CKR_DEVICE_ERROR", &words);
    once.code(5).silent().error("view_incomplete");
    run(&world, "", &["delete", "0b02", "--yes", "--json"])
        .code(3)
        .error("nothing_matches");
    let there = world.run(&["show", "--json"]).code(0).document("show");
    assert_eq!(there["tokens"][0]["identities"][0]["id"], "0a01");
}

#[test]
fn install_and_export_miss_nothing_that_was_not_read() {
    let world = World::with_token("t");
    let leaf = world.identity("t", "Ana Pop", "0a01", "60");
    let install = ["install", text(&leaf), "--json"];
    let told = run(&world, "C_GetAttributeValue=rv:CKR_DEVICE_ERROR", &install);
    told.code(5).error("view_incomplete");
    let export = ["export", "0a01", "--json"];
    let told = run(&world, "C_GetAttributeValue=rv:CKR_DEVICE_ERROR", &export);
    told.code(5).error("view_incomplete");
    assert_eq!(
        run(&world, "", &install).code(0).document("install")["already"][0]["id"],
        "0a01"
    );
}

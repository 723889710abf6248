//! `provider`: values are typed once, checked, and a person's number stays covered.

use crate::kit::World;

#[test]
fn values_are_checked_kept_and_forgotten() {
    let world = World::new();
    let set = |words: &[&str]| {
        world.run(&[&["provider", "set", "Cabinet Ș"], words, &["--json"]].concat())
    };
    let row = set(&["provider=Cabinet Medical Test", "cui=RO 12345674"]).code(0);
    let row = row.document("provider");
    assert_eq!(row["providers"][0]["values"]["cui"], "12345674");
    assert_eq!(row["warnings"], serde_json::json!([]));
    // A failed check digit is said, and does not stop anybody.
    let row = set(&["cui=12345675"]).code(0).document("provider");
    assert_eq!(row["warnings"][0]["code"], "field_doubtful");
    let words = row["warnings"][0]["message"].as_str().unwrap();
    assert!(words.contains("check digit should be 4"), "{words}");
    // A wrong form is refused, and nothing of the whole line is kept.
    let refused = set(&["provider=Other", "cui=12x45"]).code(2).silent();
    refused.error("field_invalid");
    set(&["nonsense=1"]).code(2).silent().error("field_unknown");
    set(&["cui"]).code(2).silent().error("value_missing");
    let all = world
        .run(&["provider", "--json"])
        .code(0)
        .document("provider");
    assert_eq!(all["providers"][0]["name"], "Cabinet Ș");
    assert_eq!(
        all["providers"][0]["values"]["provider"],
        "Cabinet Medical Test"
    );
    let row = set(&["cui="]).code(0).document("provider");
    assert!(row["providers"][0]["values"].get("cui").is_none());
    let gone = world.run(&["provider", "forget", "Cabinet Ș", "--json"]);
    assert_eq!(gone.code(0).document("provider")["forgotten"], "Cabinet Ș");
    world
        .run(&["provider", "forget", "Cabinet Ș", "--json"])
        .code(3)
        .silent()
        .error("provider_not_found");
}

#[test]
fn a_number_that_is_never_kept_is_refused_and_not_shown() {
    let world = World::new();
    let words = ["provider", "set", "Apteka", "pesel=99923109990", "--json"];
    let refused = world.run(&words).code(2).silent().error("field_not_kept");
    assert!(!refused.to_string().contains("99923109990"));
}

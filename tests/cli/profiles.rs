//! `profiles`: what is known, one in full, a file of one's own.

use std::fs;

use crate::kit::{World, text};

#[test]
fn authorities_are_listed_and_found_by_a_part_of_their_names() {
    let world = World::new();
    let all = world.run(&["profiles", "--json"]).code(0);
    let all = all.document("profiles");
    assert_eq!(all["problems"], serde_json::json!([]));
    let rows = all["profiles"].as_array().unwrap();
    let vecozo = rows.iter().find(|row| row["id"] == "nl-vecozo").unwrap();
    assert_eq!(vecozo["requests"][0]["mode"], "pfx");
    let one = world.run(&["profiles", "show", "vecozo", "--json"]).code(0);
    let one = one.document("profiles");
    assert_eq!(one["profile"]["id"], "nl-vecozo");
    let people = world.run(&["profiles", "show", "apteka"]).code(0).out;
    assert!(
        people.contains("to be confirmed by the authority"),
        "{people}"
    );
    world
        .run(&["profiles", "show", "nowhere", "--json"])
        .code(3)
        .silent()
        .error("profile_not_found");
    world
        .run(&["profiles", "list", "vecozo", "--json"])
        .code(2)
        .silent()
        .error("usage");
}

#[test]
fn an_answers_file_is_a_toml_file_with_every_field() {
    let world = World::new();
    let words = ["profiles", "show", "vecozo", "--answers"];
    let file = world.run(&words).code(0).out;
    let answers: toml::Table = toml::from_str(&file).unwrap();
    assert_eq!(answers["profile"].as_str(), Some("nl-vecozo"));
    let values = answers["values"].as_table().unwrap();
    assert!(values.contains_key("agb"), "{file}");
}

#[test]
fn a_file_of_ones_own_is_checked_and_used() {
    let world = World::new();
    let folder = world.home().join("config/profiles");
    fs::create_dir_all(&folder).unwrap();
    let own = folder.join("nl-own.toml");
    let header = "[profile]\nid = \"nl-own\"\ncountry = \"NL\"\nlanguage = \"nl\"\n\
                  title = { nl = \"Eigen\", en = \"Own\" }\nstatus = \"draft\"\nchecked = 2026-11-22\n";
    let good = format!("schema = 1\nextends = \"nl-vecozo\"\n{header}");
    fs::write(&own, &good).unwrap();
    let checked = world.run(&["profiles", "check", text(&own), "--json"]);
    let checked = checked.code(0).document("profiles");
    assert_eq!(checked["profiles"][0]["title"], "Own");
    assert!(checked["missing"]["ro"].as_u64().unwrap() >= 1, "{checked}");
    let all = world.run(&["profiles", "--json"]).document("profiles");
    let rows = all["profiles"].as_array().unwrap();
    assert!(rows.iter().any(|row| row["of_user"] == true));
    // A mistake is named with its place, and hides no other profile.
    fs::write(&own, good.replace("schema = 1", "schema = 1\nnonsense = 2")).unwrap();
    let refused = world.run(&["profiles", "check", text(&own), "--json"]);
    let refused = refused.code(2).silent().error("profile_invalid");
    assert_eq!(refused["detail"]["line"], 2);
    assert_eq!(refused["detail"]["key"], "nonsense");
    let all = world.run(&["profiles", "--json"]).code(0);
    let all = all.document("profiles");
    assert_eq!(all["problems"][0]["key"], "nonsense");
    assert!(!all["profiles"].as_array().unwrap().is_empty());
    // What only the makers of requests know.
    let request = "[[request]]\nid = \"a\"\ntitle = \"A\"\npurpose = \"sign\"\nmode = \"csr\"\nstore = \"file\"\n\
                   key = { default = \"p256\", choices = [\"p256\"] }\nsubject = [{ attr = \"XY\", value = \"a\" }]\ntbc = true\n";
    fs::write(&own, format!("{good}{request}")).unwrap();
    let refused = world.run(&["profiles", "check", text(&own), "--json"]);
    let refused = refused.code(2).silent().error("profile_invalid");
    let words = refused["message"].as_str().unwrap().to_owned();
    assert!(words.contains("XY"), "{words}");
}

//! `todo` and `done`: a case over weeks.

use serde_json::Value;

use crate::kit::{World, ran, text};

fn dolj(world: &World) -> String {
    for name in ["Cabinet A", "Cabinet B"] {
        let words = ["provider", "set", name, "cui=12345674", "cas=DJ"];
        let named = format!("provider={name}");
        world.run(&[&words[..], &[&named]].concat()).code(0);
    }
    let words = "request -p dolj --json --for";
    let words: Vec<&str> = words
        .split(' ')
        .chain(["Cabinet A", "--for", "Cabinet B"])
        .collect();
    let open = world.run(&words).code(0).document("request");
    open["case"].as_str().unwrap().to_owned()
}

/// A case in which the authority's installer makes the key.
fn vecozo(world: &World) -> String {
    let values = [
        "agb=01999999",
        "practice=Praktijk Test",
        "contact_doctor=A. Test",
        "contact_mail=a@b.example",
        "motivation=declareren",
    ];
    let values = values.iter().flat_map(|value| ["--set", value]);
    let words = ["request", "-p", "nl-vecozo", "--json"];
    let words: Vec<&str> = words.into_iter().chain(values).collect();
    let open = world.run(&words).code(0).document("request");
    open["case"].as_str().unwrap().to_owned()
}

fn todo(world: &World) -> Value {
    world.run(&["todo", "--json"]).code(0).document("todo")
}

fn step<'a>(case: &'a Value, id: &str, provider: Option<&str>) -> &'a Value {
    let mut steps = case["steps"].as_array().unwrap().iter();
    let fits = |row: &&Value| row["id"] == id && row["for"].as_str() == provider;
    steps.find(fits).unwrap_or_else(|| panic!("{id}: {case}"))
}

#[test]
fn a_case_goes_on_step_by_step_for_each_provider() {
    let world = World::new();
    assert_eq!(todo(&world)["items"], serde_json::json!([]));
    let id = dolj(&world);
    let now = todo(&world);
    let case = &now["cases"][0];
    assert_eq!(
        (&case["case"], &case["mode"]),
        (&id.as_str().into(), &"vendor".into())
    );
    assert_eq!(case["for"], serde_json::json!(["Cabinet A", "Cabinet B"]));
    // The renewal's own step and those of a request made here are not this case's.
    let ids: Vec<&str> = case["steps"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|row| row["id"].as_str())
        .collect();
    assert!(
        !ids.contains(&"renew") && !ids.contains(&"request"),
        "{ids:?}"
    );
    assert_eq!(step(case, "issuer", None)["state"], "todo");
    // Another step comes before; what was done all the same may be ticked.
    assert_eq!(step(case, "hand-in", Some("Cabinet A"))["state"], "waiting");
    // For one of two, with the number from the registry.
    let words = [
        "done",
        "hand-in",
        "--for",
        "Cabinet A",
        "--value",
        "123/2026",
        "--json",
    ];
    let case = world.run(&words).code(0).document("done");
    let row = step(&case, "hand-in", Some("Cabinet A"));
    assert_eq!(
        (&row["state"], &row["value"]),
        (&"done".into(), &"123/2026".into())
    );
    assert_eq!(
        step(&case, "hand-in", Some("Cabinet B"))["state"],
        "waiting"
    );
    world
        .run(&[
            "done", "hand-in", "--for", "Nobody", "--value", "1", "--json",
        ])
        .code(3)
        .silent()
        .error("provider_not_found");
    // A recorded number is not left out, a day is a day, and none of tomorrow.
    let refused = |words: &[&str], code: &str| {
        let words = [&["done"], words, &["--json"]].concat();
        world.run(&words).silent().error(code);
    };
    refused(&["hand-in"], "value_missing");
    refused(&["issuer", "--on", "2999-01-01"], "date_invalid");
    refused(&["issuer", "--on", "gestern"], "date_invalid");
    refused(&["dance"], "step_not_found");
    refused(&["issuer", "--case", "c-nobody"], "case_not_found");
    // What is done on each computer has its name.
    refused(&["driver"], "value_missing");
    let case = world.run(&["done", "driver@till-1", "--json"]).code(0);
    let case = case.document("done");
    assert_eq!(step(&case, "driver@till-1", None)["state"], "done");
    dolj(&world);
    refused(&["issuer"], "several_cases");
    world
        .run(&["todo", "c-nobody", "--json"])
        .code(3)
        .silent()
        .error("case_not_found");
}

#[test]
fn a_deadline_runs_from_the_day_that_was_told() {
    let world = World::new();
    let id = &vecozo(&world);
    let deadline = |world: &World| {
        let now = world.run(&["todo", id, "--json"]).code(0).document("todo");
        now["cases"][0]["deadlines"].as_array().unwrap().clone()
    };
    assert_eq!(deadline(&world).len(), 0, "nothing started it yet");
    let words = [
        "done",
        "user-number",
        "--case",
        id,
        "--on",
        "2026-01-01",
        "--value",
        "12345678901234",
        "--json",
    ];
    world.run(&words).code(0);
    let running = deadline(&world);
    assert_eq!(running.len(), 1, "{running:?}");
    assert!(
        running[0]["due"].as_str().unwrap().starts_with("2026-03-0"),
        "{running:?}"
    );
    assert!(running[0]["days_left"].as_i64().unwrap() < 0);
}

#[test]
fn a_certificate_that_ends_soon_is_told_also_when_it_lies_in_a_drawer() {
    let world = World::with_token("t");
    world.identity("t", "Ana Pop", "0a01", "20");
    world.identity("t", "Bob Pop", "0a02", "900");
    let told = |world: &World, module: &str| {
        let mut command = world.parafa(&["todo", "--json"]);
        command.env("PARAFA_MODULE", module);
        let now = crate::kit::ran(command.output().unwrap())
            .code(0)
            .document("todo");
        let items = now["items"].as_array().unwrap().clone();
        assert_eq!(items.len(), 1, "{items:?}");
        assert_eq!(items[0]["kind"], "expiring");
        assert!(items[0]["text"].as_str().unwrap().contains("Ana Pop"));
        assert!((18..=20).contains(&items[0]["days_left"].as_i64().unwrap()));
    };
    told(&world, crate::kit::module());
    told(&world, "/nowhere/module.so");
}

#[test]
fn a_certificate_that_a_later_one_follows_is_told_no_more() {
    let world = World::with_token("t");
    world.identity("t", "Ana Pop", "0a01", "20");
    assert_eq!(todo(&world)["items"].as_array().unwrap().len(), 1);
    world.identity("t", "Ana Pop", "0a02", "700");
    assert_eq!(todo(&world)["items"], serde_json::json!([]));
}

#[test]
fn a_file_from_the_authority_is_packed_anew_under_the_name_that_it_wants() {
    let world = World::new();
    let id = &vecozo(&world);
    let key = world.file("own.key");
    let make = ["genpkey", "-algorithm", "RSA", "-out", text(&key)];
    world.judge("openssl", &make);
    let leaf = world.certificate(&key, "Praktijk Test", "700");
    let pack = [
        "pkcs12",
        "-export",
        "-legacy",
        "-inkey",
        text(&key),
        "-in",
        text(&leaf),
    ];
    let to = ["-passout", "pass:letter", "-out", "from-vecozo.pfx"];
    world.judge("openssl", &[&pack[..], &to].concat());
    let export = |words: &[&str]| {
        let words = [&["export", "from-vecozo.pfx", "--json"], words].concat();
        let mut command = world.parafa(&words);
        command.env("PARAFA_PASSWORD", "letter");
        ran(command.output().unwrap())
    };
    let done = export(&["--format", "p12", "--case", id]).code(0);
    let done = done.document("export");
    let path = done["files"][0]["path"].as_str().unwrap();
    let name = std::path::Path::new(path).file_name().unwrap();
    let name = name.to_str().unwrap();
    assert!(name.starts_with("VECOZO-01999999-20"), "{name}");
    assert_eq!(name.rsplit_once('.').unwrap().1, "pfx");
    assert!(path.contains("nl-vecozo-"), "in the case's folder: {path}");
    let inside = world.judge(
        "openssl",
        &["pkcs12", "-in", path, "-passin", "pass:letter", "-nodes"],
    );
    assert!(inside.contains("PRIVATE KEY"));
    export(&["--format", "p12", "--case", id])
        .code(2)
        .silent()
        .error("file_exists");
    export(&["--format", "p12", "--case", "c-nobody"])
        .code(3)
        .error("case_not_found");
    export(&["--case", id]).code(2).error("options_conflict");
}

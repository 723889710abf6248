//! `explain`.

use crate::kit::{World, ran};

#[test]
fn a_number_is_explained_offline() {
    let world = World::new();
    for name in ["P041", "41", "wrong_pin"] {
        let document = world
            .run(&["explain", name, "--json"])
            .code(0)
            .document("explain");
        assert_eq!(document["number"], "P041");
        assert_eq!(document["code"], "wrong_pin");
        for key in ["cause", "remedy", "ask"] {
            assert!(document[key].as_str().unwrap().len() > 10, "{key}");
        }
    }
}

#[test]
fn an_unknown_number_and_none_are_refused() {
    let world = World::new();
    world
        .run(&["explain", "P999", "--json"])
        .code(2)
        .silent()
        .error("number_unknown");
    let error = world
        .run(&["explain", "--json"])
        .code(2)
        .silent()
        .error("value_missing");
    assert_eq!(error["detail"]["missing"][0], "NUMBER");
    assert_eq!(error["detail"]["command"], "parafa explain NUMBER");
}

/// Who unlocks this token stands in the entry of its certificate's issuer.
#[test]
fn a_number_about_pins_says_who_unlocks_this_token() {
    let world = World::with_token("t");
    crate::renew::on_token(&world, crate::renew::CERTSIGN, "0a01", "200");
    let told = |world: &World, module: Option<&str>, number: &str| {
        let mut command = world.parafa(&["explain", number, "--json"]);
        command.envs(module.map(|module| ("PARAFA_MODULE", module)));
        ran(command.output().unwrap()).code(0).document("explain")
    };
    let here = told(&world, None, "P042");
    let row = &here["unlocks"][0];
    assert_eq!(row["issuer"], "certSIGN", "{here}");
    assert!(row["text"].is_string(), "{row}");
    assert!(row["token"].as_str().unwrap().contains("token=t"), "{row}");
    // The token lies in a drawer: it was seen before.
    let away = told(&world, Some("/nowhere/module.so"), "P042");
    assert_eq!(away["unlocks"][0]["issuer"], "certSIGN", "{away}");
    // Another number asks no driver.
    assert!(told(&world, None, "P450").get("unlocks").is_none());
    let text = world.run(&["explain", "P042"]).code(0).out;
    assert!(
        text.contains("certSIGN") && text.contains("token=t"),
        "{text}"
    );
}

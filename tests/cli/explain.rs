//! `explain`.

use crate::kit::World;

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

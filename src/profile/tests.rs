//! Profiles as files: what ships is whole, what is wrong is named with file, line and key.

use super::{Found, Profiles};

#[test]
fn what_ships_can_be_used() {
    let profiles = Profiles::built_in();
    let problems: Vec<String> = profiles.problems.iter().map(ToString::to_string).collect();
    assert_eq!(problems, Vec::<String>::new());
    assert!(!profiles.all.is_empty());
}

#[test]
fn a_profile_is_found_by_a_unique_part() {
    let profiles = Profiles::built_in();
    assert!(matches!(profiles.find("VECOZO"), Found::One(it) if it.id() == "nl-vecozo"));
    assert!(matches!(profiles.find("no such thing"), Found::Nothing));
    assert!(matches!(profiles.find(""), Found::Nothing));
}

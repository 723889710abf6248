//! Profiles as files: what ships is whole, what is wrong is named with file, line and key.

use std::path::Path;

use schemars::generate::SchemaSettings;

use super::raw::RawFile;
use super::{Found, Profiles, Text};

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

/// A profile that can be used; `change` is put in the place of its line `# here`.
fn of(id: &str, change: &str) -> (String, String, bool) {
    let text = BASE.replace("ID", id).replace("# here", change);
    (format!("{id}.toml"), text, true)
}

fn said(texts: Vec<(String, String, bool)>) -> Vec<String> {
    let problems = Profiles::of_texts(texts).problems;
    problems.iter().map(ToString::to_string).collect()
}

#[test]
fn what_is_wrong_is_named_with_file_line_and_key() {
    assert_eq!(said(vec![of("a", "")]), Vec::<String>::new());
    for (change, expected) in WRONG {
        assert_eq!(said(vec![of("a", change)]), [*expected], "{change}");
    }
}

#[test]
fn overlays_replace_what_they_have_and_end_somewhere() {
    let over = |id: &str, parent: &str, more: &str| {
        let text = format!(
            "schema = 1\nextends = \"{parent}\"\n{more}\n[profile]\nid = \"{id}\"\ncountry = \"XX\"\n\
             language = \"en\"\ntitle = \"Over\"\nstatus = \"draft\"\nchecked = 2026-11-22\n"
        );
        (format!("{id}.toml"), text, true)
    };
    let contact = "contact = { authority = \"Desk\", tbc = true }";
    let profiles = Profiles::of_texts(vec![of("a", ""), over("b", "a", contact)]);
    assert_eq!(profiles.problems, []);
    let own = profiles.get("b").unwrap();
    assert_eq!(own.contact.as_ref().unwrap().authority, "Desk");
    assert_eq!(own.title("en"), "Over");
    assert_eq!(own.requests.len(), 1, "the parent's");
    assert_eq!(own.source("page"), "https://a.example/");
    assert_eq!(
        said(vec![over("b", "c", ""), over("c", "b", "")]),
        [
            "b.toml:2: extends: a circle: b → c → b",
            "c.toml:2: extends: a circle: c → b → c"
        ]
    );
    assert_eq!(
        said(vec![over("b", "nobody", "")]),
        ["b.toml:2: extends: there is no profile `nobody`"]
    );
    let mut twice = of("a", "");
    twice.0 = "other/a.toml".to_owned();
    assert_eq!(
        said(vec![of("a", ""), twice]),
        ["other/a.toml:4: profile.id: `a` repeated; first in a.toml"]
    );
    // What an overlay breaks is told at its own line.
    let broken = "validity = { max_days = { other = 3 }, tbc = true }";
    assert_eq!(
        said(vec![of("a", ""), over("b", "a", broken)]),
        ["b.toml:3: validity.max_days.other: there is no request `other`"]
    );
}

#[test]
fn an_example_is_one_that_its_own_field_takes() {
    let field = |rest: &str| {
        let text = format!(
            "[[field]]\nid = \"f2\"\nlabel = \"F\"\ntbc = true\n{}\n",
            rest.replace(", example", "\nexample")
        );
        said(vec![of("a", &text)])
    };
    for good in [
        "validator = \"cui\", example = \"12345674\"",
        "pattern = \"[0-9]{3}\", example = \"123\"",
        "choices = [\"x\", \"y\"], example = \"y\"",
        "max = 3, example = \"șțâ\"",
    ] {
        assert_eq!(field(good), Vec::<String>::new(), "{good}");
    }
    for (bad, why) in [
        ("validator = \"cui\", example = \"12345675\"", "check-digit"),
        ("pattern = \"[0-9]{3}\", example = \"12\"", "pattern"),
        ("choices = [\"x\"], example = \"y\"", "choices"),
        ("max = 3, example = \"abcd\"", "max"),
    ] {
        let said = field(bad);
        let named =
            matches!(said.as_slice(), [one] if one.contains(".example") && one.contains(why));
        assert!(named, "{bad}: {said:?}");
    }
}

#[test]
fn an_overlay_changes_single_entries_and_leaves_others_out() {
    let steps =
        "step = [{ id = \"s\", do = \"Do\", tbc = true }, { id = \"t\", do = \"Do\", tbc = true }]";
    let over = "schema = 1\nextends = \"a\"\ndrop = [\"step:t\"]\n\n[profile]\nid = \"b\"\ncountry = \"XX\"\n\
                language = \"en\"\ntitle = \"Over\"\nstatus = \"draft\"\nchecked = 2026-11-22\n\n\
                [[step]]\nid = \"new\"\ndo = \"More\"\ntbc = true\n\n\
                [[step]]\nid = \"s\"\ndo = \"Other\"\nACTION\ntbc = true\n";
    let file = |text: &str| ("b.toml".to_owned(), text.to_owned(), true);
    let profiles = Profiles::of_texts(vec![of("a", steps), file(&over.replace("ACTION", ""))]);
    assert_eq!(profiles.problems, []);
    let own = &profiles.get("b").unwrap().steps;
    let own: Vec<(&str, &str)> = own
        .iter()
        .map(|step| (step.id.as_str(), step.task.shown("en", "en")))
        .collect();
    assert_eq!(own, [("s", "Other"), ("new", "More")]);
    // Told at the entry's own line in its own file, wherever it ends up in the list.
    let broken = over.replace("ACTION", "action = \"copy:nothing\"");
    assert_eq!(
        said(vec![of("a", steps), file(&broken)]),
        ["b.toml:21: step[0].action: there is no field `nothing`"]
    );
}

#[test]
fn a_text_is_shown_in_the_users_language_else_in_english_else_in_the_authoritys() {
    let text: Text = serde_json::from_str(r#"{"pl":"klucz","en":"key"}"#).unwrap();
    assert_eq!(text.shown("pl", "pl"), "klucz");
    assert_eq!(text.shown("ro", "pl"), "key");
    assert_eq!(text.official("pl"), "klucz");
    let text: Text = serde_json::from_str(r#"{"pl":"klucz","cs":"klíč"}"#).unwrap();
    assert_eq!(text.shown("ro", "pl"), "klucz");
    assert!(text.lacks("ro", "pl") && !text.lacks("cs", "pl"));
    let text: Text = serde_json::from_str(r#""klucz""#).unwrap();
    assert_eq!(text.shown("ro", "pl"), "klucz");
    assert!(text.lacks("en", "pl") && !text.lacks("pl", "pl"));
}

#[test]
fn the_schema_for_editors_is_fresh() {
    let schema = SchemaSettings::draft2020_12()
        .into_generator()
        .into_root_schema_for::<RawFile>();
    let fresh = serde_json::to_string_pretty(&schema).unwrap() + "\n";
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/schema/profile.json");
    if std::env::var_os("PARAFA_UPDATE_DOCS").is_some() {
        std::fs::write(&path, &fresh).unwrap();
    }
    let kept = std::fs::read_to_string(path).unwrap_or_default();
    assert!(
        kept == fresh,
        "PARAFA_UPDATE_DOCS=1 cargo test writes it anew"
    );
}

const BASE: &str = r#"schema = 1
# here
[profile]
id = "ID"
country = "XX"
language = "en"
title = "A"
status = "draft"
checked = 2026-11-22

[sources]
page = "https://a.example/"

[[field]]
id = "name"
label = "Name"

[[request]]
id = "one"
title = "One"
purpose = "sign"
mode = "csr"
store = "either"
key = { default = "rsa2048", choices = ["rsa2048", "rsa4096"] }
subject = [{ attr = "CN", from = "name" }]
out = { csr = "{id}-{name}.csr" }
source = "page"
"#;

const WRONG: &[(&str, &str)] = &[
    (
        "nonsense = 1",
        "a.toml:2: nonsense: unknown field `nonsense`, expected one of `schema`, `extends`, `drop`, `profile`, `sources`, \
         `contact`, `issuer`, `field`, `request`, `step`, `deadline`, `validity`, `renewal`, `revocation`, `answer`, `form`, \
         `check`, `token`, `question`",
    ),
    (
        "contact = { authority = \"A\" }",
        "a.toml:2: contact: neither `source` nor `tbc`",
    ),
    (
        "contact = { authority = \"A\", source = \"nowhere\" }",
        "a.toml:2: contact.source: `nowhere` is no source",
    ),
    (
        "step = [{ id = \"s\", do = \"Do\", action = \"dance\", tbc = true }]",
        "a.toml:2: action: `dance` is no action",
    ),
    (
        "step = [{ id = \"s\", do = \"Do\", action = \"form:none\", tbc = true }]",
        "a.toml:2: step[0].action: there is no form `none`",
    ),
    (
        "step = [{ id = \"s\", do = \"Do\", after = [\"t\"], tbc = true }, { id = \"t\", do = \"Do\", tbc = true }]",
        "a.toml:2: step[0].after: `t` comes later",
    ),
    (
        "step = [{ id = \"s\", do = \"Do\", tbc = true }, { id = \"s\", do = \"Do\", tbc = true }]",
        "a.toml:2: step[1].id: `s` repeated; first in step",
    ),
    (
        "deadline = [{ id = \"d\", label = \"D\", starts = \"opened\", until = \"s\", days = 3, tbc = true }]",
        "a.toml:2: deadline[0].until: there is no step `s`",
    ),
    (
        "check = [{ rule = \"key-bits\", arg = \"9000\", severity = \"error\", tbc = true }]",
        "a.toml:2: check[0].arg: can never be kept: none of the keys that are taken",
    ),
    (
        "check = [{ rule = \"key-type\", arg = \"ec\", severity = \"error\", tbc = true }]",
        "a.toml:2: check[0].arg: can never be kept: none of the keys that are taken",
    ),
    (
        "check = [{ rule = \"key-type\", arg = \"dsa\", severity = \"error\", tbc = true }]",
        "a.toml:2: check[0].arg: argument: rsa or ec",
    ),
    (
        "check = [{ rule = \"issuer-listed\", severity = \"error\", tbc = true }]",
        "a.toml:2: check[0].arg: can never be kept: the profile lists no issuer",
    ),
    (
        "validity = { max_days = { one = 0 }, tbc = true }",
        "a.toml:2: validity.max_days.one: can never be kept: no day at all",
    ),
    (
        "validity = { max_days = { one = 30 }, tbc = true }\nrenewal = { days_left = 30, tbc = true }",
        "a.toml:3: renewal.days_left: can never be kept: 30 days left of 30",
    ),
    (
        "form = [{ id = \"f\", kind = \"data-sheet\", title = \"F\", line = [{ label = \"L\", value = \"@size\" }], tbc = true }]",
        "a.toml:2: value: `@size` is nothing that a paper shows",
    ),
    (
        "form = [{ id = \"f\", kind = \"data-sheet\", title = \"F\", intro = [\"{nobody}\"], line = [], tbc = true }]",
        "a.toml:2: form[0].intro: `{nobody}` means nothing",
    ),
];

//! `docs/cli.md` against the commands and options that are there, both ways; `docs/ERRORS.md` against the table.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::{env, fs};

use clap::Command;

use super::args::{LATER, shape};
use crate::error::Code;

const CONTRACT: &str = include_str!("../../docs/cli.md");

/// The part of the contract under `## heading`.
fn section(heading: &str) -> &'static str {
    let start = CONTRACT
        .find(&format!("\n## {heading}\n"))
        .unwrap_or_else(|| panic!("{heading}"));
    let rest = &CONTRACT[start + 1..];
    rest.find("\n## ").map_or(rest, |end| &rest[..end])
}

/// Every `--option` of a text.
fn options(text: &str) -> BTreeSet<String> {
    text.match_indices("--")
        .filter(|(at, _)| !text[..*at].ends_with('-'))
        .map(|(at, _)| {
            let rest = &text[at + 2..];
            let fits = |it: char| it.is_ascii_lowercase() || it.is_ascii_digit() || it == '-';
            let end = rest.find(|letter: char| !fits(letter));
            rest[..end.unwrap_or(rest.len())].to_owned()
        })
        .filter(|name| !name.is_empty())
        .collect()
}

/// The first cell of each row of a section's table, by the command's name; several rows of one command together.
fn rows(text: &'static str) -> BTreeMap<&'static str, String> {
    let mut rows = BTreeMap::<_, String>::new();
    for line in text.lines().filter_map(|line| line.strip_prefix("| `")) {
        let cell = line.split(" | ").next().unwrap();
        let name = cell.split([' ', '`']).next().unwrap();
        rows.entry(name).or_default().push_str(cell);
    }
    rows
}

/// The long options of a command that the help shows (or hides), without the global ones.
fn own(command: &Command, hidden: bool) -> BTreeSet<String> {
    let globals = long(&shape());
    command
        .get_arguments()
        .filter(|arg| arg.is_hide_set() == hidden)
        .filter_map(|arg| arg.get_long().map(str::to_owned))
        .filter(|name| !globals.contains(name))
        .collect()
}

fn long(command: &Command) -> BTreeSet<String> {
    command
        .get_arguments()
        .filter_map(|arg| arg.get_long().map(str::to_owned))
        .collect()
}

#[test]
fn commands_and_options_stand_in_the_contract_and_the_other_way_round() {
    let rows = rows(section("Commands"));
    let shape = shape();
    let documented: BTreeSet<&str> = rows.keys().copied().collect();
    let there: BTreeSet<&str> = shape.get_subcommands().map(Command::get_name).collect();
    assert_eq!(documented, there);
    for command in shape.get_subcommands() {
        assert_eq!(
            options(&rows[command.get_name()]),
            own(command, false),
            "{}",
            command.get_name()
        );
    }
}

#[test]
fn global_options_stand_in_the_contract_and_the_other_way_round() {
    let cells: String = section("Global options")
        .lines()
        .filter(|line| line.starts_with("| `"))
        .map(|line| line.split(" | ").next().unwrap().to_owned() + " ")
        .collect();
    assert_eq!(options(&cells), long(&shape()));
}

#[test]
fn what_comes_later_stands_in_a_section_of_its_own() {
    let rows = rows(section("Later"));
    let mut later: BTreeSet<&str> = LATER.iter().copied().collect();
    let shape = shape();
    let commands = shape.get_subcommands();
    let partly: Vec<_> = commands.filter(|one| !own(one, true).is_empty()).collect();
    later.extend(partly.iter().map(|command| command.get_name()));
    assert_eq!(rows.keys().copied().collect::<BTreeSet<_>>(), later);
    for command in partly {
        assert_eq!(options(&rows[command.get_name()]), own(command, true));
    }
}

#[test]
fn every_variable_stands_in_the_table() {
    let table = section("Variables");
    let mut used = BTreeSet::new();
    variables(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
        &mut used,
    );
    assert!(used.len() > 8);
    for name in used {
        assert!(table.contains(&format!("| `{name}`")), "{name}");
    }
}

/// Every `"PARAFA_…"` in the sources.
fn variables(folder: &Path, used: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
    {
        if entry.is_dir() {
            variables(&entry, used);
            continue;
        }
        let name = entry.file_name().unwrap().to_str().unwrap();
        let text = fs::read_to_string(&entry).unwrap_or_default();
        if name.contains("test") {
            continue;
        }
        for (at, _) in text.match_indices("\"PARAFA_") {
            let rest = &text[at + 1..];
            let end = rest.find(|letter: char| !(letter.is_ascii_uppercase() || letter == '_'));
            let found = &rest[..end.unwrap_or(0)];
            if rest[found.len()..].starts_with('"') && found != "PARAFA_" {
                used.insert(found.to_owned());
            }
        }
    }
}

#[test]
fn exit_codes_stand_in_the_contract() {
    let table = section("Exit codes");
    for code in Code::ALL {
        assert!(
            table.contains(&format!("\n| {} |", code.exit() as u8)),
            "{code:?}"
        );
    }
}

#[test]
fn the_list_of_numbers_is_fresh() {
    let mut list = String::from(
        "# Numbers\n\nEvery message has a number that never changes. `parafa explain NUMBER` tells more, without a network.\n\
         This page is made from the table in `src/error.rs` and the texts in `locales/en/`; a test fails when it is stale\n\
         (`PARAFA_UPDATE_DOCS=1 cargo test` writes it anew).\n\n| number | code | exit | why |\n|---|---|---|---|\n",
    );
    for code in Code::ALL {
        let (number, name, exit) = (code.label(), code.name(), code.exit() as u8);
        let cause = crate::telling::explanation(*code, Vec::new()).cause;
        list += &[
            "| ",
            &number,
            " | `",
            name,
            "` | ",
            &exit.to_string(),
            " | ",
            &cause,
            " |\n",
        ]
        .concat();
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/ERRORS.md");
    if env::var_os("PARAFA_UPDATE_DOCS").is_some() {
        fs::write(&path, &list).unwrap();
    }
    assert!(
        fs::read_to_string(&path).is_ok_and(|text| text == list),
        "PARAFA_UPDATE_DOCS=1 cargo test writes docs/ERRORS.md anew"
    );
}

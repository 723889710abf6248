//! The pages of `--help`, and that every word of them can be translated.

use clap::CommandFactory;

use super::tests::{page, shown};
use super::{Line, help};
use crate::i18n::{in_pseudo, text};

#[test]
fn help_pages() {
    insta::assert_snapshot!("help", page("parafa --help"));
    insta::assert_snapshot!("help_request", page("parafa request -h"));
    insta::assert_snapshot!("help_modules", page("parafa modules --help"));
    assert_eq!(
        page("parafa --version"),
        concat!("parafa ", env!("CARGO_PKG_VERSION"), "\n")
    );
    assert_eq!(
        page("parafa delete x --what all --help"),
        page("parafa delete --help")
    );
}

#[test]
fn every_command_and_option_has_its_text() {
    let globals = help::global_ids();
    let none = crate::i18n::Args::new();
    let command = Line::command();
    let mut grouped: Vec<&str> = help::GROUPS
        .iter()
        .flat_map(|(_, names)| *names)
        .copied()
        .collect();
    let mut names: Vec<&str> = command
        .get_subcommands()
        .map(clap::Command::get_name)
        .collect();
    grouped.sort_unstable();
    names.sort_unstable();
    assert_eq!(grouped, names);
    for sub in command.get_subcommands().chain([&command]) {
        let name = sub.get_name();
        for arg in sub.get_arguments().filter(|arg| !arg.is_hide_set()) {
            let id = help::help_id(arg.get_id().as_str(), name, &globals);
            assert!(!text(&id, &none).contains('⟦'), "{id}");
        }
    }
    for sub in command.get_subcommands() {
        let shown = page(&format!("parafa {} --help", sub.get_name()));
        assert!(!shown.contains('⟦'), "{shown}");
    }
}

/// What is written the same in every language: names of commands, options, variables, values, formats.
fn plain_words(text: &str) -> Vec<String> {
    let command = Line::command();
    let mut known: Vec<String> = vec!["parafa".to_owned(), "P".to_owned()];
    for sub in command.get_subcommands().chain([&command]) {
        known.push(sub.get_name().to_owned());
        known.extend(
            sub.get_arguments()
                .filter_map(|arg| arg.get_long().map(str::to_owned)),
        );
        known.extend(
            sub.get_arguments()
                .filter_map(|arg| arg.get_short().map(String::from)),
        );
    }
    // Values that are typed as they stand, and what the test itself typed.
    known.extend(
        "list add probe p12 lgoin shwo extra soon everything auto always never"
            .split(' ')
            .map(str::to_owned),
    );
    text.split(|letter: char| !(letter.is_alphanumeric() || letter == '-'))
        .map(|word| word.trim_matches('-').to_owned())
        .filter(|word| word.contains(|letter: char| letter.is_ascii_alphabetic()))
        .filter(|word| !known.contains(word) && !known.contains(&word.to_lowercase()))
        .filter(|word| {
            !(word.starts_with('P') && word[1..].bytes().all(|byte| byte.is_ascii_digit()))
        })
        .collect()
}

#[test]
fn no_english_is_left_in_help_and_refusals() {
    let pages = [
        "parafa --help",
        "parafa request --help",
        "parafa show -h",
        "parafa install -h",
        "parafa modules -h",
        "parafa export -h",
        "parafa demo -h",
    ];
    for line in pages {
        let left = in_pseudo(|| plain_words(&page(line)));
        assert_eq!(left, Vec::<String>::new(), "{line}");
    }
    for line in [
        "parafa shwo",
        "parafa show --lgoin",
        "parafa tokens extra",
        "parafa tokens --token",
        "parafa tokens -q -v",
        "parafa show -t a -t b",
        "parafa tokens --json=1",
        "parafa tokens --timeout soon",
        "parafa man",
    ] {
        let left = in_pseudo(|| plain_words(&shown(line)));
        assert!(left.iter().all(|word| word == "man"), "{line}: {left:?}");
    }
}

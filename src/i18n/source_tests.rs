//! The texts against their uses in the sources.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use super::tests::{messages, messages_of};

/// Every source file that is no test, as text.
fn sources(folder: &Path, texts: &mut Vec<(String, String)>) {
    for path in fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
    {
        let name = path.to_string_lossy().into_owned();
        if path.is_dir() {
            sources(&path, texts);
        } else if path.extension().is_some_and(|end| end == "rs") && !name.ends_with("tests.rs") {
            let text = fs::read_to_string(&path).unwrap();
            let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap();
            texts.push((name, code.to_owned()));
        }
    }
}

fn all_sources() -> Vec<(String, String)> {
    let mut texts = Vec::new();
    sources(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
        &mut texts,
    );
    texts
}

/// The names of the values of a `t!(` that begins at `rest`, up to its closing parenthesis.
fn named(rest: &str) -> BTreeSet<String> {
    let (mut depth, mut quoted, mut word) = (0, false, String::new());
    let mut names = BTreeSet::new();
    let letters: Vec<char> = rest.chars().collect();
    for (at, letter) in letters.iter().enumerate() {
        match letter {
            '"' => quoted = !quoted,
            _ if quoted => {}
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' if depth == 0 => break,
            ')' | ']' | '}' => depth -= 1,
            '=' if depth == 0 && letters.get(at + 1) == Some(&' ') => {
                names.insert(word.trim().to_owned());
            }
            ',' => word.clear(),
            _ => word.push(*letter),
        }
    }
    names
}

#[test]
fn every_use_of_a_text_gives_all_its_values() {
    let english: BTreeMap<_, _> = messages("en").into_iter().collect();
    for (file, code) in all_sources() {
        for (at, _) in code
            .match_indices(" t!(")
            .chain(code.match_indices("&t!("))
            .chain(code.match_indices("(t!("))
        {
            let rest = code[at + 4..].trim_start();
            let Some(quoted) = rest.strip_prefix('"') else {
                continue;
            };
            let Some((id, rest)) = quoted.split_once('"') else {
                continue;
            };
            let Some(message) = english.get(id) else {
                continue;
            };
            assert_eq!(named(rest), message.variables, "{file}: {id}");
        }
    }
}

#[test]
fn every_id_in_the_sources_has_a_text() {
    let paper = messages_of("en", "paper");
    let english: BTreeMap<_, _> = messages("en").into_iter().chain(paper).collect();
    for (file, code) in all_sources() {
        for literal in code.split('"').filter(|part| !part.is_empty()) {
            let shape = literal
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
            let prefix = ["fnd-", "help-", "cli-", "tui-", "paper-"]
                .iter()
                .any(|prefix| literal.starts_with(prefix));
            if shape && prefix && !literal.ends_with('-') {
                assert!(english.contains_key(literal), "{file}: {literal}");
            }
        }
    }
}

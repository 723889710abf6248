//! The catalogue: every file of `locales/` against the table of numbers and against English.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use fluent_syntax::parser;

use super::{Args, attribute, in_pseudo, languages, text};
use crate::error::Code;

/// The prefixes in their order.
const PREFIXES: [&str; 6] = ["err", "rec", "fnd", "help", "cli", "tui"];

/// What an `err-` sentence may use; the head of the English file says what each is.
const KNOWN: &[&str] = &[
    "address",
    "built",
    "call",
    "ckr",
    "command",
    "count",
    "date",
    "field",
    "file",
    "key",
    "label",
    "length",
    "limit",
    "module",
    "name",
    "names",
    "near",
    "option",
    "origin",
    "path",
    "places_free",
    "places_used",
    "position",
    "reason",
    "role",
    "seconds",
    "serial",
    "state",
    "status",
    "text",
    "token",
    "types",
    "value",
    "word",
];

/// A message as the tests look at it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Message {
    attributes: BTreeSet<String>,
    pub(super) variables: BTreeSet<String>,
}

/// The file of a language, in its order.
fn source(language: &str) -> String {
    source_of(language, "parafa")
}

fn source_of(language: &str, domain: &str) -> String {
    let root = env!("CARGO_MANIFEST_DIR");
    fs::read_to_string(format!("{root}/locales/{language}/{domain}.ftl")).unwrap()
}

/// Every message of a language, in the file's order; no junk.
pub(super) fn messages(language: &str) -> Vec<(String, Message)> {
    messages_of(language, "parafa")
}

/// [`messages`] of either file: `parafa`, or `paper` for the words of papers.
pub(super) fn messages_of(language: &str, domain: &str) -> Vec<(String, Message)> {
    let text = source_of(language, domain);
    let resource = parser::parse(text.as_str()).unwrap_or_else(|(_, errors)| {
        panic!("locales/{language}/{domain}.ftl: {errors:?}");
    });
    let mut found = Vec::new();
    for entry in &resource.body {
        match entry {
            Entry::Message(message) => {
                let mut seen = Message::default();
                message
                    .value
                    .iter()
                    .for_each(|value| pattern(value, &mut seen.variables));
                for attribute in &message.attributes {
                    seen.attributes.insert(attribute.id.name.to_owned());
                    pattern(&attribute.value, &mut seen.variables);
                }
                found.push((message.id.name.to_owned(), seen));
            }
            Entry::Junk { content } => panic!("{language}: {content}"),
            _ => {}
        }
    }
    found
}

fn pattern(pattern: &Pattern<&str>, variables: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            expression_of(expression, variables);
        }
    }
}

fn expression_of(expression: &Expression<&str>, variables: &mut BTreeSet<String>) {
    match expression {
        Expression::Inline(inline) => inline_of(inline, variables),
        Expression::Select { selector, variants } => {
            inline_of(selector, variables);
            for variant in variants {
                pattern(&variant.value, variables);
            }
        }
    }
}

fn inline_of(inline: &InlineExpression<&str>, variables: &mut BTreeSet<String>) {
    match inline {
        InlineExpression::VariableReference { id } => {
            variables.insert(id.name.to_owned());
        }
        InlineExpression::Placeable { expression } => expression_of(expression, variables),
        InlineExpression::FunctionReference { arguments, .. } => {
            for argument in &arguments.positional {
                inline_of(argument, variables);
            }
        }
        _ => {}
    }
}

#[test]
fn ids_stand_sorted_under_their_prefixes() {
    for language in languages() {
        let ids: Vec<String> = messages(&language).into_iter().map(|(id, _)| id).collect();
        let rank = |id: &String| {
            let prefix = id.split('-').next().unwrap();
            let rank = PREFIXES.iter().position(|known| *known == prefix);
            (
                rank.unwrap_or_else(|| panic!("{language}: {id}")),
                id.clone(),
            )
        };
        for pair in ids.windows(2) {
            assert!(
                rank(&pair[0]) < rank(&pair[1]),
                "{language}: {} {}",
                pair[0],
                pair[1]
            );
        }
    }
}

#[test]
fn every_number_has_its_four_texts() {
    let english: BTreeMap<_, _> = messages("en").into_iter().collect();
    let wanted: BTreeSet<String> = ["ask", "cause"].map(str::to_owned).into();
    for code in Code::ALL {
        let id = code.fluent();
        let sentence = english.get(&format!("err-{id}"));
        assert_eq!(
            sentence.map(|message| &message.attributes),
            Some(&wanted),
            "err-{id}"
        );
        let advice = english.get(&format!("rec-{id}"));
        assert_eq!(advice, Some(&Message::default()), "rec-{id} has no values");
    }
    let codes = Code::ALL.len();
    for prefix in ["err-", "rec-"] {
        assert_eq!(
            english.keys().filter(|id| id.starts_with(prefix)).count(),
            codes,
            "{prefix}"
        );
    }
}

#[test]
fn sentences_use_known_values_and_fill_all_of_them() {
    let all: Args = KNOWN.iter().map(|name| (*name, "7".to_owned())).collect();
    for (id, message) in messages("en") {
        if !id.starts_with("err-") {
            continue;
        }
        for variable in &message.variables {
            assert!(KNOWN.contains(&variable.as_str()), "{id}: ${variable}");
            assert!(source("en").contains(&format!("${variable}")), "{variable}");
        }
        let shown = text(&id, &all);
        assert!(
            !shown.contains(['{', '}', '⟦', '\u{2068}']),
            "{id}: {shown}"
        );
        assert!(
            shown.ends_with(['.', '?', '}']) || shown.ends_with('7'),
            "{id}: {shown}"
        );
    }
}

#[test]
fn every_language_says_what_english_says() {
    let english: BTreeMap<_, _> = messages("en").into_iter().collect();
    for language in languages() {
        let other: BTreeMap<_, _> = messages(&language).into_iter().collect();
        let ids = |messages: &BTreeMap<String, Message>| {
            messages.keys().cloned().collect::<BTreeSet<_>>()
        };
        assert_eq!(ids(&other), ids(&english), "{language}");
        for (id, message) in &english {
            assert_eq!(&other[id], message, "{language}: {id}");
        }
    }
}

#[test]
fn nobody_is_told_to_initialise_or_to_guess() {
    for code in Code::ALL {
        let advice = text(&format!("rec-{}", code.fluent()), &Args::new()).to_lowercase();
        assert!(!advice.contains("parafa init"), "{code:?}");
        assert!(!advice.contains("try another pin"), "{code:?}");
        let shown = format!(
            "{advice} {}",
            text(&format!("err-{}", code.fluent()), &Args::new())
        );
        assert!(
            !shown.contains(" a module") && !shown.contains("identity"),
            "{code:?}: {shown}"
        );
    }
}

#[test]
fn a_missing_id_is_seen() {
    assert_eq!(text("err-no-such", &Args::new()), "⟦err-no-such⟧");
    assert_eq!(attribute("err-usage", "no"), "⟦err-usage.no⟧");
}

#[test]
fn values_stay_plain_in_the_pseudo_language() {
    let args = Args::from([("file", "a.cer".to_owned())]);
    let shown = in_pseudo(|| text("err-file-empty", &args));
    assert!(shown.contains("a.cer"), "{shown}");
    let letters: String = shown.chars().filter(char::is_ascii_alphabetic).collect();
    assert_eq!(letters, "acer");
    assert_eq!(text("err-file-empty", &args), "The file a.cer is empty.");
}

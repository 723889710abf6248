//! The help: clap aligns and wraps, the words and the order are ours.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use clap::{Arg, ArgAction, Args, Command};

use super::RawGlobals;
use crate::i18n::{self, t};

/// The five groups in which `--help` shows the commands, with the id of their headings.
pub(super) const GROUPS: &[(&str, &[&str])] = &[
    (
        "help-group-year",
        &[
            "todo", "request", "install", "renew", "form", "done", "provider",
        ],
    ),
    (
        "help-group-look",
        &["show", "check", "compare", "identify", "tokens"],
    ),
    ("help-group-wrong", &["revoke", "pin", "doctor", "explain"]),
    (
        "help-group-care",
        &["import", "export", "delete", "tidy", "forget", "init"],
    ),
    (
        "help-group-it",
        &["modules", "profiles", "connect", "sign", "calendar", "demo"],
    ),
];

/// Gives every command and option its text in the chosen language.
pub(super) fn with_texts(command: Command) -> Command {
    let globals = global_ids();
    let top = overview(&command);
    command
        .mut_args(|arg| described(arg, "", &globals))
        .mut_subcommands(|sub| with_own_texts(sub, &globals))
        .override_usage(t!("help-usage-top"))
        .help_template(top)
}

/// The ids of the global options.
pub(super) fn global_ids() -> BTreeSet<String> {
    RawGlobals::augment_args(Command::new(""))
        .get_arguments()
        .map(|arg| arg.get_id().to_string())
        .chain(["version".to_owned()])
        .collect()
}

/// The top page: the commands in their groups, then the global options.
fn overview(command: &Command) -> String {
    let mut page = format!(
        "{}\n\n{} {{usage}}\n",
        t!("help-about"),
        t!("help-heading-usage")
    );
    let width = command
        .get_subcommands()
        .map(|sub| sub.get_name().len())
        .max()
        .unwrap_or(0);
    for (heading, names) in GROUPS {
        let _ = writeln!(page, "\n{}", plain(heading));
        for name in *names {
            let about = plain(&format!("help-{name}"));
            let _ = writeln!(page, "  {name:width$}  {about}");
        }
    }
    let (heading, more) = (t!("help-heading-globals"), t!("help-more"));
    let _ = write!(page, "\n{heading}\n{{options}}\n\n{more}");
    page
}

/// One command's page.
fn with_own_texts(command: Command, globals: &BTreeSet<String>) -> Command {
    let name = command.get_name().to_owned();
    let usage = usage_line(&command);
    command
        .about(plain(&format!("help-{name}")))
        .mut_args(|arg| described(arg, &name, globals))
        .override_usage(usage)
        .help_template(format!(
            "{{about}}\n\n{} {{usage}}\n\n{{all-args}}",
            t!("help-heading-usage")
        ))
}

/// `parafa show [ID|FILE|DIR]… [options]`.
fn usage_line(command: &Command) -> String {
    let mut line = format!("parafa {}", command.get_name());
    for arg in command.get_positionals() {
        let repeatable = matches!(arg.get_action(), ArgAction::Append);
        let more = if repeatable { "…" } else { "" };
        let _ = write!(line, " [{}]{more}", value_name(arg));
    }
    line.push(' ');
    line.push_str(&t!("help-usage-options"));
    line
}

/// An argument with its text, its heading and the name of its value.
fn described(arg: Arg, command: &str, globals: &BTreeSet<String>) -> Arg {
    let id = arg.get_id().to_string();
    let heading = if globals.contains(&id) {
        t!("help-heading-globals")
    } else if arg.is_positional() {
        t!("help-heading-arguments")
    } else {
        t!("help-heading-options")
    };
    let name = value_name(&arg);
    let arg = arg
        .help(plain(&help_id(&id, command, globals)))
        .help_heading(heading.trim_end_matches(':').to_owned());
    if name.is_empty() {
        arg
    } else {
        arg.value_name(name)
    }
}

/// `help-global-<option>` or `help-<command>-<option>`.
pub(super) fn help_id(id: &str, command: &str, globals: &BTreeSet<String>) -> String {
    let id = id.replace('_', "-");
    if globals.contains(&id.replace('-', "_")) {
        format!("help-global-{id}")
    } else {
        format!("help-{command}-{id}")
    }
}

/// The name of an argument's value in the chosen language, alternatives kept apart: `ID|FILE`.
fn value_name(arg: &Arg) -> String {
    let Some(name) = arg.get_value_names().and_then(|names| names.first()) else {
        return String::new();
    };
    let translated: Vec<String> = name.split('|').map(word).collect();
    translated.join("|")
}

/// One word of a value's name; what is typed as it stands (`list`, `-`, `.p12`) has no text.
fn word(name: &str) -> String {
    let (stem, ending) = name.find('.').map_or((name, ""), |at| name.split_at(at));
    if !stem.is_empty() && stem.bytes().all(|byte| byte.is_ascii_uppercase()) {
        plain(&format!("help-value-{}", stem.to_ascii_lowercase())) + ending
    } else {
        name.to_owned()
    }
}

/// A text without values.
fn plain(id: &str) -> String {
    i18n::text(id, &i18n::Args::new())
}

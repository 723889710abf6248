//! What came of a job, as a screen or a dialog; and help, from the actions.

use std::path::PathBuf;

use unicode_width::UnicodeWidthStr;

use super::action::{Action, Verb};
use super::dialog::Dialog;
use super::draw::{Look, Row, cell, wrapped};
use super::screens::Screen;
use super::screens::new::review::text_with_indent;
use super::screens::opened::Opened;
use super::screens::text::Text;
use super::words;
use crate::error::Failure;
use crate::i18n::t;
use crate::op::Proof;
use crate::op::shape::{InstallOutcome, RequestOutcome};
use crate::op::show::ShowOutcome;
use crate::sanitize;
use crate::telling::{self, Line};

/// Columns of text that is read.
const WIDTH: usize = 74;
/// Columns that labels may take of it.
const LABELS: usize = 30;

/// Why it did not go.
pub(super) fn failure(failure: &Failure, notes: &[String]) -> Dialog {
    let mut text = words::failure(failure);
    text.extend(notes.iter().cloned());
    Dialog::message(t!("tui-title-failed"), text)
}

/// Opened files.
pub(super) fn opened(outcome: ShowOutcome, notes: Vec<String>) -> Screen {
    Screen::Opened(Opened::new(outcome, notes))
}

/// What was installed, what was there before, and what was not and why.
pub(super) fn installed(outcome: &InstallOutcome, notes: &[String]) -> Screen {
    let mut rows = Vec::new();
    let mut say = |sign: &'static str, text: String| {
        let look = Look::of_sign(sign);
        for (index, line) in wrapped(&text, WIDTH).into_iter().enumerate() {
            let sign = if index == 0 { sign } else { " " };
            rows.push(Row::text(format!("{sign} {line}")).look(look));
        }
    };
    for line in telling::imported_keys(&outcome.imported) {
        // Its sign stands in it.
        let sign = if line.text.starts_with('✓') {
            "✓"
        } else {
            " "
        };
        say(sign, line.text.trim_start_matches("✓ ").to_owned());
    }
    for row in &outcome.installed {
        let name = words::common_name(&row.subject);
        let date = words::day(&row.not_after);
        say("✓", t!("tui-installed", name = name, date = date));
        let serial = sanitize::line(&row.serial);
        say(" ", t!("tui-installed-serial", serial = serial));
        say(" ", proof(row.proof));
        for old in &row.superseded {
            let serial = sanitize::line(&old.serial);
            if old.kept {
                say(" ", t!("tui-installed-old-kept", serial = serial));
            } else {
                say(" ", t!("tui-installed-old-gone", serial = serial));
            }
        }
    }
    for row in &outcome.completed {
        say("✓", t!("tui-completed", file = sanitize::line(&row.path)));
    }
    for row in &outcome.already {
        say("✓", t!("tui-already", file = sanitize::line(&row.file)));
    }
    for row in &outcome.skipped {
        say("✗", t!("tui-skipped", file = sanitize::line(&row.file)));
        match &row.failure {
            Some(failure) => {
                for line in words::failure(failure) {
                    say(" ", line);
                }
            }
            None => say(" ", sanitize::line(&row.message)),
        }
    }
    for row in &outcome.chain {
        say(
            "·",
            t!("tui-chain", name = words::common_name(&row.subject)),
        );
    }
    for note in notes {
        say("!", note.clone());
    }
    if rows.is_empty() {
        rows.push(Row::text(t!("tui-installed-nothing")));
    }
    Screen::Text(Text::new(t!("tui-title-installed"), rows))
}

/// What a request of no authority wrote, and what follows.
pub(super) fn made(outcome: &RequestOutcome) -> Screen {
    let mut rows = Vec::new();
    let files = outcome.files.iter();
    let files = files.map(|file| format!("✓ {}", sanitize::line(&file.path)));
    let next = outcome.next_steps.iter().map(|step| sanitize::line(step));
    for text in files.chain(next) {
        rows.extend(wrapped(&text, WIDTH).into_iter().map(Row::text));
    }
    Screen::Text(Text::new(t!("tui-title-made"), rows))
}

/// A command line that can be copied.
pub(super) fn command(command: &str) -> Screen {
    let safe = sanitize::line(command);
    let mut rows = text_with_indent(&t!("tui-command-same"), Look::Plain, WIDTH);
    rows.push(Row::text(""));
    rows.extend(text_with_indent(
        &format!("    {safe}"),
        Look::Heading,
        WIDTH,
    ));
    Screen::Text(Text::new(t!("tui-title-command"), rows).copying(safe))
}

/// Lines that both faces say, as a page.
pub(super) fn page(title: String, lines: &[Line], notes: Vec<String>) -> Screen {
    Screen::Text(Text::new(title, self::lines(lines, notes)))
}

/// Why a token is not seen, with the drivers, and what the helpdesk would get.
pub(super) fn doctor(
    (said, way): (&[Line], &[Line]),
    drivers: Vec<Row>,
    notes: Vec<String>,
    text: String,
) -> Screen {
    let mut rows = lines(said, notes);
    rows.push(Row::text(""));
    rows.extend(drivers);
    rows.push(Row::text(""));
    rows.extend(lines(way, Vec::new()));
    rows.push(Row::text(""));
    rows.extend(lines(&telling::bundle(&text), Vec::new()));
    Screen::Text(Text::new(t!("tui-title-doctor"), rows).bundling(text))
}

/// The same about something that can be shown in another program.
pub(super) fn opening(title: String, lines: &[Line], notes: Vec<String>, path: PathBuf) -> Screen {
    Screen::Text(Text::new(title, self::lines(lines, notes)).opening(path))
}

/// What is read, as lines of a page.
pub(super) fn lines(lines: &[Line], notes: Vec<String>) -> Vec<Row> {
    let mut rows = Vec::new();
    for line in lines {
        let (look, text) = words::told(line);
        rows.extend(in_columns(&text, look));
    }
    for note in notes {
        rows.extend(text_with_indent(&format!("! {note}"), Look::Warn, WIDTH));
    }
    rows
}

/// A line of a table is wrapped below its value, any other below its beginning.
fn in_columns(line: &str, look: Look) -> Vec<Row> {
    let value =
        column_of_value(line).filter(|at| line.get(..*at).is_some_and(|it| it.width() <= LABELS));
    let Some((label, value)) = value.and_then(|at| line.split_at_checked(at)) else {
        return text_with_indent(line, look, WIDTH);
    };
    let room = WIDTH.saturating_sub(label.width());
    let lines = wrapped(value, room).into_iter().enumerate();
    lines
        .map(|(at, text)| {
            let before = if at == 0 {
                label.to_owned()
            } else {
                " ".repeat(label.width())
            };
            Row::text(format!("{before}{text}")).look(look)
        })
        .collect()
}

/// Where the value begins in `  label   value`, in bytes.
fn column_of_value(line: &str) -> Option<usize> {
    let indented = line.starts_with("  ") && !line.starts_with("      ");
    let start = line.find(|letter| letter != ' ').filter(|_| indented)?;
    let gap = start + line.get(start..)?.find("  ")?;
    let value = line.get(gap..)?.find(|letter| letter != ' ')?;
    Some(gap + value)
}

fn proof(proof: Proof) -> String {
    match proof {
        Proof::Signed | Proof::Decrypted => t!("tui-proof-signed"),
        Proof::PublicKeyMatch => t!("tui-proof-match"),
        Proof::NotPossible => t!("tui-proof-none"),
    }
}

/// All actions of a screen; one that cannot be done says why.
pub(super) fn help(actions: &[Action]) -> Screen {
    let mut rows = Vec::new();
    let mut seen = Vec::new();
    if actions.iter().any(|action| action.verb == Verb::Down) {
        rows.push(Row::text(t!("tui-help-moving")));
    }
    for action in actions {
        // Several keys may do the same: the first is told.
        if action.verb.moves() || seen.contains(&action.verb) {
            continue;
        }
        seen.push(action.verb);
        let key = cell(&action.key_words(), 8);
        let row = Row::text(format!("{key} {}", action.words));
        match &action.off {
            Some(reason) => {
                rows.push(row.look(Look::Dim));
                for line in wrapped(reason, WIDTH - 9) {
                    rows.push(Row::text(format!("{} {line}", cell("", 8))).look(Look::Dim));
                }
            }
            None => rows.push(row),
        }
    }
    rows.push(Row::text(""));
    rows.push(Row::text(t!("tui-help-safe")));
    rows.push(Row::text(t!("tui-help-stop")));
    Screen::Text(Text::new(t!("tui-title-help"), rows))
}

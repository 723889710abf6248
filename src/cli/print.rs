//! For people: failures and notices on standard error, answers on standard output, tables.
//!
//! Everything goes through `writeln!`: `println!` would panic when the reader of a pipe is gone, and that is quiet.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde_json::Value;
use unicode_width::UnicodeWidthStr;

use super::json;
use super::manner::{Manner, Style};
use super::words;
use crate::error::{Args, Code, Failure, Notice};
use crate::i18n::t;
use crate::sanitize;
use crate::token::Fault;

/// Writes `text` to standard output as it stands.
///
/// # Errors
/// `write_failed`; a closed pipe is no error.
pub fn out(text: &str) -> Result<(), Failure> {
    let mut stream = io::stdout().lock();
    write_quietly(&mut stream, text)
}

/// Writes bytes to standard output as they stand.
///
/// # Errors
/// `write_failed`; a closed pipe is no error.
pub(super) fn out_bytes(bytes: &[u8]) -> Result<(), Failure> {
    written(&mut io::stdout().lock(), bytes)
}

/// Writes `text` and a line end to standard error; nothing can be done where that fails.
pub fn note(text: &str) {
    let _ = writeln!(io::stderr().lock(), "{text}");
}

/// Writes, flushes, and takes a closed pipe for the end of the matter.
pub(super) fn write_quietly(stream: &mut impl Write, text: &str) -> Result<(), Failure> {
    written(stream, text.as_bytes())
}

fn written(stream: &mut impl Write, bytes: &[u8]) -> Result<(), Failure> {
    let written = stream.write_all(bytes).and_then(|()| stream.flush());
    match written {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(Failure::new(Code::WriteFailed)
                .with("path", "stdout")
                .with("text", error.to_string())
                .because(error))
        }
        _ => Ok(()),
    }
}

/// Shows why a command ended: text for people, or one line of JSON, on standard error.
pub fn failure(failure: &Failure, warnings: &[Notice], manner: &Manner) {
    if manner.json {
        note(&json::error_line(failure, warnings));
    } else {
        let style = manner.style(&io::stderr());
        note(&failure_text(failure, manner.verbose, style));
    }
}

/// Shows a notice on standard error, unless `-q`.
pub fn notice(notice: &Notice, manner: &Manner) {
    if !manner.quiet {
        let style = manner.style(&io::stderr());
        note(&notice_text(notice, style));
    }
}

/// A failure as people read it: number and sentence, the token's state, what to do, the command to go on with.
#[must_use]
pub fn failure_text(failure: &Failure, verbose: u8, style: Style) -> String {
    let mut lines = vec![format!(
        "{} {}",
        style.error(&failure.code.label()),
        words::message(failure.code, &safe(&failure.args))
    )];
    lines.extend(failure.token_state.map(words::token_state));
    // What was put on the disk before it failed: the person looks for it.
    let saved = listed(failure, "saved").into_iter();
    lines.extend(saved.map(|path| t!("cli-delete-saved", path = path)));
    let shown = listed(failure, "candidates");
    if !shown.is_empty() {
        lines.push(t!("cli-candidates"));
        lines.extend(shown.iter().map(|line| format!("  {line}")));
    }
    let advice = crate::telling::advice(failure.code);
    lines.push(format!("{} {advice}", style.bold(&t!("cli-advice"))));
    if let Some(command) = &failure.command {
        let next = style.bold(&t!("cli-next"));
        lines.push(format!("{next} {}", sanitize::line(command)));
    }
    if verbose > 0 {
        lines.extend(details(failure, style));
    }
    lines.join("\n")
}

/// A notice as people read it.
#[must_use]
pub fn notice_text(notice: &Notice, style: Style) -> String {
    let label = style.warning(&format!("{} {}", t!("cli-warning"), notice.code.label()));
    format!(
        "{label} {}",
        words::message(notice.code, &safe(&notice.args))
    )
}

/// Arguments as they may be shown: they can come from a token, a file or a driver.
pub(super) fn safe(args: &Args) -> Args {
    args.iter()
        .map(|(name, value)| (*name, sanitize::line(value)))
        .collect()
}

/// A list among the facts: what fits where several do, what was saved; one line each.
fn listed(failure: &Failure, name: &str) -> Vec<String> {
    let Some(Value::Array(values)) = failure.detail.get(name) else {
        return Vec::new();
    };
    values.iter().map(flat).collect()
}

/// The facts for support, and what lies beneath.
fn details(failure: &Failure, style: Style) -> Vec<String> {
    let mut lines = Vec::new();
    for (name, value) in &failure.detail {
        if name != "candidates" {
            lines.push(format!("  {name}: {}", flat(value)));
        }
    }
    let mut source = std::error::Error::source(failure);
    while let Some(error) = source {
        // A fault's call and answer stand in the details already.
        if !error.is::<Fault>() {
            lines.push(format!("  {}", sanitize::line(&error.to_string())));
        }
        source = error.source();
    }
    if !lines.is_empty() {
        lines.insert(0, t!("cli-detail"));
    }
    lines.iter().map(|line| style.dim(line)).collect()
}

/// A JSON value as one readable line.
fn flat(value: &Value) -> String {
    match value {
        Value::String(text) => sanitize::line(text),
        Value::Array(values) => values.iter().map(flat).collect::<Vec<_>>().join(", "),
        Value::Object(fields) => fields.values().map(flat).collect::<Vec<_>>().join("  "),
        other => other.to_string(),
    }
}

/// A path from the root, as every document shows it; it need not exist.
#[must_use]
pub fn absolute(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned())
}

/// Columns that line up on a terminal; every cell is made safe.
#[derive(Debug, Clone, Default)]
pub struct Table {
    rows: Vec<Vec<String>>,
}

impl Table {
    /// With headings, already in the person's language.
    #[must_use]
    pub fn new(headings: &[String]) -> Self {
        Self {
            rows: vec![headings.to_vec()],
        }
    }

    /// Adds a row; missing cells are empty.
    pub fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        let cells = cells.into_iter().map(|cell| sanitize::line(&cell));
        self.rows.push(cells.collect());
    }

    /// Whether there is nothing under the headings.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.len() < 2
    }

    /// The lines, each with its end; the headings stand out by `style`.
    #[must_use]
    pub fn render(&self, style: Style) -> String {
        let widths = self.widths();
        let mut text = String::new();
        for (index, row) in self.rows.iter().enumerate() {
            let mut line = String::new();
            for (cell, width) in row.iter().zip(&widths) {
                let padding = width.saturating_sub(cell.width()) + 2;
                line.push_str(cell);
                line.push_str(&" ".repeat(padding));
            }
            let line = line.trim_end();
            text.push_str(&if index == 0 {
                style.bold(line)
            } else {
                line.to_owned()
            });
            text.push('\n');
        }
        text
    }

    /// The widest cell of each column.
    fn widths(&self) -> Vec<usize> {
        let columns = self.rows.iter().map(Vec::len).max().unwrap_or(0);
        let widest = |column: usize| {
            let cells = self.rows.iter().filter_map(|row| row.get(column));
            cells.map(|cell| cell.width()).max().unwrap_or(0)
        };
        (0..columns).map(widest).collect()
    }
}

#[cfg(test)]
#[path = "print_tests.rs"]
mod tests;

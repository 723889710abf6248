//! What the program noted.

use super::Line;
use crate::i18n::t;
use crate::op::log::LogTail;

/// The end of each log, below its file's name; the lines are safe already.
#[must_use]
pub fn log(tails: &[LogTail]) -> Vec<Line> {
    let mut lines = Vec::new();
    for tail in tails {
        if !lines.is_empty() {
            lines.push(Line::plain(""));
        }
        lines.push(Line::heading(tail.path.clone()));
        lines.extend(tail.lines.iter().map(Line::plain));
    }
    if lines.is_empty() {
        lines.push(Line::plain(t!("tui-log-empty")));
    }
    lines
}

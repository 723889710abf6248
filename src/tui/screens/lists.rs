//! Moving in a list.

use super::super::action::Verb;

/// Lines of a page.
const PAGE: usize = 10;

/// The chosen item after `verb`, of `count`.
pub(super) fn moved(chosen: usize, verb: Verb, count: usize) -> usize {
    let last = count.saturating_sub(1);
    match verb {
        Verb::Up => chosen.saturating_sub(1),
        Verb::Down => (chosen + 1).min(last),
        Verb::PageUp => chosen.saturating_sub(PAGE),
        Verb::PageDown => (chosen + PAGE).min(last),
        _ => chosen.min(last),
    }
}

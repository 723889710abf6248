//! What both faces say of an outcome, line by line: the command line prints it, the terminal UI shows it as a page.

mod cards;
mod changes;
mod checking;
mod codes;
mod comparing;
mod connecting;
mod days;
mod details;
mod doctor;
mod drivers;
mod identified;
mod leftovers;
mod log;
mod papers;
mod pins;
mod profiles;
mod renewal;
mod reporting;
mod revoking;
mod signed;
mod tokens;
mod written;

pub use cards::{card_group, devices, looks_like, unread_card};
pub use changes::changes;
pub use checking::{checked, findings_hidden, judged};
pub use codes::{advice, explained, explanation};
pub use comparing::{compared, compared_field, compared_with, field_name, worded};
pub use connecting::{connected, tried};
pub use days::{calendar, on_its_day, sentence};
pub use details::{asn1, details, usage};
pub use doctor::{bundle, bundled, diagnosed, diagnosis, way};
pub use drivers::{driver_added, driver_state, drivers};
pub use identified::identified;
pub use leftovers::{leftover, leftovers, name, removed};
pub use log::log;
pub use papers::papers;
pub use pins::{about, pins};
pub use profiles::{checked_profile, mode, profile, profiles, status, store};
pub use renewal::{replaced, told_again};
pub use reporting::{mark_words, report_page, reported};
pub use revoking::revoking;
pub use signed::signed;
pub use tokens::{heading, initialised, pin, pin_state};
pub use written::{authorities, deleted, exported, forgotten, imported, imported_keys};

use unicode_width::UnicodeWidthStr;

use crate::sanitize;

/// How much a line weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// Text.
    Plain,
    /// A heading.
    Heading,
    /// Less important.
    Dim,
    /// To be looked at.
    Warning,
    /// Done, and well.
    Good,
}

/// A line, safe for a terminal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// How much it weighs.
    pub weight: Weight,
    /// What it says.
    pub text: String,
}

impl Line {
    /// Text; `text` is safe.
    #[must_use]
    pub fn plain(text: impl Into<String>) -> Self {
        Self::of(Weight::Plain, text)
    }

    fn heading(text: impl Into<String>) -> Self {
        Self::of(Weight::Heading, text)
    }

    fn of(weight: Weight, text: impl Into<String>) -> Self {
        Self {
            weight,
            text: text.into(),
        }
    }
}

/// Names and values, lined up and made safe.
#[must_use]
pub fn columns(facts: &[(String, String)]) -> Vec<String> {
    let widest = facts.iter().map(|(name, _)| name.width()).max();
    let widest = widest.unwrap_or(0);
    facts
        .iter()
        .map(|(name, value)| {
            let padding = " ".repeat(widest.saturating_sub(name.width()) + 2);
            format!("  {name}{padding}{}", sanitize::line(value))
        })
        .collect()
}

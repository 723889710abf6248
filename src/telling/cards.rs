//! What a card that nobody reads may be, and where its driver comes from.

use super::{Line, Weight};
use crate::i18n::t;
use crate::op::shape::{DeviceRow, LooksLikeRow, TokenRow};
use crate::sanitize;

/// Of a card that no driver reads: what it looks like and what to do, or that nothing is known of it.
#[must_use]
pub fn unread_card(row: &TokenRow) -> Vec<Line> {
    let mut lines = looks_like(&row.looks_like);
    if lines.is_empty() {
        lines.push(Line::plain(t!("cli-card-unknown")));
    }
    if let Some(atr) = &row.atr {
        let text = t!("cli-card-atr", text = sanitize::line(atr));
        lines.push(Line::of(Weight::Dim, text));
    }
    lines
}

/// That a token shares its card with others, and that each has a PIN of its own.
#[must_use]
pub fn card_group(token: &TokenRow, all: &[TokenRow]) -> Option<String> {
    let others = all.iter().filter(|other| token.shares_card(other));
    let count: usize = 1 + others.count();
    (count > 1).then(|| t!("cli-card-group", count = count))
}

/// USB devices that look like tokens, where no token shows.
#[must_use]
pub fn devices(rows: &[DeviceRow]) -> Vec<Line> {
    let mut lines = Vec::new();
    for row in rows {
        let name = sanitize::line(row.name.as_deref().unwrap_or("-"));
        let text = t!("cli-usb-seen", name = name, text = sanitize::line(&row.usb));
        lines.push(Line::plain(text));
        lines.extend(looks_like(&row.looks_like));
        if row.allowed == Some(false) {
            lines.push(Line::of(Weight::Warning, t!("cli-usb-denied")));
        }
    }
    lines
}

/// What it may be; nothing where there is no guess.
#[must_use]
pub fn looks_like(guesses: &[LooksLikeRow]) -> Vec<Line> {
    let here: Vec<&LooksLikeRow> = guesses.iter().filter(|guess| guess.installed).collect();
    // Where one of the possible drivers is there, the others are no matter.
    let told = if here.is_empty() {
        guesses.iter().collect()
    } else {
        here
    };
    told.into_iter().flat_map(one).collect()
}

fn one(guess: &LooksLikeRow) -> Vec<Line> {
    let (name, token) = (sanitize::line(&guess.name), sanitize::line(&guess.token));
    if guess.installed {
        return vec![Line::plain(t!(
            "cli-card-driver-here",
            name = name,
            token = token
        ))];
    }
    let text = t!("cli-card-driver-missing", name = name, token = token);
    let mut lines = vec![Line::of(Weight::Warning, text)];
    lines.extend(origin(guess));
    lines
}

/// Where a driver comes from.
pub(super) fn origin(guess: &LooksLikeRow) -> Vec<Line> {
    let mut lines = Vec::new();
    if let Some(page) = &guess.page {
        lines.push(Line::plain(t!(
            "cli-card-driver-page",
            url = sanitize::line(page)
        )));
    }
    if guess.issuers.is_empty() {
        lines.push(Line::plain(t!("cli-card-driver-issuer")));
    } else {
        let names: Vec<String> = guess
            .issuers
            .iter()
            .map(|name| sanitize::line(name))
            .collect();
        let names = names.join(", ");
        lines.push(Line::plain(t!("cli-card-driver-issuers", names = names)));
    }
    lines
}

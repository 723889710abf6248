//! Before anything is made: what will be signed and written, and what follows. And the certificate that is replaced.

use crossterm::event::KeyCode;

use super::super::super::action::{self, Action, Verb};
use super::super::super::draw::{Look, Row};
use super::super::super::effect::Event;
use super::super::super::order::Planned;
use super::super::super::words;
use super::super::page::{head, text};
use crate::case::Wanted;
use crate::error::Notice;
use crate::i18n::t;
use crate::op::profiles::{RequestShort, short};
use crate::op::renew::RenewOutcome;
use crate::op::request::RequestInput;
use crate::op::shape::DryRun;
use crate::profile::Profile;
use crate::sanitize;
use crate::telling;

/// A page that is read, and answered with Enter.
pub(in crate::tui::screens) struct Reading {
    parts: Vec<(Look, String)>,
    title: String,
    hint: String,
    first: usize,
}

impl Reading {
    /// What was planned for a profile.
    pub(in crate::tui::screens) fn plan(
        planned: &Planned,
        profile: &Profile,
        language: &str,
    ) -> Self {
        let all = short(profile, language).requests;
        let mut parts = Vec::new();
        let own = |id: &str| all.iter().find(|row| row.id == id);
        for row in &planned.runs.requests {
            let title = own(&row.request).map_or(row.request.as_str(), |it| it.title.as_str());
            parts.push((Look::Heading, sanitize::line(title)));
            parts.extend(signed(&row.plan));
            let mut wanted = planned.outlook.wanted.iter();
            let wanted = wanted.find(|it| it.request == row.request);
            parts.extend(wanted.map(|it| (Look::Plain, format!("  {}", key_of(it)))));
        }
        if planned.runs.requests.is_empty() {
            let wanted = planned.outlook.wanted.iter();
            let wanted = wanted.filter_map(|it| own(&it.request));
            parts.extend(elsewhere(wanted));
        }
        parts.extend(planned.doubts.iter().map(doubt));
        let outlook = &planned.outlook;
        let folder = sanitize::line(&outlook.folder);
        let folder = if outlook.new_folder {
            t!("tui-review-new-folder", path = folder)
        } else {
            t!("tui-review-folder", path = folder)
        };
        parts.push((Look::Heading, t!("tui-review-files")));
        parts.push((Look::Plain, folder));
        parts.push((Look::Plain, format!("  {}", words::names(&outlook.files))));
        if !planned.providers.is_empty() {
            let names = words::names(&planned.providers);
            parts.push((Look::Plain, t!("tui-case-for", names = names)));
        }
        if !outlook.next.is_empty() {
            parts.push((Look::Heading, t!("tui-review-next")));
            let next = (1..).zip(&outlook.next);
            parts.extend(
                next.map(|(n, step)| (Look::Plain, format!("  {n}. {}", sanitize::line(step)))),
            );
        }
        let (title, hint) = if planned.makes_keys {
            (t!("tui-title-review"), t!("tui-review-hint"))
        } else {
            (t!("tui-title-review-case"), t!("tui-review-case-hint"))
        };
        Self::new(title, hint, parts)
    }

    /// What is replaced, until when, and what follows from it; `plain`: the request of no authority that would be made.
    pub(in crate::tui::screens) fn old(outcome: &RenewOutcome, plain: Option<&DryRun>) -> Self {
        let mut lines = telling::replaced(outcome);
        if let Some(renewal) = &outcome.renewal {
            lines.extend(telling::told_again(&renewal.report, &renewal.keep));
        }
        let mut parts: Vec<(Look, String)> = lines.iter().map(words::told).collect();
        let hint = match plain {
            Some(own) => {
                parts.push((Look::Heading, t!("tui-renew-plain")));
                parts.extend(signed(own));
                t!("tui-renew-plain-hint")
            }
            None => t!("tui-why-ends"),
        };
        Self::new(t!("tui-title-renew"), hint, parts)
    }

    /// A request of no authority.
    pub(in crate::tui::screens) fn plain(plan: &DryRun, input: &RequestInput) -> Self {
        let (title, hint) = (t!("tui-title-review"), t!("tui-review-hint"));
        let mut parts = signed(plan);
        let key = if let Some(id) = &input.existing {
            t!("tui-review-existing", name = sanitize::line(id))
        } else {
            let key = input.key.as_deref().unwrap_or("rsa2048");
            key_at(key, input.store.name())
        };
        parts.push((Look::Plain, format!("  {key}")));
        Self::new(title, hint, parts)
    }

    fn new(title: String, hint: String, parts: Vec<(Look, String)>) -> Self {
        Self {
            parts,
            title,
            hint,
            first: 0,
        }
    }

    pub(in crate::tui::screens) fn actions(enter: String, more: Vec<Action>) -> Vec<Action> {
        let mut all = vec![Action::new(KeyCode::Enter, Verb::Enter, enter)];
        all.extend(more);
        all.extend(action::moving());
        all.extend(action::f1_and_back());
        all
    }

    pub(in crate::tui::screens) fn update(&mut self, event: &Event) {
        let last = self.parts.len().saturating_sub(1);
        match event {
            Event::Did(Verb::Up) => self.first = self.first.saturating_sub(1),
            Event::Did(Verb::Down) => self.first = (self.first + 1).min(last),
            Event::Did(Verb::PageUp) => self.first = self.first.saturating_sub(10),
            Event::Did(Verb::PageDown) => self.first = (self.first + 10).min(last),
            _ => {}
        }
    }

    /// The lines for an area; the last one says when there is more.
    pub(in crate::tui::screens) fn rows(&self, width: usize, height: usize) -> Vec<Row> {
        let mut shown = head(self.title.clone(), &self.hint, width);
        let parts = self.parts.iter();
        let all = parts.flat_map(|(look, part)| text_with_indent(part, *look, width));
        shown.extend(all.skip(self.first));
        if shown.len() > height {
            shown.truncate(height.saturating_sub(1));
            shown.push(Row::text(t!("tui-review-more")).look(Look::Dim));
        }
        shown
    }
}

/// A text whose further lines stand under its first word.
pub(in crate::tui) fn text_with_indent(part: &str, look: Look, width: usize) -> Vec<Row> {
    let blanks = part.chars().take_while(|letter| *letter == ' ').count();
    let indent = " ".repeat(blanks);
    let lines = text(part.trim_start(), look, width.saturating_sub(blanks));
    let lines = lines.into_iter();
    lines
        .map(|row| Row::text(format!("{indent}{}", row.left)).look(look))
        .collect()
}

/// What a request asks for, exactly.
fn signed(plan: &DryRun) -> Vec<(Look, String)> {
    let subject = sanitize::line(&plan.subject);
    let mut parts = vec![(Look::Plain, format!("  {subject}"))];
    let extensions = plan.extensions.iter();
    parts.extend(extensions.map(|line| (Look::Plain, format!("  {}", sanitize::line(line)))));
    parts
}

/// Type and place of a key.
fn key_of(wanted: &Wanted) -> String {
    let key = wanted.key.as_deref().unwrap_or("?");
    key_at(key, wanted.store.as_deref().unwrap_or_default())
}

fn key_at(key: &str, store: &str) -> String {
    let place = match store {
        "token" => t!("tui-store-token"),
        "both" => t!("tui-store-both"),
        _ => t!("tui-store-file"),
    };
    format!("{} · {place}", sanitize::line(&key.to_uppercase()))
}

/// What others make, in words.
fn elsewhere<'a>(wanted: impl Iterator<Item = &'a RequestShort>) -> Vec<(Look, String)> {
    let each = wanted.flat_map(|row| {
        let title = sanitize::line(&row.title);
        let mode = format!("  {}", telling::mode(row));
        [(Look::Heading, title), (Look::Plain, mode)]
    });
    each.collect()
}

fn doubt(notice: &Notice) -> (Look, String) {
    (Look::Warn, format!("! {}", words::notice(notice)))
}

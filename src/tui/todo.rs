//! What to do now, as far as the looked-at token and the journal tell.

use super::words;
use crate::i18n::t;
use crate::journal::OpenIntent;
use crate::op::shape::{IdentityState, TokenShow};
use crate::sanitize;

/// Something that was begun and not ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Unfinished {
    /// The token's label.
    pub label: String,
    /// Its serial number.
    pub serial: String,
    /// What was going to be done.
    pub what: String,
    /// When.
    pub when: String,
}

impl Unfinished {
    /// From the journal.
    pub(super) fn of(open: &OpenIntent) -> Self {
        Self {
            label: open.intent.token.label.clone(),
            serial: open.intent.token.serial.clone(),
            what: words::operation(open.intent.operation),
            when: words::day(&open.intent.created.to_string()),
        }
    }
}

/// One line of what to do now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Todo {
    /// Something was interrupted: looking with the PIN settles it.
    Settle(Unfinished),
    /// A key waits for its certificate.
    Install {
        /// The key's label.
        label: String,
    },
    /// A certificate ends soon.
    Expiring {
        /// Whole days.
        days: i64,
        /// The last day.
        date: String,
        /// Whose.
        holder: String,
    },
    /// A certificate has ended, and no other of that key is valid.
    Expired {
        /// The last day.
        date: String,
        /// Whose.
        holder: String,
    },
}

impl Todo {
    /// The line, sanitised.
    pub(super) fn line(&self) -> String {
        match self {
            Self::Settle(open) => t!(
                "tui-todo-settle",
                what = open.what.clone(),
                date = open.when.clone()
            ),
            Self::Install { label } => t!("tui-todo-install", label = label.clone()),
            Self::Expiring { days, date, holder } => t!(
                "tui-todo-expiring",
                days = days,
                date = date.clone(),
                name = holder.clone()
            ),
            Self::Expired { date, holder } => {
                t!(
                    "tui-todo-expired",
                    date = date.clone(),
                    name = holder.clone()
                )
            }
        }
    }

    /// What Enter does there.
    pub(super) fn enter(&self) -> String {
        match self {
            Self::Settle(_) => t!("tui-enter-look"),
            Self::Install { .. } => t!("tui-enter-install"),
            Self::Expiring { .. } | Self::Expired { .. } => t!("tui-enter-why"),
        }
    }
}

/// All that is to be done with one token.
pub(super) fn of_token(show: Option<&TokenShow>, unfinished: &[Unfinished]) -> Vec<Todo> {
    let Some(show) = show else {
        return Vec::new();
    };
    let token = &show.token;
    let mut todo: Vec<Todo> = unfinished
        .iter()
        .filter(|open| {
            token.label.as_ref() == Some(&open.label) && token.serial.as_ref() == Some(&open.serial)
        })
        .map(|open| Todo::Settle(open.clone()))
        .collect();
    for identity in &show.identities {
        let newest = identity
            .certificates
            .iter()
            .filter(|certificate| !certificate.placeholder)
            .max_by(|one, other| one.not_after.cmp(&other.not_after));
        match (identity.state, newest) {
            (IdentityState::AwaitingCertificate, _) => todo.push(Todo::Install {
                label: sanitize::line(&words::named(identity.label.as_deref())),
            }),
            (_, Some(newest)) => {
                let date = words::day(&newest.not_after);
                let holder = words::holder(newest);
                match words::state_of(newest) {
                    IdentityState::Expiring => todo.push(Todo::Expiring {
                        days: newest.days_left,
                        date,
                        holder,
                    }),
                    IdentityState::Expired => todo.push(Todo::Expired { date, holder }),
                    _ => {}
                }
            }
            _ => {}
        }
    }
    todo
}

//! `delete`: off the token, after a confirmation.

use super::args::{DeleteArgs, DeleteWhat};
use super::face::Face;
use super::tokens::ended;
use crate::error::Failure;
use crate::i18n::t;
use crate::op::delete::{Delete, DeleteOutcome, SavedRow, What};
use crate::op::shape::OtherRow;
use crate::sanitize;

/// Carries `delete` out.
pub(super) fn run(face: &Face, args: DeleteArgs) -> Result<(), Failure> {
    let question = t!("cli-ask-id");
    let id = face.value(args.id, "ID", &question, "parafa delete ID")?;
    let what = match args.what {
        None | Some(DeleteWhat::Certificate) => What::Certificate,
        Some(DeleteWhat::Key) => What::Key,
        Some(DeleteWhat::All) => What::All,
    };
    let outcome = face.work(|setting, _| Delete { id, what }.run(setting))?;
    face.answer("delete", &outcome, |_| text(&outcome))
}

fn text(outcome: &DeleteOutcome) -> String {
    let saved = outcome.saved.iter().map(saved_line);
    let removed = outcome.removed.iter().map(|row| {
        let name = name(row);
        t!("cli-delete-removed", name = name)
    });
    let kept = outcome.kept.iter().map(|row| {
        let name = name(row);
        t!("cli-delete-kept", name = name)
    });
    ended(saved.chain(removed).chain(kept).collect())
}

/// Where a certificate was saved.
pub(super) fn saved_line(row: &SavedRow) -> String {
    let path = sanitize::line(&row.path);
    t!("cli-delete-saved", path = path)
}

/// The class and the name of an object.
pub(super) fn name(row: &OtherRow) -> String {
    let class = match row.class.as_str() {
        "certificate" => t!("cli-class-certificate"),
        "private_key" => t!("cli-class-private-key"),
        "public_key" => t!("cli-class-public-key"),
        other => other.to_owned(),
    };
    let label = row.label.clone().or_else(|| row.id.clone());
    let label = label.unwrap_or_else(|| t!("cli-unnamed"));
    format!("{class} {}", sanitize::line(&label))
}

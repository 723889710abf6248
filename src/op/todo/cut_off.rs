//! What the journal knows of imports that were cut off: no token is asked.

use super::{ItemKind, ItemRow};
use crate::journal::{Journal, OpenIntent, Operation};
use crate::op::Setting;
use crate::sanitize;

/// An item for each import that nobody is at any more and whose end is not known, once for all its parts. What belongs
/// to a request goes on with that.
pub(super) fn cut_off(setting: &mut Setting<'_>) -> Vec<ItemRow> {
    let mut items: Vec<ItemRow> = Vec::new();
    for open in setting.journal.lenient(Journal::open_intents) {
        let Some(item) = item(&open) else { continue };
        if items.iter().all(|known| known.command != item.command) {
            items.push(item);
        }
    }
    items
}

fn item(open: &OpenIntent) -> Option<ItemRow> {
    let intent = &open.intent;
    let command = intent.resume.clone()?;
    // The certificates of an import have an intent of their own, and the command of the whole.
    let of_import = match intent.operation {
        Operation::Import => intent.case.is_none(),
        Operation::PutCertificate => command.starts_with("parafa import "),
        _ => false,
    };
    let label = intent.label.as_deref().unwrap_or(&intent.token.label);
    of_import.then(|| ItemRow {
        kind: ItemKind::Unfinished,
        text: sanitize::line(label),
        due: None,
        days_left: None,
        case: None,
        id: None,
        command,
        deadline: None,
        warn_days: Vec::new(),
    })
}

//! `identify`: which key, request, token a file belongs to.

use super::args::IdentifyArgs;
use super::face::Face;
use super::tokens::{columns, ended};
use crate::error::Failure;
use crate::i18n::t;
use crate::op::files::Source;
use crate::op::identify::{self, IdentifiedRow};
use crate::sanitize;

/// Carries `identify` out.
pub(super) fn run(face: &Face, args: IdentifyArgs) -> Result<(), Failure> {
    let mut sources: Vec<Source> = args.files.into_iter().map(source).collect();
    if sources.is_empty() {
        let question = t!("cli-ask-file");
        let file = face.value(None, "FILE", &question, "parafa identify FILE")?;
        sources.push(source(file.into()));
    }
    let outcome = face.work(|setting, _| identify::run(setting, &sources))?;
    face.answer("identify", &outcome, |style| {
        let mut lines = Vec::new();
        for row in &outcome.files {
            let path = sanitize::line(&row.path);
            lines.push(style.bold(&format!("{path}  {}", row.kind)));
            lines.extend(facts(row));
        }
        ended(lines)
    })?;
    outcome.cut.map_or(Ok(()), Err)
}

fn source(path: std::path::PathBuf) -> Source {
    if path == std::path::Path::new("-") {
        Source::Stdin
    } else {
        Source::Path(path)
    }
}

fn facts(row: &IdentifiedRow) -> Vec<String> {
    let key = row.key_sha256.clone();
    let token = row
        .token
        .clone()
        .or_else(|| Some(t!("cli-identify-nowhere")));
    let facts = [
        (t!("cli-table-key"), key.map(|key| format!("sha256:{key}"))),
        (t!("cli-table-id"), row.id.clone()),
        (t!("cli-table-token"), token),
        (t!("cli-table-case"), row.case.clone()),
    ];
    let known: Vec<(String, String)> = facts
        .into_iter()
        .filter_map(|(name, value)| Some((name, value?)))
        .collect();
    columns(&known)
}

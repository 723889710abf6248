//! A signature over a file: where it is, by whom, and how others check it.

use super::{Line, Weight, columns};
use crate::i18n::t;
use crate::op::files::quoted;
use crate::op::sign::SignOutcome;
use crate::sanitize;

/// What was written.
#[must_use]
pub fn signed(outcome: &SignOutcome) -> Vec<Line> {
    let done = t!(
        "cli-sign-done",
        file = sanitize::line(&outcome.content.path),
        name = sanitize::line(&outcome.signer.holder)
    );
    let mut lines = vec![Line::of(Weight::Good, format!("✓ {done}"))];
    let (hash, digest) = (&outcome.content.hash, &outcome.content.digest);
    let mut facts = vec![
        (t!("cli-sign-file"), outcome.path.clone()),
        (t!("cli-table-serial"), outcome.signer.serial.clone()),
        (t!("cli-sign-digest"), format!("{hash} {digest}")),
    ];
    let chain = outcome.chain.iter();
    facts.extend(chain.map(|name| (t!("cli-sign-authority"), name.clone())));
    lines.extend(columns(&facts).into_iter().map(Line::plain));
    let (signature, content) = (quoted(&outcome.path), quoted(&outcome.content.path));
    let check = format!(
        "openssl cms -verify -binary -inform DER -in {signature} -content {content} -CAfile ROOT.pem -out /dev/null"
    );
    let check = t!("cli-sign-check", command = sanitize::whole(&check));
    lines.push(Line::of(Weight::Dim, format!("  {check}")));
    lines
}

//! `revoke`: who revokes a certificate, where, and what else hangs on it.

use super::args::RevokeArgs;
use super::face::Face;
use super::tokens::ended;
use crate::error::Failure;
use crate::i18n;
use crate::op::revoke;
use crate::telling;

/// Carries `revoke` out; it revokes nothing itself.
pub(super) fn run(face: &Face, args: &RevokeArgs) -> Result<(), Failure> {
    let language = i18n::current();
    let outcome = face.work(|setting, _| revoke::run(setting, args.id.as_deref(), &language))?;
    face.answer("revoke", &outcome, |style| {
        ended(style.lines(&telling::revoking(&outcome)))
    })
}

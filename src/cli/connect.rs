//! `connect`: a log-in to a server, to see whether it works.

use super::args::ConnectArgs;
use super::face::Face;
use super::tokens::ended;
use crate::error::Failure;
use crate::i18n::{self, t};
use crate::op::connect::{self, Connect};
use crate::telling;

/// Carries `connect` out.
pub(super) fn run(face: &Face, args: ConnectArgs) -> Result<(), Failure> {
    let url = face.value(
        args.url,
        "URL",
        &t!("cli-ask-address"),
        "parafa connect URL",
    )?;
    let connect = Connect {
        url,
        id: args.id,
        profile: args.profile,
        anchors: args.trust,
        language: i18n::current(),
    };
    connect::target(&connect.url)?;
    let outcome = face.work(|setting, _| connect.run(setting))?;
    let outcome = telling::tried(outcome);
    face.answer("connect", &outcome, |style| {
        ended(style.lines(&telling::connected(&outcome)))
    })?;
    outcome.verdict()
}

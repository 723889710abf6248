//! `compare`: what is registered against the certificate. It needs no PIN.

use super::args::{CompareArgs, missing};
use super::face::Face;
use super::show::{Named, named};
use super::tokens::ended;
use crate::error::Failure;
use crate::i18n::t;
use crate::op::compare::{Compare, Field};
use crate::telling;

/// Columns of both lines: they are read one above the other, also in a mail.
const WIDTH: usize = 100;
/// The line with everything.
const COMMAND: &str = "parafa compare ID --serial TEXT --issuer TEXT --holder TEXT";

/// Carries `compare` out.
pub(super) fn run(face: &Face, args: CompareArgs) -> Result<(), Failure> {
    let mut compare = Compare::default();
    match args.object.map(named).transpose()? {
        Some(Named::File(source)) => compare.file = Some(source),
        Some(Named::Id(id)) => compare.id = Some(id),
        None => {}
    }
    let given = [
        (Field::Serial, args.serial),
        (Field::Issuer, args.issuer),
        (Field::Holder, args.holder),
    ];
    for (field, text) in given {
        let text = text.filter(|text| !text.trim().is_empty());
        compare.fields.extend(text.map(|text| (field, text)));
    }
    if compare.fields.is_empty() {
        compare.fields = asked(face);
    }
    if compare.fields.is_empty() {
        return Err(missing(&["--serial", "--issuer", "--holder"], COMMAND));
    }
    let outcome = face.work(|setting, _| compare.run(setting))?;
    let outcome = telling::worded(outcome);
    face.answer("compare", &outcome, |style| {
        ended(style.lines(&telling::compared(&outcome, WIDTH)))
    })?;
    outcome.verdict()
}

/// What a person types: each of the three may be left out.
fn asked(face: &Face) -> Vec<(Field, String)> {
    let questions = [
        (Field::Serial, t!("cli-ask-registered-serial")),
        (Field::Issuer, t!("cli-ask-registered-issuer")),
        (Field::Holder, t!("cli-ask-registered-holder")),
    ];
    let answered = questions
        .into_iter()
        .map(|(field, question)| (field, face.ask.value(&question)));
    answered
        .filter_map(|(field, text)| Some((field, text?)))
        .collect()
}

//! `export`: certificates out, from a token or a file.

use std::path::Path;

use super::args::{Cipher, ExportArgs, ExportFormat, conflict};
use super::face::Face;
use super::print;
use super::show::{Named, named};
use super::tokens::ended;
use crate::error::{Code, Failure};
use crate::op::export::{Encryption, Export, Form, From, KeyForm, To, What};
use crate::telling;
use crate::token::TokenState;

/// Carries `export` out.
pub(super) fn run(face: &Face, args: ExportArgs) -> Result<(), Failure> {
    let from = match args.object.map(named).transpose()? {
        None => From::Newest,
        Some(Named::Id(id)) => From::Token(id),
        Some(Named::File(source)) => From::File(source),
    };
    let form = match args.format {
        None | Some(ExportFormat::Pem) => Form::Pem,
        Some(ExportFormat::Der) => Form::Der,
        Some(ExportFormat::P7b) => Form::P7b,
        Some(ExportFormat::Key) => Form::Key(KeyForm::Pem),
        Some(ExportFormat::P12) => Form::Key(KeyForm::Pkcs12(match args.cipher {
            Some(Cipher::Legacy) => Encryption::Legacy,
            None | Some(Cipher::Modern) => Encryption::Modern,
        })),
    };
    if matches!(form, Form::Key(_)) && !matches!(from, From::File(_)) {
        return Err(Failure::new(Code::KeyCannotLeave).state(TokenState::NothingChanged));
    }
    if form == Form::Der && args.chain {
        return Err(conflict("--chain", "--format der"));
    }
    let to = match args.out {
        None => To::Here,
        Some(path) if path == Path::new("-") && face.globals.manner.json => {
            return Err(conflict("--out -", "--json"));
        }
        Some(path) if path == Path::new("-") => To::Bytes,
        Some(path) if path.is_dir() => To::Folder(path),
        Some(path) => To::File(path),
    };
    let export = Export {
        from,
        form,
        what: if args.public_key {
            What::PublicKey
        } else {
            What::Certificate
        },
        chain: args.chain,
        to,
        case: args.case,
    };
    let outcome = face.work(|setting, _| export.run(setting))?;
    if export.to == To::Bytes {
        return print::out_bytes(&outcome.bytes);
    }
    face.answer("export", &outcome, |style| {
        ended(style.lines(&telling::exported(&outcome)))
    })
}

//! `show`: what is there, as certificates with their keys.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use super::args::ShowArgs;
use super::certificates::{Place, chain_lines, identity_lines};
use super::face::Face;
use super::manner::Style;
use super::tokens::{ended, failed_modules, heading, nothing, pin};
use crate::cli::args::SerialFormat;
use crate::error::{Code, Failure};
use crate::i18n::t;
use crate::op::files::Source;
use crate::op::shape::{OtherRow, TokenRowState, TokenShow};
use crate::op::show::{Show, ShowOutcome, Telling};
use crate::sanitize;

/// Carries `show` out.
pub(super) fn run(face: &Face, args: ShowArgs) -> Result<(), Failure> {
    let mut show = Show {
        login: args.login,
        all: args.all,
        depth: Telling {
            details: args.full,
            asn1: args.asn1,
        },
        ..Show::default()
    };
    for object in args.objects {
        match named(object)? {
            Named::File(source) => show.files.push(source),
            Named::Id(id) => show.ids.push(id),
        }
    }
    let form = args.serial_format.unwrap_or(SerialFormat::Hex);
    let outcome = face.work(|setting, _| show.run(setting))?;
    face.answer("show", &outcome, |style| {
        text(&outcome, form, face.token(), style)
    })?;
    outcome.cut.map_or(Ok(()), Err)
}

/// What a word names.
pub(super) enum Named {
    /// A file, a folder, standard input.
    File(Source),
    /// An object on a token.
    Id(String),
}

/// What is there as a file is one; so is what can only be a path. Everything else is an id.
pub(super) fn named(object: OsString) -> Result<Named, Failure> {
    if object == "-" {
        return Ok(Named::File(Source::Stdin));
    }
    let path = Path::new(&object);
    let address = object.to_string_lossy().starts_with("pkcs11:");
    let only_path = path.components().count() > 1 && !address;
    if only_path || path.exists() {
        return Ok(Named::File(Source::Path(PathBuf::from(object))));
    }
    object
        .into_string()
        .map(Named::Id)
        .map_err(|_| Failure::new(Code::Usage).with("text", t!("cli-usage-utf8")))
}

fn text(outcome: &ShowOutcome, form: SerialFormat, wanted: Option<&str>, style: Style) -> String {
    let mut lines = Vec::new();
    for token in &outcome.tokens {
        lines.extend(token_lines(token, form, style));
        lines.push(String::new());
    }
    for file in &outcome.files {
        lines.push(style.bold(&sanitize::line(&file.path)));
        for identity in &file.identities {
            lines.extend(identity_lines(identity, Place::File, form, style));
        }
        lines.extend(chain_lines(&file.chain, form, style));
        lines.push(String::new());
    }
    let empty = outcome.tokens.is_empty() && outcome.files.is_empty();
    if empty && outcome.only_files {
        lines.push(t!("cli-show-nothing-in-files"));
    } else if empty && !outcome.partial {
        lines.push(nothing(&outcome.modules, wanted));
    }
    lines.extend(failed_modules(&outcome.modules, style));
    ended(lines)
}

fn token_lines(token: &TokenShow, form: SerialFormat, style: Style) -> Vec<String> {
    let mut title = style.bold(&heading(&token.token));
    if token.token.state == TokenRowState::Ready {
        title = format!("{title}  {}: {}", t!("cli-table-pin"), pin(&token.token));
    }
    let mut lines = vec![title];
    for identity in &token.identities {
        lines.extend(identity_lines(identity, Place::Token, form, style));
    }
    lines.extend(chain_lines(&token.chain, form, style));
    lines.extend(token.other.iter().map(other_line));
    if token.token.state != TokenRowState::Ready {
        return lines;
    }
    if lines.len() == 1 {
        lines.push(format!("  {}", t!("cli-show-empty")));
    }
    if !token.logged_in {
        lines.push(style.dim(&format!("  {}", t!("cli-show-login"))));
    } else if !token.complete {
        lines.push(style.warning(&format!("  {}", t!("cli-show-incomplete"))));
    }
    lines
}

fn other_line(other: &OtherRow) -> String {
    let label = other.label.clone().unwrap_or_else(|| t!("cli-unnamed"));
    format!("  ·  {}  {}", other.class, sanitize::line(&label))
}

//! Papers that were written.

use std::path::Path;

use super::Line;
use crate::i18n::t;
use crate::op::form::{CertificateFrom, CertificateTaken, FormFile, FormOutcome, HandIn};
use crate::sanitize;

/// Which certificate was taken, what was written where, and where it goes from here.
#[must_use]
pub fn papers(outcome: &FormOutcome) -> Vec<Line> {
    let mut lines = Vec::new();
    if let Some(certificate) = &outcome.certificate {
        lines.push(Line::plain(taken(certificate)));
    }
    let title = sanitize::line(&outcome.title);
    lines.push(Line::plain(match &outcome.case {
        Some(case) => t!("cli-form-case", title = title, case = case.as_str()),
        None => t!("cli-form-title", title = title),
    }));
    lines.push(Line::heading(sanitize::line(&outcome.folder)));
    let files = outcome.files.iter();
    lines.extend(files.map(|file| Line::plain(row(file, &outcome.folder))));
    lines.push(Line::plain(t!("cli-next")));
    lines.extend(next(&outcome.hand_in).into_iter().map(Line::plain));
    if let Some(case) = &outcome.case {
        lines.push(Line::plain(format!("  parafa todo {case}")));
    }
    lines
}

/// Which certificate, by what people compare: holder, serial number, place.
fn taken(certificate: &CertificateTaken) -> String {
    let holder = certificate.holder.as_ref();
    let name = sanitize::line(holder.unwrap_or(&certificate.subject));
    let serial = certificate.serial.as_str();
    let place = sanitize::line(&certificate.place);
    match certificate.source {
        CertificateFrom::Token => t!(
            "cli-form-from-token",
            name = name,
            serial = serial,
            place = place
        ),
        CertificateFrom::File => t!(
            "cli-form-from-file",
            name = name,
            serial = serial,
            place = place
        ),
        CertificateFrom::Case => t!(
            "cli-form-from-case",
            name = name,
            serial = serial,
            case = place
        ),
        CertificateFrom::Remembered => t!(
            "cli-form-remembered",
            name = name,
            serial = serial,
            place = place
        ),
    }
}

fn row(file: &FormFile, folder: &str) -> String {
    let path = Path::new(&file.path);
    let path = path.strip_prefix(folder).unwrap_or(path);
    let path = sanitize::line(&path.display().to_string());
    if file.written {
        format!("  {path}")
    } else {
        format!("  {}", t!("cli-form-there", path = path))
    }
}

/// Where the papers go from here.
fn next(hand_in: &HandIn) -> Vec<String> {
    let shown = |text: &String| format!("  {}", sanitize::line(text));
    let all = [&hand_in.to, &hand_in.desk, &hand_in.mail, &hand_in.web];
    all.into_iter().flatten().map(shown).collect()
}

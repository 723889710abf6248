//! From a profile's form to a paper: every line with its value, every placeholder filled.

use jiff::civil::Date;

use super::UNKNOWN;
use super::sheet::{Filled, Look, Row, Sheet};
use super::shown::{self, Asked, Manner};
use crate::i18n::Paper;
use crate::profile::{self, Form, FormKind, Line, Shown, Value};
use crate::x509::Certificate;

/// What is known when a paper is made.
pub struct Source<'a> {
    /// What a field says; `None`: nobody knows.
    pub field: &'a dyn Fn(&str) -> Option<String>,
    /// The certificate that it is about.
    pub certificate: Option<&'a Certificate>,
    /// The requests of the case.
    pub requests: &'a [Asked],
    /// The day of this run.
    pub today: Date,
}

/// Whether a form says something that only a certificate can tell.
#[must_use]
pub fn needs_certificate(form: &Form) -> bool {
    let of_request = of_request(form);
    form.line.iter().any(|line| match &line.value {
        Value::Shown(shown) => shown::of_certificate(*shown, of_request),
        Value::Field(_) => false,
    })
}

/// A form that names a request's file tells of requests: its subject and its key are theirs.
fn of_request(form: &Form) -> bool {
    let mut lines = form.line.iter();
    lines.any(|line| matches!(line.value, Value::Shown(Shown::Csr | Shown::CsrSha256)))
}

/// The paper of a form; `language` is the authority's, and that of `words`.
pub(super) fn fill(form: &Form, source: &Source<'_>, language: &str, words: &Paper) -> Sheet {
    let paragraph = |text: &String| paragraph(text, form, source, words);
    let note = form.note.as_ref();
    Sheet {
        language: language.to_owned(),
        kind: form.kind,
        title: form.title.clone(),
        to: form.to.clone(),
        intro: form.intro.iter().map(paragraph).collect(),
        rows: form
            .line
            .iter()
            .map(|line| row(line, form, source, words))
            .collect(),
        closing: form.closing.iter().map(paragraph).collect(),
        attach: form.attach.clone(),
        signatures: form.signatures.clone(),
        copies: form.copies,
        official: form.official,
        to_be_confirmed: form.tbc,
        note: note.map(|note| note.official(language).to_owned()),
    }
}

/// A text with its placeholders filled: fields, the day, serial number and holder; dots for what nobody knows.
pub(super) fn paragraph(text: &str, form: &Form, source: &Source<'_>, words: &Paper) -> String {
    let certificate = source.certificate;
    let special = |id: &str| match id {
        "date" => Some(shown::day(source.today, words)),
        "serial" => certificate.map(|it| it.serial().render(Manner::of(form).serial)),
        "holder" => certificate.and_then(Certificate::holder),
        "id" => form.request.clone(),
        _ => None,
    };
    let value = |id: &str| {
        let known = (source.field)(id).or_else(|| special(id));
        let known = known.filter(|value| !value.trim().is_empty());
        Some(known.unwrap_or_else(|| UNKNOWN.to_owned()))
    };
    profile::fill(text, value).unwrap_or_else(|_| text.to_owned())
}

fn row(line: &Line, form: &Form, source: &Source<'_>, words: &Paper) -> Row {
    let manner = Manner::of(form);
    let (value, look) = match &line.value {
        Value::Field(id) => (Filled::one((source.field)(id)), Look::Plain),
        Value::Shown(shown) => {
            let value = if shown::of_certificate(*shown, of_request(form)) {
                source.certificate.map_or(Filled::Blank, |certificate| {
                    shown::in_certificate(*shown, certificate, manner, words)
                })
            } else if *shown == Shown::Today {
                Filled::one(Some(shown::day(source.today, words)))
            } else {
                let about = |asked: &&Asked| {
                    let wanted = form.request.as_ref();
                    wanted.is_none_or(|id| *id == asked.id)
                };
                let requests: Vec<&Asked> = source.requests.iter().filter(about).collect();
                shown::in_requests(*shown, &requests, manner)
            };
            (value, shown::look(*shown))
        }
    };
    Row {
        label: line.label.clone(),
        value,
        look,
        to_be_confirmed: line.tbc,
    }
}

/// The certificate on a sheet, where the profile has none of its own.
pub(super) fn certificate_sheet(
    certificate: &Certificate,
    manner: Manner,
    today: Date,
    language: &str,
    words: &Paper,
) -> Sheet {
    let line = |(id, shown): (&str, Shown)| Row {
        label: words.word(id),
        value: shown::in_certificate(shown, certificate, manner, words),
        look: shown::look(shown),
        to_be_confirmed: false,
    };
    let mut rows: Vec<Row> = STANDARD.into_iter().map(line).collect();
    rows.push(Row {
        label: words.word("paper-printed"),
        value: Filled::one(Some(shown::day(today, words))),
        look: Look::Plain,
        to_be_confirmed: false,
    });
    Sheet {
        language: language.to_owned(),
        kind: FormKind::CertificateSheet,
        title: words.word("paper-certificate-title"),
        to: None,
        intro: vec![words.word("paper-certificate-intro")],
        rows,
        closing: Vec::new(),
        attach: Vec::new(),
        signatures: Vec::new(),
        copies: 1,
        official: false,
        to_be_confirmed: false,
        note: None,
    }
}

/// The lines of a certificate sheet that no profile describes.
const STANDARD: [(&str, Shown); 10] = [
    ("paper-holder", Shown::Holder),
    ("paper-subject", Shown::Subject),
    ("paper-issuer", Shown::Issuer),
    ("paper-serial", Shown::Serial),
    ("paper-not-before", Shown::NotBefore),
    ("paper-not-after", Shown::NotAfter),
    ("paper-key", Shown::Key),
    ("paper-emails", Shown::Emails),
    ("paper-sha256", Shown::Sha256),
    ("paper-sha1", Shown::Sha1),
];

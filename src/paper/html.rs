//! A paper as one HTML file that prints on A4 and needs nothing else: no script, no picture, no font from elsewhere.

use minijinja::Environment;
use minijinja::value::Serde;
use serde::Serialize;

use super::sheet::{Entry, Filled, Look, Row, Sheet};
use crate::i18n::{Args, Paper};
use crate::profile::FormKind;
use crate::sanitize;

/// The template could not be used: a fault of ours, whatever the values are.
#[derive(Debug, thiserror::Error)]
#[error("template")]
pub struct RenderError(#[from] minijinja::Error);

/// The name decides the escaping: the template engine escapes everything in `.html`.
const NAME: &str = "sheet.html";

const TEMPLATE: &str = include_str!("templates/sheet.html");

/// More copies than these are nobody's form.
const MOST_COPIES: u32 = 9;

/// A paper for the template; every text that came from outside is one harmless line.
#[derive(Debug, Serialize)]
struct Page {
    language: String,
    title: String,
    title_marked: bool,
    to: Option<String>,
    intro: Vec<String>,
    rows: Vec<PageRow>,
    closing: Vec<String>,
    attach: Vec<String>,
    signatures: Vec<String>,
    /// One for each copy; what is written on it where there are several.
    copies: Vec<Option<String>>,
    /// Page numbers: with several copies they would count over all.
    numbered: bool,
    /// Something is still to be confirmed.
    marked: bool,
    note: Option<String>,
    footer: Option<String>,
    words: Words,
}

#[derive(Debug, Serialize)]
struct PageRow {
    label: String,
    entries: Vec<PageEntry>,
    blank: bool,
    class: &'static str,
    marked: bool,
}

#[derive(Debug, Serialize)]
struct PageEntry {
    about: Option<String>,
    /// Parted at blanks: a line ends there, not at the hyphen within a number.
    words: Vec<String>,
}

#[derive(Debug, Serialize)]
struct Words {
    attachments: String,
    banner: String,
    page: String,
    tbc: String,
    to: String,
}

/// The paper as HTML.
pub(super) fn html(sheet: &Sheet, words: &Paper) -> Result<String, RenderError> {
    rendered(NAME, TEMPLATE, &page(sheet, words))
}

/// A template with its values; `name` ends with `.html`, by which everything is escaped.
pub(super) fn rendered(
    name: &str,
    template: &str,
    page: &impl Serialize,
) -> Result<String, RenderError> {
    let mut environment = Environment::new();
    environment.add_template(name, template)?;
    let text = environment.get_template(name)?.render(Serde(page))?;
    Ok(text + "\n")
}

fn page(sheet: &Sheet, words: &Paper) -> Page {
    let all = |texts: &[String]| texts.iter().map(|text| sanitize::whole(text)).collect();
    let copies = sheet.copies.clamp(1, MOST_COPIES);
    let count = |number: u32| {
        let args = Args::from([
            ("number", number.to_string()),
            ("count", copies.to_string()),
        ]);
        (copies > 1).then(|| words.text("paper-copy", &args))
    };
    let rows: Vec<PageRow> = sheet.rows.iter().map(row).collect();
    Page {
        language: sanitize::whole(&sheet.language),
        title: sanitize::whole(&sheet.title),
        title_marked: sheet.to_be_confirmed,
        to: sheet.to.as_deref().map(sanitize::whole),
        intro: all(&sheet.intro),
        marked: sheet.to_be_confirmed || rows.iter().any(|row| row.marked),
        rows,
        closing: all(&sheet.closing),
        attach: all(&sheet.attach),
        signatures: all(&sheet.signatures),
        copies: (1..=copies).map(count).collect(),
        numbered: copies == 1,
        note: sheet.note.as_deref().map(sanitize::whole),
        footer: footer(sheet).map(|id| words.word(id)),
        words: Words {
            attachments: words.word("paper-attachments"),
            banner: words.word("paper-tbc-banner"),
            page: words.word("paper-page"),
            tbc: words.word("paper-tbc"),
            to: words.word("paper-to"),
        },
    }
}

/// What a paper says of itself at its foot.
fn footer(sheet: &Sheet) -> Option<&'static str> {
    (!sheet.official).then_some(match sheet.kind {
        FormKind::Registration => "paper-footer-registration",
        FormKind::DataSheet => "paper-footer-data-sheet",
        FormKind::CertificateSheet => "paper-footer-certificate-sheet",
    })
}

fn row(row: &Row) -> PageRow {
    let words = |text: &str| text.split(' ').map(sanitize::whole).collect();
    let entry = |entry: &Entry| PageEntry {
        about: entry.about.as_deref().map(sanitize::whole),
        words: match row.look {
            Look::Plain | Look::Code => words(&entry.text),
            // Its lines are the value's own.
            Look::Block => {
                let lines: Vec<String> = entry.text.lines().map(sanitize::whole).collect();
                vec![lines.join("\n")]
            }
        },
    };
    let nothing = || PageEntry {
        about: None,
        words: vec!["–".to_owned()],
    };
    PageRow {
        label: sanitize::whole(&row.label),
        entries: match &row.value {
            Filled::Entries(entries) => entries.iter().map(entry).collect(),
            Filled::Nothing => vec![nothing()],
            Filled::Blank => Vec::new(),
        },
        blank: row.value == Filled::Blank,
        class: match row.look {
            Look::Plain => "",
            Look::Code => "code",
            Look::Block => "code block",
        },
        marked: row.to_be_confirmed,
    }
}

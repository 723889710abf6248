//! The table: RFC 4180 with a line of names, in UTF-8 with its mark, by which Excel knows the letters.

use crate::error::{Code, Failure};
use crate::op::check::{CheckOutcome, Severity};
use crate::sanitize;

use super::sorted::{Sorted, sorted};

/// The names of the columns.
const COLUMNS: [&str; 13] = [
    "file",
    "token",
    "holder",
    "issuer",
    "serial",
    "not_before",
    "not_after",
    "days_left",
    "profile",
    "request",
    "verdict",
    "findings",
    "message",
];

/// U+FEFF: without it Excel takes UTF-8 for the code page of the system, and ș becomes È™.
const MARK: &str = "\u{FEFF}";

/// One row a certificate; and one for each file or token of which something is to be said without any.
pub fn table(outcome: &CheckOutcome) -> Result<String, Failure> {
    let internal = |text: String| Failure::new(Code::Internal).with("text", text);
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(Vec::new());
    writer
        .write_record(COLUMNS)
        .map_err(|error| internal(error.to_string()))?;
    for row in sorted(outcome) {
        writer
            .write_record(record(&row))
            .map_err(|error| internal(error.to_string()))?;
    }
    let bytes = writer
        .into_inner()
        .map_err(|error| internal(error.to_string()))?;
    let text = String::from_utf8(bytes).map_err(|error| internal(error.to_string()))?;
    Ok(format!("{MARK}{text}"))
}

fn record(row: &Sorted<'_>) -> [String; 13] {
    let one = row.certificate;
    let first = row.findings.first();
    let of = |value: Option<&str>| cell(value.unwrap_or_default());
    let path = one.map_or_else(
        || first.and_then(|it| it.path.as_deref()),
        |it| it.path.as_deref(),
    );
    let token = one.map_or_else(
        || first.and_then(|it| it.token.as_deref()),
        |it| it.token.as_deref(),
    );
    let verdict = match row.worst() {
        Some(Severity::Error) => "error",
        Some(_) => "warning",
        None => "ok",
    };
    [
        of(path),
        of(token),
        of(one.map(|it| it.holder.as_str())),
        of(one.map(|it| it.issued_by.as_str())),
        cell(&crate::paper::report::groups(one.map_or("", |it| &it.serial)).join(" ")),
        of(one.map(|it| it.not_before.as_str())),
        of(one.map(|it| it.not_after.as_str())),
        // A number of ours: a minus begins no formula here.
        one.map(|it| it.days_left.to_string()).unwrap_or_default(),
        of(one.and_then(|it| it.profile.as_deref())),
        of(one.and_then(|it| it.request.as_deref())),
        verdict.to_owned(),
        row.numbers().join(" "),
        of(first.map(|it| it.message.as_str())),
    ]
}

/// A text as a cell: what a spreadsheet would take for a formula begins with an apostrophe.
fn cell(text: &str) -> String {
    let text = sanitize::whole(text);
    let begins = text.trim_start().chars().next();
    let formula = begins.is_some_and(|letter| FORMULAS.contains(&letter));
    if formula { format!("'{text}") } else { text }
}

/// By what spreadsheets know a formula: the signs, and the wide ones that some take for the same.
const FORMULAS: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

#[cfg(test)]
mod tests {
    use super::{cell, table};
    use crate::error::Code;
    use crate::op::check::{CheckOutcome, CheckedRow, FindingRow, Severity};

    fn row(path: &str, serial: &str) -> CheckedRow {
        CheckedRow {
            path: Some(path.to_owned()),
            holder: "Ana".to_owned(),
            serial: serial.to_owned(),
            days_left: -3,
            ..CheckedRow::default()
        }
    }

    fn found(code: Code, severity: Severity, id: Option<&str>, path: Option<&str>) -> FindingRow {
        FindingRow {
            id: id.map(str::to_owned),
            path: path.map(str::to_owned),
            message: format!("about {}", path.unwrap_or("all")),
            ..FindingRow::new(code, severity)
        }
    }

    fn read(text: &str) -> Vec<Vec<String>> {
        let bare = text.strip_prefix('\u{feff}').unwrap();
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .from_reader(bare.as_bytes());
        let rows = reader.records().map(|row| {
            let row = row.unwrap();
            row.iter().map(str::to_owned).collect()
        });
        rows.collect()
    }

    #[test]
    fn formulas_are_text() {
        for (text, safe) in [
            ("=1+1", "'=1+1"),
            ("+40", "'+40"),
            ("-1", "'-1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("  =1", "'  =1"),
            ("＝1", "'＝1"),
            ("\t=1", "\\u{9}=1"),
            ("\r=1", "\\u{d}=1"),
            ("a=1", "a=1"),
            ("", ""),
        ] {
            assert_eq!(cell(text), safe, "{text:?}");
        }
    }

    #[test]
    fn findings_stand_at_what_they_are_about_and_only_there() {
        let outcome = CheckOutcome {
            checked: vec![row("/a", "0102030405"), row("/b", "0102030405")],
            findings: vec![
                found(Code::CertificateDamaged, Severity::Error, None, Some("/c")),
                found(
                    Code::CertificateEnded,
                    Severity::Error,
                    Some("0102030405"),
                    Some("/b"),
                ),
                found(
                    Code::RequestOnly,
                    Severity::Info,
                    Some("sha256:1"),
                    Some("/a"),
                ),
                found(Code::ClockEarly, Severity::Error, None, None),
            ],
            ..CheckOutcome::default()
        };
        let rows = read(&table(&outcome).unwrap());
        let numbers: Vec<[&str; 3]> = rows[1..]
            .iter()
            .map(|row| [row[0].as_str(), &row[10], &row[11]])
            .collect();
        assert_eq!(
            numbers,
            [
                ["/a", "error", "P403"],
                ["/b", "error", "P420 P403"],
                ["/c", "error", "P311"],
                ["/a", "ok", "P455"],
            ]
        );
        assert_eq!(rows[1][4], "0102 0304 05");
        assert_eq!(rows[1][7], "-3");
        assert_eq!(rows[3][12], "about /c");
    }
}

//! `check --report`: what was found, as a page for people, as the document for programs, as a table for many. Files are
//! new ones: whatever can be refused of them is, before anything is read.

mod masked;
mod page;
mod sorted;
mod table;

use std::path::{Path, PathBuf};

use super::{CheckOutcome, ReportKind, ReportRow};
use crate::error::{Code, Failure};
use crate::op::files;
use crate::sanitize;
use crate::token::TokenState;

pub use crate::paper::report::Persons;
pub use masked::{MarkWords, masked};
pub use page::{Told, page};
pub use table::table;

/// The files that are wanted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// Each with its form.
    pub files: Vec<(ReportKind, PathBuf)>,
}

impl Report {
    /// For these files; the ending chooses the form.
    pub fn into_files(paths: Vec<PathBuf>) -> Result<Self, Failure> {
        let mut report = Self::default();
        for path in paths {
            let kind = ReportKind::of(&path).ok_or_else(|| {
                Failure::new(Code::ValueUnknown)
                    .with("option", "--report")
                    .with("value", sanitize::line(&path.to_string_lossy()))
                    .with("names", ".html, .json, .csv")
                    .state(TokenState::NothingChanged)
            })?;
            let twice = report.files.iter().any(|(_, known)| *known == path);
            if twice || path.symlink_metadata().is_ok() {
                let name = files::absolute(&path);
                return Err(Failure::new(Code::FileExists)
                    .with("path", sanitize::line(&name))
                    .with("file", sanitize::line(&name))
                    .state(TokenState::NothingChanged));
            }
            let folder = path
                .parent()
                .filter(|folder| !folder.as_os_str().is_empty());
            files::out_folder(folder)?;
            report.files.push((kind, path));
        }
        Ok(report)
    }
}

impl ReportKind {
    /// By the ending of a file's name, in any case of letters.
    #[must_use]
    pub fn of(path: &Path) -> Option<Self> {
        let ending = path.extension()?.to_str()?.to_ascii_lowercase();
        match ending.as_str() {
            "html" | "htm" => Some(Self::Html),
            "json" => Some(Self::Json),
            "csv" => Some(Self::Csv),
            _ => None,
        }
    }
}

/// Writes a report whole or not at all; an existing file is never overwritten.
pub fn write(kind: ReportKind, path: &Path, text: &str) -> Result<ReportRow, Failure> {
    Ok(ReportRow {
        path: files::write_new(path, text.as_bytes())?,
        kind,
        sha256: files::sha256(text.as_bytes()),
    })
}

/// The language of the authority that judged; `None` where none did, or several with different ones.
#[must_use]
pub fn authority_language(outcome: &CheckOutcome) -> Option<&str> {
    let mut all = outcome.rules.iter().map(|rules| rules.language.as_str());
    let first = all.next()?;
    all.all(|other| other == first).then_some(first)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{Report, ReportKind};
    use crate::error::Code;

    #[test]
    fn the_ending_says_which_form() {
        let of = |name: &str| ReportKind::of(Path::new(name));
        assert_eq!(of("a.HTML"), Some(ReportKind::Html));
        assert_eq!(of("x/a.b.json"), Some(ReportKind::Json));
        assert_eq!(of("list.csv"), Some(ReportKind::Csv));
        for other in ["list", "list.pdf", ".csv", "csv", "list.csv.exe", ""] {
            assert_eq!(of(other), None, "{other}");
        }
    }

    #[test]
    fn one_file_is_not_written_twice() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.csv");
        let refused = Report::into_files(vec![path.clone(), path.clone()]);
        assert_eq!(refused.unwrap_err().code, Code::FileExists);
        assert!(Report::into_files(vec![path.clone()]).is_ok());
        assert!(!path.exists());
    }
}

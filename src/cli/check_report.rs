//! `check --report`: what was found, as files for somebody else, in his language.

use super::args::{ReportArgs, conflict_without};
use super::face::Face;
use super::{json, print, words};
use crate::ask::Ask;
use crate::error::{Code, Failure, Notice};
use crate::i18n;
use crate::op::check::report::{self, Persons, Report};
use crate::op::check::{CheckOutcome, ReportKind, ReportRow};
use crate::telling;

/// What is wanted: checked as far as it can be before anything is read.
pub(super) struct Wanted {
    files: Report,
    language: Language,
    persons: Persons,
}

/// In whose language.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Language {
    /// That of the command line.
    User,
    /// That of the authority that judges.
    Authority,
    /// This one; it is offered.
    This(String),
}

impl Wanted {
    /// From the options.
    pub(super) fn of(args: ReportArgs) -> Result<Self, Failure> {
        let (files, redact) = (args.report, args.redact);
        let language = args.report_lang.as_deref();
        if files.is_empty() {
            let option = [("--redact", redact), ("--report-lang", language.is_some())];
            if let Some((option, _)) = option.iter().find(|(_, given)| *given) {
                return Err(conflict_without(option, "--report"));
            }
        }
        let language = match language.unwrap_or("user") {
            "user" => Language::User,
            "authority" => Language::Authority,
            code if i18n::is_offered(code) => Language::This(code.to_owned()),
            other => {
                let names = [vec!["user".into(), "authority".into()], i18n::languages()];
                return Err(Failure::new(Code::ValueUnknown)
                    .with("option", "--report-lang")
                    .with("value", crate::sanitize::line(other))
                    .with("names", names.concat().join(", ")));
            }
        };
        Ok(Self {
            files: Report::into_files(files)?,
            language,
            persons: if redact {
                Persons::Masked
            } else {
                Persons::Named
            },
        })
    }

    /// Writes them all; what was written before one failed is told, too.
    pub(super) fn write(&self, face: &Face, outcome: &mut CheckOutcome) -> Result<(), Failure> {
        if self.files.files.is_empty() {
            return Ok(());
        }
        let language = self.language(face, outcome);
        let texts: Result<Vec<String>, Failure> = i18n::in_language(&language, || {
            let (told, notices) = self.told(outcome, face.ask.told());
            let told = telling::judged(told);
            let kinds = self.files.files.iter().map(|(kind, _)| *kind);
            kinds
                .map(|kind| text(kind, &told, &notices, self.persons))
                .collect()
        });
        for ((kind, path), text) in self.files.files.iter().zip(texts?) {
            let row: ReportRow = report::write(*kind, path, &text)?;
            outcome.report.push(row);
        }
        Ok(())
    }

    /// The outcome to be told once more; without persons where that was wanted.
    fn told(&self, outcome: &CheckOutcome, notices: Vec<Notice>) -> (CheckOutcome, Vec<Notice>) {
        if self.persons == Persons::Masked {
            report::masked(outcome, &notices, &telling::mark_words())
        } else {
            (outcome.as_told(), notices)
        }
    }

    /// The language of the files; that the authority's cannot be had is said.
    fn language(&self, face: &Face, outcome: &CheckOutcome) -> String {
        let user = i18n::current();
        let wanted = match &self.language {
            Language::User => return user,
            Language::This(code) => return code.clone(),
            Language::Authority => report::authority_language(outcome),
        };
        match wanted {
            Some(wanted) if i18n::is_offered(wanted) => wanted.to_owned(),
            other => {
                let notice = Notice::new(Code::ReportLanguage)
                    .with("value", &user)
                    .with("names", other.unwrap_or("-"));
                face.ask.tell(&notice);
                user
            }
        }
    }
}

fn text(
    kind: ReportKind,
    told: &CheckOutcome,
    notices: &[Notice],
    persons: Persons,
) -> Result<String, Failure> {
    match kind {
        ReportKind::Json => json::document("check", told, notices),
        ReportKind::Csv => report::table(told),
        ReportKind::Html => {
            let note = |it: &Notice| {
                let sentence = words::message(it.code, &print::safe(&it.args));
                format!("{} {sentence}", it.code.label())
            };
            let notes: Vec<String> = notices.iter().map(note).collect();
            telling::report_page(told, &notes, persons)
        }
    }
}

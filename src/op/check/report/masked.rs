//! `--redact`: persons are made unknown before any sentence is made. The same value gets the same mark wherever it stands,
//! so that a reader can still tell two certificates apart.

use std::collections::HashMap;

use crate::error::{Args, Code, Notice};
use crate::op::check::{CheckOutcome, CheckedRow, FindingRow, PathRow, RevocationRow, StepRow};
use crate::sanitize;

/// What marks are called, in the language of the report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MarkWords {
    /// A certificate, by its fingerprint.
    pub certificate: String,
    /// A file.
    pub file: String,
    /// Whose a certificate is.
    pub holder: String,
    /// A key.
    pub key: String,
    /// A serial number of a certificate.
    pub serial: String,
    /// A token.
    pub token: String,
    /// Anything else that a certificate or token says of a person.
    pub value: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Kind {
    Certificate,
    File,
    Holder,
    Key,
    Serial,
    Token,
    Value,
}

/// An outcome and what was said on the way, without what identifies persons.
#[must_use]
pub fn masked(
    outcome: &CheckOutcome,
    notices: &[Notice],
    words: &MarkWords,
) -> (CheckOutcome, Vec<Notice>) {
    let mut marks = Marks::of(outcome, words);
    let checked = outcome.checked.iter().map(|row| marks.certificate(row));
    let checked = checked.collect();
    let findings = outcome.findings.iter().map(|row| marks.finding(row));
    let findings = findings.collect();
    let notices = notices.iter().map(|notice| Notice {
        code: notice.code,
        args: marks.args(notice.code, &notice.args),
    });
    let notices = notices.collect();
    let mut without = outcome.as_told();
    without.personal.clear();
    without.verdict.clear();
    for one in &mut without.unlockers {
        one.token = marks.mark(Kind::Token, &one.token);
    }
    (
        CheckOutcome {
            findings,
            checked,
            ..without
        },
        notices,
    )
}

/// What stands for what.
struct Marks<'w> {
    words: &'w MarkWords,
    /// By value; the first kind that it was met as.
    known: HashMap<String, String>,
    counts: HashMap<Kind, usize>,
    /// Values that may stand within other texts, by their first word; the longest first.
    within: HashMap<String, Vec<(String, String)>>,
}

impl<'w> Marks<'w> {
    fn of(outcome: &CheckOutcome, words: &'w MarkWords) -> Self {
        let mut marks = Self {
            words,
            known: HashMap::new(),
            counts: HashMap::new(),
            within: HashMap::new(),
        };
        for row in &outcome.checked {
            marks.mark(Kind::Holder, &row.holder);
            marks.mark(Kind::Serial, &row.serial);
            marks.mark(Kind::Certificate, &row.sha256);
            marks.place(row.token.as_deref(), row.path.as_deref());
            // The whole name stands for the holder, too.
            let own = row.trace.iter().filter_map(|path| path.steps.first());
            for subject in own.map(|step| step.subject.clone()) {
                let mark = marks.mark(Kind::Holder, &row.holder);
                marks.known.entry(subject).or_insert(mark);
            }
        }
        for finding in &outcome.findings {
            marks.place(finding.token.as_deref(), finding.path.as_deref());
        }
        for text in &outcome.personal {
            marks.personal(text);
        }
        marks.index();
        marks
    }

    /// The mark of a value; a new one where it has none yet.
    fn mark(&mut self, kind: Kind, value: &str) -> String {
        if value.is_empty() || value == "-" {
            return value.to_owned();
        }
        if let Some(known) = self.known.get(value) {
            return known.clone();
        }
        let count = self.counts.entry(kind).or_default();
        *count += 1;
        let word = match kind {
            Kind::Certificate => &self.words.certificate,
            Kind::File => &self.words.file,
            Kind::Holder => &self.words.holder,
            Kind::Key => &self.words.key,
            Kind::Serial => &self.words.serial,
            Kind::Token => &self.words.token,
            Kind::Value => &self.words.value,
        };
        let end = match kind {
            Kind::Serial => tail(value),
            _ => String::new(),
        };
        let mark = format!("[{word} {count}]{end}");
        self.known.insert(value.to_owned(), mark.clone());
        mark
    }

    fn place(&mut self, token: Option<&str>, path: Option<&str>) {
        if let Some(token) = token {
            self.mark(Kind::Token, token);
        }
        if let Some(path) = path {
            self.file(path);
        }
    }

    /// A path is told by its whole and by its name.
    fn file(&mut self, path: &str) -> String {
        let mark = self.mark(Kind::File, path);
        let name = path.rsplit(['/', '\\']).next().unwrap_or_default();
        if name.chars().count() >= SHORTEST {
            self.known
                .entry(name.to_owned())
                .or_insert_with(|| mark.clone());
        }
        mark
    }

    /// What was said of a person: whole, as it is shown, behind the kind of a further name, and each long number in it.
    fn personal(&mut self, text: &str) {
        let kinds = ["email:", "dns:", "uri:", "upn:", "ip:"];
        let bare = kinds.iter().find_map(|kind| text.strip_prefix(kind));
        let bare = bare.unwrap_or(text).trim();
        if bare.chars().count() < SHORTEST {
            return;
        }
        let mark = self.mark(Kind::Value, bare);
        let numbers = bare.split(|letter: char| !letter.is_ascii_digit());
        let numbers = numbers.filter(|digits| digits.len() >= NUMBER);
        let shown = sanitize::line(bare);
        for other in numbers.chain([text, shown.as_str()]) {
            let other = other.to_owned();
            self.known.entry(other).or_insert_with(|| mark.clone());
        }
    }

    /// Sorts all that is known by its first word.
    fn index(&mut self) {
        for (value, mark) in &self.known {
            let trimmed = value.trim_start_matches(|letter: char| !letter.is_alphanumeric());
            let first = word(trimmed);
            if trimmed.chars().count() >= SHORTEST && !first.is_empty() {
                let all = self.within.entry(first.to_lowercase()).or_default();
                all.push((trimmed.to_lowercase(), mark.clone()));
            }
        }
        for all in self.within.values_mut() {
            all.sort_by(|(one, _), (other, _)| (other.len(), one).cmp(&(one.len(), other)));
        }
    }

    /// A text with marks in place of all that is known and stands in it as words of their own, in any case of letters.
    fn without(&self, text: &str) -> String {
        if let Some(mark) = self.known.get(text) {
            return mark.clone();
        }
        let mut left = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(letter) = rest.chars().next() {
            if !letter.is_alphanumeric() {
                left.push(letter);
                rest = rest.get(letter.len_utf8()..).unwrap_or_default();
                continue;
            }
            let first = word(rest);
            let fits = self.within.get(&first.to_lowercase());
            let fit = fits.into_iter().flatten().find_map(|(value, mark)| {
                let length = begins(rest, value)?;
                Some((length, mark))
            });
            let (taken, said) = match fit {
                Some((length, mark)) => (length, mark.as_str()),
                None => (first.len(), first),
            };
            left.push_str(said);
            rest = rest.get(taken..).unwrap_or_default();
        }
        left
    }

    fn certificate(&mut self, row: &CheckedRow) -> CheckedRow {
        CheckedRow {
            token: row.token.as_ref().map(|it| self.mark(Kind::Token, it)),
            path: row.path.as_ref().map(|it| self.file(it)),
            holder: self.mark(Kind::Holder, &row.holder),
            issued_by: self.without(&row.issued_by),
            serial: self.mark(Kind::Serial, &row.serial),
            sha256: self.mark(Kind::Certificate, &row.sha256),
            trace: row.trace.as_ref().map(|path| PathRow {
                state: path.state,
                steps: path.steps.iter().map(|step| self.step(step)).collect(),
            }),
            ..row.clone()
        }
    }

    fn step(&mut self, step: &StepRow) -> StepRow {
        StepRow {
            subject: self.without(&step.subject),
            serial: self.mark(Kind::Serial, &step.serial),
            sha256: self.mark(Kind::Certificate, &step.sha256),
            revocation: step.revocation.as_ref().map(|known| self.revoked(known)),
            ..step.clone()
        }
    }

    fn revoked(&mut self, known: &RevocationRow) -> RevocationRow {
        let mut masked = known.clone();
        masked.by = known.by.as_ref().map(|source| self.source(source));
        for doubt in &mut masked.doubts {
            doubt.source = self.source(&doubt.source);
        }
        masked
    }

    /// An address of an authority stays; a file does not.
    fn source(&mut self, source: &str) -> String {
        if source.starts_with("http://") || source.starts_with("https://") {
            self.without(source)
        } else {
            self.file(source)
        }
    }

    fn finding(&mut self, row: &FindingRow) -> FindingRow {
        let id = row.id.as_ref().map(|id| match id.strip_prefix("sha256:") {
            Some(_) => self.mark(Kind::Key, id),
            None => self.mark(Kind::Serial, id),
        });
        FindingRow {
            id,
            token: row.token.as_ref().map(|it| self.mark(Kind::Token, it)),
            path: row.path.as_ref().map(|it| self.file(it)),
            args: self.args(row.of, &row.args),
            // Sentences are made of the values: these ones name somebody.
            message: String::new(),
            hint: String::new(),
            ..row.clone()
        }
    }

    /// The values of a sentence, by what they are.
    fn args(&mut self, code: Code, args: &Args) -> Args {
        let of_person = matches!(
            code,
            Code::LettersLost
                | Code::LettersNotAllowed
                | Code::LettersCedilla
                | Code::MailInName
                | Code::OnlyAddress
        );
        let mut masked = Args::new();
        for (name, value) in args {
            let said = match *name {
                "file" | "path" => self.file(value),
                "serial" => self.mark(Kind::Serial, value),
                "token" | "label" => self.mark(Kind::Token, value),
                "value" if of_person => self.mark(Kind::Value, value),
                "value" if code == Code::IdShared => self.mark(Kind::Serial, value),
                "text" if code == Code::RevocationUnknown => self.source(value),
                _ => self.without(value),
            };
            masked.insert(name, said);
        }
        masked
    }
}

/// The word that a text begins with.
fn word(text: &str) -> &str {
    let end = text.find(|letter: char| !letter.is_alphanumeric());
    text.get(..end.unwrap_or(text.len())).unwrap_or_default()
}

/// How long the beginning of `text` is that is `value`, in any case of letters, and ends a word; in bytes.
fn begins(text: &str, value: &str) -> Option<usize> {
    let mut wanted = value.chars();
    let mut length = 0;
    let mut rest = text.chars();
    while let Some(expected) = wanted.next() {
        let letter = rest.next()?;
        length += letter.len_utf8();
        let mut small = letter.to_lowercase();
        if small.next() != Some(expected) {
            return None;
        }
        for more in small {
            if wanted.next() != Some(more) {
                return None;
            }
        }
    }
    let ends_inside = value.chars().next_back().is_some_and(char::is_alphanumeric)
        && rest.next().is_some_and(char::is_alphanumeric);
    (!ends_inside).then_some(length)
}

/// The last digits of a number, where enough others are left out.
fn tail(serial: &str) -> String {
    let hidden = serial.len().saturating_sub(TAIL);
    match serial.get(hidden..) {
        Some(end) if hidden >= TAIL => format!(" …{end}"),
        _ => String::new(),
    }
}

/// So many digits of a number are told.
const TAIL: usize = 4;
/// Shorter texts stand for nobody: a title, a letter.
const SHORTEST: usize = 3;
/// So many digits in a row identify somebody.
const NUMBER: usize = 6;

#[cfg(test)]
mod tests {
    use super::{MarkWords, Marks, masked, tail};
    use crate::error::{Code, Notice};
    use crate::op::check::{CheckOutcome, CheckedRow, FindingRow, Severity};

    fn words() -> MarkWords {
        let of = |word: &str| word.to_owned();
        MarkWords {
            certificate: of("certificate"),
            file: of("file"),
            holder: of("holder"),
            key: of("key"),
            serial: of("serial"),
            token: of("token"),
            value: of("value"),
        }
    }

    fn outcome() -> CheckOutcome {
        let row = |holder: &str, serial: &str, path: &str| CheckedRow {
            holder: holder.to_owned(),
            serial: serial.to_owned(),
            path: Some(path.to_owned()),
            issued_by: format!("C=RO, O=House, CN={holder}"),
            ..CheckedRow::default()
        };
        CheckOutcome {
            checked: vec![
                row("Ștefan Pop", "0100000168f0a805", "/home/stefan/pop.cer"),
                row("Ana", "1a2b", "/home/stefan/ana.cer"),
                row("Ștefan Pop", "0100000168f0a806", "/home/stefan/pop2.cer"),
            ],
            personal: vec![
                "PNORO-1850101221144".to_owned(),
                "email:ana@cabinet.example".to_owned(),
                "RO".to_owned(),
            ],
            ..CheckOutcome::default()
        }
    }

    #[test]
    fn the_same_value_has_the_same_mark_everywhere() {
        let mut outcome = outcome();
        let found = FindingRow::new(Code::LettersLost, Severity::Warning)
            .with("name", "Ștefan Pop")
            .with("value", "È™tefan")
            .with("field", "CN");
        outcome.findings = vec![FindingRow {
            id: Some("0100000168f0a806".to_owned()),
            ..found
        }];
        let told = [Notice::new(Code::FileEmpty).with("file", "/home/stefan/pop.cer")];
        let (without, notices) = masked(&outcome, &told, &words());
        let holders: Vec<&str> = without
            .checked
            .iter()
            .map(|it| it.holder.as_str())
            .collect();
        assert_eq!(holders, ["[holder 1]", "[holder 2]", "[holder 1]"]);
        let row = &without.checked[0];
        assert_eq!(row.serial, "[serial 1] …a805");
        assert_eq!(row.issued_by, "C=RO, O=House, CN=[holder 1]");
        // Four digits of four would be all of them.
        assert_eq!(without.checked[1].serial, "[serial 2]");
        let finding = &without.findings[0];
        assert_eq!(finding.id.as_deref(), Some("[serial 3] …a806"));
        assert_eq!(finding.args["name"], "[holder 1]");
        assert_eq!(finding.args["value"], "[value 3]");
        assert_eq!(finding.args["field"], "CN");
        assert_eq!(notices[0].args["file"], "[file 1]");
    }

    #[test]
    fn what_stands_within_a_text_goes_as_a_word_and_its_like_stays() {
        let outcome = outcome();
        let words = words();
        let marks = Marks::of(&outcome, &words);
        for (text, left) in [
            ("CN=ȘTEFAN POP, C=RO", "CN=[holder 1], C=RO"),
            (
                "Ștefan Popescu and Anastasia",
                "Ștefan Popescu and Anastasia",
            ),
            ("(ana)", "([holder 2])"),
            ("no 1850101221144.", "no [value 1]."),
            ("PNORO-1850101221144", "[value 1]"),
            ("mail ana@cabinet.example!", "mail [value 2]!"),
            ("ana.cer is gone", "[file 2] is gone"),
            ("", ""),
        ] {
            assert_eq!(marks.without(text), left);
        }
    }

    #[test]
    fn at_least_as_much_is_hidden_as_shown() {
        assert_eq!(tail("0bf4eab0"), " …eab0");
        assert_eq!(tail("bf4eab0"), "");
        assert_eq!(tail(""), "");
    }
}

//! A check as a page for people: the verdict first, then what was found, then each certificate. It prints on A4, reads on
//! a phone's screen, and can be read aloud: numbers are large, serial numbers stand in groups.
//!
//! It is no authority's paper: it speaks the language that is spoken at the moment, see [`crate::i18n::in_language`].

use jiff::{Timestamp, Zoned};
use serde::Serialize;

use super::html::{RenderError, rendered};
use super::shown::{day, moment};
use crate::i18n::{self, Paper, t};
use crate::sanitize;

/// The name decides the escaping: the template engine escapes everything in `.html`.
const NAME: &str = "report.html";

const TEMPLATE: &str = include_str!("templates/report.html");

/// A check.
#[derive(Debug, Clone)]
pub struct Report {
    /// As a whole.
    pub grade: Grade,
    /// In one sentence.
    pub verdict: String,
    /// When it was made, in the time zone of whoever made it.
    pub at: Zoned,
    /// Whether it says who it is about.
    pub persons: Persons,
    /// The worst first.
    pub findings: Vec<Finding>,
    /// What was looked at.
    pub certificates: Vec<Judged>,
    /// What else was said on the way.
    pub notes: Vec<String>,
}

/// Whether a report says who it is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Persons {
    /// It does.
    Named,
    /// Marks stand in place of what identifies somebody.
    Masked,
}

/// How good something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Grade {
    /// Nothing is wrong.
    Good,
    /// It may not work, or soon not any more.
    Warned,
    /// It does not work.
    Wrong,
}

/// Something that was found.
#[derive(Debug, Clone)]
pub struct Finding {
    /// `P421`.
    pub number: String,
    /// The name of its sentences, with hyphens.
    pub name: String,
    /// How bad it is; good: only to be known.
    pub grade: Grade,
    /// What is the matter.
    pub sentence: String,
    /// What to do.
    pub advice: String,
    /// Where: a file, or a token.
    pub place: Option<String>,
    /// The rule is still to be confirmed by the authority.
    pub to_be_confirmed: bool,
    /// Who unlocks the token, where it is about a PIN.
    pub unlocks: Vec<Unlocks>,
}

/// Who unlocks a token.
#[derive(Debug, Clone)]
pub struct Unlocks {
    /// The issuer.
    pub issuer: String,
    /// Who, in words.
    pub text: Option<String>,
    /// The issuer's number.
    pub phone: Option<String>,
    /// Still to be confirmed by the issuer.
    pub to_be_confirmed: bool,
}

/// A certificate that was looked at.
#[derive(Debug, Clone)]
pub struct Judged {
    /// By itself.
    pub grade: Grade,
    /// Numbers of what was found.
    pub numbers: Vec<String>,
    /// Whose it is.
    pub holder: String,
    /// Who issued it.
    pub issuer: String,
    /// Its serial number in hex, or what stands in its place.
    pub serial: String,
    /// Its first moment.
    pub not_before: Option<Timestamp>,
    /// Its last moment.
    pub not_after: Option<Timestamp>,
    /// Whole days until then; negative afterwards.
    pub days_left: i64,
    /// The token or file that it is in.
    pub place: Place,
    /// By whose rules it was judged, and as which request.
    pub rules: Option<String>,
    /// Its key has signed, as a proof.
    pub proved: bool,
    /// Where it is traced to.
    pub path: Option<Traced>,
    /// What is known of its revocation.
    pub revocation: Revocation,
}

/// Where a certificate is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// On a token, by its address.
    Token(String),
    /// In a file.
    File(String),
}

/// How far a certificate is traced back.
#[derive(Debug, Clone)]
pub struct Traced {
    /// Where it ends.
    pub end: End,
    /// All names on the way, the certificate's first.
    pub names: Vec<String>,
}

/// Where a path ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// At somebody who is trusted.
    Trusted,
    /// There, but something is wrong on the way.
    Broken,
    /// At somebody who is not trusted.
    NotTrusted,
    /// Before its end: a certificate is missing.
    Incomplete,
}

/// What is known of a revocation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Revocation {
    /// Nobody was asked.
    NotAsked,
    /// Not revoked.
    Good {
        /// Of when that is.
        as_of: Option<Timestamp>,
        /// Who says so.
        by: String,
    },
    /// Revoked.
    Revoked {
        /// Since when.
        since: Option<Timestamp>,
    },
    /// Nobody could say.
    Unknown,
}

/// The page for the template; every text that came from outside is one harmless line.
#[derive(Debug, Serialize)]
struct Page {
    language: String,
    title: String,
    made: String,
    grade: Grade,
    verdict: String,
    masked: Option<String>,
    summary: Vec<Summary>,
    findings: Vec<PageFinding>,
    certificates: Vec<PageCertificate>,
    notes: Vec<String>,
    words: Words,
}

/// A line of the overview.
#[derive(Debug, Serialize)]
struct Summary {
    grade: Grade,
    word: String,
    holder: String,
    serial: Vec<String>,
    end: String,
    numbers: Vec<String>,
}

#[derive(Debug, Serialize)]
struct PageFinding {
    number: String,
    grade: Grade,
    word: String,
    sentence: String,
    advice: String,
    ask: String,
    place: Option<String>,
    marked: bool,
    unlocks: Vec<String>,
}

#[derive(Debug, Serialize)]
struct PageCertificate {
    grade: Grade,
    word: String,
    holder: String,
    rows: Vec<Row>,
    numbers: Vec<String>,
}

#[derive(Debug, Serialize)]
struct Row {
    label: String,
    /// Parted where a line may end.
    words: Vec<String>,
    code: bool,
}

#[derive(Debug, Serialize)]
struct Words {
    advice: String,
    ask: String,
    certificates: String,
    findings: String,
    holder: String,
    none: String,
    notes: String,
    page: String,
    phone: String,
    serial: String,
    state: String,
    tbc: String,
    until: String,
}

impl Report {
    /// As one HTML file that needs nothing else: no script, no picture, no font from elsewhere.
    pub fn html(&self) -> Result<String, RenderError> {
        let language = i18n::current();
        let paper = Paper::of(language.split('-').next().unwrap_or_default());
        rendered(NAME, TEMPLATE, &self.page(language, &paper))
    }

    fn page(&self, language: String, paper: &Paper) -> Page {
        let overview = self.certificates.len() > 1;
        let summary = self.certificates.iter().filter(|_| overview);
        Page {
            language,
            title: t!("cli-report-title"),
            made: self.made(paper),
            grade: self.grade,
            verdict: sanitize::whole(&self.verdict),
            masked: (self.persons == Persons::Masked).then(|| t!("cli-report-masked")),
            summary: summary.map(|one| line_of(one, paper)).collect(),
            findings: self.findings.iter().map(finding).collect(),
            certificates: self
                .certificates
                .iter()
                .map(|one| certificate(one, paper))
                .collect(),
            notes: self.notes.iter().map(|it| sanitize::whole(it)).collect(),
            words: Words {
                advice: t!("cli-advice"),
                ask: t!("cli-explain-ask"),
                certificates: t!("cli-report-certificates"),
                findings: t!("cli-report-findings"),
                holder: paper.word("paper-holder"),
                none: t!("cli-report-no-findings"),
                notes: t!("cli-report-notes"),
                page: paper.word("paper-page"),
                phone: t!("cli-report-phone"),
                serial: paper.word("paper-serial"),
                state: t!("cli-report-state"),
                tbc: t!("cli-check-to-be-confirmed"),
                until: paper.word("paper-not-after"),
            },
        }
    }

    /// When and with what it was made.
    fn made(&self, paper: &Paper) -> String {
        let date = day(self.at.date(), paper);
        let zone = self.at.strftime("%:z");
        let zone = match self.at.time_zone().iana_name() {
            Some(name) => format!("{name}, UTC{zone}"),
            None => format!("UTC{zone}"),
        };
        t!(
            "cli-report-made",
            date = format!("{date}, {}", self.at.strftime("%H:%M")),
            zone = zone,
            program = concat!("parafa ", env!("CARGO_PKG_VERSION"))
        )
    }
}

fn word_of(grade: Grade) -> String {
    match grade {
        Grade::Good => t!("cli-report-good"),
        Grade::Warned => t!("cli-report-warned"),
        Grade::Wrong => t!("cli-report-wrong"),
    }
}

fn line_of(one: &Judged, paper: &Paper) -> Summary {
    Summary {
        grade: one.grade,
        word: word_of(one.grade),
        holder: sanitize::whole(&one.holder),
        serial: groups(&one.serial),
        end: end_of(one, paper),
        numbers: one.numbers.clone(),
    }
}

fn finding(one: &Finding) -> PageFinding {
    let word = match one.grade {
        Grade::Good => t!("cli-report-info"),
        Grade::Warned => t!("cli-report-warning"),
        Grade::Wrong => t!("cli-report-error"),
    };
    PageFinding {
        number: one.number.clone(),
        grade: one.grade,
        word,
        sentence: sanitize::whole(&one.sentence),
        advice: sanitize::whole(&one.advice),
        ask: i18n::attribute(&format!("err-{}", one.name), "ask"),
        place: one.place.as_deref().map(sanitize::whole),
        marked: one.to_be_confirmed,
        unlocks: one.unlocks.iter().map(unlocks).collect(),
    }
}

fn unlocks(one: &Unlocks) -> String {
    let issuer = Some(one.issuer.as_str());
    let parts = [issuer, one.text.as_deref(), one.phone.as_deref()];
    let mut parts: Vec<String> = parts.into_iter().flatten().map(sanitize::whole).collect();
    parts.extend(one.to_be_confirmed.then(|| t!("cli-to-be-confirmed")));
    t!("cli-pin-unlocked-by", text = parts.join(" · "))
}

fn certificate(one: &Judged, paper: &Paper) -> PageCertificate {
    let at =
        |time: Option<Timestamp>| time.map_or_else(|| "–".to_owned(), |time| moment(time, paper));
    let (place, at_place) = match &one.place {
        Place::Token(uri) => (t!("cli-report-token"), uri),
        Place::File(path) => (t!("cli-report-file"), path),
    };
    let until = format!("{} ({})", at(one.not_after), days(one.days_left));
    let mut rows = vec![
        Row {
            label: paper.word("paper-serial"),
            words: groups(&one.serial),
            code: true,
        },
        row(paper.word("paper-issuer"), &one.issuer),
        row(paper.word("paper-not-before"), &at(one.not_before)),
        row(paper.word("paper-not-after"), &until),
    ];
    let rules = one.rules.clone();
    let rules = rules.unwrap_or_else(|| t!("cli-check-by-none"));
    rows.push(row(t!("cli-report-rules"), &rules));
    let path = one.path.as_ref().map(traced);
    rows.extend(path.map(|text| row(t!("cli-report-path"), &text)));
    let revocation = revoked(&one.revocation, paper);
    rows.push(row(t!("cli-report-revocation"), &revocation));
    if one.proved {
        rows.push(row(paper.word("paper-key"), &t!("cli-check-proved")));
    }
    rows.push(row(place, at_place));
    PageCertificate {
        grade: one.grade,
        word: word_of(one.grade),
        holder: sanitize::whole(&one.holder),
        rows,
        numbers: one.numbers.clone(),
    }
}

fn row(label: String, text: &str) -> Row {
    Row {
        label,
        words: vec![sanitize::whole(text)],
        code: false,
    }
}

/// Its last day, and how far that is.
fn end_of(one: &Judged, paper: &Paper) -> String {
    let utc = |time: Timestamp| time.to_zoned(jiff::tz::TimeZone::UTC).date();
    match one.not_after {
        Some(time) => format!("{} ({})", day(utc(time), paper), days(one.days_left)),
        None => "–".to_owned(),
    }
}

fn days(left: i64) -> String {
    if left < 0 {
        t!("cli-report-days-over", count = left.saturating_neg())
    } else {
        t!("cli-report-days-left", count = left)
    }
}

fn traced(path: &Traced) -> String {
    let names: Vec<String> = path.names.iter().map(|it| sanitize::whole(it)).collect();
    let end = match path.end {
        End::Trusted => t!("cli-report-path-trusted"),
        End::Broken => t!("cli-report-path-broken"),
        End::NotTrusted => t!("cli-report-path-not-trusted"),
        End::Incomplete => t!("cli-report-path-incomplete"),
    };
    format!("{end}: {}", names.join(" → "))
}

fn revoked(known: &Revocation, paper: &Paper) -> String {
    let on =
        |time: Option<Timestamp>| time.map_or_else(|| "–".to_owned(), |time| moment(time, paper));
    match known {
        Revocation::NotAsked => t!("cli-report-revocation-not-asked"),
        Revocation::Good { as_of, by } => t!(
            "cli-check-not-revoked",
            date = on(*as_of),
            by = sanitize::whole(by)
        ),
        Revocation::Revoked { since } => t!("cli-report-revoked", date = on(*since)),
        Revocation::Unknown => t!("cli-report-revocation-unknown"),
    }
}

/// A number as it is read aloud: upper case, four digits at a time; anything else as it stands, word by word.
#[must_use]
pub fn groups(serial: &str) -> Vec<String> {
    let digits = serial.to_uppercase();
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return serial.split(' ').map(sanitize::whole).collect();
    }
    let letters: Vec<char> = digits.chars().collect();
    let four = letters.chunks(4);
    four.map(|four| four.iter().collect()).collect()
}

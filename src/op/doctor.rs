//! `doctor`: why a token is not seen, step by step from the plug to the certificate.

mod bundle;
mod drivers;
mod plugged;
mod seen;
mod settled;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

pub use bundle::{text as bundle_text, write as write_bundle};

use super::Setting;
use super::install::clock_is_early;
use super::modules::{ModuleDetailRow, SkippedModuleRow, detail_row, skipped_row};
use super::setting::journal_failure;
use super::shape::{DeviceRow, LooksLikeRow, TokenRow};
use super::show::Show;
use crate::error::{Args, Code, Failure, Notice};
use crate::registry::Discovery;
use crate::sys::session;

/// Where on the way from the plug to the certificate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// Settings, clock, what is kept here.
    Program,
    /// The system's card service.
    Service,
    /// A reader, or a token that is one.
    Reader,
    /// The card in it.
    Card,
    /// The token's driver.
    Driver,
    /// The token, as a driver sees it.
    Token,
    /// Its PIN.
    Pin,
    /// The certificates on it.
    Certificate,
}

impl Step {
    /// All, in their order.
    pub const ALL: [Self; 8] = [
        Self::Program,
        Self::Service,
        Self::Reader,
        Self::Card,
        Self::Driver,
        Self::Token,
        Self::Pin,
        Self::Certificate,
    ];
}

/// How a step stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum StepState {
    /// In order.
    Ok,
    /// In order, with a remark.
    Warning,
    /// Not in order.
    Error,
    /// It cannot be told.
    Unknown,
}

/// How much a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// It explains why a certificate is not seen.
    Error,
    /// It may.
    Warning,
    /// Good to know.
    Info,
}

/// A step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct StepRow {
    /// Which.
    pub step: Step,
    /// How it stands.
    pub state: StepState,
    /// What was found there.
    pub names: Vec<String>,
}

/// Something that was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FindingRow {
    /// `P181`.
    pub number: String,
    /// `driver_missing`.
    pub code: String,
    /// How much it weighs.
    pub severity: Severity,
    /// Where.
    pub step: Step,
    /// What the sentence is about.
    pub values: BTreeMap<String, String>,
    /// What it is, in the person's language.
    pub message: String,
    /// What to do.
    pub hint: String,
    #[serde(skip)]
    pub(crate) notice: Notice,
}

/// A reader, as the card service tells it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ReaderRow {
    /// Its name.
    pub name: String,
    /// `empty`, `present`, `mute` or `unavailable`.
    pub card: String,
    /// The card's answer to reset, upper-case hex.
    pub atr: Option<String>,
    /// A program uses the card alone.
    pub exclusive: bool,
    /// What the card may be. Guesses.
    pub looks_like: Vec<LooksLikeRow>,
}

/// This program and the system.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ProgramRow {
    /// The program's version.
    pub version: String,
    /// `linux`, `macos` or `windows`.
    pub system: String,
    /// The processor that the program is built for; drivers must be, too.
    pub processor: String,
}

/// The file for the helpdesk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct BundleRow {
    /// Its absolute path.
    pub path: String,
    /// Of its bytes.
    pub sha256: String,
}

/// The answer of `doctor`.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct DoctorOutcome {
    /// This program and the system.
    pub program: ProgramRow,
    /// How many certificates are visible without a PIN.
    pub certificates: usize,
    /// The number of the finding that explains why none is; `null` where one is, or no reason was found.
    pub reason: Option<String>,
    /// From the plug to the certificate.
    pub steps: Vec<StepRow>,
    /// What was found, in the order of the steps.
    pub findings: Vec<FindingRow>,
    /// Readers; empty where the card service tells none.
    pub readers: Vec<ReaderRow>,
    /// USB devices that look like tokens, where no token and no card shows.
    pub devices: Vec<DeviceRow>,
    /// Drivers that were asked.
    pub modules: Vec<ModuleDetailRow>,
    /// Drivers that were left alone.
    pub skipped: Vec<SkippedModuleRow>,
    /// How many known ones were looked for and not found.
    pub absent: usize,
    /// Tokens that drivers see.
    pub tokens: Vec<TokenRow>,
    /// Files of the drivers that show certificates.
    pub showing: Vec<String>,
    /// The file that was written for the helpdesk.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bundle: Option<BundleRow>,
    /// The number of a driver's failure that was asked for by name: it goes before all others.
    #[serde(skip)]
    pub(super) wanted: Option<String>,
    /// A token in hardware answers: all before it on the way works.
    #[serde(skip)]
    pub(super) arrived: bool,
    /// Holders' names, which no bundle tells.
    #[serde(skip)]
    pub(super) holders: Vec<String>,
}

/// What was found before.
#[derive(Debug, Default)]
pub struct Doctor {
    /// Why the person's settings are not used.
    pub settings: Option<Failure>,
}

impl Doctor {
    /// Looks at everything; what fails is a finding, and only an interruption ends it.
    pub fn run(
        &self,
        setting: &mut Setting<'_>,
        discovery: &Discovery,
    ) -> Result<DoctorOutcome, Failure> {
        let mut outcome = DoctorOutcome::new();
        self.program(setting, &mut outcome);
        let told = setting.told().cloned();
        let shown = match Show::default().run(setting) {
            Ok(shown) => shown.tokens,
            Err(failure) if failure.code == Code::Interrupted => return Err(failure),
            // Why stands with each driver.
            Err(_) => Vec::new(),
        };
        outcome.modules = setting.tokens.hosts().iter().map(detail_row).collect();
        outcome.skipped = discovery.skipped.iter().map(skipped_row).collect();
        outcome.absent = discovery.absent;
        if let (Some(plug), Some(told)) = (setting.plug, &told) {
            outcome.plugged(plug, told, setting.tokens);
        }
        outcome.drivers(setting.tokens, discovery);
        outcome.seen(setting, told.as_ref(), &shown);
        outcome.settle(told.as_ref());
        Ok(outcome)
    }

    fn program(&self, setting: &mut Setting<'_>, outcome: &mut DoctorOutcome) {
        if let Some(failure) = &self.settings {
            outcome.add(Step::Program, Severity::Error, failure.code, &failure.args);
        }
        if setting.paths.is_some()
            && let Err(error) = setting.journal.check_writable()
        {
            let failure = journal_failure(&error);
            outcome.add(
                Step::Program,
                Severity::Warning,
                failure.code,
                &failure.args,
            );
        }
        if clock_is_early(setting.now) {
            let date = setting.now.strftime("%Y-%m-%d").to_string();
            let args = Args::from([("date", date)]);
            outcome.add(Step::Program, Severity::Warning, Code::ClockEarly, &args);
        }
        if session::is_remote() {
            let none = Args::new();
            outcome.add(Step::Reader, Severity::Warning, Code::RemoteSession, &none);
        }
    }
}

impl DoctorOutcome {
    fn new() -> Self {
        Self {
            program: ProgramRow {
                version: env!("CARGO_PKG_VERSION").to_owned(),
                system: std::env::consts::OS.to_owned(),
                processor: std::env::consts::ARCH.to_owned(),
            },
            certificates: 0,
            reason: None,
            steps: Vec::new(),
            findings: Vec::new(),
            readers: Vec::new(),
            devices: Vec::new(),
            modules: Vec::new(),
            skipped: Vec::new(),
            absent: 0,
            tokens: Vec::new(),
            showing: Vec::new(),
            bundle: None,
            wanted: None,
            arrived: false,
            holders: Vec::new(),
        }
    }

    fn add(&mut self, step: Step, severity: Severity, code: Code, args: &Args) {
        let values = args.iter().map(|(name, value)| {
            let value = crate::sanitize::line(value);
            ((*name).to_owned(), value)
        });
        self.findings.push(FindingRow {
            number: code.label(),
            code: code.name().to_owned(),
            severity,
            step,
            values: values.collect(),
            message: String::new(),
            hint: String::new(),
            notice: Notice {
                code,
                args: args.clone(),
            },
        });
    }

    /// The finding that explains why no certificate is seen.
    #[must_use]
    pub fn explaining(&self) -> Option<&FindingRow> {
        let reason = self.reason.as_ref()?;
        self.findings.iter().find(|one| one.number == *reason)
    }
}

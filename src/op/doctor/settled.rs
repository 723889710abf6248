//! How each step stands after all was looked at, and which finding explains the rest.

use super::{DoctorOutcome, FindingRow, Severity, Step, StepRow, StepState};
use crate::error::{Args, Code};
use crate::op::shape::{ModuleState, TokenRow, TokenRowState};
use crate::reader::Told;
use crate::token::PinState;

impl DoctorOutcome {
    pub(super) fn settle(&mut self, told: Option<&Told>) {
        let of_error = |one: &&mut FindingRow| one.severity == Severity::Error;
        // What is seen is seen, and where a token answers all before it works: the rest is worth a remark.
        let passed = |one: &FindingRow| match self.certificates {
            0 => self.arrived && one.step <= Step::Card && one.step != Step::Program,
            _ => true,
        };
        for one in self.findings.iter_mut().filter(of_error) {
            if passed(one) {
                one.severity = Severity::Warning;
            }
        }
        let ready = |row: &TokenRow| row.state == TokenRowState::Ready;
        let error = |one: &FindingRow| one.severity == Severity::Error;
        let explained = self.findings.iter().any(error) || self.tokens.iter().any(ready);
        if self.certificates == 0 && !explained {
            self.add(Step::Token, Severity::Error, Code::NoToken, &Args::new());
        }
        self.findings.sort_by_key(|one| one.step);
        let first = self.findings.iter().find(|one| error(one));
        let first = first.map(|one| one.number.clone());
        let wanted = self.wanted.take().filter(|_| self.certificates == 0);
        self.reason = wanted.or(first);
        self.steps = Step::ALL.map(|step| self.step(step, told)).into();
    }

    fn step(&self, step: Step, told: Option<&Told>) -> StepRow {
        let of_step = self.findings.iter().filter(|one| one.step == step);
        let state = match of_step.map(|one| one.severity).min() {
            Some(Severity::Error) => StepState::Error,
            Some(Severity::Warning) => StepState::Warning,
            Some(Severity::Info) | None => self.otherwise(step, told),
        };
        // Those that work are not the ones that are missing.
        let missing = step == Step::Driver && state == StepState::Error;
        let names = if missing {
            Vec::new()
        } else {
            self.names(step)
        };
        StepRow { step, state, names }
    }

    /// How a step stands of which nothing bad was found.
    fn otherwise(&self, step: Step, told: Option<&Told>) -> StepState {
        let answers = matches!(told, Some(Ok(_)));
        let known = match step {
            Step::Program => true,
            Step::Service => answers,
            Step::Reader => answers && !self.readers.is_empty(),
            Step::Card => self.readers.iter().any(|reader| reader.card == "present"),
            Step::Driver | Step::Token | Step::Certificate => !self.names(step).is_empty(),
            Step::Pin => {
                let states = self.tokens.iter().map(|row| row.pin.state);
                states.filter(|state| *state != PinState::Unknown).count() > 0
            }
        };
        if known {
            StepState::Ok
        } else {
            StepState::Unknown
        }
    }

    fn names(&self, step: Step) -> Vec<String> {
        let readers = self.readers.iter();
        match step {
            Step::Program | Step::Service | Step::Pin => Vec::new(),
            Step::Reader => readers.map(|reader| reader.name.clone()).collect(),
            Step::Card => {
                let present = readers.filter(|reader| reader.card == "present");
                present.filter_map(|reader| reader.atr.clone()).collect()
            }
            Step::Driver => {
                let well = self
                    .modules
                    .iter()
                    .filter(|row| row.state == ModuleState::Ok);
                well.map(|row| row.name.clone()).collect()
            }
            Step::Token => {
                let ready = self.tokens.iter();
                let ready = ready.filter(|row| row.state == TokenRowState::Ready);
                ready.filter_map(|row| row.label.clone()).collect()
            }
            Step::Certificate => self.holders.clone(),
        }
    }
}

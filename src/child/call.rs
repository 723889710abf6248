//! The call under way in a host, and what its death, or its silence, leaves behind.

use std::process::ExitStatus;
use std::time::Instant;

use super::message::Answer;
use super::serve;
use crate::sys::group;
use crate::token::{Effect, Fault, FaultKind, TokenState};

/// The call under way, by its marks.
pub(super) struct Call {
    /// Empty before the first one of a request.
    pub(super) name: String,
    pub(super) effect: Effect,
    pub(super) since: Instant,
    /// A changing call of this request came back with success.
    changed: bool,
    /// It was entered and not left.
    inside: bool,
}

impl Call {
    /// A request was sent; no call is known yet.
    pub(super) fn none() -> Self {
        Self {
            name: String::new(),
            effect: Effect::Looking,
            since: Instant::now(),
            changed: false,
            inside: false,
        }
    }

    pub(super) fn entered(&mut self, name: String, effect: Effect) {
        *self = Self {
            name,
            effect,
            since: Instant::now(),
            changed: self.changed,
            inside: true,
        };
    }

    pub(super) fn left(&mut self, ckr: &str) {
        self.inside = false;
        self.changed |= ckr == "CKR_OK" && self.name != "C_Login";
    }

    /// A fault of this call, which is named where there is one.
    pub(super) fn fault(&self, kind: FaultKind) -> Fault {
        let fault = if self.name.is_empty() {
            Fault::new(kind)
        } else {
            Fault::of(kind, &self.name)
        };
        fault.with_state(self.unsettled())
    }

    /// What is left on the token when the host dies here.
    pub(super) fn unsettled(&self) -> TokenState {
        match (self.inside && self.effect == Effect::Changing, self.changed) {
            (true, _) => TokenState::Unknown,
            (false, true) => TokenState::Changed,
            (false, false) => TokenState::NothingChanged,
        }
    }

    /// The host's process ended.
    pub(super) fn death(&self, status: ExitStatus) -> Fault {
        let signal = group::signal_of(status);
        match (signal, status.code()) {
            (Some(signal), _) => self.fault(FaultKind::Crashed {
                signal: Some(signal),
            }),
            (None, Some(serve::NO_CHANNEL)) if self.name.is_empty() => {
                Fault::new(FaultKind::Host {
                    text: "no channel".to_owned(),
                })
            }
            (None, code) => self.fault(FaultKind::Exited { code }),
        }
    }

    /// What the host answered in the end, in the light of what went before.
    pub(super) fn finish(
        &self,
        answer: Result<Answer, Fault>,
        stopping: Stopping,
    ) -> Result<Answer, Fault> {
        match answer {
            Err(fault) if fault.ends_host() => Err(fault),
            _ if stopping == Stopping::Interrupted => Err(Fault::new(FaultKind::Interrupted)),
            // Rows may have been on their way when the look was stopped; nobody took them.
            Ok(Answer::Looked(mut end)) if stopping == Stopping::Wanted => {
                end.complete = false;
                Ok(Answer::Looked(end))
            }
            // A changing call of the same request went through before this one failed.
            Err(fault) if self.changed && fault.state == TokenState::NothingChanged => {
                Err(fault.with_state(TokenState::Changed))
            }
            answer => answer,
        }
    }
}

/// Whether a look was asked to stop, and by whom.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Stopping {
    No,
    Wanted,
    Interrupted,
}

#[cfg(test)]
mod tests {
    use super::{Call, Stopping};
    use crate::token::Effect;
    use crate::token::{Fault, FaultKind, TokenState};

    fn after(name: &str, effect: Effect, ckr: Option<&str>) -> Call {
        let mut call = Call::none();
        call.entered(name.to_owned(), effect);
        if let Some(ckr) = ckr {
            call.left(ckr);
        }
        call
    }

    #[test]
    fn only_inside_a_changing_call_the_state_is_unknown() {
        let state = |call: Call| call.unsettled();
        let (changing, looking) = (Effect::Changing, Effect::Looking);
        assert_eq!(state(Call::none()), TokenState::NothingChanged);
        assert_eq!(
            state(after("C_Sign", looking, None)),
            TokenState::NothingChanged
        );
        let create = "C_CreateObject";
        assert_eq!(state(after(create, changing, None)), TokenState::Unknown);
        assert_eq!(
            state(after(create, changing, Some("CKR_DEVICE_MEMORY"))),
            TokenState::NothingChanged
        );
        assert_eq!(
            state(after(create, changing, Some("CKR_OK"))),
            TokenState::Changed
        );
        assert_eq!(
            state(after("C_Login", changing, Some("CKR_OK"))),
            TokenState::NothingChanged
        );
    }

    #[test]
    fn what_went_before_a_failure_is_not_forgotten() {
        let mut call = after("C_CreateObject", Effect::Changing, Some("CKR_OK"));
        call.entered("C_GetAttributeValue".to_owned(), Effect::Looking);
        let fault = Fault::new(FaultKind::Refused);
        let answer = call.finish(Err(fault), Stopping::No);
        assert_eq!(
            answer.err().map(|fault| fault.state),
            Some(TokenState::Changed)
        );
    }

    #[test]
    fn a_death_is_told_even_to_one_who_interrupted() {
        let died = Fault::new(FaultKind::Crashed { signal: Some(11) });
        let answer = Call::none().finish(Err(died.clone()), Stopping::Interrupted);
        assert_eq!(answer.err(), Some(died));
        let refused = Fault::new(FaultKind::Refused);
        let answer = Call::none().finish(Err(refused), Stopping::Interrupted);
        assert_eq!(
            answer.err().map(|fault| fault.kind),
            Some(FaultKind::Interrupted)
        );
    }
}

//! Saving, removing one object after another, and looking whether it is gone.

use std::path::Path;

use super::plan::{Plan, certificate_row, key_row};
use super::{DeleteOutcome, SavedRow};
use crate::child::Place;
use crate::error::{Code, Failure};
use crate::journal::{Intent, IntentCertificate, KeysBefore, Operation, Outcome, Owner};
use crate::op::Setting;
use crate::op::export::stem;
use crate::op::files::{self, Source};
use crate::op::setting::journal_failure;
use crate::op::shape::OtherRow;
use crate::op::view::SeenCert;
use crate::sanitize;
use crate::token::{Class, Fault, FaultKind, Handle, KeyHash, Object, TokenState};

/// One object on its way out.
struct Target {
    row: OtherRow,
    class: Class,
    handle: Handle,
    certificate: Option<IntentCertificate>,
    key: Option<KeyHash>,
}

impl Setting<'_> {
    /// Saves the certificates, then removes certificate, private and public half, in this order.
    pub(in crate::op) fn carry_out(
        &mut self,
        place: Place,
        plan: &Plan,
        before: &KeysBefore,
    ) -> Result<DeleteOutcome, Failure> {
        let mut outcome = DeleteOutcome {
            kept: plan.kept.clone(),
            ..DeleteOutcome::default()
        };
        for seen in &plan.certificates {
            let path = save(seen)?;
            outcome.saved.push(SavedRow { path });
        }
        let owner = self.owner(place)?;
        for target in targets(plan) {
            if let Err(failure) = self.remove(place, &target, before, &owner) {
                return Err(after(failure, &outcome));
            }
            outcome.removed.push(target.row);
        }
        Ok(outcome)
    }

    fn remove(
        &mut self,
        place: Place,
        target: &Target,
        before: &KeysBefore,
        owner: &Owner,
    ) -> Result<(), Failure> {
        let begun = self.intent_on(place, Operation::Destroy, owner)?;
        let intent = Intent {
            certificate: target.certificate.clone(),
            key: target.key,
            label: target.row.label.clone(),
            key_type: Some(target.class.name().to_owned()),
            // By their number a key is missed whose public half nobody knows.
            keys_before: Some(before.clone()),
            ..begun
        };
        let id = self
            .journal
            .begin(&intent)
            .map_err(|error| journal_failure(&error))?;
        let gone = self
            .tokens
            .engine(place)
            .and_then(|engine| engine.destroy(place.slot, target.handle));
        let looked = match gone {
            Ok(()) => self.is_gone(place, target),
            Err(fault) => Err(self.not_removed(place, fault)),
        };
        let outcome = match &looked {
            Ok(()) => Outcome::Done {
                key: target.key,
                spki: None,
            },
            Err(failure) => match failure.token_state {
                Some(TokenState::NothingChanged) => Outcome::NothingChanged,
                Some(TokenState::Changed) => Outcome::Failed {
                    code: failure.code.name().to_owned(),
                },
                _ => Outcome::Unknown,
            },
        };
        self.close(id, &outcome);
        looked
    }

    fn not_removed(&mut self, place: Place, fault: Fault) -> Failure {
        if fault.kind == FaultKind::NotLoggedIn && fault.state == TokenState::NothingChanged {
            return self.officer_needed(place);
        }
        self.failed(place, fault)
    }

    /// A fresh look: the object must not be there any more.
    fn is_gone(&mut self, place: Place, target: &Target) -> Result<(), Failure> {
        let mut objects: Vec<Object> = Vec::new();
        let end = self
            .look(place, &[target.class], &mut objects)
            .map_err(|failure| failure.state(TokenState::Unknown))?;
        if objects.iter().any(|object| object.handle == target.handle) {
            return Err(Failure::new(Code::NotRemoved)
                .with("token", self.name_of(place))
                .with("label", target.row.label.as_deref().unwrap_or("-"))
                .detail("class", target.class.name())
                .state(TokenState::Unknown));
        }
        if end.complete {
            return Ok(());
        }
        Err(Failure::new(Code::OutcomeUnknown)
            .with("token", self.name_of(place))
            .state(TokenState::Unknown))
    }
}

fn targets(plan: &Plan) -> Vec<Target> {
    let mut targets: Vec<Target> = plan
        .certificates
        .iter()
        .map(|seen| Target {
            row: certificate_row(seen),
            class: Class::Certificate,
            handle: seen.object.handle,
            certificate: Some(IntentCertificate {
                sha256: seen.certificate.sha256(),
                der: seen.certificate.der().to_vec(),
            }),
            key: seen.key,
        })
        .collect();
    let Some(key) = &plan.key else {
        return targets;
    };
    let half = |class: Class, handle: Handle| Target {
        row: key_row(key, class.name()),
        class,
        handle,
        certificate: None,
        key: key.hash(),
    };
    targets.extend(
        key.private
            .iter()
            .map(|object| half(Class::PrivateKey, object.handle)),
    );
    targets.extend(
        key.public_object
            .iter()
            .map(|handle| half(Class::PublicKey, *handle)),
    );
    targets
}

/// Into a new file of the current folder, which is read again.
fn save(seen: &SeenCert) -> Result<String, Failure> {
    let label = seen.object.label.as_deref();
    let stem = stem(&seen.certificate, label);
    let path = files::free_name(Path::new("."), &stem, "pem");
    let written = files::write_new(&path, seen.certificate.pem().as_bytes())?;
    let again = files::read(&Source::Path(path))?;
    let same = again
        .contents
        .certificates
        .iter()
        .any(|one| one.der() == seen.certificate.der());
    if same {
        return Ok(written);
    }
    Err(Failure::new(Code::WriteFailed)
        .with("path", sanitize::line(&written))
        .with("text", "read back differs")
        .state(TokenState::NothingChanged))
}

/// What was removed before it failed is said, and what was saved.
fn after(failure: Failure, outcome: &DeleteOutcome) -> Failure {
    let saved: Vec<String> = outcome.saved.iter().map(|row| row.path.clone()).collect();
    let failure = failure.detail("saved", saved);
    if outcome.removed.is_empty() {
        return failure;
    }
    let removed = serde_json::to_value(&outcome.removed).unwrap_or_default();
    let failure = failure.detail("removed", removed);
    match failure.token_state {
        Some(TokenState::Unknown) => failure,
        _ => failure.state(TokenState::Changed),
    }
}

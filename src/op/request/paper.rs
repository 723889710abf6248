//! The request itself: signed by the key, verified by us, written whole, the case told.

use std::path::{Path, PathBuf};

use serde_json::json;

use super::Running;
use super::input::PlanText;
use super::key::resume_command;
use super::store_of;
use crate::error::{Code, Failure, Notice};
use crate::journal::RequestRecord;
use crate::op::Setting;
use crate::op::files::{absolute, file_stem, sha256, write_new};
use crate::op::setting::journal_failure;
use crate::op::shape::{FileRow, RequestKeyRow, RequestOutcome};
use crate::op::view::SeenKey;
use crate::token::{KeyId, TokenState, token_uri};
use crate::x509::{Request, csr};

impl Setting<'_> {
    /// Signs and writes the request. Whatever fails here, the key is there and the case goes on.
    pub(super) fn write_request(
        &mut self,
        running: &mut Running,
        key: &SeenKey,
    ) -> Result<RequestOutcome, Failure> {
        let case = running.case_id().to_owned();
        let keep = |failure: Failure| {
            let state = failure
                .token_state
                .filter(|state| *state != TokenState::NothingChanged);
            failure
                .state(state.unwrap_or(TokenState::Changed))
                .detail("case", case.as_str())
                .go_on(resume_command(&case))
        };
        let Some(public) = key.public.clone() else {
            return Err(self.half_unknown(running.place, Some(&case)));
        };
        let damaged = |error: crate::x509::RequestError| {
            Failure::new(Code::RequestDamaged)
                .with("text", error.to_string())
                .with("file", "-")
        };
        let tbs = csr::to_be_signed(&running.plan.plan, &public)
            .map_err(damaged)
            .map_err(keep)?;
        let signature = self.sign(running.place, key, &public, &tbs).map_err(keep)?;
        // Verified once more as a whole before it may become a file.
        let request = csr::assemble(&tbs, &public, &signature)
            .map_err(damaged)
            .map_err(keep)?;
        let folder = running
            .case
            .folder
            .clone()
            .unwrap_or_else(|| PathBuf::from("."));
        let stem = format!("{}-{}", file_stem(&running.label), public.hash().short());
        let path = running.part.csr_path(&folder, &stem);
        let bytes = running.part.encoded(&request);
        let written = write_new(&path, &bytes).map_err(keep)?;
        let files = vec![FileRow {
            path: written,
            kind: "csr".to_owned(),
            purpose: running.part.request.clone(),
            sha256: sha256(&bytes),
        }];
        running.case.files = json!(files);
        self.journal
            .update_request(&running.case)
            .map_err(|error| {
                journal_failure(&error)
                    .state(TokenState::Changed)
                    .go_on(resume_command(&case))
            })?;
        Ok(self.outcome(running, key, files))
    }

    fn outcome(&self, running: &Running, key: &SeenKey, files: Vec<FileRow>) -> RequestOutcome {
        let token = self.tokens.token(running.place).map(|token| &token.id);
        RequestOutcome {
            case: running.part.case_or(&running.case.id).to_owned(),
            mode: running.case.mode.clone(),
            token: Some(token_uri(running.place.slot, token)),
            keys: vec![RequestKeyRow {
                id: key.id.as_ref().map(KeyId::hex),
                key_sha256: key.hash().map(|hash| hash.hex()),
                label: key.label.clone().or_else(|| Some(running.label.clone())),
                kind: running.key_type.name(),
                purpose: running.part.request.clone(),
                store: "token".to_owned(),
            }],
            next_steps: vec!["parafa install CERTIFICATE".to_owned()],
            files,
            ..RequestOutcome::default()
        }
    }

    /// A case whose request lies where it was written, and verifies: nothing to go on with.
    pub(super) fn already_done(&mut self, case: &RequestRecord) -> Option<RequestOutcome> {
        let rows = case.files.as_array()?;
        let row = rows
            .iter()
            .find(|row| row.get("kind").is_some_and(|kind| kind == "csr"))?;
        let path = Path::new(row.get("path")?.as_str()?);
        let bytes = std::fs::read(path).ok()?;
        let contents = crate::x509::recognise(&bytes).ok()?;
        let request: &Request = contents.requests.first()?;
        request.verify().ok()?;
        let key = request.public_key().ok()?;
        if case.key != Some(key.hash()) {
            return None;
        }
        let part = super::part_of(case);
        if part.case.is_none() {
            self.notice(Notice::new(Code::ResumeNotNeeded).with("value", &case.id));
        }
        Some(RequestOutcome {
            case: part.case_or(&case.id).to_owned(),
            mode: case.mode.clone(),
            token: case
                .token
                .as_ref()
                .map(|token| token_uri(crate::token::SlotId(0), Some(token))),
            keys: vec![RequestKeyRow {
                id: case.key_id.as_ref().map(KeyId::hex),
                key_sha256: Some(key.hash().hex()),
                label: case.label.clone(),
                kind: key
                    .key_type()
                    .map(crate::token::KeyType::name)
                    .unwrap_or_default(),
                purpose: part.request.clone(),
                store: store_of(case).to_owned(),
            }],
            files: vec![FileRow {
                path: absolute(path),
                kind: "csr".to_owned(),
                purpose: part.request.clone(),
                sha256: sha256(&bytes),
            }],
            next_steps: vec!["parafa install CERTIFICATE".to_owned()],
            ..RequestOutcome::default()
        })
    }
}

/// The extensions that a plan asks for, in words.
pub(super) fn extensions(plan: &PlanText) -> Vec<String> {
    let mut words = Vec::new();
    let usages = plan.plan.key_usage.names();
    if !usages.is_empty() {
        words.push(format!("keyUsage (critical): {}", usages.join(", ")));
    }
    let extended = plan.plan.extended_key_usage.names();
    if !extended.is_empty() {
        words.push(format!("extendedKeyUsage: {}", extended.join(", ")));
    }
    if !plan.plan.alt_names.is_empty() {
        let names: Vec<String> = plan
            .plan
            .alt_names
            .iter()
            .map(ToString::to_string)
            .collect();
        let critical = if plan.plan.subject.is_empty() {
            " (critical)"
        } else {
            ""
        };
        words.push(format!("subjectAltName{critical}: {}", names.join(", ")));
    }
    words
}

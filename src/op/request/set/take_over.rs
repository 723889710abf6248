//! A case's folder on another computer: its receipt tells what was asked for, so that the case goes on there. Keys are
//! where they were: on the token, or in the folder's file.

use std::path::{Path, PathBuf};

use jiff::Timestamp;
use serde_json::json;

use crate::case::{Case, Wanted};
use crate::error::{Code, Failure};
use crate::journal::RequestRecord;
use crate::op::Setting;
use crate::op::files::{self, Source};
use crate::op::profiles::find;
use crate::op::request::input::Part;
use crate::op::request::receipt::{self, Receipt};
use crate::op::setting::journal_failure;
use crate::op::shape::{FileRow, RequestKeyRow, RequestOutcome};
use crate::profile::{Profile, Profiles};
use crate::sanitize;
use crate::token::{KeyHash, KeyId, TokenState};

/// Takes the case over. One that this computer knows already is only looked at.
pub(in crate::op::request) fn take_over(
    setting: &mut Setting<'_>,
    folder: &Path,
) -> Result<RequestOutcome, Failure> {
    let path = folder.join(receipt::NAME);
    let (receipt, opened) = read(path)?;
    let profiles = Profiles::load(setting.paths);
    let profile = receipt.profile.as_deref().unwrap_or_default();
    let profile = find(&profiles, profile)?;
    let absolute = files::out_folder(Some(folder))?;
    let known = setting.journal.case(&receipt.case);
    if known.map_err(|error| journal_failure(&error))?.is_none() {
        setting.journal_ready()?;
        let case = Case {
            id: receipt.case.clone(),
            opened,
            profile: Some(profile.id().to_owned()),
            mode: receipt.mode.clone(),
            occasion: receipt.occasion.clone(),
            wanted: wanted_of(&receipt, profile),
            providers: receipt.providers.clone(),
            folder: Some(absolute.clone()),
            ..Case::default()
        };
        let kept = setting.journal.keep_case(&case);
        kept.map_err(|error| journal_failure(&error))?;
        setting.records_of_receipt(&receipt, &absolute, opened)?;
    }
    let rows = receipt.files.iter().map(|file| FileRow {
        path: files::absolute(&absolute.join(files::plain_name(&file.name))),
        kind: file.kind.clone(),
        purpose: file.request.clone(),
        sha256: file.sha256.clone(),
    });
    let keys = receipt.keys.iter().map(|key| RequestKeyRow {
        id: key.id.clone(),
        key_sha256: key.key_sha256.clone(),
        label: key.label.clone(),
        kind: key.kind.clone(),
        purpose: key.request.clone(),
        store: key.store.clone(),
    });
    Ok(RequestOutcome {
        case: receipt.case.clone(),
        profile: Some(profile.id().to_owned()),
        mode: receipt.mode.clone(),
        token: receipt.token.clone(),
        keys: keys.collect(),
        files: rows.collect(),
        next_steps: vec![format!("parafa todo {}", receipt.case)],
        ..RequestOutcome::default()
    })
}

/// The receipt in this file, and when its case was opened.
fn read(path: PathBuf) -> Result<(Receipt, Timestamp), Failure> {
    let name = files::absolute(&path);
    let bytes = files::read_bytes(&Source::Path(path))?;
    let refused = |line: usize, key: &str, text: &str| {
        Failure::new(Code::ReceiptInvalid)
            .with("file", sanitize::line(&name))
            .with("position", line)
            .with("field", sanitize::line(key))
            .with("text", sanitize::line(text))
            .detail("file", name.as_str())
            .detail("line", line)
            .detail("key", key)
            .state(TokenState::NothingChanged)
    };
    let text = std::str::from_utf8(&bytes).map_err(|error| refused(0, "-", &error.to_string()))?;
    let place = crate::located::Text { file: &name, text };
    let receipt: Receipt = toml::from_str(text).map_err(|error| {
        let (place, message) = place.parser(&error);
        refused(place.line, &place.key, &message)
    })?;
    let opened: Timestamp = receipt
        .opened
        .parse()
        .map_err(|_| refused(place.at("opened").line, "opened", &receipt.opened))?;
    Ok((receipt, opened))
}

/// What the case is about: its keys, else what the profile makes by default.
fn wanted_of(receipt: &Receipt, profile: &Profile) -> Vec<Wanted> {
    if receipt.keys.is_empty() {
        let all = profile.requests.iter().filter(|it| it.default);
        all.map(|it| Wanted {
            request: it.id.clone(),
            key: None,
            store: None,
        })
        .collect()
    } else {
        let keys = receipt.keys.iter();
        keys.filter_map(|key| {
            Some(Wanted {
                request: key.request.clone()?,
                key: Some(key.kind.clone()),
                store: Some(key.store.clone()),
            })
        })
        .collect()
    }
}

impl Setting<'_> {
    /// The requests of a receipt, as if they had been made here.
    fn records_of_receipt(
        &mut self,
        receipt: &Receipt,
        folder: &Path,
        opened: Timestamp,
    ) -> Result<(), Failure> {
        for key in &receipt.keys {
            let files: Vec<FileRow> = receipt
                .files
                .iter()
                .filter(|file| file.request == key.request)
                .map(|file| FileRow {
                    path: files::absolute(&folder.join(files::plain_name(&file.name))),
                    kind: file.kind.clone(),
                    purpose: file.request.clone(),
                    sha256: file.sha256.clone(),
                })
                .collect();
            let id = self.journal.new_case_id();
            let record = RequestRecord {
                id: id.map_err(|error| journal_failure(&error))?,
                created: opened,
                mode: receipt.mode.clone(),
                profile: None,
                token: None,
                folder: Some(folder.to_owned()),
                key: key.key_sha256.as_deref().and_then(hash_of),
                key_id: key
                    .id
                    .as_deref()
                    .and_then(|id| hex::decode(id).ok())
                    .map(KeyId),
                label: key.label.clone(),
                plan: json!({
                    "key": key.kind, "label": key.label, "store": key.store,
                    "part": Part {
                        case: Some(receipt.case.clone()),
                        request: key.request.clone(),
                        ..Part::default()
                    },
                }),
                files: json!(files),
            };
            let kept = self.journal.open_request(&record);
            kept.map_err(|error| journal_failure(&error))?;
        }
        Ok(())
    }
}

fn hash_of(text: &str) -> Option<KeyHash> {
    let bytes = hex::decode(text).ok()?;
    bytes.try_into().ok().map(KeyHash)
}

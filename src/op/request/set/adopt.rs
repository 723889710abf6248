//! Requests that another generator made: recognised by their files' names, and followed like our own. Their keys stay with
//! that generator.

use std::path::{Path, PathBuf};

use jiff::Timestamp;
use serde_json::json;

use super::Draft;
use crate::case::{Case, Wanted};
use crate::error::{Code, Failure};
use crate::journal::{Journal, RequestRecord};
use crate::op::files::{self, Source, sha256};
use crate::op::request::input::{ELSEWHERE, Part};
use crate::op::request::{part_of, receipt};
use crate::op::setting::journal_failure;
use crate::op::shape::{FileRow, RequestKeyRow, RequestOutcome};
use crate::profile::{Mode, Request};
use crate::sanitize;
use crate::token::{KeyType, TokenState};
use crate::x509;

/// A request in the folder.
struct Found {
    path: PathBuf,
    bytes: Vec<u8>,
    csr: x509::Request,
}

impl Found {
    /// The file's name without its ending, in small letters.
    fn stem(&self) -> String {
        let stem = self.path.file_stem().map(|stem| stem.to_string_lossy());
        stem.unwrap_or_default().to_lowercase()
    }
}

impl Draft<'_> {
    /// The folder with the requests of another generator, where they are taken over.
    #[must_use]
    pub fn adopts(&self) -> Option<PathBuf> {
        self.input.from.clone()
    }

    /// Opens the case with the requests in this folder. Nothing is written there but the receipt; no token is asked.
    pub fn adopt(self, journal: &mut Journal, from: &Path) -> Result<RequestOutcome, Failure> {
        let folder = files::out_folder(Some(from))?;
        let chosen: Vec<&Request> = self.requests().filter(|it| it.mode == Mode::Csr).collect();
        let pairs = matched(&chosen, found_in(&folder)?, &folder)?;
        journal
            .check_writable()
            .map_err(|error| journal_failure(&error))?;
        let id = journal
            .new_case_id()
            .map_err(|error| journal_failure(&error))?;
        let now = Timestamp::now();
        let wanted = pairs.iter().map(|(request, found)| Wanted {
            request: request.id.clone(),
            key: key_type(found).map(KeyType::name),
            store: Some(ELSEWHERE.to_owned()),
        });
        let mut case = self.case(id, now, wanted.collect());
        case.folder = Some(folder.clone());
        if let Some(waiting) = waiting(journal, &case)? {
            case = Case {
                values: waiting.values.into_iter().chain(case.values).collect(),
                wanted: case.wanted,
                folder: case.folder,
                ..waiting
            };
        }
        let receipt_path = folder.join(receipt::NAME);
        if receipt_path.exists() {
            let shown = sanitize::line(&files::absolute(&receipt_path));
            return Err(Failure::new(Code::FileExists)
                .with("path", &shown)
                .with("file", shown)
                .state(TokenState::NothingChanged));
        }
        journal
            .keep_case(&case)
            .map_err(|error| journal_failure(&error))?;
        let head = self.receipt_head();
        let mut outcome = RequestOutcome {
            case: case.id.clone(),
            mode: case.mode.clone(),
            profile: case.profile.clone(),
            next_steps: self.next_steps(),
            ..RequestOutcome::default()
        };
        for (request, found) in &pairs {
            let row = FileRow {
                path: files::absolute(&found.path),
                kind: "csr".to_owned(),
                purpose: Some(request.id.clone()),
                sha256: sha256(&found.bytes),
            };
            let record = record(journal, &case.id, &folder, request, found, &row)?;
            outcome.keys.push(RequestKeyRow {
                id: None,
                key_sha256: record.key.map(|key| key.hex()),
                label: None,
                kind: key_type(found).map(KeyType::name).unwrap_or_default(),
                purpose: Some(request.id.clone()),
                store: ELSEWHERE.to_owned(),
            });
            outcome.files.push(row);
        }
        let receipt = receipt::write(&folder, &head, &case, None, &outcome.keys, &outcome.files)?;
        outcome.files.push(receipt);
        Ok(outcome)
    }
}

/// The open case of the same profile and providers that still waits for its requests.
fn waiting(journal: &mut Journal, case: &Case) -> Result<Option<Case>, Failure> {
    let cases = journal.cases().map_err(|error| journal_failure(&error))?;
    let records = journal
        .requests()
        .map_err(|error| journal_failure(&error))?;
    let begun = |id: &str| {
        let mut records = records.iter();
        records.any(|record| part_of(record).case.as_deref() == Some(id))
    };
    let mut fit = cases.into_iter().rev().filter(|other| {
        let same = other.profile == case.profile
            && (case.providers.is_empty() || other.providers == case.providers);
        same && other.closed.is_none() && !begun(&other.id)
    });
    Ok(fit.next())
}

fn key_type(found: &Found) -> Option<KeyType> {
    found.csr.public_key().ok()?.key_type()
}

/// All requests in a folder, each proved by its own signature.
fn found_in(folder: &Path) -> Result<Vec<Found>, Failure> {
    let mut all = Vec::new();
    for source in files::spread(&Source::Path(folder.to_owned()))? {
        let Source::Path(path) = &source else {
            continue;
        };
        let Ok(input) = files::read(&source) else {
            continue;
        };
        let [csr] = input.contents.requests.as_slice() else {
            continue;
        };
        if let Err(error) = csr.verify() {
            let file = sanitize::line(&input.path);
            return Err(Failure::new(Code::RequestDamaged)
                .with("file", file)
                .with("text", error.to_string())
                .state(TokenState::NothingChanged));
        }
        all.push(Found {
            path: path.clone(),
            bytes: files::read_bytes(&source)?.to_vec(),
            csr: csr.clone(),
        });
    }
    Ok(all)
}

/// Each request of the profile with its file: by the name that the authority expects, else by the request's id in the
/// file's name; a single one fits a single file.
fn matched<'r>(
    wanted: &[&'r Request],
    mut found: Vec<Found>,
    folder: &Path,
) -> Result<Vec<(&'r Request, Found)>, Failure> {
    let mut pairs: Vec<(&Request, Found)> = Vec::new();
    let shown = sanitize::line(&files::absolute(folder));
    for request in wanted {
        let id = request.id.to_lowercase();
        let expected = request.out.csr.as_deref().map(str::to_lowercase);
        let exactly = |one: &Found| {
            let called = one
                .path
                .file_name()
                .map(|name| name.to_string_lossy().to_lowercase());
            called.is_some() && called == expected
        };
        let single = wanted.len() == 1 && found.len() == 1;
        let fit: Vec<usize> = (0..found.len())
            .filter(|at| found.get(*at).is_some_and(exactly))
            .collect();
        let fit = if fit.is_empty() {
            (0..found.len())
                .filter(|at| {
                    found
                        .get(*at)
                        .is_some_and(|one| single || one.stem().contains(&id))
                })
                .collect()
        } else {
            fit
        };
        let [at] = fit.as_slice() else {
            let names: Vec<String> = fit
                .iter()
                .filter_map(|at| Some(found.get(*at)?.path.file_name()?.to_string_lossy().into()))
                .collect();
            let code = if names.is_empty() {
                Code::NoRequestFor
            } else {
                Code::SeveralRequestsFor
            };
            return Err(Failure::new(code)
                .with("value", &request.id)
                .with("path", &shown)
                .with("names", sanitize::line(&names.join(", ")))
                .detail("request", request.id.as_str())
                .state(TokenState::NothingChanged));
        };
        pairs.push((*request, found.swap_remove(*at)));
    }
    let keys: Vec<_> = pairs
        .iter()
        .filter_map(|(_, found)| found.csr.public_key().ok().map(|key| key.hash()))
        .collect();
    let twice = keys
        .iter()
        .enumerate()
        .any(|(at, key)| keys.iter().skip(at + 1).any(|it| it == key));
    if twice {
        return Err(Failure::new(Code::RequestsShareKey)
            .with("path", shown)
            .state(TokenState::NothingChanged));
    }
    Ok(pairs)
}

/// Writes down whose key it is, so that the certificate finds its case.
fn record(
    journal: &mut Journal,
    case: &str,
    folder: &Path,
    request: &Request,
    found: &Found,
    row: &FileRow,
) -> Result<RequestRecord, Failure> {
    let id = journal
        .new_case_id()
        .map_err(|error| journal_failure(&error))?;
    let part = Part {
        case: Some(case.to_owned()),
        request: Some(request.id.clone()),
        ..Part::default()
    };
    let record = RequestRecord {
        id,
        created: Timestamp::now(),
        mode: Mode::Csr.name().to_owned(),
        profile: None,
        token: None,
        folder: Some(folder.to_owned()),
        key: found.csr.public_key().ok().map(|key| key.hash()),
        key_id: None,
        label: None,
        plan: json!({
            "subject": found.csr.subject(), "san": found.csr.alt_names(), "store": ELSEWHERE, "part": part,
        }),
        files: json!([row]),
    };
    journal
        .open_request(&record)
        .map_err(|error| journal_failure(&error))?;
    Ok(record)
}

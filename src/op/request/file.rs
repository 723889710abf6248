//! Keys that live in files, alone or besides a token: made in memory, written to an encrypted PKCS#12, that file opened
//! again, and only then used. In this order, so that whatever dies on the way leaves nothing that has no copy.

use std::path::{Path, PathBuf};

use serde_json::json;

use super::input::{Part, PlanText, Store};
use super::key::resume_command;
use super::{Checked, usage};
use crate::child::Place;
use crate::error::{Code, Failure};
use crate::journal::RequestRecord;
use crate::op::Setting;
use crate::op::files::{self, Source, file_stem, sha256, write_new};
use crate::op::import::{Numbers, Wanted};
use crate::op::sealed::sealed_failure;
use crate::op::setting::journal_failure;
use crate::op::shape::{FileRow, RequestKeyRow, RequestOutcome};
use crate::op::view::Depth;
use crate::secret::Secret;
use crate::token::{Access, KeyId, KeyType, TokenState, token_uri};
use crate::x509::pkcs12::{Encryption, Plan};
use crate::x509::{PrivateKey, SoftKey, csr};

/// A request whose key lives in a file, while it runs.
struct InFile {
    case: RequestRecord,
    plan: PlanText,
    key_type: KeyType,
    label: String,
    store: Store,
    fixed: Option<String>,
    part: Part,
}

impl Checked {
    /// No driver is loaded for a key that lives in a file only.
    pub(super) fn in_file(&self, setting: &mut Setting<'_>) -> Result<RequestOutcome, Failure> {
        let plan = self.plan()?;
        let label = self.label_of(&plan);
        let place = match self.store {
            Store::Both => Some(setting.token_for_copy(self.key_type)?),
            Store::File | Store::Token => None,
        };
        setting.journal_ready()?;
        let case = self.new_case(setting, place, &plan, &label)?;
        let folder = case.folder.clone().unwrap_or_else(|| PathBuf::from("."));
        let mut running = InFile {
            case,
            plan,
            key_type: self.key_type,
            label,
            store: self.store,
            fixed: self.place.clone(),
            part: self.part.clone(),
        };
        let password = setting.new_password(&files::absolute(&folder))?;
        if let Some(place) = place {
            // All that the token may refuse comes before there is a key.
            let role = setting.writing_role(place);
            setting.unlock(place, role, Access::Write)?;
        }
        let alone = setting.ask.alone();
        let made = SoftKey::generate(self.key_type);
        drop(alone);
        let key = made.map_err(|error| {
            Failure::new(Code::Internal)
                .with("text", error)
                .state(TokenState::NothingChanged)
        })?;
        let file = setting.keep_in_file(&mut running, &folder, &key, &password)?;
        setting.go_on(&mut running, place, &key, file)
    }
}

impl Setting<'_> {
    /// The token that gets a copy of the key; what can be refused without its PIN is.
    fn token_for_copy(&mut self, key_type: KeyType) -> Result<Place, Failure> {
        self.open_tokens()?;
        let place = self.one_token()?;
        self.may_write(place)?;
        self.ways_to_sign(place, key_type)?;
        Ok(place)
    }

    /// The encrypted file: written whole, read again from the disk, and opened. The case knows of it first.
    fn keep_in_file(
        &mut self,
        running: &mut InFile,
        folder: &Path,
        key: &SoftKey,
        password: &Secret,
    ) -> Result<FileRow, Failure> {
        let hash = key.public_key().hash();
        let stem = format!("{}-{}", file_stem(&running.label), hash.short());
        let path = running.part.bundle_path(folder, &stem);
        let plan = Plan {
            key: key.private_key(),
            certificate: None,
            chain: &[],
            friendly_name: Some(&running.label),
            encryption: if running.part.legacy {
                Encryption::Legacy
            } else {
                Encryption::Modern
            },
        };
        let name = files::absolute(&path);
        let bytes = self.seal(&plan, password, &name)?;
        let row = FileRow {
            path: name,
            kind: "backup".to_owned(),
            purpose: running.part.request.clone(),
            sha256: sha256(&bytes),
        };
        running.case.key = Some(hash);
        running.case.files = json!([row]);
        self.journal
            .open_request(&running.case)
            .map_err(|error| journal_failure(&error))?;
        let written = write_new(&path, &bytes)?;
        // The bytes were opened again as a whole; on the disk they have to be the same.
        if *files::read_bytes(&Source::Path(written.clone().into()))? != bytes {
            return Err(sealed_failure(Code::WriteFailed, &written).with("text", "-"));
        }
        Ok(row)
    }

    /// The copy on the token, then the request.
    fn go_on(
        &mut self,
        running: &mut InFile,
        place: Option<Place>,
        key: &SoftKey,
        backup: FileRow,
    ) -> Result<RequestOutcome, Failure> {
        let case = running.part.case_or(&running.case.id).to_owned();
        let keep = |failure: Failure| {
            failure
                .detail("case", case.as_str())
                .go_on(resume_command(&case))
        };
        if let Some(place) = place {
            self.copy_to_token(running, place, key).map_err(keep)?;
        }
        let csr = request_of(running, key).map_err(keep)?;
        let files = vec![backup, csr];
        running.case.files = json!(files);
        self.journal
            .update_request(&running.case)
            .map_err(|error| keep(journal_failure(&error)))?;
        Ok(self.outcome_in_file(running, place, files))
    }

    fn copy_to_token(
        &mut self,
        running: &mut InFile,
        place: Place,
        key: &SoftKey,
    ) -> Result<(), Failure> {
        let before = self.view(place, Depth::Known)?;
        if !before.complete {
            return Err(Failure::new(Code::ViewIncomplete).state(TokenState::NothingChanged));
        }
        self.settle(place, &before);
        let (numbers, secret) = Numbers::of(key.private_key(), &running.label)?;
        let wanted = Wanted {
            numbers: &numbers,
            label: &running.label,
            certificate: None,
            usage: Some(usage(running.key_type, &running.plan)),
            fixed: running.fixed.as_deref(),
            resume: resume_command(running.part.case_or(&running.case.id)),
            case: Some(running.case.id.clone()),
        };
        let written = self.write_key(place, &wanted, secret, before)?;
        running.case.key_id = written.key.id;
        Ok(())
    }

    fn outcome_in_file(
        &self,
        running: &InFile,
        place: Option<Place>,
        files: Vec<FileRow>,
    ) -> RequestOutcome {
        let token = place.map(|place| {
            let token = self.tokens.token(place).map(|token| &token.id);
            token_uri(place.slot, token)
        });
        RequestOutcome {
            case: running.part.case_or(&running.case.id).to_owned(),
            mode: running.case.mode.clone(),
            token,
            keys: vec![RequestKeyRow {
                id: running.case.key_id.as_ref().map(KeyId::hex),
                key_sha256: running.case.key.map(|hash| hash.hex()),
                label: Some(running.label.clone()),
                kind: running.key_type.name(),
                purpose: running.part.request.clone(),
                store: running.store.name().to_owned(),
            }],
            next_steps: vec!["parafa install CERTIFICATE".to_owned()],
            files,
            ..RequestOutcome::default()
        }
    }

    /// Goes on with a case whose key lies in a file: opened, copied to the token where it is wanted there, signed with.
    pub(super) fn resume_in_file(
        &mut self,
        case: RequestRecord,
        (plan, key_type, label, fixed): super::Kept,
        store: Store,
    ) -> Result<RequestOutcome, Failure> {
        let rows = case.files.as_array().cloned().unwrap_or_default();
        let backup: Option<FileRow> = rows
            .into_iter()
            .filter_map(|row| serde_json::from_value(row).ok())
            .find(|row: &FileRow| row.kind == "backup");
        let Some(backup) = backup else {
            return Err(Failure::new(Code::CaseNotFound).with("value", &case.id));
        };
        let bytes = files::read_bytes(&Source::Path(backup.path.clone().into()))?;
        let part = super::part_of(&case);
        let mut running = InFile {
            case,
            plan,
            key_type,
            label,
            store,
            fixed,
            part,
        };
        let ours = running.case.key;
        let key = self.key_in_backup(&backup.path, &bytes, |key| {
            key.public_key().map(crate::x509::PublicKey::hash) == ours
        })?;
        let key = SoftKey::from_private_key(key).map_err(|error| {
            sealed_failure(Code::ContainerDamaged, &backup.path).with("text", error)
        })?;
        let place = match store {
            Store::Both => {
                self.open_tokens()?;
                let place = self.place_of(&running.case)?;
                self.may_write(place)?;
                self.journal_ready()?;
                let role = self.writing_role(place);
                self.unlock(place, role, Access::Write)?;
                Some(place)
            }
            Store::File | Store::Token => None,
        };
        self.go_on(&mut running, place, &key, backup)
    }

    /// A key of a PKCS#12 on the disk, after its password.
    pub(in crate::op) fn key_in_backup(
        &mut self,
        path: &str,
        bytes: &[u8],
        is_it: impl Fn(&PrivateKey) -> bool,
    ) -> Result<PrivateKey, Failure> {
        let contents =
            crate::x509::recognise(bytes).map_err(|fault| files::file_fault(&fault, path))?;
        for sealed in &contents.pkcs12 {
            let opened = self.open_pkcs12(path, sealed)?;
            let mut keys = opened.entries.into_iter().map(|entry| entry.key);
            if let Some(key) = keys.find(&is_it) {
                return Ok(key);
            }
        }
        Err(sealed_failure(Code::NoKeyInFile, path))
    }
}

/// Signed in memory, verified as a whole, written.
fn request_of(running: &InFile, key: &SoftKey) -> Result<FileRow, Failure> {
    let damaged = |text: String| {
        Failure::new(Code::RequestDamaged)
            .with("text", text)
            .with("file", "-")
            .state(TokenState::NothingChanged)
    };
    let public = key.public_key();
    let tbs = csr::to_be_signed(&running.plan.plan, public)
        .map_err(|error| damaged(error.to_string()))?;
    let signature = key.sign(&tbs).map_err(|error| damaged(error.to_string()))?;
    let request =
        csr::assemble(&tbs, public, &signature).map_err(|error| damaged(error.to_string()))?;
    let folder = running.case.folder.clone();
    let folder = folder.unwrap_or_else(|| PathBuf::from("."));
    let stem = format!("{}-{}", file_stem(&running.label), public.hash().short());
    let bytes = running.part.encoded(&request);
    let path = write_new(&running.part.csr_path(&folder, &stem), &bytes)?;
    Ok(FileRow {
        path,
        kind: "csr".to_owned(),
        purpose: running.part.request.clone(),
        sha256: sha256(&bytes),
    })
}

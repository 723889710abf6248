//! `request`: a key made on the token, a request signed by it, the case that goes on from there.

mod after;
mod file;
mod input;
mod key;
mod paper;
mod places;
pub mod plain;
mod receipt;
pub mod set;

pub(super) use input::ELSEWHERE;
pub use input::{Checked, RequestInput, Store};

use jiff::Timestamp;
use serde_json::json;

use super::Setting;
use super::select::{Closeness, matching};
use super::setting::journal_failure;
use super::shape::{DryRun, RequestOutcome};
use super::view::{Depth, SeenKey, View};
use crate::child::{Place, key_template};
use crate::error::{Code, Failure};
use crate::journal::{JournalError, RequestRecord};
use crate::sanitize;
use crate::token::{Access, KeyType, KeyWish, Role, Scheme, TokenState, Usage};
use input::{Goal, Part, PlanText};

/// What is known of a request while it runs.
struct Running {
    place: Place,
    case: RequestRecord,
    plan: PlanText,
    key_type: KeyType,
    label: String,
    /// One of the token's fixed places, as named.
    fixed: Option<String>,
    part: Part,
}

impl Running {
    /// The case that people know: that of the whole set, where it belongs to one.
    fn case_id(&self) -> &str {
        self.part.case_or(&self.case.id)
    }
}

impl Checked {
    /// Exactly the template and the subject, touching nothing.
    pub fn dry_run(&self) -> Result<DryRun, Failure> {
        let plan = self.plan.as_ref().ok_or_else(|| {
            Failure::new(Code::OptionsConflict)
                .with("option", "--dry-run")
                .with("names", "--resume")
        })?;
        let wish = KeyWish {
            key_type: self.key_type,
            id: self.place.as_deref().and_then(input::place_id),
            label: self.label_of(plan),
            usage: usage(self.key_type, plan),
            before: Vec::new(),
            first_rung: 0,
        };
        Ok(DryRun {
            dry_run: true,
            subject: plan.plan.subject.display(),
            subject_der: hex::encode(plan.plan.subject.to_der()),
            extensions: paper::extensions(plan),
            template: if matches!(self.goal, Goal::New) && self.store == Store::Token {
                key_template(&wish)
            } else {
                Vec::new()
            },
            mechanism: crate::x509::signing::mechanisms_for(self.key_type, Scheme::Usual)
                .first()
                .filter(|_| self.store == Store::Token)
                .map(|way| way.name().to_owned()),
        })
    }

    /// Makes the request.
    pub fn run(&self, setting: &mut Setting<'_>) -> Result<RequestOutcome, Failure> {
        match &self.goal {
            Goal::Resume(case) => self.resume(setting, case),
            Goal::Existing(id) => self.existing(setting, id),
            Goal::New if self.store != Store::Token => self.in_file(setting),
            Goal::New => self.anew(setting),
        }
    }

    fn label_of(&self, plan: &PlanText) -> String {
        let name = || crate::x509::names::holder(plan.plan.subject.to_der());
        self.label
            .clone()
            .or_else(name)
            .unwrap_or_else(|| "parafa".to_owned())
    }

    fn plan(&self) -> Result<PlanText, Failure> {
        self.plan
            .clone()
            .ok_or_else(|| Failure::new(Code::ValueMissing).with("names", "--subject"))
    }

    fn anew(&self, setting: &mut Setting<'_>) -> Result<RequestOutcome, Failure> {
        let plan = self.plan()?;
        setting.open_tokens()?;
        let place = setting.one_token()?;
        setting.may_write(place)?;
        setting.check_key_type(place, self.key_type)?;
        setting.journal_ready()?;
        let label = self.label_of(&plan);
        let case = self.new_case(setting, Some(place), &plan, &label)?;
        let mut running = Running {
            place,
            case,
            plan,
            key_type: self.key_type,
            label,
            fixed: self.place.clone(),
            part: self.part.clone(),
        };
        let key = setting.new_key(&mut running)?;
        setting.write_request(&mut running, &key)
    }

    /// A key that is there; none is made.
    fn existing(&self, setting: &mut Setting<'_>, id: &str) -> Result<RequestOutcome, Failure> {
        let plan = self.plan()?;
        setting.open_tokens()?;
        let place = setting.one_token()?;
        setting.journal_ready()?;
        setting.unlock(place, Role::User, Access::Read)?;
        let view = setting.view(place, Depth::Known)?;
        setting.settle(place, &view);
        let key = one_key(setting, &view, id)?;
        let key_type = key
            .public
            .as_ref()
            .and_then(crate::x509::PublicKey::key_type);
        let key_type = key_type.ok_or_else(|| setting.half_unknown(place, None))?;
        let label = self
            .label
            .clone()
            .or_else(|| key.label.clone())
            .unwrap_or_else(|| self.label_of(&plan));
        let mut case = self.new_case(setting, Some(place), &plan, &label)?;
        (case.key, case.key_id) = (key.hash(), key.id.clone());
        setting
            .journal
            .open_request(&case)
            .map_err(|error| journal_failure(&error))?;
        let mut running = Running {
            place,
            case,
            plan,
            key_type,
            label,
            fixed: None,
            part: self.part.clone(),
        };
        setting.write_request(&mut running, &key)
    }

    /// Goes on where a request stopped: with the key that was made, or by making it.
    fn resume(&self, setting: &mut Setting<'_>, id: &str) -> Result<RequestOutcome, Failure> {
        let folder = std::path::Path::new(id);
        if folder.is_dir() {
            return set::take_over(setting, folder);
        }
        let unknown = || Failure::new(Code::CaseNotFound).with("value", sanitize::line(id));
        let case = match setting.journal.request(id) {
            Ok(Some(case)) => case,
            Ok(None) | Err(JournalError::NoEntry { .. }) => {
                return set::resume(setting, id)?.ok_or_else(unknown);
            }
            Err(error) => return Err(journal_failure(&error)),
        };
        setting.own_case = Some(case.id.clone());
        if let Some(done) = setting.already_done(&case) {
            return Ok(done);
        }
        if store_of(&case) == input::ELSEWHERE {
            return Err(request_gone(&case));
        }
        let (plan, key_type, label, fixed) = read_plan(&case).ok_or_else(unknown)??;
        let part = part_of(&case);
        let out = self.out.clone().or_else(|| case.folder.clone());
        let folder = super::files::out_folder(out.as_deref())?;
        match Store::find(store_of(&case)) {
            Some(store @ (Store::File | Store::Both)) => {
                let case = RequestRecord {
                    folder: Some(folder),
                    ..case
                };
                return setting.resume_in_file(case, (plan, key_type, label, fixed), store);
            }
            Some(Store::Token) | None => {}
        }
        setting.open_tokens()?;
        let place = setting.place_of(&case)?;
        setting.may_write(place)?;
        setting.journal_ready()?;
        let role = setting.writing_role(place);
        setting.unlock(place, role, Access::Write)?;
        let view = setting.view(place, Depth::Known)?;
        setting.settle(place, &view);
        let mut case = setting.journal.request(id).ok().flatten().unwrap_or(case);
        case.folder = Some(folder);
        let known = case
            .key
            .and_then(|hash| view.key(hash))
            .filter(|key| key.private.is_some())
            .cloned();
        let unsettled = setting
            .journal
            .lenient(super::super::journal::Journal::open_intents);
        let open = unsettled
            .iter()
            .any(|open| open.intent.case.as_deref() == Some(id));
        let mut running = Running {
            place,
            case,
            plan,
            key_type,
            label,
            fixed,
            part,
        };
        let key = match known {
            // It was cut off between the generation and the look at what came of it.
            Some(key) if key.private_part().and_then(|part| part.extractable) == Some(true) => {
                return Err(Failure::new(Code::KeyExtractable).state(TokenState::NothingChanged));
            }
            Some(key) => key,
            None if running.case.key.is_some() => {
                return Err(Failure::new(Code::KeyNotThere).state(TokenState::NothingChanged));
            }
            // Whether a key was made is still open: making another one could leave two.
            None if open => {
                return Err(Failure::new(Code::OutcomeUnknown).state(TokenState::Unknown));
            }
            None => setting.new_key(&mut running)?,
        };
        setting.write_request(&mut running, &key)
    }

    /// A case not yet in the journal.
    fn new_case(
        &self,
        setting: &mut Setting<'_>,
        place: Option<Place>,
        plan: &PlanText,
        label: &str,
    ) -> Result<RequestRecord, Failure> {
        let id = setting
            .journal
            .new_case_id()
            .map_err(|error| journal_failure(&error))?;
        setting.own_case = Some(id.clone());
        Ok(RequestRecord {
            id,
            created: Timestamp::now(),
            mode: "csr".to_owned(),
            profile: None,
            token: place
                .and_then(|place| setting.tokens.token(place))
                .map(|token| token.id.clone()),
            folder: Some(super::files::out_folder(self.out.as_deref())?),
            key: None,
            key_id: None,
            label: Some(label.to_owned()),
            plan: json!({
                "subject": plan.subject, "san": plan.san, "ku": plan.ku, "eku": plan.eku,
                "key": self.key_type.name(), "label": label, "place": self.place, "store": self.store.name(),
                "part": self.part,
            }),
            files: json!([]),
        })
    }
}

/// The plan as the case keeps it.
type Kept = (PlanText, KeyType, String, Option<String>);

fn read_plan(case: &RequestRecord) -> Option<Result<Kept, Failure>> {
    let text = |name: &str| {
        case.plan
            .get(name)
            .and_then(|value| value.as_str())
            .map(str::to_owned)
    };
    let list = |name: &str| -> Vec<String> {
        let values = case.plan.get(name).and_then(|value| value.as_array());
        values
            .into_iter()
            .flatten()
            .filter_map(|value| value.as_str().map(str::to_owned))
            .collect()
    };
    let key_type = text("key")?.parse().ok()?;
    let label = text("label")?;
    let plan = PlanText::check(&text("subject")?, list("san"), list("ku"), list("eku"));
    Some(plan.map(|plan| (plan, key_type, label, text("place"))))
}

/// Where the key of a request lives.
pub(in crate::op) fn store_of(case: &RequestRecord) -> &str {
    let store = case.plan.get("store").and_then(|store| store.as_str());
    store.unwrap_or_else(|| Store::Token.name())
}

/// A request of another generator whose file is not there any more: no key of ours can replace it.
fn request_gone(case: &RequestRecord) -> Failure {
    let rows = case.files.as_array();
    let path = rows
        .into_iter()
        .flatten()
        .find_map(|row| row.get("path")?.as_str());
    Failure::new(Code::FileNotFound)
        .with("file", sanitize::line(path.unwrap_or("-")))
        .state(TokenState::NothingChanged)
}

/// The case and the names of files that a request of a set has.
pub(in crate::op) fn part_of(case: &RequestRecord) -> Part {
    let part = case.plan.get("part").cloned();
    part.and_then(|part| serde_json::from_value(part).ok())
        .unwrap_or_default()
}

/// DECRYPT only for RSA whose requested key usage enciphers.
fn usage(key_type: KeyType, plan: &PlanText) -> Usage {
    match key_type {
        KeyType::Rsa(_) if plan.plan.key_usage.deciphers() => Usage::SignAndDecrypt,
        _ => Usage::Sign,
    }
}

/// The one private key that `id` names, exactly.
fn one_key(setting: &Setting<'_>, view: &View, id: &str) -> Result<SeenKey, Failure> {
    let all = view.identities();
    let closeness = if setting.ask.somebody() {
        Closeness::Part
    } else {
        Closeness::Exact
    };
    let keys: Vec<SeenKey> = matching(id, &all, closeness)
        .into_iter()
        .filter_map(|identity| identity.key.clone())
        .filter(|key| key.private.is_some())
        .collect();
    match keys.as_slice() {
        [only] => Ok(only.clone()),
        [] => Err(Failure::new(Code::KeyNotFound)
            .with("value", sanitize::line(id))
            .state(TokenState::NothingChanged)),
        many => {
            let names: Vec<String> = many
                .iter()
                .filter_map(|key| key.id.as_ref().map(crate::token::KeyId::hex))
                .collect();
            Err(Failure::new(Code::SeveralMatch)
                .with("value", sanitize::line(id))
                .with("names", names.join(", "))
                .detail("candidates", names)
                .state(TokenState::NothingChanged))
        }
    }
}

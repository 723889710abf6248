//! `renew`: the certificate that follows another one, as its authority's mode says: a new request with the old data, the
//! issuer's page with its last day, or the steps by which a file is fetched.

mod old;
mod window;

use schemars::JsonSchema;
use serde::Serialize;

use super::Setting;
use super::request::set::{Draft, SetInput};
use super::request::{Checked, RequestInput};
use super::shape::RequestOutcome;
use crate::case::Case;
use crate::error::{Code, Failure, Notice};
use crate::journal::Journal;
use crate::profile::{Profile, Profiles};
use crate::sanitize;
use crate::token::TokenState;
use crate::x509::Certificate;

pub use window::RenewalRow;
pub(super) use window::last_day;

/// The certificate that is replaced.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ReplacedRow {
    /// Whose it is.
    pub holder: String,
    /// In the order of the encoding.
    pub subject: String,
    /// Lower-case hex.
    pub serial: String,
    /// RFC 3339, UTC.
    pub not_after: String,
    /// Whole days until it ends; negative afterwards.
    pub days_left: i64,
    /// Of the DER.
    pub sha256: String,
}

/// The answer of `renew`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct RenewOutcome {
    /// The case, its keys and files.
    #[serde(flatten)]
    pub request: RequestOutcome,
    /// What is replaced.
    pub replaces: ReplacedRow,
    /// When and where, as far as profile and issuer tell.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub renewal: Option<RenewalRow>,
}

/// A renewal that was found out, before anything is made.
pub struct Begun<'p> {
    /// What is to be made.
    pub next: Next<'p>,
    /// The answer but for its request.
    pub outcome: RenewOutcome,
}

/// What is to be made.
pub enum Next<'p> {
    /// Nothing: a case is under way.
    Nothing,
    /// What the profile wants; values may be missing yet.
    Set(Box<Draft<'p>>),
    /// A request with the old data, of no profile.
    Plain(Box<Checked>),
}

/// Finds the certificate, its profile and its old data. Tokens are looked at without a PIN; nothing is written to them.
pub fn begin<'p>(
    setting: &mut Setting<'_>,
    profiles: &'p Profiles,
    id: Option<&str>,
    mut input: SetInput,
    language: &str,
) -> Result<Begun<'p>, Failure> {
    super::install::check_clock(setting);
    setting.see_what_is_plugged_in();
    setting.follow(profiles, &[]);
    let ours = |known: &super::known::Known| {
        known.case.is_some() || !super::recognise::fits(profiles, &known.certificate).is_empty()
    };
    let known = setting.known_one(id, ours)?;
    let one = known.certificate;
    let cases = setting.journal.lenient(Journal::cases);
    let replaced = replaced(&one, setting);
    let came_of = cases
        .iter()
        .rev()
        .find(|case| has(&case.certificates, &one));
    let profile = setting.profile_for(profiles, &input.profile, came_of, &cases, &one)?;
    let mut outcome = RenewOutcome {
        request: RequestOutcome::default(),
        renewal: profile.map(|profile| window::row(profile, &one, language)),
        replaces: replaced,
    };
    let open = cases.iter().find(|case| {
        case.closed.is_none()
            && case
                .replaces
                .as_ref()
                .is_some_and(|it| it.sha256 == one.sha256())
    });
    if let Some(case) = open {
        setting.notice(Notice::new(Code::CaseUnderWay).with("value", &case.id));
        outcome.request = RequestOutcome {
            case: case.id.clone(),
            profile: case.profile.clone(),
            mode: case.mode.clone(),
            next_steps: vec![format!("parafa todo {}", case.id)],
            ..RequestOutcome::default()
        };
        return Ok(Begun {
            next: Next::Nothing,
            outcome,
        });
    }
    let Some(profile) = profile else {
        let plain = plain(&one, input)?;
        return Ok(Begun {
            next: Next::Plain(Box::new(plain)),
            outcome,
        });
    };
    profile.id().clone_into(&mut input.profile);
    if let Some(case) = came_of {
        if input.providers.is_empty() {
            input.providers.clone_from(&case.providers);
        }
        if input.only.is_empty() {
            let wanted = case.wanted.iter().map(|it| it.request.clone());
            input.only = wanted.collect();
        }
    }
    let mut draft = Draft::begin(profiles, setting.journal, input, language)?;
    old::take(&mut draft, came_of, &one);
    let occasion = window::occasion(setting, profile, &one);
    draft.follows(occasion, &one, setting.now);
    Ok(Begun {
        next: Next::Set(Box::new(draft)),
        outcome,
    })
}

impl Setting<'_> {
    /// The profile that was named, else that of the case that the certificate came of, else the one that knows its issuer.
    fn profile_for<'p>(
        &self,
        profiles: &'p Profiles,
        named: &str,
        came_of: Option<&Case>,
        cases: &[Case],
        one: &Certificate,
    ) -> Result<Option<&'p Profile>, Failure> {
        if !named.is_empty() {
            return super::profiles::find(profiles, named).map(Some);
        }
        let of_case = came_of.and_then(|case| profiles.get(case.profile.as_deref()?));
        if of_case.is_some() {
            return Ok(of_case);
        }
        self.told_by_issuer(profiles, cases, one)
    }

    /// The profile that knows a certificate's issuer; of several, the one of the newest case, else the one that a person
    /// chooses.
    pub(super) fn told_by_issuer<'p>(
        &self,
        profiles: &'p Profiles,
        cases: &[Case],
        one: &Certificate,
    ) -> Result<Option<&'p Profile>, Failure> {
        let fits = super::recognise::fits(profiles, one);
        if fits.is_empty() {
            return Ok(None);
        }
        if let Some(fit) = super::recognise::meant(&fits, cases) {
            return Ok(Some(fit));
        }
        let choices: Vec<crate::ask::Choice> = fits
            .iter()
            .map(|fit| crate::ask::Choice {
                text: sanitize::line(fit.title("en")),
            })
            .collect();
        let chosen = self.ask.choose("cli-choose-profile", &choices);
        if let Some(fit) = chosen.and_then(|at| fits.get(at)) {
            return Ok(Some(*fit));
        }
        let names: Vec<&str> = fits.iter().map(|fit| fit.id()).collect();
        Err(Failure::new(Code::SeveralProfiles)
            .with("value", sanitize::line(&one.issuer()))
            .with("names", names.join(", "))
            .detail("candidates", names)
            .state(TokenState::NothingChanged))
    }
}

fn has(all: &[crate::case::Issued], one: &Certificate) -> bool {
    let sha256 = one.sha256();
    all.iter().any(|issued| issued.sha256 == sha256)
}

fn replaced(one: &Certificate, setting: &Setting<'_>) -> ReplacedRow {
    ReplacedRow {
        holder: one.holder().unwrap_or_else(|| one.subject()),
        subject: one.subject(),
        serial: one.serial().hex,
        not_after: one.not_after().to_string(),
        days_left: one.days_left(setting.now),
        sha256: one.sha256(),
    }
}

/// Subject, alternative names and usages of the old certificate, for a request of no profile.
fn plain(one: &Certificate, input: SetInput) -> Result<Checked, Failure> {
    let needs_profile = [
        ("--for", !input.providers.is_empty()),
        ("--set", !input.set.is_empty()),
        ("--only", !input.only.is_empty()),
        ("--answers", input.answers.is_some()),
    ];
    if let Some((option, _)) = needs_profile.iter().find(|(_, given)| *given) {
        return Err(Failure::new(Code::ProfileNeeded)
            .with("option", *option)
            .with("value", sanitize::line(&one.issuer()))
            .state(TokenState::NothingChanged));
    }
    let words = |all: Option<Vec<String>>| all.unwrap_or_default();
    let key = one.public_key().ok().and_then(|key| key.key_type());
    RequestInput {
        subject: Some(one.subject()),
        san: one.alt_names(),
        ku: words(
            one.key_usage()
                .map(|all| all.into_iter().map(str::to_owned).collect()),
        ),
        eku: words(one.extended_key_usage()),
        key: input.key.or_else(|| key.map(crate::token::KeyType::name)),
        store: input.store.unwrap_or_default(),
        out: input.out,
        ..RequestInput::default()
    }
    .check()
}

//! Everything that has to be known before papers can be made: authority, case, certificate, occasion, for whom.

use std::collections::BTreeSet;

use jiff::tz::TimeZone;

use super::certificate::{Candidates, Taken, holder};
use super::papers::{self, Wanted};
use super::write::Folder;
use super::{Draft, Form, Occasion, people};
use crate::ask::Choice;
use crate::case::Case;
use crate::error::{Code, Failure, Notice};
use crate::journal::{Journal, RequestRecord};
use crate::op::Setting;
use crate::op::profiles::find;
use crate::op::recognise::{fits, issuer_of};
use crate::op::request::part_of;
use crate::paper::Asked;
use crate::profile::{Profile, Profiles};
use crate::sanitize;
use crate::token::{KeyHash, KeyType, TokenState};
use crate::x509::{Subject, key_words};

impl Form {
    /// Finds out what is meant; nothing is written. `language` is the user's.
    pub fn begin<'p>(
        &self,
        setting: &mut Setting<'_>,
        profiles: &'p Profiles,
        language: &str,
    ) -> Result<Draft<'p>, Failure> {
        let object = self.object.as_ref();
        let mut taken = object.map(|it| setting.certificate_named(it)).transpose()?;
        let profile = self.profile(setting, profiles, &mut taken)?;
        let mut case = self.case(setting, profile, taken.as_ref());
        let records = case.as_ref().map(|case| setting.records_of(case));
        let records = records.unwrap_or_default();
        let all = papers::named(profile, self);
        let stores = papers::stores(case.as_ref());
        let decided = self.when.or(case.as_ref().map(Occasion::of));
        let possible = match decided {
            Some(occasion) => papers::fitting(&all, occasion, &stores),
            None => all.clone(),
        };
        if taken.is_none() && possible.iter().any(|one| one.needs_certificate()) {
            let candidates = setting.candidates()?;
            // What was seen just now may be what the case waited for.
            setting.follow(profiles, &[]);
            case = case.map(|case| again(setting, case));
            let of = case.as_ref();
            taken = of_authority(setting, profile, of, &candidates, &possible)?;
        }
        let occasion = decided.unwrap_or_else(|| {
            let taken = taken.as_ref();
            if taken.is_some_and(|taken| setting.follows_another(taken, profile)) {
                Occasion::Renewal
            } else {
                Occasion::First
            }
        });
        let wanted = papers::fitting(&all, occasion, &stores);
        if wanted.is_empty() {
            let there = Self {
                kind: None,
                ..self.clone()
            };
            let there = papers::fitting(&papers::named(profile, &there), occasion, &stores);
            return Err(papers::none_of(self.kind.as_deref(), profile, &there));
        }
        let wanted = self.possible(setting, wanted, taken.as_ref())?;
        if let Some(taken) = &taken {
            let of_key = keys(&records).any(|key| Some(key) == taken.key());
            let own = of_key || case.as_ref().is_some_and(|case| came_of(case, taken));
            setting.doubt_certificate(taken, profile, own);
        }
        let providers = self.providers(setting, profile, case.as_ref(), &wanted)?;
        let of = case.as_ref();
        let whole = people::whole(profile, language, of, &providers, &wanted)?;
        let people = people::people(profile, language, of, &providers, &wanted)?;
        let today = setting.now.to_zoned(TimeZone::system()).date();
        let folder = Folder::of(self.out.as_deref(), of, profile, today)?;
        setting.journal_notices();
        Ok(Draft {
            requests: asked(profile, of, &records),
            profile,
            case,
            taken,
            occasion,
            wanted,
            whole,
            people,
            folder,
            language: language.to_owned(),
        })
    }

    /// The profile that was named, else that of the certificate's issuer, else that of the only open case, else that
    /// of the only certificate that is known.
    fn profile<'p>(
        &self,
        setting: &mut Setting<'_>,
        profiles: &'p Profiles,
        taken: &mut Option<Taken>,
    ) -> Result<&'p Profile, Failure> {
        if let Some(name) = &self.profile {
            return find(profiles, name);
        }
        let cases = setting.journal.lenient(Journal::cases);
        if let Some(taken) = taken {
            let told = setting.told_by_issuer(profiles, &cases, &taken.certificate)?;
            if let Some(profile) = told {
                return Ok(profile);
            }
        }
        let open = cases.iter().filter(|case| case.closed.is_none());
        let mut of_cases: Vec<&Profile> = open
            .filter_map(|case| profiles.get(case.profile.as_deref()?))
            .collect();
        of_cases.sort_by_key(|profile| profile.id());
        of_cases.dedup_by_key(|profile| profile.id());
        if !of_cases.is_empty() {
            return one_of(setting, &of_cases);
        }
        if let Some(taken) = taken {
            return Err(Failure::new(Code::IssuerUnknown)
                .with("value", sanitize::line(&taken.certificate.issuer()))
                .state(TokenState::NothingChanged)
                .go_on("parafa form -p PROFILE"));
        }
        let candidates = setting.candidates()?;
        let known = candidates.of(|one| !fits(profiles, &one.certificate).is_empty());
        let missing = || {
            Failure::new(Code::ValueMissing)
                .with("names", "--profile")
                .detail("missing", vec!["--profile"])
                .go_on("parafa form -p PROFILE")
        };
        let one = setting.newest("form", known, holder)?.ok_or_else(missing)?;
        let told = setting.told_by_issuer(profiles, &cases, &one.certificate)?;
        *taken = Some(one);
        told.ok_or_else(missing)
    }

    /// The open case of this profile and these providers: the one whose key the certificate has, else the last one.
    fn case(
        &self,
        setting: &mut Setting<'_>,
        profile: &Profile,
        taken: Option<&Taken>,
    ) -> Option<Case> {
        let mut cases = setting.journal.lenient(Journal::cases);
        cases.retain(|case| {
            let ours = case.closed.is_none() && case.profile.as_deref() == Some(profile.id());
            ours && self
                .providers
                .iter()
                .all(|name| case.providers.contains(name))
        });
        let key = taken.and_then(Taken::key);
        let own = cases.iter().rposition(|case| {
            let records = setting.records_of(case);
            key.is_some() && keys(&records).any(|one| Some(one) == key)
        });
        match own {
            Some(place) => Some(cases.swap_remove(place)),
            None => cases.pop(),
        }
    }

    /// Without a certificate, what needs none; what was named must be possible.
    fn possible<'p>(
        &self,
        setting: &mut Setting<'_>,
        wanted: Vec<Wanted<'p>>,
        taken: Option<&Taken>,
    ) -> Result<Vec<Wanted<'p>>, Failure> {
        if taken.is_some() {
            return Ok(wanted);
        }
        let (out, possible): (Vec<_>, Vec<_>) =
            wanted.into_iter().partition(|one| one.needs_certificate());
        let names: Vec<&str> = out.iter().map(|one| one.id()).collect();
        if !out.is_empty() && (possible.is_empty() || self.kind.is_some()) {
            return Err(Failure::new(Code::FormNeedsCertificate)
                .with("names", names.join(", "))
                .state(TokenState::NothingChanged)
                .go_on("parafa form FILE"));
        }
        if !out.is_empty() {
            setting.notice(Notice::new(Code::FormLeftOut).with("names", names.join(", ")));
        }
        Ok(possible)
    }
}

/// One of several profiles with open cases: a person chooses; elsewhere exit 3 with the candidates.
fn one_of<'p>(setting: &Setting<'_>, all: &[&'p Profile]) -> Result<&'p Profile, Failure> {
    if let [only] = all {
        return Ok(only);
    }
    let choices: Vec<Choice> = all
        .iter()
        .map(|profile| Choice {
            text: profile.title("en").to_owned(),
        })
        .collect();
    let chosen = setting.ask.choose("cli-choose-profile", &choices);
    if let Some(profile) = chosen.and_then(|index| all.get(index)) {
        return Ok(profile);
    }
    let names: Vec<&str> = all.iter().map(|profile| profile.id()).collect();
    Err(Failure::new(Code::SeveralProfiles)
        .with("value", "form")
        .with("names", names.join(", "))
        .detail("candidates", names)
        .state(TokenState::NothingChanged))
}

/// The case as the journal has it now.
fn again(setting: &mut Setting<'_>, case: Case) -> Case {
    let now = setting.journal.lenient(|journal| journal.case(&case.id));
    now.unwrap_or(case)
}

fn came_of(case: &Case, taken: &Taken) -> bool {
    let sha256 = taken.certificate.sha256();
    case.certificates.iter().any(|it| it.sha256 == sha256)
}

/// The certificate that the papers are about: the case's, of the request that they name; else the newest of the
/// authority's issuers; a test authority's only where there is no other.
fn of_authority(
    setting: &mut Setting<'_>,
    profile: &Profile,
    case: Option<&Case>,
    candidates: &Candidates,
    wanted: &[Wanted<'_>],
) -> Result<Option<Taken>, Failure> {
    // Papers that name no request take the certificate of those that do.
    let needing = wanted.iter().filter(|one| one.needs_certificate());
    let about = needing.filter_map(|one| one.form()?.request.as_ref());
    let about: BTreeSet<&String> = about.collect();
    let request = about.first().copied().filter(|_| about.len() == 1);
    let of_case = |wanted: Option<&String>| {
        let issued = case.into_iter().flat_map(|case| &case.certificates);
        let issued = issued.filter(|it| wanted.is_none() || it.request.as_ref() == wanted);
        let all: Vec<&String> = issued.map(|it| &it.sha256).collect();
        candidates.of(|one| all.contains(&&one.certificate.sha256()))
    };
    let issuer = |one: &Taken| issuer_of(profile, &one.certificate);
    // Where an authority gives a set, one holder has several at the same time.
    let set = profile.requests.iter().filter(|it| it.default).count() > 1;
    let group = |one: &Taken| match issuer(one).filter(|_| set) {
        Some(issuer) => format!("{} {}", issuer.id, holder(one)),
        None => holder(one),
    };
    let mut fit = of_case(request);
    if fit.is_empty() {
        fit = of_case(None);
    }
    if fit.is_empty() {
        fit = candidates.of(|one| issuer(one).is_some_and(|issuer| !issuer.test));
    }
    if fit.is_empty() {
        fit = candidates.of(|one| issuer(one).is_some());
    }
    setting.newest(profile.id(), fit, group)
}

fn keys(records: &[RequestRecord]) -> impl Iterator<Item = KeyHash> {
    records.iter().filter_map(|record| record.key)
}

/// The requests of a case as papers show them, whether their files are still there or not.
fn asked(profile: &Profile, case: Option<&Case>, records: &[RequestRecord]) -> Vec<Asked> {
    let wanted = case.into_iter().flat_map(|case| &case.wanted);
    wanted
        .filter_map(|wanted| profile.request(&wanted.request))
        .map(|request| {
            let title = request.title.official(&profile.header.language);
            let bare = Asked {
                id: request.id.clone(),
                title: title.to_owned(),
                ..Asked::default()
            };
            let record = records
                .iter()
                .find(|record| part_of(record).request.as_deref() == Some(&request.id));
            record.map_or_else(|| bare.clone(), |record| of_record(record, bare.clone()))
        })
        .collect()
}

fn of_record(record: &RequestRecord, bare: Asked) -> Asked {
    let plan = |name: &str| record.plan.get(name).and_then(|value| value.as_str());
    let rows = record.files.as_array().into_iter().flatten();
    let csr = rows.into_iter().find(|row| {
        let kind = row.get("kind");
        kind.is_some_and(|kind| kind == "csr")
    });
    let text = |name: &str| csr.and_then(|row| row.get(name)?.as_str());
    let name = text("path").and_then(|path| {
        let name = std::path::Path::new(path).file_name()?;
        Some(name.to_string_lossy().into_owned())
    });
    let subject = plan("subject").and_then(|text| Subject::parse(text).ok());
    let key = plan("key").and_then(|text| text.parse::<KeyType>().ok());
    Asked {
        file: name,
        sha256: text("sha256").map(str::to_owned),
        subject: subject.map(|subject| subject.to_der().to_vec()),
        key: key.map(|key| match key {
            KeyType::Rsa(bits) => key_words("rsa", Some(bits), None),
            KeyType::Ec(curve) => key_words("ec", None, Some(curve)),
        }),
        ..bare
    }
}

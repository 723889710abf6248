//! `revoke`: revokes nothing itself. Who does it and where, the number in every form, the reasons, what else hangs on the
//! certificate, and how long it takes. Works for a token that was lost.

use jiff::ToSpan;
use schemars::JsonSchema;
use serde::Serialize;

use super::Setting;
use super::known::Known;
use super::recognise::issuer_of;
use crate::case::Case;
use crate::error::{Code, Failure, Notice};
use crate::journal::Journal;
use crate::profile::{Fact, Profile, Profiles, Text};
use crate::token::{SlotId, token_uri};
use crate::x509::{Certificate, Serial};

/// What else hangs on a certificate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DependsKind {
    /// Another certificate of the same key: revoked by its own number.
    SameKey,
    /// A newer certificate of the same holder: it can take over.
    Successor,
    /// A provider for whom this certificate is registered.
    Provider,
    /// A case that is about it.
    Case,
}

/// Something that hangs on a certificate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct DependsRow {
    /// What it is.
    pub kind: DependsKind,
    /// A serial number in lower-case hex, a provider's name, a case.
    pub name: String,
}

/// The issuer, as a profile knows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct RevokingIssuer {
    /// Its name.
    pub name: String,
    /// Its page.
    pub page: Option<String>,
    /// Its number.
    pub phone: Option<String>,
}

/// The answer of `revoke`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct RevokeOutcome {
    /// Whose it is.
    pub holder: String,
    /// In the order of the encoding.
    pub subject: String,
    /// In the order of the encoding.
    pub issuer: String,
    /// In all forms.
    pub serial: Serial,
    /// As the authority writes it; `null` where no profile says so.
    pub serial_as_asked: Option<String>,
    /// RFC 3339, UTC.
    pub not_after: String,
    /// Of the DER.
    pub sha256: String,
    /// URIs of the tokens on which it was seen.
    pub tokens: Vec<String>,
    /// When it was last seen on one, RFC 3339 UTC.
    pub last_seen: Option<String>,
    /// The profile's id.
    pub profile: Option<String>,
    /// The issuer.
    pub revoked_by: Option<RevokingIssuer>,
    /// Whom or where, in the authority's words.
    #[serde(rename = "where")]
    pub place: Option<String>,
    /// The page.
    pub url: Option<String>,
    /// The number.
    pub phone: Option<String>,
    /// Hours until it is done.
    pub hours: Option<u32>,
    /// When it is done if it is asked for now, RFC 3339 UTC.
    pub done_by: Option<String>,
    /// Why one revokes.
    pub reasons: Vec<String>,
    /// What is to be done, in this order.
    pub steps: Vec<String>,
    /// What else hangs on it.
    pub depends: Vec<DependsRow>,
    /// Some of it is still to be confirmed by the authority.
    pub to_be_confirmed: bool,
}

/// Finds the certificate and tells what is known; tokens are looked at without a PIN.
pub fn run(
    setting: &mut Setting<'_>,
    id: Option<&str>,
    language: &str,
) -> Result<RevokeOutcome, Failure> {
    let profiles = Profiles::load(setting.paths);
    setting.see_what_is_plugged_in();
    setting.follow(&profiles, &[]);
    let known = setting.known_one(id, |_| true)?;
    let cases = setting.journal.lenient(Journal::cases);
    let about: Vec<&Case> = cases.iter().filter(|case| is_about(case, &known)).collect();
    let of_case = about
        .iter()
        .rev()
        .find_map(|case| profiles.get(case.profile.as_deref()?));
    let profile = match of_case {
        Some(profile) => Some(profile),
        None => setting.told_by_issuer(&profiles, &cases, &known.certificate)?,
    };
    if known.certificate.not_after() < setting.now {
        let date = known.certificate.not_after().strftime("%Y-%m-%d");
        let file = known
            .file
            .clone()
            .unwrap_or_else(|| known.certificate.serial().hex);
        setting.notice(
            Notice::new(Code::Expired)
                .with("date", date)
                .with("file", crate::sanitize::line(&file)),
        );
    }
    let depends = setting.depends(&known, &about);
    let outcome = told(setting, &known, profile, depends, language);
    setting.journal_notices();
    Ok(outcome)
}

fn is_about(case: &Case, known: &Known) -> bool {
    let sha256 = known.certificate.sha256();
    let mut all = case.certificates.iter().chain(&case.replaces);
    all.any(|one| one.sha256 == sha256)
}

impl Setting<'_> {
    fn depends(&mut self, known: &Known, about: &[&Case]) -> Vec<DependsRow> {
        let this = &known.certificate;
        let key = this.public_key().ok().map(|key| key.hash());
        let row = |kind, name: String| DependsRow { kind, name };
        let mut rows = Vec::new();
        let all = self.known_certificates();
        let others = all.iter().map(|it| &it.certificate);
        let others: Vec<&Certificate> = others.filter(|it| it.der() != this.der()).collect();
        for one in &others {
            let same = key.is_some() && one.public_key().ok().map(|key| key.hash()) == key;
            if same {
                rows.push(row(DependsKind::SameKey, one.serial().hex));
            }
        }
        let follows = |one: &&&Certificate| {
            one.holder() == this.holder() && one.not_after() > this.not_after()
        };
        let newer = others.iter().filter(follows);
        rows.extend(newer.map(|one| row(DependsKind::Successor, one.serial().hex)));
        let mut providers: Vec<&String> = about.iter().flat_map(|case| &case.providers).collect();
        providers.sort_unstable();
        providers.dedup();
        rows.extend(
            providers
                .into_iter()
                .map(|name| row(DependsKind::Provider, name.clone())),
        );
        rows.extend(
            about
                .iter()
                .map(|case| row(DependsKind::Case, case.id.clone())),
        );
        rows
    }
}

fn told(
    setting: &Setting<'_>,
    known: &Known,
    profile: Option<&Profile>,
    depends: Vec<DependsRow>,
    language: &str,
) -> RevokeOutcome {
    let one = &known.certificate;
    let issuer = profile.and_then(|profile| issuer_of(profile, one));
    let revocation = profile.and_then(|profile| profile.revocation.as_ref());
    let own = profile.map_or("en", |profile| profile.header.language.as_str());
    let texts = |all: &[Text]| -> Vec<String> {
        let all = all.iter();
        all.map(|text| text.shown(language, own).to_owned())
            .collect()
    };
    let hours = revocation.and_then(|it| it.hours);
    let until = hours.and_then(|hours| setting.now.checked_add(i64::from(hours).hours()).ok());
    let doubtful =
        revocation.is_some_and(Fact::to_be_confirmed) || issuer.is_some_and(Fact::to_be_confirmed);
    RevokeOutcome {
        holder: one.holder().unwrap_or_else(|| one.subject()),
        subject: one.subject(),
        issuer: one.issuer(),
        serial: one.serial(),
        serial_as_asked: revocation
            .and_then(|it| it.serial_format)
            .map(|format| one.serial().render(format)),
        not_after: one.not_after().to_string(),
        sha256: one.sha256(),
        tokens: known
            .tokens
            .iter()
            .map(|token| token_uri(SlotId(0), Some(token)))
            .collect(),
        last_seen: known.last_seen.map(|time| time.to_string()),
        profile: profile.map(|profile| profile.id().to_owned()),
        revoked_by: issuer.map(|issuer| RevokingIssuer {
            name: issuer.name.clone(),
            page: issuer.renewal_page.clone(),
            phone: issuer.phone.clone(),
        }),
        place: revocation.map(|it| it.place.clone()),
        url: revocation.and_then(|it| it.url.clone()),
        phone: revocation.and_then(|it| it.phone.clone()),
        hours,
        done_by: until.map(|time| time.to_string()),
        reasons: revocation.map(|it| texts(&it.reasons)).unwrap_or_default(),
        steps: revocation.map(|it| texts(&it.steps)).unwrap_or_default(),
        depends,
        to_be_confirmed: doubtful,
    }
}

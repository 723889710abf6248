//! The others in a demonstration: issuers, their tools, an authority's generator. What they make is synthetic, and says so.

use std::path::{Path, PathBuf};

use jiff::{Timestamp, ToSpan};

use super::ask::PretendAsk;
use super::{Stage, read_request};
use crate::error::{Code, Failure};
use crate::journal::Journal;
use crate::op::files::{self, Source};
use crate::op::install::Install;
use crate::op::request::{RequestInput, Store};
use crate::op::start::Start;
use crate::paths::Paths;
use crate::profile::{Check, Environment, Issuer, OneOrMany, Profile, Request, Rule};
use crate::x509::{
    Certificate, ExtendedKeyUsage, Extras, IssueError, KeyUsage, Qualified, StandInCa, Subject,
    UsageError,
};

/// The holder of what others make: nobody.
const HOLDER: &str = "Ana Exemplu (synthetic)";

/// When a certificate begins, and for how long it is valid.
#[derive(Debug, Clone, Copy)]
pub(super) struct Span {
    pub(super) from: Timestamp,
    pub(super) days: u32,
}

impl Span {
    /// A year that ends so many days from now.
    pub(super) fn ending_in(days: i64, now: Timestamp) -> Self {
        let begun = ((YEAR - days) * 24).hours();
        Self {
            from: now.checked_sub(begun).unwrap_or(now),
            days: 365,
        }
    }

    pub(super) fn from_now(now: Timestamp) -> Self {
        Self {
            from: now,
            days: 365,
        }
    }
}

const YEAR: i64 = 365;

/// A stand-in for the issuer of one request of a profile: by the name that the profile knows it by.
pub(super) struct Authority {
    ca: StandInCa,
    extras: Extras,
}

impl Authority {
    pub(super) fn certificate(&self) -> &Certificate {
        self.ca.ca_certificate()
    }

    pub(super) fn of(
        profile: &Profile,
        request: &Request,
        now: Timestamp,
    ) -> Result<Self, Failure> {
        let issuer = issuer_for(profile, request);
        let common = issuer.and_then(|it| it.common_name.first());
        let name = format!(
            "{} (synthetic, Parafa demo)",
            common.map_or("Stand-in authority", String::as_str)
        );
        let mut pairs = vec![("C", profile.header.country.as_str())];
        if let Some(organization) = issuer.and_then(|it| it.organization.first()) {
            pairs.push(("O", organization));
        }
        pairs.push(("CN", &name));
        if let Some(id) = issuer.and_then(|it| it.organization_identifier.as_deref()) {
            pairs.push(("2.5.4.97", id));
        }
        let name = Subject::from_pairs(pairs).map_err(|error| internal(&error.to_string()))?;
        let ca = StandInCa::named(&name, now).map_err(|error| failed(&error))?;
        let extras = wanted(profile, request)?;
        Ok(Self { ca, extras })
    }

    /// Issues what a request file asks for, into this file; the authority's own certificate lies beside it.
    pub(super) fn issue(&self, csr: &Path, span: Span, to: &Path) -> Result<Certificate, Failure> {
        let request = read_request(csr)?;
        let extras = Extras {
            not_before: Some(span.from),
            ..self.extras.clone()
        };
        let certificate = self
            .ca
            .issue(&request, span.days, &extras)
            .map_err(|error| failed(&error))?;
        files::write_new(to, certificate.pem().as_bytes())?;
        Ok(certificate)
    }
}

/// What the authority writes into a certificate besides what was asked for: what its own rules want there.
fn wanted(profile: &Profile, request: &Request) -> Result<Extras, Failure> {
    let about = |rule: &&Rule| rule.request.as_ref().is_none_or(|id| *id == request.id);
    let rules = || profile.rules.iter().filter(about);
    let usages = |check: Check| {
        let all = rules().filter(|rule| rule.rule == check);
        let all: Vec<&str> = all
            .flat_map(|rule| &rule.arg)
            .flat_map(OneOrMany::iter)
            .collect();
        all.join(",")
    };
    let refused = |error: UsageError| internal(&error.to_string());
    Ok(Extras {
        qualified: if rules().any(|rule| rule.rule == Check::QcCompliance) {
            Qualified::Declared
        } else {
            Qualified::No
        },
        key_usage: KeyUsage::parse(&usages(Check::HasKu)).map_err(refused)?,
        extended_key_usage: ExtendedKeyUsage::parse(&usages(Check::HasEku)).map_err(refused)?,
        ..Extras::default()
    })
}

/// The issuer that the profile's rules name for this request, else one for its environment.
fn issuer_for<'p>(profile: &'p Profile, request: &Request) -> Option<&'p Issuer> {
    let rule = profile.rules.iter().find(|rule| {
        rule.rule == Check::IssuerCommonName && rule.request.as_deref() == Some(&request.id)
    });
    let wanted: Vec<&str> = rule
        .and_then(|rule| rule.arg.as_ref())
        .map(|arg| arg.iter().collect())
        .unwrap_or_default();
    let named = |issuer: &&Issuer| {
        let mut names = issuer.common_name.iter();
        names.any(|name| wanted.iter().any(|wanted| name.starts_with(wanted)))
    };
    let fits = |issuer: &&Issuer| issuer.test == (request.env == Environment::Test);
    let all = &profile.issuers;
    let found = all.iter().find(named);
    found
        .or_else(|| all.iter().find(fits))
        .or_else(|| all.first())
}

fn failed(error: &IssueError) -> Failure {
    internal(&error.to_string())
}

fn internal(text: &str) -> Failure {
    Failure::new(Code::Internal).with("text", text)
}

/// Another program on the same computer: what it does, ours does not know of.
pub(super) struct Other<'a> {
    stage: &'a Stage,
    start: &'a Start,
    ask: &'a PretendAsk,
    paths: Paths,
}

impl<'a> Other<'a> {
    pub(super) fn of(stage: &'a Stage, start: &'a Start, ask: &'a PretendAsk, own: &Paths) -> Self {
        Self {
            stage,
            start,
            ask,
            paths: Paths {
                state: stage.folder.join("others").join("state"),
                ..own.clone()
            },
        }
    }

    fn folder(&self, name: &str) -> Result<PathBuf, Failure> {
        let folder = self.stage.folder.join("others").join(name);
        std::fs::create_dir_all(&folder).map_err(|error| {
            let shown = files::absolute(&folder);
            Failure::new(Code::WriteFailed)
                .with("path", &shown)
                .with("file", shown)
                .with("text", error.to_string())
        })?;
        Ok(folder)
    }

    fn request(&self, input: RequestInput) -> Result<crate::op::shape::RequestOutcome, Failure> {
        let checked = input.check()?;
        let mut journal = Journal::new(Some(self.paths.clone()));
        Stage::with(self.start, &self.paths, &mut journal, self.ask, |setting| {
            checked.run(setting)
        })
    }

    fn install(&self, path: &Path) -> Result<(), Failure> {
        let install = Install {
            inputs: vec![Source::Path(path.to_owned())],
            allow_expired: true,
            ..Install::default()
        };
        let mut journal = Journal::new(Some(self.paths.clone()));
        let outcome = Stage::with(self.start, &self.paths, &mut journal, self.ask, |setting| {
            install.run(setting)
        })?;
        match outcome.into_failure() {
            Some(failure) => Err(failure),
            None => Ok(()),
        }
    }

    /// The issuer's own tool: key and certificate on the token.
    pub(super) fn on_token(
        &self,
        authority: &Authority,
        span: Span,
        (country, name): (&str, &str),
    ) -> Result<Certificate, Failure> {
        let folder = self.folder(name)?;
        let made = self.request(RequestInput {
            subject: Some(format!("C={country},CN={HOLDER}")),
            ku: vec!["digitalSignature".to_owned(), "nonRepudiation".to_owned()],
            eku: vec!["clientAuth".to_owned()],
            label: Some(name.to_owned()),
            out: Some(folder.clone()),
            ..RequestInput::default()
        })?;
        let issued = folder.join("certificate.pem");
        let certificate = authority.issue(&csr_in(&made)?, span, &issued)?;
        self.install(&issued)?;
        Ok(certificate)
    }

    /// The authority's generator: a key in a file that only it knows, and a request; answers with the request's file.
    pub(super) fn generate(&self, request: &Request, folder: &str) -> Result<PathBuf, Failure> {
        let folder = self.folder(folder)?;
        let made = self.request(RequestInput {
            subject: Some(format!("CN={HOLDER}")),
            label: Some(request.id.clone()),
            store: Store::File,
            out: Some(folder),
            ..RequestInput::default()
        })?;
        csr_in(&made)
    }

    /// The authority's installer: a file with key and certificate.
    pub(super) fn install_file(
        &self,
        authority: &Authority,
        request: &Request,
        span: Span,
    ) -> Result<PathBuf, Failure> {
        let folder = self.folder("installer")?;
        let made = self.request(RequestInput {
            subject: Some(format!("CN={HOLDER}")),
            label: Some(request.id.clone()),
            store: Store::File,
            out: Some(folder.clone()),
            ..RequestInput::default()
        })?;
        let issued = folder.join("certificate.pem");
        authority.issue(&csr_in(&made)?, span, &issued)?;
        self.install(&issued)?;
        file_in(&made, "backup")
    }
}

fn csr_in(made: &crate::op::shape::RequestOutcome) -> Result<PathBuf, Failure> {
    file_in(made, "csr")
}

fn file_in(made: &crate::op::shape::RequestOutcome, kind: &str) -> Result<PathBuf, Failure> {
    let row = made.files.iter().find(|row| row.kind == kind);
    row.map(|row| PathBuf::from(&row.path))
        .ok_or_else(|| internal(kind))
}

//! `connect`: a log-in to a server by TLS with the certificate on the token, to know before one goes to the desk whether it works.
//!
//! The server is looked at first, without a certificate: no PIN is asked for one that cannot be reached, is not trusted, or does
//! not want to know who is there. Only then the key signs, in a second visit.

mod found;
mod visitor;

use schemars::JsonSchema;
use serde::Serialize;
use std::path::PathBuf;

use super::Setting;
use super::check::{Bench, FindingRow, PathRow, Severity};
use super::export::chain_of;
use super::own::{Found, Owned, Wanted, signing_key};
use super::trust;
use crate::error::{Code, Exit, Failure, Notice};
use crate::net::NetFault;
use crate::net::tls::{self, Heard, Offer, Target, VisitLimits};
use crate::profile::{Fact, Profiles};
use crate::sanitize;
use crate::token::{KeyType, Scheme, TokenState, token_uri};
use crate::x509::Certificate;
use crate::x509::path::Pool;
use visitor::{Hand, Party};

/// Where to connect, and as whom.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Connect {
    /// The address: `https://host[:port][/path]`, or without the beginning.
    pub url: String,
    /// Which certificate; `None`: the only valid one that the server takes.
    pub id: Option<String>,
    /// The profile that says what the server's answers mean; else that of the certificate.
    pub profile: Option<String>,
    /// Files and folders with certificates that are trusted, besides the user's folder and the system's store.
    pub anchors: Vec<PathBuf>,
    /// The language of the authority's words.
    pub language: String,
}

/// The server.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ServerRow {
    /// IP address and port.
    pub address: Option<String>,
    /// `TLS 1.2` or `TLS 1.3`.
    pub protocol: Option<String>,
    /// The cipher suite, as IANA names it.
    pub suite: Option<String>,
    /// Whose certificate it showed.
    pub holder: String,
    /// The certificate's serial number, lower-case hex.
    pub serial: String,
    /// Its last moment, RFC 3339 UTC.
    pub not_after: String,
    /// SHA-256 of its DER.
    pub sha256: String,
    /// Whether it is the certificate of the host that was meant.
    pub name_fits: bool,
    /// How it is traced back to somebody who is trusted.
    pub path_to_trust: PathRow,
}

/// The certificate that was meant to be shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct OwnRow {
    /// Whose it is.
    pub holder: String,
    /// Its serial number, lower-case hex.
    pub serial: String,
    /// Its last moment, RFC 3339 UTC.
    pub not_after: String,
    /// SHA-256 of its DER.
    pub sha256: String,
    /// The token's URI.
    pub token: String,
    /// Whether it was shown to the server.
    pub shown: bool,
    /// Whether the server names its issuer, or one above, among those that it takes; `null` where it names none.
    pub issuer_listed: Option<bool>,
}

/// What the server answered by HTTP.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct HttpRow {
    /// The status (RFC 9110 §15).
    pub status: u16,
    /// What the authority means by it.
    pub meaning: Option<String>,
    /// The profile that says so.
    pub profile: Option<String>,
    /// Where it leads to.
    pub location: Option<String>,
    /// What the server calls itself.
    pub server: Option<String>,
    /// The title of its page.
    pub title: Option<String>,
}

/// The answer of `connect`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ConnectOutcome {
    /// No finding is an error.
    pub ok: bool,
    /// In one sentence.
    pub verdict: String,
    /// The address, whole.
    pub url: String,
    /// The server, as far as it was seen.
    pub server: Option<ServerRow>,
    /// Whether it asked for a certificate; `null` where it did not come so far.
    pub asked: Option<bool>,
    /// The authorities whose certificates it says that it takes.
    pub authorities: Vec<String>,
    /// The certificate on the token; `null` where none was wanted.
    pub certificate: Option<OwnRow>,
    /// The alert by which it refused (RFC 8446 §6).
    pub alert: Option<String>,
    /// What it answered.
    pub http: Option<HttpRow>,
    /// The worst first.
    pub findings: Vec<FindingRow>,
}

impl ConnectOutcome {
    /// What the command ends with.
    pub fn verdict(&self) -> Result<(), Failure> {
        if self.ok {
            return Ok(());
        }
        Err(Failure::new(Code::NotConnected)
            .with("address", &self.url)
            .with("text", &self.verdict)
            .state(TokenState::NothingChanged))
    }

    fn find(&mut self, row: FindingRow) {
        self.findings.push(row);
    }
}

/// The address of a server; what is none is refused before anything is asked.
pub fn target(url: &str) -> Result<Target, Failure> {
    Target::parse(url).map_err(|fault| {
        let scheme = match &fault {
            NetFault::OtherProtocol { scheme } => scheme.as_str(),
            _ => "",
        };
        // What stands before an @ may be a password.
        let shown = match url.rsplit_once('@') {
            Some((_, host)) => host,
            None => url,
        };
        Failure::new(Code::AddressUnfit)
            .with("value", sanitize::line(shown))
            .with("reason", fault.name())
            .with("text", sanitize::line(scheme))
            .state(TokenState::NothingChanged)
    })
}

impl Connect {
    /// Looks at the server, and logs in where it asks who is there.
    pub fn run(&self, setting: &mut Setting<'_>) -> Result<ConnectOutcome, Failure> {
        let target = target(&self.url)?;
        let profiles = Profiles::load(setting.paths);
        let bench = Bench::new(setting, &profiles, self.profile.as_deref())?;
        let anchors = trust::anchors(setting, &self.anchors)?;
        let mut owned = setting.owned()?;
        // A name that fits nothing is refused before the server is asked.
        let named = self.id.as_deref();
        let named = named.map(|id| setting.own_certificate(&mut owned, Some(id), &WHATEVER));
        let named = named.transpose()?;
        let mut outcome = Self::empty(&target);
        let mut party = Party::new(&anchors, setting.now);
        setting.notice(Notice::new(Code::Connecting).with("address", target.url()));
        let alone = setting.ask.alone();
        let heard = tls::visit(&target, None, VisitLimits::USUAL, &mut party);
        drop(alone);
        let (server, wanted) = outcome.first_visit(&target, &heard, party.judged());
        let Some(wanted) = wanted.filter(|_| server) else {
            return Ok(self.finished(setting, &bench, outcome, None));
        };
        let found = match named {
            Some(found) => found,
            None => meant(setting, &mut owned, &wanted)?,
        };
        let token = setting.tokens.token(found.place).map(|token| &token.id);
        let token = token_uri(found.place.slot, token);
        outcome.certificate = Some(found::own(&found, token, &wanted));
        outcome.findings.extend(found::of_own(&found, &wanted));
        let heard = Self::log_in(setting, &target, &found, &anchors)?;
        outcome.second_visit(&target, &found.certificate, &heard);
        Ok(self.finished(setting, &bench, outcome, Some(&found.certificate)))
    }

    fn empty(target: &Target) -> ConnectOutcome {
        ConnectOutcome {
            ok: false,
            verdict: String::new(),
            url: sanitize::line(&target.url()),
            server: None,
            asked: None,
            authorities: Vec::new(),
            certificate: None,
            alert: None,
            http: None,
            findings: Vec::new(),
        }
    }

    /// The second visit, with the key; once more without PSS where the token turns out not to do it.
    fn log_in(
        setting: &mut Setting<'_>,
        target: &Target,
        found: &Found,
        anchors: &Pool,
    ) -> Result<Result<Heard, tls::VisitFault>, Failure> {
        let certificate = &found.certificate;
        let public = signing_key(certificate)?;
        let Some(kind) = public.key_type() else {
            return Err(setting.cannot_sign(found.place, &public));
        };
        setting.tell_expired(certificate);
        let (view, key) = setting.own_key(found, &public)?;
        let mut schemes = schemes(setting, found, kind)?;
        setting.key_pin_beforehand(found.place, &key)?;
        let mut authorities = found.authorities.clone();
        let seen = view.chain().into_iter();
        authorities.extend(seen.map(|seen| seen.certificate.clone()));
        let chain = chain(certificate, &authorities);
        loop {
            let hand = Hand {
                setting: &mut *setting,
                place: found.place,
                key: &key,
                public: &public,
                failed: None,
            };
            let mut party = Party::new(anchors, hand.setting.now).with(hand);
            let offer = Offer {
                chain: chain.clone(),
                key: kind,
                schemes: schemes.clone(),
            };
            let heard = party.visit(target, offer);
            match party.failed() {
                Some((Scheme::Pss, failure))
                    if failure.code.exit() == Exit::Token && schemes.len() > 1 =>
                {
                    schemes.retain(|scheme| *scheme != Scheme::Pss);
                }
                Some((_, failure)) => return Err(failure),
                None => return Ok(heard),
            }
        }
    }

    /// Puts the answer's meaning and the findings in order.
    fn finished(
        &self,
        setting: &mut Setting<'_>,
        bench: &Bench<'_>,
        mut outcome: ConnectOutcome,
        own: Option<&Certificate>,
    ) -> ConnectOutcome {
        let profile = match own {
            Some(own) => bench.profile(own),
            None => bench.named(),
        };
        if let Some(http) = &mut outcome.http {
            let mut answers = profile.into_iter().flat_map(|profile| &profile.answers);
            let answer = answers.find(|answer| answer.status == http.status);
            if let (Some(answer), Some(profile)) = (answer, profile) {
                let own = profile.header.language.as_str();
                http.meaning = Some(answer.means.shown(&self.language, own).to_owned());
                http.profile = Some(profile.id().to_owned());
            }
            let doubtful = answer.is_some_and(Fact::to_be_confirmed);
            outcome.findings.extend(found::of_http(http, doubtful));
        }
        outcome.findings.sort_by_key(|row| row.severity);
        let errors = outcome.findings.iter();
        outcome.ok = errors.filter(|row| row.severity == Severity::Error).count() == 0;
        setting.journal_notices();
        outcome
    }
}

/// Any certificate: who names one, means it.
const WHATEVER: Wanted<'static> = Wanted {
    command: "connect",
    any_day: true,
    fits: &|_| true,
};

/// The certificate that is meant: the only valid one that the server says it takes; else one that may log in; else what is
/// there, since the server's own word about it is what is wanted.
fn meant(setting: &Setting<'_>, owned: &mut Owned, wanted: &tls::Wanted) -> Result<Found, Failure> {
    let taken = |one: &Certificate| found::takes(wanted, one);
    let today = |fits| Wanted {
        command: "connect",
        any_day: false,
        fits,
    };
    let mut last = None;
    for one in [today(&taken), today(&found::may_log_in), WHATEVER] {
        match setting.own_certificate(owned, None, &one) {
            Err(failure) if failure.code == Code::NothingMatches => last = Some(failure),
            found => return found,
        }
    }
    Err(last.unwrap_or_else(|| super::export::nothing("connect")))
}

/// What the key can sign, as far as the token says.
fn schemes(
    setting: &mut Setting<'_>,
    found: &Found,
    kind: KeyType,
) -> Result<Vec<Scheme>, Failure> {
    let usual = setting.ways_for(found.place, kind, Scheme::Usual);
    let pss = match kind {
        KeyType::Rsa(_) => setting.ways_for(found.place, kind, Scheme::Pss).ok(),
        KeyType::Ec(_) => None,
    };
    match (usual, pss) {
        (Ok(_), Some(_)) => Ok(vec![Scheme::Usual, Scheme::Pss]),
        (Ok(_), None) => Ok(vec![Scheme::Usual]),
        (Err(_), Some(_)) => Ok(vec![Scheme::Pss]),
        (Err(failure), None) => Err(failure),
    }
}

/// The certificate and those above it, without the root, which the server must know itself (RFC 8446 §4.4.2).
fn chain(certificate: &Certificate, authorities: &[Certificate]) -> Vec<Vec<u8>> {
    let above = chain_of(certificate, authorities).into_iter();
    let above = above.filter(|one| !one.signed_by_own_key());
    std::iter::once(certificate)
        .chain(above)
        .map(|one| one.der().to_vec())
        .collect()
}

//! What is told of a visit.

use super::visitor::Judged;
use super::{ConnectOutcome, Found, HttpRow, OwnRow, ServerRow};
use crate::error::Code;
use crate::net::tls::{End, Heard, Target, VisitFault, Wanted};
use crate::op::check::{FindingRow, Severity, told};
use crate::sanitize;
use crate::x509::{Certificate, names};

impl ConnectOutcome {
    /// What the first visit showed; whether the server is who was meant, and what it asked for.
    pub(super) fn first_visit(
        &mut self,
        target: &Target,
        heard: &Result<Heard, VisitFault>,
        judged: Option<&Judged>,
    ) -> (bool, Option<Wanted>) {
        if let Some(judged) = judged {
            self.of_server(target, heard.as_ref().ok(), judged);
        }
        let heard = match heard {
            Ok(heard) => heard,
            Err(fault) => {
                self.find(of_fault(target, fault));
                return (false, None);
            }
        };
        let trusted = judged.is_some_and(Judged::is_trusted);
        if !trusted && judged.is_some() {
            return (false, None);
        }
        if let Some(wanted) = &heard.wanted {
            self.asked = Some(true);
            let names = wanted.authorities.iter();
            let names = names.map(|name| sanitize::line(&names::display(name)));
            self.authorities = names.collect();
            return (trusted, Some(wanted.clone()));
        }
        self.of_end(target, heard, None);
        if trusted {
            self.asked = Some(false);
            self.of_no_question(target, heard);
        }
        (trusted, None)
    }

    /// What came of the log-in.
    pub(super) fn second_visit(
        &mut self,
        target: &Target,
        own: &Certificate,
        heard: &Result<Heard, VisitFault>,
    ) {
        let heard = match heard {
            Ok(heard) => heard,
            Err(fault) => {
                self.find(of_fault(target, fault));
                return;
            }
        };
        if let Some(server) = &mut self.server {
            server.address = Some(heard.address.clone());
            server.protocol = heard.protocol.map(str::to_owned);
            server.suite.clone_from(&heard.suite);
        }
        if let Some(row) = &mut self.certificate {
            row.shown = heard.shown;
        }
        let no_scheme = heard.wanted.as_ref().is_some_and(|it| it.no_scheme);
        let name = name(own);
        if no_scheme {
            self.find(error(Code::NoCommonSignature).with("name", &name));
        }
        // What the key cannot sign for is not spoken: then a server that speaks only that finds nothing in common.
        let unspoken = matches!(&heard.end, End::Refused { alert } if alert == "protocol_version");
        if unspoken && !heard.shown {
            self.find(error(Code::NoCommonSignature).with("name", &name));
            return;
        }
        self.of_end(target, heard, Some(&name));
    }

    fn of_server(&mut self, target: &Target, heard: Option<&Heard>, judged: &Judged) {
        let (path, findings) = told(&judged.path);
        let one = &judged.certificate;
        self.findings.extend(findings.into_iter().map(of_path));
        if !judged.name_fits {
            let all = one.alt_names();
            let named = if all.is_empty() {
                one.holder().unwrap_or_else(|| one.subject())
            } else {
                all.join(", ")
            };
            let unfit = error(Code::ServerNameUnfit);
            self.find(unfit.with("address", target.host()).with("names", named));
        }
        if !judged.for_servers {
            let lacking = error(Code::UsageLacking).with("names", "serverAuth");
            self.find(lacking.with("name", name(one)));
        }
        self.server = Some(ServerRow {
            address: heard.map(|heard| heard.address.clone()),
            protocol: heard.and_then(|heard| heard.protocol).map(str::to_owned),
            suite: heard.and_then(|heard| heard.suite.clone()),
            holder: name(one),
            serial: one.serial().hex,
            not_after: one.not_after().to_string(),
            sha256: one.sha256(),
            name_fits: judged.name_fits,
            path_to_trust: path,
        });
    }

    /// A server that let us in without asking who we are: then nothing was tried.
    fn of_no_question(&mut self, target: &Target, heard: &Heard) {
        let ended = matches!(heard.end, End::Refused { .. } | End::Closed);
        if !heard.renegotiation && !ended {
            self.find(warning(Code::CertificateNotAsked).with("address", target.host()));
        }
    }

    /// How a visit ended; `own`: as whom.
    fn of_end(&mut self, target: &Target, heard: &Heard, own: Option<&str>) {
        let address = target.host();
        let shown = own.filter(|_| heard.shown);
        if heard.renegotiation {
            self.find(error(Code::RenegotiationWanted).with("address", address));
            // What follows from it is no news.
            if !matches!(heard.end, End::Answer(_)) {
                return;
            }
        }
        match (&heard.end, shown) {
            (End::Refused { alert }, Some(name)) => {
                self.alert = Some(alert.clone());
                let refused = error(Code::CertificateRefused).with("name", name);
                self.find(refused.with("reason", alert));
            }
            (End::Refused { alert }, None) => {
                self.alert = Some(alert.clone());
                let refused = error(Code::ServerRefused).with("address", address);
                self.find(refused.with("reason", alert));
            }
            (End::Closed, Some(name)) => {
                self.find(error(Code::ClosedAfterCertificate).with("name", name));
            }
            (End::Closed, None) => {
                let refused = error(Code::ServerRefused).with("address", address);
                self.find(refused.with("reason", "closed"));
            }
            (End::Answer(answer), _) => {
                let line = |text: &Option<String>| text.as_deref().map(sanitize::line);
                self.http = Some(HttpRow {
                    status: answer.status,
                    meaning: None,
                    profile: None,
                    location: line(&answer.location),
                    server: line(&answer.server),
                    title: line(&answer.title),
                });
            }
            (End::Silent | End::NotHttp, _) => {
                self.find(warning(Code::NoHttpAnswer).with("address", address));
            }
            // The server that was judged good in the first visit is another one now, or its certificate is.
            (End::NotTrusted, _) => {
                let unfit = error(Code::ServerNameUnfit).with("address", address);
                self.find(unfit.with("names", "-"));
            }
            (End::Asked | End::NotSigned, _) => {}
        }
    }
}

/// A finding about a path, as it is told of a server's.
fn of_path(row: FindingRow) -> FindingRow {
    match row.of {
        Code::IssuerMissing | Code::RootNotTrusted => FindingRow {
            id: row.id,
            args: row.args,
            ..error(Code::ServerNotTrusted)
        },
        _ => row,
    }
}

fn error(code: Code) -> FindingRow {
    FindingRow::new(code, Severity::Error)
}

fn warning(code: Code) -> FindingRow {
    FindingRow::new(code, Severity::Warning)
}

fn name(one: &Certificate) -> String {
    sanitize::line(&one.holder().unwrap_or_else(|| one.subject()))
}

fn of_fault(target: &Target, fault: &VisitFault) -> FindingRow {
    match fault {
        VisitFault::Net(net) => error(Code::ServerNotReached)
            .with("address", format!("{}:{}", target.host(), target.port()))
            .with("reason", net.name())
            .with("text", net),
        VisitFault::NotTls { text } => error(Code::ServerNoTls)
            .with("address", target.host())
            .with("text", text),
    }
}

/// Whether a certificate may be meant: it may prove who somebody is, and the server takes its issuer's.
pub(super) fn takes(wanted: &Wanted, one: &Certificate) -> bool {
    let ours = || {
        let listed = |name: &Vec<u8>| names::same(name, one.issuer_der());
        wanted.authorities.is_empty() || wanted.authorities.iter().any(listed)
    };
    may_log_in(one) && ours()
}

/// Whether its issuer lets it prove who somebody is (RFC 5280 §4.2.1.12); one that does not say forbids nothing.
pub(super) fn may_log_in(one: &Certificate) -> bool {
    one.extended_key_usage().is_none_or(|usages| {
        let mut usages = usages.iter();
        usages.any(|usage| usage == "clientAuth" || usage == "anyExtendedKeyUsage")
    })
}

/// Whether the server names an issuer on the certificate's way up; `None` where it names none at all.
fn listed(found: &Found, wanted: &Wanted) -> Option<bool> {
    if wanted.authorities.is_empty() {
        return None;
    }
    let above = crate::op::export::chain_of(&found.certificate, &found.authorities);
    let issuers = std::iter::once(&found.certificate).chain(above);
    let mut issuers = issuers.map(Certificate::issuer_der);
    Some(issuers.any(|issuer| {
        let mut all = wanted.authorities.iter();
        all.any(|name| names::same(name, issuer))
    }))
}

/// The certificate that is shown.
pub(super) fn own(found: &Found, token: String, wanted: &Wanted) -> OwnRow {
    let one = &found.certificate;
    OwnRow {
        holder: name(one),
        serial: one.serial().hex,
        not_after: one.not_after().to_string(),
        sha256: one.sha256(),
        token,
        shown: false,
        issuer_listed: listed(found, wanted),
    }
}

/// What will be held against the certificate.
pub(super) fn of_own(found: &Found, wanted: &Wanted) -> Vec<FindingRow> {
    let one = &found.certificate;
    let mut findings = Vec::new();
    if listed(found, wanted) == Some(false) {
        let foreign = warning(Code::IssuerNotTaken).with("name", name(one));
        findings.push(foreign.with("text", one.issuer()));
    }
    if !may_log_in(one) {
        let lacking = warning(Code::UsageLacking).with("names", "clientAuth");
        findings.push(lacking.with("name", name(one)));
    }
    findings
}

/// What an answer means: 4xx about who somebody is are refusals, also 400, by which nginx tells that it did not take the
/// certificate; 495 and 496 are its own names for that.
pub(super) fn of_http(http: &HttpRow, doubtful: bool) -> Option<FindingRow> {
    let told = http.meaning.as_deref().or(http.title.as_deref());
    let status = http.status;
    let (code, severity) = match status {
        ..400 => return None,
        400 | 401 | 403 | 495 | 496 => (Code::HttpRefused, Severity::Error),
        _ if http.meaning.is_some() => (Code::HttpRefused, Severity::Error),
        _ => (Code::HttpOdd, Severity::Warning),
    };
    let reason = match (told, status) {
        (Some(_), _) => "told",
        (None, 401) => "unauthorised",
        (None, 403) => "forbidden",
        (None, 400 | 495 | 496) => "certificate",
        (None, 404 | 405) => "not_there",
        (None, _) => "other",
    };
    let mut row = FindingRow::new(code, severity)
        .with("status", status)
        .with("reason", reason)
        .with("text", told.unwrap_or_default());
    row.to_be_confirmed = doubtful;
    Some(row)
}

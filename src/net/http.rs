//! HTTP with bounds: time, size, and where it may lead.

use std::io::{ErrorKind, Read};
use std::time::{Duration, Instant};

use ureq::http::{HeaderMap, Uri};
use ureq::{Agent, Body as Received};

use super::NetLimits;

/// Why nothing was fetched.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NetFault {
    /// It is no address.
    #[error("no address")]
    NoAddress,
    /// It is an address for another protocol than `http`.
    #[error("protocol {scheme}")]
    OtherProtocol {
        /// `ldap`, `https`, `file` …
        scheme: String,
    },
    /// It leads to an address that is not gone to.
    #[error("redirected to {to}")]
    LedAway {
        /// That address, as it was sent.
        to: String,
    },
    /// It leads on and on.
    #[error("more than {most} redirections")]
    LedInCircles {
        /// How many are followed.
        most: usize,
    },
    /// The name is not known.
    #[error("host not found")]
    NoHost,
    /// Nobody answers, or the line broke.
    #[error("{text}")]
    NoLine {
        /// What the system said.
        text: String,
    },
    /// It took too long.
    #[error("more than {seconds} seconds")]
    TooSlow {
        /// The limit.
        seconds: u64,
    },
    /// It sent too much.
    #[error("more than {bytes} bytes")]
    TooMuch {
        /// The limit.
        bytes: u64,
    },
    /// It answered that it has nothing.
    #[error("status {status}")]
    Status {
        /// The HTTP status.
        status: u16,
    },
    /// It does not speak HTTP.
    #[error("{text}")]
    NotHttp {
        /// What is wrong.
        text: String,
    },
}

impl NetFault {
    /// Whether the whole host is at fault, not only what lies at the address.
    #[must_use]
    pub fn is_of_host(&self) -> bool {
        matches!(
            self,
            Self::NoHost | Self::NoLine { .. } | Self::TooSlow { .. }
        )
    }

    /// Its stable name.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::NoAddress => "no_address",
            Self::OtherProtocol { .. } => "other_protocol",
            Self::LedAway { .. } => "led_away",
            Self::LedInCircles { .. } => "led_in_circles",
            Self::NoHost => "no_host",
            Self::NoLine { .. } => "no_line",
            Self::TooSlow { .. } => "too_slow",
            Self::TooMuch { .. } => "too_much",
            Self::Status { .. } => "status",
            Self::NotHttp { .. } => "not_http",
        }
    }
}

/// What is sent.
pub(super) struct Body<'a> {
    /// Its media type.
    pub(super) kind: &'static str,
    /// The media type of the answer.
    pub(super) wanted: &'static str,
    /// The bytes.
    pub(super) bytes: &'a [u8],
}

/// Redirections that are followed, by `http` only.
const MOST_REDIRECTIONS: usize = 3;
/// Bytes of an answer's head.
const LONGEST_HEAD: usize = 32 << 10;

/// Asks and answers with the body: by GET, or by POST of a body.
pub(super) fn ask(
    address: &str,
    body: Option<&Body<'_>>,
    limits: NetLimits,
) -> Result<Vec<u8>, NetFault> {
    let end = Instant::now() + limits.time;
    let mut address = checked(address)?;
    for _ in 0..=MOST_REDIRECTIONS {
        let left = end.saturating_duration_since(Instant::now());
        let mut answer = once(&address, body, left).map_err(|error| fault(&error, limits))?;
        let status = answer.status();
        if status.is_redirection() {
            address = onwards(&address, answer.headers())?;
            continue;
        }
        if !status.is_success() {
            let status = status.as_u16();
            return Err(NetFault::Status { status });
        }
        return received(answer.body_mut(), limits);
    }
    Err(NetFault::LedInCircles {
        most: MOST_REDIRECTIONS,
    })
}

fn once(
    address: &Uri,
    body: Option<&Body<'_>>,
    time: Duration,
) -> Result<ureq::http::Response<Received>, ureq::Error> {
    let agent: Agent = Agent::config_builder()
        .timeout_global(Some(time.max(Duration::from_millis(1))))
        .max_redirects(0)
        .max_redirects_will_error(false)
        .http_status_as_error(false)
        .proxy(None)
        .max_response_header_size(LONGEST_HEAD)
        .user_agent(concat!("parafa/", env!("CARGO_PKG_VERSION")))
        .build()
        .into();
    match body {
        None => agent.get(address).call(),
        Some(body) => agent
            .post(address)
            .header("Content-Type", body.kind)
            .header("Accept", body.wanted)
            .send(body.bytes),
    }
}

/// The body, up to its limit and not a byte more.
fn received(body: &mut Received, limits: NetLimits) -> Result<Vec<u8>, NetFault> {
    let mut bytes = Vec::new();
    let mut reader = body
        .with_config()
        .limit(u64::MAX)
        .reader()
        .take(limits.bytes + 1);
    if let Err(error) = reader.read_to_end(&mut bytes) {
        let slow = error.kind() == ErrorKind::TimedOut;
        let inner = error
            .get_ref()
            .and_then(|inner| inner.downcast_ref::<ureq::Error>());
        return Err(match inner {
            Some(inner) => fault(inner, limits),
            None if slow => too_slow(limits),
            None => NetFault::NoLine {
                text: error.to_string(),
            },
        });
    }
    if bytes.len() as u64 > limits.bytes {
        return Err(NetFault::TooMuch {
            bytes: limits.bytes,
        });
    }
    Ok(bytes)
}

/// An address that may be gone to: `http`, a host, nobody's name and password.
fn checked(address: &str) -> Result<Uri, NetFault> {
    let scheme = address.split_once(':').map_or("", |(scheme, _)| scheme);
    let plain =
        |scheme: &str| !scheme.is_empty() && scheme.bytes().all(|one| one.is_ascii_alphanumeric());
    if plain(scheme) && !scheme.eq_ignore_ascii_case("http") {
        let scheme = scheme.to_ascii_lowercase();
        return Err(NetFault::OtherProtocol { scheme });
    }
    let uri: Uri = address.parse().map_err(|_| NetFault::NoAddress)?;
    let http = uri
        .scheme_str()
        .is_some_and(|scheme| scheme.eq_ignore_ascii_case("http"));
    let host = uri
        .authority()
        .is_some_and(|authority| !authority.host().is_empty() && !authority.as_str().contains('@'));
    (http && host).then_some(uri).ok_or(NetFault::NoAddress)
}

/// Where an answer leads.
fn onwards(from: &Uri, headers: &HeaderMap) -> Result<Uri, NetFault> {
    let to = headers.get("location").and_then(|to| to.to_str().ok());
    let to = to.unwrap_or_default();
    let away = || NetFault::LedAway { to: to.to_owned() };
    // A path on the same host
    let whole = if to.starts_with('/') && !to.starts_with("//") {
        let host = from.authority().map(ToString::to_string);
        format!("http://{}{to}", host.unwrap_or_default())
    } else {
        to.to_owned()
    };
    checked(&whole).map_err(|_| away())
}

fn too_slow(limits: NetLimits) -> NetFault {
    NetFault::TooSlow {
        seconds: limits.time.as_secs(),
    }
}

fn fault(error: &ureq::Error, limits: NetLimits) -> NetFault {
    let text = error.to_string();
    match error {
        ureq::Error::Timeout(_) => too_slow(limits),
        ureq::Error::HostNotFound => NetFault::NoHost,
        ureq::Error::BadUri(_) => NetFault::NoAddress,
        ureq::Error::Io(error) if error.kind() == ErrorKind::TimedOut => too_slow(limits),
        ureq::Error::Io(_) | ureq::Error::ConnectionFailed => NetFault::NoLine { text },
        _ => NetFault::NotHttp { text },
    }
}

#[cfg(test)]
mod tests;

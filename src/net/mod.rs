//! The net: for what certificates name (revocation lists, responders, issuers' certificates), and to log in to a server (`tls`).
//! Nothing here is trusted: all that comes is bounded in time and size, and judged by `x509`.
//!
//! What certificates name is fetched by plain `http` only, which RFC 5280 §4.2.1.13 and RFC 6960 appendix A want: what is fetched is signed. No proxy is used, whatever
//! the environment says; no cookie, no log-in, no referrer is sent, and nothing that was fetched is kept.

mod http;
pub mod tls;

use std::time::Duration;

pub use http::NetFault;

/// What an answer may cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NetLimits {
    /// From looking the name up to the last byte, all redirections together.
    pub time: Duration,
    /// Bytes of the body.
    pub bytes: u64,
}

impl NetLimits {
    /// For revocation lists: large authorities' have some megabytes.
    pub const LIST: Self = Self {
        time: Duration::from_secs(30),
        bytes: 16 << 20,
    };
    /// For answers of responders.
    pub const ANSWER: Self = Self {
        time: Duration::from_secs(15),
        bytes: 1 << 20,
    };
    /// For certificates of issuers.
    pub const ISSUER: Self = Self {
        time: Duration::from_secs(15),
        bytes: 1 << 20,
    };
}

/// The host and port of an address, lower-case; the whole text where it is no address.
#[must_use]
pub fn host(address: &str) -> String {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#']).next().unwrap_or(rest);
    host.to_ascii_lowercase()
}

/// What lies at an address.
pub fn get(address: &str, limits: NetLimits) -> Result<Vec<u8>, NetFault> {
    http::ask(address, None, limits)
}

/// What a responder answers to a question in DER (RFC 6960 appendix A.1).
pub fn ask_responder(
    address: &str,
    question: &[u8],
    limits: NetLimits,
) -> Result<Vec<u8>, NetFault> {
    let body = http::Body {
        kind: "application/ocsp-request",
        wanted: "application/ocsp-response",
        bytes: question,
    };
    http::ask(address, Some(&body), limits)
}

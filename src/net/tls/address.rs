//! Where a server is.

use rustls::pki_types::ServerName;
use ureq::http::Uri;

use crate::net::NetFault;

/// The port of HTTPS (RFC 9110 §4.2.2).
const HTTPS: u16 = 443;

/// A server, and what is asked of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    name: ServerName<'static>,
    host: String,
    port: u16,
    path: String,
}

impl Target {
    /// Reads `https://host[:port][/path]`; without `https://`, it is meant. A name or password in it is refused: they would be in
    /// the list of processes.
    pub fn parse(text: &str) -> Result<Self, NetFault> {
        let text = text.trim();
        let whole = match text.split_once("://") {
            Some(_) => text.to_owned(),
            None => format!("https://{text}"),
        };
        let uri: Uri = whole.parse().map_err(|_| NetFault::NoAddress)?;
        let scheme = uri.scheme_str().unwrap_or_default();
        if !scheme.eq_ignore_ascii_case("https") {
            let scheme = scheme.to_owned();
            return Err(NetFault::OtherProtocol { scheme });
        }
        let authority = uri.authority().ok_or(NetFault::NoAddress)?;
        if authority.as_str().contains('@') {
            return Err(NetFault::NoAddress);
        }
        let behind = authority.as_str().get(authority.host().len()..);
        let port = match behind.unwrap_or_default() {
            "" => HTTPS,
            behind => behind
                .strip_prefix(':')
                .and_then(|port| port.parse().ok())
                .filter(|port| *port > 0)
                .ok_or(NetFault::NoAddress)?,
        };
        let host = authority.host().trim_end_matches('.').to_ascii_lowercase();
        let bare = host.trim_start_matches('[').trim_end_matches(']');
        let name = ServerName::try_from(bare.to_owned()).map_err(|_| NetFault::NoAddress)?;
        let path = uri.path_and_query().map_or("/", |path| path.as_str());
        Ok(Self {
            name,
            host,
            port,
            path: if path.is_empty() { "/" } else { path }.to_owned(),
        })
    }

    /// The address, whole.
    #[must_use]
    pub fn url(&self) -> String {
        format!("https://{}{}", self.host_and_port(), self.path)
    }

    /// The host's name or IP address, without brackets.
    #[must_use]
    pub fn host(&self) -> &str {
        self.host.trim_start_matches('[').trim_end_matches(']')
    }

    /// The port.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.port
    }

    pub(super) fn name(&self) -> &ServerName<'static> {
        &self.name
    }

    /// The question for the page (RFC 9112 §3).
    pub(super) fn question(&self) -> String {
        format!(
            "GET {} HTTP/1.1\r\nHost: {}\r\nUser-Agent: parafa/{}\r\nAccept: */*\r\nConnection: close\r\n\r\n",
            self.path,
            self.host_and_port(),
            env!("CARGO_PKG_VERSION"),
        )
    }

    fn host_and_port(&self) -> String {
        match self.port {
            HTTPS => self.host.clone(),
            port => format!("{}:{port}", self.host),
        }
    }
}

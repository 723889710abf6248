//! The line to a server: reached, shaken hands over, asked.

use std::io::{self, ErrorKind, Read, Write};
use std::net::{SocketAddr, TcpStream, ToSocketAddrs};
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::thread;
use std::time::{Duration, Instant};

use rustls::client::Resumption;
use rustls::version::{TLS12, TLS13};
use rustls::{ClientConfig, ClientConnection, Error, ProtocolVersion};

use super::answer::{self, HttpAnswer, HttpHead};
use super::hooks::{Hooks, Judge, Shows};
use super::records::Records;
use super::{End, Event, Heard, Offer, Target, VisitFault, VisitLimits, alert};
use crate::net::NetFault;

/// Bytes of an answer that are read.
const LONGEST_ANSWER: usize = 64 << 10;

/// How long a page is waited for after the head of the answer.
const PAGE: Duration = Duration::from_secs(3);

/// How long the server's first word about a certificate is waited for before the page is asked for.
const FIRST_WORD: Duration = Duration::from_millis(500);

/// Sets out.
pub(super) fn start(
    target: Target,
    offer: Option<Offer>,
    limits: VisitLimits,
    events: Sender<Event>,
) -> io::Result<()> {
    let visit = move || {
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let hooks = Hooks::new(events, Arc::clone(&provider), offer);
        let heard = run(&target, limits, &hooks, provider);
        // Nobody waits any more: then nothing is to be told.
        let _ = hooks.events().send(Event::Over(Box::new(heard)));
    };
    thread::Builder::new()
        .name("line".to_owned())
        .spawn(visit)
        .map(drop)
}

fn run(
    target: &Target,
    limits: VisitLimits,
    hooks: &Arc<Hooks>,
    provider: Arc<rustls::crypto::CryptoProvider>,
) -> Result<Heard, VisitFault> {
    let not_tls = |error: &Error| VisitFault::NotTls {
        text: error.to_string(),
    };
    // TLS 1.3 takes RSA with PSS only: what the key cannot sign is not spoken.
    let versions: &[_] = if hooks.signs_for_tls13() {
        &[&TLS13, &TLS12]
    } else {
        &[&TLS12]
    };
    let mut config = ClientConfig::builder_with_provider(provider)
        .with_protocol_versions(versions)
        .map_err(|error| not_tls(&error))?
        .dangerous()
        .with_custom_certificate_verifier(Arc::new(Judge(Arc::clone(hooks))))
        .with_client_cert_resolver(Arc::new(Shows(Arc::clone(hooks))));
    config.resumption = Resumption::disabled();
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    let name = target.name().clone();
    let tls = ClientConnection::new(Arc::new(config), name).map_err(|error| not_tls(&error))?;
    let (stream, address) = reach(target, limits)?;
    let mut line = Line {
        stream,
        tls,
        limits,
        hooks: Arc::clone(hooks),
        end: Instant::now() + limits.whole,
        records: Records::default(),
        renegotiation: false,
    };
    let end = line.talk(target)?;
    line.tls.send_close_notify();
    // It may be gone already.
    let _ = line.flush();
    Ok(Heard {
        address: address.to_string(),
        protocol: match line.tls.protocol_version() {
            Some(ProtocolVersion::TLSv1_2) => Some("TLS 1.2"),
            Some(ProtocolVersion::TLSv1_3) => Some("TLS 1.3"),
            _ => None,
        },
        suite: line
            .tls
            .negotiated_cipher_suite()
            .map(|suite| format!("{:?}", suite.suite())),
        wanted: hooks.wanted(),
        shown: hooks.shown(),
        renegotiation: line.renegotiation,
        end,
    })
}

/// Looks the name up and connects to the first of its addresses that answers.
fn reach(target: &Target, limits: VisitLimits) -> Result<(TcpStream, SocketAddr), NetFault> {
    let found = (target.host(), target.port()).to_socket_addrs();
    let found: Vec<SocketAddr> = found.map_err(|_| NetFault::NoHost)?.collect();
    let end = Instant::now() + limits.reach;
    let mut last = NetFault::NoHost;
    for address in found {
        let left = end.saturating_duration_since(Instant::now());
        match TcpStream::connect_timeout(&address, left.max(Duration::from_millis(1))) {
            Ok(stream) => return Ok((stream, address)),
            Err(error) if is_timeout(&error) => {
                let seconds = limits.reach.as_secs();
                last = NetFault::TooSlow { seconds };
            }
            Err(error) => {
                last = NetFault::NoLine {
                    text: error.to_string(),
                }
            }
        }
    }
    Err(last)
}

fn is_timeout(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::TimedOut | ErrorKind::WouldBlock)
}

struct Line {
    stream: TcpStream,
    tls: ClientConnection,
    limits: VisitLimits,
    hooks: Arc<Hooks>,
    end: Instant,
    records: Records,
    renegotiation: bool,
}

/// Why a step did not come to its end.
enum Stop {
    Tls(Error),
    Closed,
    Slow,
    Line(io::Error),
}

impl Line {
    fn talk(&mut self, target: &Target) -> Result<End, VisitFault> {
        if let Some(end) = self.shake_hands()? {
            return Ok(end);
        }
        match self.ask(target) {
            Ok(end) => Ok(end),
            Err(Stop::Tls(error)) => self.refused(&error),
            Err(Stop::Closed | Stop::Line(_)) => Ok(End::Closed),
            Err(Stop::Slow) => Ok(End::Silent),
        }
    }

    /// The handshake; an end where it does not lead further.
    fn shake_hands(&mut self) -> Result<Option<End>, VisitFault> {
        while self.tls.is_handshaking() {
            let asked = self.hooks.judged() && self.hooks.wanted().is_some();
            if asked && !self.hooks.offers() {
                return Ok(Some(End::Asked));
            }
            match self.step() {
                Ok(()) => {}
                Err(Stop::Tls(error)) => return self.refused(&error).map(Some),
                Err(Stop::Closed) => {
                    return Ok(Some(End::Closed));
                }
                Err(Stop::Slow) => {
                    let seconds = self.limits.quiet.as_secs();
                    return Err(NetFault::TooSlow { seconds }.into());
                }
                // A server that has nothing to do with strangers resets.
                Err(Stop::Line(_)) if self.hooks.judged() => {
                    return Ok(Some(End::Closed));
                }
                Err(Stop::Line(error)) => {
                    let text = error.to_string();
                    return Err(NetFault::NoLine { text }.into());
                }
            }
        }
        Ok(None)
    }

    fn ask(&mut self, target: &Target) -> Result<End, Stop> {
        self.hear_first()?;
        let question = target.question();
        let sent = self.tls.writer().write_all(question.as_bytes());
        sent.map_err(Stop::Line)?;
        let mut came: Vec<u8> = Vec::new();
        loop {
            let over = match self.step() {
                Ok(()) => false,
                // What came before it ended may be a whole answer.
                Err(Stop::Closed | Stop::Slow | Stop::Line(_)) if !came.is_empty() => true,
                Err(stop) => return Err(stop),
            };
            let over = self.take(&mut came) || over || came.len() >= LONGEST_ANSWER;
            if came.is_empty() && !over {
                continue;
            }
            match answer::read(&came) {
                HttpHead::Answer(answer, more) if over || !more => {
                    return Ok(End::Answer(answer));
                }
                HttpHead::Other => return Ok(End::NotHttp),
                HttpHead::More if over && came.is_empty() => return Err(Stop::Closed),
                HttpHead::More if over => return Ok(End::NotHttp),
                HttpHead::Answer(answer, _) if self.page_waits(&answer) => {
                    self.end = self.end.min(Instant::now() + PAGE);
                }
                HttpHead::Answer(answer, _) => return Ok(End::Answer(answer)),
                HttpHead::More => {}
            }
        }
    }

    /// In TLS 1.3 our side is done before the server has judged the certificate. Who asks for the page at once may have its
    /// refusal swept away with the line, so what it says first is waited for a moment.
    fn hear_first(&mut self) -> Result<(), Stop> {
        let new = self.tls.protocol_version() == Some(ProtocolVersion::TLSv1_3);
        if !new || !self.hooks.shown() {
            return Ok(());
        }
        match self.step_within(FIRST_WORD) {
            Err(Stop::Slow) => Ok(()),
            other => other,
        }
    }

    /// Whether the page is worth waiting for: it tells more only where something is wrong.
    fn page_waits(&self, answer: &HttpAnswer) -> bool {
        answer.status >= 400 && Instant::now() < self.end
    }

    /// What can be read now; whether the server has said its last word.
    fn take(&mut self, came: &mut Vec<u8>) -> bool {
        let mut buffer = [0; 4096];
        while came.len() < LONGEST_ANSWER {
            match self.tls.reader().read(&mut buffer) {
                Ok(0) => return true,
                Ok(length) => came.extend_from_slice(buffer.get(..length).unwrap_or_default()),
                Err(error) if error.kind() == ErrorKind::WouldBlock => return false,
                Err(_) => return true,
            }
        }
        true
    }

    /// Sends what is to be sent, and takes what comes, once.
    fn step(&mut self) -> Result<(), Stop> {
        self.step_within(self.left())
    }

    fn step_within(&mut self, limit: Duration) -> Result<(), Stop> {
        let sent = self.flush();
        let mut buffer = [0; 16 << 10];
        self.stream
            .set_read_timeout(Some(limit))
            .map_err(Stop::Line)?;
        let length = match self.stream.read(&mut buffer) {
            Ok(0) => return Err(sent.err().map_or(Stop::Closed, Stop::Line)),
            Ok(length) => length,
            Err(error) if is_timeout(&error) => return Err(Stop::Slow),
            Err(error) if error.kind() == ErrorKind::Interrupted => return Ok(()),
            Err(error) => return Err(Stop::Line(error)),
        };
        let mut rest = buffer.get(..length).unwrap_or_default();
        let fixed = !self.tls.is_handshaking();
        let begun_anew = self.records.handshake_in(rest);
        let old = self.tls.protocol_version() == Some(ProtocolVersion::TLSv1_2);
        self.renegotiation |= fixed && old && begun_anew;
        while !rest.is_empty() {
            self.tls.read_tls(&mut rest).map_err(Stop::Line)?;
            if let Err(error) = self.tls.process_new_packets() {
                // The server is told why, if it still listens.
                let _ = self.flush();
                return Err(Stop::Tls(error));
            }
        }
        Ok(())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.stream.set_write_timeout(Some(self.left()))?;
        while self.tls.wants_write() {
            self.tls.write_tls(&mut self.stream)?;
        }
        self.stream.flush()
    }

    /// Until the line is given up, without what the visitor took.
    fn left(&self) -> Duration {
        let end = self.end + Duration::from_millis(self.hooks.waited());
        let left = end.saturating_duration_since(Instant::now());
        left.min(self.limits.quiet).max(Duration::from_millis(1))
    }

    fn refused(&self, error: &Error) -> Result<End, VisitFault> {
        if self.hooks.not_trusted() {
            return Ok(End::NotTrusted);
        }
        if self.hooks.not_signed() {
            return Ok(End::NotSigned);
        }
        match error {
            Error::AlertReceived(description) => Ok(End::Refused {
                alert: alert::name(u8::from(*description)),
            }),
            error => Err(VisitFault::NotTls {
                text: error.to_string(),
            }),
        }
    }
}

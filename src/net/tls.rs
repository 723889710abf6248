//! Logging in to a server by TLS (RFC 5246, RFC 8446) with a certificate whose key is elsewhere.
//!
//! The line is a thread of its own; whoever visits answers its questions meanwhile: whether the server is trusted, and what the
//! key signs. Nothing is believed here that the visitor did not judge, and nothing is kept for another visit.

mod address;
mod alert;
mod answer;
mod hooks;
mod line;
mod records;

use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::{Duration, Instant};

use super::NetFault;
use crate::token::{KeyType, Scheme};

pub use address::Target;
pub use answer::{HttpAnswer, HttpHead, read as read_answer};

/// What a visit may cost, apart from the time that the visitor takes for his own answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct VisitLimits {
    /// Until somebody answers at the address.
    pub reach: Duration,
    /// Of silence.
    pub quiet: Duration,
    /// Of all.
    pub whole: Duration,
}

impl VisitLimits {
    /// For a person who waits for it.
    pub const USUAL: Self = Self {
        reach: Duration::from_secs(10),
        quiet: Duration::from_secs(20),
        whole: Duration::from_secs(60),
    };
}

/// What is shown to a server that asks who is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// The certificate and the authorities above it, each in DER.
    pub chain: Vec<Vec<u8>>,
    /// The kind of its key.
    pub key: KeyType,
    /// What the key can sign.
    pub schemes: Vec<Scheme>,
}

/// Who visits.
pub trait Visitor {
    /// The certificates that the server showed, its own first, each in DER, and whether its name is that of the target.
    /// `false` ends the visit before anything is said.
    fn judge(&mut self, chain: &[Vec<u8>], name_fits: bool) -> bool;

    /// Signs; `None` ends the visit.
    fn sign(&mut self, scheme: Scheme, message: &[u8]) -> Option<Vec<u8>>;
}

/// What a server asked for when it wanted to know who is there.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wanted {
    /// The names of the authorities whose certificates it takes, each in DER; none: it does not say.
    pub authorities: Vec<Vec<u8>>,
    /// Nothing that the key can sign is among what it takes.
    pub no_scheme: bool,
}

/// How a visit ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum End {
    /// The visitor did not want to go on.
    NotTrusted,
    /// The server asked for a certificate, and there was none to show: all is known that was wanted.
    Asked,
    /// The visitor did not sign.
    NotSigned,
    /// The server answered.
    Answer(HttpAnswer),
    /// It refused, in the words of RFC 8446 §6: `certificate_expired` …
    Refused {
        /// The alert.
        alert: String,
    },
    /// It closed the line without a word.
    Closed,
    /// It let us in and said nothing more.
    Silent,
    /// It answered, but not by HTTP.
    NotHttp,
}

/// What was seen of a server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heard {
    /// Where it was found: IP address and port.
    pub address: String,
    /// `TLS 1.2`, `TLS 1.3`; `None` where it did not come so far.
    pub protocol: Option<&'static str>,
    /// The cipher suite as IANA names it.
    pub suite: Option<String>,
    /// What it asked for; `None`: it did not ask.
    pub wanted: Option<Wanted>,
    /// The certificate was shown.
    pub shown: bool,
    /// It wanted to begin anew in the middle, as old servers do to ask for the certificate (RFC 5746), which is not done here.
    pub renegotiation: bool,
    /// How it ended.
    pub end: End,
}

/// Why nothing can be said of a server.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum VisitFault {
    /// It was not reached.
    #[error(transparent)]
    Net(#[from] NetFault),
    /// It speaks no TLS, or none that is spoken here.
    #[error("{text}")]
    NotTls {
        /// What is wrong.
        text: String,
    },
}

/// What the line wants of the visitor, and its end.
enum Event {
    Judge(Vec<Vec<u8>>, bool, mpsc::Sender<bool>),
    Sign(Scheme, Vec<u8>, mpsc::Sender<Option<Vec<u8>>>),
    Over(Box<Result<Heard, VisitFault>>),
}

/// Visits a server: with what is offered where it asks, else to see what it asks for. Where it asks for nothing, or was shown the
/// certificate, it is asked for its page, too.
pub fn visit(
    target: &Target,
    offer: Option<Offer>,
    limits: VisitLimits,
    visitor: &mut dyn Visitor,
) -> Result<Heard, VisitFault> {
    let slow = VisitFault::Net(NetFault::TooSlow {
        seconds: limits.whole.as_secs(),
    });
    let (events, questions) = mpsc::channel();
    let started = line::start(target.clone(), offer, limits, events);
    started.map_err(|error| NetFault::NoLine {
        text: error.to_string(),
    })?;
    let mut end = Instant::now() + limits.whole;
    loop {
        let left = end.saturating_duration_since(Instant::now());
        let asked = Instant::now();
        // Whoever asks may be gone when the answer comes: then the next word is that it is over.
        let _ = match questions.recv_timeout(left) {
            Ok(Event::Over(heard)) => return *heard,
            Ok(Event::Judge(chain, fits, answer)) => {
                let asked = Instant::now();
                let goes_on = visitor.judge(&chain, fits);
                end += asked.elapsed();
                answer.send(goes_on).ok()
            }
            Ok(Event::Sign(scheme, message, answer)) => {
                let asked = Instant::now();
                let signed = visitor.sign(scheme, &message);
                end += asked.elapsed();
                answer.send(signed).ok()
            }
            Err(RecvTimeoutError::Timeout) => return Err(slow),
            Err(RecvTimeoutError::Disconnected) => {
                return Err(VisitFault::NotTls {
                    text: format!("ended after {} ms", asked.elapsed().as_millis()),
                });
            }
        };
    }
}

#[cfg(test)]
mod tests;

//! Where `rustls` asks: the server's certificate, ours, and its signature.

use std::fmt;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::{self, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use rustls::client::ResolvesClientCert;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{CryptoProvider, verify_tls12_signature, verify_tls13_signature};
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::server::ParsedCertificate;
use rustls::sign::{CertifiedKey, Signer, SigningKey};
use rustls::{CertificateError, DigitallySignedStruct, Error, SignatureAlgorithm, SignatureScheme};

use super::{Event, Offer, Wanted};
use crate::token::{Curve, KeyType, Scheme};

/// What the hooks of one visit share.
pub(super) struct Hooks {
    events: Sender<Event>,
    provider: Arc<CryptoProvider>,
    offer: Option<Offer>,
    wanted: Mutex<Option<Wanted>>,
    judged: AtomicBool,
    /// The certificate was handed over to be shown.
    shown: AtomicBool,
    not_trusted: AtomicBool,
    not_signed: AtomicBool,
    /// Milliseconds that the visitor took for his answers.
    waited: AtomicU64,
}

impl Hooks {
    pub(super) fn new(
        events: Sender<Event>,
        provider: Arc<CryptoProvider>,
        offer: Option<Offer>,
    ) -> Arc<Self> {
        Arc::new(Self {
            events,
            provider,
            offer,
            wanted: Mutex::default(),
            judged: AtomicBool::default(),
            shown: AtomicBool::default(),
            not_trusted: AtomicBool::default(),
            not_signed: AtomicBool::default(),
            waited: AtomicU64::default(),
        })
    }

    pub(super) fn events(&self) -> &Sender<Event> {
        &self.events
    }

    pub(super) fn offers(&self) -> bool {
        self.offer.is_some()
    }

    /// Whether what is offered can be used with TLS 1.3 (RFC 8446 §4.2.3).
    pub(super) fn signs_for_tls13(&self) -> bool {
        let offer = self.offer.as_ref();
        offer.is_none_or(|offer| {
            !matches!(offer.key, KeyType::Rsa(_)) || offer.schemes.contains(&Scheme::Pss)
        })
    }

    pub(super) fn wanted(&self) -> Option<Wanted> {
        let wanted = self.wanted.lock().unwrap_or_else(PoisonError::into_inner);
        wanted.clone()
    }

    pub(super) fn judged(&self) -> bool {
        self.judged.load(Ordering::SeqCst)
    }

    pub(super) fn shown(&self) -> bool {
        self.shown.load(Ordering::SeqCst)
    }

    pub(super) fn not_trusted(&self) -> bool {
        self.not_trusted.load(Ordering::SeqCst)
    }

    pub(super) fn not_signed(&self) -> bool {
        self.not_signed.load(Ordering::SeqCst)
    }

    pub(super) fn waited(&self) -> u64 {
        self.waited.load(Ordering::SeqCst)
    }

    /// Asks the visitor; `None` where he has gone.
    fn ask<T>(&self, question: impl FnOnce(Sender<T>) -> Event) -> Option<T> {
        let begun = Instant::now();
        let (answer, answers) = mpsc::channel();
        self.events.send(question(answer)).ok()?;
        let answer = answers.recv().ok();
        let took = u64::try_from(begun.elapsed().as_millis()).unwrap_or(u64::MAX);
        self.waited.fetch_add(took, Ordering::SeqCst);
        answer
    }
}

impl fmt::Debug for Hooks {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Hooks").finish_non_exhaustive()
    }
}

/// Judges the server's certificate by the visitor's word.
#[derive(Debug)]
pub(super) struct Judge(pub(super) Arc<Hooks>);

impl ServerCertVerifier for Judge {
    fn verify_server_cert(
        &self,
        own: &CertificateDer<'_>,
        above: &[CertificateDer<'_>],
        name: &ServerName<'_>,
        _: &[u8],
        _: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        let fits = ParsedCertificate::try_from(own)
            .and_then(|parsed| rustls::client::verify_server_name(&parsed, name))
            .is_ok();
        let chain = std::iter::once(own).chain(above);
        let chain = chain.map(|one| one.as_ref().to_vec()).collect();
        let goes_on = self.0.ask(|answer| Event::Judge(chain, fits, answer));
        self.0.judged.store(true, Ordering::SeqCst);
        if goes_on == Some(true) {
            return Ok(ServerCertVerified::assertion());
        }
        self.0.not_trusted.store(true, Ordering::SeqCst);
        Err(CertificateError::ApplicationVerificationFailure.into())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        let known = &self.0.provider.signature_verification_algorithms;
        verify_tls12_signature(message, certificate, signed, known)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        let known = &self.0.provider.signature_verification_algorithms;
        verify_tls13_signature(message, certificate, signed, known)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        let known = &self.0.provider.signature_verification_algorithms;
        known.supported_schemes()
    }
}

/// Shows the certificate that is offered.
#[derive(Debug)]
pub(super) struct Shows(pub(super) Arc<Hooks>);

impl ResolvesClientCert for Shows {
    fn resolve(
        &self,
        authorities: &[&[u8]],
        schemes: &[SignatureScheme],
    ) -> Option<Arc<CertifiedKey>> {
        let offer = self.0.offer.as_ref();
        let key = offer.map(|offer| Key {
            hooks: Arc::clone(&self.0),
            kind: offer.key,
            schemes: offer.schemes.clone(),
        });
        let fits = key.as_ref().is_some_and(|key| key.way(schemes).is_some());
        let wanted = Wanted {
            authorities: authorities.iter().map(|name| name.to_vec()).collect(),
            no_scheme: key.is_some() && !fits,
        };
        let mut known = self.0.wanted.lock().unwrap_or_else(PoisonError::into_inner);
        *known = Some(wanted);
        drop(known);
        if !fits {
            return None;
        }
        self.0.shown.store(true, Ordering::SeqCst);
        let chain = offer?.chain.iter();
        let chain = chain.map(|der| CertificateDer::from(der.clone())).collect();
        Some(Arc::new(CertifiedKey::new(chain, Arc::new(key?))))
    }

    fn has_certs(&self) -> bool {
        self.0.offers()
    }
}

/// A key that is elsewhere.
#[derive(Debug, Clone)]
struct Key {
    hooks: Arc<Hooks>,
    kind: KeyType,
    schemes: Vec<Scheme>,
}

impl Key {
    /// The way to sign that both sides can, the key's preferred one first.
    fn way(&self, offered: &[SignatureScheme]) -> Option<(Scheme, SignatureScheme)> {
        let ways = self.schemes.iter().filter_map(|scheme| {
            let way = match (self.kind, scheme) {
                (KeyType::Rsa(_), Scheme::Usual) => SignatureScheme::RSA_PKCS1_SHA256,
                (KeyType::Rsa(_), Scheme::Pss) => SignatureScheme::RSA_PSS_SHA256,
                (KeyType::Ec(curve), Scheme::Usual) => match curve {
                    Curve::P256 => SignatureScheme::ECDSA_NISTP256_SHA256,
                    Curve::P384 => SignatureScheme::ECDSA_NISTP384_SHA384,
                    Curve::P521 => SignatureScheme::ECDSA_NISTP521_SHA512,
                    Curve::Ed25519 => SignatureScheme::ED25519,
                },
                (KeyType::Ec(_), Scheme::Pss) => return None,
            };
            Some((*scheme, way))
        });
        let mut ways = ways;
        ways.find(|(_, way)| offered.contains(way))
    }
}

impl SigningKey for Key {
    fn choose_scheme(&self, offered: &[SignatureScheme]) -> Option<Box<dyn Signer>> {
        let (scheme, way) = self.way(offered)?;
        let hooks = Arc::clone(&self.hooks);
        Some(Box::new(Hand { hooks, scheme, way }))
    }

    fn algorithm(&self) -> SignatureAlgorithm {
        match self.kind {
            KeyType::Rsa(_) => SignatureAlgorithm::RSA,
            KeyType::Ec(Curve::Ed25519) => SignatureAlgorithm::ED25519,
            KeyType::Ec(_) => SignatureAlgorithm::ECDSA,
        }
    }
}

/// Signs by the visitor's hand.
#[derive(Debug)]
struct Hand {
    hooks: Arc<Hooks>,
    scheme: Scheme,
    way: SignatureScheme,
}

impl Signer for Hand {
    fn sign(&self, message: &[u8]) -> Result<Vec<u8>, Error> {
        let question = |answer| Event::Sign(self.scheme, message.to_vec(), answer);
        self.hooks.ask(question).flatten().ok_or_else(|| {
            self.hooks.not_signed.store(true, Ordering::SeqCst);
            Error::General("not signed".to_owned())
        })
    }

    fn scheme(&self) -> SignatureScheme {
        self.way
    }
}

//! Who visits a server: judges its certificate, and signs with the key on the token.

use jiff::Timestamp;

use crate::child::Place;
use crate::error::Failure;
use crate::net::tls::{self, Heard, Offer, Target, VisitFault, VisitLimits, Visitor};
use crate::op::Setting;
use crate::op::view::SeenKey;
use crate::token::Scheme;
use crate::x509::path::{self, Path, Pool};
use crate::x509::{Certificate, PublicKey};

/// What was judged of a server.
#[derive(Debug, Clone)]
pub(super) struct Judged {
    /// What it showed, its own first.
    pub(super) certificate: Certificate,
    /// How it is traced back.
    pub(super) path: Path,
    /// Whether it is the certificate of the host that was meant.
    pub(super) name_fits: bool,
    /// Whether its issuer lets it be a server.
    pub(super) for_servers: bool,
}

impl Judged {
    /// Whether it is who was meant.
    pub(super) fn is_trusted(&self) -> bool {
        self.path.holds() && self.name_fits && self.for_servers
    }
}

/// The key and where it is.
pub(super) struct Hand<'h, 's> {
    pub(super) setting: &'h mut Setting<'s>,
    pub(super) place: Place,
    pub(super) key: &'h SeenKey,
    pub(super) public: &'h PublicKey,
    pub(super) failed: Option<(Scheme, Failure)>,
}

/// The visitor.
pub(super) struct Party<'p, 'h, 's> {
    anchors: &'p Pool,
    now: Timestamp,
    judged: Option<Judged>,
    hand: Option<Hand<'h, 's>>,
    alone: Option<crate::ask::Alone>,
}

impl<'p, 'h, 's> Party<'p, 'h, 's> {
    /// Who only looks.
    pub(super) fn new(anchors: &'p Pool, now: Timestamp) -> Self {
        Self {
            anchors,
            now,
            judged: None,
            hand: None,
            alone: None,
        }
    }

    /// Who signs, too.
    pub(super) fn with(self, hand: Hand<'h, 's>) -> Self {
        let hand = Some(hand);
        Self { hand, ..self }
    }

    /// Visits, with what is offered.
    pub(super) fn visit(&mut self, target: &Target, offer: Offer) -> Result<Heard, VisitFault> {
        self.rest();
        let heard = tls::visit(target, Some(offer), VisitLimits::USUAL, self);
        self.alone = None;
        heard
    }

    /// What was judged.
    pub(super) fn judged(&self) -> Option<&Judged> {
        self.judged.as_ref()
    }

    /// Why it was not signed.
    pub(super) fn failed(self) -> Option<(Scheme, Failure)> {
        self.hand.and_then(|hand| hand.failed)
    }

    /// Nothing of the token's is under way: who wants to stop may.
    fn rest(&mut self) {
        self.alone = self.hand.as_ref().map(|hand| hand.setting.ask.alone());
    }
}

impl Visitor for Party<'_, '_, '_> {
    fn judge(&mut self, chain: &[Vec<u8>], name_fits: bool) -> bool {
        let parsed = chain.iter().map(|der| Certificate::parse(der));
        let mut parsed = parsed.filter_map(Result::ok);
        let Some(own) = parsed.next() else {
            return false;
        };
        let pool: Pool = parsed.collect();
        let usages = own.extended_key_usage();
        let judged = Judged {
            path: path::judge(&own, &pool, self.anchors, self.now),
            name_fits,
            for_servers: usages.is_none_or(|usages| {
                let mut usages = usages.iter();
                usages.any(|usage| usage == "serverAuth" || usage == "anyExtendedKeyUsage")
            }),
            certificate: own,
        };
        let trusted = judged.is_trusted();
        self.judged = Some(judged);
        trusted
    }

    fn sign(&mut self, scheme: Scheme, message: &[u8]) -> Option<Vec<u8>> {
        self.alone = None;
        let hand = self.hand.as_mut()?;
        let signed = hand
            .setting
            .sign_as(hand.place, hand.key, hand.public, scheme, message);
        let signed = match signed {
            Ok(signed) => Some(signed),
            Err(failure) => {
                hand.failed = Some((scheme, failure));
                None
            }
        };
        self.rest();
        signed
    }
}

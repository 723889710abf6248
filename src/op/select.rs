//! Which token, which object: what the person named against what is there.

use super::Setting;
use super::doubles::{double_of, one_card};
use super::view::Identity;
use crate::ask::Choice;
use crate::child::{Host, HostState, Place};
use crate::error::{Code, Failure, Notice};
use crate::sanitize;
use crate::token::{Slot, TokenState, TokenUri, UriError, names_a_token, token_uri};

/// `-t`: a label, a serial number, or a URI.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Selector {
    /// Exact label or exact serial number.
    Name(String),
    /// A `pkcs11:` URI, and as it was typed.
    Uri(Box<TokenUri>, String),
}

impl Selector {
    /// Reads `-t`; what is wrong in a URI is refused before any token is asked.
    pub fn parse(text: &str) -> Result<Self, Failure> {
        if text.trim().is_empty() {
            return Err(Failure::new(Code::ValueMissing)
                .with("names", "--token")
                .with("command", "parafa tokens"));
        }
        if !text.starts_with("pkcs11:") {
            return Ok(Self::Name(text.to_owned()));
        }
        TokenUri::parse(text)
            .map(|uri| Self::Uri(Box::new(uri), text.to_owned()))
            .map_err(|error| uri_failure(&error, text))
    }

    fn fits(&self, host: &Host, slot: &Slot) -> bool {
        let token = slot.token.as_ref().ok();
        match self {
            Self::Name(name) => {
                token.is_some_and(|token| token.id.label == *name || token.id.serial == *name)
            }
            Self::Uri(uri, _) => {
                names_module(uri, host)
                    && uri.fits(slot.id, &slot.description, token.map(|token| &token.id))
            }
        }
    }

    /// Whether it can name one token for certain: labels are given twice, serial numbers are not.
    fn names_a_serial(&self) -> bool {
        match self {
            Self::Name(_) => true,
            Self::Uri(uri, _) => uri.serial.as_deref().is_some_and(names_a_token),
        }
    }

    /// Whether no other module needs to be asked once this slot was seen.
    fn ends_the_search(&self, host: &Host, slot: &Slot) -> bool {
        let by_serial = |name: &str| {
            let token = slot.token.as_ref().ok();
            token.is_some_and(|token| token.id.serial == name && names_a_token(name))
        };
        match self {
            Self::Name(name) => by_serial(name),
            Self::Uri(..) => self.fits(host, slot),
        }
    }

    /// Attributes of its URI that mean nothing here, so that nothing matches.
    fn unknown(&self) -> Option<String> {
        match self {
            Self::Uri(uri, _) if !uri.unknown.is_empty() => {
                Some(sanitize::line(&uri.unknown.join(", ")))
            }
            Self::Uri(..) | Self::Name(_) => None,
        }
    }

    /// As it was typed.
    #[must_use]
    pub fn as_typed(&self) -> &str {
        match self {
            Self::Name(text) | Self::Uri(_, text) => text,
        }
    }

    /// The words for messages.
    #[must_use]
    pub fn text(&self) -> String {
        match self {
            Self::Name(name) => sanitize::line(name),
            Self::Uri(uri, text) => {
                let named = uri.label.as_deref().or(uri.serial.as_deref());
                sanitize::line(named.filter(|_| uri.unknown.is_empty()).unwrap_or(text))
            }
        }
    }
}

/// Whether `module-path` and `module-name` of the URI, where it has them, mean this module (RFC 7512 §2.3).
fn names_module(uri: &TokenUri, host: &Host) -> bool {
    let path = std::path::Path::new(&host.path);
    let stem = path
        .file_stem()
        .map(|stem| stem.to_string_lossy().into_owned());
    let bare = stem.as_deref().map(|stem| stem.trim_start_matches("lib"));
    uri.modules.iter().all(|(name, value)| match name.as_str() {
        "module-path" => {
            *value == host.path || std::fs::canonicalize(value).is_ok_and(|wanted| wanted == path)
        }
        _ => *value == host.id || stem.as_ref() == Some(value) || bare == Some(value),
    })
}

/// A URI's error as a refusal.
pub(super) fn uri_failure(error: &UriError, text: &str) -> Failure {
    match error {
        UriError::Refused { name } => Failure::new(Code::UriAttributeRefused)
            .with("names", name)
            .with("value", name),
        UriError::Malformed { part } => Failure::new(Code::UriInvalid)
            .with("value", sanitize::line(part))
            .with("text", sanitize::line(text)),
        UriError::Scheme => Failure::new(Code::UriInvalid)
            .with("value", sanitize::line(text))
            .with("text", sanitize::line(text)),
    }
}

impl Setting<'_> {
    /// A URI that names another module than those in use is refused: it would decide which code runs.
    pub fn check_selector(&self) -> Result<(), Failure> {
        let Some(Selector::Uri(uri, _)) = &self.selector else {
            return Ok(());
        };
        let hosts = self.tokens.hosts();
        match uri.modules.first() {
            Some((name, _)) if !hosts.iter().any(|host| names_module(uri, host)) => {
                Err(Failure::new(Code::UriAttributeRefused)
                    .with("names", name)
                    .with("value", name)
                    .state(TokenState::NothingChanged))
            }
            _ => Ok(()),
        }
    }

    /// Opens the modules. A module named with `-m` that failed is the command's failure; so is it when all failed.
    pub fn open_tokens(&mut self) -> Result<(), Failure> {
        if let Some(names) = self.selector.as_ref().and_then(Selector::unknown) {
            self.notice(Notice::new(Code::UriAttributeUnknown).with("names", names));
        }
        self.heed_card_service();
        match &self.selector {
            Some(selector) if selector.names_a_serial() => {
                let fits = |host: &Host, slot: &Slot| selector.ends_the_search(host, slot);
                self.tokens.open_until(&fits);
            }
            _ => self.tokens.open(),
        }
        if self.tokens.hosts().is_empty() {
            return Ok(());
        }
        let failed = |host: &Host| match &host.state {
            HostState::Failed(fault) => Some((host.id.clone(), fault.clone())),
            HostState::NotAsked | HostState::Ready | HostState::Lent => None,
        };
        let hosts = self.tokens.hosts();
        let named = hosts.iter().filter(|host| host.named).find_map(failed);
        let all = hosts.iter().all(|host| failed(host).is_some());
        let first = hosts.iter().find_map(failed);
        match named.or(first.filter(|_| all)) {
            Some((module, fault)) => Err(Failure::from_fault(fault, &module)),
            None => Ok(()),
        }
    }

    /// Says so when this computer has no module at all, for commands that need one.
    pub(super) fn need_module(&self) -> Result<(), Failure> {
        if self.tokens.hosts().is_empty() {
            return Err(Failure::new(Code::NoModule).state(TokenState::NothingChanged));
        }
        Ok(())
    }

    /// The places that `-t` allows, all without it; a token seen through two modules stands here once, tokens of one card
    /// one after the other.
    #[must_use]
    pub fn places(&self) -> Vec<Place> {
        let mut places: Vec<Place> = Vec::new();
        for (place, host, slot) in self.tokens.slots() {
            if !self
                .selector
                .as_ref()
                .is_none_or(|selector| selector.fits(host, slot))
            {
                continue;
            }
            // Where the selector leaves the first one out, its double stands for it.
            if double_of(self.tokens, place).is_some_and(|first| places.contains(&first)) {
                continue;
            }
            let mut before = places.iter();
            let beside = before.rposition(|other| one_card(self.tokens, *other, place));
            places.insert(beside.map_or(places.len(), |at| at + 1), place);
        }
        places
    }

    /// The one initialised token that is meant: by `-t`, as the only one, or chosen; elsewhere exit 3 with candidates.
    pub(super) fn one_token(&mut self) -> Result<Place, Failure> {
        self.need_module()?;
        let all = self.places();
        let fit: Vec<Place> = all
            .iter()
            .copied()
            .filter(|place| {
                self.tokens
                    .token(*place)
                    .is_some_and(|token| token.initialised)
            })
            .collect();
        match fit.as_slice() {
            [only] => Ok(*only),
            [] => Err(self.no_token(&all)),
            many => self.choose_token(many),
        }
    }

    /// Lets a person choose among places; a script gets exit 3 with the candidates.
    pub(super) fn choose_token(&mut self, places: &[Place]) -> Result<Place, Failure> {
        let names: Vec<String> = places.iter().map(|place| self.name_of(*place)).collect();
        let choices: Vec<Choice> = names
            .iter()
            .map(|name| Choice { text: name.clone() })
            .collect();
        let chosen = self.ask.choose("cli-choose-token", &choices);
        if let Some(place) = chosen.and_then(|index| places.get(index)) {
            return Ok(*place);
        }
        let uris: Vec<String> = places
            .iter()
            .map(|place| token_uri(place.slot, self.tokens.token(*place).map(|token| &token.id)))
            .collect();
        Err(Failure::new(Code::SeveralTokens)
            .with("names", names.join(", "))
            .with("count", names.len())
            .detail("candidates", uris)
            .state(TokenState::NothingChanged))
    }

    pub(super) fn no_token(&self, all: &[Place]) -> Failure {
        let blank = all.iter().any(|place| {
            self.tokens
                .token(*place)
                .is_some_and(|token| !token.initialised)
        });
        let bad = all.iter().find_map(|place| {
            let fault = self.tokens.slot(*place)?.token.as_ref().err()?;
            Some(self.failed(*place, fault.clone()))
        });
        let selected = self.selector.as_ref().map(Selector::text);
        match (bad, selected) {
            (Some(failure), _) if !blank => failure,
            (_, Some(name)) if !blank => self.token_not_found(&name),
            _ if blank => Failure::new(Code::TokenUninitialised).state(TokenState::NothingChanged),
            _ => Failure::new(Code::NoToken).state(TokenState::NothingChanged),
        }
    }

    /// The token that was named is not there; names those that are.
    pub(super) fn token_not_found(&self, name: &str) -> Failure {
        let there: Vec<Place> = self.tokens.slots().map(|(place, _, _)| place).collect();
        if there.is_empty() {
            return Failure::new(Code::NoToken).state(TokenState::NothingChanged);
        }
        let names: Vec<String> = there.iter().map(|place| self.name_of(*place)).collect();
        Failure::new(Code::TokenNotFound)
            .with("token", sanitize::line(name))
            .with("names", names.join(", "))
            .detail("tokens", names)
            .state(TokenState::NothingChanged)
    }

    /// A token's name for people: label and serial, else the reader.
    pub(super) fn name_of(&self, place: Place) -> String {
        let id = self.tokens.token(place).map(|token| &token.id);
        let name = match id.map(|id| (id.label.as_str(), id.serial.as_str())) {
            None | Some(("", "")) => self.reader_of(place),
            Some((label, "")) => label.to_owned(),
            Some(("", serial)) => serial.to_owned(),
            Some((label, serial)) => format!("{label} ({serial})"),
        };
        sanitize::line(&name)
    }

    /// What the driver calls the reader; where it does not call it anything, the slot's number.
    pub(super) fn reader_of(&self, place: Place) -> String {
        let name = self.tokens.slot(place).map(|slot| slot.description.clone());
        name.filter(|name| !name.is_empty())
            .unwrap_or_else(|| format!("slot-id={}", place.slot.0))
    }
}

/// How closely an `ID` has to fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Closeness {
    /// The whole name only: scripts that write or remove.
    Exact,
    /// A unique part will do.
    Part,
}

/// The identities that `text` names, by the first rule that fits any: key id, serial number in any form, label or
/// holder, `sha256:` and 8 digits, a URI, a unique part.
#[must_use]
pub fn matching<'i>(
    text: &str,
    identities: &'i [Identity],
    closeness: Closeness,
) -> Vec<&'i Identity> {
    let rules: [&dyn Fn(&Identity) -> bool; 5] = [
        &|identity| {
            identity
                .id
                .as_ref()
                .is_some_and(|id| id.hex() == text.to_lowercase())
        },
        &|identity| {
            identity
                .certificates
                .iter()
                .any(|seen| seen.certificate.serial().is(text))
        },
        &|identity| {
            identity.label.as_deref() == Some(text)
                || identity
                    .certificates
                    .iter()
                    .any(|seen| seen.certificate.holder().as_deref() == Some(text))
        },
        &|identity| {
            let digits = text
                .strip_prefix("sha256:")
                .filter(|digits| digits.len() >= 8)
                .map(str::to_lowercase);
            digits.is_some_and(|digits| {
                identity
                    .hash
                    .is_some_and(|hash| hash.hex().starts_with(&digits))
            })
        },
        &|identity| by_uri(text, identity),
    ];
    for rule in rules {
        let fit: Vec<&Identity> = identities
            .iter()
            .filter(|identity| rule(identity))
            .collect();
        if !fit.is_empty() {
            return fit;
        }
    }
    if closeness == Closeness::Exact || text.is_empty() {
        return Vec::new();
    }
    identities
        .iter()
        .filter(|identity| by_part(&text.to_lowercase(), identity))
        .collect()
}

fn by_uri(text: &str, identity: &Identity) -> bool {
    let Ok(uri) = TokenUri::parse(text) else {
        return false;
    };
    if uri.id.is_none() && uri.object.is_none() {
        return false;
    }
    let id = uri
        .id
        .as_ref()
        .is_none_or(|wanted| identity.id.as_ref().is_some_and(|id| id.fits(wanted)));
    let label = uri
        .object
        .as_ref()
        .is_none_or(|wanted| identity.label.as_ref() == Some(wanted));
    id && label && uri.unknown.is_empty()
}

fn by_part(part: &str, identity: &Identity) -> bool {
    let holds = |text: &str| text.to_lowercase().contains(part);
    identity.id.as_ref().is_some_and(|id| holds(&id.hex()))
        || identity.label.as_deref().is_some_and(holds)
        || identity
            .certificates
            .iter()
            .any(|seen| holds(&seen.certificate.subject()) || holds(&seen.certificate.serial().hex))
}

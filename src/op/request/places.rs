//! Where the new key goes: a free fixed place, the place that was named, or a random id.

use super::input::place_id;
use crate::ask::{Answer, TypedConfirmation};
use crate::child::Place;
use crate::error::{Args, Code, Failure};
use crate::op::Setting;
use crate::op::view::{SeenKey, View};
use crate::sanitize;
use crate::token::{KeyId, TokenState};

/// Bytes of an id that we choose: random, so that no other program's id is met.
const ID_LENGTH: usize = 8;

impl Setting<'_> {
    /// The id for the new key: a free fixed place, the place that was named, or a random id.
    pub(in crate::op) fn place_for(
        &mut self,
        place: Place,
        named: Option<&str>,
        before: &View,
    ) -> Result<KeyId, Failure> {
        let places = self
            .tokens
            .host(place)
            .map(|host| host.habits.key_places.clone())
            .unwrap_or_default();
        let used = |id: &KeyId| {
            let keys = before.keys.iter().filter_map(|key| key.id.as_ref());
            let certificates = before.certificates.iter().filter(|seen| !seen.placeholder);
            keys.chain(certificates.filter_map(|seen| seen.object.id.as_ref()))
                .any(|it| it.fits(id))
        };
        if let Some(named) = named {
            let known = places.iter().find(|(id, name)| {
                name.eq_ignore_ascii_case(named) || id.hex() == named.to_lowercase()
            });
            let id = match known {
                Some((id, _)) => id.clone(),
                None if places.is_empty() => {
                    place_id(named).ok_or_else(|| unknown_place(named, &[]))?
                }
                None => return Err(unknown_place(named, &places)),
            };
            if used(&id) {
                self.confirm_replacement(place, &id, before)?;
            }
            return Ok(id);
        }
        if places.is_empty() {
            return random_id();
        }
        let free = places
            .iter()
            .find(|(id, _)| !used(id))
            .map(|(id, _)| id.clone());
        free.ok_or_else(|| fixed_places(&places, before))
    }

    /// There, generating replaces: the user types the word that is shown.
    fn confirm_replacement(
        &mut self,
        place: Place,
        id: &KeyId,
        before: &View,
    ) -> Result<(), Failure> {
        let holder = before
            .identities()
            .into_iter()
            .filter(|identity| identity.id.as_ref().is_some_and(|it| it.fits(id)))
            .find_map(|identity| {
                identity
                    .certificates
                    .first()
                    .and_then(|seen| seen.certificate.holder())
            });
        let key = before
            .keys
            .iter()
            .find(|key| key.id.as_ref().is_some_and(|it| it.fits(id)));
        let hash = key.and_then(SeenKey::hash).map(|hash| hash.short());
        let word = holder.or(hash).unwrap_or_else(|| id.hex());
        let mut args = Args::new();
        args.insert("value", id.hex());
        args.insert("token", self.name_of(place));
        args.insert("word", sanitize::line(&word));
        let confirmation = TypedConfirmation {
            id: "cli-confirm-replace-key",
            args,
            word: word.clone(),
        };
        match self.ask.confirm_typed(&confirmation) {
            Answer::Yes => Ok(()),
            Answer::No => Err(Failure::new(Code::Declined).state(TokenState::NothingChanged)),
            Answer::Nobody => Err(Failure::new(Code::ConfirmationNeeded)
                .with("word", sanitize::line(&word))
                .with("value", id.hex())
                .with("token", self.name_of(place))
                .detail("confirm", word)
                .state(TokenState::NothingChanged)),
        }
    }
}

fn random_id() -> Result<KeyId, Failure> {
    let mut bytes = vec![0u8; ID_LENGTH];
    getrandom::fill(&mut bytes)
        .map_err(|error| Failure::new(Code::Internal).with("text", error.to_string()))?;
    Ok(KeyId(bytes))
}

fn unknown_place(wanted: &str, places: &[(KeyId, String)]) -> Failure {
    let names: Vec<&str> = places.iter().map(|(_, name)| name.as_str()).collect();
    Failure::new(Code::PlaceUnknown)
        .with("value", sanitize::line(wanted))
        .with(
            "names",
            if names.is_empty() {
                "-".to_owned()
            } else {
                names.join(", ")
            },
        )
        .state(TokenState::NothingChanged)
}

/// Used places with what is in them, and the free ones.
pub(super) fn fixed_places(places: &[(KeyId, String)], before: &View) -> Failure {
    let mut used_ids: Vec<&KeyId> = before
        .keys
        .iter()
        .filter_map(|key| key.id.as_ref())
        .collect();
    let certificates = before.certificates.iter().filter(|seen| !seen.placeholder);
    for id in certificates.filter_map(|seen| seen.object.id.as_ref()) {
        if !used_ids.iter().any(|known| known.fits(id)) {
            used_ids.push(id);
        }
    }
    let name = |id: &KeyId| {
        places
            .iter()
            .find(|(it, _)| it.fits(id))
            .map_or_else(|| id.hex(), |(id, name)| format!("{name} ({})", id.hex()))
    };
    let used: Vec<String> = used_ids.iter().map(|id| name(id)).collect();
    let free: Vec<String> = places
        .iter()
        .filter(|(id, _)| !used_ids.iter().any(|used| used.fits(id)))
        .map(|(id, name)| format!("{name} ({})", id.hex()))
        .collect();
    let shown = |list: &[String]| {
        if list.is_empty() {
            "-".to_owned()
        } else {
            list.join(", ")
        }
    };
    Failure::new(Code::TokenHasFixedPlaces)
        .with("places_used", shown(&used))
        .with("places_free", shown(&free))
        .detail("used", used)
        .detail("free", free)
        .state(TokenState::NothingChanged)
}

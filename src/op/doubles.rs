//! One card that several modules show (Q22): it stands there once, through the module that the registry puts first, which
//! is the vendor's.

use crate::child::{Place, Tokens};
use crate::op::shape::TokenShow;
use crate::token::{Slot, TokenId, names_a_token};

/// A slot, and which module shows it.
type Shown<'a> = (usize, &'a Slot);

/// The earlier place that shows the same token, where there is one.
pub(super) fn double_of(tokens: &Tokens, place: Place) -> Option<Place> {
    let (places, all): (Vec<Place>, Vec<Shown<'_>>) = tokens
        .slots()
        .map(|(place, _, slot)| (place, (place.host(), slot)))
        .unzip();
    let at = places.iter().position(|other| *other == place)?;
    places.get(double(&all, at)?).copied()
}

/// Whether two places of one module are tokens of one card (Q25): its serial number tells.
pub(super) fn one_card(tokens: &Tokens, one: Place, other: Place) -> bool {
    let id = |place: Place| tokens.slot(place).and_then(named);
    let same = id(one).zip(id(other));
    one.host() == other.host() && same.is_some_and(|(one, other)| one.serial == other.serial)
}

/// The same by position: the first of all that show this token, never the one itself.
fn double(all: &[Shown<'_>], at: usize) -> Option<usize> {
    let (module, slot) = *all.get(at)?;
    let id = named(slot)?;
    let before = all.get(..at)?;
    let same = before
        .iter()
        .position(|(_, other)| named(other) == Some(id));
    if let Some(first) = same {
        return Some(double(all, first).unwrap_or(first));
    }
    // Modules name the same card each in its own words: serial number and reader tell that it is one. Its tokens are taken
    // for the other's, one by one, where the first module shows all of them.
    if slot.hardware == Some(false) || slot.description.trim().is_empty() {
        return None;
    }
    let on_card = |of: &Slot| {
        let alike = named(of).is_some_and(|other| same_serial(&other.serial, &id.serial));
        alike && of.hardware != Some(false) && of.description == slot.description
    };
    let of_module = |wanted: usize| -> Vec<usize> {
        let slots = all.iter().enumerate();
        let own = slots.filter(|(_, (of, slot))| *of == wanted && on_card(slot));
        own.map(|(at, _)| at).collect()
    };
    let mut others = before.iter();
    let (first, _) = others.find(|(of, slot)| *of != module && on_card(slot))?;
    let (own, theirs) = (of_module(module), of_module(*first));
    if own.len() > theirs.len() {
        return None;
    }
    let found = *theirs.get(own.iter().position(|of| *of == at)?)?;
    Some(double(all, found).unwrap_or(found))
}

/// Takes tokens out that another module shows: of the same serial number, with the same certificate on them. What was not
/// read before shows only now.
pub(super) fn merge_read(tokens: &mut Vec<TokenShow>) {
    let mut at = 0;
    while at < tokens.len() {
        let (before, rest) = tokens.split_at_mut(at);
        let Some(own) = rest.first() else { return };
        match before.iter_mut().find(|first| is_double(first, own)) {
            Some(first) => {
                let also = own.token.module.iter().chain(&own.token.also_via);
                first.token.also_via.extend(also.cloned());
                tokens.remove(at);
            }
            None => at += 1,
        }
    }
}

/// Whether two modules show the same token.
#[must_use]
pub fn is_double(first: &TokenShow, other: &TokenShow) -> bool {
    let serial = |show: &TokenShow| {
        let serial = show.token.serial.clone();
        serial.filter(|serial| names_a_token(serial))
    };
    let certificates = |show: &TokenShow| -> Vec<String> {
        let all = show.identities.iter().flat_map(|one| &one.certificates);
        all.map(|certificate| certificate.sha256.clone()).collect()
    };
    let (Some(one), Some(two)) = (serial(first), serial(other)) else {
        return false;
    };
    let shown = certificates(first);
    let shared = certificates(other).iter().any(|it| shown.contains(it));
    first.token.module != other.token.module && same_serial(&one, &two) && shared
}

fn named(slot: &Slot) -> Option<&TokenId> {
    let token = slot.token.as_ref().ok()?;
    Some(&token.id).filter(|id| names_a_token(&id.serial))
}

/// The same number, in whatever form a module writes it.
fn same_serial(one: &str, other: &str) -> bool {
    let plain = |text: &str| -> String {
        let kept = text.chars().filter(|c| !matches!(c, ' ' | ':' | '-'));
        let kept: String = kept.map(|c| c.to_ascii_lowercase()).collect();
        kept.trim_start_matches('0').to_owned()
    };
    plain(one) == plain(other)
}

#[cfg(test)]
mod tests {
    use super::{double, same_serial};
    use crate::token::{PinFlags, Slot, SlotId, TokenId, TokenInfo};

    fn slot(reader: &str, label: &str, serial: &str) -> Slot {
        let info = TokenInfo {
            id: TokenId {
                label: label.to_owned(),
                manufacturer: "M".to_owned(),
                model: "T".to_owned(),
                serial: serial.to_owned(),
            },
            initialised: true,
            login_required: true,
            user_pin_set: true,
            write_protected: false,
            pin_pad: false,
            user_pin: PinFlags::default(),
            so_pin: PinFlags::default(),
            min_pin: None,
            max_pin: None,
        };
        Slot {
            id: SlotId(0),
            description: reader.to_owned(),
            hardware: Some(true),
            token: Ok(info),
        }
    }

    fn doubles(all: &[(usize, Slot)]) -> Vec<Option<usize>> {
        let all: Vec<(usize, &Slot)> = all.iter().map(|(of, slot)| (*of, slot)).collect();
        (0..all.len()).map(|at| double(&all, at)).collect()
    }

    #[test]
    fn serial_numbers_are_compared_in_any_form() {
        assert!(same_serial("0A:1b 2C", "a1B2c"));
        assert!(!same_serial("0A1B2C", "0A1B2D"));
    }

    #[test]
    fn one_card_named_otherwise_by_another_module_stands_there_once() {
        let (vendor, other) = (slot("R", "Ana", "00AB12"), slot("R", "PIV", "ab12"));
        let all = [(0, vendor.clone()), (1, other.clone())];
        assert_eq!(doubles(&all), [None, Some(0)]);
        // Another reader, another number, none at all: another card.
        for slot in [
            slot("S", "PIV", "ab12"),
            slot("R", "PIV", "ab13"),
            slot("R", "PIV", "00"),
        ] {
            assert_eq!(doubles(&[(0, vendor.clone()), (1, slot)]), [None, None]);
        }
        // A reader that is not told is no reader.
        let blank = [(0, slot(" ", "Ana", "AB12")), (1, slot(" ", "PIV", "ab12"))];
        assert_eq!(doubles(&blank), [None, None]);
        let software = Slot {
            hardware: Some(false),
            ..other
        };
        assert_eq!(doubles(&[(0, vendor), (1, software)]), [None, None]);
    }

    #[test]
    fn two_tokens_of_one_card_are_two_and_each_has_its_double() {
        let (sign, user) = (slot("R", "Sign", "AB"), slot("R", "User", "AB"));
        let other = |label: &str| (1, slot("R", label, "ab"));
        let one = [(0, user.clone()), (0, sign.clone())];
        assert_eq!(doubles(&one), [None, None]);
        let both = [one[0].clone(), one[1].clone(), other("P1"), other("P2")];
        assert_eq!(doubles(&both), [None, None, Some(0), Some(1)]);
        let first = [one[0].clone(), one[1].clone(), other("P1")];
        assert_eq!(doubles(&first), [None, None, Some(0)]);
        // The other shows more than the first: nothing may be hidden.
        let more = [one[0].clone(), other("P1"), other("P2")];
        assert_eq!(doubles(&more), [None, None, None]);
        // The very same names, through a third module.
        let third = [one[0].clone(), other("P1"), (2, slot("R", "P1", "ab"))];
        assert_eq!(doubles(&third), [None, Some(0), Some(0)]);
    }
}

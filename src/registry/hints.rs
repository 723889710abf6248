//! From a card's answer to reset, or a USB device's numbers, to the modules that may read it. Guesses, in order: unrelated
//! cards answer alike (Q24), and readers have the numbers of tokens (Q56).

use super::{Atr, Confidence, Entry, Registry, Usb};

impl Registry {
    /// The modules whose cards answer so, the likeliest first; each once.
    #[must_use]
    pub fn of_atr(&self, atr: &[u8]) -> Vec<(&Entry, &Atr)> {
        let mut found: Vec<(&Entry, &Atr)> = Vec::new();
        for entry in &self.entries {
            let fits = entry.atrs.iter().filter(|fact| fact.fits(atr));
            found.extend(fits.min_by_key(|fact| rank(fact)).map(|fact| (entry, fact)));
        }
        found.sort_by_key(|(_, fact)| rank(fact));
        found
    }

    /// The modules whose tokens have these numbers, the better founded first.
    #[must_use]
    pub fn of_usb(&self, vendor: u16, product: u16) -> Vec<(&Entry, &Usb)> {
        let is = |text: &str, number: u16| u16::from_str_radix(text, 16) == Ok(number);
        let mut found: Vec<(&Entry, &Usb)> = Vec::new();
        for entry in &self.entries {
            let mut all = entry.usb.iter();
            let fact =
                all.find(|fact| is(fact.vid.as_ref(), vendor) && is(fact.pid.as_ref(), product));
            found.extend(fact.map(|fact| (entry, fact)));
        }
        found.sort_by_key(|(_, fact)| fact.confidence == Confidence::Likely);
        found
    }
}

/// What names the whole answer comes before a mask, the better founded before the rest.
fn rank(fact: &Atr) -> (bool, bool) {
    (fact.mask.is_some(), fact.confidence == Confidence::Likely)
}

impl Atr {
    /// Whether this answer to reset is meant.
    #[must_use]
    pub fn fits(&self, atr: &[u8]) -> bool {
        let Ok(wanted) = hex::decode(self.atr.as_ref()) else {
            return false;
        };
        let mask = self.mask.as_ref().map(|mask| hex::decode(mask.as_ref()));
        let mask = match mask {
            None => vec![0xff; wanted.len()],
            Some(Ok(mask)) => mask,
            Some(Err(_)) => return false,
        };
        let bytes = wanted.iter().zip(&mask).zip(atr);
        wanted.len() == atr.len()
            && mask.len() == atr.len()
            && bytes.into_iter().all(|((a, mask), b)| (a ^ b) & mask == 0)
    }
}

#[cfg(test)]
mod tests {
    use crate::registry::Registry;

    fn of(atr: &str) -> Vec<String> {
        let registry = Registry::built_in().unwrap();
        let found = registry.of_atr(&hex::decode(atr).unwrap());
        found.iter().map(|(entry, _)| entry.id.clone()).collect()
    }

    #[test]
    fn a_token_is_known_by_its_answer_and_nothing_else_is() {
        let certsign = "3BFF9600008131FE4380318065B0855956FB12017882900088";
        assert_eq!(of(certsign), ["safenet-sac"]);
        assert_eq!(of(&certsign[..48]), [] as [&str; 0]);
        // One byte that no mask leaves open.
        assert_eq!(of(&certsign.replace("4380", "4381")), [] as [&str; 0]);
        assert_eq!(of("3B"), [] as [&str; 0]);
    }

    #[test]
    fn a_mask_leaves_bytes_open_and_comes_after_what_is_exact() {
        let registry = Registry::built_in().unwrap();
        let name = |atr: &str| {
            let found = registry.of_atr(&hex::decode(atr).unwrap());
            found.first().map(|(_, fact)| fact.name.clone())
        };
        // Named exactly and by the mask of all of its kind.
        let exact = "3B9F958131FE9F006646530510063171DF000000000024";
        assert_eq!(name(exact).as_deref(), Some("ePass2003Auto"));
        let other = "3B9F958131FE9F006646530599063171DF0000000000AA";
        assert_eq!(name(other).as_deref(), Some("ePass2003, any"));
        let foreign = "3B9F958131FE9F006646540599063171DF0000000000AA";
        assert_eq!(name(foreign), None);
    }

    #[test]
    fn usb_numbers_count_only_together() {
        let registry = Registry::built_in().unwrap();
        let of = |vendor, product| {
            let found = registry.of_usb(vendor, product);
            found.first().map(|(entry, _)| entry.id.clone())
        };
        assert_eq!(of(0x0529, 0x0620).as_deref(), Some("safenet-sac"));
        // A licence dongle of the same vendor.
        assert_eq!(of(0x0529, 0x0001), None);
        assert_eq!(of(0x0620, 0x0529), None);
    }
}
